"""Draft a plan, hand it to a second person, who approves exactly that and puts it in force."""

import json
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert as upsert

from tributary import identity
from tributary.commissions.model import PlanDraftRow
from tributary.commissions.operations.plans import Approval, activate_plan, require_open_day
from tributary.commissions.queries.drafts import KeptPlan, kept_plan
from tributary.commissions.rules import (
    PlanDraft,
    PlanInvalid,
    WrittenPlan,
    content_sha256,
    document_of,
    faults_of,
)
from tributary.identity import Role
from tributary.kernel import PlanId, Refusal, derived_id
from tributary.platform import Work

DRAFTERS: Final = (Role.OWNER, Role.FINANCE_DIRECTOR, Role.ACCOUNTANT)
"""Whoever may write drafts of plans and hand them over."""
APPROVERS: Final = (Role.OWNER, Role.FINANCE_DIRECTOR)
"""Whoever may put in force what somebody else wrote."""


class PlanDraftUnknown(Refusal):
    """There is no draft of this plan: it was put in force, thrown away, or never written.

    Look at the list of drafts and at the versions of the plan.
    """


class PlanDraftNotSubmitted(Refusal):
    """The draft was not handed over: somebody may still be writing it.

    Ask whoever writes it to hand it over when it is done.
    """


class PlanDraftChanged(Refusal):
    """The draft is not the one that was shown.

    Look at it again before approving it.
    """


@dataclass(frozen=True, slots=True)
class SavedPlan:
    """A draft that was saved, and all that keeps it from being handed over."""

    draft_id: UUID
    faults: list[str]


async def save_draft(work: Work, written: WrittenPlan) -> SavedPlan:
    """Save the draft of a plan; the one there was of its code is written over.

    A draft that contradicts itself is kept all the same and its faults are told, so that nobody
    loses what it took an hour to write; what had been handed over has to be handed over anew.

    Refuses:
        RoleMissing: whoever asks may not write plans.
        PersonMissing: nobody in particular asks.
        PlanInvalid: it has no code, or its document is none of a plan.
    """
    await identity.require_role(work, *DRAFTERS)
    person = identity.acting_person(work)
    draft = written.read()
    draft_id = derived_id("plan_draft", work.brand_id, draft.code)
    values = {
        "name": draft.name,
        "valid_from": draft.valid_from,
        "valid_until": draft.valid_until,
        "document": document_of(draft),
        "changed_by": person,
        "changed_at": work.opened_at,
        "submitted_at": None,
        "submitted_sha256": None,
        "returned_because": None,
    }
    key = {"brand_id": work.brand_id, "id": draft_id, "code": draft.code}
    await work.session.execute(
        upsert(PlanDraftRow)
        .values(**key, **values)
        .on_conflict_do_update(index_elements=["brand_id", "id"], set_=values)
    )
    await work.audit(
        "commissions.save_draft",
        subject="plan_draft",
        subject_id=draft_id,
        after=_shown(draft),
    )
    return SavedPlan(draft_id, faults_of(draft))


async def drop_draft(work: Work, code: str) -> None:
    """Throw the draft of a plan away; its versions stay.

    Refuses:
        RoleMissing: whoever asks may not write plans.
        PlanDraftUnknown: there is no draft of this code.
    """
    await identity.require_role(work, *DRAFTERS)
    kept = await _locked(work, code)
    await _forget(work, kept)
    await work.audit(
        "commissions.drop_draft",
        subject="plan_draft",
        subject_id=kept.draft_id,
        before=_shown(kept.draft),
    )


async def submit_draft(work: Work, code: str) -> UUID:
    """Hand a draft to the second person, as it is now.

    Refuses:
        RoleMissing: whoever asks may not write plans.
        PlanDraftUnknown: there is no draft of this code.
        PlanInvalid: it contradicts itself or pays nothing; all of it at once.
        PlanTooLate: its first day is closed.
    """
    await identity.require_role(work, *DRAFTERS)
    kept = await _locked(work, code)
    faults = faults_of(kept.draft)
    if faults:
        raise PlanInvalid(f"Plan {code!r}: {'; '.join(faults)}.")
    await require_open_day(work, kept.draft)
    await work.run(
        "UPDATE plan_drafts SET submitted_at = :now, submitted_sha256 = :digest, "
        "returned_because = NULL WHERE brand_id = :brand AND id = :id",
        brand=work.brand_id,
        id=kept.draft_id,
        now=work.opened_at,
        digest=content_sha256(kept.draft),
    )
    await work.audit(
        "commissions.submit_draft",
        subject="plan_draft",
        subject_id=kept.draft_id,
        after=_shown(kept.draft),
    )
    return kept.draft_id


