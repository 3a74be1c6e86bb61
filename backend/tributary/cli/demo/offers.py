"""What offers the demo brand has: a coupon, a gift on payment, one given by hand, and a draft."""

from datetime import date
from typing import Final

from tributary import channels, identity, orders, parties, promotions
from tributary.cli.demo import goods, people, sales
from tributary.kernel import Actor, BrandId, Money, Plain
from tributary.orders import DiscountDraft, LineDraft
from tributary.platform import Desk, Work
from tributary.promotions import OfferDraft

_WELCOME: Final[Plain] = {
    "kind": "spend_save",
    "currency": goods.CURRENCY,
    "terms": {"threshold": "3000.00", "saving": "200.00", "repeat": True},
    "rank": 10,
    "cap": "1000.00",
    "needs_coupon": True,
    "after_return": "recompute",
}

_SECOND: Final[Plain] = {
    "kind": "nth_unit",
    "currency": goods.CURRENCY,
    "terms": {"nth": 2, "pays": "50", "repeat": True, "pooling": "sku"},
    "rank": 20,
    "after_return": "charge_back",
}

_BY_HAND: Final[Plain] = {
    "kind": "manual",
    "currency": goods.CURRENCY,
    "terms": {
        "limits": [
            {"role": "salesperson", "rate_max": "5"},
            {"role": "sales_manager", "rate_max": "15"},
            {"role": "finance_director", "rate_max": "30"},
            {"role": "owner", "rate_max": "100"},
        ]
    },
    "rank": 90,
}

_FIRST: Final[Plain] = {
    "kind": "first_gifts",
    "currency": goods.CURRENCY,
    "terms": {
        "limit": 20,
        "counted": "paid_orders",
        "threshold": "20000.00",
        "gift": {"sku": "QL-BD-120", "quantity": 2, "worth": "176.00"},
    },
    "rank": 80,
}

COUPONS: Final = ["WELCOME-2026", "WELCOME-TEA", "WELCOME-CUP"]


async def make_offers(work: Work, first_day: date) -> None:
    """Put three offers in force, and leave another one a draft."""
    welcome = OfferDraft("WELCOME", "新客满减 Welcome saving", first_day, _WELCOME)
    await promotions.save_draft(work, welcome)
    await promotions.activate(work, welcome.code)
    await promotions.add_coupons(work, offer_code=welcome.code, codes=COUPONS, uses_max=100)
    by_hand = OfferDraft("BY-HAND", "人工折扣 Discount by hand", first_day, _BY_HAND)
    await promotions.save_draft(work, by_hand)
    await promotions.activate(work, by_hand.code)
    first = OfferDraft("FIRST-20", "前二十单付款送枕 Pillows for the first paid", first_day, _FIRST)
    await promotions.save_draft(work, first)
    await promotions.activate(work, first.code)
    second = OfferDraft("SECOND", "第二件半价 Second unit at half price", first_day, _SECOND)
    await promotions.save_draft(work, second)


async def ask_for_discount(desk: Desk, brand_id: BrandId, today: date) -> None:
    """Let a salesperson ask for more than her role may give, at an order that waits to be sent."""
    async with desk.database.reading(brand_id) as session:
        members = await identity.members_of(session, brand_id)
    (seller,) = (each.user_id for each in members if each.email == people.SELLER)
    actor = Actor(brand_id=brand_id, user_id=seller, origin="demo")
    async with desk.database.work(actor, now=desk.clock()) as work:
        channel = await channels.channel_by_code(work.session, brand_id, sales.WHOLESALE)
        source = channels.source_of(channel)
        buyer, *_ = people.LOOKED_AFTER[people.SELLER]
        order_id = await channels.place_order(
            work,
            channel_id=source.channel_id,
            distributor_id=parties.party_id_of(brand_id, buyer),
            reference="PO-88",
            lines=[LineDraft("QL-BD-120", 40), LineDraft("QL-BD-121", 12)],
            today=today,
        )
        asked = DiscountDraft(
            Money.of("600.00", goods.CURRENCY), "老客户开新店 An old friend opens a second shop"
        )
        await orders.ask_discount(work, source, order_id=order_id, draft=asked)
