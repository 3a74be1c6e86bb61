"""GraphQL over HTTP: one ASGI application that reads a request and sends the engine's bytes.

Media types and status codes follow the GraphQL-over-HTTP draft: `application/graphql-response+json`
tells by its status whether the request was executed, `application/json` answers 200 as long as it
was a GraphQL request at all.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from http import HTTPStatus
from typing import Any, Final, cast
from urllib.parse import parse_qs

import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Receive, Scope, Send

from tributary.api.graphql.engine import Answer, Engine, GraphQLRequest, Known, Viewer
from tributary.api.graphql.engine.documents import Recent
from tributary.api.graphql.engine.execution import OVERLOADED, refusal
from tributary.api.graphql.engine.leaving import CallerGone
from tributary.api.graphql.engine.limits import BODY_BYTES_MAX
from tributary.api.graphql.trusted import Documents, Untrusted
from tributary.api.said import made_of, said

Authenticate = Callable[[Request], Awaitable[Viewer | None]]
"""Says who asks; None when nobody is signed in."""

Recall = Callable[[Scope], Known | None]
"""Says without a look into the database who asked with the same token a moment ago."""

_PLAIN: Final = "application/json"
_EXACT: Final = "application/graphql-response+json"
EVENTS: Final = "text/event-stream"
_METHODS: Final = frozenset({"GET", "POST"})
# Found in its enumeration, a member costs each request as much as a call of a function.
_OK: Final = int(HTTPStatus.OK)
_NOT_ALLOWED: Final = int(HTTPStatus.METHOD_NOT_ALLOWED)
_REQUEST: Final = "graphql"
REQUESTS_MAX: Final = 1_000
REQUEST_BYTES_KEPT: Final = 4_000
_FIELDS: Final = ("query", "documentId", "operationName", "variables", "extensions")
_CONTENT: Final = {
    media_type: (b"content-type", f"{media_type}; charset=utf-8".encode())
    for media_type in (_PLAIN, _EXACT)
}
"""That no answer is to be kept is said of all data (`http/headers.py`)."""


ANY: Final = Documents()
"""Whatever one sends; nothing is trusted."""

Streaming = Callable[
    [Scope, Receive, Send, Callable[[], Awaitable[GraphQLRequest]]], Awaitable[None]
]
"""Answers one request, read by the last argument, by a stream of events."""


class Unreadable(Exception):
    """The request is no GraphQL request, or cannot be answered at all."""

    def __init__(self, message: str, status: int = 400, code: str = "BAD_REQUEST") -> None:
        super().__init__(message)
        passes = status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}
        self.answer = refusal(message, code, status, retry_after=int(passes))


class Undocumented(Unreadable):
    """The document may not be asked this way, or nobody knows it."""


def graphql_endpoint(
    engine: Engine,
    authenticate: Authenticate,
    recall: Recall = lambda _: None,
    streaming: Streaming | None = None,
    documents: Documents = ANY,
) -> ASGIApp:
    """Return the application that answers at one path, queries by GET and POST.

    Args:
        engine: what executes queries.
        authenticate: finds out who asks, from cookies or headers.
        recall: remembers who asked; what it says is looked up again while reading.
        streaming: answers whoever accepts events.
        documents: what may be asked.
    """
    asking = _Asking(engine, authenticate, recall, documents)

    async def endpoint(scope: Scope, receive: Receive, send: Send) -> None:
        media_type = _EXACT
        try:
            told = said(scope)
            media_type = _media_type(told.get(b"accept", b""))
            if media_type == EVENTS:
                media_type = _EXACT
                if streaming is not None and scope["method"] in _METHODS:
                    asked = partial(asking.request, scope, receive, told)
                    await streaming(scope, receive, send, asked)
                    return
            answer = await asking.answer(scope, receive, told)
        except Unreadable as unreadable:
            answer = unreadable.answer
        except CallerGone:
            raise ClientDisconnect from None
        await _send(send, answer, media_type)

    return endpoint


@dataclass(frozen=True, slots=True)
class _Asking:
    """Answers who is allowed to ask."""

    engine: Engine
    authenticate: Authenticate
    recall: Recall
    documents: Documents
    recent: Recent[bytes, GraphQLRequest] = field(default_factory=lambda: Recent(REQUESTS_MAX))
    """By their very bytes: whoever looks again, or opens what others have open, asks what is
    understood already."""

    async def answer(self, scope: Scope, receive: Receive, told: Mapping[bytes, bytes]) -> Answer:
        """Answer one request; whoever is nobody learns nothing else about it."""
        method = scope["method"]
        if method not in _METHODS:
            raise Unreadable("Ask by GET or POST.", 405, "METHOD_NOT_ALLOWED")
        if self.engine.room.is_full:
            return OVERLOADED
        known = self.recall(scope)
        viewer = await self._viewer(scope) if known is None else known.viewer
        try:
            request = await self.request(scope, receive, told)
        except Unreadable:
            if known is not None:
                await self._viewer(scope)
            raise
        gone = partial(left, receive)
        # Only now: whoever sends slowly takes nobody's place.
        with self.engine.room:
            if known is not None:
                answer = await self.engine.read_known(request, known, gone=gone)
                if answer is not None:
                    return answer
                viewer = await self._viewer(scope)
            only = method == "GET"
            return await self.engine.execute(request, viewer, queries_only=only, gone=gone)

    async def request(
        self, scope: Scope, receive: Receive, told: Mapping[bytes, bytes]
    ) -> GraphQLRequest:
        """Return what is asked.

        Raises:
            Unreadable: it is no GraphQL request.
        """
        if scope["method"] == "GET":
            return request_of(_from_query_string(scope["query_string"]), self.documents)
        made = made_of(scope)
        if made is not None and (before := made.get(_REQUEST)) is not None:
            asked: GraphQLRequest = before
            return asked
        _require_readable(told)
        message = await receive()
        body: bytes = message.get("body", b"")
        if message.get("more_body"):
            body = await _whole(receive, body)
        if len(body) > BODY_BYTES_MAX:
            raise _too_large()
        request = self.recent.get(body)
        if request is None:
            request = request_of(_from_body(body), self.documents)
            # What changes something comes once, and may say what is nobody's business.
            if len(body) <= REQUEST_BYTES_KEPT and "mutation" not in request.query:
                self.recent.put(body, request)
        if made is not None:
            # What it comes to is kept for the last one who asked: this one is asked by one alone.
            made[_REQUEST] = request = replace(request, bound=None)
        return request

    async def _viewer(self, scope: Scope) -> Viewer:
        viewer = await self.authenticate(Request(scope))
        if viewer is None:
            raise Unreadable("Sign in first.", 401, "UNAUTHENTICATED")
        return viewer


def _require_readable(told: Mapping[bytes, bytes]) -> None:
    _require_json(told.get(b"content-type", b""))
    length = told.get(b"content-length", b"")
    if length.isdigit() and int(length) > BODY_BYTES_MAX:
        raise _too_large()


async def _send(send: Send, answer: Answer, media_type: str) -> None:
    status = _status(answer, media_type)
    length = (b"content-length", b"%d" % len(answer.body))
    headers = [_CONTENT[media_type], length]
    if answer.retry_after:
        headers.append((b"retry-after", str(answer.retry_after).encode()))
    if status == _NOT_ALLOWED:
        headers.append((b"allow", b"GET, POST"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})


def _status(answer: Answer, media_type: str) -> int:
    if answer.status != _OK:
        return answer.status
    return 200 if answer.is_executed or media_type == _PLAIN else 400


@lru_cache(maxsize=256)
def _media_type(accept: bytes) -> str:
    """Return the media type to answer in, the first of the caller's that we have."""
    if not accept:
        return _PLAIN
    for part in accept.decode("latin-1").lower().split(","):
        kind, _, rest = part.partition(";")
        charset = rest.replace(" ", "").partition("charset=")[2].partition(";")[0]
        if charset not in {"", "utf-8"}:
            continue
        if kind.strip() in {_EXACT, EVENTS}:
            return kind.strip()
        if kind.strip() in {_PLAIN, "application/*", "*/*"}:
            return _PLAIN
    raise Unreadable(f"Accept {_EXACT}, {_PLAIN} or {EVENTS}.", 406, "NOT_ACCEPTABLE")


