"""P6: import a million orders as CSV and as JSON lines, against COPY to a table and merge.

N=100000 make bench ID=P6 makes a quick run, FORMATS=csv one of CSV alone. The floor loads
the same orders without a fault into a server of its own: same tables, indexes, references and
policies, no validation, no quarantine, no kept file.
"""

import asyncio
import json
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import psycopg

from bench.import_floor import COLUMNS, load_floor
from tributary import catalog, channels, identity, parties, receivables
from tributary.catalog import PriceDraft, ProductDraft
from tributary.kernel import Actor, BrandId, ChannelId, Money, PartyId, Rate, new_id
from tributary.orders import BillingTrigger, OrderKind
from tributary.parties import DistributorDraft
from tributary.platform import Database, Desk, Subscriptions, Work, migrate
from tributary.platform.postgres import EmbeddedPostgres, prepare_database

ORDERS: Final = int(os.environ.get("N", "1000000"))
BAD_PER_THOUSAND: Final = 8
FORMATS: Final = os.environ.get("FORMATS", "csv,jsonl").split(",")
RATIO_MAX: Final = 1.3
REIMPORT_MAX: Final = 0.3
RSS_MB_MAX: Final = 400

AGENTS, TIERS, SELLERS, SKUS = 20, 200, 2_000, 200
FIRST_DAY: Final = date(2026, 1, 1)
NOW: Final = datetime(2026, 2, 1, 2, tzinfo=UTC)
GRADES: Final = {"gold": 5, "silver": 6, "bronze": 7}
Row = list[str]
"""The cells of one order line, as COLUMNS name them."""

FAULTS: Final[tuple[Callable[[list[str]], None], ...]] = (
    lambda cells: cells.__setitem__(3, "NO-SUCH-SKU"),
    lambda cells: cells.__setitem__(2, "NOBODY"),
    lambda cells: cells.__setitem__(4, "-1"),
    lambda cells: cells.__setitem__(5, "1_000"),
    lambda cells: cells.__setitem__(5, "0.01"),
    lambda cells: cells.__setitem__(6, "1.00"),
    lambda cells: cells.__setitem__(1, "2026-02-30 10:00"),
    lambda cells: cells.append("surplus"),
)


def price_of(sku: int, grade: str) -> int:
    """Return the price of a unit in minor units."""
    return (sku % 50 + 1) * 100 * GRADES[grade]


def orders_of(orders: int, *, faulty: bool) -> Iterator[list[Row]]:
    """Yield the rows of each order: one line per order, every tenth order has two."""
    pick = random.Random(6)
    for number in range(orders):
        lines = 2 if number % 10 == 0 else 1
        at = f"2026-01-{number % 28 + 1:02} {number % 24:02}:{number % 60:02}"
        seller = f"S{pick.randrange(SELLERS):05}"
        first = pick.randrange(SKUS - 1)
        wanted = [(first + place, pick.randrange(1, 9)) for place in range(lines)]
        total = sum(price_of(sku, "bronze") * count for sku, count in wanted)
        bad = faulty and number % 1000 < BAD_PER_THOUSAND
        rows: list[Row] = []
        for place, (sku, count) in enumerate(wanted):
            unit = price_of(sku, "bronze")
            cells = [f"SO-{number:08}", at, seller, f"SKU-{sku:04}", str(count)]
            cells += [f"{unit // 100}.{unit % 100:02}", f"{total // 100}.{total % 100:02}", "paid"]
            if bad and place == 0:
                FAULTS[number % len(FAULTS)](cells)
            rows.append(cells)
        yield rows


def written(layout: str, orders: Iterator[list[Row]]) -> Iterator[str]:
    """Yield the lines of a file without its header."""
    for rows in orders:
        if layout == "csv":
            yield from (",".join(cells) + "\n" for cells in rows)
        else:
            yield json.dumps(_object(rows), ensure_ascii=False) + "\n"


