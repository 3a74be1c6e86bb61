"""Write to those who can mend it when an endpoint was disabled by what it answered."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from tributary import identity, messaging
from tributary.identity import Role
from tributary.integrations.rules import DisabledBy
from tributary.messaging import LetterKind
from tributary.platform import Work

_LETTERS: Final[Mapping[DisabledBy, LetterKind]] = {
    DisabledBy.GONE: LetterKind.WEBHOOK_GONE,
    DisabledBy.FAILING: LetterKind.WEBHOOK_FAILING,
}


async def write_to_owners(work: Work, endpoint_id: UUID, *, by: DisabledBy) -> None:
    """Write to every owner of the brand that an endpoint was just disabled.

    Part of the work that disables it, which does so once: there is one letter to each of them.
    """
    (endpoint,) = await work.rows(
        "SELECT address, description FROM webhook_endpoints "
        "WHERE brand_id = :brand AND id = :endpoint",
        brand=work.brand_id,
        endpoint=endpoint_id,
    )
    # Of the address its host alone: what stands behind it may hold a key.
    address: str = endpoint.address
    host = urlsplit(address).netloc
    named = f"{endpoint.description} ({host})" if endpoint.description else host
    for member in await identity.members_of(work.session, work.brand_id):
        if member.role is not Role.OWNER:
            continue
        person = await identity.addressee_of(work.session, work.brand_id, member.user_id)
        if person is None:
            continue
        await messaging.write_letter(
            work,
            kind=_LETTERS[by],
            address=person.email,
            language=person.language,
            words={
                "person": person.name,
                "endpoint": named,
                "path": f"{person.home}webhooks?brand={person.brand_slug}",
            },
        )
