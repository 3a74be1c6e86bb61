"""The engine: a request goes in, the bytes of an answer come out."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import asyncpg  # type: ignore[import-untyped]
import orjson
import structlog
from graphql import GraphQLError, OperationType
from graphql.execution.values import VariableValues

from tributary.api.graphql.engine.documents import Document, Library, Operation, Refused
from tributary.api.graphql.engine.limits import TooMuch, require_flat
from tributary.api.graphql.engine.parameters import ArgumentUnusable, Inputs
from tributary.api.graphql.engine.pool import Overloaded, ReadPool
from tributary.api.graphql.engine.viewers import Viewer
from tributary.api.graphql.engine.writing import Writer
from tributary.kernel import Outage
from tributary.platform import Desk

log = structlog.get_logger()

_OPEN: Final = b'{"data":'
_CLOSE: Final = b"}"


@dataclass(frozen=True, slots=True)
class GraphQLRequest:
    """What a caller asks."""

    query: str
    operation_name: str | None = None
    variables: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class Answer:
    """What the caller gets."""

    body: bytes
    is_executed: bool = True
    """False when the request was refused before anything ran, so that there is no `data`."""
    status: int = 200
    """What went wrong besides the request itself: 503 when it should be tried again."""


class Engine:
    """Executes queries of one schema over one pool, and mutations at a desk if it has one."""

    def __init__(self, library: Library, pool: ReadPool, desk: Desk | None = None) -> None:
        self._library = library
        self._pool = pool
        self._writer = None if desk is None else Writer(library.catalogue, pool, desk)

    async def execute(
        self, request: GraphQLRequest, viewer: Viewer, *, queries_only: bool = False
    ) -> Answer:
        """Answer one request of a viewer; nothing that goes wrong leaves as an exception.

        Args:
            request: the document, which of its operations, and the variables.
            viewer: who asks.
            queries_only: whether only a query may be executed, as for GET.
        """
        try:
            require_flat(request.variables)
            document, operation = self._library.operation(request.query, request.operation_name)
            if queries_only and operation.node.operation is not OperationType.QUERY:
                return refusal("Only queries may be asked by GET.", "METHOD_NOT_ALLOWED", 405)
            variables = self._library.variables(operation, request.variables)
            if operation.node.operation is OperationType.MUTATION:
                return await self._write(document, operation, variables, viewer)
            return await self._read(document, operation, variables, viewer)
        except Refused as refused:
            return errors_of(refused.errors)
        except TooMuch as error:
            return errors_of([error])
        except ArgumentUnusable as error:
            return refusal(str(error), "BAD_USER_INPUT")

    async def _read(
        self, document: Document, operation: Operation, variables: VariableValues, viewer: Viewer
    ) -> Answer:
        plan = self._library.plan(document, operation, variables, viewer)
        if plan.constant is not None:
            return Answer(_OPEN + plan.constant + _CLOSE)
        inputs = Inputs(viewer, variables.coerced)
        return await self._run(plan.sql, [bind(inputs) for bind in plan.binders], viewer)

    async def _write(
        self, document: Document, operation: Operation, variables: VariableValues, viewer: Viewer
    ) -> Answer:
        if self._writer is None:
            return refusal("Nothing can be changed here.", "METHOD_NOT_ALLOWED", 405)
        asked = self._library.asked(document, operation, variables, viewer)
        try:
            return Answer(await self._writer.execute(asked))
        except GraphQLError as error:
            raise Refused([error]) from error

    async def _run(self, sql: str, arguments: list[object], viewer: Viewer) -> Answer:
        try:
            async with asyncio.timeout(self._pool.deadline_seconds):
                value = await self._pool.value(sql, arguments, viewer.brand_id)
        except (TimeoutError, asyncpg.QueryCanceledError):
            return refusal("This takes too long; ask for less at once.", "DEADLINE_EXCEEDED", 503)
        except Overloaded:
            return refusal("Too many requests; try again in a moment.", "OVERLOADED", 503)
        except Outage:
            log.warning("reads_unavailable", exc_info=True)
            return refusal("Unavailable; try again in a moment.", "SERVICE_UNAVAILABLE", 503)
        except asyncpg.DataError:
            return refusal("A value in the request cannot be used.", "BAD_USER_INPUT")
        except asyncpg.PostgresError:
            log.exception("unexpected_error", sql=sql)
            return refusal("Unexpected error.", "UNEXPECTED", 500)
        return Answer(b"".join((_OPEN, value, _CLOSE)))


def refusal(message: str, code: str, status: int = 200) -> Answer:
    """Return the answer to a request that is not executed."""
    return errors_of([GraphQLError(message, extensions={"code": code})], status)


def errors_of(errors: list[GraphQLError], status: int = 200) -> Answer:
    """Return the answer that consists of errors alone."""
    body = orjson.dumps({"errors": [error.formatted for error in errors]})
    return Answer(body, is_executed=False, status=status)
