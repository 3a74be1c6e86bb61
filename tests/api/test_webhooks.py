import asyncio
import json
import random
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from starlette.applications import Starlette

from tests.factories.identity import slug_of
from tests.factories.payments import SECRET, Till, till
from tributary.api.http.webhooks import webhook_routes
from tributary.gateways.stripe.checkout import StripeWebhooks
from tributary.platform import Database

__all__ = ["till"]


@pytest.fixture
async def web(till: Till) -> AsyncIterator[httpx.AsyncClient]:
    app = Starlette(routes=webhook_routes(till.desk, [StripeWebhooks(["whsec_old", SECRET])]))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="https://pay.test") as client:
        yield client


async def post(web: httpx.AsyncClient, till: Till, body: bytes, signature: str) -> httpx.Response:
    path = f"/webhooks/stripe/{slug_of(till.brand_id)}"
    return await web.post(path, content=body, headers={"stripe-signature": signature})


async def inbox(till: Till) -> dict[str, int]:
    async with till.work() as work:
        rows = await work.rows(
            "SELECT state, count(*) AS events FROM webhook_events WHERE brand_id = :brand "
            "GROUP BY state",
            brand=till.brand_id,
        )
    return {row.state: row.events for row in rows}


async def test_an_event_is_stored_once_and_answered_each_time(
    web: httpx.AsyncClient, till: Till
) -> None:
    await till.paid(await till.link(await till.bill()))
    event = till.events()[-1]

    answers = [await post(web, till, *till.signed(event)) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert [answer.json()["new"] for answer in answers] == [True, False, False]
    assert await inbox(till) == {"received": 1}


async def test_tampered_stale_and_foreign_deliveries_are_refused_and_leave_nothing(
    web: httpx.AsyncClient, till: Till
) -> None:
    await till.paid(await till.link(await till.bill()))
    event = till.events()[-1]
    body, signature = till.signed(event)
    late = till.signed(event, till.clock() - timedelta(minutes=10))
    garbage = till.signed({"id": 7})

    answers = {
        "tampered": await post(web, till, body.replace(b"evt_", b"evt_x"), signature),
        "unsigned": await post(web, till, body, ""),
        "forged": await post(web, till, body, signature[:-4] + "0000"),
        "stale": await post(web, till, *late),
        "garbage": await post(web, till, *garbage),
    }

    codes = {name: answer.json()["error"]["code"] for name, answer in answers.items()}
    assert {answer.status_code for answer in answers.values()} == {400}
    assert codes == {
        "tampered": "SIGNATURE_INVALID",
        "unsigned": "SIGNATURE_INVALID",
        "forged": "SIGNATURE_INVALID",
        "stale": "SIGNATURE_STALE",
        "garbage": "PAYLOAD_UNREADABLE",
    }
    assert await inbox(till) == {}


async def test_a_body_too_large_and_an_unknown_brand_are_refused(
    web: httpx.AsyncClient, till: Till
) -> None:
    large = await post(web, till, b"x" * (256 * 1024 + 1), "t=1,v1=0")
    unknown = await web.post("/webhooks/stripe/nobody", content=b"{}")

    assert (large.status_code, large.json()["error"]["code"]) == (413, "BODY_TOO_LARGE")
    assert (unknown.status_code, unknown.json()["error"]["code"]) == (404, "UNKNOWN_BRAND")


async def test_a_damaged_brand_is_unknown(web: httpx.AsyncClient, till: Till) -> None:
    del till

    answer = await web.post("/webhooks/stripe/a%00b", content=b"{}")

    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "UNKNOWN_BRAND")


async def test_a_database_that_is_out_answers_503_so_that_stripe_tries_again(till: Till) -> None:
    nowhere = Database("postgresql://nobody@127.0.0.1:1/none")
    desk = replace(till.desk, database=nowhere)
    app = Starlette(routes=webhook_routes(desk, [StripeWebhooks([SECRET])]))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="https://pay.test") as client:
        answer = await post(client, till, *till.signed({"id": "evt_1"}))
    await nowhere.close()

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")


async def test_events_of_nothing_of_ours_are_ignored(web: httpx.AsyncClient, till: Till) -> None:
    till.stripe.new_payment()

    for event in till.events():
        await post(web, till, *till.signed(event))
    await till.settle()

    assert list(await inbox(till)) == ["ignored"]


async def test_hundreds_of_bad_deliveries_among_good_ones_book_each_payment_once(
    web: httpx.AsyncClient, till: Till
) -> None:
    dice = random.Random(20260105)
    items = [await till.bill("100.00") for _ in range(10)]
    links = [await till.link(item) for item in items]
    for link in links:
        await till.paid(link, dice.choice(["pay", "pay", "pending_succeeds"]))
    for intent in till.stripe.objects("payment_intent"):
        if intent["status"] == "processing":
            till.stripe.control(f"/payments/{intent['id']}", succeeded=True)
    events = till.events()
    deliveries = [event for event in events for _ in range(6)]
    dice.shuffle(deliveries)

    async def deliver(event: dict[str, object]) -> int:
        body, signature = till.signed(event)
        match dice.randrange(4):
            case 0:
                body = body.replace(b'"livemode": false', b'"livemode": true')
            case 1:
                body, signature = till.signed(event, till.clock() - timedelta(hours=1))
            case _:
                pass
        return (await post(web, till, body, signature)).status_code

    statuses: list[int] = []
    for place in range(0, len(deliveries), 16):
        batch = deliveries[place : place + 16]
        statuses += await asyncio.gather(*(deliver(event) for event in batch))
        await till.settle()
    await till.hear()

    receipts = [row for link in links for row in await till.receipts(link)]
    assert len(deliveries) >= 200
    assert set(statuses) == {200, 400}
    assert len(receipts) == len(links)
    assert {await till.open_of(item) for item in items} == {"0.00"}
    assert await till.faults() == []


async def test_a_webhook_body_is_kept_as_it_came(web: httpx.AsyncClient, till: Till) -> None:
    await till.paid(await till.link(await till.bill()))
    event = till.events()[-1]
    body, signature = till.signed(event)

    await post(web, till, body, signature)

    async with till.work() as work:
        (row,) = await work.rows(
            "SELECT payload FROM webhook_events WHERE brand_id = :brand", brand=till.brand_id
        )
    assert json.loads(row.payload) == event
