import random

import pytest

from tests.channels.conftest import OpenWork, open_portal, reasons, seen, some_file
from tests.factories.channels import (
    HEADER,
    Import,
    csv_of,
    order_row,
)
from tributary.orders import BillingTrigger


@pytest.mark.parametrize("seed", range(3))
async def test_twice_shuffled_or_in_parts_a_file_leaves_the_same_orders(
    seed: int, open_work: OpenWork, load: Import
) -> None:
    await open_portal(open_work)
    rows = some_file(seed)
    names = sorted({row.partition(",")[0] for row in rows})
    half = set(names[: len(names) // 2])
    first = await load(csv_of(rows))
    expected, kept = await seen(open_work), await reasons(open_work)

    shuffled = random.Random(seed).sample(rows, len(rows))
    again = [await load(csv_of(shuffled))]
    parts = [[r for r in rows if (r.partition(",")[0] in half) is side] for side in (False, True)]
    again += [await load(csv_of(part)) for part in (*parts, rows)]

    assert await seen(open_work) == expected
    assert await reasons(open_work) == kept
    assert first.orders_loaded + first.orders_quarantined == first.orders_read == 30
    assert all(each.orders_loaded == each.orders_updated == 0 for each in again)


async def test_parts_in_any_order_make_the_whole(open_work: OpenWork, load: Import) -> None:
    await open_portal(open_work)
    rows = [order_row(f"SO-{number}") for number in range(6)]

    await load(csv_of(rows[3:]))
    await load(csv_of(rows))
    last = await load(csv_of(rows[:3]))

    assert last.orders_unchanged == 3
    assert len(await seen(open_work)) == 6


async def test_a_known_file_without_faults_is_not_read_again(
    open_work: OpenWork, load: Import
) -> None:
    await open_portal(open_work)
    content = csv_of([order_row("A"), order_row("B")])
    await load(content)

    again = await load(content)

    assert (again.known, again.orders_unchanged) == (True, 2)


@pytest.mark.parametrize("newest_first", [False, True])
async def test_newer_words_of_the_source_win_whenever_they_arrive(
    newest_first: bool, open_work: OpenWork, load: Import
) -> None:
    await open_portal(open_work)
    header = f"{HEADER},updated_at"
    early = csv_of([f"{order_row(status='unpaid')},2026-01-10 10:00"], header)
    late = csv_of([f"{order_row(status='paid', quantity='2')},2026-01-10 11:00"], header)

    for content in (late, early) if newest_first else (early, late):
        await load(content)

    (order,) = await seen(open_work)
    assert order.startswith("SO-1 wholesale confirmed")
    assert "| 1 TEA-01 2 14000" in order


async def test_a_file_may_hold_several_versions_of_an_order(
    open_work: OpenWork, load: Import
) -> None:
    await open_portal(open_work)
    late = f"{order_row(status='paid')},2026-01-10 11:00"
    early = f"{order_row(status='unpaid', quantity='9')},2026-01-10 10:00"

    await load(csv_of([late, early], f"{HEADER},updated_at"))

    assert (await seen(open_work))[0].startswith("SO-1 wholesale confirmed")


@pytest.mark.parametrize("reverse", [False, True])
async def test_without_a_clock_of_the_source_the_further_state_wins(
    reverse: bool, open_work: OpenWork, load: Import
) -> None:
    await open_portal(open_work, BillingTrigger.SHIPMENT)
    contents = [csv_of([order_row(status=state)]) for state in ("unpaid", "paid", "cancelled")]

    for content in reversed(contents) if reverse else contents:
        await load(content)

    assert (await seen(open_work))[0].startswith("SO-1 wholesale cancelled 2026-01-10 unbilled")


async def test_shipment_makes_an_order_billable_where_the_channel_says_so(
    open_work: OpenWork, load: Import
) -> None:
    await open_portal(open_work, BillingTrigger.SHIPMENT)
    header = f"{HEADER},ship_date"

    first = await load(csv_of([f"{order_row()},"], header))
    shipped = await load(csv_of([f"{order_row()},2026-01-12"], header))
    stale = await load(csv_of([f"{order_row()}, "], header))

    assert (first.billable_batch_id, stale.orders_updated) == (None, 0)
    assert (shipped.orders_updated, shipped.billable_batch_id is not None) == (1, True)
    assert " 2026-01-10 2026-01-12 2026-01-12 T2 " in (await seen(open_work))[0]


@pytest.mark.parametrize(
    "changed",
    [
        order_row(quantity="2"),
        order_row(distributor="T1", unit_price="60.00"),
        order_row(status="cancelled"),
        order_row(ordered_at="2026-01-11"),
        order_row(discount="1.00"),
    ],
)
async def test_a_billed_order_does_not_change(
    changed: str, open_work: OpenWork, load: Import
) -> None:
    await open_portal(open_work)
    await load(csv_of([order_row()]))
    billed = await seen(open_work)

    outcome = await load(csv_of([changed]))

    assert outcome.orders_quarantined == 1
    assert await reasons(open_work) == [(2, "order", "changed_after_billing")]
    assert await seen(open_work) == billed


async def test_a_billed_order_may_still_ship(open_work: OpenWork, load: Import) -> None:
    await open_portal(open_work)
    await load(csv_of([order_row()]))

    outcome = await load(csv_of([f"{order_row()},2026-01-12"], f"{HEADER},ship_date"))

    assert (outcome.orders_updated, outcome.billable_batch_id) == (1, None)
    assert " 2026-01-10 2026-01-12 2026-01-10 T2 " in (await seen(open_work))[0]
