"""Reason codes of the quarantine, each with its sentence for people."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from tributary.orders.rules import MESSAGES as ORDER_MESSAGES

MESSAGES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "missing_field": "{field} is missing. Fill it in.",
        "field_count": (
            "The row has another number of fields than the header: {value}. "
            "Look for a missing delimiter or quotation mark."
        ),
        "quote_unclosed": "A quotation mark of this row is never closed. Close or remove it.",
        "cell_error": "The cell of {field} holds {value}, an error of its formula. Correct it.",
        "formula_uncounted": (
            "The cell of {field} is a formula whose result was not saved. Open the workbook, let "
            "it calculate and save it again."
        ),
        "digits_lost": (
            "{value} is a number of more than 15 digits: the spreadsheet has lost the last ones. "
            "Format the column as text and type it again."
        ),
        "json_unreadable": "The line is not one JSON object: {value}. Correct the line.",
        "field_twice": "Two names of the object mean {field}. Remove one of them.",
        "record_unknown": "This is neither an order nor a refund: it holds {value}.",
        "text_too_long": "{field} is longer than 200 characters.",
        "text_unprintable": "{field} holds control characters. Remove them.",
        "state_unknown": "{value} is not a status an order can have.",
        "date_unreadable": "{value} is not a date. Write it as 2026-01-31 or 2026-01-31 18:30.",
        "delivered_before_shipment": (
            "It would have arrived on {value}, before it left. Correct one of the days."
        ),
        "amount_unreadable": (
            "{value} is not an amount. Write digits with a point, such as 1234.50, and no more "
            "decimals than the currency has."
        ),
        "amount_negative": "{value} is negative. Write a return instead.",
        "quantity_unreadable": "{value} is not a whole quantity.",
        "quantity_not_positive": "A quantity of {value} cannot be ordered. Order 1 or more.",
        "currency_unknown": "{value} is not a currency. Write its ISO 4217 code, such as CNY.",
        "sku_unknown": "There is no product {value}. Register it, or correct the SKU.",
        "distributor_unknown": (
            "There is no distributor {value}. Register it, or correct the code."
        ),
        "header_differs": "{field} is not the same on every line of the order.",
        "duplicate_line": "The same line stands in the file more than once: {value}.",
        "refund_lines_missing": (
            "The order says that {value} was given back, not for which lines. "
            "Import the refund itself: /wp-json/wc/v3/orders/<id>/refunds."
        ),
        "refund_day_missing": (
            "The export says that {value} was given back in all, earlier refunds included, not "
            "when. Fill in the day; take off what was booked before."
        ),
        "cancelled_but_paid": (
            "The order was cancelled, but the {value} that was paid was not given back. Refund it "
            "in the shop, or say by the status whether the order counts."
        ),
        "order_row_missing": (
            "The row that carries order {value} itself is not in the file. Export it again."
        ),
        "order_incomplete": "Another row of this order has a fault: see row {value}.",
        **ORDER_MESSAGES,
    }
)
