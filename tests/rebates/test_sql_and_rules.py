from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.catalog import make_product
from tests.factories.commissions import LineRow, bill_order, open_channel_row, return_lines
from tests.factories.parties import make_distributor, open_house
from tests.factories.rebates import CNY, rebate_plan
from tests.rebates.test_rating import terms
from tests.receivables.test_applying import apply_credit, credited
from tributary import rebates
from tributary.commissions import Every, Mode
from tributary.kernel import (
    Actor,
    BrandId,
    DistributorId,
    Money,
    PartyId,
    Period,
    ReceivableId,
    new_id,
)
from tributary.platform import Database, Work, prove
from tributary.rebates import Coverage, Facts, Measure, Outcome, Purchase, RebateDraft, RebateTerm
from tributary.rebates.rules.rating import counted_of

NOW = datetime(2026, 7, 1, tzinfo=UTC)
GROUPS = ("tea", "ware")
CHANNELS = ("mall", "shop")
CODES = ("D0", "D1")


@dataclass(frozen=True)
class LineDraft:
    group: int
    net: int
    quantity: int
    back: int
    """Of ten parts of it, how many come back."""


@dataclass(frozen=True)
class OrderDraft:
    buyer: int
    channel: int
    billed_on: date
    lines: Sequence[LineDraft]
    returned_after: int
    paid_after: int | None
    mode: Mode


@dataclass(frozen=True)
class World:
    plan: RebateDraft
    orders: Sequence[OrderDraft]
    through: date


@dataclass
class Bought:
    """A line as the rules see it."""

    line_id: UUID
    order_id: UUID
    buyer: str
    billed_on: date
    facts: Facts
    mode: Mode
    net: int
    quantity: int
    returned: list[tuple[date, int, int]] = field(default_factory=list[tuple[date, int, int]])


