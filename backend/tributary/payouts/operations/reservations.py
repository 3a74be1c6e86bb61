"""The books' side of payouts: reserve, post, void; one pending transfer per released item."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from tributary import identity, ledger
from tributary.kernel import PayoutBatchId, PayoutItemId, business_date
from tributary.ledger import Phase
from tributary.platform import Work

_ITEM_LEGS: Final = """
    SELECT i.id, i.id AS journal_id,
           ledger_account_id(:brand, :brand, 'commission_payable', i.distributor_id, i.currency)
             AS debit_account_id,
           ledger_account_id(:brand, :brand, 'clearing', b.provider_id, i.currency)
             AS credit_account_id,
           i.currency, i.amount_minor,
           derived_id('payout_reservation:' || CAST(i.id AS text)) AS reservation_id,
           derived_id('payout_settlement:' || CAST(i.id AS text)) AS settlement_id
    FROM payout_items i
    JOIN payout_batches b ON b.brand_id = :brand AND b.id = i.batch_id
    WHERE i.brand_id = :brand
"""

_RESERVE: Final = f"""
    SELECT l.reservation_id AS id, l.journal_id, 'pending' AS phase, l.debit_account_id,
           l.credit_account_id, l.currency, l.amount_minor, 'payout' AS reason,
           l.id AS subject_id, CAST(:booked_on AS date) AS booked_on,
           CAST(NULL AS uuid) AS pending_id, CAST(NULL AS uuid) AS reverses_id
    FROM ({_ITEM_LEGS} AND i.batch_id = :batch) AS l
"""  # noqa: S608  Text of our own.

_SETTLE: Final = f"""
    SELECT l.settlement_id AS id, l.journal_id, CAST(:phase AS text) AS phase, l.debit_account_id,
           l.credit_account_id, l.currency, l.amount_minor, 'payout' AS reason,
           l.id AS subject_id, CAST(:booked_on AS date) AS booked_on,
           l.reservation_id AS pending_id, CAST(NULL AS uuid) AS reverses_id
    FROM ({_ITEM_LEGS} AND i.id = ANY (:items)) AS l
"""  # noqa: S608  Text of our own.


async def reserve_from(work: Work, batch_id: PayoutBatchId) -> None:
    """Reserve every item of a batch."""
    await ledger.open_accounts_from(
        work,
        """
        SELECT b.brand_id AS book_id, 'clearing' AS kind, b.provider_id AS counterparty_id,
               b.currency
        FROM payout_batches b WHERE b.brand_id = :brand AND b.id = :batch
        """,
        brand=work.brand_id,
        batch=batch_id,
    )
    await ledger.post_from(
        work,
        _RESERVE,
        brand=work.brand_id,
        batch=batch_id,
        booked_on=await today_in_books(work),
    )


async def post_from(work: Work, item_ids: Sequence[PayoutItemId]) -> None:
    """Move the money that was reserved for items."""
    await _settle(work, item_ids, Phase.POST)


async def void_from(work: Work, item_ids: Sequence[PayoutItemId]) -> None:
    """Give back what was reserved for items."""
    await _settle(work, item_ids, Phase.VOID)


async def today_in_books(work: Work) -> date:
    """Return the brand's day of this work, or the first open one after a closing."""
    brand = await identity.brand_of(work.session, work.brand_id)
    today = business_date(work.opened_at, brand.time_zone)
    return await ledger.first_open_day(work.session, work.brand_id, today)


async def _settle(work: Work, item_ids: Sequence[PayoutItemId], phase: Phase) -> None:
    if not item_ids:
        return
    await ledger.post_from(
        work,
        _SETTLE,
        brand=work.brand_id,
        items=list(item_ids),
        phase=phase.value,
        booked_on=await today_in_books(work),
    )
