"""R22: random carts sum up, no offer takes more than is there, and what is stored says so again.

Of every ten carts one is an order, too: placed by itself and by a file, which cost the same cents.
"""

import asyncio
import tempfile
from pathlib import Path
from random import Random
from typing import Any, Final

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from tests.conftest import FAST, MovingClock
from tests.factories.offered_orders import FIRST_100, SAVE, TWELVE, both_ways
from tests.promotions.proving import faults_of
from tests.promotions.test_carts import carts, offers
from tributary.platform import Database, Desk, Subscriptions, migrate
from tributary.platform.postgres import EmbeddedPostgres, prepare_database
from tributary.promotions import Cart, Offer

CARTS: Final = 10_000
ORDERS: Final = 50
"""Orders of one pair of brands, which have the same offers."""


class _Proof:
    """Counts carts and keeps what is wrong with them."""

    def __init__(self) -> None:
        self.carts = 0
        self.faults: list[str] = []

    def try_one(self, cart: Cart, of: list[Offer], parts: list[int]) -> None:
        first = {
            line.position: min(parts[place], line.quantity) for place, line in enumerate(cart.lines)
        }
        self.carts += 1
        self.faults += [f"{fault}: {cart} {of}" for fault in faults_of(cart, of, first)]


def _draw(wanted: int, seed: int) -> _Proof:
    proof = _Proof()

    @seeded(seed)
    @settings(
        max_examples=wanted,
        phases=(Phase.generate,),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(cart=carts(), of=offers(), parts=st.lists(st.integers(0, 6), min_size=5, max_size=5))
    def prove(cart: Cart, of: list[Offer], parts: list[int]) -> None:
        proof.try_one(cart, of, parts)

    prove()
    return proof


def _documents(chance: Random) -> list[dict[str, Any]]:
    """Return what one pair of brands offers: one to three of any kind that orders can have."""
    threshold, saving = chance.randint(20, 900), f"{chance.randint(1, 19)}.{chance.randint(10, 99)}"
    kinds: list[dict[str, Any]] = [
        SAVE
        | {
            "terms": {
                "threshold": f"{threshold}.00",
                "saving": saving,
                "repeat": chance.random() < 1 / 2,
            }
        },
        TWELVE | {"terms": {"pays": str(chance.randint(1, 99))}},
        TWELVE
        | {
            "kind": "nth_unit",
            "terms": {
                "nth": chance.randint(2, 3),
                "pays": str(chance.randint(1, 99)),
                "repeat": True,
                "pooling": chance.choice(["all", "sku"]),
            },
        },
        TWELVE
        | {
            "kind": "buy_get",
            "terms": {"buy": 2, "get": 1, "repeat": True, "pooling": "all", "gift": None},
        },
        FIRST_100 | {"terms": {**dict[str, Any](FIRST_100["terms"]), "limit": 20}},  # type: ignore[call-overload]
    ]
    return [
        document | {"rank": chance.randint(1, 3), "group": chance.choice(["", "SPRING"])}
        for document in chance.sample(kinds, chance.randint(1, 3))
    ]


def _sold(chance: Random) -> list[tuple[str, int]]:
    skus = chance.sample(["TEA-01", "POT-01"], chance.randint(1, 2))
    return [(sku, chance.randint(1, 7)) for sku in skus]


async def _both_ways(rounds: int, seed: int, folder: Path) -> int:
    """Return in how many of the rounds a file gave other cents than single orders did."""
    chance = Random(seed)
    unequal = 0
    with EmbeddedPostgres(folder / "postgres", conf=FAST) as server:
        url = server.superuser_url("tributary")
        urls = prepare_database(url, secrets_file=folder / "roles.json")
        migrate(urls.migrate)
        database = Database(urls.app, subscriptions=Subscriptions(), connections_max=4)
        desk = Desk(database=database, clock=MovingClock())
        for _ in range(rounds):
            documents, sold = _documents(chance), [_sold(chance) for _ in range(ORDERS)]
            placed, imported = await both_ways(desk, documents, sold, folder)
            unequal += placed != imported
        await database.close()
    return unequal


def main(n: int | None, seed: int) -> int:
    """Try so many carts, and a tenth as orders; 0 when nothing is wrong with any."""
    wanted = n or CARTS
    proof = _draw(wanted, seed)
    for each in proof.faults[:10]:
        print(each)
    rounds = max(wanted // (10 * ORDERS), 1)
    with tempfile.TemporaryDirectory(prefix="tributary-r22-") as folder:
        Path(folder).chmod(0o711)
        unequal = asyncio.run(_both_ways(rounds, seed, Path(folder)))
    reached = proof.carts >= wanted and not proof.faults and not unequal
    print(
        f"R22 carts={proof.carts} faults={len(proof.faults)} orders={rounds * ORDERS} "
        f"unequal={unequal} seed={seed} reach={'ok' if reached else 'no'}"
    )
    return 0 if reached else 1
