"""Place a single order that came by no file: at the order desk, or in a channel that is named."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import Final

from tributary import identity, orders, parties
from tributary.catalog import DuplicateCode
from tributary.channels import queries
from tributary.channels.model import Channel
from tributary.channels.operations.opening import open_channel
from tributary.channels.queries import ChannelUnknown
from tributary.kernel import ChannelId, OrderId, PartyId, Refusal, new_id
from tributary.orders import (
    BillingTrigger,
    LineDraft,
    OrderDraft,
    OrderKind,
    OrderPreview,
    Source,
)
from tributary.platform import Work

DESK_CODE: Final = "direct"
"""The channel of orders that people place by hand; it is opened with the first of them."""

LINES_MAX: Final = 500
QUANTITY_MAX: Final = 999_999_999

_REFERENCE: Final = re.compile(
    r"[^\s/\x00-\x1f\x7f](?:[^/\x00-\x1f\x7f]{0,58}[^\s/\x00-\x1f\x7f])?"
)


class BuyerUnknown(Refusal):
    """There is no such distributor, or it is not yours to order for.

    Choose a distributor of the brand; a distributor's people order for their own company.
    """


class ReferenceInvalid(Refusal):
    """The reference cannot be part of an order's number.

    Use 1 to 60 characters without a slash, without blanks around them.
    """


class ReferenceTaken(Refusal):
    """The buyer has an order of this reference already.

    Look at that order, or choose another reference.
    """


class ChannelTakesFiles(Refusal):
    """Orders of this channel come by its files, or belong to another distributor's shop.

    Import a file, or leave the channel out.
    """


async def place_order(
    work: Work,
    *,
    channel_id: ChannelId | None,
    distributor_id: PartyId,
    reference: str,
    lines: Sequence[LineDraft],
    today: date,
    coupons: Sequence[str] = (),
) -> OrderId:
    """Place a confirmed order at the distributor's prices of the day.

    Its number is the buyer's code and reference, so that no buyer can reach another's order.

    Refuses:
        ReferenceInvalid: the reference cannot stand in a number.
        BuyerUnknown: there is no such distributor.
        ChannelUnknown: there is no such channel.
        ChannelTakesFiles: consumers buy there, or it is another distributor's shop.
        ReferenceTaken: the buyer has an order of this reference.
        UnknownProduct: a SKU is not one of the brand's.
        OrderFaulty: the lines, the ladder or an amount do not allow it.
        CouponRefused: a coupon does not count for the order.
        OfferUsedUp: what offers promised it is gone.
    """
    if _REFERENCE.fullmatch(reference) is None:
        raise ReferenceInvalid(f"{reference!r} cannot be a reference: 1 to 60 characters, no /.")
    _require_few(lines)
    number = f"{await _buyer_code(work, distributor_id)}/{reference}"
    channel = await _channel(work, channel_id, distributor_id)
    source = queries.source_of(channel)
    await _require_new(work, orders.order_id_of(work.brand_id, source.channel_id, number), number)
    brand = await identity.brand_of(work.session, work.brand_id)
    draft = OrderDraft(
        external_id=number,
        currency=brand.currency,
        ordered_at=work.opened_at,
        ordered_on=today,
        lines=lines,
        distributor_id=distributor_id,
        coupons=coupons,
    )
    return await orders.place(work, source, draft)


async def preview_order(
    work: Work,
    *,
    channel_id: ChannelId | None,
    distributor_id: PartyId,
    lines: Sequence[LineDraft],
    today: date,
    coupons: Sequence[str] = (),
) -> OrderPreview:
    """Say what an order would cost the distributor today; nothing is written.

    Refuses:
        BuyerUnknown: there is no such distributor.
        ChannelUnknown: there is no such channel.
        ChannelTakesFiles: consumers buy there, or it is another distributor's shop.
        UnknownProduct: a SKU is not one of the brand's.
        OrderFaulty: the lines, the ladder or an amount do not allow it.
        CouponRefused: a coupon does not count for the order.
    """
    _require_few(lines)
    await _buyer_code(work, distributor_id)
    brand = await identity.brand_of(work.session, work.brand_id)
    source = await _source_to_try(work, channel_id, distributor_id)
    draft = OrderDraft(
        external_id=str(new_id()),
        currency=brand.currency,
        ordered_at=work.opened_at,
        ordered_on=today,
        lines=lines,
        distributor_id=distributor_id,
        coupons=coupons,
    )
    return await orders.preview(work, source, draft)


async def _source_to_try(
    work: Work, channel_id: ChannelId | None, distributor_id: PartyId
) -> Source:
    """Return where an order would come from; a desk that nobody used yet is not opened for it."""
    if channel_id is None:
        try:
            await queries.channel_by_code(work.session, work.brand_id, DESK_CODE)
        except ChannelUnknown:
            desk = ChannelId(new_id())
            trigger = BillingTrigger.CONFIRMATION
            return Source(desk, OrderKind.WHOLESALE, trigger, store=DESK_CODE)
    return queries.source_of(await _channel(work, channel_id, distributor_id))


def _require_few(lines: Sequence[LineDraft]) -> None:
    if len(lines) > LINES_MAX:
        raise orders.OrderFaulty(f"An order has at most {LINES_MAX} lines: place several.")
    for line in lines:
        if line.quantity > QUANTITY_MAX:
            raise orders.OrderFaulty(f"{line.quantity} of {line.sku} is more than can be ordered.")


async def _buyer_code(work: Work, distributor_id: PartyId) -> str:
    try:
        party = await parties.party_of(work.session, work.brand_id, distributor_id)
    except parties.UnknownParty as unknown:
        raise BuyerUnknown("There is no such distributor: choose another one.") from unknown
    if party.kind is not parties.PartyKind.DISTRIBUTOR:
        raise BuyerUnknown(f"{party.code} is no distributor: choose one.")
    return party.code


async def _channel(work: Work, channel_id: ChannelId | None, distributor_id: PartyId) -> Channel:
    if channel_id is None:
        channel = await _order_desk(work)
    else:
        channel = await queries.channel_of(work.session, work.brand_id, channel_id)
    is_theirs = channel.distributor_id in (None, distributor_id)
    if channel.order_kind != OrderKind.WHOLESALE or not is_theirs:
        raise ChannelTakesFiles(f"Orders of channel {channel.code} cannot be placed by hand.")
    return channel


async def _order_desk(work: Work) -> Channel:
    """Return the channel of orders by hand; it bills what is confirmed, and they all are."""
    try:
        return await queries.channel_by_code(work.session, work.brand_id, DESK_CODE)
    except ChannelUnknown:
        brand = await identity.brand_of(work.session, work.brand_id)
    # Somebody else's first order may be faster, by this very moment.
    with suppress(DuplicateCode):
        await open_channel(
            work,
            code=DESK_CODE,
            name="Direct orders",
            adapter="csv",
            order_kind=OrderKind.WHOLESALE,
            billing_trigger=BillingTrigger.CONFIRMATION,
            time_zone=brand.time_zone,
        )
    return await queries.channel_by_code(work.session, work.brand_id, DESK_CODE)


async def _require_new(work: Work, order_id: OrderId, number: str) -> None:
    await work.rows(
        "SELECT pg_advisory_xact_lock(hashtextextended('order:' || :id, 0))", id=str(order_id)
    )
    if await orders.order_of(work.session, work.brand_id, order_id) is not None:
        raise ReferenceTaken(f"There is an order {number} already: choose another reference.")
