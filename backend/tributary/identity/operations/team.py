"""Who works here: roles are given and taken away, and people are signed out."""

from tributary.identity import rules
from tributary.identity.operations.grants import revoke_grant
from tributary.identity.operations.people import RoleMissing, keep_role, require_role
from tributary.identity.rules import DISTRIBUTOR_ROLES, Role
from tributary.kernel import PartyId, Refusal, UserId
from tributary.platform import Cause, Work


class LastOwner(Refusal):
    """The brand, or a distributor whose owner steps back, would be left without an owner.

    Make somebody else owner first.
    """


class MemberUnknown(Refusal):
    """Nobody here has this role.

    Load the list of people anew.
    """


class OwnRole(Refusal):
    """Nobody gives a role to himself.

    Ask somebody else who may give it.
    """


async def give_role(
    work: Work, *, user_id: UserId, role: Role, party_id: PartyId | None = None
) -> None:
    """Give a role to a person who has one on the same side already.

    Refuses:
        RoleMissing: whoever acts may not give this role.
        OwnRole: it is whoever acts.
        MemberUnknown: the person has no role on this side.
        RoleMismatch: role and distributor do not fit together.
        RoleTaken: the person has the role already, for another distributor.
    """
    await require_giver(work, role, party_id)
    require_other(work, user_id)
    if not await roles_at(work, user_id, party_id):
        raise MemberUnknown("This person does not work here: load the list anew.")
    rules.require_side(role, party_id)
    (person,) = await work.rows("SELECT email FROM users WHERE id = :user", user=user_id)
    await keep_role(work, user_id=user_id, address=person.email, role=role, party_id=party_id)


async def remove_role(
    work: Work, *, user_id: UserId, role: Role, party_id: PartyId | None = None
) -> None:
    """Take a role from a person; it counts from that person's next request.

    Refuses:
        RoleMissing: whoever acts may not take this role.
        MemberUnknown: the person does not have it on this side.
        LastOwner: nobody would own the brand, or the distributor.
    """
    await require_giver(work, role, party_id)
    if role in {Role.OWNER, Role.DISTRIBUTOR_OWNER}:
        # Two owners who remove each other at once wait for one another here.
        await work.run(
            "SELECT pg_advisory_xact_lock(hashtextextended(CAST(:brand AS text), 0))",
            brand=work.brand_id,
        )
    given = {"brand": work.brand_id, "role": role.value, "party": party_id}
    holders = await work.rows(
        """
        SELECT user_id FROM memberships WHERE brand_id = :brand AND role = :role
          AND party_id IS NOT DISTINCT FROM CAST(:party AS uuid)
        """,
        **given,
    )
    if user_id not in {row.user_id for row in holders}:
        raise MemberUnknown("This person does not have this role: load the list anew.")
    if len(holders) == 1 and await _must_stay(work, role):
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
    fields = {"role": role.value, "party_id": party_id}
    await work.audit("identity.remove_role", subject="user", subject_id=user_id, before=fields)


async def end_member_sessions(
    work: Work, *, user_id: UserId, party_id: PartyId | None = None
) -> int:
    """Sign a person out everywhere on one side, programs too; return how many sessions there were.

    Refuses:
        MemberUnknown: the person has no role on this side.
        RoleMissing: whoever acts may not take the roles of this person.
    """
    await require_over(work, user_id, party_id)
    side = {"brand": work.brand_id, "user": user_id, "party": party_id}
    ended = await work.run(
        """
        UPDATE sessions SET ended_at = :now
        WHERE brand_id = :brand AND user_id = :user AND ended_at IS NULL
          AND party_id IS NOT DISTINCT FROM CAST(:party AS uuid)
        """,
        **side,
        now=work.opened_at,
    )
    grants = await work.rows(
        """
        SELECT id FROM program_grants
        WHERE brand_id = :brand AND user_id = :user AND revoked_at IS NULL
          AND party_id IS NOT DISTINCT FROM CAST(:party AS uuid)
        """,
        **side,
    )
    for row in grants:
        await revoke_grant(work, grant_id=row.id, why=Cause.SIGNED_OUT_BY_TEAM)
    fields = {"ended": ended, "programs": len(grants), "party_id": party_id}
    await work.audit("identity.end_sessions", subject="user", subject_id=user_id, after=fields)
    return ended


async def roles_at(work: Work, user_id: UserId, party_id: PartyId | None) -> frozenset[Role]:
    """Return the roles of a person on one side."""
    rows = await work.rows(
        """
        SELECT role FROM memberships WHERE brand_id = :brand AND user_id = :user
          AND party_id IS NOT DISTINCT FROM CAST(:party AS uuid)
        """,
        brand=work.brand_id,
        user=user_id,
        party=party_id,
    )
    return frozenset(Role(row.role) for row in rows)


async def require_over(work: Work, user_id: UserId, party_id: PartyId | None) -> frozenset[Role]:
    """Return the roles of a person on one side, each of which whoever acts may take.

    Refuses:
        MemberUnknown: the person has no role on this side.
        RoleMissing: one of them is not for whoever acts to take.
    """
    held = await roles_at(work, user_id, party_id)
    # Who may not look here learns nothing about who is: the right is asked for before the person.
    for role in held or (DISTRIBUTOR_ROLES if party_id else {Role.OWNER}):
        await require_giver(work, role, party_id)
    if not held:
        raise MemberUnknown("This person does not work here: load the list anew.")
    return held


async def require_giver(work: Work, role: Role, party_id: PartyId | None) -> None:
    """Make sure that whoever acts may give and take a role, for the brand or for a distributor.

    Refuses:
        RoleMissing: it may not.
    """
    givers = rules.GIVERS[role]
    actor = work.actor
    if actor.user_id is None:
        await require_role(work, *givers)
        return
    held = await roles_at(work, actor.user_id, None)
    if party_id is not None:
        held |= await roles_at(work, actor.user_id, party_id)
    if givers.isdisjoint(held):
        wanted = ", ".join(sorted(givers))
        raise RoleMissing(f"This needs one of the roles {wanted}: ask somebody who has it.")


def require_other(work: Work, user_id: UserId) -> None:
    """Make sure that somebody else is meant than whoever acts.

    Refuses:
        OwnRole: it is whoever acts.
    """
    if user_id == work.actor.user_id:
        raise OwnRole("Nobody gives a role to himself: ask somebody else who may give it.")


async def _must_stay(work: Work, role: Role) -> bool:
    """Tell whether a last holder stays: the brand's, and a distributor's unless the brand acts."""
    if role is Role.OWNER:
        return True
    actor = work.actor.user_id
    if role is not Role.DISTRIBUTOR_OWNER or actor is None:
        return False
    return rules.GIVERS[role].isdisjoint(await roles_at(work, actor, None))
