"""What the counterparty says to a statement: that it is right, or what is wrong with which line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Row

from tributary import identity
from tributary.kernel import PartyId, Refusal, StatementId, business_date
from tributary.platform import Work
from tributary.settlements.events import StatementAnswerGiven
from tributary.settlements.operations.disputing import (
    ReasonMissing,
    dispute_line,
    withdraw_disputes,
)
from tributary.settlements.queries import UnknownStatement
from tributary.settlements.rules import STATEMENT_TRANSITIONS, StatementState

SILENT_AT_ONCE: Final = 50
"""How many statements one transaction confirms by itself."""


class StatementAnswered(Refusal):
    """The statement has this answer already, is confirmed for good, or is superseded.

    Answer the newest version; of one that is confirmed, talk to the brand if something is wrong.
    """


class AnswerTooLate(Refusal):
    """The day until which the statement could be disputed is over.

    Talk to the brand: what is wrong after all is put right on the next statement.
    """


@dataclass(frozen=True, slots=True)
class LineDispute:
    """What is wrong with one line."""

    position: int
    """The number of the line on the statement."""
    reason: str


async def confirm_statement(
    work: Work, *, statement_id: StatementId, party_id: PartyId | None
) -> None:
    """Note that the counterparty finds a statement right; once and for good, also after a dispute.

    What it disputed and nobody has answered is withdrawn with that.

    Args:
        work: the work of one of the counterparty's people.
        statement_id: which statement.
        party_id: for whom that person speaks; nobody but the counterparty can say it.

    Refuses:
        UnknownStatement: there is no such statement, or it was written to somebody else.
        StatementAnswered: it is confirmed already.
    """
    statement = await _own(work, statement_id, party_id)
    await withdraw_disputes(work, statement_id)
    await _answer(work, statement, StatementState.CONFIRMED, reason=None)
    await _keep_confirmed(work, statement_id, by="counterparty")


async def dispute_statement(
    work: Work,
    *,
    statement_id: StatementId,
    party_id: PartyId | None,
    reason: str,
    lines: Sequence[LineDispute] = (),
) -> None:
    """Note what the counterparty finds wrong; the figures stay as they are.

    Lines can be disputed as long as the statement is not confirmed, also one after the other, and
    again when the brand has declined.

    Args:
        work: the work of one of the counterparty's people.
        statement_id: which statement.
        party_id: for whom that person speaks.
        reason: what is wrong with the whole; may be empty where lines say it.
        lines: what is wrong with which line.

    Refuses:
        ReasonMissing: nothing is said to be wrong.
        UnknownStatement: there is no such statement, or it was written to somebody else.
        StatementAnswered: it is confirmed, or it is disputed already and no line is named.
        AnswerTooLate: its day for disputing is over.
        UnknownLine: the statement has no such line.
        DisputeAnswered: the line is disputed already, or the brand agreed.
    """
    said = reason.strip() or "\n".join(f"{line.position}: {line.reason.strip()}" for line in lines)
    if not said or not all(line.reason.strip() for line in lines):
        raise ReasonMissing("Say what is wrong, so that the brand can find it.")
    statement = await _own(work, statement_id, party_id)
    is_more = statement.state == StatementState.DISPUTED and len(lines) > 0
    if not is_more:
        _require_way(statement, StatementState.DISPUTED)
    today = await _today(work)
    for line in lines:
        is_new = await dispute_line(work, statement_id, line.position, line.reason.strip())
        if is_new:
            _require_in_time(statement, today)
    if is_more:
        work.tell("distributor", statement.counterparty_id)
        work.tell("statement", statement_id)
        return
    _require_in_time(statement, today)
    await _answer(work, statement, StatementState.DISPUTED, reason=said)


async def confirm_silent(work: Work) -> int:
    """Confirm statements that nobody answered in time, where silence confirms; return how many.

    At most fifty at a time, so that none waits for all: called again until there are none left. Who
    answers at the same moment has the row, and the answer counts.
    """
    rows = await work.rows(
        """
        SELECT id, number, state, counterparty_id, dispute_reason FROM statements
        WHERE brand_id = :brand AND state = 'issued' AND silence_confirms AND answer_by < :today
        ORDER BY answer_by, id LIMIT :most FOR UPDATE SKIP LOCKED
        """,
        brand=work.brand_id,
        today=await _today(work),
        most=SILENT_AT_ONCE,
    )
    for row in rows:
        await _answer(
            work, row, StatementState.CONFIRMED, reason=None, action="settlements.confirm_silence"
        )
        await _keep_confirmed(work, StatementId(row.id), by="deadline")
    return len(rows)


async def _answer(
    work: Work,
    statement: Row[Any],
    to: StatementState,
    *,
    reason: str | None,
    action: str | None = None,
) -> None:
    _require_way(statement, to)
    await work.run(
        """
        UPDATE statements SET state = :state, answered_at = :now, dispute_reason = :reason
        WHERE brand_id = :brand AND id = :id
        """,
        brand=work.brand_id,
        id=statement.id,
        state=to.value,
        now=work.opened_at,
        # What was wrong stays readable when it is confirmed later.
        reason=reason if reason is not None else statement.dispute_reason,
    )
    verb = "confirm" if to is StatementState.CONFIRMED else "dispute"
    await work.audit(
        action or f"settlements.{verb}_statement",
        subject="statement",
        subject_id=statement.id,
        before={"state": statement.state},
        after={"state": to.value},
        reason=reason,
    )
    work.tell("distributor", statement.counterparty_id)
    work.announce(StatementAnswerGiven(work.brand_id, StatementId(statement.id), to.value))


async def _keep_confirmed(work: Work, statement_id: StatementId, *, by: str) -> None:
    """Write the row that holds the statement in its state: nobody may change or remove it."""
    await work.run(
        "INSERT INTO statement_confirmations (brand_id, statement_id, state, confirmed_by, "
        "confirmed_at) VALUES (:brand, :id, 'confirmed', :by, :now)",
        brand=work.brand_id,
        id=statement_id,
        by=by,
        now=work.opened_at,
    )


def _require_way(statement: Row[Any], to: StatementState) -> None:
    if to not in STATEMENT_TRANSITIONS[StatementState(statement.state)]:
        raise StatementAnswered(f"Statement {statement.number} is {statement.state} already.")


def _require_in_time(statement: Row[Any], today: date) -> None:
    if statement.answer_by is not None and today > statement.answer_by:
        raise AnswerTooLate(
            f"Statement {statement.number} could be disputed until {statement.answer_by}."
        )


async def _today(work: Work) -> date:
    brand = await identity.brand_of(work.session, work.brand_id)
    return business_date(work.opened_at, brand.time_zone)


async def _own(work: Work, statement_id: StatementId, party_id: PartyId | None) -> Row[Any]:
    rows = await work.rows(
        """
        SELECT id, number, state, dispute_reason, counterparty_id, answer_by FROM statements
        WHERE brand_id = :brand AND id = :id AND counterparty_id = CAST(:party AS uuid) FOR UPDATE
        """,
        brand=work.brand_id,
        id=statement_id,
        party=party_id,
    )
    if not rows:
        raise UnknownStatement("There is no such statement to you.")
    return rows[0]
