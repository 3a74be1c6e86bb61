"""Back from an identity provider: who came, and whether that opens anything."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row

from tributary.identity import queries, rules
from tributary.identity.operations.departing import asked_again
from tributary.identity.operations.links import LinkTaken, link, linked_user
from tributary.identity.operations.providers import (
    IdentityProviderUnknown,
    open_provider,
    terms_of,
)
from tributary.identity.operations.proving import rotate
from tributary.identity.operations.sessions import (
    NOWHERE,
    ORIGIN,
    Admission,
    Opening,
    SignInFailed,
    admit,
    hold,
    replace_session,
    side_of,
)
from tributary.identity.operations.tickets import use_invitation
from tributary.identity.ports import Providers
from tributary.identity.queries import IdentityProvider, SignedIn
from tributary.identity.rules import (
    Factor,
    Outsider,
    ProviderAnswerInvalid,
    Purpose,
)
from tributary.kernel import Actor, BrandId, Outage, PartyId, Refusal, UserId
from tributary.platform import Cause, Desk, Seals, Work

DOWN: Final = "PROVIDER_DOWN"
"""The code of an outage of a provider; it is no refusal of ours."""


class JourneyUnknown(Refusal):
    """The browser comes back from nowhere we sent it, for a second time, or too late.

    Begin again, and finish in the same browser within ten minutes.
    """


class Result(StrEnum):
    """What coming back led to."""

    ADMITTED = "admitted"
    PENDING = "pending"
    """A second factor of one's own is needed."""
    UNLINKED = "unlinked"
    """Nobody is known by that account, or nobody who may come in here."""
    LINKED = "linked"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A browser that comes back from a provider."""

    provider_id: UUID
    answer: Mapping[str, str]
    browser_token: str
    redirect_uri: str
    user_agent: str
    visitor: SignedIn | None
    earlier_token: str | None


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a browser goes on."""

    result: Result
    purpose: Purpose | None = None
    """What the browser set out for; None where it is not the one that did."""
    is_distributor: bool = True
    slug: str = ""
    code: str = ""
    """Of the refusal, where there was one."""
    token: str = ""
    """Of what is pending, of the claim, or of the session that goes on."""
    ways: frozenset[Factor] = frozenset()
    admission: Admission | None = None


async def arrive(desk: Desk, arrival: Arrival) -> Landing:
    """Take a browser back from an identity provider, once; what fails is told by the landing."""
    state = arrival.answer.get("state", "")
    brand_id = rules.brand_of_token(state) or NOWHERE
    journey = await _taken(desk, arrival, brand_id, state)
    if journey is None:
        return Landing(Result.DECLINED, code=JourneyUnknown.code)
    landing = await _landing(desk, arrival, brand_id, journey)
    purpose = None if journey.is_foreign else Purpose(journey.purpose)
    landing = replace(landing, purpose=purpose, slug=journey.slug)
    if landing.admission is not None:
        await replace_session(desk, arrival.earlier_token)
        return landing
    return replace(landing, is_distributor=journey.side == "distributor")


async def _landing(desk: Desk, arrival: Arrival, brand_id: BrandId, journey: Row[Any]) -> Landing:
    """Find out who came back and do what was wanted; tell what failed by its code."""
    try:
        if journey.is_foreign:
            raise JourneyUnknown("Begin again, in one browser and within ten minutes.")
        provider = await open_provider(desk, brand_id, arrival.provider_id)
        outsider = await _outsider(desk, arrival, provider, journey)
        return await _landed(desk, arrival, provider, journey, outsider)
    except Outage:
        return Landing(Result.DECLINED, code=DOWN)
    except Refusal as refusal:
        await _note_failure(desk, brand_id, arrival.provider_id, refusal)
        return Landing(Result.DECLINED, code=refusal.code)


async def _taken(desk: Desk, arrival: Arrival, brand_id: BrandId, state: str) -> Row[Any] | None:
    """Return the journey of a state and use it up; only the browser that set out can do that."""
    async with desk.work(brand_id, ORIGIN) as work:
        rows = await work.rows(
            """
            WITH found AS (
              SELECT j.state_sha256, j.used_at IS NOT NULL OR j.expires_at <= :now
                     OR j.provider_id <> :provider OR j.browser_sha256 <> :browser AS is_foreign
              FROM provider_journeys j
              WHERE j.brand_id = :brand AND j.state_sha256 = :state FOR UPDATE
            ), used AS (
              UPDATE provider_journeys j SET used_at = :now FROM found
              WHERE j.brand_id = :brand AND j.state_sha256 = found.state_sha256
                AND NOT found.is_foreign
            )
            SELECT j.purpose, j.side, j.sealed_secrets, j.user_id, j.session_id,
                   j.ticket_id, j.created_at, found.is_foreign, b.slug
            FROM found
            JOIN provider_journeys j
              ON j.brand_id = :brand AND j.state_sha256 = found.state_sha256
            JOIN brands b ON b.id = :brand
            """,
            brand=brand_id,
            state=rules.digest_of(state),
            provider=arrival.provider_id,
            browser=rules.digest_of(arrival.browser_token),
            now=work.opened_at,
        )
    return rows[0] if rows else None


