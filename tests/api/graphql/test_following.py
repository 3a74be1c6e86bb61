"""Subscriptions have a cell of the access matrix as queries do, and every cell is run."""

import pytest
import strawberry

from tests.api.graphql.matrix import NOBODY, viewers_of
from tests.factories.forest import Forest
from tests.factories.trade import node
from tributary.api.graphql import followed_subjects
from tributary.api.graphql.access import live_cell, sight_of
from tributary.api.graphql.engine import (
    Answer,
    Engine,
    GraphQLRequest,
    SchemaIncomplete,
    Viewer,
    catalogue_of,
)
from tributary.api.graphql.engine.declare import ById, by_id
from tributary.api.graphql.engine.structure import config
from tributary.api.graphql.engine.viewers import ANYONE, Sight
from tributary.api.graphql.orders import Order
from tributary.api.graphql.schema import Query, catalogue
from tributary.app import subscriptions_of_all

LIVES = sorted(catalogue().lives)


def asked(name: str, inner: str = "__typename") -> str:
    live = catalogue().lives[name]
    if isinstance(live.source, ById):
        return f"subscription($id: ID!) {{ {name}(id: $id) {{ {inner} }} }}"
    return f"subscription {{ {name}(first: 100) {{ nodes {{ {inner} }} }} }}"


async def read(engine: Engine, viewer: Viewer, query: str, **variables: object) -> Answer:
    request = GraphQLRequest(query, None, variables)
    return await engine.execute(request, viewer, is_stream=True)


def viewer_of(forest: Forest, role: str) -> Viewer:
    return next(each for each in viewers_of(forest) if role in each.roles)


@pytest.mark.parametrize("name", LIVES)
async def test_every_cell_is_as_the_page_says(
    name: str, wide_engine: Engine, forests: tuple[Forest, Forest]
) -> None:
    forest, foreign = forests
    known = catalogue()
    assert known.subscription is not None
    kind = known.subscription.fields[name].target
    met = 0
    for viewer in viewers_of(forest):
        (role,) = viewer.roles
        cell = live_cell(known, name, role)
        if cell is None:
            answer = await read(wide_engine, viewer, asked(name), id=node(kind, NOBODY))
            assert not answer.is_executed
            assert b'"FORBIDDEN"' in answer.body
            continue
        if not isinstance(known.lives[name].source, ById):
            # Pages are compared with the query that they are the same as.
            inner = "nodes { id }"
            page = await read(wide_engine, viewer, f"subscription {{ {name} {{ {inner} }} }}")
            same = name.removesuffix("Changed")
            other = await read(wide_engine, viewer, f"{{ {same} {{ {inner} }} }}")
            assert page.body == other.body.replace(same.encode(), name.encode())
            met += 1
            continue
        absent = await read(wide_engine, viewer, asked(name), id=node(kind, NOBODY))
        assert absent.body.startswith(f'{{"data":{{"{name}":null}},'.encode())
        for row in [*forest.rows[kind][:40], foreign.rows[kind][0]]:
            answer = await read(wide_engine, viewer, asked(name), id=node(kind, row["id"]))
            is_ours = row is not foreign.rows[kind][0]
            is_seen = is_ours and (
                sight_of(role) is Sight.BRAND or forest.relation(viewer, kind, row) in cell
            )
            assert (answer.body != absent.body) is is_seen, (role, row["id"])
            met += 1
    assert met > len(LIVES)


async def test_who_follows_is_woken_by_what_he_named_and_by_nothing_of_others(
    wide_engine: Engine, forests: tuple[Forest, Forest]
) -> None:
    owner = viewer_of(forests[0], "owner")
    buyer = viewer_of(forests[0], "distributor_owner")
    batch, order = node("PayoutBatch", NOBODY), node("Order", NOBODY)
    shop = node("Distributor", NOBODY)

    async def things(viewer: Viewer, query: str, **variables: object) -> set[tuple[str, object]]:
        return set(await wide_engine.things(GraphQLRequest(query, None, variables), viewer))

    assert await things(owner, asked("payoutBatchChanged"), id=batch) == {("payout_batch", NOBODY)}
    assert await things(owner, asked("payoutBatchChanged"), id=order) == set()
    assert await things(buyer, asked("distributorChanged"), id=shop) == {("distributor", NOBODY)}
    assert await things(owner, asked("receivablesChanged")) == {("open_items", None)}
    assert await things(buyer, asked("receivablesChanged")) == {
        ("open_items", buyer.distributor_id)
    }
    assert await things(owner, "{ brand { id } }") == set()
    assert await things(owner, "subscription { nothing }") == set()


def test_what_is_followed_is_told() -> None:
    assert {each.subject for each in catalogue().lives.values()} == followed_subjects()
    assert followed_subjects() | {"user", "program"} == subscriptions_of_all().followed


def test_a_subscription_that_says_not_what_it_follows_stops_the_program() -> None:
    @strawberry.type
    class Subscription:
        order_changed: Order | None = by_id(ANYONE, "An order.")

    whole = strawberry.Schema(Query, subscription=Subscription, config=config())

    with pytest.raises(SchemaIncomplete, match=r"Subscription\.orderChanged"):
        catalogue_of(whole._schema)
