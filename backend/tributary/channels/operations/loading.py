"""The road every staged row takes, whether a file or a correction brought it."""

from dataclasses import dataclass
from uuid import UUID

from tributary import orders
from tributary.channels import queries
from tributary.channels.model import Channel
from tributary.channels.operations.judging import draft_lines, draft_orders, draft_returns
from tributary.channels.operations.parcels import draft_parcels
from tributary.channels.operations.staging import Progress, Stager
from tributary.kernel import ImportRunId, new_id
from tributary.platform import Work


@dataclass(frozen=True, slots=True)
class Loaded:
    """The counts of one pass through the pipeline."""

    orders_read: int
    orders_loaded: int
    orders_updated: int
    orders_unchanged: int
    returns_loaded: int
    billable_batch_id: UUID | None


async def load(
    work: Work, channel: Channel, run_id: ImportRunId, stager: Stager, progress: Progress
) -> Loaded:
    """Bring what is staged all the way: drafts, prices, orders, returns."""
    source = queries.source_of(channel)
    batch_id = new_id()
    await draft_orders(work, channel, saw_versions=stager.saw_versions)
    if stager.saw_parcels:
        await draft_parcels(work)
    orders_read = await _count(work, "order_drafts")
    unchanged = await orders.sift(work, source)
    await draft_lines(work, channel)
    await orders.examine(work, source)
    progress("validated", stager.rows_read)
    merged = await orders.merge(work, source, batch_id=batch_id, import_run_id=run_id)
    await orders.note_shipments(work)
    await draft_returns(work)
    taken = await orders.take_back(work, source, batch_id=batch_id)
    progress("merged", merged.loaded + merged.updated)
    return Loaded(
        orders_read=orders_read,
        orders_loaded=merged.loaded,
        orders_updated=merged.updated,
        orders_unchanged=unchanged,
        returns_loaded=taken.booked,
        billable_batch_id=batch_id if merged.billable else None,
    )


async def _count(work: Work, table: str) -> int:
    (row,) = await work.rows(f"SELECT count(*) AS rows_count FROM {table}")  # noqa: S608
    count: int = row.rows_count
    return count
