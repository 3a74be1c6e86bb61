"""P7: postings per second, batched on one hot account and one by one over many accounts.

A server of its own with the product's durable settings, under the app role, each posting or batch
committed before it counts. `batched` and `work` go through the product's Work; `single` and
`one_by_one` call the posting function over eight driver connections, one transaction and one
round trip each, so that they measure the ledger and not the mapper.
"""

import asyncio
import multiprocessing
import random
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import psycopg

from bench.server import own_server
from tests.factories.parties import open_house
from tributary import ledger
from tributary.kernel import (
    AccountId,
    Actor,
    BrandId,
    Currency,
    JournalId,
    Money,
    TransferId,
    new_id,
)
from tributary.ledger import Account, AccountKind, Reason, Transfer
from tributary.platform import Database, prove

ACCOUNTS = 5_000
BATCH_ROWS = 1_000
BATCHES = 80
SINGLES = 8_000
HOT_SINGLES = 2_000
CONNECTIONS = 8
PROCESSES = 2
BATCHED_MIN = 5_000
SINGLE_MIN = 900
NOW = datetime(2026, 1, 5, 2, tzinfo=UTC)
TODAY = date(2026, 1, 5)
CNY = Currency("CNY")

Pair = tuple[AccountId, AccountId]

POST_ONE = "SELECT p.created FROM ledger_post(CAST(%s AS ledger_transfer_row[]), %s, %s) AS p"


def hot_account(brand_id: BrandId) -> Account:
    """Return the account that every batch credits."""
    return Account(brand_id, AccountKind.SALES, None, CNY)


async def prepare(url: str, brand_id: BrandId) -> list[AccountId]:
    """Create a brand with a hot account and a receivable of each of many parties."""
    database = Database(url)
    async with database.work(Actor.system(brand_id, "bench"), now=NOW) as work:
        await open_house(work)
        await work.run(
            """
            INSERT INTO parties (brand_id, id, kind, code, name, language, created_at)
            SELECT :brand, derived_id(:brand || ':' || n), 'distributor', 'D' || n, 'D' || n, 'en',
                   :now
            FROM generate_series(1, :count) n
            """,
            brand=brand_id,
            now=NOW,
            count=ACCOUNTS,
        )
        await ledger.open_accounts(work, [hot_account(brand_id)])
        await ledger.open_accounts_from(
            work,
            "SELECT :brand AS book_id, 'receivable' AS kind, p.id AS counterparty_id, "
            "'CNY' AS currency FROM parties p "
            "WHERE p.brand_id = :brand AND p.kind = 'distributor'",
            brand=brand_id,
        )
        rows = await work.rows(
            "SELECT id FROM accounts WHERE brand_id = :brand AND kind = 'receivable'",
            brand=brand_id,
        )
    await database.close()
    return [AccountId(row.id) for row in rows]


def transfer(pair: Pair) -> Transfer:
    """Return a new transfer between two accounts."""
    return Transfer(
        id=TransferId(new_id()),
        journal_id=JournalId(new_id()),
        debit=pair[0],
        credit=pair[1],
        amount=Money(1_00, CNY),
        reason=Reason.ADJUSTMENT,
        booked_on=TODAY,
    )


async def post_all(
    url: str, brand_id: BrandId, batches: Sequence[Sequence[Pair]], connections: int
) -> tuple[float, float]:
    """Post each batch in a work of its own; return when it began and ended."""
    database = Database(url, connections_max=connections)
    waiting = list(batches)

    async def post_until_done() -> None:
        while waiting:
            drafts = [transfer(pair) for pair in waiting.pop()]
            async with database.work(Actor.system(brand_id, "bench"), now=NOW) as work:
                await ledger.post(work, drafts)

    # A connection and its prepared statements exist before the clock starts.
    await asyncio.gather(*(_connect(database, brand_id) for _ in range(connections)))
    began = time.time()
    await asyncio.gather(*(post_until_done() for _ in range(connections)))
    ended = time.time()
    await database.close()
    return began, ended


async def _connect(database: Database, brand_id: BrandId) -> None:
    async with database.reading(brand_id):
        await asyncio.sleep(0.2)


