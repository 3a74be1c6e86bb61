"""Writing letters inside a transaction, and sending them outside of any."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text

from tributary import identity
from tributary.kernel import BrandId, new_id
from tributary.messaging.events import LetterSettled, LetterWritten
from tributary.messaging.ports import AddressRefused, Envelope, Post, Site
from tributary.messaging.rules import FOLLOWED, LetterKind, LetterState, text_of
from tributary.platform import Desk, Seals, Work

JOB: Final = "job:letters"

KEPT_FOR: Final = timedelta(days=90)


async def write_letter(
    work: Work,
    *,
    kind: LetterKind,
    address: str,
    language: str,
    words: Mapping[str, str],
    ticket_id: UUID | None = None,
    good_until: datetime | None = None,
) -> UUID:
    """Write a letter that is sent once this work has committed; return its id.

    Args:
        work: whatever the letter is about happens in it.
        kind: what it is about.
        address: where it goes.
        language: zh or en.
        words: what stands in its places, such as person and path; never a secret.
        ticket_id: the ticket that its link opens.
        good_until: when it is not worth sending any more.
    """
    letter_id = new_id()
    await work.run(
        """
        INSERT INTO letters (brand_id, id, kind, address, language, words, ticket_id, state,
                             written_at, good_until)
        SELECT :brand, :id, :kind, :address, :language,
               jsonb_build_object('brand', b.name) || CAST(:words AS jsonb), :ticket, 'waiting',
               :now, :until
        FROM brands b WHERE b.id = :brand
        """,
        brand=work.brand_id,
        id=letter_id,
        kind=kind.value,
        address=address,
        language=language,
        words=json.dumps(dict(words)),
        ticket=ticket_id,
        now=work.opened_at,
        until=good_until,
    )
    work.announce(LetterWritten(work.brand_id, letter_id))
    return letter_id


async def send_letter(desk: Desk, brand_id: BrandId, letter_id: UUID) -> None:
    """Send a letter that waits; killed anywhere, the next attempt sends the same one again.

    Raises:
        Outage: it was not taken now.
    """
    letter = await _waiting(desk, brand_id, letter_id)
    if letter is None:
        return
    if letter.good_until is not None and letter.good_until <= desk.clock():
        await _settle(desk, brand_id, letter_id, LetterState.LAPSED, "over before it was sent")
        return
    post = desk.port(Post)  # type: ignore[type-abstract]
    try:
        await post.carry(_envelope(desk, brand_id, letter))
    except AddressRefused as refused:
        await _settle(desk, brand_id, letter_id, LetterState.REFUSED, refused.message)
        return
    await _settle(desk, brand_id, letter_id, LetterState.SENT)


async def forget_letters(work: Work) -> None:
    """Delete letters that were settled long ago."""
    await work.run(
        "DELETE FROM letters WHERE brand_id = :brand AND settled_at < :before",
        brand=work.brand_id,
        before=work.opened_at - KEPT_FOR,
    )


async def _waiting(desk: Desk, brand_id: BrandId, letter_id: UUID) -> Row[Any] | None:
    async with desk.database.reading(brand_id) as session:
        found = await session.execute(
            text(
                "SELECT id, kind, address, language, words, ticket_id, good_until FROM letters "
                "WHERE brand_id = :brand AND id = :letter AND state = 'waiting'"
            ),
            {"brand": brand_id, "letter": letter_id},
        )
        return found.one_or_none()


def _envelope(desk: Desk, brand_id: BrandId, letter: Row[Any]) -> Envelope:
    words = dict(letter.words)
    path = words.pop("path", "")
    if letter.ticket_id is not None:
        # Behind the hash: browsers keep it to themselves, and no log along the way has it.
        path += "#" + identity.ticket_token(desk.port(Seals), brand_id, letter.ticket_id)
    site = desk.port(Site)  # type: ignore[type-abstract]
    said = text_of(LetterKind(letter.kind), letter.language, {**words, "url": site.page(path)})
    return Envelope(letter.id.hex, letter.address, said.subject, said.body, letter.language)


async def _settle(
    desk: Desk, brand_id: BrandId, letter_id: UUID, state: LetterState, reason: str | None = None
) -> None:
    async with desk.work(brand_id, JOB) as work:
        rows = await work.rows(
            """
            UPDATE letters SET state = :state, settled_at = :now, reason = :reason
            WHERE brand_id = :brand AND id = :letter AND state = 'waiting'
            RETURNING kind
            """,
            brand=brand_id,
            letter=letter_id,
            state=state.value,
            now=work.opened_at,
            reason=reason,
        )
        if any(row.kind in FOLLOWED for row in rows):
            work.announce(LetterSettled(brand_id, letter_id, state.value, reason))
