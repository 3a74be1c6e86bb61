import asyncio
from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from tests.conftest import MovingClock
from tests.factories.payouts import (
    RAIL,
    USD,
    House,
    balance_of,
    earn,
    make_accounts,
    open_payout_house,
    release,
    submit,
)
from tributary import payouts
from tributary.identity import RoleMissing
from tributary.identity.rules import PersonMissing, SecondPersonMissing
from tributary.kernel import BrandId, Currency, Money, PayoutBatchId, new_id
from tributary.payouts import BatchState, Obstacle, Preview
from tributary.platform import Desk, invariants

EARNED = {"D1": "10.00", "D2": "25.00", "D3": "3.00", "D4": "40.00", "D5": "-7.00", "D6": "9.00"}
TEN = Money.of("10.00", USD)


@pytest.fixture
async def house(desk: Desk, brand_id: BrandId) -> House:
    """D1, D2 and D4 can be paid; D4 is on hold, D5 owes, D6 has its account in euro."""
    house = await open_payout_house(desk, brand_id, EARNED)
    async with desk.work(brand_id, "test") as work:
        codes = ["D1", "D2", "D3", "D4", "D5"]
        accounts = await make_accounts(work, house, {code: f"acct_{code}" for code in codes})
        await make_accounts(work, house, {"D6": "acct_D6"}, currency=Currency("EUR"))
        await payouts.put_on_hold(work, payee_account_id=accounts["D4"], reason="new bank details")
    return house


async def previewed(desk: Desk, house: House) -> Preview:
    async with desk.database.reading(house.brand_id) as session:
        return await payouts.preview(
            session, house.brand_id, rail=RAIL, currency=USD, minimum=TEN, now=desk.clock()
        )


async def batch_state(desk: Desk, house: House, batch_id: PayoutBatchId) -> BatchState:
    async with desk.database.reading(house.brand_id) as session:
        return (await payouts.batch_of(session, house.brand_id, batch_id)).state


async def require_invariants(desk: Desk, brand_id: BrandId) -> None:
    for proof in await invariants.prove(desk.database, brand_id, payouts.INVARIANTS):
        assert proof.faults == [], proof.invariant.name


async def test_the_preview_says_who_is_paid_and_why_the_others_are_not(
    desk: Desk, house: House
) -> None:
    found = await previewed(desk, house)

    assert {row.payee.code: row.obstacle for row in found.rows} == {
        "D1": None,
        "D2": None,
        "D3": Obstacle.BELOW_MINIMUM,
        "D4": Obstacle.ON_HOLD,
        "D5": Obstacle.NEGATIVE_BALANCE,
        "D6": Obstacle.CURRENCY_MISMATCH,
    }
    assert found.total == Money.of("35.00", USD)


async def test_a_released_batch_reserves_what_it_pays(desk: Desk, house: House) -> None:
    batch_id = await submit(desk, house, minimum="10.00")

    await release(desk, house, batch_id)

    balance = await balance_of(desk, house.brand_id, house.payees["D2"])
    assert balance.on_credit == Money.of("25.00", USD)
    assert balance.available_on_credit == Money.of("0", USD)
    assert (await previewed(desk, house)).payable == []
    await require_invariants(desk, house.brand_id)


async def test_the_same_key_prepares_one_batch(desk: Desk, house: House) -> None:
    key = "november"
    async with desk.database.work(house.maker, now=desk.clock(), idempotency_key=key) as work:
        first = await payouts.prepare_batch(work, rail=RAIL, currency=USD, minimum=TEN)
    async with desk.database.work(house.maker, now=desk.clock(), idempotency_key=key) as work:
        again = await payouts.prepare_batch(work, rail=RAIL, currency=USD, minimum=TEN)

    assert again == first


async def test_the_maker_cannot_release_not_even_as_a_director(desk: Desk, house: House) -> None:
    batch_id = await submit(desk, house)

    with pytest.raises(RoleMissing):
        await release(desk, replace(house, checker=house.maker), batch_id)
    helped = replace(house.checker, on_behalf_of=house.maker.user_id)
    with pytest.raises(SecondPersonMissing):
        await release(desk, replace(house, checker=helped), batch_id)
    async with desk.work(house.brand_id, "job") as work:
        batch = await payouts.batch_of(work.session, house.brand_id, batch_id)
        with pytest.raises(PersonMissing):
            await payouts.release_batch(
                work, batch_id=batch_id, total=batch.total, digest=batch.items_sha256 or ""
            )


