"""`tributary import orders` and `tributary quarantine list`: files in, faults kept apart."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress, TaskID
from rich.table import Table

from tributary import channels
from tributary.app import Application
from tributary.channels import ImportOutcome, QuarantinedRow
from tributary.cli.options import As, Brand
from tributary.cli.terminal import (
    actor_named,
    brand_named,
    console,
    deliver_inline,
    progress_bar,
    run,
    told_plainly,
)
from tributary.kernel import Refusal

imports = typer.Typer(help="Bring files in.", no_args_is_help=True)
quarantine = typer.Typer(help="Rows that could not be loaded.", no_args_is_help=True)

QUARANTINE_MAX = 10_000
ORIGINAL_SHOWN_MAX = 100


class FileMissing(Refusal):
    """There is no such file, or it may not be read.

    Check its path and its permissions.
    """


@imports.command()
def orders(
    file: Annotated[Path, typer.Argument(help="In the layout that its channel reads.")],
    *,
    channel: Annotated[str, typer.Option("--channel", help="Code of the channel it comes from.")],
    brand: Brand = None,
    as_: As = None,
) -> None:
    """Import a file of orders: good ones are loaded and billed, faulty ones quarantined.

    The same file again changes nothing. Rows in quarantine lose nothing: they keep what the file
    says, and why it could not be used.
    """
    run(lambda application: import_file(application, brand, as_, file, channel))


@imports.command()
def formats(
    file: Annotated[
        Path | None, typer.Argument(help="A file to tell the layout of; none changes nothing.")
    ] = None,
) -> None:
    """List the layouts that channels read, or tell which of them a file has."""
    with told_plainly():
        likely = None if file is None else layouts_of(file)
    table = Table()
    for heading in ("layout", "files"):
        table.add_column(heading)
    for name, adapter in channels.ADAPTERS.items():
        if likely is None or name in likely:
            table.add_row(name, adapter.about)
    if likely == []:
        console.print("The file has none of the layouts that channels read.")
    else:
        console.print(table, highlight=False)


def layouts_of(file: Path) -> list[str]:
    """Return the layouts a file may have, the likeliest first.

    Refuses:
        FileMissing: there is no such file.
    """
    try:
        with file.open("rb") as content:
            return channels.detect(content.read(channels.HEAD_BYTES), file.name)
    except OSError as error:
        raise FileMissing(f"{file} cannot be read: {error.strerror}.") from error


async def import_file(
    application: Application, slug: str | None, email: str | None, file: Path, channel: str
) -> None:
    """Import a file, let everybody react, and show what became of it.

    Refuses:
        FileMissing: there is no such file.
        UnknownBrand, BrandUnclear, UserUnknown: a name is not known.
        ChannelUnknown, FileEmpty, FileOfOtherKind, FileUnreadable, HeaderMissing, FileTooLarge:
            see `channels.import_orders`.
    """
    try:
        file.open("rb").close()
    except OSError as error:
        raise FileMissing(f"{file} cannot be read: {error.strerror}.") from error
    brand_id = await brand_named(application, slug)
    actor = await actor_named(application, brand_id, email)
    with progress_bar(counting=True) as bar:
        task = bar.add_task("Reading", total=None)
        outcome = await channels.import_orders(
            application.desk,
            actor,
            channel_code=channel,
            file=file,
            file_name=file.name,
            progress=lambda stage, rows: _advance(bar, task, stage, rows),
        )
        bar.update(task, description="Billing")
        await deliver_inline(application, brand_id)
    async with application.desk.database.reading(brand_id) as session:
        rows = await channels.quarantine_of(
            session, brand_id, run_id=outcome.run_id, rows_max=QUARANTINE_MAX
        )
    show_outcome(file.name, outcome)
    if rows:
        show_reasons(rows)


def _advance(bar: Progress, task: TaskID, stage: str, rows: int) -> None:
    bar.update(task, description=stage.capitalize(), completed=rows)


def show_outcome(name: str, outcome: ImportOutcome) -> None:
    """Print the counts of a file."""
    table = Table(title=f"Import of {name}", title_justify="left")
    table.add_column("")
    table.add_column("", justify="right")
    for label, count in {
        "rows read": outcome.rows_read,
        "orders read": outcome.orders_read,
        "orders loaded": outcome.orders_loaded,
        "orders updated": outcome.orders_updated,
        "orders unchanged": outcome.orders_unchanged,
        "orders quarantined": outcome.orders_quarantined,
        "returns loaded": outcome.returns_loaded,
    }.items():
        table.add_row(label, f"{count:,}")
    table.show_header = False
    console.print(table)
    if outcome.known:
        console.print("This file was imported before: nothing has changed.")


def show_reasons(rows: Sequence[QuarantinedRow]) -> None:
    """Print the reasons of quarantined rows, each with a row to look at."""
    by_reason: dict[str, list[QuarantinedRow]] = defaultdict(list)
    for row in rows:
        by_reason[row.reason].append(row)
    table = Table(title="In quarantine", title_justify="left")
    table.add_column("reason")
    table.add_column("rows", justify="right")
    table.add_column("for example")
    for reason, found in sorted(by_reason.items(), key=lambda each: -len(each[1])):
        example = found[0]
        said = f"row {example.row_number}, {example.field}: {example.message}"
        table.add_row(reason, str(len(found)), said)
    console.print(table, highlight=False)


@quarantine.command("list")
def list_rows(
    *,
    limit: Annotated[int, typer.Option("--limit", min=1, max=QUARANTINE_MAX)] = 50,
    brand: Brand = None,
) -> None:
    """List the rows that wait to be corrected, oldest first."""

    async def step(application: Application) -> None:
        brand_id = await brand_named(application, brand)
        async with application.desk.database.reading(brand_id) as session:
            waiting = await channels.quarantine_count(session, brand_id)
            rows = await channels.quarantine_of(session, brand_id, rows_max=limit)
        show_rows(rows, waiting)

    run(step)


def show_rows(rows: Sequence[QuarantinedRow], waiting: int) -> None:
    """Print quarantined rows with what the file says there."""
    if not rows:
        console.print("The quarantine is empty.")
        return
    table = Table()
    table.add_column("row", justify="right")
    for heading in ("order", "field", "reason", "what the file says"):
        table.add_column(heading)
    for row in rows:
        table.add_row(
            str(row.row_number),
            row.external_id or "",
            row.field,
            row.message,
            row.original[:ORIGINAL_SHOWN_MAX],
        )
    console.print(table, highlight=False)
    console.print(f"{len(rows):,} of {waiting:,} rows")
