"""Bringing files in, and mending what could not be loaded of them."""

from collections.abc import Mapping
from typing import Annotated, Final
from uuid import UUID

import strawberry

from tributary import channels
from tributary.api.graphql.mutations.words import (
    ID,
    ArgumentUnusable,
    Hands,
    Refused,
    input_type,
    key_of,
    keys,
    payload,
    said,
)
from tributary.api.graphql.refs import QuarantinedRowRef, TaskRef
from tributary.kernel import BlobId, ChannelId

_FAULTS_SHOWN: Final = 50


@input_type
class ImportOrdersInput:
    """A file of orders that was uploaded."""

    channel_id: ID = said("Whose file it is.")
    upload_id: ID = said("What POST /uploads answered.")


@payload
class StartedTask:
    """It has begun; the task tells how far it is."""

    task: TaskRef | None = said("The task.")


ImportOrdersResult = Annotated[
    StartedTask | Refused,
    strawberry.union("ImportOrdersResult", description="What became of a file to be imported."),
]


@input_type
class PreviewImportInput:
    """An upload to be looked at before it is read."""

    channel_id: ID = said("Whose file it is.")
    upload_id: ID = said("What POST /uploads answered.")


@payload
class ReadField:
    """What one field of a row says."""

    field: str = said("The field, by the names of QuarantinedRow.fields.")
    value: str = said("What it says.")


@payload
class SampleRow:
    """One of the first rows of a file."""

    row_number: int = said("Its place in the file.")
    fields: list[ReadField] = said("What was read; empty fields are left out.")


@payload
class RowReason:
    """Why one row cannot be loaded."""

    row_number: int = said("The place of the row in its file.")
    field: str = said("What is wrong there.")
    code: str = said("The code of the fault.")
    message: str = said("The fault in words.")


@payload
class ImportPreview:
    """What a file would bring; nothing of it is kept."""

    layouts: list[str] = said("The layouts it may have, the likeliest first.")
    rows_read: int = said("How many rows were looked at.")
    is_whole: bool = said("Whether these are all of them.")
    orders_read: int = said("How many orders they are.")
    orders_unchanged: int = said("How many of these are known, as they are.")
    faulty_rows: int = said("How many rows would wait in quarantine.")
    faults: list[RowReason] = said("The first of their faults, at most 50.")
    sample: list[SampleRow] = said("The first rows, at most 10.")


PreviewImportResult = Annotated[
    ImportPreview | Refused,
    strawberry.union("PreviewImportResult", description="What a file would bring."),
]


@input_type
class CorrectionInput:
    """What one field of a row should have said."""

    field: str = said("The field, by the names of QuarantinedRow.fields.")
    value: str = said("What it should say; empty for nothing.")


@input_type
class CorrectQuarantinedRowInput:
    """A row in quarantine, put right."""

    row_id: ID = said("Which row.")
    corrections: list[CorrectionInput] = said("What it should have said.")


@payload
class CorrectedRow:
    """The row was read again, with its order."""

    row: QuarantinedRowRef | None = said("The row as it is now.")
    is_loaded: bool = said("Whether its order is loaded.")
    reasons: list[RowReason] = said("Why it is not, row by row.")


CorrectQuarantinedRowResult = Annotated[
    CorrectedRow | Refused,
    strawberry.union(
        "CorrectQuarantinedRowResult", description="What became of a row to be corrected."
    ),
]


@input_type
class DismissQuarantinedRowsInput:
    """Rows that nobody will load."""

    row_ids: list[ID] = said("Which rows.")
    reason: str = said("Why; it is kept.")


@payload
class DismissedRows:
    """The rows are put aside."""

    rows: list[QuarantinedRowRef] = said("The rows as they are now.")
    count: int = said("How many of them had been waiting.")


DismissQuarantinedRowsResult = Annotated[
    DismissedRows | Refused,
    strawberry.union(
        "DismissQuarantinedRowsResult", description="What became of rows to be put aside."
    ),
]


async def import_orders(hands: Hands, given: ImportOrdersInput) -> Mapping[str, object]:
    """Keep an upload as a file of a channel and have it read."""
    started = await channels.receive_upload(
        hands.work,
        channel_id=ChannelId(key_of("Channel", given.channel_id)),
        upload_id=_upload(given.upload_id),
    )
    return {"task": started.task_id}


async def preview_import(hands: Hands, given: PreviewImportInput) -> Mapping[str, object]:
    """Read the beginning of an upload as its channel would, and keep nothing."""
    preview = await channels.preview_upload(
        hands.work,
        channel_id=ChannelId(key_of("Channel", given.channel_id)),
        upload_id=_upload(given.upload_id),
    )
    return {
        "layouts": preview.layouts,
        "rows_read": preview.rows_read,
        "is_whole": preview.is_whole,
        "orders_read": preview.orders_read,
        "orders_unchanged": preview.orders_unchanged,
        "faulty_rows": len(preview.faults),
        "faults": [_reason(fault) for fault in preview.faults[:_FAULTS_SHOWN]],
        "sample": [
            {
                "row_number": row.row_number,
                "fields": [{"field": name, "value": text} for name, text in row.fields.items()],
            }
            for row in preview.sample
        ],
    }


async def correct_row(hands: Hands, given: CorrectQuarantinedRowInput) -> Mapping[str, object]:
    """Correct a row and load its order, by the same road as its file."""
    row_id = key_of("QuarantinedRow", given.row_id)
    corrections = {each.field: each.value for each in given.corrections}
    outcome = await channels.replay(hands.work, row_id=row_id, corrections=corrections)
    reasons = [_reason(fault) for fault in outcome.faults]
    return {"row": row_id, "is_loaded": outcome.loaded, "reasons": reasons}


async def dismiss_rows(hands: Hands, given: DismissQuarantinedRowsInput) -> Mapping[str, object]:
    """Take rows out of the quarantine without loading them."""
    row_ids = keys("QuarantinedRow", given.row_ids)
    count = await channels.dismiss(hands.work, row_ids=row_ids, reason=given.reason)
    return {"rows": row_ids, "count": count}


def _reason(fault: channels.FaultyRow) -> Mapping[str, object]:
    return {
        "row_number": fault.row_number,
        "field": fault.field,
        "code": fault.reason,
        "message": fault.message,
    }


def _upload(given: str) -> BlobId:
    try:
        return BlobId(UUID(given))
    except ValueError:
        raise ArgumentUnusable("This is no id of an upload.") from None
