"""`tributary statements mailing`, `send` and `zone`: letters about statements."""

from typing import Annotated

import typer

from tributary import parties, settlements
from tributary.app import Application
from tributary.cli.disputing import numbered
from tributary.cli.options import As, Brand
from tributary.cli.terminal import actor_named, brand_named, console, deliver_inline, run


def mailing(
    *,
    hour: Annotated[
        int | None, typer.Option("--hour", help="Of the distributor's day: 0 to 23.")
    ] = None,
    is_off: Annotated[bool, typer.Option("--off", help="E-mail no statements.")] = False,
    brand: Brand = None,
    as_: As = None,
) -> None:
    """Show when statements are e-mailed to those who read them, or set it."""

    async def step(application: Application) -> None:
        desk = application.desk
        brand_id = await brand_named(application, brand)
        if hour is not None or is_off:
            actor = await actor_named(application, brand_id, as_)
            async with desk.database.work(actor, now=desk.clock()) as work:
                await settlements.set_mailing(work, hour=None if is_off else hour)
        async with desk.database.reading(brand_id) as session:
            held = await settlements.mailing_of(session, brand_id)
        if held.hour is None:
            console.print("Statements are not e-mailed.")
            return
        console.print(
            f"Printed statements are e-mailed at {held.hour:02}:00 where the distributor is.",
            highlight=False,
        )

    run(step)


def send(
    number: Annotated[str, typer.Argument(help="Number of the statement: ST-2026-000001.")],
    *,
    brand: Brand = None,
    as_: As = None,
) -> None:
    """E-mail a statement now to everybody who reads it, also to those who have heard of it."""

    async def step(application: Application) -> None:
        desk = application.desk
        brand_id = await brand_named(application, brand)
        actor = await actor_named(application, brand_id, as_)
        async with desk.database.reading(brand_id) as session:
            statement = numbered(await settlements.statements_of(session, brand_id), number)
        async with desk.database.work(actor, now=desk.clock()) as work:
            letters = await settlements.send_statement(work, statement_id=statement.statement_id)
        await deliver_inline(application, brand_id)
        console.print(f"{number} is e-mailed to {letters}.", highlight=False)

    run(step)


def zone(
    code: Annotated[str, typer.Argument(help="Code of the distributor.")],
    name: Annotated[
        str | None, typer.Argument(help="Such as Asia/Urumqi; none for the brand's.")
    ] = None,
    *,
    brand: Brand = None,
    as_: As = None,
) -> None:
    """Say in which time zone a distributor reads its statements."""

    async def step(application: Application) -> None:
        desk = application.desk
        brand_id = await brand_named(application, brand)
        actor = await actor_named(application, brand_id, as_)
        async with desk.database.work(actor, now=desk.clock()) as work:
            party = await parties.by_code(work.session, brand_id, code)
            await parties.set_time_zone(work, party_id=party.id, time_zone=name)
        console.print(f"{code} is written to by {name or 'the time of the brand'}.")

    run(step)
