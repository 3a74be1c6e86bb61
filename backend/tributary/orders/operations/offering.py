"""Price the drafts that an offer of their day could apply to, and keep what offers did to them.

SQL sifts out the orders; only these are priced in Python, so many at a time, and what they were
given comes back by COPY. A brand without offers is asked one question.
"""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from io import StringIO
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row

from tributary import promotions
from tributary.kernel import Money, OrderId, PartyId, currency
from tributary.orders.operations.drafts import analyze
from tributary.orders.rules import OrderKind, OrderState, Source
from tributary.platform import Work
from tributary.promotions import (
    Cart,
    CartLine,
    CountedSoFar,
    ManualDiscount,
    Offer,
    Outcome,
    Pricing,
)

BATCH_ORDERS: Final = 2_000

_TABLES: Final = {
    "offer_orders": "place bigint, order_id uuid",
    "offer_lines": "order_id uuid, seq bigint, offer_id uuid, amount_minor bigint",
    "offer_traces": "order_id uuid, discount_minor bigint, document jsonb",
    "offer_promises": "order_id uuid, offer_id uuid, sku text, quantity bigint, coupon_id uuid, "
    "on_payment boolean",
}

_SPAN: Final = """
    SELECT min(ordered_on) AS first, max(ordered_on) AS last FROM order_drafts
    WHERE EXISTS (SELECT 1 FROM offers WHERE brand_id = :brand)
"""

_TAX: Final = "rate_minor(p.goods_minor - p.discount_minor - {0}, i.tax_rate_ppm)"

# What is billed keeps what it was given, whatever is in force by now.
_KEEP_BILLED: Final = f"""
    UPDATE priced_lines p SET discount_minor = p.discount_minor + l.offers_minor,
           offers_minor = l.offers_minor,
           tax_minor = coalesce(i.tax_minor, {_TAX.format("l.offers_minor")})
    FROM order_lines l
    JOIN order_drafts o ON o.order_id = l.order_id AND o.billed
    JOIN line_drafts i ON i.order_id = l.order_id AND i.position = l.position
    WHERE l.brand_id = :brand AND l.id = p.line_id AND l.offers_minor > 0
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

_PRICEABLE: Final = "coalesce({0}.reason, 'tax_differs') = 'tax_differs'"

_SIEVE: Final = f"""
    INSERT INTO offer_orders
    SELECT row_number() OVER (ORDER BY o.ordered_at, o.seq), o.order_id
    FROM order_drafts o
    WHERE NOT o.billed AND o.fault IS NULL AND o.order_id IN (
      SELECT x.order_id FROM priced_lines x
      JOIN order_drafts d ON d.order_id = x.order_id
      JOIN draft_chains c ON c.id = x.chain_id
      JOIN products g ON g.brand_id = :brand AND g.id = x.product_id
      JOIN offers f ON f.brand_id = :brand AND f.currency = d.currency
       AND (f.kind <> 'manual' OR EXISTS (
         SELECT 1 FROM discount_requests q WHERE q.brand_id = :brand AND q.order_id = d.order_id
           AND q.offer_code = f.code AND q.state = 'approved'))
       AND f.valid_from <= d.ordered_on
       AND (f.valid_until IS NULL OR f.valid_until > d.ordered_on)
       AND (f.stores = '{{}}' OR CAST(:store AS text) = ANY(f.stores))
       AND (f.grades = '{{}}' OR c.grades[1] = ANY(f.grades))
       AND ((f.skus = '{{}}' AND f.product_groups = '{{}}')
            OR x.sku = ANY(f.skus) OR g.product_group = ANY(f.product_groups)))
    AND o.lines_count = (SELECT count(*) FROM priced_lines x
                         WHERE x.order_id = o.order_id AND {_PRICEABLE.format("x")})
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

_CARTS: Final = """
    SELECT o.order_id, o.ordered_on, o.currency, o.distributor_id, o.coupons,
           o.state, p.position,
           c.grades[1] AS grade, p.seq, p.sku, g.product_group, p.quantity, p.unit_price_minor,
           p.discount_minor
    FROM offer_orders w
    JOIN order_drafts o ON o.order_id = w.order_id
    JOIN priced_lines p ON p.order_id = w.order_id
    JOIN draft_chains c ON c.id = p.chain_id
    JOIN products g ON g.brand_id = :brand AND g.id = p.product_id
    WHERE w.place > :after AND w.place <= :until
    ORDER BY w.place, p.seq
"""

_BY_HAND: Final = """
    SELECT q.order_id, q.position, q.offer_code, q.amount_minor, q.currency, q.reason, q.role,
           q.decided_role, a.name AS asked_by, coalesce(d.name, '') AS approved_by
    FROM discount_requests q JOIN offer_orders w ON w.order_id = q.order_id
    JOIN users a ON a.id = q.asked_by
    LEFT JOIN users d ON d.id = q.decided_by
    WHERE q.brand_id = :brand AND q.state = 'approved'
"""

