"""The words in which a GraphQL type says where its rows and fields come from, and who sees them.

    @table("orders", scope=Below("distributor_id"))
    class Order(Node):
        '''An order.'''

        number: str = column("number", ANYONE, "How people call it.")
        total: Money = money("total_minor", ANYONE, "What is owed for it.")
        lines: Connection[OrderLineRef] = connection("order_id", ANYONE, "...", sort=LineSort)

In SQL given to these functions `{t}` is the row of the type, `{p}` the row it was reached from,
and `{brand}`, `{distributor}`, `{viewer}` and `{today}` are bound parameters.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false
# The types of Strawberry leave their own parameters open.

# ruff: noqa: ANN401  What Strawberry and callers hand over has any type.

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, TypeVar

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from tributary.api.graphql.engine.scopes import Everything, Nothing, Scope, sales_scope
from tributary.api.graphql.engine.viewers import ANYONE, Policy, Sight

T = TypeVar("T")

PAGE_DEFAULT: Final = 20
PAGE_MAX: Final = 100


@dataclass(frozen=True, slots=True)
class Column:
    """A scalar: a column, or an expression when it contains a brace."""

    sql: str


@dataclass(frozen=True, slots=True)
class Identity:
    """The global id: the name of the type and the key."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Minor units of the row's currency."""

    minor: str
    currency: str


@dataclass(frozen=True, slots=True)
class One:
    """At most one row of another type."""

    on: str
    parent_column: str = ""
    """Empty when the join is more than one equality."""
    child_column: str = ""


@dataclass(frozen=True, slots=True)
class OneOf:
    """A row of one of several types, found by one id."""

    column: str
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Many:
    """A list that is short by its nature."""

    on: str
    order: str
    size: int
    """How many rows to expect when the cost of an operation is estimated."""
    parent_column: str = ""
    child_column: str = ""


@dataclass(frozen=True, slots=True)
class Paged:
    """A connection: pages of rows, forward and backward."""

    on: str
    sort: type[Enum]
    filter: type | None
    parent_column: str = ""
    child_column: str = ""


@dataclass(frozen=True, slots=True)
class ByNode:
    """Any row by its global id."""


@dataclass(frozen=True, slots=True)
class ById:
    """A row of one type by its global id."""


@dataclass(frozen=True, slots=True)
class Lone:
    """The single row of a type without a table that lists more, such as the cockpit."""

    arguments: tuple[tuple[str, Any, str, str], ...] = ()
    """Name, type, description and the name under which `rows` binds the value."""


Source = Column | Identity | Amount | One | OneOf | Many | Paged | ByNode | ById | Lone


@dataclass(frozen=True, slots=True)
class Table:
    """Where the rows of a type are."""

    rows: str
    """A table, or a query in parentheses."""
    scope: Scope
    key: tuple[str, ...]
    brand: str | None
    """The column that is compared with the viewer's brand; None when `rows` does so itself."""
    where: str | None
    """What makes a row of the table one of this type."""
    sales: Scope | None = None
    """What salespeople see, where it does not follow from the scope."""

    def scope_for(self, sight: Sight) -> Scope:
        """Return which of the brand's rows are seen by somebody who sees so far."""
        match sight:
            case Sight.BRAND:
                return Everything()
            case Sight.BRANCH:
                return self.scope
            case Sight.ASSIGNED:
                # What nobody thought of is hidden; the catalogue refuses such a type, too.
                return self.sales or sales_scope(self.scope) or Nothing()


class EngineField(StrawberryField):
    """A field that the engine answers in SQL: its source and who may ask for it."""

    def __init__(self, source: Source, policy: Policy, description: str) -> None:
        super().__init__(description=description)
        self.source = source
        self.policy = policy

    @property
    def arguments(self) -> list[StrawberryArgument]:
        """The arguments that follow from the source."""
        match self.source:
            case ByNode() | ById():
                return [_argument("id", strawberry.ID, "The global id.")]
            case Lone(arguments=arguments):
                return [_argument(name, kind, text) for name, kind, text, _ in arguments]
            case Paged(sort=sort, filter=wanted):
                return _paging(sort, wanted)
            case _:
                return []

    @arguments.setter
    def arguments(self, value: list[StrawberryArgument]) -> None:
        """Refuse: arguments follow from the source."""
        raise AttributeError(value)


def _argument(
    name: str, kind: object, description: str, *, default: object = None
) -> StrawberryArgument:
    given: dict[str, Any] = {} if default is None else {"default": default}
    return StrawberryArgument(
        python_name=name,
        graphql_name=name,
        type_annotation=StrawberryAnnotation(kind),
        description=description,
        **given,
    )


def _optional(name: str, kind: Any, description: str) -> StrawberryArgument:
    return _argument(name, kind | None, description, default=strawberry.UNSET)


def _paging(sort: type[Enum], wanted: type | None) -> list[StrawberryArgument]:
    first = next(iter(sort))
    page = f"from 0 to {PAGE_MAX}"
    arguments = [
        _optional("first", int, f"How many rows from the start, {page}; {PAGE_DEFAULT} if unsaid."),
        _optional("after", str, "Only rows behind the one with this cursor."),
        _optional("last", int, f"How many rows from the end, {page}."),
        _optional("before", str, "Only rows ahead of the one with this cursor."),
        _argument("sort", sort, "In which order.", default=first),
    ]
    if wanted is not None:
        arguments.append(_optional("filter", wanted, "Only rows for which all of this holds."))
    return arguments


def description_of(kind: type) -> str:
    """Return what the schema says of a class: its docstring, on one line."""
    return " ".join((kind.__doc__ or "").split())


