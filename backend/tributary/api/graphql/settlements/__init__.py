"""Settlement runs and statements in the graph."""

from datetime import date, datetime
from enum import Enum, StrEnum

import strawberry

from tributary.api.graphql.cockpit import AgeingBucketName
from tributary.api.graphql.commissions import CommissionLineFilter, CommissionLineSort
from tributary.api.graphql.refs import (
    CommissionLineRef,
    PartyRef,
    SettlementRunRef,
    StatementAgeingRef,
    StatementDisputeRef,
    StatementLetterRef,
    StatementLineRef,
    StatementRef,
)
from tributary.api.graphql.words import (
    ANYONE,
    FINANCE,
    MONEY,
    STAFF,
    Connection,
    CurrencyCode,
    Everything,
    Money,
    Node,
    Through,
    column,
    condition,
    connection,
    connection_where,
    described,
    enum_type,
    filter_input,
    many,
    many_where,
    money,
    one,
    one_of,
    one_where,
    own,
    table,
)
from tributary.settlements import DisputeState, Netting, StatementState


@described(open="Being worked on.", closed="Done; the period no longer changes.")
class SettlementRunState(StrEnum):
    """Where a settlement run stands."""

    OPEN = "open"
    CLOSED = "closed"


@described(owed="What the distributor owes.", earned="What the distributor has earned.")
class StatementSide(StrEnum):
    """Which of the two balances a line changes."""

    OWED = "owed"
    EARNED = "earned"


@described(
    receivable="Something was billed.",
    discount_lost="A discount that what stayed after a return did not earn was charged.",
    credit_note="Something came back.",
    receipt="Money came in.",
    refund="Money went back.",
    commission="Commission was earned.",
    clawback="Commission was taken back.",
    rebate="A rebate was deducted, or is to be paid out.",
    payout="Commission was paid out.",
    adjustment="Anything else.",
)
class StatementSection(StrEnum):
    """What kind of movement a line is."""

    RECEIVABLE = "receivable"
    DISCOUNT_LOST = "discount_lost"
    CREDIT_NOTE = "credit_note"
    RECEIPT = "receipt"
    REFUND = "refund"
    COMMISSION = "commission"
    CLAWBACK = "clawback"
    REBATE = "rebate"
    PAYOUT = "payout"
    ADJUSTMENT = "adjustment"


enum_type(
    StatementState,
    "What the distributor said to a statement.",
    issued="Nothing yet.",
    confirmed="That it is right.",
    disputed="That something is wrong.",
    superseded="Nothing counts any more: a corrected version took its place.",
)


enum_type(
    Netting,
    "How what is owed and what is earned meet.",
    name="StatementNetting",
    separate="Not at all: each is settled by itself.",
    set_off="What is earned is set off against what is owed; only the difference is settled.",
)


enum_type(
    DisputeState,
    "Where the dispute of a line stands.",
    open="The brand has not answered it.",
    accepted="The brand agrees.",
    declined="The brand does not agree.",
    withdrawn="The distributor confirmed the statement before there was an answer.",
)


@described(newest="The last period first.", number="By number.")
class StatementSort(Enum):
    """Orders of statements."""

    NEWEST = "date period_start desc"
    NUMBER = "text number asc"


@described(position="As the statement has them.")
class StatementLineSort(Enum):
    """Orders of statement lines."""

    POSITION = "bigint position asc"


@described(newest="What was said last, first.", oldest="What waits longest, first.")
class StatementDisputeSort(Enum):
    """Orders of disputed lines."""

    NEWEST = "timestamptz raised_at desc"
    OLDEST = "timestamptz raised_at asc"


@described(newest="The last period first.")
class SettlementRunSort(Enum):
    """Orders of settlement runs."""

    NEWEST = "date period_start desc"


