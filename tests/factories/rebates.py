"""Rebate plans; valid by default."""

from datetime import date
from typing import Any

from tributary.commissions import Band, Every, Tiers
from tributary.kernel import Currency, Rate
from tributary.rebates import Measure, RebateDraft, RebateTerm

CNY = Currency("CNY")
FIRST_DAY = date(2026, 1, 1)


def band(percent: str, start: int = 0, until: int | None = None, amount: int = 0) -> Band:
    return Band(Rate.percent(percent), start, until, amount)


def stepped(
    *bands: Band,
    code: str = "volume",
    measure: Measure = Measure.VOLUME,
    tiers: Tiers = Tiers.WHOLE,
    every: Every = Every.MONTH,
    **more: Any,  # noqa: ANN401
) -> RebateTerm:
    return RebateTerm(code, measure, tiers, every, bands, **more)


def rebate_plan(*terms: RebateTerm, code: str = "YEAR", **more: Any) -> RebateDraft:  # noqa: ANN401
    return RebateDraft(code, f"{code} 返利方案", CNY, terms, FIRST_DAY, **more)
