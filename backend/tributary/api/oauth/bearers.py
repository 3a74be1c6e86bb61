"""Bearer tokens at the graph and at the endpoint that tells who somebody is (RFC 6750)."""

from collections.abc import Awaitable, Collection

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from tributary import identity
from tributary.api.graphql import Known, Viewer
from tributary.api.http.guarding import SAFE, cross_site, is_own
from tributary.api.http.recalling import Asked, Recollection, shown_in
from tributary.api.http.visitors import Visitors
from tributary.api.said import said
from tributary.identity import Bearer, Question
from tributary.kernel import business_date


class TokenRefused(Exception):
    """The token is not good, or there is none."""


class Bearers:
    """Finds out who sends a request, by the token in its header."""

    def __init__(self, visitors: Visitors) -> None:
        self.visitors = visitors
        self._recollection = Recollection()

    async def bearer(self, headers: Headers) -> Bearer | None:
        """Return who shows a token; None when there is none that is good."""
        return (await self._told(self._question(headers)))[0]

    def recalled(self, scope: Scope) -> Known | None:
        """Return who asked the graph with this token a moment ago; nothing is looked up."""
        shown = shown_in(scope, b"authorization")
        return self._recollection.of(shown, now=self.visitors.desk.clock())

    async def viewer(self, request: Request) -> Viewer:
        """Return who asks the graph.

        Raises:
            TokenRefused: nobody does, as the token is not good.
        """
        question = self._question(request.headers)
        bearer, told = await self._told(question)
        if question is None or bearer is None:
            raise TokenRefused
        viewer = await self.viewer_of(bearer)
        shown = shown_in(request.scope, b"authorization")
        zone, now = bearer.brand.time_zone, self.visitors.desk.clock()
        self._recollection.keep(shown, Asked(question, told), viewer, time_zone=zone, now=now)
        return viewer

    async def still(self, request: Request) -> Viewer | None:
        """Return who asks, of a stream that has begun; None once the token is not good any more."""
        try:
            return await self.viewer(request)
        except TokenRefused:
            return None

    async def viewer_of(self, bearer: Bearer) -> Viewer:
        """Return a person by a program, or a program by itself, as the graph sees it."""
        brand = bearer.brand
        today = business_date(self.visitors.desk.clock(), brand.time_zone)
        distributor_id, breadth = await self.visitors.side_of(brand.id, bearer.party_id, today)
        return Viewer(
            brand.id,
            bearer.user_id,
            bearer.roles,
            today,
            distributor_id,
            breadth,
            program_id=bearer.program_id,
            scopes=bearer.scopes,
            confirmed_at=bearer.confirmed_at,
        )

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

    def _question(self, headers: Headers) -> Question | None:
        given = headers.getlist("authorization")
        kind, _, token = given[0].partition(" ") if len(given) == 1 else ("", "", "")
        if kind.lower() != "bearer":
            return None
        return identity.bearer_question(token.strip())

    async def _told(self, question: Question | None) -> tuple[Bearer | None, bytes]:
        """Return who shows a token, and the words in which the database told it."""
        if question is None:
            return None, b""
        arguments = question.arguments(self.visitors.desk.clock())
        told = await self.visitors.reads.value(question.sql, arguments, question.brand_id)
        return identity.bearer_told(question.brand_id, told), told


class Door:
    """Sends whoever shows a token one way, and everybody else another, behind a guard.

    No browser adds the header by itself, so a request with a token is nobody's forgery and needs
    no mark of our own pages; the cookie beside it is not looked at.
    """

    def __init__(
        self,
        *,
        by_token: ASGIApp,
        by_cookie: ASGIApp,
        origins: Collection[str],
        safe: Collection[str] = SAFE,
    ) -> None:
        self.by_token = by_token
        self.by_cookie = by_cookie
        self.origins = frozenset(origins)
        self.safe = frozenset(safe)

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """Answer one request."""
        told = said(scope)
        if b"authorization" in told:
            return self._let_in(scope, receive, send)
        is_allowed = scope["method"] in self.safe or is_own(told, self.origins)
        return (self.by_cookie if is_allowed else cross_site())(scope, receive, send)

    async def _let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self.by_token(scope, receive, send)
        except TokenRefused:
            await refused()(scope, receive, send)


def refused(status: int = 401, error: str = "invalid_token", scope: str = "") -> JSONResponse:
    """Return that a token is not good, or not good for this."""
    more = f', scope="{scope}"' if scope else ""
    headers = {"www-authenticate": f'Bearer realm="tributary", error="{error}"{more}'}
    message = "Show an access token that is good for this."
    body = {"error": error, "errors": [{"message": message, "extensions": {"code": error.upper()}}]}
    return JSONResponse(body, status_code=status, headers=headers)
