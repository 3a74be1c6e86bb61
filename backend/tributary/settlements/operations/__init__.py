"""The verbs of settlements: preview, close, print."""

from tributary.settlements.operations.closing import (
    PeriodNotOver,
    PeriodOutOfOrder,
    Preview,
    close_month,
    preview,
)
from tributary.settlements.operations.printing import print_statement, print_statements

__all__ = [
    "PeriodNotOver",
    "PeriodOutOfOrder",
    "Preview",
    "close_month",
    "preview",
    "print_statement",
    "print_statements",
]
