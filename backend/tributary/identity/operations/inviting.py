"""People are invited by a letter; until they came in, it is sent again or taken back."""

from collections.abc import Collection
from datetime import timedelta

from tributary.identity import rules
from tributary.identity.events import AccessGiven
from tributary.identity.operations.people import add_user
from tributary.identity.operations.team import (
    remove_role,
    require_giver,
    require_other,
    require_over,
)
from tributary.identity.operations.tickets import issue_ticket
from tributary.identity.rules import Role, TicketKind
from tributary.kernel import PartyId, Refusal, UserId
from tributary.platform import Seals, Work

_DAY = timedelta(days=1)


class InvitationTaken(Refusal):
    """The person has come in already: there is no invitation left.

    Take the roles away, if the person is not to work here.
    """


class InvitationsExhausted(Refusal):
    """This person was written to too often today.

    Wait until tomorrow, and check the address.
    """


async def invite(
    work: Work,
    seals: Seals,
    *,
    email: str,
    name: str,
    language: str,
    roles: Collection[Role],
    party_id: PartyId | None = None,
) -> UserId:
    """Give a person roles on one side, and write to that person how to come in.

    Refuses:
        RoleMissing: whoever acts may not give one of the roles.
        EmailUnreadable: the address is none.
        LanguageUnknown: we do not write in the language.
        RoleMismatch: role and distributor do not fit together.
        PartyUnknown: the brand has no such distributor.
        RoleTaken: the person has a role already, for another distributor.
        OwnRole: it is whoever acts.
        InvitationsExhausted: the person was written to too often today.
    """
    if not roles:
        message = "nobody is invited to nothing"
        raise ValueError(message)
    for role in sorted(roles):
        await require_giver(work, role, party_id)
    (user_id,) = {
        await add_user(
            work, email=email, name=name, language=language, role=role, party_id=party_id
        )
        for role in sorted(roles)
    }
    require_other(work, user_id)
    known = await work.rows(
        """
        SELECT 1 FROM passwords WHERE user_id = :user
        UNION ALL
        SELECT 1 FROM identity_links WHERE brand_id = :brand AND user_id = :user
        """,
        brand=work.brand_id,
        user=user_id,
    )
    if known:
        work.announce(AccessGiven(work.brand_id, user_id))
    else:
        await _write(work, seals, user_id)
    return user_id


async def resend_invitation(
    work: Work, seals: Seals, *, user_id: UserId, party_id: PartyId | None = None
) -> None:
    """Write once more to somebody who was invited; only the newest link opens.

    Refuses:
        RoleMissing: whoever acts may not give the roles the person has.
        MemberUnknown: the person has no role on this side.
        InvitationTaken: the person has come in.
        InvitationsExhausted: the person was written to too often today.
    """
    await require_over(work, user_id, party_id)
    await _require_waiting(work, user_id)
    await _write(work, seals, user_id)


async def withdraw_invitation(
    work: Work, *, user_id: UserId, party_id: PartyId | None = None
) -> None:
    """Take back an invitation with all its roles; its links open nothing any more.

    Refuses:
        RoleMissing: whoever acts may not take the roles the person has.
        MemberUnknown: the person has no role on this side.
        InvitationTaken: the person has come in.
        LastOwner: nobody would own the brand, or the distributor.
    """
    held = await require_over(work, user_id, party_id)
    await _require_waiting(work, user_id)
    for role in sorted(held):
        await remove_role(work, user_id=user_id, role=role, party_id=party_id)
    elsewhere = await work.rows(
        "SELECT 1 FROM memberships WHERE brand_id = :brand AND user_id = :user",
        brand=work.brand_id,
        user=user_id,
    )
    if not elsewhere:
        await _spend(work, user_id, TicketKind.INVITATION, TicketKind.RESET)
    await work.audit("identity.withdraw_invitation", subject="user", subject_id=user_id)


async def _require_waiting(work: Work, user_id: UserId) -> None:
    (row,) = await work.rows(
        "SELECT has_come_in(:brand, :user) AS came", brand=work.brand_id, user=user_id
    )
    if row.came:
        raise InvitationTaken("This person has come in already: load the list anew.")


async def _write(work: Work, seals: Seals, user_id: UserId) -> None:
    (written,) = await work.rows(
        """
        SELECT count(*) AS letters FROM tickets WHERE brand_id = :brand AND user_id = :user
          AND kind = 'invitation' AND created_at > :since
        """,
        brand=work.brand_id,
        user=user_id,
        since=work.opened_at - _DAY,
    )
    if written.letters >= rules.LETTERS_A_DAY:
        raise InvitationsExhausted("This person was written to too often today: wait a day.")
    await _spend(work, user_id, TicketKind.INVITATION)
    await issue_ticket(work, seals, kind=TicketKind.INVITATION, user_id=user_id)


async def _spend(work: Work, user_id: UserId, *kinds: TicketKind) -> None:
    """Use up the links that a person was sent before."""
    await work.run(
        """
        UPDATE tickets SET used_at = :now
        WHERE brand_id = :brand AND user_id = :user AND used_at IS NULL AND kind = ANY(:kinds)
        """,
        brand=work.brand_id,
        user=user_id,
        now=work.opened_at,
        kinds=[kind.value for kind in kinds],
    )
