"""A statement on paper: what is to pay and to receive first, then how it came about."""

from collections.abc import Iterator, Sequence
from typing import Final

from tributary.gateways.pdf.fonts import BOLD, printable, text_width
from tributary.gateways.pdf.qr import draw_qr
from tributary.gateways.pdf.sheets import (
    BODY,
    BOTTOM,
    HAIR,
    HEIGHT,
    INK,
    LEFT,
    NAVY,
    QUIET,
    RIGHT,
    SMALL,
    STRONG,
    TINT,
    TOP,
    Box,
    Colour,
    Flow,
    Sheet,
    Style,
    bound,
    wrapped,
)
from tributary.gateways.pdf.tables import HEADING, Column, Row, Table, draw_table
from tributary.gateways.pdf.wording import (
    WORDINGS,
    Wording,
    written,
    written_day,
    written_period,
    written_quantity,
    written_rate,
)
from tributary.kernel import Money  # noqa: TC001 - the other imports are needed anyway.
from tributary.settlements.ports import BalanceBlock, Section, StatementDocument

_BRAND: Final = Style(font=BOLD, size=13)
_TITLE: Final = Style(font=BOLD, size=21, colour=NAVY)
_NAME: Final = Style(font=BOLD, size=11.5)
_FIGURE: Final = Style(font=BOLD, size=21, colour=NAVY)
_PANEL_HEIGHT: Final = 82.0
_GUTTER: Final = 12.0
_QR_SIDE: Final = 62.0
_AGES: Final[Sequence[Colour]] = (
    (0.55, 0.70, 0.82),
    (0.93, 0.80, 0.47),
    (0.91, 0.64, 0.36),
    (0.82, 0.43, 0.30),
    (0.62, 0.22, 0.22),
)
"""From calm to alarming: the longer overdue, the darker."""


class PdfStatements:
    """Prints statements as PDF: what settlements asks for as `StatementPrinter`."""

    def render(self, document: StatementDocument) -> bytes:
        """Return the statement as a PDF file."""
        return render_statement(document)


def render_statement(document: StatementDocument) -> bytes:
    """Return a statement as a PDF file; equal documents give equal bytes."""
    words = WORDINGS[document.language]
    flow = Flow(on_new_sheet=lambda sheet: _running_head(sheet, document, words))
    _letterhead(flow, document, words)
    _parties(flow, document, words)
    _closing_figures(flow, document, words)
    _balances(flow, document, words)
    _ageing(flow, document, words)
    for section in document.sections:
        draw_table(flow, _section_table(section, words))
    if document.commission_lines:
        draw_table(flow, _commission_table(document, words))
    if document.open_items:
        draw_table(flow, _open_item_table(document, words))
    _footers(flow.sheets, document, words)
    return bound(
        flow.sheets,
        title=f"{words.statement} {document.number}",
        author=document.brand_name,
        language=document.language,
    )


def _running_head(sheet: Sheet, document: StatementDocument, words: Wording) -> float:
    # The name gives way to the number, which is what pages are sorted by.
    number = printable(f"{words.statement} {document.number}")
    room = RIGHT - LEFT - text_width(number, SMALL.font, SMALL.size) - _GUTTER
    sheet.left(LEFT, HEIGHT - 36, wrapped(document.counterparty_name, SMALL, room)[0], SMALL)
    sheet.right(RIGHT, HEIGHT - 36, number, SMALL)
    sheet.rule(HEIGHT - 43)
    return HEIGHT - 62


def _letterhead(flow: Flow, document: StatementDocument, words: Wording) -> None:
    sheet = flow.sheet
    sheet.right(RIGHT, TOP - 16, words.statement, _TITLE)
    sheet.right(RIGHT, TOP - 32, printable(document.number), Style(size=9.5, colour=QUIET))
    y = TOP - 10
    for line in wrapped(document.brand_name, _BRAND, 330):
        sheet.left(LEFT, y, line, _BRAND)
        y -= 16
    for line in wrapped(document.brand_address, SMALL, 330):
        sheet.left(LEFT, y, line, SMALL)
        y -= 10
    flow.y = min(y, TOP - 38) - 4
    sheet.rule(flow.y, NAVY, 1.2)


