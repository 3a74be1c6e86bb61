"""A use of rebates can be taken back, once, with a reason."""

from alembic import op
from sqlalchemy import Column, Date, Text

from migrations.tables import grant, lock_timeout

revision = "0054"
down_revision: str | None = "0053"
branch_labels: str | None = None
depends_on: str | None = None

KINDS = ("released", "adjusted", "used", "paid_out", "expired", "restored", "offset", "undone")


def upgrade() -> None:
    lock_timeout()
    op.add_column("rebate_uses", Column("undone_on", Date()))
    op.add_column("rebate_uses", Column("undone_because", Text()))
    op.create_check_constraint(
        "ck_rebate_uses_undone",
        "rebate_uses",
        "(undone_on IS NULL) = (undone_because IS NULL) AND (undone_on IS NULL OR kind = 'goods')",
    )
    grant("UPDATE (undone_on, undone_because)", "rebate_uses", "app", "worker")
    allowed = ", ".join(f"'{kind}'" for kind in KINDS)
    for name, condition in (
        ("kind", f"kind IN ({allowed})"),
        (
            "sign",
            (
                "CASE kind WHEN 'released' THEN amount_minor > 0 "
                "WHEN 'restored' THEN amount_minor > 0 WHEN 'undone' THEN amount_minor > 0 "
                "WHEN 'used' THEN amount_minor < 0 WHEN 'expired' THEN amount_minor < 0 "
                "WHEN 'adjusted' THEN true ELSE amount_minor <> 0 END"
            ),
        ),
        ("use", "(kind IN ('used', 'undone')) <= (use_id IS NOT NULL)"),
    ):
        op.drop_constraint(f"ck_rebate_entries_{name}", "rebate_entries")
        op.create_check_constraint(f"ck_rebate_entries_{name}", "rebate_entries", condition)
