"""The same two queries through Strawberry as it comes: resolvers, data loaders, one query each."""

# ruff: noqa: ANN401, D101, D102, D103  A peer, written as its own documentation would.

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import asyncpg  # type: ignore[import-untyped]
import strawberry
from starlette.requests import Request
from strawberry.asgi import GraphQL
from strawberry.dataloader import DataLoader
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.types import Info

from tributary.api.graphql.engine.viewers import Viewer
from tributary.kernel import Currency, Money

Row = Any

BELOW = (
    "EXISTS (SELECT 1 FROM tree_paths p WHERE p.brand_id = $1 AND p.ancestor_id = $2 "
    "AND p.descendant_id = o.distributor_id AND p.valid_from <= $3 "
    "AND (p.valid_until IS NULL OR p.valid_until > $3))"
)


@strawberry.type(name="Money")
class StockMoney:
    amount: str
    currency: str


def money(row: Row, name: str) -> StockMoney:
    return StockMoney(
        amount=Money(row[name], Currency(row["currency"])).decimal, currency=row["currency"]
    )


@strawberry.type
class Base:
    row: strawberry.Private[Any]


def text_of(name: str, kind: str = "") -> Any:
    """Return a field that shows a column as text, with the type in front for ids."""

    def resolve(root: Base) -> str | None:
        value = root.row[name]
        return None if value is None else f"{kind}{value}"

    return strawberry.field(resolver=resolve)


def upper(name: str) -> Any:
    def resolve(root: Base) -> str:
        return str(root.row[name]).upper()

    return strawberry.field(resolver=resolve)


def number_of(name: str) -> Any:
    def resolve(root: Base) -> int:
        return int(root.row[name])

    return strawberry.field(resolver=resolve)


def money_of(name: str) -> Any:
    def resolve(root: Base) -> StockMoney:
        return money(root.row, name)

    return strawberry.field(resolver=resolve)


@strawberry.type
class Party(Base):
    code = text_of("code")
    name = text_of("name")


@strawberry.type
class Receipt(Base):
    id = text_of("id", "Receipt:")
    state = upper("state")
    amount = money_of("amount_minor")


@strawberry.type
class Application(Base):
    amount = money_of("amount_minor")

    @strawberry.field
    async def receipt(self, info: Info) -> Receipt | None:
        row = await info.context["receipts"].load(self.row["source_id"])
        return Receipt(row=row) if row else None


@strawberry.type
class Applications:
    nodes: list[Application]


@strawberry.type
class Receivable(Base):
    number = text_of("number")
    due_on = text_of("due_on")
    open = money_of("open_minor")

    @strawberry.field
    async def applications(self, info: Info, first: int) -> Applications:
        rows = await info.context["applications"].load(self.row["id"])
        return Applications(nodes=[Application(row=row) for row in rows[:first]])


@strawberry.type
class Receivables:
    nodes: list[Receivable]


@strawberry.type
class OrderLine(Base):
    position = number_of("position")
    sku = text_of("sku")
    name = text_of("name")
    quantity = number_of("quantity")
    unit_price = money_of("unit_price_minor")
    net = money_of("net_minor")


@strawberry.type
class OrderLines:
    nodes: list[OrderLine]


@strawberry.type
class Order(Base):
    id = text_of("id", "Order:")
    number = text_of("number")
    state = upper("state")
    kind = upper("kind")
    ordered_at = text_of("ordered_at")
    shipped_on = text_of("shipped_on")
    total = money_of("total_minor")

    @strawberry.field
    async def distributor(self, info: Info) -> Party | None:
        row = await info.context["parties"].load(self.row["distributor_id"])
        return Party(row=row) if row else None

    @strawberry.field
    async def lines(self, info: Info, first: int) -> OrderLines:
        rows = await info.context["lines"].load(self.row["id"])
        return OrderLines(nodes=[OrderLine(row=row) for row in rows[:first]])

    @strawberry.field
    async def receivables(self, info: Info, first: int) -> Receivables:
        rows = await info.context["receivables"].load(self.row["id"])
        return Receivables(nodes=[Receivable(row=row) for row in rows[:first]])


@strawberry.type(name="PageInfo")
class PagePlace:
    has_next_page: bool
    end_cursor: str | None


@strawberry.type
class Orders:
    page_info: PagePlace
    nodes: list[Order]


@strawberry.type
class StatementLine(Base):
    position = number_of("position")
    side = upper("side")
    section = upper("section")
    booked_on = text_of("booked_on")
    reference = text_of("reference")
    detail = text_of("detail")
    amount = money_of("amount_minor")


@strawberry.type
class StatementLines:
    nodes: list[StatementLine]


