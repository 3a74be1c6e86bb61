"""XML from outside, read as a stream: no document types, no entities, bounded depth and text."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final
from xml.parsers import expat

from tributary.channels.rules.contract import FileUnreadable

DEPTH_MAX: Final = 64
TEXT_MAX: Final = 1_000
"""Nothing an order says is as long; many cells can share one text, so a long one is a burden."""

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]


class MarkupReader:
    """Feeds a part to two callbacks and gathers the text between them."""

    def __init__(self, part: str, start: Start, end: End) -> None:
        self._part = part
        self._start = start
        self._end = end
        self._depth = 0
        self._texts: list[str] = []
        self._length = 0
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._opened
        parser.EndElementHandler = self._closed
        parser.CharacterDataHandler = self._said
        parser.StartDoctypeDeclHandler = self._forbidden
        parser.EntityDeclHandler = self._forbidden
        self._parser = parser

    def read(self, blocks: Iterable[bytes]) -> Iterator[None]:
        """Read a part and pause after each block, so that what it gave can be taken.

        Refuses:
            FileUnreadable: the XML is broken, too deep, or brings a document type.
        """
        try:
            for block in blocks:
                self._parser.Parse(block, False)
                yield
            self._parser.Parse(b"", True)
            yield
        except expat.ExpatError as error:
            raise FileUnreadable(
                f"{self._part} is broken at line {error.lineno}, column {error.offset}. "
                "Save the file again."
            ) from error

    def text(self) -> str:
        """Take the text since it was taken last."""
        text = "".join(self._texts)
        self._texts.clear()
        self._length = 0
        return text

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEPTH_MAX:
            raise FileUnreadable(f"{self._part} is nested too deeply. Save the file again.")
        self._start(name.rpartition(":")[2], attributes)

    def _closed(self, name: str) -> None:
        self._depth -= 1
        self._end(name.rpartition(":")[2])

    def _said(self, text: str) -> None:
        # What is longer is judged too long by the length that is kept.
        if self._length < TEXT_MAX:
            self._texts.append(text[: TEXT_MAX - self._length])
            self._length += len(text)

    def _forbidden(self, *_: object) -> None:
        raise FileUnreadable(
            f"{self._part} brings a document type of its own, which no spreadsheet program "
            "writes. Save the file again."
        )
