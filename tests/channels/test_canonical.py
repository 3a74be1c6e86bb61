from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tributary.channels.rules import (
    ADAPTERS,
    PLACE,
    FileEmpty,
    FileOfOtherKind,
    FileUnreadable,
    HeaderMissing,
    Record,
    Terms,
)
from tributary.channels.rules.texts import lines_of
from tributary.kernel import Refusal

TERMS = Terms(needs_distributor=True, currency="CNY")
HEADER = "order_no,ordered_at,distributor,sku,quantity\n"
ROW = "SO-1,2026-01-10,T2,TEA-01,3\n"


def read(content: str | bytes, *, block: int = 7, terms: Terms = TERMS) -> list[Record]:
    encoded = content.encode() if isinstance(content, str) else content

    def blocks() -> Iterable[bytes]:
        return (encoded[at : at + block] for at in range(0, len(encoded), block))

    return list(ADAPTERS["csv"].read(blocks, terms))


def said(record: Record, *names: str) -> tuple[str | None, ...]:
    return tuple(record.fields[PLACE[name]] or None for name in names)


def test_a_row_says_what_its_columns_say() -> None:
    (record,) = read(HEADER + ROW)

    assert record.row_number == 2
    assert record.original == "SO-1,2026-01-10,T2,TEA-01,3"
    assert said(record, "external_id", "ordered_at", "distributor", "sku", "quantity") == (
        "SO-1",
        "2026-01-10",
        "T2",
        "TEA-01",
        "3",
    )
    assert said(record, "currency", "state", "unit_price") == ("CNY", "confirmed", None)


def test_chinese_headers_in_gbk_in_any_order_are_read() -> None:
    text = "数量,商品编码,经销商编码,下单时间,订单编号,单价（元）\n2,茶-01,云南,2026/1/5,D1,9.9\n"

    (record,) = read(text.encode("gb18030"))

    assert said(record, "external_id", "sku", "distributor", "quantity", "unit_price") == (
        "D1",
        "茶-01",
        "云南",
        "2",
        "9.9",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_an_encoding_is_found(encoding: str) -> None:
    text = HEADER + "SO-1,2026-01-10,昆明,龙井,3\n"

    (record,) = read(text.encode(encoding))

    assert said(record, "distributor", "sku") == ("昆明", "龙井")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("block", [1, 5, 1000])
def test_line_ends_and_delimiters_do_not_matter(end: str, delimiter: str, block: int) -> None:
    text = (HEADER + ROW + ROW).replace(",", delimiter).replace("\n", end)

    records = read(text, block=block)

    assert [said(record, "sku", "quantity") for record in records] == [("TEA-01", "3")] * 2


@given(text=st.text("ab\r\n", max_size=40), block=st.integers(1, 9))
def test_lines_are_the_same_however_the_file_is_cut(text: str, block: int) -> None:
    encoded = text.encode()

    lines = list(
        lines_of(
            lambda: (encoded[at : at + block] for at in range(0, len(encoded), block)), "utf-8"
        )
    )

    assert [line for line in lines if line] == [line for line in text.splitlines() if line]


def test_preamble_blank_rows_and_footers_are_passed_over() -> None:
    text = f"荷叶茶业 订单导出\n#账号：[1]\n\n{HEADER}{ROW}\n,,,,\n{ROW}合计,,,,6\n#导出时间：[x]\n"

    assert [record.row_number for record in read(text)] == [5, 8]


def test_what_spreadsheets_put_around_cells_is_taken_off() -> None:
    (record,) = read(HEADER + '="0012",2026-01-10,\'T2,`TEA-01, 3 \n')

    assert said(record, "external_id", "distributor", "sku", "quantity") == (
        "0012",
        "T2",
        "TEA-01",
        "3",
    )


def test_a_quoted_cell_holds_delimiters_and_lines() -> None:
    rows = 'A,2026-01-10,T2,TEA,1,"x, ""y""\nz"\nB,2026-01-10,T2,TEA,1,n\n'
    text = HEADER.replace("quantity", "quantity,name") + rows

    first, second = read(text)

    assert said(first, "name") == ('x, "y"\nz',)
    assert (first.row_number, second.row_number) == (2, 4)
    assert first.original == 'A,2026-01-10,T2,TEA,1,"x, ""y""\nz"'


def test_a_row_with_another_number_of_fields_is_a_fault_of_its_own() -> None:
    short, long, fine = read(HEADER + "SO-1,2026-01-10,T2\n" + "SO-2,2026-01-10,T2,A,1,9\n" + ROW)

    assert short.fault is not None
    assert short.fault.reason == "field_count"
    assert short.fault.value == "3 instead of 5"
    assert long.fault is not None
    assert fine.fault is None


def test_empty_cells_at_the_end_are_harmless() -> None:
    (record,) = read(HEADER + "SO-1,2026-01-10,T2,TEA-01,3,,\n")

    assert record.fault is None


def test_a_return_is_told_by_its_number() -> None:
    text = "order_no,ordered_at,distributor,sku,quantity,return_no\nA,,T2,TEA,1,R1\n"

    (record,) = read(text)

    assert said(record, "return_ref", "scope") == ("R1", "line")


@pytest.mark.parametrize(
    ("content", "refusal", "message"),
    [
        (b"", FileEmpty, "empty"),
        (b"\xef\xbb\xbf \r\n\n", FileEmpty, "empty"),
        (HEADER.encode(), FileEmpty, "below the header in line 1"),
        (b"PK\x03\x04rest", FileOfOtherKind, "Excel workbook"),
        (b"\xd0\xcf\x11\xe0rest", FileOfOtherKind, "old Excel"),
        (b"%PDF-1.7", FileOfOtherKind, "PDF"),
        (b'{"orders": []}', FileOfOtherKind, "JSON"),
        (b"<html><table>", FileOfOtherKind, "HTML"),
        (b"order_no,sku,qty\n1,2,3\n", HeaderMissing, "missing: ordered_at, distributor"),
        (b"just one line of words", HeaderMissing, "missing: order_no"),
        (b"order_no,date,dealer,sku,qty,quantity\n", HeaderMissing, "twice: quantity"),
        (HEADER.encode() + b"\xff\xfe\xff\n", FileUnreadable, "Line 2"),
        (HEADER.encode() + b"z" * 1_100_000, FileUnreadable, "begins with 'zzz"),
    ],
)
def test_a_wrong_file_gets_one_clear_answer(
    content: bytes, refusal: type[Refusal], message: str
) -> None:
    with pytest.raises(refusal, match=message):
        read(content, block=4096)


def test_no_distributor_column_is_needed_where_the_channel_has_one() -> None:
    text = "order_no,ordered_at,sku,quantity\nA,2026-01-10,TEA,1\n"

    (record,) = read(text, terms=Terms(needs_distributor=False, currency="EUR"))

    assert said(record, "currency") == ("EUR",)


@pytest.mark.parametrize("rows_after", [1, 3, 120])
def test_a_quotation_mark_that_never_closes_loses_its_own_row_only(rows_after: int) -> None:
    broken, *fine = read(HEADER + 'SO-9,"2026-01-10,T2,TEA-01,3\n' + ROW * rows_after)

    assert broken.fault is not None
    assert broken.fault.reason in {"quote_unclosed", "field_count"}
    assert broken.original == 'SO-9,"2026-01-10,T2,TEA-01,3'
    assert [record.fault for record in fine] == [None] * rows_after
    assert [record.row_number for record in fine] == list(range(3, rows_after + 3))
