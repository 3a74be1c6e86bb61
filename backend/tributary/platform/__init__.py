"""Machinery without business: database and roles, Work, outbox, jobs, idempotency, audit, files.

Always true: only `Database.work` commits; an announced event, its job, its audit entry and its
effect are one transaction; a reaction has its effect once; row-level security shows a transaction
one brand and no other.
"""

from tributary.platform import (
    blobs,
    chains,
    changes,
    figures,
    idempotency,
    invariants,
    numbers,
    outbox,
    tasks,
    trail,
    watch,
)
from tributary.platform.causes import Cause
from tributary.platform.database import Database, driver_url
from tributary.platform.desk import Chore, Desk
from tributary.platform.events import OUTSIDE, Event
from tributary.platform.idempotency import IdempotencyKeyMissing, IdempotencyKeyReused
from tributary.platform.invariants import Invariant, Proof, prove
from tributary.platform.jobs import Jobs, run_beside
from tributary.platform.links import Capability, LinkInvalid, open_link, sign_link
from tributary.platform.listening import Bell, Listening, Ring, Thing
from tributary.platform.logs import configure_logs
from tributary.platform.migrating import MigrationsMissing, migrate, refuse_old_schema
from tributary.platform.model import AuditEntry, Base, TenantBase, tenant_reference
from tributary.platform.seals import Seals
from tributary.platform.subscriptions import Subscriptions
from tributary.platform.tasks import TaskState
from tributary.platform.versions import lock_versions, next_version, refusing_overlap
from tributary.platform.whereabouts import (
    Whereabouts,
    forget_whereabouts,
    note_whereabouts,
    whereabouts,
)
from tributary.platform.work import Work, jsonable

__all__ = [
    "OUTSIDE",
    "AuditEntry",
    "Base",
    "Bell",
    "Capability",
    "Cause",
    "Chore",
    "Database",
    "Desk",
    "Event",
    "IdempotencyKeyMissing",
    "IdempotencyKeyReused",
    "Invariant",
    "Jobs",
    "LinkInvalid",
    "Listening",
    "MigrationsMissing",
    "Proof",
    "Ring",
    "Seals",
    "Subscriptions",
    "TaskState",
    "TenantBase",
    "Thing",
    "Whereabouts",
    "Work",
    "blobs",
    "chains",
    "changes",
    "configure_logs",
    "driver_url",
    "figures",
    "forget_whereabouts",
    "idempotency",
    "invariants",
    "jsonable",
    "lock_versions",
    "migrate",
    "next_version",
    "note_whereabouts",
    "numbers",
    "open_link",
    "outbox",
    "prove",
    "refuse_old_schema",
    "refusing_overlap",
    "run_beside",
    "sign_link",
    "tasks",
    "tenant_reference",
    "trail",
    "watch",
    "whereabouts",
]
