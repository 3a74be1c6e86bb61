"""Any cart under any offers: what must hold of every one of them."""

import os
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories.promotions import cny
from tributary.kernel import Money, Rate, currency
from tributary.promotions import (
    AfterReturn,
    Bearer,
    BuyGet,
    Cart,
    CartLine,
    CostShare,
    Counted,
    CountedSoFar,
    Coupon,
    CrossStore,
    FirstGifts,
    Gift,
    Manual,
    ManualDiscount,
    NthUnit,
    Offer,
    OfferRule,
    Outcome,
    Percentage,
    Pooling,
    RoleLimit,
    RoundingRule,
    Scope,
    SpendSave,
    document_of,
    is_replayed,
    price,
    refund_of,
    rule_from,
    trace_of,
)

CNY = currency("CNY")
CARTS = settings(max_examples=int(os.environ.get("TRIBUTARY_CARTS", "150")), deadline=None)
"""`make test-deep ID=R22` proves 10,000; `TRIBUTARY_CARTS` draws more of each property here."""

DAY = date(2026, 3, 3)
SKUS = ("TEA", "POT", "CUP", "MUG")

amounts = st.integers(0, 60_000).map(lambda minor: Money(minor, CNY))
positive = st.integers(1, 60_000).map(lambda minor: Money(minor, CNY))
rates = st.integers(0, 9_999).map(lambda many: Rate(many * 100))
thresholds = st.tuples(positive, positive).map(lambda pair: (max(pair), min(pair)))


def gift_of(sku: str, quantity: int, worth: Money) -> Gift:
    return Gift(sku, quantity, worth)


gifts = st.builds(gift_of, st.sampled_from(SKUS), st.integers(1, 3), amounts)


@st.composite
def shares(draw: st.DrawFn) -> tuple[CostShare, ...]:
    first = draw(st.integers(1, 999_999))
    bearers = draw(st.permutations(list(Bearer)))
    return (CostShare(bearers[0], Rate(first)), CostShare(bearers[1], Rate(1_000_000 - first)))


def spending(pair: tuple[Money, Money], repeat: bool) -> SpendSave:
    return SpendSave(*pair, repeat=repeat)


def crossing(
    pair: tuple[Money, Money], repeat: bool, stores: int, split: tuple[CostShare, ...]
) -> CrossStore:
    return CrossStore(*pair, repeat=repeat, stores_min=stores, shares=split)


volume_terms = st.one_of(
    st.builds(spending, thresholds, st.booleans()),
    st.builds(Percentage, rates),
    st.builds(NthUnit, st.integers(2, 4), rates, st.booleans(), st.sampled_from(Pooling)),
    st.builds(
        BuyGet, st.integers(1, 3), st.integers(1, 2), st.booleans(), st.sampled_from(Pooling)
    ),
    st.builds(crossing, thresholds, st.booleans(), st.integers(1, 2), shares()),
)
other_terms = st.one_of(
    st.builds(
        BuyGet, st.integers(1, 3), st.just(0), st.booleans(), st.sampled_from(Pooling), gifts
    ),
    st.builds(
        FirstGifts,
        st.integers(1, 3),
        st.sampled_from(Counted),
        gifts,
        st.none() | positive,
    ),
    st.builds(
        lambda rate: Manual((RoleLimit("salesperson", rate),)), rates.filter(lambda r: r.ppm > 0)
    ),
)

subsets = st.lists(st.sampled_from(SKUS), unique=True, max_size=2).map(tuple)
scopes = st.builds(
    Scope,
    skus=subsets,
    product_groups=st.sampled_from([(), ("tea",)]),
    stores=st.sampled_from([(), (), ("east",)]),
    grades=st.sampled_from([(), (), ("silver",), ("gold",)]),
)


@st.composite
def offers(draw: st.DrawFn, most: int = 5, terms: Any = volume_terms | other_terms) -> list[Offer]:  # noqa: ANN401
    found = []
    for place in range(draw(st.integers(1, most))):
        chosen = draw(terms)
        rule = OfferRule(
            currency=CNY,
            terms=chosen,
            rank=draw(st.integers(0, 3)),
            group="" if isinstance(chosen, Manual) else draw(st.sampled_from(["", "", "spring"])),
            scope=draw(scopes),
            needs_coupon=draw(st.sampled_from([False, False, True])),
            cap=draw(st.none() | positive),
            rounding=draw(st.sampled_from(RoundingRule)),
            after_return=draw(st.sampled_from(AfterReturn)),
        )
        found.append(Offer(f"O{place}", 1, rule, DAY))
    return found


