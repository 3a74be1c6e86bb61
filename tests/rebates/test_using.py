import asyncio
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from tests.factories.released import (
    balance,
    cny,
    entries,
    item_of,
    open_of,
    open_shop,
    released,
    require_sound,
    told,
)
from tributary import rebates
from tributary.kernel import Actor, Money, ReceivableId
from tributary.platform import Database, Work
from tributary.rebates import (
    RebateNothingChosen,
    RebateTooLittle,
    SettledBy,
)
from tributary.receivables import AppliedTooMuch, ReceivableOfOthers

MAY = date(2026, 5, 1)


async def test_it_is_deducted_from_chosen_items(work: Work) -> None:
    shop = await open_shop(work)
    order = await released(work, shop)
    item = await item_of(work, order[0])

    used = await rebates.use_on_goods(
        work, distributor_id=shop.id, items=[(item, cny("29.99"))], today=date(2026, 5, 3)
    )

    assert (used.number, await open_of(work, item)) == ("RB-2026-000001", "970.01 CNY")
    assert await told(work, shop) == [
        "2026-04-01: 30.00 released, 29.99 used, 0.00 expired, 0.01 left, 0.00 owed back"
    ]
    assert await balance(work, "customer_credit", shop) == 0
    await require_sound(work)


@pytest.mark.parametrize("amount", ["30.01", "1000.00"])
async def test_no_more_is_used_than_is_left(work: Work, amount: str) -> None:
    shop = await open_shop(work)
    order = await released(work, shop)
    item = await item_of(work, order[0])

    with pytest.raises(RebateTooLittle, match=r"30\.00 CNY is left"):
        await rebates.use_on_goods(
            work, distributor_id=shop.id, items=[(item, cny(amount))], today=date(2026, 5, 3)
        )


async def test_what_cannot_be_paid_by_it_is_refused(work: Work) -> None:
    shop = await open_shop(work)
    other = await open_shop(work, "D2")
    order = await released(work, shop)
    small = await shop.buys(work, "5.00", on=date(2026, 5, 2))
    theirs = await other.buys(work, "50.00", on=date(2026, 5, 2))
    mine = await item_of(work, order[0])

    async def use(*items: tuple[ReceivableId, Money]) -> None:
        await rebates.use_on_goods(
            work, distributor_id=shop.id, items=items, today=date(2026, 5, 3)
        )

    for items in (
        (),
        ((mine, cny("1.00")), (mine, cny("1.00"))),
        ((mine, cny("0")),),
        ((mine, cny("1.00")), (await item_of(work, small[0]), Money.of("1.00", "EUR"))),
    ):
        with pytest.raises(RebateNothingChosen):
            await use(*items)
    with pytest.raises(AppliedTooMuch):
        async with work.session.begin_nested():
            await use((await item_of(work, small[0]), cny("5.01")))
    with pytest.raises(ReceivableOfOthers):
        async with work.session.begin_nested():
            await use((await item_of(work, theirs[0]), cny("5.00")))
    with pytest.raises(RebateNothingChosen):
        await rebates.give_in_cash(
            work, distributor_id=shop.id, amount=cny("0"), today=date(2026, 5, 3)
        )


async def test_cash_goes_the_way_of_commissions_and_back(work: Work) -> None:
    shop = await open_shop(work)
    order = await released(work, shop, settled_by=SettledBy.CASH)

    assert await balance(work, "commission_payable", shop) == 3000
    await shop.returns(work, order, date(2026, 5, 10))
    await rebates.accrue(work, through=date(2026, 5, 10))
    await rebates.release(work)

    assert await entries(work) == [
        "released None 3000 2026-05-01",
        "paid_out None -3000 2026-05-01",
        "adjusted return -3000 2026-05-10",
        "paid_out None 3000 2026-05-10",
    ]
    assert await balance(work, "commission_payable", shop) == 0
    await require_sound(work)


async def test_what_could_be_deducted_can_be_given_in_cash(work: Work) -> None:
    shop = await open_shop(work)
    await released(work, shop)

    await rebates.give_in_cash(
        work, distributor_id=shop.id, amount=cny("12.00"), today=date(2026, 5, 3)
    )

    assert await balance(work, "commission_payable", shop) == 1200
    assert (await told(work, shop))[0].startswith("2026-04-01: 30.00 released, 12.00 used")
    await require_sound(work)


async def test_what_nobody_used_in_time_lapses_and_a_return_takes_that_first(work: Work) -> None:
    shop = await open_shop(work)
    order = await released(work, shop, expires_after_months=2)
    item = await item_of(work, order[0])
    await rebates.use_on_goods(
        work, distributor_id=shop.id, items=[(item, cny("10.00"))], today=date(2026, 6, 30)
    )

    assert await rebates.expire(work, today=date(2026, 6, 30)) == 0
    assert await rebates.expire(work, today=date(2026, 7, 1)) == 1
    assert await rebates.expire(work, today=date(2026, 7, 1)) == 0
    assert await balance(work, "rebate_lapsed", None) == 2000
    with pytest.raises(RebateTooLittle):
        await rebates.use_on_goods(
            work, distributor_id=shop.id, items=[(item, cny("0.01"))], today=date(2026, 7, 1)
        )

    await shop.returns(work, order, date(2026, 7, 10))
    await rebates.accrue(work, through=date(2026, 7, 10))
    await rebates.release(work)

    assert (await entries(work))[2:] == [
        "expired None -2000 2026-07-01",
        "adjusted return -3000 2026-07-10",
        "restored None 2000 2026-07-10",
    ]
    assert await told(work, shop) == [
        "2026-04-01: 0.00 released, 10.00 used, 0.00 expired, 0.00 left, 10.00 owed back"
    ]
    await require_sound(work)


async def test_the_last_day_itself_is_in_time_before_anybody_looked(work: Work) -> None:
    shop = await open_shop(work)
    order = await released(work, shop, expires_after_months=2)
    item = await item_of(work, order[0])

    with pytest.raises(RebateTooLittle):
        await rebates.use_on_goods(
            work, distributor_id=shop.id, items=[(item, cny("0.01"))], today=date(2026, 7, 1)
        )


async def test_twenty_at_once_never_use_more_than_is_left(database: Database, actor: Actor) -> None:
    now = datetime(2026, 5, 5, tzinfo=UTC)
    async with database.work(actor, now=now) as work:
        shop = await open_shop(work)
        order = await released(work, shop)
        item = await item_of(work, order[0])

    async def use() -> bool:
        try:
            async with database.work(actor, now=now) as work:
                await rebates.use_on_goods(
                    work, distributor_id=shop.id, items=[(item, cny("2.00"))], today=MAY
                )
        except RebateTooLittle:
            return False
        return True

    done = await asyncio.gather(*(use() for _ in range(20)))

    assert sum(done) == 15
    async with database.work(actor, now=now) as work:
        assert (await told(work, shop))[0].endswith("0.00 left, 0.00 owed back")
        await require_sound(work)


async def test_the_database_itself_refuses_more_than_is_left(work: Work) -> None:
    shop = await open_shop(work)
    await released(work, shop)

    with pytest.raises(Exception, match="ck_rebate_credits_left"):
        await work.session.execute(
            text("UPDATE rebate_credits SET used_minor = used_minor + 3001 WHERE brand_id = :b"),
            {"b": work.brand_id},
        )
