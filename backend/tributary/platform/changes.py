"""Changes: which things a transaction changed, told to every process in the moment it commits.

A change names a thing and says nothing of it: whoever follows it reads it again, as somebody who
may. It is sent by NOTIFY in the transaction itself, so that what is rolled back is never told.
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from tributary.kernel import BrandId

CHANNEL: Final = "tributary_changes"

EACH_MAX: Final = 200
"""Of more things of one kind than these it is told that all may have changed.

With their ids a message has some 6,700 bytes; PostgreSQL takes less than 8,000.
"""

ENOUGH: Final = EACH_MAX + 1
"""Whoever looks up which things changed needs no more of them."""

_ALL: Final = "*"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing of a brand that is not as it was."""

    brand_id: BrandId
    subject: str
    """What kind of thing, as the audit entries call it."""
    subject_id: UUID | None
    """None when any of them may have changed."""


def messages_of(
    brand_id: BrandId, told: Iterable[tuple[str, UUID | None]], followed: Container[str]
) -> list[str]:
    """Return what one transaction sends: a message for each kind of thing that anybody follows.

    >>> brand, thing = UUID(int=1), UUID(int=2)
    >>> messages_of(BrandId(brand), [("order", thing), ("order", thing), ("pet", None)], {"order"})
    ['00000000000000000000000000000001 order 00000000000000000000000000000002']
    """
    kinds: dict[str, set[UUID | None]] = {}
    for subject, subject_id in told:
        if subject in followed:
            kinds.setdefault(subject, set()).add(subject_id)
    return [f"{brand_id.hex} {subject} {_named(kinds[subject])}" for subject in sorted(kinds)]


def changes_in(message: str) -> list[Change]:
    """Read a message again; of one that we never wrote nothing is left.

    >>> [each.subject_id for each in changes_in(f"{UUID(int=1).hex} order *")]
    [None]
    >>> changes_in("hello")
    []
    """
    try:
        brand, subject, named = message.split(" ")
        ids = [None if each == _ALL else UUID(hex=each) for each in named.split(",")]
        return [Change(BrandId(UUID(hex=brand)), subject, each) for each in ids]
    except ValueError:
        return []


def _named(ids: set[UUID | None]) -> str:
    known = {each for each in ids if each is not None}
    if None in ids or len(known) > EACH_MAX:
        return _ALL
    return ",".join(each.hex for each in sorted(known))
