"""Keep plans as documents, with terms that depend on what a whole period comes to."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, SmallInteger, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from migrations.tables import (
    check,
    currency,
    day,
    foreign_key,
    index,
    lock_timeout,
    minor,
    one_of,
    primary_key,
    tenant_table,
    text,
    unique,
    uuid,
    whole,
)

revision = "0038"
down_revision: str | None = "0037"
branch_labels: str | None = None
depends_on: str | None = None

# The plans there are, as commissions.rules.documents would write them.
DOCUMENTS = """
    UPDATE plans p SET document = jsonb_build_object(
      'kind', 'commission_plan', 'schema', 1, 'base', p.base, 'modes', to_jsonb(p.modes),
      'pays_price_gap', p.pays_price_gap, 'pays_both', p.pays_both, 'terms', '[]'::jsonb,
      'rates', coalesce((
        SELECT jsonb_agg(
          jsonb_build_object('kind', r.kind, 'step', r.step,
                             'percent', trim_scale(r.rate_ppm / 10000.0)::text)
          || CASE r.product_group WHEN '' THEN '{}'::jsonb
             ELSE jsonb_build_object('product_group', r.product_group) END
          ORDER BY r.kind COLLATE "C", r.step, r.product_group COLLATE "C")
        FROM plan_rates r WHERE r.brand_id = p.brand_id AND r.plan_id = p.id), '[]'::jsonb))
    WHERE p.brand_id = :brand
"""


def upgrade() -> None:
    lock_timeout()
    write_documents()
    term_tables()
    trace_lines()


def write_documents() -> None:
    """Give every plan its document, brand by brand: the owner is held by the policies too."""
    op.add_column("plans", Column("document", JSONB(), nullable=True))
    bind = op.get_bind()
    for (brand,) in bind.execute(sa.text("SELECT id FROM brands")).all():
        bind.execute(
            sa.text("SELECT set_config('app.brand_id', :brand, true)"), {"brand": str(brand)}
        )
        bind.execute(sa.text(DOCUMENTS), {"brand": brand})
    bind.execute(sa.text("SELECT set_config('app.brand_id', '', true)"))
    op.alter_column("plans", "document", nullable=False)
    op.drop_constraint("ck_plans_base", "plans")
    op.create_check_constraint("ck_plans_base", "plans", "base IN ('net', 'gross', 'margin')")


def texts(name: str) -> Column[list[str]]:
    """Return a condition: any of these, or none for all."""
    return Column(name, ARRAY(Text), nullable=False)


def steps(name: str) -> Column[list[int]]:
    """Return a condition on levels or distances."""
    return Column(name, ARRAY(SmallInteger), nullable=False)


def term_tables() -> None:
    """Create what of a document SQL joins by: terms with their conditions, and their bands."""
    tenant_table(
        "plan_terms",
        uuid("id"),
        uuid("plan_id"),
        text("code"),
        text("kind"),
        text("earner"),
        text("tiers"),
        text("every"),
        text("claw_back"),
        currency(),
        minor("cap_minor", nullable=True),
        minor("floor_minor", nullable=True),
        minor("minimum_minor", nullable=True),
        texts("product_groups"),
        texts("products"),
        texts("channels"),
        texts("grades"),
        steps("levels"),
        steps("depths"),
        primary_key("plan_terms", "id"),
        unique("plan_terms", "plan_id", "code"),
        foreign_key("plan_terms", "plans", "plan_id"),
        one_of("plan_terms", "kind", "commission", "bonus"),
        one_of("plan_terms", "earner", "seller", "above"),
        one_of("plan_terms", "tiers", "flat", "marginal", "whole"),
        one_of("plan_terms", "every", "month", "quarter", "year"),
        one_of("plan_terms", "claw_back", "original", "rerate"),
    )
    tenant_table(
        "plan_bands",
        uuid("term_id"),
        Column("band", SmallInteger(), nullable=False),
        minor("from_minor"),
        minor("until_minor", nullable=True),
        whole("rate_ppm"),
        minor("amount_minor"),
        currency(),
        primary_key("plan_bands", "term_id", "band"),
        foreign_key("plan_bands", "plan_terms", "term_id"),
        check("plan_bands", "band", "band >= 1 AND (band = 1) = (from_minor = 0)"),
        check("plan_bands", "limits", "until_minor > from_minor AND from_minor >= 0"),
        check("plan_bands", "rate", "rate_ppm BETWEEN 0 AND 1000000 AND amount_minor >= 0"),
    )


def trace_lines() -> None:
    """Let a line say which band of which term it follows from, and what was booked before."""
    table = "commission_lines"
    for column in (
        uuid("term_id", nullable=True),
        Column("band", SmallInteger(), nullable=True),
        day("rated_from", nullable=True),
        minor("volume_before_minor", nullable=True),
        minor("volume_minor", nullable=True),
        minor("due_minor", nullable=True),
        minor("booked_minor", nullable=True),
        text("reason", nullable=True),
    ):
        op.add_column(table, column)
    checks = {
        "kind": "kind IN ('level', 'override', 'price_gap', 'bonus')",
        "depth": "kind = 'bonus' OR (depth = 0) = (kind = 'level')",
        "rule": "CASE WHEN term_id IS NOT NULL THEN num_nulls(rate_ppm, band) = 0 "
        "AND num_nonnulls(step, product_group, unit_gap_minor, reverses_id) = 0 "
        "WHEN kind = 'price_gap' THEN num_nulls(rate_ppm, step, product_group) = 3 "
        "AND unit_gap_minor > 0 "
        "ELSE num_nulls(rate_ppm, step, product_group) = 0 AND unit_gap_minor IS NULL END",
        "sign": "CASE WHEN term_id IS NOT NULL THEN amount_minor <> 0 "
        "WHEN reverses_id IS NULL THEN amount_minor > 0 ELSE amount_minor < 0 END",
        "due": "CASE WHEN term_id IS NULL THEN num_nonnulls(band, rated_from, volume_minor, "
        "volume_before_minor, due_minor, booked_minor, reason) = 0 "
        "ELSE num_nulls(rated_from, volume_minor, volume_before_minor, reason) = 0 "
        "AND due_minor >= 0 AND amount_minor = due_minor - booked_minor END",
        "reason": "reason IN ('sale', 'return', 'true_up')",
    }
    for name, condition in checks.items():
        if name in {"kind", "depth", "rule", "sign"}:
            op.drop_constraint(f"ck_{table}_{name}", table)
        op.create_check_constraint(f"ck_{table}_{name}", table, condition)
    op.create_foreign_key(
        f"fk_{table}_term",
        table,
        "plan_terms",
        ["brand_id", "term_id"],
        ["brand_id", "id"],
    )
    index(table, "term_id", where="term_id IS NOT NULL")
