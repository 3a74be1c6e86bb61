import asyncio
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from tests.factories.released import (
    Shop,
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
from tributary import ledger, rebates
from tributary.kernel import Actor, RebateEntryId, ReceivableId, new_id
from tributary.platform import Database, Work
from tributary.rebates import (
    RebateNotDeducted,
    RebateTooLittle,
    RebateUndoReasonMissing,
    RebateUseUndone,
    RebateUseUnknown,
)

MAY = date(2026, 5, 3)
NOW = datetime(2026, 5, 3, 4, tzinfo=UTC)


async def use(work: Work, shop: Shop, item: ReceivableId, amount: str) -> RebateEntryId:
    used = await rebates.use_on_goods(
        work, distributor_id=shop.id, items=[(item, cny(amount))], today=MAY
    )
    rows = await work.rows(
        "SELECT id FROM rebate_entries WHERE brand_id = :brand AND use_id = :use ORDER BY id",
        brand=work.brand_id,
        use=used.use_id,
    )
    return RebateEntryId(UUID(str(rows[0].id)))


async def undo(work: Work, entry_id: RebateEntryId, on: date = MAY) -> None:
    await rebates.undo_use(work, entry_id=entry_id, because="the wrong order", today=on)


async def test_its_items_are_open_again_and_what_it_took_can_be_used_again(work: Work) -> None:
    shop = await open_shop(work)
    order = await released(work, shop)
    item = await item_of(work, order[0])
    entry = await use(work, shop, item, "29.99")

    await undo(work, entry)

    assert await open_of(work, item) == "1000.00 CNY"
    assert await told(work, shop) == [
        "2026-04-01: 30.00 released, 0.00 used, 0.00 expired, 30.00 left, 0.00 owed back"
    ]
    assert (await entries(work))[-2:] == [
        "used None -2999 2026-05-03",
        "undone None 2999 2026-05-03",
    ]
    assert await balance(work, "customer_credit", shop) == 0
    await use(work, shop, item, "30.00")
    await require_sound(work)


async def test_a_use_of_several_rebates_is_taken_back_as_a_whole(work: Work) -> None:
    shop = await open_shop(work)
    order = await released(work, shop)
    await shop.buys(work, "1000.00", on=date(2026, 5, 2))
    await rebates.accrue(work, through=date(2026, 5, 31))
    await ledger.close_through(work, date(2026, 5, 31))
    await rebates.release(work)
    item = await item_of(work, order[0])
    used = await rebates.use_on_goods(
        work, distributor_id=shop.id, items=[(item, cny("45.00"))], today=date(2026, 6, 2)
    )
    rows = await work.rows(
        "SELECT id FROM rebate_entries WHERE brand_id = :brand AND use_id = :use",
        brand=work.brand_id,
        use=used.use_id,
    )

    assert len(rows) == 2
    await undo(work, RebateEntryId(rows[1].id), on=date(2026, 6, 2))

    assert [
        each.endswith("0.00 used, 0.00 expired, 30.00 left, 0.00 owed back")
        for each in await told(work, shop)
    ] == [True, True]
    await require_sound(work)


async def test_what_is_no_use_on_items_or_has_no_reason_is_refused(work: Work) -> None:
    shop = await open_shop(work)
    order = await released(work, shop)
    entry = await use(work, shop, await item_of(work, order[0]), "10.00")
    await rebates.give_in_cash(work, distributor_id=shop.id, amount=cny("5.00"), today=MAY)
    paid = await work.rows(
        "SELECT id FROM rebate_entries WHERE brand_id = :brand AND kind = 'paid_out'",
        brand=work.brand_id,
    )

    with pytest.raises(RebateUndoReasonMissing):
        await rebates.undo_use(work, entry_id=entry, because=" ", today=MAY)
    with pytest.raises(RebateNotDeducted):
        await undo(work, RebateEntryId(paid[0].id))
    with pytest.raises(RebateUseUnknown):
        await undo(work, RebateEntryId(new_id()))
    await undo(work, entry)
    with pytest.raises(RebateUseUndone, match="RB-2026-000001 was taken back on 2026-05-03"):
        await undo(work, entry)


async def test_in_a_closed_month_the_use_stands_and_its_undoing_is_of_the_open_one(
    work: Work,
) -> None:
    shop = await open_shop(work)
    order = await released(work, shop)
    entry = await use(work, shop, await item_of(work, order[0]), "10.00")
    await ledger.close_through(work, date(2026, 5, 31))

    await undo(work, entry)

    assert (await entries(work))[-1] == "undone None 1000 2026-06-01"
    await require_sound(work)


async def test_what_was_owed_back_is_owed_no_more_and_the_rest_can_be_used(work: Work) -> None:
    shop = await open_shop(work)
    order = await released(work, shop)
    other = await shop.buys(work, "50.00", on=date(2026, 5, 2))
    entry = await use(work, shop, await item_of(work, other[0]), "30.00")
    await shop.returns(work, order, date(2026, 5, 10))
    await rebates.accrue(work, through=date(2026, 5, 10))
    await rebates.release(work)
    assert (await told(work, shop))[0].endswith("0.00 left, 30.00 owed back")

    await undo(work, entry, on=date(2026, 5, 11))

    assert await told(work, shop) == [
        "2026-04-01: 0.00 released, 0.00 used, 0.00 expired, 0.00 left, 0.00 owed back"
    ]
    await require_sound(work)


async def test_what_should_have_been_used_by_now_can_be_used_thirty_days_more(work: Work) -> None:
    shop = await open_shop(work)
    order = await released(work, shop, expires_after_months=2)
    item = await item_of(work, order[0])
    entry = await use(work, shop, item, "30.00")

    await undo(work, entry, on=date(2026, 7, 10))

    assert await rebates.expire(work, today=date(2026, 8, 9)) == 0
    assert await rebates.expire(work, today=date(2026, 8, 10)) == 1
    await require_sound(work)


async def test_ten_at_once_take_it_back_once_while_others_use_what_is_left(
    database: Database, actor: Actor
) -> None:
    async with database.work(actor, now=NOW) as work:
        shop = await open_shop(work)
        order = await released(work, shop)
        item = await item_of(work, order[0])
        entry = await use(work, shop, item, "20.00")

    async def undone() -> str:
        try:
            async with database.work(actor, now=NOW) as work:
                await undo(work, entry)
        except RebateUseUndone:
            return "undone before"
        return "undone"

    async def used() -> str:
        try:
            async with database.work(actor, now=NOW) as work:
                await use(work, shop, item, "6.00")
        except RebateTooLittle:
            return "too little"
        return "used"

    done = await asyncio.gather(*(each() for _ in range(10) for each in (undone, used)))

    assert done.count("undone") == 1
    times = done.count("used")
    assert 1 <= times <= 5
    async with database.work(actor, now=NOW) as work:
        left = 3000 - 600 * times
        assert f"{left // 100}.00 left, 0.00 owed back" in (await told(work, shop))[0]
        assert await open_of(work, item) == f"{cny('1000.00').minor // 100 - 6 * times}.00 CNY"
        await require_sound(work)
