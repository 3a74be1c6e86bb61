"""Lines of statements keep what they are about; their words are said where they are read."""

from alembic import op

from migrations.tables import lock_timeout

revision = "0032"
down_revision: str | None = "0021"
branch_labels: str | None = None
depends_on: str | None = None

# What the lines of a section began with until now, in Chinese and English.
_WORDS = (
    "订单",
    "Order",
    "退货 订单",
    "Return of order",
    "收款",
    "Payment by",
    "退款",
    "Refund by",
    "佣金",
    "Commission",
    "佣金追回",
    "Commission taken back",
    "打款",
    "Payout",
    "调整",
    "Adjustment",
)


def upgrade() -> None:
    lock_timeout()
    op.alter_column("statement_lines", "description", new_column_name="detail", nullable=True)
    # The rows are of all brands, and the owner of the table is not exempt from its policy.
    op.execute("ALTER TABLE statement_lines NO FORCE ROW LEVEL SECURITY")
    op.execute(
        f"UPDATE statement_lines SET detail = "
        f"nullif(regexp_replace(detail, '^({'|'.join(_longest_first())})( |$)', ''), '')"
    )
    op.execute("ALTER TABLE statement_lines FORCE ROW LEVEL SECURITY")


def _longest_first() -> list[str]:
    return sorted(_WORDS, key=len, reverse=True)
