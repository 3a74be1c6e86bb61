"""Whoever asked a moment ago is looked up again by the statement that reads: one round trip.

What is kept allows nothing. Each way in which a session can change or end is tried on somebody who
is known already; `tests/api/oauth/test_recalling.py` does it for tokens.
"""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import orjson
import pytest
from starlette.types import Receive, Scope, Send

from tests.factories.web import COOKIE, Web
from tributary.api.graphql import Known, Viewer
from tributary.api.http.plain import body_of
from tributary.api.http.recalling import KEPT_FOR, SHOWN_MAX, Asked, Recollection, shown_in
from tributary.api.said import made_of
from tributary.cli.hosting import listen, running
from tributary.identity import Role, session_question
from tributary.kernel import business_date, new_id

ACCOUNTANT = 2
ASKED = "{ statements { totalCount } }"
ANSWERED = {"statements": {"totalCount": 24}}
RAN = """
    SELECT coalesce(json_object_agg(kind, runs), '{}')::text FROM (
      SELECT CASE WHEN statement LIKE '%THEN (SELECT CASE WHEN (%' THEN 'read'
                  ELSE 'looked up' END kind,
             sum(generic_plans + custom_plans) AS runs
      FROM pg_prepared_statements
      WHERE statement LIKE '%s.token_sha256 = $%' AND statement NOT LIKE '%pg_prepared%'
      GROUP BY kind) t
"""
"""How often the session was asked for by the statement that reads, and by one of its own."""


async def asked(browser: httpx.AsyncClient, query: str = ASKED) -> httpx.Response:
    return await browser.post("/graphql", json={"query": query})


async def known(web: Web) -> httpx.AsyncClient:
    """Return the browser of an accountant who asked twice, so that the second was recalled."""
    browser = await web.signed_in(ACCOUNTANT)
    for _ in range(2):
        answer = await asked(browser)
        assert answer.json()["data"] == ANSWERED, answer.text
    return browser


async def test_a_query_of_whoever_is_known_is_one_statement(web: Web) -> None:
    browser = await known(web)

    async def ran() -> dict[str, int]:
        told = await web.application.reads.value(RAN, [], web.trade.brand_id)
        return dict(orjson.loads(told))

    before = await ran()
    for _ in range(5):
        assert (await asked(browser)).status_code == 200
    after = await ran()

    assert after["read"] == before["read"] + 5
    assert after["looked up"] == before["looked up"]


def _ended(web: Web) -> None:
    web.tamper("UPDATE sessions SET ended_at = created_at WHERE brand_id = %s", web.trade.brand_id)


def _expired(web: Web) -> None:
    until = web.clock()
    web.tamper("UPDATE sessions SET expires_at = %s WHERE brand_id = %s", until, web.trade.brand_id)


def _idle(web: Web) -> None:
    web.tamper(
        "UPDATE sessions SET seen_at = created_at - interval '13 hours' WHERE brand_id = %s",
        web.trade.brand_id,
    )


def _without_roles(web: Web) -> None:
    web.take_roles(ACCOUNTANT)


def _of_the_other_side(web: Web) -> None:
    web.take_roles(ACCOUNTANT)
    web.give_role(ACCOUNTANT, "distributor_owner", web.trade.distributor(2))


def _new_password(web: Web) -> None:
    web.clock.move(seconds=1)
    user = web.trade.user(ACCOUNTANT)
    web.tamper("UPDATE passwords SET set_at = %s WHERE user_id = %s", web.clock(), user)


def _factor_needed(web: Web) -> None:
    needed = "UPDATE brands SET factors_required_from = '2026-01-01' WHERE id = %s"
    web.tamper(needed, web.trade.brand_id)


ENDS = (
    _ended,
    _expired,
    _idle,
    _without_roles,
    _of_the_other_side,
    _new_password,
    _factor_needed,
)


@pytest.mark.parametrize("change", ENDS)
async def test_what_ends_a_session_counts_for_the_next_query(
    web: Web, change: Callable[[Web], None]
) -> None:
    browser = await known(web)

    change(web)

    answer = await asked(browser)
    assert answer.status_code == 401
    assert answer.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


