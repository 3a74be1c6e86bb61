"""Posting transfers: every one of them goes through the SQL function `ledger_post`."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from sqlalchemy import TextClause, text

from tributary.kernel import TransferId
from tributary.ledger.operations.refusals import UnknownTransfer, declining
from tributary.ledger.queries import transfer_of
from tributary.ledger.rules import Posting, Transfer
from tributary.platform import Work, changes

CHUNK_ROWS: Final = 20_000
"""How many transfers one call of the SQL function takes; more are handed over in pieces."""

_COLUMNS: Final = {
    "id": "uuid",
    "journal_id": "uuid",
    "phase": "text",
    "debit_account_id": "uuid",
    "credit_account_id": "uuid",
    "currency": "char(3)",
    "amount_minor": "bigint",
    "reason": "text",
    "subject_id": "uuid",
    "booked_on": "date",
    "pending_id": "uuid",
    "reverses_id": "uuid",
}

_ROW: Final = ", ".join(f"s.{name}::{kind}" for name, kind in _COLUMNS.items())

_PARTIES: Final = """
    ARRAY(SELECT DISTINCT v.party_id
          FROM moved m
          JOIN accounts a ON a.brand_id = :ledger_brand AND a.id = m.account_id
          CROSS JOIN LATERAL (VALUES (a.book_id), (a.counterparty_id)) AS v (party_id)
          WHERE v.party_id <> :ledger_brand LIMIT :ledger_told) AS parties
"""
"""Whose balances moved; those of the brand are no news to it."""

# One text is the cheapest way to hand over one transfer and as good as any for thousands.
_AT_ONCE: Final = text(
    f"""
    WITH moved AS (
      SELECT b.debit_account_id AS account_id FROM unnest(CAST(:batch AS ledger_transfer_row[])) b
      UNION
      SELECT b.credit_account_id FROM unnest(CAST(:batch AS ledger_transfer_row[])) b
    )
    SELECT p.created, p.existing, {_PARTIES}
    FROM ledger_post(CAST(:batch AS ledger_transfer_row[]), :ledger_work, :ledger_at) AS p
    """  # noqa: S608  Only constants of this module meet here; values are parameters.
)

_FROM_BATCH: Final = "SELECT * FROM unnest(CAST(:batch AS ledger_transfer_row[]))"

# What settles or reverses comes after what it names, as that may be part of the same call.
_IN_CHUNKS: Final = f"""
    WITH wanted AS MATERIALIZED (
      SELECT ROW({_ROW})::ledger_transfer_row AS transfer FROM ({{select}}) AS s
    ), moved AS MATERIALIZED (
      SELECT (w.transfer).debit_account_id AS account_id FROM wanted w
      UNION SELECT (w.transfer).credit_account_id FROM wanted w
    ), locked AS MATERIALIZED (
      SELECT ledger_lock_accounts(ARRAY(SELECT m.account_id FROM moved m)) AS done
    ), placed AS (
      SELECT w.transfer, (row_number() OVER (
        ORDER BY (w.transfer).reverses_id IS NOT NULL, (w.transfer).pending_id IS NOT NULL,
                 (w.transfer).id) - 1) / :ledger_chunk AS place
      FROM wanted w
    ), chunks AS (
      SELECT p.place, array_agg(p.transfer) AS batch FROM placed p GROUP BY p.place ORDER BY p.place
    )
    SELECT coalesce(sum(p.created), 0)::bigint AS created,
           coalesce(sum(p.existing), 0)::bigint AS existing,
           {{parties}}
    FROM locked CROSS JOIN chunks
    CROSS JOIN LATERAL ledger_post(CASE WHEN locked.done THEN chunks.batch END,
                                   :ledger_work, :ledger_at) AS p
"""  # noqa: S608  Column names of our own.


async def post(work: Work, transfers: Iterable[Transfer]) -> Posting:
    """Post transfers, all or none; those posted before with the same fields stay as they are.

    Refuses:
        UnknownAccount: an account is not open in this brand.
        UnknownTransfer: a pending or reversed transfer does not exist.
        PendingResolved: a pending transfer has been posted or voided.
        AlreadyReversed: a transfer has been reversed.
        TransferConflict: an id exists with other fields.
        PeriodClosed: a transfer is booked on a closed day.
        PendingMismatch: a resolution differs from what was pending.
        ReversalMismatch: a reversal is no mirror image.
        LimitExceeded: an account would go beyond its limit.
    """
    batch = list(transfers)
    if not batch:
        return Posting(created=0, existing=0)
    if len(batch) > CHUNK_ROWS:
        return await post_from(work, _FROM_BATCH, batch=_array_text(batch))
    return await _posting(work, _AT_ONCE, batch=_array_text(batch))


async def post_from(work: Work, select_sql: str, **parameters: object) -> Posting:
    """Post one transfer for each row of a SELECT, all or none, in the database alone.

    Args:
        work: the work it belongs to.
        select_sql: yields id, journal_id, phase, debit_account_id, credit_account_id, currency,
            amount_minor, reason, subject_id, booked_on, pending_id and reverses_id.
        parameters: what the SELECT names.

    Refuses:
        UnknownAccount: and on all other grounds of `post`.
    """
    in_chunks = text(_IN_CHUNKS.format(select=select_sql, parties=_PARTIES))
    return await _posting(work, in_chunks, ledger_chunk=CHUNK_ROWS, **parameters)


async def reverse(
    work: Work, *, transfer_id: TransferId, reversal_id: TransferId, booked_on: date
) -> Transfer:
    """Post the mirror image of a posted transfer and return it.

    Refuses:
        UnknownTransfer: there is no such transfer.
        AlreadyReversed: another reversal was first.
        ReversalMismatch: the transfer is pending or void.
        PeriodClosed: the day of the reversal is closed.
        LimitExceeded: the money has been moved on.
    """
    original = await transfer_of(work.session, work.brand_id, transfer_id)
    if original is None:
        raise UnknownTransfer(f"There is no transfer {transfer_id}")
    reversal = original.reversed_by(reversal_id, booked_on=booked_on)
    await post(work, [reversal])
    return reversal


async def _posting(work: Work, sql: TextClause, **parameters: object) -> Posting:
    mark = {
        "ledger_work": work.id,
        "ledger_at": work.opened_at,
        "ledger_brand": work.brand_id,
        "ledger_told": changes.ENOUGH,
    }
    with declining():
        found = await work.session.execute(sql, {**parameters, **mark})
    row = found.one()
    for party_id in row.parties:
        work.tell("distributor", party_id)
    return Posting(created=row.created, existing=row.existing)


def _array_text(batch: Sequence[Transfer]) -> str:
    """Write a batch as PostgreSQL writes an array of rows; no field of it needs quoting."""
    return "{" + ",".join(f'"({_row_text(transfer)})"' for transfer in batch) + "}"


def _row_text(transfer: Transfer) -> str:
    fields = (
        transfer.id,
        transfer.journal_id,
        transfer.phase,
        transfer.debit,
        transfer.credit,
        transfer.amount.currency,
        transfer.amount.minor,
        transfer.reason,
        transfer.subject_id,
        transfer.booked_on,
        transfer.pending_id,
        transfer.reverses_id,
    )
    return ",".join("" if field is None else str(field) for field in fields)
