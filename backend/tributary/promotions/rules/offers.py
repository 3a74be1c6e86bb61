"""An offer: its terms, what it is for, and where it stands among the others."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from tributary.kernel import Money, Rounding
from tributary.promotions.rules.terms import FirstGifts, Kind, Manual, Terms, kind_of

RANK_MAX: Final = 9_999
NAME_MAX: Final = 100


class RoundingRule(StrEnum):
    """How a price with a fraction of the smallest unit becomes whole."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    DOWN = "down"
    UP = "up"

    @property
    def rounding(self) -> Rounding:
        """The arithmetic of it."""
        return Rounding[self.name]


class AfterReturn(StrEnum):
    """What becomes of a discount when part of the goods comes back."""

    KEEP = "keep"
    """Each unit takes back exactly what it was given; the rest keeps its discount."""
    RECOMPUTE = "recompute"
    """What stays is priced anew by the stored offers; the difference is refunded."""
    CHARGE_BACK = "charge_back"
    """The share is refunded, and a discount that what stays no longer earns is charged."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What an offer is for; an empty list leaves nobody and nothing out."""

    skus: tuple[str, ...] = ()
    product_groups: tuple[str, ...] = ()
    stores: tuple[str, ...] = ()
    """Channels by their code."""
    grades: tuple[str, ...] = ()
    """Of the buyer."""

    def covers(self, *, sku: str, product_group: str, store: str) -> bool:
        """Tell whether the offer is for such goods bought there."""
        of_goods = not (self.skus or self.product_groups)
        return (
            of_goods or sku in self.skus or product_group in self.product_groups
        ) and self.is_open_in(store)

    def is_open_in(self, store: str) -> bool:
        """Tell whether the offer is for what is bought there."""
        return not self.stores or store in self.stores

    def is_for(self, grade: str) -> bool:
        """Tell whether a buyer of this grade may have it."""
        return not self.grades or grade in self.grades


@dataclass(frozen=True, slots=True)
class OfferRule:
    """The document of a version: everything that decides what it does to a cart."""

    currency: str
    terms: Terms
    rank: int
    """Offers follow one another from the lowest; each sees the prices that the one before left."""
    group: str = ""
    """Of the offers of one group only the best for the buyer counts; none is empty."""
    scope: Scope = field(default_factory=Scope)
    needs_coupon: bool = False
    cap: Money | None = None
    """The most it takes off one cart."""
    rounding: RoundingRule = RoundingRule.HALF_UP
    after_return: AfterReturn = AfterReturn.KEEP

    @property
    def kind(self) -> Kind:
        """What it does to a cart."""
        return kind_of(self.terms)

    @property
    def counts(self) -> bool:
        """Whether how often it was taken decides who may have it."""
        return isinstance(self.terms, FirstGifts)

    def faults(self) -> Iterator[str]:
        """Say what contradicts itself."""
        if not 0 <= self.rank <= RANK_MAX:
            yield f"rank: it is from 0 to {RANK_MAX}"
        if len(self.group) > NAME_MAX or self.group != self.group.strip():
            yield f"group: at most {NAME_MAX} characters without blanks around them"
        if self.cap is not None and self.cap.minor <= 0:
            yield "cap: it is above zero, or left out"
        if isinstance(self.terms, Manual) and self.group:
            yield "group: what is taken off by hand competes with nothing"
        for name in ("skus", "product_groups", "stores", "grades"):
            listed: tuple[str, ...] = getattr(self.scope, name)
            if len(set(listed)) < len(listed) or not all(each.strip() for each in listed):
                yield f"scope.{name}: each is said once and is not empty"
        yield from (f"terms.{fault}" for fault in self.terms.faults())


@dataclass(frozen=True, slots=True)
class Offer:
    """One version of an offer, in force from a day up to but not including another."""

    code: str
    version: int
    rule: OfferRule
    valid_from: date
    valid_until: date | None = None

    @property
    def place(self) -> tuple[int, str, int]:
        """Where it stands: by rank, then code, then version."""
        return self.rule.rank, self.code, self.version

    def is_in_force_on(self, day: date) -> bool:
        """Tell whether an order of this day may have it."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)
