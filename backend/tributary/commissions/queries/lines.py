"""Commission lines as people read them, with everything each was computed from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.commissions.rules import Base, CommissionKind, Reason
from tributary.kernel import (
    BrandId,
    Currency,
    Money,
    OrderId,
    OrderLineId,
    PartyId,
    PlanId,
    Rate,
    Refusal,
    SettlementRunId,
)


class UnknownCommissionLine(Refusal):
    """There is no commission line of this id.

    Open the line from its statement: it may belong to another brand.
    """


@dataclass(frozen=True, slots=True)
class Rated:
    """Which term a line follows from, and what its rating period came to by the end of a run."""

    term: str
    band: int
    rated_from: date
    """The first day of the rating period."""
    volume_before: Money
    volume: Money


@dataclass(frozen=True, slots=True)
class Difference:
    """What was due on an order line by then, and what was booked on it before."""

    reason: Reason
    due: Money
    booked: Money
    collected: Money | None
    """What of `owed` was paid by then, where money earns; none where the bill does."""
    owed: Money | None


@dataclass(frozen=True, slots=True)
class CommissionLine:
    """Who earned how much, on which line, under which rule of which plan."""

    line_id: UUID
    run_id: SettlementRunId
    order_id: OrderId
    order_number: str
    order_line_id: OrderLineId
    ordered_on: date
    sku: str
    return_line_id: UUID | None
    beneficiary_id: PartyId
    beneficiary_code: str
    seller_id: PartyId
    seller_code: str
    kind: CommissionKind
    depth: int
    plan_id: PlanId
    plan_code: str
    plan_version: int
    plan_base: Base
    step: int | None
    product_group: str | None
    base: Money
    rate: Rate | None
    unit_gap: Money | None
    quantity: int
    amount: Money
    """Negative when a return takes back."""
    earned_on: date
    reverses_id: UUID | None
    rated: Rated | None = None
    """Under a term: what the line follows from besides base and rate."""
    difference: Difference | None = None
    """Under a term, and where money earns: what the amount is the difference of."""

    @property
    def rule(self) -> str:
        """The rule that applied, such as "CORE v2 #1" for its first level or first distance.

        Under a term it is the term and the band, and for a difference the subtraction.
        """
        said = f"{self.plan_code} v{self.plan_version}"
        if self.rated is not None:
            said = f"{said} {self.rated.term} #{self.rated.band}"
        elif self.step is not None:
            said = f"{said} #{self.step} {self.product_group}".rstrip()
        if self.difference is None or not self.difference.booked:
            return said
        return f"{said}: {self.difference.due.decimal} - {self.difference.booked.decimal}"


_LINES: Final = """
    SELECT c.id, c.run_id, c.order_id, o.number AS order_number, c.order_line_id, o.ordered_on,
           l.sku, c.return_line_id, c.beneficiary_id, b.code AS beneficiary_code, c.seller_id,
           s.code AS seller_code, c.kind, c.depth, c.plan_id, p.code AS plan_code,
           p.version AS plan_version, p.base AS plan_base, c.step, c.product_group, c.base_minor,
           c.rate_ppm, c.unit_gap_minor, c.quantity, c.amount_minor, c.currency, c.earned_on,
           c.reverses_id, t.code AS term, c.band, c.rated_from, c.volume_before_minor,
           c.volume_minor, c.due_minor, c.booked_minor, c.reason, c.collected_minor, c.owed_minor
    FROM commission_lines c
    JOIN orders o ON o.brand_id = :brand AND o.id = c.order_id
    JOIN order_lines l ON l.brand_id = :brand AND l.id = c.order_line_id
    JOIN parties b ON b.brand_id = :brand AND b.id = c.beneficiary_id
    JOIN parties s ON s.brand_id = :brand AND s.id = c.seller_id
    JOIN plans p ON p.brand_id = :brand AND p.id = c.plan_id
    LEFT JOIN plan_terms t ON t.brand_id = :brand AND t.id = c.term_id
    WHERE c.brand_id = :brand
