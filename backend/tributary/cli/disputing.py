"""`tributary statements disputes`, `answer` and `correct`: what is wrong, and putting it right."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.table import Table

from tributary import settlements
from tributary.app import Application
from tributary.cli.options import As, Brand
from tributary.cli.terminal import (
    ArgumentUnreadable,
    actor_named,
    amount,
    brand_named,
    console,
    deliver_inline,
    run,
)
from tributary.kernel import Actor, StatementId
from tributary.settlements import DisputedLine, Statement, Takeable, UnknownStatement

Number = Annotated[str, typer.Argument(help="Number of the statement: ST-2026-000001.")]


def disputes(
    *,
    is_open: Annotated[
        bool, typer.Option("--open", help="Only those that wait for an answer.")
    ] = False,
    brand: Brand = None,
) -> None:
    """List the lines that distributors say are wrong, what waits longest first."""

    async def step(application: Application) -> None:
        brand_id = await brand_named(application, brand)
        async with application.desk.database.reading(brand_id) as session:
            found = await settlements.disputes_of(session, brand_id, is_open=is_open)
        _show_disputes(found)

    run(step)


def answer(
    number: Number,
    line: Annotated[int, typer.Argument(help="The number of the line on it.")],
    *,
    said: Annotated[
        str, typer.Option("--because", help="What is done about it, or why nothing is.")
    ],
    agrees: Annotated[
        bool, typer.Option("--agree/--decline", help="Whether the distributor is right.")
    ],
    brand: Brand = None,
    as_: As = None,
) -> None:
    """Answer the dispute of one line; the distributor reads the answer."""

    async def step(application: Application) -> None:
        brand_id = await brand_named(application, brand)
        actor = await actor_named(application, brand_id, as_)
        statement = await _statement(application, actor, number)
        desk = application.desk
        async with desk.database.work(actor, now=desk.clock()) as work:
            await settlements.answer_dispute(
                work,
                statement_id=statement.statement_id,
                position=line,
                is_accepted=agrees,
                answer=said,
            )
        console.print(f"Line {line} of {number} is answered.", highlight=False)

    run(step)


def correct(
    number: Number,
    *,
    reason: Annotated[
        str | None, typer.Option("--because", help="What was wrong; the distributor reads it.")
    ] = None,
    take: Annotated[
        list[str] | None,
        typer.Option("--take", help="Number of what belongs on it; may be given again."),
    ] = None,
    brand: Brand = None,
    as_: As = None,
) -> None:
    """Put a corrected version in the place of a statement; without --because, say what it can take.

    What it can take in was billed or credited after its period.
    """

    async def step(application: Application) -> None:
        brand_id = await brand_named(application, brand)
        actor = await actor_named(application, brand_id, as_)
        statement = await _statement(application, actor, number)
        async with application.desk.database.reading(brand_id) as session:
            later = await settlements.takeable_of(session, brand_id, statement)
        if reason is None:
            _show_later(later)
            return
        taken = _chosen(later, take or ())
        await _correct(application, actor, statement, reason, taken)

    run(step)


async def _statement(application: Application, actor: Actor, number: str) -> Statement:
    async with application.desk.database.reading(actor.brand_id) as session:
        return numbered(await settlements.statements_of(session, actor.brand_id), number)


def numbered(found: Sequence[Statement], number: str) -> Statement:
    """Return the statement of a number.

    Refuses:
        UnknownStatement: there is none.
    """
    for statement in found:
        if statement.number == number:
            return statement
    raise UnknownStatement(f"There is no statement {number}: look at `tributary statements list`.")


async def _correct(
    application: Application,
    actor: Actor,
    before: Statement,
    reason: str,
    taken: Sequence[Takeable],
) -> None:
    desk = application.desk
    async with desk.database.work(actor, now=desk.clock()) as work:
        version = await settlements.correct_statement(
            work,
            statement_id=before.statement_id,
            reason=reason,
            taken=[each.subject_id for each in taken],
        )
    await deliver_inline(application, actor.brand_id)
    after = await _version(application, actor, version)
    console.print(
        f"{after.number} takes the place of {before.number}: owed in the end "
        f"{amount(after.owed_closing)}, not {amount(before.owed_closing)}.",
        highlight=False,
        soft_wrap=True,
    )


async def _version(application: Application, actor: Actor, statement_id: StatementId) -> Statement:
    async with application.desk.database.reading(actor.brand_id) as session:
        found = await settlements.statements_of(session, actor.brand_id)
    return next(each for each in found if each.statement_id == statement_id)


def _chosen(later: Sequence[Takeable], numbers: Sequence[str]) -> list[Takeable]:
    by_number = {each.number: each for each in later}
    unknown = sorted(set(numbers) - set(by_number))
    if unknown:
        raise ArgumentUnreadable(
            f"{', '.join(unknown)} cannot be taken in: leave --because away to see what can."
        )
    return [by_number[number] for number in dict.fromkeys(numbers)]


def _show_disputes(found: Sequence[DisputedLine]) -> None:
    if not found:
        console.print("Nobody disputes a line.")
        return
    table = Table()
    table.add_column("statement", no_wrap=True, min_width=14)
    table.add_column("line", justify="right", no_wrap=True)
    table.add_column("of", no_wrap=True)
    table.add_column("amount", justify="right", no_wrap=True)
    table.add_column("state", no_wrap=True)
    table.add_column("what is said")
    for each in found:
        said = f"{each.reference}: {each.reason}"
        table.add_row(
            *(each.number, str(each.position), each.counterparty_code, amount(each.amount)),
            *(each.state.value, said if each.answer is None else f"{said}\n{each.answer}"),
        )
    console.print(table, highlight=False)


def _show_later(later: Sequence[Takeable]) -> None:
    if not later:
        console.print("Nothing was billed or credited after its period.")
        return
    table = Table()
    table.add_column("number", no_wrap=True, min_width=14)
    table.add_column("booked on", no_wrap=True)
    table.add_column("owed", justify="right")
    for each in later:
        table.add_row(each.number, str(each.booked_on), amount(each.amount))
    console.print(table, highlight=False)
