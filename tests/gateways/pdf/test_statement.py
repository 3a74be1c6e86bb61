import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pdfplumber
import pytest

from tests.gateways.pdf.specimens import PAY_URL, cny, long_statement, statement
from tributary.gateways.pdf import PdfStatements, render_statement
from tributary.gateways.pdf.fonts import printable
from tributary.gateways.pdf.qr import draw_qr, modules_of
from tributary.gateways.pdf.sheets import BODY, Sheet, wrapped
from tributary.kernel import Money, currency, total_of
from tributary.settlements.ports import (
    AgeingBlock,
    BalanceBlock,
    EntryKind,
    Language,
    Line,
    Movement,
    Netting,
    OpenItem,
    Section,
    StatementDocument,
    StatementPrinter,
)

ROOT = Path(__file__).parents[3]

Print = Callable[[StatementDocument], Path]


@pytest.fixture
def printed(tmp_path: Path) -> Print:
    def to_file(document: StatementDocument) -> Path:
        path = tmp_path / "statement.pdf"
        path.write_bytes(render_statement(document))
        return path

    return to_file


def poppler(tool: str, *arguments: str) -> str:
    found = shutil.which(tool)
    assert found is not None, f"{tool} is missing: apt-get install poppler-utils"
    ran = subprocess.run([found, *arguments], capture_output=True, text=True, check=True)
    assert ran.stderr == ""
    return ran.stdout


def text_of(path: Path) -> str:
    return poppler("pdftotext", "-layout", str(path), "-")


def figures_of(document: StatementDocument) -> set[str]:
    blocks = (document.owed, document.earned)
    amounts = [document.to_pay, document.to_receive]
    for block in blocks:
        amounts += [block.opening, block.closing, *(each.amount for each in block.movements)]
    for section in document.sections:
        amounts += [section.total, *(line.amount for line in section.lines)]
    for commission in document.commission_lines:
        amounts += [commission.base, commission.amount]
    amounts += [figure for item in document.open_items for figure in (item.total, item.open)]
    ageing = document.ageing
    amounts += [ageing.not_due, ageing.days_1_30, ageing.days_31_60]
    amounts += [ageing.days_61_90, ageing.days_over_90, ageing.unapplied]
    return {f"{amount.minor / 100:,.2f}".replace("-", "\N{MINUS SIGN}") for amount in amounts}


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_name_and_figure_can_be_read_out_of_the_file(
    printed: Print, language: Language
) -> None:
    document = statement(language)

    text = text_of(printed(document))

    for name in (document.brand_name, document.counterparty_name, document.brand_address):
        assert name in text
    assert figures_of(document) <= set(text.split())
    for line in document.sections[0].lines:
        assert line.reference in text
        assert line.trace is not None
        assert line.trace in text
    for item in document.open_items:
        assert item.number in text
        assert item.due_on.isoformat() in text
    assert PAY_URL in text


def test_labels_follow_the_language(printed: Print) -> None:
    chinese = text_of(printed(statement("zh-CN")))
    english = text_of(printed(statement("en")))

    for label in ("对账单", "贵方应付", "期初余额", "账龄", "未结货款", "第 1 页", "共 2 页"):
        assert label in chinese
    for label in ("Statement", "To pay", "Opening balance", "Ageing", "Open items", "Page 1 of 2"):
        assert label in english
        assert label not in chinese


def test_both_fonts_are_embedded_as_subsets_and_no_other_is_named(printed: Print) -> None:
    fonts = poppler("pdffonts", str(printed(statement()))).splitlines()[2:]

    names = sorted(row.split()[0].partition("+")[2] for row in fonts)
    assert names == ["NotoSansSC-Bold", "NotoSansSC-Regular"]
    assert all(re.search(r"Identity-H\s+yes yes yes", row) for row in fonts)


def test_equal_documents_give_equal_bytes_in_another_process(tmp_path: Path) -> None:
    script = (
        "import sys, hashlib\n"
        "from tests.gateways.pdf.specimens import statement\n"
        "from tributary.gateways.pdf import render_statement\n"
        "print(hashlib.sha256(render_statement(statement())).hexdigest())\n"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONPATH": f"{ROOT}:{ROOT / 'backend'}", "PYTHONHASHSEED": seed, "TZ": zone},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai"))
    }

    render_statement(statement("en"))
    assert digests == {hashlib.sha256(render_statement(statement())).hexdigest()}


