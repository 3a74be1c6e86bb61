"""Tickets: what a link in a letter opens, once; kept as a hash, made from its id to be sent."""

from typing import Final
from uuid import UUID

from tributary.identity import queries, rules
from tributary.identity.events import AccountChanged, ResetAsked, ResetDeclined, TicketIssued
from tributary.identity.operations.attempts import count_attempt
from tributary.identity.operations.links import ProviderRequired
from tributary.identity.operations.passwords import hash_of, keep_hash
from tributary.identity.operations.sessions import NOWHERE, ORIGIN, brand_named
from tributary.identity.queries import Enforcement, Ticket
from tributary.identity.rules import TICKET_LIFE, TicketKind
from tributary.kernel import Actor, BrandId, Refusal, UserId, new_id
from tributary.platform import Desk, Seals, Work

PURPOSE: Final = "ticket"


class TicketInvalid(Refusal):
    """The link was used, has expired, or was overtaken by a newer password.

    Ask for a new link.
    """


def ticket_token(seals: Seals, brand_id: BrandId, ticket_id: UUID) -> str:
    """Return the token of a ticket; it is kept nowhere and follows from the id."""
    return rules.token_of(brand_id, seals.derive(PURPOSE, brand_id, ticket_id))


async def issue_ticket(
    work: Work, seals: Seals, *, kind: TicketKind, user_id: UserId, ticket_id: UUID | None = None
) -> UUID:
    """Issue a ticket for a person and have its link sent; the same id issues it once."""
    ticket = ticket_id or new_id()
    issued = await work.run(
        """
        INSERT INTO tickets (brand_id, id, kind, user_id, email, token_sha256, created_at,
                             expires_at)
        SELECT :brand, :id, :kind, u.id, u.email, :digest, :now, :until
        FROM users u WHERE u.id = :user
        ON CONFLICT DO NOTHING
        """,
        brand=work.brand_id,
        id=ticket,
        kind=kind.value,
        user=user_id,
        digest=rules.digest_of(ticket_token(seals, work.brand_id, ticket)),
        now=work.opened_at,
        until=work.opened_at + TICKET_LIFE[kind],
    )
    if issued:
        work.announce(TicketIssued(work.brand_id, ticket))
        await work.audit(
            "identity.issue_ticket",
            subject="user",
            subject_id=user_id,
            after={"kind": kind.value, "ticket_id": ticket},
        )
    return ticket


async def ask_reset(desk: Desk, *, slug: str, email: str, address: str) -> None:
    """Have a link to a new password sent, if there is such a person in the brand.

    Whether there is, is found out by a job later: neither the answer nor how long it takes tells.

    Refuses:
        SignInDelayed: there were too many of these from here or for this address.
    """
    now = desk.clock()
    written = email.strip().lower()
    async with desk.work(NOWHERE, ORIGIN) as work:
        await count_attempt(work, rules.limits_of(f"reset:{written}", address), now=now)
    brand_id = await brand_named(desk, slug)
    if brand_id == NOWHERE:
        return
    async with desk.work(brand_id, ORIGIN) as work:
        work.announce(ResetAsked(brand_id, new_id(), rules.digest_of(written)))


async def issue_reset(desk: Desk, event: ResetAsked) -> None:
    """Issue the ticket that was asked for, if there is such a person in the brand."""
    async with desk.work(event.brand_id, "job:reset") as work:
        found = await work.rows(
            """
            SELECT u.id FROM users u
            WHERE encode(sha256(convert_to(u.email, 'UTF8')), 'hex') = :digest
              AND EXISTS (SELECT 1 FROM memberships m
                          WHERE m.brand_id = :brand AND m.user_id = u.id)
            """,
            brand=event.brand_id,
            digest=event.email_sha256,
        )
        for row in found:
            user_id = UserId(row.id)
            if await _is_held_to_provider(work, user_id):
                work.announce(ResetDeclined(work.brand_id, user_id))
                continue
            await issue_ticket(
                work,
                desk.port(Seals),
                kind=TicketKind.RESET,
                user_id=user_id,
                ticket_id=event.ask_id,
            )


async def open_ticket(desk: Desk, token: str) -> Ticket:
    """Return what a link opens, without using it up.

    Refuses:
        TicketInvalid: it opens nothing, or nothing any more.
    """
    brand_id = rules.brand_of_token(token)
    if brand_id is None:
        raise TicketInvalid("This link is not valid: ask for a new one.")
    digest = rules.digest_of(token)
    async with desk.database.reading(brand_id) as session:
        ticket = await queries.ticket_shown(session, brand_id, digest, now=desk.clock())
    if ticket is None:
        raise TicketInvalid("This link was used or has expired: ask for a new one.")
    return ticket


async def redeem_ticket(desk: Desk, token: str, *, password: str | None) -> Ticket:
    """Use a link up: set the password it was sent for, and know that the address is one's own.

    Nobody is signed in by it, so a second factor is asked for as ever; a new password ends every
    session and every other ticket of the person.

    Args:
        desk: where the work is opened; the password is hashed before that.
        token: what the link holds.
        password: the new one; None where the link only verifies an address.

    Refuses:
        TicketInvalid: it opens nothing, or nothing any more.
        ProviderRequired: a password would not let the person in here.
        PasswordUnsuitable: the password is too short, too long, or easy to guess.
    """
    ticket = await open_ticket(desk, token)
    person = ticket.person
    encoded = None
    if ticket.kind is not TicketKind.VERIFICATION:
        rules.require_password(password or "", email=person.email, name=person.name)
        encoded = await hash_of(password or "")
    brand_id = rules.brand_of_token(token) or NOWHERE
    actor = Actor(brand_id, person.user_id, ORIGIN)
    async with desk.database.work(actor, now=desk.clock()) as work:
        if encoded is not None and await _is_held_to_provider(work, person.user_id):
            raise ProviderRequired("Come in by the brand's identity provider instead.")
        await _use(work, ticket.id)
        if encoded is not None:
            await keep_hash(work, person.user_id, encoded)
            work.announce(AccountChanged(brand_id, person.user_id, "password_changed"))
        await _note_use(work, person.user_id, ticket.kind, ticket.id)
    return ticket


async def use_invitation(work: Work, ticket_id: UUID, user_id: UserId) -> None:
    """Use an invitation up for whoever follows it by an identity provider, without a password.

    Refuses:
        TicketInvalid: it was used meanwhile.
    """
    await _use(work, ticket_id)
    await _note_use(work, user_id, TicketKind.INVITATION, ticket_id)


async def _note_use(work: Work, user_id: UserId, kind: TicketKind, ticket_id: UUID) -> None:
    await work.run(
        "UPDATE users SET email_verified_at = :now WHERE id = :user AND email_verified_at IS NULL",
        user=user_id,
        now=work.opened_at,
    )
    await work.audit(
        "identity.redeem_ticket",
        subject="user",
        subject_id=user_id,
        after={"kind": kind.value, "ticket_id": ticket_id},
    )


async def _is_held_to_provider(work: Work, user_id: UserId) -> bool:
    enforcement = await queries.enforcement_of(work.session, work.brand_id, user_id)
    return enforcement is Enforcement.FULL


async def _use(work: Work, ticket_id: UUID) -> None:
    used = await work.run(
        "UPDATE tickets SET used_at = :now "
        "WHERE brand_id = :brand AND id = :ticket AND used_at IS NULL AND expires_at > :now",
        brand=work.brand_id,
        ticket=ticket_id,
        now=work.opened_at,
    )
    if not used:
        # Of two at once the other was first.
        raise TicketInvalid("This link was used already: ask for a new one.")
