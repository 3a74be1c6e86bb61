"""The ledger: accounts and transfers, the only place where a balance exists.

Sign convention, for the whole program: amounts are never negative, direction is a column. A
transfer debits one account and credits another; debits less credits is what a receivable, an
expense or money at a bank holds, credits less debits what a payable or an income holds.

Always true: debits equal credits; a balance is the sum of its transfers; rows are only added and
a correction is a new row that names what it reverses; the same id posts once; nothing goes beyond
a limit or into a closed period; what is sealed cannot change unnoticed.
"""

from tributary.ledger.operations import (
    AlreadyReversed,
    LimitExceeded,
    PendingMismatch,
    PendingResolved,
    PeriodClosed,
    ReversalMismatch,
    TransferConflict,
    UnknownAccount,
    UnknownTransfer,
    close_through,
    freeze,
    open_accounts,
    open_accounts_from,
    post,
    post_from,
    reverse,
)
from tributary.ledger.queries import (
    CHAIN,
    INVARIANTS,
    Movement,
    balance_of,
    balance_on,
    balances_of,
    balances_of_pair,
    closed_through,
    first_open_day,
    movements,
    transfer_of,
    transfers_of_subject,
    verify_seals,
)
from tributary.ledger.rules import (
    Account,
    AccountKind,
    Balance,
    Phase,
    Posting,
    Reason,
    Side,
    Transfer,
)

__all__ = [
    "CHAIN",
    "INVARIANTS",
    "Account",
    "AccountKind",
    "AlreadyReversed",
    "Balance",
    "LimitExceeded",
    "Movement",
    "PendingMismatch",
    "PendingResolved",
    "PeriodClosed",
    "Phase",
    "Posting",
    "Reason",
    "ReversalMismatch",
    "Side",
    "Transfer",
    "TransferConflict",
    "UnknownAccount",
    "UnknownTransfer",
    "balance_of",
    "balance_on",
    "balances_of",
    "balances_of_pair",
    "close_through",
    "closed_through",
    "first_open_day",
    "freeze",
    "movements",
    "open_accounts",
    "open_accounts_from",
    "post",
    "post_from",
    "reverse",
    "transfer_of",
    "transfers_of_subject",
    "verify_seals",
]
