"""The engine: a request goes in, the bytes of an answer come out."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, NamedTuple

import asyncpg  # type: ignore[import-untyped]
import orjson
import structlog
from graphql import GraphQLError, OperationType

from tributary.api.graphql.engine.compiler import Plan
from tributary.api.graphql.engine.documents import (
    Document,
    Library,
    Refused,
    Understood,
    operation_of,
)
from tributary.api.graphql.engine.following import things_of
from tributary.api.graphql.engine.knowing import Known, while_known
from tributary.api.graphql.engine.leaving import Gone, Watch, Watchman
from tributary.api.graphql.engine.limits import TooMuch, require_flat
from tributary.api.graphql.engine.pacing import REFUSED_POINTS, REQUEST_POINTS, Pacer, Room
from tributary.api.graphql.engine.parameters import ArgumentUnusable, Inputs
from tributary.api.graphql.engine.pool import UNREADABLE, Overloaded, ReadPool
from tributary.api.graphql.engine.reading import Reader
from tributary.api.graphql.engine.viewers import Viewer
from tributary.api.graphql.engine.writing import Writer
from tributary.kernel import Outage
from tributary.platform import Desk, Thing

log = structlog.get_logger()

_OPEN: Final = b'{"data":'
_TO_BE_STREAMED: Final = (
    "A subscription is answered as text/event-stream, or by graphql-transport-ws over a WebSocket."
)
# Found in its enumeration, a member costs each request as much as a call of a function.
_QUERY: Final = OperationType.QUERY
_MUTATION: Final = OperationType.MUTATION
_SUBSCRIPTION: Final = OperationType.SUBSCRIPTION
_DECLINED: Final = (Refused, TooMuch, ArgumentUnusable)


class Bound(NamedTuple):
    """A query as one viewer asks it."""

    viewer: Viewer
    plan: Plan
    arguments: Sequence[object]


@dataclass(slots=True)
class GraphQLRequest:
    """What a caller asks of one engine, once or again and again."""

    query: str
    operation_name: str | None = None
    variables: Mapping[str, Any] = field(default_factory=dict[str, Any])
    trusted_by: str | None = None
    """The id of the document, if it is one of those that our own pages ask."""
    understood: Understood | None = None
    """What it means, once the engine has found that out."""
    bound: Bound | None = None
    """What it came to for the last one who asked it: mostly that one asks again."""


class Answer(NamedTuple):
    """What the caller gets."""

    body: bytes
    is_executed: bool = True
    """False when the request was refused before anything ran, so that there is no `data`."""
    status: int = 200
    """What went wrong besides the request itself: 429 or 503 when it should be tried again."""
    retry_after: int = 0
    """In how many seconds it should be tried again."""


class Engine:
    """Executes queries of one schema over one pool, and mutations at a desk if it has one."""

    def __init__(
        self,
        library: Library,
        pool: ReadPool,
        desk: Desk | None = None,
        pacer: Pacer | None = None,
        room: Room | None = None,
    ) -> None:
        self._library = library
        self._pool = pool
        self._writer = None if desk is None else Writer(library.catalogue, pool, desk)
        self._pacer = pacer
        self._reader = Reader(library)
        self.room = room or Room()
        self._watchman = Watchman()

    async def execute(
        self,
        request: GraphQLRequest,
        viewer: Viewer,
        *,
        queries_only: bool = False,
        is_stream: bool = False,
        gone: Gone | None = None,
    ) -> Answer:
        """Answer one request of a viewer; nothing that goes wrong leaves as an exception.

        Args:
            request: the document, which of its operations, and the variables.
            viewer: who asks.
            queries_only: whether nothing may be changed, as for GET.
            is_stream: whether subscriptions are read, too; whoever streams does so again and again.
            gone: tells when the caller has gone, so that nobody reads on; a mutation is finished.
        """
        try:
            bound = request.bound
            if bound is None or bound.viewer is not viewer:
                # What is not done here is told before the variables are looked at.
                document = await self._document(request)
                kind = operation_of(document, request.operation_name).node.operation
                if kind is _SUBSCRIPTION and not is_stream:
                    return refusal(_TO_BE_STREAMED, "NOT_ACCEPTABLE", 406)
                if queries_only and kind is _MUTATION:
                    return refusal("Only queries may be asked by GET.", "METHOD_NOT_ALLOWED", 405)
                understood = request.understood or await self._understand(request)
                if kind is _MUTATION:
                    return await self._write(understood, viewer)
                bound = self._bind(request, understood, viewer)
            return await self._read(bound, gone)
        except _DECLINED as error:
            return self._paced(viewer, REFUSED_POINTS) or _declined(error)
        except Overloaded:
            return OVERLOADED

    async def things(self, request: GraphQLRequest, viewer: Viewer) -> frozenset[Thing]:
        """Return what has to change for a subscription to be read again.

        Nothing follows from what is no subscription or cannot be executed: it is answered once.
        """
        try:
            understood = request.understood or await self._understand(request)
            document, operation, variables, _ = understood
            if operation.node.operation is not _SUBSCRIPTION:
                return frozenset()
            return things_of(self._library.catalogue, document, operation, variables, viewer)
        except (*_DECLINED, Overloaded):
            return frozenset()

    async def read_known(
        self,
        request: GraphQLRequest,
        known: Known,
        *,
        is_stream: bool = False,
        gone: Gone | None = None,
    ) -> Answer | None:
        """Answer the query of somebody who was known a moment ago and still is the same.

        Returns:
            None if not, and whenever more than one statement is needed or nothing could be read:
            find out who asks, and execute the request.
        """
        try:
            bound = request.bound
            if bound is None or bound.viewer is not known.viewer:
                bound = await self._bound_for(request, known.viewer, is_stream=is_stream)
            if bound is None:
                return None
            viewer, plan, arguments = bound
            if (early := self._paced(viewer, REQUEST_POINTS + plan.cost)) is not None:
                return early
        except _DECLINED:
            return None
        except Overloaded:
            return OVERLOADED
        sql = while_known(plan.sql, len(arguments), known.question, len(known.arguments))
        told = (*arguments, *known.arguments, known.told)
        try:
            value = await self._pool.value(sql, told, viewer.brand_id, self._watch(gone))
        except UNREADABLE as error:
            return _told_of(error, sql)
        return self._answer(value, plan.cost) if value else None

    async def _bound_for(
        self, request: GraphQLRequest, viewer: Viewer, *, is_stream: bool
    ) -> Bound | None:
        """Return what a request comes to for a viewer; None if one statement is not all of it."""
        understood = request.understood or await self._understand(request)
        kind = understood.operation.node.operation
        if kind is not _QUERY and not (is_stream and kind is _SUBSCRIPTION):
            return None
        bound = self._bind(request, understood, viewer)
        return bound if bound.plan.constant is None else None

    async def _document(self, request: GraphQLRequest) -> Document:
        require_flat(request.variables)
        document = self._library.known(request.query, request.trusted_by)
        if document is not None:
            return document
        return await self._reader.learn(request.query, request.trusted_by)

    async def _understand(self, request: GraphQLRequest) -> Understood:
        document = await self._document(request)
        name, given = request.operation_name, request.variables
        request.understood = self._library.understood(document, name, given)
        return request.understood

    def _bind(self, request: GraphQLRequest, understood: Understood, viewer: Viewer) -> Bound:
        plan = self._library.plan(understood, viewer)
        inputs = Inputs(viewer, understood.variables.coerced)
        bound = Bound(viewer, plan, tuple(bind(inputs) for bind in plan.binders))
        if understood.operation.node.operation is _QUERY and plan.constant is None:
            request.bound = bound
        return bound

    async def _read(self, bound: Bound, gone: Gone | None) -> Answer:
        viewer, plan, arguments = bound
        if (early := self._paced(viewer, REQUEST_POINTS + plan.cost)) is not None:
            return early
        value = plan.constant
        if value is None:
            try:
                value = await self._pool.value(
                    plan.sql, arguments, viewer.brand_id, self._watch(gone)
                )
            except UNREADABLE as error:
                return _told_of(error, plan.sql)
        return self._answer(value, plan.cost)

    def _answer(self, value: bytes, cost: int) -> Answer:
        return Answer(b"".join((_OPEN, value, closing(cost, self._library.limits.cost))))

    async def _write(self, understood: Understood, viewer: Viewer) -> Answer:
        if self._writer is None:
            return refusal("Nothing can be changed here.", "METHOD_NOT_ALLOWED", 405)
        asked = self._library.asked(understood, viewer)
        if (early := self._paced(viewer, REQUEST_POINTS + asked.cost)) is not None:
            return early
        try:
            done = await self._writer.execute(asked)
            return Answer(done + closing(asked.cost, self._library.limits.cost))
        except GraphQLError as error:
            raise Refused([error]) from error

    def _paced(self, viewer: Viewer, points: int) -> Answer | None:
        """Take points from whoever asks; return the refusal of whoever asks too fast."""
        if self._pacer is None:
            return None
        early = self._pacer.seconds_early(viewer, points, now=time.monotonic())
        if not early:
            return None
        message = f"You ask too much too fast; go on in {early} s."
        return refusal(message, "RATE_LIMITED", 429, retry_after=early)

    def _watch(self, gone: Gone | None) -> Watch | None:
        # Whoever waits for a turn costs nothing but a place: only what is read is watched.
        return None if gone is None else Watch(self._watchman, gone)


@lru_cache(maxsize=4_096)
def closing(cost: int, limit: int) -> bytes:
    """Return the end of an answer: how many rows it may have had to read, and the most of them."""
    return b',"extensions":{"cost":{"requested":%d,"limit":%d}}}' % (cost, limit)


def _declined(error: Refused | TooMuch | ArgumentUnusable) -> Answer:
    """Return what is told of a request that cannot be executed."""
    match error:
        case Refused():
            return errors_of(error.errors)
        case TooMuch():
            return errors_of([error])
        case ArgumentUnusable():
            return refusal(str(error), "BAD_USER_INPUT")


def _told_of(error: Exception, sql: str) -> Answer:
    """Return what is told of what went wrong while reading."""
    match error:
        case TimeoutError() | asyncpg.QueryCanceledError():
            return TOO_LONG
        case Overloaded():
            return OVERLOADED
        case Outage():
            log.warning("reads_unavailable", exc_info=error)
            return UNAVAILABLE
        case asyncpg.DataError():
            return refusal("A value in the request cannot be used.", "BAD_USER_INPUT")
        case _:
            log.error("unexpected_error", sql=sql, exc_info=error)
            return UNEXPECTED


def refusal(message: str, code: str, status: int = 200, *, retry_after: int = 0) -> Answer:
    """Return the answer to a request that is not executed."""
    told = errors_of([GraphQLError(message, extensions={"code": code})])
    return told._replace(status=status, retry_after=retry_after)


def errors_of(errors: list[GraphQLError]) -> Answer:
    """Return the answer that consists of errors alone."""
    body = orjson.dumps({"errors": [error.formatted for error in errors]})
    return Answer(body, is_executed=False)


TOO_LONG: Final = refusal(
    "This takes too long; ask for less at once.", "DEADLINE_EXCEEDED", 503, retry_after=1
)
OVERLOADED: Final = refusal(
    "Too many requests; try again in a moment.", "OVERLOADED", 503, retry_after=1
)
UNAVAILABLE: Final = refusal(
    "Unavailable; try again in a moment.", "SERVICE_UNAVAILABLE", 503, retry_after=1
)
UNEXPECTED: Final = refusal("Unexpected error.", "UNEXPECTED", 500)
"""What is told of what is not the request's fault."""