def post_by_driver(
    url: str, brand_id: BrandId, pairs: Sequence[Pair], connections: int
) -> tuple[float, float]:
    """Post each transfer in a transaction of its own over several connections."""
    shares = [pairs[place::connections] for place in range(connections)]
    with ThreadPoolExecutor(connections) as pool:
        spans = list(pool.map(lambda share: _post_share(url, brand_id, share), shares))
    return min(begin for begin, _ in spans), max(end for _, end in spans)


def _post_share(url: str, brand_id: BrandId, pairs: Sequence[Pair]) -> tuple[float, float]:
    with psycopg.connect(url, autocommit=True, options="-c jit=off") as connection:
        began = time.time()
        for debit, credit in pairs:
            id_ = new_id()
            row = f'{{"({id_},{id_},posted,{debit},{credit},CNY,100,adjustment,,{TODAY},,)"}}'
            with connection.pipeline():
                connection.execute("BEGIN")
                connection.execute(f"SET LOCAL app.brand_id = '{brand_id}'".encode())
                connection.execute(POST_ONE, (row, id_, NOW))
                connection.execute("COMMIT")
        return began, time.time()


def _through_works(task: tuple[str, BrandId, list[list[Pair]], int]) -> tuple[float, float]:
    return asyncio.run(post_all(*task))


def _through_driver(task: tuple[str, BrandId, list[list[Pair]], int]) -> tuple[float, float]:
    url, brand_id, batches, connections = task
    return post_by_driver(url, brand_id, [pair for (pair,) in batches], connections)


def rate(
    url: str, brand_id: BrandId, batches: list[list[Pair]], processes: int, *, driver: bool = False
) -> float:
    """Return the transfers per second that several processes post together."""
    tasks = [
        (url, brand_id, batches[place::processes], CONNECTIONS // processes)
        for place in range(processes)
    ]
    way = _through_driver if driver else _through_works
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        spans = pool.map(way, tasks, chunksize=1)
    seconds = max(end for _, end in spans) - min(begin for begin, _ in spans)
    return sum(len(batch) for batch in batches) / seconds


async def faults(url: str, brand_id: BrandId) -> list[str]:
    """Return what the invariants of the ledger find after all that."""
    database = Database(url)
    proofs = await prove(database, brand_id, ledger.INVARIANTS)
    await database.close()
    return [fault for proof in proofs for fault in proof.faults]


def measure(url: str) -> tuple[dict[str, float], list[str]]:
    """Return each rate by name, and what the invariants find after all that."""
    brand_id = BrandId(new_id())
    receivables = asyncio.run(prepare(url, brand_id))
    hot = hot_account(brand_id).id_in(brand_id)
    dice = random.Random(7)
    full = [[(dice.choice(receivables), hot) for _ in range(BATCH_ROWS)] for _ in range(BATCHES)]
    spread = [[_two(dice, receivables)] for _ in range(SINGLES)]
    crowded = [[(dice.choice(receivables), hot)] for _ in range(HOT_SINGLES)]
    rates = {
        "batched": rate(url, brand_id, full, 1),
        "single": rate(url, brand_id, spread, PROCESSES, driver=True),
        "one_by_one": rate(url, brand_id, crowded, PROCESSES, driver=True),
        "work": rate(url, brand_id, spread[: SINGLES // 4], PROCESSES),
    }
    return rates, asyncio.run(faults(url, brand_id))


def _two(dice: random.Random, accounts: Sequence[AccountId]) -> Pair:
    debit, credit = dice.sample(accounts, 2)
    return debit, credit


def main() -> int:
    """Measure and print the closing line; return 0 when the figures are reached."""
    with own_server("p7") as server:
        rates, wrong = measure(server.urls.app)
    for fault in wrong:
        print(fault)
    reached = rates["batched"] >= BATCHED_MIN and rates["single"] >= SINGLE_MIN and not wrong
    shown = " ".join(f"{name}={value:.0f}/s" for name, value in rates.items())
    print(f"P7 {shown} faults={len(wrong)} reach={'ok' if reached else 'no'}")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
