from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.commissions.test_operations import APRIL, House, accrue, cny, earned
from tests.commissions.test_rating import term
from tests.commissions.worlds import left_of
from tests.factories.commissions import (
    LineRow,
    bill_order,
    level,
    make_plan,
    override,
    pay_order,
    return_lines,
)
from tributary import commissions, receivables
from tributary.commissions import CommissionLine, EarnedOn, Standing, earned_by_cash
from tributary.kernel import Currency, Money, OrderLineId
from tributary.platform import Database, Work

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]
CASH = EarnedOn.CASH
CNY = Currency("CNY")


@pytest.fixture
async def house(work: Work) -> House:
    return await House.open(work)


async def lines_of(work: Work, *order_lines: UUID) -> list[CommissionLine]:
    ids = [OrderLineId(each) for each in order_lines]
    return await commissions.lines_of_order(work.session, work.brand_id, ids)


def told(lines: list[CommissionLine]) -> list[tuple[str, str]]:
    return [(str(line.earned_on), line.amount.decimal) for line in lines]


# An order of 70.00 and 9.10 tax, 79.10 in all; a seller of the third level earns 10 % of 70.00.


async def test_a_line_earns_the_part_its_order_is_paid_for(work: Work, house: House) -> None:
    await make_plan(work, level(3, "10"), earned_on=CASH)
    order_id, line_id = await house.sell(work)

    assert await accrue(work) == commissions.Accrual(lines=0, transfers=0)

    await pay_order(work, order_id, cny("20.00"), on=date(2026, 3, 20))
    await pay_order(work, order_id, cny("59.10"), on=date(2026, 3, 25))
    await accrue(work)

    # 7.00 x 20.00 / 79.10 = 1.7699; the payment that closes the order earns what is left.
    lines = await lines_of(work, line_id)
    assert told(lines) == [("2026-03-20", "1.77"), ("2026-03-25", "5.23")]
    assert [line.base.decimal for line in lines] == ["17.70", "52.30"]
    assert await earned(work, house.chain[0]) == "7.00"


async def test_a_payment_taken_back_takes_back_what_it_earned(work: Work, house: House) -> None:
    await make_plan(work, level(3, "10"), override(1, "2"), earned_on=CASH)
    order_id, line_id = await house.sell(work)
    paid = await pay_order(work, order_id, cny("79.10"), on=date(2026, 3, 20))
    await accrue(work)

    await receivables.reverse_applications(work, paid, reversed_on=date(2026, 4, 2))
    await accrue(work, APRIL)

    assert told(await lines_of(work, line_id)) == [
        ("2026-03-20", "7.00"),
        ("2026-03-20", "1.40"),
        ("2026-04-02", "-7.00"),
        ("2026-04-02", "-1.40"),
    ]
    assert [await earned(work, party) for party in house.chain] == ["0.00"] * 3


async def test_a_credit_note_is_no_money_but_leaves_less_to_pay(work: Work, house: House) -> None:
    await make_plan(work, level(3, "10"), earned_on=CASH)
    kept, sent_back = (
        LineRow(house.product_id, cny("100.00"), [cny("1.00")] * 3, 1) for _ in range(2)
    )
    order_id = await bill_order(
        work, house.channel_id, house.chain, [kept, sent_back], ordered_on=date(2026, 3, 10)
    )
    whole = {sent_back.line_id: (1, cny("100.00"), cny("0"))}
    await return_lines(work, order_id, whole, on=date(2026, 3, 12))
    await accrue(work)

    assert await lines_of(work, kept.line_id, sent_back.line_id) == []

    await pay_order(work, order_id, cny("100.00"), on=date(2026, 4, 2))
    await accrue(work, APRIL)

    # The order owed 100.00 by then, and all of it is paid: the line that stayed earns it all.
    assert told(await lines_of(work, kept.line_id)) == [("2026-04-02", "10.00")]
    assert await lines_of(work, sent_back.line_id) == []


