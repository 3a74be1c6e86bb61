"""Documents of offers: read into a rule, and written from one."""

from collections.abc import Mapping, Sequence
from typing import cast

from tributary.kernel import EXPONENTS, Plain, Refusal, plain, read_noting
from tributary.promotions.rules.offers import OfferRule
from tributary.promotions.rules.terms import TERMS_OF, Kind


class OfferFaulty(Refusal):
    """The document of an offer cannot be read or contradicts itself.

    The message lists every fault with its place; mend them all and save it again.
    """


def rule_from(document: Plain, others: Sequence[str] = ()) -> OfferRule:
    """Read the document of an offer.

    Args:
        document: what somebody wrote.
        others: what is wrong beside it, to be said at the same time.

    Refuses:
        OfferFaulty: something is missing, unknown, of another type, or contradicts itself.
    """
    found: list[str] = []
    rule = _rule(document, found)
    if rule is not None and not found:
        found += rule.faults()
    faults = [*others, *found]
    if rule is None or faults:
        raise OfferFaulty(f"The offer has {len(faults)} fault(s): {'; '.join(faults)}.")
    return rule


def document_of(rule: OfferRule) -> dict[str, Plain]:
    """Return the document of an offer: reading it again gives the same rule."""
    written = cast("dict[str, Plain]", plain(rule))
    return {"kind": rule.kind.value} | written


def _rule(document: Plain, faults: list[str]) -> OfferRule | None:
    if not isinstance(document, Mapping):
        faults.append("document: it is an object")
        return None
    stated = dict(document)
    kind = stated.pop("kind", None)
    currency = stated.get("currency")
    if not isinstance(currency, str) or currency not in EXPONENTS:
        faults.append(f"currency: {currency!r} is not an active ISO 4217 currency")
        currency = "CNY"
    if kind not in set(Kind):
        known = ", ".join(Kind)
        faults.append(f"kind: {kind!r} is none of {known}")
        return None
    terms = TERMS_OF[Kind(cast("str", kind))]
    return read_noting(faults, OfferRule, stated, currency, {"terms": terms})
