"""Seal the audit entries: a leaf for each, seals that are chained, and what waits for one."""

import sqlalchemy as sa
from alembic import op

from migrations.ledger_functions import STEADY
from migrations.tables import (
    check,
    foreign_key,
    grant,
    index,
    instant,
    lock_timeout,
    primary_key,
    tenant_table,
    uuid,
    whole,
)

revision = "0033"
down_revision: str | None = "0030"
branch_labels: str | None = None
depends_on: str | None = None

SEALING_KEY = """
    CREATE FUNCTION audit_sealing_key(brand uuid) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN hashtextextended('audit sealing ' || brand::text, 0)
    """

# The canonical text of an entry, hashed as a leaf (prefix 0) of a Merkle tree. What is null is
# left out, so that a column that is added later leaves the leaves as they are; what an entry holds
# of before and after goes in as text, whose own nulls stay.
LEAF = r"""
    CREATE FUNCTION audit_leaf(e audit_entries) RETURNS bytea
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN sha256('\x00'::bytea || convert_to(jsonb_strip_nulls(jsonb_build_object(
      'brand_id', e.brand_id, 'id', e.id, 'work_id', e.work_id,
      'at', to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
      'user_id', e.user_id, 'on_behalf_of', e.on_behalf_of, 'origin', e.origin,
      'address', e.address, 'device', e.device, 'action', e.action, 'subject', e.subject,
      'subject_id', e.subject_id, 'before', e.before::text, 'after', e.after::text,
      'reason', e.reason))::text, 'UTF8'))
    """

# The leaves are computed again here: what is sealed is what the table holds.
ADD_SEAL = f"""
    CREATE FUNCTION audit_add_seal(
      entry_ids uuid[], seal_number bigint, root bytea, previous bytea, chained bytea,
      by_work uuid, at timestamptz) RETURNS void
    LANGUAGE plpgsql {STEADY} AS $$
    DECLARE brand uuid := ledger_brand();
    BEGIN
      PERFORM pg_advisory_xact_lock(audit_sealing_key(brand));
      INSERT INTO audit_seals (brand_id, number, leaves_count, merkle_root, previous_hash,
                               seal_hash, sealed_at, work_id)
      VALUES (brand, seal_number, cardinality(entry_ids), root, previous, chained, at, by_work);
      INSERT INTO audit_seal_entries (brand_id, entry_id, seal_number, leaf)
      SELECT brand, e.id, audit_add_seal.seal_number, audit_leaf(e) FROM audit_entries e
      WHERE e.brand_id = brand AND e.id = ANY (entry_ids);
      DELETE FROM audit_backlog b WHERE b.brand_id = brand AND b.entry_id = ANY (entry_ids);
    END $$
    """
ADD_SEAL_SIGNATURE = "audit_add_seal(uuid[], bigint, bytea, bytea, bytea, uuid, timestamptz)"


def upgrade() -> None:
    lock_timeout()
    seal_tables()
    for function in (SEALING_KEY, LEAF, ADD_SEAL):
        op.execute(function)
    op.execute(f"REVOKE ALL ON FUNCTION {ADD_SEAL_SIGNATURE} FROM PUBLIC")
    grant("EXECUTE", f"FUNCTION {ADD_SEAL_SIGNATURE}", "app", "worker")
    let_entries_wait()


def seal_tables() -> None:
    """Create seals, what they cover, and the backlog, to which writers only add."""
    tenant_table(
        "audit_seals",
        whole("number"),
        whole("leaves_count"),
        sa.Column("merkle_root", sa.LargeBinary(), nullable=False),
        sa.Column("previous_hash", sa.LargeBinary(), nullable=False),
        sa.Column("seal_hash", sa.LargeBinary(), nullable=False),
        instant("sealed_at"),
        uuid("work_id"),
        primary_key("audit_seals", "number"),
        check("audit_seals", "number", "number > 0 AND leaves_count > 0"),
        app="select",
    )
    tenant_table(
        "audit_seal_entries",
        uuid("entry_id"),
        whole("seal_number"),
        sa.Column("leaf", sa.LargeBinary(), nullable=False),
        primary_key("audit_seal_entries", "entry_id"),
        foreign_key("audit_seal_entries", "audit_entries", "entry_id"),
        foreign_key("audit_seal_entries", "audit_seals", "seal_number", key="number"),
        app="select",
    )
    index("audit_seal_entries", "seal_number", "entry_id")
    tenant_table(
        "audit_backlog",
        uuid("entry_id"),
        primary_key("audit_backlog", "entry_id"),
        foreign_key("audit_backlog", "audit_entries", "entry_id"),
    )


def let_entries_wait() -> None:
    """Put every entry that is there already in the backlog, brand by brand."""
    bind = op.get_bind()
    for (brand,) in bind.execute(sa.text("SELECT id FROM brands")).all():
        bind.execute(
            sa.text("SELECT set_config('app.brand_id', :brand, true)"), {"brand": str(brand)}
        )
        bind.execute(
            sa.text(
                "INSERT INTO audit_backlog (brand_id, entry_id) "
                "SELECT a.brand_id, a.id FROM audit_entries a WHERE a.brand_id = :brand"
            ),
            {"brand": brand},
        )
    bind.execute(sa.text("SELECT set_config('app.brand_id', '', true)"))
