"""Stream the records of a file into a temporary table, as fast as COPY takes them."""

import re
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import Final

from tributary.channels.rules import FIELDS, PLACE, Normal, Record, RowFault
from tributary.kernel import BrandId, ChannelId
from tributary.platform import Work

Progress = Callable[[str, int], None]
"""Told what is going on and how many rows it has come to."""


def quiet(stage_name: str, rows: int) -> None:
    """Tell nobody."""
    del stage_name, rows


_INSTANTS: Final = frozenset({"ordered_at", "updated_at", "returned_at"})
_DAYS: Final = ("shipped_on", "delivered_on")
_TYPES: Final = dict.fromkeys(_INSTANTS, "timestamptz") | dict.fromkeys(_DAYS, "date")

_COLUMNS: Final = ", ".join(f"{name} {_TYPES.get(name, 'text')}" for name in FIELDS)
_TABLE: Final = f"""
    CREATE TEMPORARY TABLE staged (
      seq bigint, row_number bigint, is_return boolean, order_id uuid, line_hash text,
      {_COLUMNS}, original text, fault_field text, fault_reason text, fault_value text
    ) ON COMMIT DROP
"""

_SEPARATOR: Final = "\x1f"
_COPY: Final = "COPY staged FROM STDIN WITH (FORMAT text, DELIMITER E'\\x1f', NULL '')"
_ESCAPES: Final = str.maketrans(
    {"\\": r"\\", "\n": r"\n", "\r": r"\r", "\x00": "\ufffd", _SEPARATOR: " "}
)

_BLOCK_ROWS: Final = 2_000
_ZONE: Final = re.compile(r"[A-Za-z0-9_+/-]+", re.ASCII)

_EXTERNAL_ID: Final = PLACE["external_id"]
_RETURN_REF: Final = PLACE["return_ref"]
_SCOPE: Final = PLACE["scope"]
_UPDATED: Final = PLACE["updated_at"]
_SHIPPED: Final = PLACE["shipped_on"]
_TRACKING: Final = PLACE["tracking_number"]


class Stager:
    """Turns records into lines of COPY, naming orders and weighing lines on the way."""

    def __init__(self, brand_id: BrandId, channel_id: ChannelId, progress: Progress) -> None:
        self._order_prefix = f"order:{brand_id}:{channel_id}:"
        self._progress = progress
        self.rows_read = 0
        self.saw_versions = False
        """Whether any record says when its order changed last."""
        self.saw_parcels = False
        """Whether any record says of a parcel."""

    def blocks(self, records: Iterable[Record]) -> Iterator[bytes]:
        """Yield the bytes that COPY reads, some thousand rows at a time."""
        lines: list[str] = []
        normal = Normal()
        last_name = order_id = ""
        for record in records:
            self.rows_read += 1
            fields, fault = normal.fields(record.fields)
            fault = record.fault or fault
            name = fields[_EXTERNAL_ID]
            if name != last_name:
                last_name, order_id = name, self._order_id(name)
            if not name and fault is None:
                fault = RowFault("external_id", "missing_field", None)
            if fields[_UPDATED]:
                self.saw_versions = True
            if fields[_SHIPPED] or fields[_TRACKING]:
                self.saw_parcels = True
            lines.append(self._line(record, fields, order_id, fault))
            if len(lines) == _BLOCK_ROWS:
                yield "".join(lines).encode()
                lines.clear()
                self._progress("staged", self.rows_read)
        yield "".join(lines).encode()
        self._progress("staged", self.rows_read)

    def _order_id(self, name: str) -> str:
        if not name:
            return ""
        # JSON may hold halves of surrogate pairs, which no encoding has.
        return sha256((self._order_prefix + name).encode("utf-8", "replace")).hexdigest()[:32]

    def _line(
        self, record: Record, fields: list[str], order_id: str, fault: RowFault | None
    ) -> str:
        row_number, _, original, _ = record
        # Nothing that has to be escaped is printable but the backslash.
        texts = "".join(fields) + original
        if "\\" in texts or not texts.isprintable():
            body = _SEPARATOR.join(map(_escaped, fields))
            original = _escaped(original)
        else:
            body = _SEPARATOR.join(fields)
        weight = sha256(body.encode()).hexdigest()
        is_return = "t" if fields[_RETURN_REF] or fields[_SCOPE] else "f"
        tail = "\x1f\x1f\x1f"
        if fault is not None:
            tail = "".join(f"\x1f{_escaped(text or '')}" for text in fault)
        return (
            f"{self.rows_read}\x1f{row_number}\x1f{is_return}\x1f{order_id}\x1f{weight}\x1f"
            f"{body}\x1f{original}{tail}\n"
        )


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES).encode("utf-8", "replace").decode()


async def stage(work: Work, stager: Stager, records: Iterable[Record], time_zone: str) -> None:
    """Fill the table `staged`; times without a zone are read in the channel's."""
    if _ZONE.fullmatch(time_zone) is None:
        message = f"{time_zone!r} passed as a time zone"
        raise AssertionError(message)
    await work.run("DROP TABLE IF EXISTS pg_temp.staged")
    await work.run(_TABLE)
    await work.run(f"SET LOCAL timezone TO '{time_zone}'")
    await work.copy(_COPY, stager.blocks(records))
    await work.run("SET LOCAL timezone TO 'UTC'")
    await work.run("ANALYZE staged")
