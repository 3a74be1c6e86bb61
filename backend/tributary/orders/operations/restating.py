"""Price again what stays of an order, where an offer of it says so, and give back accordingly.

What stays may lose its discount in two ways: the return gives back less, or it gives back all of
its units' share and the lost discount is charged beside it, until a later return makes up for it.
SQL sifts out the returns of such orders; for all others it has said already what each line gives
back. The steps are kept with the return: what it was worth, and why it gives back less, or more.
"""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import groupby
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import Row

from tributary import promotions
from tributary.kernel import Currency, Money, Plain
from tributary.platform import Work
from tributary.promotions import AfterReturn, Offer, Outcome, Pricing, Restated

BATCH_ORDERS: Final = 500

PPM: Final = 1_000_000

SCHEMA: Final = 1
"""Raised when what is stored is read differently."""

_ANY: Final = """
    SELECT 1 FROM offers
    WHERE brand_id = :brand AND document ->> 'after_return' = ANY(:policies) LIMIT 1
"""

# An offer counts where it took something off a line or promised something beside it.
_SIEVE: Final = """
    SELECT DISTINCT m.order_id FROM return_matches m
    WHERE EXISTS (
      SELECT 1 FROM offers f
      WHERE f.brand_id = :brand AND f.document ->> 'after_return' = ANY(:policies)
        AND (EXISTS (SELECT 1 FROM order_line_offers x
                     JOIN order_lines l ON l.brand_id = :brand AND l.id = x.order_line_id
                     WHERE x.brand_id = :brand AND x.offer_id = f.id AND l.order_id = m.order_id)
             OR EXISTS (SELECT 1 FROM order_promises p
                        WHERE p.brand_id = :brand AND p.offer_id = f.id
                          AND p.order_id = m.order_id)))
    ORDER BY m.order_id
"""

_TRACES: Final = """
    SELECT order_id, document FROM order_traces
    WHERE brand_id = :brand AND order_id = ANY(CAST(:orders AS uuid[]))
"""

# What came back so far of every line of these orders.
_LINES: Final = """
    SELECT l.order_id, l.id, l.quantity, l.net_minor, l.tax_minor, l.currency,
           coalesce(sum(r.quantity), 0)::bigint AS gone,
           coalesce(sum(r.net_minor), 0)::bigint AS gone_net,
           coalesce(sum(r.tax_minor), 0)::bigint AS gone_tax,
           p.tax_rate_ppm
    FROM order_lines l
    JOIN products p ON p.brand_id = :brand AND p.id = l.product_id
    LEFT JOIN return_lines r ON r.brand_id = :brand AND r.order_line_id = l.id
    WHERE l.brand_id = :brand AND l.order_id = ANY(CAST(:orders AS uuid[]))
    GROUP BY l.order_id, l.id, l.position, l.quantity, l.net_minor, l.tax_minor, l.currency,
             p.tax_rate_ppm
    ORDER BY l.order_id, l.position
"""

_CHARGED: Final = """
    SELECT order_id, sum(charged_minor)::bigint AS net, sum(charged_tax_minor)::bigint AS tax
    FROM returns
    WHERE brand_id = :brand AND order_id = ANY(CAST(:orders AS uuid[]))
      AND charged_minor IS NOT NULL
    GROUP BY order_id
"""

_RETURNED: Final = """
    SELECT m.order_id, m.return_ref, m.order_line_id, sum(m.quantity)::bigint AS quantity,
           min(m.seq) AS seq
    FROM return_matches m
    WHERE m.order_id = ANY(CAST(:orders AS uuid[])) AND NOT EXISTS (
      SELECT 1 FROM draft_faults f
      WHERE f.order_id = m.order_id AND f.return_ref = m.return_ref)
    GROUP BY m.order_id, m.return_ref, m.order_line_id
    ORDER BY m.order_id, m.return_ref, m.order_line_id
"""

_FORGET: Final = """
    DELETE FROM return_matches m USING restated_returns s
    WHERE s.order_id = m.order_id AND s.return_ref = m.return_ref
"""


