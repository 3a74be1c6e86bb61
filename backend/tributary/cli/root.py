"""The command tree."""

from pathlib import Path
from typing import Annotated

import typer

from tributary.cli import database, serving
from tributary.cli.checking import check_all
from tributary.cli.terminal import run, told_plainly

app = typer.Typer(
    name="tributary",
    help="The settlement house of a brand and its distributors.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(database.commands, name="db")

Brand = Annotated[str | None, typer.Option("--brand", help="Slug of the brand.")]


@app.command()
def serve(
    *,
    worker: Annotated[bool, typer.Option(help="Run background jobs in this process too.")] = True,
) -> None:
    """Serve health, pay pages, webhooks and downloads; with a worker inside unless told not to."""
    serving.serve(with_worker=worker)


@app.command()
def worker() -> None:
    """Run background jobs apart from the server, until told to stop."""
    serving.work()


@app.command("fake-stripe")
def fake_stripe(
    *,
    port: Annotated[int, typer.Option(help="Port on the loopback interface.")] = 8420,
    state: Annotated[
        Path | None, typer.Option(help="File that keeps its state; memory only without.")
    ] = None,
    webhook_url: Annotated[str | None, typer.Option(help="Where it sends its events.")] = None,
    webhook_secret: Annotated[str, typer.Option(help="What it signs them with.")] = "",
) -> None:
    """Run the stand-in for Stripe: the API, the hosted page and signed webhooks."""
    with told_plainly():
        serving.fake_stripe(port, state, webhook_url, webhook_secret)


@app.command()
def check(*, brand: Brand = None) -> None:
    """Prove every invariant of every brand, and print how many rows each one covers."""
    run(lambda application: check_all(application, brand))


def main() -> None:
    """Run the command line."""
    app()
