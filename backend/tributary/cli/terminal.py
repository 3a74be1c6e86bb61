"""What all commands share: the console, one event loop, and how failures are told."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator
from contextlib import asynccontextmanager, contextmanager
from datetime import date
from typing import Any, Final

import typer
import uvloop
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from sqlalchemy.ext.asyncio import AsyncSession

from tributary import identity
from tributary.app import Application, composed
from tributary.kernel import Actor, AmountUnreadable, BrandId, Money, Outage, Refusal
from tributary.platform import configure_logs, outbox
from tributary.platform.runtime import migrated_database
from tributary.settings import read_settings

REFUSED: Final = 2
OUT_OF_ORDER: Final = 3

console = Console()
error_console = Console(stderr=True)


class BrandUnclear(Refusal):
    """The command does not know which brand it is about.

    Name it with --brand and its slug.
    """


class UserUnknown(Refusal):
    """No user with this e-mail address works for the brand.

    Check the address, or add the user first.
    """


class ArgumentUnreadable(Refusal):
    """An argument of a command is not what it must be.

    The message says what was given and how to write it.
    """


@contextmanager
def told_plainly() -> Generator[None]:
    """Print refusals and outages as sentences, not as traces, and exit with their code."""
    try:
        yield
    except Refusal as refusal:
        error_console.print(f"[bold red]{refusal.code}[/]  {refusal.message}", highlight=False)
        raise typer.Exit(REFUSED) from None
    except Outage as outage:
        error_console.print(f"[bold yellow]OUTAGE[/]  {outage}", highlight=False)
        raise typer.Exit(OUT_OF_ORDER) from None


def run_loop(main: Coroutine[Any, Any, None]) -> None:
    """Run one event loop to its end; uvloop spends a tenth less on a transaction."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main)


def run(step: Callable[[Application], Coroutine[Any, Any, None]]) -> None:
    """Run one command on a wired application over a migrated database."""
    with told_plainly():
        settings = read_settings()
        configure_logs(as_json=settings.production, level="WARNING")
        with migrated_database(settings) as urls:

            async def wired() -> None:
                async with composed(settings, urls) as application:
                    await step(application)

            run_loop(wired())


async def deliver_inline(application: Application, brand_id: BrandId) -> None:
    """Let everybody react now, so that a command's result is complete without a worker."""
    await outbox.deliver_all(application.worker_desk, brand_id)


def day_given(text: str) -> date:
    """Return the day that an argument names.

    Refuses:
        ArgumentUnreadable: it names none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as unreadable:
        raise ArgumentUnreadable(f"{text!r} is not a day: write it as 2026-10-31.") from unreadable


@asynccontextmanager
async def reference_session(application: Application) -> AsyncGenerator[AsyncSession]:
    """Open a session that sees the tables that belong to no brand."""
    async with AsyncSession(application.desk.database.engine) as session:
        yield session


async def brand_named(application: Application, slug: str | None) -> BrandId:
    """Return the brand with a slug; the only brand there is when none is given.

    Refuses:
        UnknownBrand: no brand has this slug.
        BrandUnclear: there are several brands and none was named, or none at all.
    """
    async with reference_session(application) as session:
        if slug is not None:
            return (await identity.brand_by_slug(session, slug)).id
        brands = await identity.brand_ids(session)
    if len(brands) != 1:
        raise BrandUnclear(f"There are {len(brands)} brands: name one with --brand SLUG.")
    return brands[0]


async def actor_named(application: Application, brand_id: BrandId, email: str | None) -> Actor:
    """Return who acts: the user with an e-mail address, or the system itself.

    Refuses:
        UserUnknown: nobody of that address works for the brand.
    """
    if email is None:
        return Actor.system(brand_id, "cli")
    async with application.desk.database.reading(brand_id) as session:
        members = await identity.members_of(session, brand_id)
    for member in members:
        if member.email == email.lower():
            return Actor(brand_id=brand_id, user_id=member.user_id, origin="cli")
    raise UserUnknown(f"Nobody with the address {email!r} works for this brand.")


def amount(money: Money) -> str:
    """Return an amount as people read it.

    >>> amount(Money.of("-1234567.80", "CNY"))
    '-1,234,567.80 CNY'
    """
    whole, point, cents = money.decimal.partition(".")
    return f"{int(whole):,}{point}{cents} {money.currency}" if whole != "-0" else str(money)


def amount_given(text: str, code: str) -> Money:
    """Return the amount that an option gives.

    Refuses:
        ArgumentUnreadable: it is none.
    """
    try:
        return Money.of(text, code)
    except (AmountUnreadable, ValueError) as unreadable:
        raise ArgumentUnreadable(f"{unreadable}.") from unreadable


def progress_bar(*, counting: bool = False) -> Progress:
    """Return a progress display for long steps; a counting one does not know the end."""
    count = TextColumn("{task.completed:,.0f}") if counting else MofNCompleteColumn()
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        count,
        TimeElapsedColumn(),
        console=console,
        transient=True,
    )