def some(words: Sequence[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.just(frozenset[str]()) | st.frozensets(st.sampled_from(words), min_size=1, max_size=1)


coverages = st.builds(
    Coverage,
    product_groups=some(GROUPS),
    products=some(GROUPS),
    channels=some(CHANNELS),
    grades=some(("gold", "silver")),
    distributors=some(CODES),
)


@st.composite
def plans(draw: st.DrawFn) -> RebateDraft:
    drawn = draw(st.lists(terms(), min_size=1, max_size=3))
    every = draw(st.lists(st.sampled_from(Every), min_size=3, max_size=3))
    return rebate_plan(
        *(
            replace(
                _paying(term),
                code=f"T{place}",
                every=every[place],
                coverage=draw(coverages) if place < len(drawn) - 1 else Coverage(),
            )
            for place, term in enumerate(drawn)
        ),
        modes=draw(st.sampled_from((rebates.USUAL_MODES, frozenset({Mode.DIRECT})))),
    )


def _paying(term: RebateTerm) -> RebateTerm:
    """Give it a floor, or an amount of its last band, so that it pays something."""
    if any(band.rate.ppm for band in term.bands):
        return term
    last = replace(term.bands[-1], rate=type(term.bands[-1].rate)(12_345))
    return replace(term, bands=[*term.bands[:-1], last])


order_drafts = st.builds(
    OrderDraft,
    buyer=st.integers(0, 1),
    channel=st.integers(0, 1),
    billed_on=st.dates(date(2026, 1, 1), date(2026, 6, 30))
    | st.dates(date(2025, 3, 1), date(2025, 7, 1)),
    lines=st.lists(
        st.builds(
            LineDraft,
            group=st.integers(0, 1),
            net=st.integers(1, 4 * 10**6),
            quantity=st.integers(1, 30),
            back=st.integers(0, 10),
        ),
        min_size=1,
        max_size=2,
    ),
    returned_after=st.integers(0, 60),
    paid_after=st.none() | st.integers(0, 60),
    mode=st.sampled_from(Mode),
)
worlds = st.builds(
    World,
    plan=plans(),
    orders=st.lists(order_drafts, min_size=1, max_size=7),
    through=st.dates(date(2026, 2, 1), date(2026, 6, 30)),
)


async def fill(work: Work, world: World) -> list[Bought]:
    await open_house(work)
    buyers = [await make_distributor(work, code) for code in CODES]
    products = [await make_product(work, sku=group, product_group=group) for group in GROUPS]
    channels = [await open_channel_row(work, code) for code in CHANNELS]
    for buyer in buyers:
        await credited(work, buyer, "9000000.00")
    await rebates.activate_plan(work, world.plan)
    bought: list[Bought] = []
    for order in world.orders:
        rows = [
            LineRow(products[line.group], Money(line.net, CNY), [Money(1, CNY)], line.quantity)
            for line in order.lines
        ]
        chain = [PartyId(buyers[order.buyer])]
        channel_id = channels[order.channel]
        day = order.billed_on
        order_id = await bill_order(work, channel_id, chain, rows, ordered_on=day, mode=order.mode)
        for row, line in zip(rows, order.lines, strict=True):
            group, code = GROUPS[line.group], CODES[order.buyer]
            facts = Facts(group, group, CHANNELS[order.channel], "gold", code)
            bought.append(
                Bought(
                    *(row.line_id, order_id, code, day, facts, order.mode),
                    net=line.net,
                    quantity=line.quantity,
                )
            )
        await _settle(work, order, order_id, buyers[order.buyer], rows)
    return bought


async def _settle(
    work: Work, order: OrderDraft, order_id: UUID, buyer: DistributorId, rows: Sequence[LineRow]
) -> None:
    if order.paid_after is not None:
        receivable = await work.rows(
            "SELECT id, total_minor FROM receivables WHERE brand_id = :brand AND order_id = :order",
            brand=work.brand_id,
            order=order_id,
        )
        whole = (ReceivableId(receivable[0].id), Money(receivable[0].total_minor, CNY))
        on = order.billed_on + timedelta(days=order.paid_after)
        await apply_credit(work, buyer, whole, on=on)
    back = {
        row.line_id: (
            row.quantity * line.back // 10,
            Money(row.net.minor * line.back // 10, CNY),
            Money.zero(CNY),
        )
        for row, line in zip(rows, order.lines, strict=True)
        if row.net.minor * line.back // 10
    }
    if back:
        returned_on = order.billed_on + timedelta(days=order.returned_after)
        await return_lines(work, order_id, back, on=returned_on)


async def paid_days(work: Work, through: date) -> dict[UUID, int]:
    rows = await work.rows(
        "SELECT r.order_id, r.booked_on, r.total_minor, a.amount_minor, a.applied_on "
        "FROM receivables r JOIN applications a ON a.brand_id = :brand AND a.receivable_id = r.id "
        "WHERE r.brand_id = :brand",
        brand=work.brand_id,
    )
    days: dict[UUID, int] = {}
    for order_id in {row.order_id for row in rows}:
        of_order = [r for r in rows if r.order_id == order_id and r.applied_on <= through]
        if of_order and sum(r.amount_minor for r in of_order) == of_order[0].total_minor:
            last = max(r.applied_on for r in of_order)
            days[order_id] = (last - of_order[0].booked_on).days
    return days


def periods_of(term: RebateTerm, plan: RebateDraft, through: date) -> Iterator[Period]:
    running = term.every.around(through)
    for period in (term.every.around(running.start - timedelta(days=1)), running):
        if plan.is_valid_on(period.start):
            yield period


@dataclass
class Oracle:
    """What the rules say of a world, row by row."""

    world: World
    bought: Sequence[Bought]
    came_back: Sequence[Any]
    days: dict[UUID, int]
    heads: list[tuple[object, ...]] = field(default_factory=list[tuple[object, ...]])
    lines: list[tuple[object, ...]] = field(default_factory=list[tuple[object, ...]])

    def as_purchase(self, each: Bought, term: RebateTerm) -> Purchase:
        back = [
            row
            for row in self.came_back
            if row.order_line_id == each.line_id and row.booked_on <= self.world.through
        ]
        by_days = term.measure is Measure.DAYS_TO_PAY
        return Purchase(
            *(each.net, each.quantity),
            back=sum(row.net_minor for row in back),
            units_back=sum(row.quantity for row in back),
            days_to_pay=self.days.get(each.order_id) if by_days else None,
        )

    def covered(self, term: RebateTerm, buyer: str, period: Period) -> list[Bought]:
        found = [
            each
            for each in self.bought
            if each.buyer == buyer
            and each.mode in self.world.plan.modes
            and each.billed_on in period
            and each.billed_on <= self.world.through
            and [
                resolved.term
                for resolved in rebates.resolution_of(self.world.plan, each.facts)
                if resolved.outcome is Outcome.COVERS
            ]
            == [term]
        ]
        return sorted(found, key=lambda each: (each.billed_on, each.line_id))

    def rate(self, term: RebateTerm, buyer: str, period: Period) -> None:
        found = self.covered(term, buyer, period)
        if not found:
            return
        purchases = [self.as_purchase(each, term) for each in found]
        ago = Period(
            period.start.replace(year=period.start.year - 1),
            period.end.replace(year=period.end.year - 1),
        )
        before = sum(
            counted_of(term, self.as_purchase(each, term))
            for each in self.covered(term, buyer, ago)
        )
        earned = rebates.rebates_of(term, purchases, CNY, year_before=before)
        step = rebates.next_step(term, purchases, year_before=before)
        figure = rebates.figure_of(term, purchases, year_before=before)
        self.heads.append(
            (
                *(term.code, buyer, period.start),
                None if term.measure is Measure.DAYS_TO_PAY else figure,
                sum(each.amount for each in earned),
                step and step.more,
                step and step.band.rate.ppm,
            )
        )
        self.lines += [
            (term.code, str(each.line_id), rebate.counted, rebate.band, rebate.amount)
            for each, rebate in zip(found, earned, strict=True)
        ]


async def by_the_rules(
    work: Work, world: World, bought: Sequence[Bought]
) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    came_back = await work.rows(
        "SELECT x.order_line_id, x.net_minor, x.quantity, n.booked_on FROM return_lines x "
        "JOIN credit_notes n ON n.brand_id = :brand AND n.return_id = x.return_id "
        "WHERE x.brand_id = :brand",
        brand=work.brand_id,
    )
    oracle = Oracle(world, bought, came_back, await paid_days(work, world.through))
    for term in world.plan.terms:
        for period in periods_of(term, world.plan, world.through):
            for buyer in CODES:
                oracle.rate(term, buyer, period)
    return oracle.heads, oracle.lines


async def by_the_database(
    work: Work,
) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    heads = await work.rows(
        "SELECT t.code, d.code AS buyer, a.rated_from, a.figure, a.amount_minor, "
        "coalesce(a.more_minor, a.more_units) AS more, a.next_rate_ppm "
        "FROM rebate_accruals a "
        "JOIN rebate_terms t ON t.brand_id = :brand AND t.id = a.term_id "
        "JOIN parties d ON d.brand_id = :brand AND d.id = a.distributor_id "
        "WHERE a.brand_id = :brand",
        brand=work.brand_id,
    )
    lines = await work.rows(
        "SELECT t.code, CAST(l.order_line_id AS text), l.counted_minor, l.band, l.amount_minor "
        "FROM rebate_lines l "
        "JOIN rebate_accruals a ON a.brand_id = :brand AND a.id = l.accrual_id "
        "JOIN rebate_terms t ON t.brand_id = :brand AND t.id = a.term_id "
        "WHERE l.brand_id = :brand",
        brand=work.brand_id,
    )
    return [tuple(row) for row in heads], [tuple(row) for row in lines]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(world=worlds)
async def test_the_database_accrues_what_the_rules_say(database: Database, world: World) -> None:
    brand_id = BrandId(new_id())
    async with database.work(Actor.system(brand_id, "test"), now=NOW) as work:
        bought = await fill(work, world)

        # Counted twice, on the way and in the end: nothing of before is left over.
        await rebates.accrue(work, through=world.through - timedelta(days=20))
        await rebates.accrue(work, through=world.through)

        heads, lines = await by_the_database(work)
        expected_heads, expected_lines = await by_the_rules(work, world, bought)
        running = {str(head[:3]) for head in expected_heads}
        assert sorted(str(h) for h in heads if str(h[:3]) in running) == sorted(
            map(str, expected_heads)
        )
        assert set(map(str, expected_lines)) <= set(map(str, lines))
        again = await rebates.accrue(work, through=world.through)
        assert again.lines == 0
    proofs = await prove(database, brand_id, rebates.INVARIANTS)
    assert [proof.faults for proof in proofs if proof.faults] == []
