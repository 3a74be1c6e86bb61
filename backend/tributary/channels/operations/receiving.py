"""Uploads: a file that is in the database already becomes a run, and is read as an errand."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from tributary import identity
from tributary.channels import queries
from tributary.channels.events import UploadReceived
from tributary.channels.model import Channel, ImportRun
from tributary.channels.operations.importing import (
    add_run,
    begin_again,
    finished,
    load_run,
    run_id_of,
)
from tributary.channels.operations.staging import Progress
from tributary.channels.rules import ADAPTERS
from tributary.identity import Role
from tributary.kernel import Actor, BlobId, BrandId, ChannelId, ImportRunId, Refusal, TaskId
from tributary.platform import Desk, Work, blobs, tasks

TASK_KIND: Final = "import_orders"

IMPORTERS: Final = (Role.OWNER, Role.FINANCE_DIRECTOR, Role.ACCOUNTANT, Role.SALES_MANAGER)
"""Who may have a file read, when it is sent and still when it is read."""

_BLOCK_BYTES: Final = 64 * 1024
_WHOLE: Final = 100
_STAGED: Final = 50
_DONE_AFTER: Final = {"validated": 75, "merged": 95, "quarantined": _WHOLE}
"""In hundredths, how far an import is when a step of it ends; until then bytes are counted."""


class UploadUnknown(Refusal):
    """There is no such upload.

    Upload the file again.
    """


@dataclass(frozen=True, slots=True)
class StartedImport:
    """A run that is going to be read, and the task that tells how far it is."""

    run_id: ImportRunId
    task_id: TaskId


async def receive_upload(work: Work, *, channel_id: ChannelId, upload_id: BlobId) -> StartedImport:
    """Make an upload a file of a channel and have it read; the same bytes are the same run.

    Refuses:
        ChannelUnknown: there is no such channel.
        UploadUnknown: there is no such upload.
    """
    channel = await queries.channel_of(work.session, work.brand_id, channel_id)
    rows = await work.rows(
        "SELECT sha256, file_name FROM blobs WHERE brand_id = :brand AND id = :blob",
        brand=work.brand_id,
        blob=upload_id,
    )
    if not rows:
        raise UploadUnknown("There is no such upload: send the file again.")
    (upload,) = rows
    run_id = run_id_of(channel, upload.sha256, ADAPTERS[channel.adapter])
    await add_run(work, channel, run_id, upload_id, upload.file_name, upload.sha256)
    task_id, is_new = await tasks.start(
        work, kind=TASK_KIND, title=upload.file_name, subject_id=run_id
    )
    if is_new:
        work.announce(UploadReceived(work.brand_id, run_id, task_id))
        fields = {"file_name": upload.file_name, "channel_id": channel_id, "task_id": task_id}
        await work.audit(
            "channels.receive_upload", subject="import_run", subject_id=run_id, after=fields
        )
    return StartedImport(run_id, task_id)


async def read_upload(
    desk: Desk, actor: Actor, *, run_id: ImportRunId, report: tasks.Report
) -> None:
    """Read the file of a run, by the same road as a file of the command line.

    Refuses:
        RoleMissing: whoever sent it lost the role since.
        FileEmpty: there is nothing in the file.
        FileOfOtherKind: it is not a file the channel reads.
        FileUnreadable: it is broken or cut short.
        HeaderMissing: a column every order needs is not there.
        FileTooLarge: it is larger than its layout allows.
    """
    async with desk.database.work(actor, now=desk.clock()) as work:
        await identity.require_role(work, *IMPORTERS)
        if await finished(work, run_id) is not None:
            report.tell(_WHOLE, _WHOLE)
            return
        await begin_again(work, run_id)
        run = await work.session.get_one(ImportRun, (work.brand_id, run_id))
        channel = await work.session.get_one(Channel, (work.brand_id, run.channel_id))
        content = await _content(work.session, run)
    report.tell(0, _WHOLE)
    await load_run(desk, actor, channel, run_id, _blocks_of(content, report), _progress_of(report))
    report.tell(_WHOLE, _WHOLE)


async def _content(session: AsyncSession, run: ImportRun) -> bytes:
    return await blobs.load(session, BrandId(run.brand_id), run.blob_id)


def _blocks_of(content: bytes, report: tasks.Report) -> Callable[[], Iterable[bytes]]:
    """Return what hands the file out in pieces, and notes how far it has come."""

    def blocks() -> Iterator[bytes]:
        for start in range(0, len(content), _BLOCK_BYTES):
            piece = content[start : start + _BLOCK_BYTES]
            yield piece
            # A layout may read its file twice; what is done does not become less.
            read = _STAGED * (start + len(piece)) // len(content)
            report.tell(max(report.done, read))

    return blocks


def _progress_of(report: tasks.Report) -> Progress:
    def progress(stage_name: str, rows: int) -> None:
        del rows
        report.tell(max(report.done, _DONE_AFTER.get(stage_name, 0)))

    return progress
