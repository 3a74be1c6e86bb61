"""How what was released is used: the oldest first, and never more than is left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tributary.kernel import RebateCreditId


class EntryKind(StrEnum):
    """What happened to a rebate that was released."""

    RELEASED = "released"
    ADJUSTED = "adjusted"
    """What it comes to has changed since: goods came back, or were paid for late."""
    USED = "used"
    """Deducted from goods."""
    PAID_OUT = "paid_out"
    """Became a part of what is paid out."""
    EXPIRED = "expired"
    RESTORED = "restored"
    """Taken back from what had expired."""
    OFFSET = "offset"
    """Made up for a rebate that was used and then taken back."""
    UNDONE = "undone"
    """A deduction from goods was taken back: it can be used again."""


class AdjustReason(StrEnum):
    """Why what was released has changed."""

    RETURN = "return"
    PAYMENT = "payment"
    TRUE_UP = "true_up"


class Invoicing(StrEnum):
    """How the tax invoice follows a rebate that was used."""

    RED_LETTER = "red_letter"
    """A red-letter invoice corrects the one of the goods: what is usual once they are invoiced."""
    ON_INVOICE = "on_invoice"
    """It stands as a discount on the invoice of the goods."""
    NONE = "none"
    """No invoice changes."""


class UseKind(StrEnum):
    """What a rebate was used for."""

    GOODS = "goods"
    CASH = "cash"


@dataclass(frozen=True, slots=True)
class Held:
    """What is left of one credit, in minor units, or what it owes back."""

    credit_id: RebateCreditId
    rated_from: date
    use_until: date | None
    left: int
    owed_back: int = 0


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken of one credit, in minor units; negative is given to it."""

    credit_id: RebateCreditId
    amount: int


def in_order(held: Sequence[Held]) -> list[Held]:
    """Return credits as they are used: what ends first, then what was earned first."""
    return sorted(
        held, key=lambda each: (each.use_until or date.max, each.rated_from, each.credit_id)
    )


def taken_from(held: Sequence[Held], wanted: int) -> list[Taken]:
    """Return what is taken of each credit so that it adds up to what is wanted.

    Raises:
        ValueError: nothing is wanted, or more than is left of all of them.
    """
    if not 0 < wanted <= sum(each.left for each in held):
        message = f"{wanted} cannot be taken of {[each.left for each in held]}"
        raise ValueError(message)
    taken: list[Taken] = []
    for each in in_order(held):
        part = min(each.left, wanted - sum(one.amount for one in taken))
        taken.append(Taken(each.credit_id, part))
    return [each for each in taken if each.amount]


def made_up(held: Sequence[Held]) -> list[Taken]:
    """Return how what is left of some makes up for what others owe back; it adds up to nothing."""
    moved = min(sum(each.owed_back for each in held), sum(each.left for each in held))
    if not moved:
        return []
    owing = [Held(e.credit_id, e.rated_from, e.use_until, e.owed_back) for e in held]
    given = [Taken(one.credit_id, -one.amount) for one in taken_from(owing, moved)]
    return [*taken_from(held, moved), *given]
