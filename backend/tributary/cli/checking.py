"""`tributary check`: the invariants, proven row by row."""

from datetime import timedelta

import typer
from rich.table import Table

from tributary import payments, payouts
from tributary.app import Application, invariants_of_all
from tributary.cli.terminal import brand_named, console
from tributary.kernel import BrandId
from tributary.platform import Database, Desk, Proof, prove


async def check_all(application: Application, slug: str | None, *, days: int) -> None:
    """Prove every invariant with the role that can only read; exit 1 when one does not hold.

    Args:
        application: the wired program.
        slug: one brand only.
        days: for how many days back the provider is asked as well; none for zero.
    """
    database = Database(application.urls.report)
    try:
        if slug is None:
            brands = await database.brand_ids()
        else:
            brands = [await brand_named(application, slug)]
        faults = 0
        for brand_id in brands:
            proofs = await prove(database, brand_id, invariants_of_all())
            show(brand_id, proofs)
            faults += sum(len(proof.faults) for proof in proofs)
            if days:
                faults += await compare(application.worker_desk, brand_id, days)
    finally:
        await database.close()
    if faults:
        console.print(f"[bold red]{faults} violations.[/]")
        raise typer.Exit(1)
    console.print("[bold green]Every invariant holds.[/]")


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


def show(brand_id: BrandId, proofs: list[Proof]) -> None:
    """Print one brand's proofs, each fault below its invariant."""
    table = Table(title=f"Brand {brand_id}", title_justify="left")
    table.add_column("#", justify="right")
    table.add_column("always true")
    table.add_column("rows proven", justify="right")
    table.add_column("violations", justify="right")
    for proof in proofs:
        style = "red" if proof.faults else ""
        table.add_row(
            str(proof.invariant.number),
            "\n".join([proof.invariant.name, *(f"[red]{fault}[/]" for fault in proof.faults)]),
            f"{proof.rows:,}",
            str(len(proof.faults)),
            style=style,
        )
    console.print(table)
