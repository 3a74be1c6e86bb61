"""Would a stored JSON text of a statement's lines pay? Run it: `python -m bench.stored_lines`.

Three statements give the same answer but for its lines: as the engine compiles it, with the lines
from a text that was kept in a table of its own under the same row policy, and with none, which no
way of keeping lines can beat. Each is measured in turns in the server and over the site's pool.
"""

import asyncio
import json
import os
import statistics
import sys
import time
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from bench.graphql_servers import STATEMENT, variables, viewers
from bench.running import noted
from bench.server import own_server
from tests.factories.trade import Trade, analysed, write_trade
from tributary.api.graphql import Library, ReadPool, Viewer, catalogue
from tributary.api.graphql.engine.parameters import Inputs
from tributary.kernel import BrandId, new_id

BRANDS = 4
DISTRIBUTORS = 250
ORDERS = 2_000
LINES = 20
ASKS = int(os.environ.get("ASKS", "400"))
CALLS = int(os.environ.get("CALLS", "3000"))
ROUNDS = 5
CONNECTIONS = 8
AT_ONCE = 16

ASKED = STATEMENT[STATEMENT.index("lines(") :].rstrip().removesuffix(" } }")
"""The selection of the lines, as P1 asks for them."""
PLACE = "CASE WHEN t1.pdf_sha256 IS NULL THEN 'null' ELSE concat(to_json(t1.pdf_sha256)) END"
"""What a field compiles to that stands in the place of the lines."""
KEPT = "(SELECT k.lines FROM kept_lines k WHERE k.brand_id = $1::uuid AND k.statement_id = t1.id)"

Arguments = list[object]
Asked = tuple[list[Arguments], list[BrandId]]


def fill(url: str, app: str, compiled: str) -> str:
    """Write brands, and keep the lines of each of their statements; return the sizes."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET timezone TO 'UTC'")
        connection.execute("SET session_replication_role TO replica")
        for _ in range(BRANDS):
            trade = Trade(
                BrandId(new_id()), distributors=DISTRIBUTORS, orders=ORDERS, statement_lines=LINES
            )
            write_trade(connection, trade)
        begun = compiled.index("',\"lines\":',") + len("',\"lines\":',")
        lines = compiled[begun : compiled.index(",'}') FROM statements t1")]
        kept = lines.replace("$1::uuid", "t1.brand_id")
        for statement in (
            "CREATE TABLE kept_lines (brand_id uuid, statement_id uuid, lines text NOT NULL)",
            f"INSERT INTO kept_lines SELECT t1.brand_id, t1.id, {kept} FROM statements t1",
            "ALTER TABLE kept_lines ADD PRIMARY KEY (brand_id, statement_id)",
            "ALTER TABLE kept_lines ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
        ):
            connection.execute(statement.encode())
        policies = connection.execute(
            "SELECT qual FROM pg_policies WHERE tablename = 'statement_lines'"
        ).fetchall()
        connection.execute(f"CREATE POLICY own ON kept_lines USING ({policies[0][0]})".encode())
        role = sql.Identifier(str(conninfo_to_dict(app)["user"]))
        connection.execute(sql.SQL("GRANT SELECT ON kept_lines TO {}").format(role))
        analysed(connection)
        connection.execute("VACUUM")
        (sizes,) = connection.execute(
            "SELECT pg_total_relation_size('statement_lines') / 1024, "
            "pg_total_relation_size('kept_lines') / 1024, avg(length(lines))::int, count(*) "
            "FROM kept_lines"
        ).fetchall()
        return f"statements={sizes[3]} rows_kb={sizes[0]} kept_kb={sizes[1]} text_bytes={sizes[2]}"


def brands_of(url: str) -> list[UUID]:
    """Return the brands that were written."""
    with psycopg.connect(url) as connection:
        return [row[0] for row in connection.execute("SELECT id FROM brands ORDER BY id")]


def compiled(text: str, people: list[Viewer], brands: int) -> tuple[str, Asked]:
    """Return the statement of a document, and its arguments for each of some people."""
    library = Library(catalogue())
    document = library.read(text)
    statement, arguments = "", []
    for place, viewer in enumerate(people):
        given = variables("statement", viewer, place, brands)
        understood = library.understood(document, None, given)
        plan = library.plan(understood, viewer)
        inputs = Inputs(viewer, understood.variables.coerced)
        statement = plan.sql
        arguments.append([bind(inputs) for bind in plan.binders])
    return statement, (arguments, [each.brand_id for each in people])


def in_server(url: str, statements: dict[str, str], asked: Asked) -> dict[str, float]:
    """Return the median of the microseconds that each statement takes in the server."""
    spent: dict[str, list[float]] = {name: [] for name in statements}
    rows = list(zip(*asked, strict=True))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET plan_cache_mode = force_generic_plan; SET jit = off")
        for name, statement in statements.items():
            connection.execute(f"PREPARE {name} AS {statement}".encode())
        for turn in range(ASKS):
            arguments, brand_id = rows[turn % len(rows)]
            connection.execute(f"SET app.brand_id = '{brand_id}'".encode())
            literals = ", ".join(f"'{each}'" for each in arguments)
            for name in statements:
                told: Any = connection.execute(
                    "EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) "
                    f"EXECUTE {name} ({literals})".encode()
                ).fetchall()
                spent[name].append(told[0][0][0]["Execution Time"] * 1000)
    return {name: statistics.median(each) for name, each in spent.items()}


async def over_pool(url: str, statements: dict[str, str], asked: Asked) -> dict[str, float]:
    """Return how many answers a second each statement gives over the site's pool, in turns."""
    pool = ReadPool(url, connections_max=CONNECTIONS)
    rows = list(zip(*asked, strict=True))

    async def some(statement: str, count: int, first: int) -> None:
        for turn in range(first, first + count):
            arguments, brand_id = rows[turn % len(rows)]
            await pool.value(statement, arguments, brand_id)

    rates: dict[str, list[float]] = {name: [] for name in statements}
    for turn in range(ROUNDS + 1):
        for name, statement in statements.items():
            begun = time.perf_counter()
            share = CALLS // AT_ONCE
            await asyncio.gather(*[some(statement, share, 7 * each) for each in range(AT_ONCE)])
            if turn:
                rates[name].append(share * AT_ONCE / (time.perf_counter() - begun))
    await pool.close()
    return {name: statistics.median(each) for name, each in rates.items()}


