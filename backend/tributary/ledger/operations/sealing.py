"""Sealing transfers, so that a later change of what was posted shows."""

from typing import Final

from tributary.ledger.rules import FIRST_PREVIOUS_HASH, merkle_root, seal_hash
from tributary.platform import Work

SEAL_ROWS_MAX: Final = 100_000
"""How many transfers one seal covers; what is left goes under the next one."""

# Sorting ids first and hashing after the limit keeps one seal cheap in a large backlog.
_UNSEALED: Final = """
    SELECT t.id, ledger_leaf(t) AS leaf
    FROM (
      SELECT w.id FROM seal_backlog b
      JOIN transfers w ON w.brand_id = :brand AND w.work_id = b.work_id
      LEFT JOIN seal_entries e ON e.brand_id = :brand AND e.transfer_id = w.id
      WHERE b.brand_id = :brand AND e.transfer_id IS NULL
      ORDER BY w.id LIMIT :rows_max
    ) AS u
    JOIN transfers t ON t.brand_id = :brand AND t.id = u.id
    ORDER BY t.id
"""

_LAST: Final = """
    SELECT s.number, s.seal_hash FROM seals s WHERE s.brand_id = :brand
    ORDER BY s.number DESC LIMIT 1
"""


async def seal(work: Work) -> int | None:
    """Seal the committed transfers that wait for it; return the seal's number, None if none do."""
    await work.rows("SELECT pg_advisory_xact_lock(ledger_sealing_key(:brand))", brand=work.brand_id)
    unsealed = await work.rows(_UNSEALED, brand=work.brand_id, rows_max=SEAL_ROWS_MAX)
    if not unsealed:
        return None
    last = await work.rows(_LAST, brand=work.brand_id)
    number = last[0].number + 1 if last else 1
    previous = last[0].seal_hash if last else FIRST_PREVIOUS_HASH
    root = merkle_root([row.leaf for row in unsealed])
    await work.rows(
        "SELECT ledger_add_seal(CAST(:ids AS uuid[]), :number, :root, :previous, :chained, "
        ":work, :at)",
        ids=[row.id for row in unsealed],
        number=number,
        root=root,
        previous=previous,
        chained=seal_hash(number, len(unsealed), root, previous),
        work=work.id,
        at=work.opened_at,
    )
    return int(number)
