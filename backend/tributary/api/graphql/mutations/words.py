"""What every module of mutations needs: shared inputs, readers of ids and amounts, who may."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import strawberry

from tributary.api.graphql.engine.deeds import (
    Deed,
    Hands,
    Refused,
    deed,
    input_type,
    optional,
    payload,
    said,
)
from tributary.api.graphql.engine.parameters import ArgumentUnusable, keys_of
from tributary.api.graphql.engine.structure import Amount, CurrencyCode
from tributary.api.graphql.engine.structure import Money as MoneyType
from tributary.api.graphql.policies import (
    ANSWERING,
    APPROVING_PLANS,
    ASSIGNING,
    BANKING,
    BOOKKEEPING,
    COLLECTING,
    DECIDING,
    ESTIMATING,
    GIVEN,
    GOVERNING_CLAIMS,
    IMPORTING,
    LOOKING_AT_PAYOUTS,
    NOBODYS,
    OWN,
    OWNING,
    PLANNING,
    PREPARING_PAYOUTS,
    PROMOTING,
    RELEASING_PAYOUTS,
    SELLING,
    SHIPPING,
    STAFFING,
    STOPPING_PAYOUTS,
)
from tributary.kernel import EXPONENTS, AmountUnreadable, Currency, Money, Period, Refusal

KEY = "Your own name for this request: the same key again gets the same answer, and no second deed."

_MONTH: Final = re.compile(r"[0-9]{4}-[0-9]{2}", re.ASCII)


class AmountInvalid(Refusal):
    """An amount is no amount of its currency.

    Write digits with a point and at most the currency's own decimals, and an ISO 4217 code.
    """


class MonthInvalid(Refusal):
    """The text names no month.

    Write it as 2026-10.
    """


@input_type
class MoneyInput:
    """An exact amount of money."""

    amount: Amount = said('The digits: "1234.50".')
    currency: CurrencyCode = said("Of which currency.")


def money_of(given: MoneyInput) -> Money:
    """Return the amount that was given.

    Refuses:
        AmountInvalid: it is no amount, has too many decimals, or its currency does not exist.
    """
    return amount_of(given.amount, given.currency)


def amount_of(amount: str, code: str) -> Money:
    """Return the amount of a currency.

    Refuses:
        AmountInvalid: it is no amount, has too many decimals, or the currency does not exist.
    """
    try:
        return Money.of(amount, currency_of(code))
    except AmountUnreadable as unreadable:
        raise AmountInvalid(f"{unreadable}.") from unreadable


def currency_of(code: str) -> Currency:
    """Return the currency of a code.

    Refuses:
        AmountInvalid: there is none.
    """
    if code not in EXPONENTS:
        raise AmountInvalid(f"{code!r} is no currency: write an ISO 4217 code such as CNY.")
    return Currency(code)


def month_of(text: str) -> Period:
    """Return the month of a text such as 2026-10.

    Refuses:
        MonthInvalid: it names none.
    """
    try:
        # The regular expression goes first: int() takes blanks and signs.
        return Period.month_named(text if _MONTH.fullmatch(text) else "")
    except ValueError as unreadable:
        raise MonthInvalid(f"{text!r} is not a month: write it as 2026-10.") from unreadable


def period_of(text: str) -> Period:
    """Return the period of a text such as 2026-10, 2026-W47, 2026-Q4 or first..last day.

    Refuses:
        MonthInvalid: it names none.
    """
    try:
        return Period.named(text)
    except ValueError as unreadable:
        raise MonthInvalid(
            f"{text!r} is no period: write it as 2026-10, 2026-W47, 2026-Q4 or first..last day."
        ) from unreadable


def key_of(kind: str, given: str) -> UUID:
    """Return the key in the global id of a type.

    Raises:
        ArgumentUnusable: it is no id of that type.
    """
    return keys_of(given, kind)[0]


def keys(kind: str, given: Sequence[str]) -> list[UUID]:
    """Return the keys in several ids of a type.

    Raises:
        ArgumentUnusable: one of them is no id of that type.
    """
    return keys_of(list(given), kind)


def instant_of(given: datetime) -> datetime:
    """Return an instant that was given.

    Raises:
        ArgumentUnusable: it has no time zone.
    """
    if given.tzinfo is None:
        raise ArgumentUnusable("An instant needs its time zone: 2026-10-01T00:00:00Z.")
    return given


ID = strawberry.ID

__all__ = [
    "ANSWERING",
    "APPROVING_PLANS",
    "ASSIGNING",
    "BANKING",
    "BOOKKEEPING",
    "COLLECTING",
    "DECIDING",
    "ESTIMATING",
    "GIVEN",
    "GOVERNING_CLAIMS",
    "ID",
    "IMPORTING",
    "KEY",
    "LOOKING_AT_PAYOUTS",
    "NOBODYS",
    "OWN",
    "OWNING",
    "PLANNING",
    "PREPARING_PAYOUTS",
    "PROMOTING",
    "RELEASING_PAYOUTS",
    "SELLING",
    "SHIPPING",
    "STAFFING",
    "STOPPING_PAYOUTS",
    "Amount",
    "AmountInvalid",
    "ArgumentUnusable",
    "CurrencyCode",
    "Deed",
    "Hands",
    "MoneyInput",
    "MoneyType",
    "MonthInvalid",
    "Refused",
    "amount_of",
    "currency_of",
    "deed",
    "input_type",
    "instant_of",
    "key_of",
    "keys",
    "money_of",
    "month_of",
    "optional",
    "payload",
    "period_of",
    "said",
]
