"""What each kind of offer says: one frozen value per kind, with what is wrong with it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tributary.kernel import Money, Rate

WHOLE: Final = Rate(1_000_000)


class Kind(StrEnum):
    """What an offer does to a cart."""

    SPEND_SAVE = "spend_save"
    PERCENTAGE = "percentage"
    NTH_UNIT = "nth_unit"
    BUY_GET = "buy_get"
    FIRST_GIFTS = "first_gifts"
    CROSS_STORE = "cross_store"
    MANUAL = "manual"


class Counted(StrEnum):
    """What uses up a gift of the first N."""

    ORDERS = "orders"
    """Every confirmed order takes one."""
    PAID_ORDERS = "paid_orders"
    """An order takes one when it is paid, and gives it back when it is not paid any more."""
    BUYERS = "buyers"
    """Every buyer takes one, however often it orders."""


class Pooling(StrEnum):
    """Which units are counted together."""

    SKU = "sku"
    """Those of each SKU by themselves."""
    ALL = "all"
    """All that the offer is for, the dearest first."""


class Bearer(StrEnum):
    """Who pays for a discount."""

    BRAND = "brand"
    STORES = "stores"
    """The stores of the lines, each for its own."""
    PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class SpendSave:
    """Spend the threshold, save an amount: once, or for each time the threshold is reached."""

    threshold: Money
    saving: Money
    repeat: bool

    def faults(self) -> Iterator[str]:
        """Say what is wrong with it."""
        return _threshold_faults(self.threshold, self.saving)


@dataclass(frozen=True, slots=True)
class Percentage:
    """Pay a percentage of the price: 88 is twelve percent off."""

    pays: Rate

    def faults(self) -> Iterator[str]:
        """Say what is wrong with it."""
        return _price_faults(self.pays)


@dataclass(frozen=True, slots=True)
class NthUnit:
    """Every Nth unit costs a percentage of its price: the second at half price."""

    nth: int
    pays: Rate
    repeat: bool
    """Whether every Nth unit, or the first one only."""
    pooling: Pooling

    def faults(self) -> Iterator[str]:
        """Say what is wrong with it."""
        if self.nth < 2:  # noqa: PLR2004  Every first unit would be a percentage price.
            yield "nth: it is the second unit or a later one"
        yield from _price_faults(self.pays)


@dataclass(frozen=True, slots=True)
class Gift:
    """Goods given beside what is bought."""

    sku: str
    quantity: int
    worth: Money
    """What one is worth to the buyer, where offers are compared; never money that anybody owes."""

    def faults(self) -> Iterator[str]:
        """Say what is wrong with it."""
        if not self.sku.strip():
            yield "gift.sku: it says what is given"
        if self.quantity < 1:
            yield "gift.quantity: one unit or more is given"
        if self.worth.minor < 0:
            yield "gift.worth: it is not negative"


@dataclass(frozen=True, slots=True)
class BuyGet:
    """Buy so many units and get others free: of the same goods, the cheaper ones, or a gift."""

    buy: int
    get: int
    """How many of each set are free; unused where a gift is named."""
    repeat: bool
    pooling: Pooling
    gift: Gift | None = None

    def faults(self) -> Iterator[str]:
        """Say what is wrong with it."""
        if self.buy < 1:
            yield "buy: one unit or more is bought"
        if self.gift is None and self.get < 1:
            yield "get: one unit or more is free"
        if self.gift is not None and self.get:
            yield "get: with a gift no unit of the goods is free, so it is 0"
        if self.gift is not None:
            yield from self.gift.faults()


@dataclass(frozen=True, slots=True)
class FirstGifts:
    """The first so many get a gift."""

    limit: int
    counted: Counted
    gift: Gift
    threshold: Money | None = None
    """What must be spent for it; nothing where it is unsaid."""

    def faults(self) -> Iterator[str]:
        """Say what is wrong with it."""
        if self.limit < 1:
            yield "limit: one gift or more is given"
        if self.threshold is not None and self.threshold.minor <= 0:
            yield "threshold: it is above zero, or left out"
        yield from self.gift.faults()


@dataclass(frozen=True, slots=True)
class CostShare:
    """How much of a discount somebody bears."""

    bearer: Bearer
    rate: Rate


@dataclass(frozen=True, slots=True)
class CrossStore:
    """Spend the threshold in several stores together; the cost is split by fixed shares."""

    threshold: Money
    saving: Money
    repeat: bool
    stores_min: int
    shares: tuple[CostShare, ...]

    def faults(self) -> Iterator[str]:
        """Say what is wrong with it."""
        yield from _threshold_faults(self.threshold, self.saving)
        if self.stores_min < 1:
            yield "stores_min: one store or more"
        if any(share.rate.ppm <= 0 for share in self.shares):
            yield "shares: each is above 0 %"
        if len({share.bearer for share in self.shares}) < len(self.shares):
            yield "shares: nobody is named twice"
        total = Rate(sum(share.rate.ppm for share in self.shares))
        if total != WHOLE:
            yield f"shares: they add up to {total}, not to 100 %"


@dataclass(frozen=True, slots=True)
class RoleLimit:
    """How much a role may take off by hand; the lower of the two where both are said."""

    role: str
    rate_max: Rate | None = None
    """Of the goods that the offer is for."""
    amount_max: Money | None = None

    def allowed(self, subtotal: Money) -> Money:
        """Return the most that the role may take off such goods."""
        most = [subtotal]
        if self.rate_max is not None:
            most.append(Money(subtotal.minor * self.rate_max.ppm // WHOLE.ppm, subtotal.currency))
        if self.amount_max is not None:
            most.append(self.amount_max)
        return min(most)


@dataclass(frozen=True, slots=True)
class Manual:
    """A discount that somebody asks for with a reason, as far as their role may give it."""

    limits: tuple[RoleLimit, ...]

    def best_role(self, roles: Collection[str], subtotal: Money) -> str:
        """Return by which of somebody's roles they may take the most off such goods.

        One that may take nothing off where none of them may take something: then somebody else
        has to approve whatever is asked for.
        """
        allowed = {limit.role: limit.allowed(subtotal) for limit in self.limits}
        nothing = Money(0, subtotal.currency)
        return max(sorted(roles), key=lambda role: allowed.get(role, nothing), default="")

    def faults(self) -> Iterator[str]:
        """Say what is wrong with it."""
        if not self.limits:
            yield "limits: at least one role may give a discount"
        if len({limit.role for limit in self.limits}) < len(self.limits):
            yield "limits: no role is named twice"
        for limit in self.limits:
            if limit.rate_max is None and limit.amount_max is None:
                yield f"limits: {limit.role} has neither a rate nor an amount"
            if limit.rate_max is not None and not 0 < limit.rate_max.ppm <= WHOLE.ppm:
                yield f"limits: the rate of {limit.role} is above 0 % and at most 100 %"
            if limit.amount_max is not None and limit.amount_max.minor <= 0:
                yield f"limits: the amount of {limit.role} is above zero"


Terms = SpendSave | Percentage | NthUnit | BuyGet | FirstGifts | CrossStore | Manual

TERMS_OF: Final[dict[Kind, type[Terms]]] = {
    Kind.SPEND_SAVE: SpendSave,
    Kind.PERCENTAGE: Percentage,
    Kind.NTH_UNIT: NthUnit,
    Kind.BUY_GET: BuyGet,
    Kind.FIRST_GIFTS: FirstGifts,
    Kind.CROSS_STORE: CrossStore,
    Kind.MANUAL: Manual,
}


def kind_of(terms: Terms) -> Kind:
    """Return the kind that such terms are of."""
    return next(kind for kind, of in TERMS_OF.items() if of is type(terms))


def _threshold_faults(threshold: Money, saving: Money) -> Iterator[str]:
    if threshold.minor <= 0:
        yield "threshold: it is above zero"
    if saving.minor <= 0:
        yield "saving: it is above zero"
    if saving > threshold:
        yield f"saving: {saving} is more than the {threshold} to be spent"


def _price_faults(pays: Rate) -> Iterator[str]:
    if not 0 <= pays.ppm < WHOLE.ppm:
        yield f"pays: {pays} is not from 0 % to below 100 % of the price"
