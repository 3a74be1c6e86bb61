"""Every type and field of the schema with its source and policy; a gap stops the program."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false
# The types of graphql-core leave their own parameters open.

# ruff: noqa: ANN401  What Strawberry hands over has any type.

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_introspection_type,
    is_non_null_type,
)

from tributary.api.graphql.engine.declare import (
    Amount,
    ById,
    Column,
    EngineField,
    Identity,
    Lone,
    Many,
    One,
    OneOf,
    Paged,
    Source,
    Table,
    conditions_of,
)
from tributary.api.graphql.engine.deeds import PAYLOAD_MARK, Deed, DeedField
from tributary.api.graphql.engine.live import LiveField
from tributary.api.graphql.engine.scopes import Everything, Through, implied, sales_scope
from tributary.api.graphql.engine.structure import STRUCTURES
from tributary.api.graphql.engine.viewers import Policy, Sight
from tributary.identity import DISTRIBUTOR_ROLES, Role

_DEFINITION = "strawberry-definition"


class SchemaIncomplete(Exception):
    """A type or field does not say where it comes from or who may see it: a bug."""


@dataclass(frozen=True, slots=True)
class FieldEntry:
    """One field: what the compiler has to know about it."""

    name: str
    source: Source
    policy: Policy
    nullable: bool
    scalar: str
    """The scalar or enum it returns; empty for objects."""
    target: str
    """The object type it returns, of a page the type of its rows; empty for scalars."""
    of_type: str
    """The named type as the schema has it."""
    proven_for: frozenset[Sight]
    """For whom rows reached this way are seen because the row they were reached from is."""


@dataclass(frozen=True, slots=True)
class TypeEntry:
    """One object type whose objects are rows, or the root."""

    name: str
    table: Table | None
    is_node: bool
    fields: Mapping[str, FieldEntry]
    domain: str
    """The part of the business it belongs to: the module that declares it."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All types whose objects are rows, and the root."""

    schema: GraphQLSchema
    types: Mapping[str, TypeEntry]
    enums: Mapping[str, Mapping[str, str]] = field(repr=False)
    """Of each enum: what the database stores, and the name the schema has for it."""
    deeds: Mapping[str, Deed] = field(default_factory=dict[str, Deed])
    """What each field of the mutation type does."""
    subscription: TypeEntry | None = None
    """The subscription type, if the schema has one."""
    lives: Mapping[str, LiveField] = field(default_factory=dict[str, LiveField])
    """What each field of it follows."""

    def table(self, name: str) -> Table:
        """Return where the rows of a type are."""
        table = self.types[name].table
        if table is None:
            raise SchemaIncomplete(f"{name} has no rows")
        return table

    def readers(self, kind: str, column: str) -> frozenset[Role]:
        """Return the roles that some field of a type shows a column of its table to."""
        entry = self.types[kind]
        if entry.table is not None and column in (*entry.table.key, "id", entry.table.brand):
            return frozenset(Role)
        shown = (each.policy.roles for each in entry.fields.values() if _shows(each, column))
        return frozenset[Role]().union(*shown)

    @property
    def root(self) -> TypeEntry:
        """The query type."""
        return self.types["Query"]

    def entry(self, kind: str) -> TypeEntry | None:
        """Return a type whose objects are rows, or a root that reads; None for all others."""
        if self.subscription is not None and kind == self.subscription.name:
            return self.subscription
        return self.types.get(kind)


