from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories.promotions import cart, cny, line, offer
from tributary.kernel import Rate, total_of
from tributary.promotions import (
    AfterReturn,
    Percentage,
    Reason,
    SpendSave,
    is_replayed,
    price,
    refund_of,
    replay,
    restated,
    trace_of,
)

SAVE_40 = SpendSave(cny("300.00"), cny("40.00"), repeat=False)
THREE = cart(line("A", "100.00"), line("B", "100.00"), line("C", "100.00"))


def test_refunding_line_1_returns_86_66() -> None:
    of = [offer("SAVE", SAVE_40)]

    assert refund_of(price(THREE, of), of, {1: 1}).refunded == cny("86.66")


@pytest.mark.parametrize(
    ("policy", "lost", "refunded", "charged"),
    [
        (AfterReturn.KEEP, "0.00", "86.66", "0.00"),
        # 200.00 stay, which reach no 300.00: of the 260.00 that were paid 60.00 are too much.
        (AfterReturn.RECOMPUTE, "26.66", "60.00", "0.00"),
        (AfterReturn.CHARGE_BACK, "26.66", "86.66", "26.66"),
    ],
)
def test_the_policy_says_what_becomes_of_a_threshold_no_longer_met(
    policy: AfterReturn, lost: str, refunded: str, charged: str
) -> None:
    of = [offer("SAVE", SAVE_40, after_return=policy)]

    refund = refund_of(price(THREE, of), of, {1: 1})

    assert (refund.policy, refund.lost) == (policy, cny(lost))
    assert (refund.refunded, refund.charged) == (cny(refunded), cny(charged))


def test_the_strictest_policy_of_what_applied_counts() -> None:
    of = [
        offer("SAVE", SAVE_40, after_return=AfterReturn.CHARGE_BACK),
        offer("TWELVE", Percentage(Rate.percent("88"))),
        offer(
            "NEVER", replace(SAVE_40, threshold=cny("900.00")), after_return=AfterReturn.RECOMPUTE
        ),
    ]

    assert refund_of(price(THREE, of), of, {1: 1}).policy is AfterReturn.CHARGE_BACK


def test_units_come_back_in_their_order_the_first_a_cent_dearer_off() -> None:
    of = [offer("SAVE", SpendSave(cny("300.00"), cny("1.00"), repeat=False))]
    pricing = price(cart(line("TEA", "100.00", 3)), of)

    backs = [refund_of(pricing, of, {1: 1}, gone={1: gone}).refunded for gone in range(3)]

    assert backs == [cny("99.66"), cny("99.67"), cny("99.67")]


def test_a_refund_is_never_below_zero_and_the_rest_makes_up_for_it() -> None:
    of = [
        offer(
            "SAVE",
            SpendSave(cny("110.00"), cny("50.00"), repeat=False),
            after_return=AfterReturn.RECOMPUTE,
        )
    ]
    pricing = price(cart(line("A", "100.00"), line("B", "10.00")), of)

    first = refund_of(pricing, of, {2: 1})
    then = refund_of(pricing, of, {1: 1}, gone={2: 1}, refunded=first.refunded)

    assert (first.refunded, then.refunded) == (cny("0.00"), cny("60.00"))


def test_what_a_policy_kept_goes_back_to_the_lines_it_was_kept_from() -> None:
    of = [offer("SAVE", SAVE_40, after_return=AfterReturn.RECOMPUTE)]
    pricing = price(THREE, of)

    one = restated(pricing, of, {1: 1}, gone={}, refunded={})
    two = restated(pricing, of, {2: 1, 3: 1}, gone={1: 1}, refunded=one.lines)

    assert one.lines == {1: cny("60.00"), 2: cny("0.00"), 3: cny("0.00")}
    assert one.refund.share == cny("86.66")
    assert [step.reason for step in one.rest.steps] == [Reason.THRESHOLD_NOT_MET]
    assert two.lines == {1: cny("26.66"), 2: cny("86.67"), 3: cny("86.67")}


