"""The flow of a payout: a second person releases, workers send, look up and settle."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from tests.conftest import MovingClock
from tests.factories.payouts import House, make_accounts, open_payout_house, release, submit
from tests.faults.crashing import Patience
from tests.faults.flows import HANG_MILLISECONDS, Mode, Verdict, faults_of, settle_down
from tests.faults.world import World
from tributary import payouts
from tributary.kernel import BrandId, Outage, PayoutBatchId
from tributary.payouts import BatchState, ItemState
from tributary.payouts.reactions import resolve_unsettled, send_waiting
from tributary.platform import Desk

EARNED = {"D1": "10.00", "D2": "25.00"}
ROUNDS_MAX = 30
PAUSE_SECONDS = 0.02

FAULTS = (
    "rate_limited",
    "conflict",
    "error_before",
    "error_stored",
    "error_after",
    "drop_before",
    "drop_after",
    "hang_before",
    "hang_after",
    "duplicate",
)


@dataclass(slots=True)
class PayoutCase:
    """A submitted batch over two payees, not yet released."""

    brand_id: BrandId
    clock: MovingClock
    house: House
    batch_id: PayoutBatchId
    hang_seconds: float = 0
    """How long to wait until no call can be running at the provider."""


class PayoutFlow:
    """Release, reserve, send, settle."""

    name = "payout"
    modes = (Mode(None), *(Mode(fault, skip) for fault in FAULTS for skip in (0, 1)))

    def __init__(self, earned: Mapping[str, str] = EARNED) -> None:
        self._earned = earned
        self._destination: str | None = None

    async def prepare(self, world: World, desk: Desk, brand_id: BrandId) -> PayoutCase:
        """Make a brand with a submitted batch; one account serves the payees of all trials."""
        self._destination = self._destination or world.fake.new_account()
        clock = desk.clock
        assert isinstance(clock, MovingClock)
        house = await open_payout_house(desk, brand_id, self._earned)
        async with desk.work(brand_id, "trial") as work:
            await make_accounts(work, house, dict.fromkeys(self._earned, self._destination))
        return PayoutCase(brand_id, clock, house, await submit(desk, house))

    def disturb(self, world: World, case: PayoutCase, mode: Mode) -> None:
        """Order the fault of the transfers of this trial."""
        case.hang_seconds = mode.afterwards_seconds
        if mode.fault is not None:
            world.fake.fault(
                mode.fault, "/v1/transfers", skip=mode.skip, milliseconds=HANG_MILLISECONDS
            )

    def patience(self, mode: Mode) -> Patience:
        """Hurry the transfer that hangs."""
        return mode.patience_with("POST", "/v1/transfers")

    async def act(self, desk: Desk, case: PayoutCase) -> None:
        """Release unless that is done, then work until the batch is completed.

        The first look-up comes while a call that hangs still runs at the provider, and every
        later one after it has ended: the number of rounds does not depend on the machine.
        """
        await self.begin(desk, case)
        for round_number in range(ROUNDS_MAX):
            await settle_down(desk, case.brand_id)
            if await self._state(desk, case) is BatchState.COMPLETED:
                break
            await asyncio.sleep(case.hang_seconds if round_number == 1 else PAUSE_SECONDS)
            case.clock.move(minutes=6)
            await resolve_unsettled(desk, case.brand_id)
            with suppress(Outage):
                await send_waiting(desk, case.brand_id)

    async def begin(self, desk: Desk, case: PayoutCase) -> None:
        """Release the batch unless that is done."""
        if await self._state(desk, case) is BatchState.SUBMITTED:
            await release(desk, case.house, case.batch_id)

    async def judge(self, world: World, desk: Desk, case: PayoutCase) -> Verdict:
        """Each payee got exactly one transfer, the batch is completed, the books agree."""
        verdict = Verdict()
        if await self._state(desk, case) is not BatchState.COMPLETED:
            verdict.complaints.append("the batch is not completed")
        async with desk.database.reading(case.brand_id) as session:
            items = await payouts.items_of(session, case.brand_id, case.batch_id)
        for item in items:
            moved = Counter(
                (transfer["id"], transfer["amount"])
                for transfer in world.fake.get("/v1/transfers", transfer_group=str(item.item_id))[
                    "data"
                ]
            )
            verdict.lost += not moved
            verdict.doubled += len(moved) > 1
            if item.state is not ItemState.PAID:
                verdict.complaints.append(f"{item.code} is {item.state}: {item.reason}")
            if (item.provider_transfer_id, item.amount.minor) not in moved:
                verdict.complaints.append(f"{item.code} is not what the provider says: {moved}")
        verdict.complaints += await faults_of(desk, case.brand_id)
        return verdict

    async def _state(self, desk: Desk, case: PayoutCase) -> BatchState:
        async with desk.database.reading(case.brand_id) as session:
            return (await payouts.batch_of(session, case.brand_id, case.batch_id)).state
