"""The orders export of a Shopify shop: its rows and its sums."""

import csv
from io import StringIO

import pytest

from tests.channels.shopify_export import export, item, line, order
from tributary.channels.rules import (
    ADAPTERS,
    FIELDS,
    FileEmpty,
    FileOfOtherKind,
    HeaderMissing,
    Record,
    Terms,
)
from tributary.channels.rules.shopify_sums import spread
from tributary.kernel import Refusal

SHOP = Terms(needs_distributor=False, currency="CNY")


def read(*rows: dict[str, str] | str, terms: Terms = SHOP) -> list[Record]:
    content = "".join(row if isinstance(row, str) else export(row) for row in rows)
    return list(ADAPTERS["shopify"].read(lambda: [content.encode()], terms))


def read_rows(*rows: dict[str, str]) -> list[Record]:
    return read(export(*rows))


def said(record: Record, *names: str) -> dict[str, str]:
    found = zip(FIELDS, record.fields, strict=True)
    return {name: text for name, text in found if text and (not names or name in names)}


def test_an_order_gives_one_record_per_item() -> None:
    (record,) = read_rows(
        order(
            Fulfillment_Status="fulfilled",
            Fulfilled_at="2026-01-12 08:00:00 +0800",
            Shipping="12.00",
            Total="112.00",
        )
    )

    assert record.row_number == 2
    assert said(record) == {
        "external_id": "#1",
        "number": "#1",
        "state": "confirmed",
        "ordered_at": "2026-01-10T09:30:00+08:00",
        "shipped_on": "2026-01-12",
        "currency": "CNY",
        "freight": "12.00",
        "freight_tax": "0.00",
        "total": "112.00",
        "line_ref": "1",
        "sku": "TEA",
        "name": "Tea",
        "quantity": "1",
        "unit_price": "100.00",
        "goods": "100.00",
        "discount": "0.00",
        "tax": "0.00",
    }


def test_discounts_and_taxes_of_the_order_are_spread_to_the_cent() -> None:
    head = order(
        **line("1", "10.00", "a"), Subtotal="26.67", Taxes="3.47", Total="30.14", Shipping="0.00"
    )
    rows = [head, item(**line("1", "10.00", "b")), item(**line("1", "10.00", "c", "false"))]

    records = read_rows(*rows)

    assert [said(each, "discount", "tax") for each in records] == [
        {"discount": "1.11", "tax": "1.74"},
        {"discount": "1.11", "tax": "1.73"},
        {"discount": "1.11", "tax": "0.00"},
    ]


def test_taxes_inside_the_prices_are_told_by_the_total() -> None:
    head = order(**line("2", "50.00", "a"), Taxes="11.50", Total="110.00", Shipping="10.00")

    (record,) = read_rows(head)

    assert said(record, "unit_price", "goods", "tax", "freight", "freight_tax") == {
        "goods": "88.50",
        "tax": "11.50",
        "freight": "10.00",
        "freight_tax": "0.00",
    }


def test_a_currency_without_decimals_is_spread_in_whole_units() -> None:
    head = order(
        **line("3", "100", "a"),
        Currency="JPY",
        Subtotal="299",
        Taxes="0",
        Total="299",
        Shipping="0",
    )

    (record,) = read_rows(head)

    assert said(record, "goods", "discount") == {"goods": "300", "discount": "1"}


def test_the_rows_of_an_order_are_found_wherever_they_stand() -> None:
    rows = [
        item("#1", **line("1", "40.00", "b")),
        order(Name="#2"),
        order(Name="#1", **line("1", "60.00", "a")),
    ]

    records = read_rows(*rows)

    assert [(each.row_number, *said(each, "external_id", "sku").values()) for each in records] == [
        (2, "#1", "b"),
        (4, "#1", "a"),
        (3, "#2", "TEA"),
    ]
    assert {said(each, "total")["total"] for each in records} == {"100.00"}


def test_apostrophes_embedded_lines_a_mark_and_tabs_are_no_obstacle() -> None:
    text = export(order(Name="'#1", Lineitem_sku="'007", Notes="Leave it\nat the door, please"))
    tabs = "\n".join(
        "\t".join(cells) for cells in csv.reader(StringIO(export(order(Lineitem_sku="'007"))))
    )

    (quoted,) = read("\ufeff" + text)
    (tabbed,) = read(tabs)

    assert said(quoted, "external_id", "sku") == {"external_id": "#1", "sku": "007"}
    assert said(tabbed) == said(quoted)


