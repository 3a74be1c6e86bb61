"""Accrue the commissions of a period, set-based, and post what each beneficiary earned."""

import json
from dataclasses import dataclass
from typing import Final

from tributary import ledger, parties
from tributary.commissions.queries.candidates import IN_ORDER
from tributary.commissions.queries.due import DIFFERENCES, TERM_COLUMNS
from tributary.commissions.queries.lines import CommissionLine, lines_of
from tributary.commissions.queries.narrowing import of_one
from tributary.commissions.queries.wheres import rules_of
from tributary.kernel import PartyId, Period, SettlementRunId
from tributary.platform import Work


@dataclass(frozen=True, slots=True)
class Accrual:
    """What an accrual added: nothing when it had been made before."""

    lines: int
    transfers: int


_STEPS: Final = (*IN_ORDER, (TERM_COLUMNS, DIFFERENCES))

_UNLESS_THERE: Final = "ON CONFLICT (brand_id, id) DO NOTHING"
"""Asked of each line only where a line may be there: it costs a twelfth of all."""

_AS_WRITTEN: Final = ("SET LOCAL join_collapse_limit = 3", "SET LOCAL from_collapse_limit = 3")
"""Of one beneficiary there are few lines: to look for the best order of joins costs three times
what the joins do, and they are written from the few to the many. Its savepoint forgets it."""

_BEGUN: Final = "SELECT 1 FROM commission_lines WHERE brand_id = :brand AND run_id = :run LIMIT 1"

_EARNED: Final = """
    SELECT c.beneficiary_id, CAST(c.currency AS text) AS currency,
           sum(c.amount_minor)::bigint AS minor
    FROM commission_lines c
    WHERE c.brand_id = :brand AND c.run_id = :run
    GROUP BY c.beneficiary_id, c.currency HAVING sum(c.amount_minor) <> 0
"""

# Summed once: accounts and transfers both follow from the sums.
_SUMS: Final = """
    SELECT * FROM jsonb_to_recordset(CAST(:sums AS jsonb))
      AS s (beneficiary_id uuid, currency text, minor bigint)
"""

_ACCOUNTS: Final = f"""
    SELECT :brand AS book_id, s.kind, s.counterparty_id, e.currency
    FROM ({_SUMS}) AS e
    CROSS JOIN LATERAL (VALUES ('commission_payable', e.beneficiary_id),
                               ('commission_expense', NULL)) AS s (kind, counterparty_id)
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

# Taken back more than earned, the transfer goes the other way round: amounts are never negative.
_TRANSFERS: Final = f"""
    SELECT derived_id('commission_transfer:' || named) AS id,
           derived_id('commission_journal:' || named) AS journal_id, 'posted' AS phase,
           CASE WHEN minor > 0 THEN expense_id ELSE payable_id END AS debit_account_id,
           CASE WHEN minor > 0 THEN payable_id ELSE expense_id END AS credit_account_id,
           currency, abs(minor) AS amount_minor,
           CASE WHEN minor > 0 THEN 'commission' ELSE 'commission_reversal' END AS reason,
           derived_id('commission:' || named) AS subject_id, CAST(:last AS date) AS booked_on,
           CAST(NULL AS uuid) AS pending_id, CAST(NULL AS uuid) AS reverses_id
    FROM (SELECT e.currency, e.minor,
                 CAST(:run AS uuid) || ':' || e.beneficiary_id || ':' || e.currency AS named,
                 ledger_account_id(:brand, :brand, 'commission_expense', NULL, e.currency)
                   AS expense_id,
                 ledger_account_id(:brand, :brand, 'commission_payable', e.beneficiary_id,
                                   e.currency) AS payable_id
          FROM ({_SUMS}) AS e) AS sides
"""  # noqa: S608  Only constants of this module meet here; values are parameters.


async def settle_one(
    work: Work, *, run_id: SettlementRunId, period: Period, beneficiary_id: PartyId
) -> list[CommissionLine]:
    """Return the lines that accruing a period now would give one beneficiary; keep nothing.

    The same statements as for everybody, narrowed to the lines on whose ladder it stands: so the
    draft of one is current whenever it is asked for, and what closing the period writes is the
    same. Of a period that was accrued it is the lines there are.
    """
    rules = await rules_of(work.session, work.brand_id)
    window = {**_window(work, run_id, period), **rules.parameters}
    savepoint = await work.session.begin_nested()
    try:
        for limit in _AS_WRITTEN:
            await work.run(limit)
        for columns, candidates in _STEPS:
            added = _inserting(columns, of_one(rules.into(candidates))) + _UNLESS_THERE
            await work.run(added, **window, one=beneficiary_id)
        return await lines_of(
            work.session, work.brand_id, run_id=run_id, beneficiary_id=beneficiary_id
        )
    finally:
        await savepoint.rollback()


async def accrue(
    work: Work, *, run_id: SettlementRunId, period: Period, is_final: bool = False
) -> Accrual:
    """Write a line for everything billed, paid or returned in a period, and post the sums.

    Under a term of a plan, what is due on a line may change as long as its rating period does:
    then the difference is a line of its own, with its reason. Tree and plans count as they were
    on the day of each order. Lines and transfers have ids that follow from what they are for, so
    accruing a period again adds nothing. Meant to run in the work that closes the period: nothing
    may be billed into it between the lines and the sums.

    Args:
        work: the work that closes the period, or that looks at what closing it would give.
        run_id: the run that closes it.
        period: which one.
        is_final: whether it is closed now. Then nobody else may post until the work ends, so
            whether lines are there is asked once; a look at it keeps nobody waiting.

    Refuses:
        TransferConflict: more was billed into the period after its commissions were posted.
        PeriodClosed: the period is closed and something was not accrued.
    """
    scope: dict[str, object] = {"brand": work.brand_id, "run": run_id}
    unless = _UNLESS_THERE
    if is_final:
        # Of two at once the second one finds what the first has written.
        await ledger.freeze(work)
        unless = _UNLESS_THERE if await work.rows(_BEGUN, **scope) else ""
    rules = await rules_of(work.session, work.brand_id)
    window = {**_window(work, run_id, period), **rules.parameters}
    lines = 0
    for columns, candidates in _STEPS:
        # What was imported a minute ago has no statistics: it looks like one row.
        async with parties.set_based(work.session):
            added = _inserting(columns, rules.into(candidates)) + unless
            lines += await work.run(added, **window)
    scope["sums"] = await _sums(work, run_id)
    await ledger.open_accounts_from(work, _ACCOUNTS, **scope)
    posting = await ledger.post_from(work, _TRANSFERS, last=period.last, **scope)
    if lines:
        await work.audit(
            "commissions.accrue",
            subject="settlement_run",
            subject_id=run_id,
            after={"period": str(period), "lines": lines, "transfers": posting.created},
        )
    return Accrual(lines=lines, transfers=posting.created)


async def _sums(work: Work, run_id: SettlementRunId) -> str:
    """Return what a run earns everybody, as a document."""
    rows = await work.rows(_EARNED, brand=work.brand_id, run=run_id)
    earned = [
        {"beneficiary_id": row.beneficiary_id, "currency": row.currency, "minor": row.minor}
        for row in rows
    ]
    return json.dumps(earned, default=str)


def _window(work: Work, run_id: SettlementRunId, period: Period) -> dict[str, object]:
    return {"brand": work.brand_id, "run": run_id, "start": period.start, "end": period.end}


def _inserting(columns: str, candidates: str) -> str:
    return (
        f"INSERT INTO commission_lines ({columns}) "  # noqa: S608  Constants of our own.
        f"SELECT {columns} FROM ({candidates}) AS s "
    )
