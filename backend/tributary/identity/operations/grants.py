"""Grants: what a program was allowed, its codes and tokens, each good once, ended as a family."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from tributary.identity import rules
from tributary.identity.operations.programs import note_program_use
from tributary.kernel import PartyId, UserId, new_id
from tributary.platform import Cause, Work

CODE_LIFE: Final = timedelta(seconds=60)
ACCESS_LIFE: Final = timedelta(minutes=10)
REFRESH_LIFE: Final = timedelta(days=30)
"""A program that is not used for this long asks its person again."""

KEPT_FOR: Final = timedelta(days=1)
"""How long what has expired is kept, so that its second use is still known for one."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What somebody allows a program, or a program has for itself."""

    program_id: UUID
    scope: str
    user_id: UserId | None = None
    party_id: PartyId | None = None
    session_id: UUID | None = None
    signed_in_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A code or a refresh token that was just used, and what it stands for."""

    grant_id: UUID
    user_id: UserId
    scope: str
    signed_in_at: datetime
    redirect_uri: str = ""
    code_challenge: str = ""
    nonce: str | None = None


async def begin_grant(work: Work, allowed: Allowed) -> UUID:
    """Write down what a program is allowed; return the id of the family of its tokens."""
    grant_id = new_id()
    await work.run(
        """
        INSERT INTO program_grants (brand_id, id, program_id, user_id, party_id, session_id, scope,
                                    signed_in_at, created_at)
        VALUES (:brand, :id, :program, :user, :party, :session, :scope, :signed_in, :now)
        """,
        brand=work.brand_id,
        id=grant_id,
        program=allowed.program_id,
        user=allowed.user_id,
        party=allowed.party_id,
        session=allowed.session_id,
        scope=allowed.scope,
        signed_in=allowed.signed_in_at or work.opened_at,
        now=work.opened_at,
    )
    fields = {"program_id": allowed.program_id, "scope": allowed.scope}
    await work.audit("identity.begin_grant", subject="grant", subject_id=grant_id, after=fields)
    return grant_id


async def issue_code(
    work: Work, *, grant_id: UUID, redirect_uri: str, code_challenge: str, nonce: str | None
) -> str:
    """Return a code that can be exchanged once, within a minute."""
    code = _new_token(work)
    await work.run(
        """
        INSERT INTO authorization_codes (brand_id, code_sha256, grant_id, redirect_uri,
                                         code_challenge, nonce, expires_at)
        VALUES (:brand, :digest, :grant, :redirect, :challenge, :nonce, :until)
        """,
        brand=work.brand_id,
        digest=rules.digest_of(code),
        grant=grant_id,
        redirect=redirect_uri,
        challenge=code_challenge,
        nonce=nonce,
        until=work.opened_at + CODE_LIFE,
    )
    return code


async def take_code(work: Work, *, code: str, program_id: UUID) -> Taken | None:
    """Use up a code of a program; None when it is none, expired, another's, or used before.

    The row is taken by one statement, so that of many at once one wins. A second use means that
    somebody else has read the code: whatever was issued for it is revoked.
    """
    digest = rules.digest_of(code)
    taken = await work.rows(
        """
        UPDATE authorization_codes c SET used_at = :now
        FROM program_grants g
        WHERE c.brand_id = :brand AND c.code_sha256 = :digest AND c.used_at IS NULL
          AND c.expires_at > :now AND g.brand_id = :brand AND g.id = c.grant_id
          AND g.program_id = :program AND g.revoked_at IS NULL
        RETURNING c.grant_id, g.user_id, g.scope, g.signed_in_at, c.redirect_uri, c.code_challenge,
                  c.nonce
        """,
        brand=work.brand_id,
        digest=digest,
        program=program_id,
        now=work.opened_at,
    )
    if taken:
        (row,) = taken
        return Taken(
            row.grant_id,
            UserId(row.user_id),
            row.scope,
            row.signed_in_at,
            row.redirect_uri,
            row.code_challenge,
            row.nonce,
        )
    used = await work.rows(
        """
        SELECT grant_id FROM authorization_codes
        WHERE brand_id = :brand AND code_sha256 = :digest AND used_at IS NOT NULL
        """,
        brand=work.brand_id,
        digest=digest,
    )
    for row in used:
        await revoke_grant(work, grant_id=row.grant_id, why=Cause.CODE_REUSED)
    return None


async def hold_refresh(work: Work, *, token: str, program_id: UUID) -> Taken | None:
    """Return what a refresh token of a program stands for, held until this work ends.

    One that was used before has been copied: its whole family is revoked. `use_refresh` is what
    uses it up.
    """
    found = await work.rows(
        """
        SELECT r.grant_id, r.used_at, r.expires_at FROM refresh_tokens r
        JOIN program_grants g ON g.brand_id = :brand AND g.id = r.grant_id
        WHERE r.brand_id = :brand AND r.token_sha256 = :digest AND g.program_id = :program
        FOR UPDATE OF r
        """,
        brand=work.brand_id,
        digest=rules.digest_of(token),
        program=program_id,
    )
    if not found:
        return None
    (row,) = found
    if row.used_at is not None:
        await revoke_grant(work, grant_id=row.grant_id, why=Cause.REFRESH_REUSED)
        return None
    return None if row.expires_at <= work.opened_at else await _living(work, row.grant_id)


async def use_refresh(work: Work, *, token: str) -> None:
    """Use up a refresh token that is held."""
    await work.run(
        """
        UPDATE refresh_tokens SET used_at = :now
        WHERE brand_id = :brand AND token_sha256 = :digest AND used_at IS NULL
        """,
        brand=work.brand_id,
        digest=rules.digest_of(token),
        now=work.opened_at,
    )


async def keep_tokens(
    work: Work, *, grant_id: UUID, program_id: UUID, scope: str, access: str, refresh: str | None
) -> None:
    """Keep the hashes of tokens that are handed out for a grant."""
    given = {"brand": work.brand_id, "grant": grant_id, "now": work.opened_at}
    await work.run(
        """
        INSERT INTO access_tokens (brand_id, token_sha256, grant_id, scope, created_at, expires_at)
        VALUES (:brand, :digest, :grant, :scope, :now, :until)
        """,
        **given,
        digest=rules.digest_of(access),
        scope=scope,
        until=work.opened_at + ACCESS_LIFE,
    )
    if refresh is not None:
        await work.run(
            """
            INSERT INTO refresh_tokens (brand_id, token_sha256, grant_id, created_at, expires_at)
            VALUES (:brand, :digest, :grant, :now, :until)
            """,
            **given,
            digest=rules.digest_of(refresh),
            until=work.opened_at + REFRESH_LIFE,
        )
    await note_program_use(work, program_id=program_id)


async def revoke_grant(work: Work, *, grant_id: UUID, why: Cause) -> None:
    """End a grant with all its tokens."""
    revoked = await work.run(
        """
        UPDATE program_grants SET revoked_at = :now, revoked_why = :why
        WHERE brand_id = :brand AND id = :grant AND revoked_at IS NULL
        """,
        brand=work.brand_id,
        grant=grant_id,
        now=work.opened_at,
        why=why,
    )
    if revoked:
        await work.audit("identity.revoke_grant", subject="grant", subject_id=grant_id, reason=why)


async def revoke_session_grants(work: Work, *, session_id: UUID, is_whole: bool) -> None:
    """End what was allowed in a session that is over.

    Args:
        work: the work.
        session_id: the session.
        is_whole: whether also programs that may work while nobody is there are stopped.
    """
    rows = await work.rows(
        """
        SELECT id, scope FROM program_grants
        WHERE brand_id = :brand AND session_id = :session AND revoked_at IS NULL
        """,
        brand=work.brand_id,
        session=session_id,
    )
    for row in rows:
        if is_whole or "offline_access" not in rules.scopes_of(row.scope):
            await revoke_grant(work, grant_id=row.id, why=Cause.SIGNED_OUT)


async def revoke_access(work: Work, *, token: str) -> None:
    """End one access token; the program may get another by its refresh token."""
    await work.run(
        """
        UPDATE access_tokens SET revoked_at = :now
        WHERE brand_id = :brand AND token_sha256 = :digest AND revoked_at IS NULL
        """,
        brand=work.brand_id,
        digest=rules.digest_of(token),
        now=work.opened_at,
    )


async def forget_grants(work: Work) -> None:
    """Delete what has expired long enough ago, and grants of which nothing is left."""
    before = work.opened_at - KEPT_FOR
    for table in ("authorization_codes", "access_tokens", "refresh_tokens", "device_codes"):
        await work.run(
            # The names are ours, every value is a parameter.
            f"DELETE FROM {table} WHERE brand_id = :brand AND expires_at < :before",  # noqa: S608
            brand=work.brand_id,
            before=before,
        )
    await work.run(
        "DELETE FROM pushed_requests WHERE brand_id = :brand AND expires_at < :before",
        brand=work.brand_id,
        before=before,
    )
    await work.run(
        """
        DELETE FROM program_grants g WHERE g.brand_id = :brand AND g.created_at < :before
          AND NOT EXISTS (SELECT 1 FROM authorization_codes c
                          WHERE c.brand_id = :brand AND c.grant_id = g.id)
          AND NOT EXISTS (SELECT 1 FROM access_tokens a
                          WHERE a.brand_id = :brand AND a.grant_id = g.id)
          AND NOT EXISTS (SELECT 1 FROM refresh_tokens r
                          WHERE r.brand_id = :brand AND r.grant_id = g.id)
          AND NOT EXISTS (SELECT 1 FROM device_codes d
                          WHERE d.brand_id = :brand AND d.grant_id = g.id)
        """,
        brand=work.brand_id,
        before=before,
    )


async def _living(work: Work, grant_id: UUID) -> Taken | None:
    """Return a grant whose person still may: role, password and session are what they were."""
    found = await work.rows(
        """
        SELECT g.user_id, g.scope, g.signed_in_at FROM program_grants g
        LEFT JOIN passwords w ON w.user_id = g.user_id
        LEFT JOIN sessions s ON s.brand_id = :brand AND s.id = g.session_id
        WHERE g.brand_id = :brand AND g.id = :grant AND g.revoked_at IS NULL
          AND (w.set_at IS NULL OR g.created_at >= w.set_at)
          AND (s.ended_at IS NULL OR 'offline_access' = ANY (string_to_array(g.scope, ' ')))
          AND EXISTS (SELECT 1 FROM memberships m
                      WHERE m.brand_id = :brand AND m.user_id = g.user_id
                        AND m.party_id IS NOT DISTINCT FROM g.party_id)
        """,
        brand=work.brand_id,
        grant=grant_id,
    )
    if not found:
        return None
    (row,) = found
    return Taken(grant_id, UserId(row.user_id), row.scope, row.signed_in_at)


def _new_token(work: Work) -> str:
    return rules.token_of(work.brand_id, secrets.token_urlsafe(32))
