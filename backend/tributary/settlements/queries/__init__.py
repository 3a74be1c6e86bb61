"""Reads of settlements: runs, statements, documents, and the proof of what is always true."""

from tributary.settlements.queries.corrections import Takeable, takeable_of
from tributary.settlements.queries.cycles import calendar_of, cycles_of, next_period
from tributary.settlements.queries.disputes import DisputedLine, disputes_of
from tributary.settlements.queries.documents import UnknownStatement, document_of
from tributary.settlements.queries.invariants import INVARIANTS
from tributary.settlements.queries.mailing import Mailing, mail_at, mailing_of
from tributary.settlements.queries.runs import (
    Progress,
    Run,
    Statement,
    Totals,
    progress_of,
    run_of,
    runs_of,
    statements_of,
    totals_of,
    unprinted_of,
)
from tributary.settlements.queries.terms import Terms, terms_of

__all__ = [
    "INVARIANTS",
    "DisputedLine",
    "Mailing",
    "Progress",
    "Run",
    "Statement",
    "Takeable",
    "Terms",
    "Totals",
    "UnknownStatement",
    "calendar_of",
    "cycles_of",
    "disputes_of",
    "document_of",
    "mail_at",
    "mailing_of",
    "next_period",
    "progress_of",
    "run_of",
    "runs_of",
    "statements_of",
    "takeable_of",
    "terms_of",
    "totals_of",
    "unprinted_of",
]
