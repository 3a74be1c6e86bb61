"""The plan that waits for its second person in the demo."""

from dataclasses import replace
from datetime import date

from tributary import commissions, identity
from tributary.cli.demo import people
from tributary.commissions import PlanDraft, WrittenPlan
from tributary.identity import Role
from tributary.kernel import Actor, BrandId, Rate
from tributary.platform import Desk


async def hand_over_plan(
    desk: Desk, brand_id: BrandId, plan: PlanDraft, *, first_day: date
) -> None:
    """Let the accountant draft the next version of a plan, and hand it to the director.

    It pays half as much again in the upper bands of its tiers.
    """
    (email,) = (each.email for each in people.PEOPLE if each.role is Role.ACCOUNTANT)
    async with desk.database.reading(brand_id) as session:
        members = await identity.members_of(session, brand_id)
    (writer,) = (each.user_id for each in members if each.email == email)
    tiers, *others = plan.terms
    dearer = [
        replace(band, rate=Rate(band.rate.ppm * 3 // 2)) if band.start else band
        for band in tiers.bands
    ]
    draft = replace(plan, terms=[replace(tiers, bands=dearer), *others])
    actor = Actor(brand_id=brand_id, user_id=writer, origin="demo")
    async with desk.database.work(actor, now=desk.clock()) as work:
        document = commissions.document_of(draft)
        await commissions.save_draft(work, WrittenPlan(plan.code, plan.name, first_day, document))
        await commissions.submit_draft(work, plan.code)
