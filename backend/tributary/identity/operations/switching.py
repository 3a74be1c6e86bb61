"""Acting for another side: the session goes on under another token."""

import secrets

from tributary.identity import rules
from tributary.identity.operations.grants import revoke_session_grants
from tributary.identity.operations.links import require_way_in
from tributary.identity.operations.sessions import Admission
from tributary.kernel import PartyId, Refusal, UserId
from tributary.platform import Work


class SideUnknown(Refusal):
    """The person has no role there.

    Choose one of `viewer.sides`; a role that was taken away is no longer among them.
    """


async def switch_side(work: Work, *, token: str, party_id: PartyId | None) -> Admission:
    """Let the holder of a session act for another side; the token before is worth nothing.

    All else of the session stays, also when it ends and what was proven in it. What programs were
    allowed on the side before, but for work while nobody is there, ends.

    Refuses:
        SideUnknown: the person has no role there, or the session is over.
        ProviderRequired: to the brand's own side its people come by the provider only.
    """
    new_token = rules.token_of(work.brand_id, secrets.token_urlsafe(32))
    switched = await work.rows(
        """
        WITH former AS (
          SELECT s.id, s.party_id FROM sessions s
          WHERE s.brand_id = :brand AND s.token_sha256 = :digest AND s.ended_at IS NULL
            AND EXISTS (SELECT 1 FROM memberships m
                        WHERE m.brand_id = :brand AND m.user_id = s.user_id
                          AND m.party_id IS NOT DISTINCT FROM CAST(:party AS uuid))
          FOR UPDATE
        )
        UPDATE sessions SET token_sha256 = :new_digest, party_id = :party
        FROM former
        WHERE sessions.brand_id = :brand AND sessions.id = former.id
        RETURNING sessions.id, sessions.user_id, sessions.expires_at, sessions.factor,
                  sessions.provider_id, former.party_id AS former_party_id
        """,
        brand=work.brand_id,
        digest=rules.digest_of(token),
        new_digest=rules.digest_of(new_token),
        party=party_id,
    )
    if not switched:
        raise SideUnknown("There is no role of yours on that side.")
    (row,) = switched
    user_id = UserId(row.user_id)
    await require_way_in(work, user_id, party_id, provider_id=row.provider_id, factor=row.factor)
    await work.audit(
        "identity.switch_side",
        subject="session",
        subject_id=row.id,
        before={"party_id": row.former_party_id},
        after={"party_id": party_id},
    )
    await revoke_session_grants(work, session_id=row.id, is_whole=False)
    return Admission(new_token, row.id, work.brand_id, user_id, row.expires_at)
