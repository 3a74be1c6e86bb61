"""What a distributor would earn with more sold or bought; nothing is written."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

import strawberry

from tributary import commissions, rebates
from tributary.api.graphql.mutations.words import (
    AmountInvalid,
    Hands,
    MoneyInput,
    MoneyType,
    Refused,
    input_type,
    money_of,
    optional,
    payload,
    said,
)
from tributary.api.graphql.rebates import Measure
from tributary.api.graphql.refs import CommissionPlanRef, PlanTermRef, RebateAccrualRef
from tributary.commissions import EarnedOn, NextBand, Progress, Target
from tributary.kernel import Money, PartyId
from tributary.rebates import Estimate, Outlook, Supposed


@input_type
class EstimateCommissionInput:
    """What is supposed to be sold on top."""

    more: MoneyInput | None = optional(
        "Of what counts, for each target of its currency by itself; nothing if unsaid."
    )


@payload
class CommissionProgress:
    """What a period comes to."""

    volume: MoneyType = said("What counts of it.")
    earned: MoneyType = said("What is due by that, once all of it is paid where money earns.")
    band: int = said("The band that the volume lies in, from 1.")


@payload
class CommissionNextBand:
    """The band after the one that the volume lies in."""

    band: int = said("Its place, from 1.")
    more: MoneyType = said("What still has to be sold to reach it.")
    then: CommissionProgress = said("What the period comes to when just that is sold.")


@payload
class CommissionTarget:
    """The running period of one term of a plan."""

    plan: CommissionPlanRef | None = said("The plan.")
    term: PlanTermRef | None = said("The term; none when it is not for you.")
    rated_from: date = said("The first day of the period.")
    rated_until: date = said("The first day after it.")
    earned_on: EarnedOn = said("What earns: the bill, or the money that comes for it.")
    so_far: CommissionProgress = said("What was billed up to today.")
    next: CommissionNextBand | None = said("The next band; none in the last one.")
    supposed: CommissionProgress | None = said("With what is supposed; none when nothing is.")
    gain: MoneyType | None = said("What that would earn beside what is earned so far.")


@payload
class EstimatedCommission:
    """How far the running periods are."""

    as_of: date = said("The last day whose bookings count.")
    targets: list[CommissionTarget] = said("By plan and term.")


EstimateCommissionResult = Annotated[
    EstimatedCommission | Refused,
    strawberry.union("EstimateCommissionResult", description="What would be earned."),
]


@input_type
class EstimateRebateInput:
    """What is supposed to be bought on top."""

    more: MoneyInput | None = optional(
        "For how much, without tax; for each rebate by itself; nothing if unsaid."
    )
    units: int | None = optional("How many units, where units count; none if unsaid.")


@payload
class RebateOutlook:
    """What a period comes to."""

    volume: MoneyType = said("What counts of the purchases.")
    amount: MoneyType = said("What they earn back.")
    band: int | None = said("Which band decides, from 1; none where none holds.")


@payload
class RebateEstimate:
    """The running period of one rebate."""

    rebate_accrual: RebateAccrualRef | None = said("The rebate; none before the first purchase.")
    plan_name: str = said("What people call the plan.")
    term_code: str = said("Which of its terms.")
    measure: Measure = said("What decides the band.")
    rated_from: date = said("The first day of the period.")
    rated_until: date = said("The first day after it.")
    more: MoneyType | None = said("What is missing to the next step, where it is money.")
    more_units: int | None = said("What is missing to it, where units count.")
    so_far: RebateOutlook = said("What was counted last night.")
    at_next: RebateOutlook | None = said("When just the next step is reached, by money.")
    supposed: RebateOutlook | None = said(
        "With what is supposed; none in another currency, and by days to pay."
    )
    gain: MoneyType | None = said("What that would earn beside what is earned so far.")


@payload
class EstimatedRebate:
    """What the running periods earn back."""

    rebates: list[RebateEstimate] = said("By plan and term.")


EstimateRebateResult = Annotated[
    EstimatedRebate | Refused,
    strawberry.union("EstimateRebateResult", description="What would be earned back."),
]


async def estimate_commission(hands: Hands, given: EstimateCommissionInput) -> Mapping[str, object]:
    """Show how far the periods of the viewer's distributor are; nothing is written."""
    distributor_id, today = hands.viewer.distributor_id, hands.viewer.today
    more = None if given.more is None else _supposed(given.more)
    found = (
        []
        if distributor_id is None
        else await commissions.targets_of(
            hands.work.session,
            hands.work.brand_id,
            PartyId(distributor_id),
            today=today,
            supposed=more,
        )
    )
    return {"as_of": today, "targets": [_target(each) for each in found]}


async def estimate_rebate(hands: Hands, given: EstimateRebateInput) -> Mapping[str, object]:
    """Show what the periods of the viewer's distributor would earn back; nothing is written."""
    distributor_id, units = hands.viewer.distributor_id, given.units or 0
    if units < 0:
        raise AmountInvalid("Less than nothing is never bought: name 0 units or more.")
    supposed = None if given.more is None else Supposed(_supposed(given.more), units)
    found = (
        []
        if distributor_id is None
        else await rebates.estimate(
            hands.work.session,
            hands.work.brand_id,
            PartyId(distributor_id),
            today=hands.viewer.today,
            supposed=supposed,
        )
    )
    return {"rebates": [_estimate(each) for each in found]}


def _supposed(given: MoneyInput) -> Money:
    amount = money_of(given)
    if amount.minor < 0:
        raise AmountInvalid(f"{amount} is less than nothing: name what comes on top.")
    return amount


def _target(target: Target) -> Mapping[str, object]:
    supposed = target.supposed
    return {
        "plan": target.plan.plan_id,
        "term": target.term_id,
        "rated_from": target.period.start,
        "rated_until": target.period.end,
        "earned_on": target.plan.terms.earned_on,
        "so_far": _progress(target, target.so_far),
        "next": None if target.next is None else _next(target, target.next),
        "supposed": None if supposed is None else _progress(target, supposed),
        "gain": None if supposed is None else target.money(supposed.earned - target.so_far.earned),
    }


def _progress(target: Target, progress: Progress) -> Mapping[str, object]:
    return {
        "volume": target.money(progress.volume),
        "earned": target.money(progress.earned),
        "band": progress.band,
    }


def _next(target: Target, following: NextBand) -> Mapping[str, object]:
    return {
        "band": following.band,
        "more": target.money(following.more),
        "then": _progress(target, following.then),
    }


def _estimate(one: Estimate) -> Mapping[str, object]:
    supposed, following = one.supposed, one.next_step
    is_units = one.term.measure is Measure.UNITS
    return {
        "rebate_accrual": one.accrual_id,
        "plan_name": one.plan.name,
        "term_code": one.term.code,
        "measure": one.term.measure,
        "rated_from": one.period.start,
        "rated_until": one.period.end,
        "more": None if following is None or is_units else one.money(following.more),
        "more_units": following.more if following is not None and is_units else None,
        "so_far": _outlook(one, one.so_far),
        "at_next": None if one.at_next is None else _outlook(one, one.at_next),
        "supposed": None if supposed is None else _outlook(one, supposed),
        "gain": None if supposed is None else one.money(supposed.amount - one.so_far.amount),
    }


def _outlook(one: Estimate, outlook: Outlook) -> Mapping[str, object]:
    return {
        "volume": one.money(outlook.volume),
        "amount": one.money(outlook.amount),
        "band": outlook.band,
    }
