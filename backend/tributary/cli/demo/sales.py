"""Three months of sales of the demo brand, the same ones whenever they are made."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from tributary.cli.demo.goods import GOODS, Good
from tributary.cli.demo.people import DISTRIBUTORS, TIME_ZONE
from tributary.kernel import Period

SEED: Final = 20260801
MONTHS: Final = 3

WHOLESALE: Final = "wholesale"
DROPSHIP: Final = "muyun-dropship"
SHOP: Final = "shop"
PARTNER_SHOP: Final = "yongcheng-shop"
CASCADE: Final = "yinzhou-dropship"
AGENCY: Final = "longtang-live"
OVERSEAS: Final = "overseas"
"""A young shop of the brand; its one file is the export of the last month."""

DROPSHIPPER: Final = "T101"
"""Whose consumers' orders come by the drop-ship file."""
SHOPKEEPER: Final = "T201"
"""Whose own web shop we ship for."""
CASCADER: Final = "ST01"
"""Who drop-ships and owes the one above it, as everybody in its chain does."""
CASCADE_CREDITORS: Final = ("T201", "T101", "GA01")
"""Who stands above it."""
AGENT: Final = "T103"
"""Who sells our goods live, for commission: the consumers pay us."""

SHARES: Final[Mapping[str, int]] = {
    WHOLESALE: 52,
    DROPSHIP: 13,
    SHOP: 17,
    PARTNER_SHOP: 10,
    CASCADE: 4,
    AGENCY: 4,
}
"""Percent of all orders by channel."""

GROWTH: Final = (30, 33, 37)
"""Percent of all orders by month."""

LATE: Final = 3
"""How many orders of the first month reach us only in the second, after it was settled."""

RETURNED: Final[Mapping[str, int]] = {
    WHOLESALE: 3,
    DROPSHIP: 1,
    SHOP: 1,
    PARTNER_SHOP: 1,
    CASCADE: 1,
    AGENCY: 1,
}
"""How many orders come back, all or in part, in each of the last two months."""

