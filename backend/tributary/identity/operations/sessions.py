"""Sessions: opened by a password, ended by whoever holds them, by time, or by a new password."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.identity import queries, rules
from tributary.identity.operations.attempts import SignInDelayed, count_attempt, forgive_attempt
from tributary.identity.operations.grants import revoke_session_grants
from tributary.identity.operations.links import (
    ProviderRequired,
    require_way_in,
    take_claim,
    waiting_claim,
)
from tributary.identity.operations.pacing import keep_pace
from tributary.identity.operations.passwords import is_password
from tributary.identity.rules import Factor, Gate, Role
from tributary.kernel import Actor, BrandId, PartyId, Refusal, UserId, new_id
from tributary.platform import Cause, Desk, Work

SESSION_MAX: Final = timedelta(days=14)
"""However much it is used, a session ends after this long."""

PENDING_LIFE: Final = timedelta(minutes=10)
"""For as long a right password waits for a second factor."""

USER_AGENT_MAX: Final = 300

NOWHERE: Final = BrandId(UUID(int=0))
"""No brand has this id: attempts are counted before it is known whether there is a brand."""

ORIGIN: Final = "sign-in"


class SignInFailed(Refusal):
    """Brand, address and password do not belong together.

    Check all three; the answer does not tell which of them is wrong.
    """


class SecondFactorNeeded(Refusal):
    """Address and password are right, and the person has a second factor.

    Show a code, a recovery code or a passkey within ten minutes.
    """

    def __init__(self, *, token: str, ways: frozenset[Factor]) -> None:
        super().__init__("Show your second factor.")
        self.token = token
        self.ways = ways


@dataclass(frozen=True, slots=True)
class Admission:
    """A session that was just opened; the token is told this once."""

    token: str
    session_id: UUID
    brand_id: BrandId
    user_id: UserId
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Knock:
    """What somebody says who wants to come in, and where from."""

    slug: str
    email: str
    password: str
    address: str
    user_agent: str = ""
    wants_distributor: bool = False
    """Whether a person of both sides wants the distributor's."""
    earlier_token: str | None = None
    """The session that the same browser has: the new one takes its place."""
    claim_token: str | None = None
    """What names an account at an identity provider that this password is to link."""


async def sign_in(desk: Desk, knock: Knock) -> Admission:
    """Open a session for a person whose password is right and who has a role in the brand.

    Whoever has a second factor gets none here, whichever door was knocked at: `complete_sign_in`
    opens it.

    Every wrong knock gets the same answer after the same work. The attempt is counted before the
    password is looked at, and no transaction is open while it is.

    Refuses:
        SignInDelayed: there were too many attempts.
        SignInFailed: brand, address and password do not belong together.
        ProviderRequired: they do, and the brand lets the person in by its provider only.
        SecondFactorNeeded: they do, and the person has to prove more.
    """
    now = desk.clock()
    limits = rules.limits_of(knock.email.strip().lower(), knock.address)
    async with desk.work(NOWHERE, ORIGIN) as work:
        # Also right passwords cost us a hash each.
        early = await keep_pace(work, rules.paces_of(Gate.SIGN_IN, knock.address))
        if early:
            raise SignInDelayed(f"Too many attempts: try again in {early} s.", seconds=early)
        await count_attempt(work, limits, now=now)
    brand_id = await brand_named(desk, knock.slug)
    person = await _person(desk, brand_id, knock)
    is_right = await is_password(None if person is None else person.hash, knock.password)
    memberships = None if person is None else person.memberships
    party_id, roles = side_of(memberships, wants_distributor=knock.wants_distributor)
    if person is None or not is_right or not roles:
        await _write_down_failure(desk, brand_id, person)
        raise SignInFailed("Brand, e-mail address and password do not belong together.")
    user_id = UserId(person.id)
    actor = Actor(brand_id, user_id, ORIGIN)
    async with desk.database.work(actor, now=now) as work:
        await forgive_attempt(work, limits, now=now)
        admission = await _let_in(work, user_id, party_id, knock)
    if isinstance(admission, Refusal):
        # After the commit: what was forgiven or held must last.
        raise admission
    await replace_session(desk, knock.earlier_token)
    return admission


