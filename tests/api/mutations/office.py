"""A brand with its people, whose mutations are asked for as any client would."""

# ruff: noqa: ANN401  Answers are JSON, which has any type.

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson
import psycopg

from tests.conftest import MovingClock
from tests.factories.channels import open_trade
from tributary import identity, parties
from tributary.api.graphql.engine import Engine, GraphQLRequest, Viewer
from tributary.identity import Role
from tributary.kernel import Actor, BrandId, DistributorId, PartyId, business_date, new_id
from tributary.platform import Desk, Work, outbox

ZONE = "Asia/Shanghai"
NOBODY = UUID("0192a000-0000-7000-8000-000000000000")
"""An id of nothing, the same in every run: names of tests must not change."""


@dataclass
class Office:
    """The brand and who works for it or for its distributors GA > T1 > T2."""

    engine: Engine
    desk: Desk
    clock: MovingClock
    brand_id: BrandId
    chain: Sequence[DistributorId] = ()
    people: dict[tuple[Role, DistributorId | None], Viewer] = field(default_factory=dict)

    @property
    def t2(self) -> DistributorId:
        return self.chain[2]

    async def hire(self, work: Work, role: Role, at: DistributorId | None = None) -> None:
        name = f"{role.value}-{'' if at is None else at.hex}"
        user_id = await identity.add_user(
            work,
            email=f"{name}@{self.brand_id.hex}.example",
            name=name,
            language="en",
            role=role,
            party_id=None if at is None else PartyId(at),
        )
        today = business_date(self.clock(), ZONE)
        self.people[role, at] = Viewer(self.brand_id, user_id, frozenset({role}), today, at)

    def viewer(self, role: Role, at: DistributorId | None = None) -> Viewer:
        known = self.people[role, at]
        today = business_date(self.clock(), ZONE)
        return Viewer(
            known.brand_id, known.user_id, known.roles, today, at, confirmed_at=self.clock()
        )

    def dismiss(self, viewer: Viewer, superuser_url: str) -> None:
        """Take all roles from a person."""
        with psycopg.connect(superuser_url) as connection:
            connection.execute(
                "DELETE FROM memberships WHERE brand_id = %s AND user_id = %s",
                [self.brand_id, viewer.user_id],
            )

    def work(self) -> Any:
        return self.desk.database.work(Actor.system(self.brand_id, "test"), now=self.clock())

    async def settle(self) -> None:
        """Do all that follows from what was announced."""
        await outbox.deliver_all(self.desk, self.brand_id)

    async def ask(self, viewer: Viewer, query: str, **variables: Any) -> Any:
        """Return the whole answer."""
        request = GraphQLRequest(query, None, variables)
        return orjson.loads((await self.engine.execute(request, viewer)).body)

    async def do(self, viewer: Viewer, name: str, shown: str, /, **given: Any) -> Any:
        """Return the member of the union that one mutation answered with."""
        kind = name[0].upper() + name[1:]
        query = (
            f"mutation Do($input: {kind}Input!) {{ {name}(input: $input) {{ __typename "
            f"... on UserError {{ code message }} {shown} }} }}"
        )
        answer = await self.ask(viewer, query, input=given)
        assert "errors" not in answer, answer
        return answer["data"][name]

    async def rows(self, sql: str) -> list[tuple[Any, ...]]:
        async with self.work() as work:
            return [tuple(row) for row in await work.rows(sql)]


async def open_office(engine: Engine, desk: Desk, clock: MovingClock, brand_id: BrandId) -> Office:
    office = Office(engine, desk, clock, brand_id)
    async with office.work() as work:
        office.chain = await open_trade(work)
        for role in sorted(identity.BRAND_ROLES):
            await office.hire(work, role)
        for role in sorted(identity.DISTRIBUTOR_ROLES):
            await office.hire(work, role, office.t2)
        await office.hire(work, Role.DISTRIBUTOR_OWNER, office.chain[1])
        seller = office.people[Role.SALESPERSON, None].user_id
        assert seller
        await parties.assign_distributor(work, distributor_id=office.t2, user_id=seller)
    return office


def key() -> str:
    """Return a fresh idempotency key."""
    return str(new_id())


def gid(kind: str, key: object) -> str:
    """Return a global id."""
    return f"{kind}:{key}"
