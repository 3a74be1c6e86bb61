from datetime import date

from tests.channels.conftest import OpenWork, open_portal, reasons, seen
from tests.factories.channels import (
    Import,
    csv_of,
    make_channel,
    open_trade,
    order_row,
)
from tributary import catalog
from tributary.kernel import Money, PartyId
from tributary.orders import OrderKind


async def test_an_order_freezes_the_price_of_every_level(open_work: OpenWork, load: Import) -> None:
    await open_portal(open_work)

    outcome = await load(csv_of([order_row("SO-1", total="70.00")]))

    assert (outcome.orders_loaded, outcome.orders_quarantined) == (1, 0)
    assert await seen(open_work) == [
        (
            "SO-1 wholesale confirmed 2026-01-10 2026-01-10 T2 7000 7000 0 0 0 CNY "
            "| 1 TEA-01 1 7000 0 T2=7000,T1=6000,GA=5000"
        )
    ]


async def test_a_day_is_the_brands_not_utcs(open_work: OpenWork, load: Import) -> None:
    await open_portal(open_work)

    await load(csv_of([order_row(ordered_at="2026-01-31T16:30:00Z")]))

    assert " 2026-02-01 2026-02-01 " in (await seen(open_work))[0]


async def test_the_price_is_that_of_the_day(open_work: OpenWork, load: Import) -> None:
    await open_portal(open_work)
    async with open_work() as work:
        await catalog.set_price(
            work,
            product_id=catalog.product_id_of(work.brand_id, "TEA-01"),
            grade="bronze",
            unit_price=Money.of("80.00", "CNY"),
            valid_from=date(2026, 1, 11),
        )

    later = order_row("SO-2", ordered_at="2026-01-11", unit_price="")
    await load(csv_of([order_row("SO-1", unit_price=""), later]))

    before, after = await seen(open_work)
    assert "T2=7000,T1=6000,GA=5000" in before
    assert "T2=8000,T1=6000,GA=5000" in after


async def test_drop_shipping_owes_ladder_prices_and_notes_what_the_consumer_paid(
    open_work: OpenWork, load: Import
) -> None:
    async with open_work() as work:
        seller = (await open_trade(work))[-1]
        await make_channel(work, kind=OrderKind.DROPSHIP, distributor_id=PartyId(seller))

    await load(
        csv_of(
            [
                order_row(unit_price="199.00", quantity="2", total="398.00"),
                order_row("SO-2", unit_price="199.00", total="198.00"),
            ]
        )
    )

    assert await seen(open_work) == [
        (
            "SO-1 dropship confirmed 2026-01-10 2026-01-10 T2 14000 14000 0 0 0 39800 CNY "
            "| 1 TEA-01 2 14000 0 T2=7000,T1=6000,GA=5000"
        )
    ]
    assert await reasons(open_work) == [(3, "total", "totals_differ")]


async def test_consumer_orders_are_owed_by_the_acquirer_at_the_files_price(
    open_work: OpenWork, load: Import
) -> None:
    async with open_work() as work:
        await open_trade(work)
        await make_channel(work, kind=OrderKind.CONSUMER, creates_products=True)

    await load(
        csv_of(
            [
                order_row(sku="NEW-01", unit_price="99.00", discount="9.00"),
                order_row("SO-2", unit_price=""),
            ]
        )
    )

    assert await seen(open_work) == [
        (
            "SO-1 consumer confirmed 2026-01-10 2026-01-10 ACQ-portal 9000 9900 900 0 0 CNY "
            "| 1 NEW-01 1 9000 0"
        )
    ]
    assert await reasons(open_work) == [(3, "unit_price", "missing_field")]
    async with open_work() as work:
        product = await catalog.product_by_sku(work.session, work.brand_id, "NEW-01")
        assert product is not None
        assert not product.reviewed
