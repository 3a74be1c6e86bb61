import asyncio
import signal
import sys

from tests.integrations.conftest import House
from tributary.platform.postgres import DatabaseUrls


async def test_a_worker_killed_after_sending_loses_nothing_and_renames_nothing(
    house: House, urls: DatabaseUrls
) -> None:
    await house.happen()
    arguments = (urls.worker, str(house.brand_id), str(house.endpoint_id))

    killed = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.integrations.killed_sender", *arguments
    )

    assert await killed.wait() == -signal.SIGKILL
    assert await house.states() == ["sending"]
    assert len(house.listener.heard) == 1
    assert await house.send() == 0, "it may still be alive"
    house.clock.move(minutes=2)
    assert await house.wake() == 1
    await house.send()
    first, again = house.listener.heard
    assert (first.name, first.body) == (again.name, again.body)
    assert await house.states() == ["delivered"]
    attempts = await house.rows("SELECT number, status FROM webhook_attempts ORDER BY number")
    assert attempts == [(1, None), (2, 204)]
