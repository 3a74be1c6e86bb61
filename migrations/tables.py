"""What every migration needs: tenant tables with their policy, grants by role, a lock timeout.

Roles are named after the database: `<database>_migrate` owns everything, `<database>_app`,
`<database>_worker` and `<database>_report` get what is granted here and nothing else.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

OWN_BRAND = "brand_id = nullif(current_setting('app.brand_id', true), '')::uuid"
"""The whole policy of a tenant table; after SET LOCAL ends the setting is '', not NULL."""


def lock_timeout(seconds: int = 5) -> None:
    """Give up rather than queue behind a long transaction and block everybody else."""
    op.execute(f"SET LOCAL lock_timeout = '{seconds}s'")


def role(kind: str) -> str:
    """Return the quoted name of this database's role of a kind: app, worker, report, migrate."""
    database = op.get_bind().execute(sa.text("select current_database()")).scalar_one()
    return '"' + f"{database}_{kind}".replace('"', '""') + '"'


def grant(what: str, on: str, *kinds: str) -> None:
    """Grant privileges on a table, sequence or function to roles by kind."""
    for kind in kinds:
        op.execute(f"GRANT {what} ON {on} TO {role(kind)}")


def tenant_table(
    name: str,
    *items: SchemaItem,
    app: str = "select, insert",
    worker: str | None = None,
    update: Sequence[str] = (),
    delete: bool = False,
) -> None:
    """Create a table of brands' rows: `brand_id` first, its policy forced, grants by role.

    Args:
        name: the table.
        items: the other columns and the constraints; a primary key starts with brand_id.
        app: what the app role may do to the whole table; "" for nothing at all.
        worker: the same for the worker role; as the app role when left out.
        update: the columns that app and worker may update, never brand_id.
        delete: whether app and worker may delete rows.
    """
    op.create_table(name, sa.Column("brand_id", sa.Uuid(), nullable=False), *items)
    op.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
    op.execute(
        f"CREATE POLICY brand_isolation ON {name} USING ({OWN_BRAND}) WITH CHECK ({OWN_BRAND})"
    )
    for kind, what in (("app", app), ("worker", app if worker is None else worker)):
        if what:
            grant(what, name, kind)
        if update:
            grant(f"UPDATE ({', '.join(update)})", name, kind)
        if delete:
            grant("DELETE", name, kind)
    grant("SELECT", name, "report")


def reference_table(
    name: str, *items: SchemaItem, app: str = "select, insert", update: Sequence[str] = ()
) -> None:
    """Create a table that belongs to no brand: brands, users."""
    op.create_table(name, *items)
    for kind in ("app", "worker"):
        grant(app, name, kind)
        if update:
            grant(f"UPDATE ({', '.join(update)})", name, kind)
    grant("SELECT", name, "report")


def minor(name: str, *, nullable: bool = False, default: int | None = None) -> sa.Column[Any]:
    """Return a column that counts minor units of the row's currency."""
    server_default = None if default is None else sa.text(str(default))
    return sa.Column(name, sa.BigInteger(), nullable=nullable, server_default=server_default)


def uuid(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    """Return an id column."""
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def text(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    """Return a text column."""
    return sa.Column(name, sa.Text(), nullable=nullable)


def whole(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    """Return a BIGINT column that is not money."""
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def currency(name: str = "currency") -> sa.Column[Any]:
    """Return a column of ISO 4217 codes."""
    return sa.Column(name, sa.CHAR(3), nullable=False)


def day(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    """Return a business date."""
    return sa.Column(name, sa.Date(), nullable=nullable)


def instant(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    """Return an instant with time zone."""
    return sa.Column(name, sa.TIMESTAMP(timezone=True), nullable=nullable)


def primary_key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    """Return the primary key of a tenant table: brand_id, then the given columns."""
    return sa.PrimaryKeyConstraint("brand_id", *columns, name=f"pk_{table}")


def foreign_key(table: str, to: str, *columns: str, key: str = "id") -> sa.ForeignKeyConstraint:
    """Return a reference to a tenant table by brand_id and one id column."""
    (column,) = columns
    return sa.ForeignKeyConstraint(
        ["brand_id", column],
        [f"{to}.brand_id", f"{to}.{key}"],
        name=f"fk_{table}_{column.removesuffix('_id')}",
    )


def one_of(table: str, column: str, *values: str) -> sa.CheckConstraint:
    """Return the check that a state text is one of a list."""
    allowed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({allowed})", name=f"ck_{table}_{column}")


def check(table: str, what: str, condition: str) -> sa.CheckConstraint:
    """Return a named check."""
    return sa.CheckConstraint(condition, name=f"ck_{table}_{what}")


def unique(table: str, *columns: str) -> sa.UniqueConstraint:
    """Return a uniqueness within the brand."""
    return sa.UniqueConstraint("brand_id", *columns, name=f"uq_{table}_{'_'.join(columns)}")


def index(table: str, *columns: str, name: str | None = None, where: str | None = None) -> None:
    """Create an index within the brand."""
    label = name or f"ix_{table}_{'_'.join(columns)}"
    condition = None if where is None else sa.text(where)
    op.create_index(label, table, ["brand_id", *columns], postgresql_where=condition)
