"""A till: a brand with one debtor, its payments wired to a running fake Stripe."""

import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

import pytest

from tests.factories.parties import make_distributor, open_house
from tests.factories.receivables import make_receivable
from tests.gateways.stripe.running import RunningFake, running_fake
from tributary import payments, receivables
from tributary.gateways.stripe.checkout import StripeCheckout, StripeWebhooks
from tributary.kernel import (
    Actor,
    BrandId,
    Currency,
    DistributorId,
    Money,
    PaymentLinkId,
    ReceivableId,
    new_id,
)
from tributary.payments.reactions import ERRANDS, REACTIONS
from tributary.platform import Database, Desk, Subscriptions, Work, outbox, prove
from tributary.platform.postgres import DatabaseUrls

SECRET = "whsec_of_the_till"
CNY = Currency("CNY")


class Clock(Protocol):
    def __call__(self) -> datetime: ...
    def move(self, **span: int) -> datetime: ...


@dataclass
class Till:
    desk: Desk
    stripe: RunningFake
    clock: Clock
    brand_id: BrandId
    shop: DistributorId

    def work(self) -> AbstractAsyncContextManager[Work]:
        return self.desk.database.work(Actor.system(self.brand_id, "test"), now=self.clock())

    async def bill(
        self, total: str = "113.00", debtor: DistributorId | None = None
    ) -> ReceivableId:
        async with self.work() as work:
            return await make_receivable(work, debtor_id=debtor or self.shop, total=total)

    async def link(self, *items: ReceivableId, amount: str | None = None) -> payments.CreatedLink:
        part = None if amount is None else Money.of(amount, CNY)
        wanted = [payments.LinkItem(item, part) for item in items]
        async with self.work() as work:
            return await payments.create_link(work, items=wanted, now=self.clock())

    async def open(self, link: payments.CreatedLink) -> str:
        """Open the link's checkout page; return the provider's id of it."""
        url = await payments.open_session(
            self.desk, self.brand_id, link_id=link.link_id, pay_url=f"https://pay.test/{link.token}"
        )
        return url.rpartition("/")[2]

    async def paid(self, link: payments.CreatedLink, action: str = "pay") -> str:
        page_id = await self.open(link)
        self.stripe.submit(page_id, action)
        return page_id

    def events(self) -> list[dict[str, Any]]:
        """Everything that Stripe has said so far, the oldest first."""
        return list(reversed(self.stripe.get("/v1/events", limit=100)["data"]))

    def signed(self, event: dict[str, Any], at: datetime | None = None) -> tuple[bytes, str]:
        body = json.dumps(event).encode()
        second = int((at or self.clock()).timestamp())
        mac = hmac.new(SECRET.encode(), f"{second}.".encode() + body, hashlib.sha256).hexdigest()
        return body, f"t={second},v1={mac}"

    async def hear(self, events: Sequence[dict[str, Any]] | None = None) -> None:
        """Take webhooks in and do all that follows."""
        for event in self.events() if events is None else events:
            body, signature = self.signed(event)
            headers = {"stripe-signature": signature}
            message = StripeWebhooks([SECRET]).verify(body, headers, now=self.clock())
            async with self.work() as work:
                await payments.receive_webhook(work, message=message, payload=body.decode())
        await self.settle()

    async def settle(self) -> None:
        await outbox.deliver_all(self.desk, self.brand_id)

    async def receipts(self, link: payments.CreatedLink) -> list[payments.ReceiptRow]:
        async with self.desk.database.reading(self.brand_id) as session:
            return await payments.receipts_of_link(session, self.brand_id, link.link_id)

    async def view(self, link_id: PaymentLinkId) -> payments.LinkView:
        async with self.desk.database.reading(self.brand_id) as session:
            return await payments.link_view(session, self.brand_id, link_id)

    async def open_of(self, item: ReceivableId) -> str:
        async with self.desk.database.reading(self.brand_id) as session:
            rows = await receivables.receivables_by_id(session, self.brand_id, [item])
        return rows[item].open.decimal

    async def refund(self, receipt: payments.ReceiptRow, amount: str) -> None:
        async with self.work() as work:
            await payments.request_refund(
                work,
                receipt_id=receipt.receipt_id,
                amount=Money.of(amount, CNY),
                reason="wrong goods",
                today=date(2026, 1, 5),
            )

    async def faults(self) -> list[str]:
        invariants = (*payments.INVARIANTS, *receivables.INVARIANTS)
        proofs = await prove(self.desk.database, self.brand_id, invariants)
        return [fault for proof in proofs for fault in proof.faults]


@asynccontextmanager
async def opened_till(url: str, clock: Clock) -> AsyncIterator[Till]:
    subscriptions = Subscriptions()
    subscriptions.subscribe(REACTIONS, ERRANDS)
    database = Database(url, subscriptions=subscriptions, connections_max=20)
    brand_id = BrandId(new_id())
    with running_fake(clock=clock) as stripe:
        async with stripe.gateway() as gateway:
            ports = {payments.CheckoutProvider: StripeCheckout(gateway)}
            desk = Desk(database=database, clock=clock, ports=ports)
            async with database.work(Actor.system(brand_id, "test"), now=clock()) as work:
                await open_house(work)
                shop = await make_distributor(work, "D1")
            yield Till(desk, stripe, clock, brand_id, shop)
    await database.close()


@pytest.fixture
async def till(urls: DatabaseUrls, clock: Clock) -> AsyncIterator[Till]:
    """A till of its own brand, with a fake Stripe whose clock is the test's."""
    async with opened_till(urls.app, clock) as till:
        yield till
