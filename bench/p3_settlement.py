"""P3: the commissions of a month of 1M order lines, 10k distributors, 5 levels, all kinds of plans.

What a line stores is what its trace cannot be derived without: rule version, base, rate, both ends
of a difference, volume, what was paid. The floor inserts the same rows from a table of them, with
the same indexes, references and policies. A month of a tenth is settled first, to see that time
grows as lines do; of one distributor the draft is asked for before anything is written.
N=50000 make bench ID=P3 settles fewer lines.
"""

import asyncio
import os
import statistics
import sys
import time
from datetime import UTC, date, datetime
from typing import Final

import psycopg
from psycopg.sql import SQL, Literal

from bench.server import own_server
from tests.factories.commissions import level, override
from tests.factories.parties import open_house
from tributary import commissions
from tributary.commissions import (
    Band,
    Conditions,
    EarnedOn,
    Earner,
    Every,
    Mode,
    PlanDraft,
    Term,
    TermKind,
    Tiers,
)
from tributary.kernel import (
    Actor,
    BrandId,
    Currency,
    PartyId,
    Period,
    Rate,
    SettlementRunId,
    derived_id,
    new_id,
)
from tributary.platform import Database, prove

LINES: Final = int(os.environ.get("N", "1000000"))
LINES_OF_ORDER: Final = 5
LINES_OF_SELLER: Final = 167
LEVELS: Final = 5
PART: Final = 10
DRAFTS: Final = 20
DERIVED_MAX: Final = 1.3
DRAFT_MS_MAX: Final = 50.0
GROWTH_MAX: Final = 1.5
"""How much dearer a line of the large month may be than one of the small month."""
MONTH: Final = Period.month(2026, 3)
NOW: Final = datetime(2026, 4, 1, 2, tzinfo=UTC)
CNY: Final = Currency("CNY")

# Of four orders one earns rates, one rates and terms, one price gaps, one rates on cash.
_FILL: Final = (
    """INSERT INTO products (brand_id, id, sku, name, product_group, tax_rate_ppm, reviewed,
         created_at)
       SELECT {b}, derived_id('product:' || {b} || n), 'SKU-' || n, '茶 ' || n,
              (ARRAY['tea', 'ware', 'gift'])[1 + n % 3], 130000, true, '2026-01-01'
       FROM generate_series(0, 99) n""",
    """INSERT INTO channels (brand_id, id, code, name, adapter, order_kind, mode, billing_trigger,
         creates_products, time_zone, created_at)
       SELECT {b}, derived_id('channel:' || {b} || n), 'c' || n, 'Channel', 'csv', 'wholesale',
              'direct', 'confirmation', false, 'Asia/Shanghai', '2026-01-01'
       FROM generate_series(0, 3) n""",
    """INSERT INTO parties (brand_id, id, kind, code, name, language, created_at)
       SELECT {b}, derived_id('member:' || {b} || n), 'distributor', 'D' || n, '商贸 ' || n, 'zh',
              '2026-01-01'
       FROM generate_series(0, {members} - 1) n""",
    """INSERT INTO orders (brand_id, id, channel_id, external_id, number, kind, mode, state,
         distributor_id, creditor_id, debtor_id, currency, ordered_at, ordered_on, billable_on,
         billable_batch_id, goods_minor, discount_minor, tax_minor, freight_minor, total_minor,
         content_sha256, created_at)
       SELECT {b}, derived_id('order:' || {b} || n), derived_id('channel:' || {b} || n % 4),
              'X-' || n, 'SO-' || n, CASE n % 4 WHEN 2 THEN 'consumer' ELSE 'wholesale' END,
              (ARRAY['direct', 'direct', 'agency', 'cascade'])[1 + n % 4], 'confirmed', d, {b}, d,
              'CNY', '2026-03-01', DATE '2026-03-01' + n % 28, DATE '2026-03-01' + n % 28,
              {b}, 50000, 0, 6500, 0, 56500, '-', '2026-03-01'
       FROM generate_series(0, {orders} - 1) n,
         LATERAL (SELECT derived_id('member:' || {b} || ({members} - 1 - n % {sellers})) AS d)
           AS w""",
    """INSERT INTO order_lines (brand_id, id, order_id, position, product_id, sku, name, quantity,
         unit_price_minor, goods_minor, discount_minor, net_minor, tax_minor, currency)
       SELECT {b}, derived_id('line:' || o.id || p), o.id, p,
              derived_id('product:' || {b} || (p * 7 + o.total_minor + length(o.number)) % 100),
              'SKU', '茶', 1 + p % 3, 10000 / (1 + p % 3), 10000, 0, 10000, 1300, 'CNY'
       FROM orders o, generate_series(1, {of_order}) p WHERE o.brand_id = {b}""",
    # Five levels: a tenth as many distributors in each level above, the general agents first.
    """INSERT INTO order_line_prices (brand_id, order_line_id, depth, party_id, grade,
         unit_price_minor, currency)
       SELECT {b}, l.id, d.depth,
              CASE d.depth WHEN 0 THEN o.distributor_id
                ELSE derived_id('member:' || {b} || (d.first + seat % greatest(d.size, 1))) END,
              (ARRAY['gold', 'silver', 'bronze'])[1 + d.depth % 3],
              l.unit_price_minor - 300 * d.depth, 'CNY'
       FROM order_lines l
       JOIN orders o ON o.brand_id = {b} AND o.id = l.order_id,
         LATERAL (SELECT substr(o.number, 4)::bigint % {sellers} AS seat) AS s,
         LATERAL (VALUES (0, 0, 1), (1, {three}, {four} - {three}), (2, {two}, {three} - {two}),
                         (3, {one}, {two} - {one}), (4, 0, {one})) AS d (depth, first, size)
       WHERE l.brand_id = {b}""",
    """INSERT INTO receivables (brand_id, id, number, order_id, instalment, creditor_id, debtor_id,
         currency, total_minor, applied_minor, issued_on, booked_on, journal_id, created_at, due_on,
         batch_id)
       SELECT {b}, derived_id('item:' || o.id), 'AR-' || o.number, o.id, 1, {b}, o.debtor_id, 'CNY',
              o.total_minor, 0, o.billable_on, o.billable_on, o.id, '2026-03-01', '2026-04-30', {b}
       FROM orders o WHERE o.brand_id = {b}""",
    # Each is paid once, and of two orders only a half: no transfers, which settling does not read.
    """INSERT INTO applications (brand_id, id, receivable_id, source, source_id, currency,
         amount_minor, applied_on, transfer_id, batch_id, created_at)
       SELECT {b}, derived_id('use:' || r.id), r.id, 'receipt', r.id, 'CNY',
              r.total_minor / (1 + (hashtext(r.number) & 1)), r.booked_on + 2, r.id, {b},
              '2026-03-01'
       FROM receivables r WHERE r.brand_id = {b}""",
)
_TABLES: Final = (
    *("products", "channels", "parties", "orders", "order_lines", "order_line_prices"),
    *("receivables", "applications"),
)
_SUM: Final = """
    SELECT count(*) AS lines, coalesce(sum(amount_minor), 0)::bigint AS minor,
           count(*) FILTER (WHERE kind = 'price_gap') AS gaps, count(term_id) AS rated,
           count(owed_minor) AS collected
    FROM commission_lines WHERE brand_id = :brand
"""


