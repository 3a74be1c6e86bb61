"""Random worlds of plans, trees, sales, returns and months, in the database and for the oracle."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Final
from uuid import UUID

from tests.commissions import oracle
from tests.commissions.drawing import CHANNELS, GRADES, GROUPS, LIMITS, a_document, cents
from tests.factories.catalog import make_product
from tests.factories.commissions import (
    LineRow,
    bill_order,
    open_channel_row,
    open_of,
    pay_order,
    return_lines,
)
from tests.factories.parties import make_distributor, open_house
from tributary import commissions, ledger, parties, receivables
from tributary.commissions import Mode, PlanInvalid, PlanOverlaps, draft_of
from tributary.kernel import (
    Actor,
    BrandId,
    DistributorId,
    Money,
    PartyId,
    Period,
    ProductId,
    SettlementRunId,
    derived_id,
    new_id,
)
from tributary.platform import Database, Work, prove

NOW: Final = datetime(2026, 8, 1, tzinfo=UTC)
MONTHS: Final = tuple(Period.month(2026, month) for month in (2, 3, 4, 5))


Ending = Callable[[Work, "Drawn", Period], Awaitable[None]]


@dataclass
class Line:
    """A line on its way through the world."""

    row: LineRow
    order_id: UUID
    sold: oracle.Sold
    back: tuple[int, int, int] = (0, 0, 0)


@dataclass
class Drawn:
    """Everything that was drawn and written so far."""

    random: Random
    parents: list[int]
    members: list[PartyId] = field(default_factory=list)
    products: list[ProductId] = field(default_factory=list)
    channels: list[UUID] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    returns: list[oracle.Back] = field(default_factory=list)
    payments: list[oracle.Paid] = field(default_factory=list)
    undone: set[str] = field(default_factory=set)


async def activate_some(work: Work, random: Random) -> None:
    """Activate one to three plans; a draft that contradicts itself or another is drawn again."""
    activated = 0
    while activated < random.randint(1, 3):
        begins = random.choice((date(2026, 1, 1), date(2026, 2, 15), date(2026, 4, 1)))
        savepoint = await work.session.begin_nested()
        try:
            draft = draft_of(
                a_document(random), code=random.choice("ABC"), name="方案", valid_from=begins
            )
            await commissions.activate_plan(work, draft)
            activated += 1
        except (PlanInvalid, PlanOverlaps):
            await savepoint.rollback()


def _chain(drawn: Drawn, seller: int) -> list[int]:
    chain = [seller]
    while chain[-1] > 0 and drawn.parents[chain[-1]] >= 0:
        chain.append(drawn.parents[chain[-1]])
    return chain


async def sell(work: Work, drawn: Drawn, month: Period) -> None:
    """Bill an order of one to three lines; some are late, for a day of a month that is closed."""
    random = drawn.random
    places = _chain(drawn, random.randrange(len(drawn.members)))
    billed_on = month.start + timedelta(days=random.randint(-20, 27))
    ordered_on = billed_on - timedelta(days=random.randint(0, 20))
    mode, channel = random.choice(list(Mode)), random.randrange(2)
    lines = [
        _a_line(drawn, places, ordered_on, max(billed_on, month.start), mode, CHANNELS[channel])
        for _ in range(random.randint(1, 3))
    ]
    order_id = await bill_order(
        work,
        drawn.channels[channel],
        [drawn.members[place] for place in places],
        [row for row, _ in lines],
        ordered_on=ordered_on,
        billed_on=billed_on,
        mode=mode,
    )
    drawn.lines += [Line(row, order_id, replace(sold, order=str(order_id))) for row, sold in lines]


def _a_line(
    drawn: Drawn, places: Sequence[int], ordered_on: date, booked_on: date, mode: Mode, channel: str
) -> tuple[LineRow, oracle.Sold]:
    random = drawn.random
    group, quantity = random.randrange(3), random.randint(1, 4)
    net = random.choice((*LIMITS, random.randint(1, 120_000))) + random.choice((-1, 0, 0, 1))
    tax, unit = net * 13 // 100, max(net // quantity, 1)
    rungs = [
        oracle.Rung(
            str(drawn.members[place]), GRADES[place % 2], unit * random.randint(50, 105) // 100
        )
        for place in places
    ]
    row = LineRow(
        drawn.products[group],
        Money.of(cents(net), "CNY"),
        [Money.of(cents(rung.unit_price), "CNY") for rung in rungs],
        quantity,
        Money.of(cents(tax), "CNY"),
        [rung.grade for rung in rungs],
    )
    sold = oracle.Sold(
        line=str(row.line_id),
        order="",
        ordered_on=ordered_on,
        booked_on=booked_on,
        mode=mode.value,
        channel=channel,
        sku=GROUPS[group],
        group=GROUPS[group],
        quantity=quantity,
        net=net,
        tax=tax,
        ladder=rungs,
    )
    return row, sold


async def take_back(work: Work, drawn: Drawn, month: Period, *, whole: bool = False) -> bool:
    """Return all that is left of a line, or a part of it, of this month or an earlier one."""
    random = drawn.random
    open_lines = [one for one in drawn.lines if one.back[:2] < (one.sold.quantity, one.sold.net)]
    if not open_lines:
        return False
    line = random.choice(open_lines)
    sold, (quantity, net, tax) = line.sold, line.back
    left = (sold.quantity - quantity, sold.net - net, sold.tax - tax)
    part = left
    if not whole and random.random() < 0.5 and left[1] > 1:
        part = (0, random.randint(1, left[1] - 1), random.randint(0, left[2]))
    day = month.start + timedelta(days=random.randint(-5, 27))
    moneys = (part[0], Money.of(cents(part[1]), "CNY"), Money.of(cents(part[2]), "CNY"))
    return_id = await return_lines(work, line.order_id, {line.row.line_id: moneys}, on=day)
    (found,) = await work.rows(
        "SELECT x.id, n.id AS note, n.booked_on FROM return_lines x "
        "JOIN credit_notes n ON n.brand_id = :brand AND n.return_id = x.return_id "
        "WHERE x.brand_id = :brand AND x.return_id = :id",
        brand=work.brand_id,
        id=return_id,
    )
    drawn.returns.append(
        oracle.Back(sold.line, str(found.id), str(found.note), found.booked_on, *part)
    )
    line.back = (quantity + part[0], net + part[1], tax + part[2])
    return True


async def all_goods_back(work: Work, drawn: Drawn, month: Period) -> None:
    """Return whatever is left of everything."""
    while await take_back(work, drawn, month, whole=True):
        pass


async def all_money_back(work: Work, drawn: Drawn, month: Period) -> None:
    """Undo whatever payment stands."""
    while await undo(work, drawn, month):
        pass


async def pay(work: Work, drawn: Drawn, month: Period) -> None:
    """Pay all that is open of an order, or a part of it; sometimes on a day that is closed."""
    random = drawn.random
    order_id = random.choice(drawn.lines).order_id
    still_open = sum(amount.minor for _, amount in await open_of(work, order_id))
    if still_open:
        part = still_open if random.random() < 0.5 else random.randint(1, still_open)
        day = month.start + timedelta(days=random.randint(-5, 27))
        uses = await pay_order(work, order_id, Money.of(cents(part), "CNY"), on=day)
        await _note_payments(work, drawn, order_id, uses)


async def undo(work: Work, drawn: Drawn, month: Period) -> bool:
    """Take back a payment: it was refunded, charged back or wrongly applied."""
    paid = [one for one in drawn.payments if one.amount > 0 and one.use not in drawn.undone]
    if not paid:
        return False
    use = drawn.random.choice(paid)
    day = month.start + timedelta(days=drawn.random.randint(-5, 27))
    done = await receivables.reverse_applications(work, [UUID(use.use)], reversed_on=day)
    rows = await work.rows(
        "SELECT id FROM applications WHERE brand_id = :brand AND batch_id = :batch",
        brand=work.brand_id,
        batch=done.batch_id,
    )
    drawn.undone.add(use.use)
    await _note_payments(work, drawn, UUID(use.order), [row.id for row in rows])
    return True


async def _note_payments(
    work: Work, drawn: Drawn, order_id: UUID, applications: Sequence[UUID]
) -> None:
    rows = await work.rows(
        "SELECT id, applied_on, CASE WHEN reverses_id IS NULL THEN amount_minor "
        "ELSE -amount_minor END AS minor FROM applications "
        "WHERE brand_id = :brand AND id = ANY(:ids)",
        brand=work.brand_id,
        ids=list(applications),
    )
    drawn.payments += [
        oracle.Paid(str(order_id), str(row.id), row.applied_on, row.minor) for row in rows
    ]


async def open_world(work: Work, random: Random) -> Drawn:
    await open_house(work)
    count = random.randint(1, 4)
    parents = [-1, *(place - random.choice((1, 1, 1, 2)) for place in range(1, count))]
    drawn = Drawn(random, parents)
    for place, parent in enumerate(parents):
        under = None if parent < 0 else drawn.members[parent]
        drawn.members.append(PartyId(await make_distributor(work, f"D{place}", under=under)))
    drawn.products = [await make_product(work, sku=each, product_group=each) for each in GROUPS]
    drawn.channels = [await open_channel_row(work, code) for code in CHANNELS]
    return drawn


async def live(work: Work, drawn: Drawn, *, ending: "Ending | None" = None) -> None:
    """Let month after month happen: sales, returns, a move in the tree, the settlement twice.

    With an ending, the last month is that.
    """
    random = drawn.random
    await ledger.close_through(work, MONTHS[0].start - timedelta(days=1))
    for nth, month in enumerate(MONTHS):
        if nth == 1:
            await _move(work, drawn, month.start)
        is_end = ending is not None and month == MONTHS[-1]
        for _ in range(0 if is_end else random.randint(1, 6)):
            await sell(work, drawn, month)
        for _ in range(random.randint(0, 3)):
            await take_back(work, drawn, month)
        for _ in range(random.randint(0, 6)):
            await pay(work, drawn, month)
        for _ in range(random.randint(0, 2)):
            await undo(work, drawn, month)
        if is_end and ending is not None:
            await ending(work, drawn, month)
        run_id = SettlementRunId(derived_id("settlement_run", work.brand_id, month.start))
        drafts = [await _draft_of(work, run_id, month, party) for party in drawn.members]
        await commissions.accrue(work, run_id=run_id, period=month, is_final=True)
        # Settled alone, before and after: everybody has the same lines as in the run of all.
        for party, draft in zip(drawn.members, drafts, strict=True):
            kept = await commissions.lines_of(
                work.session, work.brand_id, run_id=run_id, beneficiary_id=party
            )
            assert draft == kept == await _draft_of(work, run_id, month, party)
        again = await commissions.accrue(work, run_id=run_id, period=month)
        assert again == commissions.Accrual(lines=0, transfers=0)
        await ledger.close_through(work, month.last)


async def _draft_of(
    work: Work, run_id: SettlementRunId, month: Period, party: PartyId
) -> list[commissions.CommissionLine]:
    return await commissions.settle_one(work, run_id=run_id, period=month, beneficiary_id=party)


async def _move(work: Work, drawn: Drawn, day: date) -> None:
    """Move somebody directly under the brand; who is sold to afterwards has another chain."""
    below = [place for place, parent in enumerate(drawn.parents) if parent >= 0]
    if below:
        place = drawn.random.choice(below)
        drawn.parents[place] = -1
        await parties.move_distributor(
            work,
            distributor_id=DistributorId(drawn.members[place]),
            parent_id=PartyId(work.brand_id),
            from_on=day,
        )


async def by_the_oracle(work: Work, drawn: Drawn) -> list[oracle.Booked]:
    versions = [
        oracle.Version(row.code, row.version, row.valid_from, row.valid_until, row.document)
        for row in await work.rows(
            "SELECT code, version, valid_from, valid_until, document FROM plans "
            "WHERE brand_id = :brand",
            brand=work.brand_id,
        )
    ]
    months = [(month.start, month.end) for month in MONTHS]
    sales = [line.sold for line in drawn.lines]
    return oracle.World(versions, sales, drawn.returns, months, drawn.payments).books()


async def by_the_engine(work: Work) -> list[oracle.Booked]:
    runs = {
        derived_id("settlement_run", work.brand_id, month.start): nth
        for nth, month in enumerate(MONTHS)
    }
    rows = await work.rows(
        "SELECT c.*, p.code AS plan, p.version, t.code AS term FROM commission_lines c "
        "JOIN plans p ON p.brand_id = :brand AND p.id = c.plan_id "
        "LEFT JOIN plan_terms t ON t.brand_id = :brand AND t.id = c.term_id "
        "WHERE c.brand_id = :brand",
        brand=work.brand_id,
    )
    return [
        oracle.Booked(
            month=runs[row.run_id],
            line=str(row.order_line_id),
            party=str(row.beneficiary_id),
            plan=f"{row.plan} v{row.version}" if row.term else row.plan,
            kind=row.kind,
            term=row.term or "",
            return_line=str(row.return_line_id or ""),
            reason=row.reason or "",
            amount=row.amount_minor,
            due=row.due_minor or 0,
            volume=row.volume_minor or 0,
        )
        for row in rows
    ]


_LEFT: Final = """
    SELECT format('order line %s, %s, plan %s: %s is left', c.order_line_id, c.kind, p.code,
                  sum(c.amount_minor)) AS fault
    FROM commission_lines c JOIN plans p ON p.brand_id = :brand AND p.id = c.plan_id
    WHERE c.brand_id = :brand AND p.earning_event = ANY(:events)
    GROUP BY c.order_line_id, c.beneficiary_id, c.kind, c.term_id, p.code
    HAVING sum(c.amount_minor) <> 0
