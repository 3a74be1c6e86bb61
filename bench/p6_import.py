"""P6: import a million orders from the canonical CSV, against COPY to a temporary table and merge.

N=100000 python bench/p6_import.py makes a quick run. The floor loads the same orders without a
fault into a server of its own: same tables, indexes, references and policies, no validation, no
quarantine, no kept file.
"""

import asyncio
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import psycopg

from tributary import catalog, channels, identity, parties, receivables
from tributary.catalog import PriceDraft, ProductDraft
from tributary.kernel import Actor, BrandId, ChannelId, Money, PartyId, Rate, new_id
from tributary.orders import BillingTrigger, OrderKind
from tributary.parties import DistributorDraft
from tributary.platform import Database, Desk, Subscriptions, Work, migrate
from tributary.platform.postgres import EmbeddedPostgres, prepare_database

ORDERS: Final = int(os.environ.get("N", "1000000"))
BAD_PER_THOUSAND: Final = 8
RATIO_MAX: Final = 1.5
REIMPORT_MAX: Final = 0.3
RSS_MB_MAX: Final = 400

AGENTS, TIERS, SELLERS, SKUS = 20, 200, 2_000, 200
FIRST_DAY: Final = date(2026, 1, 1)
NOW: Final = datetime(2026, 2, 1, 2, tzinfo=UTC)
GRADES: Final = {"gold": 5, "silver": 6, "bronze": 7}
HEADER: Final = "order_no,ordered_at,distributor,sku,quantity,unit_price,total,status\n"

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


def rows_of(orders: int, *, faulty: bool) -> Iterator[str]:
    """Yield the rows of a file: one line per order, every tenth order has two."""
    pick = random.Random(6)
    for number in range(orders):
        lines = 2 if number % 10 == 0 else 1
        at = f"2026-01-{number % 28 + 1:02} {number % 24:02}:{number % 60:02}"
        seller = f"S{pick.randrange(SELLERS):05}"
        first = pick.randrange(SKUS - 1)
        wanted = [(first + place, pick.randrange(1, 9)) for place in range(lines)]
        total = sum(price_of(sku, "bronze") * count for sku, count in wanted)
        bad = faulty and number % 1000 < BAD_PER_THOUSAND
        for place, (sku, count) in enumerate(wanted):
            unit = price_of(sku, "bronze")
            cells = [f"SO-{number:08}", at, seller, f"SKU-{sku:04}", str(count)]
            cells += [f"{unit // 100}.{unit % 100:02}", f"{total // 100}.{total % 100:02}", "paid"]
            if bad and place == 0:
                FAULTS[number % len(FAULTS)](cells)
            yield ",".join(cells) + "\n"


