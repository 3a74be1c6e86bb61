"""Exports of a Shopify shop, written by hand."""

import csv
from io import StringIO

COLUMNS = [
    "Name",
    "Email",
    "Financial Status",
    "Fulfillment Status",
    "Fulfilled at",
    "Currency",
    "Subtotal",
    "Shipping",
    "Taxes",
    "Total",
    "Discount Amount",
    "Created at",
    "Lineitem quantity",
    "Lineitem name",
    "Lineitem price",
    "Lineitem sku",
    "Lineitem taxable",
    "Lineitem fulfillment status",
    "Lineitem discount",
    "Notes",
    "Cancelled at",
    "Refunded Amount",
]

PLAIN = {
    "Name": "#1",
    "Email": "ada@example.org",
    "Financial Status": "paid",
    "Currency": "CNY",
    "Subtotal": "100.00",
    "Shipping": "0.00",
    "Taxes": "0.00",
    "Total": "100.00",
    "Created at": "2026-01-10 09:30:00 +0800",
    "Lineitem quantity": "1",
    "Lineitem name": "Tea",
    "Lineitem price": "100.00",
    "Lineitem sku": "TEA",
    "Lineitem taxable": "true",
}


def order(**changes: str) -> dict[str, str]:
    return PLAIN | {name.replace("_", " "): text for name, text in changes.items()}


def item(name: str = "#1", **changes: str) -> dict[str, str]:
    plain = {"Name": name, "Created at": PLAIN["Created at"], "Lineitem taxable": "true"}
    return plain | {column.replace("_", " "): text for column, text in changes.items()}


def line(quantity: str, price: str, sku: str, taxable: str = "true") -> dict[str, str]:
    return {
        "Lineitem_quantity": quantity,
        "Lineitem_price": price,
        "Lineitem_sku": sku,
        "Lineitem_name": sku.title(),
        "Lineitem_taxable": taxable,
    }


def export(*rows: dict[str, str]) -> str:
    text = StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
