"""Proofs of who somebody is, as our own pages send them."""

from typing import Any, Final, cast

from starlette.requests import Request

from tributary.api.http.bodies import Unreadable
from tributary.identity import Proof

PASSKEY_BYTES: Final = 32 * 1024
"""What a device answers may be longer than what people type."""


def proof_in(given: dict[str, Any], origin: str) -> Proof:
    """Return the proof in a body.

    Raises:
        Unreadable: a part of it is not what it should be.
    """
    texts = {name: given.get(name) for name in ("code", "recovery", "password")}
    for name, text in texts.items():
        if text is not None and not isinstance(text, str):
            raise Unreadable(f"{name} is not a text.")
    passkey = object_in(given, "passkey") if "passkey" in given else None
    return Proof(**texts, passkey=passkey, origin=origin)


def object_in(given: dict[str, Any], name: str) -> dict[str, Any]:
    """Return an object in a body.

    Raises:
        Unreadable: it is missing, or not an object.
    """
    found = given.get(name)
    if not isinstance(found, dict):
        raise Unreadable(f"{name} is missing, or not an object.")
    return cast("dict[str, Any]", found)


def origin_of(request: Request) -> str:
    """Return the page that asks; the guard has made sure that it is ours, if it names one."""
    return request.headers.get("origin", "")
