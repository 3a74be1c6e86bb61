"""Bring a database to today's schema, or tell that it is not there."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from tributary.kernel import Refusal
from tributary.platform.database import driver_url

MIGRATIONS = Path(__file__).resolve().parents[3] / "migrations"

# Two processes that start together must not both migrate.
_MIGRATION_LOCK = 0x7472696275746172


class MigrationsMissing(Refusal):
    """The database is older than this program.

    Run `tributary db migrate` before starting the new version.
    """


def migrate(url: str) -> str:
    """Upgrade to the newest schema as the owner role; return the revision reached."""
    engine = create_engine(driver_url(url), poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text("SET search_path = public"))
        connection.execute(text(f"SELECT pg_advisory_lock({_MIGRATION_LOCK})"))
        connection.commit()
        command.upgrade(_config(connection), "head")
        connection.commit()
        revision = MigrationContext.configure(connection).get_current_revision()
    engine.dispose()
    return revision or ""


def refuse_old_schema(url: str) -> None:
    """Refuse to start on a database whose schema is not this program's.

    Refuses:
        MigrationsMissing: the newest migration has not run there.
    """
    newest = ScriptDirectory.from_config(_config(None)).get_current_head()
    engine = create_engine(driver_url(url), poolclass=NullPool)
    with engine.connect() as connection:
        present = connection.execute(text("SELECT to_regclass('alembic_version')")).scalar()
        current = (
            connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            if present
            else None
        )
    engine.dispose()
    if current != newest:
        raise MigrationsMissing(
            f"The database is at migration {current or 'none'}, this program needs {newest}. "
            "Run `tributary db migrate`."
        )


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("prepend_sys_path", str(MIGRATIONS.parent))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