async def test_a_return_of_another_line_raises_the_part_that_is_paid(
    work: Work, house: House
) -> None:
    await make_plan(work, level(3, "10"), earned_on=CASH)
    kept, sent_back = (
        LineRow(house.product_id, cny("100.00"), [cny("1.00")] * 3, 1) for _ in range(2)
    )
    order_id = await bill_order(
        work, house.channel_id, house.chain, [kept, sent_back], ordered_on=date(2026, 3, 10)
    )
    await pay_order(work, order_id, cny("50.00"), on=date(2026, 3, 11))
    whole = {sent_back.line_id: (1, cny("100.00"), cny("0"))}
    await return_lines(work, order_id, whole, on=date(2026, 3, 12))
    await accrue(work)

    found = await lines_of(work, kept.line_id)
    assert [
        (line.amount.decimal, line.difference and line.difference.reason) for line in found
    ] == [
        ("2.50", "payment"),
        ("2.50", "true_up"),
    ]
    back = await lines_of(work, sent_back.line_id)
    assert [line.amount.decimal for line in back] == ["2.50", "-2.50"]


async def test_price_gaps_wait_for_the_money_and_keep_overrides_away(
    work: Work, house: House
) -> None:
    await make_plan(work, code="GAP", pays_price_gap=True, earned_on=CASH)
    await make_plan(work, override(1, "2"), code="OVER")
    order_id, line_id = await house.sell(work)
    await accrue(work)

    assert await lines_of(work, line_id) == []

    await pay_order(work, order_id, cny("39.55"), on=date(2026, 4, 20))
    await accrue(work, APRIL)

    assert [line.amount.decimal for line in await lines_of(work, line_id)] == ["5.00", "5.00"]


async def test_a_term_is_rated_by_what_was_billed_and_paid_out_by_what_was_paid(
    work: Work, house: House
) -> None:
    # 5 %, and 8 % from 100,000.00 on, of everything.
    await make_plan(work, terms=[term()], earned_on=CASH)
    first, first_line = await house.sell(work, net="60000.00")
    _, second_line = await house.sell(work, net="60000.00")
    await pay_order(work, first, cny("30004.55"), on=date(2026, 3, 30))
    await accrue(work)

    (line,) = await lines_of(work, first_line)
    assert (line.amount.decimal, line.difference and line.difference.due.decimal) == (
        "2400.00",
        "2400.00",
    )
    assert line.rated is not None
    assert line.rated.volume.decimal == "120000.00"
    assert await lines_of(work, second_line) == []

    await pay_order(work, first, cny("30004.55"), on=date(2026, 4, 30))
    await accrue(work, APRIL)

    lines = await lines_of(work, first_line)
    assert told(lines) == [("2026-03-30", "2400.00"), ("2026-04-30", "2400.00")]


steps = st.lists(
    st.tuples(st.sampled_from(("paid", "unpaid", "back")), st.integers(0, 1000)), max_size=12
)


@given(amount=st.integers(0, 10**9), whole=st.integers(1, 10**9), happened=steps)
def test_all_of_it_adds_up_whatever_happens(
    amount: int, whole: int, happened: list[tuple[str, int]]
) -> None:
    paid, back = 0, 0
    standings = []
    for what, permille in happened:
        if what == "paid":
            paid += (whole - back - min(paid, whole - back)) * permille // 1000
        elif what == "unpaid":
            paid -= paid * permille // 1000
        else:
            back += (whole - back) * permille // 1000
        standings.append(Standing(paid, whole - back, back))
    money = Money(amount, CNY)

    def total(*more: Standing) -> Money:
        parts = earned_by_cash(money, whole=whole, standings=[*standings, *more])
        return sum(parts, Money.zero(CNY))

    assert Money.zero(CNY) <= total() <= money
    if back < whole:
        assert not total(Standing(0, whole - back, back))
        by_bill = commissions.reversals_of(money, whole=whole, returned=[back])
        assert total(Standing(whole - back, whole - back, back)) == money - by_bill[0]
    assert not total(Standing(paid, 0, whole))


@pytest.mark.seconds(30)
@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("goods", [True, False], ids=["goods", "money"])
async def test_nothing_is_left_when_everything_went_back(
    database: Database, goods: bool, seed: int
) -> None:
    assert await left_of(database, 9_000 + seed, goods=goods) == []
