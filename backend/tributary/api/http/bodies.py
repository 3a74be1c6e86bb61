"""Small JSON bodies that our own pages send."""

from typing import Any, Final, cast

import orjson
from starlette.requests import Request

BODY_MAX: Final = 4 * 1024
JSON: Final = "application/json"


class Unreadable(Exception):
    """The body is not what was asked for."""


async def json_of(request: Request, *, bytes_max: int = BODY_MAX) -> dict[str, Any]:
    """Return the object that a request holds.

    Raises:
        Unreadable: it is no JSON object, or too long.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != JSON:
        raise Unreadable(f"Send {JSON}.")
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > bytes_max:
            raise Unreadable(f"Send at most {bytes_max} bytes.")
    try:
        given: Any = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise Unreadable("The body is not JSON.") from None
    if not isinstance(given, dict):
        raise Unreadable("The body is not one JSON object.")
    return cast("dict[str, Any]", given)


def text_in(given: dict[str, Any], name: str) -> str:
    """Return a text of an object.

    Raises:
        Unreadable: it is missing, or not a text.
    """
    text = given.get(name)
    if not isinstance(text, str):
        raise Unreadable(f"{name} is missing, or not a text.")
    return text
