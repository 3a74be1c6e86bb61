"""Server-sent events: what a query would read, again after each change, until it is over."""

from dataclasses import replace
from typing import Any

import httpx
import psycopg
import pytest

from tests.api.streaming.conftest import BOARD, PACES, Line, line_of
from tests.factories.trade import node
from tests.factories.web import COOKIE, Web
from tributary.kernel import derived_id, new_id


async def test_the_state_comes_at_once_and_again_when_it_changes(line: Line) -> None:
    headers = await line.headers_of(1)
    async with line.events(line.asks_batch(), headers) as events:
        first = await events.next()
        await line.change_batch("the first reason")
        second = await events.next()

    assert events.answer.headers["content-type"] == "text/event-stream; charset=utf-8"
    shown = {"number": "PO-1", "state": "RELEASED", "cancelReason": None}
    assert first["data"] == {"payoutBatchChanged": shown}
    assert second["data"]["payoutBatchChanged"]["cancelReason"] == "the first reason"


async def test_by_get_it_is_the_same(line: Line) -> None:
    asked = line.asks_batch()
    params = {"query": asked["query"], "variables": f'{{"id": "{asked["variables"]["id"]}"}}'}
    async with httpx.AsyncClient() as client:
        headers = await line.headers_of(1)
        url = f"{line.url}/graphql"
        async with client.stream("GET", url, params=params, headers=headers) as answer:
            lines = answer.aiter_lines()
            assert await anext(lines) == "event: next"
            assert (await anext(lines)).startswith('data: {"data":{"payoutBatchChanged":{"number"')


async def test_what_reads_as_before_is_not_sent_and_many_changes_are_one(line: Line) -> None:
    headers = await line.headers_of(1)
    async with line.events(line.asks_batch(), headers) as events:
        await events.next()
        await line.change_batch("x", n=2)
        await line.change_batch("seen")
        assert (await events.next())["data"]["payoutBatchChanged"]["cancelReason"] == "seen"
        await line.change_batch("seen")
        await events.nothing()


async def test_a_change_of_another_distributor_shows_nothing(line: Line) -> None:
    mine = await line.headers_of(12)
    async with (
        line.events(line.asks_statement(2), mine) as events,
        line.events({"query": BOARD}, mine) as board,
    ):
        assert (await events.next())["data"]["statementChanged"]["number"] == "ST-1-2"
        await board.next()
        await line.change_statement("of somebody else", n=5)
        async with line.web.application.desk.work(line.web.trade.brand_id, "test") as work:
            work.tell("open_items", line.web.trade.distributor(5))
            work.tell("open_items", None)
        await events.nothing()
        await board.nothing()

        await line.change_statement("of mine", n=2)
        assert (await events.next())["data"]["statementChanged"]["disputeReason"] == "of mine"


@pytest.mark.parametrize("which", ["foreign", "absent", "of another brand", "of another type"])
async def test_what_is_not_there_is_null_and_over(line: Line, which: str) -> None:
    other = await line.web.another_brand()
    key = {
        "foreign": node("Statement", line.statement(5)),
        "absent": node("Statement", new_id()),
        "of another brand": node("Statement", derived_id("statement", other.trade.brand_id, 2, 1)),
        "of another type": node("Order", line.statement(2)),
    }[which]
    asked = {**line.asks_statement(2), "variables": {"id": key}}

    async with line.events(asked, await line.headers_of(12)) as events:
        assert (await events.next())["data"] == {"statementChanged": None}
        assert await events.next() is None


async def test_a_field_that_is_not_for_a_role_is_refused_in_the_stream(line: Line) -> None:
    async with line.events(line.asks_batch(), await line.headers_of(12)) as events:
        assert await events.code() == "FORBIDDEN"
        assert await events.next() is None


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("subscription {", "GRAPHQL_PARSE_FAILED"),
        ("subscription { nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { __typename }", "GRAPHQL_VALIDATION_FAILED"),
        (BOARD.replace("}", "} again: receivablesChanged { totalCount }", 1), "GRAPHQL_VALIDATION"),
        ("subscription { receivablesChanged(first: 101) { totalCount } }", "BAD_USER_INPUT"),
        (BOARD.replace("number", "order { lines(first: 100) { totalCount } }"), "TOO_MUCH"),
    ],
)
async def test_the_document_goes_through_the_same_limits(line: Line, query: str, code: str) -> None:
    async with line.events({"query": query}, await line.headers_of(1)) as events:
        assert (await events.code()).startswith(code)
        assert await events.next() is None


