"""What is not yours is answered, over HTTP, by the very bytes that answer for what never was."""

# ruff: noqa: ANN401  Answers are JSON, which has any type.

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import httpx
import psycopg
import pytest
import sqlalchemy
from sqlalchemy import event

from tests.api.graphql.canaries import may_see
from tests.api.graphql.matrix import NOBODY, TODAY
from tests.api.graphql.reaches import ON, filled
from tests.factories.forest import Forest
from tests.factories.web import Web, hashed
from tributary.api.graphql.engine.declare import ById
from tributary.api.graphql.engine.pool import Connection
from tributary.api.graphql.engine.viewers import Viewer
from tributary.api.graphql.schema import catalogue
from tributary.identity import Role
from tributary.kernel import new_id

ITS_OWN = {"date", "x-request-id"}
"""Headers that are another's for every answer."""


@dataclass
class Count:
    """How many statements went to the database."""

    statements: int = 0


@pytest.fixture
def count(monkeypatch: pytest.MonkeyPatch) -> Iterator[Count]:
    """Count, for both drivers, and let everything pass."""
    found = Count()
    value = Connection.value

    async def counted(*given: Any) -> bytes:
        found.statements += 1
        return await value(*given)

    def told(*_: object) -> None:
        found.statements += 1

    monkeypatch.setattr(Connection, "value", counted)
    event.listen(sqlalchemy.Engine, "before_cursor_execute", told)
    yield found
    event.remove(sqlalchemy.Engine, "before_cursor_execute", told)


@dataclass
class Asking:
    """Somebody with a browser, and what is not theirs."""

    browser: httpx.AsyncClient
    viewer: Viewer
    own: Forest
    foreign: Forest
    count: Count

    def not_theirs(self, kind: str) -> Iterator[UUID]:
        """Yield the key of a row of the other brand, and of one of this that is hidden."""
        yield self.foreign.rows[kind][0]["id"]
        hidden = (
            row["id"]
            for row in self.own.rows[kind]
            if not may_see(self.own, self.viewer, kind, row)
        )
        yield from list(hidden)[:1]

    async def graph(self, query: str, variables: Any) -> httpx.Response:
        return await self.browser.post("/graphql", json={"query": query, "variables": variables})

    def said(self, answer: httpx.Response, key: object) -> tuple[object, ...]:
        """Return all of an answer but what is its own and the key that was asked for."""
        before = self.count.statements
        headers = {(name, text) for name, text in answer.headers.items() if name not in ITS_OWN}
        return answer.status_code, answer.text.replace(str(key), ""), headers, before


@pytest.fixture(params=["owner", "salesperson", "distributor_owner"])
async def asking(
    request: pytest.FixtureRequest, web: Web, forests: tuple[Forest, Forest], count: Count
) -> Asking:
    own, foreign = forests
    trade = own.trade
    with psycopg.connect(web.superuser_url) as connection:
        connection.execute(
            "INSERT INTO passwords SELECT DISTINCT user_id, %s, timestamptz '2026-01-01' "
            "FROM memberships WHERE brand_id = %s ON CONFLICT DO NOTHING",
            (hashed(), trade.brand_id),
        )
    n, distributor = {"owner": 1, "salesperson": 3}.get(request.param, 0), None
    if not n:
        distributor = own.middle()
        n = next(10 + n for n in range(1, 30) if trade.distributor(n) == distributor)
    roles = frozenset({Role(request.param)})
    viewer = Viewer(trade.brand_id, trade.user(n), roles, TODAY, distributor)
    browser = await replace(web, trade=trade).signed_in(n)
    return Asking(browser, viewer, own, foreign, count)


async def compared(asking: Asking, kind: str, ask: Any, what: str) -> list[str]:
    """Ask for what is not theirs and for nothing; return where the answers differ."""
    wrong: list[str] = []
    # What is prepared once, a statement or a connection, is prepared before it is counted.
    await ask(NOBODY)
    for key in asking.not_theirs(kind):
        answers: list[object] = []
        for each in (key, NOBODY):
            asking.count.statements = 0
            answer = await ask(each)
            answers.append(asking.said(answer, each))
        if answers[0] != answers[1]:
            wrong.append(f"{what} of {kind} {key}: {answers[0]} beside {answers[1]}")
    return wrong


async def test_what_is_not_theirs_reads_as_absent(asking: Asking) -> None:
    known = catalogue()
    lookups = {
        each.target: name
        for name, each in known.types["Query"].fields.items()
        if isinstance(each.source, ById)
    }
    kinds = [name for name, entry in known.types.items() if entry.is_node]
    wrong: list[str] = []
    for kind in kinds:
        ways = ["node", *([lookups[kind]] if kind in lookups else [])]
        for way in ways:
            query = f"query($id: ID!) {{ {way}(id: $id) {{ __typename id }} }}"

            async def ask(key: UUID, query: str = query, kind: str = kind) -> httpx.Response:
                return await asking.graph(query, {"id": f"{kind}:{key}"})

            wrong += await compared(asking, kind, ask, way)

    assert len(kinds) > 30
    assert wrong == []


async def test_a_document_that_is_not_theirs_is_absent(asking: Asking) -> None:
    async def ask(key: UUID) -> httpx.Response:
        return await asking.browser.get(f"/files/statements/{key}")

    assert await compared(asking, "Statement", ask, "PDF") == []


async def test_what_is_not_theirs_is_changed_as_what_is_absent(asking: Asking) -> None:
    wrong: list[str] = []
    for name, (kind, given) in ON.items():
        title = f"{name[0].upper()}{name[1:]}"
        declared: Any = catalogue().schema.type_map[f"{title}Input"]
        query = (
            f"mutation($i: {title}Input!) {{ {name}(input: $i) "
            "{ __typename ... on Refused { code message } } }"
        )
        keyed = "idempotencyKey" in declared.fields

        async def ask(
            key: UUID, kind: str = kind, given: Any = given, query: str = query, keyed: bool = keyed
        ) -> httpx.Response:
            more = {"idempotencyKey": str(new_id())} if keyed else {}
            return await asking.graph(query, {"i": filled(given, f"{kind}:{key}") | more})

        wrong += await compared(asking, kind, ask, name)

    assert len(ON) > 25
    assert wrong == []


async def test_what_is_theirs_and_what_takes_longer_is_told_apart(asking: Asking) -> None:
    query = "query($id: ID!) { node(id: $id) { __typename id } }"
    mine = next(
        row["id"]
        for row in asking.own.rows["Order"]
        if may_see(asking.own, asking.viewer, "Order", row)
    )

    async def ask(key: UUID) -> httpx.Response:
        return await asking.graph(query, {"id": f"Order:{key}"})

    async def longer(key: UUID) -> httpx.Response:
        if key != NOBODY:
            await ask(key)
        return await ask(key)

    assert (await ask(mine)).text != (await ask(NOBODY)).text
    assert await compared(asking, "Order", longer, "node") != []
