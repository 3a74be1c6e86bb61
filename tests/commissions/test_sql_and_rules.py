from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.catalog import make_product
from tests.factories.commissions import (
    LineRow,
    bill_order,
    level,
    open_channel_row,
    override,
    return_lines,
)
from tests.factories.parties import make_distributor, open_house
from tributary import commissions, parties
from tributary.commissions import Base, Mode, PlanDraft, PlanOverlaps, PlanRate, Sale
from tributary.kernel import (
    Actor,
    BrandId,
    Currency,
    DistributorId,
    Money,
    OrderLineId,
    PartyId,
    Period,
    ProductId,
    SettlementRunId,
    derived_id,
    new_id,
)
from tributary.platform import Database, Work, prove

CNY = Currency("CNY")
GROUPS = ("tea", "ware", "gift")
MOVED_ON = date(2026, 3, 11)
MONTHS = [Period.month(2026, month) for month in (3, 4, 5)]
NOW = datetime(2026, 6, 1, tzinfo=UTC)


@dataclass(frozen=True)
class LineDraft:
    product: int
    net: int
    tax: int
    quantity: int
    prices: Sequence[int]


@dataclass(frozen=True)
class OrderDraft:
    seller: int
    ordered_on: date
    billed_on: date
    lines: Sequence[LineDraft]
    returns: Sequence[tuple[date, Sequence[int]]]
    """Each return: its day, and the weight of each line that comes back."""
    kept: int
    """The weight that never comes back; with 0 the order comes back whole."""
    mode: Mode


@dataclass(frozen=True)
class World:
    parents: Sequence[int]
    """Of each distributor after the first, one before it; -1 is the brand."""
    move: int
    """The distributor that goes directly under the brand on MOVED_ON."""
    plans: Sequence[PlanDraft]
    orders: Sequence[OrderDraft]

    def chain_of(self, seller: int, day: date) -> list[int]:
        chain = [seller]
        while chain[-1] > 0:
            moved = chain[-1] == self.move and day >= MOVED_ON
            parent = -1 if moved else self.parents[chain[-1] - 1]
            if parent < 0:
                break
            chain.append(parent)
        return chain


def days(first: date, last: date) -> st.SearchStrategy[date]:
    return st.dates(first, last)


rates = st.lists(
    st.builds(
        lambda make, step, ppm, group: make(step, f"{ppm / 10000:.4f}", group),
        st.sampled_from((level, override)),
        st.integers(1, 4),
        st.integers(0, 400_000),
        st.sampled_from(("", *GROUPS)),
    ),
    max_size=8,
    unique_by=lambda rate: (rate.kind, rate.step, rate.product_group),
)


@st.composite
def plan_drafts(draw: st.DrawFn) -> PlanDraft:
    chosen: list[PlanRate] = draw(rates)
    begins = draw(days(date(2026, 1, 1), date(2026, 3, 20)))
    return PlanDraft(
        code=draw(st.sampled_from(("A", "B", "C"))),
        name="方案",
        rates=chosen,
        valid_from=begins,
        valid_until=draw(st.none() | st.just(begins + timedelta(days=30))),
        base=draw(st.sampled_from(Base)),
        pays_price_gap=draw(st.booleans()) or not chosen,
        pays_both=draw(st.booleans()),
        modes=draw(st.frozensets(st.sampled_from(Mode), min_size=1)),
    )


