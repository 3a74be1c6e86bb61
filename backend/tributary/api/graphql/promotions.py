"""Offers in the graph: drafts, versions in force and over, and how they priced an order."""

from datetime import date, datetime
from enum import Enum

from tributary import orders, promotions
from tributary.api.graphql.refs import OrderRef, UserRef
from tributary.api.graphql.words import (
    ANYONE,
    STAFF,
    CurrencyCode,
    Document,
    Money,
    Node,
    Nothing,
    Through,
    column,
    condition,
    described,
    enum_type,
    filter_input,
    money,
    one,
    table,
)

enum_type(
    promotions.Kind,
    "What an offer does to an order.",
    name="OfferKind",
    spend_save="Spend so much, save so much.",
    percentage="Pay a percentage of the price.",
    nth_unit="Every so many-th unit costs a percentage.",
    buy_get="Buy so many, get others free, or a gift.",
    first_gifts="The first so many get a gift.",
    cross_store="Spend so much in several stores, save so much; the cost is split.",
    manual="Somebody takes something off by hand.",
)


@described(newest="What begins last, first.", rank="As they follow one another.")
class OfferSort(Enum):
    """Orders of offers."""

    NEWEST = "date valid_from desc"
    RANK = "bigint rank asc"


@described(newest="What was changed last, first.")
class OfferDraftSort(Enum):
    """Orders of drafts."""

    NEWEST = "timestamptz changed_at desc"


@filter_input
class OfferFilter:
    """Which versions of offers."""

    code: str | None = condition("{t}.code = {v}", "Of this offer.")
    on: date | None = condition(
        "({t}.valid_from <= {v} AND ({t}.valid_until IS NULL OR {t}.valid_until > {v}))",
        "In force on this day.",
    )


@table("offers", scope=Nothing())
class Offer(Node):
    """A version of an offer, which nobody edits."""

    code: str = column("code", STAFF, "What its versions have in common.")
    version: int = column("version", STAFF, "Which version, from 1.")
    name: str = column("name", STAFF, "What people call it.")
    kind: promotions.Kind = column("kind", STAFF, "What it does.")
    currency: CurrencyCode = column("currency", STAFF, "Of all its amounts.")
    rank: int = column("rank", STAFF, "Offers follow one another from the lowest.")
    stacking_group: str = column(
        "stacking_group", STAFF, "Of one group only the best for the buyer counts; empty for none."
    )
    needs_coupon: bool = column("needs_coupon", STAFF, "Whether the buyer has to give a code.")
    valid_from: date = column("valid_from", STAFF, "The first day of orders that have it.")
    valid_until: date | None = column("valid_until", STAFF, "The first day it is over.")
    document: Document = column("document", STAFF, "Everything it says.")
    activated_at: datetime = column("activated_at", STAFF, "When it was put in force.")


@table("offer_drafts", scope=Nothing())
class OfferDraft(Node):
    """An offer that no order has yet."""

    code: str = column("code", STAFF, "The offer it becomes a version of.")
    name: str = column("name", STAFF, "What people call it.")
    kind: promotions.Kind = column("kind", STAFF, "What it does.")
    valid_from: date = column("valid_from", STAFF, "The first day of orders that are to have it.")
    valid_until: date | None = column("valid_until", STAFF, "The first day it is to be over.")
    document: Document = column("document", STAFF, "Everything it says.")
    changed_at: datetime = column("changed_at", STAFF, "When it was saved.")


@described(newest="What was added last, first.", code="By their code.")
class CouponSort(Enum):
    """Orders of coupons."""

    NEWEST = "timestamptz created_at desc"
    CODE = "text code asc"


@filter_input
class CouponFilter:
    """Which coupons."""

    code: str | None = condition("{t}.code = {v}", "With exactly this code.")
    offer_code: str | None = condition("{t}.offer_code = {v}", "Of this offer.")
    is_used_up: bool | None = condition(
        "({t}.used >= {t}.uses_max) = {v}", "Whether nothing is left of it."
    )


@table("coupons", scope=Nothing())
class Coupon(Node):
    """A code that lets its bearer have an offer, so many times."""

    code: str = column("code", STAFF, "What the buyer gives.")
    offer_code: str = column("offer_code", STAFF, "The offer it is for, in all its versions.")
    uses_max: int = column("uses_max", STAFF, "How many orders may use it.")
    used: int = column("used", STAFF, "How many do; a cancelled order gives its use back.")
    created_at: datetime = column("created_at", STAFF, "When it was added.")


