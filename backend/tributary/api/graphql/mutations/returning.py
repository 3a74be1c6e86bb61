"""Taking orders back: cancelled before they are billed, returned in part after."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Final, cast

import strawberry

from tributary import orders
from tributary.api.graphql.mutations.tracing import TraceStep, steps_of
from tributary.api.graphql.mutations.words import (
    ID,
    KEY,
    Hands,
    MoneyType,
    Refused,
    input_type,
    key_of,
    optional,
    payload,
    said,
)
from tributary.api.graphql.refs import OrderRef, ReturnRef
from tributary.kernel import OrderId, Plain
from tributary.orders import ReturnedLine

REFERENCE_MAX: Final = 100


@input_type
class ReturnedLineInput:
    """So many units of one line of the order."""

    position: int = said("Which line, by its place in the order.")
    quantity: int = said("How many units, 1 or more, as many as are left at most.")


@input_type
class PreviewReturnInput:
    """Units of an order that may come back."""

    order_id: ID = said("Which order.")
    lines: list[ReturnedLineInput] = said("What would come back.")


@payload
class ReturnPreviewLine:
    """What a return would give back of one line."""

    position: int = said("Its place in the order, from 1.")
    sku: str = said("The product.")
    name: str = said("What it is called.")
    quantity: int = said("How many units; none where only money of an earlier return goes back.")
    net: MoneyType = said("What is given back of it, net of tax.")
    tax: MoneyType = said("VAT.")


@payload
class ReturnPreview:
    """What a return would give back if it were booked now."""

    share: MoneyType = said("What was paid for exactly these units, net of tax.")
    taken: MoneyType = said(
        "What offers keep of it, as what stays loses its discount; below zero where what was kept"
        " goes back."
    )
    net: MoneyType = said("What is given back, net of tax.")
    tax: MoneyType = said("VAT.")
    total: MoneyType = said("What is given back in all.")
    charged_net: MoneyType = said(
        "What is charged beside it as an open item, net of tax, as what stays loses its discount;"
        " below zero where an earlier charge is taken back."
    )
    charged_tax: MoneyType = said("VAT on that.")
    charged: MoneyType = said("What is charged beside it in all.")
    lines: list[ReturnPreviewLine] = said("By line.")
    is_restated: bool = said("Whether what stays was priced again, as an offer asks for.")
    steps: list[TraceStep] = said(
        "How the offers that the order had price what stays; none where nothing was."
    )


PreviewReturnResult = Annotated[
    ReturnPreview | Refused,
    strawberry.union("PreviewReturnResult", description="What a return would give back."),
]


@input_type
class BookReturnInput:
    """Units of an order that came back."""

    idempotency_key: ID = said(KEY)
    order_id: ID = said("Which order.")
    reference: str = said("What the return is called, once for the order.")
    lines: list[ReturnedLineInput] = said("What came back.")
    returned_on: date | None = optional("The day it came back; today if unsaid.")


@payload
class BookedReturn:
    """The return is booked."""

    booked: ReturnRef | None = said("The return.")
    order: OrderRef | None = said("Its order as it is now.")


BookReturnResult = Annotated[
    BookedReturn | Refused,
    strawberry.union("BookReturnResult", description="What became of a return to be booked."),
]


@input_type
class CancelOrderInput:
    """An order that is not to be."""

    idempotency_key: ID = said(KEY)
    order_id: ID = said("Which order.")
    reason: str = said("Why; it is kept.")


@payload
class CancelledOrder:
    """The order is cancelled, and what it took of offers is free again."""

    order: OrderRef | None = said("The order.")


CancelOrderResult = Annotated[
    CancelledOrder | Refused,
    strawberry.union("CancelOrderResult", description="What became of an order to be cancelled."),
]


async def preview_return(hands: Hands, given: PreviewReturnInput) -> Mapping[str, object]:
    """Say what units of an order would give back if they came back today; nothing is written."""
    preview = await orders.preview_return(
        hands.work,
        order_id=await _order_of(hands, given.order_id),
        on=hands.viewer.today,
        lines=_lines(given.lines),
    )
    of_line = ("position", "sku", "name", "quantity", "net", "tax")
    trace = preview.trace or {}
    rest = cast("Mapping[str, Plain] | None", trace.get("rest"))
    had = cast("Sequence[Mapping[str, Plain]]", trace.get("applied", ()))
    applied = {(each["offer_code"], each["version"]) for each in had}
    return {
        "share": preview.share,
        "taken": preview.share - preview.net,
        **{name: getattr(preview, name) for name in ("net", "tax", "total")},
        "charged_net": preview.charged,
        "charged_tax": preview.charged_tax,
        "charged": preview.charged + preview.charged_tax,
        "lines": [{name: getattr(line, name) for name in of_line} for line in preview.lines],
        "is_restated": rest is not None,
        "steps": [
            step
            for step in steps_of(rest, is_buyer=False)
            if (step["rule"], step["version"]) in applied
        ],
    }


async def book_return(hands: Hands, given: BookReturnInput) -> Mapping[str, object]:
    """Take units of a billed order back."""
    today = hands.viewer.today
    returned_on = given.returned_on or today
    if returned_on > today:
        raise orders.ReturnFaulty(
            f"Nothing has come back on {returned_on} yet: say a day till now."
        )
    order_id = await _order_of(hands, given.order_id)
    return_id = await orders.book_return(
        hands.work,
        order_id=order_id,
        return_ref=_reference(given.reference),
        returned_on=returned_on,
        lines=_lines(given.lines),
    )
    return {"booked": return_id, "order": order_id}


async def cancel_order(hands: Hands, given: CancelOrderInput) -> Mapping[str, object]:
    """Cancel an order that is not billed and of which nothing is under way."""
    order_id = await _order_of(hands, given.order_id)
    await orders.cancel(hands.work, order_id=order_id, reason=given.reason)
    return {"order": order_id}


async def _order_of(hands: Hands, given: str) -> OrderId:
    order_id = OrderId(key_of("Order", given))
    if await hands.hides("Order", order_id):
        raise orders.OrderUnknown(f"There is no order {order_id}.")
    return order_id


def _reference(given: str) -> str:
    if not given.strip() or len(given) > REFERENCE_MAX:
        raise orders.ReturnFaulty(f"A return is called something of 1 to {REFERENCE_MAX} letters.")
    return given.strip()


def _lines(given: list[ReturnedLineInput]) -> list[ReturnedLine]:
    if any(line.quantity < 1 for line in given):
        raise orders.ReturnFaulty("One unit or more of each line comes back.")
    if len({line.position for line in given}) < len(given):
        raise orders.ReturnFaulty("No line is named twice: say once how many of it come back.")
    return [ReturnedLine(line.position, line.quantity) for line in given]