@filter_input
class StatementFilter:
    """Which statements."""

    states: list[StatementState] | None = condition("{t}.state = ANY({v})", "In these states.")
    currency: CurrencyCode | None = condition("{t}.currency = {v}", "In this currency.")
    number: str | None = condition("{t}.number = {v}", "With exactly this number.")
    period_from: date | None = condition("{t}.period_start >= {v}", "Of this period or later.")
    period_until: date | None = condition("{t}.period_start < {v}", "Of an earlier period.")
    is_current: bool | None = condition(
        "({t}.state <> 'superseded') = {v}", "The newest versions, or those that were corrected."
    )
    run: strawberry.ID | None = condition("{t}.run_id = {v}", "Of this run.", node="SettlementRun")
    counterparties: list[strawberry.ID] | None = condition(
        "{t}.counterparty_id = ANY({v})", "Sent to one of these.", node="Party"
    )


@filter_input
class StatementDisputeFilter:
    """Which disputed lines."""

    states: list[DisputeState] | None = condition("{t}.state = ANY({v})", "In these states.")
    counterparties: list[strawberry.ID] | None = condition(
        "EXISTS (SELECT 1 FROM statements of WHERE of.brand_id = {brand} "
        "AND of.id = {t}.statement_id AND of.counterparty_id = ANY({v}))",
        "Of statements sent to one of these.",
        node="Party",
    )
    run: strawberry.ID | None = condition(
        "EXISTS (SELECT 1 FROM statements of WHERE of.brand_id = {brand} "
        "AND of.id = {t}.statement_id AND of.run_id = {v})",
        "Of statements of this run.",
        node="SettlementRun",
    )


@filter_input
class StatementLineFilter:
    """Which lines of a statement."""

    sides: list[StatementSide] | None = condition("{t}.side = ANY({v})", "Of this balance.")
    sections: list[StatementSection] | None = condition(
        "{t}.section = ANY({v})", "Of one of these kinds."
    )


@table("settlement_runs", scope=Everything())
class SettlementRun(Node):
    """The settlement of one period."""

    period_start: date = column("period_start", ANYONE, "The first day.")
    period_end: date = column("period_end", ANYONE, "The first day that is no longer in it.")
    state: SettlementRunState = column("state", ANYONE, "Where it stands.")
    started_at: datetime = column("started_at", STAFF, "When it was started.")
    closed_at: datetime | None = column("closed_at", STAFF, "When it was closed.")
    statements_count: int = column("statements_count", STAFF, "How many statements it wrote.")
    statements: Connection[StatementRef] = connection(
        "run_id",
        MONEY,
        "The statements, as far as you may see them.",
        sort=StatementSort,
        filter_by=StatementFilter,
    )


