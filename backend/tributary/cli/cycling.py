"""`tributary statements cycle`: how often the books are closed."""

from datetime import date, datetime
from typing import Annotated

import typer

from tributary import settlements
from tributary.app import Application
from tributary.cli.options import As, Brand
from tributary.cli.terminal import ArgumentUnreadable, actor_named, brand_named, console, run
from tributary.settlements import Cycle

DAY = "%Y-%m-%d"


def cycle(
    kind: Annotated[
        Cycle | None, typer.Argument(help="weekly, monthly, quarterly or custom.")
    ] = None,
    *,
    since: Annotated[
        datetime | None,
        typer.Option("--from", formats=[DAY], help="The first day of its first period."),
    ] = None,
    last_days: Annotated[
        list[datetime] | None,
        typer.Option("--last", formats=[DAY], help="Of a custom cycle: a last day; repeat it."),
    ] = None,
    brand: Brand = None,
    as_: As = None,
) -> None:
    """Show how often the books are closed and which period is next, or set it from a day on."""

    async def step(application: Application) -> None:
        desk = application.desk
        brand_id = await brand_named(application, brand)
        if kind is not None:
            if since is None:
                raise ArgumentUnreadable("Say with --from on which day it begins to hold.")
            actor = await actor_named(application, brand_id, as_)
            days: list[date] = [each.date() for each in last_days or ()]
            async with desk.database.work(actor, now=desk.clock()) as work:
                await settlements.set_cycle(
                    work, cycle=kind, valid_from=since.date(), last_days=days
                )
        async with desk.database.reading(brand_id) as session:
            held = await settlements.cycles_of(session, brand_id)
            following = await settlements.next_period(session, brand_id)
        for each in held:
            began = "" if each.valid_from == date.min else f" from {each.valid_from} on"
            days_said = " ".join(str(day) for day in each.last_days)
            console.print(f"{each.cycle.value}{began} {days_said}".rstrip(), highlight=False)
        if following is not None:
            console.print(f"The next period is {following}.", highlight=False)

    run(step)
