"""Refusing to work under a database role that the row policies do not hold."""

from dataclasses import dataclass
from typing import Final, LiteralString

import psycopg

from tributary.kernel import Refusal
from tributary.platform.postgres.failures import DatabaseUnreachable

APPEND_ONLY: Final = ("transfers", "audit_entries", "events")
"""Tables whose rows are written once: nobody at work may change or remove one."""


_MARK: Final = "app.mark"
_DROPPED: Final = (
    "a database URL leads to a pooler of transactions: set TRIBUTARY_POOLER=transaction when it is "
    "APP_DATABASE_URL, and name the database itself in WORKER_DATABASE_URL"
)


class UnsafeRole(Refusal):
    """The database role could see other brands' records, or change the books unnoticed.

    Start Tributary with the roles that `tributary db prepare` makes. If you made your own, take
    away what the message names: the role must not be a superuser, have BYPASSRLS or CREATEROLE,
    own tables or belong to a role that does, nor be granted UPDATE, DELETE or TRUNCATE on the
    ledger, the audit trail or the events.
    """


class SettingsDropped(Refusal):
    """Between us and the database stands a pooler that does not keep what a session is set to.

    For APP_DATABASE_URL set TRIBUTARY_POOLER=transaction; let WORKER_DATABASE_URL lead to the
    database itself.
    """


@dataclass(frozen=True, slots=True)
class _Question:
    """A query over `_REACHABLE` whose rows are grounds for refusal, each the words of one."""

    query: LiteralString
    remedy: str


# Everything is asked for each role one can become, at once by inheritance or with SET ROLE.
_REACHABLE: Final = """
    WITH reachable AS (
        SELECT oid, rolname, rolsuper, rolbypassrls, rolcreaterole,
               CASE WHEN rolname = session_user THEN 'it '
                    ELSE 'it belongs to ' || rolname || ', which ' END AS who
        FROM pg_roles
        WHERE pg_has_role(session_user, oid, 'MEMBER')
    ), tenant AS (
        SELECT c.oid, c.relname, c.relowner
        FROM pg_class AS c
        JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p')
          AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
    )
"""

_STANDING: Final = _Question(
    """
    SELECT who
        || CASE WHEN rolsuper THEN 'is a superuser'
                WHEN rolbypassrls THEN 'has BYPASSRLS and so sees every brand'
                WHEN rolcreaterole THEN 'may create roles and so become another'
                ELSE 'may read or write every table' END
    FROM reachable
    WHERE (rolsuper OR rolbypassrls OR rolcreaterole
           OR rolname IN ('pg_read_all_data', 'pg_write_all_data', 'pg_read_server_files',
                          'pg_write_server_files', 'pg_execute_server_program'))
      -- Everyone is a member of every role for a superuser: saying it once is enough.
      AND (rolname = session_user
           OR NOT (SELECT rolsuper FROM pg_roles WHERE rolname = session_user))
    ORDER BY rolname COLLATE "C"
    """,
    "ALTER ROLE ... NOSUPERUSER NOBYPASSRLS NOCREATEROLE, and REVOKE the membership",
)

_OWNERSHIP: Final = _Question(
    """
    , owned AS (
        SELECT relowner AS owner, 'tables such as ' || min(relname::text COLLATE "C") AS thing
        FROM tenant
        WHERE EXISTS (SELECT FROM pg_attribute AS a
                      WHERE a.attrelid = tenant.oid AND a.attname = 'brand_id'
                        AND NOT a.attisdropped)
        GROUP BY relowner
        UNION ALL
        SELECT nspowner, 'the schema public' FROM pg_namespace WHERE nspname = 'public'
        UNION ALL
        SELECT datdba, 'the database' FROM pg_database WHERE datname = current_database()
    )
    SELECT who || 'owns ' || thing
    FROM owned JOIN reachable ON reachable.oid = owned.owner
    ORDER BY 1
    """,
    "work under a role that owns nothing, and REVOKE its membership in the owner",
)

_CHANGING: Final = _Question(
    """
    SELECT DISTINCT 'it may ' || deed || ' ' || relname
    FROM tenant CROSS JOIN reachable
    CROSS JOIN unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) AS deed
    WHERE tenant.relname = ANY(%(append_only)s)
      AND CASE WHEN deed = 'UPDATE' THEN has_any_column_privilege(reachable.oid, tenant.oid, deed)
               ELSE has_table_privilege(reachable.oid, tenant.oid, deed) END
    ORDER BY 1
    """,
    "REVOKE UPDATE, DELETE, TRUNCATE ON " + ", ".join(APPEND_ONLY) + " FROM it",
)


async def refuse_unsafe_role(url: str) -> None:
    """Look at the role a process is about to work under; ask at every start, before any work.

    Refuses:
        UnsafeRole: the role escapes the row policies, or can rewrite what is only added to.

    Raises:
        DatabaseUnreachable: nobody answers at the URL.
    """
    try:
        async with await psycopg.AsyncConnection.connect(url, connect_timeout=10) as connection:
            role, grounds = await _grounds(connection)
    except psycopg.OperationalError as error:
        raise DatabaseUnreachable(f"the database server did not let us in: {error}") from error
    if grounds:
        raise UnsafeRole(
            f"the database role {role!r} is unsafe to work under: {'; '.join(grounds)}"
        )


async def refuse_dropped_settings(url: str) -> None:
    """Find out whether a session keeps its settings: the brand must not stay for the next one.

    Refuses:
        SettingsDropped: a pooler passed over what the session was to be set to.

    Raises:
        DatabaseUnreachable: nobody answers at the URL.
    """
    try:
        async with await psycopg.AsyncConnection.connect(
            url, connect_timeout=10, options=f"-c {_MARK}=kept"
        ) as connection:
            row = await (
                await connection.execute("SELECT current_setting(%s, true)", [_MARK])
            ).fetchone()
    except psycopg.OperationalError as error:
        if "unsupported startup parameter" in str(error):
            raise SettingsDropped(_DROPPED) from error
        raise DatabaseUnreachable(f"the database server did not let us in: {error}") from error
    if row is None or row[0] != "kept":
        raise SettingsDropped(_DROPPED)


async def _grounds(
    connection: psycopg.AsyncConnection[tuple[object, ...]],
) -> tuple[str, list[str]]:
    named = await (await connection.execute("SELECT session_user")).fetchone()
    role = str(named[0]) if named else ""
    grounds: list[str] = []
    for question in (_STANDING, _OWNERSHIP, _CHANGING):
        rows = await connection.execute(
            _REACHABLE + question.query, {"append_only": list(APPEND_ONLY)}
        )
        findings = [str(finding) for (finding,) in await rows.fetchall()]
        if findings:
            grounds.append(f"{', '.join(findings)} (to fix: {question.remedy})")
        # A superuser is everything at once; one reason says it best.
        if grounds and "is a superuser" in grounds[0]:
            break
    return role, grounds
