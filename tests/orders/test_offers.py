"""Orders priced with offers: one at a time and by file alike, counted, cancelled, sent back."""

import asyncio
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.conftest import MovingClock
from tests.factories.offered_orders import (
    FIRST_100,
    SAVE,
    TWELVE,
    House,
    OpenWork,
    both_ways,
    open_shop,
)
from tests.factories.orders import order_draft, ship_all
from tributary import orders, promotions
from tributary.kernel import BrandId, OrderId
from tributary.orders import (
    BillingTrigger,
    LineDraft,
    OrderState,
    ReturnedLine,
)
from tributary.platform import Database, Desk, prove
from tributary.promotions import CouponRefused, OfferUsedUp


@pytest.fixture
async def house(open_work: OpenWork) -> House:
    return await open_shop(open_work)


async def test_offers_follow_one_another_and_the_trace_says_how(house: House) -> None:
    await house.offer("SAVE", SAVE)
    await house.offer("TWELVE", TWELVE)
    await house.offer("LATER", TWELVE, since=date(2026, 2, 1))

    order_id = await house.place("SO-1", LineDraft("TEA-01", 4), LineDraft("POT-01", 1))

    # 450.00 less 40.00 are 410.00, of which 88 % are 360.80; tax is on what is left.
    trace = await house.trace(order_id)
    assert trace["total"] == "360.80"
    assert [(each["offer_code"], each["outcome"]) for each in trace["steps"]] == [
        ("SAVE", "applied"),
        ("TWELVE", "applied"),
    ]
    assert await house.discounts("SO-1") == [(5550, 22450, 0), (3370, 13630, 1772)]
    async with house.open_work() as work:
        ids = [promotions.offer_id_of(work.brand_id, code, 1) for code in ("SAVE", "TWELVE")]
        offers = await promotions.offers_named(work.session, work.brand_id, ids)
    assert promotions.is_replayed(json.loads(json.dumps(trace)), offers)


async def test_an_offer_that_was_missed_says_by_how_much(house: House) -> None:
    await house.offer("SAVE", SAVE)

    trace = await house.trace(await house.place("SO-1", LineDraft("TEA-01", 4)))

    (step,) = trace["steps"]
    assert (step["reason"], step["figures"]["short"]) == ("threshold_not_met", "20.00")
    assert await house.discounts("SO-1") == [(0, 28000, 0)]


@pytest.mark.parametrize(
    "scope",
    [{"stores": ["elsewhere"]}, {"grades": ["gold"]}, {"skus": ["POT-01"]}],
)
async def test_an_order_that_no_offer_is_for_is_not_looked_at(
    house: House, scope: dict[str, list[str]]
) -> None:
    await house.offer("TWELVE", TWELVE | {"scope": scope})

    await house.place("SO-1", LineDraft("TEA-01", 4))

    assert await house.rows("SELECT 1 FROM order_traces WHERE brand_id = :brand") == []
    assert await house.discounts("SO-1") == [(0, 28000, 0)]


async def test_the_101st_of_parallel_orders_gets_no_gift_and_a_cancelled_one_returns_once(
    house: House, database: Database, brand_id: BrandId
) -> None:
    await house.offer("FIRST", FIRST_100)

    placed = await asyncio.gather(
        *(house.place(f"SO-{n}", LineDraft("TEA-01", 1), state=OrderState.PENDING) for n in (0,)),
        *(house.place(f"SO-{n}", LineDraft("TEA-01", 1)) for n in range(1, 102)),
    )

    assert await _given(house) == (100, 100)
    # The pending one was promised a gift, and there is none any more.
    with pytest.raises(OfferUsedUp):
        await _confirm(house, placed[0])
    holder = await _holder(house)
    assert await _release(house, [holder]) == 1
    assert await _release(house, [holder]) == 0
    assert await _given(house) == (99, 99)
    await _confirm(house, placed[0])
    await _confirm(house, placed[0])
    assert await _given(house) == (100, 100)
    (proof,) = await prove(database, brand_id, promotions.INVARIANTS)
    assert proof.faults == []


