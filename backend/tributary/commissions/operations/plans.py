"""Activate a plan: a new version, from a day on, that nobody edits afterwards."""

from dataclasses import asdict, dataclass

from sqlalchemy import insert

from tributary import ledger
from tributary.commissions.model import PlanBandRow, PlanRateRow, PlanRow, PlanTermRow
from tributary.commissions.queries.rows import PlanRows, rows_of
from tributary.commissions.rules import PlanDraft, PlanInvalid, document_of, faults_of
from tributary.kernel import PlanId, Refusal, UserId, derived_id
from tributary.platform import Work, next_version, refusing_overlap


class PlanOverlaps(Refusal):
    """Another version of this plan, or another plan that pays the price gap, is in force then.

    Choose a later first day: the version in force ends by itself on the day before.
    """


class PlanTooLate(Refusal):
    """The plan would begin on a day that is closed: its commissions have been settled.

    Let it begin on the first open day or later.
    """


@dataclass(frozen=True, slots=True)
class Approval:
    """Who wrote a plan last, who else approved it, and what was approved."""

    maker_id: UserId
    checker_id: UserId
    approved_sha256: str
    """The hash of the content: see rules.content_sha256."""


async def activate_plan(
    work: Work, draft: PlanDraft, *, approval: Approval | None = None
) -> PlanId:
    """Put a new version of a plan in force; the open version before it ends the day before.

    Orders fall under the version in force on the day they were made, also when they are billed
    or returned later.

    Args:
        work: whose deed it is.
        draft: what the version says.
        approval: the two persons behind it; none where an operator activates it.

    Refuses:
        PlanInvalid: the plan contradicts itself or pays nothing.
        PlanTooLate: its first day is closed.
        PlanOverlaps: a version of its code, or another plan with price gaps, is in force then.
    """
    faults = faults_of(draft)
    if faults:
        raise PlanInvalid(f"Plan {draft.code!r}: {'; '.join(faults)}.")
    await require_open_day(work, draft)
    version = await next_version(work, "plans", draft.code, draft.valid_from)
    plan_id = PlanId(derived_id("plan", work.brand_id, draft.code, version))
    rows = rows_of(
        draft, brand_id=work.brand_id, plan_id=plan_id, version=version, at=work.opened_at
    )
    overlaps = PlanOverlaps(
        f"Plan {draft.code!r} cannot begin on {draft.valid_from}: another version of it, "
        "or another plan that pays the price gap, is in force on some of its days."
    )
    with refusing_overlap(overlaps):
        await _insert(work, rows, approval)
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
            **({} if approval is None else {"written_by": approval.maker_id}),
        },
    )
    return plan_id


async def require_open_day(work: Work, draft: PlanDraft) -> None:
    """Make sure that the books are still open on the first day of a plan.

    Refuses:
        PlanTooLate: they are closed.
    """
    closed = await ledger.closed_through(work.session, work.brand_id)
    if closed is not None and draft.valid_from <= closed:
        raise PlanTooLate(
            f"Plan {draft.code!r} would begin on {draft.valid_from}, but the books are closed "
            f"through {closed}."
        )


async def _insert(work: Work, rows: PlanRows, approval: Approval | None) -> None:
    signed = {} if approval is None else asdict(approval)
    for table, parts in (
        (PlanRow, [{**plan, **signed} for plan in rows.plans]),
        (PlanRateRow, rows.plan_rates),
        (PlanTermRow, rows.plan_terms),
        (PlanBandRow, rows.plan_bands),
    ):
        if parts:
            await work.session.execute(insert(table), [dict(part) for part in parts])