@pytest.mark.parametrize("change", ENDS)
async def test_it_counts_for_the_very_same_bytes_that_the_server_does_not_read_again(
    web: Web, change: Callable[[Web], None]
) -> None:
    token = (await web.signed_in(ACCOUNTANT)).cookies[COOKIE]
    body = orjson.dumps({"query": ASKED})
    head = f"POST /graphql HTTP/1.1\r\nhost: x\r\nx-tributary: 1\r\ncookie: {COOKIE}={token}\r\n"
    sent = b"%scontent-type: application/json\r\ncontent-length: %d\r\n\r\n%s" % (
        *(head.encode(), len(body), body),
    )
    made: list[object] = []

    async def noting(scope: Scope, receive: Receive, send: Send) -> None:
        made.append(made_of(scope))
        await web.app(scope, receive, send)

    with listen("127.0.0.1", 0, advice="") as listener:
        async with running(noting, listener, body_of=body_of):
            reader, writer = await asyncio.open_connection(*listener.getsockname())

            async def told() -> tuple[bytes, dict[str, Any]]:
                writer.write(sent)
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().split(b"content-length: ")[1].split(b"\r")[0])
                return head[9:12], orjson.loads(await reader.readexactly(length))

            before = [await told() for _ in range(4)]
            change(web)
            status, after = await told()
            writer.close()

    assert [(each[0], each[1]["data"]) for each in before] == [(b"200", ANSWERED)] * 4
    assert made[-3] == made[-1] != {}
    assert (status, after["errors"][0]["extensions"]["code"]) == (b"401", "UNAUTHENTICATED")


async def test_another_role_counts_for_the_next_query(web: Web) -> None:
    browser = await known(web)
    web.take_roles(ACCOUNTANT)
    web.give_role(ACCOUNTANT, "salesperson")

    refused = await asked(browser)
    web.give_role(ACCOUNTANT, "accountant")
    allowed = await asked(browser)

    assert refused.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    assert allowed.json()["data"] == ANSWERED


@pytest.mark.parametrize(
    "body",
    [
        b'{"query": "{ statements { totalCount } }"}',
        b'{"query": "{ __typename }"}',
        b'{"query": "{ nothing }"}',
        b'{"query": "mutation { nothing }"}',
        b'{"query": "{ node(id: 1.5) { id } }"}',
        b"{",
        b"",
    ],
)
async def test_whoever_was_known_learns_nothing_but_that_it_is_over(web: Web, body: bytes) -> None:
    browser, stranger = await known(web), await web.browser()
    _ended(web)
    headers = {"content-type": "application/json"}

    answers = [
        await each.post("/graphql", content=body, headers=headers) for each in (browser, stranger)
    ]

    assert [each.status_code for each in answers] == [401, 401]
    assert answers[0].content == answers[1].content


async def test_a_mutation_is_done_by_whoever_is_found_out_then(web: Web) -> None:
    browser = await known(web)
    deed = "mutation { chooseLanguage(language: ZH_CN) { __typename } }"
    assert (await asked(browser, deed)).status_code == 200
    web.take_roles(ACCOUNTANT)

    assert (await asked(browser, deed)).status_code == 401


async def test_nobody_is_recalled_on_another_day_or_after_some_minutes(web: Web) -> None:
    now, zone = web.clock(), "Asia/Shanghai"
    day = business_date(now, zone)
    viewer = Viewer(web.trade.brand_id, web.trade.user(1), frozenset({Role.OWNER}), day)
    recollection = Recollection()
    token = f"{web.trade.brand_id.hex}.{new_id().hex:0>43}"
    question = session_question(token)
    assert question is not None
    shown, asked = b"a cookie", Asked(question, b"told")

    recollection.keep(shown, asked, viewer, time_zone=zone, now=now)

    assert recollection.of(shown, now=now) == Known(
        viewer, question.sql, question.arguments(now), "told"
    )
    assert recollection.of(b"another", now=now) is None
    assert recollection.of(shown, now=now + KEPT_FOR) is None
    midnight = viewer.today.replace(day=viewer.today.day + 1)
    late = web.clock().replace(day=midnight.day, hour=16, minute=0)
    recollection.keep(shown, asked, viewer, time_zone=zone, now=late)
    assert business_date(late, zone) != day
    assert recollection.of(shown, now=late) is None


def test_only_a_header_of_usual_length_is_remembered() -> None:
    cookie = (b"cookie", b"a=b")

    assert shown_in({"headers": [(b"host", b"x"), cookie]}, b"cookie") == b"a=b"
    assert shown_in({"headers": [(b"host", b"x")]}, b"cookie") is None
    assert shown_in({"headers": [cookie, cookie]}, b"cookie") == b"a=b, a=b"
    assert shown_in({"headers": [(b"cookie", b"a" * (SHOWN_MAX + 1))]}, b"cookie") is None
