"""Claims: of what was released, along a chain of people who differ, used after the last of them."""

import asyncio
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from tests.factories.claimed import TODAY, House, house_of
from tests.factories.payouts import make_person
from tests.factories.released import (
    cny,
    item_of,
    open_shop,
    require_sound,
)
from tributary import ledger, rebates
from tributary.identity import Role
from tributary.identity.rules import SecondPersonMissing
from tributary.kernel import (
    Actor,
    OrderLineId,
    UserId,
    new_id,
)
from tributary.platform import Database
from tributary.rebates import (
    ClaimState,
    ClaimStep,
    RebateClaimedTwice,
    RebateClaimMovedOn,
    RebateClaimNotForYou,
    RebateClaimReasonMissing,
    RebateClaimStepsInvalid,
    RebateClaimUnknown,
    RebateDelegationInvalid,
    RebateNothingToClaim,
    RebateTooLittle,
)


@pytest.fixture
async def house(database: Database, actor: Actor) -> House:
    return await house_of(database, actor)


async def test_it_can_be_used_after_the_last_agreed(house: House) -> None:
    assert await house.told() == "0.00 left, 30.00 withheld"
    made = await house.claim(note="四月进货")

    assert (made.number, str(made.amount)) == ("RC-2026-000001", "30.00 CNY")
    await house.agree(made.claim_id, house.manager, house.accountant)
    assert await house.stands(made.claim_id) == ("open", 3, [True, True, False])
    assert await house.told() == "0.00 left, 30.00 withheld"
    async with house.work(house.owner) as work:
        item = await item_of(work, house.orders[0][0])
        with pytest.raises(RebateTooLittle):
            await rebates.use_on_goods(
                work, distributor_id=house.shop.id, items=[(item, cny("0.01"))], today=TODAY
            )

    state = await house.agree(made.claim_id, house.director, first=3)

    assert state is ClaimState.APPROVED
    assert await house.told() == "30.00 left, 0.00 withheld"
    async with house.work(house.owner) as work:
        await rebates.use_on_goods(
            work, distributor_id=house.shop.id, items=[(item, cny("30.00"))], today=TODAY
        )
    assert await house.stands(made.claim_id) == ("approved", None, [True, True, True])


async def test_what_it_follows_from_is_frozen(house: House) -> None:
    made = await house.claim()
    async with house.work(house.owner) as work:
        (row,) = await work.rows(
            "SELECT snapshot FROM rebate_claims WHERE brand_id = :brand", brand=work.brand_id
        )
        await house.shop.returns(work, house.orders[0], date(2026, 5, 3))
        await rebates.accrue(work, through=date(2026, 5, 3))
        await rebates.release(work)
    kept = row.snapshot
    assert (kept["amount"], kept["rule"]["plan"], kept["rule"]["version"]) == ("30.00", "YEAR", 1)
    assert kept["rule"]["term"]["claimed"] is True
    assert kept["inputs"]["volume"] == "1000.00"
    assert [line["amount"] for line in kept["lines"]] == ["30.00"]
    assert [step["role"] for step in kept["chain"]] == [
        *("sales_manager", "accountant", "finance_director")
    ]

    await house.agree(made.claim_id, house.manager, house.accountant, house.director)

    # What came back meanwhile takes from what was agreed to.
    assert await house.told() == "0.00 left, 0.00 withheld"


async def test_nothing_is_claimed_twice(house: House) -> None:
    made = await house.claim()

    with pytest.raises(RebateNothingToClaim):
        await house.claim()
    async with house.work(house.buyer) as work:
        await rebates.withdraw_claim(work, made.claim_id, distributor_id=house.shop.id, today=TODAY)
    again = await house.claim()

    assert await house.stands(made.claim_id) == ("withdrawn", None, [False, False, False])
    assert again.number == "RC-2026-000002"
    with pytest.raises(RebateClaimMovedOn):
        async with house.work(house.buyer) as work:
            await rebates.withdraw_claim(
                work, made.claim_id, distributor_id=house.shop.id, today=TODAY
            )


