"""How far a period is under a term, and what it would earn with more: the engine's definition."""

from collections.abc import Sequence
from dataclasses import dataclass

from tributary.commissions.rules.rating import CoveredLine, dues_of
from tributary.commissions.rules.terms import ClawBack, Earner, Term


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one beneficiary is under a term in a rating period."""

    volume: int
    """What counts of the period so far."""
    earned: int
    """What is due by it, once all of it is paid where money earns."""
    band: int
    """The band the volume lies in, from 1."""


@dataclass(frozen=True, slots=True)
class NextBand:
    """The band after the one a volume lies in."""

    band: int
    """Its place, from 1."""
    more: int
    """What still has to be sold to reach it."""
    then: Progress
    """How far it is when just that is sold."""


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where a distributor stands: what decides by which terms it may earn."""

    level: int
    """1 is directly under the brand."""
    depths: frozenset[int]
    """At which distances others stand below it."""
    grades: frozenset[str]

    def may_earn_by(self, term: Term) -> bool:
        """Tell whether a sale of its own, or of somebody below it, could earn it by a term.

        >>> from tributary.commissions.rules.terms import Band, Conditions, TermKind, Tiers
        >>> from tributary.kernel import Currency, Rate
        >>> term = Term("up", TermKind.BONUS, Earner.ABOVE, Tiers.FLAT, [Band(Rate(1))],
        ...             Currency("CNY"), conditions=Conditions(depths=frozenset({2})))
        >>> Standpoint(1, frozenset({1}), frozenset()).may_earn_by(term)
        False
        """
        on = term.conditions
        if on.grades and not on.grades & self.grades:
            return False
        if term.earner is Earner.SELLER:
            return not on.levels or self.level in on.levels
        return bool(on.depths & self.depths if on.depths else self.depths)


def progress_of(term: Term, lines: Sequence[CoveredLine], *, more: int = 0) -> Progress:
    """Return how far a period is, by the definition that commissions are booked by.

    Args:
        term: a term without faults.
        lines: all it covers of one beneficiary and period, in the order they were billed.
        more: what is supposed to be sold beside them, of what counts, in minor units.

    >>> from tributary.commissions.rules.terms import Band, TermKind, Tiers
    >>> from tributary.kernel import Currency, Rate
    >>> bands = [Band(Rate.percent("5"), 0, 10_000), Band(Rate.percent("8"), 10_000)]
    >>> term = Term("volume", TermKind.COMMISSION, Earner.SELLER, Tiers.WHOLE, bands,
    ...             Currency("CNY"))
    >>> progress_of(term, [CoveredLine(9_000, 9_000)], more=1_000)
    Progress(volume=10000, earned=800, band=2)
    """
    supposed = [*lines, CoveredLine(more, more)] if more else lines
    is_rerated = term.claw_back is ClawBack.RERATE
    volume = sum(line.left if is_rerated else line.base for line in supposed)
    earned = sum(due.amount for due in dues_of(term, supposed))
    return Progress(volume, earned, sum(band.start <= volume for band in term.bands))


def next_band(term: Term, lines: Sequence[CoveredLine]) -> NextBand | None:
    """Return what is missing to the next band and what it would bring; None in the last one.

    >>> from tributary.commissions.rules.terms import Band, TermKind, Tiers
    >>> from tributary.kernel import Currency, Rate
    >>> bands = [Band(Rate.percent("5"), 0, 10_000), Band(Rate.percent("8"), 10_000)]
    >>> term = Term("volume", TermKind.COMMISSION, Earner.SELLER, Tiers.WHOLE, bands,
    ...             Currency("CNY"))
    >>> found = next_band(term, [CoveredLine(9_000, 9_000)])
    >>> (found.more, found.then.earned)
    (1000, 800)
    """
    volume = progress_of(term, lines).volume
    for place, band in enumerate(term.bands, start=1):
        if band.start > volume:
            more = band.start - volume
            return NextBand(place, more, progress_of(term, lines, more=more))
    return None
