"""The verbs of settlements: preview, close, print, confirm, dispute."""

from tributary.settlements.operations.answering import (
    ReasonMissing,
    StatementAnswered,
    confirm_statement,
    dispute_statement,
)
from tributary.settlements.operations.closing import (
    CLOSERS,
    TASK_KIND,
    PeriodNotOver,
    PeriodOutOfOrder,
    Preview,
    close_month,
    preview,
    start_closing,
)
from tributary.settlements.operations.printing import (
    StatementUnprintable,
    print_statements,
)

__all__ = [
    "CLOSERS",
    "TASK_KIND",
    "PeriodNotOver",
    "PeriodOutOfOrder",
    "Preview",
    "ReasonMissing",
    "StatementAnswered",
    "StatementUnprintable",
    "close_month",
    "confirm_statement",
    "dispute_statement",
    "preview",
    "print_statements",
    "start_closing",
]
