"""The tables of settlements: runs, the statements they issue, and their lines."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CHAR, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import ForeignKeyConstraint, Index, UniqueConstraint

from tributary.platform import TenantBase, tenant_reference


class SettlementRunRow(TenantBase):
    """One period of one brand, closed for good."""

    __tablename__ = "settlement_runs"
    __table_args__ = (
        UniqueConstraint("brand_id", "period_start", name="uq_settlement_runs_period_start"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    period_start: Mapped[date]
    period_end: Mapped[date]
    """The first day after the period."""
    state: Mapped[str]
    started_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    statements_count: Mapped[int]


class StatementRow(TenantBase):
    """What one pair's accounts did in a period; the names are those it was issued in."""

    __tablename__ = "statements"
    __table_args__ = (
        UniqueConstraint("brand_id", "number", name="uq_statements_number"),
        UniqueConstraint(
            *("brand_id", "run_id", "counterparty_id", "creditor_id", "currency", "version"),
            name="uq_statements_pair",
        ),
        UniqueConstraint("brand_id", "id", "state", name="uq_statements_state"),
        tenant_reference("statements", "run_id", "settlement_runs"),
        tenant_reference("statements", "creditor_id", "parties"),
        tenant_reference("statements", "counterparty_id", "parties"),
        tenant_reference("statements", "blob_id", "blobs"),
        tenant_reference("statements", "supersedes_id", "statements"),
        Index(
            "uq_statements_current",
            *("brand_id", "run_id", "counterparty_id", "creditor_id", "currency"),
            unique=True,
            postgresql_where=text("state <> 'superseded'"),
        ),
        Index(
            "uq_statements_supersedes_id",
            *("brand_id", "supersedes_id"),
            unique=True,
            postgresql_where=text("supersedes_id IS NOT NULL"),
        ),
        Index("ix_statements_creditor_id", "brand_id", "creditor_id"),
        Index(
            "ix_statements_counterparty_id_period_start",
            "brand_id",
            "counterparty_id",
            "period_start",
        ),
        Index(
            "ix_statements_blob_id",
            "brand_id",
            "blob_id",
            postgresql_where=text("blob_id IS NOT NULL"),
        ),
        Index(
            "ix_statements_unprinted",
            "brand_id",
            "run_id",
            postgresql_where=text("blob_id IS NULL"),
        ),
        Index(
            "ix_statements_silent",
            "brand_id",
            "answer_by",
            postgresql_where=text("state = 'issued' AND silence_confirms"),
        ),
        Index(
            "ix_statements_to_mail",
            "brand_id",
            "mail_at",
            postgresql_where=text("mail_at IS NOT NULL AND mailed_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    run_id: Mapped[UUID]
    number: Mapped[str]
    creditor_id: Mapped[UUID]
    counterparty_id: Mapped[UUID]
    currency: Mapped[str] = mapped_column(CHAR(3))
    period_start: Mapped[date]
    period_end: Mapped[date]
    owed_opening_minor: Mapped[int]
    """What the counterparty owes, less its credit that nobody has applied."""
    owed_movement_minor: Mapped[int]
    owed_closing_minor: Mapped[int]
    earned_opening_minor: Mapped[int]
    """What it has earned and not been paid; negative after a clawback."""
    earned_movement_minor: Mapped[int]
    earned_closing_minor: Mapped[int]
    netting: Mapped[str]
    language: Mapped[str]
    creditor_name: Mapped[str]
    creditor_address: Mapped[str]
    counterparty_name: Mapped[str]
    counterparty_code: Mapped[str]
    pay_url: Mapped[str | None]
    """Kept as it was printed: only a hash of its secret exists elsewhere."""
    blob_id: Mapped[UUID | None]
    pdf_sha256: Mapped[str | None]
    state: Mapped[str]
    issued_on: Mapped[date]
    created_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    """When the counterparty confirmed or disputed it."""
    dispute_reason: Mapped[str | None]
    answer_by: Mapped[date | None]
    """The last day for saying what is wrong, as the terms were when it was issued."""
    silence_confirms: Mapped[bool] = mapped_column(server_default=text("false"))
    """Whether it is confirmed when nobody has said anything by then."""
    version: Mapped[int] = mapped_column(server_default=text("1"))
    supersedes_id: Mapped[UUID | None]
    """The statement that it corrects and replaces."""
    correction_reason: Mapped[str | None]
    mail_at: Mapped[datetime | None]
    """When those who read it are written to; None where nobody is."""
    mailed_at: Mapped[datetime | None]


class StatementLineRow(TenantBase):
    """What one journal of the ledger did to one side of a statement."""

    __tablename__ = "statement_lines"
    __table_args__ = (
        tenant_reference("statement_lines", "statement_id", "statements"),
        Index("ix_statement_lines_subject_id", "brand_id", "subject_id"),
        Index(
            "ix_statement_lines_correction",
            *("brand_id", "journal_id"),
            postgresql_where=text("is_correction"),
        ),
    )

    statement_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    side: Mapped[str]
    """owed or earned."""
    section: Mapped[str]
    journal_id: Mapped[UUID]
    subject_id: Mapped[UUID | None]
    """The document the money moved for."""
    booked_on: Mapped[date]
    reference: Mapped[str]
    detail: Mapped[str | None]
    """What it is about: an order's number, a provider, a month."""
    amount_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(CHAR(3))
    is_correction: Mapped[bool] = mapped_column(server_default=text("false"))
    """Whether it was booked after the period, and taken in by a corrected version."""


class SettlementTermsRow(TenantBase):
    """By when the brand wants its statements answered; the last row holds."""

    __tablename__ = "settlement_terms"
    __table_args__ = (
        ForeignKeyConstraint(["brand_id"], ["brands.id"], name="fk_settlement_terms_brand"),
    )

    answer_days: Mapped[int]
    silence_confirms: Mapped[bool]
    changed_at: Mapped[datetime] = mapped_column(primary_key=True)


class StatementConfirmationRow(TenantBase):
    """That a statement is confirmed; nobody may change or remove it, so neither the statement."""

    __tablename__ = "statement_confirmations"
    __table_args__ = (
        ForeignKeyConstraint(
            ["brand_id", "statement_id", "state"],
            ["statements.brand_id", "statements.id", "statements.state"],
            name="fk_statement_confirmations_statement",
        ),
    )

    statement_id: Mapped[UUID] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(primary_key=True)
    confirmed_by: Mapped[str]
    """The counterparty, or the deadline."""
    confirmed_at: Mapped[datetime]


class StatementDisputeRow(TenantBase):
    """What the counterparty says is wrong with one line, and what was said to that."""

    __tablename__ = "statement_disputes"
    __table_args__ = (
        UniqueConstraint(
            *("brand_id", "statement_id", "position"),
            name="uq_statement_disputes_statement_id_position",
        ),
        tenant_reference("statement_disputes", "statement_id", "statements"),
        ForeignKeyConstraint(
            ["brand_id", "statement_id", "position"],
            [
                "statement_lines.brand_id",
                "statement_lines.statement_id",
                "statement_lines.position",
            ],
            name="fk_statement_disputes_line",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    statement_id: Mapped[UUID]
    position: Mapped[int]
    state: Mapped[str]
    reason: Mapped[str]
    raised_at: Mapped[datetime]
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]


class StatementMailingRow(TenantBase):
    """At which hour the brand has its statements e-mailed, or that none are; the last row holds."""

    __tablename__ = "statement_mailings"
    __table_args__ = (
        ForeignKeyConstraint(["brand_id"], ["brands.id"], name="fk_statement_mailings_brand"),
    )

    hour: Mapped[int | None]
    """From 0 to 23, where the counterparty is; None for no letters."""
    changed_at: Mapped[datetime] = mapped_column(primary_key=True)


class StatementLetterRow(TenantBase):
    """That one person was written to about one statement, and what became of the letter."""

    __tablename__ = "statement_letters"
    __table_args__ = (
        UniqueConstraint("brand_id", "letter_id", name="uq_statement_letters_letter_id"),
        tenant_reference("statement_letters", "statement_id", "statements"),
        ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_statement_letters_user"),
        Index("ix_statement_letters_user", "user_id"),
    )

    statement_id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    nth: Mapped[int] = mapped_column(primary_key=True)
    """1 for the one that is written by itself; more where somebody has it sent again."""
    letter_id: Mapped[UUID]
    address: Mapped[str]
    state: Mapped[str]
    written_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    reason: Mapped[str | None]


class SettlementCycleRow(TenantBase):
    """From which day on the brand closes its books how often; what is said later counts."""

    __tablename__ = "settlement_cycles"
    __table_args__ = (
        ForeignKeyConstraint(["brand_id"], ["brands.id"], name="fk_settlement_cycles_brand"),
    )

    cycle: Mapped[str]
    valid_from: Mapped[date]
    last_days: Mapped[str]
    """Of a calendar of the brand's own: the days on which its periods end, blanks between them."""
    changed_at: Mapped[datetime] = mapped_column(primary_key=True)
