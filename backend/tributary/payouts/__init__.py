"""Payouts: one action pays what hundreds of distributors have earned.

One person prepares and submits a batch, another releases it; releasing reserves each item in the
books. Workers claim, send and settle; what nobody knows about is looked up, never guessed.

Always true (11, 12): a payout is executed at most once, and exactly once when it is paid; exactly
the released items that are not final are reserved; items of a batch sum to the approved total and
hash, and maker and checker are two persons. Where somebody is paid is shown by its end; in full it
is read by few, for a reason that is kept.
"""

from tributary.payouts.events import PayoutBatchCompleted, PayoutBatchReleased, PayoutsResolved
from tributary.payouts.operations import (
    ApprovalDiffers,
    BalanceTooLow,
    NothingPayable,
    PayeeAccountTaken,
    PayeeAccountUnknown,
    PayeeOnHold,
    PayeeUnknown,
    RevealsTooMany,
    cancel_batch,
    open_payee_account,
    prepare_batch,
    put_on_hold,
    release_batch,
    reveal_payee_account,
    submit_batch,
    take_off_hold,
)
from tributary.payouts.ports import PayoutRail
from tributary.payouts.queries import (
    INVARIANTS,
    Batch,
    BatchUnknown,
    ItemRow,
    ItemUnknown,
    Preview,
    PreviewRow,
    Progress,
    Remittance,
    RemittanceLine,
    batch_of,
    batches,
    items_of,
    preview,
    progress_of,
    remittance_of,
)
from tributary.payouts.reactions import compare_payouts
from tributary.payouts.rules import (
    MASK,
    TAIL_FROM,
    TAIL_LETTERS,
    AccountState,
    BatchState,
    ItemState,
    Obstacle,
    Payee,
    PayoutStateForbids,
    masked,
)

__all__ = [
    "INVARIANTS",
    "MASK",
    "TAIL_FROM",
    "TAIL_LETTERS",
    "AccountState",
    "ApprovalDiffers",
    "BalanceTooLow",
    "Batch",
    "BatchState",
    "BatchUnknown",
    "ItemRow",
    "ItemState",
    "ItemUnknown",
    "NothingPayable",
    "Obstacle",
    "Payee",
    "PayeeAccountTaken",
    "PayeeAccountUnknown",
    "PayeeOnHold",
    "PayeeUnknown",
    "PayoutBatchCompleted",
    "PayoutBatchReleased",
    "PayoutRail",
    "PayoutStateForbids",
    "PayoutsResolved",
    "Preview",
    "PreviewRow",
    "Progress",
    "Remittance",
    "RemittanceLine",
    "RevealsTooMany",
    "batch_of",
    "batches",
    "cancel_batch",
    "compare_payouts",
    "items_of",
    "masked",
    "open_payee_account",
    "prepare_batch",
    "preview",
    "progress_of",
    "put_on_hold",
    "release_batch",
    "remittance_of",
    "reveal_payee_account",
    "submit_batch",
    "take_off_hold",
]
