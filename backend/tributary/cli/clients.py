"""`tributary client ...`: programs that may use the API in somebody's name, or in their own."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

import typer
from rich.table import Table

from tributary import identity, parties
from tributary.app import Application
from tributary.cli.options import As, Brand
from tributary.cli.terminal import ArgumentUnreadable, actor_named, brand_named, console, run
from tributary.identity import Flow, ProgramDraft, Role
from tributary.kernel import BrandId, PartyId

commands = typer.Typer(help="Clients of OAuth: programs that use the API.", no_args_is_help=True)

FLOWS = {
    "code": {Flow.AUTHORIZATION_CODE, Flow.REFRESH_TOKEN},
    "device": {Flow.DEVICE_CODE, Flow.REFRESH_TOKEN},
    "own": {Flow.CLIENT_CREDENTIALS},
}
"""What the command calls the ways to tokens."""

Client = Annotated[str, typer.Argument(help="The client_id.", metavar="CLIENT_ID")]


@commands.command("create")
def create(
    name: Annotated[str, typer.Argument(help="What people read when they are asked.")],
    *,
    scope: Annotated[str, typer.Option(help="What it may ask for, such as 'orders:read'.")],
    flow: Annotated[
        list[str], typer.Option(help="code (a person agrees), device, or own (for itself).")
    ],
    redirect_uri: Annotated[list[str], typer.Option(help="Where browsers return.")] = [],  # noqa: B006
    logout_uri: Annotated[list[str], typer.Option(help="Where they go, signed out.")] = [],  # noqa: B006
    role: Annotated[list[str], typer.Option(help="What it may for itself.")] = [],  # noqa: B006
    distributor: Annotated[str | None, typer.Option(help="Code of whose it is.")] = None,
    public: Annotated[bool, typer.Option("--public", help="It can keep no secret.")] = False,
    first_party: Annotated[
        bool, typer.Option("--first-party", help="Nobody is asked for consent.")
    ] = False,
    brand: Brand = None,
    as_: As = None,
) -> None:
    """Let a program in, and print its client_id and, this once, its secret."""

    async def step(application: Application) -> None:
        brand_id = await brand_named(application, brand)
        draft = ProgramDraft(
            name=name,
            flows=_flows(flow),
            scopes=identity.scopes_of(scope),
            redirect_uris=tuple(redirect_uri),
            logout_uris=tuple(logout_uri),
            roles=_roles(role),
            party_id=await _party(application, brand_id, distributor),
            is_public=public,
            is_first_party=first_party,
        )
        desk = application.desk
        actor = await actor_named(application, brand_id, as_)
        async with desk.database.work(actor, now=desk.clock()) as work:
            made = await identity.add_program(work, draft)
        _tell(made)

    run(step)


@commands.command("list")
def list_all(*, brand: Brand = None) -> None:
    """Show the programs that are let in, and when each was last given a token."""

    async def step(application: Application) -> None:
        brand_id = await brand_named(application, brand)
        desk = application.desk
        async with desk.database.reading(brand_id) as session:
            found = await identity.programs_of(session, brand_id, now=desk.clock())
        table = Table("client_id", "name", "flows", "scopes", "last token")
        for each in found:
            used = "never" if each.used_at is None else f"{each.used_at:%Y-%m-%d %H:%M}"
            flows = ", ".join(sorted(flow.name.lower() for flow in each.flows))
            table.add_row(each.full_name, each.name, flows, " ".join(sorted(each.scopes)), used)
        console.print(table)

    run(step)


@commands.command("rotate")
def rotate(
    client_id: Client,
    *,
    overlap_hours: Annotated[
        int, typer.Option(min=0, max=720, help="How long the secret before is taken, too.")
    ] = 0,
    brand: Brand = None,
    as_: As = None,
) -> None:
    """Give a program another secret, and print it this once."""

    async def step(application: Application) -> None:
        brand_id, program_id = await _named(application, brand, client_id)
        desk = application.desk
        actor = await actor_named(application, brand_id, as_)
        async with desk.database.work(actor, now=desk.clock()) as work:
            made = await identity.rotate_secret(
                work, program_id=program_id, overlap=timedelta(hours=overlap_hours)
            )
        _tell(made)

    run(step)


@commands.command("disable")
def disable(client_id: Client, *, brand: Brand = None, as_: As = None) -> None:
    """Shut a program out: none of its tokens is taken any more."""

    async def step(application: Application) -> None:
        brand_id, program_id = await _named(application, brand, client_id)
        desk = application.desk
        actor = await actor_named(application, brand_id, as_)
        async with desk.database.work(actor, now=desk.clock()) as work:
            await identity.disable_program(work, program_id=program_id)
        console.print(f"{client_id} is shut out.", highlight=False)

    run(step)


def _tell(made: identity.Credentials) -> None:
    console.print(f"client_id      {made.name}", highlight=False, markup=False, soft_wrap=True)
    if made.secret is not None:
        console.print(
            f"client_secret  {made.secret}", highlight=False, markup=False, soft_wrap=True
        )


def _flows(given: list[str]) -> frozenset[Flow]:
    unknown = [each for each in given if each not in FLOWS]
    if unknown:
        raise ArgumentUnreadable(f"--flow {unknown[0]} is unknown: use code, device or own.")
    return frozenset(flow for each in given for flow in FLOWS[each])


def _roles(given: list[str]) -> frozenset[Role]:
    try:
        return frozenset(Role(each) for each in given)
    except ValueError:
        known = ", ".join(Role)
        raise ArgumentUnreadable(f"--role is one of {known}.") from None


async def _party(application: Application, brand_id: BrandId, code: str | None) -> PartyId | None:
    if code is None:
        return None
    async with application.desk.database.reading(brand_id) as session:
        return PartyId((await parties.by_code(session, brand_id, code)).id)


async def _named(
    application: Application, slug: str | None, client_id: str
) -> tuple[BrandId, UUID]:
    """Return the brand and the program; the client_id names both.

    Refuses:
        ProgramUnknown: it is no client_id, or another brand's than the one that was named.
    """
    found = identity.program_of_name(client_id)
    if found is None or (slug is not None and await brand_named(application, slug) != found[0]):
        raise identity.ProgramUnknown(f"{client_id!r} is no client of this brand.")
    return found
