"""Which layout a file has, told from its first bytes and its name."""

import codecs
from typing import Final

from tributary.channels.rules import columns, jsonl, shopify
from tributary.channels.rules.contract import FileOfOtherKind, HeaderMissing, Terms
from tributary.channels.rules.delimited import splits

HEAD_BYTES: Final = 64 * 1024
"""How much of a file is enough to tell its layout."""

_ZIP: Final = b"PK\x03\x04"
_WOOCOMMERCE: Final = ('"line_items"', '"date_created_gmt"', '"date_created"')
_ANY: Final = Terms(needs_distributor=False, currency="XTS")
"""The terms of no channel in particular; the currency is the one that ISO 4217 keeps for trials."""


def detect(head: bytes, file_name: str) -> list[str]:
    """Return the names of the layouts that a file may have, the likeliest first.

    What is found here is a proposal for a person who chooses; only reading the file tells.

    Args:
        head: the first bytes of the file, HEAD_BYTES or all of them.
        file_name: what the sender called it.
    """
    ending = file_name.rpartition(".")[2].lower()
    if head.startswith(_ZIP):
        return ["xlsx"] if ending == "xlsx" or b"xl/" in head or b"[Content_" in head else []
    lines = _lines_of(head)
    first = next((line.strip() for line in lines if line.strip()), "")
    if first[:1] in {"{", "["}:
        if any(jsonl.is_order(line) for line in lines):
            return ["jsonl"]
        text = "\n".join(lines)
        return ["woocommerce"] if any(key in text for key in _WOOCOMMERCE) else []
    return [name for name in ("shopify", "csv") if _has_header(name, lines, first)]


def _lines_of(head: bytes) -> list[str]:
    """Return the whole lines at the beginning of a text; what is no text gives none."""
    kept = head[:HEAD_BYTES]
    marked = kept.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            # The last character may be cut in two.
            text = codecs.getincrementaldecoder(encoding)("strict").decode(kept)
        except UnicodeDecodeError:
            continue
        lines = text.splitlines()
        # The last line may be cut, too, unless it is all there is.
        return lines[:-1] if len(lines) > 1 and len(head) >= HEAD_BYTES else lines
    return []


def _has_header(name: str, lines: list[str], first: str) -> bool:
    head = lines[: columns.HEADER_LINES_MAX]
    try:
        if name == "shopify":
            shopify.header_of(head)
        else:
            columns.header_of(splits(head), _ANY, lines=len(head), first=first)
    except (FileOfOtherKind, HeaderMissing):
        return False
    return True
