import pytest

from tests.factories.damage import faults_after
from tributary.app import DEEDS_ARE_AUDITED
from tributary.kernel import BrandId
from tributary.platform import invariants
from tributary.platform.postgres import DatabaseUrls, EmbeddedPostgres

EVERY = (*invariants.INVARIANTS, DEEDS_ARE_AUDITED)

OLD_EVENT = """
    INSERT INTO events (brand_id, id, name, payload, occurred_at, work_id)
    VALUES (:brand, gen_random_uuid(), 'orders.OrdersBillable', '{}', now() - interval '2 hours',
            gen_random_uuid())
"""
UNAUDITED = """
    INSERT INTO transfers (brand_id, id, journal_id, phase, debit_account_id, credit_account_id,
                           currency, amount_minor, reason, booked_on, posted_at, work_id)
    VALUES (:brand, gen_random_uuid(), gen_random_uuid(), 'posted', gen_random_uuid(),
            gen_random_uuid(), 'CNY', 1, 'adjustment', '2026-01-05', now(), gen_random_uuid())
"""
DAMAGE = {
    "role tributary_app may UPDATE audit_entries": [
        "GRANT UPDATE ON audit_entries TO tributary_app"
    ],
    "role tributary_worker may DELETE events": ["GRANT DELETE ON events TO tributary_worker"],
    "is not delivered": [OLD_EVENT],
    "wrote no audit entry": ["SET LOCAL session_replication_role = replica", UNAUDITED],
}


@pytest.mark.parametrize("fault", DAMAGE)
async def test_a_planted_fault_is_found(
    fault: str, server: EmbeddedPostgres, urls: DatabaseUrls, brand_id: BrandId
) -> None:
    assert urls.app
    assert await faults_after(server, brand_id, EVERY, []) == []

    said = await faults_after(server, brand_id, EVERY, DAMAGE[fault])

    assert any(fault in each for each in said), said