async def _let_in(
    work: Work, user_id: UserId, party_id: PartyId | None, knock: Knock
) -> Admission | ProviderRequired | SecondFactorNeeded:
    """Open a session for somebody whose password is right, or say what is missing."""
    account = await queries.account_of(work.session, work.brand_id, user_id)
    claim = await waiting_claim(work, knock.claim_token)
    try:
        await require_way_in(
            work,
            user_id,
            party_id,
            provider_id=None if claim is None else claim.provider_id,
            # It is asked for before anything is opened.
            factor=next(iter(account.ways), None),
        )
        if account.ways:
            token = await hold(work, user_id, party_id, knock.user_agent)
            return SecondFactorNeeded(token=token, ways=account.ways)
        provider_id = await take_claim(work, knock.claim_token, user_id)
        await require_way_in(work, user_id, party_id, provider_id=provider_id, factor=None)
    except ProviderRequired as required:
        return required
    return await admit(work, user_id, party_id, Opening(knock.user_agent, provider_id=provider_id))


async def sign_out(work: Work, *, token: str, why: Cause = Cause.SIGNED_OUT) -> None:
    """End the session of a token, if it is one and not over yet."""
    ended = await work.rows(
        """
        UPDATE sessions SET ended_at = :now
        WHERE brand_id = :brand AND token_sha256 = :digest AND ended_at IS NULL
        RETURNING id, user_id
        """,
        brand=work.brand_id,
        digest=rules.digest_of(token),
        now=work.opened_at,
    )
    for row in ended:
        work.tell("user", row.user_id)
        await work.audit(
            "identity.sign_out",
            subject="session",
            subject_id=row.id,
            after={"user_id": row.user_id},
            reason=why,
        )
        await revoke_session_grants(work, session_id=row.id, is_whole=False)


async def note_use(work: Work, *, session_id: UUID) -> None:
    """Write down that a session is used, if that is some minutes ago."""
    await work.run(
        """
        UPDATE sessions SET seen_at = :now
        WHERE brand_id = :brand AND id = :session AND seen_at <= :before
        """,
        brand=work.brand_id,
        session=session_id,
        now=work.opened_at,
        before=work.opened_at - queries.SEEN_EVERY,
    )


async def brand_named(desk: Desk, slug: str) -> BrandId:
    """Return the brand of a slug; NOWHERE when there is none."""
    if not rules.is_slug(slug):
        return NOWHERE
    async with AsyncSession(desk.database.engine) as session:
        found = await session.execute(
            text("SELECT id FROM brands WHERE slug = :slug"), {"slug": slug}
        )
        row = found.one_or_none()
    return NOWHERE if row is None else BrandId(row.id)


async def _person(desk: Desk, brand_id: BrandId, knock: Knock) -> Row[Any] | None:
    """Return id, password and roles by distributor of whoever has the address, in one query."""
    try:
        email = rules.email_of(knock.email)
    except rules.EmailUnreadable:
        # It is looked for all the same: a stranger learns nothing from how long that takes.
        email = ""
    async with desk.database.reading(brand_id) as session:
        found = await session.execute(
            text(
                """
                SELECT u.id, p.hash,
                       (SELECT json_agg(json_build_array(m.party_id, m.role)
                                        ORDER BY m.party_id, m.role)
                        FROM memberships m
                        WHERE m.brand_id = :brand AND m.user_id = u.id) AS memberships
                FROM users u LEFT JOIN passwords p ON p.user_id = u.id
                WHERE u.email = :email
                """
            ),
            {"brand": brand_id, "email": email},
        )
        return found.one_or_none()


