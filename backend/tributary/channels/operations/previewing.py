"""What a file would bring: read and judged like an import, then everything is taken back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from tributary import identity, orders
from tributary.channels import queries
from tributary.channels.operations.judging import draft_lines, draft_orders
from tributary.channels.operations.parcels import draft_parcels
from tributary.channels.operations.quarantine import FaultyRow, explain
from tributary.channels.operations.receiving import UploadUnknown
from tributary.channels.operations.staging import Stager, quiet, stage
from tributary.channels.rules import ADAPTERS, FIELDS, PLACE, Record, Terms, detect
from tributary.kernel import BlobId, ChannelId
from tributary.orders import OrderKind
from tributary.platform import Work, blobs

ROWS_MAX: Final = 5_000
"""So many rows are judged; a person looks at the beginning of a file, not at all of it."""

_SHOWN: Final = 10
_EXTERNAL_ID: Final = PLACE["external_id"]


@dataclass(frozen=True, slots=True)
class SampleRow:
    """One of the first rows, by the names of the canonical layout."""

    row_number: int
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What a file looks like before anything of it is loaded."""

    layouts: Sequence[str]
    """Those the file may have, the likeliest first; its channel may read another one."""
    rows_read: int
    is_whole: bool
    """Whether that is the whole file, or only its beginning."""
    orders_read: int
    orders_unchanged: int
    faults: Sequence[FaultyRow]
    sample: Sequence[SampleRow]


async def preview_upload(work: Work, *, channel_id: ChannelId, upload_id: BlobId) -> ImportPreview:
    """Read the beginning of an upload as its channel would; nothing of it is kept.

    Refuses:
        ChannelUnknown: there is no such channel.
        UploadUnknown: there is no such upload.
        FileEmpty: there is nothing in the file.
        FileOfOtherKind: it is not a file the channel reads.
        FileUnreadable: it is broken or cut short.
        HeaderMissing: a column every order needs is not there.
        FileTooLarge: it is larger than its layout allows.
    """
    channel = await queries.channel_of(work.session, work.brand_id, channel_id)
    file_name, content = await _upload(work, upload_id)
    brand = await identity.brand_of(work.session, work.brand_id)
    source = queries.source_of(channel)
    terms = Terms(
        needs_distributor=channel.distributor_id is None and source.has_chain,
        currency=brand.currency,
        refunds_by_amount=source.kind is OrderKind.CONSUMER,
    )
    records, is_whole = _beginning(ADAPTERS[channel.adapter].read(lambda: [content], terms))
    stager = Stager(work.brand_id, channel_id, quiet)
    # New products may be noted while lines are judged: that, too, is taken back.
    savepoint = await work.session.begin_nested()
    try:
        await stage(work, stager, records, channel.time_zone)
        await draft_orders(work, channel, saw_versions=stager.saw_versions)
        if stager.saw_parcels:
            await draft_parcels(work)
        (drafts,) = await work.rows("SELECT count(*) AS orders_count FROM order_drafts")
        unchanged = await orders.sift(work, source)
        await draft_lines(work, channel)
        await orders.examine(work, source)
        faults = await explain(work)
    finally:
        await savepoint.rollback()
    return ImportPreview(
        layouts=detect(content, file_name),
        rows_read=len(records),
        is_whole=is_whole,
        orders_read=drafts.orders_count,
        orders_unchanged=unchanged,
        faults=faults,
        sample=list(_shown(records)),
    )


async def _upload(work: Work, upload_id: BlobId) -> tuple[str, bytes]:
    rows = await work.rows(
        "SELECT file_name FROM blobs WHERE brand_id = :brand AND id = :blob",
        brand=work.brand_id,
        blob=upload_id,
    )
    if not rows:
        raise UploadUnknown("There is no such upload: send the file again.")
    return rows[0].file_name, await blobs.load(work.session, work.brand_id, upload_id)


def _beginning(read: Iterator[Record]) -> tuple[list[Record], bool]:
    """Return the first records, without an order that goes on behind them."""
    records = list(islice(read, ROWS_MAX + 1))
    if len(records) <= ROWS_MAX:
        return records, True
    cut = records[-1].fields[_EXTERNAL_ID]
    while records and records[-1].fields[_EXTERNAL_ID] == cut:
        records.pop()
    return records, False


def _shown(records: Iterable[Record]) -> Iterator[SampleRow]:
    for record in islice(records, _SHOWN):
        said = zip(FIELDS, record.fields, strict=True)
        yield SampleRow(record.row_number, {name: text for name, text in said if text})
