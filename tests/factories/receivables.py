"""Billable orders, returns and the receivables they become, valid by default."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from tributary import receivables
from tributary.kernel import (
    DistributorId,
    Money,
    OrderId,
    PartyId,
    ReceivableId,
    derived_id,
    new_id,
)
from tributary.platform import Database, Invariant, Work, prove

BILLED_ON = date(2026, 1, 5)


async def make_billable(
    work: Work,
    *,
    debtor_id: PartyId | DistributorId,
    net: str = "100.00",
    tax: str = "13.00",
    freight: str = "0.00",
    currency: str = "CNY",
    billable_on: date = BILLED_ON,
    ordered_on: date | None = None,
    batch_id: UUID | None = None,
    number: str | None = None,
    creditor_id: PartyId | None = None,
) -> tuple[OrderId, UUID]:
    """Write a confirmed order that waits for its bill; return it and its batch."""
    order_id, batch = OrderId(new_id()), batch_id or new_id()
    parts = {
        "net": Money.of(net, currency).minor,
        "tax": Money.of(tax, currency).minor,
        "freight": Money.of(freight, currency).minor,
    }
    channel = await _make_channel(work)
    await work.run(
        """
        INSERT INTO orders (brand_id, id, channel_id, external_id, number, kind, mode, state,
          distributor_id, creditor_id, debtor_id, currency, ordered_at, ordered_on, shipped_on,
          billable_on, billable_batch_id, goods_minor, discount_minor, tax_minor, freight_minor,
          total_minor, content_sha256, created_at)
        VALUES (:brand, :id, :channel, :number, :number, 'wholesale', 'direct', 'confirmed',
          :debtor, :creditor, :debtor, :currency, :now, :ordered, :billable, :billable, :batch,
          :net, 0, :tax, :freight, CAST(:net AS bigint) + :tax + :freight, '-', :now)
        """,
        brand=work.brand_id,
        id=order_id,
        channel=channel,
        number=number or f"SO-{order_id.hex[-8:]}",
        debtor=debtor_id,
        creditor=creditor_id or work.brand_id,
        currency=currency,
        now=work.opened_at,
        ordered=ordered_on or billable_on,
        billable=billable_on,
        batch=batch,
        **parts,
    )
    return order_id, batch


async def _make_channel(work: Work) -> UUID:
    channel_id = derived_id("channel", work.brand_id, "test")
    await work.run(
        """
        INSERT INTO channels (brand_id, id, code, name, adapter, order_kind, mode, billing_trigger,
          creates_products, time_zone, created_at)
        VALUES (:brand, :id, 'test', 'Test', 'canonical_csv', 'wholesale', 'direct', 'shipment',
          false, 'Asia/Shanghai', :now)
        ON CONFLICT DO NOTHING
        """,
        brand=work.brand_id,
        id=channel_id,
        now=work.opened_at,
    )
    return channel_id


async def make_return(
    work: Work,
    *,
    order_id: OrderId,
    net: str = "100.00",
    tax: str = "13.00",
    freight: str = "0.00",
    currency: str = "CNY",
    returned_on: date = BILLED_ON,
    batch_id: UUID | None = None,
) -> UUID:
    """Write a return of a billed order; return its batch."""
    batch = batch_id or new_id()
    await work.run(
        """
        INSERT INTO returns (brand_id, id, order_id, external_id, returned_on, batch_id, net_minor,
          tax_minor, freight_minor, total_minor, currency, created_at)
        VALUES (:brand, :id, :order, :external, :returned, :batch, :net, :tax, :freight,
          CAST(:net AS bigint) + :tax + :freight, :currency, :now)
        """,
        brand=work.brand_id,
        id=new_id(),
        order=order_id,
        external=str(new_id()),
        returned=returned_on,
        batch=batch,
        net=Money.of(net, currency).minor,
        tax=Money.of(tax, currency).minor,
        freight=Money.of(freight, currency).minor,
        currency=currency,
        now=work.opened_at,
    )
    return batch


async def make_receivable(
    work: Work, *, debtor_id: PartyId | DistributorId, total: str = "113.00", currency: str = "CNY"
) -> ReceivableId:
    """Bill an order of one instalment; return its receivable."""
    order_id, batch = await make_billable(
        work, debtor_id=debtor_id, net=total, tax="0.00", currency=currency
    )
    await receivables.raise_for(work, batch)
    (row,) = await receivables.receivables_of_order(work.session, work.brand_id, order_id)
    return row.receivable_id


async def faults_of(
    database: Database, work: Work, invariants: Sequence[Invariant] = receivables.INVARIANTS
) -> list[str]:
    """Return every violation of some invariants in the brand of a work."""
    proofs = await prove(database, work.brand_id, invariants)
    return [fault for proof in proofs for fault in proof.faults]
