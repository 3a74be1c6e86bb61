"""Who saw what then: tree, roles and assignments keep their history, and one question reads it."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import date

from tests.conftest import MovingClock
from tests.factories.parties import make_chain, make_distributor, open_house
from tributary import identity, parties
from tributary.api.graphql.onlookers import ONLOOKERS
from tributary.identity import Role
from tributary.kernel import DistributorId, PartyId, UserId
from tributary.platform import Work

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]

JANUARY, MARCH = date(2026, 1, 10), date(2026, 3, 10)


async def hire(work: Work, role: Role, party_id: PartyId | None = None) -> UserId:
    name = f"{role.value.replace('_', '-')}-{'' if party_id is None else party_id.hex[:6]}"
    return await identity.add_user(
        work,
        email=f"{name}@{work.brand_id.hex}.example",
        name=name,
        language="en",
        role=role,
        party_id=party_id,
    )


async def told_in_the_graph(
    work: Work, distributor_id: DistributorId, day: date
) -> list[tuple[str, str | None]]:
    """Return who could see a distributor on a day, by the rows that the graph reads."""
    rows = await work.rows(
        f"SELECT w.role, p.code FROM {ONLOOKERS.format(brand=':brand')} AS w "
        "LEFT JOIN parties p ON p.brand_id = :brand AND p.id = w.through_id "
        "AND p.kind = 'distributor' "
        "WHERE w.distributor_id = :distributor AND CAST(w.since_at AS date) <= :day "
        "AND (w.until_at IS NULL OR w.until_at > :day)",
        brand=work.brand_id,
        distributor=distributor_id,
        day=day,
    )
    return sorted(((row.role, row.code) for row in rows), key=str)


async def test_who_could_see_a_distributor_on_a_day(
    open_work: OpenWork, clock: MovingClock
) -> None:
    async with open_work() as work:
        await open_house(work)
        east, tier, store = await make_chain(work, "EAST", "TIER", "STORE")
        west = await make_distributor(work, "WEST")
        await hire(work, Role.OWNER)
        accountant = await hire(work, Role.ACCOUNTANT)
        seller = await hire(work, Role.SALESPERSON)
        for party in (east, west, store):
            await hire(work, Role.DISTRIBUTOR_OWNER, PartyId(party))
        await parties.assign_distributor(work, distributor_id=tier, user_id=seller)
    clock.move(days=40)
    async with open_work() as work:
        await identity.remove_role(work, user_id=accountant, role=Role.ACCOUNTANT)
        await parties.unassign_distributor(work, distributor_id=tier, user_id=seller)
        await parties.move_distributor(
            work, distributor_id=tier, parent_id=PartyId(west), from_on=date(2026, 2, 14)
        )

    async with open_work() as work:
        before, after = [
            [
                (each.role, each.through)
                for each in await parties.onlookers_on(
                    work.session, work.brand_id, store, on=day, zone="Asia/Shanghai"
                )
            ]
            for day in (JANUARY, MARCH)
        ]

        for day, seen in ((JANUARY, before), (MARCH, after)):
            assert await told_in_the_graph(work, store, day) == sorted(seen, key=str)
    assert before == [
        (Role.ACCOUNTANT, None),
        (Role.OWNER, None),
        (Role.DISTRIBUTOR_OWNER, "EAST"),
        (Role.DISTRIBUTOR_OWNER, "STORE"),
        (Role.SALESPERSON, "TIER"),
    ]
    assert after == [
        (Role.OWNER, None),
        (Role.DISTRIBUTOR_OWNER, "STORE"),
        (Role.DISTRIBUTOR_OWNER, "WEST"),
    ]
