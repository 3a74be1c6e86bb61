"""Reading and writing database URLs."""

from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from tributary.platform.postgres.failures import DatabaseNotPrepared

_SCHEMES: Final = frozenset({"postgresql", "postgres"})
_PERSONAL: Final = frozenset({"user", "password", "passfile", "dbname", "sslcert", "sslkey"})
"""Parameters that belong to one login and do not follow to another."""


def database_of(url: str) -> str:
    """Return the name of the database a URL leads to.

    >>> database_of("postgresql://admin@db.example/trade")
    'trade'
    """
    parts = urlsplit(url)
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in _SCHEMES or not name or "/" in name:
        # The URL itself is not shown: it holds a password.
        raise DatabaseNotPrepared(
            "the database URL does not name a database: write it as "
            "postgresql://user:password@host:5432/database"
        )
    return name


def with_database(url: str, database: str) -> str:
    """Return the same login for another database of the server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{quote(database, safe='')}"))


def with_login(url: str, user: str, password: str) -> str:
    """Return the same database for another login.

    >>> with_login("postgresql://admin:old@one,two:5433/trade?sslmode=require", "app", "p/w")
    'postgresql://app:p%2Fw@one,two:5433/trade?sslmode=require'
    """
    parts = urlsplit(url)
    hosts = parts.netloc.rpartition("@")[2]
    login = f"{quote(user, safe='')}:{quote(password, safe='')}"
    kept = [pair for pair in parse_qsl(parts.query) if pair[0] not in _PERSONAL]
    return urlunsplit(
        parts._replace(
            scheme="postgresql", netloc=f"{login}@{hosts}", query=urlencode(kept, quote_via=quote)
        )
    )
