"""The verbs of payouts: open accounts, prepare, submit, release, cancel, claim, settle."""

from tributary.payouts.operations.accounts import (
    PayeeAccountTaken,
    PayeeAccountUnknown,
    PayeeUnknown,
    open_payee_account,
    put_on_hold,
    take_off_hold,
)
from tributary.payouts.operations.batches import (
    NothingPayable,
    cancel_batch,
    prepare_batch,
    submit_batch,
)
from tributary.payouts.operations.releasing import (
    ApprovalDiffers,
    BalanceTooLow,
    PayeeOnHold,
    release_batch,
)
from tributary.payouts.operations.revealing import RevealsTooMany, reveal_payee_account
from tributary.payouts.operations.sending import (
    claim_ready,
    claim_unsettled,
    complete_batch,
    note_waiting,
    settle,
)

__all__ = [
    "ApprovalDiffers",
    "BalanceTooLow",
    "NothingPayable",
    "PayeeAccountTaken",
    "PayeeAccountUnknown",
    "PayeeOnHold",
    "PayeeUnknown",
    "RevealsTooMany",
    "cancel_batch",
    "claim_ready",
    "claim_unsettled",
    "complete_batch",
    "note_waiting",
    "open_payee_account",
    "prepare_batch",
    "put_on_hold",
    "release_batch",
    "reveal_payee_account",
    "settle",
    "submit_batch",
    "take_off_hold",
]
