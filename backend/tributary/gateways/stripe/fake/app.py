"""The fake as an ASGI application, and the server that runs it."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Final

import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from tributary.gateways.stripe.fake import courier as couriers
from tributary.gateways.stripe.fake.balances import book
from tributary.gateways.stripe.fake.control import Control
from tributary.gateways.stripe.fake.dispatch import ConnectionDropped, Dispatch, Incoming
from tributary.gateways.stripe.fake.faults import Faults
from tributary.gateways.stripe.fake.objects import checkout
from tributary.gateways.stripe.fake.objects.directory import new_webhook_endpoint
from tributary.gateways.stripe.fake.pages import Pages
from tributary.gateways.stripe.fake.settings import FakeStripeSettings
from tributary.gateways.stripe.fake.state import State
from tributary.gateways.stripe.fake.world import World
from tributary.kernel import Clock

_BODY_MAX: Final = 1_000_000


class _Dropped(Response):
    """Cuts the connection in the middle of an answer, which is all ASGI lets an app do."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Announce a body, and never send it."""
        del scope, receive
        await send(
            {
                "type": "http.response.start",
                "status": 200,
                "headers": [(b"content-length", b"1")],
            }
        )


def build_app(settings: FakeStripeSettings, clock: Clock) -> Starlette:
    """Return a fake Stripe as an ASGI application; its state outlives it when it has a file."""
    state = State(settings.state_file)
    world = World(settings, state, clock)
    faults = Faults()
    dispatch = Dispatch(world, faults)

    def settle_due() -> bool:
        dispatch.keys.prune()
        settled = checkout.settle_due(world)
        return checkout.expire_due(world) or settled

    courier = couriers.Courier(world, settle_due)
    _furnish(world)
    pages = Pages(world)

    async def api(request: Request) -> Response:
        body = await request.body()
        incoming = Incoming(
            request.method,
            request.url.path,
            {name.lower(): value for name, value in request.headers.items()},
            request.url.query,
            body[:_BODY_MAX],
        )
        try:
            answer = await dispatch.answer(incoming)
        except ConnectionDropped:
            return _Dropped()
        return Response(
            orjson.dumps(answer.body), answer.status, answer.headers, "application/json"
        )

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncGenerator[None]:
        running = asyncio.create_task(courier.run())
        yield
        await couriers.stop(running, courier.close)
        state.commit()
        state.close()

    routes = [
        *Control(world, faults, courier).routes(),
        Route("/c/pay/{session}", pages.show, methods=["GET"]),
        Route("/c/pay/{session}", pages.submit, methods=["POST"]),
        Route("/{rest:path}", api, methods=["GET", "POST", "DELETE", "PUT", "PATCH"]),
    ]
    return Starlette(routes=routes, lifespan=lifespan)


def run(settings: FakeStripeSettings, *, host: str, port: int, clock: Clock) -> None:
    """Serve a fake Stripe until it is stopped."""
    uvicorn.run(
        build_app(settings, clock),
        host=host,
        port=port,
        log_level="critical",
        access_log=False,
        timeout_graceful_shutdown=1,
    )


def _furnish(world: World) -> None:
    """Give a new fake its opening balances and endpoints; a known one keeps what it has."""
    settings = world.settings
    known = {
        (record.account, record.body["url"]) for record in world.state.of_kind("webhook_endpoint")
    }
    for endpoint in settings.endpoints:
        if (endpoint.account_id, endpoint.url) not in known:
            new_webhook_endpoint(
                world,
                endpoint.account_id,
                url=endpoint.url,
                secret=endpoint.secret,
                events=list(endpoint.enabled_events),
            )
    if world.state.find("_furnished", "once") is None:
        for account in settings.secret_keys.values():
            for currency, amount in settings.opening_balances.items():
                book(
                    world,
                    account,
                    kind="topup",
                    amount=amount,
                    currency=currency,
                    source="tu_opening",
                )
        world.state.put("_furnished", "", {"id": "once"})
    world.state.commit()
