"""What is told: of every kind what its schema says, of nothing twice, in crowds."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from tests.integrations.conftest import EVERYTHING, House
from tributary import orders, payments, payouts, rebates, receivables, settlements
from tributary.integrations import FACTS, FactKind, schema_of
from tributary.integrations.reactions import REACTIONS
from tributary.integrations.rules import FACTS_MAX, body_of
from tributary.kernel import StatementId, derived_id
from tributary.platform import Event, outbox


def claim_moved(news: rebates.ClaimNews) -> Callable[[House, Any, Any], Event]:
    """Return what announces the news of a claim."""
    return lambda house, subject, _: rebates.RebateClaimMoved(house.brand_id, subject, news, 1)


EVENTS: dict[FactKind, Callable[[House, Any, Any], Event]] = {
    FactKind.ORDER_ACCEPTED: lambda _, subject, __: orders.OrdersBillable(subject),
    FactKind.RECEIVABLE_RAISED: lambda _, subject, __: receivables.ReceivablesRaised(subject),
    FactKind.CREDIT_NOTE_RAISED: lambda _, subject, __: receivables.CreditNotesRaised(subject),
    FactKind.PAYMENT_RECEIVED: lambda house, subject, _: payments.PaymentReceived(
        house.brand_id, subject
    ),
    FactKind.REFUND_SETTLED: lambda house, subject, _: payments.RefundSettled(
        house.brand_id, subject, "refunded"
    ),
    FactKind.STATEMENT_ISSUED: lambda house, subject, _: settlements.PeriodClosed(
        house.brand_id, subject, house.clock().date(), house.clock().date()
    ),
    FactKind.STATEMENT_CONFIRMED: lambda house, subject, _: settlements.StatementAnswerGiven(
        house.brand_id, subject, "confirmed"
    ),
    FactKind.STATEMENT_DISPUTED: lambda house, subject, _: settlements.StatementAnswerGiven(
        house.brand_id, subject, "disputed"
    ),
    FactKind.STATEMENT_CORRECTED: lambda house, subject, _: settlements.StatementCorrected(
        house.brand_id, subject, subject
    ),
    **{FactKind(f"rebate_claim.{news}"): claim_moved(news) for news in rebates.ClaimNews},
    FactKind.PAYOUT_BATCH_RELEASED: lambda house, subject, _: payouts.PayoutBatchReleased(
        house.brand_id, subject
    ),
    FactKind.PAYOUT_BATCH_COMPLETED: lambda house, subject, _: payouts.PayoutBatchCompleted(
        house.brand_id, subject
    ),
    FactKind.PAYOUT_SETTLED: lambda house, subject, at: payouts.PayoutsResolved(
        house.brand_id, subject, at
    ),
}


def checked(told: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the facts of a message that is as its schema says."""
    kind = FactKind(told["type"])
    schema = schema_of(kind)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(told)
    facts: list[dict[str, Any]] = told["data"][FACTS[kind].collection]
    for fact in facts:
        assert list(fact) == [field.name for field in FACTS[kind].fields]
    return facts


async def test_every_kind_is_told_as_its_schema_says(house: House) -> None:
    """The very reactions of the worker, one event of each kind, over real HTTP."""
    assert set(EVENTS) == EVERYTHING
    settled = await house.rows(
        "UPDATE payout_items SET state = 'paid', resolved_at = now(), "
        "provider_transfer_id = 'tr_' || id RETURNING state"
    )
    for kind, event_of in EVENTS.items():
        subject, at = await house.subject(kind)
        event = event_of(house, subject, at)
        assert type(event) in REACTIONS
        # The same news twice, as after a restored backup.
        for _ in range(2):
            async with house.worker.work(house.brand_id, "test") as work:
                work.announce(event)

    await outbox.deliver_all(house.worker, house.brand_id)

    assert settled
    told = [checked(each.told) for each in house.listener.heard]
    kinds = [FactKind(each.told["type"]) for each in house.listener.heard]
    assert sorted(kinds) == sorted(EVERYTHING)
    assert all(told)


async def test_the_answer_to_a_statement_is_told_with_the_statement(house: House) -> None:
    """From the operation of another package to the other program's door."""
    ((statement_id, party_id),) = await house.rows(
        "SELECT id, counterparty_id FROM statements WHERE state = 'issued' ORDER BY id LIMIT 1"
    )
    async with house.desk.work(house.brand_id, "portal") as work:
        given: Any = (statement_id, party_id)
        await settlements.confirm_statement(
            work, statement_id=StatementId(given[0]), party_id=given[1]
        )

    await outbox.deliver_all(house.worker, house.brand_id)

    (heard,) = house.listener.heard
    (fact,) = checked(heard.told)
    assert heard.told["type"] == "statement.confirmed"
    assert (fact["id"], fact["state"]) == (f"Statement:{statement_id}", "confirmed")


async def test_a_bulk_step_is_told_in_crowds_of_a_hundred(house: House) -> None:
    batch_id = derived_id("crowd", house.brand_id)
    async with house.desk.work(house.brand_id, "test") as work:
        written = await work.run(
            """
            INSERT INTO credit_notes (brand_id, id, number, return_id, order_id, creditor_id,
              debtor_id, currency, total_minor, issued_on, booked_on, journal_id, created_at,
              batch_id, depth)
            SELECT brand_id, derived_id('crowd:' || id || n), number || '-' || n, return_id,
              order_id, creditor_id, debtor_id, currency, n, issued_on, booked_on, journal_id,
              created_at, :batch, n
            FROM (SELECT * FROM credit_notes ORDER BY id LIMIT 1) AS c,
                 generate_series(1, 250) AS n
            """,
            batch=batch_id,
        )
        work.announce(receivables.CreditNotesRaised(batch_id))

    await outbox.deliver_all(house.worker, house.brand_id)

    assert written == 250
    crowds = [checked(each.told) for each in house.listener.heard]
    assert sorted(len(crowd) for crowd in crowds) == [50, FACTS_MAX, FACTS_MAX]
    assert len({fact["id"] for crowd in crowds for fact in crowd}) == 250


async def test_nothing_is_written_down_that_nobody_hears(house: House) -> None:
    async with house.desk.work(house.brand_id, "test") as work:
        await work.run("UPDATE webhook_endpoints SET kinds = 'refund.settled'")

    assert await house.happen(FactKind.PAYMENT_RECEIVED) == 0

    assert await house.rows("SELECT count(*) FROM webhook_messages") == [(0,)]


async def test_a_change_that_is_rolled_back_is_not_told(house: House) -> None:
    with pytest.raises(RuntimeError):
        async with house.worker.work(house.brand_id, "test") as work:
            ((receipt_id,),) = await work.rows("SELECT id FROM receipts ORDER BY id LIMIT 1")
            work.announce(payments.PaymentReceived(house.brand_id, receipt_id))
            raise RuntimeError

    await outbox.deliver_all(house.worker, house.brand_id)

    assert house.listener.heard == []


def test_an_amount_is_a_text_and_an_instant_is_of_utc() -> None:
    at = datetime(2026, 1, 5, 2, 3, 4, 567_890, tzinfo=UTC)

    body = body_of(FactKind.WEBHOOK_TEST, [{"id": "茶"}], at=at)

    assert body == (
        '{"type":"webhook.test","timestamp":"2026-01-05T02:03:04.567Z",'
        '"data":{"endpoints":[{"id":"茶"}]}}'
    )
