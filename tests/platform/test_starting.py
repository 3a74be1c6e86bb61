"""A process starts only on today's schema and under roles that cannot reach too far."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from tests.factories.scratch import ScratchDatabase
from tests.gateways.stripe.running import free_port
from tributary.app import composed
from tributary.kernel import Actor, BrandId, new_id, system_clock
from tributary.platform import Database, MigrationsMissing, migrate
from tributary.platform.postgres import (
    DatabaseUrls,
    EmbeddedPostgres,
    UnsafeRole,
    prepare_database,
)
from tributary.settings import Settings, read_settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"TRIBUTARY_HOME": str(tmp_path)})


async def test_a_process_starts_on_a_sound_database(
    scratch_database: ScratchDatabase, settings: Settings
) -> None:
    async with composed(settings, scratch_database.urls) as application:
        assert await application.worker_desk.database.brand_ids() == []


async def test_an_older_schema_is_refused(
    scratch_database: ScratchDatabase, settings: Settings
) -> None:
    scratch_database.tamper("UPDATE alembic_version SET version_num = '0001'")
    with pytest.raises(MigrationsMissing, match="at migration 0001"):
        async with composed(settings, scratch_database.urls):
            pass

    scratch_database.tamper("DROP TABLE alembic_version")
    with pytest.raises(MigrationsMissing, match="at migration none"):
        async with composed(settings, scratch_database.urls):
            pass


async def test_a_role_that_could_rewrite_the_books_is_refused(
    scratch_database: ScratchDatabase, settings: Settings
) -> None:
    urls = scratch_database.urls
    owner = DatabaseUrls(migrate=urls.migrate, app=urls.migrate, worker=urls.app, report=urls.app)
    with pytest.raises(UnsafeRole):
        async with composed(settings, owner):
            pass

    role = str(conninfo_to_dict(urls.worker)["user"])
    with psycopg.connect(scratch_database.superuser_url) as connection:
        connection.execute(f'GRANT UPDATE ON audit_entries TO "{role}"'.encode())
    with pytest.raises(UnsafeRole):
        async with composed(settings, urls):
            pass


def test_serving_as_a_superuser_is_refused_with_a_sentence(
    scratch_database: ScratchDatabase, tmp_path: Path
) -> None:
    root = Path(__file__).parents[2]
    run = subprocess.run(
        [sys.executable, "-c", "from tributary.cli import main; main()", "serve"],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": str(root / "backend"),
            "TRIBUTARY_HOME": str(tmp_path / "home"),
            "TRIBUTARY_PORT": str(free_port()),
            "MIGRATE_DATABASE_URL": scratch_database.urls.migrate,
            "APP_DATABASE_URL": scratch_database.superuser_url,
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert run.returncode == 2, run.stderr
    assert "UNSAFE_ROLE" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_worker_shows_its_figures_and_ends_in_order(
    scratch_database: ScratchDatabase, tmp_path: Path
) -> None:
    root, port = Path(__file__).parents[2], free_port()
    code = "from tributary.cli import main; main()"
    worker = subprocess.Popen(
        [sys.executable, "-c", code, "worker", "--metrics-port", str(port)],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": str(root / "backend"),
            "TRIBUTARY_HOME": str(tmp_path / "home"),
            "MIGRATE_DATABASE_URL": scratch_database.urls.migrate,
            "APP_DATABASE_URL": scratch_database.urls.app,
            "WORKER_DATABASE_URL": scratch_database.urls.worker,
        },
    )
    try:
        with httpx.Client(
            base_url=f"http://127.0.0.1:{port}", transport=httpx.HTTPTransport(retries=8)
        ) as http:
            ready, figures, elsewhere = (
                http.get(path) for path in ("/ready", "/metrics", "/graphql")
            )
    finally:
        worker.send_signal(signal.SIGTERM)
        ended = worker.wait(timeout=60)

    assert (ready.json(), elsewhere.status_code, ended) == ({"status": "ready"}, 404, 0)
    assert "tributary_jobs_rescued_total" in figures.text


def test_two_at_once_migrate_an_empty_database_once_and_again_changes_nothing(
    server: EmbeddedPostgres, tmp_path: Path
) -> None:
    urls = prepare_database(
        server.superuser_url("migrated_twice"), secrets_file=tmp_path / "roles.json"
    )

    async def together() -> list[str]:
        return await asyncio.gather(*(asyncio.to_thread(migrate, urls.migrate) for _ in range(2)))

    first, second = asyncio.run(together())

    assert first == second == migrate(urls.migrate)
    with psycopg.connect(server.superuser_url("postgres"), autocommit=True) as connection:
        connection.execute("DROP DATABASE migrated_twice WITH (FORCE)")


def test_every_migration_gives_up_on_a_lock_before_it_touches_anything() -> None:
    versions = sorted((Path(__file__).parents[2] / "migrations" / "versions").glob("0*.py"))

    for version in versions:
        body = version.read_text().partition("def upgrade() -> None:\n")[2]
        assert body.lstrip().startswith("lock_timeout()"), version.name


async def test_of_several_hosts_the_one_that_answers_is_used(urls: DatabaseUrls) -> None:
    parts = conninfo_to_dict(urls.app)
    password, port = parts["password"], parts["port"]
    url = (
        f"postgresql://{parts['user']}:{password}@127.0.0.1:{free_port()},127.0.0.1:{port}"
        f"/{parts['dbname']}?target_session_attrs=read-write"
    )
    database = Database(url)

    async with database.work(Actor.system(BrandId(new_id()), "test"), now=system_clock()) as work:
        assert (await work.rows("SELECT 1 AS one"))[0].one == 1
    await database.close()
