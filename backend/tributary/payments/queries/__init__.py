"""Links as their page shows them, receipts, refunds, and what is always true of them."""

from tributary.payments.queries.invariants import INVARIANTS
from tributary.payments.queries.reading import (
    LinkUnknown,
    LinkView,
    ReceiptRow,
    RefundRow,
    asked_items,
    brand_of_token,
    link_by_token,
    link_view,
    receipts_of_link,
    receipts_of_pair,
    refunds_of_receipt,
    session_states,
)

__all__ = [
    "INVARIANTS",
    "LinkUnknown",
    "LinkView",
    "ReceiptRow",
    "RefundRow",
    "asked_items",
    "brand_of_token",
    "link_by_token",
    "link_view",
    "receipts_of_link",
    "receipts_of_pair",
    "refunds_of_receipt",
    "session_states",
]
