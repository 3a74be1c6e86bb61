"""P5's floor: the lines of a statement as a table of reportlab's own layout engine, platypus.

The same two fonts, the same columns and texts, a head on every page and a footer; no balances, no
ageing and no code to scan, so it has less to do than what it is compared with.
"""

# reportlab's stubs leave tables and styles untyped.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

import io
from typing import Final

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, Spacer, TableStyle

from bench.running import ROOT
from tributary.settlements import StatementDocument

REGULAR, BOLD = "FloorRegular", "FloorBold"
_FOLDER: Final = ROOT / "backend" / "tributary" / "gateways" / "pdf" / "fonts"
_WIDTHS: Final = (60, 112, 161, 88, 90)
_STYLE: Final = TableStyle(
    [
        ("FONT", (0, 0), (-1, -1), REGULAR, 8.5),
        ("FONT", (0, 0), (-1, 0), BOLD, 8.5),
        ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#e8eef7")),
        ("ALIGN", (4, 0), (-1, -1), "RIGHT"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.25, colors.HexColor("#cccccc")),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
)


def prepare() -> None:
    """Read the two fonts; it is no part of what is measured."""
    for name, file in ((REGULAR, "NotoSansSC-Regular.ttf"), (BOLD, "NotoSansSC-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(_FOLDER / file)))


def floor_pdf(document: StatementDocument) -> bytes:
    """Return the lines of a statement as platypus lays them out."""
    file = io.BytesIO()
    heading = ParagraphStyle("heading", fontName=BOLD, fontSize=18, leading=24)
    body = ParagraphStyle("body", fontName=REGULAR, fontSize=9, leading=13, wordWrap="CJK")
    rows = [("日期 Date", "单号 Reference", "摘要 Description", "依据 Calculation", "金额 Amount")]
    rows += [
        (
            line.booked_on.isoformat(),
            line.reference,
            line.description,
            line.trace or "",
            f"{line.amount.minor / 100:,.2f}",
        )
        for section in document.sections
        for line in section.lines
    ]
    table = LongTable(rows, colWidths=list(_WIDTHS), repeatRows=1)
    table.setStyle(_STYLE)
    template = SimpleDocTemplate(
        file, pagesize=A4, leftMargin=42, rightMargin=42, topMargin=44, bottomMargin=58
    )
    title = Paragraph(f"{document.brand_name} {document.number}", heading)
    name = Paragraph(document.counterparty_name, body)
    template.build([title, name, Spacer(1, 10), table], onFirstPage=_footer, onLaterPages=_footer)
    return file.getvalue()


def _footer(canvas: Canvas, template: SimpleDocTemplate) -> None:
    canvas.setFont(REGULAR, 8)
    canvas.drawRightString(A4[0] - 42, 30, f"第 {template.page} 页 Page {template.page}")
