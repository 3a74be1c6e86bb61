"""Reads of what has happened, from the tables of packages upstream."""

from collections.abc import AsyncGenerator, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.integrations.rules import FACTS_MAX, FactKind
from tributary.kernel import BrandId

_STATEMENT: Final = """
    SELECT id, number, state, creditor_id, counterparty_id, period_start, period_end,
           owed_closing_minor, earned_closing_minor, currency
    FROM statements WHERE brand_id = :brand AND {} = :subject
"""

_CLAIM: Final = """
    SELECT id, number, state, distributor_id, credit_id, waits_for, due_on, amount_minor, currency
    FROM rebate_claims WHERE brand_id = :brand AND id = :subject
"""

_BATCH: Final = """
    SELECT id, number, state, item_count, total_minor, currency
    FROM payout_batches WHERE brand_id = :brand AND id = :subject
"""

SOURCES: Final[Mapping[FactKind, str]] = {
    FactKind.ORDER_ACCEPTED: """
        SELECT id, number, external_id, state, distributor_id, ordered_on, total_minor, currency
        FROM orders WHERE brand_id = :brand AND billable_batch_id = :subject
    """,
    FactKind.RECEIVABLE_RAISED: """
        SELECT id, number, order_id, creditor_id, debtor_id, due_on, total_minor, currency
        FROM receivables WHERE brand_id = :brand AND batch_id = :subject
    """,
    FactKind.CREDIT_NOTE_RAISED: """
        SELECT id, number, order_id, creditor_id, debtor_id, issued_on, total_minor, currency
        FROM credit_notes WHERE brand_id = :brand AND batch_id = :subject
    """,
    FactKind.STATEMENT_ISSUED: _STATEMENT.format("run_id"),
    FactKind.STATEMENT_CONFIRMED: _STATEMENT.format("id"),
    FactKind.STATEMENT_DISPUTED: _STATEMENT.format("id"),
    FactKind.STATEMENT_CORRECTED: _STATEMENT.format("id"),
    FactKind.PAYMENT_RECEIVED: """
        SELECT id, state, creditor_id, debtor_id, provider, provider_payment_id, received_on,
               booked_on, amount_minor, applied_minor, currency
        FROM receipts WHERE brand_id = :brand AND id = :subject
    """,
    FactKind.REFUND_SETTLED: """
        SELECT id, receipt_id, state, booked_on, amount_minor, currency
        FROM refunds WHERE brand_id = :brand AND id = :subject
    """,
    FactKind.REBATE_CLAIM_SUBMITTED: _CLAIM,
    FactKind.REBATE_CLAIM_RETURNED: _CLAIM,
    FactKind.REBATE_CLAIM_APPROVED: _CLAIM,
    FactKind.REBATE_CLAIM_OVERDUE: _CLAIM,
    FactKind.PAYOUT_BATCH_RELEASED: _BATCH,
    FactKind.PAYOUT_BATCH_COMPLETED: _BATCH,
    FactKind.PAYOUT_SETTLED: """
        SELECT id, batch_id, state, distributor_id, provider_transfer_id, amount_minor, currency
        FROM payout_items
        WHERE brand_id = :brand AND batch_id = :subject AND resolved_at = :at
          AND state IN ('paid', 'failed')
    """,
    FactKind.WEBHOOK_TEST: """
        SELECT id FROM webhook_endpoints WHERE brand_id = :brand AND id = :subject
    """,
}
"""What makes up the facts of one event: those of its subject."""


async def facts_in_crowds(
    session: AsyncSession,
    brand_id: BrandId,
    kind: FactKind,
    subject_id: UUID,
    *,
    at: datetime | None = None,
) -> AsyncGenerator[list[Mapping[str, Any]]]:
    """Yield the facts of an event by id, as many at a time as one message holds.

    Args:
        session: of the reaction.
        brand_id: which brand.
        kind: what has happened.
        subject_id: a batch, a run, or the one thing it happened to.
        at: where the event names an instant, that instant.
    """
    page = text(f"SELECT * FROM ({SOURCES[kind]}) AS f WHERE f.id > :after ORDER BY f.id LIMIT :n")  # noqa: S608  Tables of this module.
    after = UUID(int=0)
    while True:
        found = await session.execute(
            page,
            {"brand": brand_id, "subject": subject_id, "after": after, "n": FACTS_MAX}
            | ({} if at is None else {"at": at}),
        )
        crowd: list[Mapping[str, Any]] = [dict(row) for row in found.mappings()]
        if crowd:
            yield crowd
        if len(crowd) < FACTS_MAX:
            return
        after = crowd[-1]["id"]
