"""On which grounds the ledger declines, and how the database says so."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Final

import psycopg
from sqlalchemy.exc import DBAPIError

from tributary.kernel import Refusal


class TransferConflict(Refusal):
    """A transfer of this id exists with other fields.

    The id was used for something else before: look the posted transfer up and use a new id.
    """


class UnknownAccount(Refusal):
    """The brand has no such account.

    Open the account before posting to it.
    """


class LimitExceeded(Refusal):
    """An account would go beyond its limit.

    Move less, or raise what the account holds first.
    """


class PeriodClosed(Refusal):
    """The books are closed for the day of this posting.

    Book it on the first open day: it rolls forward into the next statement.
    """


class PendingResolved(Refusal):
    """The pending transfer has been posted or voided already.

    Nothing is left to do: look up how it was resolved.
    """


class AlreadyReversed(Refusal):
    """The transfer has been reversed already.

    Nothing is left to do: look the reversal up.
    """


class UnknownTransfer(Refusal):
    """The brand has no such transfer.

    Check the id: it may belong to another brand, or was never posted.
    """


class PendingMismatch(Refusal):
    """A resolution differs from the pending transfer it names.

    It goes between the same accounts; posting moves at most, voiding exactly, the pending amount.
    """


class ReversalMismatch(Refusal):
    """A reversal is not the mirror image of a posted transfer.

    Reverse with the accounts swapped and the same amount; a pending transfer is voided instead.
    """


BY_SQLSTATE: Final[Mapping[str, type[Refusal]]] = {
    "TB001": TransferConflict,
    "TB002": UnknownAccount,
    "TB003": LimitExceeded,
    "TB004": PeriodClosed,
    "TB005": PendingResolved,
    "TB006": AlreadyReversed,
    "TB007": UnknownTransfer,
    "TB008": PendingMismatch,
    "TB009": ReversalMismatch,
}


@contextmanager
def declining() -> Generator[None]:
    """Turn what the posting functions raise into refusals; anything else stays what it is."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, psycopg.Error):
            refusal = BY_SQLSTATE.get(error.orig.sqlstate or "")
            if refusal is not None:
                words = error.orig.diag.message_primary or str(error.orig)
                raise refusal(words[:1].upper() + words[1:]) from error
        raise
