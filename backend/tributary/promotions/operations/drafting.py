"""Draft an offer, put a version of it in force, end it."""

import json
from datetime import date
from uuid import UUID

from sqlalchemy import delete, insert
from sqlalchemy.dialects.postgresql import insert as upsert

from tributary.kernel import new_id
from tributary.platform import Work, lock_versions, next_version, refusing_overlap
from tributary.promotions.model import CouponRow, OfferCounterRow, OfferDraftRow, OfferRow
from tributary.promotions.queries import draft_of
from tributary.promotions.rules import (
    CouponsFaulty,
    FirstGifts,
    OfferDraft,
    OfferInUse,
    OfferOverlaps,
    OfferRule,
    OfferUnknown,
    coupon_id_of,
    document_of,
    draft_id_of,
    offer_id_of,
    require_codes,
)


async def save_draft(work: Work, draft: OfferDraft) -> UUID:
    """Save the draft of an offer; the one there was of its code is written over.

    Refuses:
        OfferFaulty: code, name, period or document are at fault; all of it at once.
    """
    rule = draft.rule()
    draft_id = draft_id_of(work.brand_id, draft.code)
    values = {
        "name": draft.name,
        "kind": rule.kind.value,
        "valid_from": draft.valid_from,
        "valid_until": draft.valid_until,
        "document": document_of(rule),
        "changed_at": work.opened_at,
    }
    key = {"brand_id": work.brand_id, "id": draft_id, "code": draft.code}
    await work.session.execute(
        upsert(OfferDraftRow)
        .values(**key, **values)
        .on_conflict_do_update(index_elements=["brand_id", "id"], set_=values)
    )
    await work.audit(
        "promotions.save_draft", subject="offer_draft", subject_id=draft_id, after=_shown(draft)
    )
    return draft_id


async def drop_draft(work: Work, code: str) -> None:
    """Throw the draft of an offer away; its versions stay.

    Refuses:
        OfferUnknown: there is no draft of this code.
    """
    draft = await _require_draft(work, code)
    draft_id = draft_id_of(work.brand_id, code)
    await _forget(work, draft_id)
    await work.audit(
        "promotions.drop_draft", subject="offer_draft", subject_id=draft_id, before=_shown(draft)
    )


async def activate(work: Work, code: str) -> UUID:
    """Put the draft of an offer in force as its next version, which nobody edits any more.

    An open version before it ends on the day this one begins. Orders that are placed keep the
    price that they have.

    Refuses:
        OfferUnknown: there is no draft of this code.
        OfferOverlaps: another version is in force on some of its days.
    """
    await lock_versions(work, "offers")
    draft = await _require_draft(work, code)
    rule = draft.rule()
    version = await next_version(work, "offers", code, draft.valid_from)
    offer_id = offer_id_of(work.brand_id, code, version)
    overlaps = OfferOverlaps(
        f"Offer {code!r} cannot begin on {draft.valid_from}: another version of it is in "
        "force on some of its days."
    )
    with refusing_overlap(overlaps):
        await work.session.execute(insert(OfferRow), _row(work, offer_id, version, draft, rule))
    if isinstance(rule.terms, FirstGifts):
        counter = {"offer_id": offer_id, "gifts_max": rule.terms.limit, "taken": 0}
        await work.session.execute(insert(OfferCounterRow), {"brand_id": work.brand_id, **counter})
    await _forget(work, draft_id_of(work.brand_id, code))
    await work.audit(
        "promotions.activate",
        subject="offer",
        subject_id=offer_id,
        after={"version": version, **_shown(draft)},
    )
    return offer_id


