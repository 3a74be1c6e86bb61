"""A fake Stripe on a real socket, and a receiver of webhooks."""

# ruff: noqa: ANN401  Tests send and look into JSON of any shape.

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tributary.gateways.stripe import StripeGateway
from tributary.gateways.stripe.fake import PLATFORM_KEY, FakeStripeSettings, build_app
from tributary.kernel import Clock, system_clock

Json = dict[str, Any]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(app: Starlette, port: int) -> Iterator[str]:
    config = uvicorn.Config(app, port=port, log_level="critical", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        wait_until(lambda: server.started)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


def wait_until(holds: Callable[[], object], seconds: int = 10) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.01)


@dataclass
class RunningFake:
    url: str
    http: httpx.Client

    def call(
        self, method: str, path: str, form: Json | None = None, **headers: str
    ) -> httpx.Response:
        known = {"Authorization": f"Bearer {PLATFORM_KEY}"}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        content = {"params" if method == "GET" else "data": form or {}}
        return self.http.request(method, path, headers={**known, **named}, **content)  # type: ignore[arg-type]

    def post(self, path: str, form: Json | None = None, **headers: str) -> Json:
        answer = self.call("POST", path, form, **headers)
        assert answer.status_code == 200, answer.text
        body: Json = answer.json()
        return body

    def get(self, path: str, **params: Any) -> Json:
        answer = self.call("GET", path, params)
        assert answer.status_code == 200, answer.text
        body: Json = answer.json()
        return body

    def error(self, method: str, path: str, form: Json | None = None, **headers: str) -> Json:
        answer = self.call(method, path, form, **headers)
        error: Json = answer.json()["error"]
        return {"status": answer.status_code, **error}

    def control(self, path: str, method: str = "POST", /, **wanted: Any) -> Any:
        answer = self.http.request(method, f"/_control{path}", json=wanted)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def objects(self, kind: str) -> list[Json]:
        rows: list[Json] = self.control(f"/objects/{kind}", "GET")
        return rows

    def fault(self, mode: str, path: str = "*", **order: Any) -> None:
        self.control("/faults", mode=mode, path=path, **order)

    def submit(self, session_id: str, action: str, method: str = "card") -> httpx.Response:
        return self.http.post(f"/c/pay/{session_id}", data={"action": action, "method": method})

    def new_account(self, **form: str) -> str:
        wanted = {"type": "express", "country": "US", "capabilities[transfers][requested]": "true"}
        account_id: str = self.post("/v1/accounts", {**wanted, **form})["id"]
        return account_id

    def new_payment(self, amount: int = 1000, currency: str = "usd") -> Json:
        return self.post(
            "/v1/payment_intents",
            {
                "amount": str(amount),
                "currency": currency,
                "payment_method": "pm_card_visa",
                "confirm": "true",
            },
        )

    def gateway(self, **settings: Any) -> StripeGateway:
        return StripeGateway(secret_key=PLATFORM_KEY, api_base=self.url, **settings)


@contextmanager
def running_fake(
    settings: FakeStripeSettings | None = None, clock: Clock = system_clock
) -> Iterator[RunningFake]:
    port = free_port()
    given = replace(settings or FakeStripeSettings(), public_url=f"http://127.0.0.1:{port}")
    with serving(build_app(given, clock), port) as url, httpx.Client(base_url=url) as http:
        yield RunningFake(url, http)


@dataclass
class Receiver:
    """Takes deliveries, and answers each with the next of its statuses, then 200."""

    url: str = ""
    statuses: list[int] = field(default_factory=list)
    deliveries: list[tuple[bytes, str]] = field(default_factory=list)
    accepts: Callable[[bytes, str], bool] = field(default=lambda _body, _signature: True)

    async def take(self, request: Request) -> Response:
        body, signature = await request.body(), request.headers["stripe-signature"]
        self.deliveries.append((body, signature))
        if self.statuses:
            return Response(status_code=self.statuses.pop(0))
        return Response(status_code=200 if self.accepts(body, signature) else 400)


@contextmanager
def running_receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    app = Starlette(routes=[Route("/hook", receiver.take, methods=["POST"])])
    with serving(app, free_port()) as url:
        receiver.url = f"{url}/hook"
        yield receiver
