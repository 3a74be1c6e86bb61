"""Checkout sessions of a link: claim, keep what the provider made, give up, supersede."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, insert

from tributary.kernel import Money, PaymentLinkId, PaymentSessionId, Refusal, derived_id
from tributary.payments.events import SessionSuperseded
from tributary.payments.model import PaymentSession, table_of
from tributary.payments.ports import ProviderSession
from tributary.payments.queries import LinkUnknown, asked_items
from tributary.payments.rules import (
    ATTEMPTS_MAX,
    CLAIM_LEASE,
    SESSION_MARGIN,
    SESSION_TRANSITIONS,
    LinkState,
    SessionState,
    due_of,
    expiry_of_session,
    may_become,
)
from tributary.platform import Work


class LinkClosed(Refusal):
    """The payment link was paid, cancelled, or has expired.

    Ask the sender for a new link if something is still owed.
    """


class NothingDue(Refusal):
    """Nothing is owed any more on this payment link.

    There is nothing to do.
    """


class PaymentUnderWay(Refusal):
    """A payment by this link is on its way and can take some days.

    Wait for it to arrive; paying again would pay twice.
    """


@dataclass(frozen=True, slots=True)
class Claim:
    """What whoever wants a link's checkout page finds: it, the task of making it, or a wait."""

    session_id: PaymentSessionId
    amount: Money
    description: str
    expires_at: datetime
    url: str | None = None
    ours: bool = False


async def claim_session(
    work: Work, *, link_id: PaymentLinkId, provider: str, now: datetime
) -> Claim:
    """Return the open checkout page of a link, or claim the making of one.

    The claim is committed before the provider is called. One request at a time makes a session;
    when it dies, the next one takes over after the lease with the same key, so that the provider
    makes one page however often it is asked.

    Refuses:
        LinkUnknown: there is no such link.
        LinkClosed: it was paid, cancelled or has expired.
        PaymentUnderWay: an asynchronous payment is pending.
        NothingDue: nothing is open of its items.
    """
    link = await _payable_link(work, link_id, now)
    items = await asked_items(work.session, work.brand_id, link_id)
    due = due_of(items)
    if not due:
        raise NothingDue("Nothing is owed any more on this payment link.")
    description = ", ".join(item.number for item in items if item.due)[:500]
    live = await _live_session(work, link_id)
    if live is not None and live.amount_minor != due.minor:
        await _supersede(work, live)
    elif live is not None and live.state == SessionState.OPEN:
        if live.expires_at > now + SESSION_MARGIN:
            return Claim(live.id, due, description, live.expires_at, url=live.url)
        await _supersede(work, live)
    elif live is not None:
        if now < live.attempted_at + CLAIM_LEASE:
            return Claim(live.id, due, description, live.expires_at)
        if live.attempts < ATTEMPTS_MAX and live.expires_at > now + timedelta(hours=22):
            await _attempt_again(work, live.id, now)
            return Claim(live.id, due, description, live.expires_at, ours=True)
        # Nobody was ever shown the page that this session may have at the provider, so nobody
        # can pay it: a fresh one is safe without asking.
        await end_session(work, live.id, SessionState.EXPIRED, now=now)
    return await _begin_session(work, link, due, description, provider, now)


async def _payable_link(work: Work, link_id: PaymentLinkId, now: datetime) -> Row[Any]:
    rows = await work.rows(
        "SELECT l.id, l.state, l.expires_at, (SELECT count(*) FROM payment_sessions s "
        "WHERE s.brand_id = :brand AND s.link_id = l.id AND s.state = 'pending') AS pending "
        "FROM payment_links l WHERE l.brand_id = :brand AND l.id = :link FOR UPDATE OF l",
        brand=work.brand_id,
        link=link_id,
    )
    if not rows:
        raise LinkUnknown("There is no such payment link.")
    link = rows[0]
    if link.state != LinkState.OPEN:
        raise LinkClosed(f"This payment link is {link.state}.")
    if link.expires_at <= now:
        raise LinkClosed("This payment link is expired.")
    if link.pending:
        raise PaymentUnderWay("A payment by this link is on its way.")
    return link


