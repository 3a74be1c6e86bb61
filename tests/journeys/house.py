"""A brand with two distributors, and a month of its business."""

from datetime import date
from pathlib import Path

from tests.factories.catalog import make_grades, make_product
from tests.factories.identity import make_brand
from tests.factories.parties import make_distributor
from tests.journeys.stage import Stage
from tributary import channels, commissions, identity, parties, payouts, settlements
from tributary.commissions import CommissionKind, PlanDraft, PlanRate
from tributary.gateways.stripe import StripeGateway
from tributary.identity import Role
from tributary.kernel import (
    Actor,
    BrandId,
    Currency,
    DistributorId,
    Money,
    PartyId,
    Period,
    Rate,
    UserId,
)
from tributary.orders import BillingTrigger, OrderKind
from tributary.parties import StartEvent, Terms, TermsRule
from tributary.platform import Work, outbox
from tributary.settlements import Statement

CNY = Currency("CNY")
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


async def pay_out(
    stage: Stage, brand_id: BrandId, house: dict[str, DistributorId]
) -> payouts.Batch:
    """Pay what was earned: one person prepares, another releases."""
    desk = stage.application.worker_desk
    gateway = desk.port(StripeGateway)
    people: list[UserId] = []
    async with desk.work(brand_id, "test") as work:
        for role in (Role.PAYOUT_OPERATOR, Role.FINANCE_DIRECTOR):
            email = f"{role}@{brand_id.hex}.example"
            people.append(
                await identity.add_user(work, email=email, name=role, language="en", role=role)
            )
        for code, distributor_id in house.items():
            account = await gateway.create_account(
                reference=code, country="CN", email=f"{code}@example.com", idempotency_key=code
            )
            await payouts.open_payee_account(
                work,
                distributor_id=distributor_id,
                rail="stripe",
                provider_account=account,
                currency=CNY,
            )
    maker, checker = (Actor(brand_id=brand_id, user_id=each, origin="test") for each in people)
    async with desk.database.work(maker, now=desk.clock(), idempotency_key="payday") as work:
        batch_id = await payouts.prepare_batch(
            work, rail="stripe", currency=CNY, minimum=Money.of("1.00", CNY)
        )
        await payouts.submit_batch(work, batch_id=batch_id)
        batch = await payouts.batch_of(work.session, brand_id, batch_id)
    async with desk.database.work(checker, now=desk.clock()) as work:
        assert batch.items_sha256 is not None
        await payouts.release_batch(
            work, batch_id=batch_id, total=batch.total, digest=batch.items_sha256
        )
    await outbox.deliver_all(desk, brand_id)
    async with desk.database.reading(brand_id) as session:
        return await payouts.batch_of(session, brand_id, batch_id)
