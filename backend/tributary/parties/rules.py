"""When an amount is due under given terms, and what a party must be like."""

import calendar
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from tributary.kernel import BrandId, DistributorId, PartyId, Refusal, derived_id

BRAND_CODE: Final = "BRAND"
"""The code of the brand's own party."""

DAWN: Final = date(1900, 1, 1)
"""The day since which the brand itself stands in its tree; nobody joins before."""

LANGUAGES: Final = ("zh", "en")
CODE_MAX: Final = 100
DAYS_MAX: Final = 3650
INSTALMENTS_MAX: Final = 60
MONTH_DAYS_MAX: Final = 31
MONTHS_PER_YEAR: Final = 12
NAMED_MAX: Final = 3
"""How many offenders a message names before it only counts the rest."""


class PartyInvalid(Refusal):
    """A party's code, name, language or first day cannot be used.

    Correct the field that the message names.
    """


class TermsInvalid(Refusal):
    """Payment terms have days or instalments outside of what makes sense.

    Correct the field that the message names.
    """


class PartyKind(StrEnum):
    """What somebody is to the brand."""

    BRAND = "brand"
    DISTRIBUTOR = "distributor"
    ACQUIRER = "acquirer"
    PROVIDER = "provider"


class StartEvent(StrEnum):
    """What starts the clock of payment terms."""

    SHIPMENT = "shipment"
    ORDER = "order"


class TermsRule(StrEnum):
    """How the due date follows from the start."""

    NET_DAYS = "net_days"
    MONTH_END_PLUS = "month_end_plus"
    DAY_OF_MONTH = "day_of_month"


@dataclass(frozen=True, slots=True)
class Terms:
    """When a debtor pays: what starts the clock, the rule, and in how many monthly parts.

    `days` is counted by the rule: days after the start, days after the end of the start's month,
    or the day of the month on which payment is expected.
    """

    start_event: StartEvent
    rule: TermsRule
    days: int
    instalments: int = 1

    def __post_init__(self) -> None:
        lowest, highest = (
            (1, MONTH_DAYS_MAX) if self.rule == TermsRule.DAY_OF_MONTH else (0, DAYS_MAX)
        )
        if not lowest <= self.days <= highest:
            raise TermsInvalid(
                f"Terms by {self.rule} take {lowest} to {highest} days, not {self.days}."
            )
        if not 1 <= self.instalments <= INSTALMENTS_MAX:
            raise TermsInvalid(
                f"Terms take 1 to {INSTALMENTS_MAX} instalments, not {self.instalments}."
            )

    def due_dates(self, start: date) -> list[date]:
        """Return when each instalment is due that follows from a start."""
        return [
            due_on(self.rule, self.days, start, instalment)
            for instalment in range(1, self.instalments + 1)
        ]


@dataclass(frozen=True, slots=True)
class DistributorDraft:
    """A distributor about to be registered."""

    code: str
    name: str
    parent_id: PartyId
    """The upline: the brand's own party, a distributor, or one of the same list."""
    grade: str
    since: date
    language: str = "zh"
    email: str | None = None
    phone: str | None = None
    address: str | None = None


def party_id_of(brand_id: BrandId, code: str) -> PartyId:
    """Return the id of the party that a code names, whether or not it exists yet."""
    if code == BRAND_CODE:
        return PartyId(brand_id)
    return PartyId(derived_id("party", brand_id, code))


def distributor_id_of(brand_id: BrandId, code: str) -> DistributorId:
    """Return the same id as what it is for a distributor."""
    return DistributorId(party_id_of(brand_id, code))


def due_on(rule: TermsRule, days: int, start: date, instalment: int = 1) -> date:
    """Return when an instalment is due; the k-th falls k - 1 months after the first.

    A month that lacks the day ends the payment on its last day. The given day of a month is the
    next one strictly after the start. The database has the same function, `terms_due_on`.

    >>> due_on(TermsRule.NET_DAYS, 30, date(2026, 1, 1), instalment=2)
    datetime.date(2026, 2, 28)
    >>> due_on(TermsRule.MONTH_END_PLUS, 10, date(2026, 1, 30))
    datetime.date(2026, 2, 10)
    >>> due_on(TermsRule.DAY_OF_MONTH, 31, date(2026, 1, 31))
    datetime.date(2026, 2, 28)
    """
    if rule == TermsRule.NET_DAYS:
        first = start + timedelta(days=days)
        return _in_month(first, instalment - 1, first.day)
    if rule == TermsRule.MONTH_END_PLUS:
        return _in_month(start, instalment - 1, MONTH_DAYS_MAX) + timedelta(days=days)
    is_still_ahead = _in_month(start, 0, days) > start
    return _in_month(start, instalment - 1 if is_still_ahead else instalment, days)


def require_party(*, code: str, name: str, language: str, since: date = DAWN) -> None:
    """Make sure that a party can be registered.

    Refuses:
        PartyInvalid: code or name is missing or padded, the language is not ours, or the first
            day lies before all others.
    """
    if not code or code != code.strip() or len(code) > CODE_MAX:
        raise PartyInvalid(
            f"Code {code!r} of {name!r} cannot be used: write 1 to {CODE_MAX} characters without "
            "blanks around them."
        )
    if not name.strip():
        raise PartyInvalid(f"Party {code} has no name: give it one.")
    if language not in LANGUAGES:
        raise PartyInvalid(f"Language {language!r} of {code} is not offered: choose zh or en.")
    if since < DAWN:
        raise PartyInvalid(f"{code} cannot join on {since}: choose a day from {DAWN} on.")


def looped(parents: Mapping[PartyId, PartyId]) -> list[PartyId]:
    """Return the parties of one cycle among the given uplines, or nothing if there is none."""
    cleared: set[PartyId] = set()
    for start in parents:
        trail: dict[PartyId, None] = {}
        here = start
        while here in parents and here not in cleared:
            if here in trail:
                members = list(trail)
                return members[members.index(here) :]
            trail[here] = None
            here = parents[here]
        cleared.update(trail)
    return []


def repeated(codes: Iterable[str]) -> list[str]:
    """Return each code that comes more than once, in the order of its first coming.

    >>> repeated(["A", "B", "A", "A"])
    ['A']
    """
    return [code for code, times in Counter(codes).items() if times > 1]


def named(offenders: Sequence[str]) -> str:
    """Return the first offenders by name and the count of the others.

    >>> named(["A", "B", "C", "D", "E"])
    'A, B, C and 2 more'
    """
    shown = ", ".join(offenders[:NAMED_MAX])
    hidden = len(offenders) - NAMED_MAX
    return f"{shown} and {hidden} more" if hidden > 0 else shown


def _in_month(day: date, months: int, day_of_month: int) -> date:
    """Return a day of the month that lies some months later, clipped to its length."""
    ordinal = day.year * MONTHS_PER_YEAR + day.month - 1 + months
    year, month = divmod(ordinal, MONTHS_PER_YEAR)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day_of_month, last))
