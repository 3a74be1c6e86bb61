"""What is asked about channels, their runs and the quarantine."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.channels.model import Channel, ImportRun, QuarantinedRow
from tributary.kernel import BrandId, ChannelId, ImportRunId, OrderId, PartyId, Refusal
from tributary.orders import (
    BillingTrigger,
    OrderKind,
    OrderMode,
    OrderUnknown,
    Source,
    order_of,
)


class ChannelUnknown(Refusal):
    """The brand has no channel of this code.

    Open the channel first, or correct its code.
    """


async def channel_by_code(session: AsyncSession, brand_id: BrandId, code: str) -> Channel:
    """Return the channel of a code.

    Refuses:
        ChannelUnknown: there is none.
    """
    found = await session.scalar(
        select(Channel).where(Channel.brand_id == brand_id, Channel.code == code)
    )
    if found is None:
        raise ChannelUnknown(f"There is no channel {code!r}: open it, or correct the code.")
    return found


async def channel_of(session: AsyncSession, brand_id: BrandId, channel_id: ChannelId) -> Channel:
    """Return a channel by its id.

    Refuses:
        ChannelUnknown: there is none.
    """
    found = await session.get(Channel, (brand_id, channel_id))
    if found is None:
        raise ChannelUnknown("There is no such channel: choose another one.")
    return found


async def channels_of(session: AsyncSession, brand_id: BrandId) -> Sequence[Channel]:
    """Return all channels of a brand by code."""
    found = await session.scalars(
        select(Channel).where(Channel.brand_id == brand_id).order_by(Channel.code)
    )
    return found.all()


def source_of(channel: Channel) -> Source:
    """Return what of a channel decides who owes and when."""
    return Source(
        channel_id=ChannelId(channel.id),
        kind=OrderKind(channel.order_kind),
        billing_trigger=BillingTrigger(channel.billing_trigger),
        acquirer_id=PartyId(channel.acquirer_id) if channel.acquirer_id else None,
        mode=OrderMode(channel.mode),
        store=channel.code,
    )


async def source_of_order(session: AsyncSession, brand_id: BrandId, order_id: OrderId) -> Source:
    """Return where an order came from, as its channel is now.

    Refuses:
        OrderUnknown: there is no such order.
    """
    order = await order_of(session, brand_id, order_id)
    if order is None:
        raise OrderUnknown(f"There is no order {order_id}.")
    return source_of(await channel_of(session, brand_id, ChannelId(order.channel_id)))


async def run_of(session: AsyncSession, brand_id: BrandId, run_id: ImportRunId) -> ImportRun | None:
    """Return one import run, if there is one."""
    return await session.get(ImportRun, (brand_id, run_id))


async def latest_runs(
    session: AsyncSession, brand_id: BrandId, *, runs_max: int = 20
) -> Sequence[ImportRun]:
    """Return the runs that started last, newest first."""
    found = await session.scalars(
        select(ImportRun)
        .where(ImportRun.brand_id == brand_id)
        .order_by(ImportRun.started_at.desc(), ImportRun.id)
        .limit(runs_max)
    )
    return found.all()


async def quarantine_of(
    session: AsyncSession, brand_id: BrandId, *, run_id: UUID | None = None, rows_max: int = 100
) -> Sequence[QuarantinedRow]:
    """Return the open rows, oldest first; of one run when it is named."""
    open_rows = select(QuarantinedRow).where(
        QuarantinedRow.brand_id == brand_id, QuarantinedRow.state == "open"
    )
    if run_id is not None:
        open_rows = open_rows.where(QuarantinedRow.run_id == run_id)
    ordered = open_rows.order_by(
        QuarantinedRow.created_at, QuarantinedRow.run_id, QuarantinedRow.row_number
    )
    found = await session.scalars(ordered.limit(rows_max))
    return found.all()


async def quarantine_count(session: AsyncSession, brand_id: BrandId) -> int:
    """Return how many rows wait to be corrected."""
    count = await session.scalar(
        select(func.count())
        .select_from(QuarantinedRow)
        .where(QuarantinedRow.brand_id == brand_id, QuarantinedRow.state == "open")
    )
    return count or 0
