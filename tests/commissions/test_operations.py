from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import date
from uuid import UUID

import pytest

from tests.factories.catalog import make_product
from tests.factories.commissions import (
    LineRow,
    bill_order,
    level,
    make_plan,
    open_channel_row,
    override,
    return_lines,
)
from tests.factories.parties import make_chain, open_house
from tributary import commissions, ledger, parties
from tributary.commissions import PlanDraft, PlanInvalid, PlanOverlaps, PlanTooLate
from tributary.kernel import (
    DistributorId,
    Money,
    PartyId,
    Period,
    ProductId,
    SettlementRunId,
    derived_id,
)
from tributary.platform import Database, Work, prove

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]

MARCH = Period.month(2026, 3)
APRIL = Period.month(2026, 4)
LADDER = ("70.00", "60.00", "50.00")


def cny(amount: str) -> Money:
    return Money.of(amount, "CNY")


def run_of(work: Work, period: Period) -> SettlementRunId:
    return SettlementRunId(derived_id("settlement_run", work.brand_id, period.start))


async def accrue(work: Work, period: Period = MARCH) -> commissions.Accrual:
    return await commissions.accrue(work, run_id=run_of(work, period), period=period)


async def earned(work: Work, party: PartyId) -> str:
    account = ledger.Account(
        work.brand_id, ledger.AccountKind.COMMISSION_PAYABLE, party, cny("0").currency
    )
    return (await ledger.balance_of(work.session, work.brand_id, account)).on_credit.decimal


class House:
    """A general agent, a first and a second tier, a channel and one product."""

    def __init__(self, chain: list[PartyId], channel_id: UUID, product_id: ProductId) -> None:
        self.chain = chain
        self.channel_id = channel_id
        self.product_id = product_id

    @classmethod
    async def open(cls, work: Work) -> "House":
        await open_house(work)
        top_down = await make_chain(work, "GA", "T1", "T2")
        chain = [PartyId(each) for each in reversed(top_down)]
        return cls(chain, await open_channel_row(work), await make_product(work))

    async def sell(
        self,
        work: Work,
        net: str = "70.00",
        *,
        quantity: int = 1,
        ladder: tuple[str, ...] = LADDER,
        ordered_on: date = date(2026, 3, 10),
        billed_on: date | None = None,
    ) -> tuple[UUID, UUID]:
        line = LineRow(
            self.product_id, cny(net), [cny(price) for price in ladder], quantity, cny("9.10")
        )
        order_id = await bill_order(
            work,
            self.channel_id,
            self.chain,
            [line],
            ordered_on=ordered_on,
            billed_on=billed_on,
        )
        return order_id, line.line_id


@pytest.fixture
async def house(work: Work) -> House:
    return await House.open(work)


async def test_direct_mode_pays_each_level_its_price_gap(work: Work, house: House) -> None:
    await make_plan(work, pays_price_gap=True)
    await house.sell(work)

    accrual = await accrue(work)

    assert accrual == commissions.Accrual(lines=2, transfers=2)
    assert [await earned(work, party) for party in house.chain] == ["0.00", "10.00", "10.00"]


async def test_level_and_overrides_pay_rates_of_the_base(work: Work, house: House) -> None:
    await make_plan(work, level(3, "8"), override(1, "2"), override(2, "0.5", "tea"))
    await house.sell(work)

    await accrue(work)

    assert [await earned(work, party) for party in house.chain] == ["5.60", "1.40", "0.35"]


async def test_a_line_says_plan_rule_base_rate_and_amount(work: Work, house: House) -> None:
    await make_plan(work, override(2, "0.5", "tea"))
    await house.sell(work)
    await accrue(work)

    (line,) = await commissions.lines_of(
        work.session, work.brand_id, run_id=run_of(work, MARCH), beneficiary_id=house.chain[2]
    )

    assert (line.rule, line.base, str(line.rate), line.amount) == (
        "CORE v1 #2 tea",
        cny("70.00"),
        "0.5 %",
        cny("0.35"),
    )
    assert (line.seller_code, line.beneficiary_code, line.depth) == ("T2", "GA", 2)


async def test_a_full_refund_after_the_run_nets_every_level_to_zero(
    work: Work, house: House
) -> None:
    await make_plan(work, level(3, "8"), override(1, "2"), pays_price_gap=True, pays_both=True)
    order_id, line_id = await house.sell(work, net="233.33", quantity=3)
    await accrue(work)
    thirds = (("77.78", "3.03"), ("77.78", "3.03"), ("77.77", "3.04"))
    for net, tax in thirds:
        part = (1, cny(net), cny(tax))
        await return_lines(work, order_id, {line_id: part}, on=date(2026, 4, 9))

    await accrue(work, APRIL)

    assert [await earned(work, party) for party in house.chain] == ["0.00"] * 3


