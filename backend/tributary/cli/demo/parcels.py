"""How the goods of the demo travel: by which carrier, under which number, in how many parcels."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from tributary.cli.demo.sales import Item, Sale

CARRIERS: Final = (("顺丰速运", "SF"), ("中通快递", "ZT"), ("德邦物流", "DP"), ("京东物流", "JD"))
"""Names, and how their numbers begin."""

SPLIT_ONE_IN: Final = 5
"""Of the orders with several lines, one in so many leaves in two parcels."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a file says of the parcel that a line is in."""

    carrier: str
    tracking_number: str
    shipped_on: date
    delivered_on: date | None
    """Not yet, while it is under way at the end of the month that is still open."""


def parcels_of(sale: Sale, *, is_open: bool) -> Sequence[Parcel]:
    """Return the parcel of each line; the last one leaves on the day of the sale.

    Args:
        sale: the order, whose number decides: the same parcels whenever it is asked.
        is_open: whether its month was still to be settled when the file was written.
    """
    chance = Random(sale.number)  # noqa: S311  Believable, not secret.
    carrier, prefix = chance.choice(CARRIERS)
    last = _month_end(sale.shipped_on)

    def parcel(shipped_on: date) -> Parcel:
        arrives_on = shipped_on + timedelta(days=chance.randrange(1, 4))
        delivered_on = (None if is_open else last) if arrives_on > last else arrives_on
        number = f"{prefix}{chance.randrange(10**11, 10**12)}"
        return Parcel(carrier, number, shipped_on, delivered_on)

    whole = parcel(sale.shipped_on)
    lines: Sequence[Item] = sale.items
    is_split = len(lines) > 1 and chance.randrange(SPLIT_ONE_IN) == 0
    ahead = sale.shipped_on - timedelta(days=1)
    if not is_split or ahead < sale.ordered_on:
        return [whole] * len(lines)
    return [parcel(ahead), *[whole] * (len(lines) - 1)]


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
