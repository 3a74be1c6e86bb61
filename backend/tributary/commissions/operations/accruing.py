"""Accrue the commissions of a period, set-based, and post what each beneficiary earned."""

from dataclasses import dataclass
from typing import Final

from tributary import ledger, parties
from tributary.commissions.queries.candidates import IN_ORDER
from tributary.commissions.queries.due import DIFFERENCES, TERM_COLUMNS
from tributary.commissions.queries.lines import CommissionLine, lines_of
from tributary.commissions.queries.narrowing import of_one
from tributary.kernel import PartyId, Period, SettlementRunId
from tributary.platform import Work


@dataclass(frozen=True, slots=True)
class Accrual:
    """What an accrual added: nothing when it had been made before."""

    lines: int
    transfers: int


_STEPS: Final = (*IN_ORDER, (TERM_COLUMNS, DIFFERENCES))

_EARNED: Final = """
    SELECT c.beneficiary_id, CAST(c.currency AS text) AS currency,
           sum(c.amount_minor)::bigint AS minor
    FROM commission_lines c
    WHERE c.brand_id = :brand AND c.run_id = :run
    GROUP BY c.beneficiary_id, c.currency HAVING sum(c.amount_minor) <> 0
"""

_ACCOUNTS: Final = f"""
    SELECT :brand AS book_id, s.kind, s.counterparty_id, e.currency
    FROM ({_EARNED}) AS e
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
          FROM ({_EARNED}) AS e) AS sides
"""  # noqa: S608  Only constants of this module meet here; values are parameters.


async def settle_one(
    work: Work, *, run_id: SettlementRunId, period: Period, beneficiary_id: PartyId
) -> list[CommissionLine]:
    """Return the lines that accruing a period now would give one beneficiary; keep nothing.

    The same statements as for everybody, narrowed to the lines on whose ladder it stands: so the
    draft of one is current whenever it is asked for, and what closing the period writes is the
    same. Of a period that was accrued it is the lines there are.
    """
    savepoint = await work.session.begin_nested()
    try:
        for columns, candidates in _STEPS:
            narrowed = of_one(candidates)
            await _write(work, columns, narrowed, run_id, period, one=beneficiary_id)
        return await lines_of(
            work.session, work.brand_id, run_id=run_id, beneficiary_id=beneficiary_id
        )
    finally:
        await savepoint.rollback()


async def accrue(work: Work, *, run_id: SettlementRunId, period: Period) -> Accrual:
    """Write a line for everything billed, paid or returned in a period, and post the sums.

    Under a term of a plan, what is due on a line may change as long as its rating period does:
    then the difference is a line of its own, with its reason. Tree and plans count as they were
    on the day of each order. Lines and transfers have ids that follow from what they are for, so
    accruing a period again adds nothing. Meant to run in the work that closes the period: nothing
    may be billed into it between the lines and the sums.

    Refuses:
        TransferConflict: more was billed into the period after its commissions were posted.
        PeriodClosed: the period is closed and something was not accrued.
    """
    lines = 0
    for columns, candidates in _STEPS:
        # What was imported a minute ago has no statistics: it looks like one row.
        async with parties.set_based(work.session):
            lines += await _write(work, columns, candidates, run_id, period)
    scope = {"brand": work.brand_id, "run": run_id}
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


async def _write(
    work: Work,
    columns: str,
    candidates: str,
    run_id: SettlementRunId,
    period: Period,
    **narrowed: object,
) -> int:
    """Write the lines of one step that are not there yet; return how many."""
    return await work.run(
        f"INSERT INTO commission_lines ({columns}) "  # noqa: S608  Constants of our own.
        f"SELECT {columns} FROM ({candidates}) AS s ON CONFLICT (brand_id, id) DO NOTHING",
        brand=work.brand_id,
        run=run_id,
        start=period.start,
        end=period.end,
        **narrowed,
    )
