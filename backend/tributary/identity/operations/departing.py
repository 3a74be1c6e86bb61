"""On the way to an identity provider: what a browser is sent with, and what is kept of it."""

import json
import secrets
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from tributary.identity import queries, rules
from tributary.identity.operations.attempts import SignInDelayed
from tributary.identity.operations.pacing import keep_pace
from tributary.identity.operations.providers import (
    IdentityProviderUnknown,
    open_provider,
    terms_of,
)
from tributary.identity.operations.sessions import NOWHERE, ORIGIN, brand_named
from tributary.identity.operations.tickets import TicketInvalid, open_ticket
from tributary.identity.ports import Asked, Providers
from tributary.identity.queries import Enforcement, IdentityProvider, SignedIn
from tributary.identity.rules import Gate, Purpose, TicketKind
from tributary.kernel import BrandId, UserId
from tributary.platform import Desk, Seals

SEAL: Final = "provider-journey"


@dataclass(frozen=True, slots=True)
class Departure:
    """Who wants to go to a provider, and what for."""

    provider_id: UUID
    purpose: Purpose
    redirect_uri: str
    """Where the provider sends the browser back to; each provider has one of its own."""
    address: str
    """Where the browser is, as attempts are counted by it."""
    is_distributor: bool = False
    slug: str = ""
    visitor: SignedIn | None = None
    ticket_token: str = ""
    asks_anew: bool = False
    """Whether the provider is to ask who it is, though it knows the browser."""


@dataclass(frozen=True, slots=True)
class Departed:
    """Where the browser goes, and what it must bring back beside the answer."""

    location: str
    browser_token: str


@dataclass(frozen=True, slots=True)
class Leave:
    """A departure that was found to be in order."""

    brand_id: BrandId
    user_id: UUID | None = None
    session_id: UUID | None = None
    ticket_id: UUID | None = None
    is_distributor: bool = False


async def depart(desk: Desk, departure: Departure) -> Departed:
    """Send a browser to an identity provider, for ten minutes and one return.

    Refuses:
        SignInDelayed: there were too many attempts from there.
        IdentityProviderUnknown: nobody of this side comes in from there.
        TicketInvalid: the invitation opens nothing any more.
        ProviderSecretMissing: the secret of the provider cannot be read.

    Raises:
        Outage: the provider is not there.
    """
    async with desk.work(NOWHERE, ORIGIN) as work:
        early = await keep_pace(work, rules.paces_of(Gate.SIGN_IN, departure.address))
    if early:
        raise SignInDelayed(f"Too many attempts: try again in {early} s.", seconds=early)
    leave = await _leave(desk, departure)
    provider = await open_provider(desk, leave.brand_id, departure.provider_id)
    if departure.purpose is not Purpose.CONFIRM and not provider.audience.admits(
        is_distributor=leave.is_distributor
    ):
        raise IdentityProviderUnknown("Nobody of this side comes in from there.")
    asked = Asked(
        state=rules.token_of(leave.brand_id, secrets.token_urlsafe(32)),
        nonce=secrets.token_urlsafe(32),
        verifier=secrets.token_urlsafe(48),
        redirect_uri=departure.redirect_uri,
        is_fresh=departure.asks_anew or departure.purpose is Purpose.CONFIRM,
    )
    terms = terms_of(desk.port(Seals), provider)
    location = await desk.port(Providers).address(terms, asked)  # type: ignore[type-abstract]
    return Departed(location, await _keep(desk, departure, leave, asked))


async def doors(
    desk: Desk, *, slug: str, is_distributor: bool | None = None
) -> list[IdentityProvider]:
    """Return what people of a side come in from, or of any; of a brand that is none, nothing."""
    brand_id = await brand_named(desk, slug)
    async with desk.database.reading(brand_id) as session:
        return await queries.doors_of(session, brand_id, is_distributor=is_distributor)


async def is_held(desk: Desk, *, slug: str, user_id: UserId) -> bool:
    """Tell whether a brand lets a person in by a provider only."""
    brand_id = await brand_named(desk, slug)
    async with desk.database.reading(brand_id) as session:
        enforcement = await queries.enforcement_of(session, brand_id, user_id)
    return enforcement is Enforcement.FULL


def asked_again(seals: Seals, sealed: str, *, state: str, redirect_uri: str) -> Asked | None:
    """Return what a browser was sent with; None when it was sealed under another secret."""
    text = seals.unseal(SEAL, sealed)
    if text is None:
        return None
    held: Any = json.loads(text)
    return Asked(state, held["nonce"], held["verifier"], redirect_uri)


async def _leave(desk: Desk, departure: Departure) -> Leave:
    """Find out for whom a browser is sent away, and in which brand."""
    visitor = departure.visitor
    if visitor is not None:
        is_distributor = visitor.party_id is not None
        return Leave(
            visitor.brand.id, visitor.user_id, visitor.session_id, is_distributor=is_distributor
        )
    if departure.purpose is Purpose.INVITATION:
        ticket = await open_ticket(desk, departure.ticket_token)
        brand_id = rules.brand_of_token(departure.ticket_token) or NOWHERE
        if ticket.kind is not TicketKind.INVITATION:
            raise TicketInvalid("This link is for a password.")
        return Leave(
            brand_id,
            ticket.person.user_id,
            ticket_id=ticket.id,
            is_distributor=not ticket.person.is_staff,
        )
    brand_id = await brand_named(desk, departure.slug)
    return Leave(brand_id, is_distributor=departure.is_distributor)


async def _keep(desk: Desk, departure: Departure, leave: Leave, asked: Asked) -> str:
    browser_token = rules.token_of(leave.brand_id, secrets.token_urlsafe(32))
    sealed = json.dumps({"nonce": asked.nonce, "verifier": asked.verifier})
    async with desk.work(leave.brand_id, ORIGIN) as work:
        await work.run(
            """
            INSERT INTO provider_journeys (
              brand_id, state_sha256, provider_id, purpose, side, browser_sha256, sealed_secrets,
              user_id, session_id, ticket_id, created_at, expires_at)
            VALUES (:brand, :state, :provider, :purpose, :side, :browser, :sealed, :user,
                    :session, :ticket, :now, :until)
            """,
            brand=leave.brand_id,
            state=rules.digest_of(asked.state),
            provider=departure.provider_id,
            purpose=departure.purpose.value,
            side="distributor" if leave.is_distributor else "brand",
            browser=rules.digest_of(browser_token),
            sealed=desk.port(Seals).seal(SEAL, sealed),
            user=leave.user_id,
            session=leave.session_id,
            ticket=leave.ticket_id,
            now=work.opened_at,
            until=work.opened_at + rules.JOURNEY_LIFE,
        )
    return browser_token
