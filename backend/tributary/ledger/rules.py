"""What an account, a transfer and a balance are."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from tributary.kernel import (
    AccountId,
    BrandId,
    Currency,
    JournalId,
    Money,
    TransferId,
    derived_id,
)


class AccountKind(StrEnum):
    """What an account counts; its book belongs to a party, its counterparty is who is across."""

    RECEIVABLE = "receivable"
    """What the counterparty owes the book's owner; a debit balance."""
    CUSTOMER_CREDIT = "customer_credit"
    """What the book's owner owes back to the counterparty; a credit balance, never overdrawn."""
    SALES = "sales"
    SALES_RETURNS = "sales_returns"
    TAX_PAYABLE = "tax_payable"
    FREIGHT_INCOME = "freight_income"
    CLEARING = "clearing"
    """Money at a provider, the counterparty; returns to zero in time."""
    PAYMENT_FEES = "payment_fees"
    COMMISSION_EXPENSE = "commission_expense"
    COMMISSION_PAYABLE = "commission_payable"
    """What a distributor has earned; a credit balance, a debit one after a clawback."""
    REBATE_EXPENSE = "rebate_expense"
    REBATE_PAYABLE = "rebate_payable"
    """What a distributor may use of its rebates; a debit balance if some used was taken back."""
    REBATE_LAPSED = "rebate_lapsed"
    """Rebates that were not used in time: an income."""
    BANK = "bank"


class Phase(StrEnum):
    """What a transfer does to money: move it, reserve it, or settle a reservation."""

    POSTED = "posted"
    PENDING = "pending"
    """Reserves the amount until one transfer posts or voids it."""
    POST = "post"
    """Moves up to the pending amount and gives the whole reservation back."""
    VOID = "void"
    """Gives the whole reservation back and moves nothing."""


class Reason(StrEnum):
    """Why money moved."""

    RECEIVABLE_RAISED = "receivable_raised"
    DISCOUNT_LOST = "discount_lost"
    """A discount that what stays after a return does not earn was charged."""
    CREDIT_NOTE = "credit_note"
    RECEIPT = "receipt"
    APPLICATION = "application"
    PAYMENT_FEE = "payment_fee"
    REFUND = "refund"
    DISPUTE = "dispute"
    COMMISSION = "commission"
    COMMISSION_REVERSAL = "commission_reversal"
    REBATE = "rebate"
    REBATE_REVERSAL = "rebate_reversal"
    REBATE_USE = "rebate_use"
    """A rebate became credit for open items."""
    REBATE_PAYOUT = "rebate_payout"
    """A rebate became a part of what is paid out."""
    REBATE_LAPSE = "rebate_lapse"
    PAYOUT = "payout"
    TRANSFER_FEE = "transfer_fee"
    REVERSAL = "reversal"
    ADJUSTMENT = "adjustment"


class Side(StrEnum):
    """The direction of money in an account; amounts themselves are never negative."""

    DEBIT = "debit"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Account:
    """A place in one party's book where one currency is counted."""

    book_id: UUID
    """The party whose book it is."""
    kind: AccountKind
    counterparty_id: UUID | None
    """The party across, where the kind has one."""
    currency: Currency

    def id_in(self, brand_id: BrandId) -> AccountId:
        """Return the id that follows from what the account is; SQL: `ledger_account_id`."""
        across = "-" if self.counterparty_id is None else self.counterparty_id
        parts = ("account", brand_id, self.book_id, self.kind.value, across, self.currency)
        return AccountId(derived_id(*parts))


@dataclass(frozen=True, slots=True)
class Transfer:
    """Money from one account to another: balanced by construction, because it is one row.

    The caller makes the id before the first try: posting the same transfer again changes nothing.
    """

    id: TransferId
    journal_id: JournalId
    """Groups the legs of one business fact, such as goods, tax and freight of an order."""
    debit: AccountId
    credit: AccountId
    amount: Money
    reason: Reason
    booked_on: date
    subject_id: UUID | None = None
    """The document the money moved for."""
    phase: Phase = Phase.POSTED
    pending_id: TransferId | None = None
    reverses_id: TransferId | None = None

    def __post_init__(self) -> None:
        if self.amount.minor <= 0:
            message = f"a transfer moves a positive amount, not {self.amount}: swap the accounts"
            raise ValueError(message)
        if self.debit == self.credit:
            raise ValueError("a transfer moves money between two different accounts")
        if (self.pending_id is not None) != (self.phase in {Phase.POST, Phase.VOID}):
            raise ValueError("post and void name the pending transfer they settle, others do not")

    def reversed_by(self, reversal_id: TransferId, *, booked_on: date) -> "Transfer":
        """Return the mirror image that undoes this transfer, in the same journal."""
        return replace(
            self,
            id=reversal_id,
            debit=self.credit,
            credit=self.debit,
            reason=Reason.REVERSAL,
            booked_on=booked_on,
            phase=Phase.POSTED,
            pending_id=None,
            reverses_id=self.id,
        )

    def settled_by(
        self,
        settling_id: TransferId,
        phase: Phase,
        *,
        booked_on: date,
        amount: Money | None = None,
    ) -> "Transfer":
        """Return the transfer that posts or voids this pending one, in the same journal."""
        return replace(
            self,
            id=settling_id,
            amount=amount or self.amount,
            booked_on=booked_on,
            phase=phase,
            pending_id=self.id,
        )


@dataclass(frozen=True, slots=True)
class Posting:
    """How many transfers of a batch are new, and how many had been posted before."""

    created: int
    existing: int


@dataclass(frozen=True, slots=True)
class Balance:
    """What an account has seen: totals by direction, and what is reserved."""

    debits: Money
    credits: Money
    pending_debits: Money
    pending_credits: Money

    @classmethod
    def nothing(cls, code: Currency) -> "Balance":
        """Return the balance of an account that has seen nothing."""
        zero = Money.zero(code)
        return cls(zero, zero, zero, zero)

    @property
    def on_debit(self) -> Money:
        """Debits less credits: what a receivable or a bank account holds."""
        return self.debits - self.credits

    @property
    def on_credit(self) -> Money:
        """Credits less debits: what a payable or an income account holds."""
        return self.credits - self.debits

    @property
    def available_on_credit(self) -> Money:
        """What a payable still holds when every reservation against it is executed."""
        return self.on_credit - self.pending_debits
