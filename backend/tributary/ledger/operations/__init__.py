"""The verbs of the ledger: open, post, reverse, close."""

from tributary.ledger.operations.accounts import open_accounts, open_accounts_from
from tributary.ledger.operations.closing import close_through, freeze
from tributary.ledger.operations.posting import post, post_from, reverse
from tributary.ledger.operations.refusals import (
    AlreadyReversed,
    LimitExceeded,
    PendingMismatch,
    PendingResolved,
    PeriodClosed,
    ReversalMismatch,
    TransferConflict,
    UnknownAccount,
    UnknownTransfer,
)

__all__ = [
    "AlreadyReversed",
    "LimitExceeded",
    "PendingMismatch",
    "PendingResolved",
    "PeriodClosed",
    "ReversalMismatch",
    "TransferConflict",
    "UnknownAccount",
    "UnknownTransfer",
    "close_through",
    "freeze",
    "open_accounts",
    "open_accounts_from",
    "post",
    "post_from",
    "reverse",
]
