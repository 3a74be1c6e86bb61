"""`tributary link create`: a page where a distributor pays what it owes."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.table import Table

from tributary import identity, parties, payments, receivables
from tributary.app import Application
from tributary.cli.options import As, Brand
from tributary.cli.terminal import (
    ArgumentUnreadable,
    actor_named,
    amount,
    brand_named,
    console,
    run,
)
from tributary.kernel import Currency, PartyId, Refusal, currency
from tributary.payments import CreatedLink, LinkItem
from tributary.receivables import ReceivableRow

commands = typer.Typer(help="Payment links: pages that take money.", no_args_is_help=True)


class ItemsUnclear(Refusal):
    """The command does not know which open items the link is for.

    Give --all, or --receivable with the number of each item.
    """


class ItemNotOpen(Refusal):
    """The distributor has no open item of this number.

    Look at its open items; what is paid already needs no link.
    """


@commands.command()
def create(
    *,
    distributor: Annotated[str, typer.Option("--distributor", help="Code of who owes.")],
    everything: Annotated[bool, typer.Option("--all", help="All that is open.")] = False,
    receivable: Annotated[
        list[str] | None, typer.Option("--receivable", help="Number of an open item; repeatable.")
    ] = None,
    code: Annotated[
        str | None, typer.Option("--currency", help="The brand's own unless given.")
    ] = None,
    brand: Brand = None,
    as_: As = None,
) -> None:
    """Make a link over open items of one distributor, and print its address once."""
    wanted = receivable or []

    async def step(application: Application) -> None:
        if everything == bool(wanted):
            raise ItemsUnclear("Say which items: either --all, or --receivable NUMBER.")
        await create_link(application, brand, as_, distributor, wanted, code)

    run(step)


async def create_link(
    application: Application,
    slug: str | None,
    email: str | None,
    distributor: str,
    wanted: Sequence[str],
    code: str | None,
) -> None:
    """Make a link and show it; without numbers over everything that is open.

    Refuses:
        UnknownBrand, BrandUnclear, UserUnknown, UnknownParty: a name is not known.
        ArgumentUnreadable: the currency is none.
        ItemNotOpen: the distributor has no open item of a number.
        NothingOpen: nothing is open at all.
    """
    brand_id = await brand_named(application, slug)
    actor = await actor_named(application, brand_id, email)
    desk = application.desk
    async with desk.database.work(actor, now=desk.clock()) as work:
        brand = await identity.brand_of(work.session, brand_id)
        debtor = await parties.by_code(work.session, brand_id, distributor)
        items = await receivables.open_items(
            work.session,
            brand_id,
            creditor_id=PartyId(brand_id),
            debtor_id=debtor.id,
            currency=brand.currency if code is None else _currency(code),
        )
        chosen = _chosen(items, wanted, distributor)
        link = await payments.create_link(
            work, items=[LinkItem(each.receivable_id) for each in chosen], now=work.opened_at
        )
    show(application, debtor.name, chosen, link)


def _currency(code: str) -> Currency:
    try:
        return currency(code.upper())
    except ValueError as unknown:
        raise ArgumentUnreadable(f"{code!r} is no currency: write it as CNY.") from unknown


def _chosen(
    items: Sequence[ReceivableRow], wanted: Sequence[str], distributor: str
) -> Sequence[ReceivableRow]:
    if not wanted:
        return items
    by_number = {each.number: each for each in items}
    missing = [number for number in wanted if number not in by_number]
    if missing:
        raise ItemNotOpen(f"{distributor} has no open item {missing[0]}.")
    return [by_number[number] for number in wanted]


def show(
    application: Application, debtor: str, items: Sequence[ReceivableRow], link: CreatedLink
) -> None:
    """Print what the link asks for and where it is; the address cannot be shown again."""
    table = Table(title=f"Payment link for {debtor}", title_justify="left")
    for heading in ("item", "order", "due"):
        table.add_column(heading)
    table.add_column("open", justify="right")
    for item in items:
        table.add_row(item.number, item.order_number, str(item.due_on), amount(item.open))
    console.print(table)
    console.print(f"[bold]{amount(link.amount)}[/], until {link.expires_at:%Y-%m-%d}")
    url = f"{application.settings.public_url}/pay/{link.token}"
    console.print(url, highlight=False, soft_wrap=True)
