"""What commissions should be, slowly: written from the requirements, with nothing of the engine.

A plan is read from its document alone. At the end of every month everything is worked out again
from the first sale on, in fractions; the month books what is due less what earlier months booked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from tests.commissions.ruling import asked_of, holds
from tests.commissions.sums import rounded, share, slow_dues


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
    order: str
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
    note: str
    """The credit note that gave it back."""
    booked_on: date
    quantity: int
    net: int
    tax: int


@dataclass(frozen=True)
class Paid:
    """Money that was used on an order; less than nothing when such a use was undone."""

    order: str
    use: str
    booked_on: date
    amount: int


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

    @property
    def waits_for_money(self) -> bool:
        return self.document.get("earned_on") == "cash"


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
    payments: Sequence[Paid] = ()
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
                if version.waits_for_money:
                    self._as_paid(nth, version, sale, party, kind, amount)
                    continue
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

    # -- earned on cash ---------------------------------------------------------------------------

    def _as_paid(
        self, nth: int, version: Version, sale: Sold, party: str, kind: str, amount: int
    ) -> None:
        """Book what each payment, and each return, of the order changes of what is earned."""
        things: list[tuple[date, int, str, Back | Paid]] = [
            (max(one.booked_on, sale.booked_on), 2, one.note, one)
            for one in self.returns
            if one.line in self._lines_of(sale.order)
        ]
        things += [
            (one.booked_on, 1 if one.amount > 0 else 3, one.use, one)
            for one in self.payments
            if one.order == sale.order
        ]
        before = 0
        happened: list[Back | Paid] = []
        for day, _, _, thing in sorted(things, key=lambda one: one[:3]):
            happened.append(thing)
            due = rounded(self._left(version, sale, amount, happened))
            due = rounded(due * self._share_paid(sale.order, happened))
            is_own = isinstance(thing, Back) and thing.line == sale.line
            if self._is_in(nth, day) and due != before:
                self.rows.append(
                    Booked(
                        nth,
                        sale.line,
                        party,
                        version.code,
                        kind,
                        "",
                        thing.return_line if isinstance(thing, Back) and is_own else "",
                        "payment" if isinstance(thing, Paid) else "return" if is_own else "true_up",
                        due - before,
                        due,
                        0,
                    )
                )
            before = due

    @staticmethod
    def _left(
        version: Version, sale: Sold, amount: int, happened: Sequence["Back | Paid"]
    ) -> Fraction:
        """What is left of an amount after what came back of the line, taken back to the cent."""
        whole = _worth(version, sale.net, sale.tax)
        back = sum(
            _worth(version, one.net, one.tax) if whole else one.quantity
            for one in happened
            if isinstance(one, Back) and one.line == sale.line
        )
        return Fraction(amount - rounded(Fraction(amount * back, whole or sale.quantity)))

    def _share_paid(self, order: str, happened: Sequence["Back | Paid"]) -> Fraction:
        """Which part of what the buyer owes for an order has been paid; all, if nothing is owed."""
        lines = self._lines_of(order)
        owed = sum(sale.net + sale.tax for sale in self.sales if sale.order == order)
        owed -= sum(
            one.net + one.tax for one in happened if isinstance(one, Back) and one.line in lines
        )
        paid = sum(one.amount for one in happened if isinstance(one, Paid) and one.order == order)
        return Fraction(min(paid, owed), owed) if owed else Fraction(1)

    def _lines_of(self, order: str) -> set[str]:
        return {sale.line for sale in self.sales if sale.order == order}

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
            if version.waits_for_money:
                due = rounded(due * self._share_paid(sale.order, self._up_to(nth)))
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
                        self._reason(nth, version, sale),
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

    def _up_to(self, nth: int) -> list["Back | Paid"]:
        end = self.months[nth][1]
        happened: list[Back | Paid] = [*self.returns, *self.payments]
        return [one for one in happened if one.booked_on < end]

    def _reason(self, nth: int, version: Version, sale: Sold) -> str:
        paid = [one for one in self.payments if one.order == sale.order]
        if version.waits_for_money and any(self._is_in(nth, one.booked_on) for one in paid):
            return "payment"
        if self._is_in(nth, sale.booked_on):
            return "sale"
        came = [one for one in self.returns if one.line == sale.line]
        return "return" if any(self._is_in(nth, one.booked_on) for one in came) else "true_up"

    def _is_in(self, nth: int, day: date) -> bool:
        start, end = self.months[nth]
        return start <= day < end


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
    facts |= {**asked_of(sale), "grade": rung.grade, "distance": depth}
    is_earner = (depth == 0) == (term["earner"] == "seller")
    fits = all(facts[name] in allowed for name, allowed in wanted.items())
    return is_earner and fits and holds(term.get("where", "true"), facts)


def _span(every: str, day: date) -> tuple[int, int]:
    months = {"month": 1, "quarter": 3, "year": 12}[every]
    return day.year, (day.month - 1) // months


def _kind_of(sale: Sold, party: str) -> str:
    return "level" if sale.ladder[0].party == party else "override"


def _named(version: Version) -> str:
    return f"{version.code} v{version.number}"
