"""One operation becomes one SQL statement whose single value is the text of the answer.

Objects are concat() of literal JSON and columns, links are scalar sub-selects, lists string_agg()
over an ordered sub-select. Every table reference compares `brand_id` with the viewer's brand, and
for a distributor's people holds the scope predicate of its type, unless the row it was reached
from has already proven exactly that. What a plan depends on, beside the document, is the viewer's
roles and side, and the shape of the variables (see shapes).
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false
# The types of graphql-core leave their own parameters open.

# ruff: noqa: S608  Declarations and numbers meet here; every value is a parameter.

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLField,
    GraphQLObjectType,
    OperationDefinitionNode,
    OperationType,
)
from graphql.execution.values import VariableValues

from tributary.api.graphql.engine.catalogue import Catalogue, FieldEntry, TypeEntry
from tributary.api.graphql.engine.declare import (
    Amount,
    ById,
    Column,
    Identity,
    Lone,
    Many,
    One,
    OneOf,
    Paged,
    Table,
)
from tributary.api.graphql.engine.pages import PageWriter
from tributary.api.graphql.engine.paging import Page, page_of
from tributary.api.graphql.engine.parameters import (
    Binder,
    Parameters,
    id_type,
    key_text,
    value_of,
)
from tributary.api.graphql.engine.scopes import Below
from tributary.api.graphql.engine.selection import Fields, Selector
from tributary.api.graphql.engine.sentry import Sentry
from tributary.api.graphql.engine.text import Piece, Sql, concat, literal_of
from tributary.api.graphql.engine.values import digits, or_null, written
from tributary.api.graphql.engine.viewers import Breadth, Viewer

FOR_EVERY_PROGRAM: Final = frozenset({"Query", "Looker", "Brand"})
"""Who one is, and in which brand, needs no scope."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How an operation is answered: a statement with its binders, or a text known beforehand."""

    sql: str
    binders: tuple[Binder, ...]
    constant: bytes | None
    """The value of `data` when no row is needed for it."""
    cost: int
    """Rows that may have to be read."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is compiled: an operation with everything a plan may depend on."""

    operation: OperationDefinitionNode
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: VariableValues
    viewer: Viewer
    cost: int
    """Rows that may have to be read."""


