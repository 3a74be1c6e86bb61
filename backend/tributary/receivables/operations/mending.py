"""Make the roll-up of open items anew from the items, when `tributary check` finds a drift."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tributary import ledger
from tributary.kernel import Currency, Money, PartyId
from tributary.platform import Work
from tributary.receivables.queries import DRIFT

_MEND: Final = f"""
    WITH drift AS MATERIALIZED ({DRIFT}), gone AS (
      DELETE FROM open_totals t USING drift d
      WHERE t.brand_id = :brand AND t.creditor_id = d.creditor_id
        AND t.currency = d.currency::char(3) AND t.due_on = d.due_on AND t.lane = d.lane
        AND d.items = 0
    ), mended AS (
      INSERT INTO open_totals (brand_id, creditor_id, currency, due_on, lane, open_minor, items)
      SELECT :brand, d.creditor_id, d.currency, d.due_on, d.lane, d.minor, d.items
      FROM drift d WHERE d.items > 0
      ON CONFLICT (brand_id, creditor_id, currency, due_on, lane)
      DO UPDATE SET open_minor = excluded.open_minor, items = excluded.items
    )
    SELECT * FROM drift ORDER BY creditor_id, currency, due_on, lane
"""  # noqa: S608  Only constants of this package meet here; values are parameters.


@dataclass(frozen=True, slots=True)
class Mended:
    """One row of the roll-up that said something else than the items."""

    creditor_id: PartyId
    due_on: date
    lane: int
    said: Money
    said_items: int
    open: Money
    items: int


async def mend_roll_up(work: Work) -> Sequence[Mended]:
    """Count the open items of the brand anew and return every row that was wrong.

    Nobody posts meanwhile, and whoever changes an item posts before it counts along: what is
    read here is whole, and what waits counts along on top of it.
    """
    await ledger.freeze(work)
    rows = await work.rows(_MEND, brand=work.brand_id)
    mended = [
        Mended(
            PartyId(row.creditor_id),
            row.due_on,
            row.lane,
            Money(row.rolled_minor, Currency(row.currency)),
            row.rolled_items,
            Money(row.minor, Currency(row.currency)),
            row.items,
        )
        for row in rows
    ]
    if mended:
        await work.audit(
            "receivables.mend_roll_up",
            subject="brand",
            subject_id=work.brand_id,
            after={"rows": len(mended)},
        )
    return mended
