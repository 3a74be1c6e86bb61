"""`tributary check`: the invariants, proven row by row."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import typer
from rich.table import Table

from tributary import payments, payouts
from tributary.app import Application, invariants_of_all
from tributary.cli.seals import KeptSeal, lost_seals
from tributary.cli.terminal import brand_named, console
from tributary.kernel import BrandId
from tributary.platform import Database, Desk, Proof, prove, watch


async def check_all(
    application: Application, slug: str | None, *, days: int, kept: Sequence[KeptSeal] = ()
) -> None:
    """Prove every invariant with the role that can only read; exit 1 when one does not hold.

    Args:
        application: the wired program.
        slug: one brand only.
        days: for how many days back the provider is asked as well; none for zero.
        kept: seals that were written down elsewhere, and must still be in their chains.
    """
    faults = 0
    async with _reported(application, slug) as (database, brands):
        for brand_id in brands:
            proofs = await prove(database, brand_id, invariants_of_all())
            show(brand_id, proofs)
            faults += sum(len(proof.faults) for proof in proofs)
            if days:
                faults += await compare(application.worker_desk, brand_id, days)
        if kept:
            faults += await compare_seals(database, kept)
    if faults:
        console.print(f"[bold red]{faults} violations.[/]")
        raise typer.Exit(1)
    console.print("[bold green]Every invariant holds.[/]")


async def show_last(application: Application, slug: str | None) -> None:
    """Show what the watch found last; exit 1 for a violation, or for what nobody has proven."""
    names = {each.name for each in invariants_of_all()}
    now = application.desk.clock()
    faults = unknown = 0
    async with _reported(application, slug) as (database, brands):
        for brand_id in brands:
            async with database.reading(brand_id) as session:
                kept = [
                    each for each in await watch.proofs_of(session, brand_id) if each.name in names
                ]
            show_kept(brand_id, kept, now)
            faults += sum(len(each.faults) for each in kept)
            unknown += len(names) - sum(each.is_fresh(now) for each in kept)
    if faults or unknown:
        console.print(
            f"[bold red]{faults} violations; {unknown} invariants not proven within "
            f"{watch.STALE_AFTER.seconds // 3600} hours.[/]"
        )
        raise typer.Exit(1)
    console.print("[bold green]Every invariant held when it was proven last.[/]")


@asynccontextmanager
async def _reported(
    application: Application, slug: str | None
) -> AsyncGenerator[tuple[Database, Sequence[BrandId]]]:
    """Open the role that can only read, and name the brands to look at."""
    database = Database(application.urls.report)
    try:
        if slug is None:
            yield database, await database.brand_ids()
        else:
            yield database, [await brand_named(application, slug)]
    finally:
        await database.close()


async def compare(desk: Desk, brand_id: BrandId, days: int) -> int:
    """Hold what has moved at the provider against what it says; return how much differs."""
    since = desk.clock() - timedelta(days=days)
    receipts, differing = await payments.compare_receipts(desk, brand_id, since=since)
    items, more = await payouts.compare_payouts(desk, brand_id, since=since)
    console.print(
        f"Asked the provider about {receipts:,} receipts and {items:,} payouts of {days} days: "
        f"{len(differing) + len(more)} differ."
    )
    for fault in (*differing, *more):
        console.print(f"[red]{fault}[/]")
    return len(differing) + len(more)


async def compare_seals(database: Database, kept: Sequence[KeptSeal]) -> int:
    """Hold the chains against the seals that were kept elsewhere; return how many are lost."""
    lost = await lost_seals(database, kept)
    console.print(f"Compared {len(kept):,} kept seals: {len(lost)} differ.")
    for fault in lost:
        console.print(f"[red]{fault}[/]")
    return len(lost)


def show(brand_id: BrandId, proofs: Sequence[Proof]) -> None:
    """Print one brand's proofs, each fault below its invariant."""
    table = _table(brand_id)
    for proof in proofs:
        _add(table, proof.invariant.number, proof.invariant.name, proof.rows, proof.faults)
    console.print(table)


def show_kept(brand_id: BrandId, kept: Sequence[watch.KeptProof], now: datetime) -> None:
    """Print what the watch found of a brand, with how long ago that was."""
    table = _table(brand_id)
    table.add_column("proven", justify="right")
    for each in kept:
        _add(table, each.number, each.name, each.rows, each.faults, _ago(each.proven_at, now))
    console.print(table)


def _ago(proven_at: datetime | None, now: datetime) -> str:
    if proven_at is None:
        return "never"
    return f"{int((now - proven_at).total_seconds()) // 60} min ago"


def _table(brand_id: BrandId) -> Table:
    table = Table(title=f"Brand {brand_id}", title_justify="left")
    table.add_column("#", justify="right")
    table.add_column("always true")
    table.add_column("rows proven", justify="right")
    table.add_column("violations", justify="right")
    return table


def _add(
    table: Table, number: int, name: str, rows: int, faults: Sequence[str], *more: str
) -> None:
    told = "\n".join([name, *(f"[red]{fault}[/]" for fault in faults)])
    style = "red" if faults else ""
    table.add_row(str(number), told, f"{rows:,}", str(len(faults)), *more, style=style)
