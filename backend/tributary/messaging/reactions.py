"""What messaging does by itself: writes when identity announces, sends what was written."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from tributary import identity
from tributary.identity import (
    AccessGiven,
    AccountChanged,
    ImpersonationBegun,
    ResetDeclined,
    TicketIssued,
    TicketKind,
)
from tributary.kernel import BrandId, UserId
from tributary.messaging.events import LetterWritten
from tributary.messaging.operations import forget_letters, send_letter, write_letter
from tributary.messaging.rules import LetterKind
from tributary.platform import Chore, Desk, Event, Work

KINDS: Final[Mapping[TicketKind, LetterKind]] = {
    TicketKind.INVITATION: LetterKind.INVITATION,
    TicketKind.VERIFICATION: LetterKind.VERIFICATION,
    TicketKind.RESET: LetterKind.RESET,
}


async def write_ticket(work: Work, event: TicketIssued) -> None:
    """Write to somebody for whom there is a link to open."""
    ticket = await identity.ticket_of(work.session, work.brand_id, event.ticket_id)
    if ticket is None:
        return
    hours = identity.TICKET_LIFE[ticket.kind] // timedelta(hours=1)
    await write_letter(
        work,
        kind=KINDS[ticket.kind],
        address=ticket.person.email,
        language=ticket.person.language,
        words={
            "person": ticket.person.name,
            "path": f"{ticket.person.home}ticket",
            "hours": str(hours),
        },
        ticket_id=event.ticket_id,
        good_until=ticket.expires_at,
    )


async def write_access(work: Work, event: AccessGiven) -> None:
    """Write to somebody who can sign in already and has a role in one more brand."""
    await _write_way_in(work, event.user_id, LetterKind.ACCESS)


async def write_declined(work: Work, event: ResetDeclined) -> None:
    """Write to somebody to whom a new password would open nothing."""
    await _write_way_in(work, event.user_id, LetterKind.PROVIDER_REQUIRED)


async def _write_way_in(work: Work, user_id: UserId, kind: LetterKind) -> None:
    person = await identity.addressee_of(work.session, work.brand_id, user_id)
    if person is None:
        return
    await write_letter(
        work,
        kind=kind,
        address=person.email,
        language=person.language,
        words={"person": person.name, "path": f"{person.home}?brand={person.brand_slug}"},
    )


async def write_notice(work: Work, event: AccountChanged) -> None:
    """Write to somebody whose way of signing in was changed, perhaps by somebody else."""
    person = await identity.addressee_of(work.session, work.brand_id, event.user_id)
    if person is None:
        return
    await write_letter(
        work,
        kind=LetterKind(event.what),
        address=person.email,
        language=person.language,
        words={"person": person.name},
    )


async def write_impersonation(work: Work, event: ImpersonationBegun) -> None:
    """Write to somebody as whom an owner looks."""
    found = await identity.impersonation_of(work.session, work.brand_id, event.impersonation_id)
    person = found and await identity.addressee_of(work.session, work.brand_id, found.user_id)
    if not found or not person:
        return
    minutes = (found.until_at - found.began_at) // timedelta(minutes=1)
    await write_letter(
        work,
        kind=LetterKind.IMPERSONATED,
        address=person.email,
        language=person.language,
        words={
            "person": person.name,
            "by": found.by,
            "reason": found.reason,
            "minutes": str(minutes),
        },
    )


async def send(desk: Desk, event: LetterWritten) -> None:
    """Send a letter."""
    await send_letter(desk, event.brand_id, event.letter_id)


async def forget(desk: Desk, brand_id: BrandId) -> None:
    """Forget letters of long ago: addresses are kept no longer than they are needed."""
    async with desk.work(brand_id, "job") as work:
        await forget_letters(work)


REACTIONS: Final[Mapping[type[Event], Sequence[Callable[[Work, Any], Awaitable[None]]]]] = {
    TicketIssued: (write_ticket,),
    AccessGiven: (write_access,),
    AccountChanged: (write_notice,),
    ImpersonationBegun: (write_impersonation,),
    ResetDeclined: (write_declined,),
}

ERRANDS: Final[Mapping[type[Event], Sequence[Callable[[Desk, Any], Awaitable[None]]]]] = {
    LetterWritten: (send,),
}

CHORES: Final[Sequence[Chore]] = (Chore("forget_letters", "7 4 * * *", forget),)
