from datetime import date

import pytest

from tests.channels.conftest import OpenWork, open_portal, reasons, seen
from tests.factories.channels import (
    HEADER,
    Import,
    csv_of,
    order_row,
)
from tests.factories.parties import make_distributor
from tributary import catalog, channels
from tributary.kernel import Money


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        (order_row(sku="NO-TEA"), "sku", "sku_unknown"),
        (order_row(sku=""), "sku", "missing_field"),
        (order_row(distributor="NOBODY"), "distributor", "distributor_unknown"),
        (order_row(distributor=""), "distributor", "missing_field"),
        (order_row(quantity="0"), "quantity", "quantity_not_positive"),
        (order_row(quantity="-1"), "quantity", "quantity_not_positive"),
        (order_row(quantity="1.5"), "quantity", "quantity_unreadable"),
        (order_row(quantity="1e3"), "quantity", "quantity_unreadable"),
        (order_row(quantity="１"), "quantity", "quantity_unreadable"),
        (order_row(quantity=""), "quantity", "missing_field"),
        (order_row(unit_price="1_000"), "unit_price", "amount_unreadable"),
        (order_row(unit_price="NaN"), "unit_price", "amount_unreadable"),
        (order_row(unit_price="7e1"), "unit_price", "amount_unreadable"),
        (order_row(unit_price="７０"), "unit_price", "amount_unreadable"),
        (order_row(unit_price='"1,070.00"'), "unit_price", "amount_unreadable"),
        (order_row(unit_price="70.001"), "unit_price", "amount_unreadable"),
        (order_row(unit_price="¥70"), "unit_price", "amount_unreadable"),
        (order_row(unit_price="-70"), "unit_price", "amount_negative"),
        (order_row(unit_price="69.99"), "unit_price", "price_differs"),
        (order_row(quantity="999999999"), "quantity", "amount_too_large"),
        (order_row(discount="70.01"), "discount", "discount_above_price"),
        (order_row(discount="-1"), "discount", "amount_negative"),
        (order_row(total="70.01"), "total", "totals_differ"),
        (order_row(total="seventy"), "total", "amount_unreadable"),
        (order_row(ordered_at="2026-02-30"), "ordered_at", "date_unreadable"),
        (order_row(ordered_at=""), "ordered_at", "missing_field"),
        (order_row(ordered_at="2025-12-31"), "distributor", "distributor_outside_tree"),
        (order_row(status="lost"), "state", "state_unknown"),
        (order_row(order=""), "external_id", "missing_field"),
        (order_row() + ",surplus", "row", "field_count"),
    ],
)
async def test_a_faulty_row_is_kept_with_its_reason_and_the_others_load(
    row: str, field: str, reason: str, open_work: OpenWork, load: Import
) -> None:
    await open_portal(open_work)
    if reason == "amount_too_large":
        async with open_work() as work:
            await catalog.set_price(
                work,
                product_id=catalog.product_id_of(work.brand_id, "TEA-01"),
                grade="bronze",
                unit_price=Money.of("99999999.00", "CNY"),
                valid_from=date(2026, 1, 9),
            )
        row = row.replace("70.00", "")

    outcome = await load(csv_of([row, order_row("FINE", unit_price="")]))

    assert (outcome.orders_loaded, outcome.orders_quarantined) == (1, 1)
    assert await reasons(open_work) == [(2, field, reason)]
    async with open_work() as work:
        (kept,) = await channels.quarantine_of(work.session, work.brand_id)
        assert kept.original == row
        assert "{" not in kept.message


async def test_a_currency_is_judged_where_the_file_names_one(
    open_work: OpenWork, load: Import
) -> None:
    await open_portal(open_work)
    rows = [f"{order_row('A')},XBT", f"{order_row('B')},EUR", f"{order_row('C')},CNY"]

    await load(csv_of(rows, f"{HEADER},currency"))

    assert await reasons(open_work) == [
        (2, "currency", "currency_unknown"),
        (3, "sku", "price_missing"),
    ]


async def test_one_faulty_line_keeps_its_whole_order_out(open_work: OpenWork, load: Import) -> None:
    await open_portal(open_work)

    await load(csv_of([order_row("A", quantity="2"), order_row("A", sku="X"), order_row("B")]))

    assert await reasons(open_work) == [(2, "order", "order_incomplete"), (3, "sku", "sku_unknown")]
    assert len(await seen(open_work)) == 1


async def test_lines_of_one_order_agree_about_the_order(open_work: OpenWork, load: Import) -> None:
    await open_portal(open_work)

    await load(csv_of([order_row("A"), order_row("A", distributor="T1", quantity="2")]))

    assert await reasons(open_work) == [
        (2, "order", "order_incomplete"),
        (3, "distributor", "header_differs"),
    ]


async def test_the_same_line_twice_is_a_fault(open_work: OpenWork, load: Import) -> None:
    await open_portal(open_work)

    await load(csv_of([order_row("A"), order_row("A")]))

    assert await reasons(open_work) == [
        (2, "row", "duplicate_line"),
        (3, "row", "duplicate_line"),
    ]


