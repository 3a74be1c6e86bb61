"""How answers leave the server: head and body together, and nothing held back or out of order."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from prometheus_client import CollectorRegistry
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from tributary.api.http.edge import Edge
from tributary.api.http.headers import SECURITY_HEADERS
from tributary.cli.hosting import Together, listen, running

ASK = b"%s %s HTTP/1.1\r\nhost: x\r\n\r\n"


@dataclass
class Sent:
    """A transport that remembers what was sent at once."""

    pieces: list[bytes] = field(default_factory=list[bytes])

    def write(self, data: bytes) -> None:
        self.pieces.append(data)

    def is_closing(self) -> bool:
        return b"closed" in self.pieces

    def close(self) -> None:
        self.pieces.append(b"closed")


async def test_a_head_goes_out_with_the_beginning_of_its_body() -> None:
    sent = Sent()
    answer = Together(sent, asyncio.get_running_loop())

    for piece in (b"head ", b"body", b" more"):
        answer.write(piece)
    answer.close()

    assert sent.pieces == [b"head body", b" more", b"closed"]


async def test_a_head_waits_for_no_body_that_comes_later() -> None:
    sent = Sent()
    answer = Together(sent, asyncio.get_running_loop())

    answer.write(b"head ")
    await asyncio.sleep(0)
    answer.write(b"body")
    left = Together(sent, asyncio.get_running_loop())
    left.write(b"head alone")
    left.close()

    assert sent.pieces == [b"head ", b"body", b"head alone", b"closed"]


@pytest.fixture
async def port() -> AsyncIterator[int]:
    async def answering(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        await receive()
        path = scope["path"].encode()
        length = (b"content-length", b"%d" % len(path))
        await send({"type": "http.response.start", "status": 200, "headers": [length]})
        await send({"type": "http.response.body", "body": path})

    listener = listen("127.0.0.1", 0, advice="")
    async with running(answering, listener):
        yield listener.getsockname()[1]


async def test_answers_to_what_was_sent_at_once_come_in_order_also_those_without_a_body(
    port: int,
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    asked = [(b"GET", b"/one"), (b"HEAD", b"/second"), (b"HEAD", b"/third"), (b"GET", b"/fourth")]

    writer.write(b"".join(ASK % each for each in asked))
    told: list[tuple[int, bytes]] = []
    for method, path in asked:
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        body = await reader.readexactly(0 if method == b"HEAD" else len(path))
        told.append((int(head.split(b"content-length: ")[1].split(b"\r")[0]), body))
    writer.close()

    assert told == [(4, b"/one"), (7, b""), (6, b""), (7, b"/fourth")]


HELLO = b"%s / HTTP/1.1\r\nhost: x\r\nx-request-id: 0123-abcd\r\nconnection: close\r\n"
EXPECTING = HELLO % b"POST" + b"content-length: 2\r\nexpect: 100-continue\r\n\r\nhi"


@pytest.mark.parametrize(
    "asked",
    [HELLO % b"GET" + b"\r\n", HELLO % b"HEAD" + b"\r\n", EXPECTING],
    ids=["whole", "no body", "after 100 Continue"],
)
async def test_what_every_answer_has_is_there_once_at_the_end_of_its_head(asked: bytes) -> None:
    own = "max-age=9"

    async def answering(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await receive()
            await PlainTextResponse("hi", headers={"cache-control": own})(scope, receive, send)

    with listen("127.0.0.1", 0, advice="") as listener:
        async with running(Edge(answering, CollectorRegistry()), listener):
            reader, writer = await asyncio.open_connection(*listener.getsockname())
            writer.write(asked)
            received = await reader.read()
            writer.close()

    head, _, body = received.removeprefix(b"HTTP/1.1 100 Continue\r\n\r\n").partition(b"\r\n\r\n")
    lines = [line.split(": ", 1) for line in head.decode().split("\r\n")[1:]]
    told = dict(lines)
    assert len(told) == len(lines)
    assert told["x-request-id"] == "0123-abcd"
    assert told["cache-control"] == own
    assert (SECURITY_HEADERS | {"cache-control": own}).items() <= told.items()
    assert body == (b"" if asked.startswith(b"HEAD") else b"hi")
