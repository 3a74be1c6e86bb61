"""Write the faultless drafts of a batch: new orders, changed orders, lines, ladders, debts."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from tributary.orders.events import OrdersBillable
from tributary.orders.operations.drafts import analyze
from tributary.orders.operations.parcels import forget_parcels
from tributary.orders.operations.promising import forget_offers, keep_offers
from tributary.orders.rules import BillingTrigger, OrderKind, OrderMode, Source
from tributary.platform import Work


@dataclass(frozen=True, slots=True)
class Merged:
    """How many orders a batch made, changed and made billable."""

    loaded: int
    updated: int
    billable: int


_THERE_ARE: Final = """
    SELECT EXISTS (SELECT 1 FROM order_drafts WHERE known) AS known,
           EXISTS (SELECT 1 FROM offers WHERE brand_id = :brand)
             AND EXISTS (SELECT 1 FROM order_drafts WHERE ordered_on IS NOT NULL) AS offers
"""

_DROP_FAULTY: Final = """
    DELETE FROM priced_orders p
    WHERE EXISTS (SELECT 1 FROM draft_faults f
                  WHERE f.order_id = p.order_id AND f.return_ref IS NULL)
"""

# Nothing of a billed order changes but when it was shipped and what the source last said of it.
_TOUCH_BILLED: Final = """
    UPDATE orders o SET shipped_on = coalesce(d.shipped_on, o.shipped_on),
           content_sha256 = d.content_sha256, source_updated_at = d.source_updated_at,
           consumer_total_minor = p.consumer_total_minor
    FROM order_drafts d JOIN priced_orders p ON p.order_id = d.order_id
    WHERE o.brand_id = :brand AND o.id = d.order_id AND d.billed
"""

_CHANGED: Final = """
    SELECT d.order_id FROM order_drafts d JOIN priced_orders p ON p.order_id = d.order_id
    WHERE d.known AND NOT d.billed
"""

_FORGET_PRICES: Final = f"""
    DELETE FROM order_line_prices x USING order_lines l
    WHERE x.brand_id = :brand AND x.order_line_id = l.id
      AND l.brand_id = :brand AND l.order_id IN ({_CHANGED})
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

_FORGET_LINES: Final = f"""
    DELETE FROM order_lines l WHERE l.brand_id = :brand AND l.order_id IN ({_CHANGED})
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

_FORGET_DEBTS: Final = f"""
    DELETE FROM order_debts t WHERE t.brand_id = :brand AND t.order_id IN ({_CHANGED})
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

_VALUES: Final = """
    SELECT d.order_id AS id, d.external_id, d.number, d.state, d.distributor_id,
           {creditor} AS creditor_id,
           coalesce(CAST(:acquirer AS uuid), d.distributor_id) AS debtor_id, d.currency,
           d.ordered_at, d.ordered_on, d.shipped_on, bill.billable_on,
           CASE WHEN bill.billable_on IS NOT NULL THEN CAST(:batch AS uuid) END
             AS billable_batch_id,
           p.goods_minor, p.discount_minor, p.tax_minor, {freight} AS freight_minor,
           p.total_minor, p.consumer_total_minor, CAST(:run AS uuid) AS import_run_id,
           d.row_number, d.content_sha256, d.source_updated_at
    FROM order_drafts d JOIN priced_orders p ON p.order_id = d.order_id {chain},
    LATERAL (SELECT CASE WHEN d.state = 'confirmed' THEN {billing_day} END AS billable_on) AS bill
    WHERE {which}
"""

_CHAIN: Final = """
    JOIN draft_chains c ON c.distributor_id = d.distributor_id AND c.ordered_on = d.ordered_on
"""

_COLUMNS: Final = (
    "number",
    "state",
    "distributor_id",
    "creditor_id",
    "debtor_id",
    "currency",
    "ordered_at",
    "ordered_on",
    "shipped_on",
    "billable_on",
    "billable_batch_id",
    "goods_minor",
    "discount_minor",
    "tax_minor",
    "freight_minor",
    "total_minor",
    "consumer_total_minor",
    "import_run_id",
    "row_number",
    "content_sha256",
    "source_updated_at",
)

