"""A request that came before to the last byte is answered as it was, and is not read again."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.types import Receive, Scope, Send

from tributary.api.http.plain import body_of
from tributary.api.said import made_of, said
from tributary.cli.hosting import REMEMBERED_BYTES_MAX, listen, running

PLAIN = b'POST /graphql HTTP/1.1\r\nhost: x\r\ncookie: a=b\r\ncontent-length: 7\r\n\r\n{"a":1}'
OTHER = PLAIN.replace(b"a=b", b"a=c")
ELSEWHERE = PLAIN.replace(b"/graphql", b"/session")
LONG = PLAIN.replace(b"a=b", b"a=" + b"b" * REMEMBERED_BYTES_MAX)
STREAM = PLAIN.replace(b"host: x", b"host: x\r\naccept: text/event-stream")
CHUNKED = (
    b"POST /graphql HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n"
)
NOTHING_IN_IT = b"GET /graphql?query={a} HTTP/1.1\r\nhost: x\r\n\r\n"
ALL = (PLAIN, OTHER, ELSEWHERE, STREAM, CHUNKED, NOTHING_IN_IT)


@dataclass
class Server:
    """A server that says what it was asked, and notes what it had from before."""

    port: int = 0
    was_remembered: list[bool] = field(default_factory=list[bool])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        body, more = b"", True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False)
        made = made_of(scope)
        self.was_remembered.append(made is not None)
        if made is not None:
            made["times"] = made.get("times", 0) + 1
        # What an application makes of its scope is its own affair and stays with this request.
        assert "changed" not in scope
        told = {
            "method": scope["method"],
            "path": scope["path"],
            "headers": [f"{name!r} {value!r}" for name, value in scope["headers"]],
            "said": {name.decode(): value.decode() for name, value in said(scope).items()},
            "client": scope["client"],
            "body": body.decode(),
        }
        scope["changed"] = True
        scope["headers"].append((b"x-changed", b"1"))
        answer = orjson.dumps(told)
        length = (b"content-length", b"%d" % len(answer))
        await send({"type": "http.response.start", "status": 200, "headers": [length]})
        await send({"type": "http.response.body", "body": answer})


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    made = Server()
    with listen("127.0.0.1", 0, advice="") as listener:
        async with running(made, listener, body_of=body_of):
            made.port = listener.getsockname()[1]
            yield made


async def asked(port: int, pieces: Sequence[bytes], answers: int) -> list[dict[str, object]]:
    """Return what is told to a new connection; each piece is sent by itself."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    sending = asyncio.ensure_future(_sent(writer, pieces))
    told: list[dict[str, object]] = []
    for _ in range(answers):
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)
        length = int(head.lower().split(b"content-length: ")[1].split(b"\r")[0])
        told.append(orjson.loads(await reader.readexactly(length)))
    await sending
    address = list(writer.get_extra_info("sockname"))
    writer.close()
    assert all(each.pop("client") == address for each in told)
    return told


async def _sent(writer: asyncio.StreamWriter, pieces: Sequence[bytes]) -> None:
    for each in pieces:
        writer.write(each)
        await writer.drain()
        await asyncio.sleep(0.005)


async def test_from_the_third_time_on_it_is_not_read_again_for_anybody(server: Server) -> None:
    once = await asked(server.port, [PLAIN] * 4, 4)
    later = await asked(server.port, [OTHER, PLAIN], 2)

    assert server.was_remembered == [False, False, True, True, False, True]
    assert once[0]["said"] == {"host": "x", "cookie": "a=b", "content-length": "7"}
    assert once[0]["body"] == '{"a":1}'
    assert [each for each in (*once, later[1]) if each != once[0]] == []
    assert later[0]["said"] == {"host": "x", "cookie": "a=c", "content-length": "7"}


@pytest.mark.parametrize(
    "sent",
    [ELSEWHERE, LONG, STREAM, CHUNKED, NOTHING_IN_IT],
    ids=["elsewhere", "long", "a stream", "in chunks", "no body"],
)
async def test_what_is_not_plainly_one_short_request_for_the_graph_is_read_each_time(
    server: Server, sent: bytes
) -> None:
    told = await asked(server.port, [sent] * 4, 4)

    assert server.was_remembered == [False] * 4
    assert told == [told[0]] * 4


async def test_what_comes_together_or_in_pieces_is_read_though_its_like_is_remembered(
    server: Server,
) -> None:
    await asked(server.port, [PLAIN] * 3, 3)
    server.was_remembered.clear()

    together = await asked(server.port, [PLAIN + PLAIN, PLAIN + OTHER], 4)
    in_pieces = await asked(server.port, [PLAIN[:30], PLAIN[30:-3], PLAIN[-3:] + OTHER], 2)

    assert not any(server.was_remembered)
    assert together[3]["said"] == in_pieces[1]["said"] != together[0]["said"]
    assert together[:3] == [in_pieces[0]] * 3


CUT = st.integers(1, 80)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.sampled_from(ALL), st.one_of(st.none(), CUT)), min_size=1, max_size=6))
async def test_whatever_came_before_each_is_answered_as_by_a_server_that_remembers_nothing(
    server: Server, sent: list[tuple[bytes, int | None]]
) -> None:
    pieces = [
        piece
        for each, cut in sent
        for piece in ([each] if cut is None else [each[:cut], each[cut:]])
    ]
    with listen("127.0.0.1", 0, advice="") as listener:
        async with running(Server(), listener):
            plainly = await asked(listener.getsockname()[1], pieces, len(sent))

    assert await asked(server.port, pieces, len(sent)) == plainly
