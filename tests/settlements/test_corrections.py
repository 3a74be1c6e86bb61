"""A statement that was wrong is superseded by a corrected version, and stays readable."""

import hashlib
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from tests.conftest import MovingClock
from tests.factories.commissions import level, make_plan
from tests.factories.settlements import PORTS, Shop, cny, make_goods, open_shop
from tributary import commissions, receivables, settlements
from tributary.kernel import BrandId, OrderId, PartyId, Period, Refusal, StatementId, new_id
from tributary.platform import Database, Desk, Work, blobs, prove
from tributary.settlements import (
    LineDispute,
    Statement,
    StatementDocument,
    StatementSheets,
    reactions,
)

MARCH, APRIL = Period.month(2026, 3), Period.month(2026, 4)
OpenWork = Callable[[], AbstractAsyncContextManager[Work]]


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock(datetime(2026, 4, 1, 2, tzinfo=UTC))


@dataclass
class House:
    """A closed and printed March in which the general agent bought two teas for 100.00."""

    desk: Desk
    brand_id: BrandId
    shop: Shop
    order_id: OrderId
    open_work: OpenWork

    @property
    def agent(self) -> PartyId:
        return self.shop.chain[0]

    async def all(self) -> list[Statement]:
        async with self.desk.database.reading(self.brand_id) as session:
            return await settlements.statements_of(
                session, self.brand_id, counterparty_id=self.agent
            )

    async def named(self, number: str) -> Statement:
        return next(each for each in await self.all() if each.number == number)

    async def document(self, number: str) -> StatementDocument:
        statement = await self.named(number)
        async with self.desk.database.reading(self.brand_id) as session:
            return await settlements.document_of(session, self.brand_id, statement.statement_id)

    async def correct(
        self, number: str = "ST-2026-000001", *taken: UUID, reason: str = "The price was 40."
    ) -> StatementId:
        statement = await self.named(number)
        async with self.open_work() as work:
            return await settlements.correct_statement(
                work, statement_id=statement.statement_id, reason=reason, taken=taken
            )

    async def credit(self, reference: str = "R-1") -> UUID:
        """Take back one tea, a day after March was closed; return the credit note."""
        async with self.open_work() as work:
            await self.shop.take_back(
                work, self.order_id, reference, quantity=1, on=date(2026, 3, 31)
            )
            (row,) = await work.rows("SELECT id FROM credit_notes ORDER BY number DESC LIMIT 1")
        return UUID(str(row.id))

    async def close(self, period: Period) -> None:
        async with self.open_work() as work:
            await settlements.close_month(work, period=period)

    async def print(self) -> None:
        """Print what is waiting, as whoever hears of a correction does."""
        statement = (await self.all())[-1]
        event = settlements.StatementCorrected(
            self.brand_id, statement.run_id, statement.statement_id
        )
        await reactions.print_correction(self.desk, event)

    async def answer(self, number: str, *lines: LineDispute) -> None:
        """Dispute lines of a statement, or confirm it where none are named."""
        statement_id = (await self.named(number)).statement_id
        async with self.open_work() as work:
            if lines:
                await settlements.dispute_statement(
                    work, statement_id=statement_id, party_id=self.agent, reason="", lines=lines
                )
            else:
                await settlements.confirm_statement(
                    work, statement_id=statement_id, party_id=self.agent
                )

    async def faults(self) -> list[str]:
        every = (*commissions.INVARIANTS, *receivables.INVARIANTS, *settlements.INVARIANTS)
        proofs = await prove(self.desk.database, self.brand_id, every)
        return [fault for proof in proofs for fault in proof.faults]


