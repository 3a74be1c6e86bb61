"""A cart before it is priced, and what of it an offer sees."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tributary.kernel import Money, total_of


@dataclass(frozen=True, slots=True)
class CartLine:
    """So many units of one product."""

    position: int
    sku: str
    product_group: str
    store: str
    """The code of the channel in which it is bought."""
    quantity: int
    unit_price: Money
    given: Money
    """What its source took off already; offers see what is left."""

    @property
    def goods(self) -> Money:
        """Quantity times price."""
        return self.unit_price.times(self.quantity)

    @property
    def canon(self) -> tuple[str, str, str, int, int, int, int]:
        """What orders the lines of a cart, so that theirs decides no cent of the total."""
        return (
            *(self.sku, self.product_group, self.store),
            *(self.unit_price.minor, self.quantity, self.given.minor, self.position),
        )


@dataclass(frozen=True, slots=True)
class Coupon:
    """A code that the buyer gave, and the offer it is for."""

    code: str
    offer_code: str
    uses_left: int
    """How often it may still be used."""


@dataclass(frozen=True, slots=True)
class ManualDiscount:
    """A discount somebody asks for."""

    offer_code: str
    amount: Money
    reason: str
    role: str
    """Of whoever asks."""
    approver_role: str | None = None
    """Of whoever approved it; nobody yet where it is unsaid."""
    position: int | None = None
    """The line it is for; every line that the offer is for where it is unsaid."""
    asked_by: str = ""
    """The name of whoever asks."""
    approved_by: str = ""
    """The name of whoever approved it; empty within the own limit."""


@dataclass(frozen=True, slots=True)
class CountedSoFar:
    """How often a counted offer has been taken."""

    offer_code: str
    version: int
    taken: int
    taken_by_buyer: bool


@dataclass(frozen=True, slots=True)
class Cart:
    """What somebody is about to order, with all that offers ask about it."""

    currency: str
    ordered_on: date
    grade: str
    lines: tuple[CartLine, ...]
    coupons: tuple[Coupon, ...] = ()
    manual: tuple[ManualDiscount, ...] = ()
    counts: tuple[CountedSoFar, ...] = ()
    is_paid: bool = False
    """Whether it is paid by the time it is confirmed."""

    def asked_of(self, offer_code: str) -> ManualDiscount | None:
        """Return what somebody asks to be taken off by an offer; None for nothing."""
        return next((each for each in self.manual if each.offer_code == offer_code), None)

    def faults(self) -> list[str]:
        """Say what makes it no cart."""
        found: list[str] = []
        positions = [line.position for line in self.lines]
        if len(set(positions)) < len(positions):
            found.append("two lines have the same position")
        for line in self.lines:
            amounts = (line.unit_price, line.given)
            if any(amount.currency != self.currency for amount in amounts):
                found.append(f"line {line.position} is not in {self.currency}")
            elif line.quantity < 1 or line.unit_price.minor < 0:
                found.append(f"line {line.position} has no units, or a negative price")
            elif not 0 <= line.given.minor <= line.goods.minor:
                found.append(f"line {line.position} was given more than it is worth")
        return found


@dataclass(frozen=True)
class Basket:
    """The lines that an offer is for, each with what is left of its price."""

    currency: str
    lines: Sequence[CartLine]
    left: Sequence[Money]

    @cached_property
    def subtotal(self) -> Money:
        """What the goods cost before the offer."""
        return total_of(self.left, self.currency)

    @cached_property
    def units(self) -> int:
        """How many units there are."""
        return sum(line.quantity for line in self.lines)

    @cached_property
    def stores(self) -> list[str]:
        """Where they are bought, each once."""
        return sorted({line.store for line in self.lines})

    def pools(self, *, by_sku: bool) -> list[list[tuple[int, int]]]:
        """Return what units cost and how many cost that, the dearest first, pool by pool.

        What is left of a line seldom divides by its units: then the first units cost a cent more.
        """
        found: dict[str, list[tuple[int, int]]] = {}
        for line, left in zip(self.lines, self.left, strict=True):
            pool = found.setdefault(line.sku if by_sku else "", [])
            each, dearer = divmod(left.minor, line.quantity)
            pool += [(each + 1, dearer), (each, line.quantity - dearer)]
        return [sorted((run for run in pool if run[1]), reverse=True) for pool in found.values()]