def side_of(
    memberships: Sequence[tuple[str | None, str]] | None, *, wants_distributor: bool
) -> tuple[PartyId | None, frozenset[Role]]:
    """Return for whom a person acts: for the brand if it may, unless it wants otherwise."""
    by_party: dict[PartyId | None, set[Role]] = {}
    for party, role in memberships or ():
        key = None if party is None else PartyId(UUID(party))
        by_party.setdefault(key, set()).add(Role(role))
    parties = sorted((each for each in by_party if each is not None), key=str)
    wanted: list[PartyId | None] = [*parties, None] if wants_distributor else [None, *parties]
    for party_id in wanted:
        if party_id in by_party:
            return party_id, frozenset(by_party[party_id])
    return None, frozenset()


@dataclass(frozen=True, slots=True)
class Opening:
    """In which browser a session is opened, and by what."""

    user_agent: str
    factor: Factor | None = None
    provider_id: UUID | None = None
    is_outside: bool = False
    """Whether the provider alone says who it is, and nothing was proven here."""
    proven_at: datetime | None = None
    """When the provider asked, if that is known; only where it alone says so."""


async def admit(
    work: Work, user_id: UserId, party_id: PartyId | None, opening: Opening
) -> Admission:
    """Open a session for somebody who has proven who it is."""
    brand_id, now = work.brand_id, work.opened_at
    token = rules.token_of(brand_id, secrets.token_urlsafe(32))
    admission = Admission(token, new_id(), brand_id, user_id, now + SESSION_MAX)
    await work.run(
        """
        INSERT INTO sessions (brand_id, id, token_sha256, user_id, party_id, user_agent,
                              created_at, seen_at, expires_at, confirmed_at, factor, provider_id,
                              is_confirmed_outside)
        VALUES (:brand, :id, :digest, :user, :party, :agent, :now, :now, :until, :confirmed,
                :factor, :provider, :outside)
        """,
        brand=brand_id,
        id=admission.session_id,
        digest=rules.digest_of(token),
        user=user_id,
        party=party_id,
        agent=opening.user_agent.replace("\x00", "")[:USER_AGENT_MAX],
        now=now,
        until=admission.expires_at,
        confirmed=opening.proven_at if opening.is_outside else now,
        factor=opening.factor,
        provider=opening.provider_id,
        outside=opening.is_outside,
    )
    fields = {
        "user_id": user_id,
        "party_id": party_id,
        "factor": opening.factor,
        "provider_id": opening.provider_id,
    }
    await work.audit(
        "identity.sign_in", subject="session", subject_id=admission.session_id, after=fields
    )
    return admission


async def replace_session(desk: Desk, token: str | None) -> None:
    """End the session that the same browser had before, if it had one."""
    earlier = None if token is None else rules.brand_of_token(token)
    if token is None or earlier is None:
        return
    async with desk.work(earlier, ORIGIN) as work:
        await sign_out(work, token=token, why=Cause.SIGNED_IN_ANEW)


async def hold(
    work: Work,
    user_id: UserId,
    party_id: PartyId | None,
    user_agent: str,
    *,
    provider_id: UUID | None = None,
) -> str:
    """Remember that a first step was right; return the token of what is left to be done."""
    token = rules.token_of(work.brand_id, secrets.token_urlsafe(32))
    await work.run(
        """
        INSERT INTO pending_sign_ins (brand_id, token_sha256, user_id, party_id, user_agent,
                                      attempts, created_at, expires_at, provider_id)
        VALUES (:brand, :digest, :user, :party, :agent, 0, :now, :until, :provider)
        """,
        brand=work.brand_id,
        digest=rules.digest_of(token),
        user=user_id,
        party=party_id,
        agent=user_agent.replace("\x00", "")[:USER_AGENT_MAX],
        now=work.opened_at,
        until=work.opened_at + PENDING_LIFE,
        provider=provider_id,
    )
    return token


async def _write_down_failure(desk: Desk, brand_id: BrandId, person: Row[Any] | None) -> None:
    if brand_id == NOWHERE:
        # There is nobody whose audit trail it would stand in.
        return
    # The address is not kept: people type passwords into the wrong field.
    async with desk.work(brand_id, ORIGIN) as work:
        await work.audit(
            "identity.fail_sign_in",
            subject="user",
            subject_id=None if person is None or not person.memberships else person.id,
        )