async def _given(house: House) -> tuple[int, int]:
    (row,) = await house.rows(
        "SELECT c.taken, (SELECT count(*) FROM offer_claims k WHERE k.brand_id = :brand "
        "AND k.released_at IS NULL) FROM offer_counters c WHERE c.brand_id = :brand"
    )
    return row[0], row[1]


async def _holder(house: House) -> OrderId:
    ((order_id,),) = await house.rows(
        "SELECT order_id FROM offer_claims WHERE brand_id = :brand LIMIT 1"
    )
    return OrderId(order_id)


async def _release(house: House, order_ids: list[OrderId]) -> int:
    async with house.open_work() as work:
        return await promotions.release(work, order_ids)


async def _confirm(house: House, order_id: OrderId) -> None:
    async with house.open_work() as work:
        await orders.confirm(work, order_id=order_id, billing_trigger=BillingTrigger.CONFIRMATION)


async def test_a_coupon_is_used_once_and_is_free_again_when_its_order_is_cancelled(
    house: House,
) -> None:
    await house.offer("SPRING", TWELVE | {"needs_coupon": True})
    async with house.open_work() as work:
        await promotions.add_coupons(work, offer_code="SPRING", codes=["ABC"], uses_max=1)
    shipping = replace(house.source, billing_trigger=BillingTrigger.SHIPMENT)
    shop = replace(house, source=shipping)

    first = await shop.place("SO-1", LineDraft("TEA-01", 1), coupons=("ABC",))
    with pytest.raises(CouponRefused, match="Coupon ABC does not count: it is used up"):
        await shop.place("SO-2", LineDraft("TEA-01", 1), coupons=("ABC",))
    async with house.open_work() as work:
        await orders.cancel(work, order_id=first, reason="too late")
        await orders.cancel(work, order_id=first, reason="too late")
    await shop.place("SO-3", LineDraft("TEA-01", 1), coupons=("ABC",))
    # Its own use does not stand against an order that comes again.
    await shop.place("SO-3", LineDraft("TEA-01", 2), coupons=("ABC",))

    assert [await house.discounts(f"SO-{n}") for n in (1, 2, 3)] == [
        [(840, 6160, 0)],
        [],
        [(1680, 12320, 0)],
    ]
    assert await house.rows("SELECT used FROM coupons WHERE brand_id = :brand") == [(1,)]


@pytest.mark.parametrize(
    ("coupons", "why"),
    [
        (("GONE",), "Coupon GONE does not count: there is no such coupon"),
        (("ABC",), "Coupon ABC does not count: 20.00 CNY more has to be spent for offer SPRING"),
        (("LATE",), "Coupon LATE does not count: offer LATER is not for this order on that day"),
    ],
)
async def test_a_coupon_that_does_not_count_is_refused_and_not_left_out(
    house: House, coupons: tuple[str, ...], why: str
) -> None:
    await house.offer("SPRING", SAVE | {"needs_coupon": True})
    await house.offer("LATER", TWELVE | {"needs_coupon": True}, since=date(2026, 2, 1))
    async with house.open_work() as work:
        await promotions.add_coupons(work, offer_code="SPRING", codes=["ABC"], uses_max=1)
        await promotions.add_coupons(work, offer_code="LATER", codes=["LATE"], uses_max=1)

    with pytest.raises(CouponRefused, match=why):
        await house.place("SO-1", LineDraft("TEA-01", 4), coupons=coupons)

    assert await house.rows("SELECT 1 FROM orders WHERE brand_id = :brand") == []


