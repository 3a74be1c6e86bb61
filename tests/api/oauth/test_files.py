"""Files by a token: uploads, statements, and the imports that a program starts."""

from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.api.oauth.conftest import OWN, Hub
from tests.factories.channels import csv_of, order_row
from tributary import identity
from tributary.channels.events import UploadReceived
from tributary.channels.reactions import import_upload
from tributary.kernel import ImportRunId, TaskId, derived_id

CSV = {"content-type": "text/csv"}


async def own_token(hub: Hub, scope: str, role: str = "accountant") -> tuple[Hub, str]:
    roles = frozenset({identity.Role(role)})
    program = await hub.another(**{**OWN, "roles": roles}, scopes=identity.scopes_of(scope))
    answer = await program.token({"grant_type": "client_credentials"})
    return program, str(answer.json()["access_token"])


def shown(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


async def upload(hub: Hub, token: str, content: str = "a,b\n1,2\n") -> httpx.Response:
    headers = {**CSV, **shown(token)}
    return await hub.machine.post("/uploads?name=a.csv", content=content, headers=headers)


def statement(hub: Hub, n: int) -> UUID:
    """The first statement of distributor n; those of even distributors are printed."""
    return derived_id("statement", hub.web.trade.brand_id, n, 1)


async def test_a_program_uploads_a_file_and_it_stands_in_the_audit(hub: Hub) -> None:
    program, token = await own_token(hub, "channels:write")

    answer = await upload(hub, token)

    assert answer.status_code == 201
    assert hub.web.ask(
        "SELECT user_id, origin FROM audit_entries "
        "WHERE brand_id = %s AND action = 'uploads.keep' AND subject_id = %s",
        hub.web.trade.brand_id,
        UUID(answer.json()["uploadId"]),
    ) == [(None, f"program:{program.made.program_id}")]


@pytest.mark.parametrize("scope", ["channels:read", "orders:write settlements:read"])
async def test_without_the_scope_no_file_is_kept(hub: Hub, scope: str) -> None:
    _, token = await own_token(hub, scope)

    answer = await upload(hub, token)

    assert (answer.status_code, answer.json()["code"]) == (403, "INSUFFICIENT_SCOPE")
    assert 'scope="channels:write"' in answer.headers["www-authenticate"]


async def test_a_scope_gives_no_role(hub: Hub) -> None:
    _, token = await own_token(hub, "channels:write", "auditor")

    assert (await upload(hub, token)).json()["code"] == "ROLE_MISSING"


async def test_a_token_that_is_none_uploads_nothing_even_beside_a_good_cookie(
    owner: httpx.AsyncClient,
) -> None:
    headers = {**CSV, **shown("x"), "x-tributary": "1"}

    assert (await owner.post("/uploads?name=a", content="x", headers=headers)).status_code == 401


async def test_a_program_fetches_the_statements_that_it_sees_in_the_graph(hub: Hub) -> None:
    _, token = await own_token(hub, "settlements:read")
    path = f"/files/statements/{statement(hub, 2)}"

    led = await hub.machine.get(path, headers=shown(token))

    assert led.status_code == 303
    document = await hub.machine.get(led.headers["location"])
    assert document.headers["content-type"] == "application/pdf"
    _, narrow = await own_token(hub, "orders:read")
    refused = await hub.machine.get(path, headers=shown(narrow))
    assert (refused.status_code, refused.json()["code"]) == (403, "INSUFFICIENT_SCOPE")
    assert (await hub.machine.get(path, headers=shown("x"))).status_code == 401


async def test_a_person_by_a_program_fetches_no_statement_of_another_distributor(hub: Hub) -> None:
    program = await hub.another(scopes=identity.scopes_of("openid settlements:read"))
    browser = await hub.web.signed_in(14)
    token = (await program.tokens(browser, scope="settlements:read"))["access_token"]

    answers = [
        await hub.machine.get(f"/files/statements/{each}", headers=shown(token))
        for each in (statement(hub, 4), statement(hub, 2), "0" * 32)
    ]

    assert [answer.status_code for answer in answers] == [303, 404, 404]
    assert answers[1].text == answers[2].text


async def begun(hub: Hub, token: str) -> UploadReceived:
    """Start an import by a program, and return what its worker is told."""
    content = csv_of([order_row("SO-1")])
    upload_id = (await upload(hub, token, content)).json()["uploadId"]
    (channel,) = hub.web.ask(
        "SELECT id FROM channels WHERE brand_id = %s LIMIT 1", hub.web.trade.brand_id
    )[0]
    document = f"""mutation {{ importOrders(input: {{channelId: "Channel:{channel}",
        uploadId: "{upload_id}"}}) {{ ... on StartedTask {{ task {{ id }} }}
        ... on Refused {{ code message }} }} }}"""
    answer: Any = (await hub.graph(token, document)).json()
    task_id = UUID(answer["data"]["importOrders"]["task"]["id"].partition(":")[2])
    ((run_id,),) = hub.web.ask("SELECT subject_id FROM tasks WHERE id = %s", task_id)
    return UploadReceived(
        brand_id=hub.web.trade.brand_id,
        run_id=ImportRunId(UUID(str(run_id))),
        task_id=TaskId(task_id),
    )


def ended(hub: Hub, event: UploadReceived) -> list[tuple[object, ...]]:
    return hub.web.ask("SELECT state, refusal_code FROM tasks WHERE id = %s", event.task_id)


async def test_what_a_program_starts_is_done_with_its_roles(hub: Hub) -> None:
    program, token = await own_token(hub, "channels:write tasks:read")
    event = await begun(hub, token)

    await import_upload(hub.web.application.worker_desk, event)

    assert ended(hub, event) == [("done", None)]
    origins = hub.web.ask(
        "SELECT DISTINCT user_id, origin FROM audit_entries "
        "WHERE brand_id = %s AND action LIKE 'channels.import%%'",
        hub.web.trade.brand_id,
    )
    assert origins == [(None, f"program:{program.made.program_id}")]


@pytest.mark.parametrize(
    "change", ["roles = 'auditor'", "disabled_at = '2026-01-05'"], ids=["roles", "disabled"]
)
async def test_a_program_that_lost_its_role_meanwhile_does_nothing_more(
    hub: Hub, change: str
) -> None:
    program, token = await own_token(hub, "channels:write tasks:read")
    event = await begun(hub, token)
    hub.web.tamper(f"UPDATE programs SET {change} WHERE id = %s", program.made.program_id)

    await import_upload(hub.web.application.worker_desk, event)

    assert ended(hub, event) == [("failed", "ROLE_MISSING")]