@pytest.mark.parametrize(
    ("status", "cancelled", "state"),
    [
        ("paid", "", "confirmed"),
        ("PAID", "", "confirmed"),
        ("pending", "", "pending"),
        ("authorized", "", "pending"),
        ("partially_paid", "", "pending"),
        ("pending", "2026-01-11 09:30:00 +0800", "cancelled"),
        ("voided", "2026-01-11 09:30:00 +0800", "cancelled"),
        ("partially_refunded", "", "confirmed"),
    ],
)
def test_a_status_becomes_a_state(status: str, cancelled: str, state: str) -> None:
    (record,) = read_rows(order(Financial_Status=status, Cancelled_at=cancelled))

    assert (said(record)["state"], record.fault) == (state, None)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"Financial_Status": "teleported"}, ("state", "state_unknown", "teleported")),
        ({"Financial_Status": ""}, ("state", "missing_field", None)),
        (
            {"Cancelled_at": "2026-01-11 09:30:00 +0800"},
            ("state", "cancelled_but_paid", "100.00"),
        ),
        ({"Taxes": "12,5o"}, ("tax", "amount_unreadable", "12,5o")),
        ({"Shipping": "-5.00"}, ("freight", "amount_negative", "-5.00")),
        ({"Subtotal": "99.999"}, ("total", "amount_unreadable", "99.999")),
        (
            {"Lineitem_quantity": "", "Lineitem_name": "", "Lineitem_sku": ""},
            ("line_items", "missing_field", None),
        ),
    ],
)
def test_what_makes_no_sense_has_a_reason(
    changes: dict[str, str], fault: tuple[str, str, str | None]
) -> None:
    (record,) = read_rows(order(**changes))

    assert record.fault == fault
    assert said(record)["external_id"] == "#1"


def test_items_without_their_order_wait_for_it() -> None:
    (record,) = read_rows(item(**line("1", "10.00", "a")))

    assert record.fault is not None
    assert record.fault.reason == "order_row_missing"


def test_two_rows_that_both_carry_the_order_must_agree() -> None:
    same, other = order(**line("1", "50.00", "a")), order(**line("1", "50.00", "b"))

    agreed = read_rows(same, other)
    differing = read_rows(same, other | {"Total": "90.00"})

    assert [each.fault for each in agreed] == [None, None]
    assert differing[1].fault is not None
    assert differing[1].fault.reason == "header_differs"


def test_a_refund_is_told_by_its_amount_only() -> None:
    _, partly = read_rows(order(Financial_Status="partially_refunded", Refunded_Amount="30.00"))
    _, whole = read_rows(order(Financial_Status="refunded", Refunded_Amount="100.00"))
    _, cancelled = read_rows(
        order(
            Financial_Status="refunded",
            Refunded_Amount="100.00",
            Cancelled_at="2026-01-12 09:30:00 +0800",
        )
    )

    assert partly.fault == ("returned_at", "refund_day_missing", "30.00")
    assert said(partly, "return_ref", "scope", "goods") == {
        "return_ref": "refunded 30.00",
        "scope": "amount",
        "goods": "30.00",
    }
    assert whole.fault == ("returned_at", "refund_day_missing", "100.00")
    assert cancelled.fault is None
    assert said(cancelled, "return_ref", "scope", "returned_at") == {
        "return_ref": "rest",
        "scope": "rest",
        "returned_at": "2026-01-12T09:30:00+08:00",
    }


def test_a_broken_row_keeps_its_order_out_and_no_other() -> None:
    text = export(order(Name="#1"), order(Name="#2"), order(Name="#3"))
    broken = text.replace("#2,ada@example.org,paid", "#2,paid").replace(
        "#3,ada@example.org", '#3,"ada@example.org'
    )

    fine, short, open_mark = read(broken)

    assert fine.fault is None
    assert short.fault is not None
    assert (said(short)["external_id"], short.fault.reason) == ("#2", "field_count")
    assert open_mark.fault is not None
    assert said(open_mark)["external_id"] == "#3"
    assert "ada" not in short.original + open_mark.original


@pytest.mark.parametrize(
    ("content", "refusal", "message"),
    [
        ("", FileEmpty, "empty"),
        (export(), FileEmpty, "below the header"),
        ("[1]", FileOfOtherKind, "JSON"),
        ("Name,Total\n#1,2\n", HeaderMissing, "Financial status, Currency"),
        ("Transaction Date,Type,Order,Amount\n", HeaderMissing, "not an orders export"),
    ],
)
def test_a_wrong_file_gets_one_clear_answer(
    content: str, refusal: type[Refusal], message: str
) -> None:
    with pytest.raises(refusal, match=message):
        read(content)


@pytest.mark.parametrize("total", [0, 1, 7, 100, 99_999])
@pytest.mark.parametrize("weights", [[1], [1, 1, 1], [0, 5, 0], [3, 0, 90_000], [7, 11, 13]])
def test_a_spread_adds_up_and_nobody_bears_more_than_his_weight(
    total: int, weights: list[int]
) -> None:
    shares = spread(total, weights)

    assert sum(shares) == total
    if total <= sum(weights):
        assert all(share <= weight for share, weight in zip(shares, weights, strict=True))


def test_what_is_fulfilled_in_part_leaves_line_by_line() -> None:
    head = order(
        **line("1", "10.00", "a"),
        Subtotal="20.00",
        Total="20.00",
        Fulfillment_Status="partial",
        Fulfilled_at="2026-01-12 08:00:00 +0800",
        Lineitem_fulfillment_status="fulfilled",
    )
    rest = item(**line("1", "10.00", "b"), Lineitem_fulfillment_status="pending")

    records = read_rows(head, rest)

    assert [said(each, "shipped_on") for each in records] == [{"shipped_on": "2026-01-12"}, {}]
