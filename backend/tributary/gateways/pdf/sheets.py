"""Sheets of paper: marks are collected page by page, then written once the pages are counted."""

# reportlab's stubs leave the arguments of its drawing methods untyped.
# pyright: reportUnknownMemberType=false

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from tributary.gateways.pdf.fonts import BOLD, REGULAR, printable, text_width

_NON_ZERO: Final = 1
"""Where boxes of one path overlap, they are filled (reportlab's FILL_NON_ZERO)."""

Colour = tuple[float, float, float]

WIDTH: Final = 595.28
HEIGHT: Final = 841.89
LEFT: Final = 42.0
RIGHT: Final = WIDTH - LEFT
TOP: Final = HEIGHT - 44
BOTTOM: Final = 58.0

INK: Final[Colour] = (0.11, 0.13, 0.17)
QUIET: Final[Colour] = (0.42, 0.45, 0.50)
NAVY: Final[Colour] = (0.10, 0.23, 0.40)
HAIR: Final[Colour] = (0.86, 0.88, 0.91)
TINT: Final[Colour] = (0.95, 0.965, 0.985)

# A Chinese character may end a line; a Latin word may not be cut unless it fills the line alone.
_PIECES: Final = re.compile(r"[\u2e80-\uffee\U00020000-\U0003ffff]|[^\s\u2e80-\uffee]+|\s+")


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks."""

    font: str = REGULAR
    size: float = 8.5
    colour: Colour = INK


BODY: Final = Style()
STRONG: Final = Style(font=BOLD)
SMALL: Final = Style(size=7.2, colour=QUIET)


@dataclass(frozen=True, slots=True)
class Text:
    """Printable words at a place."""

    x: float
    y: float
    words: str
    style: Style


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; a line is a thin one."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour


@dataclass(slots=True)
class Sheet:
    """The marks on one page."""

    texts: list[Text] = field(default_factory=list[Text])
    boxes: list[Box] = field(default_factory=list[Box])
    links: list[tuple[str, Box]] = field(default_factory=list[tuple[str, Box]])

    def left(self, x: float, y: float, words: str, style: Style = BODY) -> None:
        """Write printable words that start at x."""
        self.texts.append(Text(x, y, words, style))

    def right(
        self, x: float, y: float, words: str, style: Style = BODY, room: float = WIDTH
    ) -> None:
        """Write printable words that end at x, smaller where they would leave their room."""
        width = text_width(words, style.font, style.size)
        if width > room:
            style = Style(style.font, style.size * room / width, style.colour)
            width = room
        self.texts.append(Text(x - width, y, words, style))

    def box(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """Fill a rectangle whose lower left corner is at x, y."""
        self.boxes.append(Box(x, y, width, height, colour))

    def rule(self, y: float, colour: Colour = HAIR, thickness: float = 0.5) -> None:
        """Draw a line across the text."""
        self.box(LEFT, y, RIGHT - LEFT, thickness, colour)


@dataclass(slots=True)
class Flow:
    """Sheets that are filled from top to bottom; `y` is where the next mark goes."""

    on_new_sheet: Callable[[Sheet], float]
    """Marks a sheet that follows another and returns where its text begins."""
    sheets: list[Sheet] = field(default_factory=lambda: [Sheet()])
    y: float = TOP

    @property
    def sheet(self) -> Sheet:
        """The sheet being filled."""
        return self.sheets[-1]

    def fits(self, height: float) -> bool:
        """Tell whether so much still goes on this sheet."""
        return self.y - height >= BOTTOM

    def turn(self) -> None:
        """Begin the next sheet."""
        self.sheets.append(Sheet())
        self.y = self.on_new_sheet(self.sheet)

    def make_room(self, height: float) -> None:
        """Begin the next sheet unless so much still fits on this one."""
        if not self.fits(height):
            self.turn()


def wrapped(words: str, style: Style, width: float) -> list[str]:
    """Return printable words broken into lines that fit a width."""
    words = printable(words)
    if text_width(words, style.font, style.size) <= width:
        return [words]
    lines: list[str] = [""]
    for piece in _PIECES.findall(words):
        if _fits(lines[-1] + piece, style, width):
            lines[-1] += piece
        elif _fits(piece, style, width):
            lines.append(piece.lstrip())
        else:
            for letter in piece:
                if _fits(lines[-1] + letter, style, width):
                    lines[-1] += letter
                else:
                    lines.append(letter)
    return [line.rstrip() for line in lines if line.strip()]


def _fits(words: str, style: Style, width: float) -> bool:
    return text_width(words.rstrip(), style.font, style.size) <= width


def bound(sheets: Sequence[Sheet], *, title: str, author: str, language: str) -> bytes:
    """Return the sheets as a PDF file that depends on them alone."""
    file = io.BytesIO()
    canvas = Canvas(
        file,
        pagesize=(WIDTH, HEIGHT),
        pageCompression=1,
        invariant=1,
        lang=language,
    )
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator("Tributary")
    canvas.setProducer("Tributary")
    for sheet in sheets:
        _draw(canvas, sheet)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _draw(canvas: Canvas, sheet: Sheet) -> None:
    for colour, boxes in groupby(sheet.boxes, key=attrgetter("colour")):
        # Neighbours of one colour are one path: a third of the time of a path for each.
        path = canvas.beginPath()
        for box in boxes:
            path.rect(box.x, box.y, box.width, box.height)
        canvas.setFillColorRGB(*colour)
        canvas.drawPath(path, stroke=0, fill=1, fillMode=_NON_ZERO)
    pen = canvas.beginText()
    style: Style | None = None
    for text in sheet.texts:
        if text.style is not style:
            style = text.style
            pen.setFont(style.font, style.size)
            pen.setFillColorRGB(*style.colour)
        pen.setTextOrigin(text.x, text.y)
        pen.textOut(text.words)
    canvas.drawText(pen)
    for address, area in sheet.links:
        corner = (area.x + area.width, area.y + area.height)
        canvas.linkURL(address, (area.x, area.y, *corner))
