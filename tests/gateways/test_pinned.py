"""Where requests to providers go: to the open Internet, to the address that was looked at."""

import socket
from typing import Any

import httpx
import pytest

from tributary.gateways.pinned import PinnedTransport
from tributary.kernel import Outage


async def asked(url: str, *, is_production: bool) -> None:
    transport = PinnedTransport(is_production=is_production)
    async with httpx.AsyncClient(transport=transport, timeout=1) as web:
        await web.get(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::ffff:10.0.0.1]/",
        "https://0.0.0.0/",
        "https://2130706433/",
        "http://127.0.0.1/",
        "http://93.184.215.14/",
    ],
)
async def test_nothing_inside_is_asked_in_production(url: str) -> None:
    with pytest.raises(Outage):
        await asked(url, is_production=True)


async def test_plain_http_is_for_the_own_machine_while_one_tries() -> None:
    with pytest.raises(Outage, match="https"):
        await asked("http://10.0.0.1/", is_production=False)


async def test_a_name_that_leads_inside_by_one_of_its_addresses_is_not_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And what a name means is looked up once: a second answer is never asked for (rebinding)."""
    answers = [["93.184.215.14", "10.0.0.1"], ["10.0.0.1"]]

    def resolved(*_: object, **__: object) -> list[Any]:
        found = answers.pop(0)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 443)) for each in found]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)

    with pytest.raises(Outage, match="inside"):
        await asked("https://id.example/", is_production=True)
    assert len(answers) == 1


async def test_the_connection_goes_to_the_address_that_was_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[httpx.Request] = []

    async def seen(_: object, request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200, stream=httpx.ByteStream(b"{}"))

    def resolved(*_: object, **__: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", 443))]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", seen)

    await asked("https://id.example/x", is_production=True)

    (request,) = sent
    assert str(request.url) == "https://93.184.215.14/x"
    assert request.headers["host"] == "id.example"
    assert request.extensions["sni_hostname"] == "id.example"
