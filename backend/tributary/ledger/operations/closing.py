"""Closing the books through a day, for good."""

from datetime import date

from tributary.platform import Work


async def freeze(work: Work) -> None:
    """Let nobody else post in this brand until this work ends.

    A work that posts and then closes calls it first: what it reads stays the state of the books
    at the cut-off, and it cannot wait in a circle with others who post to the same accounts.
    """
    await work.rows("SELECT pg_advisory_xact_lock(ledger_posting_key(:brand))", brand=work.brand_id)


async def close_through(work: Work, day: date) -> date:
    """Close the books through a day; return the day they are closed through, which may be later.

    Waits for those who are posting. A day closed before stays closed; nothing opens it again.
    """
    rows = await work.rows(
        "SELECT ledger_close(:day, :work, :at) AS closed_through",
        day=day,
        work=work.id,
        at=work.opened_at,
    )
    closed: date = rows[0].closed_through
    return closed