"""

_IN_READING_ORDER: Final = (
    'ORDER BY c.earned_on, o.number COLLATE "C", l.position, c.depth, p.code COLLATE "C", '
    'c.kind COLLATE "C", c.reverses_id IS NOT NULL, c.id'
)


async def lines_of(
    session: AsyncSession,
    brand_id: BrandId,
    *,
    run_id: SettlementRunId,
    beneficiary_id: PartyId,
    currency: Currency | None = None,
) -> list[CommissionLine]:
    """Return what a run earned a beneficiary, line by line, in the order of the books."""
    only = "AND c.run_id = :run AND c.beneficiary_id = :beneficiary"
    parameters: dict[str, object] = {"run": run_id, "beneficiary": beneficiary_id}
    if currency is not None:
        only += " AND c.currency = :currency"
        parameters["currency"] = currency
    return await _lines(session, brand_id, only, parameters)


async def lines_of_order(
    session: AsyncSession, brand_id: BrandId, order_line_ids: Sequence[OrderLineId]
) -> list[CommissionLine]:
    """Return what order lines have earned everybody, and what returns took back."""
    return await _lines(
        session, brand_id, "AND c.order_line_id = ANY(:lines)", {"lines": list(order_line_ids)}
    )


async def trace(session: AsyncSession, brand_id: BrandId, line_id: UUID) -> list[CommissionLine]:
    """Return how a line came about: what it takes back, if anything, and then the line itself.

    Refuses:
        UnknownCommissionLine: there is no such line.
    """
    only = (
        "AND c.id IN (:line, (SELECT r.reverses_id FROM commission_lines r "
        "WHERE r.brand_id = :brand AND r.id = :line))"
    )
    lines = await _lines(session, brand_id, only, {"line": line_id})
    if not lines:
        raise UnknownCommissionLine(f"There is no commission line {line_id}.")
    return sorted(lines, key=lambda line: line.reverses_id is not None)


async def _lines(
    session: AsyncSession, brand_id: BrandId, only: str, parameters: dict[str, object]
) -> list[CommissionLine]:
    sql = f"{_LINES} {only} {_IN_READING_ORDER}"
    rows = await session.execute(text(sql), {"brand": brand_id, **parameters})
    return [_line(row) for row in rows]


def _line(row: Row[Any]) -> CommissionLine:
    gap = row.unit_gap_minor
    return CommissionLine(
        line_id=row.id,
        run_id=row.run_id,
        order_id=row.order_id,
        order_number=row.order_number,
        order_line_id=row.order_line_id,
        ordered_on=row.ordered_on,
        sku=row.sku,
        return_line_id=row.return_line_id,
        beneficiary_id=row.beneficiary_id,
        beneficiary_code=row.beneficiary_code,
        seller_id=row.seller_id,
        seller_code=row.seller_code,
        kind=CommissionKind(row.kind),
        depth=row.depth,
        plan_id=row.plan_id,
        plan_code=row.plan_code,
        plan_version=row.plan_version,
        plan_base=Base(row.plan_base),
        step=row.step,
        product_group=row.product_group,
        base=Money(row.base_minor, row.currency),
        rate=None if row.rate_ppm is None else Rate(row.rate_ppm),
        unit_gap=None if gap is None else Money(gap, row.currency),
        quantity=row.quantity,
        amount=Money(row.amount_minor, row.currency),
        earned_on=row.earned_on,
        reverses_id=row.reverses_id,
        rated=None if row.term is None else _rated(row),
        difference=None if row.reason is None else _difference(row),
    )


def _rated(row: Row[Any]) -> Rated:
    return Rated(
        term=row.term,
        band=row.band,
        rated_from=row.rated_from,
        volume_before=Money(row.volume_before_minor, row.currency),
        volume=Money(row.volume_minor, row.currency),
    )


def _difference(row: Row[Any]) -> Difference:
    def money(minor: int | None) -> Money | None:
        return None if minor is None else Money(minor, row.currency)

    return Difference(
        reason=Reason(row.reason),
        due=Money(row.due_minor, row.currency),
        booked=Money(row.booked_minor, row.currency),
        collected=money(row.collected_minor),
        owed=money(row.owed_minor),
    )
