"""The database roles, on the embedded server and on the system's own PostgreSQL."""

import asyncio
import secrets
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple
from pathlib import Path

import psycopg
import pytest

from tributary.platform.postgres import (
    DatabaseNotPrepared,
    DatabaseUnreachable,
    DatabaseUrls,
    EmbeddedPostgres,
    UnsafeRole,
    binaries,
    prepare_database,
    refuse_unsafe_role,
)
from tributary.platform.postgres.urls import database_of, with_login

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the server runs on Linux only")

TABLES = """
    CREATE TABLE transfers (brand_id uuid, amount_minor bigint);
    CREATE TABLE audit_entries (brand_id uuid);
    CREATE TABLE events (brand_id uuid, name text);
    CREATE TABLE orders (brand_id uuid)
"""


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    directory = Path(tempfile.mkdtemp(prefix="tributary-test-"))
    directory.chmod(0o711)
    yield directory
    shutil.rmtree(directory)


@pytest.fixture(scope="module", params=["bundled", "installed"])
def server(request: pytest.FixtureRequest, place: Path) -> Iterator[EmbeddedPostgres]:
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "installed":
            if not list(Path("/usr/lib/postgresql").glob("*/bin/postgres")):
                pytest.skip("this system has no PostgreSQL of its own")
            patch.setattr(binaries, "_bundled", lambda: None)
        with EmbeddedPostgres(place / request.param, conf={"fsync": "off"}) as running:
            yield running


@pytest.fixture
def url(server: EmbeddedPostgres) -> str:
    return server.superuser_url(f"trade_{secrets.token_hex(4)}")


@pytest.fixture
def secrets_file(place: Path) -> Path:
    return place / secrets.token_hex(4) / "secrets.json"


@pytest.fixture
def urls(url: str, secrets_file: Path) -> DatabaseUrls:
    prepared = prepare_database(url, secrets_file=secrets_file)
    execute(prepared.migrate, TABLES)
    return prepared


@pytest.fixture(scope="module")
def shared(server: EmbeddedPostgres, place: Path) -> tuple[str, DatabaseUrls]:
    url = server.superuser_url(f"shared_{secrets.token_hex(4)}")
    prepared = prepare_database(url, secrets_file=place / "shared.json")
    execute(prepared.migrate, TABLES)
    return url, prepared


