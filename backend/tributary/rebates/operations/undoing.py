"""Take a use of rebates back: its items are open again, and its credits can be used again."""

from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Row

from tributary import ledger, receivables
from tributary.kernel import (
    Currency,
    DistributorId,
    Money,
    RebateEntryId,
    RebateUseId,
    Refusal,
    new_id,
)
from tributary.platform import Work
from tributary.rebates.operations.releasing import lock_credits, post_entries
from tributary.rebates.operations.using import RebateUsed, lock_accounts
from tributary.rebates.rules import USE_DAYS_LEAST


class RebateUseUnknown(Refusal):
    """There is no such entry on the account of a rebate.

    Look at the account of the rebate again.
    """


class RebateNotDeducted(Refusal):
    """The entry is no deduction from open items.

    Choose one that is: what was given in cash is a part of a payout, and is not taken back here.
    """


class RebateUseUndone(Refusal):
    """The use was taken back before; each is taken back once.

    Use the rebate again if taking it back was a mistake.
    """


class RebateUndoReasonMissing(Refusal):
    """A use is taken back, and nobody says why.

    Write at least a few words: they stand on the account of the rebate, and in the audit.
    """


_USE: Final = """
    SELECT u.id, u.number, u.distributor_id, u.amount_minor, CAST(u.currency AS text) AS currency,
           u.booked_on, u.undone_on
    FROM rebate_uses u
    WHERE u.brand_id = :brand AND u.kind = 'goods' AND u.id = (
      SELECT e.use_id FROM rebate_entries e WHERE e.brand_id = :brand AND e.id = :entry)
    FOR UPDATE
"""

_ENTRY: Final = "SELECT 1 FROM rebate_entries e WHERE e.brand_id = :brand AND e.id = :entry"

_LOCK: Final = """
    SELECT c.id FROM rebate_credits c
    WHERE c.brand_id = :brand AND c.id IN (
      SELECT e.credit_id FROM rebate_entries e
      WHERE e.brand_id = :brand AND e.use_id = :use AND e.kind = 'used')
    ORDER BY c.id FOR UPDATE
"""

_UNDO: Final = """
    UPDATE rebate_uses SET undone_on = :booked_on, undone_because = :because
    WHERE brand_id = :brand AND id = :use
"""

# What was owed back had been used: it is not owed any more as far as the use is taken back. What
# should have been used by now can be used for a while all the same.
_GIVE_BACK: Final = """
    WITH given AS (
      SELECT e.credit_id AS id, e.distributor_id, e.currency, -e.amount_minor AS minor,
             (SELECT max(x.nth) FROM rebate_entries x
              WHERE x.brand_id = :brand AND x.credit_id = e.credit_id) + 1 AS nth
      FROM rebate_entries e
      WHERE e.brand_id = :brand AND e.use_id = :use AND e.kind = 'used'
    ),
    counted AS (
      UPDATE rebate_credits c SET used_minor = c.used_minor - g.minor,
        owed_back_minor = c.owed_back_minor - least(g.minor, c.owed_back_minor),
        use_until = greatest(c.use_until, CASE WHEN c.use_until IS NOT NULL
          THEN CAST(:use_until AS date) END)
      FROM given g WHERE c.brand_id = :brand AND c.id = g.id
    )
    INSERT INTO rebate_entries (brand_id, id, credit_id, nth, distributor_id, batch_id, use_id,
                                kind, amount_minor, currency, booked_on, created_at)
    SELECT :brand, derived_id('rebate_entry:' || g.id || ':' || g.nth), g.id, g.nth,
           g.distributor_id, :deed, :use, 'undone', g.minor, g.currency, :booked_on, :now
    FROM given g
"""

_APPLICATIONS: Final = """
    SELECT a.id FROM applications a
    WHERE a.brand_id = :brand AND a.source = 'rebate' AND a.source_id = :use
      AND a.reverses_id IS NULL
    ORDER BY a.id
"""


async def undo_use(work: Work, *, entry_id: RebateEntryId, because: str, today: date) -> RebateUsed:
    """Take back all of one use: its items are open again, and what it took can be used again.

    It is booked on the first open day, so that a statement which shows the use stays as it is and
    the next one shows what was taken back. What should have been used by now can be used for
    thirty days more.

    Args:
        work: the transaction.
        entry_id: any entry of the use, on the account of a rebate.
        because: why, as the account shows it.
        today: the day it is taken back.

    Refuses:
        RebateUndoReasonMissing: nobody says why.
        RebateUseUnknown: there is no such entry.
        RebateNotDeducted: it is no deduction from open items.
        RebateUseUndone: it was taken back before.
    """
    because = because.strip()
    if not because:
        raise RebateUndoReasonMissing("Say why the use of the rebate is taken back.")
    await lock_credits(work, is_shared=True)
    use = await _locked_use(work, entry_id)
    total = Money(use.amount_minor, Currency(use.currency))
    applications = [
        row.id for row in await work.rows(_APPLICATIONS, brand=work.brand_id, use=use.id)
    ]
    await work.rows(_LOCK, brand=work.brand_id, use=use.id)
    booked_on = await ledger.first_open_day(work.session, work.brand_id, max(today, use.booked_on))
    await lock_accounts(work, DistributorId(use.distributor_id), total.currency)
    await receivables.reverse_applications(work, applications, reversed_on=booked_on)
    await _give_back(work, RebateUseId(use.id), because, booked_on, today)
    await work.audit(
        "rebates.undo_use",
        subject="rebate_use",
        subject_id=use.id,
        after={
            "number": use.number,
            "distributor_id": use.distributor_id,
            "amount": total,
            "because": because,
            "booked_on": booked_on,
        },
    )
    work.tell("distributor", use.distributor_id)
    return RebateUsed(RebateUseId(use.id), use.number, total)


async def _locked_use(work: Work, entry_id: RebateEntryId) -> Row[Any]:
    """Return the use of an entry, which nobody else takes back until the work ends."""
    rows = await work.rows(_USE, brand=work.brand_id, entry=entry_id)
    if not rows:
        if not await work.rows(_ENTRY, brand=work.brand_id, entry=entry_id):
            raise RebateUseUnknown(f"There is no rebate entry {entry_id}.")
        raise RebateNotDeducted("This entry is no deduction from open items.")
    [use] = rows
    if use.undone_on is not None:
        raise RebateUseUndone(f"{use.number} was taken back on {use.undone_on}.")
    return use


async def _give_back(
    work: Work, use_id: RebateUseId, because: str, booked_on: date, today: date
) -> None:
    """Put on the credits what the use took of them, and post it."""
    deed = new_id()
    scope = {"brand": work.brand_id, "use": use_id, "booked_on": booked_on}
    await work.run(_UNDO, **scope, because=because)
    await work.run(
        _GIVE_BACK,
        **scope,
        deed=deed,
        use_until=today + timedelta(days=USE_DAYS_LEAST),
        now=work.opened_at,
    )
    await post_entries(work, deed)
