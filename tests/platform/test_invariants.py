import pytest

from tests.factories.damage import faults_after
from tributary.app import DEEDS_ARE_AUDITED, import_models, invariants_of_all
from tributary.kernel import BrandId
from tributary.platform import invariants, references
from tributary.platform.postgres import DatabaseUrls, EmbeddedPostgres

# References are followed from table to table, so all of them have to be known.
import_models()
EVERY = (*invariants.INVARIANTS, DEEDS_ARE_AUDITED, references.REFERENCES_LEAD)
NUMBERS_MAX = 24

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
KEY = """
    INSERT INTO idempotency_keys (brand_id, key, request_sha256, response, created_at)
    VALUES (:brand, '{key}', '{digest}', '{response}', now())
"""
DIGEST = "0" * 64
ANSWER = r'{"answer"\: {}, "work"\: "w"}'
STRAY_DELIVERY = """
    INSERT INTO event_deliveries (brand_id, event_id, reaction, delivered_at)
    VALUES (:brand, gen_random_uuid(), 'somebody', now())
"""
DAMAGE = {
    "key lost has no answer": [KEY.format(key="lost", digest=DIGEST, response="{}")],
    "key odd has the digest of no request": [KEY.format(key="odd", digest="", response=ANSWER)],
    "had its effect under the keys a, b": [
        KEY.format(key=key, digest=DIGEST, response=ANSWER) for key in ("a", "b")
    ],
    "somebody refers to events that is not of its brand": [
        "ALTER TABLE event_deliveries DROP CONSTRAINT fk_event_deliveries_event",
        STRAY_DELIVERY,
    ],
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


def test_every_invariant_of_the_specification_is_proven() -> None:
    proven = {invariant.number for invariant in invariants_of_all()}

    assert proven == set(range(1, NUMBERS_MAX + 1))
