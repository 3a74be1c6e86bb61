"""Signing in and out, and who is signed in."""

from collections.abc import Sequence
from typing import Final

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from tributary import identity
from tributary.api.graphql.engine.parameters import key_of
from tributary.api.http.bodies import Unreadable, json_of, text_in
from tributary.api.http.edge import address_of
from tributary.api.http.proofs import PASSKEY_BYTES, origin_of, proof_in
from tributary.api.http.tickets import plainly, too_early
from tributary.api.http.visitors import COOKIE, MASK, Endpoint, Visitors, actor_of, signed_out, told
from tributary.identity import SESSION_MAX, Admission, Knock, SignedIn
from tributary.kernel import PartyId
from tributary.platform import Desk

SESSION_SECONDS: Final = int(SESSION_MAX.total_seconds())

BROWSER_COOKIE: Final = "__Host-tributary-provider"
"""What the browser that went to an identity provider has, and no other; it opens nothing itself."""

BROWSER_SECONDS: Final = 600

HOMES: Final = {"brand": "/console/", "distributor": "/portal/"}


class Sessions:
    """What can be done at /session."""

    def __init__(self, desk: Desk, visitors: Visitors) -> None:
        self.desk = desk
        self.visitors = visitors

    def routes(self, guard: Sequence[Middleware]) -> list[BaseRoute]:
        """Return the routes at /session and below it, each behind a guard."""
        by_path: dict[str, Endpoint] = {
            "/session/factor": self.complete,
            "/session/factor/passkey": self.ask_passkey,
            "/session/party": self.switch,
        }
        methods = ["GET", "POST", "PATCH", "DELETE"]
        return [
            Route("/session", self.answer, methods=methods, middleware=guard),
            *(
                Route(path, endpoint, methods=["POST"], middleware=guard)
                for path, endpoint in by_path.items()
            ),
        ]

    async def answer(self, request: Request) -> Response:
        """Answer by method."""
        by_method: dict[str, Endpoint] = {
            "POST": self.sign_in,
            "PATCH": self.visitors.only(self.speak),
            "DELETE": self.sign_out,
        }
        endpoint = by_method.get(request.method, self.show)
        return await plainly(endpoint)(request)

    async def show(self, request: Request) -> Response:
        """Tell who is signed in; once looking as somebody else is over, the owner is again."""
        visitor = await self.visitors.signed_in(request)
        is_over = visitor is None and MASK in request.cookies
        if is_over:
            visitor = await self.visitors.own(request)
        answer = signed_out() if visitor is None else JSONResponse(body_of(visitor))
        if is_over:
            give_cookie(answer, "", 0, name=MASK)
        return answer

    async def sign_in(self, request: Request) -> Response:
        """Open a session; the one that the browser had is over."""
        given = await json_of(request)
        knock = Knock(
            slug=text_in(given, "brand"),
            email=text_in(given, "email"),
            password=text_in(given, "password"),
            address=address_of(request.scope),
            user_agent=request.headers.get("user-agent", ""),
            wants_distributor=given.get("side") == "distributor",
            earlier_token=request.cookies.get(COOKIE),
            claim_token=request.cookies.get(BROWSER_COOKIE),
        )
        try:
            admission = await identity.sign_in(self.desk, knock)
        except identity.SignInFailed as failed:
            return told(401, failed.code, failed.message)
        except identity.SecondFactorNeeded as needed:
            # No session and no cookie yet: the token completes this one attempt.
            body = {"code": needed.code, "token": needed.token, "ways": sorted(needed.ways)}
            return JSONResponse(body, status_code=202)
        except identity.SignInDelayed as delayed:
            return too_early(delayed)
        return await self._admitted(admission)

    async def complete(self, request: Request) -> Response:
        """Take the second factor of somebody whose password was right."""
        return await plainly(self._complete)(request)

    async def ask_passkey(self, request: Request) -> Response:
        """Tell what the browser of somebody on the way in is to be asked."""
        return await plainly(self._ask_passkey)(request)

    async def _complete(self, request: Request) -> Response:
        given = await json_of(request, bytes_max=PASSKEY_BYTES)
        admission = await identity.complete_sign_in(
            self.desk,
            text_in(given, "token"),
            proof_in(given, origin_of(request)),
            earlier_token=request.cookies.get(COOKIE),
            claim_token=request.cookies.get(BROWSER_COOKIE),
        )
        return await self._admitted(admission)

    async def _ask_passkey(self, request: Request) -> Response:
        token = text_in(await json_of(request), "token")
        asked = await identity.ask_pending_passkey(self.desk, token, origin=origin_of(request))
        return JSONResponse(asked)

    async def sign_out(self, request: Request) -> Response:
        """End the session, if there is one; there is none afterwards in any case."""
        token = request.cookies.get(COOKIE, "")
        visitor = await self.visitors.signed_in(request)
        if visitor is not None:
            async with self.desk.database.work(actor_of(visitor), now=self.desk.clock()) as work:
                await identity.sign_out(work, token=token)
        answer = Response(status_code=204)
        give_cookie(answer, "", 0)
        if MASK in request.cookies:
            give_cookie(answer, "", 0, name=MASK)
        return answer

    async def switch(self, request: Request) -> Response:
        """Answer at /session/party: act for another side, under another cookie."""
        return await plainly(self.visitors.only(self._switch))(request)

    async def _switch(self, request: Request, visitor: SignedIn) -> Response:
        chosen = key_of(text_in(await json_of(request), "party"), "Party")
        if chosen is None:
            raise Unreadable("party is none of viewer.sides.")
        party_id = None if chosen == visitor.brand.id else PartyId(chosen)
        now = self.desk.clock()
        async with self.desk.database.work(actor_of(visitor), now=now) as work:
            admission = await identity.switch_side(
                work, token=request.cookies[COOKIE], party_id=party_id
            )
        return await self._admitted(admission)

    async def speak(self, request: Request, visitor: SignedIn) -> Response:
        """Choose the language of the pages and of what is sent to this person."""
        language = text_in(await json_of(request), "language")
        async with self.desk.database.work(actor_of(visitor), now=self.desk.clock()) as work:
            await identity.speak(work, language=language)
        return JSONResponse({**body_of(visitor), "language": language})

    async def _admitted(self, admission: Admission) -> Response:
        """Give a browser the cookie of a session that was just opened, and tell whose it is."""
        now = self.desk.clock()
        visitor = await identity.viewer_of(self.visitors.reads, admission.token, now=now)
        if visitor is None:
            # The last role was taken away in between.
            return signed_out()
        answer = JSONResponse(body_of(visitor))
        give_cookie(answer, admission.token, int((admission.expires_at - now).total_seconds()))
        give_browser_cookie(answer, "")
        return answer


def body_of(visitor: SignedIn) -> dict[str, object]:
    """Return what the pages know about who is signed in."""
    by = visitor.impersonator
    masked = {} if by is None else {"impersonation": {"by": by.name, "until": by.until.isoformat()}}
    return {
        **masked,
        "brand": {"slug": visitor.brand.slug, "name": visitor.brand.name},
        "name": visitor.name,
        "language": visitor.language,
        "side": visitor.side,
        "roles": sorted(visitor.roles),
        "withheld": sorted(visitor.withheld),
        "home": HOMES[visitor.side],
    }


def give_browser_cookie(answer: Response, token: str) -> None:
    """Give a browser what only it has on the way to a provider and back, or take it away."""
    answer.set_cookie(
        BROWSER_COOKIE,
        token,
        max_age=BROWSER_SECONDS if token else 0,
        path="/",
        secure=True,
        httponly=True,
        samesite="lax",
    )


def give_cookie(answer: Response, token: str, seconds: int, *, name: str = COOKIE) -> None:
    """Give a browser the cookie of its session, or take it away."""
    answer.set_cookie(
        name, token, max_age=seconds, path="/", secure=True, httponly=True, samesite="lax"
    )
