"""Letting programs in, giving them another secret, shutting them out."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Final

import strawberry

from tributary import identity
from tributary.api.graphql.identity import ProgramKind
from tributary.api.graphql.mutations.words import (
    ID,
    Hands,
    Refused,
    input_type,
    key_of,
    optional,
    payload,
    said,
)
from tributary.api.graphql.refs import ProgramRef
from tributary.identity import Credentials, Flow, ProgramDraft, ProgramInvalid, Role
from tributary.kernel import PartyId

OVERLAP_HOURS_MAX: Final = 720

FLOWS: Final[Mapping[ProgramKind, frozenset[Flow]]] = {
    ProgramKind.CODE: frozenset({Flow.AUTHORIZATION_CODE, Flow.REFRESH_TOKEN}),
    ProgramKind.DEVICE: frozenset({Flow.DEVICE_CODE, Flow.REFRESH_TOKEN}),
    ProgramKind.OWN: frozenset({Flow.CLIENT_CREDENTIALS}),
}


@input_type
class CreateProgramInput:
    """A program to be let in."""

    name: str = said("What people read when they are asked.")
    kind: ProgramKind = said("How it comes to tokens.")
    scopes: list[str] = said("What it may ask for.")
    redirect_uris: list[str] | None = optional("Where browsers return; of the kind CODE alone.")
    logout_uris: list[str] | None = optional("Where they go when they are signed out.")
    roles: list[Role] | None = optional("What it may do for itself; of the kind OWN alone.")
    distributor_id: ID | None = optional("Whose it is; the brand's own if unsaid.")
    is_public: bool = said("Whether it runs where no secret can be kept: a phone, a browser.")
    is_first_party: bool = said("Whether it is the brand's own: nobody is asked for consent.")


@payload
class ProgramCredentials:
    """What a program proves itself with."""

    program: ProgramRef | None = said("The program as it is now.")
    client_id: str = said("What it calls itself by.")
    client_secret: str | None = said("Its secret, told this once; none if it keeps none.")


CreateProgramResult = Annotated[
    ProgramCredentials | Refused,
    strawberry.union("CreateProgramResult", description="What became of a program to be let in."),
]


@input_type
class RotateProgramSecretInput:
    """A program that is to have another secret."""

    program_id: ID = said("Which program.")
    overlap_hours: int = said("How long the secret before is taken, too: 0 to 720 hours.")


RotateProgramSecretResult = Annotated[
    ProgramCredentials | Refused,
    strawberry.union(
        "RotateProgramSecretResult", description="What became of a secret to be changed."
    ),
]


@input_type
class DisableProgramInput:
    """A program that is to be shut out."""

    program_id: ID = said("Which program.")


@payload
class DisabledProgram:
    """None of its tokens is taken any more."""

    program: ProgramRef | None = said("The program as it is now.")


DisableProgramResult = Annotated[
    DisabledProgram | Refused,
    strawberry.union(
        "DisableProgramResult", description="What became of a program to be shut out."
    ),
]


async def create_program(hands: Hands, given: CreateProgramInput) -> Mapping[str, object]:
    """Let a program in."""
    party_id = None
    if given.distributor_id is not None:
        party_id = PartyId(key_of("Distributor", given.distributor_id))
    draft = ProgramDraft(
        name=given.name,
        flows=FLOWS[given.kind],
        scopes=frozenset(given.scopes),
        redirect_uris=tuple(given.redirect_uris or ()),
        logout_uris=tuple(given.logout_uris or ()),
        roles=frozenset(given.roles or ()),
        party_id=party_id,
        is_public=given.is_public,
        is_first_party=given.is_first_party,
    )
    return _told(await identity.add_program(hands.work, draft))


async def rotate_secret(hands: Hands, given: RotateProgramSecretInput) -> Mapping[str, object]:
    """Give a program another secret."""
    if not 0 <= given.overlap_hours <= OVERLAP_HOURS_MAX:
        raise ProgramInvalid(f"The overlap is 0 to {OVERLAP_HOURS_MAX} hours.")
    made = await identity.rotate_secret(
        hands.work,
        program_id=key_of("Program", given.program_id),
        overlap=timedelta(hours=given.overlap_hours),
    )
    return _told(made)


async def disable_program(hands: Hands, given: DisableProgramInput) -> Mapping[str, object]:
    """Shut a program out."""
    program_id = key_of("Program", given.program_id)
    await identity.disable_program(hands.work, program_id=program_id)
    return {"program": program_id}


def _told(made: Credentials) -> Mapping[str, object]:
    return {"program": made.program_id, "client_id": made.name, "client_secret": made.secret}
