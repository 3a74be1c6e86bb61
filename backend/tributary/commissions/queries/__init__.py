"""Reads of commissions: lines, plans, and the proof of what is always true."""

from tributary.commissions.queries.drafts import (
    KeptPlan,
    kept_plan,
    kept_plans,
)
from tributary.commissions.queries.holding import HELD, Held, held_of
from tributary.commissions.queries.invariants import INVARIANTS, missing_from
from tributary.commissions.queries.lines import (
    CommissionLine,
    Difference,
    Rated,
    UnknownCommissionLine,
    lines_of,
    lines_of_order,
    trace,
)
from tributary.commissions.queries.plans import Plan, plans_of
from tributary.commissions.queries.progress import Target, targets_of
from tributary.commissions.queries.simulating import (
    Simulated,
    Simulation,
    SimulationTooLong,
    simulate,
)

__all__ = [
    "HELD",
    "INVARIANTS",
    "CommissionLine",
    "Difference",
    "Held",
    "KeptPlan",
    "Plan",
    "Rated",
    "Simulated",
    "Simulation",
    "SimulationTooLong",
    "Target",
    "UnknownCommissionLine",
    "held_of",
    "kept_plan",
    "kept_plans",
    "lines_of",
    "lines_of_order",
    "missing_from",
    "plans_of",
    "simulate",
    "targets_of",
    "trace",
]
