"""The second step of signing in, confirming who one is, and the devices one is signed in on."""

import secrets
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row

from tributary.identity import queries, rules
from tributary.identity.events import AccountChanged
from tributary.identity.operations.attempts import count_attempt, forgive_attempt
from tributary.identity.operations.factors import prove
from tributary.identity.operations.links import require_way_in, take_claim
from tributary.identity.operations.passkeys import ask_passkey
from tributary.identity.operations.passwords import hash_of, is_password, keep_hash
from tributary.identity.operations.sessions import (
    NOWHERE,
    ORIGIN,
    Admission,
    Opening,
    SignInFailed,
    admit,
    replace_session,
)
from tributary.identity.queries import SignedIn
from tributary.identity.rules import Factor, Proof
from tributary.kernel import Actor, BrandId, Refusal, UserId
from tributary.platform import Cause, Desk, Seals, Work

ATTEMPTS_MAX: Final = 5
"""How many proofs one right password is good for."""


class SignInExpired(Refusal):
    """The password was said too long ago, or too many second factors were wrong since.

    Sign in from the beginning.
    """


async def complete_sign_in(
    desk: Desk,
    token: str,
    proof: Proof,
    *,
    earlier_token: str | None = None,
    claim_token: str | None = None,
) -> Admission:
    """Open the session of somebody whose first step was right and who proves more now.

    The attempt is counted before the proof is looked at.

    Refuses:
        SignInExpired: there is nothing to complete, or not any more.
        SignInDelayed: there were too many wrong proofs of this person.
        FactorWrong: it proves nothing.
        ProviderRequired: it was a password, and the brand wants its provider since.
    """
    brand_id = rules.brand_of_token(token) or NOWHERE
    held = await _counted(desk, brand_id, token)
    now = desk.clock()
    user_id = UserId(held.user_id)
    async with desk.database.work(Actor(brand_id, user_id, ORIGIN), now=now) as work:
        used = await work.run(
            "UPDATE pending_sign_ins SET used_at = :now "
            "WHERE brand_id = :brand AND token_sha256 = :digest AND used_at IS NULL",
            brand=brand_id,
            digest=rules.digest_of(token),
            now=now,
        )
        if not used:
            raise SignInExpired("Sign in from the beginning.")
        factor = await prove(work, desk.port(Seals), user_id=user_id, proof=proof)
        await forgive_attempt(work, rules.factor_limits(user_id), now=now)
        provider_id = held.provider_id or await take_claim(work, claim_token, user_id)
        party_id = held.party_id
        await require_way_in(work, user_id, party_id, provider_id=provider_id, factor=factor)
        opening = Opening(held.user_agent, factor, provider_id)
        admission = await admit(work, user_id, party_id, opening)
    await replace_session(desk, earlier_token)
    return admission


async def ask_pending_passkey(desk: Desk, token: str, *, origin: str) -> dict[str, Any]:
    """Return what a browser is to be asked on the way in.

    Refuses:
        SignInExpired: there is nothing to complete, or not any more.
        PasskeyUnavailable: the page was opened in a way that has no passkeys.
    """
    brand_id = rules.brand_of_token(token) or NOWHERE
    async with desk.work(brand_id, ORIGIN) as work:
        held = await work.rows(
            "SELECT user_id FROM pending_sign_ins WHERE brand_id = :brand "
            "AND token_sha256 = :digest AND used_at IS NULL AND expires_at > :now",
            brand=brand_id,
            digest=rules.digest_of(token),
            now=work.opened_at,
        )
        if not held:
            raise SignInExpired("Sign in from the beginning.")
        return await ask_passkey(work, user_id=UserId(held[0].user_id), origin=origin)


async def confirm(desk: Desk, visitor: SignedIn, proof: Proof) -> str:
    """Prove again who one is; return the token that the session has from now on.

    Refuses:
        SignInDelayed: there were too many wrong proofs of this person.
        SignInFailed: the password is wrong.
        FactorWrong: it proves nothing; a password does not where there is a second factor.
    """
    limits = rules.factor_limits(visitor.user_id)
    actor = Actor(visitor.brand.id, visitor.user_id, ORIGIN)
    async with desk.database.work(actor, now=desk.clock()) as work:
        await count_attempt(work, limits, now=work.opened_at)
        account = await queries.account_of(work.session, work.brand_id, visitor.user_id)
    if not account.ways:
        await _require_password(desk, visitor, proof.password or "")
    async with desk.database.work(actor, now=desk.clock()) as work:
        factor = None
        if account.ways:
            factor = await prove(work, desk.port(Seals), user_id=visitor.user_id, proof=proof)
        await forgive_attempt(work, limits, now=work.opened_at)
        return await rotate(work, visitor.session_id, factor)


