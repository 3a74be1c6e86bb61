"""What P1 compares: our endpoint, the same SQL in a bare application, and stock Strawberry.

`site` is the whole product, whose people come with the cookie of a session; `signed` is its floor:
the very statement that looks up the session again while it reads, in a bare application.
"""

import json
import os
import socket
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import psycopg
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from bench.graphql_stock import stock_application
from tests.factories.trade import Trade, node
from tributary.api.graphql import Engine, Library, ReadPool, Viewer, catalogue, graphql_endpoint
from tributary.api.graphql.engine.execution import closing
from tributary.api.graphql.engine.knowing import while_known
from tributary.api.graphql.engine.parameters import Inputs
from tributary.api.graphql.engine.viewers import Breadth
from tributary.api.http.plain import body_of
from tributary.api.said import said
from tributary.app import composed, site
from tributary.cli.hosting import listen, running, told_to_stop
from tributary.cli.serving import keep_loaded
from tributary.cli.terminal import run_loop
from tributary.identity import Role, session_question
from tributary.kernel import BrandId, derived_id
from tributary.platform.postgres import DatabaseUrls
from tributary.settings import read_settings

TODAY = date(2026, 3, 1)
NOW = datetime(2026, 3, 1, 4, tzinfo=UTC)
CONNECTIONS = 8
VIEWERS = 12
"""Of each brand; the first three stand directly under it and have most of the tree between them."""
WIDE = 8
"""The first so many have a tenth of the tree or more below them."""

STATEMENT = """
query Statement($id: ID!) { statement(id: $id) {
  id number state periodStart periodEnd currency
  owedOpening { amount currency } owedMovement { amount currency } owedClosing { amount currency }
  earnedOpening { amount currency } earnedClosing { amount currency }
  counterparty { code name }
  lines(first: 20) { nodes {
    position side section bookedOn reference detail amount { amount currency } } } } }
"""
ORDERS = """
query Orders($first: Int!) { orders(first: $first) {
  pageInfo { hasNextPage endCursor }
  nodes {
    id number state kind orderedAt shippedOn total { amount currency } distributor { code name }
    lines(first: 10) { nodes { position sku name quantity
      unitPrice { amount currency } net { amount currency } } }
    receivables(first: 5) { nodes { number dueOn open { amount currency }
      applications(first: 5) { nodes { amount { amount currency }
        receipt { id state amount { amount currency } } } } } } } } }
"""
DOCUMENTS = {"statement": STATEMENT, "orders": ORDERS}


def viewers(brands: list[UUID], distributors: int) -> list[Viewer]:
    """Return the people who look, brand after brand, so that neighbours are of other brands."""
    trades = [Trade(BrandId(brand), distributors=distributors) for brand in brands]
    return [
        Viewer(
            trade.brand_id,
            trade.user(10 + n),
            frozenset({Role.DISTRIBUTOR_OWNER}),
            TODAY,
            trade.distributor(n),
            breadth=Breadth.MANY if n <= WIDE else Breadth.FEW,
        )
        for n in range(1, VIEWERS + 1)
        for trade in trades
    ]


def variables(name: str, viewer: Viewer, place: int, brands: int) -> dict[str, Any]:
    """Return what a viewer asks a document with."""
    if name == "orders":
        return {"first": 50}
    n = 1 + place // brands
    return {"id": node("Statement", derived_id("statement", viewer.brand_id, n, 1))}


def cookie_of(viewer: Viewer) -> str:
    """Return what names the session of a viewer; no secret, as this is no secret's place."""
    return f"{viewer.brand_id.hex}.{viewer.user_id.hex:0>43}" if viewer.user_id else ""


def sign_in(url: str, known: list[Viewer]) -> None:
    """Open a session for each viewer that is open at the instant of the measurement."""
    with psycopg.connect(url, autocommit=True) as connection:
        for viewer in known:
            connection.execute(
                "INSERT INTO passwords VALUES (%s, '$argon2id$none', %s) ON CONFLICT DO NOTHING",
                (viewer.user_id, NOW),
            )
            connection.execute(
                "INSERT INTO sessions (brand_id, id, token_sha256, user_id, party_id, user_agent, "
                "created_at, seen_at, expires_at) "
                "VALUES (%s, gen_random_uuid(), encode(sha256(%s), 'hex'), %s, %s, '', %s, %s, %s)",
                (
                    viewer.brand_id,
                    cookie_of(viewer).encode(),
                    viewer.user_id,
                    viewer.distributor_id,
                    NOW,
                    NOW,
                    datetime(2027, 1, 1, tzinfo=UTC),
                ),
            )
        connection.execute("VACUUM ANALYZE sessions, passwords")


Endpoint = Callable[[Scope, Receive, Send], Awaitable[None]]


