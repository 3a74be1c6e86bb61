"""Ask for a discount at an order, and let somebody else approve what is above the own limit.

Who may give how much is said by an offer that is given by hand: each of its versions names roles
with a rate or an amount. The order is priced anew with what was approved, until it is billed.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import Row

from tributary import identity, promotions
from tributary.kernel import Currency, Money, OrderId, Plain, UserId, new_id
from tributary.orders.operations.drafts import faults_of, lock_source
from tributary.orders.operations.merging import merge
from tributary.orders.operations.previewing import trace_of_draft
from tributary.orders.operations.pricing import examine
from tributary.orders.operations.redrafting import redraft
from tributary.orders.rules import (
    DiscountAboveLimit,
    DiscountAskedAlready,
    DiscountDecided,
    DiscountDraft,
    DiscountState,
    DiscountUnavailable,
    DiscountUnknown,
    Fault,
    OrderBilled,
    OrderCancelled,
    OrderFaulty,
    OrderState,
    OrderUnderWay,
    OrderUnknown,
    Source,
)
from tributary.platform import Work
from tributary.promotions import Manual, Offer, Outcome, Reason

_ORDER: Final = """
    SELECT o.id, o.number, o.state, o.currency, o.ordered_on, o.billable_on, o.import_run_id,
           o.goods_minor - o.discount_minor AS net_minor,
           EXISTS (SELECT 1 FROM shipments s WHERE s.brand_id = :brand AND s.order_id = o.id)
             AS is_under_way
    FROM orders o WHERE o.brand_id = :brand AND o.id = :id FOR UPDATE
"""

_REQUEST: Final = """
    SELECT id, order_id, offer_code, state, asked_by FROM discount_requests
    WHERE brand_id = :brand AND id = :id FOR UPDATE
"""

_INSERT: Final = """
    INSERT INTO discount_requests (brand_id, id, order_id, position, offer_code, amount_minor,
                                   currency, reason, state, role, asked_by, asked_at)
    VALUES (:brand, :id, :order, :position, :offer, :amount, :currency, :reason, :state, :role,
            :person, :now)
