"""Import a file of orders: keep it, stage it, load what is sound, keep the rest apart."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import select

from tributary import identity, orders
from tributary.channels import queries
from tributary.channels.model import Channel, ImportRun, QuarantinedRow
from tributary.channels.operations.loading import load
from tributary.channels.operations.quarantine import keep_faulty
from tributary.channels.operations.staging import Progress, Stager, quiet, stage
from tributary.channels.rules import (
    ADAPTERS,
    Adapter,
    Terms,
)
from tributary.kernel import Actor, BlobId, ChannelId, ImportRunId, Refusal, derived_id
from tributary.orders import OrderKind
from tributary.platform import Desk, Work, blobs

_BLOCK_BYTES: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of a file."""

    run_id: ImportRunId
    known: bool
    """True when the same bytes were imported before and nothing was left to do."""
    rows_read: int
    orders_read: int
    orders_loaded: int
    orders_updated: int
    orders_unchanged: int
    orders_quarantined: int
    returns_loaded: int
    billable_batch_id: UUID | None = None


async def import_orders(
    desk: Desk,
    actor: Actor,
    *,
    channel_code: str,
    file: Path,
    file_name: str,
    progress: Progress = quiet,
) -> ImportOutcome:
    """Import one file of a channel; again the same file changes nothing.

    The file and its run are kept before anything is read, in a work of their own: a file that is
    refused, or whose import is killed, is not lost and can simply be imported again.

    Args:
        desk: database and clock.
        actor: who imports, in which brand.
        channel_code: the channel the file belongs to.
        file: where its bytes are.
        file_name: what the sender called it.
        progress: told after every some thousand rows.

    Refuses:
        ChannelUnknown: there is no such channel.
        FileEmpty: there is nothing in the file.
        FileOfOtherKind: it is not a file the channel reads.
        FileUnreadable: it is broken or cut short.
        HeaderMissing: a column every order needs is not there.
        FileTooLarge: it is larger than its layout allows.
    """
    digest = _digest(file)
    async with desk.database.work(actor, now=desk.clock()) as work:
        channel = await queries.channel_by_code(work.session, actor.brand_id, channel_code)
        adapter = ADAPTERS[channel.adapter]
        run_id = run_id_of(channel, digest, adapter)
        done = await finished(work, run_id)
        if done is not None:
            return done
        await _start_run(work, channel, run_id, file, file_name, digest)
    return await load_run(desk, actor, channel, run_id, _blocks_of(file), progress)


async def load_run(
    desk: Desk,
    actor: Actor,
    channel: Channel,
    run_id: ImportRunId,
    blocks: Callable[[], Iterable[bytes]],
    progress: Progress,
) -> ImportOutcome:
    """Read the file of a run that has been started, wherever its bytes come from.

    Refuses what `import_orders` does, and writes it to the run.
    """
    try:
        async with desk.database.work(actor, now=desk.clock()) as work:
            return await _run(work, channel, run_id, blocks, progress)
    except Refusal as refusal:
        async with desk.database.work(actor, now=desk.clock()) as work:
            await _fail_run(work, run_id, refusal)
        raise


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def run_id_of(channel: Channel, digest: str, adapter: Adapter) -> ImportRunId:
    """Return the id of the run of these bytes in a channel."""
    return ImportRunId(derived_id("import_run", channel.id, digest, adapter.version))


def _blocks_of(file: Path) -> Callable[[], Iterable[bytes]]:
    def blocks() -> Iterator[bytes]:
        with file.open("rb") as content:
            while block := content.read(_BLOCK_BYTES):
                yield block

    return blocks


async def finished(work: Work, run_id: ImportRunId) -> ImportOutcome | None:
    """Return the outcome of a run that left nothing to do, if these bytes had one."""
    run = await work.session.get(ImportRun, (work.brand_id, run_id))
    if run is None or run.state != "done":
        return None
    waiting = select(QuarantinedRow.id).where(
        QuarantinedRow.brand_id == work.brand_id,
        QuarantinedRow.run_id == run_id,
        QuarantinedRow.state == "open",
    )
    if await work.session.scalar(waiting.limit(1)) is not None:
        return None
    return ImportOutcome(
        run_id=run_id,
        known=True,
        rows_read=run.rows_read,
        orders_read=run.orders_read,
        orders_loaded=0,
        orders_updated=0,
        orders_unchanged=run.orders_read,
        orders_quarantined=0,
        returns_loaded=0,
    )


async def _start_run(
    work: Work, channel: Channel, run_id: ImportRunId, file: Path, file_name: str, digest: str
) -> None:
    if await begin_again(work, run_id):
        return
    adapter = ADAPTERS[channel.adapter]
    blob_id = await blobs.store(work, file, media_type=adapter.media_type, file_name=file_name)
    await add_run(work, channel, run_id, blob_id, file_name, digest)


async def begin_again(work: Work, run_id: ImportRunId) -> bool:
    """Set a run that exists back to its beginning; False when there is none."""
    again = await work.run(
        """
        UPDATE import_runs SET state = 'running', refusal = NULL, finished_at = NULL
        WHERE brand_id = :brand AND id = :id
        """,
        brand=work.brand_id,
        id=run_id,
    )
    work.tell("import_run", run_id)
    return bool(again)


