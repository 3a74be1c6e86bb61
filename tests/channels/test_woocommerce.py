import json
from collections.abc import Callable

import pytest

from tributary.channels.rules import (
    ADAPTERS,
    FIELDS,
    FileEmpty,
    FileOfOtherKind,
    FileTooLarge,
    FileUnreadable,
    Record,
    Terms,
)
from tributary.kernel import Refusal

SHOP = Terms(needs_distributor=False, currency="USD")

LINE = {
    "id": 7,
    "name": "Beanie",
    "product_id": 16,
    "sku": "BEANIE",
    "quantity": 2,
    "subtotal": "20.00",
    "total": "18.00",
    "total_tax": "1.80",
}


def order(**changes: object) -> dict[str, object]:
    plain = {
        "id": 42,
        "number": "W-42",
        "status": "processing",
        "currency": "USD",
        "date_created_gmt": "2026-01-10T01:30:00",
        "date_modified_gmt": "2026-01-10T02:00:00",
        "shipping_total": "5.00",
        "shipping_tax": "0.50",
        "total": "25.30",
        "line_items": [LINE],
        "billing": {"first_name": "Ada", "phone": "13800000000", "email": "ada@example.org"},
    }
    return {**plain, **changes}


def refund(**changes: object) -> dict[str, object]:
    links = {"up": [{"href": "https://shop.example/wp-json/wc/v3/orders/42"}]}
    plain = {"id": 90, "amount": "9.90", "date_created_gmt": "2026-01-12T01:00:00"}
    return {**plain, "line_items": [], "_links": links, **changes}


def read(found: object, terms: Terms = SHOP) -> list[Record]:
    content = found if isinstance(found, bytes) else json.dumps(found).encode()
    return list(ADAPTERS["woocommerce"].read(lambda: [content], terms))


def said(record: Record) -> dict[str, str | None]:
    return {name: text for name, text in zip(FIELDS, record.fields, strict=True) if text}


def test_an_order_gives_one_record_per_line() -> None:
    (record,) = read(order())

    assert said(record) == {
        "external_id": "42",
        "number": "W-42",
        "state": "confirmed",
        "ordered_at": "2026-01-10T01:30:00Z",
        "updated_at": "2026-01-10T02:00:00Z",
        "currency": "USD",
        "freight": "5.00",
        "freight_tax": "0.50",
        "total": "25.30",
        "line_ref": "7",
        "sku": "BEANIE",
        "name": "Beanie",
        "quantity": "2",
        "goods": "20.00",
        "discount": "2.00",
        "tax": "1.80",
    }


@pytest.mark.parametrize("wrap", [lambda one: one, lambda one: [one], lambda one: {"data": one}])
def test_an_envelope_or_a_list_does_not_matter(wrap: Callable[[object], object]) -> None:
    assert read(wrap(order())) == read(order())
    assert read({"data": [order(), order(id=43)]})[1].row_number == 2


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("pending", "pending"),
        ("on-hold", "pending"),
        ("checkout-draft", "pending"),
        ("failed", "pending"),
        ("completed", "confirmed"),
        ("cancelled", "cancelled"),
        ("refunded", "confirmed"),
    ],
)
def test_a_status_becomes_a_state(status: str, state: str) -> None:
    assert said(read(order(status=status))[0])["state"] == state


def test_a_status_of_a_plugin_is_a_fault() -> None:
    (record,) = read(order(status="wc-lost"))

    assert record.fault is not None
    assert record.fault.reason == "state_unknown"


def test_an_order_without_lines_is_a_fault() -> None:
    (record,) = read(order(line_items=[]))

    assert record.fault is not None
    assert (record.fault.field, record.fault.reason) == ("line_items", "missing_field")


def test_an_item_without_sku_is_known_by_its_product() -> None:
    (record,) = read(order(line_items=[{**LINE, "sku": ""}]))

    assert said(record)["sku"] == "woo:16"


def test_a_fee_is_freight_and_a_negative_fee_is_a_discount() -> None:
    fees = [{"total": "3.00", "total_tax": "0.30"}, {"total": "-4.00", "total_tax": "0.00"}]

    (record,) = read(order(fee_lines=fees))

    fields = said(record)
    assert (fields["freight"], fields["freight_tax"], fields["discount"]) == (
        "8.00",
        "0.80",
        "6.00",
    )


def test_a_line_dearer_than_its_price_has_no_discount() -> None:
    (record,) = read(order(line_items=[{**LINE, "total": "21.00"}]))

    assert (said(record)["goods"], said(record)["discount"]) == ("21.00", "0.00")


def test_a_refunded_order_gives_back_what_is_left() -> None:
    *_, rest = read(order(status="refunded"))

    assert said(rest) == {
        "external_id": "42",
        "return_ref": "rest",
        "scope": "rest",
        "returned_at": "2026-01-10T02:00:00Z",
    }


def test_refunds_that_sum_to_the_total_give_back_what_is_left() -> None:
    *_, rest = read(order(refunds=[{"id": 1, "total": "-25.00"}, {"id": 2, "total": "-0.30"}]))

    assert said(rest)["scope"] == "rest"


def test_a_refund_known_by_its_amount_only_waits_for_its_lines() -> None:
    *_, summary = read(order(refunds=[{"id": 90, "reason": "late", "total": "-9.90"}]))

    assert summary.fault is not None
    assert summary.fault.reason == "refund_lines_missing"
    assert (said(summary)["return_ref"], said(summary)["total"]) == ("90", "9.90")


