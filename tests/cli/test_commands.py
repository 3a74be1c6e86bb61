import asyncio
import hashlib
import json
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncSession
from typer.testing import Result

from tests.cli.conftest import MONTHS, Command
from tributary import identity
from tributary.app import composed, invariants_of_all
from tributary.cli.demo.files import OrderFile
from tributary.cli.demo.house import BRAND_ID
from tributary.cli.demo.people import DIRECTOR, OPERATOR
from tributary.cli.demo.sales import WHOLESALE
from tributary.platform import watch
from tributary.platform.postgres import DatabaseUrls
from tributary.settings import read_settings


def shown(result: Result, exit_code: int = 0) -> str:
    """Return everything a command printed, on one line, once its exit code is right."""
    assert result.exit_code == exit_code, result.output
    return " ".join(result.output.split())


@pytest.fixture(scope="module")
def wholesale(order_files: list[OrderFile]) -> Path:
    return next(file.path for file in order_files if file.channel == WHOLESALE)


def test_the_commands_walk_the_whole_road(
    tributary: Command,
    house: str,
    wholesale: Path,
    tmp_path: Path,
    urls: DatabaseUrls,
    environment: dict[str, str],
) -> None:
    brand = ("--brand", house)
    month = str(MONTHS[0])

    imported = shown(tributary("import", "orders", wholesale, "--channel", "wholesale", *brand))
    assert "orders loaded" in imported
    assert "distributor_unknown" in imported
    assert "T999" in shown(tributary("quarantine", "list", *brand))
    again = shown(tributary("import", "orders", wholesale, "--channel", "wholesale", *brand))
    assert "orders loaded │ 0" in again

    assert "until they are confirmed" in shown(tributary("statements", "terms", *brand))
    terms = ("statements", "terms", "--days", "10", "--silence-confirms", *brand)
    assert "for 10 days after the day of issue" in shown(tributary(*terms))

    assert "Nothing was kept" in shown(tributary("settle", month, "--preview", *brand))
    closed_alike_for_one(tributary, month, "GA01", *brand)
    assert "is closed" in shown(tributary("settle", month, *brand))

    listed = shown(tributary("statements", "list", "--month", month, *brand))
    assert "ST-2026-000001" in listed
    target = tmp_path / "statement.pdf"
    written = shown(tributary("statements", "pdf", "ST-2026-000001", "-o", target, *brand))
    assert hashlib.sha256(target.read_bytes()).hexdigest() in written

    for form, begins in ((("--csv",), b"\xef\xbb\xbf"), ((), b"PK")):
        shown(tributary("statements", "sheet", "ST-2026-000001", *form, "-o", target, *brand))
        assert target.read_bytes().startswith(begins)

    assert "no payee account" in shown(tributary("payouts", "preview", *brand))
    debtor = debtor_in(listed)
    link = shown(tributary("link", "create", "--distributor", debtor, "--all", *brand))
    assert "/pay/" in link
    checked = shown(tributary("check", "--provider-days", "7", *brand))
    assert "Asked the provider about 0 receipts and 0 payouts of 7 days: 0 differ." in checked
    assert "Every invariant holds" in checked

    drift(urls, environment)
    mended = shown(tributary("receivables", "roll-up", *brand))
    assert "1 row was wrong, and counted anew." in mended
    assert "7.00 CNY" in mended
    again = shown(tributary("receivables", "roll-up", *brand))
    assert "the roll-up says what the open items say" in again


def drift(urls: DatabaseUrls, environment: dict[str, str]) -> None:
    """Plant a row of the roll-up that no open item stands behind."""

    async def planted() -> None:
        async with (
            composed(read_settings(environment), urls) as application,
            application.desk.work(BRAND_ID, "test") as work,
        ):
            await work.run(
                "INSERT INTO open_totals (brand_id, creditor_id, currency, due_on, lane, "
                "open_minor, items) VALUES (:brand, :brand, 'CNY', '2031-01-01', 5, 700, 2)",
                brand=BRAND_ID,
            )

    asyncio.run(planted())


def test_a_channel_is_opened_in_a_mode(tributary: Command, house: str) -> None:
    brand = ("--brand", house)
    opened = ("channel", "open", "tier-two", "--name", "Tier two", "--kind", "dropship")
    whose = ("--distributor", "T203", *brand)

    cascade = shown(tributary(*opened, "--mode", "cascade", *whose))
    again = shown(tributary(*opened, "--mode", "cascade", *whose), 2)
    agency = shown(tributary(*opened, "--mode", "agency", *whose), 2)

    assert "Channel tier-two is open: dropship orders, settled level by level." in cascade
    assert "DUPLICATE_CODE" in again
    assert "CHANNEL_INVALID" in agency


def closed_alike_for_one(tributary: Command, month: str, code: str, *brand: str) -> None:
    """Close a month; what one distributor was shown beforehand is what it was given."""
    one = ("settle", month, "--preview", "--of", code, *brand)
    before = shown(tributary(*one))
    assert f"Commission of {code} in {month}" in before
    assert "is closed" in shown(tributary("settle", month, *brand))
    assert shown(tributary(*one)) == before


def debtor_in(listed: str) -> str:
    """Return the code of a distributor that a list of statements names."""
    words = listed.split()
    return next(word for word in words if word[:2] in {"T1", "T2"} and len(word) == 4)


