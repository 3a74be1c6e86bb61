"""R20: what schemathesis makes of our SDL ends in no 5xx, and shows nothing of other brands."""

import asyncio
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Final

from tests.conftest import FAST, MovingClock
from tests.factories.web import ORIGIN, Web, written
from tests.faults.generating import Hunt, documents, marked
from tributary.app import composed, site
from tributary.platform import migrate
from tributary.platform.postgres import EmbeddedPostgres, prepare_database
from tributary.settings import read_settings

REQUESTS: Final = 4_000
FIELDS: Final = 76
"""About as many as Query and Mutation have; of each as many documents are made."""
PEOPLE: Final = (1, 2, 3, 11)
"""The owner, the accountant, who sells, and a distributor's owner."""


async def _hunt(wanted: int, seed: int, folder: Path) -> Hunt:
    with EmbeddedPostgres(folder / "postgres", conf=FAST) as server:
        url = server.superuser_url("tributary")
        urls = prepare_database(url, secrets_file=folder / "roles.json")
        migrate(urls.migrate)
        home = str(folder / "home")
        settings = read_settings({"TRIBUTARY_HOME": home, "TRIBUTARY_PUBLIC_URL": ORIGIN})
        clock = MovingClock()
        async with composed(settings, urls, clock=clock) as application, AsyncExitStack() as stack:
            web = Web(application, clock, written(url, orders=40), url, stack, site(application))
            people = [await web.signed_in(n) for n in PEOPLE]
            ours, _ = marked(url, web.trade, written(url, orders=40))
            hunt = Hunt(ours)
            made = await asyncio.to_thread(documents, ours.ids, -(-wanted // FIELDS), seed)
            for number, document in enumerate(made):
                await hunt.ask(people[number % len(people)], document)
    return hunt


def main(n: int | None, seed: int) -> int:
    """Send about so many documents; 0 when nothing came back that should not."""
    with tempfile.TemporaryDirectory(prefix="tributary-r20-") as folder:
        Path(folder).chmod(0o711)
        hunt = asyncio.run(_hunt(n or REQUESTS, seed, Path(folder)))
    for each in hunt.faults[:20]:
        print(each)
    asked = hunt.statuses.total()
    print(f"answers {dict(hunt.statuses)}, codes {dict(hunt.codes)}")
    reached = not hunt.faults and hunt.with_data > asked / 4
    print(
        f"R20 documents={asked} data={hunt.with_data} faults={len(hunt.faults)} "
        f"seed={seed} reach={'ok' if reached else 'no'}"
    )
    return 0 if reached else 1
