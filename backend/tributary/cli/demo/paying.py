"""How distributors of the demo pay: by real requests to the pay page and the hosted checkout."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import httpx

from tributary import payments, receivables
from tributary.cli.demo.goods import CURRENCY
from tributary.kernel import BrandId, Money, Outage, PartyId, currency
from tributary.payments import CreatedLink, LinkItem
from tributary.platform import Desk
from tributary.receivables import ReceivableRow

PATIENCE_SECONDS = 60
PAUSE_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Counter:
    """Where the money of one brand is asked for: its desk and a browser."""

    desk: Desk
    brand_id: BrandId
    browser: httpx.AsyncClient
    site_url: str
    stripe_url: str

    async def open_items(self, debtor_id: PartyId) -> list[ReceivableRow]:
        """Return what a distributor owes, the earliest due first."""
        async with self.desk.database.reading(self.brand_id) as session:
            return await receivables.open_items(
                session,
                self.brand_id,
                creditor_id=PartyId(self.brand_id),
                debtor_id=debtor_id,
                currency=currency(CURRENCY),
            )

    async def has_paid(self, debtor_id: PartyId) -> bool:
        """Tell whether money of a distributor came in already."""
        async with self.desk.database.reading(self.brand_id) as session:
            receipts = await payments.receipts_of_pair(
                session,
                self.brand_id,
                creditor_id=PartyId(self.brand_id),
                debtor_id=debtor_id,
            )
        return bool(receipts)

    async def ask(self, items: Sequence[ReceivableRow]) -> CreatedLink:
        """Make a payment link over items."""
        async with self.desk.work(self.brand_id, "demo") as work:
            wanted = [LinkItem(each.receivable_id) for each in items]
            return await payments.create_link(work, items=wanted, now=work.opened_at)

    async def open_page(self, link: CreatedLink) -> str:
        """Open the pay page and press its button; return the hosted checkout page."""
        page = f"{self.site_url}/pay/{link.token}"
        shown = await self.browser.get(page)
        shown.raise_for_status()
        pressed = await self.browser.post(page)
        if not pressed.has_redirect_location:
            raise Outage(f"the pay page answered {pressed.status_code}", retryable=True)
        return pressed.headers["location"]

    async def choose(self, hosted: str, *, action: str = "pay", method: str = "alipay") -> int:
        """Press a button of the hosted page; return the status of its answer."""
        shown = await self.browser.get(hosted)
        shown.raise_for_status()
        answer = await self.browser.post(hosted, data={"action": action, "method": method})
        return answer.status_code

    async def pay(self, items: Sequence[ReceivableRow], *, method: str = "alipay") -> CreatedLink:
        """Pay items by a link of their own, and wait until the webhook has been handled."""
        link = await self.ask(items)
        await self.choose(await self.open_page(link), method=method)
        await self.wait_until_paid(link)
        return link

    async def wait_until_paid(self, *links: CreatedLink) -> None:
        """Look at the page's state until it says that everything has arrived.

        Raises:
            Outage: it has not, for a minute.
        """
        for link in links:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while await self._received(link) < link.amount:  # noqa: ASYNC110  It is far away.
                    await asyncio.sleep(PAUSE_SECONDS)

    async def _received(self, link: CreatedLink) -> Money:
        answer = await self.browser.get(f"{self.site_url}/pay/{link.token}/state")
        answer.raise_for_status()
        received = answer.json()["received"]
        return Money.of(received["amount"], received["currency"])

    async def pay_twice(self, item: ReceivableRow) -> tuple[CreatedLink, CreatedLink]:
        """Let two colleagues pay the same item at the same moment.

        Both have their page open before either webhook arrives, so the second payment finds the
        item closed.
        """
        first, second = await self.ask([item]), await self.ask([item])
        pages = [await self.open_page(link) for link in (first, second)]
        await self._webhooks(paused=True)
        await asyncio.gather(*(self.choose(page) for page in pages))
        await self._webhooks(paused=False)
        await self.wait_until_paid(first, second)
        return first, second

    async def _webhooks(self, *, paused: bool) -> None:
        answer = await self.browser.post(
            f"{self.stripe_url}/_control/webhooks", json={"paused": paused}
        )
        answer.raise_for_status()
