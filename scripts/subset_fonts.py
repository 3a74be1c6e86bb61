#!/usr/bin/env python3
"""Cut Noto Sans SC down to the characters a statement may need.

Run by hand when the characters change (docs/fonts/README.md says how); the result is committed,
so that neither an installation nor a test ever fetches a font.
"""

import sys
from pathlib import Path
from typing import Final

from fontTools import subset  # type: ignore[import-untyped]

ROOT: Final = Path(__file__).parent.parent
FONTS: Final = ROOT / "backend" / "tributary" / "gateways" / "pdf" / "fonts"
WEIGHTS: Final = {
    "400Regular/NotoSansSC_400Regular.ttf": "NotoSansSC-Regular.ttf",
    "700Bold/NotoSansSC_700Bold.ttf": "NotoSansSC-Bold.ttf",
}
RANGES: Final = (
    range(0x0020, 0x007F),  # ASCII.
    range(0x00A0, 0x0180),  # Latin of western and central Europe.
    range(0x2000, 0x2070),  # Dashes, quotation marks, ellipsis.
    range(0x20A0, 0x20C1),  # Currency signs.
    range(0x3000, 0x3040),  # CJK punctuation.
    range(0xFF00, 0xFFF0),  # Full-width forms.
)
SIGNS: Final = "№™←↑→↓\N{MINUS SIGN}✓✗"


def characters() -> set[int]:
    """Return the code points to keep: Latin, GB2312, Big5's common ones, the General Table."""
    kept = {code for span in RANGES for code in span} | {ord(sign) for sign in SIGNS}
    kept |= double_bytes("gb2312", range(0xA1, 0xF8))
    # Names from Hong Kong and Taiwan: the 5,401 characters of Big5's first plane.
    kept |= double_bytes("big5", range(0xA4, 0xC7))
    beyond = (ROOT / "docs/fonts/beyond_gb2312.txt").read_text(encoding="utf-8")
    return kept | {ord(letter) for letter in beyond if not letter.isspace()}


def double_bytes(encoding: str, leads: range) -> set[int]:
    """Return every code point that two bytes of an encoding stand for."""
    found: set[int] = set()
    for lead in leads:
        for trail in range(0x40, 0xFF):
            try:
                found.add(ord(bytes((lead, trail)).decode(encoding)))
            except (UnicodeDecodeError, TypeError):
                continue
    return found


def cut(source: Path, target: Path) -> None:
    """Write the subset of one font file."""
    # Neither hints nor layout tables: a PDF of upright Chinese uses none of them.
    options = subset.Options(
        layout_features=[], notdef_outline=True, name_IDs=["*"], hinting=False, glyph_names=False
    )
    options.drop_tables += ["BASE", "GPOS", "GSUB", "STAT", "gasp", "vhea", "vmtx"]
    options.recalc_timestamp = False
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters())
    cutter.subset(font)
    subset.save_font(font, str(target), options)


if __name__ == "__main__":
    package = Path(sys.argv[1])
    for weight, name in WEIGHTS.items():
        cut(package / weight, FONTS / name)
    (FONTS / "OFL.txt").write_bytes((package / "LICENSE_FONT").read_bytes())
