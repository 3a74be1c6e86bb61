"""Giving distributors to salespeople, and taking them back."""

from collections.abc import Mapping
from typing import Annotated

import strawberry

from tributary import parties
from tributary.api.graphql.mutations.words import (
    ID,
    Hands,
    Refused,
    input_type,
    key_of,
    payload,
    said,
)
from tributary.api.graphql.refs import DistributorRef
from tributary.kernel import DistributorId, UserId


@input_type
class AssignDistributorInput:
    """A distributor to be given to a salesperson, with everybody below it."""

    distributor_id: ID = said("Which distributor.")
    user_id: ID = said("Which salesperson.")


@payload
class AssignedDistributor:
    """The salesperson sees it from the next request on."""

    distributor: DistributorRef | None = said("The distributor as it is now.")


AssignDistributorResult = Annotated[
    AssignedDistributor | Refused,
    strawberry.union(
        "AssignDistributorResult", description="What became of a distributor to be given."
    ),
]


@input_type
class UnassignDistributorInput:
    """A distributor to be taken from a salesperson."""

    distributor_id: ID = said("Which distributor.")
    user_id: ID = said("Which salesperson.")


@payload
class UnassignedDistributor:
    """The salesperson no longer sees it; that it was given stays written down."""

    distributor: DistributorRef | None = said("The distributor as it is now.")


UnassignDistributorResult = Annotated[
    UnassignedDistributor | Refused,
    strawberry.union(
        "UnassignDistributorResult", description="What became of a distributor to be taken."
    ),
]


async def assign_distributor(hands: Hands, given: AssignDistributorInput) -> Mapping[str, object]:
    """Give a distributor to a salesperson."""
    distributor_id = DistributorId(key_of("Distributor", given.distributor_id))
    user_id = UserId(key_of("User", given.user_id))
    await parties.assign_distributor(hands.work, distributor_id=distributor_id, user_id=user_id)
    return {"distributor": distributor_id}


async def unassign_distributor(
    hands: Hands, given: UnassignDistributorInput
) -> Mapping[str, object]:
    """Take a distributor from a salesperson."""
    distributor_id = DistributorId(key_of("Distributor", given.distributor_id))
    user_id = UserId(key_of("User", given.user_id))
    await parties.unassign_distributor(hands.work, distributor_id=distributor_id, user_id=user_id)
    return {"distributor": distributor_id}
