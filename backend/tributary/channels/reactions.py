"""What channels do by themselves: read the files that were uploaded."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final

from tributary.channels.events import UploadReceived
from tributary.channels.operations import read_upload
from tributary.kernel import Actor
from tributary.platform import Chore, Desk, Event, Work, tasks


async def import_upload(desk: Desk, event: UploadReceived) -> None:
    """Read an uploaded file; killed anywhere, it is read again and loads what is missing."""

    async def deed(actor: Actor, report: tasks.Report) -> None:
        await read_upload(desk, actor, run_id=event.run_id, report=report)

    await tasks.carry_out(desk, event.brand_id, event.task_id, deed)


REACTIONS: Final[Mapping[type[Event], Sequence[Callable[[Work, Any], Awaitable[None]]]]] = {}

ERRANDS: Final[Mapping[type[Event], Sequence[Callable[[Desk, Any], Awaitable[None]]]]] = {
    UploadReceived: (import_upload,),
}

CHORES: Final[Sequence[Chore]] = ()
