"""Whatever comes back in whatever parts: an order that is gone whole leaves nothing behind."""

from collections import Counter
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.factories.commissions import level, make_plan, override
from tests.factories.rebates import band, rebate_plan, stepped
from tests.factories.settlements import make_goods, open_shop
from tests.settlements.histories import SAVING
from tributary import orders, promotions, rebates, settlements
from tributary.app import invariants_of_all
from tributary.commissions import EarnedOn
from tributary.kernel import Actor, BrandId, Period, new_id
from tributary.orders import ReturnedLine
from tributary.platform import Database, prove
from tributary.promotions import OfferDraft

JANUARY = Period.month(2026, 1)
SOLD = (("TEA", 3), ("CUP", 4), ("TEA", 2))
UNITS = [place for place, (_, many) in enumerate(SOLD, start=1) for _ in range(many)]

WORTH = """
    SELECT
      (SELECT total_minor FROM orders WHERE brand_id = :brand),
      (SELECT sum(total_minor) FROM credit_notes
       WHERE brand_id = :brand AND return_id IS NOT NULL),
      (SELECT coalesce(sum(amount_minor), 0) FROM commission_lines WHERE brand_id = :brand),
      (SELECT coalesce(sum(amount_minor), 0) FROM rebate_lines WHERE brand_id = :brand),
      (SELECT coalesce(sum(total_minor), 0) FROM receivables
       WHERE brand_id = :brand AND charge_return_id IS NOT NULL)
      - (SELECT coalesce(sum(total_minor), 0) FROM credit_notes
         WHERE brand_id = :brand AND charge_return_id IS NOT NULL),
      (SELECT sum(total_minor - applied_minor) FROM receivables WHERE brand_id = :brand),
      (SELECT sum(total_minor - applied_minor) FROM credit_notes WHERE brand_id = :brand),
      (SELECT count(*) FROM credit_notes WHERE brand_id = :brand AND return_id IS NOT NULL)
"""


@pytest.mark.seconds(60)
@settings(
    max_examples=8,
    phases=(Phase.explicit, Phase.generate),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    ordered=st.permutations(UNITS),
    cuts=st.sets(st.integers(1, 8), max_size=5),
    policy=st.sampled_from(["recompute", "charge_back"]),
    is_on_cash=st.booleans(),
)
async def test_all_that_comes_back_of_an_order_nets_to_nothing(
    ordered: list[int], cuts: set[int], policy: str, is_on_cash: bool, database: Database
) -> None:
    actor = Actor.system(BrandId(new_id()), "test")
    async with database.work(actor, now=datetime(2026, 1, 6, 4, tzinfo=UTC)) as work:
        shop = await open_shop(work)
        await make_goods(work, "TEA", "50.00", "60.00", "70.00", tax="13")
        await make_goods(work, "CUP", "21.37", "24.99", "29.99", group="ware")
        earned_on = EarnedOn.CASH if is_on_cash else EarnedOn.INVOICE
        await make_plan(work, level(1, "2"), level(3, "3"), override(1, "1.5"), earned_on=earned_on)
        await rebates.activate_plan(work, rebate_plan(stepped(band("3"), code="goods"), code="G"))
        await promotions.save_draft(
            work, OfferDraft("SAVE", "Save", JANUARY.start, SAVING | {"after_return": policy})
        )
        await promotions.activate(work, "SAVE")
        order_id = await shop.sell(work, "SO-1", shop.chain[2], *SOLD, on=date(2026, 1, 7))
    parts = [Counter(ordered[since:until]) for since, until in pairwise([0, *sorted(cuts), 9])]
    for n, part in enumerate(parts):
        async with database.work(actor, now=datetime(2026, 1, 8, n, tzinfo=UTC)) as work:
            await orders.book_return(
                work,
                order_id=order_id,
                return_ref=f"R{n}",
                returned_on=date(2026, 1, 8),
                lines=[ReturnedLine(place, many) for place, many in part.items()],
            )
            await shop.bill(work)
    async with database.work(actor, now=datetime(2026, 2, 1, 4, tzinfo=UTC)) as work:
        await settlements.close_month(work, period=JANUARY)
        await rebates.accrue(work, through=JANUARY.last)
        (row,) = [tuple(each) for each in await work.rows(WORTH, brand=work.brand_id)]

    assert row[1] == row[0] > 0
    # What was charged is taken back, and whoever paid nothing owes nothing and has no credit.
    assert row[2:] == (0, 0, 0, 0, 0, len(parts))
    proofs = await prove(database, actor.brand_id, invariants_of_all())
    assert [fault for each in proofs for fault in each.faults] == []
