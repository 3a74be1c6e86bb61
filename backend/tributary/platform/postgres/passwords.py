"""The passwords of the database roles, kept in a file that only we can read."""

import json
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from tributary.platform.postgres.failures import DatabaseNotPrepared
from tributary.platform.postgres.placement import write_durably

_BYTES = 24


def new_password() -> str:
    """Return a password nobody has to remember."""
    return secrets.token_urlsafe(_BYTES)


def read_passwords(file: Path) -> dict[str, str]:
    """Return the password of each role known so far."""
    try:
        content: object = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError:
        content = None
    known = cast("dict[str, object]", content) if isinstance(content, dict) else {"": None}
    passwords = {role: word for role, word in known.items() if isinstance(word, str)}
    if len(passwords) != len(known):
        raise DatabaseNotPrepared(
            f"{file} is not a JSON object of role names and passwords: restore it, or delete it "
            "to have every role given a new password"
        )
    return passwords


def store_passwords(file: Path, passwords: Mapping[str, str]) -> None:
    """Write the passwords of all roles; the file is whole, old or new, at any moment."""
    write_durably(file, json.dumps(passwords, indent=2, sort_keys=True) + "\n")
