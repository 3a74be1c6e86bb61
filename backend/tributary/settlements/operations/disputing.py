"""Disputes of single lines: raised by the counterparty, answered by the brand, one by one."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row

from tributary.kernel import Refusal, StatementId, derived_id
from tributary.platform import Work
from tributary.settlements.queries import UnknownStatement
from tributary.settlements.rules import DISPUTE_TRANSITIONS, DisputeState


class ReasonMissing(Refusal):
    """A dispute does not say what is wrong, or an answer to one does not say why.

    Write at least a few words: the other side has to find it.
    """


class UnknownLine(Refusal):
    """The statement has no line of this number, or the line is not disputed.

    Look at the statement again: its lines are numbered from 1.
    """


class DisputeAnswered(Refusal):
    """The dispute of this line cannot go this way any more.

    Look at the statement again: somebody may have answered meanwhile.
    """


async def dispute_line(work: Work, statement_id: StatementId, position: int, reason: str) -> bool:
    """Note what is wrong with a line; return whether nobody had said so before.

    Refuses:
        UnknownLine: the statement has no such line.
        DisputeAnswered: it is disputed already, or the brand agreed.
    """
    known = await _dispute(work, statement_id, position)
    if known is not None:
        await _step(work, known, DisputeState.OPEN, reason=reason, said=reason)
        return False
    lines = await work.rows(
        "SELECT 1 FROM statement_lines "
        "WHERE brand_id = :brand AND statement_id = :statement AND position = :position",
        brand=work.brand_id,
        statement=statement_id,
        position=position,
    )
    if not lines:
        raise UnknownLine(f"The statement has no line {position}.")
    dispute_id = derived_id("statement_dispute", statement_id, position)
    await work.run(
        """
        INSERT INTO statement_disputes (brand_id, id, statement_id, position, state, reason,
                                        raised_at)
        VALUES (:brand, :id, :statement, :position, 'open', :reason, :now)
        """,
        brand=work.brand_id,
        id=dispute_id,
        statement=statement_id,
        position=position,
        reason=reason,
        now=work.opened_at,
    )
    await work.audit(
        "settlements.dispute_line",
        subject="statement_dispute",
        subject_id=dispute_id,
        after={"statement_id": statement_id, "position": position},
        reason=reason,
    )
    return True


async def answer_dispute(
    work: Work, *, statement_id: StatementId, position: int, is_accepted: bool, answer: str
) -> None:
    """Say to the counterparty whether it is right about a line, and what follows from that.

    The figures of the statement stay as they are: what was wrong is put right by a return, a
    receipt or a correction, which the next statement shows.

    Args:
        work: the work of somebody of the brand.
        statement_id: which statement.
        position: which of its lines.
        is_accepted: whether the counterparty is right.
        answer: what is done about it, or why nothing is; the counterparty reads it.

    Refuses:
        ReasonMissing: the answer is empty.
        UnknownStatement: there is no such statement.
        UnknownLine: nobody disputes this line.
        DisputeAnswered: it is answered already, or withdrawn.
    """
    if not answer.strip():
        raise ReasonMissing("Say what is done about it, or why nothing is.")
    statements = await work.rows(
        "SELECT counterparty_id FROM statements WHERE brand_id = :brand AND id = :id FOR UPDATE",
        brand=work.brand_id,
        id=statement_id,
    )
    if not statements:
        raise UnknownStatement("There is no such statement.")
    dispute = await _dispute(work, statement_id, position)
    if dispute is None:
        raise UnknownLine(f"Nobody disputes line {position} of this statement.")
    to = DisputeState.ACCEPTED if is_accepted else DisputeState.DECLINED
    await _step(work, dispute, to, reason=dispute.reason, said=answer.strip())
    work.tell("distributor", statements[0].counterparty_id)
    work.tell("statement", statement_id)


async def withdraw_disputes(work: Work, statement_id: StatementId) -> None:
    """End what is open about the lines of a statement that is about to be confirmed."""
    rows = await work.rows(
        """
        SELECT id, position, state, reason, raised_at FROM statement_disputes
        WHERE brand_id = :brand AND statement_id = :statement AND state = 'open'
        ORDER BY position FOR UPDATE
        """,
        brand=work.brand_id,
        statement=statement_id,
    )
    for row in rows:
        await _step(work, row, DisputeState.WITHDRAWN, reason=row.reason, said=None)


async def _step(
    work: Work, dispute: Row[Any], to: DisputeState, *, reason: str, said: str | None
) -> None:
    state = DisputeState(dispute.state)
    if to not in DISPUTE_TRANSITIONS[state]:
        raise DisputeAnswered(f"The dispute of line {dispute.position} is {state.value}.")
    is_answer = to in {DisputeState.ACCEPTED, DisputeState.DECLINED}
    await work.run(
        """
        UPDATE statement_disputes SET state = :state, reason = :reason, raised_at = :raised,
               answer = CAST(:answer AS text), answered_at = CAST(:answered AS timestamptz)
        WHERE brand_id = :brand AND id = :id
        """,
        brand=work.brand_id,
        id=dispute.id,
        state=to.value,
        reason=reason,
        raised=work.opened_at if to is DisputeState.OPEN else dispute.raised_at,
        answer=said if is_answer else None,
        answered=work.opened_at if is_answer else None,
    )
    verbs = {DisputeState.OPEN: "dispute_line", DisputeState.WITHDRAWN: "withdraw_dispute"}
    await work.audit(
        f"settlements.{verbs.get(to, 'answer_dispute')}",
        subject="statement_dispute",
        subject_id=UUID(str(dispute.id)),
        before={"state": state.value},
        after={"state": to.value},
        reason=said,
    )


async def _dispute(work: Work, statement_id: StatementId, position: int) -> Row[Any] | None:
    rows = await work.rows(
        """
        SELECT id, position, state, reason, raised_at FROM statement_disputes
        WHERE brand_id = :brand AND statement_id = :statement AND position = :position FOR UPDATE
        """,
        brand=work.brand_id,
        statement=statement_id,
        position=position,
    )
    return rows[0] if rows else None
