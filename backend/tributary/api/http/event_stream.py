"""GraphQL over server-sent events, one operation a connection: graphql-sse, distinct connections.

Every answer is an event `next`, the end is an event `complete`. Errors of the document are told in
the stream; who may not ask, or has too many streams, gets a status.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from typing import Final

from starlette.requests import ClientDisconnect, Request
from starlette.types import Receive, Scope, Send

from tributary.api.graphql import Authenticate, Engine, Viewer
from tributary.api.graphql.endpoint import Unreadable, left
from tributary.api.graphql.engine import Answer, GraphQLRequest
from tributary.api.http.edge import STREAMED
from tributary.api.http.streams import Asker, Streams, Way

_KEEP_ALIVE: Final = b":\n\n"
_COMPLETE: Final = b"event: complete\ndata: \n\n"

_START: Final = {
    "type": "http.response.start",
    "status": 200,
    "headers": [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        # nginx would collect events until its buffer is full.
        (b"x-accel-buffering", b"no"),
    ],
}


class EventStream:
    """Answers requests that accept events."""

    def __init__(self, streams: Streams, engine: Engine, way: Way, *, admit: Authenticate) -> None:
        """Answer those who come one way.

        Args:
            streams: all of the process.
            engine: reads.
            way: finds out who asks, again and again.
            admit: does so once, before anything is sent; what it raises is an answer of its own.
        """
        self._streams = streams
        self._engine = engine
        self._way = way
        self._admit = admit

    async def __call__(
        self,
        scope: Scope,
        receive: Receive,
        send: Send,
        asked: Callable[[], Awaitable[GraphQLRequest]],
    ) -> None:
        """Answer one request until it is over or its reader has gone.

        Raises:
            Unreadable: nobody is signed in, the request is none, or there are too many streams.
        """
        is_get = scope["method"] == "GET"
        asker = Asker(self._engine, self._way, Request(scope), is_get)
        viewer = await self._admit(asker.asking)
        if viewer is None:
            raise Unreadable("Sign in first.", 401, "UNAUTHENTICATED")
        request = await asked()
        scope[STREAMED] = True
        with self._streams.place(asker.session):
            sending = asyncio.ensure_future(self._send_all(send, asker, request, viewer))
            leaving = asyncio.ensure_future(left(receive))
            try:
                await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                sending.cancel()
                leaving.cancel()
                await asyncio.wait({sending, leaving})
            if sending.cancelled():
                raise ClientDisconnect
            sending.result()

    async def _send_all(
        self, send: Send, asker: Asker, request: GraphQLRequest, viewer: Viewer
    ) -> None:
        await send(_START)
        async with aclosing(self._streams.answers(asker, request, viewer)) as answers:
            async for answer in answers:
                await self._send(send, _event(answer), more=True)
        await self._send(send, _COMPLETE, more=False)

    async def _send(self, send: Send, body: bytes, *, more: bool) -> None:
        try:
            async with asyncio.timeout(self._streams.paces.send):
                await send({"type": "http.response.body", "body": body, "more_body": more})
        except TimeoutError as error:
            raise ClientDisconnect from error


def _event(answer: Answer | None) -> bytes:
    if answer is None:
        return _KEEP_ALIVE
    # A line break in JSON is a space; in a stream of events it would end the line.
    return b"event: next\ndata: " + answer.body.replace(b"\n", b" ") + b"\n\n"
