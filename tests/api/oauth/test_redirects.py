"""Where browsers return to: to what was registered, character by character, or nowhere."""

import secrets

import httpx
import pytest

from tests.api.oauth.conftest import REDIRECT, Hub, query_of
from tributary import identity
from tributary.identity import Flow, ProgramDraft, ProgramInvalid

TRICKS = [
    "https://erp.example/cb/",
    "https://erp.example/CB",
    "https://ERP.example/cb",
    "HTTPS://erp.example/cb",
    "http://erp.example/cb",
    "https://erp.example:443/cb",
    "https://erp.example:8443/cb",
    "https://user@erp.example/cb",
    "https://erp.example@evil.example/cb",
    "https://evil.example/cb",
    "https://erp.example.evil.example/cb",
    "https://sub.erp.example/cb",
    "https://erp.example/cb#fragment",
    "https://erp.example/cb?x=1",
    "https://erp.example/x/../cb",
    "https://erp.example/cb/../../evil",
    "https://erp.example/%63b",
    "https://erp.example/cb%00",
    "https://erp.example\\@evil.example/cb",
    "https://erp.example%2f@evil.example/cb",
    "https://erp.example/cb;x",
    "https://*.example/cb",
    "//erp.example/cb",
    "/cb",
    "javascript:alert(1)",
    " https://erp.example/cb",
    "https://erp.example/cb ",
    "https://erp.example/ç",
    'https://erp.example/cb"',
    "https://127.0.0.1/cb",
]


@pytest.mark.parametrize("address", TRICKS)
async def test_nobody_is_led_to_an_address_that_is_not_registered(
    hub: Hub, owner: httpx.AsyncClient, address: str
) -> None:
    given = hub.asks(secrets.token_urlsafe(48), redirect_uri=address)

    answers = [
        await hub.browse(owner, given),
        await hub.browse(owner, {**given, "response_type": "token"}),
        await hub.browse(owner, {**given, "scope": "everything"}),
        await hub.browse(owner, {**given, "prompt": "none"}),
    ]

    assert {answer.status_code for answer in answers} == {400}
    assert not any("location" in answer.headers for answer in answers)


@pytest.mark.parametrize("change", [{"redirect_uri": None}, {"client_id": None}])
async def test_nobody_is_led_anywhere_when_it_is_not_said_where(
    hub: Hub, owner: httpx.AsyncClient, change: dict[str, str | None]
) -> None:
    answer = await hub.browse(owner, hub.asks(secrets.token_urlsafe(48), **change))

    assert answer.status_code == 400


async def test_a_parameter_that_is_given_twice_is_refused(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    query = str(httpx.QueryParams(hub.asks(secrets.token_urlsafe(48))))

    answers = [
        await owner.get(f"/oauth/authorize?{query}&redirect_uri=https%3A%2F%2Fevil.example"),
        await owner.get(f"/oauth/authorize?{query}&scope=openid"),
        await owner.get(f"/oauth/authorize?{query}&prompt=none&prompt=login"),
    ]

    assert {answer.status_code for answer in answers} == {400}


@pytest.mark.parametrize("port", ["", ":1", ":51004"])
async def test_a_program_on_the_same_machine_takes_any_port(
    hub: Hub, owner: httpx.AsyncClient, port: str
) -> None:
    native = await hub.another(
        redirect_uris=("http://127.0.0.1/cb",), is_public=True, is_first_party=True
    )
    address = f"http://127.0.0.1{port}/cb"

    led = await native.browse(owner, native.asks(secrets.token_urlsafe(48), redirect_uri=address))
    not_so = await native.browse(
        owner, native.asks(secrets.token_urlsafe(48), redirect_uri=f"{address}/x")
    )

    assert led.headers["location"].startswith(f"{address}?code=")
    assert not_so.status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "http://erp.example/cb",
        "https://*.erp.example/cb",
        "https://erp.example/*/../cb",
        "https://u:p@erp.example/cb",
        "https://erp.example/cb#x",
        "http://localhost/cb",
        "javascript:alert(1)",
        "data:text/html,x",
        "app:/cb",
        "",
    ],
)
async def test_no_unsafe_address_is_registered(hub: Hub, address: str) -> None:
    draft = ProgramDraft(
        name="x",
        flows=frozenset({Flow.AUTHORIZATION_CODE}),
        scopes=frozenset({"openid"}),
        redirect_uris=(REDIRECT, address),
    )

    with pytest.raises(ProgramInvalid):
        async with hub.web.application.desk.work(hub.web.trade.brand_id, "test") as work:
            await identity.add_program(work, draft)


async def test_what_goes_wrong_is_told_where_the_code_would_have_been(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    told = {}
    for name, change in {
        "unsupported_response_type": {"response_type": "token"},
        "invalid_scope": {"scope": "openid everything"},
        "login_required": {"prompt": "none", "max_age": "0"},
        "consent_required": {"prompt": "none"},
    }.items():
        if name == "login_required":
            hub.web.clock.move(minutes=3)
        answer = await hub.browse(owner, hub.asks(secrets.token_urlsafe(48), **change))
        assert answer.headers["location"].startswith(f"{REDIRECT}?"), name
        told[name] = query_of(answer.headers["location"])["error"]

    assert all(name == error for name, error in told.items())