"""


async def ask_discount(
    work: Work, source: Source, *, order_id: OrderId, draft: DiscountDraft
) -> UUID:
    """Ask for a discount at an order; within the own limit the order is priced with it at once.

    Refuses:
        PersonMissing: nobody in particular asks.
        OrderUnknown: there is no such order.
        OrderBilled: it is billed; a return takes back what was billed.
        OrderCancelled: it is cancelled.
        OrderUnderWay: part of it is announced or has left.
        DiscountAskedAlready: a request for it waits or was approved.
        DiscountUnavailable: no offer by hand is for it, or it takes nothing off.
    """
    draft.require_sound()
    person = identity.acting_person(work)
    await lock_source(work, source, alone=False)
    order = await _changeable(work, order_id)
    await _require_first(work, order)
    offer = await _by_hand(work, order, draft.amount)
    request_id = new_id()
    await work.run(
        _INSERT,
        brand=work.brand_id,
        id=request_id,
        order=order_id,
        position=draft.position,
        offer=offer.code,
        amount=draft.amount.minor,
        currency=draft.amount.currency,
        reason=draft.reason.strip(),
        state=DiscountState.APPROVED.value,
        role=await _role_of(work, offer, order, person),
        person=person,
        now=work.opened_at,
    )
    is_within = await _price(work, source, order, offer.code)
    if is_within:
        await merge(work, source, batch_id=new_id(), import_run_id=order.import_run_id)
    else:
        await _set(work, request_id, state=DiscountState.WAITING)
    state = DiscountState.APPROVED if is_within else DiscountState.WAITING
    await work.audit(
        "orders.ask_discount",
        subject="order",
        subject_id=order_id,
        after={"amount": str(draft.amount), "position": draft.position, "state": state.value},
        reason=draft.reason.strip(),
    )
    return request_id


async def approve_discount(work: Work, source: Source, *, request_id: UUID) -> OrderId:
    """Approve a discount that somebody else asked for; the order is priced with it.

    Refuses:
        PersonMissing: nobody in particular asks.
        DiscountUnknown: there is no such request.
        DiscountDecided: it was approved or refused already.
        SecondPersonMissing: whoever asked for it approves it, or somebody on their behalf.
        DiscountAboveLimit: it is more than whoever approves may give.
        DiscountUnavailable: no offer by hand is for it any more.
        OrderBilled: the order was billed meanwhile.
        OrderCancelled: the order was cancelled meanwhile.
        OrderUnderWay: part of the order is announced or has left.
    """
    person = identity.acting_person(work)
    await lock_source(work, source, alone=False)
    request = await _request(work, request_id)
    if request.state != DiscountState.WAITING.value:
        raise DiscountDecided(f"The request was {request.state} already.")
    identity.require_second_person(request.asked_by, (person, work.actor.on_behalf_of))
    order = await _changeable(work, OrderId(request.order_id))
    offer = await _by_hand(work, order, Money(1, order.currency), request.offer_code)
    await _set(
        work,
        request_id,
        state=DiscountState.APPROVED,
        by=person,
        role=await _role_of(work, offer, order, person),
    )
    if not await _price(work, source, order, offer.code):
        raise DiscountAboveLimit(
            f"What is asked for at order {order.number} is more than you may give."
        )
    await merge(work, source, batch_id=new_id(), import_run_id=order.import_run_id)
    await work.audit("orders.approve_discount", subject="order", subject_id=order.id)
    return OrderId(order.id)


async def refuse_discount(work: Work, source: Source, *, request_id: UUID, reason: str) -> OrderId:
    """Refuse a discount; one that was approved is taken off the order again until it is billed.

    Refuses:
        PersonMissing: nobody in particular asks.
        DiscountUnknown: there is no such request.
        DiscountDecided: it was refused already.
        OrderBilled: it was approved and the order is billed with it.
        OrderUnderWay: it was approved and part of the order is announced or has left.
    """
    person = identity.acting_person(work)
    await lock_source(work, source, alone=False)
    request = await _request(work, request_id)
    if request.state == DiscountState.REFUSED.value:
        raise DiscountDecided("The request was refused already.")
    order_id = OrderId(request.order_id)
    await _set(
        work, request_id, state=DiscountState.REFUSED, by=person, answer=reason.strip() or None
    )
    if request.state == DiscountState.APPROVED.value:
        order = await _changeable(work, order_id)
        await _examine(work, source, order)
        await merge(work, source, batch_id=new_id(), import_run_id=order.import_run_id)
    await work.audit(
        "orders.refuse_discount",
        subject="order",
        subject_id=order_id,
        before={"state": request.state},
        reason=reason.strip() or None,
    )
    return order_id


async def _changeable(work: Work, order_id: OrderId) -> Row[Any]:
    rows = await work.rows(_ORDER, brand=work.brand_id, id=order_id)
    if not rows:
        raise OrderUnknown(f"There is no order {order_id}.")
    order = rows[0]
    if order.billable_on is not None:
        raise OrderBilled(f"Order {order.number} is billed at the price that it has.")
    if order.state == OrderState.CANCELLED.value:
        raise OrderCancelled(f"Order {order.number} is cancelled.")
    if order.is_under_way:
        raise OrderUnderWay(f"Part of order {order.number} is announced or has left already.")
    return order


async def _require_first(work: Work, order: Row[Any]) -> None:
    rows = await work.rows(
        "SELECT state FROM discount_requests WHERE brand_id = :brand AND order_id = :order "
        "AND state <> 'refused'",
        brand=work.brand_id,
        order=order.id,
    )
    if rows:
        raise DiscountAskedAlready(
            f"A discount was asked for at order {order.number} already; it is {rows[0].state}."
        )


async def _by_hand(work: Work, order: Row[Any], amount: Money, code: str | None = None) -> Offer:
    """Return the offer that says who may give how much at such an order."""
    day = order.ordered_on
    found = [
        each
        for each in await promotions.offers_between(work.session, work.brand_id, day, day)
        if isinstance(each.rule.terms, Manual)
        and each.rule.currency == order.currency
        and code in (None, each.code)
    ]
    if not found or amount.currency != order.currency:
        raise DiscountUnavailable(
            f"No offer by hand in {amount.currency} was in force for order {order.number}."
        )
    return found[0]


async def _role_of(work: Work, offer: Offer, order: Row[Any], person: UUID) -> str:
    terms = cast("Manual", offer.rule.terms)
    held = await identity.roles_of(work.session, work.brand_id, UserId(person))
    goods = Money(order.net_minor, Currency(order.currency))
    return terms.best_role([role.value for role in held], goods)


async def _price(work: Work, source: Source, order: Row[Any], offer_code: str) -> bool:
    """Price the drafts of the order; tell whether the discount is within the limits.

    Refuses:
        DiscountUnavailable: it is not to be had whoever gives it.
    """
    await _examine(work, source, order)
    step = _step_of(await trace_of_draft(work, OrderId(order.id)), offer_code)
    if step is None:
        raise DiscountUnavailable(f"Offer {offer_code} is not for order {order.number}.")
    if step["outcome"] == Outcome.APPLIED.value:
        return True
    if step["reason"] == Reason.LIMIT_EXCEEDED.value:
        asked = Money.of(str(cast("Mapping[str, str]", step["figures"])["asked"]), order.currency)
        if asked > Money.of(str(step["before"]), order.currency):
            raise DiscountUnavailable(f"{asked} is more than the {step['before']} of the goods.")
        return False
    raise DiscountUnavailable(f"Offer {offer_code} is not to be had here: {step['reason']}.")


def _step_of(trace: Mapping[str, Plain] | None, offer_code: str) -> Mapping[str, Plain] | None:
    steps = cast("Sequence[Mapping[str, Plain]]", trace["steps"]) if trace else ()
    return next((each for each in steps if each["offer_code"] == offer_code), None)


async def _examine(work: Work, source: Source, order: Row[Any]) -> None:
    await redraft(work, OrderId(order.id))
    await examine(work, source)
    faults = [Fault(*fault) for fault in await faults_of(work)]
    if faults:
        shown = " ".join(f"Line {fault.row_number}: {fault}" for fault in faults[:3])
        raise OrderFaulty(f"Order {order.number} cannot be priced again. {shown}")


async def _request(work: Work, request_id: UUID) -> Row[Any]:
    rows = await work.rows(_REQUEST, brand=work.brand_id, id=request_id)
    if not rows:
        raise DiscountUnknown("There is no such request for a discount.")
    return rows[0]


async def _set(
    work: Work,
    request_id: UUID,
    *,
    state: DiscountState,
    by: UUID | None = None,
    role: str | None = None,
    answer: str | None = None,
) -> None:
    await work.run(
        "UPDATE discount_requests SET state = :state, decided_by = :by, decided_role = :role, "
        "decided_at = CASE WHEN CAST(:by AS uuid) IS NOT NULL THEN CAST(:now AS timestamptz) END, "
        "answer = :answer WHERE brand_id = :brand AND id = :id",
        brand=work.brand_id,
        id=request_id,
        state=state.value,
        by=by,
        role=role,
        answer=answer,
        now=work.opened_at,
    )
