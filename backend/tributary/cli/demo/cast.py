"""Who plays which part in paying: chosen from the last statements, so the same in every run."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tributary import settlements
from tributary.cli.demo.goods import CURRENCY
from tributary.kernel import BrandId, Money
from tributary.platform import Desk
from tributary.settlements import Statement, StatementState

PREFERRED: Final = ("T203", "T204", "ST13", "ST02", "ST09", "T206", "T212", "T215", "ST18")
OTHERS_MAX: Final = 6

AFFORDABLE: Final = Money.of("900000", CURRENCY)
"""The provider takes less than a million in one payment."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The parts, as far as there are distributors that owe something."""

    debtors: Sequence[Statement]
    """The last statement of each, in the order of the parts."""

    @property
    def first(self) -> Statement | None:
        """Who pays nearly everything by its link."""
        return next(iter(self.debtors), None)

    @property
    def twice(self) -> Statement | None:
        """Who pays the same item twice."""
        return next(iter(self.debtors[1:]), None)

    @property
    def declined(self) -> Statement | None:
        """Whose card is declined; its link stays open."""
        return next(iter(self.debtors[2:]), None)

    @property
    def others(self) -> Sequence[Statement]:
        """Who else pays all it owes."""
        return self.debtors[3 : 3 + OTHERS_MAX]


async def cast_of(desk: Desk, brand_id: BrandId) -> Cast:
    """Return who plays, from the statements of the last settled month."""
    async with desk.database.reading(brand_id) as session:
        runs = await settlements.runs_of(session, brand_id)
        found = await settlements.statements_of(session, brand_id, run_id=runs[-1].run_id)
    debtors = [
        each
        for each in found
        if each.creditor_id == brand_id
        and each.state != StatementState.SUPERSEDED
        and 0 < each.owed_closing.minor < AFFORDABLE.minor
        and each.counterparty_code[:2] in {"T1", "T2", "ST"}
    ]
    debtors.sort(key=lambda each: (_preference(each.counterparty_code), each.counterparty_code))
    return Cast(debtors)


def _preference(code: str) -> int:
    return PREFERRED.index(code) if code in PREFERRED else len(PREFERRED)
