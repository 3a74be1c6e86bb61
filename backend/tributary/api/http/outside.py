"""Coming in from an identity provider: which there are, the way there, and the way back."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final
from urllib.parse import quote, urlencode
from uuid import UUID

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from tributary import identity
from tributary.api.http.account import freshly
from tributary.api.http.bodies import Unreadable, json_of, text_in
from tributary.api.http.edge import address_of
from tributary.api.http.sessions import (
    BROWSER_COOKIE,
    HOMES,
    SESSION_SECONDS,
    give_browser_cookie,
    give_cookie,
)
from tributary.api.http.tickets import plainly
from tributary.api.http.visitors import COOKIE, Endpoint, Visitors, actor_of, told
from tributary.identity import SignedIn, outside
from tributary.kernel import Outage
from tributary.platform import Desk

ANSWER_MAX: Final = 8 * 1024
"""How long a provider's whole answer may be."""


Back = Callable[[Request, outside.Landing, Response], Awaitable[Response]]
"""Leads whoever came back where it was going, unless that is the last one: console or portal."""


class Outside:
    """What can be done with identity providers."""

    def __init__(self, desk: Desk, visitors: Visitors, *, public_url: str, back: Back) -> None:
        self.desk = desk
        self.visitors = visitors
        self.public_url = public_url
        self.back = back

    def routes(self, guard: Sequence[Middleware]) -> list[BaseRoute]:
        """Return the routes about providers, each behind a guard; coming back is a plain GET."""
        link, unlink = freshly(self.desk, self.link), freshly(self.desk, self.unlink)
        deeds: dict[tuple[str, str], Endpoint] = {
            ("GET", "/session/providers"): self.show,
            ("POST", "/session/provider"): self.sign_in,
            ("POST", "/session/confirm/provider"): self.visitors.only(self.confirm),
            ("POST", "/tickets/provider"): self.follow_invitation,
            ("GET", "/session/provider/{id:uuid}/callback"): self.arrive,
            ("POST", "/account/providers/{id:uuid}"): self.visitors.only(link),
            ("DELETE", "/account/providers/{id:uuid}"): self.visitors.only(unlink),
        }
        return [
            Route(path, plainly(reachable(deed)), methods=[method], middleware=guard)
            for (method, path), deed in deeds.items()
        ]

    async def show(self, request: Request) -> Response:
        """Tell where people of a brand come in from; of a brand that is none, as of one without."""
        found = await outside.doors(
            self.desk,
            slug=request.query_params.get("brand", ""),
            is_distributor=request.query_params.get("side") == "distributor",
        )
        return JSONResponse(
            {"providers": [{"id": str(each.id), "name": each.name} for each in found]}
        )

    async def sign_in(self, request: Request) -> Response:
        """Send a browser away to sign in."""
        given = await json_of(request)
        return await self._depart(
            request,
            uuid_in(given.get("provider")),
            outside.Purpose.SIGN_IN,
            slug=text_in(given, "brand"),
            is_distributor=given.get("side") == "distributor",
        )

    async def follow_invitation(self, request: Request) -> Response:
        """Send a browser away to come in by an invitation, without any password."""
        given = await json_of(request)
        return await self._depart(
            request,
            uuid_in(given.get("provider")),
            outside.Purpose.INVITATION,
            ticket_token=text_in(given, "token"),
        )

    async def confirm(self, request: Request, visitor: SignedIn) -> Response:
        """Send a browser away to prove again who one is."""
        given = await json_of(request)
        return await self._depart(
            request, uuid_in(given.get("provider")), outside.Purpose.CONFIRM, visitor=visitor
        )

    async def link(self, request: Request, visitor: SignedIn) -> Response:
        """Send a browser away to link an account over there."""
        return await self._depart(
            request, request.path_params["id"], outside.Purpose.LINK, visitor=visitor
        )

    async def unlink(self, request: Request, visitor: SignedIn) -> Response:
        """Know somebody by an account over there no longer."""
        async with self.desk.database.work(actor_of(visitor), now=self.desk.clock()) as work:
            await outside.unlink(
                work,
                user_id=visitor.user_id,
                provider_id=request.path_params["id"],
                but=visitor.session_id,
            )
            token = await identity.rotate(work, visitor.session_id, None, confirms=False)
        answer = Response(status_code=204)
        give_cookie(answer, token, SESSION_SECONDS)
        return answer

    async def arrive(self, request: Request) -> Response:
        """Take a browser back, and send it on to the page that goes on."""
        items = request.query_params.multi_items()
        answer = dict(items)
        if len(answer) != len(items) or len(str(request.url.query)) > ANSWER_MAX:
            # A parameter twice: nobody knows which one somebody else would read.
            answer = {}
        provider_id: UUID = request.path_params["id"]
        landing = await outside.arrive(
            self.desk,
            outside.Arrival(
                provider_id=provider_id,
                answer=answer,
                browser_token=request.cookies.get(BROWSER_COOKIE, ""),
                redirect_uri=self._callback(provider_id),
                user_agent=request.headers.get("user-agent", ""),
                visitor=await self.visitors.signed_in(request),
                earlier_token=request.cookies.get(COOKIE),
            ),
        )
        home = RedirectResponse(place_of(landing), status_code=303)
        led = await self.back(request, landing, home)
        self._give_cookies(led, landing)
        return led

    def _give_cookies(self, led: Response, landing: outside.Landing) -> None:
        give_browser_cookie(led, landing.token if landing.result is outside.Result.UNLINKED else "")
        if landing.admission is not None:
            left = landing.admission.expires_at - self.desk.clock()
            give_cookie(led, landing.admission.token, int(left.total_seconds()))
        elif landing.result in {outside.Result.LINKED, outside.Result.CONFIRMED}:
            give_cookie(led, landing.token, SESSION_SECONDS)

    async def _depart(
        self,
        request: Request,
        provider_id: UUID,
        purpose: outside.Purpose,
        *,
        slug: str = "",
        is_distributor: bool = False,
        visitor: SignedIn | None = None,
        ticket_token: str = "",
    ) -> Response:
        departed = await outside.depart(
            self.desk,
            outside.Departure(
                provider_id=provider_id,
                purpose=purpose,
                redirect_uri=self._callback(provider_id),
                address=address_of(request.scope),
                is_distributor=is_distributor,
                slug=slug,
                visitor=visitor,
                ticket_token=ticket_token,
            ),
        )
        answer = JSONResponse({"location": departed.location})
        give_browser_cookie(answer, departed.browser_token)
        return answer

    def _callback(self, provider_id: UUID) -> str:
        # Each provider has an address of its own: one cannot pass its answer off as another's.
        return callback_of(self.public_url, provider_id)


