"""One API call from bytes to answer: key, parameters, idempotency, faults, execution."""

import asyncio
import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass

from tributary.gateways.stripe.fake import balances
from tributary.gateways.stripe.fake.errors import (
    Answer,
    ApiError,
    Json,
    account_inaccessible,
    broken,
    invalid,
    key_in_use,
    rate_limited,
    unauthenticated,
    unknown_url,
)
from tributary.gateways.stripe.fake.faults import Fault, Faults, Mode
from tributary.gateways.stripe.fake.idempotency import Keys
from tributary.gateways.stripe.fake.objects import (
    accounts,
    checkout,
    directory,
    payments,
    refunds,
    transfers,
)
from tributary.gateways.stripe.fake.params import Raw, checked, parse_form
from tributary.gateways.stripe.fake.world import Call, Endpoint, World, expanded, new_object_id

_ENDPOINTS = (
    *accounts.ENDPOINTS,
    *balances.ENDPOINTS,
    *checkout.ENDPOINTS,
    *directory.ENDPOINTS,
    *payments.ENDPOINTS,
    *refunds.ENDPOINTS,
    *transfers.ENDPOINTS,
)
_VERSION = re.compile(r"\d{4}-\d{2}-\d{2}(\.[a-z]+)?", re.ASCII)


class ConnectionDropped(Exception):
    """The call gets no answer: the connection is to be cut."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One HTTP request, read."""

    method: str
    path: str
    headers: Mapping[str, str]
    query: str
    body: bytes


class Dispatch:
    """Answers API calls on one world."""

    def __init__(self, world: World, faults: Faults) -> None:
        self._world = world
        self._faults = faults
        self._keys = Keys(world)
        self._routes: dict[tuple[str, int], list[tuple[list[str], Endpoint]]] = {}
        for endpoint in _ENDPOINTS:
            steps = endpoint.path.split("/")
            self._routes.setdefault((endpoint.method, len(steps)), []).append((steps, endpoint))

    async def answer(self, incoming: Incoming) -> Answer:
        """Return the answer to a call, or raise `ConnectionDropped`."""
        request_id = new_object_id("req")
        headers = {"Request-Id": request_id}
        try:
            version = _version(incoming.headers)
            headers["Stripe-Version"] = version
            answer = await self._answer(incoming, request_id, version)
        except ApiError as error:
            answer = error.answer
        key = incoming.headers.get("idempotency-key")
        if key is not None:
            headers["Idempotency-Key"] = key
        return Answer(answer.status, answer.body, {**headers, **answer.headers})

    async def _answer(self, incoming: Incoming, request_id: str, version: str) -> Answer:
        account = self._account(incoming.headers)
        endpoint, path = self._route(incoming.method, incoming.path)
        text = incoming.body.decode() if incoming.method == "POST" else incoming.query
        raw = parse_form(text)
        work = _Work(self, endpoint, path, incoming, account, raw, request_id, version)
        fault = self._faults.take(incoming.method, incoming.path, raw)
        if fault is not None and fault.mode is Mode.DUPLICATE:
            await work.carry_out(None)
        return await work.carry_out(fault)

    def _account(self, headers: Mapping[str, str]) -> str:
        key = _secret_key(headers.get("authorization"))
        platform = self._world.settings.secret_keys.get(key or "")
        if platform is None:
            raise unauthenticated(key)
        connected = headers.get("stripe-account")
        if connected is None or connected == platform:
            return platform
        record = self._world.state.find("account", connected)
        if record is None or record.account != platform:
            raise account_inaccessible(connected)
        return connected

    def _route(self, method: str, path: str) -> tuple[Endpoint, dict[str, str]]:
        steps = path.split("/")
        for wanted, endpoint in self._routes.get((method, len(steps)), []):
            named: dict[str, str] = {}
            for step, pattern in zip(steps, wanted, strict=True):
                if pattern.startswith("{"):
                    named[pattern[1:-1]] = step
                elif pattern != step:
                    break
            else:
                return endpoint, named
        raise unknown_url(method, path)

    @property
    def keys(self) -> Keys:
        """The idempotency keys."""
        return self._keys

    @property
    def world(self) -> World:
        """The world the calls work on."""
        return self._world


@dataclass(frozen=True, slots=True)
class _Work:
    """A call that found its endpoint."""

    dispatch: Dispatch
    endpoint: Endpoint
    path: Mapping[str, str]
    incoming: Incoming
    account: str
    raw: Raw
    request_id: str
    version: str

    async def carry_out(self, fault: Fault | None) -> Answer:
        mode = None if fault is None else fault.mode
        _refuse(mode, self._key or "")
        if self._key is not None:
            stored = self.dispatch.keys.replay(
                self.account, self._key, self.incoming.path, self.raw
            )
            if stored is not None:
                return await _delayed(stored, fault)
        params = checked(self.endpoint.fields, self.raw)
        if fault is not None and mode is Mode.HANG_BEFORE:
            await self._hang(fault)
        answer = self._execute(params, mode)
        return await _delayed(answer, fault)

    async def _hang(self, fault: Fault) -> None:
        if self._key is not None:
            self.dispatch.keys.start(self.account, self._key)
        try:
            await asyncio.sleep(fault.milliseconds / 1000)
        finally:
            if self._key is not None:
                self.dispatch.keys.finish(self.account, self._key)

    def _execute(self, params: Json, mode: Mode | None) -> Answer:
        world = self.dispatch.world
        world.request_id, world.idempotency_key = self.request_id, self._key
        world.api_version = self.version
        call = Call(world, self.account, self.path, params)
        try:
            if mode is Mode.ERROR_STORED:
                raise broken()
            body = self.endpoint.execute(call)
            if "expand" in params:
                body = expanded(world, body, params["expand"])
            if mode is Mode.ERROR_AFTER:
                raise broken()
            answer = Answer(200, body)
        except ApiError as error:
            answer = error.answer
        if self._key is not None:
            self.dispatch.keys.keep(self.account, self._key, self.incoming.path, self.raw, answer)
        world.request_id = world.idempotency_key = None
        world.commit()
        return answer

    @property
    def _key(self) -> str | None:
        # GET and DELETE are idempotent by themselves: v1 ignores their keys.
        return (
            self.incoming.headers.get("idempotency-key") if self.incoming.method == "POST" else None
        )


def _refuse(mode: Mode | None, key: str) -> None:
    match mode:
        case Mode.RATE_LIMITED:
            raise rate_limited()
        case Mode.CONFLICT:
            raise key_in_use(key)
        case Mode.ERROR_BEFORE:
            raise broken()
        case Mode.DROP_BEFORE:
            raise ConnectionDropped
        case _:
            return


async def _delayed(answer: Answer, fault: Fault | None) -> Answer:
    if fault is not None and fault.mode is Mode.HANG_AFTER:
        await asyncio.sleep(fault.milliseconds / 1000)
    if fault is not None and fault.mode is Mode.DROP_AFTER:
        raise ConnectionDropped
    return answer


def _secret_key(header: str | None) -> str | None:
    scheme, _, value = (header or "").partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(value).decode().partition(":")[0]
        except (binascii.Error, UnicodeDecodeError):
            return value
    return None


def _version(headers: Mapping[str, str]) -> str:
    version = headers.get("stripe-version", "2026-10-28.endive")
    if _VERSION.fullmatch(version) is None:
        raise invalid(f"Invalid Stripe API version: {version}")
    return version