async def _live_session(work: Work, link_id: PaymentLinkId) -> Row[Any] | None:
    rows = await work.rows(
        "SELECT id, state, url, amount_minor, attempts, attempted_at, expires_at "
        "FROM payment_sessions WHERE brand_id = :brand AND link_id = :link "
        "AND state IN ('creating', 'open') FOR UPDATE",
        brand=work.brand_id,
        link=link_id,
    )
    return rows[0] if rows else None


async def _attempt_again(work: Work, session_id: PaymentSessionId, now: datetime) -> None:
    await work.run(
        "UPDATE payment_sessions SET attempts = attempts + 1, attempted_at = :now "
        "WHERE brand_id = :brand AND id = :session",
        brand=work.brand_id,
        session=session_id,
        now=now,
    )


async def _begin_session(
    work: Work, link: Row[Any], due: Money, description: str, provider: str, now: datetime
) -> Claim:
    rows = await work.rows(
        "SELECT coalesce(max(generation), 0) + 1 AS generation FROM payment_sessions "
        "WHERE brand_id = :brand AND link_id = :link",
        brand=work.brand_id,
        link=link.id,
    )
    generation: int = rows[0].generation
    session_id = PaymentSessionId(derived_id("payment_session", link.id, generation))
    expires_at = now + expiry_of_session(begun_at_to_link_end=link.expires_at - now)
    await work.session.execute(
        insert(table_of(PaymentSession)).values(
            brand_id=work.brand_id,
            id=session_id,
            link_id=link.id,
            provider=provider,
            generation=generation,
            currency=due.currency,
            amount_minor=due.minor,
            state=SessionState.CREATING.value,
            attempts=1,
            attempted_at=now,
            created_at=now,
            expires_at=expires_at,
        )
    )
    await work.audit(
        "payments.begin_session",
        subject="payment_session",
        subject_id=session_id,
        after={"amount": due, "generation": generation},
    )
    return Claim(session_id, due, description, expires_at, ours=True)


async def keep_session(
    work: Work, *, session_id: PaymentSessionId, made: ProviderSession
) -> str | None:
    """Keep what the provider made; return where to pay, None when the session ended since."""
    session = await locked_session(work, session_id)
    if session is None:
        return None
    creating = session.state == SessionState.CREATING
    await work.run(
        """
        UPDATE payment_sessions
        SET provider_session_id = :theirs, url = :url,
            state = CASE WHEN state = 'creating' THEN 'open' ELSE state END
        WHERE brand_id = :brand AND id = :session
          AND (provider_session_id IS NULL OR provider_session_id = :theirs)
        """,
        brand=work.brand_id,
        session=session_id,
        theirs=made.provider_session_id,
        url=made.url,
    )
    if creating or session.state == SessionState.OPEN:
        return made.url
    # What is owed changed while the page was being made: it must not stay payable.
    work.announce(SessionSuperseded(brand_id=work.brand_id, session_id=session_id))
    return None


async def release_claim(work: Work, *, session_id: PaymentSessionId, ended: bool) -> None:
    """Let go of a session whose making failed: to be tried again, or ended for good.

    A session whose key is spent may have a page at the provider, but nobody was shown it.
    """
    session = await locked_session(work, session_id)
    if session is None or session.state != SessionState.CREATING:
        return
    if ended:
        await end_session(work, session_id, SessionState.EXPIRED, now=work.opened_at)
        return
    await work.run(
        "UPDATE payment_sessions SET attempted_at = :earlier WHERE brand_id = :brand AND id = :id",
        brand=work.brand_id,
        id=session_id,
        earlier=work.opened_at - CLAIM_LEASE,
    )


async def locked_session(work: Work, session_id: UUID) -> Row[Any] | None:
    """Lock a session and return it."""
    rows = await work.rows(
        "SELECT id, link_id, provider, provider_session_id, state, currency, amount_minor, "
        "closed_at FROM payment_sessions WHERE brand_id = :brand AND id = :session FOR UPDATE",
        brand=work.brand_id,
        session=session_id,
    )
    return rows[0] if rows else None


async def end_session(
    work: Work, session_id: UUID, state: SessionState, *, now: datetime | None
) -> None:
    """Move a locked session to another state; with an instant, nothing more can come of it."""
    await work.run(
        """
        UPDATE payment_sessions
        SET state = :state, closed_at = coalesce(closed_at, CAST(:now AS timestamptz))
        WHERE brand_id = :brand AND id = :session
        """,
        brand=work.brand_id,
        session=session_id,
        state=state.value,
        now=now,
    )


