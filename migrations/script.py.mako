"""${message}."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from migrations.tables import lock_timeout

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    lock_timeout()
    ${upgrades if upgrades else "pass"}
