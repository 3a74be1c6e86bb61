"""Activate a rebate plan: a new version, from a day on, that nobody edits afterwards."""

from datetime import date
from uuid import UUID

from sqlalchemy import insert

from tributary import ledger
from tributary.kernel import Currency, RebatePlanId, Refusal, derived_id
from tributary.platform import Work, next_version, refusing_overlap
from tributary.rebates.model import RebateBandRow, RebatePlanRow, RebateTermRow
from tributary.rebates.rules import RebateDraft, RebateTerm, document_of, faults_of, limit_said


class RebatePlanInvalid(Refusal):
    """A rebate plan contradicts itself or pays nothing.

    The message lists every fault; mend them and activate it again.
    """


class RebatePlanOverlaps(Refusal):
    """Another version of this rebate plan begins on that day, or later.

    Choose a later first day: the version in force ends by itself on the day before.
    """


class RebatePlanTooLate(Refusal):
    """The first period of the rebate plan is closed: what it came to has been told.

    Let it begin with a period that is still open.
    """


async def activate_plan(work: Work, draft: RebateDraft) -> RebatePlanId:
    """Put a new version of a plan in force; the open version before it ends the day before.

    What is billed falls under the version in force on the day it is billed. What the version
    before had accrued from the first day of the new one on is counted anew under it.

    Refuses:
        RebatePlanInvalid: the plan contradicts itself or pays nothing.
        RebatePlanTooLate: its first period is closed.
        RebatePlanOverlaps: a version of its code begins on that day, or later.
    """
    faults = faults_of(draft)
    if faults:
        raise RebatePlanInvalid(f"Rebate plan {draft.code!r}: {'; '.join(faults)}.")
    await _refuse_closed_period(work, draft)
    version = await next_version(work, "rebate_plans", draft.code, draft.valid_from)
    await _forget_accrued(work, draft.code, draft.valid_from)
    plan_id = RebatePlanId(derived_id("rebate_plan", work.brand_id, draft.code, version))
    overlaps = RebatePlanOverlaps(
        f"Rebate plan {draft.code!r} cannot begin on {draft.valid_from}: another version "
        "of it is in force on some of its days."
    )
    with refusing_overlap(overlaps):
        await _insert(work, plan_id, version, draft)
    await work.audit(
        "rebates.activate_plan",
        subject="rebate_plan",
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


async def _refuse_closed_period(work: Work, draft: RebateDraft) -> None:
    closed = await ledger.closed_through(work.session, work.brand_id)
    over = min(term.every.around(draft.valid_from).last for term in draft.terms)
    if closed is not None and over <= closed:
        raise RebatePlanTooLate(
            f"Rebate plan {draft.code!r} would begin with the period up to {over}, but the books "
            f"are closed through {closed}."
        )


_OF_CODE = """
    SELECT a.id FROM rebate_accruals a
    JOIN rebate_plans p ON p.brand_id = :brand AND p.id = a.plan_id AND p.code = :code
    WHERE a.brand_id = :brand AND a.rated_from >= :day
"""


async def _forget_accrued(work: Work, code: str, day: date) -> None:
    scope = {"brand": work.brand_id, "code": code, "day": day}
    for table, column in (("rebate_lines", "accrual_id"), ("rebate_accruals", "id")):
        await work.run(
            f"DELETE FROM {table} WHERE brand_id = :brand AND {column} IN ({_OF_CODE})",  # noqa: S608  Constants.
            **scope,
        )


async def _insert(work: Work, plan_id: RebatePlanId, version: int, draft: RebateDraft) -> None:
    await work.session.execute(
        insert(RebatePlanRow),
        {
            "brand_id": work.brand_id,
            "id": plan_id,
            "code": draft.code,
            "version": version,
            "name": draft.name,
            "currency": draft.currency,
            "modes": sorted(draft.modes),
            "document": document_of(draft),
            "valid_from": draft.valid_from,
            "valid_until": draft.valid_until,
            "created_at": work.opened_at,
        },
    )
    for place, term in enumerate(draft.terms, start=1):
        await _insert_term(work, plan_id, place, term, draft.currency)


async def _insert_term(
    work: Work, plan_id: RebatePlanId, place: int, term: RebateTerm, currency: Currency
) -> None:
    term_id = derived_id("rebate_term", plan_id, term.code)
    await work.session.execute(
        insert(RebateTermRow),
        {
            "brand_id": work.brand_id,
            "id": term_id,
            "plan_id": plan_id,
            "place": place,
            "code": term.code,
            "measure": term.measure.value,
            "tiers": term.tiers.value,
            "every": term.every.value,
            "claw_back": term.claw_back.value,
            "settled_by": term.settled_by.value,
            "expires_after_months": term.expires_after_months,
            "is_claimed": term.is_claimed,
            "currency": currency,
            "target_minor": term.target,
            "cap_minor": term.cap,
            "floor_minor": term.floor,
            "minimum_minor": term.minimum,
            "product_groups": sorted(term.coverage.product_groups),
            "products": sorted(term.coverage.products),
            "channels": sorted(term.coverage.channels),
            "grades": sorted(term.coverage.grades),
            "distributors": sorted(term.coverage.distributors),
        },
    )
    await _insert_bands(work, term_id, term, currency)


async def _insert_bands(work: Work, term_id: UUID, term: RebateTerm, currency: Currency) -> None:
    await work.session.execute(
        insert(RebateBandRow),
        [
            {
                "brand_id": work.brand_id,
                "id": derived_id("rebate_band", term_id, nth),
                "term_id": term_id,
                "band": nth,
                "from_value": band.start,
                "until_value": band.until,
                "from_text": limit_said(band.start, term.measure, currency),
                "until_text": None
                if band.until is None
                else limit_said(band.until, term.measure, currency),
                "rate_ppm": band.rate.ppm,
                "amount_minor": band.amount,
                "currency": currency,
            }
            for nth, band in enumerate(term.bands, start=1)
        ],
    )
