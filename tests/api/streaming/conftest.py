"""A site on a port of this machine whose streams are impatient, and what changes beneath them."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Self
from uuid import UUID

import httpx
import orjson
import pytest

from tests.factories.trade import node
from tests.factories.web import COOKIE, ORIGIN, Web, application, web
from tributary import identity
from tributary.api.http.streams import Paces, Streams
from tributary.app import site
from tributary.cli.hosting import listen, running
from tributary.identity import Flow, ProgramDraft, Role
from tributary.kernel import derived_id
from tributary.platform import Listening

__all__ = ["application", "web"]

PATIENCE = 20.0
MOMENT = 0.4
PACES = Paces(keep_alive=0.1, check=60.0, pause=0.0, greeting=0.3)

BATCH = "subscription($id: ID!) { payoutBatchChanged(id: $id) { number state cancelReason } }"
STATEMENT = "subscription($id: ID!) { statementChanged(id: $id) { number disputeReason } }"
BOARD = "subscription { receivablesChanged(first: 100) { totalCount nodes { number } } }"


@dataclass
class Line:
    """A site that streams, and a brand that changes."""

    web: Web
    url: str
    streams: Streams

    def batch(self, n: int = 1) -> UUID:
        return derived_id("payout", self.web.trade.brand_id, n)

    def statement(self, n: int, r: int = 1) -> UUID:
        return derived_id("statement", self.web.trade.brand_id, n, r)

    def asks_batch(self, n: int = 1) -> dict[str, Any]:
        return {"query": BATCH, "variables": {"id": node("PayoutBatch", self.batch(n))}}

    def asks_statement(self, n: int) -> dict[str, Any]:
        return {"query": STATEMENT, "variables": {"id": node("Statement", self.statement(n))}}

    async def change_batch(self, reason: str, n: int = 1) -> None:
        await self._change("payout_batches", "cancel_reason", reason, "payout_batch", self.batch(n))

    async def change_statement(self, reason: str, n: int) -> None:
        key = self.statement(n)
        await self._change("statements", "dispute_reason", reason, "statement", key)

    async def _change(self, table: str, column: str, text: str, subject: str, key: UUID) -> None:
        async with self.web.application.desk.work(self.web.trade.brand_id, "test") as work:
            sql = f"UPDATE {table} SET {column} = :text WHERE brand_id = :brand AND id = :id"
            await work.run(sql, text=text, brand=work.brand_id, id=key)
            work.tell(subject, key)

    async def token_of_program(self, scopes: str) -> str:
        """Let a program of its own rights in, and return its token."""
        draft = ProgramDraft(
            name="The ERP",
            flows=frozenset({Flow.CLIENT_CREDENTIALS}),
            scopes=identity.scopes_of(scopes),
            redirect_uris=(),
            logout_uris=(),
            roles=frozenset({Role.ACCOUNTANT}),
        )
        async with self.web.application.desk.work(self.web.trade.brand_id, "test") as work:
            made = await identity.add_program(work, draft)
        machine = await self.web.browser()
        answer = await machine.post(
            "/oauth/token",
            data={"grant_type": "client_credentials", "scope": scopes},
            auth=(made.name, made.secret or ""),
        )
        assert answer.status_code == 200, answer.text
        return str(answer.json()["access_token"])

    async def cookie_of(self, n: int) -> str:
        browser = await self.web.signed_in(n)
        return f"{COOKIE}={browser.cookies[COOKIE]}"

    async def headers_of(self, n: int) -> dict[str, str]:
        """Return what the pages of somebody who is signed in send."""
        return {
            "cookie": await self.cookie_of(n),
            "x-tributary": "1",
            "origin": ORIGIN,
            "accept": "text/event-stream",
        }

    async def emptied(self) -> None:
        """Wait until nobody streams any more."""
        async with asyncio.timeout(PATIENCE):
            while self.streams.count:  # noqa: ASYNC110  It is on the other side of a socket.
                await asyncio.sleep(0.01)

    @asynccontextmanager
    async def events(
        self, asked: dict[str, Any], headers: dict[str, str]
    ) -> AsyncGenerator["Events"]:
        async with (
            httpx.AsyncClient(timeout=PATIENCE, verify=False) as client,
            client.stream("POST", f"{self.url}/graphql", json=asked, headers=headers) as answer,
        ):
            yield Events(answer)


@dataclass
class Events:
    """What a stream of events tells, one by one."""

    answer: httpx.Response
    keep_alives: int = 0
    lines: AsyncIterator[str] = field(init=False)

    def __post_init__(self) -> None:
        self.lines = self.answer.aiter_lines()

    async def next(self) -> Any:  # noqa: ANN401  JSON, which has any type.
        """Return the next result; None when the stream is complete."""
        kind = ""
        async for line in self.lines:
            name, _, text = line.partition(": ")
            if line == ":":
                self.keep_alives += 1
            elif name == "event":
                kind = text
            elif kind == "complete":
                return None
            elif name == "data":
                return orjson.loads(text)
        raise EOFError

    async def code(self) -> str:
        """Return the code of the error that comes next."""
        told = await self.next()
        return str(told["errors"][0]["extensions"]["code"])

    async def nothing(self) -> Self:
        """Wait some keep-alives long for nothing to come."""
        before = self.keep_alives
        async for line in self.lines:
            assert line in {"", ":"}, line
            self.keep_alives += line == ":"
            if self.keep_alives > before + 3:
                return self
        raise EOFError


@asynccontextmanager
async def line_of(web: Web, paces: Paces, **limits: int) -> AsyncGenerator[Line]:
    """Serve the site with streams of its own."""
    listening = Listening(web.application.urls.worker, lost_seconds=1.0)
    streams = Streams(listening, paces=paces, **limits)
    listener = listen("127.0.0.1", 0, advice="")
    port: int = listener.getsockname()[1]
    app = site(web.application, streams=streams)
    async with running(app, listener):
        try:
            yield Line(web, f"http://127.0.0.1:{port}", streams)
        finally:
            await listening.close()


@pytest.fixture
async def line(web: Web) -> AsyncIterator[Line]:
    async with line_of(web, PACES) as line:
        yield line