"""


async def left_of(database: Database, seed: int, *, goods: bool) -> list[str]:
    """Return what is left of any commission in a world in which all goods, or money, went back."""
    random = Random(seed)
    brand_id = BrandId(new_id())
    async with database.work(Actor.system(brand_id, "test"), now=NOW) as work:
        drawn = await open_world(work, random)
        await activate_some(work, random)
        await live(work, drawn, ending=all_goods_back if goods else all_money_back)
        events = ["cash", "invoice"] if goods else ["cash"]
        rows = await work.rows(_LEFT, brand=work.brand_id, events=events)
    return [f"world {seed}: {row.fault}" for row in rows]


async def difference(database: Database, seed: int) -> str | None:
    """Return how engine and oracle differ in the world of a seed, or nothing."""
    random = Random(seed)
    brand_id = BrandId(new_id())
    async with database.work(Actor.system(brand_id, "test"), now=NOW) as work:
        drawn = await open_world(work, random)
        await activate_some(work, random)
        await live(work, drawn)
        found = set(await by_the_engine(work))
        expected = set(await by_the_oracle(work, drawn))
        missing = [
            fault
            for month in MONTHS
            for fault in await commissions.missing_from(work.session, brand_id, month)
        ]
    if found != expected or missing:
        alone = [f"engine {one}" for one in found - expected]
        alone += [f"oracle {one}" for one in expected - found]
        return "\n".join((f"world {seed}", *sorted(alone, key=lambda one: one[7:]), *missing))
    faults = [
        f for one in await prove(database, brand_id, commissions.INVARIANTS) for f in one.faults
    ]
    return f"world {seed}: {faults}" if faults else None
