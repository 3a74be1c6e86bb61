"""Who reacts to which event, how a delivery is enqueued, and what is followed."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from tributary.platform.events import Event

if TYPE_CHECKING:
    from tributary.platform.desk import Desk
    from tributary.platform.work import Work

Reaction = Callable[["Work", Any], Awaitable[None]]
"""An effect inside the database, made exactly once with its delivery mark."""

Errand = Callable[["Desk", Any], Awaitable[None]]
"""A step that talks to the outside; made at least once, so it must be safe to repeat."""

Enqueue = Callable[["Work", Sequence[tuple[UUID, Event]]], Awaitable[None]]
"""Enqueues the delivery of events on the connection and in the transaction of a work."""


async def no_queue(work: "Work", events: Sequence[tuple[UUID, Event]]) -> None:
    """Leave delivery to the sweeper: nobody listens where there is no worker."""


@dataclass(slots=True)
class Subscriptions:
    """Every reaction and errand by event, in river order, and what is followed."""

    reactions: dict[type[Event], list[Reaction]] = field(
        default_factory=dict[type[Event], list[Reaction]]
    )
    errands: dict[type[Event], list[Errand]] = field(
        default_factory=dict[type[Event], list[Errand]]
    )
    enqueue: Enqueue = no_queue
    followed: frozenset[str] = frozenset()
    """The kinds of things of which somebody wants to know at once when one has changed."""

    def subscribe(
        self,
        reactions: Mapping[type[Event], Sequence[Reaction]],
        errands: Mapping[type[Event], Sequence[Errand]],
    ) -> None:
        """Add what one package does when others announce."""
        for event, added in reactions.items():
            self.reactions.setdefault(event, []).extend(added)
        for event, errand in errands.items():
            self.errands.setdefault(event, []).extend(errand)

    def concern(self, event: type[Event]) -> bool:
        """Tell whether anybody reacts to an event."""
        return event in self.reactions or event in self.errands


def subscriber_name(subscriber: Reaction | Errand) -> str:
    """Return the name under which a delivery is recorded: package and function."""
    module = subscriber.__module__.removeprefix("tributary.").partition(".")[0]
    return f"{module}.{getattr(subscriber, '__name__', 'reaction')}"
