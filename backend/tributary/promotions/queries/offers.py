"""Offers as rules see them: the draft of a code, the versions of a period, and coupons."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.kernel import BrandId, OrderId
from tributary.promotions.model import CouponRow, OfferClaimRow, OfferDraftRow, OfferRow
from tributary.promotions.rules import Coupon, Offer, OfferDraft, rule_from


async def draft_of(session: AsyncSession, brand_id: BrandId, code: str) -> OfferDraft | None:
    """Return the draft of an offer, if there is one."""
    row = await session.scalar(
        select(OfferDraftRow).where(OfferDraftRow.brand_id == brand_id, OfferDraftRow.code == code)
    )
    if row is None:
        return None
    return OfferDraft(row.code, row.name, row.valid_from, row.document, row.valid_until)


async def offers_between(
    session: AsyncSession, brand_id: BrandId, first: date, last: date
) -> list[Offer]:
    """Return the versions that are in force on some day from the first to the last."""
    rows = await session.scalars(
        select(OfferRow).where(
            OfferRow.brand_id == brand_id,
            OfferRow.valid_from <= last,
            or_(OfferRow.valid_until.is_(None), OfferRow.valid_until > first),
        )
    )
    return sorted((_offer(row) for row in rows), key=lambda offer: offer.place)


async def offers_named(
    session: AsyncSession, brand_id: BrandId, ids: Sequence[UUID]
) -> list[Offer]:
    """Return versions by their ids, as a stored trace names them."""
    rows = await session.scalars(
        select(OfferRow).where(OfferRow.brand_id == brand_id, OfferRow.id.in_(ids))
    )
    return sorted((_offer(row) for row in rows), key=lambda offer: offer.place)


async def coupons_of(
    session: AsyncSession,
    brand_id: BrandId,
    codes: Sequence[str],
    *,
    but_of: Sequence[OrderId] = (),
) -> dict[str, Coupon]:
    """Return coupons by code with what is left of each, which nobody else takes meanwhile.

    Args:
        session: of the work that is going to use them.
        brand_id: whose coupons.
        codes: what buyers gave; unknown ones are left out.
        but_of: orders that are priced anew, so that their own uses do not stand against them.
    """
    rows = await session.scalars(
        select(CouponRow)
        .where(CouponRow.brand_id == brand_id, CouponRow.code.in_(codes))
        .order_by(CouponRow.id)
        .with_for_update()
    )
    own = await session.execute(
        select(OfferClaimRow.coupon_id, func.count())
        .where(
            OfferClaimRow.brand_id == brand_id,
            OfferClaimRow.order_id.in_(but_of),
            OfferClaimRow.coupon_id.is_not(None),
            OfferClaimRow.released_at.is_(None),
        )
        .group_by(OfferClaimRow.coupon_id)
    )
    back = {row[0]: row[1] for row in own}
    return {
        row.code: Coupon(row.code, row.offer_code, row.uses_max - row.used + back.get(row.id, 0))
        for row in rows
    }


def _offer(row: OfferRow) -> Offer:
    return Offer(row.code, row.version, rule_from(row.document), row.valid_from, row.valid_until)
