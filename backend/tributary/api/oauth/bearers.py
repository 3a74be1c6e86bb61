"""Bearer tokens at the graph and at the endpoint that tells who somebody is (RFC 6750)."""

from typing import Final

import structlog
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from tributary import identity
from tributary.api.graphql import Viewer
from tributary.api.http.visitors import OUT_OF_REACH, Visitors
from tributary.api.http.webhooks import unavailable
from tributary.identity import Bearer
from tributary.kernel import business_date

VIEWER: Final = "tributary.viewer"

log = structlog.get_logger()


class Bearers:
    """Finds out who sends a request, by the token in its header."""

    def __init__(self, visitors: Visitors) -> None:
        self.visitors = visitors

    async def bearer(self, headers: Headers) -> Bearer | None:
        """Return who shows a token; None when there is none that is good."""
        given = headers.getlist("authorization")
        kind, _, token = given[0].partition(" ") if len(given) == 1 else ("", "", "")
        if kind.lower() != "bearer":
            return None
        return await identity.bearer_of(
            self.visitors.reads, token.strip(), now=self.visitors.desk.clock()
        )

    async def viewer_of(self, bearer: Bearer) -> Viewer:
        """Return a person by a program, or a program by itself, as the graph sees it."""
        brand = bearer.brand
        today = business_date(self.visitors.desk.clock(), brand.time_zone)
        distributor_id, much = await self.visitors.side_of(brand.id, bearer.party_id, today)
        return Viewer(
            brand.id,
            bearer.user_id,
            bearer.roles,
            today,
            distributor_id,
            much,
            program_id=bearer.program_id,
            scopes=bearer.scopes,
            confirmed_at=bearer.confirmed_at,
        )

    @staticmethod
    async def shown_viewer(request: Request) -> Viewer | None:
        """Return who was found before the graph was reached."""
        viewer: Viewer | None = request.scope.get(VIEWER)
        return viewer

    async def tell_person(self, request: Request) -> Response:
        """Tell a program about the person whose token it shows."""
        bearer = await self.bearer(request.headers)
        if bearer is None:
            return refused()
        if bearer.user_id is None or "openid" not in bearer.scopes:
            return refused(403, "insufficient_scope", "openid")
        async with self.visitors.desk.database.reading(bearer.brand.id) as session:
            person = await identity.person_of(session, bearer.user_id)
        if person is None:
            return refused()
        claims = {"sub": person.user_id.hex}
        if "profile" in bearer.scopes:
            claims |= {
                "name": person.name,
                "locale": person.language,
                "brand": bearer.brand.slug,
            }
        if "email" in bearer.scopes:
            claims["email"] = person.email
        return JSONResponse(claims)


class Door:
    """Sends whoever shows a token one way, and everybody else another.

    No browser adds the header by itself, so a request with a token is nobody's forgery and needs
    no mark of our own pages; the cookie beside it is not looked at.
    """

    def __init__(self, bearers: Bearers, *, by_token: ASGIApp, by_cookie: ASGIApp) -> None:
        self.bearers = bearers
        self.by_token = by_token
        self.by_cookie = by_cookie

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers = Headers(scope=scope)
        if "authorization" not in headers:
            await self.by_cookie(scope, receive, send)
            return
        try:
            bearer = await self.bearers.bearer(headers)
            if bearer is None:
                await refused()(scope, receive, send)
                return
            scope[VIEWER] = await self.bearers.viewer_of(bearer)
            await self.by_token(scope, receive, send)
        except OUT_OF_REACH:
            # Who asks is found out before anything is answered, so nothing is out yet.
            log.warning("bearers_unavailable", exc_info=True)
            await unavailable()(scope, receive, send)


def refused(status: int = 401, error: str = "invalid_token", scope: str = "") -> JSONResponse:
    """Return that a token is not good, or not good for this."""
    more = f', scope="{scope}"' if scope else ""
    headers = {"www-authenticate": f'Bearer realm="tributary", error="{error}"{more}'}
    message = "Show an access token that is good for this."
    body = {"error": error, "errors": [{"message": message, "extensions": {"code": error.upper()}}]}
    return JSONResponse(body, status_code=status, headers=headers)
