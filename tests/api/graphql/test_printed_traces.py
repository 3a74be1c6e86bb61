"""What a commission follows from is the same on the phone and on paper, line for line."""

import io
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pdfplumber
import pytest

from tests.api.graphql.conftest import ask
from tests.conftest import MovingClock
from tests.factories.commissions import level, make_plan, pay_order
from tests.factories.settlements import PORTS, cny, make_goods, open_shop
from tributary import settlements
from tributary.api.graphql.engine import Engine, Viewer
from tributary.api.graphql.trusted import CURRENT, kept
from tributary.commissions import Band, EarnedOn, Earner, Every, Term, TermKind, Tiers
from tributary.identity import Role
from tributary.kernel import BrandId, Currency, DistributorId, PartyId, Period, Rate, UserId, new_id
from tributary.platform import Database, Desk, Work, blobs

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]

MARCH, APRIL = Period.month(2026, 3), Period.month(2026, 4)
KINDS = {"LEVEL": "自销", "OVERRIDE": "下级销售", "PRICE_GAP": "价差", "BONUS": "奖励"}

MINUS = "\N{MINUS SIGN}"

PAID = ({"CORE", "GAP", "TIERS"}, {"MONEY", "GAP", "TIERS"}, {"CORE"})
"""Which plans paid each of them, from the nearest to the brand down."""

HEADING, BEHIND = "佣金计算明细", "未结货款"
FOOTER = 42
EDGES = (154.0, 278.28, 359.28, 425.28, 467.28, 497.28)
"""Where the columns of the calculation end, in points from the left."""

# The portal lists commissions by these ids, each of which opens its trace.
LINES = """
    { viewer { distributor { commissionLines(first: 100) { nodes {
      id rule { step productGroup } seller { code }
    } } } } }
"""


@dataclass(frozen=True)
class Sold:
    """Who sold in two months that are closed."""

    chain: list[PartyId]


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock(datetime(2026, 4, 1, 2, tzinfo=UTC))


@pytest.fixture
def desk(database: Database, clock: MovingClock) -> Desk:
    return Desk(database=database, clock=clock, ports=PORTS)


async def plan_everything(work: Work) -> None:
    """Let rates, price gaps, tiers of a quarter and money each pay something."""
    tiers = Term(
        code="volume",
        kind=TermKind.BONUS,
        earner=Earner.ABOVE,
        tiers=Tiers.MARGINAL,
        bands=[Band(Rate.percent("5"), 0, 250_00), Band(Rate.percent("8"), 250_00, None)],
        every=Every.QUARTER,
        currency=Currency("CNY"),
    )
    await make_plan(work, level(1, "2"), level(3, "4"))
    await make_plan(work, code="GAP", pays_price_gap=True, pays_both=True)
    await make_plan(work, code="TIERS", terms=[tiers])
    await make_plan(work, level(2, "6"), code="MONEY", earned_on=EarnedOn.CASH)


@pytest.fixture
async def sold(open_work: OpenWork, clock: MovingClock) -> Sold:
    """Two months, in which things are sold, paid in part, and come back."""
    async with open_work() as work:
        shop = await open_shop(work)
        await make_goods(work, "TEA", "50.00", "60.00", "70.00", tax="13")
        await make_goods(work, "CUP", "21.37", "24.99", "29.99", group="ware")
        await plan_everything(work)
        orders = [
            await shop.sell(work, f"SO-{n}", seller, ("TEA", 3), ("CUP", 2), on=date(2026, 3, n))
            for n, seller in enumerate(shop.chain, start=1)
        ]
        await pay_order(work, orders[1], cny("100.00"), on=date(2026, 3, 20))
    async with open_work() as work:
        await settlements.close_month(work, period=MARCH)
    async with open_work() as work:
        await shop.take_back(work, orders[-1], "RT-1", quantity=1, on=date(2026, 4, 2))
        await pay_order(work, orders[1], cny("50.00"), on=date(2026, 4, 20))
    clock.move(days=31)
    async with open_work() as work:
        await settlements.close_month(work, period=APRIL)
    return Sold(list(shop.chain))


