"""What comes back of an order whose offer says that what stays is priced again."""

from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.conftest import MovingClock
from tests.factories.channels import Import, csv_of
from tests.factories.offered_orders import SAVE, TWELVE, House, OpenWork, open_shop
from tributary import orders
from tributary.kernel import Actor, BrandId, OrderId, new_id
from tributary.orders import LineDraft, ReturnedLine, ReturnPreview
from tributary.platform import Database, Desk, Work, prove

AGAIN = SAVE | {"after_return": "recompute"}
CHARGED = SAVE | {"after_return": "charge_back"}
BACK_ON = date(2026, 1, 12)
BOOKED = """
    SELECT r.external_id, r.net_minor, r.tax_minor, r.share_minor, r.trace ->> 'lost' AS lost
    FROM returns r WHERE r.brand_id = :brand ORDER BY r.external_id
"""


CHARGES = """
    SELECT r.external_id, r.net_minor, r.tax_minor, r.charged_minor, r.charged_tax_minor
    FROM returns r WHERE r.brand_id = :brand ORDER BY r.external_id
"""


@pytest.fixture
async def house(open_work: OpenWork) -> House:
    return await open_shop(open_work)


async def back(house: House, order_id: OrderId, ref: str, **units: int) -> None:
    async with house.open_work() as work:
        await orders.book_return(
            work, order_id=order_id, return_ref=ref, returned_on=BACK_ON, lines=_lines(units)
        )


async def seen(house: House, order_id: OrderId, **units: int) -> ReturnPreview:
    async with house.open_work() as work:
        return await orders.preview_return(work, order_id=order_id, on=BACK_ON, lines=_lines(units))


def _lines(units: dict[str, int]) -> list[ReturnedLine]:
    return [ReturnedLine(int(place[1:]), quantity) for place, quantity in units.items()]


