"""R2: kill -9 of workers at random moments while they pay, and of the postmaster."""

import asyncio
import os
import random
import signal
import time
from dataclasses import replace
from typing import Final

from tests.conftest import MovingClock
from tests.faults.flows import Verdict, fresh_brand
from tests.faults.payout_flow import FAULTS, PayoutCase, PayoutFlow
from tests.faults.world import World, world
from tributary.platform import Desk, Jobs

WORKER_KILLS: Final = 30
"""How many deaths of workers are made when no number is given."""

POSTMASTER_EVERY: Final = 6
"""After so many deaths of workers the postmaster dies too."""

KILLS_PER_BATCH: Final = 6
PAYEES: Final = 60
IN_FLIGHT: Final = 8
LIFE_SECONDS: Final = (0.05, 0.6)
"""The shortest and the longest life of a worker."""


def main(n: int | None, seed: int) -> int:
    """Kill as many workers as told and a sixth as many postmasters; 0 when nothing is lost."""
    wanted = n or WORKER_KILLS
    dice = random.Random(seed)
    flow = PayoutFlow({f"D{place:03}": "1.00" for place in range(PAYEES)})
    total = Verdict()
    workers = postmasters = 0
    with world(conf={}) as place, asyncio.Runner() as runner:
        opened = place.desk(MovingClock(), in_flight_max=IN_FLIGHT)
        parent: Desk = runner.run(opened.__aenter__())
        while workers < wanted:
            brand_id, clock = fresh_brand()
            desk = replace(parent, clock=clock)
            case = runner.run(flow.prepare(place, desk, brand_id))
            for _ in range(min(KILLS_PER_BATCH, wanted - workers)):
                disturb(place, dice)
                with_postmaster = workers % POSTMASTER_EVERY == POSTMASTER_EVERY - 1
                kill_at_work(place, flow, case, dice, with_postmaster=with_postmaster)
                workers += 1
                postmasters += with_postmaster
                clock.move(minutes=7)
            place.fake.control("/faults", "DELETE")
            verdict = runner.run(recovered(place, desk, flow, case))
            add(total, verdict, seed, workers)
        runner.run(opened.__aexit__(None, None, None))
    reach = "ok" if total.is_clean else "no"
    print(
        f"R2 workers={workers} postmasters={postmasters} lost={total.lost} "
        f"doubled={total.doubled} seed={seed} reach={reach}"
    )
    return 0 if reach == "ok" else 1


def disturb(place: World, dice: random.Random) -> None:
    """Let some of the calls that follow go wrong in ways of their own."""
    for fault in dice.sample(FAULTS, 2):
        place.fake.fault(
            fault, "/v1/transfers", skip=dice.randrange(8), milliseconds=dice.randrange(300)
        )


def kill_at_work(
    place: World,
    flow: PayoutFlow,
    case: PayoutCase,
    dice: random.Random,
    *,
    with_postmaster: bool,
) -> None:
    """Fork a worker, let it work for a moment, and kill it; sometimes the server goes first."""
    life = dice.uniform(*LIFE_SECONDS)
    child = os.fork()
    if child == 0:
        # Whatever becomes of the worker, it must not go on as a copy of the parent.
        try:
            asyncio.run(work(place, flow, case))
        finally:
            os._exit(0)
    time.sleep(life)
    if with_postmaster:
        os.kill(place.server.postmaster_pid, signal.SIGKILL)
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    if with_postmaster:
        place.server.start()


async def work(place: World, flow: PayoutFlow, case: PayoutCase) -> None:
    """Do what a worker does: its jobs, and the chores of every minute."""
    async with place.desk(case.clock, in_flight_max=IN_FLIGHT) as desk:
        jobs = Jobs(desk, chores=[])
        desk.database.subscriptions.enqueue = jobs.enqueue
        await flow.begin(desk, case)
        await jobs.run_until_idle()
        await flow.act(desk, case)


async def recovered(place: World, desk: Desk, flow: PayoutFlow, case: PayoutCase) -> Verdict:
    """Let a worker that nobody kills finish, and judge."""
    await flow.act(desk, case)
    return await flow.judge(place, desk, case)


def add(total: Verdict, verdict: Verdict, seed: int, workers: int) -> None:
    """Count what a batch shows."""
    total.lost += verdict.lost
    total.doubled += verdict.doubled
    total.complaints += verdict.complaints
    said = "; ".join(verdict.complaints[:5])
    if not verdict.is_clean:
        print(f"FAILED seed={seed} after {workers} kills: {said}", flush=True)
