"""Requests for the graph are turned away from their bytes when more is asked than is answered."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Self

import pytest
from prometheus_client import CollectorRegistry
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from tributary.api.graphql import Room
from tributary.api.http.edge import Edge
from tributary.api.http.headers import SECURITY_HEADERS
from tributary.cli.hosting import listen, running

BODY = b'{"query":"{ viewer { name } }"}'


def request(*headers: bytes, body: bytes = BODY, path: bytes = b"/graphql") -> bytes:
    length = b"content-length: %d" % len(body)
    opening = b"POST %s HTTP/1.1" % path
    return b"\r\n".join([opening, b"host: x", length, *headers, b"", body])


@dataclass
class Line:
    """One connection, kept alive."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    @classmethod
    async def to(cls, port: int) -> Self:
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    async def ask(self, *parts: bytes) -> tuple[int, bytes, dict[str, str]]:
        for each in parts:
            self.writer.write(each)
            await self.writer.drain()
            await asyncio.sleep(0.02)
        head = ["HTTP/1.1 100"]
        while head[0][9:12] == "100":
            head = (await self.reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = dict(line.split(": ", 1) for line in head[1:] if line)
        body = await self.reader.readexactly(int(headers["content-length"]))
        return int(head[0][9:12]), body, headers


@pytest.fixture
def room() -> Room:
    return Room(1)


@pytest.fixture
async def line(room: Room) -> AsyncIterator[Line]:
    """A connection to a site that answers whatever reaches it by saying how much it read."""

    async def reached(scope: Scope, receive: Receive, send: Send) -> None:
        body, more = b"", True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False)
        await PlainTextResponse(f"read {len(body)}")(scope, receive, send)

    edge = Edge(reached, CollectorRegistry(), room)
    with listen("127.0.0.1", 0, advice="") as listener:
        port = listener.getsockname()[1]
        async with running(edge, listener, turned_away=edge.turned_away):
            line = await Line.to(port)
            yield line
            line.writer.close()


async def test_a_full_room_turns_away_and_lets_in_again(room: Room, line: Line) -> None:
    assert (await line.ask(request()))[0] == 200

    with room:
        status, body, headers = await line.ask(request())
        again = await line.ask(request())
    let_in = await line.ask(request())

    assert (status, headers["retry-after"]) == (503, "1")
    assert b'"OVERLOADED"' in body
    assert SECURITY_HEADERS.items() <= headers.items()
    assert (again[0], again[1]) == (503, body)
    assert let_in[:2] == (200, b"read %d" % len(BODY))


@pytest.mark.parametrize(
    "parts",
    [
        (request(path=b"/session"),),
        (request(path=b"/graphql?x=1"),),
        (request(b"connection: close"),),
        (request(b"Expect: 100-continue")[:-5], request()[-5:]),
        (request(b"accept: text/event-stream"),),
        (request()[:60], request()[60:]),
        (request()[:-5], request()[-5:]),
        (request(b"X: 1", b"Content-Length:\t%d" % len(BODY)).replace(b"content-length", b"y"),),
    ],
    ids=["path", "query", "close", "expect", "stream", "half-head", "half-body", "tab"],
)
async def test_what_is_not_plain_is_let_through(
    room: Room, line: Line, parts: tuple[bytes, ...]
) -> None:
    with room:
        answered = await line.ask(*parts)

    assert answered[:2] == (200, b"read %d" % len(BODY))


async def test_the_rest_of_a_body_is_not_taken_for_a_request(room: Room, line: Line) -> None:
    hidden = request()
    whole = request(body=b" " * 10 + hidden, path=b"/session")

    with room:
        answered = await line.ask(whole[: -len(hidden)], hidden)
        after = await line.ask(request())

    assert answered[:2] == (200, b"read %d" % (10 + len(hidden)))
    assert after[0] == 503


async def test_two_requests_at_once_are_read_as_usual(room: Room, line: Line) -> None:
    with room:
        assert (await line.ask(request() + request()))[0] == 200
        assert (await line.ask())[0] == 200


async def test_who_comes_in_the_same_turn_counts_as_inside() -> None:
    edge = Edge(PlainTextResponse("read"), CollectorRegistry(), Room(2))

    at_once = [edge.turned_away(request()) for _ in range(4)]
    others = edge.turned_away(request(path=b"/session"))
    await asyncio.sleep(0)
    later = edge.turned_away(request())

    assert [each is None for each in at_once] == [True, True, False, False]
    assert others is None
    assert later is None


async def test_turned_away_is_counted(room: Room) -> None:
    registry = CollectorRegistry()
    edge = Edge(PlainTextResponse("read"), registry, room)
    assert edge.turned_away(request()) is None
    with room:
        assert edge.turned_away(request()) is not None

    counted = {"method": "POST", "status": "503"}
    assert registry.get_sample_value("tributary_http_requests_total", counted) == 1