def catalogue_of(schema: GraphQLSchema) -> Catalogue:
    """Read every declaration of a schema, and refuse one with a gap.

    Raises:
        SchemaIncomplete: a type without table and scope, a field without source and policy, or a
            link that is never null although its row may be hidden.
    """
    objects = {
        kind.name: kind
        for kind in schema.type_map.values()
        if isinstance(kind, GraphQLObjectType)
        and not is_introspection_type(kind)
        and not _is_structure(kind)
        and kind not in (schema.mutation_type, schema.subscription_type)
    }
    tables = {name: _table_of(kind, schema) for name, kind in objects.items()}
    types = {name: _type_entry(kind, tables) for name, kind in objects.items()}
    enums = {
        kind.name: {str(value.value): name for name, value in kind.values.items()}
        for kind in schema.type_map.values()
        if isinstance(kind, GraphQLEnumType) and not is_introspection_type(kind)
    }
    subscription, lives = _lives_of(schema, tables)
    catalogue = Catalogue(schema, types, enums, _deeds_of(schema), subscription, lives)
    roots = [] if subscription is None else [subscription]
    gaps = [gap for entry in (*types.values(), *roots) for gap in _gaps(entry, catalogue)]
    if gaps:
        raise SchemaIncomplete("\n".join(gaps))
    return catalogue


def _is_structure(kind: GraphQLObjectType) -> bool:
    definition = kind.extensions[_DEFINITION]
    # OrderConnection is a copy that Strawberry makes of Connection.
    origin = (definition.concrete_of or definition).origin
    return origin in STRUCTURES or hasattr(origin, PAYLOAD_MARK)


def _deeds_of(schema: GraphQLSchema) -> dict[str, Deed]:
    """Read who may do what; a mutation that does not say so is refused."""
    if schema.mutation_type is None:
        return {}
    deeds: dict[str, Deed] = {}
    for name, each in schema.mutation_type.fields.items():
        declared = each.extensions.get(_DEFINITION)
        if not isinstance(declared, DeedField):
            raise SchemaIncomplete(
                f"Mutation.{name} declares no deed and no policy: make it with deed()"
            )
        deeds[name] = declared.deed
        _require_reach(name, declared.deed)
    return deeds


def _lives_of(
    schema: GraphQLSchema, tables: Mapping[str, Table | None]
) -> tuple[TypeEntry | None, dict[str, LiveField]]:
    """Read what can be followed; a subscription that does not say by what is refused."""
    kind = schema.subscription_type
    if kind is None:
        return None, {}
    lives: dict[str, LiveField] = {}
    for name, each in kind.fields.items():
        declared = each.extensions.get(_DEFINITION)
        if not isinstance(declared, LiveField):
            raise SchemaIncomplete(
                f"Subscription.{name} does not say whose changes it follows: "
                "make it with row_changed() or rows_of_side_changed()"
            )
        lives[name] = declared
    return _type_entry(kind, {**tables, kind.name: None}), lives


def _require_reach(name: str, deed: Deed) -> None:
    """Refuse a deed that somebody may do who sees a part of the brand, on nobody knows whose."""
    partial = DISTRIBUTOR_ROLES | {Role.SALESPERSON}
    if not deed.reach and not deed.policy.roles.isdisjoint(partial):
        raise SchemaIncomplete(
            f"Mutation.{name} is open to who sees a part of the brand: say on whose rows, reach="
        )


def _table_of(kind: GraphQLObjectType, schema: GraphQLSchema) -> Table | None:
    place: Table | None = getattr(kind.extensions[_DEFINITION].origin, "__table_of_rows__", None)
    if place is None and kind is not schema.query_type:
        raise SchemaIncomplete(
            f"{kind.name} declares no table and no scope: "
            'make it with @table("...", scope=...), so that it is clear who sees its rows'
        )
    return place


def _type_entry(kind: GraphQLObjectType, tables: Mapping[str, Table | None]) -> TypeEntry:
    fields = {name: _field_entry(kind, name, each, tables) for name, each in kind.fields.items()}
    is_node = any(each.name == "Node" for each in kind.interfaces)
    domain = domain_of(kind.extensions[_DEFINITION].origin)
    return TypeEntry(kind.name, tables[kind.name], is_node, fields, domain)


def domain_of(declared: Any) -> str:
    """Return the part of the business that a type or a deed belongs to."""
    module: str = declared.__module__
    # A part may be a package of its own, and so may its deeds.
    return module.rpartition("graphql.")[2].removeprefix("mutations.").partition(".")[0]