def _parties(flow: Flow, document: StatementDocument, words: Wording) -> None:
    sheet = flow.sheet
    facts = (
        (words.period, written_period(document.period, document.language)),
        (words.issued_on, written_day(document.issued_on)),
        (words.currency, document.currency),
    )
    top = flow.y - 20
    y = top
    for label, fact in facts:
        sheet.left(RIGHT - 190, y, label, SMALL)
        sheet.right(RIGHT, y, fact, BODY)
        y -= 14
    sheet.left(LEFT, top, words.counterparty, SMALL)
    left_y = top - 15
    for line in wrapped(document.counterparty_name, _NAME, 300):
        sheet.left(LEFT, left_y, line, _NAME)
        left_y -= 15
    sheet.left(LEFT, left_y + 1, printable(document.counterparty_number), SMALL)
    flow.y = min(y, left_y - 10)
    if document.supersedes is not None:
        note = words.supersedes.format(number=document.supersedes)
        for line in wrapped(note, STRONG, RIGHT - LEFT):
            sheet.left(LEFT, flow.y - 4, line, STRONG)
            flow.y -= 14
    if document.correction_note is not None:
        for line in wrapped(document.correction_note, BODY, RIGHT - LEFT):
            sheet.left(LEFT, flow.y - 4, line, BODY)
            flow.y -= 14
    flow.y -= 6


def _closing_figures(flow: Flow, document: StatementDocument, words: Wording) -> None:
    sheet = flow.sheet
    payable = document.pay_url
    qr_width = _QR_SIDE + 30 if payable else 0.0
    width = (RIGHT - LEFT - qr_width - (2 if payable else 1) * _GUTTER) / 2
    flow.y -= _PANEL_HEIGHT
    figures = ((words.to_pay, document.to_pay), (words.to_receive, document.to_receive))
    x = LEFT
    for label, amount in figures:
        sheet.box(x, flow.y, width, _PANEL_HEIGHT, TINT)
        sheet.box(x, flow.y, 2.4, _PANEL_HEIGHT, NAVY if amount else HAIR)
        sheet.left(x + 14, flow.y + _PANEL_HEIGHT - 22, label, Style(size=9, colour=QUIET))
        sheet.left(x + 14, flow.y + 14, document.currency, SMALL)
        figure = written(amount)
        size = _FIGURE.size
        room = width - 28
        fitting = min(size, size * room / text_width(figure, BOLD, size))
        sheet.left(x + 14, flow.y + 30, figure, Style(BOLD, fitting, NAVY))
        x += width + _GUTTER
    if payable is not None:
        qr_x = x + (qr_width - _QR_SIDE) / 2
        draw_qr(sheet, payable, x=qr_x, y=flow.y + 18, side=_QR_SIDE)
        middle = x + qr_width / 2
        half = text_width(words.scan_to_pay, SMALL.font, SMALL.size) / 2
        sheet.left(middle - half, flow.y + 4, words.scan_to_pay, SMALL)
        sheet.links.append((payable, Box(qr_x, flow.y, _QR_SIDE, _PANEL_HEIGHT, INK)))
    _notes(flow, document, words)


def _notes(flow: Flow, document: StatementDocument, words: Wording) -> None:
    flow.y -= 14
    notes = [document.netting_note or words.netting[document.netting]]
    if document.answer_note is not None:
        notes.append(document.answer_note)
    if document.pay_url is not None:
        notes.append(f"{words.pay_online}{document.pay_url}")
    for note in notes:
        for line in wrapped(note, SMALL, RIGHT - LEFT):
            flow.sheet.left(LEFT, flow.y, line, SMALL)
            flow.y -= 11
    flow.y -= 10


def _balances(flow: Flow, document: StatementDocument, words: Wording) -> None:
    """Draw both accounts side by side: opening + movements = closing."""
    blocks = ((words.owed, document.owed), (words.earned, document.earned))
    rows_max = max(len(block.movements) for _, block in blocks)
    height = 24 + (rows_max + 2) * 16
    flow.make_room(height)
    width = (RIGHT - LEFT - 2 * _GUTTER) / 2
    bottoms = [
        _balance(flow, LEFT + place * (width + 2 * _GUTTER), width, title, block, words)
        for place, (title, block) in enumerate(blocks)
    ]
    flow.y = min(bottoms) - 20


def _balance(
    flow: Flow, x: float, width: float, title: str, block: BalanceBlock, words: Wording
) -> float:
    sheet = flow.sheet
    y = flow.y - 11
    sheet.left(x, y, title, HEADING)
    y -= 8
    sheet.box(x, y, width, 0.8, NAVY)
    rows: list[tuple[str, Money, Style]] = [(words.opening, block.opening, BODY)]
    rows += [(words.entries[each.kind], each.amount, BODY) for each in block.movements]
    rows.append((words.closing, block.closing, STRONG))
    for label, amount, style in rows:
        y -= 16
        if style is STRONG:
            sheet.box(x, y, width, 16, TINT)
        else:
            sheet.box(x, y, width, 0.5, HAIR)
        sheet.left(x + 4, y + 5, label, style)
        sheet.right(x + width - 4, y + 5, written(amount), style, width * 0.62)
    return y


