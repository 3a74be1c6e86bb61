"""Whoever asked and has gone: nobody reads on for them."""

import asyncio
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Final, Self, cast

Gone = Callable[[], Awaitable[None]]
"""Ends when whoever asked has gone."""

PATIENCE_SECONDS: Final = 0.03
"""Most reading is over before that, and watching costs more than it."""


class CallerGone(Exception):
    """Whoever asked does not wait for the answer any more."""


class Watch:
    """Breaks off what its block waits for once the caller has gone.

    Raises:
        CallerGone: the caller has.
    """

    # What few of them ever change is written for all: there is one for each that is asked.
    _has_gone = False
    _watching: asyncio.Task[None] | None = None
    is_old = False
    """Whether it was seen by a round of the watchman already."""

    def __init__(self, watchman: "Watchman", gone: Gone) -> None:
        self._watchman = watchman
        self._gone = gone
        self._reading = cast("asyncio.Task[object]", asyncio.current_task())

    def __enter__(self) -> Self:
        watchman = self._watchman
        watchman.watches[self] = None
        if not watchman.is_going:
            watchman.go()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        del self._watchman.watches[self]
        if self._watching is None:
            return
        self._watching.cancel()
        self._watching = None
        # Cancelled by us and by nobody else: told as what it is.
        if self._has_gone and self._reading.uncancel() == 0 and kind is asyncio.CancelledError:
            raise CallerGone from error

    def begin(self) -> None:
        """Begin to listen for the caller's leaving."""
        if self._watching is None:
            self._watching = asyncio.ensure_future(self._watch())

    async def _watch(self) -> None:
        await self._gone()
        self._has_gone = True
        self._reading.cancel()


class Watchman:
    """Goes round while anybody reads.

    One timer for all: one for each took a tenth of the time of a short query.
    """

    def __init__(self) -> None:
        self.watches: dict[Watch, None] = {}
        """Whoever reads, in the order in which they began."""
        self.is_going = False

    def go(self) -> None:
        """Look after whoever reads in a moment."""
        self.is_going = True
        asyncio.get_running_loop().call_later(PATIENCE_SECONDS, self._round)

    def _round(self) -> None:
        for watch in self.watches:
            if watch.is_old:
                watch.begin()
            watch.is_old = True
        self.is_going = False
        if self.watches:
            self.go()
