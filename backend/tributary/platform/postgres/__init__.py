"""PostgreSQL, embedded or yours: the server, its database and its four roles.

`EmbeddedPostgres` runs the product's own server when there is no DATABASE_URL.
`prepare_database` makes, on either, the database and the roles that the product works under:
`migrate` owns the tables, `app` and `worker` work inside a brand, `report` only reads.
`refuse_unsafe_role` is asked at every start: a role that could pass by the row policies or change
the records that are only ever added to is not worked under. `refuse_dropped_settings` finds a
pooler that would carry one request's brand into the next.
"""

from tributary.platform.postgres.failures import (
    DatabaseNotPrepared,
    DatabaseUnreachable,
    ServerNotStarted,
)
from tributary.platform.postgres.roles import DatabaseUrls, prepare_database
from tributary.platform.postgres.safety import (
    SettingsDropped,
    UnsafeRole,
    refuse_dropped_settings,
    refuse_unsafe_role,
)
from tributary.platform.postgres.supervisor import SETTINGS, EmbeddedPostgres, StopMode

__all__ = [
    "SETTINGS",
    "DatabaseNotPrepared",
    "DatabaseUnreachable",
    "DatabaseUrls",
    "EmbeddedPostgres",
    "ServerNotStarted",
    "SettingsDropped",
    "StopMode",
    "UnsafeRole",
    "prepare_database",
    "refuse_dropped_settings",
    "refuse_unsafe_role",
]
