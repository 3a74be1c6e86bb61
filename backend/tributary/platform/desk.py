"""Desk: what a step outside a transaction works with: database, clock and ports."""

import math
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tributary.kernel import Actor, BrandId, Clock
from tributary.platform.database import Database
from tributary.platform.work import Work

Port = TypeVar("Port")


@dataclass(frozen=True, slots=True)
class Desk:
    """What errands, chores and commands get from the composition root."""

    database: Database
    clock: Clock
    ports: Mapping[Any, object] = field(default_factory=dict[Any, object])
    """The implementation of each Protocol that some package declares in its ports."""

    def port(self, kind: type[Port]) -> Port:
        """Return the implementation of a port; a missing one is a wiring bug."""
        implementation: Any = self.ports[kind]
        return implementation  # type: ignore[no-any-return]

    def work(
        self, brand_id: BrandId, origin: str, *, idempotency_key: str | None = None
    ) -> AbstractAsyncContextManager[Work]:
        """Open a work in which the system itself acts, now."""
        actor = Actor.system(brand_id, origin)
        return self.database.work(actor, now=self.clock(), idempotency_key=idempotency_key)


@dataclass(frozen=True, slots=True)
class Chore:
    """A step repeated for each brand on a schedule."""

    name: str
    cron: str
    run: Callable[[Desk, BrandId], Awaitable[None]]
    round_seconds: float = math.inf
    """When a round over the brands has taken this long, the brands left come first in the next."""
