"""Say in which cycle the brand closes its books."""

from collections.abc import Sequence
from datetime import date

from tributary import ledger
from tributary.kernel import Refusal
from tributary.platform import Work
from tributary.settlements.queries import cycles_of, runs_of
from tributary.settlements.rules import Cycle, CycleFrom


class CycleInvalid(Refusal):
    """The calendar of the cycle cannot be followed.

    Give a custom cycle its last days, each once and none before the first day; other cycles none.
    """


class CycleTooLate(Refusal):
    """The first day of the cycle is closed already.

    Choose the first day that is open, or a later one.
    """


async def set_cycle(
    work: Work, *, cycle: Cycle, valid_from: date, last_days: Sequence[date] = ()
) -> None:
    """Say how often the books are closed, from a day on.

    The period in which that day lies ends the day before; the next one begins with it, so nothing
    is left out and nothing counted twice. Bonuses and rebates keep their own months and quarters.

    Args:
        work: the work of somebody who may close the books.
        cycle: how often.
        valid_from: the first day of its first period.
        last_days: of a custom cycle, the days on which its periods end.

    Refuses:
        CycleInvalid: a custom cycle without days, days of another, or days out of reach.
        CycleTooLate: the first day is closed already.
    """
    days = tuple(sorted(last_days))
    if (
        (cycle is Cycle.CUSTOM) != bool(days)
        or len(set(days)) < len(days)
        or (days and days[0] < valid_from)
    ):
        raise CycleInvalid(f"A {cycle.value} cycle cannot end its periods on these days.")
    await _require_open(work, valid_from)
    before = await cycles_of(work.session, work.brand_id)
    await work.run(
        """
        INSERT INTO settlement_cycles (brand_id, cycle, valid_from, last_days, changed_at)
        VALUES (:brand, :cycle, :since, :days, :now)
        ON CONFLICT (brand_id, changed_at) DO UPDATE
          SET cycle = excluded.cycle, valid_from = excluded.valid_from,
              last_days = excluded.last_days
        """,
        brand=work.brand_id,
        cycle=cycle.value,
        since=valid_from,
        days=" ".join(day.isoformat() for day in days),
        now=work.opened_at,
    )
    await work.audit(
        "settlements.set_cycle",
        subject="settlement_cycle",
        subject_id=work.brand_id,
        before=_told(before[-1]),
        after=_told(CycleFrom(cycle, valid_from, days)),
    )


async def _require_open(work: Work, day: date) -> None:
    # Nobody closes meanwhile.
    await ledger.freeze(work)
    runs = await runs_of(work.session, work.brand_id)
    if runs and day < runs[-1].period.end:
        raise CycleTooLate(
            f"The books are closed through {runs[-1].period.last}: {day} is too early."
        )


def _told(each: CycleFrom) -> dict[str, object]:
    return {
        "cycle": each.cycle.value,
        "valid_from": each.valid_from.isoformat(),
        "last_days": [day.isoformat() for day in each.last_days],
    }
