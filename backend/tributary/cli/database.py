"""`tributary db ...`: bring the database up to date, tell where it is."""

import typer
from sqlalchemy import make_url

from tributary.cli.terminal import console, told_plainly
from tributary.platform import migrate as migrate_database
from tributary.platform.runtime import database_urls
from tributary.settings import read_settings

commands = typer.Typer(help="The database: its schema and its roles.", no_args_is_help=True)


@commands.command()
def migrate() -> None:
    """Create what is missing: database, roles, tables; harmless when nothing is."""
    with told_plainly(), database_urls(read_settings()) as urls:
        revision = migrate_database(urls.migrate)
        console.print(f"The database is at migration {revision}.", highlight=False)


@commands.command()
def roles() -> None:
    """Show which role each part of the program works under, without passwords."""
    with told_plainly(), database_urls(read_settings()) as urls:
        for purpose in ("migrate", "app", "worker", "report"):
            url = make_url(getattr(urls, purpose))
            shown = url.render_as_string(hide_password=True)
            console.print(f"{purpose:8} {shown}", highlight=False, soft_wrap=True)
