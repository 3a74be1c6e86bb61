"""What credentials hold: the brand, so that it is known before anything is, and a secret."""

import hashlib
import re
from functools import lru_cache
from typing import Final
from uuid import UUID

from tributary.kernel import BrandId

SECRET_CHARACTERS: Final = 43
"""32 random bytes, as letters and digits of a URL."""

_TOKEN: Final = re.compile(rf"([0-9a-f]{{32}})\.[A-Za-z0-9_-]{{{SECRET_CHARACTERS}}}", re.ASCII)
_NAME: Final = re.compile(r"([0-9a-f]{32})\.([0-9a-f]{32})", re.ASCII)


def token_of(brand_id: BrandId, secret: str) -> str:
    """Return the token of a session."""
    return f"{brand_id.hex}.{secret}"


def brand_of_token(token: str) -> BrandId | None:
    """Return the brand that a token names; None when it is no token."""
    found = _TOKEN.fullmatch(token)
    return None if found is None else _brand_named(found.group(1))


@lru_cache(maxsize=1024)
def _brand_named(name: str) -> BrandId:
    return BrandId(UUID(name))


def digest_of(token: str) -> str:
    """Return what is kept of a token: from it nobody gets the token back."""
    return hashlib.sha256(token.encode()).hexdigest()


def program_name(brand_id: BrandId, program_id: UUID) -> str:
    """Return what a program calls itself by: no secret, but it names the brand as well."""
    return f"{brand_id.hex}.{program_id.hex}"


def program_of_name(name: str) -> tuple[BrandId, UUID] | None:
    """Return the brand and the program that a name stands for; None when it is none.

    >>> program_of_name("x") is None
    True
    """
    found = _NAME.fullmatch(name)
    return None if found is None else (BrandId(UUID(found[1])), UUID(found[2]))
