import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace

import pytest

from tests.conftest import MovingClock
from tests.factories.payouts import (
    USD,
    House,
    balance_of,
    make_accounts,
    open_payout_house,
    release,
    submit,
)
from tests.gateways.stripe.running import RunningFake
from tributary import payouts
from tributary.gateways.stripe.transfers import StripePayoutRail
from tributary.kernel import BrandId, Money, Outage, PayoutBatchId
from tributary.payouts import BatchState, ItemRow, ItemState, PayoutRail, Progress
from tributary.payouts.operations import claim_ready, settle
from tributary.payouts.reactions import resolve_unsettled, send_batch, send_waiting
from tributary.payouts.rules import paid
from tributary.platform import Desk, invariants, outbox

EARNED = {"D1": "10.00", "D2": "25.00", "D3": "3.00"}
NONE = Money.of("0", USD)

FAULTS = [
    "conflict",
    "error_before",
    "error_stored",
    "error_after",
    "drop_before",
    "drop_after",
    "hang_before",
    "hang_after",
]
"""After each of these we do not know whether money moved."""


@dataclass
class Payday:
    """A released batch over three payees, and the worker's desk."""

    desk: Desk
    house: House
    batch_id: PayoutBatchId
    fake: RunningFake
    clock: MovingClock

    async def send(self) -> None:
        await send_batch(self.desk, self.house.brand_id, self.batch_id)

    async def resolve(self, *, times: int = 1, **span: int) -> None:
        for _ in range(times):
            self.clock.move(**(span or {"seconds": 31}))
            await resolve_unsettled(self.desk, self.house.brand_id)

    async def items(self) -> Mapping[str, ItemRow]:
        async with self.desk.database.reading(self.house.brand_id) as session:
            rows = await payouts.items_of(session, self.house.brand_id, self.batch_id)
        return {row.code: row for row in rows}

    async def progress(self) -> Progress:
        async with self.desk.database.reading(self.house.brand_id) as session:
            return await payouts.progress_of(session, self.house.brand_id, self.batch_id)

    async def states(self) -> Mapping[ItemState, int]:
        return (await self.progress()).counts

    async def batch(self) -> payouts.Batch:
        async with self.desk.database.reading(self.house.brand_id) as session:
            return await payouts.batch_of(session, self.house.brand_id, self.batch_id)

    async def moved(self) -> Counter[str]:
        """Count the transfers at the fake by payee code."""
        codes = {str(row.item_id): code for code, row in (await self.items()).items()}
        references = [
            transfer["metadata"]["tributary_reference"]
            for transfer in self.fake.objects("transfer")
        ]
        return Counter(codes[each] for each in references if each in codes)

    async def require_invariants(self) -> None:
        for proof in await invariants.prove(
            self.desk.database, self.house.brand_id, payouts.INVARIANTS
        ):
            assert proof.faults == [], proof.invariant.name


async def make_payday(
    desk: Desk, brand_id: BrandId, fake: RunningFake, clock: MovingClock, **accounts: str
) -> Payday:
    house = await open_payout_house(desk, brand_id, EARNED)
    destinations = {code: accounts.get(code) or fake.new_account() for code in EARNED}
    async with desk.work(brand_id, "test") as work:
        await make_accounts(work, house, destinations)
    clock.move(minutes=1)
    batch_id = await submit(desk, house)
    await release(desk, house, batch_id)
    clock.move(minutes=1)
    return Payday(desk, house, batch_id, fake, clock)


@pytest.fixture
async def payday(desk: Desk, brand_id: BrandId, fake: RunningFake, clock: MovingClock) -> Payday:
    return await make_payday(desk, brand_id, fake, clock)


@pytest.fixture
async def hurried_desk(desk: Desk, fake: RunningFake) -> AsyncIterator[Desk]:
    """A desk whose rail gives up after a second and makes one call at a time."""
    async with fake.gateway(read_seconds=1) as gateway:
        yield replace(desk, ports={PayoutRail: StripePayoutRail(gateway, in_flight_max=1)})


async def test_the_release_sends_everything_and_completes_the_batch(payday: Payday) -> None:
    await outbox.deliver_all(payday.desk, payday.house.brand_id)

    assert await payday.states() == {ItemState.PAID: 3}
    assert await payday.moved() == {"D1": 1, "D2": 1, "D3": 1}
    assert (await payday.batch()).state is BatchState.COMPLETED
    for distributor_id in payday.house.payees.values():
        balance = await balance_of(payday.desk, payday.house.brand_id, distributor_id)
        assert (balance.on_credit, balance.pending_debits) == (NONE, NONE)
    await payday.require_invariants()


@pytest.mark.parametrize("mode", FAULTS)
async def test_an_unknown_outcome_is_looked_up_and_paid_exactly_once(
    payday: Payday, mode: str, fake: RunningFake, hurried_desk: Desk
) -> None:
    payday.desk = hurried_desk
    fake.fault(mode, "/v1/transfers", milliseconds=1300)

    await payday.send()
    assert await payday.states() == {ItemState.UNKNOWN: 1, ItemState.PAID: 2}
    await payday.resolve()
    await asyncio.sleep(0.4 if mode.startswith("hang") else 0)
    await send_waiting(payday.desk, payday.house.brand_id)
    await payday.resolve(times=2)
    payday.clock.move(minutes=2)
    await send_waiting(payday.desk, payday.house.brand_id)

    assert await payday.states() == {ItemState.PAID: 3}
    assert await payday.moved() == {"D1": 1, "D2": 1, "D3": 1}
    assert (await payday.batch()).state is BatchState.COMPLETED
    await payday.require_invariants()


