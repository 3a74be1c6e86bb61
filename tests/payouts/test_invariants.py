import pytest

from tests.factories.damage import faults_after
from tests.factories.payouts import make_accounts, open_payout_house, release, submit
from tests.gateways.stripe.running import RunningFake
from tributary import payouts
from tributary.kernel import BrandId
from tributary.payouts.reactions import send_batch
from tributary.platform import Desk
from tributary.platform.postgres import EmbeddedPostgres

EARNED = {"D1": "10.00", "D2": "25.00"}
LOOSE = "ALTER TABLE payout_batches DROP CONSTRAINT IF EXISTS"

DAMAGE = {
    "but the books moved 0 for it": [
        "DELETE FROM seal_entries WHERE brand_id = :brand",
        "DELETE FROM transfers WHERE brand_id = :brand AND reason = 'payout' AND phase = 'post'",
    ],
    "belongs to no item": [
        "DELETE FROM payout_items WHERE brand_id = :brand AND amount_minor = 1000",
    ],
    "pays 2 items": [
        "ALTER TABLE payout_items DROP CONSTRAINT IF EXISTS uq_payout_items_provider_transfer_id",
        "UPDATE payout_items SET provider_transfer_id = 'tr_same' WHERE brand_id = :brand",
    ],
    "with 1 open reservations": [
        "DELETE FROM seal_entries WHERE brand_id = :brand",
        "DELETE FROM transfers WHERE brand_id = :brand AND reason = 'payout' AND phase = 'post'",
    ],
    "its items are": [
        "UPDATE payout_items SET amount_minor = amount_minor + 1 WHERE brand_id = :brand",
    ],
    "not those that were submitted": [
        "UPDATE payout_items SET destination = 'acct_thief' WHERE brand_id = :brand",
    ],
    "without a second person": [
        f"{LOOSE} ck_payout_batches_checker",
        "UPDATE payout_batches SET checker_id = maker_id WHERE brand_id = :brand",
    ],
    "stripe in USD: its documents add up to -3500, its account holds 0": [
        "DELETE FROM seal_entries WHERE brand_id = :brand",
        "DELETE FROM transfers WHERE brand_id = :brand AND reason = 'payout' AND phase = 'post'",
    ],
    "stripe in USD: its documents add up to -2500, its account holds -3500": [
        "DELETE FROM payout_items WHERE brand_id = :brand AND amount_minor = 1000",
    ],
    "0 is on its way out, 3500 is reserved for it": [
        "DELETE FROM seal_entries WHERE brand_id = :brand",
        "DELETE FROM transfers WHERE brand_id = :brand AND reason = 'payout' AND phase = 'post'",
    ],
    "of 1000 went out under no name of the provider": [
        "ALTER TABLE payout_items DROP CONSTRAINT IF EXISTS ck_payout_items_paid",
        "UPDATE payout_items SET provider_transfer_id = NULL WHERE brand_id = :brand",
    ],
    "is returned, but its audited steps do not lead from ready to there": [
        "UPDATE payout_items SET state = 'returned' WHERE brand_id = :brand",
    ],
    "is submitted, but its audited steps do not lead from draft to there": [
        "SET LOCAL session_replication_role = replica",
        "ALTER TABLE payout_batches DROP CONSTRAINT IF EXISTS ck_payout_batches_completed",
        "ALTER TABLE payout_batches DROP CONSTRAINT IF EXISTS ck_payout_batches_released",
        "UPDATE payout_batches SET state = 'submitted' WHERE brand_id = :brand",
    ],
    "went from ready to paid, which is no way": [
        """UPDATE audit_entries
           SET after = CAST(replace(CAST(after AS text), 'sending', 'paid') AS jsonb)
           WHERE brand_id = :brand AND action = 'payouts.claim_items'""",
    ],
    "payouts.release_batch of payout_batch": [
        "UPDATE audit_entries SET user_id = NULL, origin = '' WHERE brand_id = :brand",
    ],
}


@pytest.fixture
async def paid(desk: Desk, fake: RunningFake, brand_id: BrandId) -> None:
    """A batch of two payouts, both paid."""
    house = await open_payout_house(desk, brand_id, EARNED)
    async with fake.gateway() as gateway:
        destinations = {
            code: await gateway.create_account(
                reference=f"{brand_id}:{code}",
                country="US",
                email=f"{code.lower()}@house.example",
                idempotency_key=f"{brand_id}:{code}",
            )
            for code in EARNED
        }
    async with desk.work(brand_id, "test") as work:
        await make_accounts(work, house, destinations)
    batch_id = await submit(desk, house)
    await release(desk, house, batch_id)
    await send_batch(desk, brand_id, batch_id)


@pytest.mark.usefixtures("paid")
async def test_a_paid_batch_has_no_fault(server: EmbeddedPostgres, brand_id: BrandId) -> None:
    assert await faults_after(server, brand_id, payouts.INVARIANTS, []) == []


@pytest.mark.usefixtures("paid")
@pytest.mark.parametrize("fault", DAMAGE)
async def test_a_planted_fault_is_found(
    fault: str, server: EmbeddedPostgres, brand_id: BrandId
) -> None:
    said = await faults_after(server, brand_id, payouts.INVARIANTS, DAMAGE[fault])

    assert any(fault in each for each in said), said
