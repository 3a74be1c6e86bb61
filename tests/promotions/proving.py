"""What must hold of any cart under any offers, found without the rules' own arithmetic."""

from collections.abc import Iterator, Mapping, Sequence

from tributary.promotions import (
    Cart,
    Offer,
    Outcome,
    Pricing,
    document_of,
    is_replayed,
    price,
    refund_of,
    rule_from,
    trace_of,
)


def faults_of(cart: Cart, offers: Sequence[Offer], first: Mapping[int, int]) -> list[str]:
    """Price a cart and say what is wrong with it; nothing if all is right.

    Args:
        cart: what is bought.
        offers: what it is offered.
        first: units by position that come back first; the rest comes back after them.
    """
    pricing = price(cart, offers)
    return [
        *_sums(cart, pricing),
        *_bounds(cart, offers, pricing),
        *_replays(offers, pricing),
        *_returns(cart, offers, pricing, first),
    ]


def _sums(cart: Cart, pricing: Pricing) -> Iterator[str]:
    goods = sum(line.unit_price.minor * line.quantity - line.given.minor for line in cart.lines)
    paid = sum(line.paid.minor for line in pricing.lines)
    off = sum(line.discount.minor for line in pricing.lines)
    if not pricing.total.minor == paid == goods - off:
        yield f"lines of {paid} and a total of {pricing.total} where {goods - off} are due"
    if off != sum(step.amount.minor for step in pricing.steps):
        yield f"lines are given {off}, steps say otherwise"
    for each in pricing.lines:
        units = [unit.minor for unit in each.units()]
        if sum(units) != each.discount.minor:
            yield f"the units of line {each.line.position} are not its {each.discount}"
        if any(not 0 <= unit <= each.line.unit_price.minor for unit in units):
            yield f"a unit of line {each.line.position} is given more than it costs"


def _bounds(cart: Cart, offers: Sequence[Offer], pricing: Pricing) -> Iterator[str]:
    """Walk the steps as they follow one another, with what is left of each line by then."""
    rules = {(each.code, each.version): each.rule for each in offers}
    lines = {line.position: line for line in cart.lines}
    left = {
        place: line.unit_price.minor * line.quantity - line.given.minor
        for place, line in lines.items()
    }
    for step in pricing.steps:
        rule = rules[step.offer_code, step.version]
        asked = cart.asked_of(step.offer_code)
        eligible = {
            place
            for place, line in lines.items()
            if rule.scope.covers(sku=line.sku, product_group=line.product_group, store=line.store)
            and (asked is None or asked.position in {None, place})
        }
        if step.outcome is Outcome.APPLIED and step.before.minor != sum(left[x] for x in eligible):
            yield f"{step.offer_code} sees {step.before} of what it is for"
        if not 0 <= step.amount.minor <= sum(left[place] for place in eligible):
            yield f"{step.offer_code} takes {step.amount} off less than that"
        if rule.cap is not None and step.amount > rule.cap:
            yield f"{step.offer_code} takes {step.amount} off, more than its cap"
        if sum(part.amount.minor for part in step.allocations) != step.amount.minor:
            yield f"the shares of {step.offer_code} are not its {step.amount}"
        for part in step.allocations:
            left[part.position] -= part.amount.minor
            if part.position not in eligible or left[part.position] < 0:
                yield f"{step.offer_code} gives line {part.position} what is not its"
    if any(left[each.line.position] != each.paid.minor for each in pricing.lines):
        yield "lines cost something else than the steps leave"


def _replays(offers: Sequence[Offer], pricing: Pricing) -> Iterator[str]:
    read_again = [
        Offer(
            *(each.code, each.version, rule_from(document_of(each.rule))),
            *(each.valid_from, each.valid_until),
        )
        for each in offers
    ]
    if not is_replayed(trace_of(pricing), read_again):
        yield "what is stored gives other cents"


def _returns(
    cart: Cart, offers: Sequence[Offer], pricing: Pricing, first: Mapping[int, int]
) -> Iterator[str]:
    rest = {line.position: line.quantity - first.get(line.position, 0) for line in cart.lines}
    refunds = [
        refund_of(pricing, offers, first),
        refund_of(pricing, offers, rest, gone=first),
    ]
    back = sum(each.refunded.minor - each.charged.minor for each in refunds)
    if back != pricing.total.minor or any(each.refunded.minor < 0 for each in refunds):
        yield f"all that came back gave back {back} of {pricing.total}"