@pytest.mark.parametrize(
    "change",
    [
        "state = 'released'",
        "checker_id = maker_id",
        "state = 'released', checker_id = :checker, released_at = now()",
        """state = 'released', checker_id = :checker, released_at = now(),
           approved_total_minor = total_minor - 1, approved_sha256 = items_sha256""",
    ],
)
async def test_the_database_itself_demands_two_persons_and_the_total(
    desk: Desk, house: House, change: str
) -> None:
    batch_id = await submit(desk, house)

    with pytest.raises(IntegrityError):
        async with desk.work(house.brand_id, "test") as work:
            await work.run(
                f"UPDATE payout_batches SET {change} "
                "WHERE brand_id = :brand AND id = :batch AND :checker IS NOT NULL",
                brand=house.brand_id,
                batch=batch_id,
                checker=house.checker.user_id,
            )


async def test_what_the_checker_saw_is_what_is_released(desk: Desk, house: House) -> None:
    batch_id = await submit(desk, house)

    async with desk.database.work(house.checker, now=desk.clock()) as work:
        batch = await payouts.batch_of(work.session, house.brand_id, batch_id)
        for total, digest in [
            (batch.total + Money(1, USD), batch.items_sha256),
            (batch.total, "0" * 64),
        ]:
            with pytest.raises(payouts.ApprovalDiffers):
                await payouts.release_batch(
                    work, batch_id=batch_id, total=total, digest=digest or ""
                )


async def test_two_batches_never_pay_the_same_balance(desk: Desk, house: House) -> None:
    batches = [await submit(desk, house, minimum="10.00") for _ in range(2)]

    ends = await asyncio.gather(
        *(release(desk, house, batch_id) for batch_id in batches), return_exceptions=True
    )

    assert sorted(type(end).__name__ for end in ends) == ["BalanceTooLow", "NoneType"]
    balance = await balance_of(desk, house.brand_id, house.payees["D1"])
    assert balance.pending_debits == TEN
    await require_invariants(desk, house.brand_id)


async def test_two_checkers_at_once_release_once(desk: Desk, house: House) -> None:
    batch_id = await submit(desk, house)

    ends = await asyncio.gather(
        *(release(desk, house, batch_id) for _ in range(4)), return_exceptions=True
    )

    assert sorted(type(end).__name__ for end in ends).count("NoneType") == 1
    await require_invariants(desk, house.brand_id)


async def test_a_clawback_after_preparing_stops_the_release(desk: Desk, house: House) -> None:
    batch_id = await submit(desk, house)
    async with desk.work(house.brand_id, "test") as work:
        await earn(work, {house.payees["D2"]: Money.of("-0.01", USD)})

    with pytest.raises(payouts.BalanceTooLow, match="D2"):
        await release(desk, house, batch_id)

    assert await batch_state(desk, house, batch_id) is BatchState.SUBMITTED


async def test_a_hold_after_preparing_stops_the_release(desk: Desk, house: House) -> None:
    batch_id = await submit(desk, house)
    async with desk.work(house.brand_id, "test") as work:
        accounts = await make_accounts(work, house, {"D1": "acct_D1"})
        await payouts.put_on_hold(work, payee_account_id=accounts["D1"], reason="a doubt")

    with pytest.raises(payouts.PayeeOnHold, match="D1"):
        await release(desk, house, batch_id)


@pytest.mark.parametrize("released", [False, True])
async def test_a_cancelled_batch_gives_everything_back(
    desk: Desk, house: House, released: bool
) -> None:
    before = await previewed(desk, house)
    batch_id = await submit(desk, house, minimum="10.00")
    if released:
        await release(desk, house, batch_id)

    async with desk.database.work(house.checker, now=desk.clock()) as work:
        assert await payouts.cancel_batch(work, batch_id=batch_id, reason="wrong month") == 2

    assert await previewed(desk, house) == before
    await require_invariants(desk, house.brand_id)
    async with desk.database.work(house.checker, now=desk.clock()) as work:
        with pytest.raises(payouts.PayoutStateForbids):
            await payouts.cancel_batch(work, batch_id=batch_id, reason="again")


async def test_a_second_account_on_the_same_rail_is_refused(desk: Desk, house: House) -> None:
    async with desk.work(house.brand_id, "test") as work:
        with pytest.raises(payouts.PayeeAccountTaken):
            await make_accounts(work, house, {"D1": "acct_of_somebody"})


async def test_a_batch_of_nobody_and_of_no_role_is_refused(
    desk: Desk, house: House, clock: MovingClock
) -> None:
    named = str(new_id())
    async with desk.database.work(house.maker, now=clock(), idempotency_key=named) as work:
        with pytest.raises(payouts.NothingPayable):
            await payouts.prepare_batch(
                work, rail=RAIL, currency=USD, minimum=Money.of("1000.00", USD)
            )
    async with desk.database.work(house.checker, now=clock(), idempotency_key="x") as work:
        with pytest.raises(RoleMissing):
            await payouts.prepare_batch(work, rail=RAIL, currency=USD, minimum=TEN)
