"""Every type and field, asked by somebody of another brand, of a sibling, and of no right to it."""

# ruff: noqa: ANN401  Answers are JSON, which has any type.

from dataclasses import replace
from typing import Any

import psycopg
import pytest
from graphql import GraphQLObjectType, get_named_type, is_leaf_type

from tests.api.graphql.conftest import ask, distributor_of, owner_of
from tests.factories.trade import Trade
from tributary.api.graphql.engine import Engine, ReadPool, Viewer
from tributary.api.graphql.engine.scopes import Below, Everything, Nothing, Own, Through
from tributary.api.graphql.schema import catalogue
from tributary.identity import BRAND_ROLES, DISTRIBUTOR_ROLES, Role

NODES = sorted(name for name, entry in catalogue().types.items() if entry.is_node)
FIELDS = sorted(
    (name, field) for name, entry in catalogue().types.items() for field in entry.fields
)
PUBLIC = {
    "Brand",
    "Product",
    "CommissionPlan",
    "PlanTerm",
    "RebateBand",
    "SettlementRun",
    "User",
    "Party",
}
"""What every distributor of a brand sees some of, the same as its siblings."""


def leaves(kind: str, viewer: Viewer) -> list[str]:
    declared: Any = catalogue().schema.type_map[kind]
    return [
        name
        for name, field in declared.fields.items()
        if is_leaf_type(get_named_type(field.type))
        and catalogue().types[kind].fields[name].policy.admits(viewer.roles)
    ]


def ids_of(url: str, kind: str, trade: Trade) -> list[str]:
    table = catalogue().table(kind)
    column = {"brands": "id", "users": None}.get(table.rows, "brand_id")
    where = (
        f"WHERE {column} = %s"
        if column
        else ("WHERE id IN (SELECT user_id FROM memberships WHERE brand_id = %s)")
    )
    if kind == "Distributor":
        where += " AND kind = 'distributor'"
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            f"SELECT id FROM {table.rows} {where} ORDER BY id",
            [trade.brand_id],
        )
        return [f"{kind}:{row[0]}" for row in rows]


async def seen(engine: Engine, viewer: Viewer, kind: str, given: str) -> Any:
    fields = " ".join(leaves(kind, viewer)) or "__typename"
    query = f"query($id: ID!) {{ node(id: $id) {{ ... on {kind} {{ {fields} }} }} }}"
    answer = await ask(engine, viewer, query, id=given)
    assert "errors" not in answer, answer
    return answer["data"]["node"]


@pytest.mark.parametrize("kind", NODES)
async def test_nothing_of_another_brand_is_there(
    kind: str, engine: Engine, trade: Trade, other_trade: Trade, superuser_url: str
) -> None:
    own, foreign = ids_of(superuser_url, kind, trade), ids_of(superuser_url, kind, other_trade)

    assert own
    assert foreign
    assert await seen(engine, owner_of(trade), kind, own[0]) is not None
    for given in foreign[:3]:
        assert await seen(engine, owner_of(trade), kind, given) is None
        assert await seen(engine, distributor_of(trade, 1), kind, given) is None


@pytest.mark.parametrize("kind", sorted(set(NODES) - PUBLIC))
async def test_siblings_share_no_row(
    kind: str, engine: Engine, trade: Trade, superuser_url: str
) -> None:
    both = []
    for given in ids_of(superuser_url, kind, trade)[:60]:
        answers = [
            await seen(engine, distributor_of(trade, n), kind, given) is not None for n in (1, 2)
        ]
        both.append(answers)

    assert not any(all(answers) for answers in both)


@pytest.mark.parametrize("kind", [each for each in NODES if each not in PUBLIC])
async def test_some_row_is_seen_unless_the_type_is_for_the_brand(
    kind: str, engine: Engine, trade: Trade, superuser_url: str
) -> None:
    scope = catalogue().table(kind).scope
    found = [
        given
        for given in ids_of(superuser_url, kind, trade)
        for n in range(1, 13)
        if await seen(engine, distributor_of(trade, n), kind, given) is not None
    ]

    assert bool(found) is not isinstance(scope, Nothing)