@lru_cache(maxsize=256)
def _require_json(content_type: bytes) -> None:
    kind, _, rest = content_type.decode("latin-1").lower().partition(";")
    charset = rest.replace(" ", "").partition("charset=")[2]
    if kind.strip() != _PLAIN or charset not in {"", "utf-8"}:
        raise Unreadable(f"Send {_PLAIN} in UTF-8.", 415, "UNSUPPORTED_MEDIA_TYPE")


async def _whole(receive: Receive, begun: bytes) -> bytes:
    """Read the rest of a body up to what we take; of a longer one no more than that."""
    chunks = [begun]
    size = len(begun)
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Unreadable("The caller has gone.")
        chunks.append(message.get("body", b""))
        size += len(chunks[-1])
        if size > BODY_BYTES_MAX:
            raise _too_large()
        more = message.get("more_body", False)
    return b"".join(chunks)


async def left(receive: Receive) -> None:
    """Wait until the caller has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


def _too_large() -> Unreadable:
    return Unreadable(f"A request has at most {BODY_BYTES_MAX} bytes.", 413, "BODY_TOO_LARGE")


def _from_body(body: bytes) -> Mapping[str, Any]:
    try:
        given: Any = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise Unreadable("The body is not JSON.") from None
    if not isinstance(given, dict):
        raise Unreadable("The body is not one JSON object.")
    return cast("dict[str, Any]", given)


def _from_query_string(raw: bytes) -> Mapping[str, Any]:
    if len(raw) > BODY_BYTES_MAX:
        raise _too_large()
    try:
        pairs = parse_qs(raw.decode("ascii"), keep_blank_values=True, errors="strict")
        given: dict[str, Any] = {name: pairs[name][-1] for name in _FIELDS if name in pairs}
        for name in ("variables", "extensions"):
            if given.get(name):
                given[name] = orjson.loads(given[name])
            else:
                given.pop(name, None)
    except ValueError:
        raise Unreadable("The parameters are not readable.") from None
    return given


def request_of(given: Mapping[str, Any], documents: Documents) -> GraphQLRequest:
    """Read a request from its fields, as JSON has them.

    Raises:
        Undocumented: the document may not be asked.
        Unreadable: it is no request.
    """
    query, document_id = given.get("query"), given.get("documentId")
    name = given.get("operationName")
    variables, extensions = given.get("variables"), given.get("extensions")
    if document_id is None and not query:
        raise Unreadable("The document is missing: send it as query.")
    if query is not None and not isinstance(query, str):
        raise Unreadable("query is not a text.")
    if document_id is not None and not isinstance(document_id, str):
        raise Unreadable("documentId is not a text.")
    if name is not None and not isinstance(name, str):
        raise Unreadable("operationName is not a text.")
    if variables is not None and not isinstance(variables, dict):
        raise Unreadable("variables is not an object.")
    if extensions is not None and not isinstance(extensions, dict):
        raise Unreadable("extensions is not an object.")
    try:
        text, trusted = documents.asked(query, document_id)
    except Untrusted as untrusted:
        raise Undocumented(str(untrusted), code=untrusted.code) from None
    return GraphQLRequest(text, name or None, cast("dict[str, Any]", variables or {}), trusted)
