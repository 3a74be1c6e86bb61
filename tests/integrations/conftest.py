"""A brand with one endpoint, and the program behind it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests.conftest import MovingClock
from tests.factories.listening import Listener, listening
from tests.factories.rebated import REBATES
from tests.factories.trade import Trade, write_trade
from tributary import integrations
from tributary.gateways.webhooks import WebhookCourier
from tributary.integrations import Courier, EndpointDraft, FactKind
from tributary.integrations.operations import announce, wake_endpoints
from tributary.integrations.operations.sending import send_waiting
from tributary.integrations.reactions import ERRANDS, REACTIONS
from tributary.kernel import BrandId, new_id
from tributary.platform import Database, Desk, Seals, Subscriptions
from tributary.platform.postgres import DatabaseUrls, EmbeddedPostgres

SEALS = Seals("a secret of the tests, long enough")
PATIENCE_SECONDS = 20
"""How long an answer is waited for: no answer is missed where the machine is busy."""

EVERYTHING = frozenset(set(FactKind) - {FactKind.WEBHOOK_TEST})


@dataclass
class House:
    """A brand whose business is told."""

    desk: Desk
    """Of the application."""
    worker: Desk
    """Of the jobs that send."""
    clock: MovingClock
    trade: Trade
    listener: Listener
    endpoint_id: UUID
    secret: str

    @property
    def brand_id(self) -> BrandId:
        return self.trade.brand_id

    async def open(self, address: str, *kinds: FactKind) -> integrations.MadeEndpoint:
        """Open one more endpoint."""
        draft = EndpointDraft(address, "ERP", frozenset(kinds) or EVERYTHING)
        async with self.desk.work(self.brand_id, "test") as work:
            return await integrations.create_endpoint(work, SEALS, draft)

    async def happen(self, kind: FactKind = FactKind.PAYMENT_RECEIVED) -> int:
        """Announce the first receipt of the trade, or what else the brand has."""
        async with self.worker.work(self.brand_id, "test") as work:
            subject, at = await self.subject(kind)
            return await announce(work, kind, subject, at=at)

    async def subject(self, kind: FactKind) -> tuple[UUID, datetime | None]:
        """Return what an event of a kind names."""
        column, table = _SUBJECTS[kind]
        known = " AND ".join(f"{each} IS NOT NULL" for each in column.split(","))
        found = await self.rows(f"SELECT {column} FROM {table} WHERE {known} ORDER BY 1")
        first: tuple[Any, ...] = found[0]
        return first[0], first[1] if len(first) > 1 else None

    async def send(self, endpoint_id: UUID | None = None) -> int:
        """Send what is due, as a worker does."""
        return await send_waiting(self.worker, self.brand_id, endpoint_id or self.endpoint_id)

    async def due(self) -> datetime:
        """Return when the only delivery is tried again."""
        found: Any = await self.rows("SELECT next_attempt_at FROM webhook_deliveries")
        ((instant,),) = found
        return datetime.fromtimestamp(instant.timestamp(), UTC)

    async def wake(self) -> int:
        async with self.worker.work(self.brand_id, "test") as work:
            return await wake_endpoints(work)

    async def rows(self, sql: str) -> list[tuple[object, ...]]:
        async with self.desk.work(self.brand_id, "test") as work:
            return [tuple(row) for row in await work.rows(sql)]

    async def states(self) -> list[object]:
        rows = await self.rows("SELECT state FROM webhook_deliveries ORDER BY created_at, id")
        return [row[0] for row in rows]


_SUBJECTS = {
    FactKind.ORDER_ACCEPTED: ("billable_batch_id", "orders"),
    FactKind.RECEIVABLE_RAISED: ("batch_id", "receivables"),
    FactKind.CREDIT_NOTE_RAISED: ("batch_id", "credit_notes"),
    FactKind.STATEMENT_ISSUED: ("run_id", "statements"),
    FactKind.STATEMENT_CONFIRMED: ("id", "statements"),
    FactKind.STATEMENT_DISPUTED: ("id", "statements"),
    FactKind.STATEMENT_CORRECTED: ("id", "statements"),
    FactKind.PAYMENT_RECEIVED: ("id", "receipts"),
    FactKind.REFUND_SETTLED: ("id", "refunds"),
    FactKind.REBATE_CLAIM_SUBMITTED: ("id", "rebate_claims"),
    FactKind.REBATE_CLAIM_RETURNED: ("id", "rebate_claims"),
    FactKind.REBATE_CLAIM_APPROVED: ("id", "rebate_claims"),
    FactKind.REBATE_CLAIM_OVERDUE: ("id", "rebate_claims"),
    FactKind.PAYOUT_BATCH_RELEASED: ("id", "payout_batches"),
    FactKind.PAYOUT_BATCH_COMPLETED: ("id", "payout_batches"),
    FactKind.PAYOUT_SETTLED: ("batch_id, resolved_at", "payout_items"),
}


@pytest.fixture
def trade(server: EmbeddedPostgres, urls: DatabaseUrls) -> Trade:
    """A brand with everything in it."""
    del urls
    trade = Trade(BrandId(new_id()))
    with psycopg.connect(server.superuser_url("tributary"), autocommit=True) as connection:
        connection.execute("SET timezone TO 'UTC'")
        write_trade(connection, trade)
        for statement in REBATES:
            connection.execute(statement, {"brand": trade.brand_id, "b": str(trade.brand_id)})
    return trade


@pytest.fixture
async def house(urls: DatabaseUrls, trade: Trade) -> AsyncIterator[House]:
    # Whoever verifies a signature compares its time with that of today.
    clock = MovingClock(datetime.now(UTC))
    courier = WebhookCourier(is_production=False, seconds=PATIENCE_SECONDS)
    ports: dict[object, object] = {Seals: SEALS, Courier: courier}
    subscriptions = Subscriptions()
    subscriptions.subscribe(REACTIONS, ERRANDS)
    ours = Database(urls.app, subscriptions=subscriptions)
    theirs = Database(urls.worker, subscriptions=subscriptions)
    desk = Desk(database=ours, clock=clock, ports=ports)
    worker = Desk(database=theirs, clock=clock, ports=ports)
    with listening() as listener:
        house = House(desk, worker, clock, trade, listener, UUID(int=0), "")
        made = await house.open(listener.url)
        house.endpoint_id, house.secret = made.endpoint_id, made.secret
        yield house
    await courier.aclose()
    await ours.close()
    await theirs.close()
