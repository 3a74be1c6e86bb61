"""Print the statements of a run, each stored in a transaction of its own."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from sqlalchemy import select

from tributary import payments, receivables
from tributary.kernel import (
    BrandId,
    Currency,
    Money,
    PartyId,
    SettlementRunId,
    StatementId,
)
from tributary.platform import Desk, Work, blobs
from tributary.settlements.model import StatementRow
from tributary.settlements.ports import PayPages, StatementPrinter
from tributary.settlements.queries import Progress, document_of, mail_at, progress_of, unprinted_of
from tributary.settlements.rules import StatementState

BATCH: Final = 50
"""Statements between two reports of progress."""

REST_SECONDS: Final = 1
"""How long to wait when all that is left is in the hands of others."""

log = structlog.get_logger()


class StatementUnprintable(RuntimeError):
    """A statement that the printer cannot lay out: a bug of ours, told and tried again later."""


async def print_statements(
    desk: Desk,
    brand_id: BrandId,
    run_id: SettlementRunId,
    *,
    share: int = 0,
    on_progress: Callable[[Progress], Awaitable[None]] | None = None,
) -> Progress:
    """Print what a run has not printed yet; killed anywhere, the next call goes on from there.

    A statement on which something is owed gets a payment link over what is open, in the same
    transaction as its PDF: no link without paper, no paper twice. Whoever else prints the run
    meanwhile has the statements in its hands left to it. One that cannot be printed keeps none
    of those behind it waiting; it is told at the end.

    Args:
        desk: database, clock and ports of whoever prints.
        brand_id: whose run.
        run_id: the run.
        share: which of several who print the run together this is.
        on_progress: hears how far the run as a whole is.
    """
    failed: dict[StatementId, StatementUnprintable] = {}
    while True:
        async with desk.database.reading(brand_id) as session:
            waiting = await unprinted_of(session, brand_id, run_id, BATCH, but=failed, share=share)
            progress = await progress_of(session, brand_id, run_id)
        if on_progress is not None:
            await on_progress(progress)
        if not waiting:
            break
        is_all_held = True
        for statement_id in waiting:
            try:
                is_all_held &= not await _print(desk, brand_id, statement_id)
            except StatementUnprintable as failure:
                log.exception("statement_unprintable", statement_id=str(statement_id))
                failed[statement_id] = failure
                is_all_held = False
        if is_all_held:
            await asyncio.sleep(REST_SECONDS)
    if failed:
        raise next(iter(failed.values()))
    return progress


async def _print(desk: Desk, brand_id: BrandId, statement_id: StatementId) -> bool:
    """Print and store one statement; False when somebody else has it in hand, or did it."""
    async with desk.work(brand_id, "errand:settlements.print") as work:
        # The lock dies with whoever holds it: what a killed process had in hand is free at once.
        found = await work.session.execute(
            select(StatementRow)
            .where(
                StatementRow.brand_id == brand_id,
                StatementRow.id == statement_id,
                StatementRow.blob_id.is_(None),
            )
            .with_for_update(skip_locked=True)
        )
        statement = found.scalar_one_or_none()
        if statement is None:
            return False
        await _print_held(
            work,
            statement,
            printer=desk.port(StatementPrinter),  # type: ignore[type-abstract]
            pages=desk.port(PayPages),  # type: ignore[type-abstract]
        )
    return True


async def _print_held(
    work: Work, statement: StatementRow, *, printer: StatementPrinter, pages: PayPages
) -> None:
    statement_id = StatementId(statement.id)
    await work.run(
        "UPDATE statements SET pay_url = :url WHERE brand_id = :brand AND id = :statement",
        brand=work.brand_id,
        statement=statement_id,
        url=await _pay_url(work, statement, pages),
    )
    document = await document_of(work.session, work.brand_id, statement_id)
    # Laying out takes milliseconds to seconds of one core: others are not kept waiting for it.
    try:
        content = await asyncio.to_thread(printer.render, document)
    except Exception as failure:
        raise StatementUnprintable(f"statement {statement.number} cannot be printed") from failure
    blob_id = await blobs.store(
        work, content, media_type="application/pdf", file_name=f"{statement.number}.pdf"
    )
    await work.run(
        "UPDATE statements SET blob_id = :blob, pdf_sha256 = :sha256, "
        "mail_at = CAST(:mail_at AS timestamptz) WHERE brand_id = :brand AND id = :statement",
        brand=work.brand_id,
        statement=statement_id,
        blob=blob_id,
        sha256=hashlib.sha256(content).hexdigest(),
        mail_at=await mail_at(work.session, statement, now=work.opened_at),
    )
    work.tell("statement", statement_id)
    work.tell("distributor", statement.counterparty_id)


async def _pay_url(work: Work, statement: StatementRow, pages: PayPages) -> str | None:
    """Make a link over what is still open, at most what the statement says is owed.

    Only the brand can be paid online: another distributor is the creditor of its own money.
    """
    if statement.creditor_id != work.brand_id or statement.owed_closing_minor <= 0:
        return None
    if statement.state == StatementState.SUPERSEDED:
        return None
    if not await _is_distributor(work, statement):
        return None
    code = Currency(statement.currency)
    items = await receivables.open_items(
        work.session,
        work.brand_id,
        creditor_id=PartyId(statement.creditor_id),
        debtor_id=PartyId(statement.counterparty_id),
        currency=code,
    )
    parts = receivables.spread(
        Money(statement.owed_closing_minor, code),
        [receivables.OpenAmount(item.receivable_id, item.due_on, item.open) for item in items],
    )
    if not parts:
        return None
    link = await payments.create_link(
        work,
        items=[payments.LinkItem(receivable_id, amount) for receivable_id, amount in parts],
        now=work.opened_at,
    )
    return pages.url_of(link.token)


async def _is_distributor(work: Work, statement: StatementRow) -> bool:
    rows = await work.rows(
        "SELECT 1 FROM parties WHERE brand_id = :brand AND id = :party AND kind = 'distributor'",
        brand=work.brand_id,
        party=statement.counterparty_id,
    )
    return bool(rows)
