"""Making the database and the four roles the product works under."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, LiteralString

import psycopg
from psycopg import sql
from psycopg.rows import scalar_row

from tributary.platform.postgres.failures import DatabaseNotPrepared, DatabaseUnreachable
from tributary.platform.postgres.locks import exclusive
from tributary.platform.postgres.passwords import new_password, read_passwords, store_passwords
from tributary.platform.postgres.urls import database_of, with_database, with_login

PURPOSES: Final = ("migrate", "app", "worker", "report")

_NAME_BYTES_MAX: Final = 63 - len("_migrate")
_VERSION_MIN: Final = 15
_MAINTENANCE: Final = "postgres"
_FORBIDDEN: Final[Mapping[str, LiteralString]] = {
    "rolsuper": "NOSUPERUSER",
    "rolbypassrls": "NOBYPASSRLS",
    "rolcreaterole": "NOCREATEROLE",
    "rolcreatedb": "NOCREATEDB",
    "rolreplication": "NOREPLICATION",
}
_READ_ONLY: Final = "default_transaction_read_only"

_Connection = psycopg.Connection[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class DatabaseUrls:
    """One URL per role; they hold passwords and are therefore not shown."""

    migrate: str = field(repr=False)
    """Owns the tables; for migrations only."""
    app: str = field(repr=False)
    worker: str = field(repr=False)
    report: str = field(repr=False)
    """Reads only."""


def prepare_database(admin_url: str, *, secrets_file: Path) -> DatabaseUrls:
    """Create the database of a URL and its four roles, as far as they are missing.

    Run it at every start: it repeats without harm, from several processes at once as well. The
    roles are called after the database: trade_migrate, trade_app, trade_worker, trade_report.
    A password in the secrets file is used as it is; a role without one there gets a new one.

    Args:
        admin_url: a superuser, or a role with CREATEDB and CREATEROLE that owns the database.
        secrets_file: a JSON file, made with mode 0600, that belongs to this database server.

    Refuses:
        DatabaseNotPrepared: the server is too old, or the admin may not do this.

    Raises:
        DatabaseUnreachable: nobody answers at the URL.
    """
    database = database_of(admin_url)
    if len(database.encode()) > _NAME_BYTES_MAX:
        raise DatabaseNotPrepared(
            f"the database name {database!r} is longer than {_NAME_BYTES_MAX} bytes, which leaves "
            "no room for the role names made from it: choose a shorter one"
        )
    secrets_file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with _gate(admin_url, database) as gate:
            _require_version(gate)
            _ensure_database(gate, database)
            with exclusive(secrets_file.with_name(f"{secrets_file.name}.lock")):
                known = read_passwords(secrets_file)
                with _connect(admin_url) as connection:
                    passwords = _ensure_roles(connection, database, known)
                    _grant(connection, database)
                    _require_prepared(connection, database)
                # Stored after the commit: a crash between the two gives the role a new password
                # next time, while a stored password that was never set would be believed.
                if passwords.items() - known.items():
                    store_passwords(secrets_file, {**known, **passwords})
    except psycopg.Error as error:
        raise DatabaseNotPrepared(
            f"PostgreSQL would not prepare the database {database!r}: {error}. The role in the URL "
            "needs CREATEDB and CREATEROLE and has to own the database"
        ) from error
    return DatabaseUrls(
        **{
            purpose: with_login(admin_url, role, passwords[role])
            for purpose, role in role_names(database).items()
        }
    )


def role_names(database: str) -> dict[str, str]:
    """Return the role of each purpose.

    >>> role_names("trade")["app"]
    'trade_app'
    """
    return {purpose: f"{database}_{purpose}" for purpose in PURPOSES}


def _connect(url: str, *, autocommit: bool = False) -> _Connection:
    try:
        return psycopg.connect(url, autocommit=autocommit, connect_timeout=10)
    except psycopg.OperationalError as error:
        raise DatabaseUnreachable(f"the database server did not let us in: {error}") from error


@contextmanager
def _gate(admin_url: str, database: str) -> Generator[_Connection]:
    """Let one process at a time prepare a database; the lock lives in the maintenance database.

    A server without that database has to have ours already, and then the lock lives there.
    """
    try:
        connection = _connect(with_database(admin_url, _MAINTENANCE), autocommit=True)
    except DatabaseUnreachable:
        connection = _connect(admin_url, autocommit=True)
    with connection:
        connection.execute(
            "SELECT pg_advisory_lock(hashtextextended(%s, 0))", [f"tributary prepares {database}"]
        )
        yield connection


def _require_version(connection: _Connection) -> None:
    version = connection.info.server_version // 10_000
    if version < _VERSION_MIN:
        raise DatabaseNotPrepared(
            f"the server is PostgreSQL {version}; {_VERSION_MIN} or newer is needed"
        )


def _ensure_database(connection: _Connection, database: str) -> None:
    found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
    if found.fetchone() is None:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(
                sql.Identifier(database)
            )
        )


def _ensure_roles(
    connection: _Connection, database: str, known: Mapping[str, str]
) -> dict[str, str]:
    """Return the password of each role, after making what was missing or too powerful."""
    names = role_names(database)
    existing = _attributes(connection, list(names.values()))
    passwords = {role: known.get(role) or new_password() for role in names.values()}
    for role, password in passwords.items():
        identifier = sql.Identifier(role)
        if role not in existing:
            options = sql.SQL(" ").join(map(sql.SQL, _FORBIDDEN.values()))
            secret = _encrypted(connection, role, password)
            connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN {} PASSWORD {}").format(identifier, options, secret)
            )
            continue
        for option in existing[role]:
            connection.execute(sql.SQL("ALTER ROLE {} {}").format(identifier, sql.SQL(option)))
        if role not in known:
            secret = _encrypted(connection, role, password)
            connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(identifier, secret))
    _ensure_read_only(connection, names["report"])
    return passwords


def _attributes(connection: _Connection, roles: list[str]) -> dict[str, list[LiteralString]]:
    """Return, for each role that exists, the options that take away what it must not have."""
    columns = sql.SQL(", ").join(map(sql.Identifier, _FORBIDDEN))
    query = sql.SQL("SELECT rolname, rolcanlogin, {} FROM pg_roles WHERE rolname = ANY(%s)")
    existing: dict[str, list[LiteralString]] = {}
    for name, can_login, *held in connection.execute(query.format(columns), [roles]):
        options: list[LiteralString] = [
            option for option, has in zip(_FORBIDDEN.values(), held, strict=True) if has
        ]
        existing[str(name)] = options if can_login else ["LOGIN", *options]
    return existing


def _encrypted(connection: _Connection, role: str, password: str) -> sql.Literal:
    # Hashed here, so that no log of statements ever holds the password.
    hashed = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
    return sql.Literal(hashed.decode())


def _ensure_read_only(connection: _Connection, role: str) -> None:
    found = connection.execute(
        "SELECT 1 FROM pg_roles WHERE rolname = %s AND %s = ANY(rolconfig)",
        [role, f"{_READ_ONLY}=on"],
    )
    if found.fetchone() is None:
        connection.execute(
            sql.SQL("ALTER ROLE {} SET {} = on").format(
                sql.Identifier(role), sql.Identifier(_READ_ONLY)
            )
        )


def _grant(connection: _Connection, database: str) -> None:
    names = role_names(database)
    everyone = sql.SQL(", ").join(map(sql.Identifier, names.values()))
    migrate = sql.Identifier(names["migrate"])
    place = sql.Identifier(database)
    for template in (
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        "GRANT CONNECT ON DATABASE {place} TO {everyone}",
        "GRANT USAGE ON SCHEMA public TO {everyone}",
        # For the extensions: trusted ones may be installed by whoever may create in the database.
        "GRANT CREATE ON DATABASE {place} TO {migrate}",
        "GRANT CREATE ON SCHEMA public TO {migrate}",
    ):
        connection.execute(
            sql.SQL(template).format(place=place, everyone=everyone, migrate=migrate)
        )


def _require_prepared(connection: _Connection, database: str) -> None:
    """Look at what was granted: without the right to grant, PostgreSQL only warns."""
    migrate = role_names(database)["migrate"]
    with connection.cursor(row_factory=scalar_row) as cursor:
        granted = cursor.execute(
            "SELECT has_schema_privilege(%(role)s, 'public', 'CREATE')"
            " AND has_database_privilege(%(role)s, current_database(), 'CREATE')",
            {"role": migrate},
        ).fetchone()
        encoding = cursor.execute("SELECT current_setting('server_encoding')").fetchone()
    if not granted:
        raise DatabaseNotPrepared(
            f"{migrate} may not create tables in the schema public of {database!r}, since the role "
            f"in the URL does not own both: as a superuser, run ALTER DATABASE ... OWNER TO it"
        )
    if encoding != "UTF8":
        raise DatabaseNotPrepared(
            f"the database {database!r} is encoded in {encoding}: make one with ENCODING 'UTF8'"
        )
