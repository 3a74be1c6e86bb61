"""The other way to the same answers: stock execution with plain resolvers over rows in memory.

Nothing of the compiler is used here: joins, scopes, filters, orders, cursors and pages are done in
Python. What is shared is the declarations, read by simple patterns, with the few expressions that
are more than a comparison written out again.
"""

# ruff: noqa: ANN401  Answers are JSON, which has any type.

import operator
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

import psycopg
from graphql import GraphQLResolveInfo, GraphQLSchema, build_schema, execute_sync
from graphql import parse as parse_document
from psycopg.rows import dict_row

from tests.api.graphql.meaning import COLUMNS, CONDITIONS, DERIVED, LINKS, SALES, SCOPES
from tributary.api.graphql.engine import Viewer, scopes
from tributary.api.graphql.engine import declare as words
from tributary.api.graphql.engine.catalogue import FieldEntry
from tributary.api.graphql.engine.viewers import Sight
from tributary.api.graphql.schema import catalogue, sdl
from tributary.kernel import Currency, Money

EQUALITY = re.compile(r"\{t\}\.(\w+) = \{p\}\.(\w+)")
COMPARISON = re.compile(r"\{t\}\.(\w+) (=|>=|<) (ANY\(\{v\}\)|\{v\})")
OF_PEOPLE = dict.fromkeys(("users", "passwords", "totp_factors", "passkeys"))
"""Tables that belong to no brand."""
TABLE = re.compile(r"\w+")


@dataclass(frozen=True)
class Row:
    kind: str
    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


@dataclass
class Rows:
    """Every table of one brand."""

    brand_id: UUID
    tables: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    @classmethod
    def read(cls, url: str, brand_id: UUID) -> "Rows":
        rows = cls(brand_id)
        with psycopg.connect(url, row_factory=dict_row) as connection:
            connection.execute("SET timezone TO 'UTC'")
            names = {
                each.table.rows
                for each in catalogue().types.values()
                if each.table is not None and TABLE.fullmatch(each.table.rows)
            } | {"accounts", "balances", "tree_paths", "tree_edges", "memberships"}
            names |= {"former_memberships", "rebate_uses", "order_promises", "offer_claims"}
            names |= {"distributor_grades", "tickets", "sessions", "identity_links", *OF_PEOPLE}
            for name in names:
                column = {"brands": "id", **OF_PEOPLE}.get(name, "brand_id")
                where = f"WHERE {column} = %s" if column else "WHERE %s::uuid IS NOT NULL"
                rows.tables[name] = connection.execute(
                    f"SELECT * FROM {name} {where}",
                    [brand_id],
                ).fetchall()
        return rows


