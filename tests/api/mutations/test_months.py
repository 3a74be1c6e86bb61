"""Months by the API: looked at, closed by a task; statements answered by those they are for."""

# ruff: noqa: ANN401  Answers are JSON, which has any type.

from typing import Any

import pytest

from tests.api.mutations.office import Office, gid, key
from tributary.identity import Role
from tributary.kernel import Outage, new_id
from tributary.settlements import reactions

PREVIEW = """... on MonthPreview { periodStart periodEnd isClosed isOver commissionLines statements
    totals { currency statements owedOpening { amount } owedMovement { amount currency }
             owedClosing { amount } earnedClosing { amount } } }"""

STARTED = "... on StartedTask { task { id state title total subject { __typename } } }"

STATEMENT = "{ statement { id state answeredAt disputeReason } }"
ANSWERED = {
    "confirm": f"... on ConfirmedStatement {STATEMENT}",
    "dispute": f"... on DisputedStatement {STATEMENT}",
}


@pytest.fixture
async def january(office: Office) -> Office:
    """One order of 210.00 in January, and the first of February."""
    await office.do(
        office.viewer(Role.OWNER),
        "placeOrder",
        "",
        idempotencyKey=key(),
        distributorId=gid("Distributor", office.t2),
        reference="PO-1",
        lines=[{"sku": "TEA-01", "quantity": 3}],
    )
    await office.settle()
    office.clock.move(days=27)
    return office


async def close(office: Office, month: str = "2026-01", **given: Any) -> Any:
    values = {"idempotencyKey": key(), "month": month} | given
    return await office.do(office.viewer(Role.FINANCE_DIRECTOR), "closeMonth", STARTED, **values)


async def preview(office: Office, month: str) -> Any:
    return await office.do(office.viewer(Role.ACCOUNTANT), "previewMonth", PREVIEW, month=month)


async def test_a_month_is_looked_at_and_nothing_is_kept(january: Office) -> None:
    found = await preview(january, "2026-01")

    assert (found["periodStart"], found["periodEnd"]) == ("2026-01-01", "2026-02-01")
    assert (found["isClosed"], found["isOver"], found["statements"]) == (False, True, 1)
    assert found["totals"] == [
        {
            "currency": "CNY",
            "statements": 1,
            "owedOpening": {"amount": "0.00"},
            "owedMovement": {"amount": "210.00", "currency": "CNY"},
            "owedClosing": {"amount": "210.00"},
            "earnedClosing": {"amount": "0.00"},
        }
    ]
    assert await january.rows("SELECT count(*) FROM statements") == [(0,)]
    assert await january.rows("SELECT count(*) FROM settlement_runs") == [(0,)]


@pytest.mark.parametrize("month", ["2026-13", "2026-1", "october", "", " 2026-01", "2026-01-01"])
async def test_what_is_no_month_is_refused(office: Office, month: str) -> None:
    assert (await preview(office, month))["code"] == "MONTH_INVALID"
    assert (await close(office, month))["code"] == "MONTH_INVALID"


async def test_a_month_is_closed_and_printed_by_a_task(january: Office) -> None:
    begun = await close(january)

    assert (begun["task"]["state"], begun["task"]["title"]) == ("QUEUED", "2026-01")
    assert begun["task"]["subject"] is None
    await january.settle()
    shown = "query($id: ID!) { task(id: $id) { state done total subject { __typename } } }"
    answer = await january.ask(january.viewer(Role.OWNER), shown, id=begun["task"]["id"])
    assert answer["data"]["task"] == {
        "state": "DONE",
        "done": 1,
        "total": 1,
        "subject": {"__typename": "SettlementRun"},
    }
    assert await january.rows(
        "SELECT state, blob_id IS NOT NULL, pay_url IS NOT NULL FROM statements"
    ) == [("issued", True, True)]
    assert (await preview(january, "2026-01"))["isClosed"] is True


async def test_closing_is_ordered_once(january: Office) -> None:
    same = key()
    first = await close(january, idempotencyKey=same)
    again = await close(january, idempotencyKey=same)
    other = await close(january)
    reused = await close(january, "2026-02", idempotencyKey=same)

    assert first["task"]["id"] == again["task"]["id"] == other["task"]["id"]
    assert reused["code"] == "IDEMPOTENCY_KEY_REUSED"
    await january.settle()
    assert await january.rows("SELECT count(*) FROM settlement_runs") == [(1,)]


