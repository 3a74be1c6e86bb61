"""Links in letters: asking for one, looking at what it opens, using it up."""

from collections.abc import Sequence

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from tributary import identity
from tributary.api.http.bodies import Unreadable, json_of, text_in
from tributary.api.http.edge import address_of
from tributary.api.http.visitors import Endpoint, told
from tributary.identity import Ticket, TicketKind, outside
from tributary.kernel import Refusal
from tributary.platform import Desk


class Tickets:
    """What can be done with links in letters, by people who are not signed in."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def routes(self, guard: Sequence[Middleware]) -> list[BaseRoute]:
        """Return the routes below /tickets, each behind a guard."""
        deeds: dict[str, Endpoint] = {
            "/tickets/reset": self.ask_reset,
            "/tickets/open": self.open,
            "/tickets/redeem": self.redeem,
        }
        return [
            Route(path, plainly(deed), methods=["POST"], middleware=guard)
            for path, deed in deeds.items()
        ]

    async def ask_reset(self, request: Request) -> Response:
        """Have a link to a new password sent; the answer is the same for everybody."""
        given = await json_of(request)
        await identity.ask_reset(
            self.desk,
            slug=text_in(given, "brand"),
            email=text_in(given, "email"),
            address=address_of(request.scope),
        )
        return Response(status_code=202)

    async def open(self, request: Request) -> Response:
        """Tell what a link opens."""
        ticket = await identity.open_ticket(self.desk, text_in(await json_of(request), "token"))
        body = body_of(ticket)
        if ticket.kind is TicketKind.INVITATION:
            body |= await self._doors(ticket)
        return JSONResponse(body)

    async def _doors(self, ticket: Ticket) -> dict[str, object]:
        """Return the providers by which an invitation can be followed, and whether it must be."""
        person = ticket.person
        found = await outside.doors(
            self.desk, slug=person.brand_slug, is_distributor=not person.is_staff
        )
        is_held = person.is_staff and await outside.is_held(
            self.desk, slug=person.brand_slug, user_id=person.user_id
        )
        return {
            "wantsPassword": not is_held,
            "providers": [{"id": str(each.id), "name": each.name} for each in found],
        }

    async def redeem(self, request: Request) -> Response:
        """Use a link up."""
        given = await json_of(request)
        ticket = await identity.redeem_ticket(
            self.desk,
            text_in(given, "token"),
            password=text_in(given, "password") if "password" in given else None,
        )
        return JSONResponse(body_of(ticket))


def body_of(ticket: Ticket) -> dict[str, object]:
    """Return what the page of a link shows."""
    person = ticket.person
    return {
        "kind": ticket.kind.value,
        "wantsPassword": ticket.kind is not TicketKind.VERIFICATION,
        "brand": {"slug": person.brand_slug, "name": person.brand_name},
        "name": person.name,
        "email": person.email,
        "language": person.language,
        "home": person.home,
    }


def plainly(endpoint: Endpoint) -> Endpoint:
    """Return an endpoint that tells refusals as our own pages read them."""

    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Unreadable as unreadable:
            return told(400, "BAD_REQUEST", str(unreadable))
        except identity.SignInDelayed as delayed:
            return too_early(delayed)
        except Refusal as refusal:
            return told(422, refusal.code, refusal.message)

    return answer


def too_early(delayed: identity.SignInDelayed) -> Response:
    """Return that one has to wait, and how long."""
    answer = told(429, delayed.code, delayed.message)
    answer.headers["retry-after"] = str(delayed.seconds)
    return answer
