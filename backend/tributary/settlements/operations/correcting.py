"""Put a corrected version in the place of a statement that was wrong."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row

from tributary import identity, ledger
from tributary.kernel import (
    Period,
    Refusal,
    SettlementRunId,
    StatementId,
    business_date,
    derived_id,
)
from tributary.platform import Work
from tributary.settlements.events import StatementCorrected
from tributary.settlements.operations.answering import StatementAnswered
from tributary.settlements.operations.disputing import ReasonMissing
from tributary.settlements.queries import UnknownStatement, runs_of, terms_of
from tributary.settlements.queries.corrections import (
    FIND_TAKEN,
    INSERT_VERSION,
    INSERT_VERSION_LINES,
)
from tributary.settlements.rules import (
    ADJUSTMENT,
    SECTION_OF,
    SECTIONS,
    STATEMENT_TRANSITIONS,
    StatementState,
    answer_by,
    version_number,
)

FAR_OFF: Final = date(9999, 12, 31)


class DisputesUnanswered(Refusal):
    """Lines of the statement are disputed and nobody has answered yet.

    Answer each of them first: the distributor has to know which were right.
    """


class LaterPeriodClosed(Refusal):
    """A later period is closed, and opens with what this statement says is owed in the end.

    Leave the figures as they are; what was wrong is on the statement of the later period.
    """


class NotToBeTakenIn(Refusal):
    """What is named was not billed or credited to this pair after the period of the statement.

    Name credit notes and open items of the same two parties and the same currency, which no
    corrected version has taken in yet.
    """


async def correct_statement(
    work: Work, *, statement_id: StatementId, reason: str, taken: Sequence[UUID] = ()
) -> StatementId:
    """Put a corrected version in the place of a statement, and return it; printed later.

    The old one stays as it was printed and can no longer be answered. The new one has names,
    addresses and terms as they are today, every line of the old one, and what is taken in: what
    was billed or credited after the period and belongs into it. Its books stay closed: what is
    taken in is on no later statement, and the next one opens with the corrected balance.

    Args:
        work: the work of somebody who may close months.
        statement_id: the current version.
        reason: what was wrong; printed on the new version.
        taken: credit notes and open items of the pair, booked after the period.

    Refuses:
        ReasonMissing: the reason is empty.
        UnknownStatement: there is no such statement.
        StatementAnswered: it is confirmed for good, or superseded already.
        DisputesUnanswered: somebody waits for an answer to a line of it.
        LaterPeriodClosed: something is to be taken in, and a later period is closed.
        NotToBeTakenIn: something that is named cannot be taken in.
    """
    if not reason.strip():
        raise ReasonMissing("Say what was wrong with the statement.")
    # Nobody posts or closes meanwhile.
    await ledger.freeze(work)
    before = await _current(work, statement_id)
    await _require_answered(work, statement_id)
    scope = _scope(work, before, taken)
    more = await _more(work, before, set(taken), scope)
    await _supersede(work, before, reason.strip())
    version = await _issue(work, before, scope, more=more, reason=reason.strip())
    await work.audit(
        "settlements.correct_statement",
        subject="statement",
        subject_id=version,
        after={"supersedes_id": statement_id, "taken_in": len(taken), "owed_more_minor": more},
        reason=reason.strip(),
    )
    work.tell("statement", statement_id)
    work.tell("distributor", before.counterparty_id)
    work.announce(StatementCorrected(work.brand_id, SettlementRunId(before.run_id), version))
    return version


async def _issue(
    work: Work, before: Row[Any], scope: Mapping[str, object], *, more: int, reason: str
) -> StatementId:
    """Write the new version and its lines."""
    brand = await identity.brand_of(work.session, work.brand_id)
    today = business_date(work.opened_at, brand.time_zone)
    terms = await terms_of(work.session, work.brand_id)
    version = StatementId(derived_id("statement", before.id, before.version + 1))
    await work.run(
        INSERT_VERSION,
        brand=work.brand_id,
        id=version,
        before=before.id,
        number=version_number(before.number, before.version),
        more=more,
        issued_on=today,
        now=work.opened_at,
        answer_by=answer_by(today, terms.answer_days),
        silence_confirms=terms.silence_confirms,
        reason=reason,
    )
    await work.run(
        INSERT_VERSION_LINES,
        **scope,
        id=version,
        before=before.id,
        sections=list(SECTIONS),
        reasons=list(SECTION_OF),
        reason_sections=list(SECTION_OF.values()),
        adjustment=ADJUSTMENT,
        period=str(Period(before.period_start, before.period_end)),
    )
    return version


async def _current(work: Work, statement_id: StatementId) -> Row[Any]:
    rows = await work.rows(
        """
        SELECT id, run_id, number, state, version, creditor_id, counterparty_id, currency,
               period_start, period_end
        FROM statements WHERE brand_id = :brand AND id = :id FOR UPDATE
        """,
        brand=work.brand_id,
        id=statement_id,
    )
    if not rows:
        raise UnknownStatement("There is no such statement.")
    (statement,) = rows
    if StatementState.SUPERSEDED not in STATEMENT_TRANSITIONS[StatementState(statement.state)]:
        raise StatementAnswered(f"Statement {statement.number} is {statement.state} for good.")
    return statement


async def _require_answered(work: Work, statement_id: StatementId) -> None:
    rows = await work.rows(
        "SELECT position FROM statement_disputes "
        "WHERE brand_id = :brand AND statement_id = :id AND state = 'open' ORDER BY position",
        brand=work.brand_id,
        id=statement_id,
    )
    if rows:
        lines = ", ".join(str(row.position) for row in rows)
        raise DisputesUnanswered(f"Disputed and not answered yet: {lines}.")


def _scope(work: Work, before: Row[Any], taken: Sequence[UUID]) -> dict[str, object]:
    return {
        "brand": work.brand_id,
        "creditor": before.creditor_id,
        "counterparty": before.counterparty_id,
        "currency": before.currency,
        "taken": list(taken),
        "start": before.period_end,
        "end": FAR_OFF,
    }


async def _more(
    work: Work, before: Row[Any], wanted: set[UUID], scope: Mapping[str, object]
) -> int:
    """Return by how much what is taken in changes what is owed, in minor units."""
    if not wanted:
        return 0
    runs = await runs_of(work.session, work.brand_id)
    if runs[-1].run_id != before.run_id:
        raise LaterPeriodClosed(
            f"The books are closed through {runs[-1].period.last}: {before.number} can be "
            "corrected in its words only."
        )
    rows = await work.rows(FIND_TAKEN, **scope)
    missing = wanted - {row.subject_id for row in rows}
    if missing:
        raise NotToBeTakenIn(
            f"{len(missing)} of what is named cannot be taken in by {before.number}."
        )
    return sum(row.minor for row in rows)


async def _supersede(work: Work, before: Row[Any], reason: str) -> None:
    await work.run(
        "UPDATE statements SET state = 'superseded' WHERE brand_id = :brand AND id = :id",
        brand=work.brand_id,
        id=before.id,
    )
    await work.audit(
        "settlements.supersede_statement",
        subject="statement",
        subject_id=before.id,
        before={"state": before.state},
        after={"state": StatementState.SUPERSEDED.value},
        reason=reason,
    )