def callback_of(public_url: str, provider_id: UUID | str) -> str:
    """Return where a provider sends browsers back to."""
    return f"{public_url}/session/provider/{provider_id}/callback"


def place_of(landing: outside.Landing) -> str:
    """Return the page on which somebody goes on who came back from a provider.

    What the page must know stands behind the `#`, which no server and no log sees.
    """
    home = HOMES["distributor" if landing.is_distributor else "brand"]
    door = f"{home}?brand={quote(landing.slug, safe='')}"
    match landing.result:
        case outside.Result.ADMITTED:
            return f"{home}#signed-in"
        case outside.Result.PENDING:
            ways = " ".join(sorted(landing.ways))
            return f"{door}#{urlencode({'pending': landing.token, 'ways': ways})}"
        case outside.Result.UNLINKED:
            return f"{door}#unlinked"
        case outside.Result.LINKED:
            return f"{home}external#LINKED"
        case outside.Result.CONFIRMED:
            return f"{home}external#CONFIRMED"
        case _:
            return f"{home}external#{landing.code}"


def reachable(endpoint: Endpoint) -> Endpoint:
    """Return an endpoint that tells when a provider is not there."""

    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Outage:
            return told(503, outside.DOWN, "The identity provider cannot be reached just now.")

    return answer


def uuid_in(given: object) -> UUID:
    """Return the id that was given.

    Raises:
        Unreadable: it is none.
    """
    try:
        return UUID(str(given))
    except ValueError:
        raise Unreadable("provider is no id of a provider.") from None
