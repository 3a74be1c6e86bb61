from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from tests.factories.parties import open_house
from tests.factories.payouts import make_person
from tributary import commissions, ledger
from tributary.commissions import WrittenPlan
from tributary.identity import Role, RoleMissing
from tributary.identity.rules import PersonMissing, SecondPersonMissing
from tributary.kernel import Actor, BrandId, new_id
from tributary.platform import Desk

DOCUMENT: Mapping[str, Any] = {
    "kind": "commission_plan",
    "schema": 1,
    "base": "net",
    "modes": ["direct"],
    "pays_price_gap": False,
    "pays_both": False,
    "rates": [{"kind": "level", "step": 1, "percent": "5"}],
    "terms": [],
}
WRITTEN = WrittenPlan("CORE", "佣金方案", date(2026, 3, 1), DOCUMENT)


@dataclass(frozen=True)
class House:
    brand_id: BrandId
    accountant: Actor
    director: Actor
    owner: Actor


@pytest.fixture
async def house(desk: Desk, brand_id: BrandId) -> House:
    async with desk.work(brand_id, "test") as work:
        await open_house(work)
        return House(
            brand_id,
            accountant=await make_person(work, "accountant", Role.ACCOUNTANT),
            director=await make_person(work, "director", Role.FINANCE_DIRECTOR),
            owner=await make_person(work, "owner", Role.OWNER),
        )


async def save(desk: Desk, by: Actor, written: WrittenPlan = WRITTEN) -> list[str]:
    async with desk.database.work(by, now=desk.clock()) as work:
        return (await commissions.save_draft(work, written)).faults


async def submit(desk: Desk, by: Actor) -> str:
    async with desk.database.work(by, now=desk.clock()) as work:
        await commissions.submit_draft(work, "CORE")
        kept = await commissions.kept_plan(work.session, work.brand_id, "CORE")
    assert kept is not None
    return kept.submitted_sha256 or ""


async def approve(desk: Desk, by: Actor, digest: str) -> None:
    async with desk.database.work(by, now=desk.clock()) as work:
        await commissions.approve_draft(work, "CORE", digest=digest)


async def plans(desk: Desk, house: House) -> list[commissions.Plan]:
    async with desk.database.reading(house.brand_id) as session:
        return await commissions.plans_of(session, house.brand_id)


async def test_what_one_person_wrote_another_puts_in_force(desk: Desk, house: House) -> None:
    faults = await save(desk, house.accountant)
    digest = await submit(desk, house.accountant)
    await approve(desk, house.director, digest)

    (plan,) = await plans(desk, house)
    assert faults == []
    assert (plan.version, plan.terms) == (1, WRITTEN.read())
    async with desk.database.reading(house.brand_id) as session:
        assert await commissions.kept_plans(session, house.brand_id) == []


async def test_nobody_approves_what_they_changed_last(desk: Desk, house: House) -> None:
    await save(desk, house.accountant)
    await save(desk, house.director)
    digest = await submit(desk, house.accountant)

    helped = replace(house.owner, on_behalf_of=house.director.user_id)
    for hands in (house.director, helped):
        with pytest.raises(SecondPersonMissing):
            await approve(desk, hands, digest)
    await approve(desk, house.owner, digest)

    assert len(await plans(desk, house)) == 1


async def test_the_database_itself_demands_two_persons(desk: Desk, house: House) -> None:
    await save(desk, house.accountant)
    await approve(desk, house.director, await submit(desk, house.accountant))
    copied = "SELECT brand_id, :id, code, 2, name, base, earning_event, FALSE, FALSE, "
    half = "now(), modes, document"

    for maker, checker, digest in [
        (house.owner.user_id, house.owner.user_id, "x"),
        (house.owner.user_id, house.director.user_id, None),
        (house.owner.user_id, None, "x"),
    ]:
        with pytest.raises(IntegrityError):
            async with desk.work(house.brand_id, "test") as work:
                await work.run(
                    "INSERT INTO plans (brand_id, id, code, version, name, base, earning_event, "
                    "pays_price_gap, pays_both, valid_from, valid_until, created_at, modes, "
                    "document, maker_id, checker_id, approved_sha256) "
                    f"{copied} DATE '2025-01-01', DATE '2025-02-01', {half}, CAST(:maker AS uuid), "
                    "CAST(:checker AS uuid), CAST(:digest AS text) FROM plans "
                    "WHERE brand_id = :brand",
                    brand=house.brand_id,
                    id=new_id(),
                    maker=maker,
                    checker=checker,
                    digest=digest,
                )


