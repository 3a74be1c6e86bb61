"""`tributary receivables roll-up`: count what is open anew, where the roll-up drifted."""

from collections.abc import Sequence
from typing import Final

import typer
from rich.table import Table

from tributary import receivables
from tributary.app import Application
from tributary.cli.options import Brand
from tributary.cli.terminal import amount, brand_named, console, run
from tributary.kernel import BrandId
from tributary.receivables import Mended

SHOWN_MAX: Final = 50

commands = typer.Typer(help="Receivables: what is open.", no_args_is_help=True)


@commands.callback()
def group() -> None:
    """Receivables: what is open."""


@commands.command("roll-up")
def roll_up(*, brand: Brand = None) -> None:
    """Count open items anew where `tributary check` says that the roll-up of them is wrong.

    One transaction for each brand; nobody posts there meanwhile. Prints what was wrong.
    """

    async def step(application: Application) -> None:
        desk = application.worker_desk
        brand_id = None if brand is None else await brand_named(application, brand)
        for each in await desk.database.brand_ids() if brand_id is None else [brand_id]:
            async with desk.work(each, "cli") as work:
                mended = await receivables.mend_roll_up(work)
            show(each, mended)

    run(step)


def show(brand_id: BrandId, mended: Sequence[Mended]) -> None:
    """Print what was wrong at a brand."""
    if not mended:
        console.print(f"Brand {brand_id}: the roll-up says what the open items say.")
        return
    rows = "1 row was" if len(mended) == 1 else f"{len(mended):,} rows were"
    console.print(f"Brand {brand_id}: {rows} wrong, and counted anew.")
    table = Table()
    # On a narrow terminal the id is folded, and no figure is cut.
    table.add_column("creditor", overflow="fold")
    for name in ("due on", "lane"):
        table.add_column(name, no_wrap=True)
    for name in ("said", "items", "is", "items"):
        table.add_column(name, justify="right", no_wrap=True)
    for each in mended[:SHOWN_MAX]:
        table.add_row(
            str(each.creditor_id),
            str(each.due_on),
            str(each.lane),
            amount(each.said),
            f"{each.said_items:,}",
            amount(each.open),
            f"{each.items:,}",
        )
    console.print(table, highlight=False)
    if len(mended) > SHOWN_MAX:
        console.print(f"and {len(mended) - SHOWN_MAX:,} more.")
