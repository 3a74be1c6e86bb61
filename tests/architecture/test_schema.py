"""The schema: brands apart, shardable, indexed, and the same in models and migrations."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from tests.architecture.schema_rules import POLICY, REFERENCE_TABLES, RULES, TABLES
from tributary import app
from tributary.platform import Base, driver_url
from tributary.platform.postgres import DatabaseUrls, EmbeddedPostgres

ROLES = ["tributary_app", "tributary_worker", "tributary_report"]

BREAKAGES: dict[str, LiteralString] = {
    "a tenant table has brand_id uuid not null, not generated": "CREATE TABLE bad (id uuid)",
    "a tenant table has a primary key": "CREATE TABLE bad (brand_id uuid NOT NULL)",
    "every unique index contains brand_id as a key column": (
        "CREATE UNIQUE INDEX bad ON audit_entries (id)"
    ),
    "a reference between tenant tables maps brand_id to brand_id": """
        CREATE TABLE bad (brand_id uuid NOT NULL, id uuid, blob_id uuid, other uuid,
          PRIMARY KEY (brand_id, id),
          FOREIGN KEY (other, blob_id) REFERENCES blobs (brand_id, id))""",
    "references go tenant to tenant or reference, reference to reference, local to local": """
        CREATE TABLE bad (brand_id uuid NOT NULL, id bigint REFERENCES procrastinate_jobs (id),
          PRIMARY KEY (brand_id, id))""",
    "a reference holding brand_id neither sets null nor cascades updates": """
        CREATE TABLE bad (brand_id uuid NOT NULL, id uuid, PRIMARY KEY (brand_id, id),
          FOREIGN KEY (brand_id, id) REFERENCES blobs (brand_id, id) ON UPDATE CASCADE)""",
    "no constraint of a tenant table is deferrable": """
        ALTER TABLE blobs ADD CONSTRAINT bad UNIQUE (brand_id, sha256, id) DEFERRABLE""",
    "no trigger on tenant and reference tables": """
        CREATE TRIGGER bad BEFORE UPDATE ON blobs FOR EACH ROW
          EXECUTE FUNCTION suppress_redundant_updates_trigger()""",
    "no rewrite rule on a tenant table": (
        "CREATE RULE bad AS ON DELETE TO blobs DO INSTEAD NOTHING"
    ),
    "no identity column on a tenant table": (
        "ALTER TABLE blobs ADD bad bigint GENERATED ALWAYS AS IDENTITY"
    ),
    "a sequence default is a bigint": "ALTER TABLE blobs ADD bad serial",
    "no table inheritance": "CREATE TABLE bad () INHERITS (blobs)",
    "row-level security is enabled and forced on tenant tables": (
        "ALTER TABLE blobs NO FORCE ROW LEVEL SECURITY"
    ),
    "a tenant table has exactly the one policy, word for word, for reading and writing": (
        "CREATE POLICY bad ON blobs USING (true)"
    ),
    "no working role owns, bypasses or is above the policies": (
        "ALTER ROLE tributary_app BYPASSRLS"
    ),
    "no working role may update brand_id": "GRANT UPDATE ON blobs TO tributary_app",
    "names of tables, indexes and constraints fit in 54 bytes": (
        "CREATE INDEX a_name_of_fifty_five_bytes_is_too_long_for_its_shards_xx ON blobs (brand_id)"
    ),
    "every reference has an index that starts with its columns": """
        CREATE TABLE bad (brand_id uuid NOT NULL, id uuid, blob_id uuid, PRIMARY KEY (brand_id, id),
          FOREIGN KEY (brand_id, blob_id) REFERENCES blobs (brand_id, id))""",
    "every money column has the currency of its row": "ALTER TABLE blobs ADD bad_minor bigint",
    "a money column is a bigint": "ALTER TABLE blobs ADD bad_minor integer",
    "an instant is a timestamptz and a business day a date": (
        "ALTER TABLE blobs ADD bad_at timestamp"
    ),
    "a security definer function pins its search path and is owned by a plain role": (
        "CREATE FUNCTION bad() RETURNS int LANGUAGE sql SECURITY DEFINER RETURN 1"
    ),
    "no view that hides whose rights it uses": "CREATE VIEW bad AS SELECT 1",
    "an exclusion serves no query: it has a condition that every row fulfils": """
        ALTER TABLE blobs ADD CONSTRAINT bad EXCLUDE USING gist (brand_id WITH =, id WITH =)""",
    "every exclusion compares brand_id for equality": """
        ALTER TABLE blobs ADD CONSTRAINT bad EXCLUDE USING gist (id WITH =)""",
}


@pytest.fixture
def catalog(server: EmbeddedPostgres, urls: DatabaseUrls) -> Iterator[psycopg.Connection[Any]]:
    """A superuser's transaction in the migrated database, rolled back."""
    assert urls.migrate
    with psycopg.connect(server.superuser_url("tributary")) as connection:
        yield connection
        connection.rollback()


def violations(catalog: psycopg.Connection[Any], rule: str) -> list[str]:
    parameters = {"reference": list(REFERENCE_TABLES), "policy": POLICY, "roles": ROLES}
    return [row[0] for row in catalog.execute(TABLES + RULES[rule], parameters).fetchall()]


@pytest.mark.parametrize("rule", RULES)
def test_the_schema_keeps_the_rule(catalog: psycopg.Connection[Any], rule: str) -> None:
    assert violations(catalog, rule) == []


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_finds_a_breakage(catalog: psycopg.Connection[Any], rule: str) -> None:
    catalog.execute(BREAKAGES[rule])

    assert violations(catalog, rule) != []


@pytest.mark.parametrize("role", ROLES)
def test_the_standing_rules_for_sharding_return_no_row(
    catalog: psycopg.Connection[Any], role: str
) -> None:
    standing = Path(__file__).parents[2].parent / "shared" / "tools" / "distributable.sql"
    if not standing.exists():
        pytest.skip("the shared folder is not beside the project")
    local = catalog.execute(
        "SELECT array_agg(relname::text) FROM pg_class WHERE relkind = 'r' "
        "AND (relname LIKE 'procrastinate%' OR relname = 'alembic_version')"
    ).fetchone()
    assert local is not None
    sql = standing.read_text()
    for name, value in (
        ("schema", "public"),
        ("app_role", role),
        ("ref", "{" + ",".join(REFERENCE_TABLES) + "}"),
        ("loc", "{" + ",".join(local[0]) + "}"),
    ):
        sql = sql.replace(f":'{name}'", f"'{value}'").replace(f":{name}", f"'{value}'")

    assert catalog.execute(sql.encode()).fetchall() == []


def test_models_and_migrations_describe_the_same_schema(urls: DatabaseUrls) -> None:
    app.import_models()
    engine = create_engine(driver_url(urls.migrate), poolclass=NullPool)
    with engine.connect() as connection:
        options = {"compare_type": True, "include_object": _is_ours}
        context = MigrationContext.configure(connection, opts=options)
        differences = compare_metadata(context, Base.metadata)
    engine.dispose()

    assert differences == []


def _is_ours(thing: object, name: str | None, kind: str, *rest: object) -> bool:
    del thing, rest
    return not (kind == "table" and name is not None and name.startswith("procrastinate"))
