"""Activate a plan: a new version, from a day on, that nobody edits afterwards."""

from sqlalchemy import insert

from tributary import ledger
from tributary.commissions.model import PlanBandRow, PlanRateRow, PlanRow, PlanTermRow
from tributary.commissions.rules import PlanDraft, Term, document_of, faults_of
from tributary.kernel import PlanId, Refusal, derived_id
from tributary.platform import Work, next_version, refusing_overlap


class PlanInvalid(Refusal):
    """A plan contradicts itself or pays nothing.

    The message lists every fault; mend them and activate it again.
    """


class PlanOverlaps(Refusal):
    """Another version of this plan, or another plan that pays the price gap, is in force then.

    Choose a later first day: the version in force ends by itself on the day before.
    """


class PlanTooLate(Refusal):
    """The plan would begin on a day that is closed: its commissions have been settled.

    Let it begin on the first open day or later.
    """


async def activate_plan(work: Work, draft: PlanDraft) -> PlanId:
    """Put a new version of a plan in force; the open version before it ends the day before.

    Orders fall under the version in force on the day they were made, also when they are billed
    or returned later.

    Refuses:
        PlanInvalid: the plan contradicts itself or pays nothing.
        PlanTooLate: its first day is closed.
        PlanOverlaps: a version of its code, or another plan with price gaps, is in force then.
    """
    faults = faults_of(draft)
    if faults:
        raise PlanInvalid(f"Plan {draft.code!r}: {'; '.join(faults)}.")
    await _refuse_closed_day(work, draft)
    version = await next_version(work, "plans", draft.code, draft.valid_from)
    plan_id = PlanId(derived_id("plan", work.brand_id, draft.code, version))
    overlaps = PlanOverlaps(
        f"Plan {draft.code!r} cannot begin on {draft.valid_from}: another version of it, "
        "or another plan that pays the price gap, is in force on some of its days."
    )
    with refusing_overlap(overlaps):
        await _insert(work, plan_id, version, draft)
    await work.audit(
        "commissions.activate_plan",
        subject="plan",
        subject_id=plan_id,
        after={
            "code": draft.code,
            "version": version,
            "valid_from": draft.valid_from,
            "valid_until": draft.valid_until or "open",
            "document": document_of(draft),
        },
    )
    return plan_id


async def _refuse_closed_day(work: Work, draft: PlanDraft) -> None:
    closed = await ledger.closed_through(work.session, work.brand_id)
    if closed is not None and draft.valid_from <= closed:
        raise PlanTooLate(
            f"Plan {draft.code!r} would begin on {draft.valid_from}, but the books are closed "
            f"through {closed}."
        )


async def _insert(work: Work, plan_id: PlanId, version: int, draft: PlanDraft) -> None:
    await work.session.execute(
        insert(PlanRow),
        {
            "brand_id": work.brand_id,
            "id": plan_id,
            "code": draft.code,
            "version": version,
            "name": draft.name,
            "base": draft.base.value,
            "earning_event": draft.earned_on.value,
            "hold_days": draft.hold_days,
            "pays_price_gap": draft.pays_price_gap,
            "pays_both": draft.pays_both,
            "modes": sorted(draft.modes),
            "valid_from": draft.valid_from,
            "valid_until": draft.valid_until,
            "created_at": work.opened_at,
            "document": document_of(draft),
        },
    )
    if draft.rates:
        await work.session.execute(
            insert(PlanRateRow),
            [
                {
                    "brand_id": work.brand_id,
                    "plan_id": plan_id,
                    "kind": rate.kind.value,
                    "step": rate.step,
                    "product_group": rate.product_group,
                    "rate_ppm": rate.rate.ppm,
                }
                for rate in draft.rates
            ],
        )
    for term in draft.terms:
        await _insert_term(work, plan_id, term)


async def _insert_term(work: Work, plan_id: PlanId, term: Term) -> None:
    term_id = derived_id("plan_term", plan_id, term.code)
    on = term.conditions
    await work.session.execute(
        insert(PlanTermRow),
        {
            "brand_id": work.brand_id,
            "id": term_id,
            "plan_id": plan_id,
            "code": term.code,
            "kind": term.kind.value,
            "earner": term.earner.value,
            "tiers": term.tiers.value,
            "every": term.every.value,
            "claw_back": term.claw_back.value,
            "currency": term.currency,
            "cap_minor": term.cap,
            "floor_minor": term.floor,
            "minimum_minor": term.minimum,
            "product_groups": sorted(on.product_groups),
            "products": sorted(on.products),
            "channels": sorted(on.channels),
            "grades": sorted(on.grades),
            "levels": sorted(on.levels),
            "depths": sorted(on.depths),
        },
    )
    await work.session.execute(
        insert(PlanBandRow),
        [
            {
                "brand_id": work.brand_id,
                "term_id": term_id,
                "band": place,
                "from_minor": band.start,
                "until_minor": band.until,
                "rate_ppm": band.rate.ppm,
                "amount_minor": band.amount,
                "currency": term.currency,
            }
            for place, band in enumerate(term.bands, start=1)
        ],
    )
