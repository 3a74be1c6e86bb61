"""The part of the mutation type that is about plans of commissions."""

import strawberry

from tributary.api.graphql.mutations import estimates, plans
from tributary.api.graphql.mutations import words as w


@strawberry.type(description="What can be done with plans of commissions.")
class Planning:
    """What can be done with plans of commissions."""

    save_plan_draft: plans.SavePlanDraftResult | None = w.deed(
        plans.save_plan_draft,
        takes=plans.SavePlanDraftInput,
        gives=plans.SavedPlanDraft,
        policy=w.PLANNING,
        reach=w.NOBODYS,
        description="Save the draft of a commission plan; the one there was is written over.",
    )
    drop_plan_draft: plans.DropPlanDraftResult | None = w.deed(
        plans.drop_plan_draft,
        takes=plans.DropPlanDraftInput,
        gives=plans.DroppedPlanDraft,
        policy=w.PLANNING,
        reach=w.NOBODYS,
        description="Throw the draft of a commission plan away.",
    )
    submit_plan_draft: plans.SubmitPlanDraftResult | None = w.deed(
        plans.submit_plan_draft,
        takes=plans.SubmitPlanDraftInput,
        gives=plans.SubmittedPlanDraft,
        policy=w.PLANNING,
        reach=w.NOBODYS,
        description="Hand the draft of a commission plan to a second person.",
    )
    return_plan_draft: plans.ReturnPlanDraftResult | None = w.deed(
        plans.return_plan_draft,
        takes=plans.ReturnPlanDraftInput,
        gives=plans.ReturnedPlanDraft,
        policy=w.PLANNING,
        reach=w.NOBODYS,
        description="Give the draft of a commission plan back to be mended.",
    )
    simulate_plan: plans.SimulatePlanResult | None = w.deed(
        plans.simulate_plan,
        takes=plans.SimulatePlanInput,
        gives=plans.SimulatedPlan,
        policy=w.PLANNING,
        reach=w.NOBODYS,
        description="Show what a commission plan would have given on the orders of a month.",
    )
    approve_plan_draft: plans.ApprovePlanDraftResult | None = w.deed(
        plans.approve_plan_draft,
        takes=plans.ApprovePlanDraftInput,
        gives=plans.ApprovedPlanDraft,
        policy=w.APPROVING_PLANS,
        reach=w.NOBODYS,
        description="Put the commission plan that somebody else wrote in force.",
        is_confirmed=True,
    )
    estimate_commission: estimates.EstimateCommissionResult | None = w.deed(
        estimates.estimate_commission,
        takes=estimates.EstimateCommissionInput,
        gives=estimates.EstimatedCommission,
        policy=w.ESTIMATING,
        reach=w.OWN,
        description="Show how far one's running periods are, and what they would earn with more.",
    )