def test_a_batch_takes_two_persons(tributary: Command, house: str, wholesale: Path) -> None:
    brand = ("--brand", house)
    tributary("import", "orders", wholesale, "--channel", "wholesale", *brand)
    tributary("settle", str(MONTHS[0]), *brand)
    shown(tributary("payouts", "payee", "--distributor", "GA01", "--account", "acct_1", *brand))

    nobody = shown(tributary("payouts", "prepare", *brand), 2)
    prepared = shown(tributary("payouts", "prepare", *brand, "--as", OPERATOR))
    number = prepared.split()[0]
    submitted = shown(tributary("payouts", "submit", number, *brand, "--as", OPERATOR))
    refused = shown(tributary("payouts", "release", number, "--yes", *brand, "--as", OPERATOR), 2)
    cancelled = shown(
        tributary("payouts", "cancel", number, "--reason", "test", *brand, "--as", DIRECTOR)
    )

    assert "PERSON_MISSING" in nobody
    assert "submitted" in submitted
    assert "SECOND_PERSON_MISSING" in refused
    assert "1 payments" in cancelled
    assert "cancelled" in shown(tributary("payouts", "show", number, *brand))
    assert number in shown(tributary("payouts", "show", *brand))


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("import", "orders", "/nowhere.csv", "--channel", "wholesale"), "FILE_MISSING"),
        (("import", "orders", __file__, "--channel", "nowhere"), "CHANNEL_UNKNOWN"),
        (("import", "orders", __file__, "--channel", "wholesale"), "HEADER_MISSING"),
        (("settle", "October"), "ARGUMENT_UNREADABLE"),
        (("settle", "2999-01"), "PERIOD"),
        (("statements", "pdf", "ST-1999-000001"), "UNKNOWN_STATEMENT"),
        (("statements", "terms", "--days", "0"), "ANSWER_DAYS_INVALID"),
        (("statements", "sheet", "ST-1999-000001"), "UNKNOWN_STATEMENT"),
        (("statements", "list", "--distributor", "T999"), "UNKNOWN_PARTY"),
        (("link", "create", "--distributor", "T203"), "ITEMS_UNCLEAR"),
        (("link", "create", "--distributor", "T999", "--all"), "UNKNOWN_PARTY"),
        (("link", "create", "--distributor", "T203", "--receivable", "AR-1"), "ITEM_NOT_OPEN"),
        (
            ("link", "create", "--distributor", "T203", "--all", "--currency", "Yuan"),
            "ARGUMENT_UNREADABLE",
        ),
        (("payouts", "show", "PO-1999-000001"), "BATCH_UNKNOWN"),
        (("payouts", "preview", "--minimum", "1_000"), "ARGUMENT_UNREADABLE"),
        (("payouts", "prepare", "--as", "nobody@example.com"), "USER_UNKNOWN"),
    ],
)
def test_what_is_declined_says_why_and_exits_with_2(
    tributary: Command, house: str, arguments: tuple[str, ...], code: str
) -> None:
    result = tributary(*arguments, "--brand", house)

    assert code in shown(result, 2)


def test_an_unknown_brand_is_declined(tributary: Command) -> None:
    assert "UNKNOWN_BRAND" in shown(tributary("quarantine", "list", "--brand", "nobody"), 2)


def test_statements_cannot_be_written_everywhere(
    tributary: Command, house: str, wholesale: Path, tmp_path: Path
) -> None:
    tributary("import", "orders", wholesale, "--channel", "wholesale", "--brand", house)
    tributary("settle", str(MONTHS[0]), "--brand", house)

    result = tributary(
        "statements", "pdf", "ST-2026-000001", "-o", tmp_path / "no" / "x.pdf", "--brand", house
    )

    assert "FILE_UNWRITABLE" in shown(result, 2)


def test_what_the_workers_proved_last_is_shown(
    tributary: Command, house: str, environment: dict[str, str], urls: DatabaseUrls
) -> None:
    unknown = shown(tributary("check", "--last", "--brand", house), 1)
    asyncio.run(everything_proven(house, environment, urls))
    known = shown(tributary("check", "--last", "--brand", house))

    assert f"0 violations; {len(invariants_of_all())} invariants not proven" in unknown
    assert "debits equal credits" in known
    assert "min ago" in known
    assert "Every invariant held when it was proven last." in known


def test_seals_that_were_kept_are_compared_with(
    tributary: Command, house: str, tmp_path: Path
) -> None:
    exported = tributary("seal", "export", "--brand", house).stdout
    kept, wrong = tmp_path / "kept.jsonl", tmp_path / "wrong.jsonl"
    kept.write_text(exported)
    lines = [json.loads(line) for line in exported.splitlines()]
    audit = next(line for line in lines if line["chain"] == "audit")
    wrong.write_text(json.dumps(audit | {"number": audit["number"] + 1}))

    held = shown(tributary("check", "--seals", kept, "--brand", house))
    lost = shown(tributary("check", "--seals", wrong, "--brand", house), 1)
    unreadable = shown(tributary("check", "--seals", tmp_path, "--brand", house), 2)

    assert audit["rows"] > 0
    assert f"Compared {len(lines)} kept seals: 0 differ." in held
    assert f"seal {audit['number'] + 1} of the audit is not the one that was kept." in lost
    assert "ARGUMENT_UNREADABLE" in unreadable


async def everything_proven(slug: str, environment: dict[str, str], urls: DatabaseUrls) -> None:
    """Do what workers do every minute, until nothing was never proven."""
    async with composed(read_settings(environment), urls) as application:
        desk = application.worker_desk
        (chore,) = [each for each in application.jobs.chores if each.name == watch.CHORE]
        async with AsyncSession(desk.database.engine) as session:
            brand = await identity.brand_by_slug(session, slug)
        proven = 0
        while proven < len(invariants_of_all()):
            await chore.run(desk, brand.id)
            async with desk.database.reading(brand.id) as session:
                proven = len(await watch.proofs_of(session, brand.id))


def test_the_empty_command_helps(tributary: Command) -> None:
    assert "settle" in tributary("--help").output
