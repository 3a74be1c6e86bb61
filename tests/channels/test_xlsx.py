"""Workbooks: what their cells say, and what must never be unpacked."""

import zipfile
from datetime import date, datetime, time
from io import BytesIO

import pytest
from openpyxl import Workbook

from tests.channels.conftest import OpenWork, reasons, seen
from tests.factories.channels import Import, make_channel, open_trade
from tributary.channels.rules import (
    ADAPTERS,
    FIELDS,
    FileEmpty,
    FileOfOtherKind,
    FileTooLarge,
    FileUnreadable,
    HeaderMissing,
    Record,
    Terms,
)
from tributary.channels.rules.workbook import shortest
from tributary.kernel import Refusal

TERMS = Terms(needs_distributor=True, currency="CNY")
HEADER = ("order_no", "ordered_at", "distributor", "sku", "quantity", "unit_price")
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"

Value = str | int | float | bool | date | datetime | None


def moment(year: int, month: int, day: int, *time_of_day: int) -> datetime:
    hour, minute, second = (*time_of_day, 0, 0, 0)[:3]
    return datetime.combine(date(year, month, day), time(hour, minute, second))


def book(*rows: tuple[Value, ...], sheet: str = "Sheet") -> bytes:
    made = Workbook()
    assert made.active is not None
    made.active.title = sheet
    for row in (HEADER, *rows):
        made.active.append(row)
    return saved(made)


def saved(made: Workbook) -> bytes:
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def changed(content: bytes, parts: dict[str, bytes | None]) -> bytes:
    """Return an archive with some parts written anew, or left out."""
    packed = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for each in old.infolist():
            if each.filename not in parts:
                new.writestr(each.filename, old.read(each))
        for name, inside in parts.items():
            if inside is not None:
                new.writestr(name, inside)
    return packed.getvalue()


def cells(*written: str) -> bytes:
    """Return a workbook whose one row below the header holds cells as XML."""
    text = sheet_of(book(("SO-1", "2026-01-10", "T2", "TEA-01", 1, "70.00")))
    head, _, _ = text.partition('<row r="2"')
    sheet = f'{head}<row r="2">{"".join(written)}</row></sheetData></worksheet>'
    return changed(book(), {SHEET: sheet.encode()})


def sheet_of(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(SHEET).decode()


def inline(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def read(content: bytes, terms: Terms = TERMS) -> list[Record]:
    return list(ADAPTERS["xlsx"].read(lambda: [content], terms))


def said(record: Record, *names: str) -> tuple[str | None, ...]:
    found = dict(zip(FIELDS, record.fields, strict=True))
    return tuple(found[name] or None for name in names)


def test_a_row_says_what_its_cells_say() -> None:
    (record,) = read(book(("SO-1", moment(2026, 1, 10, 9, 30), "T2", "TEA-01", 2, 70.1)))

    assert record.row_number == 2
    assert said(record, *("external_id", "ordered_at", "distributor", "sku", "quantity")) == (
        "SO-1",
        "2026-01-10T09:30:00",
        "T2",
        "TEA-01",
        "2",
    )
    assert said(record, "unit_price", "currency", "state") == ("70.1", "CNY", "confirmed")


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("70.099999999999994", "70.1"),
        ("70.09999999999999", "70.1"),
        ("0.30000000000000004", "0.3"),
        ("70.105", "70.105"),
        ("1234567.89", "1234567.89"),
        ("999999999999.99", "999999999999.99"),
        ("2.0", "2"),
        ("1E3", "1000"),
        ("1.5E-2", "0.015"),
        ("-12.50", "-12.5"),
        ("0", "0"),
        ("1E+300", "1E+300"),
        ("1_000", "1_000"),
        ("NaN", "NaN"),
        ("", ""),
        ("9" * 60, "9" * 60),
    ],
)
def test_a_stored_number_is_the_text_that_was_typed(stored: str, text: str) -> None:
    assert shortest(stored) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2026, 1, 31), "2026-01-31"),
        (moment(2026, 1, 31, 23, 59, 59), "2026-01-31T23:59:59"),
        (moment(2026, 1, 31, 0, 0, 1), "2026-01-31T00:00:01"),
        ("2026年1月31日", "2026年1月31日"),
        (20260131, "20260131"),
        (46053.5, "2026-01-31T12:00:00"),
        (7, "7"),
    ],
)
def test_a_day_may_be_a_day_or_a_text(value: Value, text: str) -> None:
    (record,) = read(book(("SO-1", value, "T2", "TEA-01", 1, "70.00")))

    assert said(record, "ordered_at") == (text,)