async def test_ten_at_once_claim_it_once_and_the_database_says_so_itself(house: House) -> None:
    async def once() -> bool:
        try:
            await house.claim()
        except (RebateNothingToClaim, RebateClaimedTwice):
            return False
        return True

    assert sum(await asyncio.gather(*(once() for _ in range(10)))) == 1
    async with house.work(house.owner) as work:
        with pytest.raises(Exception, match="uq_rebate_claim_lines_live"):
            async with work.session.begin_nested():
                await work.run(
                    "INSERT INTO rebate_claim_lines SELECT brand_id, gen_random_uuid(), claim_id, "
                    "cost_id, order_id, order_line_id, amount_minor, currency, true "
                    "FROM rebate_claim_lines WHERE brand_id = :brand",
                    brand=work.brand_id,
                )
        with pytest.raises(Exception, match="ck_rebate_credits_unapproved"):
            await work.session.execute(
                text("UPDATE rebate_credits SET used_minor = 1 WHERE brand_id = :b"),
                {"b": work.brand_id},
            )


async def test_lines_are_left_out_and_claimed_later(database: Database, actor: Actor) -> None:
    house = await house_of(database, actor, net="700.00")
    async with house.work(house.owner) as work:
        more = await house.shop.buys(work, "400.00", "99.99", on=date(2026, 5, 2))
        await rebates.accrue(work, through=date(2026, 5, 31))
        await ledger.close_through(work, date(2026, 5, 31))
        await rebates.release(work)
        found = await rebates.credits_of(work.session, work.brand_id, house.shop.id)
    house.credit_id = found[1].credit_id
    first, second = (OrderLineId(row.line_id) for row in more[1])

    part = await house.claim(left_out=[second])
    rest = await house.claim(left_out=[first])

    assert (str(part.amount), str(rest.amount)) == ("4.00 CNY", "1.00 CNY")
    await house.agree(rest.claim_id, house.manager, house.accountant, house.director)
    async with house.work(house.owner) as work:
        await require_sound(work)
        found = await rebates.credits_of(work.session, work.brand_id, house.shop.id)
    assert [(each.left.decimal, each.withheld.decimal) for each in found] == [
        *(("0.00", "7.00"), ("1.00", "4.00"))
    ]


async def test_each_step_is_another_pair_of_eyes(house: House) -> None:
    made = await house.claim()
    with pytest.raises(RebateClaimNotForYou):
        await house.agree(made.claim_id, house.accountant)
    with pytest.raises(RebateClaimMovedOn):
        await house.agree(made.claim_id, house.accountant, first=2)
    await house.agree(made.claim_id, house.owner)

    with pytest.raises(SecondPersonMissing):
        await house.agree(made.claim_id, house.owner, first=2)
    with pytest.raises(RebateClaimMovedOn):
        await house.agree(made.claim_id, house.manager)


async def test_whoever_claimed_does_not_agree(house: House) -> None:
    made = await house.claim()
    async with house.work(Actor.system(house.owner.brand_id, "test")) as work:
        await make_person(work, "buyer", Role.OWNER)

    with pytest.raises(SecondPersonMissing):
        await house.agree(made.claim_id, house.buyer)


async def test_it_goes_back_to_an_earlier_step_or_to_the_distributor(house: House) -> None:
    made = await house.claim()
    await house.agree(made.claim_id, house.manager, house.accountant)

    with pytest.raises(RebateClaimMovedOn):
        await house.reject(made.claim_id, house.director, 3, 3)
    with pytest.raises(RebateClaimReasonMissing):
        async with house.work(house.director) as work:
            await rebates.reject_claim(work, made.claim_id, step=3, reason=" ", today=TODAY)
    await house.reject(made.claim_id, house.director, 3, 2)
    assert await house.stands(made.claim_id) == ("open", 2, [True, False, False])
    await house.reject(made.claim_id, house.accountant, 2)
    assert await house.stands(made.claim_id) == ("returned", None, [False, False, False])
    with pytest.raises(RebateClaimMovedOn):
        await house.agree(made.claim_id, house.manager)
    with pytest.raises(RebateNothingToClaim):
        await house.claim()
    async with house.work(house.buyer) as work:
        await rebates.hand_in_again(
            work, made.claim_id, distributor_id=house.shop.id, today=TODAY, note="附照片"
        )
    await house.agree(made.claim_id, house.manager, house.accountant, house.director)

    async with house.work(house.owner) as work:
        rows = await work.rows(
            "SELECT kind, step, to_step, reason FROM rebate_claim_deeds "
            "WHERE brand_id = :brand ORDER BY nth",
            brand=work.brand_id,
        )
    assert [tuple(row) for row in rows] == [
        ("claimed", None, None, None),
        ("agreed", 1, None, None),
        ("agreed", 2, None, None),
        ("sent_back", 3, 2, "Photos?"),
        ("returned", 2, None, "Photos?"),
        ("handed_in", None, None, "附照片"),
        ("agreed", 1, None, None),
        ("agreed", 2, None, None),
        ("agreed", 3, None, None),
    ]
    with pytest.raises(RebateClaimMovedOn):
        async with house.work(house.buyer) as work:
            await rebates.hand_in_again(
                work, made.claim_id, distributor_id=house.shop.id, today=TODAY
            )


