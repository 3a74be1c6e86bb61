"""Signing in and out, and who is signed in."""

from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tributary import identity
from tributary.api.http.bodies import Unreadable, json_of, text_in
from tributary.api.http.tickets import too_early
from tributary.api.http.visitors import COOKIE, Endpoint, Visitors, actor_of, signed_out, told
from tributary.identity import SESSION_MAX, Knock, SignedIn
from tributary.kernel import Refusal
from tributary.platform import Desk

HOMES: Final = {"brand": "/console/", "distributor": "/portal/"}


class Sessions:
    """What can be done at /session."""

    def __init__(self, desk: Desk, visitors: Visitors) -> None:
        self.desk = desk
        self.visitors = visitors

    async def answer(self, request: Request) -> Response:
        """Answer by method."""
        by_method: dict[str, Endpoint] = {
            "POST": self.sign_in,
            "PATCH": self.visitors.only(self.speak),
            "DELETE": self.sign_out,
        }
        try:
            return await by_method.get(request.method, self.visitors.only(self.show))(request)
        except Unreadable as unreadable:
            return told(400, "BAD_REQUEST", str(unreadable))
        except Refusal as refusal:
            return told(422, refusal.code, refusal.message)

    async def show(self, request: Request, visitor: SignedIn) -> Response:
        """Tell who is signed in."""
        del request
        return JSONResponse(body_of(visitor))

    async def sign_in(self, request: Request) -> Response:
        """Open a session; the one that the browser had is over."""
        given = await json_of(request)
        knock = Knock(
            slug=text_in(given, "brand"),
            email=text_in(given, "email"),
            password=text_in(given, "password"),
            address=request.client.host if request.client else "",
            user_agent=request.headers.get("user-agent", ""),
            wants_distributor=given.get("side") == "distributor",
            earlier_token=request.cookies.get(COOKIE),
        )
        try:
            admission = await identity.sign_in(self.desk, knock)
        except identity.SignInFailed as failed:
            return told(401, failed.code, failed.message)
        except identity.SignInDelayed as delayed:
            return too_early(delayed)
        visitor = await identity.viewer_of(
            self.visitors.reads, admission.token, now=self.desk.clock()
        )
        if visitor is None:
            # The last role was taken away in between.
            return signed_out()
        answer = JSONResponse(body_of(visitor))
        give_cookie(answer, admission.token, int(SESSION_MAX.total_seconds()))
        return answer

    async def sign_out(self, request: Request) -> Response:
        """End the session, if there is one; there is none afterwards in any case."""
        token = request.cookies.get(COOKIE, "")
        visitor = await self.visitors.signed_in(request)
        if visitor is not None:
            async with self.desk.database.work(actor_of(visitor), now=self.desk.clock()) as work:
                await identity.sign_out(work, token=token)
        answer = Response(status_code=204)
        give_cookie(answer, "", 0)
        return answer

    async def speak(self, request: Request, visitor: SignedIn) -> Response:
        """Choose the language of the pages and of what is sent to this person."""
        language = text_in(await json_of(request), "language")
        async with self.desk.database.work(actor_of(visitor), now=self.desk.clock()) as work:
            await identity.speak(work, language=language)
        return JSONResponse({**body_of(visitor), "language": language})


def body_of(visitor: SignedIn) -> dict[str, object]:
    """Return what the pages know about who is signed in."""
    return {
        "brand": {"slug": visitor.brand.slug, "name": visitor.brand.name},
        "name": visitor.name,
        "language": visitor.language,
        "side": visitor.side,
        "roles": sorted(visitor.roles),
        "home": HOMES[visitor.side],
    }


def give_cookie(answer: Response, token: str, seconds: int) -> None:
    """Give a browser the cookie of its session, or take it away."""
    answer.set_cookie(
        COOKIE, token, max_age=seconds, path="/", secure=True, httponly=True, samesite="lax"
    )