@pytest.fixture
async def house(
    database: Database, brand_id: BrandId, clock: MovingClock, open_work: OpenWork
) -> House:
    async with open_work() as work:
        shop = await open_shop(work)
        await make_goods(work, "TEA", "50.00", "60.00", "70.00")
        await make_plan(work, level(1, "2"))
        order_id = await shop.sell(work, "SO-1", shop.chain[0], ("TEA", 2), on=date(2026, 3, 3))
    desk = Desk(database=database, clock=clock, ports=PORTS)
    house = House(desk, brand_id, shop, order_id, open_work)
    await house.close(MARCH)
    await house.print()
    return house


async def rows(house: House, sql: str, **given: object) -> Sequence[Any]:
    async with house.desk.work(house.brand_id, "test") as work:
        return [tuple(row) for row in await work.rows(sql, **given)]


async def test_a_corrected_version_takes_in_what_was_credited_later(house: House) -> None:
    note = await house.credit()

    await house.correct("ST-2026-000001", note)

    old, new = await house.all()
    assert (old.number, old.state, old.owed_closing) == (
        "ST-2026-000001",
        "superseded",
        cny("100.00"),
    )
    assert (new.number, new.state, new.version) == ("ST-2026-000001-V2", "issued", 2)
    assert (new.owed_movement, new.owed_closing) == (cny("50.00"), cny("50.00"))
    assert new.earned_closing == old.earned_closing
    assert await house.faults() == []


async def test_the_next_period_opens_with_the_corrected_balance(
    house: House, clock: MovingClock
) -> None:
    note = await house.credit()
    await house.correct("ST-2026-000001", note)

    clock.move(days=30)
    await house.close(APRIL)

    april = (await house.all())[-1]
    assert (april.owed_opening, april.owed_movement) == (cny("50.00"), cny("0.00"))
    assert "CN-2026-000001" not in [
        line.reference
        for section in (await house.document(april.number)).sections
        for line in section.lines
    ]
    assert await house.faults() == []


async def test_the_new_version_says_what_it_corrects_and_by_how_much(house: House) -> None:
    note = await house.credit()
    await house.correct("ST-2026-000001", note)

    document = await house.document("ST-2026-000001-V2")
    written = (
        house.desk.port(StatementSheets)  # type: ignore[type-abstract]
        .csv(document)
        .decode("utf-8-sig")
    )

    assert document.supersedes == "ST-2026-000001"
    assert document.correction_note == (
        "更正原因：The price was 40。往来欠款期末余额由 100.00 改为 50.00（-50.00）。"
    )
    told = [row.split(",") for row in written.splitlines()]
    assert {(row[13], row[19]) for row in told if "更正" in row[13]} == {
        ("更正并取代 ST-2026-000001", "100.00"),
        ("更正差额", "-50.00"),
    }
    assert [item.open for item in document.open_items] == [cny("50.00")]
    assert document.ageing.not_due + document.ageing.days_1_30 == cny("50.00")
    assert document.ageing.unapplied == cny("0.00")


async def test_the_old_paper_stays_as_it_is_and_the_new_one_is_printed(
    house: House, brand_id: BrandId
) -> None:
    before = await house.named("ST-2026-000001")
    note = await house.credit()
    await house.correct("ST-2026-000001", note)
    await house.print()

    old, new = await house.all()

    assert (old.blob_id, old.pdf_sha256) == (before.blob_id, before.pdf_sha256)
    assert old.blob_id is not None
    async with house.desk.database.reading(brand_id) as session:
        kept = await blobs.load(session, brand_id, old.blob_id)
    assert hashlib.sha256(kept).hexdigest() == before.pdf_sha256
    assert new.pdf_sha256 not in {None, old.pdf_sha256}
    assert await house.faults() == []


async def test_what_is_paid_later_does_not_change_a_corrected_paper(
    house: House, clock: MovingClock
) -> None:
    note = await house.credit()
    await house.correct("ST-2026-000001", note)
    before = await house.document("ST-2026-000001-V2")

    clock.move(days=3)
    await house.credit("R-2")

    assert await house.document("ST-2026-000001-V2") == before
    assert await house.faults() == []


