"""What settlements announce."""

from dataclasses import dataclass
from datetime import date

from tributary.kernel import BrandId, SettlementRunId, StatementId, TaskId
from tributary.platform import Event


@dataclass(frozen=True, slots=True)
class PeriodClosed(Event):
    """A period is closed: its statements are issued and nothing can be posted into it."""

    brand_id: BrandId
    run_id: SettlementRunId
    period_start: date
    period_end: date


@dataclass(frozen=True, slots=True)
class PrintingShared(Event):
    """A closed period has so many statements that several workers are to print them."""

    brand_id: BrandId
    run_id: SettlementRunId
    share: int
    """Which of those who lend a hand this is, from 1."""


@dataclass(frozen=True, slots=True)
class StatementAnswerGiven(Event):
    """A counterparty confirmed a statement, or said what is wrong with it."""

    brand_id: BrandId
    statement_id: StatementId
    state: str
    """confirmed or disputed."""


@dataclass(frozen=True, slots=True)
class StatementCorrected(Event):
    """A corrected version took the place of a statement that was wrong."""

    brand_id: BrandId
    run_id: SettlementRunId
    statement_id: StatementId
    """The new version."""


@dataclass(frozen=True, slots=True)
class ClosingOrdered(Event):
    """Somebody wants a period closed; the task tells how it goes."""

    brand_id: BrandId
    task_id: TaskId
    period_start: date
    period_end: date
