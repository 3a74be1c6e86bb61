"""Create channels, import runs and the quarantine; orders name their channel and run."""

from alembic import op
from sqlalchemy import Boolean, Column
from sqlalchemy.dialects.postgresql import JSONB

from migrations.tables import (
    check,
    foreign_key,
    index,
    instant,
    lock_timeout,
    one_of,
    primary_key,
    tenant_table,
    text,
    unique,
    uuid,
    whole,
)

revision = "0007"
down_revision: str | None = "0006"
branch_labels: str | None = None
depends_on: str | None = None

# Digits with a point, no sign, no more decimals than the currency has; anything else is null.
# Not STRICT, though it is: the planner would not put the body of a strict CASE in place.
AMOUNT_MINOR = """
    CREATE FUNCTION amount_minor(amount text, exponent integer) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN length(amount) <= 19 AND amount ~ '^[0-9]+([.][0-9]+)?$' THEN
             CASE WHEN amount::numeric < 1000000000000
                   AND amount::numeric = round(amount::numeric, exponent)
             THEN replace(round(amount::numeric, exponent)::text, '.', '')::bigint END END
"""


def upgrade() -> None:
    lock_timeout()
    op.execute(AMOUNT_MINOR)
    channel_table()
    run_tables()
    index("orders", "import_run_id")
    for column, table in (("channel_id", "channels"), ("import_run_id", "import_runs")):
        op.create_foreign_key(
            f"fk_orders_{column.removesuffix('_id')}",
            "orders",
            table,
            ["brand_id", column],
            ["brand_id", "id"],
        )


def channel_table() -> None:
    """Create channels: how one source of orders is read, and who owes for them."""
    tenant_table(
        "channels",
        uuid("id"),
        text("code"),
        text("name"),
        text("adapter"),
        text("order_kind"),
        text("mode"),
        text("billing_trigger"),
        uuid("distributor_id", nullable=True),
        uuid("acquirer_id", nullable=True),
        Column("creates_products", Boolean(), nullable=False),
        text("time_zone"),
        instant("created_at"),
        primary_key("channels", "id"),
        unique("channels", "code"),
        foreign_key("channels", "parties", "distributor_id"),
        foreign_key("channels", "parties", "acquirer_id"),
        one_of("channels", "order_kind", "wholesale", "dropship", "consumer"),
        one_of("channels", "mode", "direct"),
        one_of("channels", "billing_trigger", "confirmation", "shipment"),
        check("channels", "acquirer", "(order_kind = 'consumer') = (acquirer_id IS NOT NULL)"),
        check("channels", "distributor", "order_kind <> 'consumer' OR distributor_id IS NULL"),
    )
    index("channels", "distributor_id")
    index("channels", "acquirer_id")


def run_tables() -> None:
    """Create import runs with their counts, and the rows that could not be loaded."""
    counts = (
        "rows_read",
        "orders_read",
        "orders_loaded",
        "orders_updated",
        "orders_unchanged",
        "orders_quarantined",
        "returns_loaded",
    )
    tenant_table(
        "import_runs",
        uuid("id"),
        uuid("channel_id"),
        text("file_name"),
        uuid("blob_id"),
        text("sha256"),
        whole("size_bytes"),
        text("adapter"),
        text("adapter_version"),
        text("state"),
        *(whole(count) for count in counts),
        text("refusal", nullable=True),
        instant("started_at"),
        instant("finished_at", nullable=True),
        primary_key("import_runs", "id"),
        unique("import_runs", "channel_id", "sha256", "adapter_version"),
        foreign_key("import_runs", "channels", "channel_id"),
        foreign_key("import_runs", "blobs", "blob_id"),
        one_of("import_runs", "state", "running", "done", "failed"),
        check("import_runs", "finished", "(state = 'running') = (finished_at IS NULL)"),
        check("import_runs", "refusal", "(state = 'failed') = (refusal IS NOT NULL)"),
        update=["state", *counts, "refusal", "finished_at"],
    )
    index("import_runs", "blob_id")
    index("import_runs", "started_at")
    tenant_table(
        "quarantined_rows",
        uuid("id"),
        uuid("run_id"),
        uuid("channel_id"),
        whole("row_number"),
        text("external_id", nullable=True),
        text("field"),
        text("reason"),
        text("message"),
        text("original"),
        text("return_ref", nullable=True),
        Column("fields", JSONB(), nullable=False),
        text("state"),
        instant("created_at"),
        primary_key("quarantined_rows", "id"),
        foreign_key("quarantined_rows", "import_runs", "run_id"),
        foreign_key("quarantined_rows", "channels", "channel_id"),
        one_of("quarantined_rows", "state", "open", "replayed", "dismissed"),
        update=["field", "reason", "message", "fields", "state"],
    )
    index("quarantined_rows", "run_id", "row_number")
    index("quarantined_rows", "channel_id", "external_id", name="ix_quarantined_rows_channel")
    index(
        "quarantined_rows",
        "created_at",
        name="ix_quarantined_rows_open",
        where="state = 'open'",
    )
