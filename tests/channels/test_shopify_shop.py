"""Exports of a Shopify shop, all the way into the tables."""

from pathlib import Path

import pytest

from tests.channels.conftest import OpenWork, reasons, seen
from tests.channels.shopify_export import export, order
from tests.factories.channels import Import, make_channel
from tests.factories.parties import open_house
from tributary import channels
from tributary.orders import OrderKind

OWN = Path(__file__).parent / "samples" / "shopify"
SHARED = Path(__file__).parents[2].parent / "shared" / "samples" / "_transcribed" / "shopify_orders"


async def open_shop(open_work: OpenWork) -> None:
    async with open_work() as work:
        await open_house(work)
        await make_channel(work, adapter="shopify", kind=OrderKind.CONSUMER, creates_products=True)


async def test_the_export_comes_all_the_way_and_again_changes_nothing(
    open_work: OpenWork, load: Import
) -> None:
    await open_shop(open_work)

    first = await load((OWN / "orders.csv").read_bytes())
    again = await load((OWN / "excel.csv").read_bytes())

    assert (first.orders_loaded, first.orders_quarantined) == (3, 0)
    assert (again.orders_loaded, again.orders_updated, again.orders_unchanged) == (0, 0, 3)
    assert await seen(open_work) == [
        (
            "#1001 consumer cancelled 2026-01-09 unbilled ACQ-portal 8000 8000 0 0 0 CNY "
            "| 1 shopify:体验装 1 8000 0"
        ),
        (
            "#1002 consumer pending 2026-01-10 unbilled ACQ-portal 8000 8000 0 0 0 CNY "
            "| 1 LJ-01 1 8000 0"
        ),
        (
            "#1003 consumer confirmed 2026-01-10 2026-01-12 2026-01-10 ACQ-portal 22670 20000 1000 "
            "2470 1200 CNY | 1 LJ-01 2 15200 1976 + 2 CUP-007 1 3800 494"
        ),
    ]


async def test_no_name_or_telephone_of_a_buyer_is_in_any_column(
    open_work: OpenWork, load: Import
) -> None:
    await open_shop(open_work)

    await load((OWN / "orders.csv").read_text().replace("226.70", "1.00"))

    async with open_work() as work:
        for table in ("orders", "order_lines", "quarantined_rows", "audit_entries"):
            rows = await work.rows(
                f"SELECT count(*) AS told FROM {table} t "
                "WHERE t::text ~ '13800000000|小明|人民路|xiaoming'"
            )
            assert rows[0].told == 0
        assert await channels.quarantine_count(work.session, work.brand_id) == 2


async def test_a_refund_waits_for_its_day_and_is_booked_with_it(
    open_work: OpenWork, load: Import
) -> None:
    await open_shop(open_work)
    await load(export(order()))
    await load(export(order(Financial_Status="partially_refunded", Refunded_Amount="30.00")))
    assert await reasons(open_work) == [(2, "returned_at", "refund_day_missing")]

    async with open_work() as work:
        (row,) = await channels.quarantine_of(work.session, work.brand_id)
        outcome = await channels.replay(
            work, row_id=row.id, corrections={"returned_at": "2026-01-12"}
        )

    assert outcome.loaded
    assert (await seen(open_work))[0].endswith("| refunded 30.00 2026-01-12 3000 0 0")


async def test_a_cancelled_order_that_was_paid_back_ends_at_nothing_in_any_order_of_files(
    open_work: OpenWork, load: Import
) -> None:
    await open_shop(open_work)
    gone = order(
        Financial_Status="refunded",
        Refunded_Amount="100.00",
        Cancelled_at="2026-01-12 09:30:00 +0800",
    )

    await load(export(order(), order(Name="#2")))
    await load(export(gone, gone | {"Name": "#2"}, gone | {"Name": "#3"}))
    await load(export(order(), order(Name="#3")))

    assert await reasons(open_work) == []
    assert [text.partition(" | ")[2] for text in await seen(open_work)] == [
        "1 TEA 1 10000 0 | rest 2026-01-12 10000 0 0"
    ] * 3


async def test_the_genuine_file_is_read(open_work: OpenWork, load: Import) -> None:
    if not SHARED.exists():
        pytest.skip("the shared folder is not beside the project")
    await open_shop(open_work)

    (file,) = SHARED.glob("*.csv")
    outcome = await load(file.read_bytes())

    assert (outcome.rows_read, outcome.orders_loaded, outcome.orders_quarantined) == (2, 2, 0)
    assert await seen(open_work) == [
        (
            "#1001 consumer confirmed 2026-04-10 2026-04-10 2026-04-10 ACQ-portal 10900 10000 0 "
            "900 0 INR | 1 shopify:tshirt 1 10000 900"
        ),
        (
            "#1002 consumer confirmed 2026-04-10 2026-04-10 2026-04-10 ACQ-portal 14170 13000 0 "
            "1170 0 INR | 1 shopify:pant 1 13000 1170"
        ),
    ]
