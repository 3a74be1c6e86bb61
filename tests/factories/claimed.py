"""A brand with its people, and a shop to which something was released that it has to claim."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from tests.factories.payouts import make_person
from tests.factories.released import Shop, open_shop, released, require_sound
from tributary import rebates
from tributary.identity import Role
from tributary.kernel import Actor, OrderLineId, PartyId, RebateClaimId, RebateCreditId
from tributary.platform import Database
from tributary.rebates import ClaimState

NOW = datetime(2026, 5, 4, 2, tzinfo=UTC)
TODAY = date(2026, 5, 4)


@dataclass
class House:
    """A brand with its people, and a shop to which something was released that it has to claim."""

    database: Database
    shop: Shop
    orders: list[tuple[Any, Any]]
    credit_id: RebateCreditId
    buyer: Actor
    manager: Actor
    accountant: Actor
    director: Actor
    owner: Actor

    def work(self, by: Actor) -> Any:  # noqa: ANN401
        return self.database.work(by, now=NOW)

    async def claim(
        self, *, left_out: Sequence[OrderLineId] = (), note: str = ""
    ) -> rebates.RebateClaimed:
        async with self.work(self.buyer) as work:
            return await rebates.claim(
                work,
                credit_id=self.credit_id,
                distributor_id=self.shop.id,
                today=TODAY,
                left_out=left_out,
                note=note,
            )

    async def agree(
        self, claim_id: RebateClaimId, *people: Actor, first: int = 1
    ) -> ClaimState | None:
        state = None
        for step, person in enumerate(people, start=first):
            async with self.work(person) as work:
                state = await rebates.approve_claim(work, claim_id, step=step, today=TODAY)
        return state

    async def reject(
        self, claim_id: RebateClaimId, by: Actor, step: int, to_step: int | None = None
    ) -> None:
        async with self.work(by) as work:
            await rebates.reject_claim(
                work, claim_id, step=step, to_step=to_step, reason="Photos?", today=TODAY
            )

    async def stands(self, claim_id: RebateClaimId) -> tuple[str, int | None, list[bool]]:
        async with self.work(self.owner) as work:
            await require_sound(work)
            kept = await rebates.claim_by_id(work.session, work.brand_id, claim_id)
        assert kept is not None
        return kept.state.value, kept.step, [step.decided_by is not None for step in kept.steps]

    async def told(self) -> str:
        async with self.work(self.owner) as work:
            await require_sound(work)
            (credit,) = await rebates.credits_of(work.session, work.brand_id, self.shop.id)
        return f"{credit.left.decimal} left, {credit.withheld.decimal} withheld"


async def house_of(database: Database, actor: Actor, **more: Any) -> House:  # noqa: ANN401
    async with database.work(actor, now=NOW) as work:
        shop = await open_shop(work)
        order = await released(work, shop, is_claimed=True, **more)
        (credit,) = await rebates.credits_of(work.session, work.brand_id, shop.id)
        buyer = await make_person(work, "buyer", Role.DISTRIBUTOR_OWNER, party_id=PartyId(shop.id))
        people = [
            await make_person(work, role.value, role)
            for role in (
                *(Role.SALES_MANAGER, Role.ACCOUNTANT, Role.FINANCE_DIRECTOR),
                Role.OWNER,
            )
        ]
        return House(database, shop, [order], credit.credit_id, buyer, *people)