def test_days_may_count_from_1904() -> None:
    content = book(("SO-1", 46053 - 1462, "T2", "TEA-01", 1, "70.00"))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        workbook = archive.read("xl/workbook.xml").decode()
    since_1904 = workbook.replace("<workbookPr", '<workbookPr date1904="1"', 1)

    (record,) = read(changed(content, {"xl/workbook.xml": since_1904.encode()}))

    assert said(record, "ordered_at") == ("2026-01-31",)


@pytest.mark.parametrize("number", [123456789012345, 42])
def test_a_name_of_digits_is_a_text(number: int) -> None:
    (record,) = read(book((number, "2026-01-10", "T2", "TEA-01", 1, "70.00")))

    assert (record.fault, said(record, "external_id")) == (None, (str(number),))


def test_a_name_that_lost_its_last_digits_is_found() -> None:
    (record,) = read(book((6097582719028123400, "2026-01-10", "T2", "TEA-01", 1, "70.00")))

    assert record.fault is not None
    assert (record.fault.field, record.fault.reason) == ("external_id", "digits_lost")


def test_of_a_formula_the_saved_result_counts() -> None:
    start = (inline("A2", "SO-1"), inline("B2", "2026-01-10"), inline("C2", "T2"))
    sku, quantity = inline("D2", "TEA-01"), '<c r="E2"><f>1+1</f><v>2</v></c>'

    (counted,) = read(cells(*start, sku, quantity, '<c r="F2"><f>E2</f><v>70.5</v></c>'))
    (text,) = read(cells(*start, sku, quantity, '<c r="F2" t="str"><f>"x"</f><v>7</v></c>'))
    (empty,) = read(cells(*start, sku, quantity, '<c r="F2"><f>E2*2</f></c>'))
    (error,) = read(cells(*start, sku, quantity, '<c r="F2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'))

    assert said(counted, "quantity", "unit_price") == ("2", "70.5")
    assert (counted.fault, said(text, "unit_price")) == (None, ("7",))
    assert empty.fault == ("unit_price", "formula_uncounted", None)
    assert error.fault == ("unit_price", "cell_error", "#DIV/0!")


def test_shared_texts_are_put_together_without_their_readings() -> None:
    shared = (
        f'<sst xmlns="{NAMESPACE}"><si><r><t>SO</t></r><r><t xml:space="preserve">-1 &amp;</t></r>'
        "<rPh><t>reading</t></rPh></si></sst>"
    )
    relation = (
        '<Relationships xmlns="x"><Relationship Id="rId1" Type="x/worksheet" '
        'Target="/xl/worksheets/sheet1.xml"/><Relationship Id="rId9" Type="x/sharedStrings" '
        'Target="sharedStrings.xml"/></Relationships>'
    )
    rest = (inline("B2", "2026-01-10"), inline("C2", "T2"), inline("D2", "A"), inline("E2", "1"))
    content = changed(
        cells('<c r="A2" t="s"><v>0</v></c>', *rest),
        {"xl/sharedStrings.xml": shared.encode(), "xl/_rels/workbook.xml.rels": relation.encode()},
    )

    (record,) = read(content)

    assert said(record, "external_id") == ("SO-1 &",)


def test_a_text_that_many_cells_share_does_not_burst() -> None:
    (record,) = read(book(("S" * 30_000, "2026-01-10", *["T" * 30_000] * 8)))

    assert len(record.original) <= 4_000
    assert all(len(text or "") <= 1_000 for text in record.fields)


def test_the_sheet_named_orders_is_read_else_the_first() -> None:
    made = Workbook()
    assert made.active is not None
    made.active.append(("notes",))
    orders = made.create_sheet("ORDERS")
    orders.append(HEADER)
    orders.append(("SO-9", "2026-01-10", "T2", "TEA-01", 1, "70.00"))

    (named,) = read(saved(made))
    (first,) = read(book(("SO-1", "2026-01-10", "T2", "TEA-01", 1, "70.00"), sheet="January"))

    assert said(named, "external_id") == ("SO-9",)
    assert said(first, "external_id") == ("SO-1",)


def test_a_hidden_sheet_is_not_read() -> None:
    made = Workbook()
    assert made.active is not None
    made.active.title = "orders"
    made.active.append(("old",))
    made.active.sheet_state = "hidden"
    shown = made.create_sheet("January")
    shown.append(HEADER)
    shown.append(("SO-2", "2026-01-10", "T2", "TEA-01", 1, "70.00"))

    (record,) = read(saved(made))

    assert said(record, "external_id") == ("SO-2",)