async def _outsider(
    desk: Desk, arrival: Arrival, provider: IdentityProvider, journey: Row[Any]
) -> Outsider:
    """Ask the provider who came back; no transaction is open meanwhile."""
    seals = desk.port(Seals)
    asked = asked_again(
        seals,
        journey.sealed_secrets,
        state=arrival.answer["state"],
        redirect_uri=arrival.redirect_uri,
    )
    if asked is None:
        raise JourneyUnknown("The secret of the site changed meanwhile: begin again.")
    port = desk.port(Providers)  # type: ignore[type-abstract]
    outsider = await port.outsider(
        terms_of(seals, provider), asked, arrival.answer, now=desk.clock()
    )
    if not 0 < len(outsider.subject) <= rules.SUBJECT_MAX or "\x00" in outsider.subject:
        raise ProviderAnswerInvalid("The provider does not say who it is.")
    return outsider


async def _landed(
    desk: Desk,
    arrival: Arrival,
    provider: IdentityProvider,
    journey: Row[Any],
    outsider: Outsider,
) -> Landing:
    """Do what the browser was sent away for."""
    brand_id = rules.brand_of_token(arrival.answer["state"]) or NOWHERE
    purpose = Purpose(journey.purpose)
    if purpose in {Purpose.LINK, Purpose.CONFIRM}:
        visitor = arrival.visitor
        if visitor is None or visitor.session_id != journey.session_id:
            raise JourneyUnknown("Somebody else is signed in here by now: begin again.")
        actor = Actor(brand_id, visitor.user_id, ORIGIN)
        async with desk.database.work(actor, now=desk.clock()) as work:
            if purpose is Purpose.LINK:
                return await _linked(work, visitor, provider, outsider)
            return await _confirmed(work, visitor, provider, outsider, journey)
    async with desk.work(brand_id, ORIGIN) as work:
        user_id = await _known(work, provider, journey, outsider)
    if user_id is None:
        return await _unlinked(desk, brand_id, arrival, outsider)
    actor = Actor(brand_id, user_id, ORIGIN)
    async with desk.database.work(actor, now=desk.clock()) as work:
        return await _let_in(work, user_id, arrival, provider, outsider, side=journey.side)


async def _known(
    work: Work, provider: IdentityProvider, journey: Row[Any], outsider: Outsider
) -> UserId | None:
    """Return who an account over there is; an invitation, or the provider's own domain, links."""
    user_id = await linked_user(work, provider.id, outsider.subject)
    if user_id is not None:
        await work.run(
            "UPDATE identity_links SET used_at = :now, label = :label "
            "WHERE brand_id = :brand AND provider_id = :provider AND subject = :subject",
            brand=work.brand_id,
            provider=provider.id,
            subject=outsider.subject,
            label=outsider.label,
            now=work.opened_at,
        )
    if journey.ticket_id is not None:
        invited = UserId(journey.user_id)
        if user_id is not None and user_id != invited:
            raise LinkTaken("This account belongs to somebody else here.")
        await use_invitation(work, journey.ticket_id, invited)
        await link(work, invited, provider.id, outsider, why=Cause.PROVIDER_INVITED)
        return invited
    if user_id is None and rules.is_authoritative(provider.email_domains, outsider):
        user_id = await _person_of_domain(work, provider, outsider)
    return user_id


async def _person_of_domain(
    work: Work, provider: IdentityProvider, outsider: Outsider
) -> UserId | None:
    """Link the person of an address whose domain the provider decides about.

    Only people who work for the brand alone: the owner who configures the provider must not become
    a distributor's person by it. Whoever has another account there already is not followed: the
    address may have been given to somebody new.
    """
    rows = await work.rows(
        """
        SELECT u.id FROM users u
        WHERE u.email = :email
          AND EXISTS (SELECT 1 FROM memberships m
                      WHERE m.brand_id = :brand AND m.user_id = u.id)
          AND NOT EXISTS (SELECT 1 FROM memberships m
                          WHERE m.brand_id = :brand AND m.user_id = u.id
                            AND m.party_id IS NOT NULL)
        """,
        brand=work.brand_id,
        email=(outsider.email or "").strip().lower(),
    )
    if not rows:
        return None
    user_id = UserId(rows[0].id)
    try:
        await link(work, user_id, provider.id, outsider, why=Cause.PROVIDER_DOMAIN)
    except LinkTaken:
        return None
    return user_id


