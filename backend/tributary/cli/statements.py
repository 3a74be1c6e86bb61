"""`tributary statements ...`: the list of statements, their PDFs, and files for spreadsheets."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from tributary import parties, settlements
from tributary.app import Application
from tributary.cli.cycling import cycle
from tributary.cli.disputing import answer, correct, disputes, numbered
from tributary.cli.mailing import mailing, send, zone
from tributary.cli.options import As, Brand
from tributary.cli.settling import period_given
from tributary.cli.terminal import actor_named, amount, brand_named, console, run
from tributary.kernel import PartyId, Refusal
from tributary.platform import blobs
from tributary.settlements import Statement, StatementSheets

commands = typer.Typer(help="Statements: what was owed and earned.", no_args_is_help=True)
for command in (cycle, disputes, answer, correct, mailing, send, zone):
    commands.command()(command)


class StatementUnprinted(Refusal):
    """The statement is issued but its PDF is not printed yet.

    Wait for the worker, or run `tributary settle` for its month again.
    """


class FileUnwritable(Refusal):
    """The file cannot be written there.

    Choose another place with -o.
    """


@commands.command("list")
def list_statements(
    *,
    month: Annotated[
        str | None, typer.Option("--month", help="Of one period: 2026-10, 2026-W47.")
    ] = None,
    distributor: Annotated[
        str | None, typer.Option("--distributor", help="Code of one distributor.")
    ] = None,
    brand: Brand = None,
) -> None:
    """List statements: what each counterparty owed and had earned at the end of the month."""

    async def step(application: Application) -> None:
        brand_id = await brand_named(application, brand)
        period = None if month is None else period_given(month)
        async with application.desk.database.reading(brand_id) as session:
            party_id: PartyId | None = None
            if distributor is not None:
                party_id = (await parties.by_code(session, brand_id, distributor)).id
            found = await settlements.statements_of(session, brand_id, counterparty_id=party_id)
        show([each for each in found if period is None or each.period == period])

    run(step)


@commands.command()
def pdf(
    number: Annotated[str, typer.Argument(help="Number of the statement: ST-2026-000001.")],
    *,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="File to write.")] = None,
    brand: Brand = None,
) -> None:
    """Write the PDF of a statement, the same bytes every time."""

    async def step(application: Application) -> None:
        brand_id = await brand_named(application, brand)
        async with application.desk.database.reading(brand_id) as session:
            found = await settlements.statements_of(session, brand_id)
            statement = numbered(found, number)
            if statement.blob_id is None:
                raise StatementUnprinted(f"{number} is not printed yet.")
            content = await blobs.load(session, brand_id, statement.blob_id)
        path = out or Path(f"{number}.pdf")
        write(path, content)
        console.print(
            f"{path}  ({len(content):,} bytes, SHA-256 {statement.pdf_sha256})", soft_wrap=True
        )

    run(step)


@commands.command()
def sheet(
    number: Annotated[str, typer.Argument(help="Number of the statement: ST-2026-000001.")],
    *,
    is_csv: Annotated[bool, typer.Option("--csv", help="As CSV, not as XLSX.")] = False,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="File to write.")] = None,
    brand: Brand = None,
) -> None:
    """Write the figures of a statement for spreadsheets: balances, lines, ageing, open items."""

    async def step(application: Application) -> None:
        desk = application.desk
        brand_id = await brand_named(application, brand)
        async with desk.database.reading(brand_id) as session:
            statement = numbered(await settlements.statements_of(session, brand_id), number)
            document = await settlements.document_of(session, brand_id, statement.statement_id)
        sheets = desk.port(StatementSheets)  # type: ignore[type-abstract]
        content = sheets.csv(document) if is_csv else sheets.xlsx(document)
        path = out or Path(f"{number}.{'csv' if is_csv else 'xlsx'}")
        write(path, content)
        console.print(f"{path}  ({len(content):,} bytes)", soft_wrap=True)

    run(step)


@commands.command()
def terms(
    *,
    days: Annotated[
        int | None, typer.Option("--days", help="How long a statement can be disputed: 1 to 365.")
    ] = None,
    silence_confirms: Annotated[
        bool, typer.Option(help="Whether who says nothing until then has confirmed.")
    ] = False,
    brand: Brand = None,
    as_: As = None,
) -> None:
    """Show by when statements are to be answered, or set it for those of the next closings."""

    async def step(application: Application) -> None:
        desk = application.desk
        brand_id = await brand_named(application, brand)
        if days is not None:
            actor = await actor_named(application, brand_id, as_)
            async with desk.database.work(actor, now=desk.clock()) as work:
                await settlements.set_terms(
                    work, answer_days=days, silence_confirms=silence_confirms
                )
        async with desk.database.reading(brand_id) as session:
            held = await settlements.terms_of(session, brand_id)
        if held.answer_days is None:
            console.print("Statements can be disputed until they are confirmed.")
            return
        then = "are confirmed then" if held.silence_confirms else "stay open then"
        console.print(
            f"Statements can be disputed for {held.answer_days} days after the day of issue; "
            f"those that nobody has answered {then}.",
            highlight=False,
            soft_wrap=True,
        )

    run(step)


def write(path: Path, content: bytes) -> None:
    """Write a file.

    Refuses:
        FileUnwritable: the place does not take it.
    """
    try:
        path.write_bytes(content)
    except OSError as error:
        raise FileUnwritable(f"{path} cannot be written: {error.strerror}.") from error


def show(found: Sequence[Statement]) -> None:
    """Print statements, one a line."""
    if not found:
        console.print("There are no statements.")
        return
    table = Table()
    # A number cut short could not be typed into the next command.
    table.add_column("number", no_wrap=True, min_width=14)
    table.add_column("month", no_wrap=True)
    table.add_column("counterparty")
    if between := len({each.creditor_id for each in found}) > 1:
        table.add_column("creditor")
    table.add_column("owes", justify="right")
    table.add_column("has earned", justify="right")
    table.add_column("PDF")
    for each in found:
        table.add_row(
            each.number,
            str(each.period),
            f"{each.counterparty_code} {each.counterparty_name}",
            *([each.creditor_name] if between else []),
            amount(each.owed_closing),
            amount(each.earned_closing),
            "" if each.blob_id is None else "printed",
        )
    console.print(table, highlight=False)
