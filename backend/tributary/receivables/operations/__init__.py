"""What can be done with receivables: raise them, credit them, close them, open them again."""

from tributary.receivables.operations.applying import (
    ApplicationAlreadyReversed,
    ApplicationUnknown,
    Applied,
    AppliedTooMuch,
    ReceivableOfOthers,
    ReceivableUnknown,
    apply,
    reverse_applications,
)
from tributary.receivables.operations.crediting import (
    apply_credit_notes,
    lock_accounts,
)
from tributary.receivables.operations.mending import Mended, mend_roll_up
from tributary.receivables.operations.raising import raise_for
from tributary.receivables.operations.returning import raise_credit_notes

__all__ = [
    "ApplicationAlreadyReversed",
    "ApplicationUnknown",
    "Applied",
    "AppliedTooMuch",
    "Mended",
    "ReceivableOfOthers",
    "ReceivableUnknown",
    "apply",
    "apply_credit_notes",
    "lock_accounts",
    "mend_roll_up",
    "raise_credit_notes",
    "raise_for",
    "reverse_applications",
]
