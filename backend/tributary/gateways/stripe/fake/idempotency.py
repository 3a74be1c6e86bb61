"""Idempotency keys the way Stripe's v1 API keeps them."""

import hashlib
from typing import Final

import orjson

from tributary.gateways.stripe.fake.errors import Answer, Json, invalid, key_in_use, key_reused
from tributary.gateways.stripe.fake.params import Raw
from tributary.gateways.stripe.fake.world import World

_KEY_MAX: Final = 255
_LIFE_SECONDS: Final = 24 * 60 * 60


class Keys:
    """What each key of each account answered first, for 24 hours."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._running: set[str] = set()

    def replay(self, account: str, key: str, path: str, raw: Raw) -> Answer | None:
        """Return the stored answer of a key, or None when the call is to be executed.

        Raises:
            ApiError: the key was used for something else, or its first call is still running.
        """
        if not 0 < len(key) <= _KEY_MAX:
            message = f"Idempotency keys can be up to {_KEY_MAX} characters long."
            raise invalid(message, code="idempotency_key_too_long")
        name = _name(account, key)
        if name in self._running:
            raise key_in_use(key)
        record = self._world.state.find("_key", name)
        if record is None:
            return None
        kept = record.body
        if kept["created"] + _LIFE_SECONDS <= self._world.now():
            self._world.state.drop("_key", name)
            return None
        if kept["path"] != path:
            raise key_reused(key, paths=(kept["path"], path))
        if kept["params"] != _digest(raw):
            raise key_reused(key)
        headers = {"Idempotent-Replayed": "true", "Original-Request": kept["request"]}
        return Answer(kept["status"], kept["body"], headers)

    def start(self, account: str, key: str) -> None:
        """Mark a key as in use while its first call runs."""
        self._running.add(_name(account, key))

    def finish(self, account: str, key: str) -> None:
        """Free a key for its next call."""
        self._running.discard(_name(account, key))

    def keep(self, account: str, key: str, path: str, raw: Raw, answer: Answer) -> None:
        """Store the answer of a call whose execution has begun, whatever it was."""
        kept: Json = {
            "id": _name(account, key),
            "path": path,
            "params": _digest(raw),
            "status": answer.status,
            "body": answer.body,
            "request": self._world.request_id,
            "created": self._world.now(),
        }
        self._world.state.put("_key", account, kept)

    def prune(self) -> None:
        """Forget the keys older than 24 hours."""
        now = self._world.now()
        for record in self._world.state.of_kind("_key"):
            if record.body["created"] + _LIFE_SECONDS > now:
                break
            self._world.state.drop("_key", record.body["id"])


def _name(account: str, key: str) -> str:
    return f"{account}:{key}"


def _digest(raw: Raw) -> str:
    return hashlib.sha256(orjson.dumps(raw, option=orjson.OPT_SORT_KEYS)).hexdigest()