async def test_words_alone_can_be_corrected_also_when_a_later_period_is_closed(
    house: House, clock: MovingClock
) -> None:
    clock.move(days=30)
    await house.close(APRIL)
    async with house.open_work() as work:
        await work.run("UPDATE parties SET name = '总代理' WHERE id = :id", id=house.agent)

    await house.correct(reason="The name was wrong")

    document = await house.document("ST-2026-000001-V2")
    assert document.counterparty_name == "总代理"
    assert document.correction_note == "更正原因：The name was wrong。金额未变。"
    assert (await house.document("ST-2026-000001")).counterparty_name != "总代理"
    assert await house.faults() == []


async def test_a_second_correction_keeps_what_the_first_has_taken_in(house: House) -> None:
    first = await house.credit()
    await house.correct("ST-2026-000001", first)
    second = await house.credit("R-2")

    await house.correct("ST-2026-000001-V2", second)

    assert [each.state for each in await house.all()] == ["superseded", "superseded", "issued"]
    last = await house.named("ST-2026-000001-V3")
    assert last.owed_closing == cny("0.00")
    assert await rows(
        house,
        "SELECT position, reference, is_correction FROM statement_lines "
        "WHERE statement_id = :id AND side = 'owed' ORDER BY position",
        id=last.statement_id,
    ) == [
        (1, "AR-2026-000001", False),
        (2, "CN-2026-000001", True),
        (3, "CN-2026-000002", True),
    ]
    assert await house.faults() == []


async def test_the_answer_starts_anew(house: House) -> None:
    await house.answer("ST-2026-000001", LineDispute(1, "40 each"))
    statement_id = (await house.named("ST-2026-000001")).statement_id
    async with house.open_work() as work:
        await settlements.answer_dispute(
            work, statement_id=statement_id, position=1, is_accepted=True, answer="credited"
        )
    note = await house.credit()

    await house.correct("ST-2026-000001", note)
    await house.answer("ST-2026-000001-V2")

    assert [each.state for each in await house.all()] == ["superseded", "confirmed"]
    with pytest.raises(settlements.StatementAnswered):
        await house.answer("ST-2026-000001")
    assert await house.faults() == []


async def test_an_unanswered_dispute_comes_first(house: House) -> None:
    await house.answer("ST-2026-000001", LineDispute(1, "40 each"))

    with pytest.raises(settlements.DisputesUnanswered, match="1"):
        await house.correct()


async def test_what_is_confirmed_stays(house: House) -> None:
    await house.answer("ST-2026-000001")

    with pytest.raises(settlements.StatementAnswered, match="confirmed"):
        await house.correct()


async def test_figures_of_an_earlier_period_stay(house: House, clock: MovingClock) -> None:
    clock.move(days=30)
    await house.close(APRIL)
    note = await house.credit()

    with pytest.raises(settlements.LaterPeriodClosed, match="2026-04-30"):
        await house.correct("ST-2026-000001", note)


async def test_only_what_is_between_these_two_and_later_can_be_taken_in(house: House) -> None:
    ((item,),) = await rows(house, "SELECT id FROM receivables")
    note = await house.credit()
    await house.correct("ST-2026-000001", note)

    for nothing in (item, new_id(), note):
        with pytest.raises(settlements.NotToBeTakenIn):
            await house.correct("ST-2026-000001-V2", nothing)


@pytest.mark.parametrize(
    ("number", "reason", "refusal"),
    [
        ("ST-2026-000001", " ", settlements.ReasonMissing),
        ("", "x", settlements.UnknownStatement),
        ("superseded", "x", settlements.StatementAnswered),
    ],
)
async def test_refusals(house: House, number: str, reason: str, refusal: type[Refusal]) -> None:
    if number == "superseded":
        await house.correct()
    found = (await house.all())[0].statement_id if number else StatementId(new_id())

    async with house.open_work() as work:
        with pytest.raises(refusal):
            await settlements.correct_statement(work, statement_id=found, reason=reason)
