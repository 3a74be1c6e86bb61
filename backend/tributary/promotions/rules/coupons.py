"""Whether the coupons that a buyer gave count for an order, and why one does not."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, cast

from tributary.kernel import Plain, Refusal
from tributary.promotions.rules.carts import Coupon
from tributary.promotions.rules.kinds import Reason
from tributary.promotions.rules.pricing import Outcome

COUPONS_MAX: Final = 20
"""How many coupons an order may have."""


CODES_MAX: Final = 1_000
"""How many codes are added at once."""

CODE_LENGTH: Final = 60
USES_MAX: Final = 1_000_000


class CouponsFaulty(Refusal):
    """A coupon has no code, is there already, or may be used less than once.

    Correct the codes that the message names.
    """


class CouponRefused(Refusal):
    """A coupon does not count for the order; the message says which one and why.

    Leave the coupon out, or change the order as the message says.
    """


_WORDS: Final[Mapping[Reason, str]] = {
    Reason.NOT_IN_FORCE: "offer {offer} is not in force on that day",
    Reason.OTHER_CURRENCY: "offer {offer} is in another currency",
    Reason.OTHER_GRADE: "offer {offer} is for other grades",
    Reason.NO_SUCH_GOODS: "offer {offer} is for other goods or channels",
    Reason.COUPON_USED_UP: "it is used up",
    Reason.NOTHING_LEFT: "nothing is left that offer {offer} could take off",
    Reason.THRESHOLD_NOT_MET: "{short} more has to be spent for offer {offer}",
    Reason.TOO_FEW_UNITS: "there are too few units for offer {offer}",
    Reason.GIFTS_GONE: "the gifts of offer {offer} are gone",
    Reason.GIFT_TAKEN: "the buyer had the gift of offer {offer} already",
}


def require_counted(
    codes: Sequence[str], coupons: Mapping[str, Coupon], trace: Mapping[str, Plain] | None
) -> None:
    """Make sure that each coupon counts; one whose offer is outdone by a better one may wait.

    Args:
        codes: what the buyer gave.
        coupons: those that exist, with what is left of each before this order.
        trace: how the order was priced; None where no offer of its day is for it.

    Refuses:
        CouponRefused: one is unknown, used up, or its offer does not apply.
    """
    if len(codes) > COUPONS_MAX:
        raise CouponRefused(f"An order has at most {COUPONS_MAX} coupons: leave some out.")
    why = [
        f"Coupon {code} does not count: {reason}."
        for code in dict.fromkeys(codes)
        for reason in _whys(code, coupons.get(code), trace or {})
    ]
    if why:
        raise CouponRefused(" ".join(why))


def _whys(code: str, coupon: Coupon | None, trace: Mapping[str, Plain]) -> Iterator[str]:
    """Yield why a coupon does not count; nothing where it does."""
    steps = cast("Sequence[Mapping[str, Plain]]", trace.get("steps", ()))
    step = next(
        (each for each in steps if coupon and each["offer_code"] == coupon.offer_code), None
    )
    if coupon is None:
        yield "there is no such coupon"
    elif coupon.uses_left < 1:
        yield "it is used up"
    elif step is None:
        yield f"offer {coupon.offer_code} is not for this order on that day"
    elif step["outcome"] == Outcome.APPLIED.value:
        if step["coupon"] not in (None, code):
            yield f"offer {coupon.offer_code} is had by another coupon of this order already"
    elif step["reason"] != Reason.OUTDONE.value:
        figures = cast("Mapping[str, str]", step["figures"])
        short = f"{figures.get('short', '')} {trace['currency']}"
        words = _WORDS.get(Reason(cast("str", step["reason"])), "offer {offer} does not apply")
        yield words.format(offer=coupon.offer_code, short=short)


def require_codes(offer_code: str, codes: Sequence[str], uses_max: int) -> None:
    """Make sure that codes can be given to buyers.

    Refuses:
        CouponsFaulty: there is none or too many, one is empty, blank, long or there twice, or each
            may be used less than once.
    """
    bad = [each for each in codes if not each or each != each.strip() or len(each) > CODE_LENGTH]
    twice = len(set(codes)) < len(codes)
    if bad or twice or not 0 < len(codes) <= CODES_MAX or not 0 < uses_max <= USES_MAX:
        named = f" ({', '.join(repr(each) for each in bad[:3])})" if bad else ""
        raise CouponsFaulty(
            f"These coupons of {offer_code!r} cannot be added{named}: write 1 to {CODES_MAX} "
            f"codes, each once, of at most {CODE_LENGTH} characters without blanks around them, to "
            f"be used 1 to {USES_MAX} times."
        )


__all__ = ["COUPONS_MAX", "CouponRefused", "CouponsFaulty", "require_codes", "require_counted"]
