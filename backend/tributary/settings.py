"""Settings: the environment, read once into one frozen object.

A secret may be in a file instead: DATABASE_URL_FILE names the file that holds DATABASE_URL.
"""

import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from tributary.kernel import Refusal

SECRET_CHARACTERS_MIN: Final = 32

PAGES: Final = Path(__file__).resolve().parents[2] / "frontend" / "dist"

SECRET_NAMES: Final = (
    "DATABASE_URL",
    "MIGRATE_DATABASE_URL",
    "APP_DATABASE_URL",
    "WORKER_DATABASE_URL",
    "REPORT_DATABASE_URL",
    "TRIBUTARY_SECRET",
    "STRIPE_SECRET_KEY",
    "STRIPE_WEBHOOK_SECRETS",
    "TRIBUTARY_SMTP_URL",
)
"""What may be given as a file."""


class SettingsInvalid(Refusal):
    """The environment asks for something that cannot be.

    The message names the variable and what it must be; mend it and start again.
    """


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the program takes from its environment."""

    home: Path
    """TRIBUTARY_HOME: the embedded database, generated secrets, printed files."""
    database_url: str | None = field(repr=False)
    """DATABASE_URL: your own PostgreSQL 15 or newer, as a role that may create roles; without
    it the program starts its own."""
    migrate_database_url: str | None = field(repr=False)
    app_database_url: str | None = field(repr=False)
    worker_database_url: str | None = field(repr=False)
    report_database_url: str | None = field(repr=False)
    pooled: bool
    """TRIBUTARY_POOLER=transaction: APP_DATABASE_URL leads to a pooler such as PgBouncer, which
    gives each transaction any session."""
    production: bool
    """TRIBUTARY_ENV=production: nothing generated, nothing defaulted, logs as JSON."""
    secret: str = field(repr=False)
    """TRIBUTARY_SECRET: signs download links."""
    host: str
    port: int
    public_url: str
    """Where browsers reach this server; pay links and webhooks are built on it."""
    pages: Path
    """TRIBUTARY_PAGES: what the web pages were built into; frontend/dist of the project unless
    given."""
    takes_text: bool
    """TRIBUTARY_DOCUMENTS=any: whoever is signed in at a page may ask the graph anything; with
    `trusted`, as in production, only what our own pages ask. Tokens of programs may always."""
    graphiql: bool
    """TRIBUTARY_GRAPHIQL=on: whoever is signed in finds GraphiQL at /graphiql, and the graph tells
    what it consists of; usual outside production, where anything may be asked."""
    stripe_url: str | None
    """STRIPE_API_BASE: another address than Stripe's own, such as the fake server's."""
    stripe_key: str | None = field(repr=False)
    stripe_webhook_secrets: tuple[str, ...] = field(repr=False)
    smtp_url: str | None = field(repr=False)
    """TRIBUTARY_SMTP_URL: where letters are handed over, as smtp://user:password@host:port, or
    smtps:// for TLS from the start."""
    mail_from: str
    """TRIBUTARY_MAIL_FROM: the address that letters come from."""


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the environment.

    Refuses:
        SettingsInvalid: a variable is missing in production, or not what it must be.
    """
    given = _with_files(os.environ if environment is None else environment)
    production = _choice(given, "TRIBUTARY_ENV", "development", "production") == "production"
    home = Path(given.get("TRIBUTARY_HOME", ".tributary")).expanduser().resolve()
    port = _port(given)
    return Settings(
        home=home,
        database_url=_database_url(given, "DATABASE_URL"),
        migrate_database_url=_database_url(given, "MIGRATE_DATABASE_URL"),
        app_database_url=_database_url(given, "APP_DATABASE_URL"),
        worker_database_url=_database_url(given, "WORKER_DATABASE_URL"),
        report_database_url=_database_url(given, "REPORT_DATABASE_URL"),
        pooled=_pooled(given),
        production=production,
        secret=_secret(given, home, production=production),
        host=given.get("TRIBUTARY_HOST", "127.0.0.1"),
        port=port,
        public_url=_public_url(given, port, production=production),
        pages=Path(given.get("TRIBUTARY_PAGES") or PAGES).expanduser().resolve(),
        takes_text=_takes_text(given, production=production),
        graphiql=_graphiql(given, production=production),
        stripe_url=given.get("STRIPE_API_BASE") or None,
        stripe_key=given.get("STRIPE_SECRET_KEY") or None,
        stripe_webhook_secrets=tuple(given.get("STRIPE_WEBHOOK_SECRETS", "").split()),
        smtp_url=_smtp_url(given),
        mail_from=_mail_from(given),
    )


def _with_files(given: Mapping[str, str]) -> dict[str, str]:
    """Return the environment with what its secret files hold."""
    whole = dict(given)
    for name in SECRET_NAMES:
        path = given.get(f"{name}_FILE")
        if not path:
            continue
        if given.get(name):
            raise SettingsInvalid(f"{name} and {name}_FILE are both set; keep one of them")
        try:
            whole[name] = Path(path).read_text().strip()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsInvalid(f"{name}_FILE names {path!r}, which is unreadable") from error
    return whole


def _database_url(given: Mapping[str, str], name: str) -> str | None:
    url = given.get(name)
    if not url:
        return None
    # The value itself is not repeated: it holds a password.
    if not url.startswith(("postgresql://", "postgres://")):
        raise SettingsInvalid(f"{name} must begin with postgresql://")
    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError:
        raise SettingsInvalid(
            f"{name} is not a PostgreSQL URL; write it as "
            "postgresql://USER:PASSWORD@HOST:PORT/DATABASE, special characters as %40"
        ) from None
    if not parts.get("dbname"):
        raise SettingsInvalid(f"{name} names no database; write it after the last slash")
    return url


def _public_url(given: Mapping[str, str], port: int, *, production: bool) -> str:
    url = given.get("TRIBUTARY_PUBLIC_URL")
    if not url:
        if production:
            raise SettingsInvalid(
                "TRIBUTARY_PUBLIC_URL is missing; pay links and webhooks are built on it"
            )
        return f"http://127.0.0.1:{port}"
    try:
        parts = urlsplit(url)
        plain = bool(parts.hostname) and not (parts.query or parts.fragment or parts.username)
    except ValueError:
        raise SettingsInvalid(f"TRIBUTARY_PUBLIC_URL is {url!r}; it must be a URL") from None
    allowed = ("https",) if production else ("https", "http")
    if parts.scheme not in allowed or not plain:
        raise SettingsInvalid(
            f"TRIBUTARY_PUBLIC_URL is {url!r}; it must begin with {' or '.join(allowed)}:// and "
            "name a host, without query"
        )
    return url.rstrip("/")


def _smtp_url(given: Mapping[str, str]) -> str | None:
    url = given.get("TRIBUTARY_SMTP_URL")
    if not url:
        return None
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("smtp", "smtps") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    # The value itself is not repeated: it holds a password.
    if not usable:
        raise SettingsInvalid("TRIBUTARY_SMTP_URL must be smtp://user:password@host:port or smtps")
    return url


def _mail_from(given: Mapping[str, str]) -> str:
    address = given.get("TRIBUTARY_MAIL_FROM") or "no-reply@tributary.example"
    if "@" not in address or any(each.isspace() for each in address):
        raise SettingsInvalid(
            f"TRIBUTARY_MAIL_FROM is {address!r}; it must be an address such as pay@example.com"
        )
    return address


def _takes_text(given: Mapping[str, str], *, production: bool) -> bool:
    usual, other = ("trusted", "any") if production else ("any", "trusted")
    return _choice(given, "TRIBUTARY_DOCUMENTS", usual, other) == "any"


def _graphiql(given: Mapping[str, str], *, production: bool) -> bool:
    takes_text = _takes_text(given, production=production)
    usual, other = ("on", "off") if takes_text and not production else ("off", "on")
    is_on = _choice(given, "TRIBUTARY_GRAPHIQL", usual, other) == "on"
    if is_on and not takes_text:
        raise SettingsInvalid("TRIBUTARY_GRAPHIQL=on needs TRIBUTARY_DOCUMENTS=any")
    return is_on


def _pooled(given: Mapping[str, str]) -> bool:
    if _choice(given, "TRIBUTARY_POOLER", "none", "transaction") == "none":
        return False
    if not (given.get("APP_DATABASE_URL") and given.get("WORKER_DATABASE_URL")):
        raise SettingsInvalid(
            "TRIBUTARY_POOLER=transaction needs APP_DATABASE_URL, which leads to the pooler, and "
            "WORKER_DATABASE_URL, which leads to the database itself"
        )
    return True


def _choice(given: Mapping[str, str], name: str, default: str, *others: str) -> str:
    value = given.get(name, default)
    if value not in (default, *others):
        raise SettingsInvalid(f"{name} is {value!r}; it must be {default} or {' or '.join(others)}")
    return value


def _port(given: Mapping[str, str]) -> int:
    text = given.get("TRIBUTARY_PORT", "8400")
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 2**16):
        raise SettingsInvalid(f"TRIBUTARY_PORT is {text!r}; it must be a port from 1 to 65535")
    return int(text)


def _secret(given: Mapping[str, str], home: Path, *, production: bool) -> str:
    """Return the signing secret; outside production one is made and kept, readable by us only."""
    secret = given.get("TRIBUTARY_SECRET", "")
    if secret and len(secret) < SECRET_CHARACTERS_MIN:
        raise SettingsInvalid(
            f"TRIBUTARY_SECRET has {len(secret)} characters; it needs {SECRET_CHARACTERS_MIN}"
        )
    if secret:
        return secret
    if production:
        raise SettingsInvalid("TRIBUTARY_SECRET is missing; production needs one of your own")
    return kept_secret(home / "secret")


def kept_secret(path: Path) -> str:
    """Return the secret in a file, made at the first call; two processes agree on one.

    Refuses:
        SettingsInvalid: the file holds less than a secret.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        # A name of its own: a start that died half way must not be in the way of the next.
        descriptor, draft = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(descriptor)
        # A link, unlike a rename, fails when another process was first.
        with suppress(FileExistsError):
            os.link(draft, path)
        Path(draft).unlink()
    secret = path.read_text().strip()
    if len(secret) < SECRET_CHARACTERS_MIN:
        raise SettingsInvalid(f"{path} holds no whole secret; delete it, and a new one is made")
    return secret
