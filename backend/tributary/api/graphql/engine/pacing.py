"""How fast somebody may ask: points for what is read, by person or program and by brand.

Each has an allowance that grows with time up to a few seconds' worth, and every request takes its
points from it. What is kept of each is one instant: when all that was taken will have grown again
(the generic cell rate algorithm, ITU-T I.371). Each process counts for itself.
"""

import math
from dataclasses import dataclass
from typing import Final

from tributary.api.graphql.engine.viewers import Viewer

REQUEST_POINTS: Final = 50
"""What a request costs beside the rows that it may read."""

REFUSED_POINTS: Final = 500
"""What a request costs that is refused: it was read for nothing."""

KNOWN_MAX: Final = 20_000
"""Of so many it is looked whose allowance is whole again, and nothing need be known of them."""

ROOM: Final = 128
"""Each of them waits for about an eighth of a second at most while reading takes a millisecond."""


@dataclass(frozen=True, slots=True)
class Pace:
    """An allowance."""

    points: int
    """By which it grows in a second."""
    seconds: int = 10
    """After which it grows no more."""


ACTOR_PACE: Final = Pace(20_000)
BRAND_PACE: Final = Pace(200_000)


class Room:
    """Requests that are being answered at once; a full room turns the next ones away at its door.

    Whoever is turned away costs a tenth of whoever is let in to wait.
    """

    def __init__(self, size: int = ROOM) -> None:
        self._size = size
        self._inside = 0

    @property
    def free(self) -> int:
        """How many more may come in."""
        return self._size - self._inside

    @property
    def is_full(self) -> bool:
        """Whether nobody more should come in."""
        return self._inside >= self._size

    def __enter__(self) -> None:
        self._inside += 1

    def __exit__(self, *_: object) -> None:
        self._inside -= 1


class Pacer:
    """Takes points from the allowances of whoever asks."""

    def __init__(self, actor: Pace = ACTOR_PACE, brand: Pace = BRAND_PACE) -> None:
        self._actor_points, self._actor_seconds = actor.points, actor.seconds
        self._brand_points, self._brand_seconds = brand.points, brand.seconds
        self._full_at: dict[int | tuple[int, int], float] = {}
        self._looked_through_at = KNOWN_MAX

    def seconds_early(self, viewer: Viewer, points: int, *, now: float) -> int:
        """Take points, or return after how many seconds they are there; 0 when they were taken.

        Args:
            viewer: who asks.
            points: what the request costs.
            now: seconds of a clock that never goes back.
        """
        full_at = self._full_at
        # Numbers are found faster than ids, whose digests are made anew each time.
        brand = viewer.brand_id.int
        actor = (brand, (viewer.program_id or viewer.user_id or viewer.brand_id).int)
        of_actor = max(full_at.get(actor, now), now) + points / self._actor_points
        of_brand = max(full_at.get(brand, now), now) + points / self._brand_points
        early = max(of_actor - self._actor_seconds, of_brand - self._brand_seconds)
        if early > now:
            return math.ceil(early - now)
        full_at[actor] = of_actor
        full_at[brand] = of_brand
        if len(full_at) > self._looked_through_at:
            self._forget(now)
        return 0

    def _forget(self, now: float) -> None:
        """Forget whose allowance is whole again."""
        self._full_at = {each: at for each, at in self._full_at.items() if at > now}
        self._looked_through_at = max(KNOWN_MAX, 2 * len(self._full_at))
