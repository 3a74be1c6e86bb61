"""Brands, people and roles on a real database."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace

import pytest

from tests.factories.identity import make_brand, slug_of
from tests.factories.parties import make_distributor, open_house
from tributary import identity
from tributary.identity import Role
from tributary.kernel import Actor, BrandId, PartyId, UserId, new_id
from tributary.platform import Database, Work

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]


async def test_a_brand_is_found_by_id_and_by_slug(work: Work, brand_id: BrandId) -> None:
    await make_brand(work, name="Lotus")

    by_id = await identity.brand_of(work.session, brand_id)
    by_slug = await identity.brand_by_slug(work.session, slug_of(brand_id))

    assert by_id == by_slug
    assert (by_id.name, by_id.time_zone, by_id.currency) == ("Lotus", "Asia/Shanghai", "CNY")
    assert brand_id in await identity.brand_ids(work.session)


async def test_creating_a_brand_is_written_down(work: Work, brand_id: BrandId) -> None:
    await make_brand(work)

    rows = await work.rows("SELECT action, subject_id FROM audit_entries")
    assert [tuple(row) for row in rows] == [("identity.create_brand", brand_id)]


async def test_an_unknown_brand_is_refused(work: Work) -> None:
    with pytest.raises(identity.UnknownBrand, match="no brand nowhere"):
        await identity.brand_by_slug(work.session, "nowhere")


async def test_a_slug_names_one_brand(open_work: OpenWork, database: Database) -> None:
    async with open_work() as work:
        await make_brand(work)
        taken = slug_of(work.brand_id)

    other = Actor.system(BrandId(new_id()), "test")
    with pytest.raises(identity.SlugTaken, match="choose another slug"):
        async with database.work(other, now=work.opened_at) as second:
            await make_brand(second, slug=taken)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("slug", "Lotus Tea", "cannot stand in a URL"),
        ("name", " ", "has no name"),
        ("time_zone", "Mars/Olympus", "Time zone 'Mars/Olympus'"),
        ("time_zone", "../etc/passwd", "is unknown"),
        ("currency", "XXX", "ISO 4217"),
    ],
)
async def test_a_brand_with_an_unusable_field_is_refused(
    work: Work, field: str, value: str, message: str
) -> None:
    with pytest.raises(identity.BrandInvalid, match=message):
        await make_brand(work, **{field: value})


async def test_one_address_is_one_person_with_several_roles(work: Work, brand_id: BrandId) -> None:
    await make_brand(work)

    first = await _add(work, "Li.Wei@Example.com", Role.ACCOUNTANT)
    again = await _add(work, "li.wei@example.com ", Role.PAYOUT_OPERATOR)

    assert first == again
    roles = await identity.roles_of(work.session, brand_id, first)
    assert roles == {Role.ACCOUNTANT, Role.PAYOUT_OPERATOR}


async def test_the_same_person_may_belong_to_two_brands(
    open_work: OpenWork, database: Database
) -> None:
    email = f"{new_id()}@example.com"
    async with open_work() as work:
        await make_brand(work)
        here = await _add(work, email, Role.OWNER)
    other = Actor.system(BrandId(new_id()), "test")

    async with database.work(other, now=work.opened_at) as second:
        await make_brand(second)
        there = await _add(second, email, Role.AUDITOR)
        members = await identity.members_of(second.session, other.brand_id)

    assert here == there
    assert [(member.email, member.role) for member in members] == [(email, Role.AUDITOR)]


async def test_the_same_role_twice_changes_nothing(work: Work, brand_id: BrandId) -> None:
    await make_brand(work)

    user_id = await _add(work, "same@example.com", Role.OWNER)
    assert await _add(work, "same@example.com", Role.OWNER) == user_id

    assert len(await identity.members_of(work.session, brand_id)) == 1


async def test_a_distributors_role_names_its_distributor(work: Work, brand_id: BrandId) -> None:
    await open_house(work)
    north = PartyId(await make_distributor(work, "NORTH"))

    await _add(work, "north@example.com", Role.DISTRIBUTOR_OWNER, north)

    (member,) = await identity.members_of(work.session, brand_id)
    assert (member.role, member.party_id) == (Role.DISTRIBUTOR_OWNER, north)


async def test_a_role_on_the_wrong_side_is_refused(work: Work) -> None:
    await open_house(work)
    north = PartyId(await make_distributor(work, "NORTH"))

    with pytest.raises(identity.RoleMismatch, match="say which distributor"):
        await _add(work, "a@example.com", Role.DISTRIBUTOR_BUYER)
    with pytest.raises(identity.RoleMismatch, match="leave the distributor out"):
        await _add(work, "a@example.com", Role.OWNER, north)


async def test_a_role_for_a_second_distributor_is_refused(work: Work) -> None:
    await open_house(work)
    north = PartyId(await make_distributor(work, "NORTH"))
    south = PartyId(await make_distributor(work, "SOUTH"))
    await _add(work, "both@example.com", Role.DISTRIBUTOR_BUYER, north)

    with pytest.raises(identity.RoleTaken, match="use another address"):
        await _add(work, "both@example.com", Role.DISTRIBUTOR_BUYER, south)


async def test_a_role_for_an_unknown_distributor_is_refused(open_work: OpenWork) -> None:
    async with open_work() as work:
        await make_brand(work)

    with pytest.raises(identity.PartyUnknown, match="register it first"):
        async with open_work() as work:
            await _add(work, "a@example.com", Role.DISTRIBUTOR_BUYER, PartyId(new_id()))


async def test_an_unreadable_address_or_language_is_refused(work: Work) -> None:
    await make_brand(work)

    for text in ("", "li.wei", "li@wei", "li wei@example.com", "a@b@example.com"):
        with pytest.raises(identity.EmailUnreadable, match="is not an e-mail address"):
            await _add(work, text, Role.OWNER)
    with pytest.raises(identity.LanguageUnknown, match="choose zh or en"):
        await identity.add_user(
            work, email="a@example.com", name="A", language="fr", role=Role.OWNER
        )


async def test_a_role_is_required_of_people_and_not_of_the_system(
    open_work: OpenWork, database: Database, actor: Actor
) -> None:
    async with open_work() as work:
        await make_brand(work)
        user_id = await _add(work, "acc@example.com", Role.ACCOUNTANT)
        await identity.require_role(work, Role.OWNER)

    async with database.work(replace(actor, user_id=user_id), now=work.opened_at) as own:
        await identity.require_role(own, Role.OWNER, Role.ACCOUNTANT)
        with pytest.raises(identity.RoleMissing, match="finance_director, owner"):
            await identity.require_role(own, Role.OWNER, Role.FINANCE_DIRECTOR)


async def test_every_role_is_known_to_the_database(work: Work) -> None:
    await open_house(work)
    north = PartyId(await make_distributor(work, "NORTH"))

    for role in Role:
        party_id = north if role in identity.DISTRIBUTOR_ROLES else None
        await _add(work, "all@example.com", role, party_id)

    user_id = await _add(work, "all@example.com", Role.OWNER)
    assert await identity.roles_of(work.session, work.brand_id, user_id) == set(Role)


async def _add(work: Work, email: str, role: Role, party_id: PartyId | None = None) -> UserId:
    return await identity.add_user(
        work, email=email, name="李伟", language="zh", role=role, party_id=party_id
    )
