"""Files of a statement: the figures of the statement, as spreadsheets and programs read them."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from tests.gateways.pdf.specimens import cny, long_statement, statement
from tributary.gateways.spreadsheets import SpreadsheetStatements, workbook
from tributary.kernel import Currency, Money, total_of
from tributary.settlements import StatementDocument, StatementSheets
from tributary.settlements.ports import (
    BalanceBlock,
    EntryKind,
    Language,
    Line,
    Movement,
    Section,
)

SHEETS: StatementSheets = SpreadsheetStatements()


CALCULATED = tuple("=+-@＝＋－＠")


def rows_of(document: StatementDocument) -> list[dict[str, str]]:
    """Read the CSV as a program does."""
    written = SHEETS.csv(document)
    return list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))


def book_of(document: StatementDocument) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(SHEETS.xlsx(document)))


def with_line(words: str) -> StatementDocument:
    """Return a statement whose names and only line are these words."""
    line = Line(date(2026, 2, 3), words, words, cny("1.00"), words, 1, is_earned=False)
    section = Section(EntryKind.RECEIVABLE, [line], cny("1.00"))
    block = BalanceBlock(cny("0.00"), [Movement(EntryKind.RECEIVABLE, cny("1.00"))], cny("1.00"))
    return replace(
        statement("en"),
        brand_name=words,
        counterparty_name=words,
        counterparty_number=words,
        owed=block,
        sections=[section],
    )


def test_the_lines_of_the_csv_come_to_the_statement() -> None:
    document = statement("en")
    rows = rows_of(document)

    lines = [row for row in rows if row["Part"] == "Lines"]
    booked = total_of((Money.of(row["Amount"], row["Currency"]) for row in lines), "CNY")
    moved = document.owed.closing - document.owed.opening
    moved += document.earned.closing - document.earned.opening

    assert booked == moved
    assert [row["Line"] for row in lines] == ["0"] * 7
    assert lines[0] == {
        "Statement no.": "ST-2026-000123",
        "To": "D-10086",
        "Part": "Lines",
        "First day": "2026-02-01",
        "Last day": "2026-02-28",
        "Account": "What you owe",
        "Section": "Receivables",
        "Line": "0",
        "Date": "2026-02-03",
        "Due on": "",
        "Reference": "INV-2026-000131",
        "SKU": "",
        "Sold by": "",
        "Journal": "",
        "Description": "春茶首批 Spring first flush",
        "Calculation": "ORD-2026-004411",
        "Base": "",
        "Rate": "",
        "Quantity": "",
        "Total": "",
        "Amount": "118250.00",
        "Currency": "CNY",
    }


@pytest.mark.parametrize(
    ("language", "part", "what"),
    [("en", "Balances", "Closing balance"), ("zh-CN", "余额", "期末余额")],
)
def test_the_csv_says_opening_and_closing_in_its_language(
    language: Language, part: str, what: str
) -> None:
    rows = [list(row.values()) for row in rows_of(statement(language))]

    closing = [row for row in rows if row[4] == part and what in row]

    assert [[cell for cell in row if cell][-2:] for row in closing] == [
        ["141984.82", "CNY"],
        ["5787.53", "CNY"],
    ]


def test_the_csv_has_ageing_open_items_and_calculation() -> None:
    rows = rows_of(statement("en"))

    def amounts(part: str) -> list[str]:
        return [row["Amount"] for row in rows if row["Part"] == part]

    assert amounts("Ageing") == [
        *("74880.49", "50000.00", "17104.33", "3000.00", "2000.00", "5000.00")
    ]
    assert amounts("Open items") == ["50000.00", "22104.33", "64880.50", "9999.99"]
    assert amounts("How commissions were calculated") == ["5232.30", "680.23", "-125.00"]
    assert [row["Rate"] for row in rows if row["Rate"]] == ["5%", "2.5%", "2.5%"]


def test_a_spreadsheet_sees_at_once_that_it_is_utf8() -> None:
    assert SHEETS.csv(statement()).startswith("\ufeff账单编号,".encode())


def test_equal_documents_give_equal_bytes() -> None:
    assert SHEETS.csv(statement()) == SHEETS.csv(statement())
    assert SHEETS.xlsx(statement()) == SHEETS.xlsx(statement())


def test_the_workbook_holds_numbers_days_and_texts() -> None:
    book = book_of(replace(statement("en"), answer_note="Say so by 2026-03-11."))

    lines = list(cells(book["Lines"]))
    assert [sheet.title for sheet in book] == [
        *("Statement", "Balances", "Lines", "How commissions were calculated"),
        *("Ageing", "Open items"),
    ]
    assert sum(Decimal(str(row["Amount"])) for row in lines) == Decimal("106572.35")
    assert lines[0]["Date"] == datetime(2026, 2, 3)  # noqa: DTZ001 - a day has no zone.
    assert {row["Currency"] for row in lines} == {"CNY"}
    assert book["Lines"]["H2"].number_format == "0.00"
    facts = {row["Description"]: row["Content"] for row in cells(book["Statement"])}
    assert facts["Statement no."] == "ST-2026-000123"
    assert facts["To be answered"] == "Say so by 2026-03-11."
    assert facts["Issued by"] == "Yunlan Tea Co., Ltd."


def cells(sheet: Worksheet) -> Iterator[dict[str, Any]]:
    """Yield the rows of a sheet by the titles of its columns."""
    titles, *rows = sheet.iter_rows(values_only=True)
    for row in rows:
        yield dict(zip(map(str, titles), row, strict=True))


@given(st.tuples(st.sampled_from("=+-@\t\r＝＋－＠ \n"), st.text(max_size=20)).map("".join))
def test_no_words_of_others_are_a_formula(words: str) -> None:
    document = with_line(words)

    for row in csv.reader(io.StringIO(SHEETS.csv(document).decode("utf-8-sig"), newline="")):
        for cell in row:
            is_amount = re.fullmatch(r"-?[0-9.]+", cell)
            assert is_amount or not cell.strip().startswith(CALCULATED)
    for sheet in book_of(document):
        for cells_of_row in sheet.iter_rows():
            assert {cell.data_type for cell in cells_of_row} <= {"s", "n", "d", "inlineStr"}


@given(st.text(max_size=60))
def test_whatever_a_name_is_the_files_can_be_read(words: str) -> None:
    document = with_line(words)

    book = book_of(document)
    (row,) = [row for row in rows_of(document) if row["Part"] == "Lines"]

    assert Decimal(row["Amount"]) == 1
    assert book["Lines"].max_row == 2


@pytest.mark.parametrize(("code", "shown"), [("JPY", "0"), ("KWD", "0.000"), ("CNY", "0.00")])
def test_amounts_have_the_decimals_of_their_currency(code: str, shown: str) -> None:
    unit = Currency(code)
    amount = Money(-12_345, unit)
    line = Line(date(2026, 2, 3), "R", "D", amount)
    document = replace(statement("en"), sections=[Section(EntryKind.RECEIVABLE, [line], amount)])

    (row,) = [row for row in rows_of(document) if row["Part"] == "Lines"]
    cell = book_of(document)["Lines"]["H2"]

    assert (row["Amount"], row["Currency"]) == (amount.decimal, code)
    assert (Decimal(str(cell.value)), cell.number_format) == (Decimal(amount.decimal), shown)


def test_an_amount_of_more_digits_than_a_spreadsheet_keeps_is_text() -> None:
    amount = cny("12345678901234567.89")
    line = Line(date(2026, 2, 3), "R", "D", amount)
    document = replace(statement("en"), sections=[Section(EntryKind.RECEIVABLE, [line], amount)])

    assert book_of(document)["Lines"]["H2"].value == "12345678901234567.89"


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "ROWS_MAX", 5)

    book = book_of(long_statement(10, "en"))

    assert [book[name].max_row for name in ("Lines", "Lines 2", "Lines 3")] == [5, 5, 3]