def fill(url: str, brand_id: BrandId, lines: int) -> int:
    """Write a month of a brand past all checks; return how many distributors it has."""
    members = max(lines * LEVELS * 2 // (LINES_OF_SELLER * 6), 50)
    sizes = {"one": members // 1000 + 1, "two": members // 100 + 2, "three": members // 10 + 3}
    values = {
        "b": SQL("{}::uuid").format(Literal(str(brand_id))),
        "members": Literal(members),
        **{name: Literal(size) for name, size in sizes.items()},
        "four": Literal(members * 4 // 10),
        "sellers": Literal(members - members * 4 // 10),
        "orders": Literal(lines // LINES_OF_ORDER),
        "of_order": Literal(LINES_OF_ORDER),
    }
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET session_replication_role TO replica")
        for statement in _FILL:
            connection.execute(SQL(statement).format(**values))
        for table in _TABLES:
            connection.execute(SQL("VACUUM ANALYZE {}").format(SQL(table)))
    return members


def plans() -> list[PlanDraft]:
    """Return a plan of each kind: rates, tiers and a bonus, price gaps, rates on cash."""
    begins = date(2026, 1, 1)
    rates = [level(LEVELS, "5"), *(override(step, f"{LEVELS - step}") for step in range(1, LEVELS))]
    bands = [Band(Rate.percent("1"), 0, 500_000), Band(Rate.percent("2"), 500_000)]
    on = Conditions(channels=frozenset({"c1"}))
    tiers = Term(
        *("tiers", TermKind.BONUS, Earner.SELLER, Tiers.MARGINAL, bands, CNY),
        conditions=on,
    )
    bonus = Term(
        *("bonus", TermKind.BONUS, Earner.ABOVE, Tiers.WHOLE, bands, CNY),
        every=Every.QUARTER,
        conditions=Conditions(channels=frozenset({"c1"}), depths=frozenset({1})),
    )
    direct, gap, cash = (frozenset({mode}) for mode in (Mode.DIRECT, Mode.AGENCY, Mode.CASCADE))
    return [
        PlanDraft("CORE", "核心方案", rates, begins, modes=direct, terms=[tiers, bonus]),
        PlanDraft("GAP", "差价方案", [], begins, modes=gap, pays_price_gap=True),
        PlanDraft("CASH", "回款方案", rates, begins, modes=cash, earned_on=EarnedOn.CASH),
    ]


def run_of(brand_id: BrandId) -> SettlementRunId:
    """Return the id of the run that settles the month of a brand."""
    return SettlementRunId(derived_id("settlement_run", brand_id, MONTH.start))


async def settled(database: Database, brand_id: BrandId) -> float:
    """Accrue a month in one transaction; return the seconds."""
    actor = Actor.system(brand_id, "bench")
    began = time.perf_counter()
    async with database.work(actor, now=NOW) as work:
        await commissions.accrue(work, run_id=run_of(brand_id), period=MONTH, is_final=True)
    return time.perf_counter() - began


async def drafted(database: Database, brand_id: BrandId, members: int) -> tuple[float, int]:
    """Return the median milliseconds of the draft of one seller, and how many lines one has."""
    spent: list[float] = []
    lines: list[int] = []
    for nth in range(DRAFTS):
        seller = f"member:{brand_id}{members - 1 - nth * 7}"
        async with database.work(Actor.system(brand_id, "bench"), now=NOW) as work:
            (row,) = await work.rows("SELECT derived_id(:seller) AS id", seller=seller)
            began = time.perf_counter()
            found = await commissions.settle_one(
                work,
                run_id=run_of(brand_id),
                period=MONTH,
                beneficiary_id=PartyId(row.id),
            )
            spent.append(1000 * (time.perf_counter() - began))
            lines.append(len(found))
    return statistics.median(spent), int(statistics.median(lines))


async def month_of(url: str, superuser: str, lines: int) -> tuple[Database, BrandId, int]:
    """Open a brand with a month of so many lines."""
    database = Database(url, connections_max=2)
    brand_id = BrandId(new_id())
    async with database.work(Actor.system(brand_id, "bench"), now=NOW) as work:
        await open_house(work)
        for plan in plans():
            await commissions.activate_plan(work, plan)
    members = await asyncio.to_thread(fill, superuser, brand_id, lines)
    print(f"P3: {lines} lines of {members} distributors", flush=True)
    return database, brand_id, members


async def totals(database: Database, brand_id: BrandId) -> dict[str, int]:
    """Return what the lines of a brand are and come to."""
    async with database.work(Actor.system(brand_id, "bench"), now=NOW) as work:
        (row,) = await work.rows(_SUM, brand=brand_id)
    return {
        name: int(getattr(row, name)) for name in ("lines", "minor", "gaps", "rated", "collected")
    }


async def floor_of(database: Database, superuser: str, brand_id: BrandId) -> float:
    """Take the lines of a brand out and insert them again; return the seconds of that."""
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute("SET session_replication_role TO replica")
        of_brand = SQL("WHERE brand_id = {}").format(Literal(brand_id))
        connection.execute(
            SQL("CREATE TABLE kept_lines AS SELECT * FROM commission_lines {}").format(of_brand)
        )
        connection.execute("GRANT SELECT ON kept_lines TO PUBLIC")
        connection.execute(SQL("DELETE FROM commission_lines {}").format(of_brand))
        connection.execute("VACUUM commission_lines")
        connection.execute("ANALYZE kept_lines")
        connection.execute("CHECKPOINT")
    began = time.perf_counter()
    async with database.work(Actor.system(brand_id, "bench"), now=NOW) as work:
        await work.run("INSERT INTO commission_lines SELECT * FROM kept_lines")
    return time.perf_counter() - began


async def measure(url: str, superuser: str) -> int:
    """Settle the small month, then the large one, then insert what it gave once more."""
    database, small, _ = await month_of(url, superuser, LINES // PART)
    seconds_small = await settled(database, small)
    await database.close()
    database, brand_id, members = await month_of(url, superuser, LINES)
    draft_ms, drafts = await drafted(database, brand_id, members)
    seconds = await settled(database, brand_id)
    found = await totals(database, brand_id)
    print(f"P3: {seconds:.1f} s for {found}", flush=True)
    # The invariants look at what was written a moment ago, as they do once it is known.
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute("ANALYZE commission_lines")
    faults = [
        fault
        for proof in await prove(database, brand_id, commissions.INVARIANTS)
        for fault in proof.faults
    ]
    floor = await floor_of(database, superuser, brand_id)
    faults += [] if found == await totals(database, brand_id) else ["the floor wrote other rows"]
    await database.close()
    for fault in faults[:5]:
        print(fault)
    times, growth = seconds / floor, seconds / seconds_small / PART
    reached = (
        times <= DERIVED_MAX and draft_ms <= DRAFT_MS_MAX and growth <= GROWTH_MAX and not faults
    )
    print(
        f"P3 lines={LINES} rows={found['lines']} seconds={seconds:.1f} floor={floor:.1f} "
        f"times={times:.2f} growth={growth:.2f} one_ms={draft_ms:.0f} one_rows={drafts} "
        f"faults={len(faults)} reach={'ok' if reached else 'no'}"
    )
    return 0 if reached else 1


def main() -> int:
    """Measure and print the closing line; return 0 when the figures are reached."""
    with own_server("p3") as server:
        return asyncio.run(measure(server.urls.app, server.superuser))


if __name__ == "__main__":
    sys.exit(main())
