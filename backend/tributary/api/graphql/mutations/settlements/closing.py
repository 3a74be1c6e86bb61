"""Closing the books: which period is next, what closing it would come to, and in which cycle."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Final

import strawberry

from tributary import settlements
from tributary.api.graphql.mutations.channels import StartedTask
from tributary.api.graphql.mutations.words import (
    ID,
    KEY,
    CurrencyCode,
    Hands,
    MoneyType,
    Refused,
    input_type,
    payload,
    period_of,
    said,
)
from tributary.api.graphql.refs import BrandRef
from tributary.api.graphql.settlements.sending import Cycle
from tributary.api.graphql.words import enum_type
from tributary.settlements import Standing

CLOSED_MAX: Final = 24

enum_type(
    Standing,
    "Where a period stands.",
    name="PeriodStanding",
    closed="It is closed for good.",
    due="It is over, and the next to be closed.",
    later="It is over, and one before it is open.",
    running="It is not over.",
)


@input_type
class PreviewCalendarInput:
    """How much of the calendar is looked at."""

    closed: int = said(f"How many closed periods at most, the last ones; up to {CLOSED_MAX}.")


@payload
class CalendarPeriod:
    """A period and where it stands."""

    name: str = said("As closing takes it: 2026-10, 2026-W47, 2026-Q4, or its days.")
    period_start: date = said("The first day.")
    period_end: date = said("The first day that is no longer in it.")
    standing: Standing = said("Whether it can be closed.")


@payload
class SettlementCalendar:
    """The last closed periods, and those that are not, up to the one that is not over."""

    periods: list[CalendarPeriod] = said("One after the other.")


PreviewCalendarResult = Annotated[
    SettlementCalendar | Refused,
    strawberry.union("PreviewCalendarResult", description="Which period follows which."),
]


@input_type
class PreviewMonthInput:
    """A month to be looked at."""

    month: str = said("The period: 2026-10, 2026-W47, 2026-Q4, or its days as first..last.")


@payload
class MonthTotals:
    """What all statements of a month come to in one currency."""

    currency: CurrencyCode = said("Of all these amounts.")
    statements: int = said("How many statements.")
    owed_opening: MoneyType = said("Owed when the month began.")
    owed_movement: MoneyType = said("What changed in between.")
    owed_closing: MoneyType = said("Owed when it ended.")
    earned_opening: MoneyType = said("Earned and not paid when it began.")
    earned_movement: MoneyType = said("What changed in between.")
    earned_closing: MoneyType = said("Earned and not paid when it ended.")


@payload
class MonthPreview:
    """What closing the month now would come to; nothing of it is kept."""

    period_start: date = said("The first day.")
    period_end: date = said("The first day that is no longer in it.")
    is_closed: bool = said("Whether the month is closed; then this is how it was closed.")
    is_over: bool = said("Whether its last day is over, so that it may be closed.")
    commission_lines: int = said("How many commissions would be written.")
    statements: int = said("How many statements.")
    totals: list[MonthTotals] = said("What they come to, by currency.")


PreviewMonthResult = Annotated[
    MonthPreview | Refused,
    strawberry.union("PreviewMonthResult", description="What a month would come to."),
]


@input_type
class CloseMonthInput:
    """A month to be closed for good."""

    idempotency_key: ID = said(KEY)
    month: str = said("The period: 2026-10, 2026-W47, 2026-Q4, or its days as first..last.")


CloseMonthResult = Annotated[
    StartedTask | Refused,
    strawberry.union("CloseMonthResult", description="What became of a month to be closed."),
]


@input_type
class SetSettlementCycleInput:
    """How often the books are closed."""

    cycle: Cycle = said("How often.")
    valid_from: date = said("The first day of its first period; one that is not closed.")
    last_days: list[date] | None = said("Of a custom cycle: the days on which its periods end.")


@payload
class NewSettlementCycle:
    """It holds from its first day on; the period before ends the day before."""

    brand: BrandRef | None = said("The brand with what holds now.")


SetSettlementCycleResult = Annotated[
    NewSettlementCycle | Refused,
    strawberry.union("SetSettlementCycleResult", description="What became of a new cycle."),
]


async def preview_calendar(hands: Hands, given: PreviewCalendarInput) -> Mapping[str, object]:
    """Say which periods are closed and which are next."""
    found = await settlements.calendar_of(
        hands.work.session, hands.work.brand_id, hands.viewer.today
    )
    closed = [each for each in found if each[1] is Standing.CLOSED]
    shown = max(0, min(given.closed, CLOSED_MAX))
    return {
        "periods": [
            {
                "name": str(period),
                "period_start": period.start,
                "period_end": period.end,
                "standing": standing,
            }
            for period, standing in found[max(0, len(closed) - shown) :]
        ]
    }


async def preview_month(hands: Hands, given: PreviewMonthInput) -> Mapping[str, object]:
    """Settle a month and take it all back."""
    period = period_of(given.month)
    runs = await settlements.runs_of(hands.work.session, hands.work.brand_id)
    found = await settlements.preview(hands.work, period=period)
    return {
        "period_start": period.start,
        "period_end": period.end,
        "is_closed": any(run.period == period for run in runs),
        "is_over": hands.viewer.today >= period.end,
        "commission_lines": found.commission_lines,
        "statements": found.statements,
        "totals": [
            {
                "currency": each.currency,
                "statements": each.statements,
                "owed_opening": each.owed_opening,
                "owed_movement": each.owed_movement,
                "owed_closing": each.owed_closing,
                "earned_opening": each.earned_opening,
                "earned_movement": each.earned_movement,
                "earned_closing": each.earned_closing,
            }
            for each in found.totals
        ],
    }


async def close_month(hands: Hands, given: CloseMonthInput) -> Mapping[str, object]:
    """Have a month closed and its statements printed."""
    task_id = await settlements.start_closing(hands.work, period=period_of(given.month))
    return {"task": task_id}


async def set_settlement_cycle(
    hands: Hands, given: SetSettlementCycleInput
) -> Mapping[str, object]:
    """Say how often the books are closed."""
    days = given.last_days or ()
    await settlements.set_cycle(
        hands.work, cycle=given.cycle, valid_from=given.valid_from, last_days=days
    )
    return {"brand": hands.work.brand_id}