async def restate(work: Work) -> None:
    """Give back what follows from what stays, in the returns of a round that have such an offer."""
    policies = [AfterReturn.RECOMPUTE.value, AfterReturn.CHARGE_BACK.value]
    named = {"brand": work.brand_id, "policies": policies}
    await work.run("TRUNCATE restated_returns, restated_lines")
    if not await work.rows(_ANY, **named):
        return
    found = [row.order_id for row in await work.rows(_SIEVE, **named)]
    for first in range(0, len(found), BATCH_ORDERS):
        await _restate(work, found[first : first + BATCH_ORDERS])
    if not found:
        return
    await work.run(_FORGET)
    await work.run("INSERT INTO return_matches SELECT *, NULL FROM restated_lines")


@dataclass(slots=True)
class _Standing:
    """One line of an order with what came back of it so far."""

    line_id: UUID
    quantity: int
    net: int
    tax: int
    gone: int
    gone_net: int
    gone_tax: int
    tax_rate_ppm: int
    """Of the product: a line that cost nothing has no tax that says how much more it would have."""


@dataclass(frozen=True, slots=True)
class Charge:
    """What is charged beside a return for a discount that what stays lost, in minor units.

    Below zero where an earlier charge is taken back; net and tax never have different signs.
    """

    net: int
    tax: int


@dataclass(frozen=True, slots=True)
class _Part:
    """What a return gives back of one line, in minor units."""

    line_id: UUID
    quantity: int
    net: int
    tax: int


async def _restate(work: Work, order_ids: Sequence[UUID]) -> None:
    orders = {"brand": work.brand_id, "orders": list(order_ids)}
    traces = {row.order_id: row.document for row in await work.rows(_TRACES, **orders)}
    offers = await _offers_of(work, list(traces.values()))
    lines = {
        order_id: list(rows)
        for order_id, rows in groupby(
            await work.rows(_LINES, **orders), key=lambda row: row.order_id
        )
    }
    charges = {
        row.order_id: Charge(row.net, row.tax) for row in await work.rows(_CHARGED, **orders)
    }
    returned = await work.rows(_RETURNED, orders=list(order_ids))
    returns: list[tuple[object, ...]] = []
    parts: list[tuple[object, ...]] = []
    for order_id, rows in groupby(returned, key=lambda row: row.order_id):
        pricing = promotions.replay(traces[order_id], offers)
        named = {(step.offer_code, step.version) for step in pricing.steps}
        own = [each for each in offers if (each.code, each.version) in named]
        known = charges.get(order_id, Charge(0, 0))
        for ref, seq, back, given, charge in _returns_of(
            pricing, own, lines[order_id], list(rows), known
        ):
            trace = json.dumps(trace_of_return(pricing, back, charge), ensure_ascii=False)
            charged = (charge.net, charge.tax) if charge else (None, None)
            returns.append((order_id, ref, back.refund.share.minor, trace, *charged))
            parts += [
                (order_id, ref, seq, part.line_id, part.quantity, part.net, part.tax)
                for part in given
            ]
    for name, written in (("restated_returns", returns), ("restated_lines", parts)):
        if written:
            await work.copy(f"COPY {name} FROM STDIN (FORMAT csv)", [_csv(written)])


async def _offers_of(work: Work, traces: Sequence[Mapping[str, Plain]]) -> Sequence[Offer]:
    named = {
        promotions.offer_id_of(
            work.brand_id, cast("str", step["offer_code"]), cast("int", step["version"])
        )
        for trace in traces
        for step in cast("Sequence[Mapping[str, Plain]]", trace["steps"])
    }
    return await promotions.offers_named(work.session, work.brand_id, sorted(named))


