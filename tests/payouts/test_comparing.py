from datetime import timedelta

from tests.factories.payouts import make_accounts, open_payout_house, release, submit
from tests.gateways.stripe.running import RunningFake
from tributary import payouts
from tributary.kernel import BrandId
from tributary.payouts.reactions import send_batch
from tributary.platform import Desk
from tributary.platform.postgres import DatabaseUrls

EARNED = {"D1": "10.00", "D2": "25.00"}


async def test_payouts_are_held_against_the_rail(
    desk: Desk, fake: RunningFake, brand_id: BrandId, urls: DatabaseUrls
) -> None:
    house = await open_payout_house(desk, brand_id, EARNED)
    destination = fake.new_account()
    async with desk.work(brand_id, "test") as work:
        await make_accounts(work, house, dict.fromkeys(EARNED, destination))
    batch_id = await submit(desk, house)
    await release(desk, house, batch_id)
    await send_batch(desk, brand_id, batch_id)
    since = desk.clock() - timedelta(days=1)

    sound = await payouts.compare_payouts(desk, brand_id, since=since)
    async with desk.work(brand_id, "vandal") as work:
        await work.run(
            "UPDATE payout_items SET provider_transfer_id = 'tr_other' "
            "WHERE brand_id = :brand AND amount_minor = 1000",
            brand=brand_id,
        )
        await work.run(
            "UPDATE payout_items SET state = 'failed', failure = '-', provider_transfer_id = NULL "
            "WHERE brand_id = :brand AND amount_minor = 2500",
            brand=brand_id,
        )
    asked, faults = await payouts.compare_payouts(desk, brand_id, since=since)

    assert urls.app
    assert (sound, asked) == ((2, []), 2)
    assert any("at the rail" in fault for fault in faults), faults
    assert any("is failed here, the rail moved 25.00 USD" in fault for fault in faults), faults