async def note_looked_up(work: Work, *, session_id: UUID, now: datetime) -> None:
    """Note when a session was last looked at; one whose page nobody ever saw ends with its time."""
    await work.run(
        """
        UPDATE payment_sessions
        SET attempted_at = :now,
            state = CASE WHEN state = 'creating' AND expires_at <= :now THEN 'expired'
                         ELSE state END,
            closed_at = CASE WHEN provider_session_id IS NULL AND expires_at <= :now
                             THEN coalesce(closed_at, :now) ELSE closed_at END
        WHERE brand_id = :brand AND id = :session AND closed_at IS NULL
        """,
        brand=work.brand_id,
        session=session_id,
        now=now,
    )


async def locked_link_of(work: Work, session_id: UUID) -> PaymentLinkId | None:
    """Lock the link of a session, so that all that happens to it waits in line; None without."""
    rows = await work.rows(
        "SELECT l.id FROM payment_sessions s "
        "JOIN payment_links l ON l.brand_id = :brand AND l.id = s.link_id "
        "WHERE s.brand_id = :brand AND s.id = :session FOR UPDATE OF l",
        brand=work.brand_id,
        session=session_id,
    )
    return PaymentLinkId(rows[0].id) if rows else None


async def move_session(
    work: Work, session: Row[Any], following: SessionState, *, closed: bool
) -> None:
    """Move a locked session on where its present state allows; close it where asked."""
    current = SessionState(session.state)
    if may_become(SESSION_TRANSITIONS, current, following):
        current = following
    await end_session(work, session.id, current, now=work.opened_at if closed else None)


async def supersede_sessions_of(work: Work, link_id: PaymentLinkId) -> None:
    """End the checkout page of a link: what it asks for is not what is owed."""
    live = await _live_session(work, link_id)
    if live is not None:
        await _supersede(work, live)


async def supersede_touching(work: Work, receivable_ids: Sequence[UUID]) -> int:
    """End the checkout pages that ask for any of these items; return how many.

    The mark and the order to end the page at the provider are one transaction. A session that
    somebody is settling right now is passed over: the reaction to the change comes back for it.
    """
    rows = await work.rows(
        """
        SELECT s.id, s.state FROM payment_sessions s
        WHERE s.brand_id = :brand AND s.state IN ('creating', 'open') AND s.link_id IN (
          SELECT i.link_id FROM payment_link_items i
          WHERE i.brand_id = :brand AND i.receivable_id = ANY(:items))
        ORDER BY s.id FOR UPDATE SKIP LOCKED
        """,
        brand=work.brand_id,
        items=list(receivable_ids),
    )
    for row in rows:
        await _supersede(work, row)
    return len(rows)


async def supersede_after(work: Work, batch_id: UUID) -> int:
    """End the checkout pages that ask for something else than is owed since a change.

    A session already opened for the new amount stays.
    """
    rows = await work.rows(
        """
        SELECT s.id, s.state, s.link_id, s.amount_minor FROM payment_sessions s
        WHERE s.brand_id = :brand AND s.state IN ('creating', 'open') AND s.link_id IN (
          SELECT i.link_id FROM payment_link_items i
          JOIN applications a ON a.brand_id = :brand AND a.receivable_id = i.receivable_id
          WHERE i.brand_id = :brand AND a.batch_id = :batch)
        ORDER BY s.id FOR UPDATE
        """,
        brand=work.brand_id,
        batch=batch_id,
    )
    superseded = 0
    for row in rows:
        due = due_of(await asked_items(work.session, work.brand_id, row.link_id))
        if due.minor != row.amount_minor:
            await _supersede(work, row)
            superseded += 1
    return superseded


async def _supersede(work: Work, session: Row[Any]) -> None:
    await end_session(work, session.id, SessionState.SUPERSEDED, now=None)
    work.announce(SessionSuperseded(brand_id=work.brand_id, session_id=session.id))
    await work.audit(
        "payments.supersede_session",
        subject="payment_session",
        subject_id=session.id,
        before={"state": session.state},
        after={"state": SessionState.SUPERSEDED.value},
    )
