"""A brand that sells through its own single orders, bills and takes back; and its printer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from tests.factories.catalog import make_product
from tests.factories.commissions import open_channel_row
from tests.factories.parties import make_chain, open_house
from tributary import orders, receivables
from tributary.gateways.pdf import PdfStatements
from tributary.gateways.spreadsheets import SpreadsheetStatements
from tributary.kernel import ChannelId, Money, OrderId, PartyId
from tributary.orders import BillingTrigger, LineDraft, OrderDraft, OrderKind, ReturnedLine, Source
from tributary.platform import Desk, Seals, Work, outbox
from tributary.settlements import PayPages, StatementPrinter, StatementSheets


class Pages:
    """Pay pages at an address of our own."""

    def url_of(self, token: str) -> str:
        return f"https://pay.lotus.example/pay/{token}"


PORTS = {
    StatementPrinter: PdfStatements(),
    StatementSheets: SpreadsheetStatements(),
    PayPages: Pages(),
    Seals: Seals("a secret of the tests, long enough"),
}


@dataclass(frozen=True)
class Shop:
    """Where orders come from in these tests, and who stands above whom."""

    source: Source
    chain: Sequence[PartyId]
    """The nearest to the brand first."""

    async def sell(
        self,
        work: Work,
        number: str,
        seller: PartyId,
        *lines: tuple[str, int],
        on: date,
    ) -> OrderId:
        """Place a confirmed wholesale order of SKUs and quantities, and bill it."""
        draft = OrderDraft(
            external_id=number,
            currency="CNY",
            ordered_at=datetime(on.year, on.month, on.day, 4, tzinfo=UTC),
            ordered_on=on,
            lines=[LineDraft(sku=sku, quantity=quantity) for sku, quantity in lines],
            distributor_id=seller,
            shipped_on=on,
        )
        order_id = await orders.place(work, self.source, draft)
        await self.bill(work)
        return order_id

    async def take_back(
        self, work: Work, order_id: OrderId, reference: str, *, quantity: int, on: date
    ) -> None:
        """Take back units of the first line of an order, and credit them."""
        await orders.book_return(
            work,
            order_id=order_id,
            return_ref=reference,
            returned_on=on,
            lines=[ReturnedLine(position=1, quantity=quantity)],
        )
        await self.bill(work)

    async def bill(self, work: Work) -> None:
        """Do at once what receivables do when the orders of this work are announced."""
        for event in work.outbox:
            if isinstance(event, orders.OrdersBillable):
                await receivables.raise_for(work, event.batch_id)
            if isinstance(event, orders.ReturnsBooked):
                await receivables.raise_credit_notes(work, event.batch_id)


async def open_shop(
    work: Work, *codes: str, grades: tuple[str, ...] = ("gold", "silver", "bronze")
) -> Shop:
    """Open a brand with a chain of distributors and a channel that bills on confirmation."""
    await open_house(work)
    chain = await make_chain(work, *(codes or ("GA", "T1", "T2")), grades=grades)
    channel_id = ChannelId(await open_channel_row(work))
    source = Source(channel_id, OrderKind.WHOLESALE, BillingTrigger.CONFIRMATION)
    return Shop(source, [PartyId(each) for each in chain])


async def make_goods(
    work: Work, sku: str, *prices: str, group: str = "tea", tax: str = "0"
) -> None:
    """Register a product with its prices for gold, silver and bronze."""
    ladder = dict(zip(("gold", "silver", "bronze"), prices, strict=True))
    await make_product(work, sku=sku, product_group=group, tax=tax, prices=ladder)


async def deliver(desk: Desk, work: Work) -> None:
    """Deliver what was announced, to reactions and errands."""
    await outbox.deliver_all(desk, work.brand_id)


def cny(amount: str) -> Money:
    return Money.of(amount, "CNY")
