"""Broken files of orders, made from good ones by a seeded hand."""

import random
import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Final

SAMPLES: Final = Path(__file__).parents[1] / "channels" / "samples"

GOOD: Final[Mapping[str, tuple[str, ...]]] = {
    "csv": ("utf8.csv", "gbk.csv", "tabs.csv"),
    "jsonl": ("orders.jsonl",),
    "shopify": ("orders.csv", "excel.csv"),
    "woocommerce": ("orders.json",),
    "xlsx": ("orders.xlsx",),
}
"""The recordings of each layout that mutants are made of."""

POISON: Final = (
    b"",
    b"\x00",
    b'"',
    b"'",
    b",,",
    b"\r",
    b"\n\n",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\\ud83c",
    b"NaN",
    b"-Infinity",
    b"1e308",
    b"1_000",
    b"-0.00",
    b"0.005",
    b"\xef\xbc\x91\xef\xbc\x92",
    b"99999999999999999999",
    b"9" * 400,
    b"=cmd|'/C calc'!A0",
    b"{" * 200,
    b"[" * 5_000,
    b"}" * 3,
    b"null",
    b"true",
    b"2026-02-30",
    b"9999-12-31T23:59:60+99:99",
    b"CNYY",
    b"JPY",
    b"\xe2\x80\xae",
    b"\x1f",
    b"&xxe;",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"</row>",
    b"A" * 40_000,
)

MUTANT_BYTES_MAX: Final = 1_000_000

Maker = Callable[[random.Random, bytes], bytes]


def mutant(dice: random.Random, layout: str) -> bytes:
    """Return a broken file of a layout; a few come out sound."""
    content = (SAMPLES / layout / dice.choice(GOOD[layout])).read_bytes()
    if layout == "xlsx" and dice.random() < 0.8:
        return _repacked(dice, content)
    return _broken(dice, content)


def _broken(dice: random.Random, content: bytes) -> bytes:
    for _ in range(dice.choice((1, 1, 2, 3, 8, 30))):
        content = dice.choice(_WAYS)(dice, content)[:MUTANT_BYTES_MAX]
    return content


def _flip(dice: random.Random, content: bytes) -> bytes:
    at = dice.randrange(len(content) + 1)
    return content[:at] + bytes([dice.randrange(256)]) + content[at + 1 :]


def _cut(dice: random.Random, content: bytes) -> bytes:
    return content[: dice.randrange(len(content) + 1)]


def _drop(dice: random.Random, content: bytes) -> bytes:
    at = dice.randrange(len(content) + 1)
    return content[:at] + content[at + dice.choice((1, 3, 40, 400)) :]


def _poison(dice: random.Random, content: bytes) -> bytes:
    at = dice.randrange(len(content) + 1)
    return content[:at] + dice.choice(POISON) + content[at:]


def _replace_word(dice: random.Random, content: bytes) -> bytes:
    """Put poison in the place of one cell, key or value."""
    ends = [at for at, byte in enumerate(content) if byte in b',":;\t\n<>']
    if len(ends) < 2:
        return _poison(dice, content)
    first = dice.randrange(len(ends) - 1)
    return content[: ends[first] + 1] + dice.choice(POISON) + content[ends[first + 1] :]


def _twice(dice: random.Random, content: bytes) -> bytes:
    lines = content.splitlines(keepends=True)
    if not lines:
        return content
    at = dice.randrange(len(lines))
    return b"".join([*lines[: at + 1], lines[at] * dice.choice((1, 2, 50)), *lines[at + 1 :]])


def _shuffle(dice: random.Random, content: bytes) -> bytes:
    lines = content.splitlines(keepends=True)
    dice.shuffle(lines)
    return b"".join(lines)


_WAYS: Final[tuple[Maker, ...]] = (
    _flip,
    _cut,
    _drop,
    _poison,
    _replace_word,
    _replace_word,
    _twice,
    _shuffle,
)


def _repacked(dice: random.Random, content: bytes) -> bytes:
    """Return a workbook one of whose parts is broken, gone, swollen or lies about itself."""
    packed = BytesIO(content)
    with zipfile.ZipFile(packed) as book:
        parts = {each.filename: book.read(each) for each in book.infolist()}
    name = dice.choice([*parts, "xl/worksheets/sheet2.xml", "xl/workbook.xml"])
    way = dice.randrange(10)
    if way == 0:
        del parts[name]
    elif way == 1:
        parts[name] = parts[name] + b" " * 30_000_000
    elif way == 2:
        parts[name] = b'<?xml version="1.0"?>' + _LAUGHTER + parts[name].partition(b"?>")[2]
    elif way == 3:
        parts[name] = parts[name].replace(b"<row", b"<row><c><f>1</f></c></row><row", 1)
    else:
        parts[name] = _broken(dice, parts[name])
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for part, inside in parts.items():
            book.writestr(part, inside)
    made = packed.getvalue()
    return _lying(dice, made) if way == 4 else made


_LAUGHTER: Final = (
    b'<!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + step, b"&%c;" % (97 + step) * 10) for step in range(9))
    + b"]>"
)


def _lying(dice: random.Random, content: bytes) -> bytes:
    """Change a size or a checksum in the directory of the archive."""
    at = content.rfind(b"PK\x01\x02")
    field = at + dice.choice((10, 16, 20, 24, 42))
    lie = dice.choice((0, 1, 2**31, 2**32 - 1, zlib.crc32(content))).to_bytes(4, "little")
    return content[:field] + lie + content[field + 4 :]
