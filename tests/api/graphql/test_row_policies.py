"""Below everything the graph says: each connection sees the rows of the brand it named, or none."""

from typing import Any

import psycopg
import pytest
from psycopg import errors, sql

from tests.factories.trade import Trade
from tributary.kernel import BrandId
from tributary.platform.postgres import DatabaseUrls

PURPOSES = ("app", "worker", "report")
TENANT_TABLES = """
    SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
      AND a.attname = 'brand_id' AND NOT c.relispartition
    ORDER BY 1
"""


@pytest.fixture(scope="module")
def filled(superuser_url: str, trade: Trade, other_trade: Trade) -> list[str]:
    """Every table that holds rows of both brands, as only a superuser can know."""
    with psycopg.connect(superuser_url) as connection:
        tables = [str(name) for (name,) in connection.execute(TENANT_TABLES)]
        return [
            table
            for table in tables
            if brands_in(connection, table) >= {str(trade.brand_id), str(other_trade.brand_id)}
        ]


def brands_in(connection: psycopg.Connection[Any], table: str) -> set[str]:
    """Return whose rows of a table are seen; none where the role may not read it at all."""
    query = sql.SQL("SELECT DISTINCT brand_id FROM {}").format(sql.Identifier(table))
    try:
        with connection.transaction():
            return {str(brand) for (brand,) in connection.execute(query)}
    except errors.InsufficientPrivilege:
        return set()


def named(connection: psycopg.Connection[Any], brand_id: BrandId | str) -> None:
    connection.execute("SELECT set_config('app.brand_id', %s, false)", [str(brand_id)])


@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_table_shows_the_brand_that_was_named_and_nothing_else(
    purpose: str, urls: DatabaseUrls, filled: list[str], trade: Trade, other_trade: Trade
) -> None:
    assert len(filled) > 30
    with psycopg.connect(getattr(urls, purpose), autocommit=True) as connection:
        unnamed = {table: brands_in(connection, table) for table in filled}
        named(connection, trade.brand_id)
        mine = {table: brands_in(connection, table) for table in filled}
        named(connection, other_trade.brand_id)
        theirs = {table: brands_in(connection, table) for table in filled}
        named(connection, "")
        forgotten = {table: brands_in(connection, table) for table in filled}

    assert set().union(*unnamed.values(), *forgotten.values()) == set()
    assert set().union(*mine.values()) == {str(trade.brand_id)}
    assert set().union(*theirs.values()) == {str(other_trade.brand_id)}
    readable = [table for table in filled if mine[table]]
    assert [table for table in filled if theirs[table]] == readable
    assert len(readable) > 30
