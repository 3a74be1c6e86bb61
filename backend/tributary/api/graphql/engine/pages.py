"""A connection as SQL: one page of rows, what stands around it, and how many there are in all."""

# ruff: noqa: S608  Declarations and numbers meet here; every value is a parameter.

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graphql import FieldNode

from tributary.api.graphql.engine.text import Piece, Sql, concat

if TYPE_CHECKING:
    from tributary.api.graphql.engine.catalogue import FieldEntry
    from tributary.api.graphql.engine.compiler import Compiler
    from tributary.api.graphql.engine.declare import Paged
    from tributary.api.graphql.engine.paging import Page


class PageWriter:
    """Writes one connection of one parent row.

    The inner select fetches the rows in order, one more than the page when somebody asks what
    stands around it; the outer one makes their texts. `n` numbers the rows as they were fetched.
    """

    def __init__(
        self, compiler: "Compiler", field: "FieldEntry", page: "Page", nodes: Sequence[FieldNode]
    ) -> None:
        self._compiler = compiler
        self._field = field
        self._page = page
        self._alias = compiler.alias()
        self._asked = compiler.selector.of_nodes(field.of_type, nodes)
        names = {inner[0].name.value for inner in self._asked.values()}
        self._looks_around = "pageInfo" in names
        self._sums_up = False

    def written(self, source: "Paged", parent: str) -> list[Piece]:
        """Return the text of the connection."""
        pieces: list[Piece] = ["{"]
        for place, (key, inner) in enumerate(self._asked.items()):
            pieces.append(f'{"," if place else ""}"{key}":')
            match inner[0].name.value:
                case "__typename":
                    pieces.append(f'"{self._field.of_type}"')
                case "totalCount":
                    pieces.append(self._count(source, parent))
                case "nodes":
                    row = self._compiler.row(self._field.target, self._alias, inner)
                    pieces += self._gathered(concat(row))
                case "edges":
                    pieces += self._gathered(concat(self._edge(inner)))
                case _:
                    pieces += self._surroundings(inner)
        pieces.append("}")
        if not self._sums_up:
            return pieces
        rows = self._rows(source, parent)
        return [Sql(f"(SELECT {concat(pieces)} FROM {rows} {self._alias})")]

    def _restrictions(self, source: "Paged", parent: str, *, walking: bool = False) -> list[str]:
        """Bind what restricts the rows; only for SQL that is used, or a parameter has no type."""
        compiler, field, alias = self._compiler, self._field, self._alias
        found = [compiler.parameters.fill(source.on, t=alias, p=parent)] if source.on else []
        found += compiler.conditions(
            field.target,
            alias,
            proven=compiler.is_proven(field),
            walking=walking and not source.on,
        )
        return found + self._page.filters(alias, compiler.parameters, compiler.seen)

    def _count(self, source: "Paged", parent: str) -> Sql:
        restricted = self._restrictions(source, parent)
        table = self._compiler.catalogue.table(self._field.target)
        rows = self._compiler.rows_of(table, self._alias)
        return Sql(f"(SELECT count(*) FROM {rows} WHERE {' AND '.join(restricted)})")

    def _rows(self, source: "Paged", parent: str) -> str:
        """Return the sub-select of the page's rows, numbered when that is needed."""
        compiler, page, alias = self._compiler, self._page, self._alias
        where = [
            *self._restrictions(source, parent, walking=True),
            *page.within(alias, compiler.parameters),
        ]
        limit = page.size + 1 if self._looks_around else page.size
        rows = compiler.rows_of(compiler.catalogue.table(self._field.target), alias)
        order = page.order.by(alias, backward=page.backward, within=source.child_column)
        fetched = (
            f"(SELECT {alias}.* FROM {rows} WHERE {' AND '.join(where)} "
            f"ORDER BY {order} LIMIT {limit})"
        )
        if not (self._looks_around or page.backward):
            return fetched
        return f"(SELECT {alias}.*, row_number() OVER () AS n FROM {fetched} {alias})"

    def _gathered(self, text: str) -> list[Piece]:
        self._sums_up = True
        order = f" ORDER BY {self._alias}.n DESC" if self._page.backward else ""
        return ["[", Sql(f"string_agg({text},','{order}){self._on_page()}"), "]"]

    def _on_page(self) -> str:
        if not self._looks_around:
            return ""
        return f" FILTER (WHERE {self._alias}.n <= {self._page.size})"

    def _edge(self, nodes: Sequence[FieldNode]) -> list[Piece]:
        kind = f"{self._field.of_type.removesuffix('Connection')}Edge"
        pieces: list[Piece] = ["{"]
        asked = self._compiler.selector.of_nodes(kind, nodes)
        for place, (key, inner) in enumerate(asked.items()):
            pieces.append(f'{"," if place else ""}"{key}":')
            match inner[0].name.value:
                case "node":
                    pieces += self._compiler.row(self._field.target, self._alias, inner)
                case "cursor":
                    pieces += self._page.order.cursor(self._alias)
                case _:
                    pieces.append(f'"{kind}"')
        return [*pieces, "}"]

    def _surroundings(self, nodes: Sequence[FieldNode]) -> list[Piece]:
        page = self._page
        more: Piece = Sql(f"CASE WHEN count(*) > {page.size} THEN 'true' ELSE 'false' END")
        # Whoever came by a cursor came from rows that lie on its other side.
        behind: Piece = ("true" if page.before else "false") if page.backward else more
        ahead: Piece = more if page.backward else ("true" if page.after else "false")
        known: dict[str, Piece] = {"hasNextPage": behind, "hasPreviousPage": ahead}
        pieces: list[Piece] = ["{"]
        asked = self._compiler.selector.of_nodes("PageInfo", nodes)
        for place, (key, inner) in enumerate(asked.items()):
            pieces.append(f'{"," if place else ""}"{key}":')
            match inner[0].name.value:
                case "startCursor":
                    pieces.append(self._end(first=True))
                case "endCursor":
                    pieces.append(self._end(first=False))
                case "__typename":
                    pieces.append('"PageInfo"')
                case name:
                    pieces.append(known[name])
                    self._sums_up = self._sums_up or known[name] is more
        return [*pieces, "}"]

    def _end(self, *, first: bool) -> Sql:
        self._sums_up = True
        way = "DESC" if first == self._page.backward else "ASC"
        cursor = concat(self._page.order.cursor(self._alias))
        ends = f"array_agg({cursor} ORDER BY {self._alias}.n {way}){self._on_page()}"
        return Sql(f"coalesce(({ends})[1],'null')")
