"""The JSON files of the demo: what two WooCommerce shops answer when asked for their orders."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final

from tributary.cli.demo.goods import CURRENCY, TAX_RATE
from tributary.cli.demo.sales import Comeback, Item, Month, Sale
from tributary.kernel import Money, total_of

ShopOrder = dict[str, Any]

FREE_FREIGHT_FROM: Final = Money.of("600", CURRENCY)
FREIGHT: Final = Money.of("20", CURRENCY)
FREIGHT_TAX: Final = FREIGHT.times(TAX_RATE.fraction)
SHOP_HOUR: Final = time(6)
"""When a shop handles what came back, in UTC: the afternoon in China."""


def orders_of(month: Month, channel: str) -> list[ShopOrder]:
    """Return a month of a shop: its orders, then the refunds of earlier ones."""
    sold = [shop_order(sale) for sale in month.sales[channel]]
    return sold + [_refund(each) for each in month.comebacks.get(channel, ())]


def shop_order(sale: Sale) -> ShopOrder:
    """Return an order as the shop's REST interface tells it."""
    lines = [_line(sale, place, item) for place, item in enumerate(sale.items, start=1)]
    goods = total_of((item.good.shelf_price.times(item.quantity) for item in sale.items), CURRENCY)
    tax = total_of((Money.of(line["total_tax"], CURRENCY) for line in lines), CURRENCY)
    pays_freight = goods < FREE_FREIGHT_FROM
    freight, freight_tax = (
        (FREIGHT, FREIGHT_TAX) if pays_freight else (Money.zero(CURRENCY), Money.zero(CURRENCY))
    )
    paid_at = sale.ordered_at + timedelta(minutes=2)
    return {
        "id": int(sale.number),
        "number": sale.number,
        "status": "completed",
        "currency": CURRENCY,
        "prices_include_tax": False,
        "date_created": f"{sale.ordered_at:%Y-%m-%dT%H:%M:%S}",
        "date_created_gmt": _gmt(sale.ordered_at),
        "date_modified_gmt": _gmt(paid_at),
        "date_paid_gmt": _gmt(paid_at),
        "discount_total": "0.00",
        "discount_tax": "0.00",
        "shipping_total": freight.decimal,
        "shipping_tax": freight_tax.decimal,
        "cart_tax": tax.decimal,
        "total": (goods + tax + freight + freight_tax).decimal,
        "total_tax": (tax + freight_tax).decimal,
        "payment_method": "alipay",
        "payment_method_title": "支付宝",
        "line_items": lines,
        "shipping_lines": [],
        "fee_lines": [],
        "coupon_lines": [],
        "refunds": [],
    }


def _line(sale: Sale, place: int, item: Item) -> ShopOrder:
    goods = item.good.shelf_price.times(item.quantity)
    tax = goods.times(TAX_RATE.fraction)
    return {
        "id": int(sale.number) * 10 + place,
        "name": item.good.name,
        "product_id": int(item.good.sku[-3:]),
        "variation_id": 0,
        "sku": item.good.sku,
        "quantity": item.quantity,
        "price": item.good.shelf_price.decimal,
        "subtotal": goods.decimal,
        "subtotal_tax": tax.decimal,
        "total": goods.decimal,
        "total_tax": tax.decimal,
    }


def _refund(comeback: Comeback) -> ShopOrder:
    """Return what the shop says of goods that came back: some pieces of the first line."""
    sale, item = comeback.sale, comeback.sale.items[0]
    sold = _line(sale, 1, item)
    back = item.good.shelf_price.times(comeback.quantity)
    tax = back.times(TAX_RATE.fraction)
    at = datetime.combine(comeback.returned_on, SHOP_HOUR, UTC)
    refund_id = int(sale.number) * 100
    return {
        "id": refund_id,
        "parent_id": int(sale.number),
        "date_created_gmt": _gmt(at),
        "amount": (back + tax).decimal,
        "reason": "七天无理由退货",
        "line_items": [
            sold
            | {
                "id": refund_id + 1,
                "quantity": -comeback.quantity,
                "subtotal": f"-{back.decimal}",
                "subtotal_tax": f"-{tax.decimal}",
                "total": f"-{back.decimal}",
                "total_tax": f"-{tax.decimal}",
                "meta_data": [{"key": "_refunded_item_id", "value": str(sold["id"])}],
            }
        ],
        "shipping_lines": [],
    }


def written(orders: Sequence[ShopOrder]) -> str:
    """Return orders as the text of a JSON file."""
    return json.dumps(orders, ensure_ascii=False, indent=1)


def _gmt(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"
