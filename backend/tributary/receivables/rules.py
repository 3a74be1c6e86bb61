"""How an order becomes instalments, how money spreads over open items, how old they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from tributary.kernel import Currency, Money, ReceivableId

FIRST_BUCKET_LAST_DAY: Final = 30
SECOND_BUCKET_LAST_DAY: Final = 60
THIRD_BUCKET_LAST_DAY: Final = 90

LANES: Final = 8
"""Rows of the roll-up beside each other for one day, so that not all debtors wait for one."""


class ApplicationSource(StrEnum):
    """What closed a receivable: money, a credit note, a rebate, or credit without a document."""

    RECEIPT = "receipt"
    CREDIT_NOTE = "credit_note"
    CREDIT = "credit"
    REBATE = "rebate"


class Bucket(StrEnum):
    """How long an item has been due; due today is not due."""

    NOT_DUE = "not_due"
    DAYS_1_30 = "days_1_30"
    DAYS_31_60 = "days_31_60"
    DAYS_61_90 = "days_61_90"
    DAYS_OVER_90 = "days_over_90"


@dataclass(frozen=True, slots=True)
class Legs:
    """One instalment of an order, by what it is owed for; together they are the instalment."""

    sales: Money
    tax: Money
    freight: Money

    @property
    def total(self) -> Money:
        """The amount of the instalment."""
        return self.sales + self.tax + self.freight


@dataclass(frozen=True, slots=True)
class OpenAmount:
    """What is still open of one receivable."""

    receivable_id: ReceivableId
    due_on: date
    amount: Money


@dataclass(frozen=True, slots=True)
class Ageing:
    """Open items of a pair by age; items less unapplied credit are what the pair owes net."""

    not_due: Money
    days_1_30: Money
    days_31_60: Money
    days_61_90: Money
    days_over_90: Money
    unapplied: Money

    @property
    def overdue(self) -> Money:
        """Everything past its due day."""
        return self.days_1_30 + self.days_31_60 + self.days_61_90 + self.days_over_90

    @property
    def items(self) -> Money:
        """All open items: the balance of the receivable account."""
        return self.not_due + self.overdue

    @property
    def balance(self) -> Money:
        """What is owed net of credit that nobody has applied yet."""
        return self.items - self.unapplied


def instalments_of(*, sales: Money, tax: Money, freight: Money, count: int) -> list[Legs]:
    """Split an order into equal instalments; parts and legs both add up to the order.

    The first instalments carry the units that do not divide. Tax and freight follow the size of
    the instalments, and no leg is ever negative. An order of fewer units than instalments has
    one instalment per unit.

    >>> three = [Money(minor, "EUR") for minor in (800, 160, 40)]
    >>> [str(part.total) for part in instalments_of(
    ...     sales=three[0], tax=three[1], freight=three[2], count=3)]
    ['3.34 EUR', '3.33 EUR', '3.33 EUR']
    """
    total = sales + tax + freight
    parts = total.allocate([1] * min(count, total.minor))
    taxes = tax.allocate([part.minor for part in parts])
    rests = [part - taxed for part, taxed in zip(parts, taxes, strict=True)]
    freights = (
        freight.allocate([rest.minor for rest in rests]) if freight else [freight] * len(parts)
    )
    return [
        Legs(sales=rest - freighted, tax=taxed, freight=freighted)
        for rest, taxed, freighted in zip(rests, taxes, freights, strict=True)
    ]


def bucket_of(due_on: date, *, as_of: date) -> Bucket:
    """Return how long an item has been due at the end of a day.

    >>> bucket_of(date(2026, 3, 1), as_of=date(2026, 3, 31))
    <Bucket.DAYS_1_30: 'days_1_30'>
    """
    days = (as_of - due_on).days
    if days <= 0:
        return Bucket.NOT_DUE
    if days <= FIRST_BUCKET_LAST_DAY:
        return Bucket.DAYS_1_30
    if days <= SECOND_BUCKET_LAST_DAY:
        return Bucket.DAYS_31_60
    return Bucket.DAYS_61_90 if days <= THIRD_BUCKET_LAST_DAY else Bucket.DAYS_OVER_90


def ageing_of(items: Iterable[OpenAmount], *, unapplied: Money, as_of: date) -> Ageing:
    """Sort open items into buckets; every item lands in exactly one."""
    sums = {bucket: Money.zero(unapplied.currency) for bucket in Bucket}
    for item in items:
        sums[bucket_of(item.due_on, as_of=as_of)] += item.amount
    return Ageing(
        not_due=sums[Bucket.NOT_DUE],
        days_1_30=sums[Bucket.DAYS_1_30],
        days_31_60=sums[Bucket.DAYS_31_60],
        days_61_90=sums[Bucket.DAYS_61_90],
        days_over_90=sums[Bucket.DAYS_OVER_90],
        unapplied=unapplied,
    )


def spread(amount: Money, items: Sequence[OpenAmount]) -> list[tuple[ReceivableId, Money]]:
    """Spread money over open items in their order, each one filled before the next.

    >>> from uuid import UUID
    >>> item = OpenAmount(ReceivableId(UUID(int=1)), date(2026, 3, 1), Money(300, "EUR"))
    >>> [str(part) for _, part in spread(Money(1000, "EUR"), [item])]
    ['3.00 EUR']
    """
    left = amount
    parts: list[tuple[ReceivableId, Money]] = []
    for item in items:
        part = min(left, item.amount)
        if part.minor > 0:
            parts.append((item.receivable_id, part))
            left -= part
    return parts


def nothing(currency: Currency) -> Ageing:
    """Return the ageing of a pair that owes nothing."""
    return ageing_of([], unapplied=Money(0, currency), as_of=date.min)
