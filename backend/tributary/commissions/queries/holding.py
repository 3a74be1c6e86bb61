"""What beneficiaries have earned and is not paid out yet, because its plan holds it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.kernel import BrandId, Currency, Money, PartyId

# What is taken back of a line is taken from what is still held of it first, the youngest first:
# the running total of what is still young, which begins anew whenever it falls below nothing.
_YOUNG: Final = """
    SELECT c.beneficiary_id, c.currency, c.amount_minor, c.earned_on + p.hold_days AS free_on,
           c.order_line_id, c.plan_id,
           sum(c.amount_minor) OVER (
             PARTITION BY c.beneficiary_id, c.order_line_id, c.plan_id
             ORDER BY c.earned_on, c.amount_minor DESC ROWS UNBOUNDED PRECEDING) AS so_far
    FROM plans p
    JOIN commission_lines c ON c.brand_id = {brand} AND c.plan_id = p.id
     AND c.earned_on > {today} - p.hold_days
    WHERE p.brand_id = {brand} AND p.hold_days > 0
"""
HELD: Final = f"""
    SELECT k.beneficiary_id, k.currency, sum(k.held_minor)::bigint AS held_minor,
           min(k.free_on) AS free_on
    FROM (
      SELECT y.beneficiary_id, y.currency,
             sum(y.amount_minor) - least(min(y.so_far), 0) AS held_minor,
             min(y.free_on) FILTER (WHERE y.amount_minor > 0) AS free_on
      FROM ({_YOUNG}) AS y
      GROUP BY y.beneficiary_id, y.currency, y.order_line_id, y.plan_id
    ) AS k
    WHERE k.held_minor > 0
    GROUP BY k.beneficiary_id, k.currency
"""  # noqa: S608  Constants of this module; brand and today are named by whoever asks.
"""What is held of each beneficiary in each currency on a day, with `{brand}` and `{today}`."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a beneficiary has earned and cannot be paid yet."""

    amount: Money
    until: date
    """The day on which some of it becomes payable."""


async def held_of(
    session: AsyncSession, brand_id: BrandId, currency: Currency, *, today: date
) -> Mapping[PartyId, Held]:
    """Return what is held in a currency on a day, of everybody of whom anything is."""
    sql = HELD.format(brand=":brand", today="CAST(:today AS date)")
    rows = await session.execute(
        text(f"SELECT * FROM ({sql}) AS h WHERE h.currency = :currency"),  # noqa: S608  Constants.
        {"brand": brand_id, "today": today, "currency": currency},
    )
    return {
        PartyId(row.beneficiary_id): Held(Money(row.held_minor, currency), row.free_on)
        for row in rows
    }