_GIVE: Final = f"""
    UPDATE priced_lines p SET discount_minor = p.discount_minor + s.amount, offers_minor = s.amount,
           tax_minor = coalesce(i.tax_minor, {_TAX.format("s.amount")}),
           reason = CASE WHEN abs(i.tax_minor - {_TAX.format("s.amount")}) > 1
                    THEN 'tax_differs' END
    FROM (SELECT seq, sum(amount_minor)::bigint AS amount FROM offer_lines GROUP BY seq) AS s
    JOIN line_drafts i ON i.seq = s.seq
    WHERE p.seq = s.seq
"""  # noqa: S608  Only constants of this module meet here; values are parameters.


async def apply_offers(work: Work, source: Source) -> None:
    """Take off the priced lines of a batch what the offers of each order's day give it.

    Offers are for what a distributor buys: what its own consumers pay is no business of ours.
    """
    if source.kind is not OrderKind.WHOLESALE:
        return
    (span,) = await work.rows(_SPAN, brand=work.brand_id)
    if span.first is None:
        return
    for name, columns in _TABLES.items():
        await work.run(f"DROP TABLE IF EXISTS pg_temp.{name}")
        await work.run(f"CREATE TEMPORARY TABLE {name} ({columns}) ON COMMIT DROP")
    await work.run(_KEEP_BILLED, brand=work.brand_id)
    orders = await work.run(_SIEVE, brand=work.brand_id, store=source.store)
    if not orders:
        return
    await analyze(work, "offer_orders")
    till = await _open_till(work, source, span.first, span.last)
    for after in range(0, orders, BATCH_ORDERS):
        rows = await work.rows(_CARTS, brand=work.brand_id, after=after, until=after + BATCH_ORDERS)
        await _write(work, [till.priced(each) for each in _by_order(rows)])
    await analyze(work, "offer_lines")
    await work.run(_GIVE)


@dataclass(frozen=True, slots=True)
class _Sold:
    """One order priced by the offers of its day."""

    order_id: OrderId
    seqs: Sequence[int]
    pricing: Pricing
    later: Mapping[UUID, promotions.Gift]
    """By version of an offer, what the order gets of it when it is paid."""


class _Till:
    """Prices orders one after the other and counts what they take, so that none takes the last."""

    def __init__(
        self,
        work: Work,
        source: Source,
        offers: Sequence[Offer],
        counts: promotions.Counts,
        coupons: dict[str, promotions.Coupon],
        by_hand: Mapping[UUID, Row[Any]],
    ) -> None:
        self._brand_id = work.brand_id
        self._store = source.store
        self._offers = offers
        self._by_hand = by_hand
        self._by_day: dict[date, list[Offer]] = {}
        self._taken = dict(counts.taken)
        self._buyers = {offer_id: set(buyers) for offer_id, buyers in counts.buyers.items()}
        self._coupons = coupons

    @cached_property
    def _counted(self) -> list[tuple[UUID, Offer]]:
        return [
            (promotions.offer_id_of(self._brand_id, each.code, each.version), each)
            for each in self._offers
            if each.rule.counts
        ]

    def priced(self, rows: Sequence[Row[Any]]) -> _Sold:
        """Return one order priced; what it takes is gone for the next one."""
        first = rows[0]
        unit = currency(first.currency)
        lines = tuple(
            CartLine(
                position=place,
                sku=row.sku,
                product_group=row.product_group,
                store=self._store,
                quantity=row.quantity,
                unit_price=Money(row.unit_price_minor, unit),
                given=Money(row.discount_minor, unit),
            )
            for place, row in enumerate(rows, start=1)
        )
        buyer = PartyId(first.distributor_id)
        cart = Cart(
            currency=unit,
            ordered_on=first.ordered_on,
            grade=first.grade,
            lines=lines,
            coupons=tuple(
                self._coupons[code] for code in first.coupons or () if code in self._coupons
            ),
            manual=self._asked(rows),
            counts=tuple(
                CountedSoFar(
                    *(each.code, each.version),
                    taken=self._taken.get(offer_id, 0),
                    taken_by_buyer=buyer in self._buyers.get(offer_id, ()),
                )
                for offer_id, each in self._counted
            ),
        )
        asked = [each.offer_code for each in cart.manual]
        offers = [
            each
            for each in self._of_day(first.ordered_on)
            if each.rule.kind is not promotions.Kind.MANUAL or each.code in asked
        ]
        pricing = promotions.price(cart, offers)
        if first.state == OrderState.CONFIRMED.value:
            self._note(pricing, buyer)
        seqs = [row.seq for row in rows]
        return _Sold(OrderId(first.order_id), seqs, pricing, self._later(pricing))

    def _later(self, pricing: Pricing) -> dict[UUID, promotions.Gift]:
        """Return the gifts that only wait for the order to be paid."""
        waiting = {
            (step.offer_code, step.version)
            for step in pricing.steps
            if step.reason is promotions.Reason.NOT_PAID
        }
        return {
            offer_id: each.rule.terms.gift
            for offer_id, each in self._counted
            if (each.code, each.version) in waiting
            and isinstance(each.rule.terms, promotions.FirstGifts)
        }

    def _asked(self, rows: Sequence[Row[Any]]) -> tuple[ManualDiscount, ...]:
        """Return what somebody takes off the order by hand, if anybody does."""
        asked = self._by_hand.get(rows[0].order_id)
        if asked is None:
            return ()
        places = {row.position: place for place, row in enumerate(rows, start=1)}
        return (
            ManualDiscount(
                offer_code=asked.offer_code,
                amount=Money(asked.amount_minor, asked.currency),
                reason=asked.reason,
                role=asked.role,
                approver_role=asked.decided_role,
                # A line that the order no longer has is none of its places.
                position=None if asked.position is None else places.get(asked.position, 0),
                asked_by=asked.asked_by,
                approved_by=asked.approved_by,
            ),
        )

    def _of_day(self, day: date) -> list[Offer]:
        if day not in self._by_day:
            self._by_day[day] = [each for each in self._offers if each.is_in_force_on(day)]
        return self._by_day[day]

    def _note(self, pricing: Pricing, buyer: PartyId) -> None:
        for step in pricing.steps:
            if step.outcome is not Outcome.APPLIED:
                continue
            offer_id = promotions.offer_id_of(self._brand_id, step.offer_code, step.version)
            if offer_id in self._taken:
                self._taken[offer_id] += 1
                self._buyers.setdefault(offer_id, set()).add(buyer)
            if step.coupon is not None:
                used = self._coupons[step.coupon]
                self._coupons[step.coupon] = replace(used, uses_left=used.uses_left - 1)


