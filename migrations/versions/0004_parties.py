"""Create the parties of a brand: distributors, their tree over time, grades, terms, contacts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ExcludeConstraint

from migrations.tables import (
    check,
    day,
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
)

revision = "0004"
down_revision: str | None = "0003"
branch_labels: str | None = None
depends_on: str | None = None

# Month arithmetic of PostgreSQL clips to the length of the month, as rules.due_on does.
TERMS_DUE_ON = """
    CREATE FUNCTION terms_due_on(rule text, days integer, start date, instalment integer)
    RETURNS date LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE rule
      WHEN 'net_days' THEN
        ((start + days) + make_interval(months => instalment - 1))::date
      WHEN 'month_end_plus' THEN
        (date_trunc('month', start::timestamp) + make_interval(months => instalment))::date
          - 1 + days
      WHEN 'day_of_month' THEN (
        SELECT (first_on + make_interval(days => least(
                 days, extract(day FROM first_on + interval '1 month - 1 day')::integer) - 1)
               )::date
        FROM (
          SELECT date_trunc('month', start::timestamp) + make_interval(months => instalment - 1
                   + CASE WHEN extract(day FROM start) < least(days, extract(
                       day FROM date_trunc('month', start::timestamp)
                         + interval '1 month - 1 day')::integer)
                     THEN 0 ELSE 1 END) AS first_on
        ) AS month
      )
    END
"""


def upgrade() -> None:
    lock_timeout()
    tenant_table(
        "parties",
        uuid("id"),
        text("kind"),
        text("code"),
        text("name"),
        text("language"),
        text("email", nullable=True),
        text("phone", nullable=True),
        text("address", nullable=True),
        instant("created_at"),
        primary_key("parties", "id"),
        sa.ForeignKeyConstraint(["brand_id"], ["brands.id"], name="fk_parties_brand"),
        unique("parties", "code"),
        one_of("parties", "kind", "brand", "distributor", "acquirer", "provider"),
        one_of("parties", "language", "zh", "en"),
        # The brand's own party is the brand: whoever has the one id has the other.
        check("parties", "brand", "(kind = 'brand') = (id = brand_id)"),
        update=["name", "language", "email", "phone", "address"],
    )
    op.create_foreign_key(
        "fk_memberships_party",
        "memberships",
        "parties",
        ["brand_id", "party_id"],
        ["brand_id", "id"],
    )
    tree_tables()
    terms_tables()


def tree_tables() -> None:
    """Create grades, edges and the closure of the tree, each true for a period."""
    tenant_table(
        "distributor_grades",
        uuid("distributor_id"),
        text("grade"),
        day("valid_from"),
        day("valid_until", nullable=True),
        primary_key("distributor_grades", "distributor_id", "valid_from"),
        foreign_key("distributor_grades", "parties", "distributor_id"),
        foreign_key("distributor_grades", "grades", "grade", key="code"),
        check("distributor_grades", "period", "valid_until > valid_from"),
        no_overlap("distributor_grades", "distributor_id"),
        update=["grade", "valid_until"],
    )
    index("distributor_grades", "grade")
    tenant_table(
        "tree_edges",
        uuid("distributor_id"),
        uuid("parent_id"),
        day("valid_from"),
        day("valid_until", nullable=True),
        primary_key("tree_edges", "distributor_id", "valid_from"),
        foreign_key("tree_edges", "parties", "distributor_id"),
        foreign_key("tree_edges", "parties", "parent_id"),
        check("tree_edges", "period", "valid_until > valid_from"),
        check("tree_edges", "loop", "parent_id <> distributor_id"),
        no_overlap("tree_edges", "distributor_id"),
        update=["parent_id", "valid_until"],
    )
    index("tree_edges", "parent_id")
    tenant_table(
        "tree_paths",
        uuid("ancestor_id"),
        uuid("descendant_id"),
        sa.Column("depth", sa.SmallInteger(), nullable=False),
        day("valid_from"),
        day("valid_until", nullable=True),
        primary_key("tree_paths", "descendant_id", "ancestor_id", "valid_from"),
        foreign_key("tree_paths", "parties", "ancestor_id"),
        foreign_key("tree_paths", "parties", "descendant_id"),
        check("tree_paths", "period", "valid_until > valid_from"),
        check("tree_paths", "depth", "(depth = 0) = (ancestor_id = descendant_id)"),
        no_overlap("tree_paths", "descendant_id", "ancestor_id"),
        update=["valid_until"],
        delete=True,
    )
    index("tree_paths", "ancestor_id", "descendant_id")


def terms_tables() -> None:
    """Create payment terms and contacts, and the function that says when an amount is due."""
    tenant_table(
        "credit_terms",
        uuid("id"),
        uuid("creditor_id"),
        uuid("debtor_id", nullable=True),
        text("start_event"),
        text("rule"),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("instalments", sa.SmallInteger(), nullable=False),
        day("valid_from"),
        day("valid_until", nullable=True),
        primary_key("credit_terms", "id"),
        foreign_key("credit_terms", "parties", "creditor_id"),
        foreign_key("credit_terms", "parties", "debtor_id"),
        one_of("credit_terms", "start_event", "shipment", "order"),
        one_of("credit_terms", "rule", "net_days", "month_end_plus", "day_of_month"),
        check(
            "credit_terms",
            "days",
            "CASE WHEN rule = 'day_of_month' THEN days BETWEEN 1 AND 31 "
            "ELSE days BETWEEN 0 AND 3650 END",
        ),
        check("credit_terms", "instalments", "instalments BETWEEN 1 AND 60"),
        check("credit_terms", "period", "valid_until > valid_from"),
        check("credit_terms", "pair", "debtor_id <> creditor_id"),
        # Nobody owes himself, so the creditor's own id stands for "everybody else": the default.
        no_overlap("credit_terms", "creditor_id", sa.text("coalesce(debtor_id, creditor_id)")),
        update=["valid_until"],
    )
    index("credit_terms", "creditor_id", "debtor_id")
    index("credit_terms", "debtor_id")
    op.execute(TERMS_DUE_ON)
    tenant_table(
        "contacts",
        uuid("id"),
        uuid("party_id"),
        text("name"),
        text("role", nullable=True),
        text("email", nullable=True),
        text("phone", nullable=True),
        text("language"),
        primary_key("contacts", "id"),
        foreign_key("contacts", "parties", "party_id"),
        one_of("contacts", "language", "zh", "en"),
        update=["name", "role", "email", "phone", "language"],
        delete=True,
    )
    index("contacts", "party_id")


def no_overlap(table: str, *keys: str | sa.TextClause) -> ExcludeConstraint:
    """Return the constraint that no two rows of a key are true on the same day."""
    period = sa.text("daterange(valid_from, valid_until, '[)')")
    same = [(key, "=") for key in ("brand_id", *keys)]
    return ExcludeConstraint(*same, (period, "&&"), using="gist", name=f"ex_{table}_period")
