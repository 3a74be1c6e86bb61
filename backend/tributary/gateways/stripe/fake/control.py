"""The control API under `/_control`: what tests and demos do behind Stripe's back."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, fields
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tributary.gateways.stripe.fake import balances
from tributary.gateways.stripe.fake.courier import Courier, Tamper
from tributary.gateways.stripe.fake.errors import ApiError, Json, invalid, no_such
from tributary.gateways.stripe.fake.faults import Fault, Faults, Mode
from tributary.gateways.stripe.fake.objects import accounts, checkout, refunds, transfers
from tributary.gateways.stripe.fake.settings import PLATFORM_ACCOUNT
from tributary.gateways.stripe.fake.world import World, public

Deed = Callable[[Request, Json], Awaitable[Any]]


class Control:
    """Faults, webhooks, time, balances and outcomes, on order."""

    def __init__(self, world: World, faults: Faults, courier: Courier) -> None:
        self._world = world
        self._faults = faults
        self._courier = courier

    def routes(self) -> list[Route]:
        """Return the routes of the control API."""
        deeds: Mapping[tuple[str, str], Deed] = {
            ("GET", "/ready"): self._ready,
            ("GET", "/faults"): self._list_faults,
            ("POST", "/faults"): self._order_fault,
            ("DELETE", "/faults"): self._clear_faults,
            ("GET", "/webhooks"): self._webhooks,
            ("POST", "/webhooks"): self._disturb,
            ("POST", "/webhooks/flush"): self._flush,
            ("POST", "/webhooks/resend"): self._resend,
            ("POST", "/clock"): self._advance,
            ("POST", "/balance"): self._top_up,
            ("POST", "/payments/{id}"): self._settle_payment,
            ("POST", "/refunds/{id}"): self._fail_refund,
            ("POST", "/payouts/{id}"): self._settle_payout,
            ("POST", "/accounts/{id}"): self._set_account,
            ("GET", "/objects/{kind}"): self._objects,
        }
        return [
            Route(f"/_control{path}", _route(deed), methods=[method])
            for (method, path), deed in deeds.items()
        ]

    async def _ready(self, _request: Request, _wanted: Json) -> Json:
        return {"ready": True}

    async def _list_faults(self, _request: Request, _wanted: Json) -> list[Json]:
        return [asdict(order) for order in self._faults.orders]

    async def _order_fault(self, _request: Request, wanted: Json) -> Json:
        unknown = set(wanted) - {field.name for field in fields(Fault)}
        if unknown or wanted.get("mode") not in list(Mode):
            message = f"A fault has a mode ({', '.join(Mode)}) and no {sorted(unknown)}"
            raise invalid(message)
        order = Fault(**wanted)
        order.mode = Mode(order.mode)
        self._faults.orders.append(order)
        return asdict(order)

    async def _clear_faults(self, _request: Request, _wanted: Json) -> Json:
        self._faults.orders.clear()
        return {}

    async def _webhooks(self, _request: Request, _wanted: Json) -> Json:
        owed = self._world.state.of_kind("_delivery")
        return {**asdict(self._courier.disturbance), "owed": [record.body for record in owed]}

    async def _disturb(self, _request: Request, wanted: Json) -> Json:
        disturbance = self._courier.disturbance
        disturbance.paused = wanted.get("paused", disturbance.paused)
        disturbance.duplicates = wanted.get("duplicates", disturbance.duplicates)
        disturbance.shuffle_seed = wanted.get("shuffle_seed", disturbance.shuffle_seed)
        disturbance.tamper = Tamper(wanted.get("tamper", disturbance.tamper))
        disturbance.tamper_count = wanted.get("tamper_count", disturbance.tamper_count)
        self._world.wake()
        return asdict(disturbance)

    async def _flush(self, _request: Request, _wanted: Json) -> Json:
        return asdict(await self._courier.flush())

    async def _resend(self, _request: Request, wanted: Json) -> Json:
        event = self._world.state.find("event", wanted["event"])
        if event is None:
            raise no_such("event", wanted["event"])
        for endpoint in self._world.state.oldest_first("webhook_endpoint", event.account):
            self._world.owe(wanted["event"], endpoint.body["id"], event.account)
        self._world.commit()
        return {}

    async def _advance(self, _request: Request, wanted: Json) -> Json:
        self._world.advance(wanted["seconds"])
        checkout.expire_due(self._world)
        checkout.settle_due(self._world)
        self._world.commit()
        self._world.wake()
        return {"now": self._world.now()}

    async def _top_up(self, _request: Request, wanted: Json) -> Json:
        account = wanted.get("account", PLATFORM_ACCOUNT)
        currency, amount = str(wanted["currency"]), int(wanted["amount"])
        balances.book(
            self._world,
            account,
            kind="topup",
            amount=amount,
            currency=currency,
            source="tu_control",
        )
        self._world.commit()
        return {"available": balances.available(self._world, account, currency)}

    async def _settle_payment(self, request: Request, wanted: Json) -> Json:
        record = self._world.state.find("payment_intent", request.path_params["id"])
        if record is None or record.body["status"] != "processing":
            raise no_such("payment_intent", request.path_params["id"], param="intent")
        succeeded = bool(wanted["succeeded"])
        checkout.settle(self._world, record.account, record.body, succeeded=succeeded)
        self._world.commit()
        return public(record.body)

    async def _fail_refund(self, request: Request, _wanted: Json) -> Json:
        record = self._world.state.find("refund", request.path_params["id"])
        if record is None:
            raise no_such("refund", request.path_params["id"])
        refunds.fail(self._world, record.body, record.account)
        self._world.commit()
        return public(record.body)

    async def _settle_payout(self, request: Request, wanted: Json) -> Json:
        paid = bool(wanted["paid"])
        payout = transfers.settle_payout(self._world, request.path_params["id"], paid=paid)
        self._world.commit()
        return payout

    async def _set_account(self, request: Request, wanted: Json) -> Json:
        account = accounts.set_transfers(
            self._world,
            request.path_params["id"],
            wanted.get("account", PLATFORM_ACCOUNT),
            str(wanted["transfers"]),
        )
        self._world.commit()
        return account

    async def _objects(self, request: Request, _wanted: Json) -> list[Json]:
        records = self._world.state.of_kind(request.path_params["kind"])
        return [{**public(record.body), "_account": record.account} for record in records]


def _route(deed: Deed) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        body = await request.body()
        try:
            answer = await deed(request, orjson.loads(body) if body else {})
        except ApiError as error:
            return Response(orjson.dumps(error.answer.body), error.answer.status)
        except (KeyError, ValueError) as error:
            return Response(orjson.dumps({"error": {"message": f"Missing or bad: {error}"}}), 400)
        return Response(orjson.dumps(answer), media_type="application/json")

    return endpoint
