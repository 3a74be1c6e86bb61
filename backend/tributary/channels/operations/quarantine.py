"""Keep the rows that could not be loaded, close those that were, and replay corrected ones."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from tributary.channels.operations.judging import FIELDS_OF_ROW
from tributary.channels.rules import FIELDS, MESSAGES
from tributary.kernel import ChannelId, ImportRunId
from tributary.platform import Work


@dataclass(frozen=True, slots=True)
class Kept:
    """How many orders and returns stay outside, and how many rows that is."""

    orders: int
    rows: int


# One faulty row keeps its whole order out, and each row says why: itself, or which other row.
_FAULTY_ROWS: Final = """
    firsts AS (
      SELECT DISTINCT ON (seq) seq, field, reason, value
      FROM draft_faults ORDER BY seq, rank, field
    ),
    groups AS (
      SELECT order_id, coalesce(return_ref, '') AS return_ref, min(row_number) AS row_number
      FROM draft_faults WHERE order_id IS NOT NULL GROUP BY 1, 2
    ),
    faulty AS (
      SELECT s.*, coalesce(f.field, 'order') AS field, coalesce(f.reason, 'order_incomplete')
               AS reason,
             coalesce(f.value, CASE WHEN f.seq IS NULL THEN g.row_number::text END) AS value
      FROM staged s
      LEFT JOIN firsts f ON f.seq = s.seq
      LEFT JOIN groups g ON g.order_id = s.order_id
       AND g.return_ref = CASE WHEN s.is_return THEN coalesce(s.return_ref, '') ELSE '' END
      WHERE f.seq IS NOT NULL OR g.order_id IS NOT NULL
    ),
    explained AS (
      SELECT s.*, replace(replace(m.template, '{value}', coalesce(s.value, s.field)),
                          '{field}', s.field) AS message
      FROM faulty s
      JOIN unnest(CAST(:reasons AS text[]), CAST(:templates AS text[])) AS m (reason, template)
        ON m.reason = s.reason
    )
"""

# The same row of an earlier file waits already, or was dealt with: it is not kept twice.
_KEEP: Final = f"""
    WITH {_FAULTY_ROWS}
    INSERT INTO quarantined_rows (brand_id, id, run_id, channel_id, row_number, external_id,
                                  field, reason, message, original, return_ref, fields, state,
                                  created_at)
    SELECT :brand, derived_id('quarantine:' || CAST(:run AS uuid) || ':' || s.seq), :run,
           :channel, s.row_number, s.external_id, s.field, s.reason, s.message,
           coalesce(s.original, ''), s.return_ref,
           jsonb_strip_nulls(jsonb_build_object({FIELDS_OF_ROW}))
             || CASE WHEN s.fault_field = ANY(CAST(:fields AS text[]))
                      AND s.fault_value IS NOT NULL AND s.fault_reason <> 'refund_lines_missing'
                THEN jsonb_build_object(s.fault_field, s.fault_value) ELSE '{{}}'::jsonb END,
           'open', :now
    FROM explained s
    WHERE NOT EXISTS (
      SELECT 1 FROM kept_before k
      WHERE k.run_id <> :run AND k.external_id = coalesce(s.external_id, '')
        AND k.return_ref = coalesce(s.return_ref, '')
        AND k.original_md5 = md5(coalesce(s.original, '')))
    ON CONFLICT (brand_id, id) DO UPDATE
      SET field = excluded.field, reason = excluded.reason, message = excluded.message
      WHERE quarantined_rows.state = 'open'
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

_EXPLAIN: Final = f"""
    WITH {_FAULTY_ROWS}
    SELECT s.seq, s.row_number, s.field, s.reason, s.message FROM explained s ORDER BY s.seq
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

# The planner knows nothing of rows that came a moment ago, but it can be told of a copy.
_KEPT_BEFORE: Final = (
    "DROP TABLE IF EXISTS pg_temp.kept_before",
    """
    CREATE TEMPORARY TABLE kept_before (
      id uuid, run_id uuid, external_id text, return_ref text, original_md5 text, is_open boolean
    ) ON COMMIT DROP
    """,
)

_COPY_KEPT: Final = """
    INSERT INTO kept_before
    SELECT id, run_id, coalesce(external_id, ''), coalesce(return_ref, ''), md5(original),
           state = 'open'
    FROM quarantined_rows WHERE brand_id = :brand AND channel_id = :channel