async def test_nobody_moves_the_claim_of_another(house: House) -> None:
    made = await house.claim()
    async with house.work(house.owner) as work:
        other = await open_shop(work, "D2")
        for deed in (rebates.withdraw_claim, rebates.hand_in_again):
            with pytest.raises(RebateClaimUnknown):
                await deed(work, made.claim_id, distributor_id=other.id, today=TODAY)
        with pytest.raises(RebateNothingToClaim):
            await rebates.claim(
                work, credit_id=house.credit_id, distributor_id=other.id, today=TODAY
            )


async def test_somebody_stands_in_for_who_is_away(house: House) -> None:
    made = await house.claim()

    async def away(by: Actor, to: Actor, first: date = TODAY) -> Any:  # noqa: ANN401
        async with house.work(by) as work:
            return await rebates.delegate_claims(
                work,
                to_user_id=UserId(to.user_id or new_id()),
                first_on=first,
                last_on=TODAY,
                today=TODAY,
            )

    for by, to, first in (
        (house.manager, house.manager, TODAY),
        (house.manager, house.buyer, TODAY),
        (house.manager, house.accountant, date(2026, 5, 3)),
        (house.manager, house.accountant, date(2026, 5, 5)),
    ):
        with pytest.raises(RebateDelegationInvalid):
            await away(by, to, first)
    gone = await away(house.manager, house.accountant)
    with pytest.raises(RebateDelegationInvalid):
        async with house.work(house.accountant) as work:
            await rebates.end_delegation(work, gone)

    await house.agree(made.claim_id, house.accountant)

    # One who stood in has decided already, and so has who is away.
    with pytest.raises(SecondPersonMissing):
        await house.agree(made.claim_id, house.accountant, first=2)
    async with house.work(house.manager) as work:
        await rebates.end_delegation(work, gone)
        rows = await work.rows(
            "SELECT decided_by, decided_for FROM rebate_claim_steps "
            "WHERE brand_id = :brand AND position = 1",
            brand=work.brand_id,
        )
    assert tuple(rows[0]) == (house.accountant.user_id, house.manager.user_id)
    await house.reject(made.claim_id, house.owner, 2)
    async with house.work(house.buyer) as work:
        await rebates.hand_in_again(work, made.claim_id, distributor_id=house.shop.id, today=TODAY)
    with pytest.raises(RebateClaimNotForYou):
        await house.agree(made.claim_id, house.accountant)


async def test_the_brand_says_who_is_asked_and_from_which_amount(house: House) -> None:
    async with house.work(house.owner) as work:
        await rebates.set_claim_steps(
            work,
            [
                ClaimStep(Role.ACCOUNTANT, 2),
                ClaimStep(Role.FINANCE_DIRECTOR, 5, cny("30.01")),
            ],
        )
        for steps in ([], [ClaimStep(Role.OWNER, 1, cny("1.00"))]):
            with pytest.raises(RebateClaimStepsInvalid):
                await rebates.set_claim_steps(work, steps)

    made = await house.claim()

    assert await house.agree(made.claim_id, house.accountant) is ClaimState.APPROVED


async def test_a_step_that_nobody_decides_in_time_is_said_once(house: House) -> None:
    made = await house.claim()
    system = Actor.system(house.owner.brand_id, "test")

    async def overdue(day: date) -> int:
        async with house.work(system) as work:
            return await rebates.note_overdue(work, today=day)

    assert [await overdue(date(2026, 5, day)) for day in (7, 8, 9)] == [0, 1, 0]
    await house.agree(made.claim_id, house.manager)
    assert [await overdue(date(2026, 5, day)) for day in (7, 8)] == [0, 1]