class Compiler:
    """Compiles one operation for one kind of viewer."""

    def __init__(self, catalogue: Catalogue, asked: Asked) -> None:
        self.catalogue = catalogue
        self.asked = asked
        self.parameters = Parameters()
        self.selector = Selector(catalogue.schema, asked.fragments, asked.variables.coerced)
        self.sentry = Sentry(catalogue, asked.viewer.sight, self.alias)
        self._aliases = 0
        self._lists = 0
        """How many lists stand around what is being compiled."""

    def plan(self, introspection: Mapping[str, str]) -> Plan:
        """Compile the operation.

        Args:
            introspection: the answers to what is asked about the schema itself, by key.
        """
        root = self.catalogue.root
        if self.asked.operation.operation is OperationType.SUBSCRIPTION:
            root = self.catalogue.subscription or root
        fields = self.selector.of_sets(root.name, [self.asked.operation.selection_set])
        pieces = self._object(root, "", fields, introspection)
        constant = literal_of(pieces)
        if constant is not None:
            return Plan("", (), constant.encode(), self.asked.cost)
        return Plan(
            f"SELECT {concat(pieces)}", tuple(self.parameters.binders), None, self.asked.cost
        )

    def alias(self) -> str:
        """Return a name for one more table reference."""
        self._aliases += 1
        return f"t{self._aliases}"

    def row(self, kind: str, alias: str, nodes: Sequence[FieldNode]) -> list[Piece]:
        """Return the text of each row of a list of a type, as the nodes ask for it."""
        self._lists += 1
        pieces = self._one(kind, alias, nodes)
        self._lists -= 1
        return pieces

    def _one(self, kind: str, alias: str, nodes: Sequence[FieldNode]) -> list[Piece]:
        return self._object(self.catalogue.types[kind], alias, self.selector.of_nodes(kind, nodes))

    def conditions(
        self,
        kind: str,
        alias: str,
        *,
        proven: bool = False,
        walking: bool = False,
        alone: bool = False,
    ) -> list[str]:
        """Return what every reference to the rows of a type is restricted by.

        Args:
            kind: the type.
            alias: the reference.
            proven: whether the scope holds because of how the row is reached.
            walking: whether rows are taken in order until a page is full.
            alone: whether one row at most is looked for, and only once.
        """
        self._require_scope(self.catalogue.types[kind])
        table = self.catalogue.table(kind)
        found = [] if table.brand is None else [f"{alias}.{table.brand} = {{brand}}"]
        if table.where is not None:
            found.append(table.where.replace("{t}", alias))
        if not proven:
            scope = table.scope_for(self.asked.viewer.sight)
            predicate = self.sentry.predicate(scope, alias, alone=alone)
            if walking and predicate and isinstance(scope, Below):
                predicate = self._walked(scope, predicate).replace("{t}", alias)
            found += [predicate] if predicate else []
        return [self.parameters.fill(each, t=alias) for each in found]

    def _walked(self, scope: Below, predicate: str) -> str:
        match self.asked.viewer.breadth:
            case Breadth.FEW:
                return predicate
            case Breadth.MANY:
                return scope.listed
            case Breadth.MOST:
                return scope.probe

    def is_proven(self, field: FieldEntry) -> bool:
        """Tell whether rows reached by a field are seen because of the row they hang on."""
        return self.asked.viewer.sight in field.proven_for

    def seen(self, kind: str, place: str) -> str:
        """Return those ids of a type at a place that the viewer sees; who sees all sees them."""
        alias = self.alias()
        predicate = self.sentry.of(kind, alias)
        if predicate is None:
            return place
        table = self.catalogue.table(kind)
        is_list = place.endswith("[]")
        where = f"{alias}.{table.brand} = {{brand}} AND {predicate}"
        which = f"ANY({place})" if is_list else place
        ids = self.parameters.fill(
            f"(SELECT {alias}.id FROM {table.rows} {alias} WHERE {alias}.id = {which} AND {where})"
        )
        return f"ARRAY{ids}" if is_list else ids

    def _require_readable(
        self, field: FieldEntry, source: Paged, page: Page, node: FieldNode
    ) -> None:
        """Refuse to choose rows by what the viewer may not see of them: counting would tell."""
        roles = self.asked.viewer.roles
        for each in page.conditions:
            columns = each.condition.columns
            if any(self.catalogue.readers(field.target, one).isdisjoint(roles) for one in columns):
                name = getattr(source.filter, "__name__", "")
                raise GraphQLError(
                    f"{name}.{each.name} is not for your role.",
                    node,
                    extensions={"code": "FORBIDDEN"},
                )

    def _require_scope(self, entry: TypeEntry) -> None:
        """Refuse a program the rows of a part of the business that it was not allowed."""
        scope = f"{entry.domain}:read"
        if entry.name in FOR_EVERY_PROGRAM or self.asked.viewer.may(scope):
            return
        raise GraphQLError(
            f"{entry.name} needs the scope {scope}.", extensions={"code": "INSUFFICIENT_SCOPE"}
        )

    def rows_of(self, table: Table, alias: str) -> str:
        """Return the reference to a table, or to the query that stands for one."""
        return f"{self.parameters.fill(table.rows)} {alias}"

    def _object(
        self,
        entry: TypeEntry,
        alias: str,
        fields: Fields,
        known: Mapping[str, str] | None = None,
    ) -> list[Piece]:
        pieces: list[Piece] = ["{"]
        for place, (key, nodes) in enumerate(fields.items()):
            pieces.append(f'{"," if place else ""}"{key}":')
            name = nodes[0].name.value
            if name == "__typename":
                pieces.append(f'"{entry.name}"')
            elif known and key in known:
                pieces.append(known[key])
            else:
                pieces += self._field(entry, alias, nodes)
        return [*pieces, "}"]

    def _field(self, entry: TypeEntry, alias: str, nodes: Sequence[FieldNode]) -> list[Piece]:
        field = entry.fields[nodes[0].name.value]
        if not field.policy.admits(self.asked.viewer.roles):
            raise GraphQLError(
                f"{entry.name}.{field.name} is not for your role.",
                nodes[0],
                extensions={"code": "FORBIDDEN"},
            )
        match field.source:
            case Column(sql=sql):
                return self._scalar(field, self._expression(sql, alias))
            case Identity():
                key = "".join(f":{{t}}.{name}" for name in self.catalogue.table(entry.name).key)
                names = key.replace("{t}", alias).split(":")[1:]
                return [f'"{entry.name}', *_each(names), '"']
            case Amount(minor=minor, currency=currency):
                return self._money(
                    field,
                    self._expression(minor, alias),
                    self._expression(currency, alias),
                    nodes,
                )
            case _:
                return self._linked(entry, field, alias, nodes)

    def _linked(
        self, entry: TypeEntry, field: FieldEntry, alias: str, nodes: Sequence[FieldNode]
    ) -> list[Piece]:
        match field.source:
            case One(on=on):
                found = self._single(
                    field.target, nodes, on=on, parent=alias, proven=self.is_proven(field)
                )
                return [found] if not field.nullable else [Sql(f"coalesce({found.code},'null')")]
            case OneOf(column=column, types=types):
                on = f"{{t}}.id = {{p}}.{column}"
                tries = [self._single(kind, nodes, on=on, parent=alias).code for kind in types]
                return [Sql(f"coalesce({','.join(tries)},'null')")]
            case Many() as source:
                return self._list(field, source, alias, nodes)
            case Paged() as source:
                declared = self._declared(entry, field)
                table = self.catalogue.table(field.target)
                page = page_of(source, declared, nodes[0], table, self.asked.variables.coerced)
                self._require_readable(field, source, page, nodes[0])
                return PageWriter(self, field, page, nodes).written(source, alias)
            case Lone() as source:
                return self._lone(entry, field, source, nodes)
            case _:
                return self._by_id(entry, field, nodes)

    def _scalar(self, field: FieldEntry, sql: str) -> list[Piece]:
        pieces = written(field.scalar, sql, self.catalogue.enums)
        return [or_null(sql, pieces, concat)] if field.nullable else pieces

    def _money(
        self, field: FieldEntry, minor: str, currency: str, nodes: Sequence[FieldNode]
    ) -> list[Piece]:
        pieces: list[Piece] = ["{"]
        asked = self.selector.of_nodes("Money", nodes)
        for place, (key, inner) in enumerate(asked.items()):
            pieces.append(f'{"," if place else ""}"{key}":"')
            match inner[0].name.value:
                case "amount":
                    pieces.append(Sql(digits(minor, currency)))
                case "currency":
                    pieces.append(Sql(currency))
                case _:
                    pieces.append("Money")
            pieces.append('"')
        pieces.append("}")
        return [or_null(minor, pieces, concat)] if field.nullable else pieces

    def _single(
        self, kind: str, nodes: Sequence[FieldNode], *, on: str, parent: str, proven: bool = False
    ) -> Sql:
        """Return the text of the one row that a condition finds; NULL when there is none."""
        alias = self.alias()
        rows = self.rows_of(self.catalogue.table(kind), alias)
        where = [self.parameters.fill(on, t=alias, p=parent)] if on else []
        where += self.conditions(kind, alias, proven=proven, alone=not self._lists)
        text = concat(self._one(kind, alias, nodes))
        return Sql(f"(SELECT {text} FROM {rows} WHERE {' AND '.join(where) or 'true'})")

    def _list(
        self, field: FieldEntry, source: Many, parent: str, nodes: Sequence[FieldNode]
    ) -> list[Piece]:
        alias = self.alias()
        rows = self.rows_of(self.catalogue.table(field.target), alias)
        where = [self.parameters.fill(source.on, t=alias, p=parent)]
        where += self.conditions(field.target, alias, proven=self.is_proven(field))
        text = concat(self.row(field.target, alias, nodes))
        order = self.parameters.fill(source.order, t=alias)
        inner = f"SELECT {alias}.* FROM {rows} WHERE {' AND '.join(where)} ORDER BY {order}"
        return ["[", Sql(f"(SELECT string_agg({text},',') FROM ({inner}) {alias})"), "]"]

    def _lone(
        self, entry: TypeEntry, field: FieldEntry, source: Lone, nodes: Sequence[FieldNode]
    ) -> list[Piece]:
        given = {each.name.value: each.value for each in nodes[0].arguments or ()}
        declared = self._declared(entry, field)
        for name, _, _, bound in source.arguments:
            place = "NULL::text"
            if name in given:
                kind = declared.args[name].type
                _, binder = value_of(given[name], kind, self.asked.variables.coerced)
                place = self.parameters.bind(binder, "text")
            self.parameters.name(bound, place)
        found = self._single(field.target, nodes, on="", parent="")
        return [Sql(f"coalesce({found.code},'null')")]

    def _by_id(
        self, entry: TypeEntry, field: FieldEntry, nodes: Sequence[FieldNode]
    ) -> list[Piece]:
        argument = next(iter(nodes[0].arguments or ()))
        declared = self._declared(entry, field).args["id"].type
        value, binder = value_of(argument.value, declared, self.asked.variables.coerced)
        kind = id_type(value)
        wanted = self.catalogue.types.get(kind)
        if wanted is None or not wanted.is_node:
            return ["null"]
        if isinstance(field.source, ById) and kind != field.target:
            return ["null"]
        place = self.parameters.bind(lambda inputs: key_text(binder(inputs), kind), "uuid")
        found = self._single(kind, nodes, on=f"{{t}}.id = {place}", parent="")
        return [Sql(f"coalesce({found.code},'null')")]

    def _expression(self, sql: str, alias: str) -> str:
        if "{" not in sql:
            return f"{alias}.{sql}"
        return f"({self.parameters.fill(sql, t=alias)})"

    def _declared(self, entry: TypeEntry, field: FieldEntry) -> GraphQLField:
        kind = self.catalogue.schema.type_map[entry.name]
        if not isinstance(kind, GraphQLObjectType):
            raise TypeError(kind)
        declared: GraphQLField = kind.fields[field.name]
        return declared


def _each(names: Sequence[str]) -> list[Piece]:
    pieces: list[Piece] = []
    for name in names:
        pieces += [":", Sql(name)]
    return pieces
