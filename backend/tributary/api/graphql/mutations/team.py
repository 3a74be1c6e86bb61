"""Who works here: inviting, giving and taking roles, signing people out."""

from collections.abc import Mapping
from typing import Annotated, Final

import strawberry

from tributary import identity
from tributary.api.graphql.mutations.words import (
    ID,
    KEY,
    ArgumentUnusable,
    Hands,
    Refused,
    input_type,
    key_of,
    optional,
    payload,
    said,
)
from tributary.identity import PartyUnknown, Role, RoleMissing
from tributary.kernel import PartyId, UserId
from tributary.platform import Seals

NAME_MAX: Final = 80

PERSON: Final = "Which person, as a member of the team is called."
SIDE: Final = "At which distributor; in the brand itself if unsaid."


@input_type
class InviteMemberInput:
    """Somebody who is to work here."""

    email: str = said("The address to write to, and to sign in with.")
    name: str = said("What the person is called.")
    language: str = said("What we write in: zh or en.")
    roles: list[Role] = said("What the person is to be: at least one role.")
    distributor_id: ID | None = optional(SIDE)
    idempotency_key: ID = said(KEY)


@input_type
class _RoleInput:
    """A role of a person on one side."""

    person: ID = said(PERSON)
    role: Role = said("Which role.")
    distributor_id: ID | None = optional(SIDE)
    idempotency_key: ID = said(KEY)


@input_type
class _MemberInput:
    """A person on one side."""

    person: ID = said(PERSON)
    distributor_id: ID | None = optional(SIDE)
    idempotency_key: ID = said(KEY)


@input_type
class GiveRoleInput(_RoleInput):
    """A role to be given to somebody who works here."""


@input_type
class TakeRoleInput(_RoleInput):
    """A role to be taken from somebody."""


@input_type
class ResendInvitationInput(_MemberInput):
    """Somebody to be written to once more."""


@input_type
class WithdrawInvitationInput(_MemberInput):
    """Somebody whose invitation is to be taken back."""


@input_type
class EndMemberSessionsInput(_MemberInput):
    """Somebody to be signed out everywhere."""


@payload
class ChangedMember:
    """The team is another now: load it anew."""

    person: ID = said("What mutations call the person.")


@payload
class SignedOutMember:
    """Nobody is signed in as this person any more, on this side."""

    person: ID = said("What mutations call the person.")
    sessions: int = said("How many devices were signed out.")


def _result(name: str, of: str) -> object:
    return strawberry.union(name, description=f"What became of {of}.")


InviteMemberResult = Annotated[
    ChangedMember | Refused, _result("InviteMemberResult", "somebody to be invited")
]
GiveRoleResult = Annotated[ChangedMember | Refused, _result("GiveRoleResult", "a role to be given")]
TakeRoleResult = Annotated[ChangedMember | Refused, _result("TakeRoleResult", "a role to be taken")]
ResendInvitationResult = Annotated[
    ChangedMember | Refused, _result("ResendInvitationResult", "a letter to be sent again")
]
WithdrawInvitationResult = Annotated[
    ChangedMember | Refused, _result("WithdrawInvitationResult", "an invitation to be taken back")
]
EndMemberSessionsResult = Annotated[
    SignedOutMember | Refused, _result("EndMemberSessionsResult", "somebody to be signed out")
]


async def invite_member(hands: Hands, given: InviteMemberInput) -> Mapping[str, object]:
    """Invite a person with roles."""
    name = " ".join(given.name.split())
    if not 0 < len(name) <= NAME_MAX:
        raise ArgumentUnusable(f"A name has 1 to {NAME_MAX} characters.")
    if not given.roles:
        raise ArgumentUnusable("Name at least one role.")
    user_id = await identity.invite(
        hands.work,
        hands.desk.port(Seals),
        email=given.email,
        name=name,
        language=given.language,
        roles=frozenset(given.roles),
        party_id=_side(hands, given.distributor_id, *given.roles),
    )
    return {"person": f"User:{user_id}"}


async def give_role(hands: Hands, given: GiveRoleInput) -> Mapping[str, object]:
    """Give a role to somebody who works here."""
    party_id = _side(hands, given.distributor_id, given.role)
    user_id = _person(given.person)
    await identity.give_role(hands.work, user_id=user_id, role=given.role, party_id=party_id)
    return {"person": given.person}


async def take_role(hands: Hands, given: TakeRoleInput) -> Mapping[str, object]:
    """Take a role from somebody."""
    party_id = _side(hands, given.distributor_id, given.role)
    user_id = _person(given.person)
    await identity.remove_role(hands.work, user_id=user_id, role=given.role, party_id=party_id)
    return {"person": given.person}


async def resend_invitation(hands: Hands, given: ResendInvitationInput) -> Mapping[str, object]:
    """Write once more to somebody who was invited."""
    await identity.resend_invitation(
        hands.work,
        hands.desk.port(Seals),
        user_id=_person(given.person),
        party_id=_side(hands, given.distributor_id),
    )
    return {"person": given.person}


async def withdraw_invitation(hands: Hands, given: WithdrawInvitationInput) -> Mapping[str, object]:
    """Take an invitation back."""
    await identity.withdraw_invitation(
        hands.work, user_id=_person(given.person), party_id=_side(hands, given.distributor_id)
    )
    return {"person": given.person}


async def end_member_sessions(hands: Hands, given: EndMemberSessionsInput) -> Mapping[str, object]:
    """Sign somebody out everywhere."""
    ended = await identity.end_member_sessions(
        hands.work, user_id=_person(given.person), party_id=_side(hands, given.distributor_id)
    )
    return {"person": given.person, "sessions": ended}


def _person(given: str) -> UserId:
    return UserId(key_of("User", given))


def _side(hands: Hands, given: str | None, *roles: Role) -> PartyId | None:
    """Return the side that is meant, if whoever acts may touch it with the roles that count now.

    The operation asks for the roles of the person; a session may hold fewer, as there was no
    second factor, or as it was opened for another side.

    Refuses:
        PartyUnknown: somebody of a distributor means another side.
        RoleMissing: none of the roles of the session gives what is meant.
    """
    viewer = hands.viewer
    party_id = None if given is None else PartyId(key_of("Distributor", given))
    if viewer.is_distributor and party_id != viewer.distributor_id:
        raise PartyUnknown("There is no such distributor of yours.")
    meant = roles or ((Role.DISTRIBUTOR_BUYER,) if party_id else (Role.OWNER,))
    if not identity.givable(viewer.roles).issuperset(meant):
        raise RoleMissing("This is not for your role: ask an owner.")
    return party_id
