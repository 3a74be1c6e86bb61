"""The schema: as checked in, described everywhere, and promising no more than the tables hold."""

import psycopg
import pytest
import strawberry
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    is_introspection_type,
)

from tests.architecture.source import ROOT
from tributary.api.graphql.engine import SchemaIncomplete, catalogue_of
from tributary.api.graphql.engine.declare import Amount, Column, Paged, column, lone, one, table
from tributary.api.graphql.engine.scopes import Everything, own
from tributary.api.graphql.engine.structure import Node, config
from tributary.api.graphql.engine.viewers import ANYONE
from tributary.api.graphql.schema import catalogue, schema, sdl


def test_the_schema_is_the_one_checked_in() -> None:
    kept = (ROOT / "schema" / "tributary.graphql").read_text(encoding="utf-8")

    assert kept == sdl(), "run `python -m scripts.sdl` and read the difference"


def test_everything_is_described() -> None:
    silent = []
    for kind in schema().type_map.values():
        if is_introspection_type(kind):
            continue
        if not kind.description:
            silent.append(kind.name)
        if isinstance(kind, GraphQLEnumType):
            silent += [f"{kind.name}.{n}" for n, v in kind.values.items() if not v.description]
        if isinstance(kind, GraphQLInputObjectType | GraphQLObjectType | GraphQLInterfaceType):
            for name, field in kind.fields.items():
                silent += [] if field.description else [f"{kind.name}.{name}"]
                for argument, each in getattr(field, "args", {}).items():
                    silent += [] if each.description else [f"{kind.name}.{name}({argument})"]

    assert silent == []


def test_what_is_never_null_is_never_null_in_its_table(superuser_url: str) -> None:
    with psycopg.connect(superuser_url) as connection:
        rows = connection.execute(
            "SELECT table_name, column_name, is_nullable = 'YES' FROM information_schema.columns"
        )
        nullable = {(name, each): bool(empty) for name, each, empty in rows}
    wrong = []
    for kind, entry in catalogue().types.items():
        for field in entry.fields.values():
            source = field.source
            sql = source.sql if isinstance(source, Column) else ""
            sql = source.minor if isinstance(source, Amount) else sql
            rows_of = entry.table.rows if entry.table else ""
            if (rows_of, sql) in nullable and nullable[rows_of, sql] != field.nullable:
                wrong.append(f"{kind}.{field.name}")
    assert wrong == []


def test_orders_are_by_columns_that_are_never_null(superuser_url: str) -> None:
    with psycopg.connect(superuser_url) as connection:
        rows = connection.execute(
            "SELECT table_name, column_name FROM information_schema.columns "
            "WHERE is_nullable = 'NO'"
        )
        filled = set(rows)
    orders = {
        (catalogue().table(field.target).rows, str(member.value).split()[1])
        for entry in catalogue().types.values()
        for field in entry.fields.values()
        if isinstance(field.source, Paged)
        for member in field.source.sort
    }

    assert orders
    assert orders <= filled


def test_an_order_without_equals_is_one_that_an_index_proves(superuser_url: str) -> None:
    with psycopg.connect(superuser_url) as connection:
        proven = {
            tuple(row)
            for row in connection.execute(
                "SELECT i.indrelid::regclass::text, a.attname, b.attname FROM pg_index i"
                " JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[1]"
                " JOIN pg_attribute b ON b.attrelid = i.indrelid AND b.attnum = i.indkey[2]"
                " WHERE i.indisunique AND i.indpred IS NULL AND i.indnkeyatts = 3"
                " AND a.attnotnull AND b.attnotnull"
            )
        }
    claimed = {
        (catalogue().table(field.target).rows, words[4], words[1])
        for entry in catalogue().types.values()
        for field in entry.fields.values()
        if isinstance(field.source, Paged)
        for member in field.source.sort
        if len(words := str(member.value).split()) > 3
    }

    assert ("order_lines", "order_id", "position") in claimed
    assert claimed <= proven


def incomplete(query: type) -> str:
    with pytest.raises(SchemaIncomplete) as caught:
        catalogue_of(strawberry.Schema(query, config=config())._schema)
    return str(caught.value)


def test_a_type_without_a_table_fails_the_build() -> None:
    @strawberry.type
    class Loose:
        name: str = column("name", ANYONE, "A name.")

    @strawberry.type
    class Query:
        loose: Loose = lone(ANYONE, "Loose.")

    assert incomplete(Query).startswith("Loose declares no table and no scope")


def test_a_field_without_a_policy_fails_the_build() -> None:
    @table("grades", scope=Everything(), description="A grade.")
    class Bare:
        name: str

    @strawberry.type
    class Query:
        bare: Bare = lone(ANYONE, "Bare.")

    assert incomplete(Query).startswith("Bare.name declares no source and no policy")


def test_a_link_to_a_row_that_may_be_hidden_may_not_be_promised() -> None:
    @table("orders", scope=own("debtor_id"), description="An order.")
    class Hidden(Node):
        number: str = column("number", ANYONE, "A number.")

    @table("receivables", scope=Everything(), description="An item.")
    class Seen:
        order: Hidden = one("order_id", ANYONE, "Its order.")

    @strawberry.type
    class Query:
        seen: Seen = lone(ANYONE, "Seen.")

    assert incomplete(Query) == (
        "Seen.order is never null, but its row may be hidden: make it nullable"
    )
