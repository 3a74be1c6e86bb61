"""`tributary settle`: close a month, with commissions, statements and their PDFs."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.table import Table

from tributary import parties, settlements
from tributary.app import Application
from tributary.cli.options import As, Brand
from tributary.cli.terminal import (
    ArgumentUnreadable,
    actor_named,
    amount,
    brand_named,
    console,
    deliver_inline,
    progress_bar,
    run,
)
from tributary.kernel import Actor, PartyId, Period, total_of
from tributary.settlements import Progress, Run, Totals


def settle(
    month: Annotated[
        str,
        typer.Argument(help="The period: 2026-10, 2026-W47, 2026-Q4, or its days as first..last."),
    ],
    *,
    preview: Annotated[
        bool, typer.Option("--preview", help="Show what closing would do; keep nothing.")
    ] = False,
    of: Annotated[
        str | None,
        typer.Option("--of", help="With --preview: the commission of this distributor, by code."),
    ] = None,
    brand: Brand = None,
    as_: As = None,
) -> None:
    """Close a period: accrue commissions, write statements, close the books, print PDFs.

    Closing a closed month changes nothing, except that PDFs still missing are printed. What
    arrives later for a closed month is booked on the first open day.
    """

    async def step(application: Application) -> None:
        period = period_given(month)
        brand_id = await brand_named(application, brand)
        actor = await actor_named(application, brand_id, as_)
        if of is not None:
            if not preview:
                raise ArgumentUnreadable("--of goes with --preview: a month is closed for all.")
            await _preview_one(application, actor, period, of)
            return
        if preview:
            await _preview(application, actor, period)
            return
        await _close(application, actor, period)

    run(step)


def period_given(text: str) -> Period:
    """Return the period that an argument names.

    Refuses:
        ArgumentUnreadable: it is none.
    """
    try:
        return Period.named(text)
    except ValueError as unreadable:
        raise ArgumentUnreadable(f"{unreadable}.") from unreadable


def month_given(text: str) -> Period:
    """Return the month that an argument names.

    Refuses:
        ArgumentUnreadable: it is none.
    """
    try:
        return Period.month_named(text)
    except ValueError as unreadable:
        raise ArgumentUnreadable(f"{text!r} is not a month: write it as 2026-10.") from unreadable


async def _preview(application: Application, actor: Actor, period: Period) -> None:
    desk = application.desk
    async with desk.database.work(actor, now=desk.clock()) as work:
        found = await settlements.preview(work, period=period)
    console.print(
        f"Closing {period} would write {found.commission_lines:,} commission lines and "
        f"{found.statements:,} statements. Nothing was kept.",
        highlight=False,
    )
    show_totals(found.totals)


async def _preview_one(application: Application, actor: Actor, period: Period, code: str) -> None:
    desk = application.desk
    async with desk.database.work(actor, now=desk.clock()) as work:
        distributor_id = await parties.distributor_by_code(work.session, work.brand_id, code)
        lines = await settlements.preview_one(
            work, period=period, beneficiary_id=PartyId(distributor_id)
        )
    table = Table(title=f"Commission of {code} in {period}", title_justify="left")
    for heading in ("day", "order", "item", "rule"):
        table.add_column(heading)
    for heading in ("of", "rate", "amount"):
        table.add_column(heading, justify="right")
    for line in lines:
        rate = "" if line.rate is None else str(line.rate)
        table.add_row(
            *(str(line.earned_on), line.order_number, line.sku, line.rule),
            *(amount(line.base), rate, amount(line.amount)),
        )
    if lines:
        console.print(table)
    for currency in sorted({line.amount.currency for line in lines}):
        earned = total_of((e.amount for e in lines if e.amount.currency == currency), currency)
        console.print(f"{earned} in all.", highlight=False)
    console.print(f"{len(lines):,} commission lines. Nothing was kept.", highlight=False)


async def _close(application: Application, actor: Actor, period: Period) -> None:
    desk = application.desk
    with console.status(f"Closing {period}"):
        async with desk.database.work(actor, now=desk.clock()) as work:
            closed = await settlements.close_month(work, period=period)
    printed = await _print(application, actor, closed)
    await deliver_inline(application, actor.brand_id)
    async with desk.database.reading(actor.brand_id) as session:
        totals = await settlements.totals_of(session, actor.brand_id, closed.run_id)
    console.print(
        f"{period} is closed: {closed.statements:,} statements, {printed.printed:,} printed.",
        highlight=False,
    )
    show_totals(totals)


async def _print(application: Application, actor: Actor, closed: Run) -> Progress:
    with progress_bar() as bar:
        task = bar.add_task("Printing", total=closed.statements)

        async def report(progress: Progress) -> None:
            bar.update(task, completed=progress.printed, total=progress.statements)

        return await settlements.print_statements(
            application.worker_desk, actor.brand_id, closed.run_id, on_progress=report
        )


def show_totals(totals: Sequence[Totals]) -> None:
    """Print what all statements of a period come to, by currency."""
    table = Table(title="All statements", title_justify="left")
    table.add_column("")
    for heading in ("opening", "movements", "closing"):
        table.add_column(heading, justify="right")
    for each in totals:
        owed = (each.owed_opening, each.owed_movement, each.owed_closing)
        earned = (each.earned_opening, each.earned_movement, each.earned_closing)
        table.add_row("owed to the brand", *(amount(money) for money in owed))
        table.add_row("earned by distributors", *(amount(money) for money in earned))
    if totals:
        console.print(table)
