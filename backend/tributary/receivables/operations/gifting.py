"""Let orders take the gifts that wait for their payment, and give them back when it is undone.

Called in the transaction that applies money or takes goods back, which holds the balances of the
pair: two payments of one order never each find the other one missing.
"""

from typing import Final
from uuid import UUID

from tributary import promotions
from tributary.kernel import OrderId, PartyId
from tributary.platform import Work
from tributary.promotions import Claim
from tributary.receivables.queries import IS_PAID

OF_DEED: Final = """
    SELECT r.order_id FROM applications a
    JOIN receivables r ON r.brand_id = :brand AND r.id = a.receivable_id AND r.depth = 0
    WHERE a.brand_id = :brand AND a.batch_id = :deed
"""
"""The orders whose items the applications of a deed changed."""

OF_RETURNS: Final = """
    SELECT t.order_id FROM returns t WHERE t.brand_id = :brand AND t.batch_id = :batch
"""
"""The orders of which a batch of returns took something back."""

_PROMISED: Final = """
    SELECT m.order_id, m.offer_id, o.distributor_id, k.id IS NOT NULL AS is_held,
           ({is_paid}) AS is_paid
    FROM order_promises m
    JOIN orders o ON o.brand_id = :brand AND o.id = m.order_id
    LEFT JOIN offer_claims k
      ON k.brand_id = :brand AND k.order_id = m.order_id AND k.offer_id = m.offer_id
     AND k.released_at IS NULL
    WHERE m.brand_id = :brand AND m.on_payment AND m.order_id IN ({orders})
    ORDER BY o.ordered_at, o.id, m.offer_id
"""


async def follow_payment(work: Work, orders_sql: str, **scope: UUID) -> None:
    """Take the gifts of orders that are paid now, as far as there are any; free those of others.

    Args:
        work: the transaction that changed what is open or came back.
        orders_sql: selects the orders by their ids; a constant of this package.
        scope: its parameters beside the brand.
    """
    rows = await work.rows(
        _PROMISED.format(is_paid=IS_PAID.format(order="m.order_id"), orders=orders_sql),
        brand=work.brand_id,
        **scope,
    )
    undone = [row for row in rows if row.is_held and not row.is_paid]
    if undone:
        await promotions.release(
            work,
            [OrderId(row.order_id) for row in undone],
            of=[row.offer_id for row in undone],
        )
    await promotions.claim_left(
        work,
        [
            Claim(OrderId(row.order_id), row.offer_id, PartyId(row.distributor_id))
            for row in rows
            if row.is_paid and not row.is_held
        ],
    )
