from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tributary.kernel import Currency, Money, ReceivableId
from tributary.payments import AskedItem
from tributary.payments.rules import (
    EVENT_TRANSITIONS,
    LINK_TRANSITIONS,
    RECEIPT_TRANSITIONS,
    REFUND_TRANSITIONS,
    SESSION_LIFE,
    SESSION_LIFE_MIN,
    SESSION_TRANSITIONS,
    applied_parts,
    due_of,
    expiry_of_session,
    may_become,
    reversal_for,
)

CNY = Currency("CNY")
minors = st.integers(min_value=0, max_value=10**9)


def cny(minor: int) -> Money:
    return Money(minor, CNY)


def asked(place: int, wanted: int, paid: int, still_open: int) -> AskedItem:
    return AskedItem(
        receivable_id=ReceivableId(UUID(int=place)),
        number=f"AR-{place}",
        order_number=None,
        due_on=date(2026, 1, 5),
        asked=cny(wanted),
        paid=cny(paid),
        open=cny(still_open),
    )


items = st.lists(st.tuples(minors, minors, minors), min_size=1, max_size=8).map(
    lambda rows: [asked(place, *row) for place, row in enumerate(rows)]
)


@pytest.mark.parametrize(
    "transitions",
    [
        EVENT_TRANSITIONS,
        LINK_TRANSITIONS,
        RECEIPT_TRANSITIONS,
        REFUND_TRANSITIONS,
        SESSION_TRANSITIONS,
    ],
)
def test_every_state_has_its_edges_and_none_leads_to_itself(
    transitions: dict[StrEnum, frozenset[StrEnum]],
) -> None:
    kind = type(next(iter(transitions)))

    assert set(transitions) == set(kind)
    assert [state for state in kind if may_become(transitions, state, state)] == []


@given(amount=minors, rows=items)
def test_a_payment_closes_what_was_asked_first_and_never_more_than_is_open(
    amount: int, rows: list[AskedItem]
) -> None:
    parts = dict(applied_parts(cny(amount), rows))

    by_id = {item.receivable_id: item for item in rows}
    applied = sum(part.minor for part in parts.values())
    assert applied == min(amount, sum(item.open.minor for item in rows))
    assert all(0 < part.minor <= by_id[item].open.minor for item, part in parts.items())
    if amount >= due_of(rows).minor:
        assert all(parts.get(item.receivable_id, cny(0)) >= item.due for item in rows)


@given(
    shortage=st.integers(min_value=1, max_value=10**6),
    amounts=st.lists(st.integers(min_value=1, max_value=10**6), min_size=1, max_size=9),
)
def test_a_refund_frees_exactly_what_it_needs_from_the_newest(
    shortage: int, amounts: list[int]
) -> None:
    needed = min(shortage, sum(amounts))
    newest_first = [
        (UUID(int=place), ReceivableId(UUID(int=place)), cny(minor))
        for place, minor in enumerate(amounts)
    ]

    plan = reversal_for(cny(needed), newest_first)

    taken = sum(amounts[each.int] for each in plan.application_ids)
    again = 0 if plan.again is None else plan.again[1].minor
    assert taken - again == needed
    assert (
        list(plan.application_ids)
        == [each for each, _, _ in newest_first][: len(plan.application_ids)]
    )
    assert again < amounts[len(plan.application_ids) - 1]


def test_a_session_never_outlives_the_providers_day_nor_ends_too_soon() -> None:
    assert expiry_of_session(begun_at_to_link_end=timedelta(days=9)) == SESSION_LIFE
    assert expiry_of_session(begun_at_to_link_end=timedelta(hours=2)) == timedelta(hours=2)
    assert expiry_of_session(begun_at_to_link_end=timedelta(minutes=1)) == SESSION_LIFE_MIN
