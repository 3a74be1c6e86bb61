"""Figures of this process for Prometheus: works, deliveries and jobs, without asking a database."""

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

REGISTRY: Final = CollectorRegistry()
"""One per process: the machinery counts wherever it runs, and /metrics shows it."""

WORKS: Final = Counter(
    "tributary_works", "Transactions by how they ended.", ["outcome"], registry=REGISTRY
)
DELIVERIES: Final = Counter(
    "tributary_deliveries",
    "Deliveries of events to a reaction or errand, by how they ended.",
    ["subscriber", "outcome"],
    registry=REGISTRY,
)
JOBS: Final = Counter(
    "tributary_jobs", "Jobs run, by how they ended.", ["task", "outcome"], registry=REGISTRY
)
JOB_SECONDS: Final = Histogram(
    "tributary_job_seconds", "How long a job ran.", ["task"], registry=REGISTRY
)
CHORES_FAILED: Final = Counter(
    "tributary_chores_failed", "Chores that failed for one brand.", ["chore"], registry=REGISTRY
)
PROOFS: Final = Counter(
    "tributary_proofs",
    "Invariants that the watch looked at, by how it ended: holds, violated, not_proven.",
    ["invariant", "outcome"],
    registry=REGISTRY,
)
JOBS_RESCUED: Final = Counter(
    "tributary_jobs_rescued", "Jobs taken from a worker that died.", registry=REGISTRY
)
QUEUE_LENGTH: Final = Gauge(
    "tributary_queue_length", "Jobs that are due and wait for a worker.", registry=REGISTRY
)
QUEUE_AGE_SECONDS: Final = Gauge(
    "tributary_queue_age_seconds", "How long the oldest job that is due waits.", registry=REGISTRY
)
FOLLOWERS: Final = Gauge(
    "tributary_followers", "Subscriptions that wait for changes.", registry=REGISTRY
)
CHANGES_HEARD: Final = Counter(
    "tributary_changes_heard", "Messages about changes that came in.", registry=REGISTRY
)
LISTENING_LOST: Final = Counter(
    "tributary_listening_lost", "How often the connection that hears them broke.", registry=REGISTRY
)
