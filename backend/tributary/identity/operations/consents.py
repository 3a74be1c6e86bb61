"""Consent that is remembered, so that people are asked once, and taken back when they want."""

from uuid import UUID

from tributary.identity import queries
from tributary.identity.operations.grants import Allowed, revoke_grant
from tributary.kernel import PartyId, UserId, new_id
from tributary.platform import Cause, Work


async def remember_consent(work: Work, allowed: Allowed) -> None:
    """Write down what a person allowed a program, unless that is known already."""
    user_id = allowed.user_id
    if user_id is None:
        raise AssertionError("only people consent")
    known = await queries.consented_scopes(
        work.session,
        work.brand_id,
        program_id=allowed.program_id,
        user_id=user_id,
        party_id=allowed.party_id,
    )
    if set(allowed.scope.split()) <= known:
        return
    await work.run(
        """
        INSERT INTO program_consents (brand_id, id, program_id, user_id, party_id, scope, given_at)
        VALUES (:brand, :id, :program, :user, :party, :scope, :now)
        """,
        brand=work.brand_id,
        id=new_id(),
        program=allowed.program_id,
        user=user_id,
        party=allowed.party_id,
        scope=allowed.scope,
        now=work.opened_at,
    )


async def withdraw_consent(
    work: Work, *, program_id: UUID, user_id: UserId, party_id: PartyId | None
) -> int:
    """Take back whatever a person allowed a program; return how many grants that ended.

    The program is asked about anew the next time, and none of its tokens is good any more.
    """
    whose = {
        "brand": work.brand_id,
        "program": program_id,
        "user": user_id,
        "party": party_id,
    }
    forgotten = await work.run(
        """
        DELETE FROM program_consents
        WHERE brand_id = :brand AND program_id = :program AND user_id = :user
          AND party_id IS NOT DISTINCT FROM :party
        """,
        **whose,
    )
    living = await work.rows(
        """
        SELECT id FROM program_grants
        WHERE brand_id = :brand AND program_id = :program AND user_id = :user
          AND party_id IS NOT DISTINCT FROM :party AND revoked_at IS NULL
        """,
        **whose,
    )
    for row in living:
        await revoke_grant(work, grant_id=row.id, why=Cause.CONSENT_WITHDRAWN)
    if forgotten or living:
        fields = {"user_id": user_id, "grants_ended": len(living)}
        await work.audit(
            "identity.withdraw_consent", subject="program", subject_id=program_id, after=fields
        )
    return len(living)
