from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.conftest import MovingClock
from tests.factories.identity import slug_of
from tests.journeys.house import HEADER, close, found_brand, import_text, pay_out
from tests.journeys.stage import Stage, raised
from tributary import (
    ledger,
    payments,
    receivables,
)
from tributary.api.http.downloads import STATEMENT
from tributary.app import invariants_of_all
from tributary.kernel import (
    Actor,
    BrandId,
    Currency,
    DistributorId,
    Money,
    PartyId,
    Period,
)
from tributary.ledger import Account, AccountKind
from tributary.payments import LinkItem
from tributary.payouts import BatchState
from tributary.platform import Capability, Work, prove, sign_link
from tributary.platform.postgres import DatabaseUrls
from tributary.settlements import Statement

CNY = Currency("CNY")
JANUARY, FEBRUARY = Period.month(2026, 1), Period.month(2026, 2)

JANUARY_FILE = (
    HEADER
    + """\
W-1,2026-01-10 10:00:00,2026-01-11,SHANGHAI,TEA-01,10,,
W-2,2026-01-12 11:00:00,2026-01-13,EAST,TEA-01,5,,
W-3,2026-01-12 12:00:00,2026-01-13,EAST,TEA-99,1,,
"""
)
FEBRUARY_FILE = (
    HEADER
    + """\
W-4,2026-01-30 09:00:00,2026-01-31,SHANGHAI,TEA-01,1,,
W-1,,,SHANGHAI,TEA-01,2,R-1,2026-02-09
"""
)


def cny(amount: str) -> Money:
    return Money.of(amount, CNY)


@pytest.fixture
async def stage(
    urls: DatabaseUrls, clock: MovingClock, tmp_path: Path, brand_id: BrandId
) -> AsyncGenerator[Stage]:
    async with raised(urls, clock, tmp_path, brand_slug=slug_of(brand_id)) as stage:
        yield stage


@pytest.fixture
async def open_work(
    stage: Stage, actor: Actor, clock: MovingClock
) -> Callable[[], AbstractAsyncContextManager[Work]]:
    database = stage.application.desk.database
    return lambda: database.work(actor, now=clock())


def told(statement: Statement) -> tuple[str, str, str, str]:
    return (
        str(statement.owed_movement),
        str(statement.owed_closing),
        str(statement.earned_movement),
        str(statement.earned_closing),
    )


async def open_items_of(
    stage: Stage, brand_id: BrandId, debtor: DistributorId
) -> list[receivables.ReceivableRow]:
    async with stage.application.desk.database.reading(brand_id) as session:
        return await receivables.open_items(
            session,
            brand_id,
            creditor_id=PartyId(brand_id),
            debtor_id=PartyId(debtor),
            currency=CNY,
        )


async def balance(
    stage: Stage, brand_id: BrandId, kind: AccountKind, party: DistributorId
) -> Money:
    account = Account(brand_id, kind, PartyId(party), CNY)
    async with stage.application.desk.database.reading(brand_id) as session:
        held = await ledger.balance_of(session, brand_id, account)
    return held.credits - held.debits


async def test_orders_become_paid_commissions(
    stage: Stage,
    open_work: Callable[[], AbstractAsyncContextManager[Work]],
    actor: Actor,
    brand_id: BrandId,
    clock: MovingClock,
    tmp_path: Path,
) -> None:
    async with open_work() as work:
        house = await found_brand(work)

    # January: 10 x 110.00 and 5 x 100.00, each with 13 % tax; an unknown product stays apart.
    clock.at = datetime(2026, 2, 1, 1, tzinfo=UTC)
    assert await import_text(stage, actor, tmp_path, JANUARY_FILE) == 1
    january = await close(stage, brand_id, JANUARY)
    assert told(january["SHANGHAI"]) == ("1243.00 CNY", "1243.00 CNY", "22.00 CNY", "22.00 CNY")
    # East: 1 % of its own 500.00, 1 % of Shanghai's 1100.00, and a gap of 10.00 on ten pieces.
    assert told(january["EAST"]) == ("565.00 CNY", "565.00 CNY", "116.00 CNY", "116.00 CNY")

    # February: an order of January comes too late for January, and two pieces come back.
    clock.at = datetime(2026, 3, 1, 1, tzinfo=UTC)
    assert await import_text(stage, actor, tmp_path, FEBRUARY_FILE) == 0
    february = await close(stage, brand_id, FEBRUARY)
    assert told(february["SHANGHAI"]) == ("-124.30 CNY", "1118.70 CNY", "-2.20 CNY", "19.80 CNY")
    assert told(february["EAST"]) == ("0.00 CNY", "565.00 CNY", "-11.10 CNY", "104.90 CNY")

    # March: Shanghai pays by link what is left, and the commissions are paid out.
    clock.move(days=3)
    items = await open_items_of(stage, brand_id, house["SHANGHAI"])
    assert [str(item.open) for item in items] == ["994.40 CNY", "124.30 CNY"]
    async with open_work() as work:
        wanted = [LinkItem(item.receivable_id) for item in items]
        link = await payments.create_link(work, items=wanted, now=clock())
    await stage.pay(f"{stage.site_url}/pay/{link.token}")
    await stage.settle_webhooks(brand_id)
    assert await open_items_of(stage, brand_id, house["SHANGHAI"]) == []
    async with stage.application.desk.database.reading(brand_id) as session:
        (receipt,) = await payments.receipts_of_link(session, brand_id, link.link_id)
    assert (receipt.amount, receipt.fee) == (cny("1118.70"), cny("11.19"))
    assert receipt.applied == receipt.amount

    batch = await pay_out(stage, brand_id, house)
    assert (batch.state, batch.total) == (BatchState.COMPLETED, cny("124.70"))
    for distributor in house.values():
        payable = await balance(stage, brand_id, AccountKind.COMMISSION_PAYABLE, distributor)
        assert payable == cny("0.00")

    await every_invariant_holds(stage, brand_id)
    await statement_downloads(stage, brand_id, february["SHANGHAI"], clock)


