"""From bytes to lines of text: what kind of file, which encoding, where lines end."""

import codecs
from collections.abc import Iterable, Iterator
from typing import Final

from tributary.channels.rules.contract import Blocks, FileEmpty, FileOfOtherKind, FileUnreadable

_MAGIC: Final = (
    (b"PK\x03\x04", "an Excel workbook or another zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook, or one that is locked by a password"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"Rar!", "a RAR archive"),
)

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# What Chinese spreadsheet programs write when they do not write UTF-8; GBK is a part of it.
_LEGACY: Final = "gb18030"

_LINE_MAX: Final = 2**20
_HEAD_BYTES: Final = 16
"""No kind of file takes more to be known by."""

_BLANKS: Final = b" \t\r\n\xef\xbb\xbf\x00"


def require_text(blocks: Blocks, wanted: str) -> None:
    """Make sure that a file has content and is not of a kind known by its first bytes.

    Refuses:
        FileEmpty: it has no bytes, or blanks only.
        FileOfOtherKind: it is a workbook, an archive, a document or a picture.
    """
    require_content(blocks, wanted)


def require_content(blocks: Blocks, wanted: str, magic: bytes = b"") -> None:
    """Make sure that a file has content and begins as files of its kind do.

    Refuses:
        FileEmpty: it has no bytes, or blanks only.
        FileOfOtherKind: it begins as a file of another kind.
    """
    head = _head_of(blocks)
    for other, kind in _MAGIC:
        if other != magic and head.startswith(other):
            raise FileOfOtherKind(f"The file is {kind}, not {wanted}. Save it as {wanted}.")
    if not any(block.strip(_BLANKS) for block in blocks()):
        raise FileEmpty(f"The file is empty. Export it again as {wanted}.")
    if not head.startswith(magic):
        raise FileOfOtherKind(f"The file is not {wanted}. Choose the channel it belongs to.")


def _head_of(blocks: Blocks) -> bytes:
    head = b""
    for block in blocks():
        head += block[:_HEAD_BYTES]
        if len(head) >= _HEAD_BYTES:
            break
    return head


def encoding_of(blocks: Blocks) -> str:
    """Return how the text of a file is encoded: as its mark says, else UTF-8, else GB18030.

    Refuses:
        FileUnreadable: it is neither.
    """
    head = _head_of(blocks)
    candidates = [name for mark, name in _MARKS if head.startswith(mark)] or ["utf-8", _LEGACY]
    broken_at = 0
    for name in candidates:
        broken_at = _breaks_at(blocks, name)
        if not broken_at:
            return name
    raise FileUnreadable(
        f"Line {broken_at} is not text in UTF-8 or GBK. Save the file as CSV in UTF-8."
    )


def lines_of(blocks: Blocks, encoding: str) -> Iterator[str]:
    """Yield the lines of a file without their ends, be they CR, LF or both.

    Refuses:
        FileUnreadable: a line never ends.
    """
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    rest = ""
    for block in blocks():
        if len(rest) > _LINE_MAX:
            raise FileUnreadable(
                f"A line that begins with {rest[:20]!r} has more than {_LINE_MAX} characters. "
                "The file is not a table of orders: export it again."
            )
        text = rest + decoder.decode(block)
        # A CR at the end of a block may be the first half of a line end.
        kept = text[-1:] if text.endswith("\r") else ""
        *lines, rest = _unified(text[: len(text) - len(kept)]).split("\n")
        rest += kept
        yield from lines
    last = _unified(rest + decoder.decode(b"", final=True))
    if last:
        yield from last.removesuffix("\n").split("\n")


def whole_text(blocks: Blocks, most_bytes: int) -> str | None:
    """Return all the text of a file, or None when it has more bytes than that.

    Refuses:
        FileUnreadable: it is not UTF-8, nor marked as anything else.
    """
    content = whole_bytes(blocks, most_bytes)
    if content is None:
        return None
    marked = [name for mark, name in _MARKS if content.startswith(mark)]
    try:
        return content.decode(marked[0] if marked else "utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FileUnreadable(f"Line {line} is not text in UTF-8. Export the file again.") from error


def whole_bytes(blocks: Blocks, most_bytes: int) -> bytes | None:
    """Return all the bytes of a file, or None when it has more than that."""
    parts: list[bytes] = []
    size = 0
    for block in blocks():
        size += len(block)
        if size > most_bytes:
            return None
        parts.append(block)
    return b"".join(parts)


def _unified(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _breaks_at(blocks: Blocks, encoding: str) -> int:
    """Return the line at which the bytes stop being text of an encoding; 0 when they never do."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    line = 1
    for block in _with_end(blocks()):
        try:
            decoder.decode(block or b"", final=block is None)
        except UnicodeDecodeError as error:
            return line + error.object.count(b"\n", 0, error.start)
        line += (block or b"").count(b"\n")
    return 0


def _with_end(blocks: Iterable[bytes]) -> Iterator[bytes | None]:
    yield from blocks
    yield None