async def add_run(
    work: Work,
    channel: Channel,
    run_id: ImportRunId,
    blob_id: BlobId,
    file_name: str,
    digest: str,
) -> None:
    """Write down that a kept file is a file of a channel; once for the same bytes."""
    adapter = ADAPTERS[channel.adapter]
    await work.run(
        """
        INSERT INTO import_runs (brand_id, id, channel_id, file_name, blob_id, sha256, size_bytes,
          adapter, adapter_version, state, rows_read, orders_read, orders_loaded, orders_updated,
          orders_unchanged, orders_quarantined, returns_loaded, started_at)
        SELECT :brand, :id, :channel, :file_name, b.id, b.sha256, b.size_bytes, :adapter, :version,
               'running', 0, 0, 0, 0, 0, 0, 0, :now
        FROM blobs b WHERE b.brand_id = :brand AND b.id = :blob AND b.sha256 = :digest
        ON CONFLICT DO NOTHING
        """,
        brand=work.brand_id,
        id=run_id,
        channel=channel.id,
        file_name=file_name,
        blob=blob_id,
        digest=digest,
        adapter=adapter.name,
        version=adapter.version,
        now=work.opened_at,
    )


async def _run(
    work: Work,
    channel: Channel,
    run_id: ImportRunId,
    blocks: Callable[[], Iterable[bytes]],
    progress: Progress,
) -> ImportOutcome:
    """Do the whole import in one transaction: all of it stands, or none."""
    brand = await identity.brand_of(work.session, work.brand_id)
    source = queries.source_of(channel)
    shop = source.kind is OrderKind.CONSUMER
    terms = Terms(
        needs_distributor=channel.distributor_id is None and source.has_chain,
        currency=brand.currency,
        refunds_by_amount=shop,
    )
    # Sorting and joining a million rows on disk takes twice as long.
    await work.run("SET LOCAL work_mem = '192MB'")
    # No draft stands in the order of a key: to merge them a million wide rows would be sorted.
    await work.run("SET LOCAL enable_mergejoin = off")
    # A small sample tells the planner how large the drafts are as well as a large one.
    await work.run("SET LOCAL default_statistics_target = 10")
    await orders.lock_source(work, source, alone=True)
    stager = Stager(work.brand_id, ChannelId(channel.id), progress)
    records = ADAPTERS[channel.adapter].read(blocks, terms)
    await stage(work, stager, records, channel.time_zone)
    loaded = await load(work, channel, run_id, stager, progress)
    kept = await keep_faulty(work, ChannelId(channel.id), run_id)
    outcome = ImportOutcome(
        run_id=run_id,
        known=False,
        rows_read=stager.rows_read,
        orders_read=loaded.orders_read,
        orders_loaded=loaded.orders_loaded,
        orders_updated=loaded.orders_updated,
        orders_unchanged=loaded.orders_unchanged,
        orders_quarantined=kept.orders,
        returns_loaded=loaded.returns_loaded,
        billable_batch_id=loaded.billable_batch_id,
    )
    await _finish_run(work, outcome)
    progress("quarantined", kept.rows)
    return outcome


async def _finish_run(work: Work, outcome: ImportOutcome) -> None:
    counts: dict[str, object] = {
        "rows_read": outcome.rows_read,
        "orders_read": outcome.orders_read,
        "orders_loaded": outcome.orders_loaded,
        "orders_updated": outcome.orders_updated,
        "orders_unchanged": outcome.orders_unchanged,
        "orders_quarantined": outcome.orders_quarantined,
        "returns_loaded": outcome.returns_loaded,
    }
    # A run that is repeated for its quarantine keeps what it loaded the first time.
    added = ("orders_loaded", "orders_updated", "returns_loaded")
    assigned = ", ".join(
        f"{name} = {f'{name} + ' if name in added else ''}:{name}" for name in counts
    )
    await work.run(
        f"""
        UPDATE import_runs SET state = 'done', finished_at = :now, {assigned}
        WHERE brand_id = :brand AND id = :id
        """,  # noqa: S608  Only constants of this module meet here; values are parameters.
        brand=work.brand_id,
        id=outcome.run_id,
        now=work.opened_at,
        **counts,
    )
    await work.audit(
        "channels.import_orders", subject="import_run", subject_id=outcome.run_id, after=counts
    )


async def _fail_run(work: Work, run_id: ImportRunId, refusal: Refusal) -> None:
    fields = {"refusal": f"{refusal.code}: {refusal.message}"}
    await work.run(
        """
        UPDATE import_runs SET state = 'failed', finished_at = :now, refusal = :refusal
        WHERE brand_id = :brand AND id = :id AND state = 'running'
        """,
        brand=work.brand_id,
        id=run_id,
        now=work.opened_at,
        **fields,
    )
    await work.audit("channels.refuse_file", subject="import_run", subject_id=run_id, after=fields)