def _ageing(flow: Flow, document: StatementDocument, words: Wording) -> None:
    flow.make_room(88)
    ageing = document.ageing
    buckets = (
        ageing.not_due,
        ageing.days_1_30,
        ageing.days_31_60,
        ageing.days_61_90,
        ageing.days_over_90,
    )
    sheet = flow.sheet
    flow.y -= 11
    sheet.left(LEFT, flow.y, words.ageing, HEADING)
    flow.y -= 18
    _age_bar(sheet, flow.y, [max(each.minor, 0) for each in buckets])
    width = (RIGHT - LEFT) / (len(buckets) + 1)
    for place, (title, amount) in enumerate(
        zip(words.ageing_columns, (*buckets, ageing.unapplied), strict=True)
    ):
        x = LEFT + place * width
        indent = 0.0
        if place < len(_AGES):
            indent = 9.0
            sheet.box(x, flow.y - 15, 6, 6, _AGES[place])
        sheet.left(x + indent, flow.y - 15, title, SMALL)
        style = STRONG if amount else BODY
        figure = written(amount)
        room = min(width - 6, text_width(figure, style.font, style.size))
        sheet.right(x + room, flow.y - 29, figure, style, room)
    flow.y -= 54


def _age_bar(sheet: Sheet, y: float, shares: Sequence[int]) -> None:
    whole = sum(shares)
    if not whole:
        sheet.box(LEFT, y, RIGHT - LEFT, 7, HAIR)
        return
    x = LEFT
    for share, colour in zip(shares, _AGES, strict=True):
        width = (RIGHT - LEFT) * share / whole
        if width:
            sheet.box(x, y, width, 7, colour)
        x += width


def _section_table(section: Section, words: Wording) -> Table:
    titles = words.line_columns
    return Table(
        heading=section.title or words.entries[section.kind],
        continued=words.continued,
        columns=(
            Column(titles[0], 60),
            Column(titles[1], 112),
            Column(titles[2], 161.28),
            Column(titles[3], 88),
            Column(titles[4], 90, is_figure=True),
        ),
        rows=(
            Row(
                (
                    written_day(line.booked_on),
                    line.reference,
                    line.description,
                    line.trace or "",
                    written(line.amount),
                )
            )
            for line in section.lines
        ),
        none=words.none,
        total_label=words.total,
        total=written(section.total),
    )


def _commission_table(document: StatementDocument, words: Wording) -> Table:
    titles = words.commission_columns
    return Table(
        heading=words.calculation,
        continued=words.continued,
        columns=(
            Column(titles[0], 112),
            Column(titles[1], 124.28),
            Column(titles[2], 81),
            Column(titles[3], 66, is_figure=True),
            Column(titles[4], 42, is_figure=True),
            Column(titles[5], 30, is_figure=True),
            Column(titles[6], 56, is_figure=True),
        ),
        rows=_commission_rows(document, words),
        none=words.none,
    )


def _commission_rows(document: StatementDocument, words: Wording) -> Iterator[Row]:
    for line in document.commission_lines:
        yield Row(
            (
                line.order_number,
                line.sold_by,
                line.rule,
                written(line.base),
                written_rate(line.rate),
                written_quantity(line.quantity),
                written(line.amount),
            ),
            beneath=(line.sku, words.commissions[line.kind]),
        )


def _open_item_table(document: StatementDocument, words: Wording) -> Table:
    titles = words.open_columns
    return Table(
        heading=words.open_items,
        continued=words.continued,
        columns=(
            Column(titles[0], 151.28),
            Column(titles[1], 80),
            Column(titles[2], 80),
            Column(titles[3], 100, is_figure=True),
            Column(titles[4], 100, is_figure=True),
        ),
        rows=(
            Row(
                (
                    item.number,
                    written_day(item.issued_on),
                    written_day(item.due_on),
                    written(item.total),
                    written(item.open),
                )
            )
            for item in document.open_items
        ),
        none=words.none,
    )


def _footers(sheets: Sequence[Sheet], document: StatementDocument, words: Wording) -> None:
    left = wrapped(f"{document.brand_name}  ·  {document.number}", SMALL, 360)[0]
    for page, sheet in enumerate(sheets, start=1):
        sheet.rule(BOTTOM - 18)
        sheet.left(LEFT, BOTTOM - 30, left, SMALL)
        place = words.page.format(page=page, pages=len(sheets))
        sheet.right(RIGHT, BOTTOM - 30, place, SMALL)
