"""Take what is counted when an order is confirmed or paid, and give it back once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from tributary.kernel import OrderId, PartyId, new_id
from tributary.platform import Work
from tributary.promotions.rules import OfferUsedUp


@dataclass(frozen=True, slots=True)
class Claim:
    """What one order takes of one offer."""

    order_id: OrderId
    offer_id: UUID
    buyer_id: PartyId
    coupon_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """What was taken of counted offers, held until the work ends so that nobody else takes it."""

    taken: Mapping[UUID, int]
    buyers: Mapping[UUID, frozenset[PartyId]]


async def hold_counts(
    work: Work, offer_ids: Sequence[UUID], *, but_of: Sequence[OrderId] = ()
) -> Counts:
    """Return what was taken so far of counted offers, and let nobody else take any meanwhile.

    Args:
        work: the transaction that is going to confirm orders.
        offer_ids: the versions; those that count nothing are left out.
        but_of: orders that are priced anew, so that their own claims do not stand against them.
    """
    rows = await work.rows(
        """
        SELECT offer_id, taken FROM offer_counters
        WHERE brand_id = :brand AND offer_id = ANY(CAST(:offers AS uuid[]))
        ORDER BY offer_id FOR UPDATE
        """,
        brand=work.brand_id,
        offers=list(offer_ids),
    )
    claims = await work.rows(
        """
        SELECT offer_id, order_id = ANY(CAST(:but AS uuid[])) AS own, count(*) AS many,
               array_agg(DISTINCT buyer_id) AS buyers
        FROM offer_claims
        WHERE brand_id = :brand AND offer_id = ANY(CAST(:offers AS uuid[])) AND released_at IS NULL
        GROUP BY 1, 2
        """,
        brand=work.brand_id,
        offers=[row.offer_id for row in rows],
        but=list(but_of),
    )
    own = {row.offer_id: row.many for row in claims if row.own}
    return Counts(
        {row.offer_id: row.taken - own.get(row.offer_id, 0) for row in rows},
        {row.offer_id: frozenset(row.buyers) for row in claims if not row.own},
    )


async def claim(work: Work, claims: Sequence[Claim]) -> None:
    """Take what orders were promised: all of it, or the work fails.

    Refuses:
        OfferUsedUp: a gift or the use of a coupon that was there is gone.
    """
    if not claims:
        return
    gifts = Counter(each.offer_id for each in claims)
    coupons = Counter(each.coupon_id for each in claims if each.coupon_id is not None)
    for offer_id in await _left(work, list(gifts)):
        await _take(work, "offer_counters", "taken", "gifts_max", offer_id, gifts)
    for coupon_id in sorted(coupons):
        await _take(work, "coupons", "used", "uses_max", coupon_id, coupons)
    await _keep(work, claims)


async def claim_left(work: Work, claims: Sequence[Claim]) -> Sequence[Claim]:
    """Take gifts as long as there are any, those that are named first, and return what was taken.

    For what is earned by a deed that cannot be refused, as a payment is not because of a gift.

    Args:
        work: the transaction of that deed.
        claims: of counted offers, without coupons; what an order holds already is not named.
    """
    if not claims:
        return []
    left = await _left(work, sorted({each.offer_id for each in claims}))
    taken: list[Claim] = []
    for each in claims:
        if left.get(each.offer_id, 0) > 0:
            left[each.offer_id] -= 1
            taken.append(each)
    gifts = Counter(each.offer_id for each in taken)
    for offer_id in sorted(gifts):
        await _take(work, "offer_counters", "taken", "gifts_max", offer_id, gifts)
    if taken:
        await _keep(work, taken)
    return taken


async def _left(work: Work, offer_ids: Sequence[UUID]) -> dict[UUID, int]:
    """Return what is left of each of the counted ones, which nobody else takes meanwhile."""
    rows = await work.rows(
        "SELECT offer_id, gifts_max - taken AS left FROM offer_counters WHERE brand_id = :brand "
        "AND offer_id = ANY(CAST(:offers AS uuid[])) ORDER BY offer_id FOR UPDATE",
        brand=work.brand_id,
        offers=list(offer_ids),
    )
    return {row.offer_id: row.left for row in rows}


async def _keep(work: Work, claims: Sequence[Claim]) -> None:
    await work.run(
        """
        INSERT INTO offer_claims (brand_id, id, offer_id, order_id, buyer_id, coupon_id, claimed_at)
        SELECT :brand, n.*, :now
        FROM unnest(CAST(:ids AS uuid[]), CAST(:offers AS uuid[]), CAST(:orders AS uuid[]),
                    CAST(:buyers AS uuid[]), CAST(:coupons AS uuid[])) AS n
        """,
        brand=work.brand_id,
        now=work.opened_at,
        ids=[new_id() for _ in claims],
        offers=[each.offer_id for each in claims],
        orders=[each.order_id for each in claims],
        buyers=[each.buyer_id for each in claims],
        coupons=[each.coupon_id for each in claims],
    )


async def _take(
    work: Work, table: str, column: str, limit: str, key: UUID, how_many: Mapping[UUID, int]
) -> None:
    name = "offer_id" if table == "offer_counters" else "id"
    taken = await work.run(
        f"UPDATE {table} SET {column} = {column} + :many WHERE brand_id = :brand "  # noqa: S608
        f"AND {name} = :key AND {column} + :many <= {limit}",
        brand=work.brand_id,
        key=key,
        many=how_many[key],
    )
    if not taken:
        raise OfferUsedUp("What the order was promised went to somebody else meanwhile.")


async def release(
    work: Work, order_ids: Sequence[OrderId], *, of: Sequence[UUID] | None = None
) -> int:
    """Give back what orders took; what was given back before is not given back again.

    Args:
        work: the transaction of what ends the claims.
        order_ids: whose claims.
        of: only those of these offers; of all where it is unsaid.
    """
    rows = await work.rows(
        """
        UPDATE offer_claims SET released_at = :now
        WHERE brand_id = :brand AND order_id = ANY(CAST(:orders AS uuid[]))
          AND released_at IS NULL
          AND (CAST(:offers AS uuid[]) IS NULL OR offer_id = ANY(CAST(:offers AS uuid[])))
        RETURNING offer_id, coupon_id
        """,
        brand=work.brand_id,
        orders=list(order_ids),
        offers=None if of is None else list(of),
        now=work.opened_at,
    )
    for offer_id, many in sorted(Counter(row.offer_id for row in rows).items()):
        await work.run(
            "UPDATE offer_counters SET taken = taken - :many "
            "WHERE brand_id = :brand AND offer_id = :key",
            brand=work.brand_id,
            key=offer_id,
            many=many,
        )
    coupons = Counter(row.coupon_id for row in rows if row.coupon_id is not None)
    for coupon_id, many in sorted(coupons.items()):
        await work.run(
            "UPDATE coupons SET used = used - :many WHERE brand_id = :brand AND id = :key",
            brand=work.brand_id,
            key=coupon_id,
            many=many,
        )
    return len(rows)