def write(path: Path, rows: Iterator[str] | list[str]) -> Path:
    """Write a file with its header."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER)
        file.writelines(rows)
    return path


async def open_house(work: Work) -> ChannelId:
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
        adapter="csv",
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


FLOOR: Final = (
    """
    INSERT INTO raw_lines
    SELECT derived_id('order_line:' || r.order_id || ':' || r.position), r.order_id, r.position,
           d.id, p.id, p.sku, p.name, r.quantity::bigint, (r.unit_price::numeric * 100)::bigint
    FROM (SELECT derived_id('order:' || :brand || ':' || :channel || ':' || order_no) AS order_id,
                 row_number() OVER (PARTITION BY order_no ORDER BY sku) AS position,
                 distributor, sku, quantity, unit_price
          FROM raw) AS r
    JOIN parties d ON d.brand_id = :brand AND d.code = r.distributor
    JOIN products p ON p.brand_id = :brand AND p.sku = r.sku
    """,
    "ANALYZE raw_lines",
    """
    INSERT INTO orders (brand_id, id, channel_id, external_id, number, kind, mode, state,
      distributor_id, creditor_id, debtor_id, currency, ordered_at, ordered_on, billable_on,
      billable_batch_id, goods_minor, discount_minor, tax_minor, freight_minor, total_minor,
      row_number, content_sha256, created_at)
    SELECT :brand, derived_id('order:' || :brand || ':' || :channel || ':' || r.order_no),
           :channel, r.order_no, r.order_no, 'wholesale', 'direct', 'confirmed', d.id, :brand,
           d.id, 'CNY', r.at, r.at::date, r.at::date, :batch, r.total, 0, 0, 0, r.total, r.first,
           '-', :now
    FROM (SELECT order_no, min(row_number) AS first, min(distributor) AS distributor,
                 min(ordered_at)::timestamp AT TIME ZONE 'Asia/Shanghai' AS at,
                 (min(total)::numeric * 100)::bigint AS total
          FROM raw GROUP BY order_no) AS r
    JOIN parties d ON d.brand_id = :brand AND d.code = r.distributor
    ORDER BY 2
    """,
    """
    INSERT INTO order_lines (brand_id, id, order_id, position, product_id, sku, name, quantity,
      unit_price_minor, goods_minor, discount_minor, net_minor, tax_minor, currency)
    SELECT :brand, id, order_id, position, product_id, sku, name, quantity, unit_price,
           unit_price * quantity, 0, unit_price * quantity, 0, 'CNY'
    FROM raw_lines ORDER BY order_id
    """,
    """
    INSERT INTO order_line_prices (brand_id, order_line_id, depth, party_id, grade,
                                   unit_price_minor, currency)
    SELECT :brand, l.id, t.depth, t.ancestor_id, g.grade, x.unit_price_minor, 'CNY'
    FROM (SELECT * FROM raw_lines ORDER BY id) AS l
    JOIN tree_paths t ON t.brand_id = :brand AND t.descendant_id = l.distributor_id
     AND t.ancestor_id <> :brand AND t.valid_until IS NULL
    JOIN distributor_grades g ON g.brand_id = :brand AND g.distributor_id = t.ancestor_id
     AND g.valid_until IS NULL
    JOIN prices x ON x.brand_id = :brand AND x.product_id = l.product_id AND x.grade = g.grade
     AND x.currency = 'CNY' AND x.valid_until IS NULL
    """,
)


async def load_floor(work: Work, channel_id: ChannelId, file: Path) -> float:
    """Load a faultless file in the least way anybody could; return the seconds."""
    began = time.perf_counter()
    await work.run("SET LOCAL work_mem = '192MB'")
    await work.run(
        "CREATE TEMPORARY TABLE raw (order_no text, ordered_at text, distributor text, sku text, "
        "quantity text, unit_price text, total text, status text, "
        "row_number bigint GENERATED ALWAYS AS IDENTITY) ON COMMIT DROP"
    )
    await work.run(
        "CREATE TEMPORARY TABLE raw_lines (id uuid, order_id uuid, position bigint, "
        "distributor_id uuid, product_id uuid, sku text, name text, quantity bigint, "
        "unit_price bigint) ON COMMIT DROP"
    )
    with file.open("rb") as content:
        await work.copy(
            "COPY raw (order_no, ordered_at, distributor, sku, quantity, unit_price, total, "
            "status) FROM STDIN WITH (FORMAT csv, HEADER)",
            iter(lambda: content.read(1 << 18), b""),
        )
    await work.run("ANALYZE raw")
    parameters = {
        "brand": work.brand_id,
        "channel": channel_id,
        "batch": new_id(),
        "now": work.opened_at,
    }
    for statement in FLOOR:
        used = {name: value for name, value in parameters.items() if f":{name}" in statement}
        await work.run(statement, **used)
    return time.perf_counter() - began


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
async def desk_of(folder: Path, actor: Actor) -> AsyncIterator[tuple[Desk, ChannelId, str]]:
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
                channel_id = await open_house(work)
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


async def measure(folder: Path) -> int:
    """Load the floor, import, import again, and print the figures."""
    clean = write(folder / "clean.csv", rows_of(ORDERS, faulty=False))
    rows = list(rows_of(ORDERS, faulty=True))
    file = write(folder / "orders.csv", iter(rows))
    random.Random(7).shuffle(rows)
    shuffled = write(folder / "shuffled.csv", rows)
    del rows
    floor_actor = Actor.system(BrandId(new_id()), "bench")
    async with desk_of(prepared(folder, "floor"), floor_actor) as (desk, channel_id, owner_url):
        began, worked = time.perf_counter(), cpu_seconds(owner_url)
        async with desk.database.work(floor_actor, now=NOW) as work:
            await load_floor(work, channel_id, clean)
        floor, floor_cpu = time.perf_counter() - began, cpu_seconds(owner_url) - worked
    actor = Actor.system(BrandId(new_id()), "bench")
    async with desk_of(prepared(folder, "product"), actor) as (desk, _, owner_url):
        worked = cpu_seconds(owner_url)
        seconds, first = await timed_import(desk, actor, file)
        cpu_ratio = (cpu_seconds(owner_url) - worked) / floor_cpu
        same, _ = await timed_import(desk, actor, file)
        mixed, again = await timed_import(desk, actor, shuffled)
        billed_per_s = await timed_billing(desk, actor, first)
    rss_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    bad = sum(1 for number in range(ORDERS) if number % 1000 < BAD_PER_THOUSAND)
    sound = (
        first.orders_loaded == ORDERS - bad
        and first.orders_quarantined == again.orders_quarantined == bad
        and again.orders_loaded == again.orders_updated == 0
    )
    ratio, reimport = seconds / floor, max(same, mixed) / seconds
    reached = sound and ratio <= RATIO_MAX and reimport <= REIMPORT_MAX and rss_mb <= RSS_MB_MAX
    print(f"same bytes {same:.1f} s, shuffled {mixed:.1f} s, outcome {first}")
    print(
        f"P6 rows={ORDERS} seconds={seconds:.1f} floor={floor:.1f} ratio={ratio:.2f} "
        f"cpu_ratio={cpu_ratio:.2f} "
        f"reimport={reimport:.2f} rss_mb={rss_mb} receivables={billed_per_s:.0f}/s "
        f"reach={'ok' if reached else 'no'}"
    )
    return 0 if reached else 1


def main() -> int:
    """Run the benchmark; 0 when the figures of the specification are reached."""
    with tempfile.TemporaryDirectory(prefix="tributary-p6-") as folder:
        Path(folder).chmod(0o755)
        return asyncio.run(measure(Path(folder)))


if __name__ == "__main__":
    sys.exit(main())
