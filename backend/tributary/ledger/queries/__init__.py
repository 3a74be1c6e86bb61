"""Reads of the ledger: balances, movements, closings, and the proof of what is always true."""

from tributary.ledger.queries.balances import (
    balance_of,
    balance_on,
    balances_of,
    balances_of_pair,
)
from tributary.ledger.queries.invariants import INVARIANTS
from tributary.ledger.queries.seals import CHAIN, verify_seals
from tributary.ledger.queries.transfers import (
    Movement,
    closed_through,
    first_open_day,
    movements,
    transfer_of,
    transfers_of_subject,
)

__all__ = [
    "CHAIN",
    "INVARIANTS",
    "Movement",
    "balance_of",
    "balance_on",
    "balances_of",
    "balances_of_pair",
    "closed_through",
    "first_open_day",
    "movements",
    "transfer_of",
    "transfers_of_subject",
    "verify_seals",
]
