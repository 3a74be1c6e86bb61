from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, date, datetime

import pytest

from tests.conftest import MovingClock
from tests.factories.commissions import level, make_plan
from tests.factories.damage import faults_after
from tests.factories.settlements import PORTS, make_goods, open_shop
from tributary import commissions, settlements
from tributary.kernel import Actor, BrandId, Period
from tributary.platform import Database, Desk, Work, prove
from tributary.platform.postgres import DatabaseUrls, EmbeddedPostgres

MARCH = Period.month(2026, 3)

OTHER_OPENING = """
    UPDATE statements SET owed_opening_minor = 1, owed_closing_minor = owed_closing_minor + 1
"""


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock(datetime(2026, 4, 1, 2, tzinfo=UTC))


@pytest.fixture
async def owner(urls: DatabaseUrls) -> AsyncIterator[Database]:
    """Somebody who may do what the program may not."""
    owner = Database(urls.migrate)
    yield owner
    await owner.close()


@pytest.fixture
async def closed(
    open_work: Callable[[], AbstractAsyncContextManager[Work]],
    database: Database,
    clock: MovingClock,
    brand_id: BrandId,
) -> BrandId:
    """A brand with a closed and printed month."""
    async with open_work() as work:
        shop = await open_shop(work)
        await make_goods(work, "TEA", "50.00", "60.00", "70.00")
        await make_plan(work, level(3, "5"))
        await shop.sell(work, "SO-1", shop.chain[2], ("TEA", 1), on=date(2026, 3, 9))
    async with open_work() as work:
        run = await settlements.close_month(work, period=MARCH)
    desk = Desk(database=database, clock=clock, ports=PORTS)
    await settlements.print_statements(desk, brand_id, run.run_id)
    return brand_id


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        ("UPDATE statement_lines SET amount_minor = amount_minor + 1", "its lines say"),
        (
            OTHER_OPENING,
            "the ledger says",
        ),
        (
            OTHER_OPENING,
            "the one before closed with 0",
        ),
        ("UPDATE blob_chunks SET content = content || '\\x00'::bytea", "is not the one"),
        ("UPDATE commission_lines SET amount_minor = amount_minor + 1", "transfer"),
        ("UPDATE statements SET state = 'confirmed'", "do not lead from issued to there"),
        ("DELETE FROM commission_lines", "has no commission line"),
        ("DELETE FROM commission_lines", "lines say 0"),
    ],
)
async def test_damage_is_found(
    closed: BrandId, owner: Database, database: Database, damage: str, fault: str
) -> None:
    every = (*commissions.INVARIANTS, *settlements.INVARIANTS)
    before = [fault for proof in await prove(database, closed, every) for fault in proof.faults]
    now = datetime(2026, 4, 2, tzinfo=UTC)
    async with owner.work(Actor.system(closed, "vandal"), now=now) as work:
        await work.run(f"{damage} WHERE brand_id = :brand", brand=closed)

    proofs = await prove(database, closed, every)

    assert before == []
    assert any(fault in each for proof in proofs for each in proof.faults)


COPY = """
    INSERT INTO commission_lines SELECT (jsonb_populate_record(c, jsonb_build_object({fields}))).*
    FROM commission_lines c WHERE c.brand_id = :brand AND c.kind = 'level'
"""


@pytest.mark.parametrize(
    ("copies", "fault"),
    [
        (
            [
                (
                    "'id', gen_random_uuid(), 'reverses_id', c.id, 'return_line_id', c.id, "
                    "'amount_minor', -c.amount_minor - 1"
                )
            ],
            "returns took back",
        ),
        (
            [
                "'id', gen_random_uuid(), 'kind', 'override', 'depth', 1",
                (
                    "'id', gen_random_uuid(), 'kind', 'price_gap', 'depth', 1, 'rate_ppm', NULL, "
                    "'step', NULL, 'product_group', NULL, 'unit_gap_minor', 1"
                ),
            ],
            "earns price gap and override",
        ),
    ],
)
async def test_lines_that_nobody_can_earn_are_found(
    closed: BrandId, server: EmbeddedPostgres, copies: list[str], fault: str
) -> None:
    damage = [
        "SET LOCAL session_replication_role = replica",
        *(COPY.format(fields=fields) for fields in copies),
    ]

    said = await faults_after(server, closed, commissions.INVARIANTS, damage)

    assert any(fault in each for each in said), said
