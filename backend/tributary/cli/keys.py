"""`tributary key ...`: the keys that sign who somebody is."""

from typing import Annotated

import typer
from rich.table import Table

from tributary.api.oauth import Keyring
from tributary.app import Application
from tributary.cli.terminal import console, run

commands = typer.Typer(help="Keys that sign ID tokens.", no_args_is_help=True)


@commands.command("list")
def list_all() -> None:
    """Show the keys that ID tokens are verified with, and which of them signs."""

    async def step(application: Application) -> None:
        keys = await _ring(application).keys()
        table = Table("kid", "signs from", "signs now")
        for pair in keys.pairs:
            signs = "yes" if pair.kid == keys.signing.kid else ""
            table.add_row(pair.kid, f"{pair.signs_from:%Y-%m-%d %H:%M}", signs)
        console.print(table)

    run(step)


@commands.command("rotate")
def rotate(
    *,
    leaked: Annotated[
        bool,
        typer.Option("--leaked", help="Sign with it at once, and believe no earlier key."),
    ] = False,
) -> None:
    """Make the next key now; it signs in a day, when whoever keeps our keys has read it."""

    async def step(application: Application) -> None:
        kid = await _ring(application).rotate(is_leaked=leaked)
        when = "within five minutes" if leaked else "in a day"
        console.print(f"{kid} signs {when}.", highlight=False, markup=False, soft_wrap=True)

    run(step)


def _ring(application: Application) -> Keyring:
    return Keyring(application.desk, secret=application.settings.secret)