async def test_only_a_spent_key_raises_the_generation(payday: Payday, fake: RunningFake) -> None:
    fake.fault("error_stored", "/v1/transfers")
    fake.fault("error_before", "/v1/transfers")

    await payday.send()
    await payday.resolve(times=2)
    await payday.send()

    async with payday.desk.work(payday.house.brand_id, "test") as work:
        rows = await work.rows("SELECT generation FROM payout_items ORDER BY generation")
    assert [row.generation for row in rows] == [1, 1, 2]
    assert await payday.states() == {ItemState.PAID: 3}


async def test_a_call_still_running_at_the_rail_keeps_the_key(
    payday: Payday, fake: RunningFake, hurried_desk: Desk
) -> None:
    payday.desk = hurried_desk
    fake.fault("hang_before", "/v1/transfers", milliseconds=2500)

    await payday.send()
    await payday.resolve()

    assert await payday.states() == {ItemState.UNKNOWN: 1, ItemState.PAID: 2}
    assert sum((await payday.moved()).values()) == 2
    await asyncio.sleep(1.6)
    await payday.resolve()
    assert await payday.moved() == {"D1": 1, "D2": 1, "D3": 1}


async def test_too_many_calls_wait_and_are_sent_later(payday: Payday, fake: RunningFake) -> None:
    fake.fault("rate_limited", "/v1/transfers", times=2)

    with pytest.raises(Outage, match="429"):
        await payday.send()
    assert ItemState.UNKNOWN not in await payday.states()
    await payday.send()

    assert await payday.states() == {ItemState.PAID: 3}
    assert await payday.moved() == {"D1": 1, "D2": 1, "D3": 1}


async def test_what_the_rail_declines_fails_and_its_reservation_is_given_back(
    desk: Desk, brand_id: BrandId, fake: RunningFake, clock: MovingClock
) -> None:
    payday = await make_payday(desk, brand_id, fake, clock, D2="acct_nobody")

    await payday.send()

    items = await payday.items()
    assert items["D2"].state is ItemState.FAILED
    assert items["D2"].reason == "No such destination: '•••• body'"
    assert await payday.moved() == {"D1": 1, "D3": 1}
    balance = await balance_of(desk, brand_id, payday.house.payees["D2"])
    assert balance.available_on_credit == Money.of("25.00", USD)
    assert (await payday.batch()).state is BatchState.COMPLETED
    await payday.require_invariants()


async def test_a_worker_that_was_overtaken_writes_nothing(payday: Payday) -> None:
    desk, brand_id = payday.desk, payday.house.brand_id
    async with desk.work(brand_id, "slow worker") as work:
        (claim, *_) = await claim_ready(
            work, batch_id=payday.batch_id, budget=Money.of("99.00", USD), limit=1
        )
    await payday.send()
    await payday.resolve(minutes=6)

    async with desk.work(brand_id, "slow worker") as work:
        written = await settle(work, [paid(claim, "tr_of_the_slow_one")])

    assert written == 0
    assert await payday.states() == {ItemState.PAID: 3}
    assert await payday.moved() == {"D1": 1, "D2": 1, "D3": 1}
    await payday.require_invariants()


async def test_an_item_whose_worker_died_is_left_alone_until_it_is_stale(payday: Payday) -> None:
    async with payday.desk.work(payday.house.brand_id, "dead worker") as work:
        await claim_ready(work, batch_id=payday.batch_id, budget=Money.of("99.00", USD), limit=3)

    await payday.resolve(minutes=4)
    assert await payday.states() == {ItemState.SENDING: 3}
    await payday.resolve(minutes=2)

    assert await payday.states() == {ItemState.PAID: 3}
    assert await payday.moved() == {"D1": 1, "D2": 1, "D3": 1}


async def test_six_workers_at_once_pay_everybody_once(payday: Payday) -> None:
    await asyncio.gather(*(payday.send() for _ in range(6)))

    assert await payday.states() == {ItemState.PAID: 3}
    assert await payday.moved() == {"D1": 1, "D2": 1, "D3": 1}
    await payday.require_invariants()


async def test_a_hold_after_the_release_keeps_the_item_waiting(payday: Payday) -> None:
    async with payday.desk.work(payday.house.brand_id, "test") as work:
        rows = await work.rows(
            "SELECT id FROM payee_accounts WHERE distributor_id = :id",
            id=payday.house.payees["D1"],
        )
        await payouts.put_on_hold(work, payee_account_id=rows[0].id, reason="a doubt")

    await payday.send()

    assert await payday.states() == {ItemState.READY: 1, ItemState.PAID: 2}
    assert (await payday.items())["D1"].reason == "The payee account is on hold: a doubt"
    await payday.require_invariants()


async def test_what_waits_can_be_cancelled_and_the_batch_completes(payday: Payday) -> None:
    await test_a_hold_after_the_release_keeps_the_item_waiting(payday)

    async with payday.desk.database.work(payday.house.checker, now=payday.clock()) as work:
        assert await payouts.cancel_batch(work, batch_id=payday.batch_id, reason="a fraud") == 1
    payday.clock.move(minutes=2)
    await send_waiting(payday.desk, payday.house.brand_id)

    assert (await payday.batch()).state is BatchState.COMPLETED
    balance = await balance_of(payday.desk, payday.house.brand_id, payday.house.payees["D1"])
    assert balance.available_on_credit == Money.of("10.00", USD)
    await payday.require_invariants()
