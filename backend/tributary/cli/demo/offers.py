"""What offers the demo brand has: one that waits for a coupon, and a draft."""

from datetime import date
from typing import Final

from tributary import promotions
from tributary.cli.demo import goods
from tributary.kernel import Plain
from tributary.platform import Work
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
}

COUPONS: Final = ["WELCOME-2026", "WELCOME-TEA", "WELCOME-CUP"]


async def make_offers(work: Work, first_day: date) -> None:
    """Put an offer in force that waits for its coupon, and leave another one a draft."""
    welcome = OfferDraft("WELCOME", "新客满减 Welcome saving", first_day, _WELCOME)
    await promotions.save_draft(work, welcome)
    await promotions.activate(work, welcome.code)
    await promotions.add_coupons(work, offer_code=welcome.code, codes=COUPONS, uses_max=100)
    second = OfferDraft("SECOND", "第二件半价 Second unit at half price", first_day, _SECOND)
    await promotions.save_draft(work, second)
