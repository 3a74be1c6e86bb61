"""Coupons, by which buyers have an offer."""

from collections.abc import Mapping
from typing import Annotated

import strawberry

from tributary import promotions
from tributary.api.graphql.mutations.words import Hands, Refused, input_type, payload, said


@input_type
class AddCouponsInput:
    """Codes that are to let their bearers have an offer."""

    offer_code: str = said("Which offer, by its code; all its versions.")
    codes: list[str] = said("The codes, each once and new; 1,000 at most.")
    uses_max: int = said("How many orders may use each of them.")


@payload
class AddedCoupons:
    """The coupons may be used from now on."""

    offer_code: str = said("Of which offer.")
    added: int = said("How many there are more.")


AddCouponsResult = Annotated[
    AddedCoupons | Refused,
    strawberry.union("AddCouponsResult", description="What became of coupons to be added."),
]


async def add_coupons(hands: Hands, given: AddCouponsInput) -> Mapping[str, object]:
    """Add coupons of an offer."""
    await promotions.add_coupons(
        hands.work, offer_code=given.offer_code, codes=given.codes, uses_max=given.uses_max
    )
    return {"offer_code": given.offer_code, "added": len(given.codes)}