async def test_closing_that_is_interrupted_goes_on(
    january: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await close(january)

    async def dies(*_: object, **__: object) -> None:
        raise Outage("the power went out", retryable=True)

    with monkeypatch.context() as broken:
        broken.setattr(reactions, "print_statements", dies)
        with pytest.raises(Outage):
            await january.settle()
    await january.settle()

    assert await january.rows("SELECT state, done, total FROM tasks") == [("done", 1, 1)]
    assert await january.rows("SELECT count(blob_id) FROM statements") == [(1,)]


async def test_a_month_that_is_not_over_is_refused_at_once(office: Office) -> None:
    assert (await close(office))["code"] == "PERIOD_NOT_OVER"
    assert await office.rows("SELECT count(*) FROM tasks") == [(0,)]


async def test_months_are_closed_one_after_the_other(january: Office) -> None:
    january.clock.move(days=40)

    assert (await close(january, "2026-02"))["code"] == "PERIOD_OUT_OF_ORDER"


async def statement_of(office: Office) -> str:
    await close(office)
    await office.settle()
    ((statement_id,),) = await office.rows("SELECT id FROM statements")
    return gid("Statement", statement_id)


async def answer(office: Office, verb: str, statement: str, **given: Any) -> Any:
    theirs = office.viewer(Role.DISTRIBUTOR_FINANCE, office.t2)
    return await office.do(
        theirs, f"{verb}Statement", ANSWERED[verb], statementId=statement, **given
    )


async def test_a_distributor_confirms_its_statement_once(january: Office) -> None:
    statement = await statement_of(january)

    confirmed = await answer(january, "confirm", statement)
    again = await answer(january, "confirm", statement)
    disputed = await answer(january, "dispute", statement, reason="too late")

    assert confirmed["statement"]["state"] == "CONFIRMED"
    assert confirmed["statement"]["answeredAt"] == "2026-02-01T02:00:00+00:00"
    assert again["code"] == disputed["code"] == "STATEMENT_ANSWERED"
    assert await january.rows(
        "SELECT origin, before ->> 'state', after ->> 'state' FROM audit_entries "
        "WHERE action = 'settlements.confirm_statement'"
    ) == [("portal", "issued", "confirmed")]


async def test_a_disputed_statement_can_be_confirmed_later(january: Office) -> None:
    statement = await statement_of(january)

    disputed = await answer(january, "dispute", statement, reason=" 少了一笔退货 ")
    again = await answer(january, "dispute", statement, reason="still")
    confirmed = await answer(january, "confirm", statement)

    assert disputed["statement"]["state"] == "DISPUTED"
    assert disputed["statement"]["disputeReason"] == "少了一笔退货"
    assert again["code"] == "STATEMENT_ANSWERED"
    assert confirmed["statement"]["state"] == "CONFIRMED"
    assert confirmed["statement"]["disputeReason"] == "少了一笔退货"


async def test_a_dispute_says_what_is_wrong(january: Office) -> None:
    statement = await statement_of(january)

    assert (await answer(january, "dispute", statement, reason=" "))["code"] == "REASON_MISSING"
    assert await january.rows("SELECT state FROM statements") == [("issued",)]


async def test_nobody_answers_a_statement_of_somebody_else(january: Office) -> None:
    statement = await statement_of(january)
    above = january.viewer(Role.DISTRIBUTOR_OWNER, january.chain[1])

    for verb, given in (("confirm", {}), ("dispute", {"reason": "not mine"})):
        refused = await january.do(
            above, f"{verb}Statement", ANSWERED[verb], statementId=statement, **given
        )
        unknown = await answer(january, verb, gid("Statement", new_id()), **given)

        assert refused == unknown
        assert refused["code"] == "UNKNOWN_STATEMENT"
    assert await january.rows("SELECT state FROM statements") == [("issued",)]


async def test_what_is_said_comes_back_with_every_character(january: Office) -> None:
    statement = await statement_of(january)
    reason = 'a\x1eb\x1dc\x01 "quoted" \\ 荷叶 \U0001f375'

    disputed = await answer(january, "dispute", statement, reason=reason)

    assert disputed["statement"]["disputeReason"] == reason


async def test_whoever_lost_the_role_meanwhile_closes_nothing(
    january: Office, superuser_url: str
) -> None:
    await close(january)
    january.dismiss(january.viewer(Role.FINANCE_DIRECTOR), superuser_url)

    await january.settle()

    found = await january.rows("SELECT state, refusal_code FROM tasks")
    assert found == [("failed", "ROLE_MISSING")]
    assert await january.rows("SELECT 1 FROM settlement_runs") == []


CALENDAR = "... on SettlementCalendar { periods { name periodStart periodEnd standing } }"


async def calendar(office: Office) -> list[tuple[str, str]]:
    found = await office.do(office.viewer(Role.ACCOUNTANT), "previewCalendar", CALENDAR, closed=1)
    return [(each["name"], each["standing"]) for each in found["periods"]]


async def test_the_calendar_names_what_is_to_be_closed_in_every_cycle(january: Office) -> None:
    accountant = january.viewer(Role.ACCOUNTANT)
    assert await calendar(january) == [("2026-01", "DUE"), ("2026-02", "RUNNING")]
    await close(january)
    await january.settle()
    assert await calendar(january) == [("2026-01", "CLOSED"), ("2026-02", "RUNNING")]

    said = await january.do(
        accountant,
        "setSettlementCycle",
        "... on NewSettlementCycle { brand { settlementCycles { cycle validFrom lastDays } } }",
        cycle="WEEKLY",
        validFrom="2026-02-02",
    )
    assert said["brand"]["settlementCycles"] == [
        {"cycle": "WEEKLY", "validFrom": "2026-02-02", "lastDays": ""}
    ]
    january.clock.move(days=5)

    assert await calendar(january) == [
        ("2026-01", "CLOSED"),
        ("2026-02-01..2026-02-01", "DUE"),
        ("2026-W06", "RUNNING"),
    ]
    assert (await close(january, "2026-02"))["code"] == "PERIOD_OFF_CYCLE"
    started = await close(january, "2026-02-01..2026-02-01")
    assert started["task"]["title"] == "2026-02-01..2026-02-01"
