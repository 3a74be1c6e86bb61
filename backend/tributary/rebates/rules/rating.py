"""What a term earns back on each purchase of a period: the definition the SQL must agree with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tributary.commissions.rules.rating import CoveredLine, dues_of
from tributary.commissions.rules.terms import Band, ClawBack, Term, Tiers
from tributary.kernel import Currency
from tributary.rebates.rules.plans import Measure, RebateTerm

_MILLION: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Purchase:
    """One billed order line that a term covers, as it is up to some day."""

    net: int
    """What it was bought for after discount, without tax, in minor units; more than nothing."""
    quantity: int
    back: int = 0
    """How much of `net` has come back."""
    units_back: int = 0
    days_to_pay: int | None = None
    """From billing until its order was paid in full; None while any of it is open."""


@dataclass(frozen=True, slots=True)
class Rebate:
    """What one purchase earns back, and what it follows from."""

    amount: int
    """In minor units; never negative."""
    band: int | None
    """Which band, from 1; None where no band holds: growth below nothing, or not paid yet."""
    counted: int
    """What of the purchase the rate is taken of."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """How far it is to the next band."""

    band: Band
    more: int
    """What is still to be bought, in minor units, or in units where units are counted."""


def counted_of(term: RebateTerm, purchase: Purchase) -> int:
    """Return what of a purchase counts, in minor units."""
    return purchase.net - purchase.back if _is_rerated(term) else purchase.net


def figure_of(
    term: RebateTerm, purchases: Sequence[Purchase], *, year_before: int = 0
) -> int | None:
    """Return what decides the band: a volume, units, or parts per million.

    Args:
        term: what covers the purchases; not one by days to pay, which judges each order.
        purchases: all it covers of one distributor and period.
        year_before: the volume of the same period a year before, counted in the same way.

    None where nothing was bought a year before: there is nothing to have grown from.
    """
    volume = sum(counted_of(term, each) for each in purchases)
    match term.measure:
        case Measure.UNITS:
            came_back = sum(each.units_back for each in purchases) if _is_rerated(term) else 0
            return sum(each.quantity for each in purchases) - came_back
        case Measure.GROWTH:
            return (volume - year_before) * _MILLION // year_before if year_before else None
        case Measure.TARGET:
            return volume * _MILLION // (term.target or 1)
        case _:
            return volume


def rebates_of(
    term: RebateTerm,
    purchases: Sequence[Purchase],
    currency: Currency,
    *,
    year_before: int = 0,
) -> list[Rebate]:
    """Return what each purchase of one distributor and period earns back.

    Args:
        term: a term without faults.
        purchases: all it covers, in the order of the day they were billed and of their ids.
        currency: of all amounts.
        year_before: the volume of the same period a year before, counted in the same way.

    >>> from tributary.commissions.rules.terms import Every
    >>> from tributary.kernel import Rate
    >>> bands = [Band(Rate.percent("1"), 0, 1_000_000), Band(Rate.percent("3"), 1_000_000)]
    >>> term = RebateTerm("volume", Measure.VOLUME, Tiers.WHOLE, Every.MONTH, bands)
    >>> cny = Currency("CNY")
    >>> [each.amount for each in rebates_of(term, [Purchase(999_999, 1), Purchase(1, 1)], cny)]
    [30000, 0]
    """
    if term.measure is Measure.DAYS_TO_PAY:
        return [_by_days(term, each, currency) for each in purchases]
    if term.tiers is Tiers.MARGINAL:
        return _rated(term.as_bonus(currency), term, purchases)
    place = place_of(term.bands, figure_of(term, purchases, year_before=year_before))
    if place is None:
        return [Rebate(0, None, counted_of(term, each)) for each in purchases]
    flat = _rated(term.at_rate_of(term.bands[place - 1], currency), term, purchases)
    return [Rebate(each.amount, place, each.counted) for each in flat]


def next_step(
    term: RebateTerm, purchases: Sequence[Purchase], *, year_before: int = 0
) -> NextStep | None:
    """Return what is missing to the next band; None in the last one, and by days to pay."""
    if term.measure is Measure.DAYS_TO_PAY:
        return None
    figure = figure_of(term, purchases, year_before=year_before)
    following = [band for band in term.bands if figure is not None and band.start > figure]
    if figure is None or not following:
        return None
    band = following[0]
    if not term.measure.is_share:
        return NextStep(band, band.start - figure)
    whole = year_before if term.measure is Measure.GROWTH else term.target or 1
    base = year_before if term.measure is Measure.GROWTH else 0
    # Rounded up: a cent less would still be in the band before.
    needed = base + -(-band.start * whole // _MILLION)
    return NextStep(band, needed - sum(counted_of(term, each) for each in purchases))


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a period comes to, and earns back by that."""

    volume: int
    """What counts of the purchases, in minor units."""
    amount: int
    band: int | None
    """Which band decides, from 1; None by days to pay, and where none holds."""


def outlook_of(
    term: RebateTerm,
    purchases: Sequence[Purchase],
    currency: Currency,
    *,
    year_before: int = 0,
) -> Outlook:
    """Return what the purchases of one distributor and period come to; see rebates_of.

    >>> from tributary.commissions.rules.terms import Every
    >>> from tributary.kernel import Rate
    >>> bands = [Band(Rate.percent("1"), 0, 1_000_000), Band(Rate.percent("3"), 1_000_000)]
    >>> term = RebateTerm("volume", Measure.VOLUME, Tiers.WHOLE, Every.MONTH, bands)
    >>> outlook_of(term, [Purchase(999_999, 1), Purchase(1, 1)], Currency("CNY"))
    Outlook(volume=1000000, amount=30000, band=2)
    """
    volume = sum(counted_of(term, each) for each in purchases)
    rated = rebates_of(term, purchases, currency, year_before=year_before)
    is_judged_alone = term.measure is Measure.DAYS_TO_PAY
    figure = None if is_judged_alone else figure_of(term, purchases, year_before=year_before)
    return Outlook(volume, sum(each.amount for each in rated), place_of(term.bands, figure))


def place_of(bands: Sequence[Band], figure: int | None) -> int | None:
    """Return which band a figure lies in, from 1; None below the first."""
    if figure is None or figure < 0:
        return None
    return sum(band.start <= figure for band in bands)


def _is_rerated(term: RebateTerm) -> bool:
    return term.claw_back is ClawBack.RERATE


def _rated(bonus: Term, term: RebateTerm, purchases: Sequence[Purchase]) -> list[Rebate]:
    lines = [CoveredLine(each.net, each.net, each.back) for each in purchases]
    dues = dues_of(bonus, lines)
    return [
        Rebate(due.amount, due.band, counted_of(term, each))
        for due, each in zip(dues, purchases, strict=True)
    ]


def _by_days(term: RebateTerm, purchase: Purchase, currency: Currency) -> Rebate:
    counted = counted_of(term, purchase)
    place = place_of(term.bands, purchase.days_to_pay)
    if place is None:
        return Rebate(0, None, counted)
    bonus = term.at_rate_of(term.bands[place - 1], currency)
    return Rebate(_rated(bonus, term, [purchase])[0].amount, place, counted)