def test_a_different_document_gives_different_bytes() -> None:
    assert render_statement(statement()) != render_statement(
        replace(statement(), issued_on=date(2026, 3, 2))
    )


def test_markup_in_a_name_prints_literally(printed: Print) -> None:
    name = '<img src="https://x.example/a.png"/>'
    link = '<a href="javascript:alert(1)">点我</a>'
    document = replace(statement(), counterparty_name=name, brand_name=link, pay_url=None)

    path = printed(document)

    text = text_of(path)
    assert name in text
    assert link in text
    with pdfplumber.open(path) as pdf:
        assert [page.hyperlinks for page in pdf.pages] == [[], []]
        assert [page.images for page in pdf.pages] == [[], []]


def test_pdf_syntax_in_a_name_prints_literally(printed: Print) -> None:
    name = r"A) Tj ET (\ %PDF <41> endstream"

    assert name in text_of(printed(replace(statement(), counterparty_name=name)))


def test_a_thousand_lines_repeat_the_heads_on_every_page(printed: Print) -> None:
    document = long_statement(1_000)

    pages = text_of(printed(document)).removesuffix("\f").split("\f")

    assert len(pages) == 26
    for number, page in enumerate(pages, start=1):
        assert re.search(r"日期\s+单号\s+摘要\s+计算依据\s+金额", page)
        assert f"第 {number} 页，共 26 页" in page
        assert ("（续）" in page) is (number > 1)
        assert document.number in page
    found = re.findall(r"INV-2026-\d{6}", "".join(pages))
    assert found == [line.reference for line in document.sections[0].lines]


@pytest.mark.parametrize("lines_count", range(1, 90))
def test_a_total_never_stands_alone_on_a_page(lines_count: int) -> None:
    section = long_statement(lines_count).sections[0]
    document = replace(long_statement(lines_count), pay_url=None)

    pages = pages_as_words(document)

    with_total = next(page for page in pages if "合计" in page)
    assert section.lines[-1].reference in with_total


def pages_as_words(document: StatementDocument) -> list[list[str]]:
    seen: list[list[str]] = []

    def keep(sheets: list[Sheet], **_: str) -> bytes:
        seen.extend([text.words for text in sheet.texts] for sheet in sheets)
        return b""

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("tributary.gateways.pdf.statement.bound", keep)
        render_statement(document)
    return seen


def test_a_character_no_font_has_prints_as_its_code_point(printed: Print) -> None:
    document = replace(statement(), counterparty_name="张\N{CJK UNIFIED IDEOGRAPH-9F98}贸易🍵")

    assert "张[U+9F98]贸易[U+1F375]" in text_of(printed(document))


def test_rare_characters_of_the_general_standard_table_can_be_copied(printed: Print) -> None:
    name = "张㛃\N{CJK UNIFIED IDEOGRAPH-2CE93}堃镕喆"

    assert name in text_of(printed(replace(statement(), counterparty_name=name)))


def test_every_character_of_the_general_standard_table_is_in_the_fonts() -> None:
    beyond = (ROOT / "docs/fonts/beyond_gb2312.txt").read_text(encoding="utf-8").split()

    letters = "".join(beyond)

    assert len(letters) == 1_467
    assert printable(letters) == letters


def test_invisible_characters_are_made_visible() -> None:
    assert printable("ab\u202ecd\u200b\x00\n") == "ab[U+202E]cd[U+200B][U+0000] "


def test_the_qr_code_is_drawn_square_by_square() -> None:
    modules = modules_of(PAY_URL)
    sheet = Sheet()

    draw_qr(sheet, PAY_URL, x=0, y=0, side=len(modules))

    drawn = [[False] * len(modules) for _ in modules]
    for box in sheet.boxes:
        row = len(modules) - 1 - round(box.y)
        for column in range(round(box.x), round(box.x + box.width)):
            drawn[row][column] = True
    assert drawn == [[bool(module) for module in row] for row in modules]


def test_the_qr_code_links_to_the_payment_page(printed: Print) -> None:
    with pdfplumber.open(printed(statement())) as pdf:
        assert [link["uri"] for link in pdf.pages[0].hyperlinks] == [PAY_URL]