def _object(rows: list[Row]) -> dict[str, object]:
    """Return an order as an object that holds its lines; what is surplus makes it no order."""
    if len(rows[0]) > len(COLUMNS):
        return {"order": rows[0]}
    said = [dict(zip(COLUMNS, cells, strict=True)) for cells in rows]
    of_order = {name: said[0][name] for name in ("order_no", "ordered_at", "distributor")}
    of_order |= {name: said[0][name] for name in ("total", "status")}
    lines = [{name: each[name] for name in ("sku", "quantity", "unit_price")} for each in said]
    return {**of_order, "lines": lines}


def write(path: Path, rows: Iterator[str] | list[str]) -> Path:
    """Write a file, with a header where its layout has one."""
    with path.open("w", encoding="utf-8") as file:
        if path.suffix == ".csv":
            file.write(",".join(COLUMNS) + "\n")
        file.writelines(rows)
    return path


async def open_house(work: Work, layout: str) -> ChannelId:
    """Open a brand with three levels of distributors, products and their ladder."""
    brand = work.brand_id
    await identity.create_brand(
        work, slug=f"b{brand.hex}", name="Lotus Tea", time_zone="Asia/Shanghai", currency="CNY"
    )
    for rank, grade in enumerate(GRADES, start=1):
        await catalog.add_grade(work, code=grade, name=grade, rank=rank)
    await parties.open_brand(work, name="Lotus Tea")
    above = [PartyId(brand)]
    for prefix, grade, count in (("A", "gold", AGENTS), ("T", "silver", TIERS)):
        above = await _register(work, prefix, grade, count, above)
    await _register(work, "S", "bronze", SELLERS, above)
    drafts = [
        ProductDraft(f"SKU-{sku:04}", f"茶 {sku}", "tea", Rate.percent("0")) for sku in range(SKUS)
    ]
    await catalog.add_products(work, drafts)
    prices = [
        PriceDraft(
            catalog.product_id_of(brand, f"SKU-{sku:04}"),
            grade,
            Money(price_of(sku, grade), Money.zero("CNY").currency),
            FIRST_DAY,
        )
        for sku in range(SKUS)
        for grade in GRADES
    ]
    await catalog.set_prices(work, prices)
    return await channels.open_channel(
        work,
        code="portal",
        name="Portal",
        adapter=layout,
        order_kind=OrderKind.WHOLESALE,
        billing_trigger=BillingTrigger.CONFIRMATION,
        time_zone="Asia/Shanghai",
    )


async def _register(
    work: Work, prefix: str, grade: str, count: int, above: list[PartyId]
) -> list[PartyId]:
    drafts = [
        DistributorDraft(
            code=f"{prefix}{place:05}",
            name=f"{prefix}{place:05}",
            parent_id=above[place % len(above)],
            grade=grade,
            since=FIRST_DAY,
        )
        for place in range(count)
    ]
    return [PartyId(each) for each in await parties.register_distributors(work, drafts)]


def prepared(folder: Path, name: str) -> Path:
    """Make a folder that the server's own user may enter."""
    inner = folder / name
    inner.mkdir(mode=0o755)
    return inner


def cpu_seconds(owner_url: str) -> float:
    """Return the processor time of this process and of the server's client backends.

    Beside the seconds on the clock it tells a slow import from a busy machine.
    """
    with psycopg.connect(owner_url) as owner:
        rows = owner.execute(
            "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' "
            "AND pid <> pg_backend_pid()"
        ).fetchall()
    ticks = 0
    for (pid,) in rows:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK") + time.process_time()


@asynccontextmanager
async def desk_of(
    folder: Path, actor: Actor, layout: str
) -> AsyncIterator[tuple[Desk, ChannelId, str]]:
    """Start a server with the product's settings, open a brand, connect as the app role."""
    server = EmbeddedPostgres(folder / "postgres")
    server.start()
    try:
        owner_url = server.superuser_url("tributary")
        urls = prepare_database(owner_url, secrets_file=folder / "roles.json")
        migrate(urls.migrate)
        database = Database(urls.app, subscriptions=Subscriptions(), connections_max=4)
        try:
            async with database.work(actor, now=NOW - timedelta(days=1)) as work:
                channel_id = await open_house(work, layout)
            # A minute after its set-up a database knows its own size; here it is told at once.
            with psycopg.connect(owner_url, autocommit=True) as owner:
                owner.execute("ANALYZE")
                owner.execute("CHECKPOINT")
            yield Desk(database=database, clock=lambda: NOW), channel_id, owner_url
        finally:
            await database.close()
    finally:
        server.stop()


