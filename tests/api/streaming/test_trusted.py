"""Trusted documents where they are required: by POST, GET, events and WebSocket."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx
import pytest

from tests.api.streaming.conftest import BATCH, PACES, Line, line_of
from tests.api.streaming.test_sockets import talking
from tests.factories.trade import node
from tests.factories.web import ORIGIN, Web
from tributary.api.graphql import trusted
from tributary.app import site
from tributary.kernel import new_id

UNKNOWN = f"sha256:{0:064x}"
OWN = "{ viewer { today } }"


def named(operation: str) -> str:
    """Return the id of what our pages ask under a name."""
    (found,) = (each for each, text in trusted().items() if f" {operation}" in text.split("{")[0])
    return found


@pytest.fixture
async def strict(web: Web) -> AsyncIterator[Line]:
    """A site that takes from pages only what they are known to ask, as in production."""
    settings = replace(web.application.settings, takes_text=False)
    application = replace(web.application, settings=settings)
    there = replace(web, application=application, app=site(application))
    async with line_of(there, PACES) as line:
        yield line


def code(answer: httpx.Response) -> str | None:
    errors: list[Any] = answer.json().get("errors", [])
    return errors[0]["extensions"]["code"] if errors else None


async def test_a_page_asks_by_id_and_nothing_else(strict: Line) -> None:
    browser = await strict.web.signed_in(1)
    today = {"documentId": named("Today")}

    posted = await browser.post("/graphql", json=today)
    got = await browser.get("/graphql", params=today)
    given = {"documentId": named("PersonName"), "variables": {"id": node("User", new_id())}}
    bound = await browser.post("/graphql", json=given)
    person = node("User", strict.web.trade.user(2))
    ended = {"input": {"person": person, "idempotencyKey": new_id().hex}}
    deed = named("EndMemberSessions")
    done = await browser.post("/graphql", json={"documentId": deed, "variables": ended})
    by_get = await browser.get("/graphql", params={"documentId": deed})

    assert posted.json()["data"] == got.json()["data"]
    assert posted.json()["data"]["viewer"]["today"] == "2026-01-05"
    assert bound.json()["data"] == {"node": None}
    assert done.json()["data"]["endMemberSessions"]["__typename"] == "SignedOutMember"
    assert (by_get.status_code, code(by_get)) == (405, "METHOD_NOT_ALLOWED")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"query": OWN}, "PERSISTED_DOCUMENT_REQUIRED"),
        ({"documentId": UNKNOWN}, "PERSISTED_DOCUMENT_NOT_FOUND"),
        ({"documentId": named("Today"), "query": OWN}, "PERSISTED_DOCUMENT_MISMATCH"),
        ({"documentId": 7}, "BAD_REQUEST"),
    ],
    ids=["own", "unknown", "both", "no text"],
)
async def test_what_is_not_trusted_is_refused_before_it_is_read(
    strict: Line, asked: dict[str, Any], said: str
) -> None:
    browser = await strict.web.signed_in(1)
    exact = {"accept": "application/graphql-response+json"}
    answers = [
        await browser.post("/graphql", json=asked),
        await browser.post("/graphql", json=asked, headers=exact),
        await browser.post("/graphql", json=asked, headers={"accept": "text/event-stream"}),
        await browser.get("/graphql", params=asked) if asked != {"documentId": 7} else None,
    ]

    told = [(each.status_code, code(each)) for each in answers if each is not None]
    assert set(told) == {(400, said)}


async def test_who_is_nobody_learns_nothing_of_it(strict: Line) -> None:
    browser = await strict.web.browser()

    assert (await browser.post("/graphql", json={"documentId": UNKNOWN})).status_code == 401


async def test_a_program_sends_what_it_likes_or_an_id(strict: Line) -> None:
    token = await strict.token_of_program("payouts:read")
    headers = {"authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(base_url=strict.url, headers=headers) as machine:
        own = await machine.post("/graphql", json={"query": OWN})
        by_id = await machine.post("/graphql", json={"documentId": named("Today")})
        unknown = await machine.post("/graphql", json={"documentId": UNKNOWN})

    assert own.json()["data"] == {"viewer": {"today": "2026-01-05"}}
    assert by_id.json()["data"]["viewer"]["today"] == "2026-01-05"
    assert code(unknown) == "PERSISTED_DOCUMENT_NOT_FOUND"


async def test_events_follow_by_id(strict: Line) -> None:
    variables = strict.asks_batch()["variables"]
    asked = {"documentId": named("PayoutBatchChanged"), "variables": variables}
    async with strict.events(asked, await strict.headers_of(1)) as events:
        assert (await events.next())["data"]["payoutBatchChanged"]["state"] == "RELEASED"


async def test_a_socket_follows_by_id_and_outlives_what_is_not_trusted(strict: Line) -> None:
    variables = strict.asks_batch()["variables"]
    async with talking(strict, origin=ORIGIN) as talk:
        await talk.greet()
        await talk.subscribe({"query": BATCH, "variables": variables}, "1")
        assert await talk.code() == "PERSISTED_DOCUMENT_REQUIRED"
        await talk.subscribe({"documentId": UNKNOWN}, "1")
        assert await talk.code() == "PERSISTED_DOCUMENT_NOT_FOUND"
        asked = {"documentId": named("PayoutBatchChanged"), "variables": variables}
        await talk.subscribe(asked, "1")
        assert (await talk.next())["payoutBatchChanged"]["state"] == "RELEASED"

    token = await strict.token_of_program("payouts:read")
    async with talking(strict, None, origin=None) as talk:
        await talk.greet(authorization=f"Bearer {token}")
        await talk.subscribe({"query": BATCH, "variables": variables})
        assert (await talk.next())["payoutBatchChanged"]["state"] == "RELEASED"
