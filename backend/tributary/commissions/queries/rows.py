"""A version of a plan as the rows of its tables, to be stored or only to be tried."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tributary.commissions.rules import PlanDraft, Term, document_of
from tributary.kernel import BrandId, PlanId, derived_id

Columns = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class PlanRows:
    """The rows of one version, in the order in which they refer to each other."""

    plans: Sequence[Columns]
    plan_rates: Sequence[Columns]
    plan_terms: Sequence[Columns]
    plan_bands: Sequence[Columns]


def rows_of(
    draft: PlanDraft, *, brand_id: BrandId, plan_id: PlanId, version: int, at: datetime
) -> PlanRows:
    """Return what a version of a plan is stored as."""
    key = {"brand_id": brand_id, "plan_id": plan_id}
    plan = {
        "brand_id": brand_id,
        "id": plan_id,
        "code": draft.code,
        "version": version,
        "name": draft.name,
        "base": draft.base.value,
        "earning_event": draft.earned_on.value,
        "hold_days": draft.hold_days,
        "pays_price_gap": draft.pays_price_gap,
        "pays_both": draft.pays_both,
        "modes": sorted(draft.modes),
        "valid_from": draft.valid_from,
        "valid_until": draft.valid_until,
        "created_at": at,
        "document": document_of(draft),
    }
    rates = [
        {
            **key,
            "kind": rate.kind.value,
            "step": rate.step,
            "product_group": rate.product_group,
            "rate_ppm": rate.rate.ppm,
        }
        for rate in draft.rates
    ]
    terms = [{**key, **_term_row(plan_id, term)} for term in draft.terms]
    bands = [row for term in draft.terms for row in _band_rows(brand_id, plan_id, term)]
    return PlanRows([plan], rates, terms, bands)


def _term_row(plan_id: PlanId, term: Term) -> Columns:
    on = term.conditions
    return {
        "id": derived_id("plan_term", plan_id, term.code),
        "code": term.code,
        "kind": term.kind.value,
        "earner": term.earner.value,
        "tiers": term.tiers.value,
        "every": term.every.value,
        "claw_back": term.claw_back.value,
        "currency": term.currency,
        "cap_minor": term.cap,
        "floor_minor": term.floor,
        "minimum_minor": term.minimum,
        "product_groups": sorted(on.product_groups),
        "products": sorted(on.products),
        "channels": sorted(on.channels),
        "grades": sorted(on.grades),
        "levels": sorted(on.levels),
        "depths": sorted(on.depths),
        "where_cel": term.where or None,
    }


def _band_rows(brand_id: BrandId, plan_id: PlanId, term: Term) -> list[Columns]:
    return [
        {
            "brand_id": brand_id,
            "term_id": derived_id("plan_term", plan_id, term.code),
            "band": place,
            "from_minor": band.start,
            "until_minor": band.until,
            "rate_ppm": band.rate.ppm,
            "amount_minor": band.amount,
            "currency": term.currency,
        }
        for place, band in enumerate(term.bands, start=1)
    ]
