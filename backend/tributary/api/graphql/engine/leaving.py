"""Whoever asked and has gone: nobody reads on for them."""

import asyncio
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Final, Self, cast

Gone = Callable[[], Awaitable[None]]
"""Ends when whoever asked has gone."""

PATIENCE_SECONDS: Final = 0.05
"""Most reading is over before that, and watching costs more than it."""


class CallerGone(Exception):
    """Whoever asked does not wait for the answer any more."""


class Watch:
    """Breaks off what its block waits for once the caller has gone.

    Raises:
        CallerGone: the caller has.
    """

    def __init__(self, gone: Gone) -> None:
        self._gone = gone
        self._has_gone = False
        self._reading = cast("asyncio.Task[object]", asyncio.current_task())
        self._watching: asyncio.Task[None] | None = None

    def __enter__(self) -> Self:
        self._timer = asyncio.get_running_loop().call_later(PATIENCE_SECONDS, self._begin)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        if self._watching is None:
            return
        self._watching.cancel()
        # Cancelled by us and by nobody else: told as what it is.
        if self._has_gone and self._reading.uncancel() == 0 and kind is asyncio.CancelledError:
            raise CallerGone from error

    def _begin(self) -> None:
        self._watching = asyncio.ensure_future(self._watch())

    async def _watch(self) -> None:
        await self._gone()
        self._has_gone = True
        self._reading.cancel()
