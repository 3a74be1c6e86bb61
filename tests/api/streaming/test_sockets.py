"""graphql-transport-ws: every message and every close code, against a real server."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import orjson
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.api.streaming.conftest import BOARD, PACES, PATIENCE, Line, line_of
from tests.factories.web import ORIGIN, Web
from tributary.cli.hosting import MESSAGE_BYTES_MAX

PROTOCOL = "graphql-transport-ws"
INIT = {"type": "connection_init"}
ACK = {"type": "connection_ack"}


@dataclass
class Talk:
    """What is said on one socket."""

    socket: ClientConnection

    async def say(self, message: object) -> None:
        await self.socket.send(orjson.dumps(message).decode())

    async def hear(self) -> Any:  # noqa: ANN401  JSON, which has any type.
        async with asyncio.timeout(PATIENCE):
            return orjson.loads(await self.socket.recv())

    async def greet(self, **payload: str) -> None:
        await self.say({**INIT, "payload": payload} if payload else INIT)
        assert await self.hear() == ACK

    async def subscribe(self, asked: dict[str, Any], name: str = "1") -> None:
        await self.say({"id": name, "type": "subscribe", "payload": asked})

    async def next(self, name: str = "1") -> Any:  # noqa: ANN401  JSON.
        told = await self.hear()
        assert (told["id"], told["type"]) == (name, "next"), told
        return told["payload"]["data"]

    async def code(self) -> str:
        told = await self.hear()
        assert told["type"] == "error", told
        return str(told["payload"][0]["extensions"]["code"])

    async def closed(self) -> tuple[int, str]:
        """Return how the server closed it, whatever it says before."""
        with pytest.raises(ConnectionClosed):
            while True:
                await self.hear()
        return self.socket.close_code or 0, self.socket.close_reason or ""


@asynccontextmanager
async def talking(
    line: Line, n: int | None = 1, *, origin: str | None = ORIGIN, protocol: str = PROTOCOL
) -> AsyncGenerator[Talk]:
    headers = {} if n is None else {"cookie": await line.cookie_of(n)}
    async with connect(
        f"{line.url.replace('http', 'ws')}/graphql",
        subprotocols=[protocol],  # type: ignore[list-item]
        additional_headers=headers,
        origin=origin,  # type: ignore[arg-type]
    ) as socket:
        yield Talk(socket)


async def test_it_follows_asks_and_lets_go(line: Line) -> None:
    async with talking(line) as talk:
        await talk.greet()
        await talk.subscribe(line.asks_batch())
        assert (await talk.next())["payoutBatchChanged"]["cancelReason"] is None
        await line.change_batch("over the wire")
        assert (await talk.next())["payoutBatchChanged"]["cancelReason"] == "over the wire"

        await talk.subscribe({"query": "{ brand { currency } }"}, "2")
        assert await talk.next("2") == {"brand": {"currency": "CNY"}}
        assert await talk.hear() == {"id": "2", "type": "complete"}

        await talk.say({"type": "ping"})
        assert await talk.hear() == {"type": "pong"}
        await talk.say({"type": "pong"})
        await talk.say({"type": "complete", "id": "nobody"})
        await talk.say({"type": "complete", "id": "1"})
        await talk.say({"type": "ping"})
        assert await talk.hear() == {"type": "pong"}
        # The name is free again, and so is the place.
        await talk.subscribe(line.asks_batch())
        await talk.next()
    await line.emptied()


async def test_a_program_shows_its_token_in_the_greeting(line: Line) -> None:
    token = await line.token_of_program("payouts:read")
    async with talking(line, None, origin=None) as talk:
        await talk.greet(authorization=f"Bearer {token}")
        await talk.subscribe(line.asks_batch())
        await talk.next()
        await talk.subscribe(line.asks_statement(2), "2")
        assert await talk.code() == "INSUFFICIENT_SCOPE"


async def test_the_token_is_asked_for_and_not_the_cookie_beside_it(line: Line) -> None:
    async with talking(line) as talk:
        await talk.say({**INIT, "payload": {"authorization": "Bearer none"}})
        assert await talk.closed() == (4403, "Forbidden")


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://tributary.test"])
async def test_a_page_of_another_site_is_turned_away_at_the_door(line: Line, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        async with talking(line, origin=origin):
            pass
    assert refused.value.response.status_code == 403


async def test_a_cookie_without_an_origin_counts_for_nothing(line: Line) -> None:
    async with talking(line, origin=None) as talk:
        await talk.say(INIT)
        assert await talk.closed() == (4403, "Forbidden")


async def test_who_is_nobody_is_sent_away(line: Line) -> None:
    async with talking(line, None) as talk:
        await talk.say(INIT)
        assert await talk.closed() == (4403, "Forbidden")


async def test_another_protocol_is_not_spoken(line: Line) -> None:
    async with connect(
        f"{line.url.replace('http', 'ws')}/graphql",
        origin=ORIGIN,  # type: ignore[arg-type]
    ) as socket:
        assert await Talk(socket).closed() == (4406, "Subprotocol not acceptable")


async def test_who_says_nothing_is_sent_away(line: Line) -> None:
    async with talking(line) as talk:
        assert await talk.closed() == (4408, "Connection initialisation timeout")


async def test_who_asks_before_saying_who_it_is_is_sent_away(line: Line) -> None:
    async with talking(line) as talk:
        await talk.subscribe(line.asks_batch())
        assert await talk.closed() == (4401, "Unauthorized")


async def test_who_says_twice_who_it_is_is_sent_away(line: Line) -> None:
    async with talking(line) as talk:
        await talk.greet()
        await talk.say(INIT)
        assert await talk.closed() == (4429, "Too many initialisation requests")


async def test_a_name_is_used_once_at_a_time(line: Line) -> None:
    async with talking(line) as talk:
        await talk.greet()
        await talk.subscribe(line.asks_batch())
        await talk.next()
        await talk.subscribe(line.asks_batch())
        assert await talk.closed() == (4409, "Subscriber for 1 already exists")


@pytest.mark.parametrize(
    "said",
    [
        "no JSON",
        b"\x00\xff",
        "[]",
        "{}",
        '{"type":1}',
        '{"type":"start"}',
        '{"type":"subscribe","id":"","payload":{"query":"{ x }"}}',
        '{"type":"subscribe","id":1,"payload":{"query":"{ x }"}}',
        '{"type":"subscribe","id":"1","payload":{}}',
        '{"type":"subscribe","id":"1","payload":{"query":"{ x }","variables":1}}',
        '{"type":"subscribe","id":"1"}',
        '{"type":"complete"}',
    ],
    ids=range(12),
)
async def test_what_is_no_message_closes_the_socket(line: Line, said: str | bytes) -> None:
    async with talking(line) as talk:
        await talk.greet()
        await talk.socket.send(said)
        assert await talk.closed() == (4400, "Invalid message")


async def test_a_message_is_no_longer_than_a_request(line: Line) -> None:
    async with talking(line) as talk:
        await talk.greet()
        await talk.socket.send("x" * (MESSAGE_BYTES_MAX + 1))
        assert (await talk.closed())[0] == 1009


async def test_mutations_are_refused_in_words_and_documents_by_their_codes(line: Line) -> None:
    deed = 'mutation { cancelPayoutBatch(input: {payoutBatchId: "x", reason: "y", idempotencyKey: "z"}) { __typename } }'  # noqa: E501
    asked = {
        deed: "METHOD_NOT_ALLOWED",
        "{": "GRAPHQL_PARSE_FAILED",
        "subscription { nothing }": "GRAPHQL_VALIDATION_FAILED",
        BOARD.replace("100", "101"): "BAD_USER_INPUT",
    }
    async with talking(line) as talk:
        await talk.greet()
        for query, code in asked.items():
            await talk.subscribe({"query": query})
            assert await talk.code() == code
    async with talking(line, 12) as talk:
        await talk.greet()
        await talk.subscribe(line.asks_batch())
        assert await talk.code() == "FORBIDDEN"


async def test_a_session_that_ends_closes_the_socket(line: Line) -> None:
    async with talking(line) as talk:
        await talk.greet()
        await talk.subscribe(line.asks_batch())
        await talk.next()
        async with line.web.application.desk.work(line.web.trade.brand_id, "test") as work:
            await work.run("UPDATE sessions SET ended_at = :now", now=work.opened_at)
            work.tell("user", line.web.trade.user(1))

        assert await talk.closed() == (4403, "Forbidden")


async def test_a_session_has_only_so_many_sockets_and_streams(web: Web) -> None:
    async with line_of(web, PACES, each_max=1) as line, talking(line) as talk:
        await talk.greet()
        await talk.subscribe(line.asks_batch())
        await talk.next()
        await talk.subscribe(line.asks_batch(), "2")
        assert await talk.code() == "TOO_MANY_STREAMS"
        cookie = talk.socket.request.headers["cookie"] if talk.socket.request else ""
        async with connect(
            f"{line.url.replace('http', 'ws')}/graphql",
            subprotocols=[PROTOCOL],  # type: ignore[list-item]
            additional_headers={"cookie": cookie},
            origin=ORIGIN,  # type: ignore[arg-type]
        ) as socket:
            second = Talk(socket)
            await second.say(INIT)
            assert (await second.closed())[0] == 1013


async def test_it_is_closed_after_its_time_and_when_the_process_ends(web: Web) -> None:
    async with line_of(web, replace(PACES, life=0.4)) as line, talking(line) as talk:
        await talk.greet()
        assert await talk.closed() == (1001, "Going away")
    async with line_of(web, PACES) as line, talking(line) as talk:
        await talk.greet()
        await talk.subscribe(line.asks_batch())
        await talk.next()
        line.streams.listening.end()
        assert await talk.closed() == (1001, "Going away")


async def test_who_reads_slowly_gets_the_latest_state_and_holds_nothing_up(line: Line) -> None:
    wide = {**line.asks_batch(), "query": WIDE}
    async with talking(line) as slow, talking(line) as quick:
        await slow.greet()
        await quick.greet()
        await quick.subscribe(line.asks_batch())
        await quick.next()
        # Nothing is taken from the socket of the slow one, and soon its buffers are full.
        slow.socket.transport.pause_reading()
        await slow.subscribe(wide)
        for n in range(60):
            await line.change_batch(f"{n} {'x' * 60_000}")
            told = (await quick.next())["payoutBatchChanged"]["cancelReason"]
            assert int(told.split()[0]) == n
        slow.socket.transport.resume_reading()

        assert (await slow.next())["a"]["cancelReason"] is None
        seen = [-1]
        while seen[-1] != 59:
            seen.append(int((await slow.next())["a"]["cancelReason"].split()[0]))

    assert seen == sorted(seen)
    assert len(seen) < 40


WIDE = """subscription($id: ID!) { a: payoutBatchChanged(id: $id) {
  cancelReason b: cancelReason c: cancelReason d: cancelReason e: cancelReason f: cancelReason
} }"""