async def test_a_query_is_answered_once_and_a_subscription_never_without_a_stream(
    line: Line,
) -> None:
    headers = await line.headers_of(1)
    async with line.events({"query": "{ brand { currency } }"}, headers) as events:
        assert (await events.next())["data"] == {"brand": {"currency": "CNY"}}
        assert await events.next() is None

    async with httpx.AsyncClient() as client:
        answer = await client.post(
            f"{line.url}/graphql",
            json=line.asks_batch(),
            headers={**headers, "accept": "application/graphql-response+json"},
        )
    assert answer.status_code == 406
    assert answer.json()["errors"][0]["extensions"]["code"] == "NOT_ACCEPTABLE"


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"cookie": ""}, 401, "UNAUTHENTICATED"),
        ({"x-tributary": ""}, 403, "CROSS_SITE"),
        ({"origin": "https://evil.example"}, 403, "CROSS_SITE"),
        ({"content-type": "text/plain"}, 415, "UNSUPPORTED_MEDIA_TYPE"),
        ({"authorization": "Bearer x"}, 401, "INVALID_TOKEN"),
    ],
)
async def test_who_may_not_ask_gets_a_status_and_no_stream(
    line: Line, changed: dict[str, str], status: int, code: str
) -> None:
    headers = {**await line.headers_of(1), **changed}
    async with line.events(line.asks_batch(), headers) as events:
        told: Any = await events.answer.aread()

    assert events.answer.status_code == status
    assert code in told.decode()


async def test_a_session_that_ends_ends_its_streams_at_once(line: Line) -> None:
    browser = await line.web.signed_in(1)
    cookie = f"{COOKIE}={browser.cookies[COOKIE]}"
    headers = {**await line.headers_of(1), "cookie": cookie}
    async with line.events(line.asks_batch(), headers) as events:
        await events.next()
        assert (await browser.delete("/session")).status_code == 204

        assert await events.code() == "UNAUTHENTICATED"
        assert await events.next() is None


async def test_a_role_that_is_taken_back_ends_what_it_opened(web: Web) -> None:
    async with (
        line_of(web, replace(PACES, check=0.3)) as line,
        line.events(line.asks_statement(2), await line.headers_of(12)) as events,
    ):
        await events.next()
        # As nobody does it who tells: found out all the same.
        web.take_roles(12)

        assert await events.code() == "UNAUTHENTICATED"
        assert await events.next() is None


async def test_the_scopes_of_a_program_are_those_of_queries(line: Line) -> None:
    token = await line.token_of_program("payouts:read")
    headers = {"authorization": f"Bearer {token}", "accept": "text/event-stream"}
    async with line.events(line.asks_batch(), headers) as events:
        assert (await events.next())["data"]["payoutBatchChanged"]["number"] == "PO-1"
    async with line.events(line.asks_statement(2), headers) as events:
        assert await events.code() == "INSUFFICIENT_SCOPE"


async def test_who_leaves_frees_its_place_at_once(line: Line) -> None:
    headers = await line.headers_of(1)
    async with line.events(line.asks_batch(), headers) as events:
        await events.next()
        assert line.streams.count == 1
    await line.emptied()


async def test_a_session_and_a_process_have_only_so_many_streams(web: Web) -> None:
    async with line_of(web, PACES, each_max=1, all_max=2) as line:
        mine, theirs, more = [await line.headers_of(n) for n in (1, 12, 2)]
        async with line.events(line.asks_batch(), mine) as events:
            await events.next()
            async with line.events(line.asks_batch(), mine) as refused:
                assert refused.answer.status_code == 429
                assert refused.answer.headers["retry-after"] == "1"
            async with line.events(line.asks_statement(2), theirs) as second:
                await second.next()
                async with line.events(line.asks_batch(), more) as refused:
                    assert refused.answer.status_code == 503
        await line.emptied()
        async with line.events(line.asks_batch(), mine) as events:
            await events.next()


async def test_it_ends_after_its_time_and_when_the_process_ends(web: Web) -> None:
    async with (
        line_of(web, replace(PACES, life=0.3)) as line,
        line.events(line.asks_batch(), await line.headers_of(1)) as events,
    ):
        await events.next()
        assert await events.next() is None

    async with line_of(web, PACES) as line:
        headers = await line.headers_of(1)
        async with line.events(line.asks_batch(), headers) as events:
            await events.next()
            line.streams.listening.end()
            assert await events.next() is None
        async with line.events(line.asks_batch(), headers) as events:
            assert await events.code() == "SERVICE_UNAVAILABLE"


async def test_after_the_listening_connection_was_killed_nothing_is_missed(line: Line) -> None:
    async with line.events(line.asks_batch(), await line.headers_of(1)) as events:
        await events.next()
        key = line.batch()
        with psycopg.connect(line.web.superuser_url) as connection:
            # Changed without a word, as if the word had been lost with the connection.
            lost = "UPDATE payout_batches SET cancel_reason = 'lost' WHERE id = %s"
            connection.execute(lost, [key])
            connection.commit()
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE application_name = 'tributary-listens'"
            )

        assert (await events.next())["data"]["payoutBatchChanged"]["cancelReason"] == "lost"
