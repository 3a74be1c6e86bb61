"""Settlements: a period is closed, and each pair gets a statement per currency.

Closing is one transaction: commissions are accrued, statements written from the ledger, the
books closed. A closed period never changes; what comes late rolls forward. PDFs follow, each
stored once with its hash, and print to the same bytes again.

Always true: opening + lines = closing = the next opening = the ledger at the cut-off (16);
closing a closed period adds nothing (17); numbers of a year have no gap.
"""

from tributary.settlements.events import PeriodClosed
from tributary.settlements.operations import (
    PeriodNotOver,
    PeriodOutOfOrder,
    Preview,
    close_month,
    preview,
    print_statement,
    print_statements,
)
from tributary.settlements.ports import PayPages, StatementDocument, StatementPrinter
from tributary.settlements.queries import (
    INVARIANTS,
    Progress,
    Run,
    Statement,
    Totals,
    UnknownStatement,
    document_of,
    progress_of,
    runs_of,
    statements_of,
    totals_of,
)

__all__ = [
    "INVARIANTS",
    "PayPages",
    "PeriodClosed",
    "PeriodNotOver",
    "PeriodOutOfOrder",
    "Preview",
    "Progress",
    "Run",
    "Statement",
    "StatementDocument",
    "StatementPrinter",
    "Totals",
    "UnknownStatement",
    "close_month",
    "document_of",
    "preview",
    "print_statement",
    "print_statements",
    "progress_of",
    "runs_of",
    "statements_of",
    "totals_of",
]
