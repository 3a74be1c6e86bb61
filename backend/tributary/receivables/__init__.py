"""Open items: what a debtor owes a creditor, one row per instalment.

Billable orders become receivables, returns become credit notes, and both are posted in the
transaction that makes them. Money and credit are applied to items and can be taken back once.

Always true (14): open = total - applied, within 0 and the total; applied is the sum of the
applications; the open items of a pair are the balance of its RECEIVABLE account; the instalments
of an order add up to the order.
"""

from tributary.receivables.events import CreditNotesRaised, OpenItemsChanged, ReceivablesRaised
from tributary.receivables.operations import (
    ApplicationAlreadyReversed,
    ApplicationUnknown,
    Applied,
    AppliedTooMuch,
    Mended,
    ReceivableOfOthers,
    ReceivableUnknown,
    apply,
    apply_credit_notes,
    lock_accounts,
    mend_roll_up,
    raise_credit_notes,
    raise_for,
    reverse_applications,
)
from tributary.receivables.queries import (
    INVARIANTS,
    ApplicationRow,
    ReceivableRow,
    ageing,
    ageing_by_pair,
    applications_of,
    open_items,
    receivables_by_id,
    receivables_of_order,
)
from tributary.receivables.rules import (
    Ageing,
    ApplicationSource,
    Bucket,
    Legs,
    OpenAmount,
    ageing_of,
    bucket_of,
    instalments_of,
    spread,
)

__all__ = [
    "INVARIANTS",
    "Ageing",
    "ApplicationAlreadyReversed",
    "ApplicationRow",
    "ApplicationSource",
    "ApplicationUnknown",
    "Applied",
    "AppliedTooMuch",
    "Bucket",
    "CreditNotesRaised",
    "Legs",
    "Mended",
    "OpenAmount",
    "OpenItemsChanged",
    "ReceivableOfOthers",
    "ReceivableRow",
    "ReceivableUnknown",
    "ReceivablesRaised",
    "ageing",
    "ageing_by_pair",
    "ageing_of",
    "applications_of",
    "apply",
    "apply_credit_notes",
    "bucket_of",
    "instalments_of",
    "lock_accounts",
    "mend_roll_up",
    "open_items",
    "raise_credit_notes",
    "raise_for",
    "receivables_by_id",
    "receivables_of_order",
    "reverse_applications",
    "spread",
]
