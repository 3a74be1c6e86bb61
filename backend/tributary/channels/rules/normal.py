"""One way to write days, instants and states, whatever the file writes."""

import re
from datetime import date, datetime
from typing import Final

from tributary.channels.rules.contract import FIELDS, PLACE, RowFault

_YEARS: Final = range(2000, 2100)
_CHINESE: Final = str.maketrans({"年": "-", "月": "-", "日": " ", "/": "-", ".": "-"})
_LOOSE: Final = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?", re.ASCII
)

STATES: Final = {
    name: state
    for state, names in {
        "pending": "pending unpaid on-hold draft 待付款 未付款 待确认 待审核 等待买家付款",
        "confirmed": (
            "confirmed paid processing completed shipped delivered 已付款 已确认 已发货 已完成 "
            "待发货 交易成功 已收货 已审核"
        ),
        "cancelled": "cancelled canceled closed void 已取消 已关闭 交易关闭 已作废",
    }.items()
    for name in names.split()
}

LENGTH_MAX: Final = 200
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_BOUNDED: Final = tuple(
    PLACE[name]
    for name in (
        "external_id",
        "number",
        "carrier",
        "tracking_number",
        "distributor",
        "line_ref",
        "sku",
        "name",
        "return_ref",
    )
)
_STATE: Final = PLACE["state"]
_ORDERED: Final = PLACE["ordered_at"]
_UPDATED: Final = PLACE["updated_at"]
_SHIPPED: Final = PLACE["shipped_on"]
_DELIVERED: Final = PLACE["delivered_on"]
_RETURNED: Final = PLACE["returned_at"]
_INSTANTS_MAX: Final = 50_000
"""Large enough for any one day."""


def instant_of(text: str) -> str | None:
    """Return an instant as PostgreSQL reads it without doubt; None when the text is none.

    A text without a zone stays without one and is read in the zone of the channel.

    >>> instant_of("2026/1/5 9:30")
    '2026-01-05T09:30:00'
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        match = _LOOSE.fullmatch(text.translate(_CHINESE).strip())
        if match is None:
            return None
        try:
            year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
            found = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001
        except ValueError:
            return None
    return found.isoformat() if found.year in _YEARS else None


def day_of(text: str) -> str | None:
    """Return a calendar day as ISO 8601 writes it; None when the text is none.

    >>> day_of("2026年1月5日")
    '2026-01-05'
    """
    instant = instant_of(text)
    return date.fromisoformat(instant[:10]).isoformat() if instant else None


class Normal:
    """Writes the fields of records in one way; remembers instants, which repeat."""

    def __init__(self) -> None:
        self._instants: dict[str, str] = {}
        """What each text says; nothing for one that is no instant."""

    def fields(self, said: tuple[str, ...]) -> tuple[list[str], RowFault | None]:
        """Return the fields in one way of writing, and the first that cannot be understood.

        What cannot be understood is empty, as what is not said.
        """
        fields = list(said)
        fault = None
        state = said[_STATE]
        if state:
            fields[_STATE] = STATES.get(state) or STATES.get(state.lower(), "")
            if not fields[_STATE]:
                fault = RowFault("state", "state_unknown", state)
        ordered = self._write(fields, _ORDERED)
        fault = fault or ordered
        if said[_UPDATED] or said[_SHIPPED] or said[_DELIVERED] or said[_RETURNED]:
            fault = self._rarer_times(fields, fault)
        texts = "".join(fields)
        if len(texts) > LENGTH_MAX or not texts.isprintable():
            fault = fault or _unusable(fields)
        return fields, fault

    def _rarer_times(self, fields: list[str], fault: RowFault | None) -> RowFault | None:
        # Each is written anew, whatever came before: the columns of the database are no texts.
        faults = (
            fault,
            self._write(fields, _UPDATED),
            _travelled(fields),
            self._write(fields, _RETURNED),
        )
        return next(filter(None, faults), None)

    def _write(self, fields: list[str], place: int) -> RowFault | None:
        text = fields[place]
        if text:
            fields[place] = self._instant(text)
            if not fields[place]:
                return RowFault(FIELDS[place], "date_unreadable", text)
        return None

    def _instant(self, text: str) -> str:
        found = self._instants.get(text)
        if found is None:
            if len(self._instants) > _INSTANTS_MAX:
                self._instants.clear()
            self._instants[text] = found = instant_of(text) or ""
        return found


def _travelled(fields: list[str]) -> RowFault | None:
    """Write the days of a parcel in one way; what has arrived left by that day."""
    fault = None
    for place in (_SHIPPED, _DELIVERED):
        text = fields[place]
        if text:
            fields[place] = day_of(text) or ""
            if not fields[place]:
                fault = fault or RowFault(FIELDS[place], "date_unreadable", text)
    shipped, delivered = fields[_SHIPPED], fields[_DELIVERED]
    if fault is None and delivered:
        fields[_SHIPPED] = shipped or delivered
        if delivered < (shipped or delivered):
            fault = RowFault("delivered_on", "delivered_before_shipment", delivered)
    return fault


def _unusable(fields: list[str]) -> RowFault | None:
    """Return the first text that no column can hold, and leave it out."""
    for place in _BOUNDED:
        text = fields[place]
        # A full-width blank is not printable to Python, but harmless.
        unprintable = not text.isprintable() and _CONTROL.search(text) is not None
        if unprintable or len(text) > LENGTH_MAX:
            fields[place] = ""
            reason = "text_unprintable" if unprintable else "text_too_long"
            return RowFault(FIELDS[place], reason, text[:LENGTH_MAX])
    return None