async def change_password(desk: Desk, visitor: SignedIn, *, current: str, new: str) -> str:
    """Take another password; every other session is over, this one has the token returned.

    Refuses:
        SignInDelayed: there were too many wrong ones.
        SignInFailed: the current password is wrong.
        PasswordUnsuitable: the new one is too short, too long, or easy to guess.
    """
    limits = rules.factor_limits(visitor.user_id)
    actor = Actor(visitor.brand.id, visitor.user_id, ORIGIN)
    async with desk.database.work(actor, now=desk.clock()) as work:
        await count_attempt(work, limits, now=work.opened_at)
        account = await queries.account_of(work.session, work.brand_id, visitor.user_id)
    await _require_password(desk, visitor, current)
    rules.require_password(new, email=account.email, name=visitor.name)
    encoded = await hash_of(new)
    async with desk.database.work(actor, now=desk.clock()) as work:
        await forgive_attempt(work, limits, now=work.opened_at)
        await keep_hash(work, visitor.user_id, encoded)
        await work.audit("identity.set_password", subject="user", subject_id=visitor.user_id)
        work.announce(AccountChanged(work.brand_id, visitor.user_id, "password_changed"))
        # Where there is a second factor, the password alone is no fresh proof.
        return await rotate(
            work, visitor.session_id, None, begins_anew=True, confirms=not account.ways
        )


async def rotate(
    work: Work,
    session_id: UUID,
    factor: Factor | None,
    *,
    begins_anew: bool = False,
    confirms: bool = True,
    is_outside: bool = False,
) -> str:
    """Give a session another token, as what it may has changed; the one before is worth nothing.

    Args:
        work: the work.
        session_id: which session.
        factor: what was proven beside the password, if anything was.
        begins_anew: whether it counts as opened now, after a new password.
        confirms: whether the person just proved who it is.
        is_outside: whether an identity provider says so.
    """
    token = rules.token_of(work.brand_id, secrets.token_urlsafe(32))
    await work.run(
        """
        UPDATE sessions
        SET token_sha256 = :digest,
            confirmed_at = CASE WHEN :confirms THEN CAST(:now AS timestamptz) ELSE confirmed_at END,
            is_confirmed_outside = CASE WHEN :confirms THEN :outside
                                        ELSE is_confirmed_outside END,
            factor = coalesce(CAST(:factor AS text), factor),
            created_at = CASE WHEN :anew THEN CAST(:now AS timestamptz) ELSE created_at END
        WHERE brand_id = :brand AND id = :session AND ended_at IS NULL
        """,
        brand=work.brand_id,
        session=session_id,
        digest=rules.digest_of(token),
        factor=factor,
        now=work.opened_at,
        anew=begins_anew,
        confirms=confirms,
        outside=is_outside,
    )
    fields = {"factor": factor}
    await work.audit(
        "identity.rotate_session", subject="session", subject_id=session_id, after=fields
    )
    return token


async def end_others(work: Work, *, user_id: UserId, but: UUID) -> int:
    """End the sessions of a person on all other devices; return how many there were."""
    return await _end(work, user_id, "id <> :session", but)


async def end_session(work: Work, *, user_id: UserId, session_id: UUID) -> int:
    """End one session of a person; return how many there were."""
    return await _end(work, user_id, "id = :session", session_id)


async def forget_pending(work: Work) -> None:
    """Delete what waited for a second factor, a passkey or a provider and never got it."""
    for table in ("pending_sign_ins", "passkey_challenges", "provider_journeys"):
        await work.run(
            f"DELETE FROM {table} WHERE brand_id = :brand AND expires_at < :now",  # noqa: S608
            brand=work.brand_id,
            now=work.opened_at,
        )


async def _end(work: Work, user_id: UserId, which: str, session_id: UUID) -> int:
    ended = await work.rows(
        f"""
        UPDATE sessions SET ended_at = :now
        WHERE brand_id = :brand AND user_id = :user AND ended_at IS NULL AND {which}
        RETURNING id
        """,  # noqa: S608  One of two conditions of ours.
        brand=work.brand_id,
        user=user_id,
        session=session_id,
        now=work.opened_at,
    )
    for row in ended:
        await work.audit(
            "identity.sign_out",
            subject="session",
            subject_id=row.id,
            after={"user_id": user_id},
            reason=Cause.ENDED_ELSEWHERE,
        )
    return len(ended)


async def _counted(desk: Desk, brand_id: BrandId, token: str) -> Row[Any]:
    """Return who waits for a second step; the attempt counts before its proof is looked at."""
    now = desk.clock()
    async with desk.work(brand_id, ORIGIN) as work:
        held = await work.rows(
            """
            UPDATE pending_sign_ins SET attempts = attempts + 1
            WHERE brand_id = :brand AND token_sha256 = :digest AND used_at IS NULL
              AND expires_at > :now AND attempts < :most
            RETURNING user_id, party_id, user_agent, provider_id
            """,
            brand=brand_id,
            digest=rules.digest_of(token),
            now=now,
            most=ATTEMPTS_MAX,
        )
        if held:
            await count_attempt(work, rules.factor_limits(held[0].user_id), now=now)
    if not held:
        raise SignInExpired("Sign in from the beginning.")
    return held[0]


async def _require_password(desk: Desk, visitor: SignedIn, text: str) -> None:
    async with desk.work(visitor.brand.id, ORIGIN) as work:
        rows = await work.rows(
            "SELECT hash FROM passwords WHERE user_id = :user", user=visitor.user_id
        )
    if not await is_password(rows[0].hash if rows else None, text):
        raise SignInFailed("The password is not right.")
