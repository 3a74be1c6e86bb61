"""What a distributor asks of its own targets; nobody else's figures are in the answer."""

import pytest

from tests.api.mutations.office import Office
from tests.commissions.test_rating import term
from tests.factories.commissions import LineRow, bill_order, make_plan, open_channel_row
from tests.factories.rebates import band, rebate_plan, stepped
from tributary import rebates
from tributary.identity import Role
from tributary.kernel import Money, PartyId, ProductId, business_date

TARGETS = """... on EstimatedCommission { targets {
    plan { code } term { code } soFar { volume { amount } earned { amount } band }
    next { more { amount } then { earned { amount } } } gain { amount } } }"""
REBATES = """... on EstimatedRebate { rebates { rebateAccrual { planName }
    soFar { amount { amount } } atNext { amount { amount } } gain { amount } } }"""


@pytest.fixture
async def trade(office: Office) -> Office:
    """T2 has sold, and bought, for 99,000 this month."""
    async with office.work() as work:
        today = business_date(office.clock(), "Asia/Shanghai")
        await make_plan(work, terms=[term()], valid_from=today.replace(day=1))
        plan = rebate_plan(stepped(band("1", 0, 100_000_00), band("3", 100_000_00)))
        await rebates.activate_plan(work, plan)
        (product,) = await work.rows(
            "SELECT id FROM products WHERE brand_id = :brand LIMIT 1", brand=work.brand_id
        )
        sold = Money.of("99000.00", "CNY")
        prices = [Money.of("1.00", "CNY")] * 3
        line = LineRow(ProductId(product.id), sold, prices)
        chain = [PartyId(each) for each in reversed(office.chain)]
        channel = await open_channel_row(work)
        await bill_order(work, channel, chain, [line], ordered_on=today)
        await rebates.accrue(work, through=today)
    return office


async def test_targets_are_ones_own(trade: Office) -> None:
    mine = await trade.do(
        trade.viewer(Role.DISTRIBUTOR_FINANCE, trade.t2),
        "estimateCommission",
        TARGETS,
        more={"amount": "1000.00", "currency": "CNY"},
    )
    others = await trade.do(
        trade.viewer(Role.DISTRIBUTOR_OWNER, trade.chain[1]), "estimateCommission", TARGETS
    )

    assert mine["targets"] == [
        {
            "plan": {"code": "CORE"},
            "term": {"code": "volume"},
            "soFar": {
                "volume": {"amount": "99000.00"},
                "earned": {"amount": "4950.00"},
                "band": 1,
            },
            "next": {"more": {"amount": "1000.00"}, "then": {"earned": {"amount": "8000.00"}}},
            "gain": {"amount": "3050.00"},
        }
    ]
    (other,) = others["targets"]
    assert (other["soFar"]["volume"]["amount"], other["gain"]) == ("0.00", None)


async def test_rebates_are_ones_own(trade: Office) -> None:
    mine = await trade.do(
        trade.viewer(Role.DISTRIBUTOR_OWNER, trade.t2),
        "estimateRebate",
        REBATES,
        more={"amount": "1000.00", "currency": "CNY"},
    )
    others = await trade.do(
        trade.viewer(Role.DISTRIBUTOR_OWNER, trade.chain[1]), "estimateRebate", REBATES
    )

    assert mine["rebates"] == [
        {
            "rebateAccrual": {"planName": "YEAR 返利方案"},
            "soFar": {"amount": {"amount": "990.00"}},
            "atNext": {"amount": {"amount": "3000.00"}},
            "gain": {"amount": "2010.00"},
        }
    ]
    (other,) = others["rebates"]
    assert (other["rebateAccrual"], other["soFar"]["amount"]["amount"]) == (None, "0.00")


@pytest.mark.parametrize("name", ["estimateCommission", "estimateRebate"])
async def test_less_than_nothing_is_refused(trade: Office, name: str) -> None:
    viewer = trade.viewer(Role.DISTRIBUTOR_OWNER, trade.t2)

    less = await trade.do(viewer, name, "", more={"amount": "-1.00", "currency": "CNY"})

    assert less["code"] == "AMOUNT_INVALID"