async def timed_import(
    desk: Desk, actor: Actor, file: Path
) -> tuple[float, channels.ImportOutcome]:
    """Import a file and return the seconds it took and what became of it."""
    began = time.perf_counter()
    outcome = await channels.import_orders(
        desk, actor, channel_code="portal", file=file, file_name=file.name
    )
    return time.perf_counter() - began, outcome


async def timed_billing(desk: Desk, actor: Actor, outcome: channels.ImportOutcome) -> float:
    """Raise the receivables of an import with their postings; return orders a second."""
    assert outcome.billable_batch_id is not None
    began = time.perf_counter()
    async with desk.database.work(actor, now=NOW) as work:
        raised = await receivables.raise_for(work, outcome.billable_batch_id)
    return raised / (time.perf_counter() - began)


@dataclass(frozen=True, slots=True)
class Figures:
    """What one layout came to."""

    text: str
    reached: bool


async def measure(folder: Path, layout: str) -> Figures:
    """Load the floor, import, import again."""
    clean = write(folder / f"clean.{layout}", written(layout, orders_of(ORDERS, faulty=False)))
    rows = list(written(layout, orders_of(ORDERS, faulty=True)))
    file = write(folder / f"orders.{layout}", iter(rows))
    random.Random(7).shuffle(rows)
    shuffled = write(folder / f"shuffled.{layout}", rows)
    del rows
    actor = Actor.system(BrandId(new_id()), "bench")
    place = prepared(folder, f"floor-{layout}")
    async with desk_of(place, actor, layout) as (desk, channel_id, owner_url):
        began, worked = time.perf_counter(), cpu_seconds(owner_url)
        async with desk.database.work(actor, now=NOW) as work:
            await load_floor(work, channel_id, clean)
        floor, floor_cpu = time.perf_counter() - began, cpu_seconds(owner_url) - worked
    actor = Actor.system(BrandId(new_id()), "bench")
    place = prepared(folder, f"product-{layout}")
    async with desk_of(place, actor, layout) as (desk, _, owner_url):
        worked = cpu_seconds(owner_url)
        seconds, first = await timed_import(desk, actor, file)
        cpu_ratio = (cpu_seconds(owner_url) - worked) / floor_cpu
        same, _ = await timed_import(desk, actor, file)
        mixed, again = await timed_import(desk, actor, shuffled)
        billed_per_s = await timed_billing(desk, actor, first)
    bad = sum(1 for number in range(ORDERS) if number % 1000 < BAD_PER_THOUSAND)
    sound = (
        first.orders_loaded == ORDERS - bad
        and first.orders_quarantined == again.orders_quarantined == bad
        and again.orders_loaded == again.orders_updated == 0
    )
    ratio, reimport = seconds / floor, max(same, mixed) / seconds
    print(f"{layout}: same bytes {same:.1f} s, shuffled {mixed:.1f} s, outcome {first}")
    return Figures(
        f"{layout}: seconds={seconds:.1f} floor={floor:.1f} ratio={ratio:.2f} "
        f"cpu_ratio={cpu_ratio:.2f} reimport={reimport:.2f} receivables={billed_per_s:.0f}/s",
        sound and ratio <= RATIO_MAX and reimport <= REIMPORT_MAX,
    )


def in_folder(layout: str) -> Figures:
    """Measure one layout in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="tributary-p6-") as folder:
        Path(folder).chmod(0o755)
        return asyncio.run(measure(Path(folder), layout))


def main() -> int:
    """Run the benchmark; 0 when the figures of the specification are reached."""
    figures = [in_folder(layout) for layout in FORMATS]
    rss_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    reached = rss_mb <= RSS_MB_MAX and all(each.reached for each in figures)
    print(
        f"P6 rows={ORDERS} {', '.join(each.text for each in figures)} rss_mb={rss_mb} "
        f"reach={'ok' if reached else 'no'}"
    )
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
