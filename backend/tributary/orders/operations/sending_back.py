"""Take back part of one order: say what it would give back, and book it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast

from sqlalchemy import Row

from tributary.kernel import Money, OrderId, Plain, ReturnId, derived_id, new_id
from tributary.orders.operations.drafts import faults_of, open_drafts
from tributary.orders.operations.matching import match
from tributary.orders.operations.returning import take_back
from tributary.orders.rules import (
    BillingTrigger,
    Fault,
    OrderKind,
    OrderUnknown,
    ReturnedLine,
    ReturnFaulty,
    Source,
)
from tributary.platform import Work


@dataclass(frozen=True, slots=True)
class ReturnPreviewLine:
    """What a return would give back of one line."""

    position: int
    sku: str
    name: str
    quantity: int
    """Units; none where an earlier return kept money of the line that goes back now."""
    net: Money
    tax: Money


@dataclass(frozen=True, slots=True)
class ReturnPreview:
    """What a return would give back if it were booked now."""

    share: Money
    """What was paid for exactly these units, net of tax."""
    net: Money
    """What is given back of it: less where what stays loses its discount, more where it makes up
    for that."""
    tax: Money
    total: Money
    charged: Money
    """What is charged beside it, net of tax, for a discount that what stays lost; below zero where
    an earlier charge is taken back."""
    charged_tax: Money
    lines: Sequence[ReturnPreviewLine]
    trace: Mapping[str, Plain] | None
    """How what stays was priced again; None where no offer asks for it."""


_DRAFT: Final = """
    INSERT INTO return_drafts (order_id, return_ref, seq, row_number, order_name, returned_on,
                               scope, position, quantity)
    SELECT :order, :ref, d.place, d.place, :number, :day, 'line', d.position, d.quantity
    FROM unnest(CAST(:positions AS bigint[]), CAST(:quantities AS bigint[]))
         WITH ORDINALITY AS d (position, quantity, place)
"""

_PREVIEWED: Final = """
    SELECT l.position, l.sku, l.name, sum(m.quantity)::bigint AS quantity,
           sum(m.net_minor)::bigint AS net_minor, sum(m.tax_minor)::bigint AS tax_minor
    FROM return_matches m JOIN order_lines l ON l.brand_id = :brand AND l.id = m.order_line_id
    GROUP BY l.position, l.sku, l.name ORDER BY l.position
"""


async def preview_return(
    work: Work, *, order_id: OrderId, on: date, lines: Sequence[ReturnedLine]
) -> ReturnPreview:
    """Say what units of a billed order would give back if they came back now.

    Refuses:
        OrderUnknown: there is no such order.
        ReturnFaulty: the order is not billed, has no such line, or less is left of it.
    """
    row = await order_for_update(work, order_id)
    await _draft(work, row, return_ref="?", returned_on=on, lines=lines)
    await match(work, _source_of(row), "d.scope <> 'rest'")
    await _require_sound(work, f"What would come back of order {row.number}")
    (sums,) = await work.rows(
        "SELECT p.net_minor, p.tax_minor, s.share_minor, s.trace, "
        "coalesce(s.charged_minor, 0) AS charged_minor, "
        "coalesce(s.charged_tax_minor, 0) AS charged_tax_minor FROM priced_returns p "
        "LEFT JOIN restated_returns s ON s.order_id = p.order_id"
    )
    code = row.currency
    net, tax = Money(sums.net_minor, code), Money(sums.tax_minor, code)
    found = await work.rows(_PREVIEWED, brand=work.brand_id)
    return ReturnPreview(
        share=net if sums.share_minor is None else Money(sums.share_minor, code),
        net=net,
        tax=tax,
        total=net + tax,
        charged=Money(sums.charged_minor, code),
        charged_tax=Money(sums.charged_tax_minor, code),
        lines=[
            ReturnPreviewLine(
                *(line.position, line.sku, line.name, line.quantity),
                net=Money(line.net_minor, code),
                tax=Money(line.tax_minor, code),
            )
            for line in found
        ],
        trace=cast("Mapping[str, Plain] | None", sums.trace),
    )


async def book_return(
    work: Work,
    *,
    order_id: OrderId,
    return_ref: str,
    returned_on: date,
    lines: Sequence[ReturnedLine],
) -> ReturnId:
    """Take back units of a billed order; the same reference twice is one return.

    Refuses:
        OrderUnknown: there is no such order.
        ReturnFaulty: the order is not billed, has no such line, less is left of it, or what
            comes back is worth nothing.
    """
    row = await order_for_update(work, order_id)
    await _draft(work, row, return_ref=return_ref, returned_on=returned_on, lines=lines)
    batch_id = new_id()
    await take_back(work, _source_of(row), batch_id=batch_id)
    await _require_sound(work, f"Return {return_ref} of order {row.number}")
    return_id = ReturnId(derived_id("return", order_id, return_ref))
    await _require_booked(work, row.number, return_ref, return_id)
    fields = {"return_ref": return_ref, "returned_on": returned_on, "batch_id": batch_id}
    await work.audit("orders.book_return", subject="order", subject_id=order_id, after=fields)
    return return_id


def _source_of(row: Row[Any]) -> Source:
    """Return a source that says units only, whatever the channel of the order says."""
    return Source(row.channel_id, OrderKind.WHOLESALE, BillingTrigger.SHIPMENT)


async def _draft(
    work: Work,
    row: Row[Any],
    *,
    return_ref: str,
    returned_on: date,
    lines: Sequence[ReturnedLine],
) -> None:
    if not lines or any(line.quantity < 0 for line in lines):
        raise ReturnFaulty("A return names at least one line, and how many units of it come back.")
    await open_drafts(work)
    await work.run(
        _DRAFT,
        order=row.id,
        ref=return_ref,
        number=row.number,
        day=returned_on,
        positions=[line.position for line in lines],
        quantities=[line.quantity for line in lines],
    )


async def _require_sound(work: Work, what: str) -> None:
    faults = [Fault(*fault) for fault in await faults_of(work)]
    if faults:
        shown = " ".join(f"Line {fault.row_number}: {fault}" for fault in faults[:3])
        raise ReturnFaulty(f"{what} cannot be booked. {shown}")


async def _require_booked(work: Work, number: str, return_ref: str, return_id: ReturnId) -> None:
    """Let a person hear that nothing was booked; a file may say again what is gone."""
    booked = await work.rows(
        "SELECT 1 FROM returns WHERE brand_id = :brand AND id = :id",
        brand=work.brand_id,
        id=return_id,
    )
    if not booked:
        raise ReturnFaulty(
            f"Return {return_ref} of order {number} cannot be booked. What would come back "
            "is worth nothing, or nothing is left of the order."
        )


async def order_for_update(work: Work, order_id: OrderId) -> Row[Any]:
    """Return an order and let nobody else change it meanwhile.

    Refuses:
        OrderUnknown: there is no such order.
    """
    rows = await work.rows(
        """
        SELECT id, channel_id, currency, number, state, ordered_on, shipped_on, billable_on
        FROM orders
        WHERE brand_id = :brand AND id = :id FOR UPDATE
        """,
        brand=work.brand_id,
        id=order_id,
    )
    if not rows:
        raise OrderUnknown(f"There is no order {order_id}.")
    return rows[0]
