from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tributary.identity.rules import SecondPersonMissing, require_second_person
from tributary.kernel import (
    DistributorId,
    Money,
    PayeeAccountId,
    PayoutBatchId,
    PayoutItemId,
    UserId,
    new_id,
)
from tributary.payouts.rules import (
    BATCH_TRANSITIONS,
    ITEM_TRANSITIONS,
    AccountState,
    BatchState,
    Claim,
    FrozenItem,
    ItemState,
    Obstacle,
    Payee,
    PayoutStateForbids,
    items_sha256,
    left,
    obstacle_of,
    require_way,
)

MINIMUM = Money.of("10.00", "USD")


def payee(
    available: str,
    *,
    has_account: bool = True,
    state: AccountState = AccountState.ACTIVE,
    has_other_currency: bool = False,
    held_until: date | None = None,
) -> Payee:
    return Payee(
        distributor_id=DistributorId(new_id()),
        code="D1",
        name="D1",
        available=Money.of(available, "USD"),
        account_id=PayeeAccountId(new_id()) if has_account else None,
        destination="acct_1" if has_account else None,
        account_state=state if has_account else None,
        has_other_currency=has_other_currency,
        held_until=held_until,
    )


@pytest.mark.parametrize(
    ("asked", "obstacle"),
    [
        (payee("10.00"), None),
        (payee("0"), Obstacle.NOTHING_DUE),
        (payee("0", held_until=date(2026, 4, 1)), Obstacle.HELD),
        (payee("10.00", held_until=date(2026, 4, 1)), None),
        (payee("-5.00", held_until=date(2026, 4, 1)), Obstacle.NEGATIVE_BALANCE),
        (payee("-5.00"), Obstacle.NEGATIVE_BALANCE),
        (payee("9.99"), Obstacle.BELOW_MINIMUM),
        (payee("50.00", state=AccountState.ON_HOLD), Obstacle.ON_HOLD),
        (payee("50.00", has_account=False), Obstacle.NO_PAYEE_ACCOUNT),
        (
            payee("50.00", has_account=False, has_other_currency=True),
            Obstacle.CURRENCY_MISMATCH,
        ),
    ],
)
def test_a_payee_is_paid_or_told_why_not(asked: Payee, obstacle: Obstacle | None) -> None:
    assert obstacle_of(asked, MINIMUM) is obstacle


@given(st.sampled_from(ItemState), st.sampled_from(ItemState))
def test_only_listed_ways_lead_from_item_state_to_item_state(
    current: ItemState, following: ItemState
) -> None:
    if following in ITEM_TRANSITIONS[current]:
        require_way(ITEM_TRANSITIONS, current, following, what="Payout")
    else:
        with pytest.raises(PayoutStateForbids):
            require_way(ITEM_TRANSITIONS, current, following, what="Payout")


def test_a_final_item_becomes_nothing_else_except_that_money_comes_back() -> None:
    ways = {state: ITEM_TRANSITIONS[state] for state in ItemState if state.is_final}

    assert {state for state, onwards in ways.items() if onwards} == {ItemState.PAID}


def test_a_cancelled_batch_stays_cancelled() -> None:
    assert BATCH_TRANSITIONS[BatchState.CANCELLED] == frozenset()


def test_the_maker_is_no_second_person_not_even_on_behalf_of_another() -> None:
    maker, other = UserId(new_id()), UserId(new_id())

    require_second_person(maker, (other, None))
    for hands in [(maker, None), (other, maker), (None, None)]:
        with pytest.raises(SecondPersonMissing):
            require_second_person(maker, hands)


def test_the_hash_does_not_ask_for_order_and_sees_every_field() -> None:
    one = FrozenItem(
        PayoutItemId(UUID(int=1)), DistributorId(UUID(int=2)), "acct_1", Money.of("1.00", "USD")
    )
    two = FrozenItem(
        PayoutItemId(UUID(int=3)), DistributorId(UUID(int=4)), "acct_2", Money.of("2.00", "USD")
    )
    moved = FrozenItem(two.item_id, two.distributor_id, "acct_9", two.amount)
    raised = FrozenItem(two.item_id, two.distributor_id, "acct_2", Money.of("2.01", "USD"))

    assert items_sha256([one, two]) == items_sha256([two, one])
    assert len({items_sha256([one, each]) for each in (two, moved, raised)}) == 3


def test_what_a_rail_said_is_kept_without_the_account() -> None:
    claim = Claim(
        item_id=PayoutItemId(new_id()),
        batch_id=PayoutBatchId(new_id()),
        distributor_id=DistributorId(new_id()),
        destination="acct_1NqXabcd4242",
        amount=MINIMUM,
        generation=1,
        fence=1,
        may_send=True,
    )

    outcome = left(claim, ItemState.FAILED, "No such destination: 'acct_1NqXabcd4242'")

    assert outcome.reason == "No such destination: '•••• 4242'"
