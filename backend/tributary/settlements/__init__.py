"""Settlements: a period is closed, and each pair gets a statement per currency.

Closing is one transaction: commissions are accrued, statements written from the ledger, the
books closed. A closed period never changes; what comes late rolls forward. PDFs follow, each
stored once with its hash, and print to the same bytes again.

Always true: opening + lines = closing = the next opening = the ledger at the cut-off (16);
closing a closed period adds nothing (17); numbers of a year have no gap.
"""

from tributary.settlements.events import (
    ClosingOrdered,
    PeriodClosed,
    PrintingShared,
    StatementAnswerGiven,
)
from tributary.settlements.operations import (
    CLOSERS,
    PeriodNotOver,
    PeriodOutOfOrder,
    Preview,
    ReasonMissing,
    StatementAnswered,
    StatementUnprintable,
    close_month,
    confirm_statement,
    dispute_statement,
    preview,
    print_statements,
    start_closing,
)
from tributary.settlements.ports import (
    PayPages,
    StatementDocument,
    StatementPrinter,
    StatementSheets,
)
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
from tributary.settlements.rules import STATEMENT_TRANSITIONS, StatementState

__all__ = [
    "CLOSERS",
    "INVARIANTS",
    "STATEMENT_TRANSITIONS",
    "ClosingOrdered",
    "PayPages",
    "PeriodClosed",
    "PeriodNotOver",
    "PeriodOutOfOrder",
    "Preview",
    "PrintingShared",
    "Progress",
    "ReasonMissing",
    "Run",
    "Statement",
    "StatementAnswerGiven",
    "StatementAnswered",
    "StatementDocument",
    "StatementPrinter",
    "StatementSheets",
    "StatementState",
    "StatementUnprintable",
    "Totals",
    "UnknownStatement",
    "close_month",
    "confirm_statement",
    "dispute_statement",
    "document_of",
    "preview",
    "print_statements",
    "progress_of",
    "runs_of",
    "start_closing",
    "statements_of",
    "totals_of",
]