async def return_draft(work: Work, code: str, *, reason: str) -> UUID:
    """Give a draft that was handed over back to whoever writes it, with what is to be mended.

    Refuses:
        RoleMissing: whoever asks may neither write nor approve plans.
        PlanDraftUnknown: there is no draft of this code.
        PlanDraftNotSubmitted: it was not handed over.
    """
    await identity.require_role(work, *DRAFTERS)
    kept = await _submitted(work, code)
    await work.run(
        "UPDATE plan_drafts SET submitted_at = NULL, submitted_sha256 = NULL, "
        "returned_because = :reason WHERE brand_id = :brand AND id = :id",
        brand=work.brand_id,
        id=kept.draft_id,
        reason=reason.strip() or None,
    )
    await work.audit(
        "commissions.return_draft",
        subject="plan_draft",
        subject_id=kept.draft_id,
        after=_shown(kept.draft),
        reason=reason.strip() or None,
    )
    return kept.draft_id


async def approve_draft(work: Work, code: str, *, digest: str) -> PlanId:
    """Approve a draft that somebody else wrote, and put exactly that in force.

    Args:
        work: the second person's work.
        code: of which plan.
        digest: the hash of the content that the second person was shown.

    Refuses:
        RoleMissing: whoever asks is neither finance director nor owner.
        PersonMissing: nobody in particular asks.
        PlanDraftUnknown: there is no draft of this code.
        PlanDraftNotSubmitted: it was not handed over.
        SecondPersonMissing: whoever changed it last asks, or somebody on this person's behalf.
        PlanDraftChanged: it is not what was shown.
        PlanInvalid: it contradicts itself or pays nothing.
        PlanTooLate: its first day was closed meanwhile.
        PlanOverlaps: a version of its code, or another plan with price gaps, is in force then.
    """
    await identity.require_role(work, *APPROVERS)
    checker_id = identity.acting_person(work)
    kept = await _submitted(work, code)
    identity.require_second_person(kept.changed_by, (checker_id, work.actor.on_behalf_of))
    if not digest == kept.submitted_sha256 == content_sha256(kept.draft):
        raise PlanDraftChanged(f"The draft of plan {code!r} is not what was shown.")
    approval = Approval(kept.changed_by, checker_id, digest)
    plan_id = await activate_plan(work, kept.draft, approval=approval)
    await _forget(work, kept)
    return plan_id


async def _locked(work: Work, code: str) -> KeptPlan:
    await work.rows(
        "SELECT 1 FROM plan_drafts WHERE brand_id = :brand AND code = :code FOR UPDATE",
        brand=work.brand_id,
        code=code,
    )
    kept = await kept_plan(work.session, work.brand_id, code)
    if kept is None:
        raise PlanDraftUnknown(f"There is no draft of a plan {code!r}.")
    return kept


async def _submitted(work: Work, code: str) -> KeptPlan:
    kept = await _locked(work, code)
    if kept.submitted_sha256 is None:
        raise PlanDraftNotSubmitted(f"The draft of plan {code!r} was not handed over.")
    return kept


async def _forget(work: Work, kept: KeptPlan) -> None:
    await work.session.execute(
        delete(PlanDraftRow).where(
            PlanDraftRow.brand_id == work.brand_id, PlanDraftRow.id == kept.draft_id
        )
    )


def _shown(draft: PlanDraft) -> dict[str, object]:
    return {
        "code": draft.code,
        "name": draft.name,
        "valid_from": draft.valid_from,
        "valid_until": draft.valid_until or "open",
        "document": json.dumps(document_of(draft), ensure_ascii=False),
    }
