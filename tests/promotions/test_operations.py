from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.factories.promotions import cart, cny, line
from tributary import promotions
from tributary.platform import Work
from tributary.promotions import (
    CouponsFaulty,
    OfferDraft,
    OfferFaulty,
    OfferInUse,
    OfferOverlaps,
    OfferUnknown,
)

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]

SAVE: dict[str, Any] = {
    "kind": "spend_save",
    "currency": "CNY",
    "terms": {"threshold": "300.00", "saving": "40.00", "repeat": False},
    "rank": 10,
}
SPRING = OfferDraft("SPRING", "春茶满减", date(2026, 3, 1), SAVE)
TODAY = date(2026, 3, 10)


async def put_in_force(open_work: OpenWork, draft: OfferDraft = SPRING) -> Any:  # noqa: ANN401
    async with open_work() as work:
        await promotions.save_draft(work, draft)
        return await promotions.activate(work, draft.code)


async def versions(open_work: OpenWork) -> list[tuple[int, str, str | None]]:
    async with open_work() as work:
        rows = await work.rows(
            "SELECT version, valid_from::text, valid_until::text FROM offers "
            "WHERE brand_id = :brand ORDER BY version",
            brand=work.brand_id,
        )
        return [tuple(row) for row in rows]


async def test_a_draft_is_written_over_until_it_is_activated(open_work: OpenWork) -> None:
    async with open_work() as work:
        await promotions.save_draft(work, SPRING)
        await promotions.save_draft(work, replace(SPRING, name="Spring"))
        assert await promotions.draft_of(work.session, work.brand_id, "SPRING") is not None

    await put_in_force(open_work, replace(SPRING, name="Spring"))

    async with open_work() as work:
        assert await promotions.draft_of(work.session, work.brand_id, "SPRING") is None
        days = (date(2026, 3, 1), date(2026, 3, 1))
        (offer,) = await promotions.offers_between(work.session, work.brand_id, *days)
    priced = promotions.price(cart(line("TEA", "300.00")), [offer])
    assert priced.discount == cny("40.00")


async def test_a_draft_that_says_nothing_right_is_told_everything(open_work: OpenWork) -> None:
    faulty = OfferDraft(" ", "", date(2026, 3, 1), {"kind": "x"}, date(2026, 3, 1))

    with pytest.raises(OfferFaulty) as refused:
        async with open_work() as work:
            await promotions.save_draft(work, faulty)

    assert "The offer has 5 fault(s): code:" in refused.value.message


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (
            {
                "kind": "cross_store",
                "terms": {
                    "threshold": "300.00",
                    "saving": "40.00",
                    "repeat": False,
                    "stores_min": 2,
                    "shares": [{"bearer": "brand", "rate": "100"}],
                },
            },
            "placed in one store",
        ),
    ],
)
async def test_what_no_order_can_have_is_not_drafted(
    changes: dict[str, Any], fault: str, open_work: OpenWork
) -> None:
    with pytest.raises(OfferFaulty, match=fault):
        async with open_work() as work:
            await promotions.save_draft(work, replace(SPRING, document=SAVE | changes))


async def test_the_next_version_ends_the_one_before_on_its_first_day(open_work: OpenWork) -> None:
    await put_in_force(open_work)
    await put_in_force(open_work, replace(SPRING, valid_from=date(2026, 4, 1)))

    assert await versions(open_work) == [
        (1, "2026-03-01", "2026-04-01"),
        (2, "2026-04-01", None),
    ]


async def test_versions_do_not_overlap(open_work: OpenWork) -> None:
    await put_in_force(open_work)

    with pytest.raises(OfferOverlaps, match="cannot begin on 2026-02-01"):
        await put_in_force(open_work, replace(SPRING, valid_from=date(2026, 2, 1)))


async def test_what_is_not_there_is_not_activated_dropped_or_ended(open_work: OpenWork) -> None:
    for deed in (promotions.activate, promotions.drop_draft):
        with pytest.raises(OfferUnknown):
            async with open_work() as work:
                await deed(work, "SPRING")
    with pytest.raises(OfferUnknown):
        async with open_work() as work:
            await promotions.end(work, offer_id=work.brand_id, on=TODAY, today=TODAY)


async def test_a_draft_may_be_thrown_away(open_work: OpenWork) -> None:
    async with open_work() as work:
        await promotions.save_draft(work, SPRING)
        await promotions.drop_draft(work, "SPRING")
        assert await promotions.draft_of(work.session, work.brand_id, "SPRING") is None


async def test_an_offer_ends_today_or_later_and_never_later_than_it_did(
    open_work: OpenWork,
) -> None:
    offer_id = await put_in_force(open_work)
    for on in (TODAY, date(2026, 3, 9), date(2026, 3, 11)):
        try:
            async with open_work() as work:
                await promotions.end(work, offer_id=offer_id, on=on, today=TODAY)
        except OfferInUse:
            assert on != TODAY

    assert await versions(open_work) == [(1, "2026-03-01", "2026-03-10")]


async def test_an_offer_withdrawn_before_it_begins_is_never_in_force(open_work: OpenWork) -> None:
    offer_id = await put_in_force(open_work, replace(SPRING, valid_from=date(2026, 4, 1)))

    async with open_work() as work:
        await promotions.end(work, offer_id=offer_id, on=TODAY, today=TODAY)

    assert await versions(open_work) == [(1, "2026-04-01", "2026-04-01")]
    await put_in_force(open_work, replace(SPRING, valid_from=date(2026, 4, 1)))


@pytest.mark.parametrize(
    ("codes", "uses_max"), [(["A", "A"], 1), ([" A"], 1), ([], 1), (["A"], 0), (["OLD"], 1)]
)
async def test_faulty_coupons_are_refused(
    codes: list[str], uses_max: int, open_work: OpenWork
) -> None:
    await put_in_force(open_work)
    async with open_work() as work:
        await promotions.add_coupons(work, offer_code="SPRING", codes=["OLD"], uses_max=1)

    with pytest.raises(CouponsFaulty):
        async with open_work() as work:
            await promotions.add_coupons(work, offer_code="SPRING", codes=codes, uses_max=uses_max)


async def test_coupons_are_for_an_offer(open_work: OpenWork) -> None:
    with pytest.raises(OfferUnknown):
        async with open_work() as work:
            await promotions.add_coupons(work, offer_code="NONE", codes=["A"], uses_max=1)