@st.composite
def cart_lines(draw: st.DrawFn, position: int) -> CartLine:
    quantity = draw(st.integers(1, 6))
    unit_price = draw(amounts)
    given_max = unit_price.minor * quantity
    return CartLine(
        position,
        sku=draw(st.sampled_from(SKUS)),
        product_group=draw(st.sampled_from(["tea", "ware"])),
        store=draw(st.sampled_from(["east", "west"])),
        quantity=quantity,
        unit_price=unit_price,
        given=Money(draw(st.sampled_from([0, 0, given_max // 3])), CNY),
    )


@st.composite
def carts(draw: st.DrawFn) -> Cart:
    many = draw(st.integers(1, 5))
    return Cart(
        CNY,
        DAY,
        draw(st.sampled_from(["silver", "gold"])),
        tuple(draw(cart_lines(position)) for position in range(1, many + 1)),
        coupons=draw(st.sampled_from([(), (Coupon("C", "O0", 1),), (Coupon("C", "O1", 0),)])),
        manual=draw(
            st.sampled_from([(), (ManualDiscount("O0", cny("5.00"), "late", "salesperson"),)])
        ),
        counts=draw(st.sampled_from([(), (CountedSoFar("O0", 1, 2, taken_by_buyer=True),)])),
        is_paid=draw(st.booleans()),
    )


@CARTS
@given(cart=carts(), of=offers())
def test_lines_sum_to_the_total_and_no_offer_takes_more_than_is_there(
    cart: Cart, of: list[Offer]
) -> None:
    pricing = price(cart, of)

    goods = sum(line.goods.minor - line.given.minor for line in cart.lines)
    assert pricing.total.minor == goods - pricing.discount.minor
    assert pricing.discount.minor == sum(step.amount.minor for step in pricing.steps)
    assert all(line.paid.minor >= 0 and line.discount.minor >= 0 for line in pricing.lines)
    for each in pricing.lines:
        assert sum(unit.minor for unit in each.units()) == each.discount.minor
        assert all(0 <= unit.minor <= each.line.unit_price.minor for unit in each.units())
    assert sorted(step.offer_code for step in pricing.steps) == [each.code for each in of]


@CARTS
@given(cart=carts(), of=offers())
def test_each_step_says_what_it_took_where_and_who_bears_it(cart: Cart, of: list[Offer]) -> None:
    by_code = {each.code: each.rule for each in of}

    for step in price(cart, of).steps:
        rule = by_code[step.offer_code]
        assert cny("0.00") <= step.amount <= step.before
        assert rule.cap is None or step.amount <= rule.cap
        assert sum(part.amount.minor for part in step.allocations) == step.amount.minor
        assert all(part.amount <= part.before for part in step.allocations)
        assert (step.reason is None) == (step.outcome is Outcome.APPLIED)
        if isinstance(rule.terms, CrossStore):
            assert sum(part.amount.minor for part in step.borne) == step.amount.minor


@CARTS
@given(cart=carts(), of=offers(), shuffled=st.randoms(use_true_random=False))
def test_neither_the_order_of_lines_nor_of_offers_matters_to_the_total(
    cart: Cart,
    of: list[Offer],
    shuffled: Any,  # noqa: ANN401
) -> None:
    lines, others = list(cart.lines), list(of)
    shuffled.shuffle(lines)
    shuffled.shuffle(others)
    renumbered = [replace(each, position=place) for place, each in enumerate(lines, start=1)]

    other = price(replace(cart, lines=tuple(renumbered)), others)

    assert (other.total, other.gifts) == (price(cart, of).total, price(cart, of).gifts)


@CARTS
@given(cart=carts(), of=offers())
def test_what_is_stored_gives_the_same_cents_again(cart: Cart, of: list[Offer]) -> None:
    read_again = [replace(each, rule=rule_from(document_of(each.rule))) for each in of]

    assert is_replayed(trace_of(price(cart, of)), read_again)


@CARTS
@given(cart=carts(), of=offers(most=1, terms=volume_terms), more=st.integers(1, 5))
def test_whoever_buys_more_of_a_sku_saves_no_less_under_one_offer(
    cart: Cart, of: list[Offer], more: int
) -> None:
    first, *rest = cart.lines
    larger = replace(cart, lines=(replace(first, quantity=first.quantity + more), *rest))
    (one,) = of
    # A rounded price may go a cent either way.
    slack = 1 if isinstance(one.rule.terms, Percentage | NthUnit) else 0

    assert price(larger, of).discount.minor + slack >= price(cart, of).discount.minor


@CARTS
@given(cart=carts(), of=offers(), parts=st.lists(st.integers(0, 6), min_size=5, max_size=5))
def test_returns_give_back_exactly_what_was_paid(
    cart: Cart, of: list[Offer], parts: list[int]
) -> None:
    pricing = price(cart, of)
    first = {
        each.position: min(parts[place], each.quantity) for place, each in enumerate(cart.lines)
    }
    rest = {each.position: each.quantity - first[each.position] for each in cart.lines}

    refunds = [refund_of(pricing, of, first), refund_of(pricing, of, rest, gone=first)]

    assert sum(each.refunded.minor - each.charged.minor for each in refunds) == pricing.total.minor
    assert all(each.refunded.minor >= 0 for each in refunds)
    assert sum(each.share.minor for each in refunds) == pricing.total.minor
