"""Accounts and transfers as values."""

from datetime import date
from uuid import UUID

import pytest

from tests.factories.ledger import make_account, make_transfer
from tributary.kernel import AccountId, BrandId, Money, TransferId, derived_id, new_id
from tributary.ledger import AccountKind, Balance, Phase, Reason

BRAND = BrandId(UUID(int=1))
BANK, SALES = AccountId(UUID(int=2)), AccountId(UUID(int=3))


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