def _field_entry(
    kind: GraphQLObjectType, name: str, field: GraphQLField, tables: Mapping[str, Table | None]
) -> FieldEntry:
    declared = field.extensions.get(_DEFINITION)
    if not isinstance(declared, EngineField):
        raise SchemaIncomplete(
            f"{kind.name}.{name} declares no source and no policy: "
            "make it with column(), money(), one(), many() or connection()"
        )
    returned: Any = get_named_type(field.type)
    target = ""
    if isinstance(declared.source, Paged):
        returned_row: Any = get_named_type(returned.fields["nodes"].type)
        target = returned_row.name
    elif isinstance(returned, GraphQLObjectType | GraphQLInterfaceType):
        target = returned.name
    return FieldEntry(
        name=name,
        source=declared.source,
        policy=declared.policy,
        nullable=not is_non_null_type(field.type),
        scalar="" if target else returned.name,
        target=target,
        of_type=returned.name,
        proven_for=frozenset(
            sight for sight in Sight if _implied(kind.name, declared.source, target, tables, sight)
        ),
    )


def _implied(
    name: str,
    source: Source,
    target: str,
    tables: Mapping[str, Table | None],
    sight: Sight,
) -> bool:
    child = tables.get(target)
    if child is None:
        return False
    scope = child.scope_for(sight)
    if isinstance(scope, Everything):
        return True
    parent = tables[name]
    if parent is None or not isinstance(source, One | Many | Paged) or not source.child_column:
        return False
    seen = parent.scope_for(sight)
    # Upwards: this row was seen through the very row that is now asked for.
    if seen == Through(target, source.parent_column) and source.child_column == "id":
        return True
    return implied(seen, source.parent_column, scope, source.child_column, name)


def _shows(field: FieldEntry, column: str) -> bool:
    """Tell whether a field says what a column of the row holds, as it is or as a link."""
    match field.source:
        case Column(sql=sql):
            return sql == column
        case Amount(minor=minor, currency=currency):
            return column in (minor, currency)
        case One(on=on):
            return column in re.findall(r"\{p\}\.(\w+)", on)
        case OneOf(column=linked):
            return linked == column
        case _:
            return False


def _unseen(field: FieldEntry, catalogue: Catalogue) -> Iterator[str]:
    """Yield what pages can be ordered or chosen by although no field shows it."""
    if not isinstance(field.source, Paged):
        return
    for member in field.source.sort:
        column = str(member.value).split()[1]
        if not catalogue.readers(field.target, column) >= field.policy.roles:
            yield f"orders by {column}, which not everybody who may ask for it may see"
    for name, each in conditions_of(field.source).items():
        for column in each.columns:
            if not catalogue.readers(field.target, column):
                yield f"chooses by {column} for {name}, which no field shows"


def _gaps(entry: TypeEntry, catalogue: Catalogue) -> Iterator[str]:
    for each in entry.fields.values():
        where = f"{entry.name}.{each.name}"
        for gap in _unseen(each, catalogue):
            yield f"{where} {gap}: it would tell by which rows come"
        linked = isinstance(each.source, One | OneOf | ById | Lone)
        is_proven = each.proven_for == frozenset(Sight)
        if isinstance(each.source, One | ById) and not (each.nullable or is_proven):
            yield f"{where} is never null, but its row may be hidden: make it nullable"
        if linked and not each.target:
            yield f"{where} is a link and returns {each.scalar}"
        if isinstance(each.source, Identity) and not entry.is_node:
            yield f"{where} is a global id, but {entry.name} is no Node"
    scope = entry.table.scope if entry.table else None
    if entry.table and entry.table.sales is None and sales_scope(entry.table.scope) is None:
        yield f"{entry.name} does not say what salespeople see of it: declare sales="
    if isinstance(scope, Through) and scope.owner not in catalogue.types:
        yield f"{entry.name} is seen through {scope.owner}, which the schema does not have"
