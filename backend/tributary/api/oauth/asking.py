"""What a request asks: its parameters, each given once, and the brand it is about."""

import base64
import binascii
import re
from typing import Final
from urllib.parse import parse_qsl, unquote
from uuid import UUID

from starlette.datastructures import Headers
from starlette.requests import Request

from tributary import identity
from tributary.kernel import BrandId

BODY_MAX: Final = 16 * 1024
PARAMETERS_MAX: Final = 40
FORM: Final = "application/x-www-form-urlencoded"

NOWHERE: Final = BrandId(UUID(int=0))
"""No brand has this id: who names none is looked for here, and not found."""

Parameters = dict[str, str]

_UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f]")


class Unreadable(Exception):
    """The parameters cannot be read, or one of them is given twice."""


async def form_of(request: Request) -> Parameters:
    """Return the parameters in a body.

    Raises:
        Unreadable: it is no form, too long, or says something twice.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != FORM:
        raise Unreadable(f"Send {FORM}.")
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > BODY_MAX:
            raise Unreadable(f"Send at most {BODY_MAX} bytes.")
    try:
        return parameters_of(body.decode("ascii"))
    except UnicodeDecodeError:
        raise Unreadable("Encode what is not ASCII with percent signs.") from None


def parameters_of(text: str) -> Parameters:
    """Return the parameters in a query or a form.

    Raises:
        Unreadable: one is given twice, has unprintable characters, or there are too many.
    """
    try:
        pairs = parse_qsl(
            text, keep_blank_values=True, max_num_fields=PARAMETERS_MAX, errors="strict"
        )
    except ValueError:
        raise Unreadable("The parameters cannot be read.") from None
    given = dict(pairs)
    if len(given) != len(pairs):
        # What we read and what somebody before us read must be the same (RFC 6749, 3.1).
        raise Unreadable("A parameter is given twice.")
    if any(_UNPRINTABLE.search(each) for pair in pairs for each in pair):
        raise Unreadable("A parameter has unprintable characters.")
    return {name: value for name, value in pairs if value}


def brand_asked(given: Parameters, headers: Headers | None = None) -> BrandId:
    """Return the brand of the client that asks, as its name says."""
    found = identity.program_of_name(name_asked(given, headers))
    return NOWHERE if found is None else found[0]


def name_asked(given: Parameters, headers: Headers | None = None) -> str:
    """Return what the client that asks calls itself; nothing of it is proven."""
    return given.get("client_id") or ("" if headers is None else _basic_name(headers))


def _basic_name(headers: Headers) -> str:
    kind, _, encoded = headers.get("authorization", "").partition(" ")
    if kind.lower() != "basic":
        return ""
    try:
        return unquote(base64.b64decode(encoded).decode("ascii").partition(":")[0])
    except (binascii.Error, ValueError):
        return ""
