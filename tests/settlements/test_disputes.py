"""Statements are answered line by line, by a day, and a confirmation is for good."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError, ProgrammingError

from tests.conftest import MovingClock
from tests.factories.commissions import level, make_plan
from tests.factories.settlements import PORTS, Shop, make_goods, open_shop
from tributary import settlements
from tributary.kernel import BrandId, PartyId, Period, Refusal, StatementId, new_id
from tributary.platform import Database, Desk, Work, prove
from tributary.settlements import LineDispute, reactions

MARCH = Period.month(2026, 3)
GA, T1, T2 = range(3)

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock(datetime(2026, 4, 1, 2, tzinfo=UTC))


@pytest.fixture
def desk(database: Database, clock: MovingClock) -> Desk:
    return Desk(database=database, clock=clock, ports=PORTS)


async def closed(open_work: OpenWork, *, silence: bool | None) -> Shop:
    """Sell and close March, with ten days for an answer unless nothing is said about that."""
    async with open_work() as work:
        shop = await open_shop(work)
        await make_goods(work, "TEA", "50.00", "60.00", "70.00")
        await make_plan(work, level(1, "2"))
        for n in range(3):
            await shop.sell(work, f"SO-{n}", shop.chain[GA], ("TEA", 1 + n), on=date(2026, 3, 3))
        await shop.sell(work, "SO-T1", shop.chain[T1], ("TEA", 1), on=date(2026, 3, 3))
        if silence is not None:
            await settlements.set_terms(work, answer_days=10, silence_confirms=silence)
    async with open_work() as work:
        await settlements.close_month(work, period=MARCH)
    return shop


async def statement_to(desk: Desk, brand_id: BrandId, party: PartyId) -> StatementId:
    async with desk.database.reading(brand_id) as session:
        found = await settlements.statements_of(session, brand_id, counterparty_id=party)
    return found[0].statement_id


async def rows(desk: Desk, brand_id: BrandId, sql: str, **given: object) -> list[tuple[Any, ...]]:
    async with desk.work(brand_id, "test") as work:
        return [tuple(row) for row in await work.rows(sql, **given)]


async def state_of(desk: Desk, brand_id: BrandId, statement_id: StatementId) -> str:
    ((state,),) = await rows(
        desk, brand_id, "SELECT state FROM statements WHERE id = :id", id=statement_id
    )
    return str(state)


async def disputes(desk: Desk, brand_id: BrandId) -> list[tuple[Any, ...]]:
    return await rows(
        desk,
        brand_id,
        "SELECT position, state, reason, answer FROM statement_disputes ORDER BY position",
    )


class Mine:
    """Somebody of the general agent, with its statement."""

    def __init__(self, open_work: OpenWork, statement_id: StatementId, party: PartyId) -> None:
        self._open_work = open_work
        self.statement_id = statement_id
        self.party = party

    async def dispute(self, *lines: tuple[int, str], reason: str = "") -> None:
        async with self._open_work() as work:
            await settlements.dispute_statement(
                work,
                statement_id=self.statement_id,
                party_id=self.party,
                reason=reason,
                lines=[LineDispute(*line) for line in lines],
            )

    async def confirm(self) -> None:
        async with self._open_work() as work:
            await settlements.confirm_statement(
                work, statement_id=self.statement_id, party_id=self.party
            )

    async def answer(self, position: int, answer: str, *, is_accepted: bool) -> None:
        async with self._open_work() as work:
            await settlements.answer_dispute(
                work,
                statement_id=self.statement_id,
                position=position,
                is_accepted=is_accepted,
                answer=answer,
            )


MakeMine = Callable[..., Awaitable[Mine]]


@pytest.fixture
def make_mine(open_work: OpenWork, desk: Desk, brand_id: BrandId) -> MakeMine:
    async def made(*, silence: bool | None = None) -> Mine:
        shop = await closed(open_work, silence=silence)
        party = PartyId(shop.chain[GA])
        return Mine(open_work, await statement_to(desk, brand_id, party), party)

    return made


async def everything_is_true(desk: Desk, brand_id: BrandId) -> None:
    proofs = await prove(desk.database, brand_id, settlements.INVARIANTS)
    assert [fault for proof in proofs for fault in proof.faults] == []


async def test_lines_are_disputed_one_by_one_and_answered_one_by_one(
    make_mine: MakeMine, desk: Desk, brand_id: BrandId
) -> None:
    mine = await make_mine()

    await mine.dispute((1, "One was enough."), (2, "Never came."))
    await mine.dispute((3, "Wrong price."))
    await mine.answer(1, "It comes back in April.", is_accepted=True)
    await mine.answer(2, "Signed for on March 5.", is_accepted=False)

    assert await state_of(desk, brand_id, mine.statement_id) == "disputed"
    assert await disputes(desk, brand_id) == [
        (1, "accepted", "One was enough.", "It comes back in April."),
        (2, "declined", "Never came.", "Signed for on March 5."),
        (3, "open", "Wrong price.", None),
    ]
    said = await rows(
        desk,
        brand_id,
        "SELECT dispute_reason FROM statements WHERE id = :id",
        id=mine.statement_id,
    )
    assert said == [("1: One was enough.\n2: Never came.",)]
    await everything_is_true(desk, brand_id)


async def test_who_insists_opens_a_declined_line_again_also_after_the_day(
    make_mine: MakeMine, desk: Desk, brand_id: BrandId, clock: MovingClock
) -> None:
    mine = await make_mine(silence=True)
    await mine.dispute((2, "Never came."))
    await mine.answer(2, "Signed for.", is_accepted=False)
    clock.move(days=30)

    await mine.dispute((2, "Not by us."))

    assert await disputes(desk, brand_id) == [(2, "open", "Not by us.", None)]
    with pytest.raises(settlements.AnswerTooLate):
        await mine.dispute((3, "This neither."))
    assert len(await disputes(desk, brand_id)) == 1
    await everything_is_true(desk, brand_id)


async def test_a_confirmation_withdraws_what_is_open(
    make_mine: MakeMine, desk: Desk, brand_id: BrandId
) -> None:
    mine = await make_mine()
    await mine.dispute((1, "One was enough."), (2, "Never came."))
    await mine.answer(1, "Yes.", is_accepted=True)

    await mine.confirm()

    assert [(row[0], row[1]) for row in await disputes(desk, brand_id)] == [
        (1, "accepted"),
        (2, "withdrawn"),
    ]
    assert await state_of(desk, brand_id, mine.statement_id) == "confirmed"
    await everything_is_true(desk, brand_id)


@pytest.mark.parametrize(
    ("lines", "reason", "refusal"),
    [
        ([(99, "What?")], "", settlements.UnknownLine),
        ([(0, "What?")], "", settlements.UnknownLine),
        ([(1, " ")], "", settlements.ReasonMissing),
        ([], " ", settlements.ReasonMissing),
        ([(1, "a"), (1, "b")], "", settlements.DisputeAnswered),
    ],
)
async def test_what_says_nothing_or_names_nothing_is_no_dispute(
    make_mine: MakeMine,
    desk: Desk,
    brand_id: BrandId,
    lines: list[tuple[int, str]],
    reason: str,
    refusal: type[Refusal],
) -> None:
    mine = await make_mine()

    with pytest.raises(refusal):
        await mine.dispute(*lines, reason=reason)

    assert await state_of(desk, brand_id, mine.statement_id) == "issued"
    assert await disputes(desk, brand_id) == []


async def test_only_what_is_open_is_answered_and_with_words(make_mine: MakeMine) -> None:
    mine = await make_mine()
    await mine.dispute((1, "One was enough."))

    with pytest.raises(settlements.ReasonMissing):
        await mine.answer(1, " ", is_accepted=True)
    with pytest.raises(settlements.UnknownLine):
        await mine.answer(2, "No.", is_accepted=False)
    await mine.answer(1, "Yes.", is_accepted=True)
    with pytest.raises(settlements.DisputeAnswered):
        await mine.answer(1, "No.", is_accepted=False)
    with pytest.raises(settlements.DisputeAnswered):
        await mine.dispute((1, "Again."))
    mine.statement_id = StatementId(new_id())
    with pytest.raises(settlements.UnknownStatement):
        await mine.answer(1, "Yes.", is_accepted=True)


async def test_silence_confirms_after_the_last_day_where_that_was_said(
    make_mine: MakeMine, desk: Desk, brand_id: BrandId, clock: MovingClock
) -> None:
    mine = await make_mine(silence=True)
    # Issued on April 1 with ten days: the eleventh is the last, and over at 16:00 UTC.
    clock.move(days=10, hours=13)
    await reactions.confirm_silence(desk, brand_id)
    assert await state_of(desk, brand_id, mine.statement_id) == "issued"
    await mine.dispute((1, "One was enough."))
    clock.move(hours=2)

    await reactions.confirm_silence(desk, brand_id)
    await reactions.confirm_silence(desk, brand_id)

    assert await state_of(desk, brand_id, mine.statement_id) == "disputed"
    kept = "SELECT confirmed_by, count(*) FROM statement_confirmations GROUP BY 1"
    assert await rows(desk, brand_id, kept) == [("deadline", 1)]
    noted = "SELECT count(*) FROM audit_entries WHERE action = 'settlements.confirm_silence'"
    assert await rows(desk, brand_id, noted) == [(1,)]
    await everything_is_true(desk, brand_id)


@pytest.mark.parametrize("silence", [None, False])
async def test_silence_says_nothing_where_nothing_was_said_about_it(
    make_mine: MakeMine, desk: Desk, brand_id: BrandId, clock: MovingClock, silence: bool | None
) -> None:
    mine = await make_mine(silence=silence)
    async with desk.work(brand_id, "test") as work:
        # What is set later holds for later statements.
        await settlements.set_terms(work, answer_days=1, silence_confirms=True)
    clock.move(days=60)

    await reactions.confirm_silence(desk, brand_id)

    assert await state_of(desk, brand_id, mine.statement_id) == "issued"
    if silence is None:
        await mine.dispute((1, "After all."))
    else:
        with pytest.raises(settlements.AnswerTooLate):
            await mine.dispute((1, "After all."))


@pytest.mark.parametrize("days", [0, -1, 366])
async def test_terms_are_a_number_of_days_that_one_waits(open_work: OpenWork, days: int) -> None:
    async with open_work() as work:
        await open_shop(work)
        with pytest.raises(settlements.AnswerDaysInvalid):
            await settlements.set_terms(work, answer_days=days, silence_confirms=True)


@pytest.mark.parametrize("state", ["issued", "disputed"])
async def test_the_database_keeps_a_confirmed_statement_confirmed(
    make_mine: MakeMine, desk: Desk, brand_id: BrandId, state: str
) -> None:
    mine = await make_mine()
    await mine.confirm()

    with pytest.raises(IntegrityError):
        await rows(
            desk,
            brand_id,
            "UPDATE statements SET state = :state, dispute_reason = 'x' WHERE id = :id "
            "RETURNING id",
            id=mine.statement_id,
            state=state,
        )
    for deed in ("DELETE FROM", "UPDATE"):
        what = "" if deed == "DELETE FROM" else "SET state = 'confirmed'"
        with pytest.raises(ProgrammingError):
            await rows(desk, brand_id, f"{deed} statement_confirmations {what} RETURNING 1")
    assert await state_of(desk, brand_id, mine.statement_id) == "confirmed"


@pytest.mark.parametrize(
    ("silence", "said"),
    [
        (None, None),
        (False, "如有异议，请于 2026-04-11 之前（含当日）提出。"),
        (True, "如有异议，请于 2026-04-11 之前（含当日）提出；逾期未答复即视为确认。"),
    ],
)
async def test_a_statement_says_by_when_it_is_to_be_answered(
    make_mine: MakeMine, desk: Desk, brand_id: BrandId, silence: bool | None, said: str | None
) -> None:
    mine = await make_mine(silence=silence)

    async with desk.database.reading(brand_id) as session:
        document = await settlements.document_of(session, brand_id, mine.statement_id)

    assert document.answer_note == said
