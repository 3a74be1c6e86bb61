"""Create what the platform itself keeps: events, jobs, idempotency, audit, blobs, numbers."""

from alembic import op
from procrastinate.schema import SchemaManager
from sqlalchemy import Column, LargeBinary
from sqlalchemy.dialects.postgresql import JSONB

from migrations.tables import (
    foreign_key,
    grant,
    index,
    instant,
    lock_timeout,
    primary_key,
    tenant_table,
    text,
    uuid,
    whole,
)

revision = "0001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None

FUNCTIONS = (
    """
    CREATE FUNCTION derived_id(parts text) RETURNS uuid
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN encode(substr(sha256(convert_to(parts, 'UTF8')), 1, 16), 'hex')::uuid
    """,
    """
    CREATE FUNCTION rate_minor(amount bigint, ppm bigint) RETURNS bigint
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN round(amount::numeric * ppm / 1000000)::bigint
    """,
    # Largest remainder, the earlier part first among equals: the same as Money.allocate.
    """
    CREATE FUNCTION allocate_minor(total bigint, weights bigint[]) RETURNS bigint[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (
      WITH whole AS (SELECT sum(w)::numeric AS weight FROM unnest(weights) AS w),
      share AS (
        SELECT place, div(abs(total)::numeric * w, whole.weight) AS part,
               mod(abs(total)::numeric * w, whole.weight) AS remainder
        FROM unnest(weights) WITH ORDINALITY AS u (w, place), whole
      ),
      ranked AS (
        SELECT place, part, row_number() OVER (ORDER BY remainder DESC, place) AS rank,
               abs(total) - sum(part) OVER () AS left_over
        FROM share
      )
      SELECT array_agg(
               (sign(total) * (part + CASE WHEN rank <= left_over THEN 1 ELSE 0 END))::bigint
               ORDER BY place)
      FROM ranked
    )
    """,
)


def upgrade() -> None:
    lock_timeout()
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    for function in FUNCTIONS:
        op.execute(function)
    job_tables()
    event_tables()
    tenant_table(
        "idempotency_keys",
        text("key"),
        text("request_sha256"),
        Column("response", JSONB(), nullable=False),
        instant("created_at"),
        primary_key("idempotency_keys", "key"),
        update=["response"],
    )
    tenant_table(
        "audit_entries",
        uuid("id"),
        uuid("work_id"),
        instant("at"),
        uuid("user_id", nullable=True),
        uuid("on_behalf_of", nullable=True),
        text("origin"),
        text("action"),
        text("subject"),
        uuid("subject_id", nullable=True),
        Column("before", JSONB(), nullable=True),
        Column("after", JSONB(), nullable=True),
        text("reason", nullable=True),
        primary_key("audit_entries", "id"),
    )
    index("audit_entries", "work_id")
    index("audit_entries", "subject_id", "at")
    index("audit_entries", "at")
    blob_tables()
    tenant_table(
        "document_series",
        text("series"),
        whole("next_ordinal"),
        primary_key("document_series", "series"),
        update=["next_ordinal"],
    )


def job_tables() -> None:
    """Create procrastinate's own tables; they are local to the node that runs the jobs."""
    # The driver reads a percent sign as a parameter unless the text goes in without any.
    op.get_bind().connection.cursor().execute(SchemaManager.get_schema())
    rows = op.get_bind().exec_driver_sql(
        "select c.relname, c.relkind from pg_class c where c.relname like 'procrastinate%%' "
        "and c.relkind in ('r', 'S') and c.relnamespace = 'public'::regnamespace"
    )
    for name, kind in rows.all():
        if kind == "S":
            grant("USAGE, SELECT", f"SEQUENCE {name}", "app", "worker")
        else:
            grant("SELECT, INSERT, UPDATE, DELETE", name, "app", "worker")
            grant("SELECT", name, "report")


def event_tables() -> None:
    """Create the outbox and the record of what has been delivered to whom."""
    tenant_table(
        "events",
        uuid("id"),
        text("name"),
        Column("payload", JSONB(), nullable=False),
        instant("occurred_at"),
        uuid("work_id"),
        primary_key("events", "id"),
    )
    index("events", "occurred_at")
    tenant_table(
        "event_deliveries",
        uuid("event_id"),
        text("reaction"),
        instant("delivered_at"),
        primary_key("event_deliveries", "event_id", "reaction"),
        foreign_key("event_deliveries", "events", "event_id"),
    )


def blob_tables() -> None:
    """Create the store of files: raw imports, statement PDFs."""
    tenant_table(
        "blobs",
        uuid("id"),
        text("sha256"),
        whole("size_bytes"),
        text("media_type"),
        text("file_name"),
        instant("created_at"),
        primary_key("blobs", "id"),
    )
    index("blobs", "sha256")
    tenant_table(
        "blob_chunks",
        uuid("blob_id"),
        whole("position"),
        Column("content", LargeBinary(), nullable=False),
        primary_key("blob_chunks", "blob_id", "position"),
        foreign_key("blob_chunks", "blobs", "blob_id"),
    )
    # PDFs and large files do not shrink; trying to would cost more than writing them.
    op.execute("ALTER TABLE blob_chunks ALTER COLUMN content SET STORAGE EXTERNAL")
