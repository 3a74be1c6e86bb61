"""What P1 compares: our endpoint, the same SQL in a bare application, and stock Strawberry."""

import json
import os
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any
from uuid import UUID

import uvicorn
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from bench.graphql_stock import stock_application
from tests.factories.trade import Trade, node
from tributary.api.graphql import Engine, Library, ReadPool, Viewer, catalogue, graphql_endpoint
from tributary.api.graphql.engine.parameters import Inputs
from tributary.identity import Role
from tributary.kernel import BrandId, derived_id

TODAY = date(2026, 3, 1)
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
            sees_much=n <= WIDE,
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


Endpoint = Callable[[Scope, Receive, Send], Awaitable[None]]


def place_of(scope: Scope) -> int:
    """Return which viewer a request is of."""
    return next(int(value) for name, value in scope["headers"] if name == b"x-viewer")


def floor_application(pool: ReadPool, known: list[Viewer], brands: int) -> Endpoint:
    """Return an application that knows each statement and its arguments beforehand."""
    library = Library(catalogue())
    prepared: dict[bytes, list[tuple[str, list[object], BrandId]]] = {}
    for name, text in DOCUMENTS.items():
        rows = prepared[name.encode()] = []
        for place, viewer in enumerate(known):
            document, operation = library.operation(text, None)
            values = library.variables(operation, variables(name, viewer, place, brands))
            plan = library.plan(document, operation, values, viewer)
            inputs = Inputs(viewer, values.coerced)
            rows.append((plan.sql, [bind(inputs) for bind in plan.binders], viewer.brand_id))

    async def floor(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        headers = dict(scope["headers"])
        sql, arguments, brand_id = prepared[headers[b"x-document"]][int(headers[b"x-viewer"])]
        value = await pool.value(sql, arguments, brand_id)
        body = b'{"data":' + value + b"}"
        length = str(len(body)).encode()
        answered = [(b"content-type", b"application/json"), (b"content-length", length)]
        await send({"type": "http.response.start", "status": 200, "headers": answered})
        await send({"type": "http.response.body", "body": body})

    return floor


def serve(kind: str, url: str, brands: list[UUID], distributors: int, port: int) -> None:
    """Serve one of the compared applications until killed."""
    known = viewers(brands, distributors)
    pool = ReadPool(url, connections_max=CONNECTIONS)

    async def authenticate(request: Request) -> Viewer | None:
        return known[place_of(request.scope)]

    application: Any
    if kind == "engine":
        application = graphql_endpoint(Engine(Library(catalogue()), pool), authenticate)
    elif kind == "floor":
        application = floor_application(pool, known, len(brands))
    else:
        application = stock_application(url, known, CONNECTIONS)

    async def lifeless(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await application(scope, receive, send)

    uvicorn.run(
        lifeless, host="127.0.0.1", port=port, log_level="warning", access_log=False, lifespan="off"
    )


if __name__ == "__main__":
    given = json.loads(os.environ["P1_SERVER"])
    serve(
        given["kind"],
        given["url"],
        [UUID(each) for each in given["brands"]],
        given["distributors"],
        given["port"],
    )
