"""What is wrong in the files of the demo: about one order in a hundred, no two alike."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import cycle, islice
from random import Random
from typing import Final

from tributary.cli.demo import shops, tables
from tributary.cli.demo.sales import CASCADE, DROPSHIP, SEED, SHARES, WHOLESALE, Month, Sale
from tributary.cli.demo.shops import ShopOrder
from tributary.cli.demo.tables import Row

PER_HUNDRED: Final = 1

ROW_FAULTS: Final[Sequence[Row]] = (
    {"sku": "QL-XX-999"},
    {"quantity": "0"},
    {"quantity": "1_000"},
    {"ordered": "2026-13-40 09:00:00"},
    {"currency": "RMB"},
    {"price": "NaN"},
    {"quantity": "-3"},
    {"quantity": "\N{FULLWIDTH DIGIT TWO}"},
    {"order": ""},
    {"price": "1.288,00"},
    {"quantity": "2.5"},
    {"sku": ""},
)
"""Cells written over the good ones, for both kinds of CSV."""

WHOLESALE_FAULTS: Final[Sequence[Row]] = (
    {"distributor": "T999"},
    {"price": "1.00"},
    {"discount": "999999.00"},
)

SHOP_FAULTS: Final[Sequence[Callable[[ShopOrder], None]]] = (
    lambda order: order.update(total="1.00"),
    lambda order: order["line_items"][0].update(sku="QL-XX-404"),
    lambda order: order.update(currency="XYZ"),
    lambda order: order["line_items"][0].update(quantity=0),
    lambda order: order["line_items"][0].update(total="12,5o"),
    lambda order: order.update(status="teleported"),
)


def faulty_rows(months: Sequence[Month]) -> Mapping[tuple[int, str], list[Row]]:
    """Return the faulty rows by month and channel."""
    found: dict[tuple[int, str], list[Row]] = {}
    chance = Random(SEED)  # noqa: S311  Believable, not secret.
    for channel, kinds in {
        WHOLESALE: (*WHOLESALE_FAULTS, *ROW_FAULTS),
        DROPSHIP: ROW_FAULTS[::-1],
        CASCADE: ROW_FAULTS[3:],
    }.items():
        wrong = cycle(kinds)
        for place, month in enumerate(months):
            rows = (_last_of(sale) for sale in _copies(chance, month, channel))
            found[place, channel] = [row | next(wrong) for row in rows]
    return found


def faulty_orders(months: Sequence[Month]) -> Mapping[tuple[int, str], list[ShopOrder]]:
    """Return the faulty shop orders by month and channel; what is no table is a shop."""
    found: dict[tuple[int, str], list[ShopOrder]] = {}
    chance = Random(SEED)  # noqa: S311  Believable, not secret.
    wrong = cycle(SHOP_FAULTS)
    for channel in SHARES:
        if channel in tables.HEADINGS:
            continue
        for place, month in enumerate(months):
            orders = [shops.shop_order(sale) for sale in _copies(chance, month, channel)]
            for order in orders:
                next(wrong)(order)
            found[place, channel] = orders
    return found


def _copies(chance: Random, month: Month, channel: str) -> Iterator[Sale]:
    """Yield one good sale in a hundred under a number of its own, at least one."""
    sales = month.sales[channel]
    count = max(1, (len(sales) * PER_HUNDRED + 50) // 100)
    for place, sale in enumerate(islice(chance.sample(list(sales), count), count), start=1):
        yield replace(sale, number=f"{sale.number}9{place}")


def _last_of(sale: Sale) -> Row:
    return list(tables.sale_rows(sale))[-1]
