"""Who may do what to the tables of the ledger, below everything Python says."""

from collections.abc import Iterator
from typing import Any, LiteralString

import psycopg
import pytest
from psycopg import errors

from tests.factories.ledger import make_transfer
from tests.ledger.conftest import Books, OpenBooks
from tributary.kernel import BrandId, new_id
from tributary.platform.postgres import DatabaseUrls, EmbeddedPostgres

TABLES = (
    "accounts",
    "balances",
    "transfers",
    "ledger_closings",
    "seals",
    "seal_entries",
    "seal_backlog",
)
PURPOSES = ("app", "worker", "report")
POST_ONE: LiteralString = """
    SELECT * FROM ledger_post(ARRAY[ROW(%(id)s, %(id)s, 'posted', %(debit)s, %(credit)s, 'CNY',
      100, 'adjustment', NULL, '2026-01-05', NULL, NULL)::ledger_transfer_row], %(id)s, now())
"""


class Session:
    """One role's connection inside one brand; nothing it does lasts."""

    def __init__(self, url: str, brand_id: BrandId | None) -> None:
        # Reports are read-only by default; what counts is what they could do without that.
        self.connection = psycopg.connect(url, options="-c default_transaction_read_only=off")
        if brand_id is not None:
            self.run("SELECT set_config('app.brand_id', %(brand)s, true)", brand=str(brand_id))

    def run(self, statement: LiteralString, **parameters: object) -> list[tuple[Any, ...]]:
        cursor = self.connection.execute(statement, parameters or None)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture(params=PURPOSES)
def session(request: pytest.FixtureRequest, urls: DatabaseUrls, books: Books) -> Iterator[Session]:
    session = Session(getattr(urls, request.param), books.brand_id)
    yield session
    session.connection.close()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement",
    ["UPDATE {} SET brand_id = brand_id", "DELETE FROM {}", "TRUNCATE {} CASCADE"],
)
async def test_no_working_role_changes_or_removes_a_row(
    session: Session, table: str, statement: str
) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        session.connection.execute(statement.format(table).encode())


@pytest.mark.parametrize("table", TABLES)
async def test_no_working_role_adds_a_row_by_itself(session: Session, table: str) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        session.connection.execute(f"INSERT INTO {table} DEFAULT VALUES".encode())


async def test_reports_cannot_post(urls: DatabaseUrls, books: Books) -> None:
    session = Session(urls.report, books.brand_id)

    with pytest.raises(errors.InsufficientPrivilege):
        session.run(POST_ONE, id=new_id(), debit=books.bank, credit=books.sales)
    session.connection.close()


async def test_without_a_brand_nothing_is_posted(urls: DatabaseUrls, books: Books) -> None:
    session = Session(urls.app, None)

    with pytest.raises(psycopg.Error, match="no brand is named") as raised:
        session.run(POST_ONE, id=new_id(), debit=books.bank, credit=books.sales)
    assert raised.value.sqlstate == "TB000"
    session.connection.close()


async def test_the_posting_function_does_not_reach_into_another_brand(
    urls: DatabaseUrls, books: Books, open_books: OpenBooks
) -> None:
    others = await open_books(books.database)
    session = Session(urls.app, books.brand_id)

    with pytest.raises(psycopg.Error, match="there is no account") as raised:
        session.run(POST_ONE, id=new_id(), debit=others.bank, credit=others.sales)

    assert raised.value.sqlstate == "TB002"
    assert not (await others.balance(others.bank)).debits
    session.connection.close()


async def test_a_brand_sees_its_own_books_only(
    urls: DatabaseUrls, books: Books, open_books: OpenBooks
) -> None:
    others = await open_books(books.database)
    await others.post(make_transfer(others.bank, others.sales))
    session = Session(urls.app, books.brand_id)

    assert session.run("SELECT count(*) FROM transfers") == [(0,)]
    assert session.run("SELECT count(*), count(DISTINCT brand_id) FROM balances") == [(2, 1)]
    session.connection.close()


async def test_even_the_owner_posts_into_no_other_brand(
    urls: DatabaseUrls, books: Books, open_books: OpenBooks
) -> None:
    others = await open_books(books.database)
    owner = Session(urls.migrate, books.brand_id)

    with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        owner.run(
            "INSERT INTO seal_backlog (brand_id, work_id) VALUES (%(brand)s, %(brand)s)",
            brand=others.brand_id,
        )
    owner.connection.close()


def test_the_functions_that_write_belong_to_a_plain_role(
    server: EmbeddedPostgres, urls: DatabaseUrls
) -> None:
    assert urls.migrate
    with psycopg.connect(server.superuser_url("tributary")) as connection:
        rows = connection.execute(
            """
            SELECT p.proname, r.rolname, r.rolsuper, r.rolbypassrls,
                   'search_path=pg_catalog, public, pg_temp' = ANY (p.proconfig),
                   has_function_privilege('tributary_report', p.oid, 'EXECUTE')
            FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner
            WHERE p.proname LIKE 'ledger%' AND p.prosecdef ORDER BY 1
            """
        ).fetchall()

    assert [row[0] for row in rows] == [
        "ledger_add_seal",
        "ledger_close",
        "ledger_lock_accounts",
        "ledger_open_accounts",
        "ledger_post",
    ]
    assert {row[1:] for row in rows} == {("tributary_migrate", False, False, True, False)}


async def test_the_function_that_checks_is_no_way_in(urls: DatabaseUrls, books: Books) -> None:
    session = Session(urls.app, books.brand_id)

    with pytest.raises(errors.InsufficientPrivilege):
        session.run(
            "SELECT ledger_lock_balances(%(brand)s, ARRAY[%(bank)s]::uuid[])",
            brand=books.brand_id,
            bank=books.bank,
        )
    session.connection.close()
