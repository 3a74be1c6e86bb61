"""A brand with two distributors, and a month of its business."""

from datetime import date
from pathlib import Path

from tests.factories.catalog import make_grades, make_product
from tests.factories.identity import make_brand
from tests.factories.parties import make_distributor
from tests.journeys.stage import Stage
from tributary import channels, commissions, parties, settlements
from tributary.commissions import CommissionKind, PlanDraft, PlanRate
from tributary.kernel import Actor, BrandId, DistributorId, PartyId, Period, Rate
from tributary.orders import BillingTrigger, OrderKind
from tributary.parties import StartEvent, Terms, TermsRule
from tributary.platform import Work, outbox
from tributary.settlements import Statement

HEADER = "order_no,ordered_at,shipped_on,distributor,sku,quantity,return_no,returned_on\n"


async def found_brand(work: Work) -> dict[str, DistributorId]:
    """East buys at gold from the brand, Shanghai at silver below it; 13 % tax on a product."""
    await make_brand(work)
    await make_grades(work, "gold", "silver")
    await parties.open_brand(work, name="荷叶茶业 Lotus Tea")
    await make_product(work, prices={"gold": "100.00", "silver": "110.00"})
    east = await make_distributor(work, "EAST", grade="gold")
    shanghai = await make_distributor(work, "SHANGHAI", grade="silver", under=PartyId(east))
    await parties.set_terms(
        work,
        creditor_id=PartyId(work.brand_id),
        terms=Terms(StartEvent.SHIPMENT, TermsRule.NET_DAYS, 30),
        valid_from=date(2026, 1, 1),
    )
    rates = [
        PlanRate(CommissionKind.LEVEL, 1, Rate.percent("1")),
        PlanRate(CommissionKind.LEVEL, 2, Rate.percent("2")),
        PlanRate(CommissionKind.OVERRIDE, 1, Rate.percent("1")),
    ]
    await commissions.activate_plan(
        work,
        PlanDraft(
            "P-2026",
            "Plan",
            rates,
            valid_from=date(2026, 1, 1),
            pays_price_gap=True,
            pays_both=True,
        ),
    )
    await channels.open_channel(
        work,
        code="desk",
        name="Order desk",
        adapter="csv",
        order_kind=OrderKind.WHOLESALE,
        billing_trigger=BillingTrigger.SHIPMENT,
        time_zone="Asia/Shanghai",
    )
    return {"EAST": east, "SHANGHAI": shanghai}


async def import_text(stage: Stage, actor: Actor, tmp_path: Path, text: str) -> int:
    """Import a file of orders, let everybody react, and return how many are in quarantine."""
    file = tmp_path / f"{len(text)}.csv"
    file.write_text(text, encoding="utf-8")
    outcome = await channels.import_orders(
        stage.application.desk, actor, channel_code="desk", file=file, file_name=file.name
    )
    await outbox.deliver_all(stage.application.worker_desk, actor.brand_id)
    return outcome.orders_quarantined


async def close(stage: Stage, brand_id: BrandId, period: Period) -> dict[str, Statement]:
    """Settle a month, print it, and return its statements by counterparty."""
    desk = stage.application.worker_desk
    async with desk.work(brand_id, "test") as work:
        run = await settlements.close_month(work, period=period)
    await outbox.deliver_all(desk, brand_id)
    async with desk.database.reading(brand_id) as session:
        found = await settlements.statements_of(session, brand_id, run_id=run.run_id)
    return {each.counterparty_code: each for each in found}
