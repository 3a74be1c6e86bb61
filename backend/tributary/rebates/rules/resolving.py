"""Which term of a plan covers a purchase, and why not the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Final

from tributary.rebates.rules.plans import Coverage, RebateDraft, RebateTerm


@dataclass(frozen=True, slots=True)
class Facts:
    """What coverage is decided by."""

    product_group: str
    product: str
    """Its SKU."""
    channel: str
    grade: str
    distributor: str
    """Its code."""


class Outcome(StrEnum):
    """What became of a term for a purchase."""

    COVERS = "covers"
    """It is the first that fits."""
    FITS_LATER = "fits_later"
    """It fits, but an earlier one covers the purchase already."""
    DOES_NOT_FIT = "does_not_fit"


@dataclass(frozen=True, slots=True)
class Resolved:
    """One term as it was looked at."""

    term: RebateTerm
    outcome: Outcome
    misses: Sequence[str] = ()
    """The conditions that do not fit, by the names of `Coverage`."""


_FACT_OF: Final[Mapping[str, str]] = {
    "product_groups": "product_group",
    "products": "product",
    "channels": "channel",
    "grades": "grade",
    "distributors": "distributor",
}


def resolution_of(draft: RebateDraft, facts: Facts) -> list[Resolved]:
    """Return what became of each term, in the order of the plan; at most one covers."""
    resolved: list[Resolved] = []
    is_covered = False
    for term in draft.terms:
        misses = misses_of(term.coverage, facts)
        if misses:
            resolved.append(Resolved(term, Outcome.DOES_NOT_FIT, misses))
            continue
        resolved.append(Resolved(term, Outcome.FITS_LATER if is_covered else Outcome.COVERS))
        is_covered = True
    return resolved


def misses_of(coverage: Coverage, facts: Facts) -> list[str]:
    """Return the conditions that do not fit."""
    return [
        each.name
        for each in fields(Coverage)
        if (allowed := getattr(coverage, each.name))
        and getattr(facts, _FACT_OF[each.name]) not in allowed
    ]
