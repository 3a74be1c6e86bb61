"""R9: random questions of random people find no mark of anybody else, in answers or logs."""

import logging
import os
import shutil
from dataclasses import replace

import pytest
import structlog

from tests.api.graphql.canaries import Aviary, Flight, marked_in, people, plant
from tests.api.graphql.conftest import WIDE
from tests.api.graphql.papers import Papers, print_statements
from tests.factories.forest import Forest, write_forest
from tributary.api.graphql.engine import Catalogue, Engine, Library, ReadPool
from tributary.api.graphql.engine.declare import Column
from tributary.api.graphql.engine.scopes import Everything, Scope
from tributary.api.graphql.schema import catalogue
from tributary.platform.postgres import DatabaseUrls

QUERIES = int(os.environ.get("TRIBUTARY_CANARY_QUERIES", "5000"))
SEED = int(os.environ.get("TRIBUTARY_SEED", "7"))


PAPERS = 12
"""Statements of each brand that are printed."""


@pytest.fixture(scope="module")
async def aviary(superuser_url: str, urls: DatabaseUrls) -> Aviary:
    """Two brands of which every text and amount is marked, and some statements are printed."""
    trades = [write_forest(superuser_url, SEED + each) for each in (0, 1_000)]
    refused = {one for trade in trades for one in plant(superuser_url, trade.brand_id, catalogue())}
    assert refused == set()
    for trade in trades:
        assert await print_statements(superuser_url, urls, trade.brand_id, PAPERS) == PAPERS
    return Aviary(catalogue(), [Forest.read(superuser_url, trade) for trade in trades])


async def test_nobody_meets_a_mark_of_others(
    wide_engine: Engine, aviary: Aviary, caplog: pytest.LogCaptureFixture
) -> None:
    flight = Flight(wide_engine, aviary, SEED)

    with caplog.at_level(logging.DEBUG), structlog.testing.capture_logs() as told:
        await flight.run(QUERIES)

    assert flight.leaks == []
    assert flight.marks > QUERIES
    assert 0 < flight.refused < QUERIES / 3
    assert marked_in(iter([*map(str, told), caplog.text])) == []


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
async def test_nobody_downloads_a_mark_of_others(
    wide_engine: Engine, urls: DatabaseUrls, aviary: Aviary, caplog: pytest.LogCaptureFixture
) -> None:
    papers = Papers(wide_engine, urls, aviary, SEED)

    with caplog.at_level(logging.DEBUG), structlog.testing.capture_logs() as told:
        await papers.run(20)

    assert papers.leaks == []
    assert papers.printed_marks > 10 * papers.pdfs > 100
    assert papers.marks > 10 * papers.csv > 1000
    assert papers.declined > 100
    assert papers.tampered > 100
    assert marked_in(iter([*map(str, told), caplog.text])) == []
    # The net would hold: whoever reads a document of another brand meets its marks.
    stranger = people(aviary.forests[1])[0]
    for content in list(papers.texts):
        papers.read(stranger, content)
    assert any("PDF" in leak for leak in papers.leaks)


def opened(kind: str, **scopes: Scope) -> Catalogue:
    """Return the catalogue with the scope of one type taken away."""
    known = catalogue()
    entry = known.types[kind]
    table = replace(known.table(kind), **scopes)  # type: ignore[arg-type]
    return replace(known, types={**known.types, kind: replace(entry, table=table)})


@pytest.mark.parametrize(
    ("kind", "scopes"),
    [
        ("Order", {"scope": Everything(), "sales": Everything()}),
        ("Receivable", {"sales": Everything()}),
    ],
)
async def test_a_scope_that_was_taken_away_is_found(
    kind: str, scopes: dict[str, Scope], pool: ReadPool, aviary: Aviary
) -> None:
    engine = Engine(Library(opened(kind, **scopes), limits=WIDE), pool)
    flight = Flight(engine, aviary, SEED)

    # It ends with the first leak, wherever chance has it come: in the type's own fields, or in a
    # name that is read through it. With the scope in its place there is none.
    await flight.run(4 * QUERIES, stops=True)

    assert flight.leaks


async def test_an_account_that_is_not_masked_is_found(pool: ReadPool, aviary: Aviary) -> None:
    entry = catalogue().types["PayeeAccount"]
    whole = replace(entry.fields["providerAccount"], source=Column("provider_account"))
    shown = replace(entry, fields={**entry.fields, "providerAccount": whole})
    known = replace(catalogue(), types={**catalogue().types, "PayeeAccount": shown})
    flight = Flight(Engine(Library(known, limits=WIDE), pool), aviary, SEED)

    await flight.run(QUERIES, stops=True)

    assert any(" PayeeAccount.provider_account" in leak for leak in flight.leaks)
