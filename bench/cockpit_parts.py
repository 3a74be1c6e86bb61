"""What each part of the console's cockpit takes: would some of it be there much earlier by itself?

Run it: `P2_ITEMS=1000000 python -m bench.cockpit_parts`. Rows and engine are those of P2; each part
is a document of its own, asked in turns with the whole one over one connection.
"""

import asyncio
import statistics
import sys
import time

from bench.p2_cockpit import ASKS, DISTRIBUTORS, TODAY, WARM, answer, document, fill
from bench.running import noted
from bench.server import own_server
from tests.factories.trade import Trade
from tributary.api.graphql import Engine, Library, ReadPool, Viewer, catalogue
from tributary.identity import Role
from tributary.kernel import BrandId

AMOUNT = "{ amount currency }"
PARTS = {
    "frame": "{ viewer { today } brand { id currency } }",
    "open": f"{{ cockpit {{ currency receivable {AMOUNT} overdue {AMOUNT} }} }}",
    "ageing": f"{{ cockpit {{ currency ageing {{ bucket items open {AMOUNT} }} }} }}",
    "collected": f"{{ cockpit {{ currency collectedThisMonth {AMOUNT} }} }}",
    "payable": f"{{ cockpit {{ currency toPayOut {AMOUNT} }} }}",
    "orders": "{ cockpit { currency ordersThisMonth } }",
    "quarantine": "{ cockpit { currency quarantinedRows } }",
}


async def measured(url: str, brand_id: BrandId) -> dict[str, float]:
    """Return the median of the milliseconds until the answer of each document is there."""
    trade = Trade(brand_id, distributors=DISTRIBUTORS)
    owner = Viewer(brand_id, trade.user(1), frozenset({Role.OWNER}), TODAY)
    pool = ReadPool(url, connections_max=1, deadline_seconds=60)
    engine = Engine(Library(catalogue()), pool)
    asked = {"whole": document("cockpit"), **PARTS}
    spent: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(WARM + ASKS):
        for name, text in asked.items():
            began = time.perf_counter()
            await answer(engine, owner, text, {})
            spent[name].append((time.perf_counter() - began) * 1000)
    await pool.close()
    return {name: statistics.median(each[WARM:]) for name, each in spent.items()}


def main() -> int:
    """Measure and record; there is no figure to be reached."""
    with own_server("parts") as server:
        brand_id, items = fill(server.superuser)
        found = asyncio.run(measured(server.urls.app, brand_id))
    shown = " ".join(f"{name}_ms={each:.2f}" for name, each in found.items())
    return noted(f"PARTS items={items} {shown} reach=ok")


if __name__ == "__main__":
    sys.exit(main())