async def _let_in(
    work: Work,
    user_id: UserId,
    arrival: Arrival,
    provider: IdentityProvider,
    outsider: Outsider,
    *,
    side: str,
) -> Landing:
    """Open a session, or ask for a second factor of one's own that the provider does not stand for.

    Refuses:
        SignInFailed: the person has no role that comes in from there.
    """
    party_id = await _party(work, provider, user_id, wants_distributor=side != "brand")
    factor = None
    if rules.counts_as_factor(provider.factor_values, outsider):
        factor = Factor.PROVIDER
    account = await queries.account_of(work.session, work.brand_id, user_id)
    if account.ways and factor is None:
        token = await hold(work, user_id, party_id, arrival.user_agent, provider_id=provider.id)
        return Landing(Result.PENDING, token=token, ways=account.ways)
    proven_at = rules.proven_from(
        outsider, has_own=bool(account.ways) or account.has_password, now=work.opened_at
    )
    opening = Opening(arrival.user_agent, factor, provider.id, is_outside=True, proven_at=proven_at)
    admission = await admit(work, user_id, party_id, opening)
    return Landing(Result.ADMITTED, is_distributor=party_id is not None, admission=admission)


async def _party(
    work: Work, provider: IdentityProvider, user_id: UserId, *, wants_distributor: bool
) -> PartyId | None:
    """Return for whom somebody acts who comes in from a provider."""
    rows = await work.rows(
        "SELECT CAST(party_id AS text) AS party, role FROM memberships "
        "WHERE brand_id = :brand AND user_id = :user ORDER BY party_id, role",
        brand=work.brand_id,
        user=user_id,
    )
    open_to = [
        (row.party, row.role)
        for row in rows
        if provider.audience.admits(is_distributor=row.party is not None)
    ]
    party_id, roles = side_of(open_to, wants_distributor=wants_distributor)
    if not roles:
        raise SignInFailed("Nobody by that account comes in here.")
    return party_id


async def _linked(
    work: Work, visitor: SignedIn, provider: IdentityProvider, outsider: Outsider
) -> Landing:
    await link(work, visitor.user_id, provider.id, outsider)
    token = await rotate(work, visitor.session_id, None, confirms=False)
    return Landing(Result.LINKED, token=token)


async def _confirmed(
    work: Work,
    visitor: SignedIn,
    provider: IdentityProvider,
    outsider: Outsider,
    journey: Row[Any],
) -> Landing:
    """Take what a provider says as a fresh proof, where the person is the one we know by it."""
    if await linked_user(work, provider.id, outsider.subject) != visitor.user_id:
        raise LinkTaken("That account is not linked to you.")
    rules.require_proof(outsider, asked_at=journey.created_at)
    account = await queries.account_of(work.session, work.brand_id, visitor.user_id)
    is_strong = rules.counts_as_factor(provider.factor_values, outsider)
    if account.ways and not is_strong:
        raise ProviderAnswerInvalid("Use your own second step: the provider asked for less.")
    factor = Factor.PROVIDER if is_strong else None
    token = await rotate(work, visitor.session_id, factor, is_outside=True)
    return Landing(Result.CONFIRMED, token=token)


async def _unlinked(desk: Desk, brand_id: BrandId, arrival: Arrival, outsider: Outsider) -> Landing:
    """Keep an account that nobody is known by until a password links it, in this browser alone.

    The answer is the same whether or not its address of mail is somebody's here.
    """
    token = rules.token_of(brand_id, secrets.token_urlsafe(32))
    async with desk.work(brand_id, ORIGIN) as work:
        await work.run(
            """
            UPDATE provider_journeys
            SET subject = :subject, label = :label, browser_sha256 = :browser, expires_at = :until
            WHERE brand_id = :brand AND state_sha256 = :state
            """,
            brand=brand_id,
            state=rules.digest_of(arrival.answer["state"]),
            subject=outsider.subject,
            label=outsider.label,
            browser=rules.digest_of(token),
            until=work.opened_at + rules.CLAIM_LIFE,
        )
    return Landing(Result.UNLINKED, token=token)


async def _note_failure(desk: Desk, brand_id: BrandId, provider_id: UUID, refusal: Refusal) -> None:
    if isinstance(refusal, (JourneyUnknown, IdentityProviderUnknown)):
        # Anybody can come back from nowhere; that fills nobody's audit trail.
        return
    async with desk.work(brand_id, ORIGIN) as work:
        await work.audit(
            "identity.fail_provider_sign_in",
            subject="identity_provider",
            subject_id=provider_id,
            reason=refusal.code,
        )
