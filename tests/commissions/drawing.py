"""Random documents of plans, and what their conditions choose among."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any, Final

from tests.commissions.ruling import a_rule
from tributary.commissions import Mode

GROUPS: Final = ("tea", "ware", "gift")
CHANNELS: Final = ("shop", "desk")
GRADES: Final = ("gold", "silver")
LIMITS: Final = (20_000, 50_000, 100_000, 250_000)
BOUNDS: Final = (*LIMITS, 400_000, 800_000, 1_500_000)
"""In cents: of bands. Sales are made to meet the lower ones exactly, and a cent more or less."""


def percent(random: Random) -> str:
    return f"{random.choice((0, 1, 2.5, 3.3333, 5, 8, 12))}"


def cents(value: int) -> str:
    return f"{value // 100}.{value % 100:02}"


def a_term(random: Random, code: str) -> dict[str, Any]:
    kind = random.choice(("commission", "bonus"))
    tiers = random.choice(("flat", "marginal", "whole"))
    starts = [0] if tiers == "flat" else [0, *sorted(random.sample(BOUNDS, random.randint(1, 3)))]
    bands: list[dict[str, str]] = []
    for start, until in zip(starts, [*starts[1:], None], strict=True):
        band = {"from": cents(start), "percent": percent(random)}
        if until is not None:
            band["until"] = cents(until)
        if kind == "bonus" and random.random() < 0.5:
            band["amount"] = cents(random.choice((100, 999, 5_000)))
        bands.append(band)
    term: dict[str, Any] = {
        "code": code,
        "kind": kind,
        "earner": random.choice(("seller", "above", "above")),
        "tiers": tiers,
        "every": random.choice(("month", "quarter", "year")),
        "claw_back": random.choice(("original", "rerate")),
        "currency": "CNY",
        "bands": bands,
    }
    limits = random.choice(((), (), ("cap",), ("floor",), ("minimum",), ("cap", "floor")))
    drawn = sorted(random.sample((500, 2_500, 9_999, 20_000), 2))
    term |= {name: cents(drawn[name == "cap"]) for name in limits}
    if random.random() < 0.3:
        term |= a_rule(random)
    conditions = _conditions(random, term["earner"])
    return {**term, "conditions": conditions} if conditions else term


def _conditions(random: Random, earner: str) -> dict[str, list[Any]]:
    possible: Mapping[str, Sequence[Any]] = {
        "product_groups": GROUPS,
        "products": GROUPS,
        "channels": CHANNELS,
        "grades": GRADES,
        "levels": (1, 2, 3),
        **({"depths": (1, 2)} if earner == "above" else {}),
    }
    drawn = random.sample(sorted(possible), random.choice((0, 0, 0, 1, 2)))
    return {
        name: sorted(random.sample(possible[name], random.randint(1, len(possible[name]) - 1)))
        for name in drawn
    }


def a_document(random: Random) -> dict[str, Any]:
    rates = [
        {"kind": kind, "step": step, "percent": percent(random)}
        for kind in ("level", "override")
        for step in (1, 2)
        if random.random() < 0.1
    ]
    return {
        "kind": "commission_plan",
        "schema": 1,
        "base": random.choice(("net", "gross", "margin")),
        "modes": sorted(random.sample(list(Mode), random.choice((2, 3, 3)))),
        "pays_price_gap": random.random() < 0.3,
        "pays_both": random.random() < 0.5,
        "rates": rates,
        "terms": [a_term(random, f"t{nth}") for nth in range(random.randint(1, 3))],
        "earned_on": random.choice(("invoice", "cash")),
    }
