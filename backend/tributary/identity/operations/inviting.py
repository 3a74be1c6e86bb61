"""Who works here: people are invited to a role, and lose it again."""

from typing import Final

from tributary.identity.events import AccessGiven
from tributary.identity.operations.people import add_user, require_role
from tributary.identity.operations.tickets import issue_ticket
from tributary.identity.rules import Role, TicketKind
from tributary.kernel import PartyId, Refusal, UserId
from tributary.platform import Seals, Work

INVITERS: Final = frozenset({Role.OWNER})
"""Whoever gives roles in the brand."""

PARTY_INVITERS: Final = INVITERS | {Role.SALES_MANAGER}
"""Whoever of the brand gives roles at its distributors; each has an owner who does so, too."""


class LastOwner(Refusal):
    """The brand would be left without an owner.

    Make somebody else owner first.
    """


class MemberUnknown(Refusal):
    """Nobody here has this role.

    Load the list of people anew.
    """


async def invite(
    work: Work,
    seals: Seals,
    *,
    email: str,
    name: str,
    language: str,
    role: Role,
    party_id: PartyId | None = None,
) -> UserId:
    """Give a person a role, and write to that person how to come in.

    Refuses:
        RoleMissing: whoever acts may not give this role.
        EmailUnreadable: the address is none.
        LanguageUnknown: we do not write in the language.
        RoleMismatch: role and distributor do not fit together.
        PartyUnknown: the brand has no such distributor.
        RoleTaken: the person has the role already, for another distributor.
    """
    await _require_giver(work, party_id)
    user_id = await add_user(
        work, email=email, name=name, language=language, role=role, party_id=party_id
    )
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
        await issue_ticket(work, seals, kind=TicketKind.INVITATION, user_id=user_id)
    return user_id


async def remove_role(work: Work, *, user_id: UserId, role: Role) -> None:
    """Take a role from a person; it counts from that person's next request.

    Refuses:
        RoleMissing: whoever acts may not take this role.
        MemberUnknown: the person does not have it.
        LastOwner: nobody would own the brand.
    """
    if role is Role.OWNER:
        # Two owners who remove each other at once wait for one another here.
        await work.run(
            "SELECT pg_advisory_xact_lock(hashtextextended(CAST(:brand AS text), 0))",
            brand=work.brand_id,
        )
    held = await work.rows(
        """
        SELECT party_id, (SELECT count(*) FROM memberships
                          WHERE brand_id = :brand AND role = :role) AS holders
        FROM memberships WHERE brand_id = :brand AND user_id = :user AND role = :role
        """,
        brand=work.brand_id,
        user=user_id,
        role=role.value,
    )
    await _require_giver(work, held[0].party_id if held else None)
    if not held:
        raise MemberUnknown("This person does not have this role: load the list anew.")
    if role is Role.OWNER and held[0].holders == 1:
        raise LastOwner("This is the last owner: make somebody else owner first.")
    await work.run(
        """
        WITH taken AS (
          DELETE FROM memberships WHERE brand_id = :brand AND user_id = :user AND role = :role
          RETURNING brand_id, user_id, role, party_id, since_at)
        INSERT INTO former_memberships (brand_id, user_id, role, party_id, since_at, until_at)
        SELECT brand_id, user_id, role, party_id, since_at, greatest(since_at, :now) FROM taken
        ON CONFLICT DO NOTHING
        """,
        brand=work.brand_id,
        user=user_id,
        role=role.value,
        now=work.opened_at,
    )
    fields = {"role": role.value, "party_id": held[0].party_id}
    await work.audit("identity.remove_role", subject="user", subject_id=user_id, before=fields)


async def _require_giver(work: Work, party_id: PartyId | None) -> None:
    own = await work.rows(
        """
        SELECT 1 FROM memberships WHERE brand_id = :brand AND user_id = :user
          AND role = 'distributor_owner' AND party_id = :party
        """,
        brand=work.brand_id,
        user=work.actor.user_id,
        party=party_id,
    )
    if not own:
        await require_role(work, *(INVITERS if party_id is None else PARTY_INVITERS))
