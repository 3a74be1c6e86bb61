"""Ways to tokens that there are not, and programs that do not prove who they are."""

import base64
import secrets
from datetime import timedelta

import httpx
import pytest

from tests.api.oauth.conftest import OWN, PASSWORD, Hub, query_of
from tributary import identity
from tributary.identity import Flow
from tributary.identity.reactions import forget_tokens


@pytest.mark.parametrize(
    "kind", ["token", "id_token", "id_token token", "code token", "code id_token", "none", "Code"]
)
async def test_no_token_is_ever_sent_by_a_browser(
    hub: Hub, owner: httpx.AsyncClient, kind: str
) -> None:
    answer = await hub.browse(owner, hub.asks(secrets.token_urlsafe(48), response_type=kind))

    location = answer.headers["location"]
    assert query_of(location)["error"] == "unsupported_response_type"
    assert "#" not in location
    assert "access_token" not in location


@pytest.mark.parametrize(
    "kind",
    [
        "password",
        "implicit",
        "urn:ietf:params:oauth:grant-type:jwt-bearer",
        "urn:ietf:params:oauth:grant-type:token-exchange",
        'x"y',
        "é",
        "",
    ],
)
async def test_no_other_grant_is_known(hub: Hub, kind: str) -> None:
    given = {"grant_type": kind, "username": hub.web.email(1), "password": PASSWORD}

    answer = await hub.token(given)

    assert answer.status_code == 400
    assert answer.json()["error"] in {"unsupported_grant_type", "invalid_request"}