@table("statements", scope=own("counterparty_id", "creditor_id"))
class Statement(Node):
    """What one party owes and has earned over one period."""

    number: str = column("number", MONEY, "How people call it.")
    state: StatementState = column("state", MONEY, "What the distributor said to it.")
    currency: CurrencyCode = column("currency", MONEY, "Of all its amounts.")
    period_start: date = column("period_start", MONEY, "The first day.")
    period_end: date = column("period_end", MONEY, "The first day that is no longer in it.")
    issued_on: date = column("issued_on", MONEY, "The day it was issued.")
    owed_opening: Money = money("owed_opening_minor", MONEY, "Owed when the period began.")
    owed_movement: Money = money("owed_movement_minor", MONEY, "What changed in between.")
    owed_closing: Money = money("owed_closing_minor", MONEY, "Owed when it ended.")
    earned_opening: Money = money("earned_opening_minor", MONEY, "Earned when it began.")
    earned_movement: Money = money("earned_movement_minor", MONEY, "What changed in between.")
    earned_closing: Money = money("earned_closing_minor", MONEY, "Earned when it ended.")
    netting: Netting = column(
        "netting", MONEY, "How its two balances meet, as it was agreed when it was issued."
    )
    answered_at: datetime | None = column("answered_at", MONEY, "When the distributor said so.")
    dispute_reason: str | None = column("dispute_reason", MONEY, "What is said to be wrong.")
    answer_by: date | None = column(
        "answer_by", MONEY, "The last day for saying what is wrong; any day where there is none."
    )
    silence_confirms: bool = column(
        "silence_confirms", MONEY, "Whether it is confirmed when nobody has said anything by then."
    )
    is_printed: bool = column("{t}.blob_id IS NOT NULL", MONEY, "Whether the PDF is there.")
    pdf_sha256: str | None = column("pdf_sha256", MONEY, "The SHA-256 of the PDF.")
    pay_url: str | None = column("pay_url", MONEY, "Where it can be paid, as printed on it.")
    version: int = column("version", MONEY, "Which version of it this is, from 1.")
    correction_reason: str | None = column(
        "correction_reason", MONEY, "What was wrong with the version before."
    )
    creditor_name: str = column("creditor_name", MONEY, "Who issued it, by the name then.")
    counterparty_name: str = column("counterparty_name", MONEY, "To whom, by the name then.")
    counterparty_code: str = column("counterparty_code", MONEY, "To whom, by code.")
    mail_at: datetime | None = column(
        "mail_at", FINANCE, "When those who read it are e-mailed; none where nobody is."
    )
    mailed_at: datetime | None = column("mailed_at", FINANCE, "When that was done.")
    run: SettlementRunRef = one("run_id", MONEY, "The run that wrote it.")
    supersedes: StatementRef | None = one(
        "supersedes_id", MONEY, "The version that it corrects and replaces."
    )
    superseded_by: StatementRef | None = one_where(
        "{t}.supersedes_id = {p}.id", MONEY, "The version that corrects and replaces it."
    )
    creditor: PartyRef | None = one("creditor_id", MONEY, "Who issued it.")
    counterparty: PartyRef | None = one("counterparty_id", MONEY, "To whom.")
    lines: Connection[StatementLineRef] = connection(
        "statement_id",
        MONEY,
        "What changed, line by line.",
        sort=StatementLineSort,
        filter_by=StatementLineFilter,
    )
    disputes: list[StatementDisputeRef] = many(
        "statement_id",
        MONEY,
        "What is said to be wrong with which line.",
        order="{t}.position",
        size=20,
    )
    letters: list[StatementLetterRef] = many(
        "statement_id",
        FINANCE,
        "Who was e-mailed about it: the last letter first.",
        order='{t}.nth DESC, {t}.address COLLATE "C"',
        size=20,
    )
    commission_lines: Connection[CommissionLineRef] = connection_where(
        "{t}.run_id = {p}.run_id AND {t}.beneficiary_id = {p}.counterparty_id "
        "AND {t}.currency = {p}.currency AND {p}.creditor_id = {brand}",
        MONEY,
        "What its commission consists of.",
        sort=CommissionLineSort,
        filter_by=CommissionLineFilter,
    )
    ageing: list[StatementAgeingRef] = many_where(
        "{t}.statement_id = {p}.id",
        MONEY,
        "What was open on its last day, by how long it was overdue; empty buckets are left out.",
        order="{t}.place",
        size=5,
    )


