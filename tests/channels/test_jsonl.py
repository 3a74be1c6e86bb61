"""Orders as JSON lines: one order, with its lines inside, on each line."""

import json

import pytest

from tests.channels.conftest import OpenWork, reasons, seen
from tests.factories.channels import Import, csv_of, make_channel, open_trade, order_row
from tributary.channels.rules import (
    ADAPTERS,
    FIELDS,
    FileEmpty,
    FileOfOtherKind,
    FileUnreadable,
    Record,
    Terms,
)
from tributary.kernel import Refusal

TERMS = Terms(needs_distributor=True, currency="CNY")


def order(**changes: object) -> dict[str, object]:
    plain: dict[str, object] = {
        "order_no": "SO-1",
        "ordered_at": "2026-01-10",
        "distributor": "T2",
        "lines": [{"sku": "TEA-01", "quantity": 1}],
    }
    return plain | changes


def read(*lines: object) -> list[Record]:
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    content = "\n".join(texts).encode()
    return list(ADAPTERS["jsonl"].read(lambda: [content], TERMS))


def said(record: Record) -> dict[str, str]:
    return {name: text for name, text in zip(FIELDS, record.fields, strict=True) if text}


def test_an_order_gives_one_record_per_line() -> None:
    items = [{"sku": "A", "quantity": 2, "unit_price": 70.10}, {"sku": "B", "qty": "1"}]

    first, second = read(order(total="200.20", lines=items))

    assert said(first) == {
        "external_id": "SO-1",
        "state": "confirmed",
        "ordered_at": "2026-01-10",
        "distributor": "T2",
        "currency": "CNY",
        "total": "200.20",
        "sku": "A",
        "quantity": "2",
        "unit_price": "70.1",
    }
    assert (said(second)["sku"], said(second)["quantity"]) == ("B", "1")
    assert (first.row_number, second.row_number) == (1, 1)


def test_numbers_stay_the_digits_they_are() -> None:
    text = '{"order_no": 6097582719028123456, "lines": [{"sku": "A", "unit_price": 0.10}]}'

    (record,) = read(text)

    assert said(record)["external_id"] == "6097582719028123456"
    assert said(record)["unit_price"] == "0.10"


def test_a_return_is_told_by_its_number() -> None:
    (record,) = read(order(return_no="R1", returned_on="2026-01-12"))

    assert (said(record)["return_ref"], said(record)["scope"]) == ("R1", "line")


def test_an_object_without_lines_is_one_line() -> None:
    (record,) = read({"订单号": "D1", "下单时间": "2026-01-10", "商品编码": "茶", "数量": 3})

    assert (said(record)["external_id"], said(record)["quantity"]) == ("D1", "3")


@pytest.mark.parametrize(
    ("line", "field", "reason"),
    [
        ("{broken", "row", "json_unreadable"),
        ("[1]", "row", "json_unreadable"),
        ("7", "row", "json_unreadable"),
        ('{"order_no": "A", "total": NaN, "lines": []}', "row", "json_unreadable"),
        ("[" * 100_000, "row", "json_unreadable"),
        (order(lines=[]), "lines", "missing_field"),
        (order(lines="TEA"), "lines", "missing_field"),
        (order(lines=[1]), "lines", "json_unreadable"),
        (order(qty=1, quantity=2), "quantity", "field_twice"),
        ({"order_no": "A"}, "lines", "missing_field"),
    ],
)
def test_a_line_that_is_no_order_is_a_fault_of_its_own(
    line: object, field: str, reason: str
) -> None:
    broken, fine = read(line, order(order_no="SO-2"))

    assert broken.fault is not None
    assert (broken.fault.field, broken.fault.reason) == (field, reason)
    assert fine.fault is None


def test_a_line_belongs_to_the_order_that_holds_it() -> None:
    (record,) = read(order(lines=[{"order_no": "OTHER", "sku": "A", "quantity": 1}]))

    assert said(record)["external_id"] == "SO-1"


def test_an_order_of_many_lines_is_not_kept_once_for_each() -> None:
    lines = [{"sku": f"TEA-{number}", "quantity": 1} for number in range(20_000)]

    records = read(order(lines=lines))

    assert len(records) == 20_000
    assert json.loads(records[7].original) == order(lines=[{"sku": "TEA-7", "quantity": "1"}])
    assert sum(len(record.original) for record in records) < 5_000_000


def test_nested_texts_are_judged_as_texts() -> None:
    (record,) = read(order(currency={"code": "CNY"}))

    assert said(record)["currency"] == '{"code": "CNY"}'


@pytest.mark.parametrize(
    ("content", "refusal", "message"),
    [
        ("", FileEmpty, "empty"),
        ("\n \n", FileEmpty, "empty"),
        ("order_no,sku\n1,2\n", FileOfOtherKind, "begins with 'order_no,sku'"),
        ('{\n  "order_no": "A"\n}\n', FileOfOtherKind, "not JSON lines"),
        ('[{"order_no": "A", "lines": []}]', FileOfOtherKind, "not JSON lines"),
        ('{"id": 1, "line_items": []}', FileOfOtherKind, "not JSON lines"),
        ('{"order_no": "' + "y" * 3_000_000, FileOfOtherKind, "not JSON lines"),
    ],
)
def test_a_wrong_file_gets_one_clear_answer(
    content: str, refusal: type[Refusal], message: str
) -> None:
    with pytest.raises((refusal, FileUnreadable), match=message):
        read(content)


async def test_the_same_orders_come_out_of_json_lines_and_of_csv(
    open_work: OpenWork, load: Import
) -> None:
    async with open_work() as work:
        await open_trade(work)
        await make_channel(work)
        await make_channel(work, "lines", adapter="jsonl")

    await load(csv_of([order_row("SO-1", quantity="2", total="140.00")]))
    lines = [{"sku": "TEA-01", "quantity": "2", "unit_price": "70.00"}]
    text = json.dumps(
        order(ordered_at="2026-01-10 09:30", status="confirmed", total="140.00", lines=lines)
    )
    outcome = await load(text + "\n" + text.replace("SO-1", "SO-2")[:-3], channel="lines")

    assert (outcome.orders_loaded, outcome.orders_quarantined) == (1, 1)
    first, second = await seen(open_work)
    assert first == second
    assert await reasons(open_work) == [(2, "row", "json_unreadable")]
