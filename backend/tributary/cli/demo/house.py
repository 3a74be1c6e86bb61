"""Opens the demo brand in one transaction: people, tree, catalogue, terms, plan, channels."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from tributary import catalog, channels, commissions, identity, parties
from tributary.cli.demo import goods, people, sales
from tributary.cli.demo.doors import invite
from tributary.cli.demo.offers import make_offers
from tributary.cli.demo.rebating import agree_rebates
from tributary.commissions import (
    Band,
    ClawBack,
    CommissionKind,
    Earner,
    Every,
    Example,
    Mode,
    PlanDraft,
    PlanRate,
    Term,
    TermKind,
    Tiers,
)
from tributary.kernel import BrandId, Currency, DistributorId, Money, PartyId, Rate, derived_id
from tributary.orders import BillingTrigger, OrderKind, OrderMode
from tributary.parties import PartyKind, party_id_of
from tributary.platform import Desk, Work

BRAND_ID: Final = BrandId(derived_id("demo", people.BRAND_SLUG))
ACQUIRER: Final = "ACQUIRER"

_RATES: Final = {
    CommissionKind.LEVEL: ("1", "1.5", "2", "2.5"),
    CommissionKind.OVERRIDE: ("0.8", "0.4", "0.2"),
}
"""By level from 1 on, and by steps above the seller from 1 on."""

_AGENCY_RATES: Final = {
    CommissionKind.LEVEL: ("8", "10", "12", "15"),
    CommissionKind.OVERRIDE: ("2", "1", "0.5"),
}
"""An agent has no margin: it earns more of what the consumer pays."""

PLAN_NAME: Final = "2026 分销激励 Distribution incentive"


async def open_house(desk: Desk, *, first_day: date, third_month: date) -> None:
    """Create the brand and everything it has before its first order, all or nothing.

    Refuses:
        SlugTaken: the brand exists already.
    """
    async with desk.work(BRAND_ID, "demo") as work:
        await identity.create_brand(
            work,
            slug=people.BRAND_SLUG,
            name=people.BRAND_NAME,
            time_zone=people.TIME_ZONE,
            currency=goods.CURRENCY,
            # Whoever looks around in the demo has no telephone to add; the console tells how to.
            requires_factors=False,
        )
        await parties.open_brand(work, name=people.BRAND_NAME)
        await _fill_catalogue(work, first_day)
        await _plant_tree(work, first_day, third_month)
        await _agree_terms(work, first_day)
        await _invite_people(work)
        await commissions.activate_plan(work, _plan(first_day))
        await commissions.activate_plan(work, _agency_plan(first_day))
        await commissions.activate_plan(work, growth_plan(first_day))
        await agree_rebates(work, first_day)
        await _open_channels(work)
        await make_offers(work, first_day)


async def _fill_catalogue(work: Work, first_day: date) -> None:
    for rank, (code, name) in enumerate(goods.GRADES.items(), start=1):
        await catalog.add_grade(work, code=code, name=name, rank=rank)
    await catalog.add_products(work, goods.product_drafts())
    await catalog.set_prices(work, goods.price_drafts(work.brand_id, valid_from=first_day))


async def _plant_tree(work: Work, first_day: date, third_month: date) -> None:
    drafts = people.distributor_drafts(work.brand_id, since=first_day)
    await parties.register_distributors(work, drafts)
    await parties.register_party(
        work, kind=PartyKind.ACQUIRER, code=ACQUIRER, name="银联商务 UnionPay Merchant Services"
    )
    moved, upline = (party_id_of(work.brand_id, code) for code in people.MOVED)
    await parties.move_distributor(
        work, distributor_id=DistributorId(moved), parent_id=upline, from_on=third_month
    )
    for each in people.DISTRIBUTORS:
        await parties.add_contact(
            work,
            party_id=party_id_of(work.brand_id, each.code),
            name=each.contact,
            role="accounts payable" if each.language == "en" else "应付会计",
            email=each.email,
            language=each.language,
        )


async def _agree_terms(work: Work, first_day: date) -> None:
    brand = PartyId(work.brand_id)
    await parties.set_terms(work, creditor_id=brand, terms=people.NET_30, valid_from=first_day)
    for code in sales.CASCADE_CREDITORS:
        await parties.set_terms(
            work,
            creditor_id=party_id_of(work.brand_id, code),
            terms=people.NET_30,
            valid_from=first_day,
        )
    for each in people.DISTRIBUTORS:
        terms = each.terms()
        if terms is not None:
            await parties.set_terms(
                work,
                creditor_id=brand,
                debtor_id=party_id_of(work.brand_id, each.code),
                terms=terms,
                valid_from=first_day,
            )


async def _invite_people(work: Work) -> None:
    for person in people.PEOPLE:
        user_id = await invite(work, person)
        for code in people.LOOKED_AFTER.get(person.email, ()):
            distributor_id = DistributorId(party_id_of(work.brand_id, code))
            await parties.assign_distributor(work, distributor_id=distributor_id, user_id=user_id)


def _plan(first_day: date) -> PlanDraft:
    """Return a plan with rates by level, overrides up the tree, and the price gap beside them."""
    rates = _rates(_RATES)
    # Lamps are to be pushed this year: stores earn more on them.
    rates.append(PlanRate(CommissionKind.LEVEL, 4, Rate.percent("4"), "lighting"))
    return PlanDraft(
        code="QL-2026",
        name=PLAN_NAME,
        rates=rates,
        valid_from=first_day,
        pays_price_gap=True,
        pays_both=True,
        modes=frozenset({Mode.DIRECT}),
    )


def _agency_plan(first_day: date) -> PlanDraft:
    """Return the plan of those who sell for commission."""
    return PlanDraft(
        code="QL-AGENT-2026",
        name="2026 代销佣金 Agency commission",
        rates=_rates(_AGENCY_RATES),
        valid_from=first_day,
        modes=frozenset({Mode.AGENCY}),
    )


def growth_plan(first_day: date) -> PlanDraft:
    """Return the plan of what grows: tiers by month, and bonuses by quarter and for large lines."""
    tiers = Term(
        code="GROWTH-M",
        kind=TermKind.COMMISSION,
        earner=Earner.SELLER,
        tiers=Tiers.MARGINAL,
        bands=_bands((0, "0"), (10_000, "0.5"), (30_000, "1")),
        currency=Currency(goods.CURRENCY),
    )
    bonus = Term(
        code="GROWTH-Q",
        kind=TermKind.BONUS,
        earner=Earner.SELLER,
        tiers=Tiers.WHOLE,
        bands=_bands((0, "0"), (20_000, "0.5"), (60_000, "0.8")),
        currency=Currency(goods.CURRENCY),
        every=Every.QUARTER,
        claw_back=ClawBack.RERATE,
    )
    large = Term(
        code="GROWTH-L",
        kind=TermKind.BONUS,
        earner=Earner.SELLER,
        tiers=Tiers.FLAT,
        bands=_bands((0, "0.2")),
        currency=Currency(goods.CURRENCY),
        where=f'channel == "{sales.WHOLESALE}" && net >= amount("2000.00")',
        examples=(
            Example({"channel": sales.WHOLESALE, "net": "2000.00"}, expected=True),
            Example({"channel": sales.SHOP, "net": "9000.00"}, expected=False),
        ),
    )
    return PlanDraft(
        code="QL-GROWTH-2026",
        name="2026 增长激励 Growth incentive",
        rates=(),
        valid_from=first_day,
        modes=frozenset({Mode.DIRECT}),
        terms=(tiers, bonus, large),
    )


def _bands(*steps: tuple[int, str]) -> list[Band]:
    """Return bands from volumes in whole units of the currency, each up to the next."""
    starts = [Money.of(str(start), goods.CURRENCY).minor for start, _ in steps]
    return [
        Band(Rate.percent(percent), start, until)
        for (_, percent), start, until in zip(steps, starts, [*starts[1:], None], strict=True)
    ]


def _rates(percents_of: Mapping[CommissionKind, Sequence[str]]) -> list[PlanRate]:
    return [
        PlanRate(kind, step, Rate.percent(percent))
        for kind, percents in percents_of.items()
        for step, percent in enumerate(percents, start=1)
    ]


async def _open_channels(work: Work) -> None:
    await _open(work, sales.WHOLESALE, "订货台 Order desk", OrderKind.WHOLESALE)
    await _open(
        work,
        sales.DROPSHIP,
        "沐云一件代发 Muyun drop-shipping",
        OrderKind.DROPSHIP,
        distributor=sales.DROPSHIPPER,
    )
    await _open(
        work, sales.SHOP, "青鸾官方商城 Qingluan shop", OrderKind.CONSUMER, acquirer=ACQUIRER
    )
    await _open(
        work, sales.OVERSEAS, "青鸾海外店 Qingluan overseas", OrderKind.CONSUMER, acquirer=ACQUIRER
    )
    await _open(
        work,
        sales.PARTNER_SHOP,
        "甬城商城 Yongcheng shop",
        OrderKind.DROPSHIP,
        distributor=sales.SHOPKEEPER,
    )
    await _open(
        work,
        sales.CASCADE,
        "鄞州一件代发 Yinzhou drop-shipping",
        OrderKind.DROPSHIP,
        distributor=sales.CASCADER,
        mode=OrderMode.CASCADE,
    )
    await _open(
        work,
        sales.AGENCY,
        "弄堂生活直播间 Longtang live shop",
        OrderKind.CONSUMER,
        distributor=sales.AGENT,
        acquirer=ACQUIRER,
        mode=OrderMode.AGENCY,
    )


async def _open(
    work: Work,
    code: str,
    name: str,
    kind: OrderKind,
    *,
    distributor: str | None = None,
    acquirer: str | None = None,
    mode: OrderMode = OrderMode.DIRECT,
) -> None:
    is_shop = code in {sales.SHOP, sales.PARTNER_SHOP, sales.AGENCY, sales.OVERSEAS}
    layouts = {sales.OVERSEAS: "shopify"}
    await channels.open_channel(
        work,
        code=code,
        name=name,
        adapter=layouts.get(code, "woocommerce" if is_shop else "csv"),
        order_kind=kind,
        mode=mode,
        billing_trigger=BillingTrigger.CONFIRMATION if is_shop else BillingTrigger.SHIPMENT,
        time_zone=people.TIME_ZONE,
        distributor_id=None if distributor is None else party_id_of(work.brand_id, distributor),
        acquirer_id=None if acquirer is None else party_id_of(work.brand_id, acquirer),
    )