def table(
    rows: str,
    *,
    scope: Scope,
    sales: Scope | None = None,
    description: str = "",
    key: Sequence[str] = ("id",),
    brand: str | None = "brand_id",
    where: str | None = None,
    name: str | None = None,
) -> Callable[[type[T]], type[T]]:
    """Declare a GraphQL type whose objects are rows; its docstring is what the schema says."""

    def declared(kind: type[T]) -> type[T]:
        said = description or description_of(kind)
        made = strawberry.type(kind, name=name, description=said)
        place = Table(rows, scope, tuple(key), brand, where, sales)
        made.__table_of_rows__ = place  # type: ignore[attr-defined]
        return made

    return declared


def column(sql: str, policy: Policy, description: str) -> Any:
    """Declare a scalar or enum field."""
    return EngineField(Column(sql), policy, description)


def identity(policy: Policy = ANYONE) -> Any:
    """Declare the global id of a type."""
    return EngineField(Identity(), policy, "The global id; opaque, and the same for ever.")


def money(minor: str, policy: Policy, description: str, *, currency: str = "currency") -> Any:
    """Declare an amount of money."""
    return EngineField(Amount(minor, currency), policy, description)


def one(parent_column: str, policy: Policy, description: str, *, child: str = "id") -> Any:
    """Declare a link to the row that a column names."""
    on = f"{{t}}.{child} = {{p}}.{parent_column}"
    return EngineField(One(on, parent_column, child), policy, description)


def one_where(on: str, policy: Policy, description: str) -> Any:
    """Declare a link to the one row for which a condition holds."""
    return EngineField(One(on), policy, description)


def one_of(parent_column: str, policy: Policy, description: str, *, types: Sequence[str]) -> Any:
    """Declare a link to a row of one of several types."""
    return EngineField(OneOf(parent_column, tuple(types)), policy, description)


def many(child_column: str, policy: Policy, description: str, *, order: str, size: int = 10) -> Any:
    """Declare a list that is short by its nature."""
    on = f"{{t}}.{child_column} = {{p}}.id"
    source = Many(on, order=order, size=size, parent_column="id", child_column=child_column)
    return EngineField(source, policy, description)


def many_where(on: str, policy: Policy, description: str, *, order: str, size: int = 10) -> Any:
    """Declare a short list of rows for which a condition holds."""
    return EngineField(Many(on, order=order, size=size), policy, description)


def connection(
    child_column: str,
    policy: Policy,
    description: str,
    *,
    sort: type[Enum],
    filter_by: type | None = None,
) -> Any:
    """Declare pages of rows that name this row in a column."""
    on = f"{{t}}.{child_column} = {{p}}.id"
    return EngineField(Paged(on, sort, filter_by, "id", child_column), policy, description)


def connection_where(
    on: str, policy: Policy, description: str, *, sort: type[Enum], filter_by: type | None = None
) -> Any:
    """Declare pages of rows for which a condition holds; an empty one for all rows."""
    return EngineField(Paged(on, sort, filter_by), policy, description)


def by_node(policy: Policy, description: str) -> Any:
    """Declare the look-up of any object by its id."""
    return EngineField(ByNode(), policy, description)


def by_id(policy: Policy, description: str) -> Any:
    """Declare the look-up of one type by id."""
    return EngineField(ById(), policy, description)


def lone(
    policy: Policy,
    description: str,
    *,
    arguments: Mapping[str, tuple[Any, str, str]] | None = None,
) -> Any:
    """Declare the single row of a type, with arguments as (type, description, bound name)."""
    given = tuple((name, *rest) for name, rest in (arguments or {}).items())
    return EngineField(Lone(given), policy, description)


def deprecated(declared: Any, reason: str) -> Any:
    """Announce that a field goes away after the next release; the reason says what to ask."""
    declared.deprecation_reason = reason
    return declared


@dataclass(frozen=True, slots=True)
class Condition:
    """What a field of a filter compares; `{v}` is the bound value."""

    sql: str
    node: str | None
    """The type whose global ids are given, if ids are."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the row that it compares."""
        return tuple(dict.fromkeys(re.findall(r"\{t\}\.(\w+)", self.sql)))


MIDNIGHT: Final = (
    "timezone((SELECT b.time_zone FROM brands b WHERE b.id = {brand}), CAST({v} AS timestamp))"
)
"""When the day that a filter names begins where the brand is."""


def condition(sql: str, description: str, *, node: str | None = None) -> Any:
    """Declare a field of a filter."""
    return strawberry.field(
        default=strawberry.UNSET,
        description=description,
        metadata={"condition": Condition(sql, node)},
    )


def conditions_of(source: Paged) -> dict[str, Condition]:
    """Return what the fields of a connection's filter compare, by their names in Python."""
    if source.filter is None:
        return {}
    fields: Any = source.filter.__strawberry_definition__.fields  # type: ignore[attr-defined]
    return {each.python_name: each.metadata["condition"] for each in fields}


def filter_input(kind: type[T]) -> type[T]:
    """Declare a filter, all of whose given fields must hold."""
    return strawberry.input(kind, description=description_of(kind))


E_ = TypeVar("E_", bound=Enum)


def enum_type(
    kind: type[E_], description: str, *, name: str | None = None, **values: str
) -> type[E_]:
    """Make an enum of the trade one of the schema, with a sentence about each value."""
    made = strawberry.enum(kind, name=name, description=description)
    definition: Any = made.__strawberry_definition__  # type: ignore[attr-defined]
    for value in definition.values:
        value.description = values[value.name.lower()]
    return made


def described(**values: str) -> Callable[[type[E_]], type[E_]]:
    """Declare an enum of the schema by its docstring and a sentence about each value."""
    return lambda kind: enum_type(kind, description_of(kind), **values)
