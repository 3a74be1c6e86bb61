"""What is raised when there is no database to talk to."""

from tributary.kernel import Outage, Refusal


class ServerNotStarted(Outage):
    """The embedded PostgreSQL could not be started, reached or stopped; the message says why."""

    def __init__(self, message: str) -> None:
        super().__init__(message, retryable=False)


class DatabaseUnreachable(Outage):
    """Nobody answers at the configured database URL."""

    def __init__(self, message: str) -> None:
        super().__init__(message, retryable=True)


class DatabaseNotPrepared(Refusal):
    """The database server would not let us create the database, its roles or their grants.

    Use a DATABASE_URL whose role has CREATEDB and CREATEROLE and owns the database, on
    PostgreSQL 15 or newer with UTF8 encoding.
    """