async def test_tax_is_the_products_and_a_cent_of_rounding_is_no_fault(
    open_work: OpenWork, load: Import
) -> None:
    await open_portal(open_work)
    async with open_work() as work:
        await work.run(
            "UPDATE products SET tax_rate_ppm = 130000 WHERE brand_id = :brand",
            brand=work.brand_id,
        )
    rows = [
        f"{order_row(number)},{tax}"
        for number, tax in (("A", ""), ("B", "9.10"), ("C", "9.11"), ("D", "9.12"))
    ]

    await load(csv_of(rows, f"{HEADER},tax"))

    assert await reasons(open_work) == [(5, "tax", "tax_differs")]
    assert [text.split()[6:9] for text in await seen(open_work)] == [
        ["7910", "7000", "0"],
        ["7910", "7000", "0"],
        ["7911", "7000", "0"],
    ]


async def test_a_corrected_row_brings_its_whole_order(open_work: OpenWork, load: Import) -> None:
    await open_portal(open_work)
    await load(csv_of([order_row("A", sku="TEA-O1"), order_row("A", quantity="2")]))
    async with open_work() as work:
        first, _ = await channels.quarantine_of(work.session, work.brand_id)
        still = await channels.replay(work, row_id=first.id, corrections={"quantity": "x"})
    assert [fault.reason for fault in still.faults] == ["quantity_unreadable", "order_incomplete"]

    async with open_work() as work:
        mended = {"quantity": "1", "sku": "TEA-01", "distributor": "T1", "unit_price": ""}
        outcome = await channels.replay(work, row_id=first.id, corrections=mended)

    assert [fault.reason for fault in outcome.faults] == ["order_incomplete", "price_differs"]
    async with open_work() as work:
        _, second = await channels.quarantine_of(work.session, work.brand_id)
        outcome = await channels.replay(work, row_id=second.id, corrections={"unit_price": ""})
    assert outcome.loaded
    assert await reasons(open_work) == []
    assert len(await reasons(open_work, "replayed")) == 2
    assert (await seen(open_work))[0].startswith(
        "A wholesale confirmed 2026-01-10 2026-01-10 T1 180"
    )


async def test_a_closed_row_cannot_be_replayed_and_fields_have_names(
    open_work: OpenWork, load: Import
) -> None:
    await open_portal(open_work)
    await load(csv_of([order_row("A", sku="X")]))
    async with open_work() as work:
        (row,) = await channels.quarantine_of(work.session, work.brand_id)
        assert await channels.dismiss(work, row_ids=[row.id], reason="a test order") == 1
        assert await channels.quarantine_count(work.session, work.brand_id) == 0

    async with open_work() as work:
        with pytest.raises(channels.QuarantinedRowUnknown):
            await channels.replay(work, row_id=row.id, corrections={"sku": "TEA-01"})
        with pytest.raises(channels.FieldUnknown, match="colour is no field"):
            await channels.replay(work, row_id=row.id, corrections={"colour": "red"})


async def test_what_was_dismissed_does_not_come_back(open_work: OpenWork, load: Import) -> None:
    await open_portal(open_work)
    await load(csv_of([order_row("A", sku="X")]))
    async with open_work() as work:
        (row,) = await channels.quarantine_of(work.session, work.brand_id)
        await channels.dismiss(work, row_ids=[row.id], reason="a test order")

    await load(csv_of([order_row("B"), order_row("A", sku="X")]))

    assert await reasons(open_work) == []


async def test_the_same_file_loads_once_its_faults_are_mended(
    open_work: OpenWork, load: Import
) -> None:
    await open_portal(open_work)
    content = csv_of([order_row(distributor="T9"), order_row("SO-2")])
    await load(content)
    async with open_work() as work:
        upline = await work.rows(
            "SELECT id FROM parties WHERE brand_id = :brand AND code = 'T1'", brand=work.brand_id
        )
        await make_distributor(work, "T9", under=upline[0].id, grade="bronze")

    outcome = await load(content)

    assert (outcome.orders_loaded, outcome.orders_unchanged) == (1, 1)
    assert await reasons(open_work) == []


async def test_a_corrected_file_closes_what_waited(open_work: OpenWork, load: Import) -> None:
    await open_portal(open_work)
    await load(csv_of([order_row(sku="X")]))

    await load(csv_of([order_row()]))

    assert await reasons(open_work) == []
    assert await reasons(open_work, "replayed") == [(2, "sku", "sku_unknown")]


async def test_a_row_whose_quotation_mark_never_closes_keeps_its_whole_order_out(
    open_work: OpenWork, load: Import
) -> None:
    await open_portal(open_work)
    broken = order_row("SO-1", quantity="2").replace("T2", '"T2')

    outcome = await load(csv_of([order_row("SO-1"), broken, order_row("SO-2"), order_row("SO-3")]))

    assert (outcome.orders_loaded, outcome.orders_quarantined) == (2, 1)
    assert await reasons(open_work) == [
        (2, "order", "order_incomplete"),
        (3, "row", "quote_unclosed"),
    ]
