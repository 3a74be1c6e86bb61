"""A printed statement is written about once to each who reads it, in the morning where they are."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.conftest import MovingClock
from tests.factories.catalog import make_grades
from tests.factories.commissions import level, make_plan, open_channel_row
from tests.factories.parties import make_chain
from tests.factories.settlements import PORTS, Shop, make_goods
from tests.messaging.conftest import SITE, PostOffice
from tributary import identity, parties, settlements
from tributary.identity import Role
from tributary.kernel import ChannelId, PartyId, Period, StatementId
from tributary.orders import BillingTrigger, OrderKind, Source
from tributary.parties import ZoneUnknown
from tributary.platform import Desk, Work
from tributary.settlements import MailHourInvalid, StatementUnsendable
from tributary.settlements.reactions import mail_statements

MARCH = Period.month(2026, 3)
PRINTED = datetime(2026, 4, 1, 2, tzinfo=UTC)
"""Ten in Shanghai."""
NEXT_NINE = datetime(2026, 4, 2, 1, tzinfo=UTC)
GA, T1, T2 = range(3)


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock(PRINTED)


@pytest.fixture
def desk(office: PostOffice) -> Desk:
    return replace(office.worker, ports={**office.worker.ports, **PORTS})


@pytest.fixture
async def shop(office: PostOffice) -> Shop:
    async with office.desk.work(office.brand_id, "test") as work:
        shop = await open_second_shop(work)
        await make_goods(work, "TEA", "50.00", "60.00", "70.00")
        await make_plan(work, level(1, "2"))
        for n, seller in enumerate(shop.chain):
            await shop.sell(work, f"SO-{n}", seller, ("TEA", 1 + n), on=date(2026, 3, 3))
        await hire(work, "owner", Role.DISTRIBUTOR_OWNER, shop.chain[GA], "zh")
        await hire(work, "books", Role.DISTRIBUTOR_FINANCE, shop.chain[GA], "en")
        await hire(work, "buyer", Role.DISTRIBUTOR_BUYER, shop.chain[GA], "en")
        await settlements.set_terms(work, answer_days=10, silence_confirms=True)
    return shop


async def open_second_shop(work: Work) -> Shop:
    """Open the shop of a brand that is there already."""
    await make_grades(work)
    await parties.open_brand(work, name="荷叶茶业 Lotus Tea")
    chain = await make_chain(work, "GA", "T1", "T2", grades=("gold", "silver", "bronze"))
    channel = ChannelId(await open_channel_row(work))
    source = Source(channel, OrderKind.WHOLESALE, BillingTrigger.CONFIRMATION)
    return Shop(source, [PartyId(each) for each in chain])


async def hire(work: Work, name: str, role: Role, party: PartyId, language: str) -> None:
    # Two roles are one person, and one letter.
    more = {role, Role.DISTRIBUTOR_FINANCE} if role is Role.DISTRIBUTOR_OWNER else {role}
    for each in more:
        await identity.add_user(
            work, email=address(name), name=name, language=language, role=each, party_id=party
        )


def address(name: str) -> str:
    return f"{name}@lotus.example"


async def close_and_print(desk: Desk, office: PostOffice) -> StatementId:
    """Close March, print it, and return the statement of the general agent."""
    async with desk.work(office.brand_id, "test") as work:
        run = await settlements.close_month(work, period=MARCH)
    await settlements.print_statements(desk, office.brand_id, run.run_id)
    return await current(desk, office)


async def current(desk: Desk, office: PostOffice) -> StatementId:
    async with desk.database.reading(office.brand_id) as session:
        found = await settlements.statements_of(session, office.brand_id)
    return next(
        each.statement_id
        for each in found
        if each.counterparty_code == "GA" and each.state != "superseded"
    )


async def mail(desk: Desk, office: PostOffice) -> None:
    await mail_statements(desk, office.brand_id)
    await office.deliver()


async def letters(desk: Desk, office: PostOffice) -> list[tuple[Any, ...]]:
    async with desk.work(office.brand_id, "test") as work:
        rows = await work.rows(
            "SELECT address, nth, state FROM statement_letters ORDER BY nth, address"
        )
    return [tuple(row) for row in rows]


async def test_who_reads_statements_is_written_to_in_the_morning(
    shop: Shop, desk: Desk, office: PostOffice, clock: MovingClock
) -> None:
    del shop
    statement = await close_and_print(desk, office)

    await mail(desk, office)
    assert office.catcher.letters() == []

    clock.at = NEXT_NINE
    await mail(desk, office)
    await mail(desk, office)

    (english,) = office.catcher.letters(address("books"))
    assert english["Subject"] == "Statement ST-2026-000001 of 荷叶茶业 Lotus Tea, 2026-03"
    body = english.get_content().replace("\r\n", "\n")
    assert "Owed in the end: 50.00 CNY\nTo pay: 50.00 CNY\nEarned and not paid: 1.00 CNY" in body
    assert f"{SITE}/portal/statements/Statement:{statement}?brand=" in body
    assert "If anything is wrong, say so by 2026-04-11" in body
    (chinese,) = office.catcher.letters(address("owner"))
    assert "应付：50.00 CNY" in chinese.get_content()
    assert office.catcher.letters(address("buyer")) == []
    assert await letters(desk, office) == [
        (address("books"), 1, "sent"),
        (address("owner"), 1, "sent"),
    ]


async def test_many_rounds_at_once_and_one_that_dies_write_once(
    shop: Shop, desk: Desk, office: PostOffice, clock: MovingClock
) -> None:
    del shop
    await close_and_print(desk, office)
    clock.at = NEXT_NINE
    with pytest.raises(RuntimeError):
        async with desk.work(office.brand_id, "test") as work:
            assert await settlements.mail_due(work) > 0
            raise RuntimeError

    await asyncio.gather(*(mail_statements(desk, office.brand_id) for _ in range(4)))
    await office.deliver()

    assert len(office.catcher.letters()) == len(await letters(desk, office)) == 2


async def test_the_hour_is_the_brands_and_the_day_the_distributors(
    shop: Shop, desk: Desk, office: PostOffice
) -> None:
    async with desk.work(office.brand_id, "test") as work:
        with pytest.raises(MailHourInvalid):
            await settlements.set_mailing(work, hour=24)
        with pytest.raises(ZoneUnknown):
            await parties.set_time_zone(work, party_id=shop.chain[GA], time_zone="Mars/Base")
        await settlements.set_mailing(work, hour=18)
        await parties.set_time_zone(work, party_id=shop.chain[GA], time_zone="Europe/Paris")
    await close_and_print(desk, office)

    async with desk.work(office.brand_id, "test") as work:
        rows = await work.rows(
            "SELECT counterparty_code AS code, mail_at FROM statements ORDER BY number"
        )
    assert {row.code: row.mail_at for row in rows} == {
        "GA": datetime(2026, 4, 1, 16, tzinfo=UTC),
        "T1": datetime(2026, 4, 1, 10, tzinfo=UTC),
        "T2": datetime(2026, 4, 1, 10, tzinfo=UTC),
    }


async def test_a_brand_can_have_none_sent_and_one_sent_by_hand(
    shop: Shop, desk: Desk, office: PostOffice, clock: MovingClock
) -> None:
    async with desk.work(office.brand_id, "test") as work:
        await settlements.set_mailing(work, hour=None)
    statement = await close_and_print(desk, office)
    clock.at = NEXT_NINE
    await mail(desk, office)
    assert office.catcher.letters() == []

    office.catcher.unknown.add(address("books"))
    async with desk.work(office.brand_id, "test") as work:
        assert await settlements.send_statement(work, statement_id=statement) == 2
    async with desk.work(office.brand_id, "test") as work:
        await settlements.send_statement(work, statement_id=statement)
    await office.deliver()

    assert await letters(desk, office) == [
        *((address("books"), 1, "refused"), (address("owner"), 1, "sent")),
        *((address("books"), 2, "refused"), (address("owner"), 2, "sent")),
    ]
    async with desk.database.reading(office.brand_id) as session:
        (theirs,) = await settlements.statements_of(
            session, office.brand_id, counterparty_id=shop.chain[T1]
        )
    async with desk.work(office.brand_id, "test") as work:
        with pytest.raises(StatementUnsendable):
            await settlements.send_statement(work, statement_id=theirs.statement_id)


async def test_a_corrected_version_says_what_it_replaces(
    shop: Shop, desk: Desk, office: PostOffice, clock: MovingClock
) -> None:
    del shop
    before = await close_and_print(desk, office)
    async with desk.work(office.brand_id, "test") as work:
        await settlements.correct_statement(
            work, statement_id=before, reason="The address was wrong."
        )
        (run,) = await settlements.runs_of(work.session, office.brand_id)
    await settlements.print_statements(desk, office.brand_id, run.run_id)
    clock.at = NEXT_NINE
    await mail(desk, office)

    # The one that was replaced before its hour came is not sent any more.
    (letter,) = office.catcher.letters(address("books"))
    assert "ST-2026-000001-V2 takes the place of ST-2026-000001." in letter.get_content()
    assert "Corrected because: The address was wrong." in letter.get_content()
    async with desk.work(office.brand_id, "test") as work:
        with pytest.raises(StatementUnsendable):
            await settlements.send_statement(work, statement_id=before)
