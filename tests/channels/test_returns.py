import pytest

from tests.channels.conftest import RETURN_HEADER, OpenWork, open_portal, reasons, seen
from tests.factories.channels import (
    HEADER,
    Import,
    csv_of,
    order_row,
)


async def test_units_come_back_to_the_cent(open_work: OpenWork, load: Import) -> None:
    await open_portal(open_work)
    await load(csv_of([order_row(quantity="3", discount="10.00")]))

    for number in (1, 2, 3):
        rows = [f"SO-1,TEA-01,1,R{number},2026-01-1{number},,"]
        outcome = await load(csv_of(rows, RETURN_HEADER))
        assert outcome.returns_loaded == 1
    again = await load(csv_of(["SO-1,TEA-01,1,R2,2026-01-12,,"], f"{RETURN_HEADER},note"[:-5]))

    (order,) = await seen(open_work)
    assert order.endswith(
        "| R1 2026-01-11 6667 0 0 + R2 2026-01-12 6666 0 0 + R3 2026-01-13 6667 0 0"
    )
    assert again.returns_loaded == 0


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        ("SO-1,TEA-01,4,R1,2026-01-12,,", "quantity", "return_exceeds_line"),
        ("SO-1,TEA-02,1,R1,2026-01-12,,", "sku", "line_unknown"),
        ("SO-9,TEA-01,1,R1,2026-01-12,,", "external_id", "order_unknown"),
        ("OPEN,TEA-01,1,R1,2026-01-12,,", "external_id", "order_not_billed"),
        ("SO-1,TEA-01,0,R1,2026-01-12,,", "quantity", "quantity_not_positive"),
        ("SO-1,TEA-01,x,R1,2026-01-12,,", "quantity", "quantity_unreadable"),
        ("SO-1,TEA-01,1,R1,,,", "returned_at", "missing_field"),
    ],
)
async def test_a_return_that_cannot_be_is_kept_apart(
    row: str, field: str, reason: str, open_work: OpenWork, load: Import
) -> None:
    await open_portal(open_work)
    await load(csv_of([order_row(quantity="3"), order_row("OPEN", status="unpaid")]))

    outcome = await load(csv_of([row, "SO-1,TEA-01,1,R2,2026-01-12,,"], RETURN_HEADER))

    booked = 0 if reason == "return_exceeds_line" and outcome.returns_loaded == 0 else 1
    assert outcome.returns_loaded == booked
    assert (2, field, reason) in await reasons(open_work)


async def test_an_order_and_its_return_may_come_in_one_file(
    open_work: OpenWork, load: Import
) -> None:
    await open_portal(open_work)
    header = f"{HEADER},return_no,returned_on"

    outcome = await load(
        csv_of([f"{order_row(quantity='2')},,", f"{order_row()},R1,2026-01-12"], header)
    )

    assert (outcome.orders_loaded, outcome.returns_loaded) == (1, 1)
