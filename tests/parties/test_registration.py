"""Registering parties: one by one, ten thousand at once, and every refusal."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.factories.parties import FIRST_DAY, make_chain, make_distributor, open_house
from tributary import parties
from tributary.kernel import BrandId, DistributorId, PartyId, new_id
from tributary.parties import DistributorDraft, PartyKind
from tributary.platform import Database, Work, prove

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]

DRAFT = DistributorDraft("NEW", "New", PartyId(new_id()), "gold", FIRST_DAY)


async def test_the_brand_is_a_party_and_its_id_is_the_brands(work: Work) -> None:
    brand = await open_house(work)

    party = await parties.by_code(work.session, work.brand_id, "BRAND")
    assert (party.id, party.kind) == (brand, PartyKind.BRAND)
    assert brand == work.brand_id
    with pytest.raises(parties.PartyCodeTaken, match="'BRAND' exists already"):
        await parties.open_brand(work, name="Again")


async def test_a_party_is_found_by_its_code(work: Work, brand_id: BrandId) -> None:
    await open_house(work)
    north = await make_distributor(work, "NORTH", email="n@example.com", language="en")
    acquirer = await parties.register_party(
        work, kind=PartyKind.ACQUIRER, code="ALIPAY", name="支付宝"
    )

    found = await parties.by_code(work.session, brand_id, "NORTH")
    assert (found.id, found.language, found.email) == (PartyId(north), "en", "n@example.com")
    assert await parties.distributor_by_code(work.session, brand_id, "NORTH") == north
    assert (await parties.party_of(work.session, brand_id, acquirer)).kind == PartyKind.ACQUIRER
    with pytest.raises(parties.UnknownDistributor, match="is a acquirer, not a distributor"):
        await parties.distributor_by_code(work.session, brand_id, "ALIPAY")
    with pytest.raises(parties.UnknownParty, match="no party 'SOUTH'"):
        await parties.by_code(work.session, brand_id, "SOUTH")


async def test_levels_count_down_from_the_brand(work: Work, brand_id: BrandId) -> None:
    await open_house(work)
    agent, tier, store = await make_chain(
        work, "AGENT", "TIER", "STORE", grades=("gold", "silver", "bronze")
    )

    links = await parties.chain(work.session, brand_id, store, FIRST_DAY)

    assert [(link.code, link.depth, link.grade) for link in links] == [
        ("STORE", 0, "bronze"),
        ("TIER", 1, "silver"),
        ("AGENT", 2, "gold"),
        ("BRAND", 3, None),
    ]
    levels = [
        await parties.level_on(work.session, brand_id, each, FIRST_DAY)
        for each in (agent, tier, store)
    ]
    assert levels == [1, 2, 3]
    assert await parties.level_on(work.session, brand_id, store, date(2025, 12, 31)) is None
    below = await parties.descendants_on(work.session, brand_id, PartyId(agent), FIRST_DAY)
    assert below == [tier, store]


async def test_a_list_may_name_uplines_before_they_come(work: Work, brand_id: BrandId) -> None:
    await open_house(work)
    tier = parties.party_id_of(brand_id, "TIER")
    drafts = [
        DistributorDraft("STORE", "Store", tier, "bronze", FIRST_DAY),
        DistributorDraft("TIER", "Tier", PartyId(brand_id), "silver", FIRST_DAY),
    ]

    store, _ = await parties.register_distributors(work, drafts)

    assert await parties.level_on(work.session, brand_id, store, FIRST_DAY) == 2
    assert await parties.register_distributors(work, []) == []


async def test_an_upline_with_a_history_gives_it_to_those_who_join_later(
    work: Work, brand_id: BrandId
) -> None:
    await open_house(work)
    east, west, tier = [await make_distributor(work, code) for code in ("EAST", "WEST", "TIER")]
    for under, day in ((east, date(2026, 2, 1)), (west, date(2026, 3, 1))):
        await parties.move_distributor(
            work, distributor_id=tier, parent_id=PartyId(under), from_on=day
        )

    store = await make_distributor(work, "STORE", under=tier, since=date(2026, 2, 10))

    february = await parties.ancestors_on(work.session, brand_id, PartyId(store), date(2026, 2, 28))
    march = await parties.ancestors_on(work.session, brand_id, PartyId(store), date(2026, 3, 1))
    assert february == [tier, east, brand_id]
    assert march == [tier, west, brand_id]


async def test_ten_thousand_distributors_register_at_once(
    open_work: OpenWork, database: Database, brand_id: BrandId
) -> None:
    async with open_work() as work:
        await open_house(work)
    drafts = [_numbered(brand_id, number) for number in range(1, 10_001)]

    async with open_work() as work:
        ids = await parties.register_distributors(work, drafts)

    assert len(set(ids)) == 10_000
    (proof,) = await prove(database, brand_id, parties.INVARIANTS)
    assert proof.faults == []
    assert proof.rows == 48_895


def _numbered(brand_id: BrandId, number: int) -> DistributorDraft:
    """Every tenth of a number is its upline: five levels of ten each."""
    upline = parties.party_id_of(brand_id, f"D{number // 10}") if number >= 10 else brand_id
    return DistributorDraft(f"D{number}", f"Store {number}", PartyId(upline), "gold", FIRST_DAY)


@pytest.mark.parametrize(
    ("draft", "message"),
    [
        (replace(DRAFT, code=" NEW"), "without blanks"),
        (replace(DRAFT, code=""), "1 to 100 characters"),
        (replace(DRAFT, name=" "), "NEW has no name"),
        (replace(DRAFT, language="fr"), "choose zh or en"),
        (replace(DRAFT, since=date(1899, 12, 31)), "cannot join on 1899-12-31"),
    ],
)
async def test_an_unusable_distributor_is_refused(
    work: Work, draft: DistributorDraft, message: str
) -> None:
    with pytest.raises(parties.PartyInvalid, match=message):
        await parties.register_distributors(work, [draft])


async def test_a_list_with_one_fault_registers_nobody(open_work: OpenWork) -> None:
    async with open_work() as work:
        await open_house(work)
        await make_distributor(work, "NORTH")
    fine = replace(DRAFT, code="FINE", parent_id=PartyId(work.brand_id))
    orphan = DRAFT
    for faulty, refusal, message in (
        (replace(fine, code="NORTH"), parties.PartyCodeTaken, "NORTH exists already"),
        (fine, parties.PartyCodeTaken, "FINE comes twice"),
        (replace(fine, code="X", grade="tin"), parties.GradeUnknown, "Grade tin does not exist"),
        (orphan, parties.UnknownDistributor, "to put NEW under"),
    ):
        with pytest.raises(refusal, match=message):
            async with open_work() as again:
                await parties.register_distributors(again, [fine, faulty])

    async with open_work() as work:
        rows = await work.rows("SELECT code FROM parties WHERE kind = 'distributor'")
    assert [row.code for row in rows] == ["NORTH"]


async def test_a_list_that_runs_in_a_circle_is_refused(work: Work, brand_id: BrandId) -> None:
    await open_house(work)
    drafts = [
        replace(DRAFT, code=code, parent_id=parties.party_id_of(brand_id, upline))
        for code, upline in (("A", "B"), ("B", "C"), ("C", "B"))
    ]

    with pytest.raises(parties.TreeCycle, match=r"^(B under C under B|C under B under C):"):
        await parties.register_distributors(work, drafts)
    with pytest.raises(parties.TreeCycle, match="A under A: a distributor cannot"):
        await parties.register_distributors(
            work, [replace(drafts[0], parent_id=parties.party_id_of(brand_id, "A"))]
        )


async def test_nobody_joins_before_the_upline(work: Work) -> None:
    await open_house(work)
    tier = await make_distributor(work, "TIER", since=date(2026, 3, 1))

    with pytest.raises(parties.UplineJoinsLater, match="upline of EARLY joins on 2026-03-01"):
        await make_distributor(work, "EARLY", under=tier, since=date(2026, 2, 28))


async def test_an_acquirer_is_no_upline_and_has_no_operation_of_others(work: Work) -> None:
    await open_house(work)
    acquirer = await parties.register_party(
        work, kind=PartyKind.ACQUIRER, code="ALIPAY", name="支付宝"
    )

    with pytest.raises(parties.UnknownDistributor, match="to put NORTH under"):
        await make_distributor(work, "NORTH", under=acquirer)
    with pytest.raises(parties.PartyInvalid, match="register a distributor"):
        await parties.register_party(work, kind=PartyKind.DISTRIBUTOR, code="X", name="X")


async def test_a_contact_can_be_reached(work: Work) -> None:
    await open_house(work)
    north = PartyId(await make_distributor(work, "NORTH"))

    await parties.add_contact(
        work, party_id=north, name="王芳", role="finance", phone="+86 10 5555"
    )

    rows = await work.rows("SELECT name, phone FROM contacts")
    assert [tuple(row) for row in rows] == [("王芳", "+86 10 5555")]
    with pytest.raises(parties.ContactUnreachable, match="neither e-mail nor telephone"):
        await parties.add_contact(work, party_id=north, name="王芳")
    with pytest.raises(parties.UnknownParty, match="register it first"):
        await parties.add_contact(work, party_id=PartyId(new_id()), name="A", email="a@b.cn")


async def test_a_grade_changes_from_a_day_on(work: Work, brand_id: BrandId) -> None:
    await open_house(work)
    north = await make_distributor(work, "NORTH", grade="bronze")
    march = date(2026, 3, 1)

    for grade in ("gold", "silver", "silver"):
        await parties.set_grade(work, distributor_id=north, grade=grade, from_on=march)

    days = [FIRST_DAY - timedelta(days=1), FIRST_DAY, march - timedelta(days=1), march]
    grades = [await parties.grade_on(work.session, brand_id, north, day) for day in days]
    assert grades == [None, "bronze", "bronze", "silver"]
    with pytest.raises(parties.LaterGradeExists, match="grade silver from 2026-03-01"):
        await parties.set_grade(work, distributor_id=north, grade="gold", from_on=FIRST_DAY)
    with pytest.raises(parties.GradeUnknown, match="Grade tin"):
        await parties.set_grade(work, distributor_id=north, grade="tin", from_on=march)
    with pytest.raises(parties.UnknownDistributor, match="register it first"):
        await parties.set_grade(
            work, distributor_id=DistributorId(new_id()), grade="gold", from_on=march
        )
