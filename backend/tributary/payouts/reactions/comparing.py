"""Hold payouts against what the rail says of them now."""

from datetime import datetime
from typing import Final

from sqlalchemy import text

from tributary.kernel import BrandId, Currency, Money, PayoutItemId
from tributary.payouts.ports import PayoutOrder, PayoutRail
from tributary.platform import Desk

ATTEMPTED: Final = """
    SELECT i.id, i.generation, i.destination, i.currency, i.amount_minor, i.state,
           i.provider_transfer_id
    FROM payout_items i
    JOIN payout_batches b ON b.brand_id = :brand AND b.id = i.batch_id
    WHERE i.brand_id = :brand AND b.rail = :rail AND i.attempted_at >= :since
      AND i.state IN ('paid', 'failed', 'cancelled')
    ORDER BY i.id
"""


async def compare_payouts(
    desk: Desk, brand_id: BrandId, *, since: datetime
) -> tuple[int, list[str]]:
    """Ask the rail about each settled payout since an instant; return how many, and what differs.

    One that is still on its way is nobody's fault: the worker looks it up by itself.
    """
    rail = desk.port(PayoutRail)  # type: ignore[type-abstract]
    scope = {"brand": brand_id, "rail": rail.name, "since": since}
    async with desk.database.reading(brand_id) as session:
        items = (await session.execute(text(ATTEMPTED), scope)).all()
    faults: list[str] = []
    for item in items:
        amount = Money(item.amount_minor, Currency(item.currency))
        order = PayoutOrder(PayoutItemId(item.id), item.generation, item.destination, amount)
        made = await rail.find(order)
        is_paid = item.state == "paid"
        if made is None and is_paid:
            faults.append(f"payout {item.id} of {amount} is paid here, the rail knows nothing")
        elif made is not None and not is_paid:
            faults.append(f"payout {item.id} is {item.state} here, the rail moved {made.amount}")
        elif made is not None and made.amount != amount:
            faults.append(f"payout {item.id} is {amount} here, the rail moved {made.amount}")
        elif made is not None and made.provider_transfer_id != item.provider_transfer_id:
            faults.append(f"payout {item.id} is {made.provider_transfer_id} at the rail")
    return len(items), faults
