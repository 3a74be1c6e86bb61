"""The Shopify export of the demo: what a young shop overseas sold in the last month."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from tributary.cli.demo.goods import CURRENCY, GOODS, TAX_RATE
from tributary.cli.demo.people import TIME_ZONE
from tributary.cli.demo.sales import SEED, Item
from tributary.kernel import Money, Period, Rate, total_of

Row = dict[str, str]

COLUMNS: Final = (
    "Name",
    "Email",
    "Financial Status",
    "Paid at",
    "Fulfillment Status",
    "Fulfilled at",
    "Currency",
    "Subtotal",
    "Shipping",
    "Taxes",
    "Total",
    "Discount Code",
    "Discount Amount",
    "Created at",
    "Lineitem quantity",
    "Lineitem name",
    "Lineitem price",
    "Lineitem sku",
    "Lineitem requires shipping",
    "Lineitem taxable",
    "Lineitem fulfillment status",
    "Shipping Name",
    "Shipping Phone",
    "Notes",
    "Cancelled at",
    "Refunded Amount",
    "Id",
    "Lineitem discount",
)
"""Those of the export's eighty that say something here."""

ORDERS: Final = 18
PENDING: Final = 3
CANCELLED: Final = 6
REFUNDED: Final = 9
WRONG: Final = 12
IN_PART: Final = 15
"""Which orders are not paid yet, cancelled and paid back, paid back in part, do not add up, or
have left only in part."""

_DISCOUNT: Final = Rate.percent("5")
_FREIGHT: Final = Money.of("60", CURRENCY)
_NOTE: Final = "Please ring twice,\nthe bell is weak."


def written(period: Period) -> str:
    """Return the export of a month, newest order first as the admin writes it."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for place in range(ORDERS, 0, -1):
        for row in _order_rows(period, place):
            rows.writerow([row.get(column, "") for column in COLUMNS])
    return text.getvalue()


def _order_rows(period: Period, place: int) -> Iterator[Row]:
    chance = Random(SEED + place)  # noqa: S311  Believable, not secret.
    items = [
        Item(good, chance.randint(1, 2))
        for good in chance.sample(GOODS, chance.choice((1, 1, 2, 3)))
    ]
    day = period.start + timedelta(days=(place - 1) * 24 // ORDERS)
    at = datetime.combine(day, time(chance.randrange(8, 22), place), ZoneInfo(TIME_ZONE))
    first, *others = items
    name = f"#{1000 + place}"
    sent = {"Lineitem fulfillment status": "fulfilled"}
    waiting = {"Lineitem fulfillment status": "pending"} if place == IN_PART else sent
    yield _item_row(name, at, first) | sent | _order_cells(place, at, items)
    for item in others:
        yield _item_row(name, at, item) | waiting


def _item_row(name: str, at: datetime, item: Item) -> Row:
    return {
        "Name": name,
        "Email": f"guest{name[1:]}@example.org",
        "Created at": _moment(at),
        "Lineitem quantity": str(item.quantity),
        "Lineitem name": item.good.name,
        "Lineitem price": item.good.shelf_price.decimal,
        # Spreadsheets take an apostrophe for the promise that this is a text.
        "Lineitem sku": f"'{item.good.sku}",
        "Lineitem requires shipping": "true",
        "Lineitem taxable": "true",
        "Lineitem discount": "0.00",
    }


def _order_cells(place: int, at: datetime, items: Sequence[Item]) -> Row:
    goods = total_of((item.good.shelf_price.times(item.quantity) for item in items), CURRENCY)
    discount = goods.times(_DISCOUNT.fraction) if place % 4 == 0 else Money.zero(CURRENCY)
    taxes = (goods - discount).times(TAX_RATE.fraction)
    total = goods - discount + taxes + _FREIGHT
    shipped = at + timedelta(days=2)
    paid = {
        "Financial Status": "paid",
        "Paid at": _moment(at + timedelta(minutes=1)),
        "Fulfillment Status": "fulfilled",
        "Fulfilled at": _moment(shipped),
    }
    return {
        **paid,
        "Currency": CURRENCY,
        "Subtotal": (goods - discount).decimal,
        "Shipping": _FREIGHT.decimal,
        "Taxes": taxes.decimal,
        "Total": total.decimal if place != WRONG else goods.decimal,
        "Discount Code": "HELLO5" if discount else "",
        "Discount Amount": discount.decimal,
        "Shipping Name": f"Guest {place}",
        "Shipping Phone": f"'+441632960{place:03}",
        "Notes": _NOTE if place % 5 == 0 else "",
        "Refunded Amount": "0.00",
        "Id": str(6097582719000 + place),
        **_changed(place, at, total),
    }


def _changed(place: int, at: datetime, total: Money) -> Row:
    """Return what is different about the few orders that did not go as usual."""
    if place == PENDING:
        waiting = {"Financial Status": "pending", "Paid at": ""}
        return {**waiting, "Fulfillment Status": "unfulfilled", "Fulfilled at": ""}
    if place == CANCELLED:
        gone = {"Financial Status": "refunded", "Refunded Amount": total.decimal}
        unsent = {"Fulfillment Status": "unfulfilled", "Fulfilled at": ""}
        return {**gone, **unsent, "Cancelled at": _moment(at + timedelta(days=1))}
    if place == REFUNDED:
        return {"Financial Status": "partially_refunded", "Refunded Amount": _FREIGHT.decimal}
    if place == IN_PART:
        return {"Fulfillment Status": "partial"}
    return {}


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S %z}"