async def test_what_is_approved_is_what_was_shown(desk: Desk, house: House) -> None:
    await save(desk, house.accountant)
    shown = await submit(desk, house.accountant)
    dearer = {**DOCUMENT, "rates": [{"kind": "level", "step": 1, "percent": "6"}]}
    await save(desk, house.accountant, replace(WRITTEN, document=dearer))

    with pytest.raises(commissions.PlanDraftNotSubmitted):
        await approve(desk, house.director, shown)
    await submit(desk, house.accountant)
    with pytest.raises(commissions.PlanDraftChanged):
        await approve(desk, house.director, shown)

    assert await plans(desk, house) == []


async def test_a_draft_is_kept_with_all_its_faults_and_goes_no_further(
    desk: Desk, house: House
) -> None:
    faulty = {
        **DOCUMENT,
        "rates": [
            {"kind": "level", "step": 1, "percent": "101"},
            {"kind": "level", "step": 1, "percent": "5"},
        ],
        "modes": [],
    }

    faults = await save(desk, house.accountant, replace(WRITTEN, document=faulty))
    with pytest.raises(commissions.PlanInvalid) as refused:
        await submit(desk, house.accountant)

    assert faults == [
        "it pays in no mode: name one at least",
        "level 1 is given twice",
        "level 1: 101 % is not between 0 % and 100 %",
    ]
    assert all(fault in refused.value.message for fault in faults)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (replace(WRITTEN, document=[]), "no JSON object"),
        (replace(WRITTEN, code=" "), "has a code"),
        (replace(WRITTEN, document={**DOCUMENT, "base": "luck", "mode": 1}), "'mode' is not a"),
    ],
)
async def test_what_is_no_plan_is_not_kept(
    desk: Desk, house: House, written: WrittenPlan, why: str
) -> None:
    with pytest.raises(commissions.PlanInvalid, match=why):
        await save(desk, house.accountant, written)


async def test_what_is_given_back_says_why_and_is_handed_over_again(
    desk: Desk, house: House
) -> None:
    await save(desk, house.accountant)
    digest = await submit(desk, house.accountant)
    async with desk.database.work(house.director, now=desk.clock()) as work:
        await commissions.return_draft(work, "CORE", reason="Level 2 is missing.")
    with pytest.raises(commissions.PlanDraftNotSubmitted):
        await approve(desk, house.director, digest)

    await approve(desk, house.director, await submit(desk, house.accountant))

    assert len(await plans(desk, house)) == 1


async def test_a_draft_is_thrown_away_once(desk: Desk, house: House) -> None:
    await save(desk, house.accountant)
    async with desk.database.work(house.accountant, now=desk.clock()) as work:
        await commissions.drop_draft(work, "CORE")
        with pytest.raises(commissions.PlanDraftUnknown):
            await commissions.drop_draft(work, "CORE")


async def test_a_first_day_that_is_closed_is_told_before_anybody_approves(
    desk: Desk, house: House
) -> None:
    await save(desk, house.accountant)
    async with desk.work(house.brand_id, "test") as work:
        await ledger.close_through(work, date(2026, 3, 31))

    with pytest.raises(commissions.PlanTooLate):
        await submit(desk, house.accountant)


async def test_persons_with_the_role_write_and_approve(desk: Desk, house: House) -> None:
    await save(desk, house.accountant)
    digest = await submit(desk, house.accountant)
    with pytest.raises(RoleMissing):
        await approve(desk, house.accountant, digest)
    async with desk.work(house.brand_id, "job") as work:
        with pytest.raises(PersonMissing):
            await commissions.save_draft(work, WRITTEN)
