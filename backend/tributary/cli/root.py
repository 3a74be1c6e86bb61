"""The command tree."""

from pathlib import Path
from typing import Annotated

import typer

from tributary.app import Application
from tributary.cli import (
    channels,
    clients,
    database,
    importing,
    keys,
    links,
    payouts,
    planning,
    providers,
    rebating,
    receivables,
    seals,
    serving,
    settling,
    statements,
    users,
)
from tributary.cli.checking import check_all, show_last
from tributary.cli.demo.stage import play
from tributary.cli.options import Brand
from tributary.cli.terminal import run

app = typer.Typer(
    name="tributary",
    help="The settlement house of a brand and its distributors.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(database.commands, name="db")
app.add_typer(channels.commands, name="channel")
app.add_typer(importing.imports, name="import")
app.add_typer(importing.quarantine, name="quarantine")
app.add_typer(links.commands, name="link")
app.add_typer(receivables.commands, name="receivables")
app.add_typer(statements.commands, name="statements")
app.add_typer(payouts.commands, name="payouts")
app.add_typer(users.commands, name="user")
app.add_typer(clients.commands, name="client")
app.add_typer(keys.commands, name="key")
app.add_typer(providers.commands, name="idp")
app.add_typer(planning.commands, name="plan")
app.add_typer(rebating.commands, name="rebate")
app.add_typer(seals.commands, name="seal")
app.command("settle")(settling.settle)


@app.command()
def demo(
    *,
    serve: Annotated[bool, typer.Option(help="Go on serving after the story.")] = True,
) -> None:
    """Build a believable brand, tell its story from orders to payouts, and serve it.

    The first run takes up to a minute; later ones find everything there. A run that was stopped
    in the middle is continued. Everything lies under TRIBUTARY_HOME; Ctrl-C ends it.
    """
    play(serve=serve)


@app.command()
def serve(
    *,
    worker: Annotated[bool, typer.Option(help="Run background jobs in this process too.")] = True,
) -> None:
    """Serve the web pages, the API, pay pages and webhooks; with a worker unless told not to."""
    serving.serve(with_worker=worker)


@app.command()
def worker(
    *,
    metrics_port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Show /metrics, /health and /ready here.")
    ] = None,
) -> None:
    """Run background jobs apart from the server, until told to stop."""
    serving.work(metrics_port)


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
    serving.fake_stripe(port, state, webhook_url, webhook_secret)


@app.command()
def check(
    *,
    brand: Brand = None,
    provider_days: Annotated[
        int,
        typer.Option(
            min=0, max=365, help="Ask the provider, too, about what moved in so many days."
        ),
    ] = 0,
    last: Annotated[
        bool,
        typer.Option("--last", help="Prove nothing: show what the workers proved last."),
    ] = False,
    kept: Annotated[
        Path | None,
        typer.Option("--seals", help="Seals kept from `tributary seal export` to compare with."),
    ] = None,
) -> None:
    """Prove every invariant of every brand, and print how many rows each one covers."""
    if last:
        run(lambda application: show_last(application, brand))
    else:

        async def step(application: Application) -> None:
            told = () if kept is None else seals.kept_seals(kept)
            await check_all(application, brand, days=provider_days, kept=told)

        run(step)


def main() -> None:
    """Run the command line."""
    app()
