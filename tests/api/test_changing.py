"""A change over HTTP: from a browser with a cookie, by the queue, to a task that is done."""

# ruff: noqa: ANN401  Answers are JSON, which has any type.

from typing import Any

import httpx

from tests.factories.channels import csv_of, order_row
from tests.factories.web import Web
from tributary.kernel import derived_id

IMPORT = """mutation($input: ImportOrdersInput!) { importOrders(input: $input) {
    ... on StartedTask { task { id state } } ... on UserError { code message } } }"""
TASK = """query($id: ID!) { task(id: $id) { state done total
    subject { ... on ImportRun { state rowsRead ordersQuarantined } } } }"""


async def ask(browser: httpx.AsyncClient, query: str, **variables: Any) -> Any:
    answer = await browser.post("/graphql", json={"query": query, "variables": variables})
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


async def test_a_file_goes_from_the_browser_through_the_queue_to_its_run(web: Web) -> None:
    browser = await web.signed_in(1)
    sent = await browser.post(
        "/uploads",
        params={"name": "orders.csv"},
        content=csv_of([order_row(distributor="D1", sku="NO-SUCH")]).encode(),
        headers={"content-type": "text/csv"},
    )
    channel = f"Channel:{derived_id('channel', web.trade.brand_id, 1)}"
    given = {"channelId": channel, "uploadId": sent.json()["uploadId"]}

    begun = (await ask(browser, IMPORT, input=given))["importOrders"]["task"]
    await web.application.jobs.run_until_idle()

    assert begun["state"] == "QUEUED"
    assert (await ask(browser, TASK, id=begun["id"]))["task"] == {
        "state": "DONE",
        "done": 100,
        "total": 100,
        "subject": {"state": "DONE", "rowsRead": 1, "ordersQuarantined": 1},
    }


async def test_another_site_changes_nothing(web: Web) -> None:
    browser = await web.signed_in(1)
    query = 'mutation { previewMonth(input: {month: "2026-01"}) { __typename } }'

    answer = await browser.post(
        "/graphql", json={"query": query}, headers={"origin": "https://elsewhere.test"}
    )

    assert answer.status_code == 403
