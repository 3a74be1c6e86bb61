"""`tributary payouts ...`: from what was earned to money sent, by two persons."""

from contextlib import AbstractAsyncContextManager
from typing import Annotated

import typer
from rich.table import Table
from sqlalchemy.ext.asyncio import AsyncSession

from tributary import identity, parties, payouts
from tributary.app import Application
from tributary.cli.options import As, Brand
from tributary.cli.terminal import (
    actor_named,
    amount,
    amount_given,
    brand_named,
    console,
    deliver_inline,
    run,
)
from tributary.kernel import BrandId, Currency, Money, new_id
from tributary.payouts import Batch, BatchUnknown, ItemState, Preview
from tributary.platform import Work

commands = typer.Typer(
    help="Payouts: preview, prepare, submit, then released by a second person.",
    no_args_is_help=True,
)

RAIL = "stripe"
REMEMBERED_MAX = 10_000

Number = Annotated[str, typer.Argument(help="Number of the batch, such as PO-2026-000001.")]
Minimum = Annotated[
    str,
    typer.Option("--minimum", help="Smaller amounts wait for the next batch.", metavar="AMOUNT"),
]


@commands.command()
def preview(*, minimum: Minimum = "1.00", brand: Brand = None) -> None:
    """Show who would be paid how much now, and why the others would not; writes nothing."""

    async def step(application: Application) -> None:
        brand_id = await brand_named(application, brand)
        async with application.desk.database.reading(brand_id) as session:
            least = await _least(session, brand_id, minimum)
            found = await payouts.preview(
                session,
                brand_id,
                rail=RAIL,
                currency=least.currency,
                minimum=least,
                now=application.desk.clock(),
            )
        show_preview(found)

    run(step)


@commands.command()
def payee(
    *,
    distributor: Annotated[str, typer.Option("--distributor", help="Code of who is paid.")],
    account: Annotated[str, typer.Option("--account", help="Its account there, such as acct_1A2b")],
    brand: Brand = None,
    as_: As = None,
) -> None:
    """Say where a distributor is paid."""

    async def step(application: Application) -> None:
        brand_id = await brand_named(application, brand)
        async with await _work(application, brand_id, as_) as work:
            distributor_id = await parties.distributor_by_code(work.session, brand_id, distributor)
            await payouts.open_payee_account(
                work,
                distributor_id=distributor_id,
                rail=RAIL,
                provider_account=account,
                currency=await _currency(work.session, brand_id),
            )
        console.print(f"{distributor} is paid to {account}.", highlight=False)

    run(step)


@commands.command()
def prepare(
    *,
    minimum: Minimum = "1.00",
    key: Annotated[
        str | None,
        typer.Option("--key", help="Your own name for this request: the same key, the same batch."),
    ] = None,
    brand: Brand = None,
    as_: As = None,
) -> None:
    """Write a batch that pays everybody payable; whoever acts is its maker."""

    async def step(application: Application) -> None:
        brand_id = await brand_named(application, brand)
        async with await _work(application, brand_id, as_, key=key or str(new_id())) as work:
            least = await _least(work.session, brand_id, minimum)
            batch_id = await payouts.prepare_batch(
                work, rail=RAIL, currency=least.currency, minimum=least
            )
            batch = await payouts.batch_of(work.session, brand_id, batch_id)
        show_batch(batch)
        console.print(f"Next: tributary payouts submit {batch.number} --as EMAIL", highlight=False)

    run(step)


@commands.command()
def submit(number: Number, *, brand: Brand = None, as_: As = None) -> None:
    """Freeze a draft and hand it to the second person."""

    async def step(application: Application) -> None:
        brand_id = await brand_named(application, brand)
        async with await _work(application, brand_id, as_) as work:
            batch = await batch_named(work.session, brand_id, number)
            await payouts.submit_batch(work, batch_id=batch.batch_id)
        await _show(application, brand_id, number)

    run(step)


@commands.command()
def release(
    number: Number,
    *,
    yes: Annotated[
        bool, typer.Option("--yes", help="Release what is shown without asking.")
    ] = False,
    brand: Brand = None,
    as_: As = None,
) -> None:
    """Approve a submitted batch as its second person, and send it."""

    async def step(application: Application) -> None:
        brand_id = await brand_named(application, brand)
        async with application.desk.database.reading(brand_id) as session:
            batch = await batch_named(session, brand_id, number)
        show_batch(batch)
        if not yes:
            typer.confirm(f"Send {amount(batch.total)} to {batch.item_count} payees?", abort=True)
        async with await _work(application, brand_id, as_) as work:
            await payouts.release_batch(
                work,
                batch_id=batch.batch_id,
                total=batch.total,
                digest=batch.items_sha256 or "",
            )
        with console.status("Sending"):
            await deliver_inline(application, brand_id)
        await _show(application, brand_id, number)

    run(step)


