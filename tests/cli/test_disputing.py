"""What is wrong with a statement, and putting it right, from the command line."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest

from tests.cli.conftest import MONTHS, Command
from tests.cli.test_commands import shown
from tributary import settlements
from tributary.app import composed
from tributary.cli.demo.files import OrderFile
from tributary.cli.demo.house import BRAND_ID
from tributary.cli.demo.sales import WHOLESALE
from tributary.kernel import PartyId, StatementId
from tributary.platform import Work
from tributary.platform.postgres import DatabaseUrls
from tributary.settings import read_settings

# Of the first month, to the brand, with something billed between the two after it.
CORRECTABLE = """
    SELECT s.id, s.number, s.counterparty_id FROM statements s
    WHERE s.brand_id = :brand AND s.creditor_id = :brand AND s.state = 'issued' AND s.version = 1
      AND EXISTS (SELECT 1 FROM statement_lines l WHERE l.brand_id = :brand
                  AND l.statement_id = s.id)
      AND EXISTS (SELECT 1 FROM receivables r WHERE r.brand_id = :brand
                  AND r.creditor_id = s.creditor_id AND r.debtor_id = s.counterparty_id
                  AND r.currency = s.currency AND r.booked_on >= s.period_end)
    ORDER BY s.number LIMIT 1
"""


@pytest.fixture
def brand(tributary: Command, house: str, order_files: Sequence[OrderFile]) -> tuple[str, str]:
    """The orders of every month are in, and the first is closed."""
    brand = ("--brand", house)
    for file in order_files:
        if file.channel == WHOLESALE:
            shown(tributary("import", "orders", file.path, "--channel", "wholesale", *brand))
    shown(tributary("settle", str(MONTHS[0]), *brand))
    return brand


@pytest.fixture
def number(brand: tuple[str, str], urls: DatabaseUrls, environment: dict[str, str]) -> str:
    """A statement of which the first line is disputed."""
    del brand

    async def dispute(work: Work) -> str:
        row: Any = (await work.rows(CORRECTABLE, brand=BRAND_ID))[0]
        await settlements.dispute_statement(
            work,
            statement_id=StatementId(row.id),
            party_id=PartyId(row.counterparty_id),
            reason="",
            lines=[settlements.LineDispute(1, "counted twice")],
        )
        return str(row.number)

    async def disputed() -> str:
        async with (
            composed(read_settings(environment), urls) as application,
            application.desk.work(BRAND_ID, "test") as work,
        ):
            return await dispute(work)

    return asyncio.run(disputed())


def test_a_disputed_line_is_answered_and_the_statement_corrected(
    tributary: Command, brand: tuple[str, str], number: str
) -> None:
    because = ("--because", "One order was missing.")
    assert f"{number} │ 1 │" in shown(tributary("statements", "disputes", "--open", *brand))

    early = shown(tributary("statements", "correct", number, *because, *brand), 2)
    assert "DISPUTES_UNANSWERED" in early
    answer = ("statements", "answer", number, "1", "--agree", "--because", "Mended.", *brand)
    assert f"Line 1 of {number} is answered" in shown(tributary(*answer))
    assert "DISPUTE_ANSWERED" in shown(tributary(*answer), 2)
    assert number not in shown(tributary("statements", "disputes", "--open", *brand))
    assert "accepted" in shown(tributary("statements", "disputes", *brand))

    later = shown(tributary("statements", "correct", number, *brand))
    (item, *_) = [word for word in later.split() if word.startswith("AR-")]
    unknown = ("--take", item, "--take", "AR-1999-000001")
    refused = shown(tributary("statements", "correct", number, *because, *unknown, *brand), 2)
    assert "ARGUMENT_UNREADABLE" in refused
    corrected = ("statements", "correct", number, *because, "--take", item, *brand)
    assert f"takes the place of {number}" in shown(tributary(*corrected))
    again = shown(tributary("statements", "correct", number, *because, *brand), 2)
    assert "STATEMENT_ANSWERED" in again
    listed = shown(tributary("statements", "list", "--month", str(MONTHS[0]), *brand))
    assert f"{number}-" in listed
    assert "Every invariant holds" in shown(tributary("check", *brand))


def test_what_there_is_not_is_declined(tributary: Command, brand: tuple[str, str]) -> None:
    nowhere = "ST-1999-000001"

    correcting = shown(tributary("statements", "correct", nowhere, *brand), 2)
    answering = ("statements", "answer", nowhere, "1", "--decline", "--because", "no", *brand)

    assert "UNKNOWN_STATEMENT" in correcting
    assert "UNKNOWN_STATEMENT" in shown(tributary(*answering), 2)
