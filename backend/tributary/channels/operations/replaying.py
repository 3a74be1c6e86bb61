"""Mend what could not be loaded: correct a row and replay it, or dismiss it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from tributary import orders
from tributary.channels import queries
from tributary.channels.model import Channel
from tributary.channels.operations.loading import load
from tributary.channels.operations.quarantine import FaultyRow, explain, rewrite
from tributary.channels.operations.staging import Stager, quiet, stage
from tributary.channels.rules import FIELDS, ORDER_FIELDS, Record
from tributary.kernel import ChannelId, ImportRunId, Refusal
from tributary.platform import Work


class QuarantinedRowUnknown(Refusal):
    """There is no such open row in the quarantine.

    Look at the list again: somebody may have corrected it meanwhile.
    """


class FieldUnknown(Refusal):
    """A correction names a field that an order does not have.

    Use the names of the canonical layout.
    """


@dataclass(frozen=True, slots=True)
class ReplayOutcome:
    """What became of corrected rows: loaded, or still faulty."""

    loaded: bool
    faults: Sequence[FaultyRow]


async def replay(work: Work, *, row_id: UUID, corrections: Mapping[str, str]) -> ReplayOutcome:
    """Correct a row in quarantine and load its order, by the same road as a file.

    The other rows of the order come along; a correction of what belongs to the order holds for
    all of them.

    Refuses:
        QuarantinedRowUnknown: the row is not waiting.
        FieldUnknown: a correction names no field of the layout.
    """
    unknown = sorted(corrections.keys() - set(FIELDS))
    if unknown:
        raise FieldUnknown(f"{', '.join(unknown)} is no field: use {', '.join(FIELDS)}.")
    rows = await _siblings(work, row_id)
    channel = await work.session.get_one(Channel, (work.brand_id, rows[0].channel_id))
    fields = [_corrected(row, corrections, of_row=row.id == row_id) for row in rows]
    records = [
        Record(row.row_number, tuple(said.get(name, "") for name in FIELDS), row.original)
        for row, said in zip(rows, fields, strict=True)
    ]
    stager = Stager(work.brand_id, ChannelId(channel.id), quiet)
    await orders.lock_source(work, queries.source_of(channel), alone=True)
    await stage(work, stager, records, channel.time_zone)
    await load(work, channel, ImportRunId(rows[0].run_id), stager, quiet)
    faults = await explain(work)
    await rewrite(work, [row.id for row in rows], fields, faults)
    work.tell("import_run", rows[0].run_id)
    await work.audit(
        "channels.replay",
        subject="quarantined_row",
        subject_id=row_id,
        before={"fields": rows[0].fields, "reason": rows[0].reason},
        after={"corrections": dict(corrections), "loaded": not faults},
    )
    return ReplayOutcome(loaded=not faults, faults=faults)


async def dismiss(work: Work, *, row_ids: Sequence[UUID], reason: str) -> int:
    """Take rows out of the quarantine without loading them; return how many were open."""
    rows = await work.rows(
        """
        UPDATE quarantined_rows SET state = 'dismissed'
        WHERE brand_id = :brand AND state = 'open' AND id = ANY(CAST(:ids AS uuid[]))
        RETURNING run_id
        """,
        brand=work.brand_id,
        ids=list(row_ids),
    )
    for run_id in {row.run_id for row in rows}:
        work.tell("import_run", run_id)
    after = {"rows": [str(row_id) for row_id in row_ids], "dismissed": len(rows)}
    await work.audit("channels.dismiss", subject="quarantine", after=after, reason=reason)
    return len(rows)


async def _siblings(work: Work, row_id: UUID) -> Sequence[Row[Any]]:
    """Return the open rows of the same order or return, locked, the named one among them."""
    rows = await work.rows(
        """
        SELECT q.id, q.run_id, q.channel_id, q.row_number, q.original, q.fields, q.reason
        FROM quarantined_rows q
        JOIN quarantined_rows w ON w.brand_id = :brand AND w.id = :id AND w.state = 'open'
        WHERE q.brand_id = :brand AND q.state = 'open' AND q.run_id = w.run_id
          AND (q.id = w.id OR (q.external_id = w.external_id
               AND coalesce(q.return_ref, '') = coalesce(w.return_ref, '')))
        ORDER BY q.row_number, q.id FOR UPDATE OF q
        """,
        brand=work.brand_id,
        id=row_id,
    )
    if not rows:
        raise QuarantinedRowUnknown(f"Row {row_id} is not waiting in the quarantine.")
    return rows


def _corrected(row: Row[Any], corrections: Mapping[str, str], *, of_row: bool) -> dict[str, str]:
    said: dict[str, str] = dict(row.fields)
    said |= {name: corrections[name] for name in corrections if of_row or name in ORDER_FIELDS}
    return {name: text for name, text in said.items() if text}
