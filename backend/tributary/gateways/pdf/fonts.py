"""The two fonts of every PDF, each embedded once as a small subset."""

# reportlab's stubs leave the insides of fonts and documents untyped.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

import unicodedata
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from struct import pack
from typing import Final, cast
from weakref import WeakKeyDictionary

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR: Final = "NotoSansSC-Regular"
BOLD: Final = "NotoSansSC-Bold"

_FOLDER: Final = Path(__file__).parent / "fonts"
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories that show nothing, or turn the direction of what follows: never printed as such."""
_TO_UNICODE_BLOCK_MAX: Final = 100
"""More mappings than this in one block are against the CMap specification (Adobe 5014)."""
_HURRIED: Final = 1
"""The level of zlib: outlines shrink by little more at higher ones, which take thrice as long."""

# Text is compressed bytes, not letters; and no page may name the unembedded Helvetica that
# reportlab otherwise lists in every document.
rl_config.useA85 = 0
rl_config.canvas_basefontname = REGULAR


class WideFont(TTFont):
    """A TrueType font written as one composite font of two-byte codes.

    reportlab's own embedding splits a font into pieces of 256 characters, each with a copy of
    ASCII, and writes characters beyond U+FFFF so that nobody can copy or search them.
    """

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(name, str(path), shapable=False)
        # Each subset asks for the outlines of the whole font: slice them from the file once.
        self.face.get_table = cache(self.face.get_table)  # type: ignore[method-assign]
        self._letters: WeakKeyDictionary[pdfdoc.PDFDocument, dict[str, int]] = WeakKeyDictionary()
        glyphs: Mapping[int, int] = self.face.charToGlyph
        widths: Mapping[int, float] = self.face.charWidths
        self.widths: dict[str, float] = {
            chr(code): widths[code]
            for code in glyphs
            if unicodedata.category(chr(code)) not in _UNSEEN
        }

    def splitString(  # noqa: N802 - reportlab's name.
        self, text: str, doc: pdfdoc.PDFDocument, encoding: str = "utf-8"
    ) -> list[tuple[int, bytes]]:
        """Return the text as two-byte codes, numbering letters as they are first used."""
        del encoding
        letters = self._letters.get(doc)
        if letters is None:
            letters = self._letters[doc] = {}
        codes = bytearray()
        for letter in text:
            code = letters.get(letter)
            if code is None:
                # Code 0 belongs to the glyph of the unknown.
                code = letters[letter] = len(letters) + 1
            codes += code.to_bytes(2, "big")
        return [(0, bytes(codes))]

    def getSubsetInternalName(self, subset: int, doc: pdfdoc.PDFDocument) -> str:  # noqa: N802 - reportlab's name.
        """Return the name of this font inside a document, and book its writing."""
        del subset
        name = doc.fontMapping.get(self.fontName)
        if name is None:
            name = f"/F{len(doc.fontMapping) + 1}"
            doc.fontMapping[self.fontName] = name
            doc.delayedFonts.append(self)
        return str(name)

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:  # noqa: N802 - reportlab's name.
        """Write the outlines of the letters used, their widths and their meaning."""
        letters = self._letters.pop(doc)
        refer = cast("Callable[[pdfdoc.PDFObject], pdfdoc.PDFObject]", doc.Reference)
        # makeSubset numbers glyphs as they come, but letters that look alike share one.
        glyphs: dict[int, int] = {}
        places = [
            glyphs.setdefault(self.face.charToGlyph[ord(letter)], len(glyphs) + 1)
            for letter in letters
        ]
        outlines = self.face.makeSubset([ord(letter) for letter in letters])
        name = pdfdoc.PDFName(f"{_tag(letters)}+{self.fontName}")
        file = _stream(outlines, Length1=len(outlines))
        descriptor = {
            "Type": "/FontDescriptor",
            "FontName": name,
            "Flags": 4,
            "FontBBox": pdfdoc.PDFArray(self.face.bbox),
            "Ascent": self.face.ascent,
            "Descent": self.face.descent,
            "CapHeight": self.face.capHeight,
            "ItalicAngle": 0,
            "StemV": self.face.stemV,
            "FontFile2": refer(file),
        }
        descendant = {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": name,
            "CIDSystemInfo": "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
            "CIDToGIDMap": refer(_stream(pack(f">{len(places) + 1}H", 0, *places))),
            "FontDescriptor": refer(pdfdoc.PDFDictionary(descriptor)),
            "DW": 1000,
            "W": pdfdoc.PDFArray([1, pdfdoc.PDFArray([self.widths[each] for each in letters])]),
        }
        font = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": name,
            "Encoding": "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray([refer(pdfdoc.PDFDictionary(descendant))]),
            "ToUnicode": refer(_stream(_meanings(letters))),
        }
        fonts = cast("pdfdoc.PDFDictionary", doc.idToObject["BasicFonts"])
        fonts[doc.fontMapping[self.fontName][1:]] = refer(pdfdoc.PDFDictionary(font))


def _stream(content: bytes, **entries: int) -> pdfdoc.PDFStream:
    packed = {**entries, "Filter": "/FlateDecode"}
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary(packed), zlib.compress(content, _HURRIED))


def _tag(letters: Mapping[str, int]) -> str:
    """Return the six capitals that name a subset, from what is in it."""
    rest = zlib.crc32("".join(letters).encode())
    capitals: list[str] = []
    for _ in range(6):
        rest, place = divmod(rest, 26)
        capitals.append(chr(ord("A") + place))
    return "".join(capitals)


def _meanings(letters: Mapping[str, int]) -> bytes:
    """Return the map from codes to characters, which lets readers search and copy."""
    pairs = [
        f"<{code:04X}><{letter.encode('utf-16-be').hex()}>" for letter, code in letters.items()
    ]
    blocks = [
        pairs[start : start + _TO_UNICODE_BLOCK_MAX]
        for start in range(0, len(pairs), _TO_UNICODE_BLOCK_MAX)
    ]
    body = "".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
        "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"
        f"{body}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()


def _registered(name: str, file: str) -> WideFont:
    font = WideFont(name, _FOLDER / file)
    pdfmetrics.registerFont(font)
    return font


FONTS: Final = {
    REGULAR: _registered(REGULAR, "NotoSansSC-Regular.ttf"),
    BOLD: _registered(BOLD, "NotoSansSC-Bold.ttf"),
}
_KNOWN: Final = FONTS[REGULAR].widths.keys() & FONTS[BOLD].widths.keys()


def printable(text: str) -> str:
    r"""Return text as it can be drawn: what the fonts lack becomes its code point.

    Invisible characters are shown the same way, so that nobody can turn the direction of a
    line or hide a letter in a name.

    >>> printable("a\tb\u202ec")
    'a b[U+202E]c'
    """
    text = unicodedata.normalize("NFC", text)
    if set(text) <= _KNOWN:
        return text
    return "".join(
        letter if letter in _KNOWN else " " if letter.isspace() else f"[U+{ord(letter):04X}]"
        for letter in text
    )


def text_width(text: str, font: str, size: float) -> float:
    """Return how wide printable text comes out, in points."""
    return sum(map(FONTS[font].widths.__getitem__, text)) * size / 1000