@pytest.mark.parametrize("sign", ["", "-"])
def test_a_refund_names_its_lines_whatever_the_sign(sign: str) -> None:
    meta = [{"key": "_refunded_item_id", "value": "7"}]
    item = {**LINE, "quantity": -1, "total": "-9.00", "total_tax": "-0.90", "meta_data": meta}

    (record,) = read(refund(amount=f"{sign}9.90", line_items=[item]))

    assert said(record) == {
        "external_id": "42",
        "freight": "0",
        "freight_tax": "0",
        "total": "9.90",
        "line_ref": "7",
        "sku": "BEANIE",
        "name": "Beanie",
        "quantity": "1",
        "goods": "9.00",
        "tax": "0.90",
        "return_ref": "90",
        "returned_at": "2026-01-12T01:00:00Z",
        "scope": "line",
    }


def test_a_refund_without_lines_gives_back_an_amount() -> None:
    shipping = [{"total": "-5.00", "total_tax": "-0.50"}]

    (record,) = read(refund(shipping_lines=shipping))

    assert (said(record)["scope"], said(record)["goods"]) == ("amount", "4.40")
    assert record.fault is None


def test_a_drop_shipped_refund_without_lines_waits_for_them() -> None:
    (record,) = read(
        refund(), Terms(needs_distributor=False, currency="USD", refunds_by_amount=False)
    )

    assert record.fault is not None
    assert record.fault.reason == "refund_lines_missing"


def test_a_refund_that_names_no_order_is_a_fault() -> None:
    (record,) = read(refund(_links={}))

    assert record.fault is not None
    assert (record.fault.field, record.fault.reason) == ("external_id", "missing_field")


def test_refunds_inside_an_order_are_read_with_their_lines() -> None:
    item = {**LINE, "quantity": -1, "total": "-9.00", "total_tax": "-0.90"}
    inside = {"id": 90, "total": "-9.90", "date_created_gmt": "2026-01-12T01:00:00"}

    *_, record = read(order(refunds=[{**inside, "line_items": [item]}]))

    assert (said(record)["scope"], said(record)["quantity"]) == ("line", "1")


def test_names_and_addresses_stay_in_the_file() -> None:
    originals = " ".join(record.original for record in read([order(), refund()]))

    assert "Ada" not in originals
    assert "138" not in originals
    assert "BEANIE" in originals


def test_one_strange_object_does_not_lose_the_others() -> None:
    first, second = read([{"id": 1, "rate": "3"}, order()])

    assert first.fault is not None
    assert first.fault.reason == "record_unknown"
    assert second.fault is None


@pytest.mark.parametrize(
    ("content", "refusal", "message"),
    [
        (b"", FileEmpty, "empty"),
        (b"[]", FileEmpty, "list is empty"),
        (b'[{"id": 1,\n"status": "proc', FileUnreadable, "line 2, column"),
        (b"order_no,sku\n1,2\n", FileUnreadable, "line 1, column 1"),
        (b'{"total": NaN}', FileUnreadable, "NaN"),
        (b"[" * 100_000, FileUnreadable, "deep"),
        (b"[1, 2]", FileOfOtherKind, "holds str"),
        (b'{"id": 1, "rate": "3"}', FileOfOtherKind, "holds id, rate"),
        (b"PK\x03\x04", FileOfOtherKind, "Excel"),
        (b'{"a": "\xff"}', FileUnreadable, "Line 1 is not text"),
    ],
)
def test_a_wrong_file_gets_one_clear_answer(
    content: bytes, refusal: type[Refusal], message: str
) -> None:
    with pytest.raises(refusal, match=message):
        read(content)


def test_a_file_beyond_all_measure_is_refused() -> None:
    block = b" " * 1024 * 1024

    with pytest.raises(FileTooLarge, match="64 MiB"):
        list(ADAPTERS["woocommerce"].read(lambda: [b"[", *[block] * 65], SHOP))


@pytest.mark.parametrize("field", ["id", "total", "currency", "line_items", "date_created_gmt"])
@pytest.mark.parametrize("value", [None, True, [], {}, "x" * 5000, "1e999999", "-0"])
def test_wrong_types_never_break_the_reader(field: str, value: object) -> None:
    for record in read([order(**{field: value}), refund(**{field: value})]):
        assert len(record.fields) == len(FIELDS)


TRACKED = {
    "key": "_wc_shipment_tracking_items",
    "value": [
        {"tracking_provider": "dhl", "tracking_number": "JD014", "date_shipped": "1768176000"},
        {"custom_tracking_provider": "SF", "tracking_number": "SF1", "date_shipped": "soon"},
    ],
}


@pytest.mark.parametrize(
    ("changes", "parcel"),
    [
        ({"meta_data": [TRACKED]}, ("2026-01-12", "dhl, SF", "JD014, SF1")),
        ({"status": "completed", "date_completed": "2026-01-13T09:00:00"}, ("2026-01-13",)),
        ({"status": "completed", "date_completed_gmt": "2026-01-13T01:00:00"}, ("2026-01-13",)),
        ({"status": "processing", "date_completed": "2026-01-13T09:00:00"}, ()),
        ({"meta_data": [{"key": "_wc_shipment_tracking_items", "value": "none"}]}, ()),
    ],
    ids=["tracked", "completed", "completed_gmt", "processing", "broken"],
)
def test_an_order_says_how_it_travels(changes: dict[str, object], parcel: tuple[str, ...]) -> None:
    (record,) = read(order(**changes))

    found = said(record)
    names = ("shipped_on", "carrier", "tracking_number")
    assert tuple(found[name] for name in names if name in found) == parcel
