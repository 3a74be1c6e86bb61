"""Release what rebates came to once their period is over, and let lapse what nobody used."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from uuid import UUID

from tributary import ledger, parties
from tributary.kernel import RebateCreditId, new_id
from tributary.platform import Work
from tributary.rebates.queries.released import (
    ACCOUNTS,
    COUNT_CREDITS,
    EXPIRE,
    INSERT_COSTS,
    INSERT_CREDITS,
    INSERT_RELEASES,
    TRANSFERS,
)
from tributary.rebates.rules import Held, Taken, made_up


@dataclass(frozen=True, slots=True)
class RebatesReleased:
    """What releasing changed: nothing when nothing was counted since."""

    released: int
    """Rebates that can be used from now on, or come to something else than before."""
    transfers: int


async def release(work: Work) -> RebatesReleased:
    """Release what is counted of every period that the books have closed.

    Nothing more can be billed into such a period: what it comes to is frozen, with what it was
    computed from, and booked as a cost of its order lines. What changes it later, as goods that
    come back, is a difference on the first open day, with its reason. Releasing again with the
    same count changes nothing, and two at once release once.

    Refuses:
        PeriodClosed: the books were closed meanwhile; releasing again finds the next open day.
    """
    await lock_credits(work)
    closed = await ledger.closed_through(work.session, work.brand_id)
    if closed is None:
        return RebatesReleased(0, 0)
    deed = new_id()
    scope = {"brand": work.brand_id, "closed": closed}
    made = {"deed": deed, "now": work.opened_at}
    # What was counted a minute ago has no statistics: it looks like one row.
    async with parties.set_based(work.session):
        await work.run(INSERT_CREDITS, **scope, now=work.opened_at)
        released = await work.run(INSERT_RELEASES, **scope, **made)
        await work.run(INSERT_COSTS, **scope, deed=deed)
        await work.run(COUNT_CREDITS, **scope, **made)
    await _make_up(work, deed)
    transfers = await post_entries(work, deed)
    if released:
        await work.audit(
            "rebates.release",
            subject="rebate_release",
            subject_id=deed,
            after={"closed_through": closed, "rebates": released, "transfers": transfers},
        )
    return RebatesReleased(released, transfers)


async def expire(work: Work, *, today: date) -> int:
    """Let lapse what is left of credits whose last day is over; return of how many."""
    await lock_credits(work)
    deed = new_id()
    expired = await work.run(
        EXPIRE, brand=work.brand_id, today=today, deed=deed, now=work.opened_at
    )
    if expired:
        await post_entries(work, deed)
        await work.audit(
            "rebates.expire",
            subject="rebate_release",
            subject_id=deed,
            after={"rebates": expired, "used_until": today - timedelta(days=1)},
        )
    return expired


async def lock_credits(work: Work, *, is_shared: bool = False) -> None:
    """Let nobody use rebates while they are released; those who use them go side by side."""
    kind = "pg_advisory_xact_lock_shared" if is_shared else "pg_advisory_xact_lock"
    await work.rows(
        f"SELECT {kind}(hashtextextended('rebate credits ' || :brand, 0))",
        brand=str(work.brand_id),
    )


async def post_entries(work: Work, deed: UUID) -> int:
    """Post what a deed did to credits; return how many transfers that took."""
    scope = {"brand": work.brand_id, "deed": deed}
    await ledger.open_accounts_from(work, ACCOUNTS, **scope)
    posting = await ledger.post_from(work, TRANSFERS, **scope)
    return posting.created


_OWING = """
    SELECT c.id, c.distributor_id, CAST(c.currency AS text) AS currency, c.rated_from, c.use_until,
           c.usable_minor, c.owed_back_minor
    FROM rebate_credits c
    WHERE c.brand_id = :brand AND c.settled_by <> 'cash'
      AND (c.usable_minor > 0 OR c.owed_back_minor > 0)
      AND (c.distributor_id, c.currency) IN (
        SELECT o.distributor_id, o.currency FROM rebate_credits o
        WHERE o.brand_id = :brand AND o.owed_back_minor > 0)
    ORDER BY c.distributor_id, c.currency, c.id
"""

# What was owed back is no longer; what is left of the others makes up for it.
_MAKE_UP = """
    WITH taken AS (
      SELECT c.*, t.minor,
             (SELECT max(e.nth) FROM rebate_entries e
              WHERE e.brand_id = :brand AND e.credit_id = c.id) + 1 AS nth
      FROM unnest(CAST(:credits AS uuid[]), CAST(:minors AS bigint[])) AS t (credit_id, minor)
      JOIN rebate_credits c ON c.brand_id = :brand AND c.id = t.credit_id
    ),
    counted AS (
      UPDATE rebate_credits c SET offset_minor = c.offset_minor - t.minor,
        owed_back_minor = c.owed_back_minor + least(t.minor, 0)
      FROM taken t WHERE c.brand_id = :brand AND c.id = t.id
    )
    INSERT INTO rebate_entries (brand_id, id, credit_id, nth, distributor_id, batch_id, kind,
                                amount_minor, currency, booked_on, created_at)
    SELECT :brand, derived_id('rebate_entry:' || t.id || ':' || t.nth), t.id, t.nth,
           t.distributor_id, :deed, 'offset', -t.minor, t.currency,
           ledger_open_day(:brand, greatest(t.as_of, t.rated_until)), :now
    FROM taken t
"""


async def _make_up(work: Work, deed: UUID) -> None:
    """Let what is left of some credits make up for what others of the same owe back."""
    rows = await work.rows(_OWING, brand=work.brand_id)
    taken: list[Taken] = []
    for _, ours in groupby(rows, key=lambda row: (row.distributor_id, row.currency)):
        taken += made_up(
            [
                Held(
                    RebateCreditId(row.id),
                    row.rated_from,
                    row.use_until,
                    row.usable_minor,
                    row.owed_back_minor,
                )
                for row in ours
            ]
        )
    if taken:
        await work.run(
            _MAKE_UP,
            brand=work.brand_id,
            credits=[each.credit_id for each in taken],
            minors=[each.amount for each in taken],
            deed=deed,
            now=work.opened_at,
        )
