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
    AnswerDaysInvalid,
    AnswerTooLate,
    DisputeAnswered,
    LineDispute,
    PeriodNotOver,
    PeriodOutOfOrder,
    Preview,
    ReasonMissing,
    StatementAnswered,
    StatementUnprintable,
    UnknownLine,
    answer_dispute,
    close_month,
    confirm_silent,
    confirm_statement,
    dispute_statement,
    preview,
    print_statements,
    set_terms,
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
    Terms,
    Totals,
    UnknownStatement,
    document_of,
    progress_of,
    runs_of,
    statements_of,
    terms_of,
    totals_of,
)
from tributary.settlements.rules import (
    DISPUTE_TRANSITIONS,
    STATEMENT_TRANSITIONS,
    DisputeState,
    StatementState,
)

__all__ = [
    "CLOSERS",
    "DISPUTE_TRANSITIONS",
    "INVARIANTS",
    "STATEMENT_TRANSITIONS",
    "AnswerDaysInvalid",
    "AnswerTooLate",
    "ClosingOrdered",
    "DisputeAnswered",
    "DisputeState",
    "LineDispute",
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
    "Terms",
    "Totals",
    "UnknownLine",
    "UnknownStatement",
    "answer_dispute",
    "close_month",
    "confirm_silent",
    "confirm_statement",
    "dispute_statement",
    "document_of",
    "preview",
    "print_statements",
    "progress_of",
    "runs_of",
    "set_terms",
    "start_closing",
    "statements_of",
    "terms_of",
    "totals_of",
]
