"""What can be done to orders: whole batches from drafts, and single ones by name."""

from tributary.orders.operations.drafts import faults_of, lock_source, open_drafts, sift
from tributary.orders.operations.merging import Merged, merge
from tributary.orders.operations.pricing import examine
from tributary.orders.operations.returning import Taken, take_back
from tributary.orders.operations.single import book_return, cancel, confirm, place, ship

__all__ = [
    "Merged",
    "Taken",
    "book_return",
    "cancel",
    "confirm",
    "examine",
    "faults_of",
    "lock_source",
    "merge",
    "open_drafts",
    "place",
    "ship",
    "sift",
    "take_back",
]