@pytest.mark.parametrize("place", [0, 1, 2])
async def test_paper_shows_what_each_figure_opens_to(
    sold: Sold, desk: Desk, engine: Engine, brand_id: BrandId, place: int
) -> None:
    party = sold.chain[place]
    viewer = Viewer(
        brand_id,
        UserId(new_id()),
        frozenset({Role.DISTRIBUTOR_OWNER}),
        date(2026, 5, 2),
        DistributorId(party),
    )

    on_phone = await traces(engine, viewer)

    assert sorted(on_phone) == sorted(await printed(desk, brand_id, party))
    assert {row[2].partition("v")[0] for row in on_phone} == PAID[place]


async def traces(engine: Engine, viewer: Viewer) -> list[tuple[str, ...]]:
    """Return what each commission opens to, by the portal's own document, as rows on paper."""
    found = await ask(engine, viewer, LINES)
    document = next(text for text in kept(CURRENT).values() if "query Trace(" in text)
    flags = {"money": True, "finance": False, "banking": False}
    opened: list[tuple[str, ...]] = []
    for line in found["data"]["viewer"]["distributor"]["commissionLines"]["nodes"]:
        answer = await ask(engine, viewer, document, "Trace", id=line["id"], **flags)
        opened.append(row_of(answer["data"]["node"], line))
    return opened


async def printed(desk: Desk, brand_id: BrandId, party: PartyId) -> list[tuple[str, ...]]:
    """Return the rows of the calculation on every statement from the brand to a party."""
    async with desk.database.reading(brand_id) as session:
        runs = await settlements.runs_of(session, brand_id)
    for run in runs:
        await settlements.print_statements(desk, brand_id, run.run_id)
    rows: list[tuple[str, ...]] = []
    async with desk.database.reading(brand_id) as session:
        for each in await settlements.statements_of(session, brand_id, counterparty_id=party):
            if each.creditor_id == brand_id and each.blob_id is not None:
                rows += calculation(await blobs.load(session, brand_id, each.blob_id))
    return rows


def calculation(content: bytes) -> list[tuple[str, ...]]:
    """Return the cells of the calculation in a PDF, row by row, without the blanks."""
    rows: list[list[str]] = []
    is_in = False
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            row: list[str] = []
            body = page.crop((0, 0, page.width, page.height - FOOTER))
            for word in body.extract_words():
                is_in = (is_in or word["text"] == HEADING) and word["text"] != BEHIND
                column = sum(word["x1"] > edge for edge in EDGES)
                if is_in and column == 0 and word["text"].startswith("SO-"):
                    rows.append(row := [""] * (len(EDGES) + 1))
                if is_in and row:
                    row[column] += word["text"]
    return [tuple(row) for row in rows]


def row_of(trace: Mapping[str, Any], line: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the row on paper that a trace stands for."""
    rate, gap = trace["rate"], trace["unitGap"]
    return (
        trace["order"]["number"] + trace["orderLine"]["sku"],
        line["seller"]["code"] + KINDS[trace["kind"]],
        rule_of(trace, line),
        written(trace["base"]["amount"]),
        percent(rate) if rate else written(gap["amount"]),
        written(str(trace["quantity"])),
        written(trace["amount"]["amount"]),
    )


def rule_of(trace: Mapping[str, Any], line: Mapping[str, Any]) -> str:
    """Return the version of the plan, what of it applied, and what a difference is of."""
    plan, term, rule = trace["plan"], trace["term"], line["rule"]
    said = f"{plan['code']}v{plan['version']}"
    if term:
        said += f"{term['code']}#{trace['band']}"
    elif rule:
        said += f"#{rule['step']}{rule['productGroup']}"
    if trace["booked"] and Decimal(trace["booked"]["amount"]):
        said += f":{trace['due']['amount']}-{trace['booked']['amount']}"
    return said


def percent(rate: str) -> str:
    """Return a rate as it is printed."""
    return str(Rate(int(Decimal(rate).scaleb(6)))).replace(" ", "").replace("-", MINUS)


def written(amount: str) -> str:
    """Return a figure as it is printed."""
    return amount.replace("-", MINUS)
