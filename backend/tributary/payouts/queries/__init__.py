"""Reads of payouts: who could be paid, how batches stand, what a payment is made of."""

from tributary.payouts.queries.batches import (
    Batch,
    BatchUnknown,
    ItemRow,
    Progress,
    batch_of,
    batches,
    frozen_items,
    items_of,
    progress_of,
    unfinished_batches,
)
from tributary.payouts.queries.invariants import INVARIANTS
from tributary.payouts.queries.preview import Preview, PreviewRow, payees, preview
from tributary.payouts.queries.remittance import (
    ItemUnknown,
    Remittance,
    RemittanceLine,
    remittance_of,
)

__all__ = [
    "INVARIANTS",
    "Batch",
    "BatchUnknown",
    "ItemRow",
    "ItemUnknown",
    "Preview",
    "PreviewRow",
    "Progress",
    "Remittance",
    "RemittanceLine",
    "batch_of",
    "batches",
    "frozen_items",
    "items_of",
    "payees",
    "preview",
    "progress_of",
    "remittance_of",
    "unfinished_batches",
]
