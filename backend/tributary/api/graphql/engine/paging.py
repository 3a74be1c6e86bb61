"""Pages: which rows, in which order, and the cursors that name a place in it."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false
# The types of graphql-core leave their own parameters open.

# ruff: noqa: ANN401  What Strawberry and callers hand over has any type.

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Final

from graphql import GraphQLError, GraphQLField, GraphQLInputObjectType, get_nullable_type
from graphql.language import FieldNode

from tributary.api.graphql.engine.declare import PAGE_DEFAULT, PAGE_MAX, Condition, Paged, Table
from tributary.api.graphql.engine.parameters import (
    ArgumentUnusable,
    Binder,
    Inputs,
    Parameters,
    Variables,
    keys_of,
    value_of,
)
from tributary.api.graphql.engine.text import Piece, Sql, concat

_SORT: Final = re.compile(r"(?P<kind>\w+) (?P<column>\w+) (?P<way>asc|desc)(?: of (?P<owner>\w+))?")

_READABLE: Final[Mapping[str, re.Pattern[str]]] = {
    "bigint": re.compile(r"-?[0-9]{1,18}", re.ASCII),
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII),
    "timestamptz": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:.]{8,15}\+00", re.ASCII),
    "uuid": re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.ASCII),
    "text": re.compile(r"[^\0]{0,500}", re.DOTALL),
}


@dataclass(frozen=True, slots=True)
class Order:
    """An order of rows from the list of allowed ones; the key decides between equals."""

    name: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    descending: bool
    owner: str | None = None
    """The column within whose equals no two rows are equal in this order: an index proves it."""

    @classmethod
    def of(cls, member: Enum, key: Sequence[str]) -> "Order":
        """Read what a value of a sort enum stands for."""
        match = _SORT.fullmatch(str(member.value))
        if match is None:
            message = f"{member!r} is not an order: write kind, column, asc or desc, and of whom"
            raise ValueError(message)
        column = match["column"]
        rest = [name for name in key if name != column]
        kinds = ["uuid" if name == "id" else "bigint" for name in rest]
        return cls(
            name=member.name.lower(),
            columns=(column, *rest),
            kinds=(match["kind"], *kinds),
            descending=match["way"] == "desc",
            owner=match["owner"],
        )

    def by(self, alias: str, *, backward: bool, within: str = "") -> str:
        """Return the ORDER BY list.

        Args:
            alias: the reference.
            backward: whether the last rows come first.
            within: the column that all rows have the same value in, if there is one.
        """
        way = "DESC" if self.descending != backward else "ASC"
        expressions = self._expressions(alias)
        # Where there are no equals nothing has to decide between them: the index is the order.
        deciding = expressions[:1] if within and within == self.owner else expressions
        return ", ".join(f"{each} {way}" for each in deciding)

    def cursor(self, alias: str) -> list[Piece]:
        """Return the pieces of a row's cursor, quotes included."""
        head, *keys = self.columns
        texts: list[Piece] = [f"{self.name}|"]
        for name in keys:
            texts += [Sql(f"{alias}.{name}"), "|"]
        texts.append(Sql(f"{alias}.{head}"))
        # Only a text can hold what JSON has to escape.
        if self.kinds[0] == "text":
            return [Sql(f"to_json({concat(texts)})")]
        return ['"', *texts, '"']

    def beyond(self, alias: str, values: str, *, after: bool) -> str:
        """Return the condition that a row lies behind, or ahead of, a cursor."""
        sign = "<" if self.descending == after else ">"
        return f"({', '.join(self._expressions(alias))}) {sign} ({values})"

    def read(self, cursor: object) -> list[str]:
        """Return the values in a cursor, in the order of the columns.

        Raises:
            ArgumentUnusable: the cursor is of another order, or none at all.
        """
        name, *rest = str(cursor).split("|", len(self.columns))
        values = [rest[-1], *rest[:-1]] if rest else []
        fits = len(values) == len(self.kinds) and all(
            _READABLE[kind].fullmatch(value) for kind, value in zip(self.kinds, values, strict=True)
        )
        if name != self.name or not fits:
            raise ArgumentUnusable("This cursor does not belong to a page in this order.")
        if self.kinds[0] == "date":
            _require_day(values[0])
        return values

    def _expressions(self, alias: str) -> list[str]:
        return [
            f'{alias}.{column} COLLATE "C"' if kind == "text" else f"{alias}.{column}"
            for column, kind in zip(self.columns, self.kinds, strict=True)
        ]