# What the PDF says: items by the day they were booked, applications by the day they counted; what a
# corrected version has taken in as it was when it was booked.
_AGEING = """
    (SELECT s.id AS statement_id, s.currency, k.bucket, k.place, count(*) AS items_count,
            sum(o.open_minor)::bigint AS open_minor
     FROM statements s
     JOIN receivables r ON r.brand_id = {brand} AND r.creditor_id = s.creditor_id
      AND r.debtor_id = s.counterparty_id AND r.currency = s.currency
      AND (r.booked_on < s.period_end OR EXISTS (
        SELECT 1 FROM statement_lines c WHERE c.brand_id = {brand} AND c.statement_id = s.id
         AND c.subject_id = r.id AND c.is_correction))
     CROSS JOIN LATERAL (
       SELECT r.total_minor - coalesce(sum(CASE WHEN a.reverses_id IS NULL THEN a.amount_minor
                                                ELSE -a.amount_minor END), 0)::bigint AS open_minor
       FROM applications a
       WHERE a.brand_id = {brand} AND a.receivable_id = r.id
        AND (a.applied_on < s.period_end OR EXISTS (
          SELECT 1 FROM statement_lines c
          JOIN credit_notes n ON n.brand_id = {brand} AND n.id = c.subject_id
           AND n.created_at = a.created_at
          WHERE c.brand_id = {brand} AND c.statement_id = s.id AND c.subject_id = a.source_id
           AND c.is_correction))) o
     JOIN (VALUES ('not_due', 1, -100000, 0), ('days_1_30', 2, 1, 30), ('days_31_60', 3, 31, 60),
                  ('days_61_90', 4, 61, 90), ('over_90', 5, 91, 100000))
          AS k (bucket, place, since, until)
       ON s.period_end - 1 - r.due_on BETWEEN k.since AND k.until
     WHERE s.brand_id = {brand} AND o.open_minor > 0
     GROUP BY s.id, s.currency, k.bucket, k.place)
"""


@table(_AGEING, scope=Through("Statement", "statement_id"), brand=None, key=("place",))
class StatementAgeing:
    """What had been overdue for about as long on the last day of a statement."""

    bucket: AgeingBucketName = column("bucket", MONEY, "How long.")
    items: int = column("items_count", MONEY, "How many open items.")
    open: Money = money("open_minor", MONEY, "What was left to pay of them.")


@table("statement_lines", scope=Through("Statement", "statement_id"), key=("position",))
class StatementLine:
    """One movement on a statement."""

    position: int = column("position", MONEY, "Its place on the statement, from 1.")
    side: StatementSide = column("side", MONEY, "Which balance it changes.")
    section: StatementSection = column("section", MONEY, "What kind of movement it is.")
    booked_on: date = column("booked_on", MONEY, "The day of the books.")
    reference: str = column("reference", MONEY, "The number of what it stands for.")
    detail: str | None = column("detail", MONEY, "An order's number, a provider, a month.")
    amount: Money = money("amount_minor", MONEY, "How much; negative when it lessens.")
    is_correction: bool = column(
        "is_correction", MONEY, "Whether it was booked after the period, and taken in."
    )
    statement: StatementRef = one("statement_id", MONEY, "The statement it is on.")
    subject: Node | None = one_of(
        "subject_id",
        MONEY,
        "What it stands for, when that is one thing.",
        types=("Receivable", "CreditNote", "Receipt", "Refund", "PayoutItem"),
    )


@table("statement_disputes", scope=Through("Statement", "statement_id"))
class StatementDispute(Node):
    """What the distributor says is wrong with a line, and what the brand says to that."""

    position: int = column("position", MONEY, "The place of the line on the statement.")
    state: DisputeState = column("state", MONEY, "Where it stands.")
    reason: str = column("reason", MONEY, "What is said to be wrong.")
    raised_at: datetime = column("raised_at", MONEY, "When that was said.")
    answer: str | None = column("answer", MONEY, "What the brand does about it, or why nothing.")
    answered_at: datetime | None = column("answered_at", MONEY, "When the brand said so.")
    statement: StatementRef = one("statement_id", MONEY, "The statement it is about.")
    line: StatementLineRef | None = one_where(
        "{t}.statement_id = {p}.statement_id AND {t}.position = {p}.position",
        MONEY,
        "The line it is about.",
    )


__all__ = [
    "SettlementRun",
    "SettlementRunRef",
    "SettlementRunSort",
    "Statement",
    "StatementDispute",
    "StatementDisputeFilter",
    "StatementDisputeSort",
    "StatementFilter",
    "StatementLine",
    "StatementSort",
]
