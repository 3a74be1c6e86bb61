"""Plans of commissions: drafted by one person, put in force by another."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Final

import strawberry

from tributary import commissions
from tributary.api.graphql.mutations.words import (
    ID,
    KEY,
    Hands,
    MoneyType,
    Refused,
    input_type,
    month_of,
    optional,
    payload,
    said,
)
from tributary.api.graphql.refs import CommissionPlanDraftRef, CommissionPlanRef, PartyRef
from tributary.commissions import PlanInvalid, WrittenPlan
from tributary.kernel import Period


@input_type
class SavePlanDraftInput:
    """A plan that nobody earns by yet."""

    code: str = said("The plan it becomes a version of.")
    name: str = said("What people call it.")
    valid_from: date = said("The first day it is to hold.")
    valid_until: date | None = optional("The first day it is no longer to hold; none if unsaid.")
    document: str = said("Everything it says, as JSON: schema/commission-plan.json.")


@payload
class SavedPlanDraft:
    """The draft is kept."""

    plan_draft: CommissionPlanDraftRef | None = said("The draft as it is now.")
    faults: list[str] = said("All that keeps it from being handed over.")


SavePlanDraftResult = Annotated[
    SavedPlanDraft | Refused,
    strawberry.union("SavePlanDraftResult", description="What became of a draft to be saved."),
]


@input_type
class DropPlanDraftInput:
    """A draft that is to be thrown away."""

    code: str = said("Of which plan.")


@payload
class DroppedPlanDraft:
    """The draft is gone; versions stay."""

    code: str = said("Of which plan it was.")


DropPlanDraftResult = Annotated[
    DroppedPlanDraft | Refused,
    strawberry.union("DropPlanDraftResult", description="What became of a draft to be dropped."),
]


@input_type
class SubmitPlanDraftInput:
    """A draft that is to be shown to a second person."""

    code: str = said("Of which plan.")


@payload
class SubmittedPlanDraft:
    """The draft waits for the second person."""

    plan_draft: CommissionPlanDraftRef | None = said("The draft as it is now.")


SubmitPlanDraftResult = Annotated[
    SubmittedPlanDraft | Refused,
    strawberry.union(
        "SubmitPlanDraftResult", description="What became of a draft to be handed over."
    ),
]


@input_type
class ReturnPlanDraftInput:
    """A draft that is to be mended first."""

    code: str = said("Of which plan.")
    reason: str = said("What is to be mended; it is kept.")


@payload
class ReturnedPlanDraft:
    """The draft is with whoever writes it."""

    plan_draft: CommissionPlanDraftRef | None = said("The draft as it is now.")


ReturnPlanDraftResult = Annotated[
    ReturnedPlanDraft | Refused,
    strawberry.union(
        "ReturnPlanDraftResult", description="What became of a draft to be given back."
    ),
]


@input_type
class ApprovePlanDraftInput:
    """A draft that a second person puts in force, with what that person was shown."""

    idempotency_key: ID = said(KEY)
    code: str = said("Of which plan.")
    digest: str = said("CommissionPlanDraft.submittedSha256 as it was shown.")


@payload
class ApprovedPlanDraft:
    """The version holds from its first day on."""

    plan: CommissionPlanRef | None = said("The version.")


ApprovePlanDraftResult = Annotated[
    ApprovedPlanDraft | Refused,
    strawberry.union(
        "ApprovePlanDraftResult", description="What became of a draft to be approved."
    ),
]


@input_type
class SimulatePlanInput:
    """A plan to be tried on a month; nothing is written."""

    code: str = said("The plan it takes the place of; one that is not there comes on top.")
    document: str = said("Everything it says, as JSON.")
    month: str | None = optional("The month, such as 2026-10; the last one that is over if unsaid.")


@payload
class SimulatedEarner:
    """What one beneficiary earns in the month in one currency, by all plans together."""

    party: PartyRef | None = said("Who.")
    now: MoneyType = said("Under the plans that were in force.")
    then: MoneyType = said("With this plan.")
    difference: MoneyType = said("What it gains; negative when it loses.")


@payload
class SimulatedTotal:
    """What everybody earns in the month in one currency."""

    now: MoneyType = said("Under the plans that were in force.")
    then: MoneyType = said("With this plan.")
    difference: MoneyType = said("What they gain together; negative when they lose.")


@payload
class SimulatedPlan:
    """A plan tried on the orders of a month."""

    month: str = said("Which month.")
    order_lines: int = said("How many order lines were billed in it.")
    gaining: int = said("How many beneficiaries gain.")
    losing: int = said("How many lose.")
    same: int = said("For how many nothing changes.")
    totals: list[SimulatedTotal] = said("Of everybody, by currency.")
    earners: list[SimulatedEarner] = said(
        "Those for whom something changes, the largest gain first; of very many the ends."
    )


SimulatePlanResult = Annotated[
    SimulatedPlan | Refused,
    strawberry.union("SimulatePlanResult", description="What a plan would have given."),
]

EARNERS_MAX: Final = 100
"""How many gains, and how many losses, an answer names at most."""

SECONDS_MAX: Final = 20
"""How long somebody waits in front of a screen."""


async def simulate_plan(hands: Hands, given: SimulatePlanInput) -> Mapping[str, object]:
    """Show what a plan would have given in a month; nothing is written."""
    today = hands.viewer.today
    month = Period.month_before(today) if given.month is None else month_of(given.month)
    plan = WrittenPlan(given.code, given.code, today, document_given(given.document))
    found = await commissions.simulate(
        hands.work.session,
        hands.work.brand_id,
        plan.read(),
        month=month,
        seconds_max=SECONDS_MAX,
    )
    gaining = [each for each in found.earners if each.difference.minor > 0]
    losing = [each for each in found.earners if each.difference.minor < 0]
    return {
        "month": f"{month.start:%Y-%m}",
        "order_lines": found.order_lines,
        "gaining": len(gaining),
        "losing": len(losing),
        "same": len(found.earners) - len(gaining) - len(losing),
        "totals": [
            {"now": now, "then": then, "difference": then - now} for now, then in found.totals
        ],
        "earners": [
            {
                "party": each.party_id,
                "now": each.now,
                "then": each.then,
                "difference": each.difference,
            }
            for each in (*gaining[:EARNERS_MAX], *losing[-EARNERS_MAX:])
        ],
    }


async def save_plan_draft(hands: Hands, given: SavePlanDraftInput) -> Mapping[str, object]:
    """Save the draft of a plan."""
    saved = await commissions.save_draft(
        hands.work,
        WrittenPlan(
            given.code,
            given.name,
            given.valid_from,
            document_given(given.document),
            given.valid_until,
        ),
    )
    return {"plan_draft": saved.draft_id, "faults": saved.faults}


async def drop_plan_draft(hands: Hands, given: DropPlanDraftInput) -> Mapping[str, object]:
    """Throw the draft of a plan away."""
    await commissions.drop_draft(hands.work, given.code)
    return {"code": given.code}


async def submit_plan_draft(hands: Hands, given: SubmitPlanDraftInput) -> Mapping[str, object]:
    """Hand the draft of a plan to a second person."""
    return {"plan_draft": await commissions.submit_draft(hands.work, given.code)}


async def return_plan_draft(hands: Hands, given: ReturnPlanDraftInput) -> Mapping[str, object]:
    """Give the draft of a plan back to be mended."""
    draft = await commissions.return_draft(hands.work, given.code, reason=given.reason)
    return {"plan_draft": draft}


async def approve_plan_draft(hands: Hands, given: ApprovePlanDraftInput) -> Mapping[str, object]:
    """Put in force, as the second person, what somebody else wrote."""
    plan_id = await commissions.approve_draft(hands.work, given.code, digest=given.digest)
    return {"plan": plan_id}


def document_given(text: str) -> object:
    """Read what somebody wrote as JSON.

    Refuses:
        PlanInvalid: it is none.
    """
    try:
        found: object = json.loads(text)
    except ValueError as unreadable:
        raise PlanInvalid(f"The plan is no JSON: {unreadable}.") from unreadable
    return found
