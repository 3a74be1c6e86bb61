"""`tributary channel open`: a new source of orders, and how its orders are settled."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from tributary import channels, identity, parties
from tributary.app import Application
from tributary.cli.options import As, Brand
from tributary.cli.terminal import actor_named, brand_named, console, run
from tributary.kernel import BrandId, PartyId
from tributary.orders import BillingTrigger, OrderKind, OrderMode
from tributary.platform import Work

commands = typer.Typer(help="Channels: where orders come from.", no_args_is_help=True)


@commands.callback()
def _group() -> None:
    """Keep `open` a command of its own, although it is the only one."""


@commands.command("open")
def open_channel(
    code: Annotated[str, typer.Argument(help="How files and commands will call it.")],
    *,
    name: Annotated[str, typer.Option("--name", help="How people call it.")],
    kind: Annotated[OrderKind, typer.Option("--kind", help="Who buys there.")],
    mode: Annotated[
        OrderMode, typer.Option("--mode", help="Who owes whom along the chain of distributors.")
    ] = OrderMode.DIRECT,
    adapter: Annotated[str, typer.Option("--adapter", help="How its files are read.")] = "csv",
    bills_on: Annotated[
        BillingTrigger, typer.Option("--bills-on", help="What makes its orders billable.")
    ] = BillingTrigger.SHIPMENT,
    distributor: Annotated[
        str | None, typer.Option("--distributor", help="Code of whose shop it is.")
    ] = None,
    acquirer: Annotated[
        str | None, typer.Option("--acquirer", help="Code of who owes for consumer orders.")
    ] = None,
    time_zone: Annotated[
        str | None, typer.Option("--time-zone", help="Of times without a zone; the brand's.")
    ] = None,
    creates_products: Annotated[
        bool, typer.Option("--creates-products", help="Let it name new products.")
    ] = False,
    brand: Brand = None,
    as_: As = None,
) -> None:
    """Open a channel. Its mode holds for every order it brings and does not change.

    direct: the buyer owes the brand, those above earn the difference. cascade: each level owes
    the one above it. agency: consumers pay the brand, who sold earns commission.
    """
    settings: dict[str, Any] = {
        "code": code,
        "name": name,
        "adapter": adapter,
        "order_kind": kind,
        "mode": mode,
        "billing_trigger": bills_on,
        "creates_products": creates_products,
    }
    run(
        lambda application: _open(
            application, brand, as_, settings, time_zone, distributor, acquirer
        )
    )
    console.print(
        f"Channel {code} is open: {kind.value} orders, settled {_SETTLED[mode]}.", highlight=False
    )


async def _open(
    application: Application,
    slug: str | None,
    email: str | None,
    settings: Mapping[str, Any],
    time_zone: str | None,
    distributor: str | None,
    acquirer: str | None,
) -> None:
    brand_id = await brand_named(application, slug)
    actor = await actor_named(application, brand_id, email)
    desk = application.desk
    async with desk.database.work(actor, now=desk.clock()) as work:
        zone = (await identity.brand_of(work.session, brand_id)).time_zone
        await channels.open_channel(
            work,
            **settings,
            time_zone=time_zone or zone,
            distributor_id=await _party(work, brand_id, distributor),
            acquirer_id=await _party(work, brand_id, acquirer),
        )


_SETTLED = {
    OrderMode.DIRECT: "directly with the brand",
    OrderMode.CASCADE: "level by level",
    OrderMode.AGENCY: "by commission",
}


async def _party(work: Work, brand_id: BrandId, code: str | None) -> PartyId | None:
    if code is None:
        return None
    return PartyId((await parties.by_code(work.session, brand_id, code)).id)