@pytest.mark.parametrize(("kind", "field"), FIELDS)
async def test_a_field_is_refused_to_roles_it_is_not_for(
    kind: str, field: str, engine: Engine, trade: Trade
) -> None:
    entry = catalogue().types[kind]
    policy = entry.fields[field].policy
    for role in Role:
        viewer = owner_of(trade) if role in BRAND_ROLES else distributor_of(trade, 1)
        viewer = replace(viewer, roles=frozenset({role}))
        path = path_to(kind, role)
        if path is None:
            continue
        declared: Any = catalogue().schema.type_map[kind]
        returned = get_named_type(declared.fields[field].type)
        inner = "" if is_leaf_type(returned) else "{ __typename }"
        none = f"{returned.name}:00000000-0000-0000-0000-000000000000"
        arguments = f'(id: "{none}")' if "id" in declared.fields[field].args else ""

        answer = await ask(engine, viewer, path.replace("@", f"{field}{arguments} {inner}"))

        codes = [error["extensions"]["code"] for error in answer.get("errors", ())]
        assert codes == ([] if policy.admits(frozenset({role})) else ["FORBIDDEN"]), role


def path_to(kind: str, role: Role) -> str | None:
    """Return a query with a place for a field of a type, by fields that a role may ask for."""
    paths: dict[str, str] = {"Query": "{ @ }"}
    queue = ["Query"]
    while queue:
        at = queue.pop(0)
        if at == kind:
            return paths[at]
        for name, entry in catalogue().types[at].fields.items():
            if (
                not entry.target
                or entry.target in paths
                or not entry.policy.admits(frozenset({role}))
            ):
                continue
            if entry.target == "Node":
                continue
            declared: Any = catalogue().schema.type_map[at]
            arguments = ""
            if "id" in declared.fields[name].args:
                arguments = f'(id: "{entry.target}:00000000-0000-0000-0000-000000000000")'
            elif "first" in declared.fields[name].args:
                arguments = "(first: 1)"
            step = f"{name}{arguments}"
            inner = "{ nodes { @ } }" if entry.of_type != entry.target else "{ @ }"
            if entry.target in catalogue().types:
                paths[entry.target] = paths[at].replace("@", f"{step} {inner}")
                queue.append(entry.target)
    return None


RATES = "{ commissionPlans { nodes { rates { kind step } } } }"


async def rates_seen(engine: Engine, viewer: Viewer) -> set[tuple[str, int]]:
    answer = await ask(engine, viewer, RATES)
    plans = answer["data"]["commissionPlans"]["nodes"]
    return {(rate["kind"], rate["step"]) for plan in plans for rate in plan["rates"]}


async def test_what_those_above_earn_on_a_sale_is_not_for_those_who_make_it(
    engine: Engine, trade: Trade
) -> None:
    levels, overrides = [("LEVEL", 1), ("LEVEL", 2)], [("OVERRIDE", 1), ("OVERRIDE", 2)]

    assert await rates_seen(engine, owner_of(trade)) == {*levels, *overrides}
    assert await rates_seen(engine, distributor_of(trade, 1)) == {*levels, overrides[0]}
    assert await rates_seen(engine, distributor_of(trade, 4)) == {levels[1]}


async def test_somebody_of_two_companies_looks_for_the_one_signed_in_for(
    engine: Engine, trade: Trade, superuser_url: str
) -> None:
    person = trade.user(11)
    other = min((trade.distributor(n) for n in range(2, 13)), key=str)
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        connection.execute(
            "INSERT INTO memberships VALUES (%s, %s, 'distributor_buyer', %s, '2026-01-01')",
            [trade.brand_id, person, other],
        )
    first = distributor_of(trade, 1)
    second = replace(first, distributor_id=other, roles=frozenset({Role.DISTRIBUTOR_BUYER}))

    found = [
        (await ask(engine, viewer, "{ viewer { distributor { id } } }"))["data"]["viewer"]
        for viewer in (first, second, replace(owner_of(trade), user_id=person))
    ]

    assert found == [
        {"distributor": {"id": f"Distributor:{trade.distributor(1)}"}},
        {"distributor": {"id": f"Distributor:{other}"}},
        {"distributor": None},
    ]


@pytest.mark.parametrize("kind", sorted(catalogue().types))
def test_every_type_says_who_sees_its_rows(kind: str) -> None:
    entry = catalogue().types[kind]

    assert entry.table is None or entry.table.scope is not None
    assert isinstance(catalogue().schema.type_map[kind], GraphQLObjectType)


async def test_row_policies_hold_even_without_a_predicate(
    pool: ReadPool, trade: Trade, other_trade: Trade
) -> None:
    sql = "SELECT count(*)::text FROM orders"

    own = await pool.value(sql, [], trade.brand_id)
    many = [await pool.value(sql, [], each.brand_id) for each in (other_trade, trade) * 3]

    assert own == b"40"
    assert many == [b"40"] * 6


def test_the_roles_of_both_sides_are_covered() -> None:
    assert set(Role) == BRAND_ROLES | DISTRIBUTOR_ROLES
    assert {type(e.table.scope) for e in catalogue().types.values() if e.table} >= {
        Below,
        Everything,
        Nothing,
        Own,
        Through,
    }
