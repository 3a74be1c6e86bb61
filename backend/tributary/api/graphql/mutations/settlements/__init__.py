"""What is said to statements: by distributors, by finance, and by whom it is e-mailed."""

from collections.abc import Mapping
from typing import Annotated

import strawberry

from tributary import settlements
from tributary.api.graphql.mutations.words import (
    ID,
    KEY,
    Hands,
    Refused,
    input_type,
    key_of,
    keys,
    payload,
    said,
)
from tributary.api.graphql.refs import BrandRef, StatementRef
from tributary.kernel import PartyId, StatementId
from tributary.settlements import LineDispute


@input_type
class ConfirmStatementInput:
    """A statement that is right."""

    statement_id: ID = said("Which statement; only one's own.")


@payload
class ConfirmedStatement:
    """The statement is confirmed."""

    statement: StatementRef | None = said("The statement as it is now.")


ConfirmStatementResult = Annotated[
    ConfirmedStatement | Refused,
    strawberry.union(
        "ConfirmStatementResult", description="What became of a statement to be confirmed."
    ),
]


@input_type
class LineDisputeInput:
    """A line in which something is wrong."""

    position: int = said("Its place on the statement, from 1.")
    reason: str = said("What is wrong with it; the brand reads it.")


@input_type
class DisputeStatementInput:
    """A statement in which something is wrong."""

    statement_id: ID = said("Which statement; only one's own.")
    reason: str = said(
        "What is wrong with the whole; the brand reads it. May be empty where lines say it."
    )
    lines: list[LineDisputeInput] | None = said(
        "What is wrong with which line; more can follow until the statement is confirmed."
    )


@payload
class DisputedStatement:
    """The brand knows that something is wrong."""

    statement: StatementRef | None = said("The statement as it is now.")


DisputeStatementResult = Annotated[
    DisputedStatement | Refused,
    strawberry.union(
        "DisputeStatementResult", description="What became of a statement to be disputed."
    ),
]


@input_type
class AnswerDisputeInput:
    """What is said to the dispute of a line."""

    statement_id: ID = said("Which statement.")
    position: int = said("The place of the line on it, from 1.")
    is_accepted: bool = said("Whether the distributor is right.")
    answer: str = said("What is done about it, or why nothing is; the distributor reads it.")


@payload
class AnsweredDispute:
    """The distributor can read the answer."""

    statement: StatementRef | None = said("The statement as it is now.")


AnswerDisputeResult = Annotated[
    AnsweredDispute | Refused,
    strawberry.union("AnswerDisputeResult", description="What became of an answer to a dispute."),
]


@input_type
class CorrectStatementInput:
    """A statement that was wrong."""

    statement_id: ID = said("Which statement; the newest version of it.")
    reason: str = said("What was wrong; the distributor reads it.")
    credit_notes: list[ID] | None = said("Credit notes of later days that belong on it.")
    receivables: list[ID] | None = said("Open items of later days that belong on it.")


@payload
class CorrectedStatement:
    """A corrected version took its place; its PDF is being printed."""

    statement: StatementRef | None = said("The new version.")


CorrectStatementResult = Annotated[
    CorrectedStatement | Refused,
    strawberry.union(
        "CorrectStatementResult", description="What became of a statement to be corrected."
    ),
]


@input_type
class SetStatementTermsInput:
    """How long distributors have for disputing a statement."""

    answer_days: int = said("Days after the one of issue; from 1 to 365.")
    silence_confirms: bool = said("Whether who has not answered by then has confirmed.")


@payload
class NewStatementTerms:
    """What holds from the next closing on."""

    brand: BrandRef | None = said("The brand with its terms as they are now.")


SetStatementTermsResult = Annotated[
    NewStatementTerms | Refused,
    strawberry.union("SetStatementTermsResult", description="What became of new terms."),
]


@input_type
class SetStatementMailingInput:
    """Whether statements are e-mailed, and when."""

    hour: int | None = said("From 0 to 23 where the distributor is; none for no e-mails.")


@payload
class NewStatementMailing:
    """It holds for statements that are printed from now on."""

    brand: BrandRef | None = said("The brand with what holds now.")


SetStatementMailingResult = Annotated[
    NewStatementMailing | Refused,
    strawberry.union(
        "SetStatementMailingResult", description="What became of a new hour for e-mails."
    ),
]


@input_type
class SendStatementInput:
    """A statement to be e-mailed at once."""

    idempotency_key: ID = said(KEY)
    statement_id: ID = said("Which statement; the newest version of it.")


@payload
class SentStatement:
    """Everybody who reads it is e-mailed."""

    statement: StatementRef | None = said("The statement with its letters.")


SendStatementResult = Annotated[
    SentStatement | Refused,
    strawberry.union(
        "SendStatementResult", description="What became of a statement to be e-mailed."
    ),
]


async def confirm_statement(hands: Hands, given: ConfirmStatementInput) -> Mapping[str, object]:
    """Say that a statement is right."""
    statement_id = StatementId(key_of("Statement", given.statement_id))
    await settlements.confirm_statement(
        hands.work, statement_id=statement_id, party_id=_party(hands)
    )
    return {"statement": statement_id}


async def dispute_statement(hands: Hands, given: DisputeStatementInput) -> Mapping[str, object]:
    """Say what is wrong in a statement."""
    statement_id = StatementId(key_of("Statement", given.statement_id))
    await settlements.dispute_statement(
        hands.work,
        statement_id=statement_id,
        party_id=_party(hands),
        reason=given.reason,
        lines=[LineDispute(line.position, line.reason) for line in given.lines or ()],
    )
    return {"statement": statement_id}


async def answer_dispute(hands: Hands, given: AnswerDisputeInput) -> Mapping[str, object]:
    """Say to a distributor whether it is right about a line."""
    statement_id = StatementId(key_of("Statement", given.statement_id))
    await settlements.answer_dispute(
        hands.work,
        statement_id=statement_id,
        position=given.position,
        is_accepted=given.is_accepted,
        answer=given.answer,
    )
    return {"statement": statement_id}


async def correct_statement(hands: Hands, given: CorrectStatementInput) -> Mapping[str, object]:
    """Put a corrected version in the place of a statement."""
    statement_id = await settlements.correct_statement(
        hands.work,
        statement_id=StatementId(key_of("Statement", given.statement_id)),
        reason=given.reason,
        taken=[
            *keys("CreditNote", given.credit_notes or ()),
            *keys("Receivable", given.receivables or ()),
        ],
    )
    return {"statement": statement_id}


async def set_statement_terms(hands: Hands, given: SetStatementTermsInput) -> Mapping[str, object]:
    """Say how long distributors have for disputing a statement."""
    await settlements.set_terms(
        hands.work, answer_days=given.answer_days, silence_confirms=given.silence_confirms
    )
    return {"brand": hands.work.brand_id}


async def set_statement_mailing(
    hands: Hands, given: SetStatementMailingInput
) -> Mapping[str, object]:
    """Say whether statements are e-mailed, and when."""
    await settlements.set_mailing(hands.work, hour=given.hour)
    return {"brand": hands.work.brand_id}


async def send_statement(hands: Hands, given: SendStatementInput) -> Mapping[str, object]:
    """E-mail a statement at once."""
    statement_id = StatementId(key_of("Statement", given.statement_id))
    await settlements.send_statement(hands.work, statement_id=statement_id)
    return {"statement": statement_id}


def _party(hands: Hands) -> PartyId | None:
    """Return for whom the viewer speaks; people of the brand speak for nobody here."""
    distributor_id = hands.viewer.distributor_id
    return None if distributor_id is None else PartyId(distributor_id)
