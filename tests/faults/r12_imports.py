"""R12: broken files of every layout get typed answers, in bounded time and memory.

Every mutant is read, normalised and staged as an import would do it. Every twentieth goes all the
way into the database besides, where an order must come in whole or not at all.
"""

import asyncio
import random
import resource
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.conftest import FAST, MovingClock
from tests.factories.channels import make_channel, open_trade
from tests.faults.import_mutants import GOOD, mutant
from tributary import app, channels
from tributary.channels.operations.staging import Stager, quiet
from tributary.channels.rules import ADAPTERS, Terms
from tributary.kernel import Actor, BrandId, ChannelId, PartyId, Refusal, new_id
from tributary.orders import INVARIANTS, BillingTrigger, OrderKind
from tributary.platform import Database, Desk, migrate, prove
from tributary.platform.postgres import EmbeddedPostgres, prepare_database

TRIALS: Final = 20_000
SECONDS_MAX: Final = 2
MEMORY_MB_MAX: Final = 256
WHOLE_WAY_EVERY: Final = 20
TERMS: Final = (
    Terms(needs_distributor=True, currency="CNY"),
    Terms(needs_distributor=False, currency="CNY", refunds_by_amount=False),
)


@dataclass
class Tally:
    """What became of the mutants."""

    answers: Counter[str] = field(default_factory=Counter)
    untyped: int = 0
    slow: int = 0
    half_posted: int = 0
    slowest: float = 0.0

    @property
    def is_clean(self) -> bool:
        """Whether every mutant got a typed answer in time and left nothing half done."""
        return not (self.untyped or self.slow or self.half_posted)


def read_through(content: bytes, layout: str, terms: Terms) -> int:
    """Read, normalise and stage a file; return how many rows that were."""
    stager = Stager(BrandId(new_id()), ChannelId(new_id()), quiet)
    blocks = [content[at : at + 65_536] for at in range(0, len(content), 65_536)]
    for _ in stager.blocks(ADAPTERS[layout].read(lambda: blocks, terms)):
        pass
    return stager.rows_read


def try_one(tally: Tally, dice: random.Random, number: int) -> tuple[str, bytes]:
    """Make a mutant and read it; a complaint is printed with what repeats it."""
    layout = sorted(GOOD)[number % len(GOOD)]
    content = mutant(dice, layout)
    began = time.perf_counter()
    try:
        read_through(content, layout, dice.choice(TERMS))
        tally.answers["read"] += 1
    except Refusal as refusal:
        tally.answers[refusal.code] += 1
    except Exception as error:  # noqa: BLE001  Whatever is not a refusal is what we look for.
        tally.untyped += 1
        print(f"untyped in trial {number}: {layout}: {error!r}")
    seconds = time.perf_counter() - began
    tally.slowest = max(tally.slowest, seconds)
    if seconds > SECONDS_MAX:
        tally.slow += 1
        print(f"slow in trial {number}: {layout}: {seconds:.1f} s")
    return layout, content


async def whole_way(desk: Desk, tally: Tally, layout: str, content: bytes, file: Path) -> None:
    """Import a mutant into a brand of its own and look for halves."""
    brand_id = BrandId(new_id())
    actor = Actor.system(brand_id, "fuzz")
    async with desk.database.work(actor, now=desk.clock()) as work:
        seller = (await open_trade(work))[-1]
        shop = layout in {"shopify", "woocommerce"}
        await make_channel(
            work,
            adapter=layout,
            kind=OrderKind.DROPSHIP if shop else OrderKind.WHOLESALE,
            billing_trigger=BillingTrigger.CONFIRMATION,
            distributor_id=PartyId(seller) if shop else None,
            creates_products=True,
        )
    await asyncio.to_thread(file.write_bytes, content)
    try:
        await channels.import_orders(
            desk, actor, channel_code="portal", file=file, file_name=file.name
        )
    except Refusal:
        async with desk.database.reading(brand_id) as session:
            (run,) = await channels.latest_runs(session, brand_id)
            tally.half_posted += run.state != "failed"
    except Exception as error:  # noqa: BLE001  Whatever is not a refusal is what we look for.
        tally.untyped += 1
        print(f"untyped on the whole way: {layout}: {error!r}")
    proofs = await prove(desk.database, brand_id, INVARIANTS)
    for proof in proofs:
        if proof.faults:
            tally.half_posted += 1
            print(f"half posted: {layout}: {proof.invariant.name}")


async def trials(wanted: int, seed: int, folder: Path) -> Tally:
    """Make and read the mutants; every twentieth goes all the way."""
    server = EmbeddedPostgres(folder / "postgres", conf=FAST)
    server.start()
    tally = Tally()
    try:
        urls = prepare_database(
            server.superuser_url("tributary"), secrets_file=folder / "roles.json"
        )
        migrate(urls.migrate)
        database = Database(urls.app, subscriptions=app.subscriptions_of_all(), connections_max=4)
        desk = Desk(database=database, clock=MovingClock())
        for number in range(wanted):
            # Each trial has dice of its own, so that one can be repeated alone.
            layout, content = try_one(tally, random.Random(seed * 1_000_003 + number), number)
            if number // len(GOOD) % WHOLE_WAY_EVERY == 0:
                await whole_way(desk, tally, layout, content, folder / "mutant")
        await database.close()
    finally:
        server.stop()
    return tally


def main(n: int | None, seed: int) -> int:
    """Read as many mutants as told; 0 when each got a typed answer and nothing was half done."""
    wanted = n or TRIALS
    # What the program and its libraries hold before the first file is none of the files' doing.
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory(prefix="tributary-r12-") as folder:
        Path(folder).chmod(0o711)
        tally = asyncio.run(trials(wanted, seed, Path(folder)))
    peak_mb = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    print(", ".join(f"{code} {count}" for code, count in tally.answers.most_common()))
    reached = tally.is_clean and peak_mb <= MEMORY_MB_MAX
    print(
        f"R12 trials={wanted} untyped={tally.untyped} slow={tally.slow} "
        f"half_posted={tally.half_posted} slowest={tally.slowest:.2f}s memory_mb={peak_mb} "
        f"seed={seed} reach={'ok' if reached else 'no'}"
    )
    return 0 if reached else 1