async def test_what_is_previewed_is_what_the_order_costs_then(house: House) -> None:
    await house.offer("SAVE", SAVE)
    await house.offer("FIRST", FIRST_100)
    lines = [LineDraft("TEA-01", 4), LineDraft("POT-01", 1)]
    draft = order_draft(house.buyer, *lines, external_id="SO-1")

    async with house.open_work() as work:
        seen = await orders.preview(work, house.source, draft)
    assert await _given(house) == (0, 0)
    assert await house.rows("SELECT 1 FROM orders WHERE brand_id = :brand") == []
    order_id = await house.place("SO-1", *lines)

    shown = [(line.discount.minor, line.net.minor, line.tax.minor) for line in seen.lines]
    assert shown == await house.discounts("SO-1")
    assert seen.trace == await house.trace(order_id)
    total = "SELECT total_minor FROM orders WHERE brand_id = :brand"
    assert await house.rows(total) == [(seen.total.minor,)]


async def test_an_order_that_comes_again_is_priced_anew_until_it_is_billed(house: House) -> None:
    await house.offer("FIRST", FIRST_100)
    await house.offer("SAVE", SAVE)
    shipping = replace(house.source, billing_trigger=BillingTrigger.SHIPMENT)
    shop = replace(house, source=shipping)

    await shop.place("SO-1", LineDraft("TEA-01", 4))
    order_id = await shop.place("SO-1", LineDraft("TEA-01", 5))
    assert await house.discounts("SO-1") == [(4000, 31000, 0)]
    assert await _given(house) == (1, 1)

    async with house.open_work() as work:
        await ship_all(work, order_id)
    await house.offer("TWELVE", TWELVE)
    await shop.place("SO-1", LineDraft("TEA-01", 5), shipped_on=date(2026, 1, 12))
    assert await house.discounts("SO-1") == [(4000, 31000, 0)]


async def test_units_that_come_back_take_exactly_what_each_was_given(house: House) -> None:
    await house.offer("SAVE", SAVE | {"terms": SAVE["terms"] | {"saving": "1.03"}})  # type: ignore[operator]
    order_id = await house.place("SO-1", LineDraft("TEA-01", 5))

    for n in range(5):
        async with house.open_work() as work:
            await orders.book_return(
                work,
                order_id=order_id,
                return_ref=f"R{n}",
                returned_on=date(2026, 1, 12),
                lines=[ReturnedLine(1, 1)],
            )

    back = await house.rows(
        "SELECT net_minor FROM returns WHERE brand_id = :brand ORDER BY external_id"
    )
    assert [row[0] for row in back] == [6979, 6979, 6979, 6980, 6980]


# Whatever the offers: an order that a file brings costs the same cents as one that is placed.
documents = st.lists(
    st.one_of(
        st.builds(
            lambda threshold, repeat: (
                SAVE
                | {"terms": {"threshold": f"{threshold}.00", "saving": "13.37", "repeat": repeat}}
            ),
            st.integers(20, 900),
            st.booleans(),
        ),
        st.builds(lambda pays: TWELVE | {"terms": {"pays": str(pays)}}, st.integers(1, 99)),
        st.builds(
            lambda nth: (
                TWELVE
                | {
                    "kind": "nth_unit",
                    "terms": {"nth": nth, "pays": "50", "repeat": True, "pooling": "all"},
                }
            ),
            st.integers(2, 3),
        ),
        st.just(FIRST_100 | {"terms": FIRST_100["terms"] | {"limit": 2}}),  # type: ignore[operator]
    ),
    min_size=1,
    max_size=3,
)
amounts = st.lists(
    st.lists(
        st.tuples(st.sampled_from(["TEA-01", "POT-01"]), st.integers(1, 7)),
        min_size=1,
        unique_by=lambda line: line[0],
    ),
    min_size=1,
    max_size=4,
)


@pytest.mark.seconds(20)
@settings(
    max_examples=10,
    phases=(Phase.explicit, Phase.generate),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(documents=documents, sold=amounts)
async def test_a_file_and_single_orders_give_the_same_cents(
    documents: list[dict[str, Any]],
    sold: list[list[tuple[str, int]]],
    database: Database,
    clock: MovingClock,
    tmp_path: Path,
) -> None:
    placed, imported = await both_ways(
        Desk(database=database, clock=clock), documents, sold, tmp_path
    )

    assert placed == imported
