"""What a flow of money is to the crash trials, and what came of it afterwards."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol, TypeVar

from sqlalchemy import text

from tests.conftest import MovingClock
from tests.faults.crashing import Patience
from tests.faults.world import World
from tributary import app
from tributary.kernel import BrandId, Outage, new_id, system_clock
from tributary.platform import Desk, Invariant, outbox

HURRIED_SECONDS = 0.06
"""How long the call may take that the provider is told to hang on."""

HANG_MILLISECONDS = 500
"""Long enough that the look-up comes while the call is still running at the provider."""


@dataclass(frozen=True, slots=True)
class Mode:
    """What the provider does to one call of a trial."""

    fault: str | None
    """A fault of the fake; None when every call goes well."""
    skip: int = 0
    """How many calls go well first."""

    def __str__(self) -> str:
        """Return the mode as it is printed and chosen."""
        return "ok" if self.fault is None else f"{self.fault}@{self.skip + 1}"

    def patience_with(self, method: str, path: str) -> Patience:
        """Return the patience with calls of which one is told to hang in some modes."""
        if not self._hangs:
            return Patience()
        return Patience(method, path, self.skip, HURRIED_SECONDS)

    @property
    def afterwards_seconds(self) -> float:
        """How long to wait until no call can be running at the provider."""
        return 1.2 * HANG_MILLISECONDS / 1000 if self._hangs else 0

    @property
    def _hangs(self) -> bool:
        return self.fault is not None and self.fault.startswith("hang")


@dataclass(slots=True)
class Verdict:
    """What a trial lost, what it doubled, and everything else that is wrong."""

    lost: int = 0
    doubled: int = 0
    complaints: list[str] = field(default_factory=list[str])

    @property
    def is_clean(self) -> bool:
        """Nothing is wrong."""
        return not (self.lost or self.doubled or self.complaints)


class Case(Protocol):
    """One trial's brand, ready for its flow."""

    brand_id: BrandId
    clock: MovingClock


AnyCase = TypeVar("AnyCase", bound=Case)


class Flow(Protocol[AnyCase]):
    """One way that money goes, from the first statement to the last."""

    @property
    def name(self) -> str:
        """How `FLOW=` chooses it."""
        ...

    @property
    def modes(self) -> Sequence[Mode]:
        """What the provider may do."""
        ...

    async def prepare(self, world: World, desk: Desk, brand_id: BrandId) -> AnyCase:
        """Make a brand in which the flow can begin."""
        ...

    def disturb(self, world: World, case: AnyCase, mode: Mode) -> None:
        """Order the fault of a trial."""
        ...

    def patience(self, mode: Mode) -> Patience:
        """Return how long the calls of a trial may take."""
        ...

    async def act(self, desk: Desk, case: AnyCase) -> None:
        """Go on until nothing moves any more, from wherever a death has left it."""
        ...

    async def judge(self, world: World, desk: Desk, case: AnyCase) -> Verdict:
        """Say what came of it."""
        ...


def fresh_brand() -> tuple[BrandId, MovingClock]:
    """Return a brand of one trial, and a clock at the present, where the provider's stands."""
    return BrandId(new_id()), MovingClock(system_clock() + timedelta(seconds=1))


async def settle_down(desk: Desk, brand_id: BrandId) -> None:
    """Deliver everything announced, as a worker does; what the provider refuses waits."""
    try:
        await outbox.deliver_all(desk, brand_id)
    except Outage:
        return


async def faults_of(desk: Desk, brand_id: BrandId, *, but: Collection[Invariant] = ()) -> list[str]:
    """Return every violation of what is always true, of every package but those left out."""
    found: list[str] = []
    async with desk.database.reading(brand_id) as session:
        for invariant in app.invariants_of_all():
            if invariant in but:
                continue
            faults: Sequence[str]
            if isinstance(invariant.faults, str):
                rows = await session.execute(text(invariant.faults), {"brand": brand_id})
                faults = [str(row[0]) for row in rows]
            else:
                faults = await invariant.faults(session, brand_id)
            found += [f"({invariant.number}) {fault}" for fault in faults]
    return found