@commands.command()
def cancel(
    number: Number,
    *,
    reason: Annotated[str, typer.Option("--reason", help="Why; it is kept with the batch.")],
    brand: Brand = None,
    as_: As = None,
) -> None:
    """Cancel what has not been sent of a batch."""

    async def step(application: Application) -> None:
        brand_id = await brand_named(application, brand)
        async with await _work(application, brand_id, as_) as work:
            batch = await batch_named(work.session, brand_id, number)
            cancelled = await payouts.cancel_batch(work, batch_id=batch.batch_id, reason=reason)
        console.print(f"{cancelled} payments of {number} are cancelled.", highlight=False)

    run(step)


@commands.command()
def show(
    number: Annotated[str | None, typer.Argument(help="Number of a batch; all without.")] = None,
    *,
    brand: Brand = None,
) -> None:
    """Show the latest batches, or each payment of one."""

    async def step(application: Application) -> None:
        brand_id = await brand_named(application, brand)
        if number is not None:
            await _show(application, brand_id, number)
            return
        async with application.desk.database.reading(brand_id) as session:
            found = await payouts.batches(session, brand_id)
        for batch in found:
            show_batch(batch)
        if not found:
            console.print("There are no batches yet.")

    run(step)


async def batch_named(session: AsyncSession, brand_id: BrandId, number: str) -> Batch:
    """Return the batch of a number.

    Refuses:
        BatchUnknown: there is none.
    """
    for batch in await payouts.batches(session, brand_id, first=REMEMBERED_MAX):
        if batch.number == number:
            return batch
    raise BatchUnknown(f"There is no payout batch {number}.")


async def _work(
    application: Application, brand_id: BrandId, email: str | None, *, key: str | None = None
) -> AbstractAsyncContextManager[Work]:
    actor = await actor_named(application, brand_id, email)
    desk = application.desk
    return desk.database.work(actor, now=desk.clock(), idempotency_key=key)


async def _currency(session: AsyncSession, brand_id: BrandId) -> Currency:
    return (await identity.brand_of(session, brand_id)).currency


async def _least(session: AsyncSession, brand_id: BrandId, minimum: str) -> Money:
    return amount_given(minimum, await _currency(session, brand_id))


def show_preview(found: Preview) -> None:
    """Print who would be paid, and the others with the reason why not."""
    table = Table(title="Payout preview", title_justify="left")
    table.add_column("distributor")
    table.add_column("available", justify="right")
    table.add_column("paid now?")
    for row in found.rows:
        why = "yes" if row.obstacle is None else row.obstacle.value.replace("_", " ")
        style = "" if row.obstacle is None else "yellow"
        name = f"{row.payee.code} {row.payee.name}"
        table.add_row(name, amount(row.payee.available), why, style=style)
    console.print(table)
    console.print(f"{len(found.payable)} payments, [bold]{amount(found.total)}[/]")


def show_batch(batch: Batch) -> None:
    """Print where a batch stands, in one line."""
    console.print(
        f"[bold]{batch.number}[/] {batch.state.value}: {batch.item_count} payments, "
        f"{amount(batch.total)}",
        highlight=False,
    )


async def _show(application: Application, brand_id: BrandId, number: str) -> None:
    async with application.desk.database.reading(brand_id) as session:
        batch = await batch_named(session, brand_id, number)
        items = await payouts.items_of(session, brand_id, batch.batch_id)
    show_batch(batch)
    table = Table()
    for heading in ("distributor", "to"):
        table.add_column(heading)
    table.add_column("amount", justify="right")
    table.add_column("state")
    table.add_column("reason")
    for item in items:
        style = "red" if item.state in (ItemState.FAILED, ItemState.UNKNOWN) else ""
        table.add_row(
            f"{item.code} {item.name}",
            payouts.masked(item.destination),
            amount(item.amount),
            item.state.value,
            item.reason or "",
            style=style,
        )
    console.print(table)
