"""Where the database comes from: your own, or the one the program starts itself."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace

from tributary.platform.migrating import migrate
from tributary.platform.postgres import DatabaseUrls, EmbeddedPostgres, prepare_database
from tributary.settings import Settings, SettingsInvalid

DATABASE_NAME = "tributary"


@contextmanager
def database_urls(settings: Settings) -> Generator[DatabaseUrls]:
    """Hand out the URL of each role; an embedded server runs until the block ends.

    With DATABASE_URL the database is yours. Its role may create roles: the program then keeps
    four roles of its own. Or it may not: then each role's URL is given by its own variable.

    Refuses:
        SettingsInvalid: neither is the case; the message names the variables.
    """
    given = _given_urls(settings)
    if given is not None:
        yield given
        return
    secrets_file = settings.home / "roles.json"
    settings.home.mkdir(parents=True, exist_ok=True)
    if settings.database_url is not None:
        prepared = prepare_database(settings.database_url, secrets_file=secrets_file)
        yield _overridden(prepared, settings)
        return
    with EmbeddedPostgres(settings.home / "postgres") as server:
        admin_url = server.superuser_url(DATABASE_NAME)
        yield prepare_database(admin_url, secrets_file=secrets_file)


@contextmanager
def migrated_database(settings: Settings) -> Generator[DatabaseUrls]:
    """Hand out the URLs of a database brought to today's schema."""
    with database_urls(settings) as urls:
        migrate(urls.migrate)
        yield urls


def _given_urls(settings: Settings) -> DatabaseUrls | None:
    """Return the URLs when the environment names each role itself; None when it names none."""
    named = (settings.migrate_database_url, settings.app_database_url)
    if named == (None, None):
        return None
    migrate_url, app_url = named
    if migrate_url is None or app_url is None:
        missing = "MIGRATE_DATABASE_URL" if migrate_url is None else "APP_DATABASE_URL"
        raise SettingsInvalid(
            f"{missing} is missing: name the owner's URL and the app role's URL together, or "
            "neither and let DATABASE_URL name a role that may create roles"
        )
    return DatabaseUrls(
        migrate=migrate_url,
        app=app_url,
        worker=settings.worker_database_url or app_url,
        report=settings.report_database_url or settings.worker_database_url or app_url,
    )


def _overridden(urls: DatabaseUrls, settings: Settings) -> DatabaseUrls:
    return replace(
        urls,
        worker=settings.worker_database_url or urls.worker,
        report=settings.report_database_url or urls.report,
    )
