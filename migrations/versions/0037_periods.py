"""Keep the indexes that forbid overlapping periods out of reading: they are found to be dear there.

An exclusion constraint is a GiST index, and for the planner it costs no more to look up one row of
it than of the primary key; beginning to read it takes longer than reading all of a short page. With
a condition that every row fulfils and no query states it serves the constraint alone.
"""

import sqlalchemy as sa
from alembic import op

from migrations.tables import lock_timeout

revision = "0037"
down_revision: str | None = "0036"
branch_labels: str | None = None
depends_on: str | None = None

TABLES = ("prices", "distributor_grades", "tree_edges", "tree_paths", "credit_terms", "plans")
BEGUN = "valid_from > '-infinity'::date"
DEFINED = """
    SELECT pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid = to_regclass(:table) AND conname = :name
"""


def upgrade() -> None:
    lock_timeout()
    for table in TABLES:
        name = f"ex_{table}_period"
        asked = sa.text(DEFINED).bindparams(table=table, name=name)
        defined = op.get_bind().execute(asked).scalar_one()
        op.execute(
            f"ALTER TABLE {table} ADD CONSTRAINT ck_{table}_begun CHECK ({BEGUN}),"
            f" DROP CONSTRAINT {name}, ADD CONSTRAINT {name} {defined} WHERE ({BEGUN})"
        )
