"""Claims of rebates: which people have to agree, in which order, and where a claim stands."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from tributary.identity.rules.people import Role
from tributary.kernel import Money, Plain

CLAIM_ROLES: Final = (Role.SALES_MANAGER, Role.ACCOUNTANT, Role.FINANCE_DIRECTOR, Role.OWNER)
"""Whose agreement a step can ask for; the owner may stand in at each of them."""

STEPS_MAX: Final = 6
DAYS_MAX: Final = 365
USE_DAYS_LEAST: Final = 30
"""What was claimed in time can be used for this many days at least after it was agreed to."""


class ClaimState(StrEnum):
    """Where a claim stands."""

    OPEN = "open"
    """It waits for the people of one step."""
    RETURNED = "returned"
    """It was given back to the distributor, who hands it in again or withdraws it."""
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


CLAIM_TRANSITIONS: Final[Mapping[ClaimState, frozenset[ClaimState]]] = MappingProxyType(
    {
        ClaimState.OPEN: frozenset(
            {ClaimState.RETURNED, ClaimState.APPROVED, ClaimState.WITHDRAWN}
        ),
        ClaimState.RETURNED: frozenset({ClaimState.OPEN, ClaimState.WITHDRAWN}),
        ClaimState.APPROVED: frozenset(),
        ClaimState.WITHDRAWN: frozenset(),
    }
)


class ClaimDeed(StrEnum):
    """What somebody did to a claim."""

    CLAIMED = "claimed"
    AGREED = "agreed"
    SENT_BACK = "sent_back"
    """Rejected to an earlier step."""
    RETURNED = "returned"
    """Rejected to the distributor."""
    HANDED_IN = "handed_in"
    """Handed in again by the distributor."""
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class ClaimStep:
    """One step of the chain: who has to agree, and within how many days."""

    role: Role
    days: int
    least: Money | None = None
    """A claim of less skips the step; of another currency never does."""


USUAL_STEPS: Final = (
    ClaimStep(Role.SALES_MANAGER, 3),
    ClaimStep(Role.ACCOUNTANT, 3),
    ClaimStep(Role.FINANCE_DIRECTOR, 3),
)
"""What holds until a brand says otherwise."""


def faults_of_steps(steps: Sequence[ClaimStep]) -> list[str]:
    """Return what is wrong with a chain; nothing when claims can go along it."""
    faults: list[str] = []
    if not 1 <= len(steps) <= STEPS_MAX:
        faults.append(f"a chain has one to {STEPS_MAX} steps")
    roles = [step.role for step in steps]
    faults += [
        f"{role} is asked twice" for role in sorted({r for r in roles if roles.count(r) > 1})
    ]
    if steps and all(step.least is not None for step in steps):
        # Otherwise a small claim would be agreed to by nobody.
        faults.append("one step at least has to ask for every claim, however small")
    for step in steps:
        if step.role not in CLAIM_ROLES:
            faults.append(f"{step.role} cannot agree to claims")
        if not 1 <= step.days <= DAYS_MAX:
            faults.append(f"{step.role} has {step.days} days, not 1 to {DAYS_MAX}")
        if step.least is not None and step.least.minor <= 0:
            faults.append(f"{step.role} from {step.least}: say an amount above nothing")
    return faults


def chain_of(steps: Sequence[ClaimStep], amount: Money) -> list[ClaimStep]:
    """Return the steps that a claim of an amount goes along, in their order.

    >>> from tributary.kernel import Currency
    >>> ten = Money.of("10.00", Currency("CNY"))
    >>> steps = [ClaimStep(Role.ACCOUNTANT, 3), ClaimStep(Role.OWNER, 3, ten)]
    >>> [len(chain_of(steps, Money.of(each, Currency("CNY")))) for each in ("9.99", "10.00")]
    [1, 2]
    """
    return [
        step
        for step in steps
        if step.least is None
        or step.least.currency != amount.currency
        or step.least.minor <= amount.minor
    ]


def may_decide(asked: Role, held: Collection[Role]) -> bool:
    """Tell whether somebody with these roles can decide a step that asks for one."""
    return asked in held or Role.OWNER in held


def answer_due(today: date, days: int) -> date:
    """Return the last day by which a step that begins today is to be decided."""
    return today + timedelta(days=days)


@dataclass(frozen=True, slots=True)
class ClaimableCost:
    """What of a release is the cost of an order line, and was not claimed yet."""

    order_line: str
    amount: int
    """In minor units; negative where something came back."""


def claimable_of(costs: Sequence[ClaimableCost], left_out: Collection[str] = ()) -> list[int]:
    """Return the places of the costs that a claim takes: whole order lines that come to something.

    >>> [claimable_of([ClaimableCost("a", 5), ClaimableCost("b", 3), ClaimableCost("b", -3)])]
    [[0]]
    """
    sums: dict[str, int] = {}
    for cost in costs:
        sums[cost.order_line] = sums.get(cost.order_line, 0) + cost.amount
    return [
        place
        for place, cost in enumerate(costs)
        if sums[cost.order_line] > 0 and cost.order_line not in left_out
    ]


def withheld_of(lines: Sequence[tuple[int, int]]) -> int:
    """Return what of a rebate still has to be claimed, in minor units.

    Args:
        lines: of each order line what it earned up to now, and what was agreed to of it.

    What came back after it was agreed to takes from what was agreed to on its own line.

    >>> withheld_of([(100, 100), (50, 0), (70, 100)])
    50
    """
    return sum(max(earned - agreed, 0) for earned, agreed in lines)


def chain_said(steps: Sequence[ClaimStep]) -> list[Plain]:
    """Return a chain as it is kept in the snapshot of a claim."""
    return [
        {
            "role": step.role.value,
            "days": step.days,
            "from": None if step.least is None else str(step.least),
        }
        for step in steps
    ]
