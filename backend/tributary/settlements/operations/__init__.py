"""The verbs of settlements: preview, close, print, confirm, dispute, correct."""

from tributary.settlements.operations.answering import (
    AnswerTooLate,
    LineDispute,
    StatementAnswered,
    confirm_silent,
    confirm_statement,
    dispute_statement,
)
from tributary.settlements.operations.closing import (
    CLOSERS,
    TASK_KIND,
    PeriodNotOver,
    PeriodOffCycle,
    PeriodOutOfOrder,
    Preview,
    close_month,
    preview,
    preview_one,
    start_closing,
)
from tributary.settlements.operations.correcting import (
    DisputesUnanswered,
    LaterPeriodClosed,
    NotToBeTakenIn,
    correct_statement,
)
from tributary.settlements.operations.cycles import CycleInvalid, CycleTooLate, set_cycle
from tributary.settlements.operations.disputing import (
    DisputeAnswered,
    ReasonMissing,
    UnknownLine,
    answer_dispute,
)
from tributary.settlements.operations.mailing import (
    MailHourInvalid,
    StatementUnsendable,
    mail_due,
    note_letter,
    send_statement,
    set_mailing,
)
from tributary.settlements.operations.printing import (
    StatementUnprintable,
    print_statements,
)
from tributary.settlements.operations.terms import AnswerDaysInvalid, set_terms

__all__ = [
    "CLOSERS",
    "TASK_KIND",
    "AnswerDaysInvalid",
    "AnswerTooLate",
    "CycleInvalid",
    "CycleTooLate",
    "DisputeAnswered",
    "DisputesUnanswered",
    "LaterPeriodClosed",
    "LineDispute",
    "MailHourInvalid",
    "NotToBeTakenIn",
    "PeriodNotOver",
    "PeriodOffCycle",
    "PeriodOutOfOrder",
    "Preview",
    "ReasonMissing",
    "StatementAnswered",
    "StatementUnprintable",
    "StatementUnsendable",
    "UnknownLine",
    "answer_dispute",
    "close_month",
    "confirm_silent",
    "confirm_statement",
    "correct_statement",
    "dispute_statement",
    "mail_due",
    "note_letter",
    "preview",
    "preview_one",
    "print_statements",
    "send_statement",
    "set_cycle",
    "set_mailing",
    "set_terms",
    "start_closing",
]
