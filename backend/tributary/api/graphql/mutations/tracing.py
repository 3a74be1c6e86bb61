"""How a figure came about, step by step: one shape, whatever computed it."""

from collections.abc import Collection, Mapping, Sequence
from typing import cast

from tributary import promotions
from tributary.api.graphql.mutations.words import MoneyType, payload, said
from tributary.kernel import Money, Plain
from tributary.platform import Work
from tributary.promotions import TOLD_TO_BUYERS, Outcome


@payload
class TraceFigure:
    """A figure that a step was computed from, or a gift with how many."""

    name: str = said("Which figure.")
    value: str = said("As a text.")


@payload
class TraceAllocation:
    """What a step took off one line."""

    position: int = said("The line, by its place in the order.")
    before: MoneyType = said("What was left of its price before the step.")
    amount: MoneyType = said("What was taken off it.")


@payload
class TraceStep:
    """What one rule did to a price."""

    rule: str = said("Which rule, by its code.")
    version: int = said("Which version of it.")
    kind: str = said("What it does, as a code.")
    outcome: str = said("applied, applicable or not_applicable.")
    reason: str | None = said("Why it was not applied, as a code.")
    inputs: list[TraceFigure] = said("What it was computed from.")
    before: MoneyType = said("What the goods it is for cost before.")
    after: MoneyType = said("What they cost after.")
    rounding: str = said("How it was rounded, once.")
    allocation: list[TraceAllocation] = said("What it took off which line.")
    gifts: list[TraceFigure] = said("What it promised: a SKU and how many.")
    coupon: str | None = said("The code that it used up.")


def steps_of(
    trace: Mapping[str, Plain] | None,
    *,
    is_buyer: bool,
    closed: Collection[tuple[Plain, Plain]] = (),
) -> Sequence[Mapping[str, object]]:
    """Return the steps of a stored trace.

    Args:
        trace: as orders have it; None where nothing was computed.
        is_buyer: leaves out what others are offered; what the buyer missed stays, with why.
        closed: offers by code and version that no buyer is told of before it has a coupon.
    """
    if trace is None:
        return []
    code = cast("str", trace["currency"])
    steps = cast("Sequence[Mapping[str, Plain]]", trace["steps"])
    return [
        _step(step, code)
        for step in steps
        if not is_buyer
        or step["outcome"] == Outcome.APPLIED.value
        or (
            step["reason"] in TOLD_TO_BUYERS and (step["offer_code"], step["version"]) not in closed
        )
    ]


async def closed_of(
    work: Work, trace: Mapping[str, Plain] | None
) -> Collection[tuple[Plain, Plain]]:
    """Return the offers of a trace that are for those who have a coupon."""
    if trace is None:
        return ()
    steps = cast("Sequence[Mapping[str, Plain]]", trace["steps"])
    named = [
        promotions.offer_id_of(
            work.brand_id, cast("str", step["offer_code"]), cast("int", step["version"])
        )
        for step in steps
    ]
    offers = await promotions.offers_named(work.session, work.brand_id, named)
    return {(each.code, each.version) for each in offers if each.rule.needs_coupon}


def _step(step: Mapping[str, Plain], code: str) -> Mapping[str, object]:
    def money(amount: Plain) -> Money:
        return Money.of(cast("str", amount), code)

    def parts(name: str) -> Sequence[Mapping[str, Plain]]:
        return cast("Sequence[Mapping[str, Plain]]", step[name])

    figures = cast("Mapping[str, str]", step["figures"])
    return {
        "rule": step["offer_code"],
        **{name: step[name] for name in ("version", "kind", "outcome", "reason", "rounding")},
        "inputs": [{"name": name, "value": value} for name, value in figures.items()],
        "before": money(step["before"]),
        "after": money(step["after"]),
        "allocation": [
            {
                "position": each["position"],
                "before": money(each["before"]),
                "amount": money(each["amount"]),
            }
            for each in parts("allocations")
        ],
        "gifts": [{"name": each["sku"], "value": str(each["quantity"])} for each in parts("gifts")],
        "coupon": step["coupon"],
    }
