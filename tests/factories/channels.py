"""Channels and files of orders, valid by default."""

from collections.abc import Callable, Sequence
from pathlib import Path

from tests.factories.catalog import make_product
from tests.factories.parties import make_chain, open_house
from tributary import channels, parties
from tributary.channels import ImportOutcome
from tributary.kernel import Actor, ChannelId, DistributorId, PartyId
from tributary.orders import BillingTrigger, OrderKind, OrderMode
from tributary.platform import Desk, Work

HEADER = "order_no,ordered_at,distributor,sku,quantity,unit_price,discount,total,status"
"""The columns of `order_row`."""


async def open_trade(work: Work) -> list[DistributorId]:
    """Open a brand with a chain GA, T1, T2, whose grades pay 50, 60 and 70 for TEA-01."""
    await open_house(work)
    await make_product(
        work, prices={"gold": "50.00", "silver": "60.00", "bronze": "70.00"}, tax="0"
    )
    return await make_chain(work, "GA", "T1", "T2", grades=("gold", "silver", "bronze"))


async def make_channel(
    work: Work,
    code: str = "portal",
    *,
    adapter: str = "csv",
    kind: OrderKind = OrderKind.WHOLESALE,
    billing_trigger: BillingTrigger = BillingTrigger.CONFIRMATION,
    distributor_id: PartyId | None = None,
    creates_products: bool = False,
    mode: OrderMode = OrderMode.DIRECT,
) -> ChannelId:
    """Open a channel; a consumer channel gets an acquirer of its own."""
    acquirer_id = None
    if kind is OrderKind.CONSUMER:
        acquirer_id = await parties.register_party(
            work, kind=parties.PartyKind.ACQUIRER, code=f"ACQ-{code}", name="Stripe"
        )
    return await channels.open_channel(
        work,
        code=code,
        name=code.title(),
        adapter=adapter,
        order_kind=kind,
        billing_trigger=billing_trigger,
        time_zone="Asia/Shanghai",
        distributor_id=distributor_id,
        acquirer_id=acquirer_id,
        creates_products=creates_products,
        mode=mode,
    )


def order_row(
    order: str = "SO-1",
    *,
    ordered_at: str = "2026-01-10 09:30",
    distributor: str = "T2",
    sku: str = "TEA-01",
    quantity: str = "1",
    unit_price: str = "70.00",
    discount: str = "",
    total: str = "",
    status: str = "confirmed",
) -> str:
    """Return one row of the canonical layout under HEADER."""
    cells = (order, ordered_at, distributor, sku, quantity, unit_price, discount, total, status)
    return ",".join(cells)


def csv_of(rows: Sequence[str], header: str = HEADER) -> str:
    """Return a file of rows."""
    return "\n".join([header, *rows]) + "\n"


Importer = Callable[[str | bytes], "Import"]


class Import:
    """Writes texts to files and imports them into one channel."""

    def __init__(self, desk: Desk, actor: Actor, folder: Path, channel: str = "portal") -> None:
        self._desk = desk
        self._actor = actor
        self._folder = folder
        self._channel = channel
        self._count = 0

    async def __call__(self, content: str | bytes, channel: str | None = None) -> ImportOutcome:
        self._count += 1
        file = self._folder / f"orders-{self._count}.csv"
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return await channels.import_orders(
            self._desk,
            self._actor,
            channel_code=channel or self._channel,
            file=file,
            file_name=file.name,
        )
