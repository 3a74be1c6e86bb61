"""The composition root: which packages there are, and what stands behind each port."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from tributary.kernel import Clock, system_clock
from tributary.platform import (
    Chore,
    Database,
    Desk,
    Invariant,
    Jobs,
    Subscriptions,
    invariants,
    refuse_old_schema,
)
from tributary.platform.postgres import DatabaseUrls, refuse_unsafe_role
from tributary.settings import Settings

RIVER = (
    "identity",
    "catalog",
    "parties",
    "ledger",
    "orders",
    "channels",
    "receivables",
    "payments",
    "commissions",
    "settlements",
    "payouts",
)
"""The business packages, upstream first."""


@dataclass(frozen=True, slots=True)
class Application:
    """One wired process: the app role's desk for requests, the worker role's for jobs."""

    settings: Settings
    urls: DatabaseUrls
    desk: Desk
    worker_desk: Desk
    jobs: Jobs


@asynccontextmanager
async def composed(
    settings: Settings, urls: DatabaseUrls, *, clock: Clock = system_clock
) -> AsyncIterator[Application]:
    """Wire everything for one process, and close its connections afterwards.

    Refuses:
        UnsafeRole: a role could pass by the row policies or change what is only added to.
        MigrationsMissing: the database is older than this program.
    """
    refuse_old_schema(urls.app)
    for url in {urls.app, urls.worker}:
        await refuse_unsafe_role(url)
    ports = implementations(settings)
    subscriptions = subscriptions_of_all()
    database = Database(urls.app, subscriptions=subscriptions)
    worker_database = Database(urls.worker, subscriptions=subscriptions)
    desk = Desk(database=database, clock=clock, ports=ports)
    worker_desk = Desk(database=worker_database, clock=clock, ports=ports)
    jobs = Jobs(worker_desk, chores_of_all())
    subscriptions.enqueue = jobs.enqueue
    try:
        yield Application(settings, urls, desk, worker_desk, jobs)
    finally:
        await database.close()
        await worker_database.close()


def implementations(settings: Settings) -> dict[object, object]:
    """Return what stands behind each port."""
    del settings
    return {}


def subscriptions_of_all() -> Subscriptions:
    """Collect every package's reactions and errands, upstream first."""
    subscriptions = Subscriptions()
    for module in _modules("reactions"):
        subscriptions.subscribe(
            getattr(module, "REACTIONS", {}),
            getattr(module, "ERRANDS", {}),
        )
    return subscriptions


def chores_of_all() -> Sequence[Chore]:
    """Collect every package's periodic chores."""
    return [chore for module in _modules("reactions") for chore in getattr(module, "CHORES", ())]


def invariants_of_all() -> Sequence[Invariant]:
    """Collect what is always true, of every package."""
    return [
        *invariants.INVARIANTS,
        *(each for module in _modules("queries") for each in getattr(module, "INVARIANTS", ())),
    ]


def import_models() -> None:
    """Import every mapped class, so that the metadata is complete."""
    _modules("model")


def _modules(name: str) -> list[object]:
    """Import one file of every package that has it; only wiring may look inside a package."""
    paths = [f"tributary.{package}.{name}" for package in RIVER]
    return [import_module(path) for path in paths if find_spec(path) is not None]
