"""Asking for a discount at an order, approving and refusing it."""

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

import strawberry

from tributary import channels, orders
from tributary.api.graphql.mutations.words import (
    ID,
    KEY,
    Hands,
    MoneyInput,
    Refused,
    input_type,
    key_of,
    money_of,
    optional,
    payload,
    said,
)
from tributary.api.graphql.refs import DiscountRequestRef, OrderRef
from tributary.kernel import OrderId
from tributary.orders import DiscountDraft, Source


@input_type
class AskDiscountInput:
    """A discount on an order that is not billed."""

    idempotency_key: ID = said(KEY)
    order_id: ID = said("On which order.")
    amount: MoneyInput = said("What is to be taken off, net of tax.")
    reason: str = said("Why; it is kept, and the order's trace says it.")
    position: int | None = optional("The line, by its place; the whole order if unsaid.")


@payload
class AskedDiscount:
    """Within the own limit the order has it; above it somebody else has to approve it."""

    request: DiscountRequestRef | None = said("The request.")
    order: OrderRef | None = said("Its order as it is now.")


AskDiscountResult = Annotated[
    AskedDiscount | Refused,
    strawberry.union("AskDiscountResult", description="What became of a discount asked for."),
]


@input_type
class ApproveDiscountInput:
    """A discount that somebody else asked for."""

    idempotency_key: ID = said(KEY)
    request_id: ID = said("Which request.")


@payload
class ApprovedDiscount:
    """The order is priced with it."""

    request: DiscountRequestRef | None = said("The request.")
    order: OrderRef | None = said("Its order as it is now.")


ApproveDiscountResult = Annotated[
    ApprovedDiscount | Refused,
    strawberry.union("ApproveDiscountResult", description="What became of an approval."),
]


@input_type
class RefuseDiscountInput:
    """A discount that is not given, or taken off the order again."""

    idempotency_key: ID = said(KEY)
    request_id: ID = said("Which request.")
    reason: str = said("Why not.")


@payload
class RefusedDiscount:
    """The order is priced without it."""

    request: DiscountRequestRef | None = said("The request.")
    order: OrderRef | None = said("Its order as it is now.")


RefuseDiscountResult = Annotated[
    RefusedDiscount | Refused,
    strawberry.union("RefuseDiscountResult", description="What became of a refusal."),
]


async def ask_discount(hands: Hands, given: AskDiscountInput) -> Mapping[str, object]:
    """Ask for a discount at an order."""
    order_id = OrderId(key_of("Order", given.order_id))
    if await hands.hides("Order", order_id):
        raise orders.OrderUnknown(f"There is no order {order_id}.")
    draft = DiscountDraft(money_of(given.amount), given.reason, given.position)
    request_id = await orders.ask_discount(
        hands.work, await _source(hands, order_id), order_id=order_id, draft=draft
    )
    return {"request": request_id, "order": order_id}


async def approve_discount(hands: Hands, given: ApproveDiscountInput) -> Mapping[str, object]:
    """Approve a discount that somebody else asked for."""
    request_id, source = await _asked(hands, given.request_id)
    order_id = await orders.approve_discount(hands.work, source, request_id=request_id)
    return {"request": request_id, "order": order_id}


async def refuse_discount(hands: Hands, given: RefuseDiscountInput) -> Mapping[str, object]:
    """Refuse a discount, or take it off an order that is not billed."""
    request_id, source = await _asked(hands, given.request_id)
    order_id = await orders.refuse_discount(
        hands.work, source, request_id=request_id, reason=given.reason
    )
    return {"request": request_id, "order": order_id}


async def _asked(hands: Hands, given: str) -> tuple[UUID, Source]:
    request_id = key_of("DiscountRequest", given)
    if await hands.hides("DiscountRequest", request_id):
        raise orders.DiscountUnknown("There is no such request for a discount.")
    work = hands.work
    order_id = await orders.order_of_discount(work.session, work.brand_id, request_id)
    return request_id, await _source(hands, order_id)


async def _source(hands: Hands, order_id: OrderId) -> Source:
    work = hands.work
    return await channels.source_of_order(work.session, work.brand_id, order_id)
