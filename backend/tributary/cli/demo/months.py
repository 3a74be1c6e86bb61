"""The chapters of the months: files in, what is wrong with them, settlement, statements."""

from collections import Counter as Tally
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import Final

from tributary import channels, settlements
from tributary.cli.demo.correcting import correct_one, dispute_one
from tributary.cli.demo.figures import month_figures
from tributary.cli.demo.files import OrderFile
from tributary.cli.demo.telling import chapter, counted, shown, told
from tributary.cli.terminal import console
from tributary.kernel import Actor, BrandId, Period
from tributary.platform import Desk, outbox
from tributary.settlements import Run

CLOSING_HOUR: Final = time(1, 30)
"""Half past nine in Shanghai, on the first day of the next month, in UTC."""

SMALL_GROUP_MAX: Final = 4
"""How many reasons of the quarantine the story names."""


ANSWER_DAYS: Final = 15
"""How long the statements of the month that is left to close can be disputed."""


@dataclass(slots=True)
class Imported:
    """What the files of a month came to."""

    rows: int = 0
    orders: int = 0
    loaded: int = 0
    returns: int = 0
    quarantined: int = 0


async def closed_runs(desk: Desk, brand_id: BrandId) -> dict[Period, Run]:
    """Return the months that are settled."""
    async with desk.database.reading(brand_id) as session:
        return {run.period: run for run in await settlements.runs_of(session, brand_id)}


async def finish_month(desk: Desk, brand_id: BrandId, run: Run) -> None:
    """Print and deliver what a killed run left behind of a settled month."""
    await _print(_as_of(desk, run.period), brand_id, run)
    console.print(f"\n[dim]{run.period} is settled already.[/]", highlight=False)


def _as_of(desk: Desk, period: Period) -> Desk:
    """Return the desk as it was on the first day after a month."""
    then = datetime.combine(period.end, CLOSING_HOUR, UTC)
    return replace(desk, clock=lambda: then)


async def tell_month(
    desk: Desk, brand_id: BrandId, period: Period, files: Sequence[OrderFile]
) -> None:
    """Import and settle one month as if on the first day of the next one.

    A month is repeatable up to its close: files that are in change nothing, and what was announced
    is delivered.
    """
    past = _as_of(desk, period)
    actor = Actor.system(brand_id, "demo")
    await _open(past, actor, period, files)
    async with past.database.work(actor, now=past.clock()) as work:
        run = await settlements.close_month(work, period=period)
    await _print(past, brand_id, run)
    await _tell_settlement(past, brand_id, period)


async def tell_open_month(
    desk: Desk, brand_id: BrandId, period: Period, files: Sequence[OrderFile]
) -> None:
    """Import the last month and leave its close to whoever looks at the demo."""
    past, actor = _as_of(desk, period), Actor.system(brand_id, "demo")
    await _open(past, actor, period, files)
    async with past.database.work(actor, now=past.clock()) as work:
        await settlements.set_terms(work, answer_days=ANSWER_DAYS, silence_confirms=True)
    await correct_one(past, actor)
    await dispute_one(past, actor)
    await outbox.deliver_all(past, brand_id)
    told("to be settled", "The month is over and waits: it is closed in the console, by you.")


async def is_in(desk: Desk, brand_id: BrandId, period: Period) -> bool:
    """Tell whether the orders of a month have come in."""
    async with desk.database.reading(brand_id) as session:
        return (await month_figures(session, brand_id, period)).billed.count > 0


_CHINESE: Final = "{} 年 {} 月"


async def _open(desk: Desk, actor: Actor, period: Period, files: Sequence[OrderFile]) -> None:
    chapter(f"{period}", _CHINESE.format(period.start.year, period.start.month))
    await _import(desk, actor, files)


async def _import(desk: Desk, actor: Actor, files: Sequence[OrderFile]) -> None:
    sums = Imported()
    reasons: Tally[str] = Tally()
    with console.status("Orders come in"):
        for file in files:
            outcome = await channels.import_orders(
                desk,
                actor,
                channel_code=file.channel,
                file=file.path,
                file_name=file.path.name,
            )
            await outbox.deliver_all(desk, actor.brand_id)
            sums.rows += outcome.rows_read
            sums.orders += outcome.orders_read
            sums.loaded += outcome.orders_loaded + outcome.orders_unchanged
            sums.returns += outcome.returns_loaded
            sums.quarantined += outcome.orders_quarantined
            async with desk.database.reading(actor.brand_id) as session:
                rows = await channels.quarantine_of(session, actor.brand_id, run_id=outcome.run_id)
            reasons.update(row.reason for row in rows if row.reason != "order_incomplete")
    told(
        "orders in",
        f"{counted(len(files), 'file')}, {counted(sums.rows, 'row')}: "
        f"{counted(sums.loaded, 'order')}, {counted(sums.returns, 'return')}, "
        f"{sums.quarantined} in quarantine",
    )
    if reasons:
        told("", f"[yellow]{_named(reasons)}[/]")


def _named(reasons: "Tally[str]") -> str:
    names = [reason.replace("_", " ") for reason, _ in reasons.most_common()]
    more = len(names) - SMALL_GROUP_MAX
    shown_names = ", ".join(names[:SMALL_GROUP_MAX])
    return shown_names + (f" and {counted(more, 'other reason')}" if more > 0 else "")


async def _print(desk: Desk, brand_id: BrandId, run: Run) -> None:
    with console.status("Statements are printed"):
        await settlements.print_statements(desk, brand_id, run.run_id)
        await outbox.deliver_all(desk, brand_id)


async def _tell_settlement(desk: Desk, brand_id: BrandId, period: Period) -> None:
    async with desk.database.reading(brand_id) as session:
        figures = await month_figures(session, brand_id, period)
    told("receivables", f"{counted(figures.billed.count, 'item')}, {shown(figures.billed.total)}")
    if figures.late.count:
        told(
            "",
            f"of these {counted(figures.late.count, 'item')} of an earlier, closed month rolled "
            f"forward: {shown(figures.late.total)}",
        )
    if figures.between.count:
        told(
            "cascade",
            f"{counted(figures.between.count, 'item')} between distributors, each level owes the "
            f"one above it: {shown(figures.between.total)}",
        )
    if figures.credited.count:
        told(
            "credit notes",
            f"{counted(figures.credited.count, 'return')}, {shown(figures.credited.total)}",
        )
    told(
        "commissions",
        f"{counted(figures.earned.count, 'line')} for {figures.beneficiaries} distributors, "
        f"{shown(figures.earned.total)}",
    )
    told("settled", f"{counted(figures.statements, 'statement')} issued and printed")
