"""What every answer has, and what no answer and no log shows."""

import asyncio
import time
from collections.abc import AsyncIterator

import httpx
import pytest
import structlog
from prometheus_client import CollectorRegistry
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.gateways.stripe.running import free_port
from tributary.api.http.downloads import statement_routes
from tributary.api.http.edge import Edge
from tributary.api.http.forms import Download, Form
from tributary.api.http.headers import SECURITY_HEADERS
from tributary.api.http.health import health_routes
from tributary.kernel import BrandId, new_id, system_clock
from tributary.platform import Capability, Database, sign_link

SECRET = "a secret of forty characters, or so it is"
CANARY = "canary-7f3a"


async def fine(request: Request) -> Response:
    del request
    return PlainTextResponse("fine")


async def strict(request: Request) -> Response:
    del request
    return PlainTextResponse("", headers={"content-security-policy": "default-src 'self'"})


async def broken(request: Request) -> Response:
    raise ZeroDivisionError(f"{CANARY} {request.method}")


async def sorry(request: Request) -> Response:
    del request
    return PlainTextResponse("sorry", status_code=500)


async def breaks_off(request: Request) -> Response:
    del request

    async def half() -> AsyncIterator[bytes]:
        yield b"half"
        raise ZeroDivisionError(CANARY)

    return StreamingResponse(half())


async def no_statement(capability: Capability, form: Form) -> Download | None:
    assert form is Form.PDF
    return Download(b"%PDF", "application/pdf", f'对"账\r\n{capability.kind}.pdf', "ab")


ROUTES = [
    Route("/fine", fine, methods=["GET"]),
    Route("/strict", strict),
    Route("/broken/{token}", broken),
    Route("/sorry", sorry),
    Route("/half", breaks_off),
    *statement_routes(no_statement, secret=SECRET, clock=system_clock),
]


@pytest.fixture
def registry() -> CollectorRegistry:
    return CollectorRegistry()


@pytest.fixture
async def web(registry: CollectorRegistry) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=Edge(Starlette(routes=ROUTES), registry))
    async with httpx.AsyncClient(transport=transport, base_url="https://t.test") as client:
        yield client


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/fine", 200),
        ("HEAD", "/fine", 200),
        ("POST", "/fine", 405),
        ("GET", "/fine/", 307),
        ("GET", "/nowhere", 404),
        ("OPTIONS", "/nowhere", 404),
        ("GET", "/sorry", 500),
        ("GET", "/broken/x", 500),
        ("GET", "/statements/x", 404),
    ],
)
async def test_every_answer_has_the_headers_and_a_request_id(
    web: httpx.AsyncClient, method: str, path: str, status: int
) -> None:
    answer = await web.request(method, path)

    assert answer.status_code == status
    assert SECURITY_HEADERS.items() <= dict(answer.headers).items()
    assert len(answer.headers["x-request-id"]) == 32


async def test_a_stricter_or_looser_policy_of_a_route_stays(web: httpx.AsyncClient) -> None:
    answer = await web.get("/strict")

    assert answer.headers["content-security-policy"] == "default-src 'self'"


async def test_a_bug_is_masked_and_logged_without_the_token_in_its_path(
    web: httpx.AsyncClient,
) -> None:
    token = f"{new_id().hex}.{CANARY}"
    with structlog.testing.capture_logs() as logs:
        answer = await web.get(f"/broken/{token}", headers={"x-request-id": "abc-123-def"})

    assert answer.json() == {
        "error": {
            "code": "UNEXPECTED",
            "message": "Unexpected error.",
            "requestId": "abc-123-def",
        }
    }
    assert [entry["path"] for entry in logs] == ["/broken/[hidden]"]
    assert CANARY not in answer.text


async def test_a_500_that_nobody_raised_goes_out_as_it_is(web: httpx.AsyncClient) -> None:
    assert (await web.get("/sorry")).text == "sorry"


async def test_half_an_answer_is_broken_off(
    web: httpx.AsyncClient, registry: CollectorRegistry
) -> None:
    with pytest.raises(ZeroDivisionError):
        await web.get("/half")

    counted = {"method": "GET", "status": "200"}
    assert registry.get_sample_value("tributary_http_requests_total", counted) == 1


async def test_a_harmful_request_id_is_replaced_and_invented_methods_share_a_counter(
    web: httpx.AsyncClient, registry: CollectorRegistry
) -> None:
    answer = await web.get("/fine", headers={"x-request-id": "<script>alert(1)</script>"})
    await web.request("BREW", "/fine")
    await web.request("STIR", "/fine")

    assert "<" not in answer.headers["x-request-id"]
    counted = {"method": "OTHER", "status": "405"}
    assert registry.get_sample_value("tributary_http_requests_total", counted) == 2


async def test_a_file_may_have_any_name(web: httpx.AsyncClient) -> None:
    capability = Capability(BrandId(new_id()), "statement", new_id())
    expires_at = system_clock().replace(year=2100)
    token = sign_link(capability, secret=SECRET, expires_at=expires_at)

    answer = await web.get(f"/statements/{token}")

    assert answer.content == b"%PDF"
    assert answer.headers["content-disposition"] == (
        "inline; filename*=UTF-8''%E5%AF%B9%22%E8%B4%A6%0D%0Astatement.pdf"
    )


@pytest.mark.parametrize(
    "token",
    ["", ".", "...", "a.b.c.d", "%00", "é.é.é.é", "\N{FULLWIDTH DIGIT ONE}" * 90, "0" * 5000],
)
async def test_a_damaged_token_is_not_found(web: httpx.AsyncClient, token: str) -> None:
    assert (await web.get(f"/statements/{token}")).status_code == 404


async def ready_and_metrics(database: Database) -> tuple[httpx.Response, httpx.Response]:
    routes = health_routes(database, CollectorRegistry(), is_closing=lambda: False)
    transport = httpx.ASGITransport(app=Starlette(routes=routes))
    async with httpx.AsyncClient(transport=transport, base_url="https://t.test") as client:
        return await client.get("/ready"), await client.get("/metrics")


async def test_ready_when_the_database_answers(database: Database) -> None:
    ready, _ = await ready_and_metrics(database)

    assert ready.status_code == 200


async def test_a_database_that_refuses_is_told_at_once_and_figures_still_show() -> None:
    database = Database(f"postgresql://app@127.0.0.1:{free_port()}/tributary")

    ready, metrics = await ready_and_metrics(database)
    await database.close()

    assert ready.status_code == 503
    assert b"tributary_works_total" in metrics.content
    assert b"tributary_queue_age_seconds" in metrics.content


async def test_a_database_that_says_nothing_is_told_within_seconds() -> None:
    silent = await asyncio.start_server(lambda *_: asyncio.sleep(30), "127.0.0.1", 0)
    port = silent.sockets[0].getsockname()[1]
    database = Database(f"postgresql://app@127.0.0.1:{port}/tributary")
    started = time.monotonic()

    ready, _ = await ready_and_metrics(database)

    assert ready.status_code == 503
    assert time.monotonic() - started < 4
    silent.close()
    await database.close()
