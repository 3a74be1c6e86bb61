from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tributary.kernel import Currency, Money, ReceivableId
from tributary.receivables import (
    Bucket,
    OpenAmount,
    ageing_of,
    bucket_of,
    instalments_of,
    spread,
)

CNY = Currency("CNY")
DUE = date(2026, 3, 1)

amounts = st.integers(min_value=0, max_value=10**9)


def cny(minor: int) -> Money:
    return Money(minor, CNY)


@pytest.mark.parametrize(
    ("days", "bucket"),
    [
        (-1, Bucket.NOT_DUE),
        (0, Bucket.NOT_DUE),
        (1, Bucket.DAYS_1_30),
        (30, Bucket.DAYS_1_30),
        (31, Bucket.DAYS_31_60),
        (60, Bucket.DAYS_31_60),
        (61, Bucket.DAYS_61_90),
        (90, Bucket.DAYS_61_90),
        (91, Bucket.DAYS_OVER_90),
    ],
)
def test_the_golden_days_fall_into_their_buckets(days: int, bucket: Bucket) -> None:
    assert bucket_of(DUE, as_of=DUE + timedelta(days=days)) is bucket


@given(net=amounts, tax=amounts, freight=amounts, count=st.integers(min_value=1, max_value=60))
def test_instalments_and_their_legs_add_up_to_the_order(
    net: int, tax: int, freight: int, count: int
) -> None:
    if net + tax + freight == 0:
        return

    parts = instalments_of(sales=cny(net), tax=cny(tax), freight=cny(freight), count=count)

    assert sum(part.sales.minor for part in parts) == net
    assert sum(part.tax.minor for part in parts) == tax
    assert sum(part.freight.minor for part in parts) == freight
    assert all(min(p.sales.minor, p.tax.minor, p.freight.minor) >= 0 for p in parts)
    totals = [part.total.minor for part in parts]
    assert min(totals) > 0
    assert max(totals) - min(totals) <= 1
    assert totals == sorted(totals, reverse=True)


@given(
    st.lists(st.tuples(st.integers(min_value=-200, max_value=200), amounts), max_size=20),
    amounts,
)
def test_buckets_partition_the_open_items(items: list[tuple[int, int]], credit: int) -> None:
    open_amounts = [
        OpenAmount(ReceivableId(UUID(int=place)), DUE + timedelta(days=days), cny(minor))
        for place, (days, minor) in enumerate(items)
    ]

    ageing = ageing_of(open_amounts, unapplied=cny(credit), as_of=DUE)

    assert ageing.items.minor == sum(minor for _, minor in items)
    assert ageing.balance == ageing.not_due + ageing.overdue - ageing.unapplied


@given(amount=amounts, opens=st.lists(st.integers(min_value=0, max_value=10**8), max_size=8))
def test_money_spreads_in_order_and_never_beyond_what_is_open(
    amount: int, opens: list[int]
) -> None:
    items = [
        OpenAmount(ReceivableId(UUID(int=place)), DUE, cny(minor))
        for place, minor in enumerate(opens)
    ]

    parts = spread(cny(amount), items)

    assert sum(part.minor for _, part in parts) == min(amount, sum(opens))
    assert all(0 < part.minor <= opens[item.int] for item, part in parts)
    full = [item for item, part in parts[:-1] if part.minor != opens[item.int]]
    assert full == []