async def test_what_stays_is_priced_again_and_the_rest_makes_up_for_it(house: House) -> None:
    await house.offer("SAVE", AGAIN)
    # 4 x 70.00 and a pot of 170.00 are 450.00, less 40.00; tea is free of tax, the pot has 13 %.
    order_id = await house.place("SO-1", LineDraft("TEA-01", 4), LineDraft("POT-01", 1))
    (tea, pot) = await house.discounts("SO-1")

    await back(house, order_id, "R1", l2=1)
    await back(house, order_id, "R2", l1=4)

    # 280.00 stay, which earn no 40.00: of what was paid for the pot that much is kept.
    share, lost = pot[1], tea[0]
    assert await house.rows(BOOKED) == [
        ("R1", share - lost, -(-(share - lost) * 13 // 100), share, f"{lost / 100:.2f}"),
        (
            "R2",
            tea[1] + lost,
            pot[2] - -(-(share - lost) * 13 // 100),
            tea[1],
            f"{-lost / 100:.2f}",
        ),
    ]


async def test_what_is_previewed_is_what_is_booked_then(house: House) -> None:
    await house.offer("SAVE", AGAIN)
    order_id = await house.place("SO-1", LineDraft("TEA-01", 4), LineDraft("POT-01", 1))

    first = await seen(house, order_id, l2=1)
    assert await house.rows("SELECT 1 FROM returns WHERE brand_id = :brand") == []
    await back(house, order_id, "R1", l2=1)
    then = await seen(house, order_id, l1=4)
    await back(house, order_id, "R2", l1=4)

    assert [
        (preview.net.minor, preview.tax.minor, preview.share.minor) for preview in (first, then)
    ] == [row[1:4] for row in await house.rows(BOOKED)]
    assert [(line.position, line.quantity) for line in then.lines] == [(1, 4), (2, 0)]
    assert first.trace is not None
    step = first.trace["rest"]["steps"][0]  # type: ignore[index, call-overload]
    assert (step["outcome"], step["reason"]) == ("not_applicable", "threshold_not_met")  # type: ignore[index, call-overload]


async def test_goods_that_come_back_for_nothing_are_made_up_for_later(house: House) -> None:
    saving = {"threshold": "370.00", "saving": "100.00", "repeat": False}
    await house.offer("SAVE", AGAIN | {"terms": saving})
    order_id = await house.place("SO-1", LineDraft("TEA-01", 1), LineDraft("POT-01", 2))

    await back(house, order_id, "R1", l1=1)
    await back(house, order_id, "R2", l2=1)
    await back(house, order_id, "R3", l2=1)

    # 310.00 were paid. Two pots cost 340.00 without the saving: nothing is given back of the tea.
    # One pot costs 170.00, so 140.00 of the 310.00 are; the last one gives back the rest.
    assert [row[1] for row in await house.rows(BOOKED)] == [0, 14000, 17000]
    assert sum(row[2] for row in await house.rows(BOOKED)) == (await house.discounts("SO-1"))[1][2]


async def test_a_discount_that_what_stays_lost_is_charged_and_taken_back_in_the_end(
    house: House,
) -> None:
    await house.offer("SAVE", CHARGED)
    # The same tea and pot: here the tea comes back first, and the pot with its 13 % stays.
    order_id = await house.place("SO-1", LineDraft("TEA-01", 4), LineDraft("POT-01", 1))
    (tea, pot) = await house.discounts("SO-1")

    first = await seen(house, order_id, l1=3)
    await back(house, order_id, "R1", l1=3)
    await back(house, order_id, "R2", l1=1, l2=1)

    (one, two) = await house.rows(CHARGES)
    # One tea and the pot stay, 240.00: they lose what is left of the discount.
    given = 3 * (tea[0] // 4) + min(3, tea[0] % 4)
    stays = 4000 - given
    assert one[1:4] == (3 * 7000 - given, 0, stays)
    assert one[4] == round(pot[0] * pot[2] / pot[1])
    assert (first.charged.minor, first.charged_tax.minor) == one[3:]
    assert first.share == first.net
    assert two[1:] == (45000 - 4000 - one[1], pot[2], -one[3], -one[4])


async def test_free_goods_that_stay_are_charged_for_until_they_come_back(house: House) -> None:
    free = {
        "kind": "buy_get",
        "currency": "CNY",
        "rank": 5,
        "terms": {"buy": 1, "get": 1, "repeat": True, "pooling": "sku"},
        "after_return": "charge_back",
    }
    await house.offer("FREE", free)
    order_id = await house.place("SO-1", LineDraft("POT-01", 2))

    await back(house, order_id, "R1", l1=1)
    await back(house, order_id, "R2", l1=1)

    (one, two) = await house.rows(CHARGES)
    assert one[3:] == (8500, 1105)
    assert two[3:] == (-8500, -1105)


async def test_an_order_without_such_an_offer_gives_back_the_share_of_its_units(
    house: House,
) -> None:
    await house.offer("SAVE", SAVE)
    await house.offer("NEVER", AGAIN | {"terms": {**AGAIN["terms"], "threshold": "900.00"}})  # type: ignore[dict-item]
    order_id = await house.place("SO-1", LineDraft("TEA-01", 4), LineDraft("POT-01", 1))
    (_, pot) = await house.discounts("SO-1")

    preview = await seen(house, order_id, l2=1)
    await back(house, order_id, "R1", l2=1)

    assert preview.trace is None
    assert preview.share == preview.net
    assert await house.rows(BOOKED) == [("R1", pot[1], pot[2], None, None)]


documents = st.lists(
    st.one_of(
        st.builds(
            lambda threshold, repeat, policy: (
                AGAIN
                | {"terms": {"threshold": f"{threshold}.00", "saving": "13.37", "repeat": repeat}}
                | {"after_return": policy}
            ),
            st.integers(20, 900),
            st.booleans(),
            st.sampled_from(["recompute", "charge_back"]),
        ),
        st.builds(lambda pays: TWELVE | {"terms": {"pays": str(pays)}}, st.integers(1, 99)),
    ),
    min_size=1,
    max_size=3,
)
sold = st.lists(
    st.tuples(st.sampled_from(["TEA-01", "POT-01"]), st.integers(1, 4)),
    min_size=1,
    unique_by=lambda line: line[0],
)


@pytest.mark.seconds(30)
@settings(
    max_examples=10,
    phases=(Phase.explicit, Phase.generate),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(documents=documents, lines=sold, choices=st.data())
async def test_returns_of_a_file_and_single_ones_give_the_same_cents_and_all_of_it_in_the_end(
    documents: list[dict[str, Any]],
    lines: list[tuple[str, int]],
    choices: st.DataObject,
    database: Database,
    clock: MovingClock,
    tmp_path: Path,
) -> None:
    parts = _cut(choices, lines)
    desk = Desk(database=database, clock=clock)
    booked = []
    for is_file in (False, True):
        actor = Actor.system(BrandId(new_id()), "test")
        house = await open_shop(partial(_work_of, database, clock, actor))
        for n, document in enumerate(documents):
            await house.offer(f"O{n}", document)
        order_id = await house.place("SO-1", *(LineDraft(*line) for line in lines))
        if is_file:
            await Import(desk, actor, tmp_path)(_file_of(lines, parts))
        else:
            for n, part in enumerate(parts):
                await back(house, order_id, f"R{n}", **part)
        booked.append([await house.rows(BOOKED), await house.rows(CHARGES)])
        ((net, tax, *charged, whole, whole_tax),) = await house.rows(
            """SELECT sum(x.net_minor), sum(x.tax_minor),
                      (SELECT coalesce(sum(charged_minor), 0) FROM returns
                       WHERE brand_id = :brand),
                      (SELECT coalesce(sum(charged_tax_minor), 0) FROM returns
                       WHERE brand_id = :brand),
                      (SELECT sum(net_minor) FROM order_lines WHERE brand_id = :brand),
                      (SELECT sum(tax_minor) FROM order_lines WHERE brand_id = :brand)
               FROM return_lines x WHERE x.brand_id = :brand"""
        )
        assert (net, tax) == (whole, whole_tax)
        assert charged == [0, 0]
        assert [
            each.faults for each in await prove(database, actor.brand_id, orders.INVARIANTS)
        ] == [[] for _ in orders.INVARIANTS]

    assert booked[0] == booked[1]


def _work_of(
    database: Database, clock: MovingClock, actor: Actor
) -> AbstractAsyncContextManager[Work]:
    return database.work(actor, now=clock())


def _cut(choices: st.DataObject, lines: Sequence[tuple[str, int]]) -> list[dict[str, int]]:
    """Return the units of an order in a random order and in random parts."""
    units = [f"l{place}" for place, (_, many) in enumerate(lines, start=1) for _ in range(many)]
    ordered = choices.draw(st.permutations(units))
    cuts = sorted(choices.draw(st.sets(st.integers(1, len(units)), max_size=4)) | {len(units)})
    return [dict(Counter(ordered[since:until])) for since, until in pairwise([0, *cuts])]


def _file_of(lines: Sequence[tuple[str, int]], parts: Sequence[dict[str, int]]) -> str:
    rows = [
        f"SO-1,{lines[int(place[1:]) - 1][0]},{many},R{n},2026-01-12,2026-01-10 09:30,T2"
        for n, part in enumerate(parts)
        for place, many in part.items()
    ]
    return csv_of(rows, "order_no,sku,quantity,return_no,returned_on,ordered_at,distributor")
