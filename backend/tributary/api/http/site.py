"""All routes of one process, put together: machines, pay pages, documents, sessions, pages."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from prometheus_client import CollectorRegistry
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route, WebSocketRoute, request_response
from starlette.types import ASGIApp, Receive, Scope, Send

from tributary.api.graphql import (
    Authenticate,
    Documents,
    Engine,
    Library,
    Pacer,
    ReadPool,
    Room,
    catalogue,
    graphql_endpoint,
    trusted,
)
from tributary.api.http.account import Accounts
from tributary.api.http.downloads import statement_routes
from tributary.api.http.event_stream import EventStream
from tributary.api.http.explorer import explorer_routes
from tributary.api.http.files import statement_endpoint
from tributary.api.http.forms import statement_in
from tributary.api.http.guarding import Guard
from tributary.api.http.health import health_routes
from tributary.api.http.impersonation import Impersonations, Masked, is_masked
from tributary.api.http.outside import Outside
from tributary.api.http.pages import page_routes
from tributary.api.http.pay import pay_routes
from tributary.api.http.sessions import Sessions
from tributary.api.http.sockets import Sockets
from tributary.api.http.streams import Streams, Way
from tributary.api.http.tickets import Tickets
from tributary.api.http.uploads import uploads_endpoint
from tributary.api.http.visitors import Visitors
from tributary.api.http.webhooks import webhook_routes
from tributary.api.oauth import Bearers, Door, Keyring, Provider, oauth_routes, take_back
from tributary.payments import WebhookVerifier
from tributary.platform import Desk

GRAPH: Final = "/graphql"
"""What is asked most."""


class Site:
    """Finds the graph by its path alone; whatever else is asked goes through all layers.

    The layers that are spared choose among routes, say in their own words what the outermost layer
    says in ours, and hold back whoever looks as somebody else, who is therefore sent through them.
    """

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        self.routes = routes
        self._all = Starlette(routes=routes, middleware=[Middleware(Masked)])
        graph = next(each for each in routes if isinstance(each, Route) and each.path == GRAPH)
        self._graph = graph.app

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """Answer one request."""
        if scope["type"] == "http" and scope["path"] == GRAPH and not is_masked(scope):
            return self._graph(scope, receive, send)
        return self._all(scope, receive, send)


@dataclass(frozen=True, slots=True)
class People:
    """What people who sign in need of the site."""

    reads: ReadPool
    """Connections of the application role that answer queries."""
    streams: Streams
    """The subscriptions of this process."""
    origins: Collection[str]
    """Where our own pages are served."""
    folder: Path
    """What the web pages were built into."""
    shows_schema: bool
    """Whether the graph may be asked what it consists of."""
    takes_text: bool
    """Whether with a cookie one may ask anything, or only what our own pages ask."""
    has_explorer: bool
    """Whether GraphiQL is served."""
    room: Room
    """How many are answered by the graph at once."""


def build_site(
    desk: Desk,
    people: People,
    *,
    registry: CollectorRegistry,
    secret: str,
    public_url: str,
    checkout_origins: Sequence[str],
    is_closing: Callable[[], bool],
) -> Site:
    """Return the site of one process.

    Args:
        desk: database, clock and ports of the application role.
        people: what people who sign in need.
        registry: what /metrics shows.
        secret: what signs download links.
        public_url: where browsers reach this site.
        checkout_origins: where the button of a pay page may lead.
        is_closing: whether the process is about to end, so that balancers look elsewhere.
    """
    verifier = desk.port(WebhookVerifier)  # type: ignore[type-abstract]
    return Site(
        routes=[
            *people_routes(desk, people, secret=secret, public_url=public_url),
            *health_routes(desk.database, registry, is_closing=is_closing),
            *webhook_routes(desk, [verifier]),
            *pay_routes(desk, public_url=public_url, checkout_origins=checkout_origins),
            *statement_routes(partial(statement_in, desk), secret=secret, clock=desk.clock),
            *page_routes(people.folder),
        ]
    )


def people_routes(desk: Desk, people: People, *, secret: str, public_url: str) -> list[BaseRoute]:
    """Return what acts for the holder of a cookie, behind a guard, or of a token."""
    library = Library(catalogue(), shows_schema=people.shows_schema)
    engine = Engine(library, people.reads, desk, Pacer(), people.room)
    visitors = Visitors(desk, people.reads)
    provider = Provider(
        desk,
        visitors,
        Keyring(desk, secret=secret),
        issuer=public_url,
        origins=people.origins,
        secret=secret,
    )
    guard = [Middleware(Guard, origins=people.origins)]
    either = _Either(visitors, people)
    return [
        # Of the graph nothing is answered to another site: a query by GET reads with the cookie.
        Route(GRAPH, either.graph(engine, people.streams)),
        WebSocketRoute(GRAPH, either.sockets(engine, people.streams)),
        *Sessions(desk, visitors).routes(guard),
        *Accounts(desk, visitors).routes(guard),
        *Outside(desk, visitors, public_url=public_url, back=partial(take_back, provider)).routes(
            guard
        ),
        *Impersonations(desk, visitors).routes(guard),
        *Tickets(desk).routes(guard),
        Route(
            "/uploads",
            either.way(lambda who: request_response(uploads_endpoint(desk, who))),
            methods=["POST"],
        ),
        Route(
            "/files/statements/{id}",
            either.way(
                lambda who: request_response(statement_endpoint(desk, engine, who, secret=secret))
            ),
            methods=["GET"],
        ),
        *oauth_routes(provider),
        *(explorer_routes(people.folder, visitors) if people.has_explorer else ()),
    ]


class _Either:
    """What people reach with a cookie, behind a guard, and programs with a token."""

    def __init__(self, visitors: Visitors, people: People) -> None:
        self.visitors = visitors
        self.bearers = Bearers(visitors)
        self.origins = people.origins
        ours = Documents(trusted(), takes_text=people.takes_text)
        self.by_cookie = Way(visitors.viewer, visitors.recalled, ours)
        self.by_token = Way(self.bearers.still, self.bearers.recalled, Documents(trusted()))

    def sockets(self, engine: Engine, streams: Streams) -> Sockets:
        """Return the door for sockets, which find out who asks once they are open."""
        ways = {"by_cookie": self.by_cookie, "by_token": self.by_token}
        return Sockets(streams, engine, **ways, origins=self.origins)

    def way(self, made: Callable[[Authenticate], ASGIApp]) -> Door:
        """Return the door to something that is made for either way of finding out who asks."""
        by_token, by_cookie = made(self.bearers.viewer), made(self.visitors.viewer)
        return Door(by_token=by_token, by_cookie=by_cookie, origins=self.origins)

    def graph(self, engine: Engine, streams: Streams) -> Door:
        """Return the door to the graph, which asks again who asks while it reads."""

        def made(way: Way, admit: Authenticate) -> ASGIApp:
            events = EventStream(streams, engine, way, admit=admit)
            return graphql_endpoint(engine, admit, way.recall, events, way.documents)

        by_token = made(self.by_token, self.bearers.viewer)
        by_cookie = made(self.by_cookie, self.visitors.viewer)
        return Door(by_token=by_token, by_cookie=by_cookie, origins=self.origins, safe=())
