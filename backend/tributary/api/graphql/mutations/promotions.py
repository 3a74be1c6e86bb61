"""Offers: drafted, tried on a cart, put in force and ended."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Annotated

import strawberry

from tributary import promotions
from tributary.api.graphql.mutations.words import (
    ID,
    Amount,
    CurrencyCode,
    Hands,
    MoneyType,
    Refused,
    amount_of,
    currency_of,
    input_type,
    key_of,
    optional,
    payload,
    said,
)
from tributary.api.graphql.refs import OfferDraftRef, OfferRef
from tributary.kernel import Money, Plain
from tributary.promotions import Cart, CartLine, Coupon, Offer, OfferFaulty


@input_type
class SaveOfferDraftInput:
    """An offer that no order has yet."""

    code: str = said("The offer it becomes a version of.")
    name: str = said("What people call it.")
    valid_from: date = said("The first day of orders that are to have it.")
    valid_until: date | None = optional("The first day it is to be over; none if unsaid.")
    document: str = said("Everything it says, as JSON: schema/offer.json.")


@payload
class SavedOfferDraft:
    """The draft is kept."""

    offer_draft: OfferDraftRef | None = said("The draft as it is now.")


SaveOfferDraftResult = Annotated[
    SavedOfferDraft | Refused,
    strawberry.union("SaveOfferDraftResult", description="What became of a draft to be saved."),
]


@input_type
class DropOfferDraftInput:
    """A draft that is to be thrown away."""

    code: str = said("Of which offer.")


@payload
class DroppedOfferDraft:
    """The draft is gone; versions stay."""

    code: str = said("Of which offer it was.")


DropOfferDraftResult = Annotated[
    DroppedOfferDraft | Refused,
    strawberry.union("DropOfferDraftResult", description="What became of a draft to be dropped."),
]


@input_type
class ActivateOfferInput:
    """A draft that is to be in force."""

    code: str = said("Of which offer.")


@payload
class ActivatedOffer:
    """The version is in force from its first day on."""

    offer: OfferRef | None = said("The version.")


ActivateOfferResult = Annotated[
    ActivatedOffer | Refused,
    strawberry.union("ActivateOfferResult", description="What became of an offer to be in force."),
]


@input_type
class EndOfferInput:
    """A version that is to end."""

    offer_id: ID = said("Which version.")
    on: date = said("The first day of orders that no longer have it: today or later.")


@payload
class EndedOffer:
    """The version ends on that day."""

    offer: OfferRef | None = said("The version.")


EndOfferResult = Annotated[
    EndedOffer | Refused,
    strawberry.union("EndOfferResult", description="What became of an offer to be ended."),
]


@input_type
class PreviewOfferLineInput:
    """A line of a cart to try an offer on."""

    sku: str = said("The product.")
    product_group: str = said("The group it is in; may be empty.")
    store: str = said("The channel in which it is bought, by its code; may be empty.")
    quantity: int = said("How many units.")
    unit_price: Amount = said("What one costs.")


@input_type
class PreviewOfferInput:
    """A document to be tried on a cart; nothing is written."""

    document: str = said("Everything the offer says, as JSON.")
    currency: CurrencyCode = said("Of the cart.")
    grade: str = said("Of the buyer; may be empty.")
    has_coupon: bool = said("Whether the buyer gives a code.")
    lines: list[PreviewOfferLineInput] = said("What is in the cart.")


@payload
class OfferFigure:
    """A figure that something was computed from."""

    name: str = said("Which figure.")
    value: str = said("As a text.")


@payload
class OfferPreviewLine:
    """What became of a line."""

    position: int = said("Its place in the cart, from 1.")
    discount: MoneyType = said("What is taken off.")
    paid: MoneyType = said("What it costs then.")


@payload
class OfferPreview:
    """What an offer would do to a cart."""

    is_applied: bool = said("Whether it would apply.")
    reason: str | None = said("Why not, as a code.")
    figures: list[OfferFigure] = said("What it was computed from.")
    discount: MoneyType = said("What it would take off.")
    total: MoneyType = said("What the cart would cost.")
    gifts: list[OfferFigure] = said("What would be given: a SKU and how many.")
    lines: list[OfferPreviewLine] = said("The lines in the order they were given.")


PreviewOfferResult = Annotated[
    OfferPreview | Refused,
    strawberry.union("PreviewOfferResult", description="What an offer would do."),
]


async def save_offer_draft(hands: Hands, given: SaveOfferDraftInput) -> Mapping[str, object]:
    """Save the draft of an offer."""
    draft = promotions.OfferDraft(
        given.code, given.name, given.valid_from, _document(given.document), given.valid_until
    )
    return {"offer_draft": await promotions.save_draft(hands.work, draft)}


async def drop_offer_draft(hands: Hands, given: DropOfferDraftInput) -> Mapping[str, object]:
    """Throw the draft of an offer away."""
    await promotions.drop_draft(hands.work, given.code)
    return {"code": given.code}


async def activate_offer(hands: Hands, given: ActivateOfferInput) -> Mapping[str, object]:
    """Put the draft of an offer in force."""
    return {"offer": await promotions.activate(hands.work, given.code)}


async def end_offer(hands: Hands, given: EndOfferInput) -> Mapping[str, object]:
    """Let a version of an offer end."""
    offer_id = key_of("Offer", given.offer_id)
    await promotions.end(hands.work, offer_id=offer_id, on=given.on, today=hands.viewer.today)
    return {"offer": offer_id}


async def preview_offer(hands: Hands, given: PreviewOfferInput) -> Mapping[str, object]:
    """Show what an offer would do to a cart; nothing is written."""
    today = hands.viewer.today
    code = currency_of(given.currency)
    offer = Offer("PREVIEW", 1, promotions.rule_from(_document(given.document)), today)
    cart = Cart(
        currency=code,
        ordered_on=today,
        grade=given.grade,
        lines=tuple(
            CartLine(
                *(place, line.sku, line.product_group, line.store, line.quantity),
                unit_price=amount_of(line.unit_price, code),
                given=Money.zero(code),
            )
            for place, line in enumerate(given.lines, start=1)
        ),
        coupons=(Coupon("PREVIEW", "PREVIEW", 1),) if given.has_coupon else (),
    )
    pricing = promotions.price(cart, [offer])
    (step,) = pricing.steps
    return {
        "is_applied": step.outcome is promotions.Outcome.APPLIED,
        "reason": step.reason.value if step.reason else None,
        "figures": [{"name": name, "value": value} for name, value in step.figures.items()],
        "discount": pricing.discount,
        "total": pricing.total,
        "gifts": [{"name": each.sku, "value": str(each.quantity)} for each in pricing.gifts],
        "lines": [
            {"position": each.line.position, "discount": each.discount, "paid": each.paid}
            for each in pricing.lines
        ],
    }


def _document(text: str) -> Plain:
    """Read what somebody wrote as JSON.

    Refuses:
        OfferFaulty: it is none.
    """
    try:
        found: Plain = json.loads(text)
    except ValueError as unreadable:
        raise OfferFaulty(f"The offer is no JSON: {unreadable}.") from unreadable
    return found
