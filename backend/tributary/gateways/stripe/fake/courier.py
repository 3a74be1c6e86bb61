"""Signed webhooks, sent until they are taken, and disturbed on order."""

import asyncio
import hashlib
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import httpx
import orjson

from tributary.gateways.stripe.fake.errors import Json
from tributary.gateways.stripe.fake.state import Record
from tributary.gateways.stripe.fake.world import World, public

_BATCH: Final = 512
_LANES: Final = 8
_TIMEOUT_SECONDS: Final = 10
_POLL_MS: Final = 200
_STALE_SECONDS: Final = 3_600


class Tamper(StrEnum):
    """What is wrong with a delivery."""

    NOTHING = "nothing"
    BODY = "body"
    """Changed after it was signed."""
    SIGNATURE = "signature"
    """Signed with another secret."""
    STALE = "stale"
    """Signed an hour ago."""
    GARBAGE = "garbage"
    """Rightly signed, but not JSON."""


@dataclass(slots=True)
class Disturbance:
    """How deliveries are disturbed at present."""

    paused: bool = False
    duplicates: int = 0
    """How many more times each delivery is sent."""
    shuffle_seed: str = ""
    """When set, due deliveries go out in an order that follows from it."""
    tamper: Tamper = Tamper.NOTHING
    tamper_count: int = 0
    """How many sends are still to be tampered with."""


@dataclass(slots=True)
class Tally:
    """What one round of deliveries came to."""

    delivered: int = 0
    failed: int = 0


class Courier:
    """Sends what the world owes to its webhook endpoints."""

    def __init__(self, world: World, settle_due: Callable[[], bool]) -> None:
        self.disturbance = Disturbance()
        self._world = world
        self._settle_due = settle_due
        self._news = asyncio.Event()
        self._client: httpx.AsyncClient | None = None
        self._under_way: set[str] = set()
        world.wake = self._news.set

    async def run(self) -> None:
        """Deliver for ever."""
        while True:
            if self._settle_due():
                self._world.commit()
            if not self.disturbance.paused:
                due = self._due(everything=False)
                if due:
                    await self._deliver(due)
                    continue
            await self._pause()

    async def flush(self) -> Tally:
        """Try everything that is owed once, now, paused or not."""
        return await self._deliver(self._due(everything=True))

    async def close(self) -> None:
        """Let go of the connections."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def _pause(self) -> None:
        wait_ms = _POLL_MS
        if not self.disturbance.paused:
            now, owed = self._world.now_ms(), self._world.state.of_kind("_delivery")
            nearest = min((record.body["due_ms"] - now for record in owed), default=_POLL_MS)
            wait_ms = max(1, min(_POLL_MS, nearest))
        self._news.clear()
        waiting = asyncio.ensure_future(self._news.wait())
        await asyncio.wait({waiting}, timeout=wait_ms / 1000)
        waiting.cancel()

    def _due(self, *, everything: bool) -> list[Record]:
        now = self._world.now_ms()
        due = [
            record
            for record in self._world.state.of_kind("_delivery")
            if (everything or record.body["due_ms"] <= now)
            and record.body["id"] not in self._under_way
        ]
        seed = self.disturbance.shuffle_seed
        if seed:
            due.sort(key=lambda record: _lot(seed, record.body["id"]))
        return due if everything else due[:_BATCH]

    async def _deliver(self, due: list[Record]) -> Tally:
        lanes = asyncio.Semaphore(_LANES)
        results = await asyncio.gather(*(self._deliver_one(record, lanes) for record in due))
        self._world.state.commit()
        return Tally(delivered=sum(results), failed=len(results) - sum(results))

    async def _deliver_one(self, record: Record, lanes: asyncio.Semaphore) -> bool:
        async with lanes:
            return await self._attempt(record)

    async def _attempt(self, record: Record) -> bool:
        delivery, state = record.body, self._world.state
        event = state.find("event", delivery["event"])
        endpoint = state.find("webhook_endpoint", delivery["endpoint"])
        if event is None or endpoint is None:
            state.drop("_delivery", delivery["id"])
            return False
        self._under_way.add(delivery["id"])
        try:
            taken = await self._send(endpoint.body, event.body)
            for _ in range(self.disturbance.duplicates if taken else 0):
                await self._send(endpoint.body, event.body)
        finally:
            self._under_way.discard(delivery["id"])
        if taken:
            state.drop("_delivery", delivery["id"])
            event.body["pending_webhooks"] = max(0, event.body["pending_webhooks"] - 1)
            state.put("event", event.account, event.body)
        else:
            self._postpone(record)
        return taken

    def _postpone(self, record: Record) -> None:
        delivery, settings = record.body, self._world.settings
        delivery["attempts"] += 1
        if delivery["attempts"] >= settings.attempts_max:
            self._world.state.drop("_delivery", delivery["id"])
            return
        doublings = min(delivery["attempts"] - 1, 20)
        pause = min(settings.retry_max_ms, settings.retry_base_ms << doublings)
        delivery["due_ms"] = self._world.now_ms() + pause
        self._world.state.put("_delivery", record.account, delivery)

    async def _send(self, endpoint: Json, event: Json) -> bool:
        body, signature = self._signed(str(endpoint["_secret"]), event)
        if self._client is None:
            self._client = httpx.AsyncClient(timeout=_TIMEOUT_SECONDS, trust_env=False)
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Stripe-Signature": signature,
            "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        }
        try:
            answer = await self._client.post(str(endpoint["url"]), content=body, headers=headers)
        except httpx.HTTPError:
            return False
        return answer.is_success

    def _signed(self, secret: str, event: Json) -> tuple[bytes, str]:
        body = orjson.dumps(public(event))
        tamper = self._tampering()
        at = self._world.now() - (_STALE_SECONDS if tamper is Tamper.STALE else 0)
        if tamper is Tamper.GARBAGE:
            body = b"{" + body
        key = secret + "?" if tamper is Tamper.SIGNATURE else secret
        signature = signature_of(body, key, at)
        if tamper is Tamper.BODY:
            body = body.replace(b'"amount":', b'"amount":9', 1).replace(b"evt_", b"evt_9", 1)
        return body, signature

    def _tampering(self) -> Tamper:
        disturbance = self.disturbance
        if disturbance.tamper_count <= 0:
            return Tamper.NOTHING
        disturbance.tamper_count -= 1
        return disturbance.tamper


def signature_of(body: bytes, secret: str, at: int) -> str:
    """Return the `Stripe-Signature` header of a body."""
    digest = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


async def stop(task: "asyncio.Task[None]", close: Callable[[], Awaitable[None]]) -> None:
    """End a courier's endless run and let go of its connections."""
    task.cancel()
    await asyncio.wait({task})
    await close()


def _lot(seed: str, delivery_id: str) -> str:
    return hashlib.sha256(f"{seed}:{delivery_id}".encode()).hexdigest()
