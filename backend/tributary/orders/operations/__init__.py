"""What can be done to orders: whole batches from drafts, and single ones by name."""

from tributary.orders.operations.discounting import (
    approve_discount,
    ask_discount,
    refuse_discount,
)
from tributary.orders.operations.drafts import faults_of, lock_source, open_drafts, sift
from tributary.orders.operations.merging import Merged, merge
from tributary.orders.operations.parcels import note_shipments
from tributary.orders.operations.previewing import OrderPreview, PreviewedLine
from tributary.orders.operations.pricing import examine
from tributary.orders.operations.replaying import Replay, replay
from tributary.orders.operations.returning import Taken, take_back
from tributary.orders.operations.sending_back import (
    ReturnPreview,
    ReturnPreviewLine,
    book_return,
    preview_return,
)
from tributary.orders.operations.shipping import (
    advance_shipment,
    correct_tracking,
    record_shipment,
)
from tributary.orders.operations.single import cancel, confirm, place, preview

__all__ = [
    "Merged",
    "OrderPreview",
    "PreviewedLine",
    "Replay",
    "ReturnPreview",
    "ReturnPreviewLine",
    "Taken",
    "advance_shipment",
    "approve_discount",
    "ask_discount",
    "book_return",
    "cancel",
    "confirm",
    "correct_tracking",
    "examine",
    "faults_of",
    "lock_source",
    "merge",
    "note_shipments",
    "open_drafts",
    "place",
    "preview",
    "preview_return",
    "record_shipment",
    "refuse_discount",
    "replay",
    "sift",
    "take_back",
]
