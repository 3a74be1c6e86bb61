"""Settings: the environment, read once into one frozen object."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tributary.kernel import Refusal

SECRET_CHARACTERS_MIN = 32


class SettingsInvalid(Refusal):
    """The environment asks for something that cannot be.

    The message names the variable and what it must be; mend it and start again.
    """


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the program takes from its environment."""

    home: Path
    """TRIBUTARY_HOME: the embedded database, generated secrets, printed files."""
    database_url: str | None
    """DATABASE_URL: your own PostgreSQL 15 or newer, as a role that may create roles; without
    it the program starts its own."""
    migrate_database_url: str | None
    app_database_url: str | None
    worker_database_url: str | None
    report_database_url: str | None
    production: bool
    """TRIBUTARY_ENV=production: nothing generated, nothing defaulted, logs as JSON."""
    secret: str
    """TRIBUTARY_SECRET: signs download links."""
    host: str
    port: int
    public_url: str
    """Where browsers reach this server; pay links and webhooks are built on it."""
    stripe_url: str | None
    """STRIPE_API_BASE: another address than Stripe's own, such as the fake server's."""
    stripe_key: str | None
    stripe_webhook_secrets: tuple[str, ...]


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the environment.

    Refuses:
        SettingsInvalid: a variable is missing in production, or not what it must be.
    """
    given = os.environ if environment is None else environment
    production = _choice(given, "TRIBUTARY_ENV", "development", "production") == "production"
    home = Path(given.get("TRIBUTARY_HOME", ".tributary")).expanduser().resolve()
    port = _port(given)
    return Settings(
        home=home,
        database_url=given.get("DATABASE_URL") or None,
        migrate_database_url=given.get("MIGRATE_DATABASE_URL") or None,
        app_database_url=given.get("APP_DATABASE_URL") or None,
        worker_database_url=given.get("WORKER_DATABASE_URL") or None,
        report_database_url=given.get("REPORT_DATABASE_URL") or None,
        production=production,
        secret=_secret(given, home, production=production),
        host=given.get("TRIBUTARY_HOST", "127.0.0.1"),
        port=port,
        public_url=given.get("TRIBUTARY_PUBLIC_URL", f"http://127.0.0.1:{port}").rstrip("/"),
        stripe_url=given.get("STRIPE_API_BASE") or None,
        stripe_key=given.get("STRIPE_SECRET_KEY") or None,
        stripe_webhook_secrets=tuple(given.get("STRIPE_WEBHOOK_SECRETS", "").split()),
    )


def _choice(
    given: Mapping[str, str], name: str, default: Literal["development"], *others: str
) -> str:
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
    """Return the secret in a file, made at the first call; two processes agree on one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    if not path.exists():
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
        try:
            # A link, unlike a rename, fails when another process was first.
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