async def end(work: Work, *, offer_id: UUID, on: date, today: date) -> None:
    """Let a version end; orders of that day and later do not have it.

    Refuses:
        OfferUnknown: there is no such version.
        OfferInUse: the day is over, or after the one on which it ends already.
    """
    rows = await work.rows(
        "SELECT code, version, valid_from, valid_until FROM offers "
        "WHERE brand_id = :brand AND id = :id FOR UPDATE",
        brand=work.brand_id,
        id=offer_id,
    )
    if not rows:
        raise OfferUnknown(f"There is no version {offer_id} of an offer.")
    (row,) = rows
    day = max(on, row.valid_from)
    if on < today or (row.valid_until is not None and day > row.valid_until):
        until = row.valid_until or "left open"
        raise OfferInUse(
            f"Offer {row.code!r}, version {row.version}, cannot end on {on}: today is {today}, and "
            f"its end is {until}."
        )
    await work.run(
        "UPDATE offers SET valid_until = :day WHERE brand_id = :brand AND id = :id",
        brand=work.brand_id,
        id=offer_id,
        day=day,
    )
    await work.audit(
        "promotions.end",
        subject="offer",
        subject_id=offer_id,
        before={"valid_until": row.valid_until or "open"},
        after={"valid_until": day},
    )


async def add_coupons(work: Work, *, offer_code: str, codes: list[str], uses_max: int) -> None:
    """Add coupons of an offer, each to be used so many times.

    Refuses:
        OfferUnknown: no version of such an offer was ever in force.
        CouponsFaulty: a code is empty, is there already, or may be used less than once.
    """
    known = await work.rows(
        "SELECT 1 FROM offers WHERE brand_id = :brand AND code = :code LIMIT 1",
        brand=work.brand_id,
        code=offer_code,
    )
    if not known:
        raise OfferUnknown(f"No version of an offer {offer_code!r} was ever in force.")
    require_codes(offer_code, codes, uses_max)
    rows = [
        {
            "brand_id": work.brand_id,
            "id": coupon_id_of(work.brand_id, code),
            "code": code,
            "offer_code": offer_code,
            "uses_max": uses_max,
            "used": 0,
            "created_at": work.opened_at,
        }
        for code in codes
    ]
    added = await work.session.scalars(
        upsert(CouponRow).on_conflict_do_nothing().returning(CouponRow.code), rows
    )
    taken = sorted(set(codes) - set(added.all()))
    if taken:
        raise CouponsFaulty(f"There are coupons already with the codes {', '.join(taken[:3])}.")
    await work.audit(
        "promotions.add_coupons",
        subject="offer",
        subject_id=new_id(),
        after={"code": offer_code, "coupons": len(codes), "uses_max": uses_max},
    )


async def _require_draft(work: Work, code: str) -> OfferDraft:
    draft = await draft_of(work.session, work.brand_id, code)
    if draft is None:
        raise OfferUnknown(f"There is no draft of an offer {code!r}.")
    return draft


async def _forget(work: Work, draft_id: UUID) -> None:
    await work.session.execute(
        delete(OfferDraftRow).where(
            OfferDraftRow.brand_id == work.brand_id, OfferDraftRow.id == draft_id
        )
    )


def _row(
    work: Work, offer_id: UUID, version: int, draft: OfferDraft, rule: OfferRule
) -> dict[str, object]:
    return {
        "brand_id": work.brand_id,
        "id": offer_id,
        "code": draft.code,
        "version": version,
        "name": draft.name,
        "kind": rule.kind.value,
        "currency": rule.currency,
        "rank": rule.rank,
        "stacking_group": rule.group,
        "needs_coupon": rule.needs_coupon,
        "skus": list(rule.scope.skus),
        "product_groups": list(rule.scope.product_groups),
        "stores": list(rule.scope.stores),
        "grades": list(rule.scope.grades),
        "valid_from": draft.valid_from,
        "valid_until": draft.valid_until,
        "document": document_of(rule),
        "activated_at": work.opened_at,
    }


def _shown(draft: OfferDraft) -> dict[str, object]:
    return {
        "code": draft.code,
        "name": draft.name,
        "valid_from": draft.valid_from,
        "valid_until": draft.valid_until or "open",
        "document": json.dumps(document_of(draft.rule()), ensure_ascii=False),
    }
