"""Parts of a zip archive that came from outside: counted, measured and bounded before use."""

import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from tributary.channels.rules.contract import FileOfOtherKind, FileTooLarge, FileUnreadable

PARTS_MAX: Final = 2_000
PART_BYTES_MAX: Final = 400 * 1024 * 1024
RATIO_MAX: Final = 200
"""Spreadsheets shrink to a tenth or a fiftieth; what shrinks more was made to burst."""

_RATIO_FROM: Final = 4 * 1024 * 1024
_BLOCK: Final = 128 * 1024
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED: Final = 1
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)


class _Held:
    """Bytes in memory, read like a file."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def seek(self, offset: int, whence: int = 0, /) -> int:
        start = (0, self._at, len(self._content))[whence]
        if start + offset < 0:
            message = "before the beginning"
            raise OSError(message)
        self._at = start + offset
        return self._at

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def close(self) -> None:
        """Leave the bytes to whoever holds them."""

    def read(self, size: int | None = -1, /) -> bytes:
        end = len(self._content) if size is None or size < 0 else self._at + size
        taken = self._content[self._at : end]
        self._at += len(taken)
        return taken


class Archive:
    """A zip archive whose parts are unpacked piece by piece."""

    def __init__(self, content: bytes, wanted: str) -> None:
        """Read the directory of the archive.

        Refuses:
            FileUnreadable: it is broken or cut short.
            FileTooLarge: it has more parts than any workbook.
        """
        try:
            self._zip = zipfile.ZipFile(_Held(content))
        except _BROKEN as error:
            raise FileUnreadable(
                f"The file is broken or cut short, or not {wanted}. Save it again as {wanted}."
            ) from error
        if len(self._zip.filelist) > PARTS_MAX:
            raise FileTooLarge(
                f"The file packs more than {PARTS_MAX} parts. Save the sheet in a new workbook."
            )
        # Names are compared without case, as spreadsheet programs do.
        self._parts = {each.filename.lower(): each for each in self._zip.filelist}
        self._wanted = wanted

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def blocks(self, name: str, most_bytes: int = PART_BYTES_MAX) -> Iterator[bytes]:
        """Yield the bytes of a part, never more than it declares and we take.

        Refuses:
            FileOfOtherKind: there is no such part, or it is locked.
            FileTooLarge: it is too large, or grows as only a trap does.
            FileUnreadable: its bytes are broken.
        """
        part = self._parts.get(name.lower())
        if part is None:
            raise FileOfOtherKind(f"The archive has no {name}: it is not {self._wanted}.")
        if part.flag_bits & _ENCRYPTED:
            raise FileOfOtherKind("The file is locked by a password. Save it without one.")
        size, packed = part.file_size, max(part.compress_size, 1)
        if size > most_bytes or (size > _RATIO_FROM and size > packed * RATIO_MAX):
            raise FileTooLarge(
                f"{name} unpacks from {packed} to {size} bytes, more than we read. "
                "Export a shorter period, or save the sheet as CSV."
            )
        if part.compress_type not in _METHODS:
            raise FileUnreadable(f"{name} is packed in a way we do not know. Save the file again.")
        try:
            # The part is read as far as it declares; more would break its checksum.
            with self._zip.open(part) as content:
                while block := content.read(_BLOCK):
                    yield block
        except _BROKEN as error:
            raise FileUnreadable(f"{name} is broken. Save the file again.") from error
