"""What an offer is, what it does to a cart, and what a return takes back of it."""

from tributary.promotions.rules.carts import (
    Cart,
    CartLine,
    CountedSoFar,
    Coupon,
    ManualDiscount,
)
from tributary.promotions.rules.documents import (
    OfferFaulty,
    Plain,
    document_of,
    plain,
    rule_from,
)
from tributary.promotions.rules.kinds import Reason
from tributary.promotions.rules.offers import AfterReturn, Offer, OfferRule, RoundingRule, Scope
from tributary.promotions.rules.pricing import (
    Allocation,
    Borne,
    CartFaulty,
    Outcome,
    PricedLine,
    Pricing,
    Step,
    price,
)
from tributary.promotions.rules.refunds import Refund, refund_of
from tributary.promotions.rules.schema import SCHEMA_OF_OFFERS
from tributary.promotions.rules.terms import (
    Bearer,
    BuyGet,
    CostShare,
    Counted,
    CrossStore,
    FirstGifts,
    Gift,
    Kind,
    Manual,
    NthUnit,
    Percentage,
    Pooling,
    RoleLimit,
    SpendSave,
)
from tributary.promotions.rules.traces import is_replayed, replay, trace_of

__all__ = [
    "SCHEMA_OF_OFFERS",
    "AfterReturn",
    "Allocation",
    "Bearer",
    "Borne",
    "BuyGet",
    "Cart",
    "CartFaulty",
    "CartLine",
    "CostShare",
    "Counted",
    "CountedSoFar",
    "Coupon",
    "CrossStore",
    "FirstGifts",
    "Gift",
    "Kind",
    "Manual",
    "ManualDiscount",
    "NthUnit",
    "Offer",
    "OfferFaulty",
    "OfferRule",
    "Outcome",
    "Percentage",
    "Plain",
    "Pooling",
    "PricedLine",
    "Pricing",
    "Reason",
    "Refund",
    "RoleLimit",
    "RoundingRule",
    "Scope",
    "SpendSave",
    "Step",
    "document_of",
    "is_replayed",
    "plain",
    "price",
    "refund_of",
    "replay",
    "rule_from",
    "trace_of",
]
