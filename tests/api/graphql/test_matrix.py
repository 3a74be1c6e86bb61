"""R8: who sees and does what is a page that others read, and every cell of it is run."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import strawberry

from tests.api.graphql.conftest import forests_written
from tests.api.graphql.matrix import Findings, Matrix, relations_met
from tests.api.graphql.reaches import NOW, Reaches
from tests.conftest import MovingClock
from tests.factories.forest import Forest
from tests.factories.forest_kinds import PAIRS
from tests.factories.settlements import PORTS
from tributary import app
from tributary.api.graphql.access import page
from tributary.api.graphql.engine import (
    Catalogue,
    Engine,
    Library,
    ReadPool,
    SchemaIncomplete,
    catalogue_of,
)
from tributary.api.graphql.engine.declare import column, table
from tributary.api.graphql.engine.deeds import deed
from tributary.api.graphql.engine.relations import AT_AND_BELOW, BRANCH_RELATIONS, Relation
from tributary.api.graphql.engine.scopes import (
    Below,
    Everything,
    Nothing,
    Scope,
    where,
)
from tributary.api.graphql.engine.structure import config
from tributary.api.graphql.engine.viewers import ANYONE, Sight
from tributary.api.graphql.mutations.parties import (
    AssignDistributorInput,
    AssignDistributorResult,
    AssignedDistributor,
    assign_distributor,
)
from tributary.api.graphql.schema import catalogue
from tributary.platform import Database, Desk
from tributary.platform.postgres import DatabaseUrls

PAGE = Path(__file__).resolve().parents[3] / "docs" / "access.md"


@pytest.fixture(scope="module")
async def desk(urls: DatabaseUrls) -> AsyncIterator[Desk]:
    database = Database(urls.app, subscriptions=app.subscriptions_of_all(), connections_max=3)
    yield Desk(database=database, clock=MovingClock(NOW), ports=PORTS)
    await database.close()


def with_type(name: str, known: Catalogue, **changed: object) -> Catalogue:
    """Return the catalogue with one type changed, as a careless hand might."""
    entry = known.types[name]
    return replace(known, types={**known.types, name: replace(entry, **changed)})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
async def ran(wide_engine: Engine, forests: tuple[Forest, Forest]) -> Matrix:
    """The whole matrix, run once."""
    matrix = Matrix(wide_engine, catalogue(), *forests)
    await matrix.run()
    return matrix


def test_every_cell_is_as_the_page_says(ran: Matrix) -> None:
    assert ran.findings.wrong == []
    assert ran.missing() == set()


@pytest.mark.parametrize("kind", ["Distributor", "Order", "Receivable", "Statement"])
def test_rows_in_every_relation_were_asked_for(ran: Matrix, kind: str) -> None:
    wanted = BRANCH_RELATIONS | {Relation.GIVEN, Relation.BELOW_GIVEN, Relation.NOT_GIVEN}

    met = relations_met(ran.findings, [kind])[kind]

    assert met >= (wanted if kind in PAIRS else wanted - {Relation.OWES})


async def test_every_deed_reaches_what_the_page_says(
    pool: ReadPool, desk: Desk, superuser_url: str
) -> None:
    engine = Engine(Library(catalogue()), pool, desk)
    # Brands of its own: what deeds write is not in the rows that others compare with.
    reaches = Reaches(engine, catalogue(), *forests_written(superuser_url), Findings())

    findings = await reaches.run()

    assert findings.wrong == []
    assert reaches.missing() == set()


def test_the_page_is_what_the_code_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(catalogue()), "run python -m scripts.access"


def test_another_field_or_policy_changes_the_page() -> None:
    order = catalogue().types["Order"]
    another = {**order.fields, "margin": replace(order.fields["total"], name="margin")}
    opened = {**order.fields, "channel": replace(order.fields["channel"], policy=ANYONE)}

    for fields in (another, opened):
        assert page(with_type("Order", catalogue(), fields=fields)) != page(catalogue())


def test_a_field_that_nobody_asked_for_is_missed(ran: Matrix) -> None:
    order = catalogue().types["Order"]
    another = {**order.fields, "margin": replace(order.fields["total"], name="margin")}
    larger = with_type("Order", catalogue(), fields=another)

    missing = replace(ran, catalogue=larger).missing()

    assert {each.split()[0] for each in missing} == {"Order.margin"}


PLANTED: dict[str, Scope] = {
    "Order": Everything(),
    "Receivable": Below("debtor_id"),
    "LadderPrice": Everything(),
    "Statement": Below("counterparty_id"),
    "PayeeAccount": where("all", "true", Relation.SELF),
}
"""Scopes that show more, or less, than the page says."""


@pytest.mark.parametrize("kind", PLANTED)
async def test_a_scope_that_is_wrong_is_found(
    kind: str, pool: ReadPool, forests: tuple[Forest, Forest]
) -> None:
    table_of = replace(catalogue().table(kind), scope=PLANTED[kind])
    engine = Engine(Library(with_type(kind, catalogue(), table=table_of)), pool)
    # Not every row gives a wrong scope away, and which come first is not said.
    matrix = Matrix(engine, catalogue(), *forests, rows_each=100)

    await matrix.run_for("distributor_owner", kind)

    assert any(kind in each for each in matrix.findings.wrong)


def test_a_level_sees_margins_at_and_below_itself_only() -> None:
    scopes = {
        name: entry.table.scope_for(Sight.BRANCH).sees & BRANCH_RELATIONS  # type: ignore[union-attr]
        for name, entry in catalogue().types.items()
        if entry.table is not None and hasattr(entry.table.scope_for(Sight.BRANCH), "sees")
    }
    whole = {name for name, seen in scopes.items() if not seen <= AT_AND_BELOW}

    assert whole == {
        "Brand",
        "CommissionPlan",
        "Grade",
        "Looker",
        "Product",
        "SettlementRun",
        "Side",
    }


def test_a_field_without_a_policy_fails_the_build() -> None:
    @table("orders", scope=Nothing())
    class Order:
        margin: str = strawberry.field(description="What is left.")

    @strawberry.type
    class Query:
        order: Order = column("1", ANYONE, "An order.")

    with pytest.raises(SchemaIncomplete, match=r"Order.margin declares no source and no policy"):
        catalogue_of(strawberry.Schema(Query, config=config())._schema)


def test_a_deed_without_a_reach_fails_the_build() -> None:
    @strawberry.type
    class Query:
        nothing: int = column("1", ANYONE, "Nothing.")

    @strawberry.type
    class Mutation:
        assign: AssignDistributorResult | None = deed(
            assign_distributor,
            takes=AssignDistributorInput,
            gives=AssignedDistributor,
            policy=ANYONE,
            reach=frozenset(),
            description="Give it to whomever.",
        )

    with pytest.raises(SchemaIncomplete, match=r"Mutation.assign is open .* say on whose rows"):
        catalogue_of(strawberry.Schema(Query, Mutation, config=config())._schema)
