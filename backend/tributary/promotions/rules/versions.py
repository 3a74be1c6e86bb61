"""What a draft and a version of an offer must be like, and why they are refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tributary.kernel import BrandId, Plain, Refusal, derived_id
from tributary.promotions.rules.documents import OfferFaulty, rule_from
from tributary.promotions.rules.offers import NAME_MAX, OfferRule
from tributary.promotions.rules.terms import Counted, CrossStore, FirstGifts


class OfferUnknown(Refusal):
    """There is no such offer, or no draft of it.

    Look at the code; a draft is gone once it was activated.
    """


class OfferOverlaps(Refusal):
    """Another version of the offer is in force on some of these days.

    Let the new version begin later: one that is open ends by itself on the day before.
    """


class OfferInUse(Refusal):
    """The offer would end on a day that is over, and orders of it may have been priced by it.

    End it today or later; what orders were given stays theirs.
    """


class OfferUsedUp(Refusal):
    """What the order was promised is gone: the last gift or the coupon went to somebody else.

    Cancel the order and place it again; it is priced anew, without what is gone.
    """


@dataclass(frozen=True, slots=True)
class OfferDraft:
    """An offer about to be saved."""

    code: str
    name: str
    valid_from: date
    document: Plain
    valid_until: date | None = None

    def rule(self) -> OfferRule:
        """Return what its document says.

        Refuses:
            OfferFaulty: code, name, period or document are at fault; all of it at once.
        """
        faults: list[str] = []
        if not self.code or self.code != self.code.strip() or len(self.code) > NAME_MAX:
            faults.append(f"code: 1 to {NAME_MAX} characters without blanks around them")
        if not self.name.strip() or len(self.name) > NAME_MAX:
            faults.append(f"name: 1 to {NAME_MAX} characters")
        if self.valid_until is not None and self.valid_until <= self.valid_from:
            faults.append(f"valid_until: {self.valid_until} is not after {self.valid_from}")
        rule = rule_from(self.document, faults)
        beyond = list(_beyond_orders(rule))
        if beyond:
            raise OfferFaulty(f"Orders cannot have such an offer: {'; '.join(beyond)}.")
        return rule


def _beyond_orders(rule: OfferRule) -> Iterator[str]:
    """Say what carts know and the orders of one channel do not, so that nobody waits for it."""
    terms = rule.terms
    if isinstance(terms, FirstGifts) and terms.counted is Counted.PAID_ORDERS:
        # Group and coupon are decided when the order is placed, and the gift is not known by then.
        if rule.group:
            yield "group: a gift for paid orders stands beside other offers, in no group"
        if rule.needs_coupon:
            yield "needs_coupon: a gift for paid orders is given without a coupon"
    if isinstance(terms, CrossStore) and terms.stores_min > 1:
        yield "terms.stores_min: an order is placed in one store"


def offer_id_of(brand_id: BrandId, code: str, version: int) -> UUID:
    """Return the id of a version, whether or not it exists yet."""
    return derived_id("offer", brand_id, code, version)


def draft_id_of(brand_id: BrandId, code: str) -> UUID:
    """Return the id of the draft of a code, whether or not there is one."""
    return derived_id("offer_draft", brand_id, code)


def coupon_id_of(brand_id: BrandId, code: str) -> UUID:
    """Return the id of a coupon by its code."""
    return derived_id("coupon", brand_id, code)


__all__ = [
    "OfferDraft",
    "OfferFaulty",
    "OfferInUse",
    "OfferOverlaps",
    "OfferUnknown",
    "OfferUsedUp",
    "coupon_id_of",
    "draft_id_of",
    "offer_id_of",
]
