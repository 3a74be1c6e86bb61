"""A worker that is killed after a message has arrived and before that is written down."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from uuid import UUID

from tests.integrations.conftest import SEALS
from tributary import app
from tributary.gateways.webhooks import WebhookCourier
from tributary.integrations import Courier, Reply
from tributary.integrations.operations.sending import send_waiting
from tributary.kernel import BrandId, system_clock
from tributary.platform import Database, Desk, Seals


class CourierThatDies:
    """Carries a message and does not come back."""

    def __init__(self) -> None:
        self._courier = WebhookCourier(is_production=False)

    async def carry(self, address: str, headers: Mapping[str, str], body: str) -> Reply:
        await self._courier.carry(address, headers, body)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError


async def main() -> None:
    url, brand_id, endpoint_id = sys.argv[1:]
    ports: dict[object, object] = {Seals: SEALS, Courier: CourierThatDies()}
    database = Database(url, subscriptions=app.subscriptions_of_all())
    desk = Desk(database=database, clock=system_clock, ports=ports)
    await send_waiting(desk, BrandId(UUID(brand_id)), UUID(endpoint_id))


if __name__ == "__main__":
    asyncio.run(main())
