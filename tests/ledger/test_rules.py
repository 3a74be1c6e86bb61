"""Accounts, transfers and seals as values."""

import hashlib
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.ledger import make_account, make_transfer
from tributary.kernel import AccountId, BrandId, Money, TransferId, derived_id, new_id
from tributary.ledger import AccountKind, Balance, Phase, Reason
from tributary.ledger.rules import merkle_root, seal_hash

BRAND = BrandId(UUID(int=1))
BANK, SALES = AccountId(UUID(int=2)), AccountId(UUID(int=3))
LEAVES = st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=40, unique=True)


def test_the_id_of_an_account_follows_from_what_it_is() -> None:
    party = UUID(int=9)

    account = make_account(BRAND, AccountKind.RECEIVABLE, counterparty_id=party)

    expected = derived_id(f"account:{BRAND}:{BRAND}:receivable:{party}:CNY")
    assert account.id_in(BRAND) == expected
    assert make_account(BRAND).id_in(BRAND) == derived_id(f"account:{BRAND}:{BRAND}:sales:-:CNY")


@pytest.mark.parametrize("amount", ["0.00", "-0.01"])
def test_a_transfer_moves_a_positive_amount(amount: str) -> None:
    with pytest.raises(ValueError, match="positive amount"):
        make_transfer(BANK, SALES, amount)


def test_a_transfer_needs_two_accounts() -> None:
    with pytest.raises(ValueError, match="two different accounts"):
        make_transfer(BANK, BANK)


def test_only_post_and_void_name_a_pending_transfer() -> None:
    with pytest.raises(ValueError, match="name the pending transfer"):
        make_transfer(BANK, SALES, phase=Phase.VOID)


def test_a_reversal_is_the_mirror_image_in_the_same_journal() -> None:
    sale = make_transfer(BANK, SALES, "12.00", reason=Reason.RECEIPT)

    reversal = sale.reversed_by(TransferId(new_id()), booked_on=date(2026, 2, 1))

    assert (reversal.debit, reversal.credit) == (sale.credit, sale.debit)
    assert (reversal.amount, reversal.journal_id) == (sale.amount, sale.journal_id)
    assert (reversal.reverses_id, reversal.reason) == (sale.id, Reason.REVERSAL)


def test_a_settlement_of_a_pending_transfer_keeps_its_accounts() -> None:
    reserved = make_transfer(BANK, SALES, "12.00", phase=Phase.PENDING)

    posted = reserved.settled_by(
        TransferId(new_id()), Phase.POST, booked_on=date(2026, 2, 1), amount=Money.of("7.00", "CNY")
    )

    assert (posted.debit, posted.credit, posted.pending_id) == (BANK, SALES, reserved.id)
    assert posted.amount == Money.of("7.00", "CNY")


def test_a_balance_reads_from_either_side() -> None:
    seven, two, zero = (Money.of(text, "CNY") for text in ("7.00", "2.00", "0.00"))

    balance = Balance(debits=two, credits=seven, pending_debits=two, pending_credits=zero)

    assert balance.on_credit == Money.of("5.00", "CNY")
    assert balance.on_debit == Money.of("-5.00", "CNY")
    assert balance.available_on_credit == Money.of("3.00", "CNY")


def test_a_root_hashes_pairs_and_moves_an_odd_leaf_up() -> None:
    first, second, third = (bytes([place]) * 32 for place in range(3))

    pair = hashlib.sha256(b"\x01" + first + second).digest()

    assert merkle_root([first, second]) == pair
    assert merkle_root([first, second, third]) == hashlib.sha256(b"\x01" + pair + third).digest()


def test_nothing_has_no_root() -> None:
    with pytest.raises(ValueError, match="no root"):
        merkle_root([])


@given(leaves=LEAVES, place=st.integers(min_value=0), bit=st.integers(0, 255))
def test_any_changed_bit_changes_the_root(leaves: list[bytes], place: int, bit: int) -> None:
    changed = list(leaves)
    target = int.from_bytes(leaves[place % len(leaves)]) ^ (1 << bit)
    changed[place % len(leaves)] = target.to_bytes(32)

    assert merkle_root(changed) != merkle_root(leaves)


@given(leaves=LEAVES, extra=st.binary(min_size=32, max_size=32))
def test_an_added_or_missing_leaf_changes_the_root(leaves: list[bytes], extra: bytes) -> None:
    assert merkle_root([*leaves, extra]) != merkle_root(leaves)


def test_a_seal_depends_on_all_it_says() -> None:
    root, previous = bytes(32), bytes([1]) * 32
    sealed = seal_hash(2, 5, root, previous)

    others = {
        seal_hash(3, 5, root, previous),
        seal_hash(2, 6, root, previous),
        seal_hash(2, 5, previous, previous),
        seal_hash(2, 5, root, root),
    }

    assert len(others) == 4
    assert sealed not in others
