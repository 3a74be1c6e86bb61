"""Two API processes and one worker on one database: a deed on one is seen on the other."""

import os
import sys
import time
from asyncio import subprocess, timeout
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import httpx
import orjson
from httpx import AsyncClient

from tests.factories.identity import slug_of
from tests.factories.payouts import House, make_accounts, open_payout_house, submit
from tests.factories.ports import free_port
from tests.factories.scratch import ScratchDatabase
from tests.factories.trade import node
from tests.factories.web import COOKIE
from tributary import identity
from tributary.cli.hosting import listen, running
from tributary.gateways.stripe.fake import PLATFORM_KEY, FakeStripeSettings, build_app
from tributary.kernel import BrandId, system_clock
from tributary.platform import Desk
from tributary.platform.postgres import DatabaseUrls

PATIENCE: Final = 90.0
PASSWORD: Final = "lantern tide orchard nine"
OURS: Final = {"x-tributary": "1"}
NAMES: Final = ("maker", "checker")
PAGE: Final = "query($id: ID!) { payoutBatch(id: $id) { itemsSha256 total { amount currency } } }"
FOLLOW: Final = "subscription($id: ID!) { payoutBatchChanged(id: $id) { state } }"
RELEASE: Final = """mutation($input: ReleasePayoutBatchInput!) {
  releasePayoutBatch(input: $input) { __typename ... on UserError { code message } } }"""


async def submitted(desk: Desk, brand_id: BrandId) -> UUID:
    """Prepare a batch whose two people can sign in."""
    house: House = await open_payout_house(desk, brand_id, {"D1": "10.00", "D2": "7.00"})
    async with desk.work(brand_id, "test") as work:
        await make_accounts(work, house, {"D1": "acct_nobody1", "D2": "acct_nobody2"})
        for name, actor in zip(NAMES, (house.maker, house.checker), strict=True):
            assert actor.user_id is not None
            await identity.set_password(
                work,
                user_id=actor.user_id,
                email=f"{name}@{brand_id.hex}.example",
                name=name.title(),
                text=PASSWORD,
            )
    return await submit(desk, house)


def environment_of(urls: DatabaseUrls, home: Path, stripe: int, port: int) -> dict[str, str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith("TRIBUTARY_")}
    return kept | {
        "MIGRATE_DATABASE_URL": urls.migrate,
        "APP_DATABASE_URL": urls.app,
        "WORKER_DATABASE_URL": urls.worker,
        "REPORT_DATABASE_URL": urls.report,
        "STRIPE_SECRET_KEY": PLATFORM_KEY,
        "STRIPE_API_BASE": f"http://127.0.0.1:{stripe}",
        "STRIPE_WEBHOOK_SECRETS": "whsec_none",
        "TRIBUTARY_HOME": str(home),
        "TRIBUTARY_PORT": str(port),
    }


@asynccontextmanager
async def command_running(arguments: list[str], environment: dict[str, str]) -> AsyncGenerator[str]:
    """Run a command until the block ends; hand out where it serves, if it does."""
    program = "from tributary.cli import main; main()"
    started = await subprocess.create_subprocess_exec(
        sys.executable, "-c", program, *arguments, env=environment, stdout=subprocess.DEVNULL
    )
    try:
        yield f"http://127.0.0.1:{environment['TRIBUTARY_PORT']}"
    finally:
        started.terminate()
        async with timeout(PATIENCE):
            await started.wait()


async def sign_in(client: AsyncClient, brand_id: BrandId, name: str) -> None:
    """Sign in as soon as the process answers."""
    given = {
        "brand": slug_of(brand_id),
        "email": f"{name}@{brand_id.hex}.example",
        "password": PASSWORD,
    }
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            answer = await client.post("/session", json=given)
            break
        except httpx.ConnectError:
            assert time.monotonic() < deadline
    assert answer.status_code == 200, answer.text
    # The cookie is Secure, and this is plain HTTP on the loopback interface.
    (token,) = (value for key, value in answer.cookies.items() if key == COOKIE)
    client.headers["cookie"] = f"{COOKIE}={token}"


async def graph(client: AsyncClient, query: str, **variables: object) -> Any:  # noqa: ANN401  JSON.
    answer = await client.post("/graphql", json={"query": query, "variables": variables})
    told = answer.json()
    assert "errors" not in told, told
    return told["data"]


async def test_a_payout_released_on_one_updates_the_stream_of_the_other(
    scratch_database: ScratchDatabase, brand_id: BrandId, tmp_path: Path
) -> None:
    desk = Desk(database=scratch_database.database, clock=system_clock)
    key = node("PayoutBatch", await submitted(desk, brand_id))
    scratch_database.tamper("UPDATE brands SET factors_required_from = NULL")
    stripe = listen("127.0.0.1", 0, advice="")
    fake = FakeStripeSettings(public_url="http://127.0.0.1", opening_balances={"usd": 100_000})
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(running(build_app(fake, system_clock), stripe))

        def command(*arguments: str) -> Any:  # noqa: ANN401  A context.
            where: tuple[DatabaseUrls, Path, int, int]
            where = (scratch_database.urls, tmp_path, stripe.getsockname()[1], free_port())
            return stack.enter_async_context(command_running([*arguments], environment_of(*where)))

        one, other = [await command("serve", "--no-worker") for _ in range(2)]
        await command("worker")
        checker, maker = [
            await stack.enter_async_context(AsyncClient(base_url=url, headers=OURS, timeout=60))
            for url in (one, other)
        ]
        await sign_in(checker, brand_id, "checker")
        await sign_in(maker, brand_id, "maker")
        shown = (await graph(checker, PAGE, id=key))["payoutBatch"]

        asked = {"query": FOLLOW, "variables": {"id": key}}
        accept = {"accept": "text/event-stream"}
        seen: list[str] = []
        async with maker.stream("POST", "/graphql", json=asked, headers=accept) as answer:
            async for line in answer.aiter_lines():
                if not line.startswith("data: {"):
                    continue
                told = orjson.loads(line.removeprefix("data: "))
                seen.append(told["data"]["payoutBatchChanged"]["state"])
                if len(seen) == 1:
                    given = {
                        "idempotencyKey": "once",
                        "payoutBatchId": key,
                        "total": shown["total"],
                        "digest": shown["itemsSha256"],
                    }
                    done = await graph(checker, RELEASE, input=given)
                    assert done["releasePayoutBatch"]["__typename"] == "ReleasedPayoutBatch", done
                if seen[-1] == "COMPLETED":
                    break

    # A worker that is quick has paid it before anybody is told that it was released.
    assert [each for each in seen if each != "RELEASED"] == ["SUBMITTED", "COMPLETED"]
