"""Streams: the subscriptions of one process, each read again after a change as whoever asked.

A change says only that something is to be looked at. What is sent is what a query would read now:
by the same plan, for the same viewer, whose session or token the very statement asks after again.
What reads as before is not sent, so that a change of somebody else's shows nobody anything.
"""

import asyncio
import hashlib
import time
from collections import Counter
from collections.abc import AsyncGenerator, Generator
from contextlib import aclosing, contextmanager
from dataclasses import dataclass
from typing import Any, Final

import orjson
import structlog
from starlette.requests import Request

from tributary.api.graphql import Authenticate, Documents, Engine, Recall, Viewer
from tributary.api.graphql.endpoint import Unreadable
from tributary.api.graphql.engine import Answer, GraphQLRequest
from tributary.api.graphql.engine.execution import UNAVAILABLE, UNEXPECTED, refusal
from tributary.api.http.visitors import COOKIE, OUT_OF_REACH
from tributary.kernel import Outage
from tributary.platform import Bell, Listening, Ring, Thing

EACH_MAX: Final = 10
"""Streams of one session or token at once."""

ALL_MAX: Final = 1_000
"""Streams of one process at once."""

READS_AT_ONCE: Final = 2
"""However many streams a change wakes, requests find connections free."""

log = structlog.get_logger()

SIGNED_OUT: Final = refusal("Sign in first.", "UNAUTHENTICATED", 401)


@dataclass(frozen=True, slots=True)
class Paces:
    """How long things take, in seconds."""

    keep_alive: float = 15.0
    """Sent nothing for this long, a stream shows that it is still there."""
    check: float = 60.0
    """Told of nothing for this long, a stream reads all the same, and finds out who asks."""
    life: float = 3_600.0
    """How long a stream lasts at most; then its reader comes again."""
    pause: float = 0.2
    """Between two readings of one stream, however fast things change."""
    send: float = 30.0
    """A reader who takes nothing for this long is gone."""
    greeting: float = 3.0
    """How long a WebSocket may be open before it says who it is."""


@dataclass(frozen=True, slots=True)
class Way:
    """How somebody who shows a cookie, or a token, is found out."""

    authenticate: Authenticate
    recall: Recall
    documents: Documents
    """What may be asked this way."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who asks again and again with the same cookie or token."""

    engine: Engine
    way: Way
    asking: Request
    queries_only: bool
    """Whether nothing may be changed this way."""

    @property
    def session(self) -> str:
        """What stands for the cookie or the token, and opens nothing."""
        shown = self.asking.headers.get("authorization") or self.asking.cookies.get(COOKIE, "")
        return hashlib.sha256(shown.encode()).hexdigest()

    async def viewer(self) -> Viewer | None:
        """Return who it is; None for nobody, or nobody any more."""
        return await self.way.authenticate(self.asking)

    async def read(self, request: GraphQLRequest) -> Answer | None:
        """Return what a request reads now; None once the asker is nobody any more."""
        known = self.way.recall(self.asking.scope)
        if known is not None:
            answer = await self.engine.read_known(request, known, is_stream=True)
            if answer is not None:
                return answer
        viewer = await self.viewer()
        if viewer is None:
            return None
        return await self.engine.execute(
            request, viewer, queries_only=self.queries_only, is_stream=True
        )


class Streams:
    """All streams of one process."""

    def __init__(
        self,
        listening: Listening,
        *,
        paces: Paces | None = None,
        each_max: int = EACH_MAX,
        all_max: int = ALL_MAX,
    ) -> None:
        self.listening = listening
        self.paces = paces or Paces()
        self._each_max = each_max
        self._all_max = all_max
        self._open: Counter[str] = Counter()
        self._reads = asyncio.Semaphore(READS_AT_ONCE)

    @property
    def count(self) -> int:
        """How many there are now."""
        return self._open.total()

    @contextmanager
    def place(self, session: str) -> Generator[None]:
        """Count one stream of a session while the block runs.

        Raises:
            Unreadable: the session, or the process, has as many as it may.
        """
        if self._open[session] >= self._each_max:
            message = f"There are {self._each_max} streams of yours already; end one of them."
            raise Unreadable(message, 429, "TOO_MANY_STREAMS")
        if self.count >= self._all_max:
            raise Unreadable("Too many streams; try again in a moment.", 503, "OVERLOADED")
        self._open[session] += 1
        try:
            yield
        finally:
            self._open[session] -= 1
            if not self._open[session]:
                del self._open[session]

    async def answers(
        self, asker: Asker, request: GraphQLRequest, viewer: Viewer
    ) -> AsyncGenerator[Answer | None]:
        """Yield what a request reads: once, or for a subscription whenever it reads differently.

        None means that nothing has happened for a while. An answer that was not executed is the
        last one: 401 when the asker is nobody any more, 503 when it should be tried again.
        """
        things = await asker.engine.things(request, viewer)
        if not things:
            yield await self._answer(asker, request)
            return
        try:
            async with (
                self.listening.following(viewer.brand_id, things | _people(viewer)) as bell,
                aclosing(self._followed(asker, request, bell)) as answers,
            ):
                async for answer in answers:
                    yield answer
        except Outage:
            log.warning("changes_unheard", exc_info=True)
            yield UNAVAILABLE

    async def _followed(
        self, asker: Asker, request: GraphQLRequest, bell: Bell
    ) -> AsyncGenerator[Answer | None]:
        over = time.monotonic() + self.paces.life
        last = b""
        while True:
            async with self._reads:
                answer = await self._answer(asker, request)
            if answer.body != last:
                last = answer.body
                yield answer
            if not answer.is_executed or _is_absent(answer):
                return
            await asyncio.sleep(self.paces.pause)
            async with aclosing(self._quiet(bell, over)) as quiet:
                async for ring in quiet:
                    if ring is Ring.LOST:
                        yield UNAVAILABLE
                    if ring is not Ring.QUIET:
                        return
                    yield None

    async def _quiet(self, bell: Bell, over: float) -> AsyncGenerator[Ring]:
        """Yield every while that nothing happened, or why the stream ends; end to read again."""
        check = time.monotonic() + self.paces.check
        while True:
            ring = await bell.wait(min(self.paces.keep_alive, self.paces.check))
            if time.monotonic() >= over:
                ring = Ring.OVER
            if ring is Ring.CHANGED or (ring is Ring.QUIET and time.monotonic() >= check):
                return
            yield ring

    async def _answer(self, asker: Asker, request: GraphQLRequest) -> Answer:
        """Read, and turn whatever goes wrong into an answer: the stream has begun."""
        try:
            answer = await asker.read(request)
        except OUT_OF_REACH:
            log.warning("stream_unreadable", exc_info=True)
            return UNAVAILABLE
        except Exception:
            log.exception("unexpected_error")
            return UNEXPECTED
        return SIGNED_OUT if answer is None else answer


def _people(viewer: Viewer) -> frozenset[Thing]:
    """Return whose changes may end the stream at once: roles taken away, a program shut out."""
    return frozenset({("user", viewer.user_id), ("program", viewer.program_id)})


def _is_absent(answer: Answer) -> bool:
    """Tell whether the only field is null: what is not there, or not theirs, will not change."""
    told: Any = orjson.loads(answer.body).get("data")
    return told is not None and len(told) == 1 and None in told.values()