_GIFTS = """
    (SELECT coalesce(jsonb_agg(jsonb_build_object(
       'offer_code', f.code, 'sku', m.sku, 'quantity', m.quantity, 'on_payment', m.on_payment,
       'is_taken', EXISTS (
         SELECT 1 FROM offer_claims k
         WHERE k.brand_id = {t}.brand_id AND k.order_id = m.order_id AND k.offer_id = m.offer_id
           AND k.released_at IS NULL)) ORDER BY f.code COLLATE "C"), CAST('[]' AS jsonb))
     FROM order_promises m JOIN offers f ON f.brand_id = {t}.brand_id AND f.id = m.offer_id
     WHERE m.brand_id = {t}.brand_id AND m.order_id = {t}.order_id AND m.sku IS NOT NULL)
"""


_TOLD = ", ".join(f"'{reason}'" for reason in promotions.TOLD_TO_BUYERS)
_MISSED = f"""
    (SELECT coalesce(jsonb_agg(s.step ORDER BY s.place), CAST('[]' AS jsonb))
     FROM jsonb_array_elements({{t}}.document -> 'steps') WITH ORDINALITY AS s (step, place)
     WHERE s.step ->> 'reason' IN ({_TOLD}) AND NOT EXISTS (
       SELECT 1 FROM offers f
       WHERE f.brand_id = {{t}}.brand_id AND f.code = s.step ->> 'offer_code'
         AND f.version = CAST(s.step ->> 'version' AS integer) AND f.needs_coupon))
"""  # noqa: S608  Reasons are words of ours.


@table("order_traces", scope=Through("Order", "order_id"), key=("order_id",))
class OrderTrace:
    """How offers priced an order, as it was when it was placed."""

    discount: Money = money("discount_minor", ANYONE, "What offers took off.")
    applied: Document = column(
        """jsonb_path_query_array({t}.document, '$.steps[*] ? (@.outcome == "applied")')""",
        ANYONE,
        "The steps that took something off or promised a gift, in their order.",
    )
    missed: Document = column(
        _MISSED,
        ANYONE,
        "The steps of offers that are for the buyer without a coupon and took nothing off, with"
        " why, in their order.",
    )
    gifts: Document = column(
        _GIFTS,
        ANYONE,
        "What is given beside the goods: offer, SKU, quantity, whether it waits for the payment,"
        " and whether it was taken.",
    )
    document: Document = column(
        "document", STAFF, "The cart, each offer's step with its reason, and the lines."
    )


enum_type(
    orders.DiscountState,
    "Where a discount by hand stands.",
    waiting="Somebody else has to approve it.",
    approved="The order is priced with it.",
    refused="It is not given.",
)


@described(newest="What was asked for last, first.")
class DiscountRequestSort(Enum):
    """Orders of requests."""

    NEWEST = "timestamptz asked_at desc"


@filter_input
class DiscountRequestFilter:
    """Which requests."""

    states: list[orders.DiscountState] | None = condition(
        "{t}.state = ANY({v})", "In one of these states."
    )


@table("discount_requests", scope=Through("Order", "order_id"))
class DiscountRequest(Node):
    """A discount that somebody asked for at an order."""

    position: int | None = column("position", STAFF, "The line; none for the whole order.")
    offer_code: str = column("offer_code", STAFF, "The offer that says who may give how much.")
    amount: Money = money("amount_minor", STAFF, "What is to be taken off, net of tax.")
    reason: str = column("reason", STAFF, "Why.")
    state: orders.DiscountState = column("state", STAFF, "Where it stands.")
    role: str = column("role", STAFF, "By which role it was asked for.")
    asked_at: datetime = column("asked_at", STAFF, "When.")
    decided_at: datetime | None = column(
        "decided_at", STAFF, "When somebody else decided; never within the own limit."
    )
    decided_role: str | None = column("decided_role", STAFF, "By which role it was approved.")
    answer: str | None = column("answer", STAFF, "Why it was refused.")
    order: OrderRef | None = one("order_id", STAFF, "At which order.")
    asked_by: UserRef | None = one("asked_by", STAFF, "Who asked.")
    decided_by: UserRef | None = one("decided_by", STAFF, "Who decided.")


__all__ = [
    "Coupon",
    "CouponFilter",
    "CouponSort",
    "DiscountRequest",
    "DiscountRequestFilter",
    "DiscountRequestSort",
    "Offer",
    "OfferDraft",
    "OfferDraftSort",
    "OfferFilter",
    "OfferSort",
    "OrderTrace",
]