"""

_CLOSE_ORDERS: Final = """
    UPDATE quarantined_rows q SET state = 'replayed'
    FROM kept_before k
    JOIN order_drafts d ON d.external_id = k.external_id
    JOIN priced_orders p ON p.order_id = d.order_id
    WHERE q.brand_id = :brand AND q.id = k.id AND k.is_open AND k.return_ref = ''
"""

_CLOSE_RETURNS: Final = """
    UPDATE quarantined_rows q SET state = 'replayed'
    FROM kept_before k
    JOIN return_drafts d ON d.order_name = k.external_id AND d.return_ref = k.return_ref
    JOIN returns r ON r.brand_id = :brand AND r.order_id = d.order_id
     AND r.external_id = d.return_ref
    WHERE q.brand_id = :brand AND q.id = k.id AND k.is_open
"""

_COUNT: Final = """
    SELECT count(DISTINCT coalesce(order_id::text || coalesce(':' || return_ref, ''),
                                   'row ' || seq)) AS orders,
           count(*) AS faults
    FROM draft_faults
"""


async def keep_faulty(work: Work, channel_id: ChannelId, run_id: ImportRunId) -> Kept:
    """Put every row of a faulty order into quarantine; close rows whose order has loaded now."""
    names: dict[str, object] = {"brand": work.brand_id, "channel": channel_id}
    for statement in _KEPT_BEFORE:
        await work.run(statement)
    if await work.run(_COPY_KEPT, **names):
        await work.run("ANALYZE kept_before")
        await work.run(_CLOSE_ORDERS, brand=work.brand_id)
        await work.run(_CLOSE_RETURNS, brand=work.brand_id)
    (count,) = await work.rows(_COUNT)
    if not count.faults:
        return Kept(0, 0)
    await work.run("ANALYZE draft_faults")
    rows = await work.run(
        _KEEP,
        **names,
        **_templates(),
        run=run_id,
        now=work.opened_at,
        fields=list(FIELDS),
    )
    return Kept(count.orders, rows)


@dataclass(frozen=True, slots=True)
class FaultyRow:
    """Why one row of a replay still cannot be loaded."""

    place: int
    row_number: int
    field: str
    reason: str
    message: str


async def explain(work: Work) -> Sequence[FaultyRow]:
    """Return why each row of the batch in hand cannot be loaded."""
    rows = await work.rows(_EXPLAIN, **_templates())
    return [FaultyRow(row.seq, row.row_number, row.field, row.reason, row.message) for row in rows]


async def rewrite(
    work: Work,
    row_ids: Sequence[UUID],
    fields: Sequence[Mapping[str, str]],
    faults: Sequence[FaultyRow],
) -> None:
    """Write the outcome of a replay to its rows: closed, or open with today's reason."""
    by_place = {fault.place: fault for fault in faults}
    for place, (row_id, said) in enumerate(zip(row_ids, fields, strict=True), start=1):
        fault = by_place.get(place)
        await work.run(
            """
            UPDATE quarantined_rows
            SET fields = CAST(:fields AS jsonb), state = :state,
                field = coalesce(:field, field), reason = coalesce(:reason, reason),
                message = coalesce(:message, message)
            WHERE brand_id = :brand AND id = :id
            """,
            brand=work.brand_id,
            id=row_id,
            fields=json.dumps(dict(said), ensure_ascii=False),
            state="open" if fault else "replayed",
            field=fault.field if fault else None,
            reason=fault.reason if fault else None,
            message=fault.message if fault else None,
        )


def _templates() -> dict[str, object]:
    return {"reasons": list(MESSAGES), "templates": list(MESSAGES.values())}
