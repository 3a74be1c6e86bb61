"""What the counterparty says to a statement: that it is right, or what is wrong."""

from typing import Any

from sqlalchemy import Row

from tributary.kernel import PartyId, Refusal, StatementId
from tributary.platform import Work
from tributary.settlements.events import StatementAnswerGiven
from tributary.settlements.queries import UnknownStatement
from tributary.settlements.rules import STATEMENT_TRANSITIONS, StatementState


class StatementAnswered(Refusal):
    """The statement has this answer already, or is confirmed for good.

    Nothing is left to say; talk to the brand if something is wrong after all.
    """


class ReasonMissing(Refusal):
    """A dispute does not say what is wrong.

    Write at least a few words: the brand has to find it.
    """


async def confirm_statement(
    work: Work, *, statement_id: StatementId, party_id: PartyId | None
) -> None:
    """Note that the counterparty finds a statement right; once, also after a dispute.

    Args:
        work: the work of one of the counterparty's people.
        statement_id: which statement.
        party_id: for whom that person speaks; nobody but the counterparty can say it.

    Refuses:
        UnknownStatement: there is no such statement, or it was written to somebody else.
        StatementAnswered: it is confirmed already.
    """
    await _answer(work, statement_id, party_id, StatementState.CONFIRMED, reason=None)


async def dispute_statement(
    work: Work, *, statement_id: StatementId, party_id: PartyId | None, reason: str
) -> None:
    """Note what the counterparty finds wrong; the figures stay as they are.

    Refuses:
        ReasonMissing: nothing is said to be wrong.
        UnknownStatement: there is no such statement, or it was written to somebody else.
        StatementAnswered: it is confirmed or disputed already.
    """
    if not reason.strip():
        raise ReasonMissing("Say what is wrong, so that the brand can find it.")
    await _answer(work, statement_id, party_id, StatementState.DISPUTED, reason=reason.strip())


async def _answer(
    work: Work,
    statement_id: StatementId,
    party_id: PartyId | None,
    to: StatementState,
    *,
    reason: str | None,
) -> None:
    statement = await _own(work, statement_id, party_id)
    state = StatementState(statement.state)
    if to not in STATEMENT_TRANSITIONS[state]:
        raise StatementAnswered(f"Statement {statement.number} is {state.value} already.")
    await work.run(
        """
        UPDATE statements SET state = :state, answered_at = :now, dispute_reason = :reason
        WHERE brand_id = :brand AND id = :id
        """,
        brand=work.brand_id,
        id=statement_id,
        state=to.value,
        now=work.opened_at,
        # What was wrong stays readable when it is confirmed later.
        reason=reason if reason is not None else statement.dispute_reason,
    )
    verb = "confirm" if to is StatementState.CONFIRMED else "dispute"
    await work.audit(
        f"settlements.{verb}_statement",
        subject="statement",
        subject_id=statement_id,
        before={"state": state.value},
        after={"state": to.value},
        reason=reason,
    )
    work.tell("distributor", party_id)
    work.announce(StatementAnswerGiven(work.brand_id, statement_id, to.value))


async def _own(work: Work, statement_id: StatementId, party_id: PartyId | None) -> Row[Any]:
    rows = await work.rows(
        """
        SELECT number, state, dispute_reason FROM statements
        WHERE brand_id = :brand AND id = :id AND counterparty_id = CAST(:party AS uuid) FOR UPDATE
        """,
        brand=work.brand_id,
        id=statement_id,
        party=party_id,
    )
    if not rows:
        raise UnknownStatement("There is no such statement to you.")
    return rows[0]
