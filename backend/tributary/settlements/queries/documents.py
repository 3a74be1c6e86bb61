"""A statement as a finished document: every figure from rows that no longer change."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary import commissions, receivables
from tributary.kernel import (
    BrandId,
    Currency,
    Money,
    PartyId,
    Period,
    Rate,
    Refusal,
    SettlementRunId,
    StatementId,
    total_of,
)
from tributary.settlements.model import StatementLineRow, StatementRow
from tributary.settlements.ports import (
    AgeingBlock,
    BalanceBlock,
    CommissionKind,
    CommissionLine,
    EntryKind,
    Line,
    Movement,
    Netting,
    OpenItem,
    Section,
    StatementDocument,
)
from tributary.settlements.rules import (
    ACQUIRER_NOTE,
    PEER_NOTE,
    answer_words,
    correction_words,
    line_words,
    to_pay,
    to_receive,
)


class UnknownStatement(Refusal):
    """There is no statement of this id.

    Look at the number: it may be of another brand.
    """


# What was open at the cut-off, whatever has been paid since; what a corrected version has taken in
# counts as it was when it was booked.
_OPEN_ITEMS: Final = """
    SELECT number, issued_on, due_on, total_minor, open_minor FROM (
      SELECT r.number, r.issued_on, r.due_on, r.total_minor, r.total_minor - coalesce((
               SELECT sum(CASE WHEN a.reverses_id IS NULL THEN a.amount_minor
                               ELSE -a.amount_minor END)
               FROM applications a
               WHERE a.brand_id = :brand AND a.receivable_id = r.id
                 AND (a.applied_on <= :last OR EXISTS (
                   SELECT 1 FROM credit_notes n
                   WHERE n.brand_id = :brand AND n.id = a.source_id
                     AND n.id = ANY(CAST(:taken AS uuid[])) AND n.created_at = a.created_at))
               ), 0)::bigint AS open_minor
      FROM receivables r
      WHERE r.brand_id = :brand AND r.creditor_id = :creditor AND r.debtor_id = :debtor
        AND r.currency = :currency
        AND (r.booked_on <= :last OR r.id = ANY(CAST(:taken AS uuid[])))) AS items
    WHERE open_minor > 0 ORDER BY due_on, number COLLATE "C"
