"""The CSV files of the demo: what the brand's order desk and a drop-shipper export."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from tributary.cli.demo.goods import CURRENCY, TAX_RATE
from tributary.cli.demo.parcels import parcels_of
from tributary.cli.demo.sales import CASCADE, DROPSHIP, WHOLESALE, Comeback, Item, Month, Sale
from tributary.kernel import Money

Row = dict[str, str]

ORDER_DESK: Final = {
    "order": "订单号",
    "ordered": "下单时间",
    "shipped": "发货日期",
    "carrier": "快递公司",
    "tracking": "快递单号",
    "delivered": "签收日期",
    "distributor": "经销商编码",
    "currency": "币种",
    "sku": "商品编码",
    "name": "商品名称",
    "quantity": "数量",
    "price": "单价(元)",
    "discount": "折扣金额",
    "return": "退货单号",
    "returned": "退货日期",
}
DROPSHIPPER: Final = {
    "order": "order_no",
    "ordered": "ordered_at",
    "shipped": "shipped_on",
    "carrier": "carrier",
    "tracking": "tracking_number",
    "delivered": "delivered_on",
    "currency": "currency",
    "freight": "freight",
    "sku": "sku",
    "name": "name",
    "quantity": "quantity",
    "price": "unit_price",
    "return": "return_no",
    "returned": "returned_on",
}

HEADINGS: Final[Mapping[str, Mapping[str, str]]] = {
    WHOLESALE: ORDER_DESK,
    DROPSHIP: DROPSHIPPER,
    CASCADE: DROPSHIPPER,
}

FREIGHT: Final = Money.of("18", CURRENCY)
DISCOUNT_FROM: Final = 15
"""From this many pieces of one product on, two percent are taken off."""


def rows_of(month: Month, channel: str, *, is_open: bool) -> list[Row]:
    """Return a month of a channel as rows: orders, then late ones, then returns."""
    sales = [*month.sales[channel], *(sale for sale in month.late if sale.channel == channel)]
    rows = [row for sale in sales for row in sale_rows(sale, is_open=is_open)]
    rows += [_comeback_row(each) for each in month.comebacks.get(channel, ())]
    return rows


def sale_rows(sale: Sale, *, is_open: bool = False) -> Iterator[Row]:
    """Yield one row per line of an order; in a month that is open some are still under way."""
    parcels = parcels_of(sale, is_open=is_open)
    for item, parcel in zip(sale.items, parcels, strict=True):
        row = {
            "order": sale.number,
            "ordered": f"{sale.ordered_at:%Y-%m-%d %H:%M:%S}",
            "shipped": str(parcel.shipped_on),
            "carrier": parcel.carrier,
            "tracking": parcel.tracking_number,
            "delivered": str(parcel.delivered_on or ""),
            "currency": CURRENCY,
            "sku": item.good.sku,
            "name": item.good.name,
            "quantity": str(item.quantity),
        }
        if sale.channel == WHOLESALE:
            row |= _wholesale_terms(sale.distributor or "", item)
        else:
            row |= {"price": _consumer_price(item), "freight": FREIGHT.decimal}
        yield row


def _wholesale_terms(distributor: str, item: Item) -> Row:
    price = item.good.price_for(distributor[:2])
    row = {"distributor": distributor, "price": price.decimal}
    if item.quantity >= DISCOUNT_FROM:
        goods = price.times(item.quantity)
        row["discount"] = Money(goods.minor // 5_000 * 100, goods.currency).decimal
    return row


def _consumer_price(item: Item) -> str:
    net = item.good.shelf_price
    return (net + net.times(TAX_RATE.fraction)).decimal


def _comeback_row(comeback: Comeback) -> Row:
    """Return the row of goods that came back: the order's first line, some pieces of it."""
    (first, *_) = sale_rows(comeback.sale)
    kept = ("order", "ordered", "shipped", "distributor", "currency", "freight", "sku", "name")
    return {key: first[key] for key in kept if key in first} | {
        "quantity": str(comeback.quantity),
        "return": comeback.number,
        "returned": str(comeback.returned_on),
    }


def written(rows: Sequence[Row], channel: str) -> str:
    """Return rows as CSV text under the headings of a channel."""
    headings = HEADINGS[channel]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headings.values())
    writer.writerows([row.get(key, "") for key in headings] for row in rows)
    return text.getvalue()
