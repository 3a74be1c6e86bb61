"""What commissions should be, slowly: written from the requirements, with nothing of the engine.

A plan is read from its document alone. At the end of every month everything is worked out again
from the first sale on, in fractions; the month books what is due less what earlier months booked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import Any


@dataclass(frozen=True)
class Rung:
    """Somebody on the ladder of a line, the seller first."""

    party: str
    grade: str
    unit_price: int


@dataclass(frozen=True)
class Sold:
    """An order line that was billed."""

    line: str
    ordered_on: date
    booked_on: date
    mode: str
    channel: str
    sku: str
    group: str
    quantity: int
    net: int
    tax: int
    ladder: Sequence[Rung]


@dataclass(frozen=True)
class Back:
    """What a return brought back of a line."""

    line: str
    return_line: str
    booked_on: date
    quantity: int
    net: int
    tax: int


@dataclass(frozen=True)
class Version:
    """A version of a plan, and the document it was activated from."""

    code: str
    number: int
    valid_from: date
    valid_until: date | None
    document: Mapping[str, Any]

    def holds(self, sale: Sold) -> bool:
        ended = self.valid_until is not None and sale.ordered_on >= self.valid_until
        return sale.ordered_on >= self.valid_from and not ended and sale.mode in self.modes

    @property
    def modes(self) -> Sequence[str]:
        return self.document["modes"]  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Booked:
    """A line of commission as it should stand in the books."""

    month: int
    line: str
    party: str
    plan: str
    kind: str
    term: str
    return_line: str
    reason: str
    amount: int
    due: int
    volume: int


@dataclass
class World:
    """Everything that happened."""

    versions: Sequence[Version]
    sales: Sequence[Sold]
    returns: Sequence[Back]
    months: Sequence[tuple[date, date]]
    """First day, and the first day after, of each month that is closed, one after the other."""
    rows: list[Booked] = field(default_factory=list)

    def books(self) -> list[Booked]:
        """Return every line of commission of all months."""
        for nth in range(len(self.months)):
            for version in self.versions:
                self._rates(nth, version)
                for term in version.document["terms"]:
                    self._term(nth, version, term)
        return self.rows

    # -- rates of a line, and the price gap ------------------------------------------------------

    def _rates(self, nth: int, version: Version) -> None:
        for sale in self.sales:
            if not version.holds(sale):
                continue
            for party, kind, amount in _earned_at_once(version, sale, self._has_gap(sale)):
                if self._is_in(nth, sale.booked_on):
                    self.rows.append(
                        Booked(nth, sale.line, party, version.code, kind, "", "", "", amount, 0, 0)
                    )
                self._take_back(nth, version, sale, party, kind, amount)

    def _take_back(
        self, nth: int, version: Version, sale: Sold, party: str, kind: str, amount: int
    ) -> None:
        counted = sorted(
            (max(back.booked_on, sale.booked_on), back.return_line, back)
            for back in self.returns
            if back.line == sale.line
        )
        whole = _worth(version, sale.net, sale.tax)
        so_far, taken = 0, 0
        for day, _, back in counted:
            so_far += _worth(version, back.net, back.tax) if whole else back.quantity
            due = rounded(Fraction(amount * so_far, whole or sale.quantity))
            if self._is_in(nth, day) and due != taken:
                self.rows.append(
                    Booked(
                        nth,
                        sale.line,
                        party,
                        version.code,
                        kind,
                        "",
                        back.return_line,
                        "",
                        taken - due,
                        0,
                        0,
                    )
                )
            taken = due

    def _has_gap(self, sale: Sold) -> bool:
        pays = [one for one in self.versions if one.holds(sale) and one.document["pays_price_gap"]]
        return bool(pays) and any(gap for _, gap in _gaps(sale))

    # -- terms: what a whole period comes to -----------------------------------------------------

    def _term(self, nth: int, version: Version, term: Mapping[str, Any]) -> None:
        end = self.months[nth][1]
        together: dict[tuple[str, int, int], list[tuple[Sold, int]]] = {}
        in_order = sorted(self.sales, key=lambda sale: (sale.booked_on, sale.line))
        for sale in in_order:
            if sale.booked_on >= end or not version.holds(sale):
                continue
            for depth, rung in enumerate(sale.ladder):
                covered = _covers(term, sale, depth, rung)
                if covered and depth and term["kind"] == "commission":
                    covered = version.document["pays_both"] or not self._has_gap(sale)
                base = _base(version, sale, rung)
                if covered and base > 0:
                    span = _span(term["every"], sale.booked_on)
                    together.setdefault((rung.party, *span), []).append((sale, base))
        for (party, *_), lines in together.items():
            self._rate(nth, version, term, party, lines)

    def _rate(
        self,
        nth: int,
        version: Version,
        term: Mapping[str, Any],
        party: str,
        lines: Sequence[tuple[Sold, int]],
    ) -> None:
        rerates = term["claw_back"] == "rerate"
        backs = [self._share_back(nth, version, sale) for sale, _ in lines]
        bases = [
            base - rounded(base * back) if rerates else base
            for (_, base), back in zip(lines, backs, strict=True)
        ]
        dues = slow_dues(term, bases)
        for (sale, _), back, due_sold in zip(lines, backs, dues, strict=True):
            due = due_sold if rerates else due_sold - rounded(due_sold * back)
            before = sum(
                row.amount
                for row in self.rows
                if (row.line, row.party, row.plan, row.term)
                == (sale.line, party, _named(version), term["code"])
            )
            if due != before:
                kind = "bonus" if term["kind"] == "bonus" else _kind_of(sale, party)
                self.rows.append(
                    Booked(
                        nth,
                        sale.line,
                        party,
                        _named(version),
                        kind,
                        term["code"],
                        "",
                        self._reason(nth, sale),
                        due - before,
                        due,
                        sum(bases),
                    )
                )

    def _share_back(self, nth: int, version: Version, sale: Sold) -> Fraction:
        end = self.months[nth][1]
        back = sum(
            _worth(version, one.net, one.tax)
            for one in self.returns
            if one.line == sale.line and one.booked_on < end
        )
        return Fraction(back, _worth(version, sale.net, sale.tax))

    def _reason(self, nth: int, sale: Sold) -> str:
        if self._is_in(nth, sale.booked_on):
            return "sale"
        came = [one for one in self.returns if one.line == sale.line]
        return "return" if any(self._is_in(nth, one.booked_on) for one in came) else "true_up"

    def _is_in(self, nth: int, day: date) -> bool:
        start, end = self.months[nth]
        return start <= day < end


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


def _worth(version: Version, net: int, tax: int) -> int:
    return net + tax if version.document["base"] == "gross" else net


def _base(version: Version, sale: Sold, rung: Rung) -> int:
    if version.document["base"] == "margin":
        return max(0, sale.net - rung.unit_price * sale.quantity)
    return _worth(version, sale.net, sale.tax)


def _gaps(sale: Sold) -> list[tuple[str, int]]:
    lowest, gaps = sale.ladder[0].unit_price, []
    for rung in sale.ladder[1:]:
        gaps.append((rung.party, max(0, lowest - rung.unit_price)))
        lowest = min(lowest, rung.unit_price)
    return gaps


def _earned_at_once(version: Version, sale: Sold, has_gap: bool) -> list[tuple[str, str, int]]:
    earned: list[tuple[str, str, int]] = []
    if version.document["pays_price_gap"]:
        earned += [(party, "price_gap", gap * sale.quantity) for party, gap in _gaps(sale)]
    for depth, rung in enumerate(sale.ladder):
        kind, step = ("override", depth) if depth else ("level", len(sale.ladder))
        if depth and has_gap and not version.document["pays_both"]:
            continue
        fitting = {
            rate.get("product_group", ""): share(rate["percent"])
            for rate in version.document["rates"]
            if (rate["kind"], rate["step"]) == (kind, step)
        }
        rate = fitting.get(sale.group, fitting.get("", Fraction(0)))
        earned.append((rung.party, kind, rounded(_base(version, sale, rung) * rate)))
    return [one for one in earned if one[2]]


def _covers(term: Mapping[str, Any], sale: Sold, depth: int, rung: Rung) -> bool:
    wanted = term.get("conditions", {})
    facts = {
        "product_groups": sale.group,
        "products": sale.sku,
        "channels": sale.channel,
        "grades": rung.grade,
        "levels": len(sale.ladder),
        "depths": depth,
    }
    is_earner = (depth == 0) == (term["earner"] == "seller")
    return is_earner and all(facts[name] in allowed for name, allowed in wanted.items())


def _span(every: str, day: date) -> tuple[int, int]:
    months = {"month": 1, "quarter": 3, "year": 12}[every]
    return day.year, (day.month - 1) // months


def _kind_of(sale: Sold, party: str) -> str:
    return "level" if sale.ladder[0].party == party else "override"


def _named(version: Version) -> str:
    return f"{version.code} v{version.number}"