class Reference:
    """Answers as one viewer."""

    def __init__(self, rows: Rows, viewer: Viewer) -> None:
        self.rows = rows
        self.viewer: Viewer = viewer
        self.catalogue = catalogue()
        self._indexes: dict[tuple[str, str], dict[Any, list[Row]]] = {}
        self._seen: dict[tuple[str, int], bool] = {}
        self._of: dict[str, list[Row]] = {}
        self.cursors: dict[tuple[str, str], list[str]] = {}
        self._keys: dict[str, list[Any]] = {}

    @cached_property
    def schema(self) -> GraphQLSchema:
        return build_schema(sdl())

    def execute(self, document: str, variables: Mapping[str, Any]) -> dict[str, Any]:
        result = execute_sync(
            self.schema,
            parse_document(document),
            root_value=Row("Query", {}),
            variable_values=dict(variables),
            field_resolver=self.resolve,
            type_resolver=lambda value, *_: value.kind,
        )
        assert not result.errors, (result.errors, document, variables)
        return result.data or {}

    @cached_property
    def below(self) -> set[UUID]:
        """The viewer's distributor and those below it today."""
        return self.descendants(self.viewer.distributor_id)

    @cached_property
    def assigned(self) -> set[UUID]:
        """The distributors given to the viewer and those below them today."""
        given = (
            each["distributor_id"]
            for each in self.rows.tables["sales_assignments"]
            if each["user_id"] == self.viewer.user_id and each["until_at"] is None
        )
        return {below for one in given for below in self.descendants(one)}

    def descendants(self, of: UUID | None, *, strictly: bool = False) -> set[UUID]:
        return {
            path["descendant_id"]
            for path in self.rows.tables["tree_paths"]
            if path["ancestor_id"] == of
            and self.holds_today(path)
            and not (strictly and path["depth"] == 0)
        }

    def holds_today(self, row: Mapping[str, Any]) -> bool:
        until = row["valid_until"]
        return row["valid_from"] <= self.viewer.today and (
            until is None or until > self.viewer.today
        )

    def all(self, kind: str) -> list[Row]:
        """Every row of a type, whoever may see it."""
        if kind not in self._of:
            table = self.catalogue.table(kind)
            if kind in DERIVED:
                found = [Row(kind, each) for each in DERIVED[kind](self)]
            else:
                found = [Row(kind, each) for each in self.rows.tables[table.rows]]
            if kind == "Distributor":
                found = [row for row in found if row["kind"] == "distributor"]
            if kind == "User":
                members = {each["user_id"] for each in self.rows.tables["memberships"]}
                found = [row for row in found if row["id"] in members]
            self._of[kind] = found
        return self._of[kind]

    def find(self, kind: str, column: str, value: object) -> list[Row]:
        index = self._indexes.get((kind, column))
        if index is None:
            index = {}
            for row in self.all(kind):
                index.setdefault(row[column], []).append(row)
            self._indexes[kind, column] = index
        return [row for row in index.get(value, []) if self.sees(row)]

    def sees(self, row: Row) -> bool:
        if self.viewer.sight is Sight.BRAND:
            return True
        key = (row.kind, id(row.values))
        if key not in self._seen:
            self._seen[key] = self._passes(
                self.catalogue.table(row.kind).scope_for(self.viewer.sight), row
            )
        return self._seen[key]

    def _passes(self, scope: scopes.Scope, row: Row) -> bool:  # noqa: PLR0911  One for each.
        me = self.viewer.distributor_id
        if self.viewer.sight is Sight.ASSIGNED and row.kind in SALES:
            return SALES[row.kind](self, row)
        match scope:
            case scopes.Everything():
                return True
            case scopes.Nothing():
                return False
            case scopes.Below(column=column):
                return row[column] in self.below
            case scopes.Own(columns=columns):
                return any(row[column] == me for column in columns)
            case scopes.Assigned(columns=columns):
                return any(row[column] in self.assigned for column in columns)
            case scopes.Through(owner=owner, column=column):
                return bool(self.find(owner, "id", row[column]))
            case scopes.AnyOf(scopes=several):
                return any(self._passes(each, row) for each in several)
            case scopes.Where(predicate=predicate):
                known: dict[str, UUID | None] = {
                    "{t}.id = {brand}": self.viewer.brand_id,
                    "{t}.id = {viewer}": self.viewer.user_id,
                }
                special = SCOPES.get(row.kind)
                return special(self, row) if special else bool(row["id"] == known[predicate])

    def resolve(self, source: Any, info: GraphQLResolveInfo[Any], **given: Any) -> Any:
        entry = self.catalogue.types.get(info.parent_type.name)
        if entry is None:
            found = source[info.field_name]
            return found() if callable(found) else found
        declared = entry.fields[info.field_name]
        match declared.source:
            case words.Column(sql=sql):
                return self._scalar(declared, self._value(source, info.field_name, sql))
            case words.Identity():
                return f"{source.kind}:{source['id']}"
            case words.Amount(minor=minor, currency=currency):
                return _money(self._value(source, info.field_name, minor), source[currency])
            case words.Paged() as paged:
                return self._page(declared, paged, source, given)
            case _:
                return self._linked(declared, source, given)

    def _value(self, row: Row, name: str, sql: str) -> Any:
        special = COLUMNS.get((row.kind, name))
        return special(self, row) if special else row[sql]

    def _linked(self, declared: FieldEntry, source: Row, given: Mapping[str, Any]) -> Any:
        match declared.source:
            case words.One(on=on):
                return next(iter(self._joined(declared, on, source)), None)
            case words.OneOf(column=column, types=types):
                tries = [self.find(kind, "id", source[column]) for kind in types]
                return next((rows[0] for rows in tries if rows), None)
            case words.Many(on=on, order=order):
                rows = self._joined(declared, on, source)
                # Sorting keeps what was in order: the last key first.
                for name, way in reversed(re.findall(r"\{t\}\.(\w+)( DESC)?", order)):
                    rows.sort(key=operator.itemgetter(name), reverse=bool(way))
                return rows
            case words.Lone():
                rows = self.all(declared.target)
                if declared.target == "Cockpit" and given.get("currency"):
                    rows = [Row("Cockpit", each) for each in DERIVED["Cockpit"](self, **given)]
                return next((row for row in rows if self.sees(row)), None)
            case _:
                kind, _, key = str(given["id"]).partition(":")
                wanted = kind if declared.target == "Node" else declared.target
                known = self.catalogue.types.get(kind)
                if kind != wanted or known is None or not known.is_node:
                    return None
                return next(iter(self.find(kind, "id", UUID(key))), None)

    def _joined(self, declared: FieldEntry, on: str, source: Row) -> list[Row]:
        pairs = EQUALITY.findall(on)
        special = LINKS.get((source.kind, declared.name))
        if special:
            rows = [row for row in self.all(declared.target) if special(self, source, row)]
            return [row for row in rows if self.sees(row)]
        if not pairs:
            return [row for row in self.all(declared.target) if self.sees(row)]
        (child, parent), *rest = pairs
        return [
            row
            for row in self.find(declared.target, child, source[parent])
            if all(row[c] == source[p] for c, p in rest) and source[parent] is not None
        ]

    def _scalar(self, declared: FieldEntry, value: Any) -> Any:
        if value is None:
            return None
        if declared.scalar in self.catalogue.enums:
            return self.catalogue.enums[declared.scalar][value]
        match declared.scalar:
            case "DateTime":
                return _instant(value)
            case "Date":
                return value.isoformat()
            case "Rate":
                return f"{Decimal(value) / 1_000_000:.6f}"
            case _:
                return value

    def _page(
        self, declared: FieldEntry, paged: words.Paged, source: Row, given: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        rows = self._joined(declared, paged.on, source)
        for name, value in (given.get("filter") or {}).items():
            if value is not None:
                rows = [row for row in rows if self._holds(paged.filter, name, value, row)]
        member = next(each for each in paged.sort if each.name == given["sort"])
        column, way = str(member.value).split(" ")[1:3]
        key = self.catalogue.table(declared.target).key
        order = [column, *[name for name in key if name != column]]
        descending = way == "desc"
        rows = sorted(rows, key=lambda row: [row[n] for n in order], reverse=descending)

        def cursor(row: Row) -> str:
            parts = [row[name] for name in order[1:]] + [row[column]]
            text = "|".join([given["sort"].lower(), *[_cursor_text(part) for part in parts]])
            self._keys[text] = [row[name] for name in order]
            return text

        def beyond(text: str, row: Row) -> bool:
            """Tell whether a row lies behind a cursor."""
            mine, other = [row[name] for name in order], self._keys[text]
            return mine < other if descending else mine > other

        total = len(rows)
        if given.get("after"):
            rows = [row for row in rows if beyond(given["after"], row)]
        if given.get("before"):
            edge = self._keys[given["before"]]
            rows = [row for row in rows if not beyond(given["before"], row)]
            rows = [row for row in rows if [row[name] for name in order] != edge]
        page = _cut([(row, cursor(row)) for row in rows], given)
        known = self.cursors.setdefault((declared.of_type, given["sort"]), [])
        known += [each["cursor"] for each in page["edges"] if len(known) < 30]
        return {"totalCount": total, **page}

    def _holds(self, kind: type | None, name: str, value: Any, row: Row) -> bool:
        assert kind is not None
        python_name = re.sub(r"([A-Z])", lambda match: "_" + match[1].lower(), name)
        special = CONDITIONS.get((kind.__name__, python_name))
        if special:
            return bool(special(self, row, value))
        definition = kind.__strawberry_definition__  # type: ignore[attr-defined]
        sql = next(
            each.metadata["condition"].sql
            for each in definition.fields
            if each.python_name == python_name
        )
        match = COMPARISON.fullmatch(sql)
        assert match, sql
        column, sign, operand = match.groups()
        if column != "id" and isinstance(row[column], UUID):
            value = [each for each in _listed(value) if self._names(each)]
            value = value if "ANY" in operand else (value or [None])[0]
        wanted: Any = {_stored(each) for each in value} if "ANY" in operand else _stored(value)
        found = row[column]
        if found is None or wanted is None:
            return False
        if "ANY" in operand:
            return found in wanted or str(found) in wanted
        if isinstance(found, date):
            wanted = date.fromisoformat(wanted)
        if isinstance(found, UUID):
            found = str(found)
        return bool({"=": found == wanted, ">=": found >= wanted, "<": found < wanted}[sign])

    def _names(self, given: str) -> bool:
        """Tell whether an id in a filter is of something that the viewer sees."""
        kind, _, key = given.partition(":")
        return bool(self.find(kind, "id", UUID(key)))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _stored(value: Any) -> Any:
    """Return what a value of a filter looks like in the database."""
    if isinstance(value, str):
        if re.fullmatch(r"[A-Z][A-Za-z]+:[0-9a-f-]{36}", value):
            return value.partition(":")[2]
        if re.fullmatch(r"[A-Z_]{4,}", value):
            return value.lower()
    return value


def _cut(window: list[tuple[Row, str]], given: Mapping[str, Any]) -> dict[str, Any]:
    backward = given.get("last") is not None
    size: int = given["last"] if backward else given.get("first") or 0
    if not backward and given.get("first") is None:
        size = words.PAGE_DEFAULT
    page = (window[-size:] if size else []) if backward else window[:size]
    more = len(window) > size
    return {
        "nodes": [row for row, _ in page],
        "edges": [{"cursor": text, "node": row} for row, text in page],
        "pageInfo": {
            "hasNextPage": bool(given.get("before")) if backward else more,
            "hasPreviousPage": more if backward else bool(given.get("after")),
            "startCursor": page[0][1] if page else None,
            "endCursor": page[-1][1] if page else None,
        },
    }


def _money(minor: int | None, code: str) -> Mapping[str, str] | None:
    if minor is None:
        return None
    return {"amount": Money(minor, Currency(code)).decimal, "currency": code}


def _instant(value: datetime) -> str:
    text = value.isoformat(timespec="microseconds").removesuffix("+00:00")
    return text.rstrip("0").rstrip(".") + "+00:00"


def _cursor_text(value: Any) -> str:
    if isinstance(value, datetime):
        return _instant(value).replace("T", " ").removesuffix(":00")
    return str(value)


__all__ = ["Reference", "Row", "Rows"]