def test_blank_rows_notes_and_footers_are_passed_over() -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (
        ("Lotus Tea, export",),
        (),
        HEADER,
        (),
        ("SO-1", "2026-01-10", "T2", "TEA-01", 1, "70.00"),
        ("合计", None, None, None, 1),
    ):
        sheet.append(row)
    sheet.cell(2_000, 3).number_format = "0.00"

    assert [record.row_number for record in read(saved(made))] == [5]


ROW: tuple[Value, ...] = ("SO-1", "2026-01-10", "T2", "TEA-01", 1, "70.00")
LAUGHTER = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    '<worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData>'
    "</worksheet>"
)
OUTSIDE = (
    '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row>'
    '<c t="inlineStr"><is><t>&x;</t></is></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize(
    ("content", "refusal", "message"),
    [
        (b"", FileEmpty, "empty"),
        (b"order_no,sku\n", FileOfOtherKind, "not an Excel workbook"),
        (b"\xd0\xcf\x11\xe0rest", FileOfOtherKind, "locked by a password"),
        (b"PK\x03\x04rest", FileUnreadable, "broken or cut short"),
        (book(ROW)[:-30], FileUnreadable, "broken or cut short"),
        (changed(book(ROW), {"[Content_Types].xml": None}), FileOfOtherKind, "zip archive"),
        (changed(book(ROW), {"xl/workbook.xml": None}), FileOfOtherKind, "has no xl/workbook.xml"),
        (changed(book(ROW), {SHEET: None}), FileOfOtherKind, "has no xl/worksheets"),
        (changed(book(ROW), {SHEET: b"<worksheet><sheetData>"}), FileUnreadable, "is broken at"),
        (changed(book(ROW), {SHEET: LAUGHTER.encode()}), FileUnreadable, "document type"),
        (changed(book(ROW), {SHEET: OUTSIDE.encode()}), FileUnreadable, "document type"),
        (
            changed(book(ROW), {"xl/workbook.xml": LAUGHTER.encode()}),
            FileUnreadable,
            "document type",
        ),
        (changed(book(ROW), {SHEET: b"<a>" * 200}), FileUnreadable, "nested too deeply"),
        (
            changed(book(ROW), {SHEET: b"<worksheet>" + b" " * 20_000_000}),
            FileTooLarge,
            "unpacks from",
        ),
        (
            changed(book(ROW), {f"x{number}": b"" for number in range(2_001)}),
            FileTooLarge,
            "more than 2000 parts",
        ),
        (cells('<c r="A2" t="s"><v>7</v></c>'), FileUnreadable, "a text that is not there"),
        (book(), FileEmpty, "below the header"),
        (saved(Workbook()), HeaderMissing, "missing: order_no"),
    ],
)
def test_a_wrong_file_gets_one_clear_answer(
    content: bytes, refusal: type[Refusal], message: str
) -> None:
    with pytest.raises(refusal, match=message):
        read(content)


def test_a_part_that_lies_about_its_size_is_broken() -> None:
    content = bytearray(book(ROW))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        place = [each.filename for each in archive.infolist()].index(SHEET)
    at = -1
    for _ in range(place + 1):
        at = content.index(b"PK\x01\x02", at + 1)
    content[at + 24 : at + 28] = (40).to_bytes(4, "little")

    with pytest.raises(FileUnreadable):
        read(bytes(content))


async def test_a_workbook_comes_all_the_way_and_amounts_must_fit_the_currency(
    open_work: OpenWork, load: Import
) -> None:
    async with open_work() as work:
        await open_trade(work)
        await make_channel(work, adapter="xlsx")

    outcome = await load(
        book(
            ("SO-1", moment(2026, 1, 10, 9, 30), "T2", "TEA-01", 2, 70.0),
            ("SO-2", date(2026, 1, 11), "T2", "TEA-01", 1, 70.005),
            ("SO-3", date(2026, 1, 12), "T2", "TEA-01", 1.5, 70),
        )
    )

    assert (outcome.orders_loaded, outcome.orders_quarantined) == (1, 2)
    assert await reasons(open_work) == [
        (3, "unit_price", "amount_unreadable"),
        (4, "quantity", "quantity_unreadable"),
    ]
    assert (await seen(open_work))[0].startswith("SO-1 wholesale confirmed 2026-01-10")
