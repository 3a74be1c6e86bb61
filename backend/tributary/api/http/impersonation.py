"""Looking as somebody else: begun and ended here, and shut out of nearly everything.

It has a cookie of its own beside the owner's. Whatever carries that cookie reaches what is listed
here and nothing else, whether it is still good or not: a route that somebody adds is refused until
it is listed. No mutation of the graph is done, and nobody's proof counts.
"""

import re
from collections.abc import Awaitable, Sequence
from typing import Final

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from tributary import identity
from tributary.api.graphql.engine.parameters import key_of
from tributary.api.http.bodies import Unreadable, json_of, text_in
from tributary.api.http.sessions import give_cookie
from tributary.api.http.tickets import plainly
from tributary.api.http.visitors import MASK, Visitors, actor_of, told
from tributary.api.said import said
from tributary.identity import SignedIn
from tributary.kernel import PartyId, UserId
from tributary.platform import Desk

PATH: Final = "/impersonation"
_MASK: Final = MASK.encode("ascii")

ALLOWED: Final[Sequence[tuple[str, re.Pattern[str]]]] = (
    ("GET", re.compile(r"/|/favicon\.(ico|svg)|/(console|portal)(/.*)?")),
    ("GET", re.compile(r"/session")),
    ("GET", re.compile(r"/graphql")),
    # Queries are sent by POST, too; the engine does no mutation.
    ("POST", re.compile(r"/graphql")),
    # The document is somebody else's: that it was fetched is written down.
    ("GET", re.compile(r"/files/statements/[^/]+")),
    ("GET", re.compile(r"/statements/[^/]+")),
    ("DELETE", re.compile(PATH)),
    # Signing out ends the owner's session, and with it this.
    ("DELETE", re.compile(r"/session")),
)
"""All that is done while somebody looks as somebody else."""


class Masked:
    """Wraps the whole site: refuses what is not listed to whoever looks as somebody else."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """Answer one request, or refuse it."""
        if scope["type"] == "http" and is_masked(scope):
            method = "GET" if scope["method"] == "HEAD" else scope["method"]
            if not is_allowed(method, scope["path"]):
                message = "Not while you look as somebody else: end that first."
                return told(403, "IMPERSONATING", message)(scope, receive, send)
        return self.app(scope, receive, send)


def is_masked(scope: Scope) -> bool:
    """Tell whether whoever sends a request looks as somebody else."""
    # Cookies are read only where the name stands: this is asked of every request.
    return _MASK in said(scope).get(b"cookie", b"") and MASK in Request(scope).cookies


def is_allowed(method: str, path: str) -> bool:
    """Tell whether a request is answered while somebody looks as somebody else.

    >>> is_allowed("GET", "/console/orders"), is_allowed("POST", "/session/confirm")
    (True, False)
    """
    return any(method == each and pattern.fullmatch(path) for each, pattern in ALLOWED)


class Impersonations:
    """What can be done at /impersonation."""

    def __init__(self, desk: Desk, visitors: Visitors) -> None:
        self.desk = desk
        self.visitors = visitors

    def routes(self, guard: Sequence[Middleware]) -> list[BaseRoute]:
        """Return the routes, each behind a guard."""
        begin = plainly(self.visitors.only(self.begin))
        return [
            Route(PATH, begin, methods=["POST"], middleware=guard),
            Route(PATH, plainly(self.end), methods=["DELETE"], middleware=guard),
        ]

    async def begin(self, request: Request, visitor: SignedIn) -> Response:
        """Let an owner look as somebody."""
        given = await json_of(request)
        user_id = key_of(text_in(given, "person"), "User")
        distributor = given.get("distributorId")
        party_id = None if distributor is None else key_of(distributor, "Distributor")
        if user_id is None or (distributor is not None and party_id is None):
            raise Unreadable("person or distributorId names nobody.")
        identity.require_fresh(visitor.confirmed_at, now=self.desk.clock())
        if identity.Role.OWNER not in visitor.roles:
            # The role may be there and not count, as there was no second factor.
            raise identity.RoleMissing("This needs the role owner.")
        async with self.desk.database.work(actor_of(visitor), now=self.desk.clock()) as work:
            mask = await identity.begin_impersonation(
                work,
                session_id=visitor.session_id,
                user_id=UserId(user_id),
                party_id=None if party_id is None else PartyId(party_id),
                reason=text_in(given, "reason"),
            )
        home = "/console/" if party_id is None else "/portal/"
        answer = JSONResponse({"until": mask.expires_at.isoformat(), "home": home}, status_code=201)
        seconds = int((mask.expires_at - self.desk.clock()).total_seconds())
        give_cookie(answer, mask.token, seconds, name=MASK)
        return answer

    async def end(self, request: Request) -> Response:
        """End it; the owner is the owner again."""
        visitor = await self.visitors.signed_in(request)
        if visitor is not None and visitor.impersonator is not None:
            async with self.desk.database.work(actor_of(visitor), now=self.desk.clock()) as work:
                await identity.end_impersonation(work, token=request.cookies[MASK])
        answer = Response(status_code=204)
        give_cookie(answer, "", 0, name=MASK)
        return answer