def test_a_correction_names_the_statement_it_replaces(printed: Print) -> None:
    document = replace(statement("en"), supersedes="ST-2026-000099")

    assert "Corrects and replaces statement ST-2026-000099." in text_of(printed(document))


def test_an_agreement_on_netting_replaces_the_usual_sentence(printed: Print) -> None:
    usual = text_of(printed(replace(statement("en"), netting=Netting.SET_OFF)))
    agreed = text_of(printed(replace(statement("en"), netting_note="As agreed on 2026-01-05.")))

    assert "first set off against what you owe" in usual
    assert "As agreed on 2026-01-05." in agreed
    assert "settled separately" not in agreed


def test_a_last_day_for_an_answer_is_printed(printed: Print) -> None:
    said = "If anything is wrong, say so by 2026-03-11."

    assert said in text_of(printed(replace(statement("en"), answer_note=said)))


def test_yen_have_no_decimals_and_dinars_three(printed: Print) -> None:
    assert "1,234,567" in text_of(printed(empty_statement("JPY", 1_234_567)))
    assert "1,234.567" in text_of(printed(empty_statement("KWD", 1_234_567)))


def test_the_largest_amount_stays_inside_its_room(printed: Print) -> None:
    path = printed(empty_statement("CNY", 2**63 - 1))

    assert text_of(path).count("92,233,720,368,547,758.07") >= 5
    with pdfplumber.open(path) as pdf:
        letters = pdf.pages[0].chars
        # No figure runs into its neighbour: no two letters lie on top of each other.
        places = [(round(each["x0"]), round(each["top"])) for each in letters]
        assert len(places) == len(set(places))
        assert all(each["x0"] >= 42 and each["x1"] <= 553.3 for each in letters)


def empty_statement(code: str, minor: int) -> StatementDocument:
    unit = currency(code)
    zero, amount = Money.zero(code), Money(minor, unit)
    invoices = Section(
        EntryKind.RECEIVABLE, [Line(date(2026, 2, 3), "INV-1", "茶", amount)], amount
    )
    return replace(
        statement(),
        currency=unit,
        owed=BalanceBlock(zero, [Movement(EntryKind.RECEIVABLE, amount)], amount),
        earned=BalanceBlock(zero, [], zero),
        to_pay=amount,
        to_receive=zero,
        sections=[invoices, Section(EntryKind.RECEIPT, [], zero)],
        commission_lines=[],
        ageing=AgeingBlock(zero, amount, zero, zero, zero, zero),
        open_items=[OpenItem("INV-1", date(2026, 2, 3), date(2026, 3, 5), amount, amount)],
    )


def test_a_section_without_lines_says_so(printed: Print) -> None:
    assert "本期无记录" in text_of(printed(empty_statement("CNY", 100)))


def test_nothing_open_still_prints(printed: Print) -> None:
    document = empty_statement("CNY", 0)

    assert "0.00" in text_of(printed(document))


def test_an_endless_word_is_broken_and_a_sentence_is_not_cut_inside_words() -> None:
    endless = wrapped("A" * 400, BODY, 100)
    sentence = wrapped("Longjing gift boxes of the first spring flush", BODY, 100)

    assert "".join(endless) == "A" * 400
    assert len(endless) > 10
    assert " ".join(sentence) == "Longjing gift boxes of the first spring flush"


def test_figures_that_do_not_add_up_cannot_be_stated() -> None:
    with pytest.raises(ValueError, match=r"0\.00 CNY and movements of 1\.00 CNY do not make"):
        BalanceBlock(cny("0.00"), [Movement(EntryKind.RECEIVABLE, cny("1.00"))], cny("2.00"))
    with pytest.raises(ValueError, match=r"receipt come to 0\.00 CNY, not 1\.00 CNY"):
        Section(EntryKind.RECEIPT, [], cny("1.00"))


def test_a_pay_link_is_a_web_address() -> None:
    with pytest.raises(ValueError, match="not a web address"):
        replace(statement(), pay_url="javascript:alert(1)")


def test_the_printer_is_what_settlements_asks_for() -> None:
    printer: StatementPrinter = PdfStatements()

    assert printer.render(statement()) == render_statement(statement())
    assert total_of([], "CNY") == cny("0.00")
