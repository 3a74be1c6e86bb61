"""`tributary rebate`: put a plan in force, count what has been accrued, release and show it."""

from pathlib import Path
from typing import Annotated

import orjson
import typer

from tributary import identity, parties, rebates
from tributary.app import Application
from tributary.cli.options import As, Brand
from tributary.cli.terminal import (
    ArgumentUnreadable,
    actor_named,
    brand_named,
    console,
    day_given,
    run,
)
from tributary.kernel import business_date

commands = typer.Typer(help="What distributors earn back on purchases.", no_args_is_help=True)


@commands.command("activate")
def activate(
    file: Annotated[Path, typer.Argument(help="The plan's document, as JSON.")],
    *,
    code: Annotated[str, typer.Option(help="What its versions have in common.")],
    name: Annotated[str, typer.Option(help="What people call it.")],
    begins: Annotated[str, typer.Option("--from", help="Its first day, such as 2026-01-01.")],
    brand: Brand = None,
    as_: As = None,
) -> None:
    """Put a version of a rebate plan in force; the one before ends the day before."""

    async def step(application: Application) -> None:
        draft = _draft(file, code, name, begins)
        brand_id = await brand_named(application, brand)
        actor = await actor_named(application, brand_id, as_)
        desk = application.desk
        async with desk.database.work(actor, now=desk.clock()) as work:
            await rebates.activate_plan(work, draft)
        console.print(f"{code} holds from {draft.valid_from}.", highlight=False)

    run(step)


@commands.command("accrue")
def accrue(
    through: Annotated[str, typer.Argument(help="The last day that counts, as 2026-10-31.")],
    *,
    brand: Brand = None,
    as_: As = None,
) -> None:
    """Count anew what has been accrued; a worker does it every day by itself."""

    async def step(application: Application) -> None:
        day = day_given(through)
        brand_id = await brand_named(application, brand)
        actor = await actor_named(application, brand_id, as_)
        desk = application.desk
        async with desk.database.work(actor, now=desk.clock()) as work:
            counted = await rebates.accrue(work, through=day)
            found = await rebates.accruals_of(work.session, brand_id, on=day)
        for each in found:
            console.print(
                f"{each.distributor_code}  {each.plan_code} {each.term_code} from "
                f"{each.rated_from}: {each.volume} bought, {each.amount} accrued",
                highlight=False,
            )
        console.print(f"{counted.lines:,} order lines counted anew.", highlight=False)

    run(step)


@commands.command("release")
def release(*, brand: Brand = None, as_: As = None) -> None:
    """Release what the books have closed, and let lapse what is over; a worker does it itself."""

    async def step(application: Application) -> None:
        brand_id = await brand_named(application, brand)
        actor = await actor_named(application, brand_id, as_)
        desk = application.desk
        async with desk.database.work(actor, now=desk.clock()) as work:
            found = await identity.brand_of(work.session, brand_id)
            released = await rebates.release(work)
            today = business_date(work.opened_at, found.time_zone)
            expired = await rebates.expire(work, today=today)
        console.print(
            f"{released.released:,} rebates released, {expired:,} lapsed.", highlight=False
        )

    run(step)


@commands.command("balance")
def balance(
    distributor: Annotated[str, typer.Argument(help="The distributor's code.")],
    *,
    brand: Brand = None,
) -> None:
    """Show what was released to a distributor, and what is left of it."""

    async def step(application: Application) -> None:
        brand_id = await brand_named(application, brand)
        async with application.desk.database.reading(brand_id) as session:
            distributor_id = await parties.distributor_by_code(session, brand_id, distributor)
            found = await rebates.credits_of(session, brand_id, distributor_id)
        for each in found:
            until = f", to be used until {each.use_until}" if each.use_until else ""
            console.print(
                f"{each.plan_name} {each.term_code} from {each.rated_from}: {each.amount} "
                f"released, {each.used} used, {each.expired} lapsed, {each.left} left{until}",
                highlight=False,
            )
        if not found:
            console.print("Nothing has been released yet.")

    run(step)


def _draft(file: Path, code: str, name: str, begins: str) -> rebates.RebateDraft:
    first = day_given(begins)
    try:
        document = orjson.loads(file.read_bytes())
        return rebates.draft_of(document, code=code, name=name, valid_from=first)
    except (OSError, ValueError) as unreadable:
        raise ArgumentUnreadable(f"{file}: {unreadable}.") from unreadable