_QUANTITIES: Final[Mapping[str, tuple[int, int]]] = {
    "GA": (6, 24),
    "T1": (4, 14),
    "T2": (2, 8),
    "ST": (1, 4),
}
_EAGERNESS: Final[Mapping[str, int]] = {"GA": 6, "T1": 5, "T2": 4, "ST": 3}


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a sale."""

    good: Good
    quantity: int


@dataclass(frozen=True, slots=True)
class Sale:
    """One order before anybody wrote it into a file."""

    number: str
    channel: str
    ordered_at: datetime
    shipped_on: date
    distributor: str | None
    items: Sequence[Item]

    @property
    def ordered_on(self) -> date:
        """The business day of the order."""
        return self.ordered_at.date()


@dataclass(frozen=True, slots=True)
class Comeback:
    """Goods of a sale that came back."""

    number: str
    sale: Sale
    returned_on: date
    quantity: int
    """Units of the first line; the rest was kept."""


@dataclass(frozen=True, slots=True)
class Month:
    """What each channel reports for one month."""

    period: Period
    sales: Mapping[str, Sequence[Sale]]
    late: Sequence[Sale] = ()
    comebacks: Mapping[str, Sequence[Comeback]] = field(
        default_factory=dict[str, Sequence[Comeback]]
    )


def months_before(today: date) -> list[Period]:
    """Return the full months before a day's own, the earliest first.

    >>> [str(month) for month in months_before(date(2026, 2, 14))]
    ['2025-11', '2025-12', '2026-01']
    """
    months: list[Period] = []
    end = today.replace(day=1)
    for _ in range(MONTHS):
        last = end - timedelta(days=1)
        months.insert(0, Period.month(last.year, last.month))
        end = last.replace(day=1)
    return months


def sales_of(months: Sequence[Period], orders: int) -> list[Month]:
    """Return about that many sales, spread over months and channels, with what comes back."""
    chance = Random(SEED)  # noqa: S311  Believable, not secret.
    made: list[Month] = []
    before: Month | None = None
    kept_back: Sequence[Sale] = ()
    for place, period in enumerate(months):
        sales = {
            channel: _sales(chance, channel, period, _count(orders, place, share))
            for channel, share in SHARES.items()
        }
        late: Sequence[Sale] = ()
        if place == 0:
            first_month = sales[WHOLESALE]
            sales[WHOLESALE] = first_month[:-LATE]
            kept_back = first_month[-LATE:]
        elif place == 1:
            late = kept_back
        comebacks = {} if before is None else _comebacks(chance, before, period)
        before = Month(period, sales, late, comebacks)
        made.append(before)
    return made


def _count(orders: int, month: int, share: int) -> int:
    return max(LATE + 3, orders * GROWTH[month] * share // 10_000)


def _sales(chance: Random, channel: str, period: Period, count: int) -> list[Sale]:
    days = (period.end - period.start).days
    offsets = sorted(chance.choices(range(days), k=count))
    buyers = _buyers(chance, channel, count)
    sales: list[Sale] = []
    for place, offset in enumerate(offsets, start=1):
        on = period.start + timedelta(days=offset)
        at = time(chance.randrange(8, 22), chance.randrange(60), chance.randrange(60))
        distributor = buyers[place - 1]
        shipped_on = min(on + timedelta(days=chance.randrange(1, 4)), period.last)
        sales.append(
            Sale(
                number=f"{_PREFIXES[channel]}{period.start:%y%m}{place:04d}",
                channel=channel,
                ordered_at=datetime.combine(on, at, ZoneInfo(TIME_ZONE)),
                shipped_on=shipped_on,
                distributor=distributor,
                items=tuple(_items(chance, channel, distributor)),
            )
        )
    return sales


_PREFIXES: Final[Mapping[str, str]] = {
    WHOLESALE: "QL",
    DROPSHIP: "MY",
    SHOP: "1",
    PARTNER_SHOP: "2",
    CASCADE: "YZ",
    AGENCY: "3",
}
"""A web shop counts in whole numbers."""


_SELLERS: Final[Mapping[str, str]] = {
    DROPSHIP: DROPSHIPPER,
    PARTNER_SHOP: SHOPKEEPER,
    CASCADE: CASCADER,
    AGENCY: AGENT,
}


def _buyers(chance: Random, channel: str, count: int) -> list[str | None]:
    """Return who stands behind each order; at the order desk everybody does once, if it can be."""
    if channel != WHOLESALE:
        return [_SELLERS.get(channel)] * count
    codes = [each.code for each in DISTRIBUTORS]
    faithful = codes if count >= len(codes) else []
    weights = [_EAGERNESS[each.grade] for each in DISTRIBUTORS]
    buyers = faithful + chance.choices(codes, weights, k=count - len(faithful))
    return chance.sample(buyers, count)


def _items(chance: Random, channel: str, distributor: str | None) -> Iterator[Item]:
    is_wholesale = channel == WHOLESALE and distributor is not None
    fewest, most = _QUANTITIES[(distributor or "")[:2]] if is_wholesale else (1, 2)
    for good in chance.sample(GOODS, chance.choices((1, 2, 3, 4), (40, 30, 20, 10))[0]):
        yield Item(good, chance.randint(fewest, most))


def _comebacks(chance: Random, before: Month, period: Period) -> dict[str, Sequence[Comeback]]:
    """Return what comes back in a month of what was sold in the month before."""
    comebacks: dict[str, Sequence[Comeback]] = {}
    for channel, count in RETURNED.items():
        chosen = chance.sample(list(before.sales[channel]), count)
        comebacks[channel] = [
            Comeback(
                number=f"R-{sale.number}",
                sale=sale,
                returned_on=period.start + timedelta(days=chance.randrange(2, 12)),
                quantity=chance.randint(1, sale.items[0].quantity),
            )
            for sale in chosen
        ]
    return comebacks