def _returns_of(
    pricing: Pricing,
    offers: Sequence[Offer],
    lines: Sequence[Row[Any]],
    rows: Sequence[Row[Any]],
    known: Charge,
) -> Iterator[tuple[str, int, Restated, list[_Part], Charge | None]]:
    """Yield the returns of one order one after the other, each after those before it."""
    standings = {
        place: _Standing(
            *(line.id, line.quantity, line.net_minor, line.tax_minor),
            *(line.gone, line.gone_net, line.gone_tax, line.tax_rate_ppm),
        )
        for place, line in enumerate(lines, start=1)
    }
    place_of = {each.line_id: place for place, each in standings.items()}
    code = Currency(pricing.cart.currency)
    for ref, group in groupby(rows, key=lambda row: row.return_ref):
        matched = list(group)
        units = {place_of[row.order_line_id]: row.quantity for row in matched}
        back = promotions.restated(
            pricing,
            offers,
            units,
            gone={place: each.gone for place, each in standings.items()},
            refunded={place: Money(each.gone_net, code) for place, each in standings.items()},
            charged=Money(known.net, code),
        )
        parts = [
            part
            for line in pricing.lines
            if (part := _given_back(standings[line.line.position], line, back, units))
        ]
        charge = _charged(standings, back, known)
        if charge:
            known = Charge(known.net + charge.net, known.tax + charge.tax)
        yield ref, min(row.seq for row in matched), back, parts, charge


def _given_back(
    standing: _Standing, line: promotions.PricedLine, back: Restated, units: Mapping[int, int]
) -> _Part | None:
    """Return what a line gives back, with its tax, and count it as gone; None for nothing."""
    place = line.line.position
    quantity, net = units.get(place, 0), back.lines[place].minor
    standing.gone += quantity
    standing.gone_net += net
    # The tax goes with the units where they were given back whole, else with the money; what was
    # given back stays given back, so that the line ends with all of its tax, to the cent.
    if standing.gone_net == line.paid_for(standing.gone).minor:
        due = _share(standing.tax, standing.gone, standing.quantity)
    else:
        due = _share(standing.tax, standing.gone_net, standing.net)
    tax = max(due - standing.gone_tax, 0)
    standing.gone_tax += tax
    if not quantity and not net and not tax:
        return None
    return _Part(standing.line_id, quantity, net, tax)


def _charged(standings: Mapping[int, _Standing], back: Restated, known: Charge) -> Charge | None:
    """Return what is charged beside a return, with the tax of the lines that lost a discount."""
    if back.refund.policy is not AfterReturn.CHARGE_BACK:
        return None
    net = back.refund.charged.minor
    due = sum(_tax_on(standings[place], lost.minor) for place, lost in back.lost.items())
    # What is charged of lines of several rates may shift: the tax follows where the net goes, and
    # is nothing with it in the end.
    more = due - known.tax
    tax = max(more, 0) if net > 0 else min(more, 0) if net < 0 else 0
    return Charge(net, tax)


def _tax_on(standing: _Standing, net: int) -> int:
    if standing.net:
        return _share(standing.tax, net, standing.net)
    return _share(standing.tax_rate_ppm, net, PPM)


def _share(amount: int, part: int, whole: int) -> int:
    """Return so much of an amount, half a cent up."""
    return (2 * amount * part + whole) // (2 * whole)


def trace_of_return(
    pricing: Pricing, back: Restated, charge: Charge | None = None
) -> dict[str, Plain]:
    """Return how a return came to what it gives back, net of tax, as plain data."""
    refund = back.refund
    code = Currency(refund.share.currency)
    charged: dict[str, Plain] = {}
    if charge is not None:
        charged["charged"] = Money(charge.net, code).decimal
        charged["charged_tax"] = Money(charge.tax, code).decimal
    return {
        "schema": SCHEMA,
        "currency": refund.share.currency,
        "policy": refund.policy.value,
        "share": refund.share.decimal,
        "lost": refund.lost.decimal,
        "refunded": refund.refunded.decimal,
        **charged,
        "applied": [
            {"offer_code": step.offer_code, "version": step.version, "amount": step.amount.decimal}
            for step in pricing.steps
            if step.outcome is Outcome.APPLIED
        ],
        "rest": promotions.trace_of(back.rest),
    }


def _csv(rows: Sequence[tuple[object, ...]]) -> bytes:
    text = StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
