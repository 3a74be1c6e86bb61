"""Discounts by hand: within the own limit at once, above it by a second person, in the trace."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MovingClock
from tests.factories.channels import Import, csv_of, make_channel, order_row
from tests.factories.offered_orders import FIRST_100, TWELVE, House, OpenWork, open_shop
from tests.factories.orders import ship_all
from tributary import channels, identity, orders, promotions
from tributary.identity import Role
from tributary.identity.rules import SecondPersonMissing
from tributary.kernel import Actor, BrandId, Money, OrderId, UserId
from tributary.orders import (
    BillingTrigger,
    DiscountAboveLimit,
    DiscountAskedAlready,
    DiscountDecided,
    DiscountDraft,
    DiscountUnavailable,
    DiscountUnknown,
    LineDraft,
    OrderBilled,
    OrderState,
    OrderUnderWay,
)
from tributary.platform import Database, Desk, prove

HAND = {
    "kind": "manual",
    "currency": "CNY",
    "rank": 90,
    "terms": {
        "limits": [
            {"role": "salesperson", "rate_max": "5"},
            {"role": "sales_manager", "rate_max": "15"},
            {"role": "owner", "rate_max": "100", "amount_max": "500.00"},
        ]
    },
}


@dataclass
class Counter:
    """A shop that bills on shipment, and the people who may take something off."""

    house: House
    database: Database
    clock: MovingClock
    people: dict[Role, UserId]

    async def ask(
        self,
        role: Role,
        order_id: OrderId,
        amount: str,
        position: int | None = None,
        *,
        currency: str = "CNY",
    ) -> Any:  # noqa: ANN401
        draft = DiscountDraft(Money.of(amount, currency), "an old friend", position)
        async with self._work(role) as work:
            return await orders.ask_discount(
                work, self.house.source, order_id=order_id, draft=draft
            )

    async def approve(self, role: Role, request_id: Any) -> None:  # noqa: ANN401
        async with self._work(role) as work:
            await orders.approve_discount(work, self.house.source, request_id=request_id)

    async def refuse(self, role: Role, request_id: Any) -> None:  # noqa: ANN401
        async with self._work(role) as work:
            await orders.refuse_discount(
                work, self.house.source, request_id=request_id, reason="not that one"
            )

    def _work(self, role: Role) -> Any:  # noqa: ANN401
        brand_id = self.people["brand"]  # type: ignore[index]
        actor = Actor(BrandId(brand_id), self.people[role], "console")
        return self.database.work(actor, now=self.clock())

    async def states(self) -> list[str]:
        rows = await self.house.rows(
            "SELECT state FROM discount_requests WHERE brand_id = :brand ORDER BY asked_at, id"
        )
        return [row[0] for row in rows]


@pytest.fixture
async def counter(
    open_work: OpenWork, database: Database, clock: MovingClock, brand_id: BrandId
) -> Counter:
    house = await open_shop(open_work)
    await house.offer("HAND", HAND)
    shipping = replace(house.source, billing_trigger=BillingTrigger.SHIPMENT)
    people: dict[Any, Any] = {"brand": brand_id}
    async with open_work() as work:
        for role in (Role.SALESPERSON, Role.SALES_MANAGER, Role.OWNER, Role.AUDITOR):
            people[role] = await identity.add_user(
                work,
                email=f"{role.value}@{brand_id.hex}.example",
                name=role.value.title(),
                language="en",
                role=role,
            )
    return Counter(replace(house, source=shipping), database, clock, people)


async def test_within_the_own_limit_the_order_has_it_at_once(counter: Counter) -> None:
    house = counter.house
    await house.offer("TWELVE", TWELVE)
    order_id = await house.place("SO-1", LineDraft("TEA-01", 2), LineDraft("POT-01", 1))

    await counter.ask(Role.SALESPERSON, order_id, "13.00")

    # 310.00 at 88 % are 272.80, of which 5 % are 13.64.
    assert await counter.states() == ["approved"]
    trace = await house.trace(order_id)
    assert trace["total"] == "259.80"
    figures = trace["steps"][-1]["figures"]
    assert (figures["reason"], figures["asked_by"]) == ("an old friend", "Salesperson")
    assert "approved_by" not in figures
    async with house.open_work() as work:
        assert (await orders.replay(work, order_id)).difference is None


async def test_above_it_somebody_else_approves_and_the_trace_names_both(counter: Counter) -> None:
    house = counter.house
    order_id = await house.place("SO-1", LineDraft("TEA-01", 2), LineDraft("POT-01", 1))

    request_id = await counter.ask(Role.SALESPERSON, order_id, "40.00", 2)
    assert await counter.states() == ["waiting"]
    assert await house.discounts("SO-1") == [(0, 14000, 0), (0, 17000, 2210)]
    with pytest.raises(DiscountAskedAlready):
        await counter.ask(Role.SALES_MANAGER, order_id, "1.00")
    with pytest.raises(SecondPersonMissing):
        await counter.approve(Role.SALESPERSON, request_id)
    with pytest.raises(DiscountAboveLimit):
        await counter.approve(Role.SALES_MANAGER, request_id)
    await counter.approve(Role.OWNER, request_id)

    assert await house.discounts("SO-1") == [(0, 14000, 0), (4000, 13000, 1690)]
    figures = (await house.trace(order_id))["steps"][-1]["figures"]
    assert (figures["asked_by"], figures["approved_by"]) == ("Salesperson", "Owner")
    with pytest.raises(DiscountDecided):
        await counter.approve(Role.OWNER, request_id)


async def test_what_is_refused_is_taken_off_again_until_the_order_is_billed(
    counter: Counter,
) -> None:
    house = counter.house
    order_id = await house.place("SO-1", LineDraft("TEA-01", 2))
    request_id = await counter.ask(Role.OWNER, order_id, "40.00")
    assert await house.discounts("SO-1") == [(4000, 10000, 0)]

    await counter.refuse(Role.SALES_MANAGER, request_id)
    assert await house.discounts("SO-1") == [(0, 14000, 0)]
    with pytest.raises(DiscountDecided):
        await counter.refuse(Role.OWNER, request_id)
    again = await counter.ask(Role.OWNER, order_id, "30.00")
    async with house.open_work() as work:
        await ship_all(work, order_id)
    with pytest.raises(OrderBilled):
        await counter.refuse(Role.SALES_MANAGER, again)
    with pytest.raises(OrderBilled):
        await counter.ask(Role.OWNER, order_id, "1.00")

    assert await counter.states() == ["refused", "approved"]
    assert await house.discounts("SO-1") == [(3000, 11000, 0)]


@pytest.mark.parametrize(
    ("amount", "position", "why"),
    [
        ("0.00", None, "above 0"),
        ("140.01", None, "more than the 140.00"),
        ("1.00", 7, "no_such_goods"),
    ],
)
async def test_a_discount_that_nobody_could_give_is_refused_at_once(
    counter: Counter, amount: str, position: int | None, why: str
) -> None:
    order_id = await counter.house.place("SO-1", LineDraft("TEA-01", 2))

    with pytest.raises(DiscountUnavailable, match=why):
        await counter.ask(Role.OWNER, order_id, amount, position)

    assert await counter.states() == []


async def test_without_an_offer_by_hand_or_once_under_way_nothing_is_asked_for(
    counter: Counter,
) -> None:
    house = counter.house
    order_id = await house.place("SO-1", LineDraft("TEA-01", 2))
    async with house.open_work() as work:
        announced = orders.ParcelDraft()
        await orders.record_shipment(
            work, order_id=order_id, draft=announced, today=date(2026, 1, 12)
        )
    with pytest.raises(OrderUnderWay):
        await counter.ask(Role.OWNER, order_id, "1.00")
    with pytest.raises(DiscountUnknown):
        await counter.approve(Role.OWNER, order_id)
    other = await house.place("SO-2", LineDraft("TEA-01", 2))
    with pytest.raises(DiscountUnavailable, match="No offer by hand in EUR"):
        await counter.ask(Role.OWNER, other, "1.00", currency="EUR")


async def test_what_the_order_took_stays_taken_once_and_a_file_that_comes_again_keeps_it(
    counter: Counter, brand_id: BrandId, database: Database, clock: MovingClock, tmp_path: Path
) -> None:
    house = counter.house
    await house.offer("FIRST", FIRST_100)
    async with house.open_work() as work:
        await make_channel(work, "later", billing_trigger=BillingTrigger.SHIPMENT)
    load = Import(
        Desk(database=database, clock=clock), Actor.system(brand_id, "test"), tmp_path, "later"
    )
    await load(csv_of([order_row(quantity="2")]))
    ((order_id,),) = await house.rows("SELECT id FROM orders WHERE brand_id = :brand")
    async with house.open_work() as work:
        source = await channels.source_of_order(work.session, brand_id, order_id)
    shop = replace(counter, house=replace(house, source=source))

    await shop.ask(Role.OWNER, order_id, "20.00")
    assert (await load(csv_of([order_row(quantity="2")]))).orders_unchanged == 1
    await load(csv_of([order_row(quantity="3")]))

    assert await house.discounts("SO-1") == [(2000, 19000, 0)]
    taken = "SELECT taken FROM offer_counters WHERE brand_id = :brand"
    assert await house.rows(taken) == [(1,)]
    faults = [each.faults for each in await prove(database, brand_id, promotions.INVARIANTS)]
    assert faults == [[] for _ in promotions.INVARIANTS]


async def test_a_pending_order_is_confirmed_with_what_it_was_promised_by_hand(
    counter: Counter,
) -> None:
    house = counter.house
    order_id = await house.place("SO-1", LineDraft("TEA-01", 2), state=OrderState.PENDING)

    await counter.ask(Role.OWNER, order_id, "20.00")
    async with house.open_work() as work:
        await orders.confirm(work, order_id=order_id, billing_trigger=BillingTrigger.CONFIRMATION)

    assert await house.rows(
        "SELECT state, total_minor, billable_on FROM orders WHERE brand_id = :brand"
    ) == [("confirmed", 12000, date(2026, 1, 10))]
