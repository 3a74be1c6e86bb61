"""Claims of what is given in cash, lapses, or comes back after it was agreed to."""

from datetime import date

import pytest

from tests.factories.claimed import TODAY, house_of
from tests.factories.released import (
    balance,
    cny,
    entries,
    item_of,
    require_sound,
    told,
)
from tributary import ledger, rebates
from tributary.kernel import (
    Actor,
)
from tributary.platform import Database
from tributary.rebates import (
    RebateNothingToClaim,
    SettledBy,
)


async def test_cash_is_paid_out_when_it_is_agreed_to_and_comes_back(
    database: Database, actor: Actor
) -> None:
    house = await house_of(database, actor, settled_by=SettledBy.CASH)
    made = await house.claim()
    async with house.work(house.owner) as work:
        assert await balance(work, "commission_payable", house.shop) == 0

    await house.agree(made.claim_id, house.manager, house.accountant, house.director)

    async with house.work(house.owner) as work:
        assert await balance(work, "commission_payable", house.shop) == 3000
        await require_sound(work)
        await house.shop.returns(work, house.orders[0], date(2026, 5, 10))
        await rebates.accrue(work, through=date(2026, 5, 10))
        await rebates.release(work)
        await require_sound(work)
        assert (await entries(work))[1:] == [
            "paid_out None -3000 2026-05-04",
            "adjusted return -3000 2026-05-10",
            "paid_out None 3000 2026-05-10",
        ]
        assert await balance(work, "commission_payable", house.shop) == 0


async def test_what_was_claimed_in_time_does_not_lapse_and_can_be_used_for_a_month(
    database: Database, actor: Actor
) -> None:
    house = await house_of(database, actor, expires_after_months=1)
    made = await house.claim()
    system = Actor.system(house.owner.brand_id, "test")
    late = date(2026, 6, 5)
    async with house.work(system) as work:
        assert await rebates.expire(work, today=late) == 0
    await house.agree(made.claim_id, house.manager, house.accountant)
    async with house.work(house.director) as work:
        await rebates.approve_claim(work, made.claim_id, step=3, today=late)
    async with house.work(system) as work:
        (credit,) = await rebates.credits_of(work.session, work.brand_id, house.shop.id)
        assert (credit.use_until, credit.left.decimal) == (date(2026, 7, 5), "30.00")
        assert await rebates.expire(work, today=date(2026, 7, 6)) == 1
        await require_sound(work)
        assert (await told(work, house.shop))[0].endswith(
            "30.00 expired, 0.00 left, 0.00 owed back"
        )


async def test_what_lapsed_is_claimed_no_more(database: Database, actor: Actor) -> None:
    house = await house_of(database, actor, expires_after_months=1)
    made = await house.claim()
    await house.reject(made.claim_id, house.manager, 1)
    async with house.work(Actor.system(house.owner.brand_id, "test")) as work:
        assert await rebates.expire(work, today=date(2026, 6, 1)) == 1

    for day in (TODAY, date(2026, 6, 1)):
        with pytest.raises(RebateNothingToClaim):
            async with house.work(house.buyer) as work:
                await rebates.hand_in_again(
                    work, made.claim_id, distributor_id=house.shop.id, today=day
                )
    assert await house.told() == "0.00 left, 0.00 withheld"


async def test_what_was_not_claimed_makes_up_for_nothing(database: Database, actor: Actor) -> None:
    house = await house_of(database, actor)
    made = await house.claim()
    await house.agree(made.claim_id, house.manager, house.accountant, house.director)
    async with house.work(house.owner) as work:
        item = await item_of(work, house.orders[0][0])
        await rebates.use_on_goods(
            work, distributor_id=house.shop.id, items=[(item, cny("30.00"))], today=TODAY
        )
        more = await house.shop.buys(work, "2000.00", on=date(2026, 5, 6))
        await house.shop.returns(work, house.orders[0], date(2026, 5, 20))
        await rebates.accrue(work, through=date(2026, 5, 31))
        await ledger.close_through(work, date(2026, 5, 31))
        await rebates.release(work)
        await require_sound(work)
        first, second = await rebates.credits_of(work.session, work.brand_id, house.shop.id)
        assert (first.owed_back.decimal, second.left.decimal) == ("30.00", "0.00")
        assert second.withheld.decimal == "60.00"
        del more
    house.credit_id = second.credit_id
    again = await house.claim()
    await house.agree(again.claim_id, house.manager, house.accountant, house.director)

    async with house.work(house.owner) as work:
        await rebates.release(work)
        await require_sound(work)
        first, second = await rebates.credits_of(work.session, work.brand_id, house.shop.id)
    assert (first.owed_back.decimal, second.left.decimal) == ("0.00", "30.00")
