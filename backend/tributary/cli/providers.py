"""`tributary idp ...`: identity providers, for the day on which nobody gets in."""

from typing import Annotated
from uuid import UUID

import typer
from rich.table import Table

from tributary.app import Application
from tributary.cli.options import As, Brand
from tributary.cli.terminal import ArgumentUnreadable, actor_named, brand_named, console, run
from tributary.identity import outside

commands = typer.Typer(help="Identity providers: where people come in from.", no_args_is_help=True)

Provider = Annotated[str, typer.Argument(help="The id of the provider.", metavar="PROVIDER_ID")]


@commands.command("list")
def list_all(*, brand: Brand = None) -> None:
    """Show the providers of a brand, and which one is required."""

    async def step(application: Application) -> None:
        brand_id = await brand_named(application, brand)
        async with application.desk.database.reading(brand_id) as session:
            found = await outside.providers_of(session, brand_id)
        table = Table("id", "name", "issuer", "for", "required", "on")
        for each in found:
            table.add_row(
                str(each.id),
                each.name,
                each.issuer,
                each.audience.value,
                "yes" if each.is_required else "no",
                "yes" if each.disabled_at is None else "no",
            )
        console.print(table)

    run(step)


@commands.command("disable")
def disable(provider: Provider, *, brand: Brand = None, as_: As = None) -> None:
    """Let nobody come in from a provider: passwords open the door again."""
    _switch(provider, brand, as_, is_on=False)


@commands.command("enable")
def enable(provider: Provider, *, brand: Brand = None, as_: As = None) -> None:
    """Let people come in from a provider again."""
    _switch(provider, brand, as_, is_on=True)


def _switch(provider: str, brand: str | None, as_: str | None, *, is_on: bool) -> None:
    async def step(application: Application) -> None:
        try:
            provider_id = UUID(provider)
        except ValueError:
            raise ArgumentUnreadable(f"{provider!r} is no id: `tributary idp list`.") from None
        brand_id = await brand_named(application, brand)
        actor = await actor_named(application, brand_id, as_)
        desk = application.desk
        async with desk.database.work(actor, now=desk.clock()) as work:
            await outside.switch_provider(work, provider_id, is_on=is_on)
        console.print(f"{provider} is switched {'on' if is_on else 'off'}.", highlight=False)

    run(step)
