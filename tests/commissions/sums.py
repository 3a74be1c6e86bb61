"""What a term makes of running totals, slowly, in fractions: a part of the oracle."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import Any


def rounded(value: Fraction) -> int:
    """Half a cent up."""
    return floor(value + Fraction(1, 2))


def minor(text: str) -> int:
    return int(Decimal(text) * 100)


def share(percent: str) -> Fraction:
    return Fraction(Decimal(percent)) / 100


def slow_dues(term: Mapping[str, Any], bases: Sequence[int]) -> list[int]:
    """What a period's lines are due, from what running totals come to after and before each."""
    volume = sum(bases)
    totals = [sum(bases[:nth]) for nth in range(len(bases) + 1)]
    earned = [0]
    for before, after in pairwise(totals):
        earned.append(earned[-1] + _one_line(term, before, after, volume))
    if "minimum" in term and earned[-1] < minor(term["minimum"]):
        return [0 for _ in bases]
    paid = []
    for total, so_far in zip(totals, earned, strict=True):
        amount = so_far
        if "cap" in term:
            amount = min(amount, minor(term["cap"]))
        if "floor" in term:
            amount = max(amount, minor(term["floor"]))
        paid.append(amount if total else 0)
    return [after - before for before, after in pairwise(paid)]


def _one_line(term: Mapping[str, Any], before: int, after: int, volume: int) -> int:
    bands = [
        (
            minor(band.get("from", "0")),
            minor(band["until"]) if "until" in band else None,
            share(band.get("percent", "0")),
            minor(band.get("amount", "0")),
        )
        for band in term["bands"]
    ]
    if term["tiers"] != "marginal":
        bands = [one for one in bands if one[0] <= volume and (one[1] is None or volume < one[1])]
    fixed = sum(amount for start, _, _, amount in bands if _arrives(start, before, after))
    if term["tiers"] != "marginal":
        ((_, _, rate, _),) = bands
        return rounded((after - before) * rate) + fixed
    return rounded(_through(bands, after)) - rounded(_through(bands, before)) + fixed


def _arrives(start: int, before: int, after: int) -> bool:
    """Whether a volume reaches a limit with this line, and there is a volume at all."""

    def has_reached(volume: int) -> bool:
        return volume > 0 and volume >= start

    return has_reached(after) and not has_reached(before)


def _through(bands: Sequence[tuple[int, int | None, Fraction, int]], volume: int) -> Fraction:
    earned = Fraction(0)
    for start, until, rate, _ in bands:
        if volume > start:
            earned += (min(volume, until if until is not None else volume) - start) * rate
    return earned
