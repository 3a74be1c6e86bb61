"""Count anew, set-based, what each distributor has accrued in the running periods."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tributary import parties
from tributary.kernel import Refusal
from tributary.platform import Work, lock_versions
from tributary.rebates.queries.accruals import accrued_through
from tributary.rebates.queries.rated import HEADS, RATED


@dataclass(frozen=True, slots=True)
class RebateAccrued:
    """What counting anew changed."""

    lines: int
    """Order lines that are new or earn something else than before."""


class RebatesAccruedLater(Refusal):
    """Rebates have been accrued up to a later day than this.

    Accrue them up to that day or a later one: what was accrued is counted anew, never back.
    """


# The bookings of a day decide: what was counted before the day is over is counted again.
_ACCRUE: Final = f"""
    WITH {RATED}, {HEADS},
    written AS (
      INSERT INTO rebate_accruals AS a (
        brand_id, id, plan_id, term_id, distributor_id, plan_name, plan_version, term_code,
        measure, tiers, settled_by, rated_from, rated_until, as_of, volume_minor, units,
        year_before_minor, figure, target_minor, band, rate_ppm, next_rate_ppm,
        next_amount_minor, more_minor, more_units, amount_minor, currency)
      SELECT :brand, accrual_id, plan_id, term_id, distributor_id, plan_name, plan_version,
             term_code, measure, tiers, settled_by, rated_from, rated_until,
             CAST(:end AS date) - 1, volume, units, year_before, figure, target_minor, band,
             rate_ppm, next_rate_ppm, next_amount_minor, more_minor, more_units, amount_minor,
             currency
      FROM stepped
      ON CONFLICT (brand_id, id) DO UPDATE SET
        as_of = excluded.as_of, volume_minor = excluded.volume_minor, units = excluded.units,
        year_before_minor = excluded.year_before_minor, figure = excluded.figure,
        band = excluded.band, rate_ppm = excluded.rate_ppm,
        next_rate_ppm = excluded.next_rate_ppm, next_amount_minor = excluded.next_amount_minor,
        more_minor = excluded.more_minor, more_units = excluded.more_units,
        amount_minor = excluded.amount_minor
    )
    INSERT INTO rebate_lines AS l (
      brand_id, id, accrual_id, order_id, order_line_id, distributor_id, booked_on, net_minor,
      back_minor, counted_minor, days_to_pay, band, rate_ppm, amount_minor, currency)
    SELECT :brand, derived_id('rebate_line:' || accrual_id || ':' || line_id), accrual_id,
           order_id, line_id, distributor_id, booked_on, net_minor, back_minor, counts, days,
           band, rate_ppm, amount_minor, currency
    FROM rated
    ON CONFLICT (brand_id, id) DO UPDATE SET
      back_minor = excluded.back_minor, counted_minor = excluded.counted_minor,
      days_to_pay = excluded.days_to_pay, band = excluded.band,
      rate_ppm = excluded.rate_ppm, amount_minor = excluded.amount_minor
    WHERE (l.back_minor, l.counted_minor, l.days_to_pay, l.band, l.amount_minor)
      IS DISTINCT FROM (excluded.back_minor, excluded.counted_minor, excluded.days_to_pay,
                        excluded.band, excluded.amount_minor)
"""  # noqa: S608  Only constants of our own meet here; values are parameters.


async def accrue(work: Work, *, through: date) -> RebateAccrued:
    """Count anew what every distributor has accrued, in the running periods and those before.

    An older period is counted anew when something of it came back, or was paid, in the meantime.
    Nothing is posted: until a period is over and released, what it comes to may still change.
    Counting again with the same bookings changes nothing.

    Args:
        work: the transaction.
        through: the last day whose bookings count.

    Refuses:
        RebatesAccruedLater: it was counted up to a later day before.
    """
    await lock_versions(work, "rebate_plans")
    counted = await accrued_through(work.session, work.brand_id)
    if counted is not None and counted > through:
        raise RebatesAccruedLater(f"Rebates have been accrued through {counted} already.")
    # What was imported a minute ago has no statistics: it looks like one row.
    async with parties.set_based(work.session):
        lines = await work.run(_ACCRUE, brand=work.brand_id, end=through + timedelta(days=1))
    return RebateAccrued(lines=lines)