async def every_invariant_holds(stage: Stage, brand_id: BrandId) -> None:
    proofs = await prove(stage.application.desk.database, brand_id, invariants_of_all())

    assert [fault for proof in proofs for fault in proof.faults] == []
    assert sum(proof.rows for proof in proofs) > 50


async def statement_downloads(
    stage: Stage, brand_id: BrandId, statement: Statement, clock: MovingClock
) -> None:
    token = sign_link(
        Capability(brand_id, STATEMENT, statement.statement_id),
        secret=stage.application.settings.secret,
        expires_at=clock() + timedelta(days=1),
    )

    sent = await stage.browser.get(f"{stage.site_url}/statements/{token}")
    damaged = await stage.browser.get(f"{stage.site_url}/statements/{token[:-1]}x")

    assert (sent.status_code, sent.headers["content-type"]) == (200, "application/pdf")
    assert sent.content.startswith(b"%PDF")
    assert damaged.status_code == 404


async def test_a_debt_paid_twice_is_a_visible_credit(
    stage: Stage,
    open_work: Callable[[], AbstractAsyncContextManager[Work]],
    actor: Actor,
    brand_id: BrandId,
    clock: MovingClock,
    tmp_path: Path,
) -> None:
    async with open_work() as work:
        house = await found_brand(work)
    clock.at = datetime(2026, 2, 1, 1, tzinfo=UTC)
    await import_text(stage, actor, tmp_path, JANUARY_FILE)
    (item,) = await open_items_of(stage, brand_id, house["EAST"])
    async with open_work() as work:
        links = [
            await payments.create_link(work, items=[LinkItem(item.receivable_id)], now=clock())
            for _ in range(2)
        ]

    for link in links:
        await stage.pay(f"{stage.site_url}/pay/{link.token}")
    await stage.settle_webhooks(brand_id)

    assert await open_items_of(stage, brand_id, house["EAST"]) == []
    credit = await balance(stage, brand_id, AccountKind.CUSTOMER_CREDIT, house["EAST"])
    assert credit == cny("565.00")
    await every_invariant_holds(stage, brand_id)


async def test_a_declined_card_books_nothing(
    stage: Stage,
    open_work: Callable[[], AbstractAsyncContextManager[Work]],
    actor: Actor,
    brand_id: BrandId,
    clock: MovingClock,
    tmp_path: Path,
) -> None:
    async with open_work() as work:
        house = await found_brand(work)
    clock.at = datetime(2026, 2, 1, 1, tzinfo=UTC)
    await import_text(stage, actor, tmp_path, JANUARY_FILE)
    items = await open_items_of(stage, brand_id, house["EAST"])
    async with open_work() as work:
        link = await payments.create_link(
            work, items=[LinkItem(items[0].receivable_id)], now=clock()
        )
    pressed = await stage.browser.post(f"{stage.site_url}/pay/{link.token}")

    declined = await stage.browser.post(
        pressed.headers["location"], data={"action": "decline", "method": "card"}
    )
    await stage.settle_webhooks(brand_id)

    assert declined.status_code == 402
    assert await open_items_of(stage, brand_id, house["EAST"]) == items