def execute(url: str, statement: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(statement.encode())


def user_of(url: str) -> str:
    with psycopg.connect(url) as connection:
        return connection.info.user


def test_preparing_twice_changes_nothing(url: str, secrets_file: Path) -> None:
    first = prepare_database(url, secrets_file=secrets_file)
    second = prepare_database(url, secrets_file=secrets_file)

    name = database_of(url)
    assert first == second
    assert [user_of(one) for one in astuple(first)] == [
        f"{name}_migrate",
        f"{name}_app",
        f"{name}_worker",
        f"{name}_report",
    ]
    assert stat.S_IMODE(secrets_file.stat().st_mode) == 0o600
    assert first.app not in repr(first)


def test_preparing_at_the_same_time_gives_everyone_the_same_roles(
    url: str, secrets_file: Path
) -> None:
    with ThreadPoolExecutor(4) as pool:
        waiting = [pool.submit(prepare_database, url, secrets_file=secrets_file) for _ in range(4)]

    prepared = {outcome.result() for outcome in waiting}
    assert len(prepared) == 1
    assert user_of(prepared.pop().app).endswith("_app")


def test_different_databases_prepared_at_the_same_time_share_a_secrets_file(
    server: EmbeddedPostgres, secrets_file: Path
) -> None:
    addresses = [server.superuser_url(f"side_{secrets.token_hex(4)}") for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        waiting = [
            pool.submit(prepare_database, one, secrets_file=secrets_file) for one in addresses
        ]

    assert [user_of(outcome.result().worker) for outcome in waiting] == [
        f"{database_of(address)}_worker" for address in addresses
    ]
    for address, outcome in zip(addresses, waiting, strict=True):
        assert prepare_database(address, secrets_file=secrets_file) == outcome.result()


def test_names_are_quoted(server: EmbeddedPostgres, secrets_file: Path) -> None:
    odd = server.superuser_url(f'Händler "{secrets.token_hex(2)}"; --')

    prepared = prepare_database(odd, secrets_file=secrets_file)

    assert user_of(prepared.app).startswith("Händler")


def test_each_role_can_do_its_work_and_no_more(urls: DatabaseUrls) -> None:
    execute(urls.migrate, "CREATE EXTENSION btree_gist")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        execute(urls.app, "CREATE TABLE mine ()")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        execute(urls.worker, "SELECT * FROM transfers")
    execute(urls.migrate, "GRANT INSERT ON orders TO PUBLIC")
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        execute(urls.report, "INSERT INTO orders DEFAULT VALUES")


def test_an_admin_that_is_no_superuser_suffices(
    server: EmbeddedPostgres, secrets_file: Path
) -> None:
    admin = f"admin_{secrets.token_hex(4)}"
    execute(
        server.superuser_url(), f"CREATE ROLE {admin} LOGIN CREATEDB CREATEROLE PASSWORD 'geheim'"
    )
    admin_url = with_login(server.superuser_url(f"of_{admin}"), admin, "geheim")

    first = prepare_database(admin_url, secrets_file=secrets_file)

    assert prepare_database(admin_url, secrets_file=secrets_file) == first
    execute(first.migrate, "CREATE TABLE mine (); CREATE EXTENSION btree_gist")
    asyncio.run(refuse_unsafe_role(first.app))
    with pytest.raises(UnsafeRole, match="may create roles"):
        asyncio.run(refuse_unsafe_role(admin_url))


def test_an_admin_that_does_not_own_the_database_is_told_so(
    server: EmbeddedPostgres, secrets_file: Path
) -> None:
    admin = f"admin_{secrets.token_hex(4)}"
    execute(server.superuser_url(), f"CREATE ROLE {admin} LOGIN CREATEROLE PASSWORD 'geheim'")
    admin_url = with_login(server.superuser_url("template1"), admin, "geheim")

    with pytest.raises(DatabaseNotPrepared, match="own"):
        prepare_database(admin_url, secrets_file=secrets_file)
    assert not secrets_file.exists()


def test_a_lost_password_is_replaced_and_the_others_stay(
    url: str, urls: DatabaseUrls, secrets_file: Path
) -> None:
    kept = [line for line in secrets_file.read_text().splitlines() if "_app" not in line]
    secrets_file.write_text("\n".join(kept))

    again = prepare_database(url, secrets_file=secrets_file)

    assert again.worker == urls.worker
    assert again.app != urls.app
    assert user_of(again.app).endswith("_app")


def test_an_unreadable_secrets_file_is_not_overwritten(url: str, secrets_file: Path) -> None:
    secrets_file.parent.mkdir()
    secrets_file.write_text("not json")

    with pytest.raises(DatabaseNotPrepared, match="restore it"):
        prepare_database(url, secrets_file=secrets_file)
    assert secrets_file.read_text() == "not json"


def test_a_role_that_became_too_powerful_is_put_back(
    url: str, urls: DatabaseUrls, secrets_file: Path
) -> None:
    execute(url, f"ALTER ROLE {database_of(url)}_app BYPASSRLS CREATEROLE NOLOGIN")

    prepare_database(url, secrets_file=secrets_file)

    asyncio.run(refuse_unsafe_role(urls.app))


def test_a_server_that_does_not_answer_is_an_outage(secrets_file: Path) -> None:
    nobody_there = "postgresql://postgres:x@127.0.0.1:1/trade"

    with pytest.raises(DatabaseUnreachable) as failure:
        prepare_database(nobody_there, secrets_file=secrets_file)
    assert failure.value.retryable
    with pytest.raises(DatabaseUnreachable):
        asyncio.run(refuse_unsafe_role(nobody_there))


@pytest.mark.parametrize(
    "wrong",
    ["postgresql://user:secret@127.0.0.1", "mysql://user:secret@127.0.0.1/trade", "/trade"],
)
def test_a_url_without_a_database_is_refused_without_showing_it(
    wrong: str, secrets_file: Path
) -> None:
    with pytest.raises(DatabaseNotPrepared) as refusal:
        prepare_database(wrong, secrets_file=secrets_file)
    assert "secret@" not in refusal.value.message


def test_a_database_name_too_long_for_its_roles_is_refused(
    server: EmbeddedPostgres, secrets_file: Path
) -> None:
    with pytest.raises(DatabaseNotPrepared, match="shorter"):
        prepare_database(server.superuser_url("x" * 56), secrets_file=secrets_file)


def test_the_roles_as_prepared_are_safe(urls: DatabaseUrls) -> None:
    execute(
        urls.migrate,
        "GRANT SELECT, INSERT ON transfers, audit_entries, events TO PUBLIC;"
        "GRANT SELECT, INSERT, UPDATE, DELETE ON orders TO PUBLIC",
    )

    for one in (urls.app, urls.worker, urls.report):
        asyncio.run(refuse_unsafe_role(one))


def test_a_superuser_is_refused(shared: tuple[str, DatabaseUrls]) -> None:
    with pytest.raises(UnsafeRole, match=r"'postgres' is unsafe.*is a superuser"):
        asyncio.run(refuse_unsafe_role(shared[0]))


def test_the_owner_of_the_tables_is_refused(shared: tuple[str, DatabaseUrls]) -> None:
    with pytest.raises(UnsafeRole, match="owns tables such as audit_entries"):
        asyncio.run(refuse_unsafe_role(shared[1].migrate))


@pytest.mark.parametrize(
    ("deed", "undo", "finding"),
    [
        ("ALTER ROLE {app} BYPASSRLS", "ALTER ROLE {app} NOBYPASSRLS", "it has BYPASSRLS"),
        ("ALTER ROLE {app} CREATEROLE", "ALTER ROLE {app} NOCREATEROLE", "it may create roles"),
        (
            "GRANT {migrate} TO {app}",
            "REVOKE {migrate} FROM {app}",
            "belongs to {migrate}, which owns tables",
        ),
        (
            "GRANT postgres TO {app}",
            "REVOKE postgres FROM {app}",
            "belongs to postgres, which is a superuser",
        ),
        (
            "GRANT pg_write_all_data TO {app}",
            "REVOKE pg_write_all_data FROM {app}",
            "pg_write_all_data, which may read or write",
        ),
        (
            "ALTER DATABASE {db} OWNER TO {app}",
            "ALTER DATABASE {db} OWNER TO postgres",
            "owns the database",
        ),
        (
            "ALTER TABLE orders OWNER TO {app}",
            "ALTER TABLE orders OWNER TO {migrate}",
            "owns tables such as orders",
        ),
        (
            "GRANT UPDATE ON transfers TO {app}",
            "REVOKE UPDATE ON transfers FROM {app}",
            "it may UPDATE transfers",
        ),
        (
            "GRANT DELETE ON audit_entries TO PUBLIC",
            "REVOKE DELETE ON audit_entries FROM PUBLIC",
            "it may DELETE audit_entries",
        ),
        (
            "GRANT UPDATE (name) ON events TO {app}",
            "REVOKE UPDATE (name) ON events FROM {app}",
            "it may UPDATE events",
        ),
        (
            "GRANT TRUNCATE ON events TO {app}",
            "REVOKE TRUNCATE ON events FROM {app}",
            "it may TRUNCATE events",
        ),
    ],
)
def test_a_role_with_too_much_power_is_refused(
    shared: tuple[str, DatabaseUrls], deed: str, undo: str, finding: str
) -> None:
    url, urls = shared
    db = database_of(url)
    names = {"db": db, "app": f"{db}_app", "migrate": f"{db}_migrate"}
    execute(url, deed.format(**names))

    with pytest.raises(UnsafeRole, match=finding.format(**names)) as refusal:
        asyncio.run(refuse_unsafe_role(urls.app))
    assert f"'{db}_app'" in refusal.value.message
    assert "to fix:" in refusal.value.message

    execute(url, undo.format(**names))
    asyncio.run(refuse_unsafe_role(urls.app))


def test_a_right_behind_a_membership_without_inheritance_is_found(
    url: str, urls: DatabaseUrls
) -> None:
    name = database_of(url)
    execute(url, f"CREATE ROLE {name}_clerk")
    execute(url, f"GRANT UPDATE ON transfers TO {name}_clerk; ALTER ROLE {name}_app NOINHERIT")
    execute(url, f"GRANT {name}_clerk TO {name}_app")

    with pytest.raises(UnsafeRole, match="it may UPDATE transfers"):
        asyncio.run(refuse_unsafe_role(urls.app))
