"""The deeds of closing months and of what is said to statements, with who may do each."""

import strawberry

from tributary.api.graphql.mutations import channels, settlements
from tributary.api.graphql.mutations import words as w
from tributary.api.graphql.mutations.settlements import closing


@strawberry.type(description="What is done about months and statements.")
class Settling:
    """What is done about months and statements."""

    preview_calendar: closing.PreviewCalendarResult | None = w.deed(
        closing.preview_calendar,
        takes=closing.PreviewCalendarInput,
        gives=closing.SettlementCalendar,
        policy=w.BOOKKEEPING,
        reach=w.NOBODYS,
        description="Show which periods are closed, and which is the next.",
    )
    preview_month: closing.PreviewMonthResult | None = w.deed(
        closing.preview_month,
        takes=closing.PreviewMonthInput,
        gives=closing.MonthPreview,
        policy=w.BOOKKEEPING,
        reach=w.NOBODYS,
        description="Show what closing a month now would come to.",
    )
    close_month: closing.CloseMonthResult | None = w.deed(
        closing.close_month,
        takes=closing.CloseMonthInput,
        gives=channels.StartedTask,
        policy=w.BOOKKEEPING,
        reach=w.NOBODYS,
        description="Close a month for good, and print its statements.",
    )
    confirm_statement: settlements.ConfirmStatementResult | None = w.deed(
        settlements.confirm_statement,
        takes=settlements.ConfirmStatementInput,
        gives=settlements.ConfirmedStatement,
        policy=w.ANSWERING,
        reach=w.OWN,
        description="Say that a statement is right.",
    )
    dispute_statement: settlements.DisputeStatementResult | None = w.deed(
        settlements.dispute_statement,
        takes=settlements.DisputeStatementInput,
        gives=settlements.DisputedStatement,
        policy=w.ANSWERING,
        reach=w.OWN,
        description="Say what is wrong in a statement.",
    )
    answer_dispute: settlements.AnswerDisputeResult | None = w.deed(
        settlements.answer_dispute,
        takes=settlements.AnswerDisputeInput,
        gives=settlements.AnsweredDispute,
        policy=w.BOOKKEEPING,
        reach=w.NOBODYS,
        description="Say to a distributor whether it is right about a line of a statement.",
    )
    correct_statement: settlements.CorrectStatementResult | None = w.deed(
        settlements.correct_statement,
        takes=settlements.CorrectStatementInput,
        gives=settlements.CorrectedStatement,
        policy=w.BOOKKEEPING,
        reach=w.NOBODYS,
        description="Put a corrected version in the place of a statement that was wrong.",
    )
    set_statement_terms: settlements.SetStatementTermsResult | None = w.deed(
        settlements.set_statement_terms,
        takes=settlements.SetStatementTermsInput,
        gives=settlements.NewStatementTerms,
        policy=w.BOOKKEEPING,
        reach=w.NOBODYS,
        description="Say how long distributors have for disputing a statement.",
    )
    set_statement_mailing: settlements.SetStatementMailingResult | None = w.deed(
        settlements.set_statement_mailing,
        takes=settlements.SetStatementMailingInput,
        gives=settlements.NewStatementMailing,
        policy=w.BOOKKEEPING,
        reach=w.NOBODYS,
        description="Say whether statements are e-mailed, and at which hour.",
    )
    send_statement: settlements.SendStatementResult | None = w.deed(
        settlements.send_statement,
        takes=settlements.SendStatementInput,
        gives=settlements.SentStatement,
        policy=w.BOOKKEEPING,
        reach=w.NOBODYS,
        description="E-mail a statement at once to everybody who reads it.",
    )
    set_settlement_cycle: closing.SetSettlementCycleResult | None = w.deed(
        closing.set_settlement_cycle,
        takes=closing.SetSettlementCycleInput,
        gives=closing.NewSettlementCycle,
        policy=w.BOOKKEEPING,
        reach=w.NOBODYS,
        description="Say how often the books are closed.",
    )
