"""QR codes as vector rectangles."""

from typing import Final, cast

import qrcode  # type: ignore[import-untyped]

from tributary.gateways.pdf.sheets import INK, Sheet

_MASK: Final = 3
"""Trying all eight masks takes four times as long; every reader accepts any of them."""


def modules_of(text: str) -> list[list[bool]]:
    """Return the dark and light squares of a QR code, row by row from the top."""
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=0, mask_pattern=_MASK)
    code.add_data(text)
    code.make()
    return cast("list[list[bool]]", code.modules)


def draw_qr(sheet: Sheet, text: str, *, x: float, y: float, side: float) -> None:
    """Draw a QR code whose lower left corner is at x, y; neighbours in a row become one box."""
    modules = modules_of(text)
    unit = side / len(modules)
    for place, row in enumerate(modules):
        bottom = y + side - (place + 1) * unit
        column = 0
        while column < len(row):
            start = column
            while column < len(row) and row[column]:
                column += 1
            if column > start:
                # A hair's overlap keeps viewers from showing light seams between rows.
                sheet.box(x + start * unit, bottom, (column - start) * unit, unit + 0.05, INK)
            column += 1
