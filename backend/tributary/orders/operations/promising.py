"""Keep what offers did to orders, and take or give back what orders were promised."""

from collections.abc import Sequence
from typing import Final

from tributary import promotions
from tributary.kernel import OrderId, PartyId
from tributary.platform import Work
from tributary.promotions import Claim

_SOUND: Final = """
    NOT EXISTS (SELECT 1 FROM draft_faults f
                WHERE f.order_id = w.order_id AND f.return_ref IS NULL)
"""

_TRACES: Final = f"""
    INSERT INTO order_traces (brand_id, order_id, discount_minor, currency, document)
    SELECT :brand, w.order_id, w.discount_minor, o.currency, w.document
    FROM offer_traces w JOIN order_drafts o ON o.order_id = w.order_id WHERE {_SOUND}
    ORDER BY w.order_id
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

_LINES: Final = f"""
    INSERT INTO order_line_offers (brand_id, order_line_id, offer_id, amount_minor, currency)
    SELECT :brand, p.line_id, w.offer_id, w.amount_minor, p.currency
    FROM offer_lines w JOIN priced_lines p ON p.seq = w.seq WHERE {_SOUND}
    ORDER BY p.line_id
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

_PROMISES: Final = f"""
    INSERT INTO order_promises (brand_id, order_id, offer_id, sku, quantity, coupon_id, on_payment)
    SELECT :brand, w.order_id, w.offer_id, w.sku, w.quantity, w.coupon_id, w.on_payment
    FROM offer_promises w WHERE {_SOUND}
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

_CHANGED: Final = """
    SELECT d.order_id FROM order_drafts d JOIN priced_orders p ON p.order_id = d.order_id
    WHERE d.known AND NOT d.billed
"""

_FORGET: Final = (
    f"""
    DELETE FROM order_line_offers x USING order_lines l
    WHERE x.brand_id = :brand AND x.order_line_id = l.id
      AND l.brand_id = :brand AND l.order_id IN ({_CHANGED})
    """,  # noqa: S608  Only constants of this module meet here; values are parameters.
    f"DELETE FROM order_traces t WHERE t.brand_id = :brand AND t.order_id IN ({_CHANGED})",  # noqa: S608
    f"DELETE FROM order_promises t WHERE t.brand_id = :brand AND t.order_id IN ({_CHANGED})",  # noqa: S608
)


async def forget_offers(work: Work) -> None:
    """Forget what offers did to the orders that this batch changes; and free what they took."""
    for statement in _FORGET:
        await work.run(statement, brand=work.brand_id)
    changed = await work.rows(_CHANGED)
    await promotions.release(work, [OrderId(row.order_id) for row in changed])


async def keep_offers(work: Work) -> None:
    """Write what offers did to the orders of this batch; the confirmed ones take their promises.

    Refuses:
        OfferUsedUp: what an order was promised is gone.
    """
    for statement in (_TRACES, _LINES, _PROMISES):
        await work.run(statement, brand=work.brand_id)
    promised = await work.rows(
        f"""
        SELECT w.order_id, w.offer_id, w.coupon_id, o.distributor_id
        FROM offer_promises w JOIN order_drafts o ON o.order_id = w.order_id
        WHERE o.state = 'confirmed' AND NOT w.on_payment AND {_SOUND}
        """  # noqa: S608  Only constants of this module meet here; values are parameters.
    )
    await promotions.claim(
        work,
        [
            Claim(OrderId(row.order_id), row.offer_id, PartyId(row.distributor_id), row.coupon_id)
            for row in promised
        ],
    )


async def take_promised(work: Work, order_id: OrderId) -> None:
    """Take what a pending order was promised, now that it is confirmed.

    Refuses:
        OfferUsedUp: it went to somebody else meanwhile.
    """
    rows = await work.rows(
        """
        SELECT m.offer_id, m.coupon_id, o.distributor_id
        FROM order_promises m JOIN orders o ON o.brand_id = :brand AND o.id = m.order_id
        WHERE m.brand_id = :brand AND m.order_id = :order AND NOT m.on_payment
        """,
        brand=work.brand_id,
        order=order_id,
    )
    await promotions.claim(
        work,
        [Claim(order_id, row.offer_id, PartyId(row.distributor_id), row.coupon_id) for row in rows],
    )


async def give_back(work: Work, order_ids: Sequence[OrderId]) -> None:
    """Give back what orders took that are cancelled; once."""
    await promotions.release(work, order_ids)