async def test_a_program_uses_only_the_grants_it_was_given(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    own = await hub.another(**OWN)
    no_refresh = await hub.another(flows=frozenset({Flow.AUTHORIZATION_CODE}))

    refused = [
        await hub.token({"grant_type": "client_credentials"}),
        await own.token({"grant_type": "authorization_code", "code": "x"}),
        await own.token({"grant_type": Flow.DEVICE_CODE.value, "device_code": "x"}),
        await hub.machine.post("/oauth/device_authorization", data={"scope": "x"}, auth=own.auth),
    ]

    assert {answer.json()["error"] for answer in refused} == {"unauthorized_client"}
    assert "refresh_token" not in await no_refresh.tokens(owner)


async def test_a_program_that_does_not_prove_itself_gets_nothing(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    verifier = secrets.token_urlsafe(48)
    code = await hub.code(owner, verifier)
    other = await hub.another()
    assert hub.made.secret is not None
    given = {"grant_type": "authorization_code", "code": code, "code_verifier": verifier}
    proofs: list[dict[str, str]] = [
        {},
        {"client_id": hub.client_id},
        {"client_id": hub.client_id, "client_secret": "wrong"},
        {"client_id": hub.client_id, "client_secret": str(other.made.secret)},
        {"client_id": other.client_id, "client_secret": hub.made.secret},
        {"client_id": "0" * 32 + "." + "0" * 32, "client_secret": hub.made.secret},
        {"client_id": "' OR 1=1 --", "client_secret": "x"},
    ]

    answers = [await hub.machine.post("/oauth/token", data={**given, **each}) for each in proofs]

    assert {answer.json()["error"] for answer in answers} == {"invalid_client"}
    assert {answer.status_code for answer in answers} <= {400, 401}


@pytest.mark.parametrize("header", ["Basic", "Basic x", "Basic 4pyT", "Basic /////w==", "Bearer x"])
async def test_a_header_that_cannot_be_read_proves_nothing(hub: Hub, header: str) -> None:
    answer = await hub.machine.post(
        "/oauth/token",
        data={"grant_type": "client_credentials"},
        headers={"authorization": header},
    )

    assert answer.status_code == 401
    assert answer.json()["error"] == "invalid_client"


async def test_a_secret_in_the_address_is_not_read(hub: Hub) -> None:
    own = await hub.another(**OWN)
    query = {"client_id": own.client_id, "client_secret": own.made.secret}

    answer = await hub.machine.post(
        "/oauth/token", params=query, data={"grant_type": "client_credentials"}
    )

    assert answer.status_code == 401


async def test_tokens_are_handed_out_by_post_and_form_alone(hub: Hub) -> None:
    assert (await hub.machine.get("/oauth/token")).status_code == 405
    assert (await hub.machine.post("/oauth/token", json={})).status_code == 400
    long = await hub.machine.post("/oauth/token", data={"x": "y" * 20_000})
    many = await hub.machine.post("/oauth/token", data={f"p{n}": "x" for n in range(100)})
    assert (long.status_code, many.status_code) == (400, 400)


async def test_a_new_secret_takes_the_place_of_the_one_before(hub: Hub) -> None:
    own = await hub.another(**OWN)
    given = {"grant_type": "client_credentials"}
    desk, brand_id = hub.web.application.desk, hub.web.trade.brand_id
    async with desk.work(brand_id, "test") as work:
        second = await identity.rotate_secret(
            work, program_id=own.made.program_id, overlap=timedelta(hours=1)
        )
    assert (await own.token(given)).is_success
    hub.web.clock.move(hours=1)
    assert not (await own.token(given)).is_success
    own.made = second
    assert (await own.token(given)).is_success
    async with desk.work(brand_id, "test") as work:
        await identity.rotate_secret(work, program_id=own.made.program_id)

    assert not (await own.token(given)).is_success


async def test_what_a_secret_was_stands_nowhere(hub: Hub, owner: httpx.AsyncClient) -> None:
    tokens = await hub.tokens(owner)
    assert hub.made.secret is not None
    secret_parts = [
        text.partition(".")[2]
        for text in (hub.made.secret, tokens["access_token"], tokens["refresh_token"])
    ]

    for table in (
        "programs",
        "program_grants",
        "authorization_codes",
        "access_tokens",
        "refresh_tokens",
        "audit_entries",
    ):
        rows = str(hub.web.ask(f"SELECT to_jsonb(t)::text FROM {table} t"))
        assert not any(part in rows for part in secret_parts), table


async def test_no_token_is_written_into_the_log(
    hub: Hub, owner: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    tokens = await hub.tokens(owner)
    newer = (await hub.refresh(tokens["refresh_token"])).json()
    assert hub.made.secret is not None

    for text in (*tokens.values(), *newer.values(), hub.made.secret):
        # Scopes and kinds are no secrets.
        if len(str(text)) > 70:
            assert str(text).partition(".")[2] not in caplog.text


async def test_what_has_expired_is_forgotten_and_what_is_in_use_is_not(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    worker, brand_id = hub.web.application.worker_desk, hub.web.trade.brand_id
    no_refresh = await hub.another(flows=frozenset({Flow.AUTHORIZATION_CODE}))
    await no_refresh.tokens(owner)
    tokens = await hub.tokens(owner)
    hub.web.clock.move(days=2)
    tokens = (await hub.refresh(tokens["refresh_token"])).json()

    await forget_tokens(worker, brand_id)

    left = {
        table: hub.web.ask(f"SELECT count(*) FROM {table} WHERE brand_id = %s", brand_id)[0][0]
        for table in ("authorization_codes", "access_tokens", "refresh_tokens", "program_grants")
    }
    assert left == {
        "authorization_codes": 0,
        "access_tokens": 1,
        "refresh_tokens": 2,
        "program_grants": 1,
    }
    assert await hub.is_good(tokens["access_token"])


async def test_basic_and_post_both_prove_a_program(hub: Hub) -> None:
    own = await hub.another(**OWN)
    given = {"grant_type": "client_credentials"}
    assert own.made.secret is not None
    encoded = base64.b64encode(f"{own.client_id}:{own.made.secret}".encode()).decode()

    by_header = await hub.machine.post(
        "/oauth/token", data=given, headers={"authorization": f"basic {encoded}"}
    )
    by_form = await hub.machine.post(
        "/oauth/token",
        data={**given, "client_id": own.client_id, "client_secret": own.made.secret},
    )

    assert by_header.is_success
    assert by_form.is_success
