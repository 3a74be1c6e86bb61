"""What a WooCommerce order says of its way to the buyer."""

import re
from datetime import UTC, datetime
from typing import Final

from tributary.channels.rules.objects import Json, list_in, text_in

_TRACKED: Final = "_wc_shipment_tracking_items"
"""Where the extension Shipment Tracking keeps its parcels, among the order's meta data."""

_SECONDS: Final = re.compile(r"[0-9]{9,10}", re.ASCII)


def parcel_of(order: Json) -> dict[str, str | None]:
    """Return how an order travels: by the extension Shipment Tracking, or since it is complete.

    Nobody says which line is in which of several parcels: their numbers stand together.
    """
    found = [
        item
        for meta in list_in(order, "meta_data")
        if meta.get("key") == _TRACKED
        for item in list_in(meta, "value")
    ]
    carriers = [
        text_in(item, "custom_tracking_provider") or text_in(item, "tracking_provider")
        for item in found
    ]
    days = [day for item in found if (day := _day_of(text_in(item, "date_shipped")))]
    if not days and text_in(order, "status") == "completed":
        completed = text_in(order, "date_completed") or text_in(order, "date_completed_gmt")
        days = [completed[:10]] if completed else []
    return {
        "shipped_on": max(days, default=None),
        "carrier": ", ".join(dict.fromkeys(filter(None, carriers))),
        "tracking_number": ", ".join(filter(None, (text_in(i, "tracking_number") for i in found))),
    }


def _day_of(seconds: str | None) -> str | None:
    """Return the day that the extension keeps as seconds since 1970, at midnight UTC."""
    if seconds is None or _SECONDS.fullmatch(seconds) is None:
        return None
    return f"{datetime.fromtimestamp(int(seconds), UTC):%Y-%m-%d}"