# Few orders of a large batch are faulty or billed already: leaving those out is cheaper than
# looking every other one up. Rows that go in by the key of their index go in faster.
_SOUND: Final = """
    NOT EXISTS (SELECT 1 FROM draft_faults f
                WHERE f.order_id = l.order_id AND f.return_ref IS NULL)
    AND NOT EXISTS (SELECT 1 FROM order_drafts d WHERE d.order_id = l.order_id AND d.billed)
"""

_LINES: Final = f"""
    INSERT INTO order_lines (brand_id, id, order_id, position, external_id, product_id, sku, name,
                             quantity, unit_price_minor, goods_minor, discount_minor, net_minor,
                             tax_minor, currency, offers_minor)
    SELECT :brand, l.line_id, l.order_id, l.position, l.external_id, l.product_id, l.sku, l.name,
           l.quantity, l.unit_price_minor, l.goods_minor, l.discount_minor,
           l.goods_minor - l.discount_minor, l.tax_minor, l.currency, l.offers_minor
    FROM priced_lines l WHERE {_SOUND}
    ORDER BY l.order_id
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

# All prices of a line stand together, in the order of the index they go into.
_LADDER: Final = f"""
    INSERT INTO order_line_prices (brand_id, order_line_id, depth, party_id, grade,
                                   unit_price_minor, tax_minor, currency)
    SELECT :brand, s.line_id, s.place - 1, s.parties[s.place], s.grades[s.place],
           {{price}}, {{tax}}, s.currency
    FROM (SELECT l.*, generate_series(1, cardinality(l.parties)) AS place
          FROM (SELECT l.line_id, l.currency, l.quantity, l.tax_minor, c.parties, c.grades {{more}}
                FROM priced_lines l
                JOIN draft_chains c ON c.id = l.chain_id
                {{joins}}
                WHERE {_SOUND}
                ORDER BY l.line_id) AS l) AS s
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

_PRICES: Final = "JOIN draft_prices x ON x.id = l.price_id"

# In a cascade every level is taxed on its own price; an agent pays nothing for what it sells.
_RUNGS: Final = {
    OrderMode.DIRECT: {
        "price": "s.prices[s.place]",
        "tax": "NULL::bigint",
        "more": ", x.prices",
        "joins": _PRICES,
    },
    OrderMode.CASCADE: {
        "price": "s.prices[s.place]",
        "tax": """CASE s.place WHEN 1 THEN s.tax_minor
                  ELSE rate_minor(s.prices[s.place] * s.quantity, s.tax_rate_ppm) END""",
        "more": ", x.prices, i.tax_rate_ppm",
        "joins": f"{_PRICES} JOIN line_drafts i ON i.seq = l.seq",
    },
    OrderMode.AGENCY: {"price": "0", "tax": "NULL::bigint", "more": "", "joins": ""},
}

# A discount is given by whoever bills the buyer; what it pays itself stays the same.
_DEBTS: Final = f"""
    INSERT INTO order_debts (brand_id, order_id, depth, creditor_id, debtor_id, currency,
                             net_minor, tax_minor, freight_minor, total_minor)
    SELECT :brand, s.order_id, s.place - 1, coalesce(s.creditor_id, :brand), s.debtor_id,
           s.currency, s.net, s.tax + f.tax, f.freight, s.net + s.tax + f.tax + f.freight
    FROM (SELECT l.order_id, step.place, c.parties[step.place + 1] AS creditor_id,
                 c.parties[step.place] AS debtor_id, l.currency,
                 sum(x.prices[step.place] * l.quantity)::bigint AS net,
                 sum(rate_minor(x.prices[step.place] * l.quantity, i.tax_rate_ppm))::bigint AS tax
          FROM priced_lines l
          JOIN line_drafts i ON i.seq = l.seq
          JOIN draft_chains c ON c.id = l.chain_id
          {_PRICES}
          JOIN generate_series(2, (SELECT max(cardinality(parties)) FROM draft_chains))
            AS step (place) ON step.place <= cardinality(c.parties)
          WHERE {_SOUND}
          GROUP BY l.order_id, step.place, c.parties, l.currency) AS s
    JOIN order_drafts d ON d.order_id = s.order_id,
    LATERAL (SELECT {{freight}} AS freight, {{freight_tax}} AS tax) AS f
    ORDER BY s.order_id
"""  # noqa: S608  Only constants of this module meet here; values are parameters.