def _require_day(text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ArgumentUnusable("This cursor does not belong to a page in this order.") from None


@dataclass(frozen=True, slots=True)
class Wanted:
    """One field of a filter that is given."""

    name: str
    condition: Condition
    binder: Binder
    scalar: str
    """What it is of."""
    value: object
    """What it is now; part of the shape if it is a boolean, or else whether it is a list of one."""

    @property
    def sql(self) -> str:
        """The comparison; of several ids of which one is given, equality with that one.

        Of a list the database knows no length and thinks of ten: too many to look each of them up.
        """
        is_lone = self.condition.node is not None and _length(self.value) == 1
        return self.condition.sql.replace(_AMONG, "= {v}") if is_lone else self.condition.sql


def _length(value: Any) -> int | None:
    return len(value) if isinstance(value, list) else None


Seen = Callable[[str, str], str]
"""Makes of a place of ids of a type those ids among them that the viewer sees."""


@dataclass(frozen=True, slots=True)
class Page:
    """The arguments of a connection."""

    order: Order
    size: int
    backward: bool
    after: Binder | None
    before: Binder | None
    conditions: tuple["Wanted", ...]

    def within(self, alias: str, parameters: Parameters) -> list[str]:
        """Return the conditions that the cursors make."""
        return [
            self.order.beyond(alias, self._values(bound, parameters), after=after)
            for bound, after in ((self.after, True), (self.before, False))
            if bound is not None
        ]

    def filters(self, alias: str, parameters: Parameters, seen: Seen) -> list[str]:
        """Return the conditions that the filter makes; an id that is not seen is one of nothing."""
        return [
            parameters.fill(each.sql, t=alias, v=_bound(each, parameters, seen))
            for each in self.conditions
        ]

    def _values(self, bound: Binder, parameters: Parameters) -> str:
        order = self.order

        def value(place: int) -> Binder:
            return lambda inputs: order.read(bound(inputs))[place]

        return ", ".join(
            f"{parameters.bind(value(place), 'text')}::{kind}"
            for place, kind in enumerate(order.kinds)
        )


def page_of(
    source: Paged, field: GraphQLField, node: FieldNode, table: Table, variables: Variables
) -> Page:
    """Read the arguments of a connection."""
    given = {
        each.name.value: value_of(each.value, field.args[each.name.value].type, variables)
        for each in node.arguments or ()
    }
    present = {name: value for name, (value, _) in given.items() if value is not None}
    size, backward = _size(present, node)
    sort = source.sort(present.get("sort", next(iter(source.sort))))
    conditions: tuple[Wanted, ...] = ()
    if "filter" in present:
        conditions = _conditions(field, present["filter"], given["filter"][1])
    return Page(
        order=Order.of(sort, table.key),
        size=size,
        backward=backward,
        after=given["after"][1] if "after" in present else None,
        before=given["before"][1] if "before" in present else None,
        conditions=conditions,
    )


def _size(present: Mapping[str, Any], node: FieldNode) -> tuple[int, bool]:
    if "first" in present and "last" in present:
        raise _refused("Ask for the first or for the last rows, not for both.", node)
    backward = "last" in present
    size: int = present.get("last", present.get("first", PAGE_DEFAULT))
    if not 0 <= size <= PAGE_MAX:
        raise _refused(f"A page has from 0 to {PAGE_MAX} rows, not {size}.", node)
    return size, backward


def _refused(message: str, node: FieldNode) -> GraphQLError:
    return GraphQLError(message, node, extensions={"code": "BAD_USER_INPUT"})


def _conditions(field: GraphQLField, wanted: Any, bound: Binder) -> tuple[Wanted, ...]:
    kind = get_nullable_type(field.args["filter"].type)
    if not isinstance(kind, GraphQLInputObjectType):
        raise TypeError(kind)

    def member(name: str) -> Binder:
        def read(inputs: Inputs) -> object:
            whole: Any = bound(inputs)
            return whole[name]

        return read

    return tuple(
        Wanted(
            name,
            kind.fields[name].extensions["strawberry-definition"].metadata["condition"],
            member(name),
            str(kind.fields[name].type).strip("[]!"),
            value,
        )
        for name, value in wanted.items()
        if value is not None
    )


_AMONG: Final = "= ANY({v})"
_OWN_ID: Final = f"{{t}}.id {_AMONG}"
# A currency is compared as the column has it, or no index would be of use.
_KINDS: Final = {
    "Int": "bigint",
    "Date": "date",
    "DateTime": "timestamptz",
    "Boolean": "boolean",
    "CurrencyCode": "bpchar",
}


def _bound(wanted: Wanted, parameters: Parameters, seen: Seen) -> str:
    """Bind the value of a filter's field; a list becomes an array, one value too for ids."""
    many = "ANY({v})" in wanted.sql
    node, binder = wanted.condition.node, wanted.binder
    if node is not None:
        if many:
            place = parameters.bind(lambda inputs: keys_of(binder(inputs), node), "uuid[]")
        else:
            place = parameters.bind(lambda inputs: keys_of(binder(inputs), node)[0], "uuid")
        # A row that is asked for by its own id has to be seen anyway.
        return place if wanted.condition.sql == _OWN_ID else seen(node, place)
    if isinstance(wanted.value, bool):
        # Known when the statement is planned, it lets an index of such rows alone be used.
        return str(wanted.value).lower()
    suffix = "[]" if many else ""
    return parameters.bind(
        lambda inputs: _stored(binder(inputs)), _KINDS.get(wanted.scalar, "text") + suffix
    )


def _stored(value: object) -> object:
    if isinstance(value, list):
        return [_stored(each) for each in value]
    return value.value if isinstance(value, Enum) else value