def test_a_charged_discount_is_taken_back_by_what_comes_back_later() -> None:
    of = [offer("SAVE", SAVE_40, after_return=AfterReturn.CHARGE_BACK)]
    pricing = price(THREE, of)

    one = restated(pricing, of, {1: 1}, gone={}, refunded={})
    two = restated(
        pricing, of, {2: 1, 3: 1}, gone={1: 1}, refunded=one.lines, charged=one.refund.charged
    )

    assert one.lines == {1: cny("86.66"), 2: cny("0.00"), 3: cny("0.00")}
    assert one.refund.charged == cny("26.66")
    assert one.lost == {1: cny("0.00"), 2: cny("13.33"), 3: cny("13.33")}
    assert two.lines == {1: cny("0.00"), 2: cny("86.67"), 3: cny("86.67")}
    assert two.refund.charged == cny("-26.66")
    assert two.lost == {1: cny("0.00"), 2: cny("0.00"), 3: cny("0.00")}


lines_sold = st.lists(
    st.tuples(st.integers(0, 30_000), st.integers(1, 6), st.integers(0, 100)),
    min_size=1,
    max_size=4,
)


@settings(max_examples=300, deadline=None)
@given(
    sold=lines_sold,
    threshold=st.integers(1, 60_000),
    saving=st.integers(1, 20_000),
    repeat=st.booleans(),
    pays=st.integers(1, 99),
    policy=st.sampled_from([AfterReturn.RECOMPUTE, AfterReturn.CHARGE_BACK]),
    choices=st.data(),
)
def test_an_order_that_comes_back_in_any_parts_gives_back_what_was_paid_for_each_line(
    sold: list[tuple[int, int, int]],
    threshold: int,
    saving: int,
    repeat: bool,
    pays: int,
    policy: AfterReturn,
    choices: st.DataObject,
) -> None:
    spend = SpendSave(
        cny(f"{threshold / 100:.2f}"), cny(f"{min(saving, threshold) / 100:.2f}"), repeat=repeat
    )
    of = [
        offer("SAVE", spend, after_return=policy),
        offer("LESS", Percentage(Rate.percent(str(pays))), rank=20),
    ]
    pricing = price(
        cart(
            *(
                line(f"L{n}", f"{each / 100:.2f}", quantity, given=f"{each * off // 100 / 100:.2f}")
                for n, (each, quantity, off) in enumerate(sold)
            )
        ),
        of,
    )
    units = [each.line.position for each in pricing.lines for _ in range(each.line.quantity)]
    order = choices.draw(st.permutations(units))
    cuts = sorted(choices.draw(st.sets(st.integers(1, len(units)))) | {len(units)})
    gone: dict[int, int] = {}
    charged = cny("0.00")
    refunded = {each.line.position: cny("0.00") for each in pricing.lines}
    for since, until in pairwise([0, *cuts]):
        part = Counter(order[since:until])
        back = restated(pricing, of, part, gone=gone, refunded=refunded, charged=charged)
        charged += back.refund.charged
        assert charged == total_of(back.lost.values(), "CNY")
        assert min(each.minor for each in back.lines.values()) >= 0
        gone = {place: gone.get(place, 0) + part[place] for place in refunded}
        refunded = {place: refunded[place] + back.lines[place] for place in refunded}
        for each in pricing.lines:
            place = each.line.position
            assert refunded[place] <= each.paid_for(gone[place])

    assert refunded == {each.line.position: each.paid for each in pricing.lines}
    assert charged == cny("0.00")


def test_a_trace_shows_another_price_when_its_figures_were_touched() -> None:
    of = [offer("SAVE", SAVE_40)]
    trace = trace_of(price(THREE, of))

    assert is_replayed(trace, of)
    assert not is_replayed(trace | {"total": "259.99"}, of)
    assert trace["total"] == "260.00"


def test_a_stored_trace_of_another_shape_is_not_read() -> None:
    of = [offer("SAVE", SAVE_40)]
    trace = trace_of(price(THREE, of))

    with pytest.raises(ValueError, match="day such as"):
        replay(trace | {"cart": {"currency": "CNY", "ordered_on": "soon", "counts": "none"}}, of)
