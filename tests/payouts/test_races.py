import asyncio
from datetime import date

import httpx
import pytest

from tests.conftest import MovingClock
from tests.factories.payouts import make_accounts, open_payout_house, release, submit
from tests.gateways.stripe.running import RunningFake
from tests.payouts.test_sending import EARNED, Payday, payday
from tributary import ledger, payouts
from tributary.gateways.stripe import StripeGateway
from tributary.gateways.stripe.transfers import StripePayoutRail
from tributary.kernel import BrandId, Money, Outage, PayoutItemId, new_id
from tributary.payouts import BatchState, ItemState
from tributary.payouts.ports import PayoutOrder
from tributary.payouts.reactions import resolve_unsettled, send_waiting
from tributary.platform import Desk, invariants

__all__ = ["payday"]


async def cancel(payday: Payday) -> int:
    async with payday.desk.database.work(payday.house.checker, now=payday.clock()) as work:
        return await payouts.cancel_batch(work, batch_id=payday.batch_id, reason="a doubt")


async def test_sending_cancelling_and_looking_up_at_once_pays_or_gives_back(
    payday: Payday, fake: RunningFake
) -> None:
    fake.fault("drop_after", "/v1/transfers")

    await asyncio.gather(
        *(payday.send() for _ in range(3)),
        cancel(payday),
        resolve_unsettled(payday.desk, payday.house.brand_id),
        return_exceptions=True,
    )
    await payday.resolve(times=2, minutes=6)
    payday.clock.move(minutes=2)
    await send_waiting(payday.desk, payday.house.brand_id)

    rows = await payday.items()
    moved = await payday.moved()
    assert {row.state for row in rows.values()} <= {ItemState.PAID, ItemState.CANCELLED}
    assert {code for code, row in rows.items() if row.state is ItemState.PAID} == set(moved)
    assert set(moved.values()) <= {1}
    assert (await payday.batch()).state is BatchState.COMPLETED
    await payday.require_invariants()


async def test_of_releasing_and_cancelling_at_once_one_happens(
    desk: Desk, brand_id: BrandId, fake: RunningFake, clock: MovingClock
) -> None:
    house = await open_payout_house(desk, brand_id, EARNED)
    async with desk.work(brand_id, "test") as work:
        await make_accounts(work, house, {code: fake.new_account() for code in EARNED})
    clock.move(minutes=1)
    batch_id = await submit(desk, house)

    async def stop() -> None:
        async with desk.database.work(house.maker, now=clock()) as work:
            await payouts.cancel_batch(work, batch_id=batch_id, reason="a doubt")

    await asyncio.gather(release(desk, house, batch_id), stop(), return_exceptions=True)
    await send_waiting(desk, brand_id)

    async with desk.database.reading(brand_id) as session:
        batch = await payouts.batch_of(session, brand_id, batch_id)
        progress = await payouts.progress_of(session, brand_id, batch_id)
    assert batch.state in (BatchState.CANCELLED, BatchState.RELEASED)
    assert progress.counts == {ItemState.CANCELLED: 3}
    for proof in await invariants.prove(desk.database, brand_id, payouts.INVARIANTS):
        assert proof.faults == [], proof.invariant.name


async def test_a_payout_settled_after_the_closing_is_booked_on_the_first_open_day(
    payday: Payday,
) -> None:
    async with payday.desk.database.work(payday.house.checker, now=payday.clock()) as work:
        await ledger.close_through(work, date(2027, 12, 31))

    await payday.send()

    async with payday.desk.work(payday.house.brand_id, "test") as work:
        rows = await work.rows(
            "SELECT DISTINCT booked_on FROM transfers WHERE brand_id = :brand "
            "AND reason = 'payout' AND phase = 'post'",
            brand=payday.house.brand_id,
        )
    assert [row.booked_on for row in rows] == [date(2028, 1, 1)]
    assert await payday.states() == {ItemState.PAID: 3}
    await payday.require_invariants()


async def test_a_declined_look_up_proves_nothing_and_is_no_refusal() -> None:
    def decline(_: httpx.Request) -> httpx.Response:
        body = {"error": {"type": "invalid_request_error", "message": "no such thing"}}
        return httpx.Response(400, json=body)

    transport = httpx.MockTransport(decline)
    order = PayoutOrder(PayoutItemId(new_id()), 1, "acct_1", Money.of("1.00", "USD"))
    async with StripeGateway(secret_key="sk_test_x", transport=transport) as gateway:
        with pytest.raises(Outage, match="no such thing"):
            await StripePayoutRail(gateway).find(order)