async def same(url: str, statements: dict[str, str], asked: Asked) -> None:
    """Make sure that rows and text give the same answer."""
    pool = ReadPool(url, connections_max=1)
    for arguments, brand_id in zip(*asked, strict=True):
        answers = [
            json.loads(await pool.value(statements[name], arguments, brand_id))
            for name in ("rows", "text")
        ]
        if answers[0] != answers[1] or len(answers[0]["statement"]["lines"]["nodes"]) != LINES:
            raise AssertionError(answers)
    await pool.close()


def main() -> int:
    """Measure and record; there is no figure to be reached."""
    with own_server("stored") as server:
        url = server.urls.app
        nobody = viewers([UUID(int=1)], DISTRIBUTORS)[:1]
        sizes = fill(server.superuser, url, compiled(STATEMENT, nobody, 1)[0])
        brands = brands_of(server.superuser)
        people = viewers(brands, DISTRIBUTORS)
        rows, asked = compiled(STATEMENT, people, len(brands))
        held, _ = compiled(STATEMENT.replace(ASKED, "lines: pdfSha256"), people, len(brands))
        statements = {
            "rows": rows,
            "text": held.replace(PLACE, KEPT),
            "none": held.replace(PLACE, "'null'"),
        }
        asyncio.run(same(url, statements, asked))
        spent = in_server(url, statements, asked)
        rates = asyncio.run(over_pool(url, statements, asked))
    shown = [f"{name}_us={each:.0f}" for name, each in spent.items()]
    shown += [f"{name}={each:.0f}/s" for name, each in rates.items()]
    return noted(f"STORED lines={LINES} {' '.join(shown)} {sizes} reach=ok")


if __name__ == "__main__":
    sys.exit(main())