async def test_a_return_reverses_at_the_rate_of_the_original_line(work: Work, house: House) -> None:
    await make_plan(work, level(3, "8"))
    order_id, line_id = await house.sell(work)
    await accrue(work)
    await make_plan(work, level(3, "1"), valid_from=date(2026, 3, 20))
    part = (0, cny("35.00"), cny("4.55"))
    await return_lines(work, order_id, {line_id: part}, on=date(2026, 4, 9))
    await accrue(work, APRIL)

    (line,) = await commissions.lines_of(
        work.session, work.brand_id, run_id=run_of(work, APRIL), beneficiary_id=house.chain[0]
    )
    original, taken_back = await commissions.trace(work.session, work.brand_id, line.line_id)

    assert taken_back == line
    assert (original.amount, taken_back.amount) == (cny("5.60"), cny("-2.80"))
    assert taken_back.rule == "CORE v1 #3"


async def test_a_return_before_the_bill_counts_with_the_bill(work: Work, house: House) -> None:
    await make_plan(work, level(3, "8"))
    order_id, line_id = await house.sell(work, billed_on=date(2026, 4, 2))
    part = (1, cny("70.00"), cny("9.10"))
    await return_lines(work, order_id, {line_id: part}, on=date(2026, 3, 30))

    march, april = await accrue(work), await accrue(work, APRIL)

    assert (march.lines, april.lines, april.transfers) == (0, 2, 0)


async def test_the_tree_of_the_order_day_counts(work: Work, house: House) -> None:
    seller, middle, _ = house.chain
    await make_plan(work, override(1, "2"))
    await parties.move_distributor(
        work,
        distributor_id=DistributorId(seller),
        parent_id=PartyId(work.brand_id),
        from_on=date(2026, 3, 20),
    )
    await house.sell(work, ordered_on=date(2026, 3, 19), billed_on=date(2026, 3, 25))

    await accrue(work)

    assert await earned(work, middle) == "1.40"


async def test_accruing_again_adds_nothing(work: Work, house: House) -> None:
    await make_plan(work, level(3, "8"), override(1, "2"))
    await house.sell(work)
    await accrue(work)

    assert await accrue(work) == commissions.Accrual(lines=0, transfers=0)
    assert await commissions.missing_from(work.session, work.brand_id, MARCH) == []


async def test_a_period_that_would_earn_more_is_found(work: Work, house: House) -> None:
    await make_plan(work, level(3, "8"))
    await house.sell(work)

    (missing,) = await commissions.missing_from(work.session, work.brand_id, MARCH)

    assert missing.startswith("level ")


async def test_nobody_earns_without_a_plan(work: Work, house: House) -> None:
    await house.sell(work)

    assert (await accrue(work)).lines == 0


async def test_a_new_version_ends_the_one_before(work: Work, house: House) -> None:
    del house
    await make_plan(work, level(1, "5"))
    await make_plan(work, level(1, "6"), valid_from=date(2026, 4, 1))

    first, second = await commissions.plans_of(work.session, work.brand_id)

    assert (first.version, first.terms.valid_until) == (1, date(2026, 4, 1))
    assert (second.version, second.terms.valid_until) == (2, None)


async def test_a_version_within_another_is_refused(open_work: OpenWork) -> None:
    async with open_work() as work:
        await open_house(work)
        await make_plan(work, level(1, "5"))

    with pytest.raises(PlanOverlaps):
        async with open_work() as work:
            await make_plan(work, level(1, "6"))


async def test_a_second_plan_with_price_gaps_is_refused(open_work: OpenWork) -> None:
    async with open_work() as work:
        await open_house(work)
        await make_plan(work, pays_price_gap=True)

    with pytest.raises(PlanOverlaps):
        async with open_work() as work:
            await make_plan(work, code="OTHER", pays_price_gap=True)


async def test_a_plan_that_pays_nothing_is_refused(work: Work, house: House) -> None:
    del house
    nothing = PlanDraft(code="NIL", name="Nil", rates=(), valid_from=date(2026, 1, 1))

    with pytest.raises(PlanInvalid, match="pays nothing"):
        await commissions.activate_plan(work, nothing)


async def test_a_plan_cannot_begin_in_a_closed_period(work: Work, house: House) -> None:
    del house
    await ledger.close_through(work, date(2026, 3, 31))

    with pytest.raises(PlanTooLate):
        await make_plan(work, level(1, "5"), valid_from=date(2026, 3, 31))


async def test_an_unknown_line_has_no_trace(work: Work, house: House) -> None:
    with pytest.raises(commissions.UnknownCommissionLine):
        await commissions.trace(work.session, work.brand_id, house.product_id)


async def test_what_is_always_true_is_true_and_found_when_it_is_not(
    database: Database, open_work: OpenWork
) -> None:
    async with open_work() as work:
        house = await House.open(work)
        await make_plan(work, level(3, "8"), override(1, "2"), pays_price_gap=True)
        order_id, line_id = await house.sell(work)
        part = (1, cny("70.00"), cny("9.10"))
        await return_lines(work, order_id, {line_id: part}, on=date(2026, 3, 30))
        await house.sell(work, net="140.00", quantity=2)
        await accrue(work)
        brand_id = work.brand_id

    proofs = await prove(database, brand_id, commissions.INVARIANTS)

    assert [(proof.rows > 0, proof.faults) for proof in proofs[:2]] == [(True, []), (True, [])]
    assert [proof.faults for proof in proofs[2:]] == [[], [], []]