@st.composite
def order_drafts(draw: st.DrawFn, distributors: int) -> OrderDraft:
    line = st.builds(
        LineDraft,
        product=st.integers(0, len(GROUPS) - 1),
        net=st.integers(0, 10**7),
        tax=st.integers(1, 10**6),
        quantity=st.integers(1, 50),
        prices=st.lists(st.integers(0, 10**5), min_size=distributors, max_size=distributors),
    )
    lines = draw(st.lists(line, min_size=1, max_size=3))
    weights = st.lists(st.integers(0, 9), min_size=len(lines), max_size=len(lines)).filter(any)
    returns = st.tuples(days(date(2026, 3, 1), date(2026, 5, 31)), weights)
    return OrderDraft(
        seller=draw(st.integers(0, distributors - 1)),
        ordered_on=draw(days(date(2026, 2, 20), date(2026, 3, 31))),
        billed_on=draw(days(date(2026, 3, 1), date(2026, 5, 10))),
        lines=lines,
        returns=draw(st.lists(returns, max_size=4)),
        kept=draw(st.integers(0, 3)),
        mode=draw(st.sampled_from(Mode)),
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    distributors = draw(st.integers(1, 6))
    parents = [draw(st.integers(-1, place - 1)) for place in range(1, distributors)]
    return World(
        parents=parents,
        move=draw(st.integers(1, 6)),
        plans=draw(st.lists(plan_drafts(), min_size=1, max_size=4)),
        orders=draw(st.lists(order_drafts(distributors), min_size=1, max_size=5)),
    )


class Built:
    """A world in the database, and the sales as the rules see them."""

    def __init__(self) -> None:
        self.distributors: list[PartyId] = []
        self.sales: dict[UUID, tuple[Sale, date]] = {}

    async def fill(self, work: Work, world: World) -> None:
        await open_house(work)
        for place, parent in enumerate([-1, *world.parents]):
            under = None if parent < 0 else self.distributors[parent]
            made = await make_distributor(work, f"D{place}", under=under)
            self.distributors.append(PartyId(made))
        if world.move < len(self.distributors) and world.parents[world.move - 1] >= 0:
            await parties.move_distributor(
                work,
                distributor_id=DistributorId(self.distributors[world.move]),
                parent_id=PartyId(work.brand_id),
                from_on=MOVED_ON,
            )
        for plan in world.plans:
            await _activate(work, plan)
        products = [await make_product(work, sku=group, product_group=group) for group in GROUPS]
        channel_id = await open_channel_row(work)
        for order in world.orders:
            await self._order(work, world, channel_id, products, order)

    async def _order(
        self,
        work: Work,
        world: World,
        channel_id: UUID,
        products: Sequence[ProductId],
        order: OrderDraft,
    ) -> None:
        places = world.chain_of(order.seller, order.ordered_on)
        chain = [self.distributors[place] for place in places]
        rows: list[LineRow] = []
        for line in order.lines:
            ladder = [Money(line.prices[place], CNY) for place in places]
            net, tax = Money(line.net, CNY), Money(line.tax, CNY)
            row = LineRow(products[line.product], net, ladder, line.quantity, tax)
            group = GROUPS[line.product]
            sale = Sale(order.ordered_on, net, tax, line.quantity, group, chain, ladder, order.mode)
            self.sales[row.line_id] = (sale, order.billed_on)
            rows.append(row)
        order_id = await bill_order(
            work,
            channel_id,
            chain,
            rows,
            ordered_on=order.ordered_on,
            billed_on=order.billed_on,
            mode=order.mode,
        )
        parts = [_parts_of(row, place, order) for place, row in enumerate(rows)]
        for nth, (day, _) in enumerate(order.returns):
            back = {row.line_id: parts[place][nth] for place, row in enumerate(rows)}
            if any(net or tax for _, net, tax in back.values()):
                await return_lines(work, order_id, back, on=day)


def _parts_of(row: LineRow, place: int, order: OrderDraft) -> list[tuple[int, Money, Money]]:
    weights = [each[place] for _, each in order.returns] + [order.kept]
    if not sum(weights):
        weights[-1] = 1
    tax = row.tax or Money.zero("CNY")
    pieces = Money(row.quantity, CNY).allocate(weights)
    nets, taxes = row.net.allocate(weights), tax.allocate(weights)
    return [
        (piece.minor, net, taxed) for piece, net, taxed in zip(pieces, nets, taxes, strict=True)
    ]


async def _activate(work: Work, plan: PlanDraft) -> None:
    savepoint = await work.session.begin_nested()
    try:
        await commissions.activate_plan(work, plan)
    except PlanOverlaps:
        await savepoint.rollback()


async def by_the_rules(work: Work, built: Built) -> list[tuple[object, ...]]:
    plans = [plan.terms for plan in await commissions.plans_of(work.session, work.brand_id)]
    rows = await work.rows(
        "SELECT x.order_line_id, x.id, x.quantity, x.net_minor, x.tax_minor, n.booked_on "
        "FROM return_lines x JOIN credit_notes n ON n.brand_id = :brand "
        "AND n.return_id = x.return_id WHERE x.brand_id = :brand",
        brand=work.brand_id,
    )
    expected: list[tuple[object, ...]] = []
    for line_id, (sale, billed_on) in built.sales.items():
        came_back = sorted(
            (max(row.booked_on, billed_on), row.id, row)
            for row in rows
            if row.order_line_id == line_id
        )
        # Versions of one plan may differ in their base: that of the order day counts.
        bases = {plan.code: plan.base for plan in plans if plan.is_valid_on(sale.ordered_on)}
        for earning in commissions.earnings_on(sale, plans):
            gross = bases[earning.plan_code] is Base.GROSS
            sold = sale.net + sale.tax if gross else sale.net
            by_quantity = not sold
            returned = [
                row.quantity if by_quantity else row.net_minor + gross * row.tax_minor
                for *_, row in came_back
            ]
            parts = commissions.reversals_of(
                earning.amount,
                whole=sale.quantity if by_quantity else sold.minor,
                returned=returned,
            )
            key = (line_id, earning.plan_code, earning.kind, earning.beneficiary_id)
            expected.append((*key, billed_on, None, earning.amount))
            expected += [
                (*key, day, return_line_id, -part)
                for (day, return_line_id, _), part in zip(came_back, parts, strict=True)
                if part
            ]
    return expected


async def by_the_database(work: Work, built: Built) -> list[tuple[object, ...]]:
    for month in MONTHS:
        run_id = SettlementRunId(derived_id("settlement_run", work.brand_id, month.start))
        await commissions.accrue(work, run_id=run_id, period=month)
    lines = await commissions.lines_of_order(
        work.session,
        work.brand_id,
        [OrderLineId(line_id) for line_id in built.sales],
    )
    return [
        (
            *(line.order_line_id, line.plan_code, line.kind, line.beneficiary_id),
            *(line.earned_on, line.return_line_id, line.amount),
        )
        for line in lines
    ]


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(world=worlds())
async def test_the_database_pays_what_the_rules_say(database: Database, world: World) -> None:
    brand_id = BrandId(new_id())
    built = Built()
    async with database.work(Actor.system(brand_id, "test"), now=NOW) as work:
        await built.fill(work, world)

        found = await by_the_database(work, built)

        expected = await by_the_rules(work, built)
        assert sorted(map(str, found)) == sorted(map(str, expected))
    assert [p.faults for p in await prove(database, brand_id, commissions.INVARIANTS)] == [[]] * 5