@strawberry.type
class Statement(Base):
    id = text_of("id", "Statement:")
    number = text_of("number")
    state = upper("state")
    period_start = text_of("period_start")
    period_end = text_of("period_end")
    currency = text_of("currency")
    owed_opening = money_of("owed_opening_minor")
    owed_movement = money_of("owed_movement_minor")
    owed_closing = money_of("owed_closing_minor")
    earned_opening = money_of("earned_opening_minor")
    earned_closing = money_of("earned_closing_minor")

    @strawberry.field
    async def counterparty(self, info: Info) -> Party | None:
        row = await info.context["parties"].load(self.row["counterparty_id"])
        return Party(row=row) if row else None

    @strawberry.field
    async def lines(self, info: Info, first: int) -> StatementLines:
        rows = await info.context["rows"](
            "SELECT * FROM statement_lines WHERE brand_id = $1 AND statement_id = $2 "
            "ORDER BY position LIMIT $3",
            self.row["id"],
            first,
        )
        return StatementLines(nodes=[StatementLine(row=row) for row in rows])


@strawberry.type
class Query:
    @strawberry.field
    async def statement(self, info: Info, id: strawberry.ID) -> Statement | None:  # noqa: A002
        viewer: Viewer = info.context["viewer"]
        rows = await info.context["rows"](
            "SELECT * FROM statements WHERE brand_id = $1 AND id = $2 "
            "AND (counterparty_id = $3 OR creditor_id = $3)",
            UUID(id.partition(":")[2]),
            viewer.distributor_id,
        )
        return Statement(row=rows[0]) if rows else None

    @strawberry.field
    async def orders(self, info: Info, first: int) -> Orders:
        viewer: Viewer = info.context["viewer"]
        rows = await info.context["rows"](
            f"SELECT * FROM orders o WHERE o.brand_id = $1 AND {BELOW} "
            "ORDER BY o.ordered_on DESC, o.id DESC LIMIT $4",
            viewer.distributor_id,
            viewer.today,
            first + 1,
        )
        page = [Order(row=row) for row in rows[:first]]
        cursor = f"newest|{page[-1].row['id']}|{page[-1].row['ordered_on']}" if page else None
        more = len(rows) > first
        return Orders(page_info=PagePlace(has_next_page=more, end_cursor=cursor), nodes=page)


def stock_application(url: str, known: Sequence[Viewer], connections: int) -> Any:
    """Return Strawberry's own ASGI application with its caches on."""
    schema = strawberry.Schema(Query, extensions=[ParserCache, ValidationCache])
    pools: list[Any] = []

    async def rows_of(viewer: Viewer, sql: str, *arguments: object) -> list[Row]:
        if not pools:
            pools.append(await asyncpg.create_pool(url, min_size=connections, max_size=connections))
        async with pools[0].acquire() as connection:
            await connection.execute(f"SET app.brand_id = '{viewer.brand_id}'")
            found: list[Row] = await connection.fetch(sql, viewer.brand_id, *arguments)
            return found

    class Application(GraphQL[Any, None]):
        async def get_context(self, request: Any, response: Any) -> Any:  # noqa: ARG002
            assert isinstance(request, Request)
            viewer = known[int(request.headers["x-viewer"])]

            async def rows(sql: str, *arguments: object) -> list[Row]:
                return await rows_of(viewer, sql, *arguments)

            return {"viewer": viewer, "rows": rows, **loaders(rows, viewer)}

    return Application(schema)


def loaders(rows: Callable[..., Any], viewer: Viewer) -> dict[str, DataLoader[Any, Any]]:
    """Return what collects the rows of many parents in one query each."""

    def many(sql: str, key: str, *more: object) -> DataLoader[Any, Any]:
        async def load(keys: list[Any]) -> list[list[Row]]:
            found: dict[Any, list[Row]] = {each: [] for each in keys}
            for row in await rows(sql, keys, *more):
                found[row[key]].append(row)
            return [found[each] for each in keys]

        return DataLoader(load_fn=load)

    def one(sql: str, *more: object) -> DataLoader[Any, Any]:
        async def load(keys: list[Any]) -> list[Row | None]:
            found = {row["id"]: row for row in await rows(sql, keys, *more)}
            return [found.get(each) for each in keys]

        return DataLoader(load_fn=load)

    own = "(creditor_id = $3 OR debtor_id = $3)"
    me = viewer.distributor_id
    return {
        "parties": one("SELECT * FROM parties WHERE brand_id = $1 AND id = ANY($2)"),
        "receipts": one(
            f"SELECT * FROM receipts WHERE brand_id = $1 AND id = ANY($2) AND {own}", me
        ),
        "lines": many(
            "SELECT * FROM order_lines WHERE brand_id = $1 AND order_id = ANY($2) "
            "ORDER BY order_id, position",
            "order_id",
        ),
        "receivables": many(
            "SELECT *, total_minor - applied_minor AS open_minor FROM receivables "
            f"WHERE brand_id = $1 AND order_id = ANY($2) AND {own} ORDER BY order_id, due_on",
            "order_id",
            me,
        ),
        "applications": many(
            "SELECT * FROM applications WHERE brand_id = $1 AND receivable_id = ANY($2) "
            "ORDER BY receivable_id, applied_on",
            "receivable_id",
        ),
    }
