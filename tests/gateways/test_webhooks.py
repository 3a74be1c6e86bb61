"""The courier goes to the open Internet and nowhere else, and reads no more than it wants."""

import pytest

from tests.factories.listening import listening
from tributary.gateways.webhooks import ANSWER_BYTES, WebhookCourier
from tributary.integrations import AttemptFault

INSIDE = [
    "https://127.0.0.1/",
    "https://localhost:8443/",
    "https://[::1]/",
    "https://10.0.0.1/",
    "https://192.168.1.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://[fe80::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://[64:ff9b::a00:1]/",
    "https://0.0.0.0/",
    "https://2130706433/",
    "https://user:word@127.0.0.1/",
    "http://93.184.215.14/",
    "ftp://93.184.215.14/",
]


async def carried(address: str, *, is_production: bool) -> tuple[int | None, AttemptFault | None]:
    courier = WebhookCourier(is_production=is_production, seconds=1)
    reply = await courier.carry(address, {"webhook-id": "msg_1"}, "{}")
    await courier.aclose()
    return reply.status, reply.fault


@pytest.mark.parametrize("address", INSIDE)
async def test_nothing_goes_inside_in_production(address: str) -> None:
    status, fault = await carried(address, is_production=True)

    assert status is None
    assert fault is AttemptFault.ADDRESS_REFUSED


async def test_plain_http_reaches_the_own_machine_only_while_one_tries(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with listening() as listener:
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
        monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
        assert await carried(listener.url, is_production=False) == (204, None)
        refused = (None, AttemptFault.ADDRESS_REFUSED)
        assert await carried(listener.url, is_production=True) == refused
        assert len(listener.heard) == 1


async def test_of_a_long_answer_the_beginning_is_read() -> None:
    with listening() as listener:
        listener.status = 200
        listener.headers["content-encoding"] = "gzip"
        listener.answer = b"x" * 10_000_000
        courier = WebhookCourier(is_production=False)

        reply = await courier.carry(listener.url, {}, "{}")

        await courier.aclose()
    assert reply.status == 200
    assert reply.body == "x" * ANSWER_BYTES


async def test_a_redirect_is_an_answer_like_any_other() -> None:
    with listening() as listener:
        listener.status = 307
        listener.headers["location"] = "https://169.254.169.254/latest/meta-data/"

        assert await carried(listener.url, is_production=False) == (307, None)

        assert len(listener.heard) == 1
