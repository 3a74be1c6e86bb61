"""What every endpoint of the provider has at hand, and how an endpoint is wrapped."""

import hashlib
import hmac
from collections.abc import Awaitable, Callable, Collection
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tributary import identity
from tributary.api.http.edge import address_of
from tributary.api.http.visitors import Visitors, told
from tributary.api.oauth.asking import NOWHERE, Parameters, Unreadable, form_of
from tributary.api.oauth.keyring import Keyring
from tributary.identity import Gate, Program, SignedIn
from tributary.kernel import BrandId
from tributary.platform import Desk, Work

ORIGIN: Final = "oauth"

Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Provider:
    """What every endpoint has at hand."""

    desk: Desk
    visitors: Visitors
    keyring: Keyring
    issuer: str
    """Who we are: the address where browsers reach this site."""
    origins: Collection[str]
    secret: str

    def work(self, brand_id: BrandId) -> AbstractAsyncContextManager[Work]:
        """Open the one work of a request."""
        return self.desk.work(brand_id, ORIGIN)

    def ticket(self, visitor: SignedIn, what: str) -> str:
        """Return the proof that a form was shown to somebody in this very session."""
        text = f"{ORIGIN}:{visitor.brand.id}:{visitor.session_id}:{what}"
        return hmac.new(self.secret.encode(), text.encode(), hashlib.sha256).hexdigest()

    def is_ticket(self, given: str, visitor: SignedIn, what: str) -> bool:
        """Tell whether a form is one that we have shown in this session."""
        return hmac.compare_digest(given.encode(), self.ticket(visitor, what).encode())

    def is_own_form(self, request: Request) -> bool:
        """Tell whether a form was sent from a page of ours; every browser says from where."""
        sites = request.headers.getlist("sec-fetch-site")
        sent_from = request.headers.getlist("origin")
        return (
            bool(sent_from)
            and all(each in self.origins for each in sent_from)
            and all(each == "same-origin" for each in sites)
        )

    async def program(self, work: Work, name: str) -> Program | None:
        """Return the program of a name in the brand of a work."""
        found = identity.program_of_name(name)
        if found is None or found[0] != work.brand_id or work.brand_id == NOWHERE:
            return None
        return await identity.program_of(work.session, work.brand_id, found[1], now=work.opened_at)


def guarded(endpoint: Endpoint) -> Endpoint:
    """Return an endpoint that tells what cannot be read."""

    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Unreadable as unreadable:
            body = {"error": "invalid_request", "error_description": str(unreadable)}
            return JSONResponse(body, status_code=400)

    return answer


async def seconds_early(provider: Provider, request: Request, gate: Gate, name: str) -> int:
    """Count a request at a gate; return how many seconds too early it is, 0 if it may pass."""
    address = address_of(request.scope)
    async with provider.work(NOWHERE) as work:
        return await identity.keep_pace(work, identity.paces_of(gate, address, name))


def too_early(seconds: int) -> Response:
    """Return to a program that it asks too fast."""
    description = f"Too many requests: try again in {seconds} s."
    body = {"error": "temporarily_unavailable", "error_description": description}
    headers = {"retry-after": str(seconds), "cache-control": "no-store"}
    return JSONResponse(body, status_code=429, headers=headers)


async def own_form(provider: Provider, request: Request) -> Parameters | Response:
    """Return what was filled in on a page of ours, or the refusal of a form from elsewhere."""
    if not provider.is_own_form(request):
        return told(403, "CROSS_SITE", "This form was not sent from our own page.")
    return await form_of(request)
