"""`tributary plan`: check, draft, show and activate plans of commissions."""

import json
from pathlib import Path
from typing import Annotated

import orjson
import typer

from tributary import commissions, identity
from tributary.app import Application
from tributary.cli.options import As, Brand
from tributary.cli.settling import month_given
from tributary.cli.terminal import (
    ArgumentUnreadable,
    actor_named,
    amount,
    brand_named,
    console,
    day_given,
    progress_bar,
    run,
)
from tributary.commissions import PlanDraft, PlanInvalid, Simulation, WrittenPlan
from tributary.kernel import Period, business_date

commands = typer.Typer(help="What commissions are earned by.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(help="The plan's document, as JSON.")]
Code = Annotated[str, typer.Option(help="What its versions have in common.")]
Name = Annotated[str, typer.Option(help="What people call it.")]
Begins = Annotated[str, typer.Option("--from", help="Its first day, such as 2026-01-01.")]
Ends = Annotated[
    str | None, typer.Option("--until", help="The first day without it; open if left out.")
]


@commands.command("check")
def check(
    file: File,
    *,
    code: Code = "PLAN",
    name: Name = "Plan",
    begins: Begins = "2026-01-01",
    ends: Ends = None,
) -> None:
    """Say everything that is wrong with a plan; nothing is written."""

    async def step(_: Application) -> None:
        draft = written(file, code, name, begins, ends).read()
        _refuse_faults(draft)
        console.print(f"{file}: no faults.", highlight=False)

    run(step)


@commands.command("draft")
def draft_plan(
    file: File,
    *,
    code: Code,
    name: Name,
    begins: Begins,
    ends: Ends = None,
    brand: Brand = None,
    as_: As = None,
) -> None:
    """Save a plan as a draft, for a second person to approve in the console."""

    async def step(application: Application) -> None:
        plan = written(file, code, name, begins, ends)
        brand_id = await brand_named(application, brand)
        actor = await actor_named(application, brand_id, as_)
        desk = application.desk
        async with desk.database.work(actor, now=desk.clock()) as work:
            saved = await commissions.save_draft(work, plan)
        for fault in saved.faults:
            console.print(f"  {fault}", highlight=False)
        console.print(f"{code} is a draft with {len(saved.faults)} faults.", highlight=False)

    run(step)


@commands.command("show")
def show(
    code: Annotated[str | None, typer.Argument(help="Of this plan, with its documents.")] = None,
    *,
    brand: Brand = None,
) -> None:
    """Show every version and every draft; of one plan with everything they say."""

    async def step(application: Application) -> None:
        brand_id = await brand_named(application, brand)
        async with application.desk.database.reading(brand_id) as session:
            versions = await commissions.plans_of(session, brand_id)
            drafts = await commissions.kept_plans(session, brand_id)
        lines = [(f"v{plan.version}", plan.terms) for plan in versions]
        lines += [
            ("handed over" if kept.submitted_sha256 else "draft", kept.draft) for kept in drafts
        ]
        for state, plan in lines:
            if code in {None, plan.code}:
                _print_plan(state, plan, whole=code is not None)

    run(step)


@commands.command("activate")
def activate(
    file: File,
    *,
    code: Code,
    name: Name,
    begins: Begins,
    ends: Ends = None,
    brand: Brand = None,
    as_: As = None,
) -> None:
    """Put a version of a plan in force as an operator, without a second person; it is audited."""

    async def step(application: Application) -> None:
        draft = written(file, code, name, begins, ends).read()
        brand_id = await brand_named(application, brand)
        actor = await actor_named(application, brand_id, as_)
        desk = application.desk
        async with desk.database.work(actor, now=desk.clock()) as work:
            await commissions.activate_plan(work, draft)
        console.print(f"{code} holds from {draft.valid_from}.", highlight=False)

    run(step)


@commands.command("simulate")
def simulate(
    file: File,
    *,
    code: Annotated[str, typer.Option(help="The plan it takes the place of.")],
    month: Annotated[
        str | None, typer.Option(help="Such as 2026-10; the last one that is over if left out.")
    ] = None,
    brand: Brand = None,
) -> None:
    """Try a plan on the orders of a month: who gains, who loses, in all; nothing is written."""

    async def step(application: Application) -> None:
        brand_id = await brand_named(application, brand)
        draft = written(file, code, code, "2026-01-01", None).read()
        desk = application.desk
        async with desk.database.reading(brand_id) as session:
            house = await identity.brand_of(session, brand_id)
            today = business_date(desk.clock(), house.time_zone)
            period = month_given(month) if month else Period.month_before(today)
            with progress_bar(counting=True) as bar:
                bar.add_task(f"Trying it on {period}", total=None)
                found = await commissions.simulate(session, brand_id, draft, month=period)
        _print_simulation(found)

    run(step)


def _print_simulation(found: Simulation) -> None:
    for each in found.earners:
        if each.difference:
            console.print(
                f"{each.code}  {amount(each.now)} -> {amount(each.then)}  "
                f"{amount(each.difference)}  {each.name}",
                highlight=False,
            )
    for now, then in found.totals:
        console.print(
            f"All: {amount(now)} -> {amount(then)}, {amount(then - now)}", highlight=False
        )
    gaining = sum(each.difference.minor > 0 for each in found.earners)
    losing = sum(each.difference.minor < 0 for each in found.earners)
    console.print(
        f"{found.order_lines:,} order lines of {found.month}: {gaining} gain, {losing} lose, "
        f"{len(found.earners) - gaining - losing} stay.",
        highlight=False,
    )


def written(file: Path, code: str, name: str, begins: str, ends: str | None) -> WrittenPlan:
    """Return what a file says.

    Refuses:
        ArgumentUnreadable: there is no such file, it is no JSON, or a day is none.
    """
    try:
        document: object = orjson.loads(file.read_bytes())
    except (OSError, ValueError) as unreadable:
        raise ArgumentUnreadable(f"{file}: {unreadable}.") from unreadable
    until = None if ends is None else day_given(ends)
    return WrittenPlan(code, name, day_given(begins), document, until)


def _refuse_faults(draft: PlanDraft) -> None:
    faults = commissions.faults_of(draft)
    if faults:
        raise PlanInvalid(f"Plan {draft.code!r}: {'; '.join(faults)}.")


def _print_plan(state: str, plan: PlanDraft, *, whole: bool) -> None:
    until = plan.valid_until or "further notice"
    console.print(
        f"{plan.code}  {state}  from {plan.valid_from} until {until}  {plan.name}",
        highlight=False,
    )
    if whole:
        document = json.dumps(commissions.document_of(plan), indent=1, ensure_ascii=False)
        console.print(document, highlight=False, markup=False)