def place_of(scope: Scope) -> int:
    """Return which viewer a request is of."""
    return int(said(scope)[b"x-viewer"])


Prepared = tuple[str, list[object], BrandId, bytes]
"""A statement, its arguments, whose it is, and how the answer ends."""


def known_beforehand(known: list[Viewer], brands: int) -> dict[bytes, list[Prepared]]:
    """Return what each document is for each viewer."""
    library = Library(catalogue())
    prepared: dict[bytes, list[Prepared]] = {}
    for name, text in DOCUMENTS.items():
        rows = prepared[name.encode()] = []
        for place, viewer in enumerate(known):
            document = library.read(text)
            given = variables(name, viewer, place, brands)
            understood = library.understood(document, None, given)
            plan = library.plan(understood, viewer)
            inputs = Inputs(viewer, understood.variables.coerced)
            arguments = [bind(inputs) for bind in plan.binders]
            rows.append(
                (plan.sql, arguments, viewer.brand_id, closing(plan.cost, library.limits.cost))
            )
    return prepared


def floor_application(
    pool: ReadPool, known: list[Viewer], brands: int, *, is_signed: bool
) -> Endpoint:
    """Return an application that knows each statement and its arguments beforehand.

    Args:
        pool: where it reads.
        known: who looks.
        brands: how many brands there are.
        is_signed: whether each statement asks for the session of whoever looks.
    """
    told: dict[int, bytes] = {}
    prepared = known_beforehand(known, brands)

    async def signed(place: int, sql: str, arguments: list[object]) -> tuple[str, list[object]]:
        question = session_question(cookie_of(known[place]))
        if question is None:
            raise AssertionError("the cookie is none")
        asked = question.arguments(NOW)
        if place not in told:
            told[place] = await pool.value(question.sql, asked, question.brand_id)
        whole = while_known(sql, len(arguments), question.sql, len(asked))
        return whole, [*arguments, *asked, told[place].decode()]

    async def floor(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        headers = dict(scope["headers"])
        place = int(headers[b"x-viewer"])
        sql, arguments, brand_id, end = prepared[headers[b"x-document"]][place]
        if is_signed:
            sql, arguments = await signed(place, sql, arguments)
        value = await pool.value(sql, arguments, brand_id)
        if not value:
            raise AssertionError("nobody is signed in")
        body = b'{"data":' + value + end
        length = str(len(body)).encode()
        answered = [(b"content-type", b"application/json"), (b"content-length", length)]
        await send({"type": "http.response.start", "status": 200, "headers": answered})
        await send({"type": "http.response.body", "body": body})

    return floor


def bare(kind: str, urls: DatabaseUrls, brands: list[UUID], distributors: int) -> Endpoint:
    """Return one of the compared applications that are not the whole product."""
    known = viewers(brands, distributors)
    pool = ReadPool(urls.app, connections_max=CONNECTIONS)

    async def authenticate(request: Request) -> Viewer | None:
        return known[place_of(request.scope)]

    match kind:
        case "engine":
            return graphql_endpoint(Engine(Library(catalogue()), pool), authenticate)
        case "stock":
            application: Endpoint = stock_application(urls.app, known, CONNECTIONS)
            return application
        case _:
            return floor_application(pool, known, len(brands), is_signed=kind == "signed")


def lifeless(application: Endpoint) -> Endpoint:
    """Return an application that is asked nothing but requests."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await application(scope, receive, send)

    return answer


async def serve_site(urls: DatabaseUrls, listener: socket.socket) -> None:
    """Serve the product as it is served, at the instant of the measurement, until killed."""
    with tempfile.TemporaryDirectory(prefix="tributary-p1-site-") as home:
        settings = read_settings({"TRIBUTARY_HOME": home})
        async with composed(settings, urls, clock=lambda: NOW) as application:
            app = site(application)
            keep_loaded()
            async with (
                told_to_stop() as stop,
                running(app, listener, turned_away=app.turned_away, body_of=body_of),
            ):
                await stop.wait()


async def serve(application: Endpoint, listener: socket.socket) -> None:
    """Serve an application until killed, by the server that the product has."""
    keep_loaded()
    async with told_to_stop() as stop, running(lifeless(application), listener):
        await stop.wait()


def main(kind: str, urls: DatabaseUrls, brands: list[UUID], distributors: int, port: int) -> None:
    """Serve one of the compared applications until killed."""
    listener = listen("127.0.0.1", port, advice="")
    if kind == "site":
        run_loop(serve_site(urls, listener))
    else:
        run_loop(serve(bare(kind, urls, brands, distributors), listener))


if __name__ == "__main__":
    given = json.loads(os.environ["P1_SERVER"])
    main(
        given["kind"],
        DatabaseUrls(**given["urls"]),
        [UUID(each) for each in given["brands"]],
        given["distributors"],
        given["port"],
    )
