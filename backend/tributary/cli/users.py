"""`tributary user ...`: let people sign in."""

import secrets
from datetime import datetime, timedelta
from typing import Annotated

import typer

from tributary import identity, parties
from tributary.app import Application
from tributary.cli.options import As, Brand
from tributary.cli.terminal import UserUnknown, actor_named, brand_named, console, run
from tributary.kernel import BrandId, PartyId
from tributary.parties import party_id_of
from tributary.platform import Seals

commands = typer.Typer(help="People: how they sign in.", no_args_is_help=True)


@commands.callback()
def about() -> None:
    """Keep the group a group, whatever the number of its commands."""


@commands.command("set-password")
def set_password(
    email: Annotated[str, typer.Argument(help="Address of the person.")],
    *,
    generate: Annotated[
        bool, typer.Option("--generate", help="Make one up and print it, instead of asking.")
    ] = False,
    brand: Brand = None,
    as_: As = None,
) -> None:
    """Give a person a password; whoever is signed in with the one before is signed out."""

    async def step(application: Application) -> None:
        await give_password(application, brand, as_, email, generate=generate)

    run(step)


@commands.command("invite")
def invite(
    email: Annotated[str, typer.Argument(help="Address of the person.")],
    *,
    name: Annotated[str, typer.Option(help="What the person is called.")],
    role: Annotated[identity.Role, typer.Option(help="What the person is here.")],
    distributor: Annotated[
        str | None, typer.Option(help="Code of the distributor, for a distributor's role.")
    ] = None,
    language: Annotated[str, typer.Option(help="zh or en.")] = "zh",
    brand: Brand = None,
    as_: As = None,
) -> None:
    """Give a person a role and write to that person how to come in."""

    async def step(application: Application) -> None:
        brand_id = await brand_named(application, brand)
        actor = await actor_named(application, brand_id, as_)
        desk = application.desk
        party_id = None if distributor is None else party_id_of(brand_id, distributor)
        async with desk.database.work(actor, now=desk.clock()) as work:
            await identity.invite(
                work,
                desk.port(Seals),
                email=email,
                name=name,
                language=language,
                roles=(role,),
                party_id=None if party_id is None else PartyId(party_id),
            )
        console.print(f"{email} is {role}; a letter tells how to come in.", highlight=False)

    run(step)


@commands.command("assign")
def assign(
    email: Annotated[str, typer.Argument(help="Address of the salesperson.")],
    distributor: Annotated[str, typer.Argument(help="Code of the distributor.")],
    *,
    end: Annotated[bool, typer.Option("--end", help="Take it back instead.")] = False,
    brand: Brand = None,
    as_: As = None,
) -> None:
    """Give a distributor, with everybody below it, to a salesperson, who then sees it."""

    async def step(application: Application) -> None:
        brand_id = await brand_named(application, brand)
        actor = await actor_named(application, brand_id, as_)
        member = await member_named(application, brand_id, email)
        change = parties.unassign_distributor if end else parties.assign_distributor
        desk = application.desk
        async with desk.database.work(actor, now=desk.clock()) as work:
            found = await parties.distributor_by_code(work.session, brand_id, distributor)
            await change(work, distributor_id=found, user_id=member.user_id)
        told = "is no longer given to" if end else "is given to"
        console.print(f"{distributor} {told} {member.email}.", highlight=False)

    run(step)


@commands.command("onlookers")
def onlookers(
    distributor: Annotated[str, typer.Argument(help="Code of the distributor.")],
    on: Annotated[datetime, typer.Argument(help="The day.", formats=["%Y-%m-%d"])],
    *,
    brand: Brand = None,
) -> None:
    """Tell who could see a distributor's rows on a day, as tree and roles were then."""

    async def step(application: Application) -> None:
        brand_id = await brand_named(application, brand)
        async with application.desk.database.reading(brand_id) as session:
            found = await parties.distributor_by_code(session, brand_id, distributor)
            zone = (await identity.brand_of(session, brand_id)).time_zone
            seen_by = await parties.onlookers_on(session, brand_id, found, on=on.date(), zone=zone)
        for each in seen_by:
            through = "the whole brand" if each.through is None else f"through {each.through}"
            console.print(f"{each.email}  {each.role}  {through}", highlight=False)

    run(step)


@commands.command("require-factors")
def require_factors(
    *,
    off: Annotated[bool, typer.Option("--off", help="Want none any more.")] = False,
    grace_days: Annotated[int, typer.Option(min=0, help="How many days from now on.")] = 0,
    brand: Brand = None,
    as_: As = None,
) -> None:
    """Let owners and finance people of the brand work only with a second factor."""

    async def step(application: Application) -> None:
        brand_id = await brand_named(application, brand)
        actor = await actor_named(application, brand_id, as_)
        desk = application.desk
        from_at = None if off else desk.clock() + timedelta(days=grace_days)
        async with desk.database.work(actor, now=desk.clock()) as work:
            await identity.require_factors(work, from_at=from_at)
        told = "not required" if from_at is None else f"required from {from_at:%Y-%m-%d %H:%M} UTC"
        console.print(f"Second factors are {told}.", highlight=False)

    run(step)


async def give_password(
    application: Application, slug: str | None, as_: str | None, email: str, *, generate: bool
) -> None:
    """Ask for a password, or make one up, and keep its hash.

    Refuses:
        UnknownBrand, BrandUnclear, UserUnknown: a name is not known.
        PasswordUnsuitable: the password is too short, too long, or easy to guess.
    """
    brand_id = await brand_named(application, slug)
    actor = await actor_named(application, brand_id, as_)
    desk = application.desk
    member = await member_named(application, brand_id, email)
    text = secrets.token_urlsafe(18) if generate else asked_for(member.email)
    async with desk.database.work(actor, now=desk.clock()) as work:
        await identity.set_password(
            work, user_id=member.user_id, email=member.email, name=member.name, text=text
        )
    console.print(f"{member.email} can sign in now.", highlight=False)
    if generate:
        console.print(f"password  {text}", highlight=False, markup=False)


async def member_named(application: Application, brand_id: BrandId, email: str) -> identity.Member:
    """Return somebody of the brand by address.

    Refuses:
        UserUnknown: nobody here has it.
    """
    async with application.desk.database.reading(brand_id) as session:
        members = await identity.members_of(session, brand_id)
    member = next((each for each in members if each.email == email.strip().lower()), None)
    if member is None:
        raise UserUnknown(f"Nobody with the address {email!r} works for this brand.")
    return member


def asked_for(email: str) -> str:
    """Return the password that is typed in twice."""
    text: str = typer.prompt(f"New password of {email}", hide_input=True, confirmation_prompt=True)
    return text
