"""Statements for people who are signed in: who sees one gets to it, everybody else to nothing."""

from uuid import UUID

import pytest

from tests.factories.web import Web
from tributary.api.graphql.engine import Answer, Engine
from tributary.kernel import derived_id, new_id


def statement(web: Web, n: int) -> UUID:
    """The first statement of distributor n; those of even distributors are printed."""
    return derived_id("statement", web.trade.brand_id, n, 1)


async def test_a_distributor_gets_its_own_statement(web: Web) -> None:
    browser = await web.signed_in(12)

    for given in (f"Statement:{statement(web, 2)}", str(statement(web, 2))):
        answer = await browser.get(f"/files/statements/{given}")
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/statements/")
        document = await (await web.browser()).get(answer.headers["location"])
        assert document.status_code == 200
        assert document.headers["content-type"] == "application/pdf"
        assert document.headers["content-disposition"].startswith("inline")


async def test_a_statement_may_be_kept_instead_of_shown(web: Web) -> None:
    browser = await web.signed_in(12)

    answer = await browser.get(
        f"/files/statements/{statement(web, 2)}?download", follow_redirects=True
    )

    assert answer.headers["content-disposition"].startswith("attachment")


def settle(web: Web) -> None:
    """Have the statements of these tests say what their lines come to."""
    web.tamper(
        """
        UPDATE statements s SET
          owed_movement_minor = m.owed, earned_movement_minor = m.earned,
          owed_closing_minor = s.owed_opening_minor + m.owed,
          earned_closing_minor = s.earned_opening_minor + m.earned
        FROM (SELECT x.id, coalesce(sum(l.amount_minor) FILTER (WHERE l.side = 'owed'), 0) AS owed,
                     coalesce(sum(l.amount_minor) FILTER (WHERE l.side = 'earned'), 0) AS earned
              FROM statements x LEFT JOIN statement_lines l
                ON l.brand_id = x.brand_id AND l.statement_id = x.id
              GROUP BY x.id) m
        WHERE s.brand_id = %s AND s.id = m.id
        """,
        web.trade.brand_id,
    )


@pytest.mark.parametrize(
    ("form", "media_type", "begins"),
    [
        ("csv", "text/csv; charset=utf-8", "\ufeff".encode()),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    ],
)
@pytest.mark.parametrize("n", [2, 3])
async def test_a_statement_comes_as_a_file_for_spreadsheets_printed_or_not(
    web: Web, n: int, form: str, media_type: str, begins: bytes
) -> None:
    settle(web)
    browser = await web.signed_in(10 + n)

    answer = await browser.get(f"/files/statements/{statement(web, n)}?format={form}")

    assert answer.status_code == 303
    document = await (await web.browser()).get(answer.headers["location"])
    assert document.headers["content-type"] == media_type
    assert document.headers["content-disposition"].startswith("attachment")
    assert document.headers["content-disposition"].endswith(f".{form}")
    assert document.content.startswith(begins)


async def test_nobody_gets_the_file_of_another_distributor(web: Web) -> None:
    browser = await web.signed_in(12)
    own = await browser.get(f"/files/statements/{statement(web, 2)}")
    missing = await browser.get(f"/files/statements/{new_id()}?format=csv")

    for n in (1, 3, 4, 8):
        answer = await browser.get(f"/files/statements/{statement(web, n)}?format=csv")
        assert (answer.status_code, answer.content) == (404, missing.content)
    token = own.headers["location"].rpartition("/")[2]
    brand, _, rest = token.split(".", 2)
    forged = f"{brand}.{statement(web, 4).hex}.{rest}"
    for form in ("pdf", "csv", "xlsx"):
        assert (await browser.get(f"/statements/{forged}?format={form}")).status_code == 404


async def test_a_form_that_there_is_none_of_is_not_there(web: Web) -> None:
    browser = await web.signed_in(12)
    own = await browser.get(f"/files/statements/{statement(web, 2)}")

    for form in ("docx", "PDF", ""):
        answer = await browser.get(f"/files/statements/{statement(web, 2)}?format={form}")
        assert answer.status_code == 404
        assert (await browser.get(f"{own.headers['location']}?format={form}")).status_code == 404


async def test_the_link_is_over_after_some_minutes(web: Web) -> None:
    browser = await web.signed_in(12)
    answer = await browser.get(f"/files/statements/{statement(web, 2)}")
    web.clock.move(minutes=10)

    assert (await browser.get(answer.headers["location"])).status_code == 404


async def test_the_brand_gets_every_statement(web: Web) -> None:
    browser = await web.signed_in(2)

    for n in (2, 4, 12):
        assert (await browser.get(f"/files/statements/{statement(web, n)}")).status_code == 303


@pytest.mark.parametrize("n", [1, 3, 4, 8])
async def test_nobody_gets_the_statement_of_another_distributor(web: Web, n: int) -> None:
    # D8 is below D2, D4 beside it; a statement is between two parties and nobody else.
    browser = await web.signed_in(12)

    answer = await browser.get(f"/files/statements/{statement(web, n)}")

    assert answer.status_code == 404
    missing = await browser.get(f"/files/statements/{new_id()}")
    assert answer.json() == missing.json()


async def test_nobody_gets_the_statement_of_another_brand(web: Web) -> None:
    other = await web.another_brand()
    browser = await web.signed_in(1)

    answer = await browser.get(f"/files/statements/{statement(other, 2)}")

    assert answer.status_code == 404


async def test_who_may_not_see_money_gets_no_statement(web: Web) -> None:
    web.take_roles(12)
    web.give_role(12, "distributor_buyer", web.trade.distributor(2))
    web.take_roles(2)
    web.give_role(2, "salesperson")

    for n in (12, 2):
        browser = await web.signed_in(n)
        answer = await browser.get(f"/files/statements/{statement(web, 2)}")
        assert answer.status_code == 404


@pytest.mark.parametrize("given", ["x", "Order:{}", "Statement:", "Statement:x", "{}%00", "ä"])
async def test_an_id_that_is_none_is_not_there(web: Web, given: str) -> None:
    browser = await web.signed_in(1)

    answer = await browser.get(f"/files/statements/{given.format(statement(web, 2))}")

    assert answer.status_code == 404


async def test_nobody_gets_a_statement_without_signing_in(web: Web) -> None:
    answer = await (await web.browser()).get(f"/files/statements/{statement(web, 2)}")

    assert answer.status_code == 401


async def test_a_statement_that_cannot_be_looked_up_is_not_said_to_be_missing(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = await web.signed_in(1)

    async def away(*given: object, **named: object) -> Answer:
        assert given or named
        return Answer(b"{}", is_executed=False, status=503)

    monkeypatch.setattr(Engine, "execute", away)
    answer = await browser.get(f"/files/statements/{statement(web, 2)}")

    assert answer.status_code == 503
    assert answer.headers["retry-after"]
