"""Hold receipts and refunds against what the provider says of them now."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, text

from tributary.kernel import BrandId, Currency, Money
from tributary.payments.ports import PaymentStatus, ProviderPayment
from tributary.payments.reactions.opening import provider_of
from tributary.platform import Desk

RECEIVED: Final = """
    SELECT r.id, r.provider_payment_id, r.currency, r.amount_minor, r.fee_minor, r.fee_known,
           coalesce(f.settled, 0) AS refunded_minor, coalesce(f.under_way, 0) AS under_way_minor
    FROM receipts r
    LEFT JOIN (
      SELECT receipt_id, sum(amount_minor) FILTER (WHERE state = 'refunded') AS settled,
             sum(amount_minor) FILTER (WHERE state NOT IN ('refunded', 'failed')) AS under_way
      FROM refunds WHERE brand_id = :brand GROUP BY receipt_id) AS f ON f.receipt_id = r.id
    WHERE r.brand_id = :brand AND r.provider = :provider AND r.state = 'received'
      AND r.created_at >= :since
    ORDER BY r.created_at, r.id
"""


async def compare_receipts(
    desk: Desk, brand_id: BrandId, *, since: datetime
) -> tuple[int, list[str]]:
    """Ask the provider about each receipt since an instant; return how many, and what differs."""
    provider = provider_of(desk)
    scope = {"brand": brand_id, "provider": provider.name, "since": since}
    async with desk.database.reading(brand_id) as session:
        receipts = (await session.execute(text(RECEIVED), scope)).all()
    faults: list[str] = []
    for receipt in receipts:
        told = await provider.payment(receipt.provider_payment_id)
        faults += [
            f"receipt {receipt.id} ({told.payment_id}): {fault}"
            for fault in differences(receipt, told)
        ]
    return len(receipts), faults


def differences(receipt: Row[Any], told: ProviderPayment) -> list[str]:
    """Return in which ways a receipt is not what the provider says.

    A refund that is on its way may be counted by the provider already, or not yet.
    """
    code = Currency(receipt.currency)
    amount, fee = Money(receipt.amount_minor, code), Money(receipt.fee_minor, code)
    refunded = Money(int(receipt.refunded_minor), code)
    at_most = refunded + Money(int(receipt.under_way_minor), code)
    faults: list[str] = []
    if told.status is not PaymentStatus.RECEIVED:
        faults.append(f"the books have {amount}, at the provider it is {told.status}")
    if told.amount != amount:
        faults.append(f"the books have {amount}, the provider {told.amount}")
    elif not refunded <= told.refunded <= at_most:
        faults.append(f"the books paid back {refunded}, the provider {told.refunded}")
    if receipt.fee_known and told.fee is not None and told.fee != fee:
        faults.append(f"the books have a fee of {fee}, the provider {told.fee}")
    return faults
