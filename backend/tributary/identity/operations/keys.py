"""Keys that sign who somebody is: of the site, shown before they sign and after."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from tributary.platform import Work

SIGNS_FOR: Final = timedelta(days=90)
SHOWN_BEFORE: Final = timedelta(days=1)
"""Whoever keeps our keys has read a new one before it signs."""
SHOWN_AFTER: Final = timedelta(days=30)

_LOCK: Final = 7_303_017
"""Two processes do not make a new key at once."""


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A key as it is kept."""

    kid: str
    public_jwk: str
    sealed_jwk: str
    signs_from: datetime


async def hold_keys(work: Work) -> list[KeyPair]:
    """Return the keys that are shown, the newest first; nobody adds one until this work ends."""
    await work.run("SELECT pg_advisory_xact_lock(:lock)", lock=_LOCK)
    rows = await work.rows(
        """
        SELECT kid, public_jwk, sealed_jwk, signs_from FROM signing_keys
        WHERE shown_until > :now ORDER BY signs_from DESC, kid
        """,
        now=work.opened_at,
    )
    return [KeyPair(row.kid, row.public_jwk, row.sealed_jwk, row.signs_from) for row in rows]


async def add_key(work: Work, pair: KeyPair) -> None:
    """Keep another key, and forget those that are shown no longer."""
    await work.run(
        """
        INSERT INTO signing_keys (kid, public_jwk, sealed_jwk, created_at, signs_from, shown_until)
        VALUES (:kid, :public, :sealed, :now, :signs_from, :until)
        """,
        kid=pair.kid,
        public=pair.public_jwk,
        sealed=pair.sealed_jwk,
        now=work.opened_at,
        signs_from=pair.signs_from,
        until=pair.signs_from + SIGNS_FOR + SHOWN_AFTER,
    )
    await work.run("DELETE FROM signing_keys WHERE shown_until <= :now", now=work.opened_at)


async def forget_other_keys(work: Work, *, kid: str) -> int:
    """Forget every key but one: what they signed is believed no more. Return how many."""
    forgotten = await work.run("DELETE FROM signing_keys WHERE kid <> :kid", kid=kid)
    await work.audit("identity.forget_keys", subject="signing_key", after={"kept": kid})
    return forgotten