async def _open_till(work: Work, source: Source, first: date, last: date) -> _Till:
    offers = await promotions.offers_between(work.session, work.brand_id, first, last)
    counted = [
        promotions.offer_id_of(work.brand_id, each.code, each.version)
        for each in offers
        if each.rule.counts
    ]
    known = await work.rows(
        "SELECT o.order_id FROM order_drafts o JOIN offer_orders w ON w.order_id = o.order_id "
        "WHERE o.known"
    )
    own = [OrderId(row.order_id) for row in known]
    counts = await promotions.hold_counts(work, sorted(counted), but_of=own)
    codes = await work.rows(
        "SELECT DISTINCT unnest(o.coupons) AS code FROM order_drafts o WHERE o.coupons IS NOT NULL"
    )
    coupons = await promotions.coupons_of(
        work.session, work.brand_id, [row.code for row in codes], but_of=own
    )
    by_hand = await work.rows(_BY_HAND, brand=work.brand_id)
    asked = {row.order_id: row for row in by_hand}
    return _Till(work, source, offers, counts, coupons, asked)


def _by_order(rows: Sequence[Row[Any]]) -> Iterable[list[Row[Any]]]:
    for _, lines in groupby(rows, key=lambda row: row.order_id):
        yield list(lines)


async def _write(work: Work, sold: Sequence[_Sold]) -> None:
    """Send back what a part of the batch was given, what it was promised, and why."""
    lines: list[tuple[object, ...]] = []
    promises: list[tuple[object, ...]] = []
    traces: list[tuple[object, ...]] = []
    for each in sold:
        trace = json.dumps(promotions.trace_of(each.pricing), ensure_ascii=False)
        traces.append((each.order_id, each.pricing.discount.minor, trace))
        for step in each.pricing.steps:
            offer_id = promotions.offer_id_of(work.brand_id, step.offer_code, step.version)
            lines += [
                (each.order_id, each.seqs[part.position - 1], offer_id, part.amount.minor)
                for part in step.allocations
                if part.amount
            ]
            coupon_id = step.coupon and promotions.coupon_id_of(work.brand_id, step.coupon)
            later = each.later.get(offer_id)
            gift = later or next(iter(step.gifts), None)
            if gift or coupon_id:
                named = (gift.sku, gift.quantity) if gift else (None, None)
                on_payment = later is not None
                promises.append((each.order_id, offer_id, *named, coupon_id, on_payment))
    for name, rows in (
        ("offer_lines", lines),
        ("offer_promises", promises),
        ("offer_traces", traces),
    ):
        if rows:
            await work.copy(f"COPY {name} FROM STDIN (FORMAT csv)", [_csv(rows)])


def _csv(rows: Sequence[tuple[object, ...]]) -> bytes:
    text = StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