"""


async def document_of(
    session: AsyncSession, brand_id: BrandId, statement_id: StatementId
) -> StatementDocument:
    """Return a statement ready to print; asked again, it is the same to the last byte.

    Refuses:
        UnknownStatement: there is no such statement.
    """
    statement = await session.get(StatementRow, (brand_id, statement_id), populate_existing=True)
    if statement is None:
        raise UnknownStatement(f"There is no statement {statement_id}.")
    code = Currency(statement.currency)
    lines = await _lines(session, statement)
    taken = [line.subject_id for line in lines if line.is_correction and line.subject_id]
    before = await _before(session, statement)
    owed, earned = _blocks(statement, lines)
    return StatementDocument(
        number=statement.number,
        language="zh-CN" if statement.language == "zh" else "en",
        period=Period(statement.period_start, statement.period_end),
        issued_on=statement.issued_on,
        brand_name=statement.creditor_name,
        brand_address=statement.creditor_address,
        counterparty_name=statement.counterparty_name,
        counterparty_number=statement.counterparty_code,
        currency=code,
        owed=owed,
        earned=earned,
        to_pay=to_pay(owed.closing),
        to_receive=to_receive(earned.closing),
        netting=Netting(statement.netting),
        sections=_sections(lines, code, statement.language),
        commission_lines=await _commission_lines(session, statement),
        ageing=await _ageing(session, statement, taken),
        open_items=await _open_items(session, statement, taken),
        pay_url=statement.pay_url,
        supersedes=None if before is None else before.number,
        correction_note=_correction_note(before, statement),
        owed_before=None if before is None else Money(before.owed_closing_minor, code),
        netting_note=await _note(session, statement),
        answer_note=_answer_note(statement),
    )


async def _note(session: AsyncSession, statement: StatementRow) -> str | None:
    """Return what stands in place of the sentence about commissions where none are earned."""
    if statement.creditor_id != statement.brand_id:
        return PEER_NOTE[statement.language].format(creditor=statement.creditor_name)
    found = await session.execute(
        text("SELECT 1 FROM parties WHERE brand_id = :brand AND id = :party AND kind = 'acquirer'"),
        {"brand": statement.brand_id, "party": statement.counterparty_id},
    )
    return ACQUIRER_NOTE[statement.language] if found.first() else None


def _answer_note(statement: StatementRow) -> str | None:
    silence = statement.silence_confirms
    return answer_words(statement.answer_by, statement.language, silence_confirms=silence)


async def _before(session: AsyncSession, statement: StatementRow) -> StatementRow | None:
    """Return the version that a statement corrects."""
    if statement.supersedes_id is None:
        return None
    return await session.get(StatementRow, (statement.brand_id, statement.supersedes_id))


def _correction_note(before: StatementRow | None, after: StatementRow) -> str | None:
    if before is None or after.correction_reason is None:
        return None
    was, now = (Money(each.owed_closing_minor, Currency(each.currency)) for each in (before, after))
    return correction_words(after.correction_reason, was, now, after.language)


async def _lines(session: AsyncSession, statement: StatementRow) -> Sequence[StatementLineRow]:
    rows = await session.scalars(
        select(StatementLineRow)
        .where(
            StatementLineRow.brand_id == statement.brand_id,
            StatementLineRow.statement_id == statement.id,
        )
        .order_by(StatementLineRow.position)
    )
    return rows.all()


def _blocks(
    statement: StatementRow, lines: Sequence[StatementLineRow]
) -> tuple[BalanceBlock, BalanceBlock]:
    """Return what is owed and what is earned, from opening to closing."""
    code = Currency(statement.currency)
    owed = (Money(statement.owed_opening_minor, code), Money(statement.owed_closing_minor, code))
    earned = (
        Money(statement.earned_opening_minor, code),
        Money(statement.earned_closing_minor, code),
    )
    return _block(*owed, lines, "owed"), _block(*earned, lines, "earned")


def _block(
    opening: Money, closing: Money, lines: Sequence[StatementLineRow], side: str
) -> BalanceBlock:
    mine = [line for line in lines if line.side == side]
    return BalanceBlock(
        opening,
        [
            Movement(EntryKind(kind), _sum(list(group), closing.currency))
            for kind, group in groupby(mine, key=lambda line: line.section)
        ],
        closing,
    )


def _sections(lines: Sequence[StatementLineRow], code: Currency, language: str) -> list[Section]:
    sections: list[Section] = []
    for kind, group in groupby(lines, key=lambda line: line.section):
        rows = list(group)
        entries = [
            Line(
                booked_on=row.booked_on,
                reference=row.reference,
                description=line_words(kind, row.detail, language),
                amount=Money(row.amount_minor, code),
                position=row.position,
                is_earned=row.side == "earned",
                journal=str(row.journal_id),
            )
            for row in rows
        ]
        sections.append(Section(EntryKind(kind), entries, _sum(rows, code)))
    return sections


def _sum(lines: Sequence[StatementLineRow], code: Currency) -> Money:
    return total_of((Money(line.amount_minor, code) for line in lines), code)


async def _commission_lines(session: AsyncSession, statement: StatementRow) -> list[CommissionLine]:
    """Return the calculation of what is earned: only the brand pays commissions."""
    if statement.creditor_id != statement.brand_id:
        return []
    lines = await commissions.lines_of(
        session,
        BrandId(statement.brand_id),
        run_id=SettlementRunId(statement.run_id),
        beneficiary_id=PartyId(statement.counterparty_id),
        currency=Currency(statement.currency),
    )
    return [
        CommissionLine(
            order_number=line.order_number,
            sku=line.sku,
            # A code never changes; a name may, and the statement must not.
            sold_by=line.seller_code,
            kind=CommissionKind(line.kind.value),
            base=line.base,
            rate=line.rate or line.unit_gap or Rate(0),
            quantity=line.quantity,
            amount=line.amount,
            rule=line.rule,
        )
        for line in lines
    ]


async def _ageing(
    session: AsyncSession, statement: StatementRow, taken: Sequence[UUID]
) -> AgeingBlock:
    aged = await receivables.ageing(
        session,
        BrandId(statement.brand_id),
        creditor_id=PartyId(statement.creditor_id),
        debtor_id=PartyId(statement.counterparty_id),
        currency=Currency(statement.currency),
        as_of=Period(statement.period_start, statement.period_end).last,
        taken=taken,
    )
    return AgeingBlock(
        not_due=aged.not_due,
        days_1_30=aged.days_1_30,
        days_31_60=aged.days_31_60,
        days_61_90=aged.days_61_90,
        days_over_90=aged.days_over_90,
        unapplied=aged.unapplied,
    )


async def _open_items(
    session: AsyncSession, statement: StatementRow, taken: Sequence[UUID]
) -> list[OpenItem]:
    rows = await session.execute(
        text(_OPEN_ITEMS),
        {
            "brand": statement.brand_id,
            "creditor": statement.creditor_id,
            "debtor": statement.counterparty_id,
            "currency": statement.currency,
            "last": Period(statement.period_start, statement.period_end).last,
            "taken": list(taken),
        },
    )
    return [_open_item(row, Currency(statement.currency)) for row in rows]


def _open_item(row: Row[Any], code: Currency) -> OpenItem:
    return OpenItem(
        number=row.number,
        issued_on=row.issued_on,
        due_on=row.due_on,
        total=Money(row.total_minor, code),
        open=Money(row.open_minor, code),
    )
