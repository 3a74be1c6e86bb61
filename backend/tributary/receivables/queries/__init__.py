"""Reads of open items, and what is always true of them."""

from tributary.receivables.queries.invariants import INVARIANTS
from tributary.receivables.queries.items import (
    ApplicationRow,
    ReceivableRow,
    ageing,
    ageing_by_pair,
    applications_of,
    open_items,
    receivables_by_id,
    receivables_of_order,
)
from tributary.receivables.queries.paid import IS_PAID
from tributary.receivables.queries.rolled import DRIFT, ROLLED

__all__ = [
    "DRIFT",
    "INVARIANTS",
    "IS_PAID",
    "ROLLED",
    "ApplicationRow",
    "ReceivableRow",
    "ageing",
    "ageing_by_pair",
    "applications_of",
    "open_items",
    "receivables_by_id",
    "receivables_of_order",
]