async def merge(
    work: Work, source: Source, *, batch_id: UUID, import_run_id: UUID | None = None
) -> Merged:
    """Write every draft without a fault and announce those that became billable.

    Args:
        work: the transaction whose drafts were examined.
        source: where they come from; it decides who owes and when.
        batch_id: names what becomes billable now.
        import_run_id: the run that brought them, if it was a file.

    Refuses:
        OfferUsedUp: what an order was promised is gone.
    """
    await analyze(work, "draft_faults")
    await work.run(_DROP_FAULTY)
    await analyze(work, "priced_orders")
    (there_are,) = await work.rows(_THERE_ARE, brand=work.brand_id)
    has_offers = there_are.offers and source.kind is OrderKind.WHOLESALE
    if there_are.known and has_offers:
        await forget_offers(work)
    updated = await _change(work, source, batch_id, import_run_id) if there_are.known else 0
    loaded = await work.run(
        f"""
        INSERT INTO orders (brand_id, channel_id, kind, mode, created_at, id, external_id,
                            {", ".join(_COLUMNS)})
        SELECT :brand, :channel, :kind, :mode, :now, id, external_id, {", ".join(_COLUMNS)}
        FROM ({_values(source, "NOT d.known")}) AS fresh ORDER BY id
        """,  # noqa: S608  Only constants of this module meet here; values are parameters.
        **_parameters(work, source, batch_id, import_run_id),
        channel=source.channel_id,
        kind=source.kind.value,
        mode=source.mode.value,
        now=work.opened_at,
    )
    await work.run(_LINES, brand=work.brand_id)
    if source.has_chain:
        await work.run(_LADDER.format(**_RUNGS[source.mode]), brand=work.brand_id)
    if source.mode is OrderMode.CASCADE:
        await work.run(_DEBTS.format(**_freight(source)), brand=work.brand_id)
    if has_offers:
        await keep_offers(work)
    return Merged(loaded, updated, await _announce(work, batch_id))


async def _change(work: Work, source: Source, batch_id: UUID, run_id: UUID | None) -> int:
    """Write what is new about orders we have; until billed, lines are written anew."""
    touched = await work.run(_TOUCH_BILLED, brand=work.brand_id)
    await forget_parcels(work)
    await work.run(_FORGET_PRICES, brand=work.brand_id)
    await work.run(_FORGET_LINES, brand=work.brand_id)
    await work.run(_FORGET_DEBTS, brand=work.brand_id)
    assigned = ", ".join(f"{column} = v.{column}" for column in _COLUMNS)
    changed = await work.run(
        f"""
        UPDATE orders o SET {assigned}
        FROM ({_values(source, "d.known AND NOT d.billed")}) AS v
        WHERE o.brand_id = :brand AND o.id = v.id
        """,  # noqa: S608  Only constants of this module meet here; values are parameters.
        **_parameters(work, source, batch_id, run_id),
    )
    return touched + changed


def _values(source: Source, which: str) -> str:
    in_cascade = source.mode is OrderMode.CASCADE
    billing_day = (
        "d.ordered_on" if source.billing_trigger is BillingTrigger.CONFIRMATION else "d.shipped_on"
    )
    return _VALUES.format(
        creditor="coalesce(c.parties[2], :brand)" if in_cascade else "CAST(:brand AS uuid)",
        chain=_CHAIN if in_cascade else "",
        freight=_freight(source)["freight"],
        billing_day=billing_day,
        which=which,
    )


def _freight(source: Source) -> dict[str, str]:
    """Return the SQL of freight and its tax; whose consumer paid for it, nobody owes it again."""
    if source.kind is OrderKind.DROPSHIP:
        return {"freight": "0", "freight_tax": "0"}
    return {"freight": "d.freight_minor", "freight_tax": "d.freight_tax_minor"}


def _parameters(
    work: Work, source: Source, batch_id: UUID, run_id: UUID | None
) -> dict[str, object]:
    return {
        "brand": work.brand_id,
        "acquirer": source.acquirer_id,
        "batch": batch_id,
        "run": run_id,
    }


async def _announce(work: Work, batch_id: UUID) -> int:
    (row,) = await work.rows(
        """
        SELECT count(*) AS billable FROM orders
        WHERE brand_id = :brand AND billable_batch_id = :batch
        """,
        brand=work.brand_id,
        batch=batch_id,
    )
    if row.billable:
        work.announce(OrdersBillable(batch_id=batch_id))
    billable: int = row.billable
    return billable
