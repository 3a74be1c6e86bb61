"""The part of the mutation type that is about offers."""

import strawberry

from tributary.api.graphql.mutations import coupons, promotions
from tributary.api.graphql.mutations import words as w


@strawberry.type(description="What can be done with offers.")
class Promoting:
    """What can be done with offers."""

    save_offer_draft: promotions.SaveOfferDraftResult | None = w.deed(
        promotions.save_offer_draft,
        takes=promotions.SaveOfferDraftInput,
        gives=promotions.SavedOfferDraft,
        policy=w.PROMOTING,
        reach=w.NOBODYS,
        description="Save the draft of an offer; the one there was is written over.",
    )
    drop_offer_draft: promotions.DropOfferDraftResult | None = w.deed(
        promotions.drop_offer_draft,
        takes=promotions.DropOfferDraftInput,
        gives=promotions.DroppedOfferDraft,
        policy=w.PROMOTING,
        reach=w.NOBODYS,
        description="Throw the draft of an offer away.",
    )
    preview_offer: promotions.PreviewOfferResult | None = w.deed(
        promotions.preview_offer,
        takes=promotions.PreviewOfferInput,
        gives=promotions.OfferPreview,
        policy=w.PROMOTING,
        reach=w.NOBODYS,
        description="Show what an offer would do to a cart.",
    )
    activate_offer: promotions.ActivateOfferResult | None = w.deed(
        promotions.activate_offer,
        takes=promotions.ActivateOfferInput,
        gives=promotions.ActivatedOffer,
        policy=w.PROMOTING,
        reach=w.NOBODYS,
        description="Put the draft of an offer in force; nobody edits it any more.",
    )
    end_offer: promotions.EndOfferResult | None = w.deed(
        promotions.end_offer,
        takes=promotions.EndOfferInput,
        gives=promotions.EndedOffer,
        policy=w.PROMOTING,
        reach=w.NOBODYS,
        description="Let a version of an offer end.",
    )
    add_coupons: coupons.AddCouponsResult | None = w.deed(
        coupons.add_coupons,
        takes=coupons.AddCouponsInput,
        gives=coupons.AddedCoupons,
        policy=w.PROMOTING,
        reach=w.NOBODYS,
        description="Add coupons, by which buyers have an offer.",
    )
