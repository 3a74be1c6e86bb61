from dataclasses import replace

import pytest

from tests.factories.promotions import cart, cny, line, offer
from tributary.kernel import Rate
from tributary.promotions import (
    AfterReturn,
    Percentage,
    SpendSave,
    is_replayed,
    price,
    refund_of,
    replay,
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
