from typing import LiteralString

import pytest

from tests.factories.payments import Clock, opened_till
from tests.factories.scratch import ScratchDatabase

FAULTS: list[tuple[LiteralString, str]] = [
    ("UPDATE receipts SET applied_minor = applied_minor - 1", "applied"),
    ("UPDATE receipts SET refunded_minor = 0", "refunded 0 (rows say"),
    ("UPDATE receipts SET fee_minor = fee_minor + 1", "fee"),
    ("UPDATE receipts SET amount_minor = amount_minor + 1", "clearing with stripe"),
    ("UPDATE receipts SET amount_minor = amount_minor + 1", "credit of"),
    ("UPDATE receipts SET state = 'pending', booked_on = NULL", "ledger has 1"),
    ("UPDATE refunds SET amount_minor = amount_minor + 1", "ledger paid out"),
    ("DELETE FROM receipts", "is cash of no receipt"),
    ("DELETE FROM refunds", "pays back no refund"),
    ("UPDATE payment_links SET state = 'cancelled'", "do not lead from open to there"),
    ("UPDATE receipts SET state = 'failed', booked_on = NULL", "do not lead from pending"),
    (
        "DELETE FROM audit_entries WHERE action = 'payments.send_refund'",
        "do not lead from requested",
    ),
    (
        "UPDATE audit_entries SET before = after WHERE action = 'payments.pay_link'",
        "is paid, but its audited steps",
    ),
    (
        """UPDATE audit_entries SET after = '{"state": "refunded"}'
           WHERE action = 'payments.send_refund'""",
        "went from requested to refunded, which is no way",
    ),
    ("UPDATE audit_entries SET origin = ''", "names nobody"),
    ("UPDATE audit_entries SET reason = NULL", "gives no reason"),
]


@pytest.mark.parametrize(("fault", "said"), FAULTS)
async def test_a_planted_fault_is_found(
    scratch_database: ScratchDatabase, clock: Clock, fault: LiteralString, said: str
) -> None:
    async with opened_till(scratch_database.urls.app, clock) as till:
        link = await till.link(await till.bill("100.00"))
        await till.paid(link)
        await till.hear()
        await till.refund((await till.receipts(link))[0], "20.00")
        await till.settle()
        sound = await till.faults()

        scratch_database.tamper(
            "ALTER TABLE receipts DROP CONSTRAINT ck_receipts_unbooked",
            "SET session_replication_role = replica",
            fault,
        )

        found = await till.faults()
    assert sound == []
    assert any(said in text for text in found), found


async def test_a_second_receipt_of_one_payment_is_found(
    scratch_database: ScratchDatabase, clock: Clock
) -> None:
    async with opened_till(scratch_database.urls.app, clock) as till:
        link = await till.link(await till.bill("100.00"))
        await till.paid(link)
        await till.hear()

        scratch_database.tamper(
            "ALTER TABLE receipts DROP CONSTRAINT uq_receipts_provider_provider_payment_id",
            "INSERT INTO receipts SELECT (jsonb_populate_record(r, jsonb_build_object("
            "'id', gen_random_uuid()))).* FROM receipts r",
        )

        found = await till.faults()
    assert any("has 2 receipts" in text for text in found), found
