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
_INSTANTS: Final = tuple((name, PLACE[name]) for name in ("ordered_at", "updated_at"))
_RETURNED: Final = PLACE["returned_at"]
_SHIPPED: Final = PLACE["shipped_on"]
_DELIVERED: Final = PLACE["delivered_on"]
_STATE: Final = PLACE["state"]


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
        self._instants: dict[str, str | None] = {}

    def fields(self, said: tuple[str | None, ...]) -> tuple[list[str | None], RowFault | None]:
        """Return the fields in one way of writing, and the first that cannot be understood."""
        fields = [text or None for text in said]
        fault = None
        state = fields[_STATE]
        if state is not None:
            fields[_STATE] = STATES.get(state) or STATES.get(state.lower())
            if fields[_STATE] is None:
                fault = RowFault("state", "state_unknown", state)
        for name, place in _INSTANTS:
            text = fields[place]
            if text is not None:
                fields[place] = self._instant(text)
                if fields[place] is None:
                    fault = fault or RowFault(name, "date_unreadable", text)
        if fields[_SHIPPED] is not None or fields[_DELIVERED] is not None:
            fault = fault or _travelled(fields)
        returned = fields[_RETURNED]
        if returned is not None:
            fields[_RETURNED] = self._instant(returned)
            if fields[_RETURNED] is None:
                fault = fault or RowFault("returned_at", "date_unreadable", returned)
        return fields, fault or _unusable(fields)

    def _instant(self, text: str) -> str | None:
        try:
            return self._instants[text]
        except KeyError:
            if len(self._instants) > 50_000:  # noqa: PLR2004  Large enough for any one day.
                self._instants.clear()
            self._instants[text] = found = instant_of(text)
            return found


def _travelled(fields: list[str | None]) -> RowFault | None:
    """Write the days of a parcel in one way; what has arrived left by that day."""
    fault = None
    for place in (_SHIPPED, _DELIVERED):
        text = fields[place]
        if text is None:
            continue
        fields[place] = day_of(text)
        if fields[place] is None:
            fault = fault or RowFault(FIELDS[place], "date_unreadable", text)
    shipped, delivered = fields[_SHIPPED], fields[_DELIVERED]
    if fault is None and delivered is not None:
        fields[_SHIPPED] = shipped or delivered
        if delivered < (shipped or delivered):
            fault = RowFault("delivered_on", "delivered_before_shipment", delivered)
    return fault


def _unusable(fields: list[str | None]) -> RowFault | None:
    """Return the first text that no column can hold."""
    said = "".join(filter(None, fields))
    if len(said) <= LENGTH_MAX and said.isprintable():
        return None
    for place in _BOUNDED:
        text = fields[place]
        if text is None:
            continue
        # A full-width blank is not printable to Python, but harmless.
        unprintable = not text.isprintable() and _CONTROL.search(text) is not None
        if unprintable or len(text) > LENGTH_MAX:
            fields[place] = None
            reason = "text_unprintable" if unprintable else "text_too_long"
            return RowFault(FIELDS[place], reason, text[:LENGTH_MAX])
    return None
