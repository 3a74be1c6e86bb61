"""Passwords: hashed by Argon2id in threads of their own, never read back."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tributary.identity import rules
from tributary.kernel import UserId
from tributary.platform import Work

NOBODYS_HASH: Final = (
    "$argon2id$v=19$m=19456,t=2,p=1$fJ6k3mlwlZS7UeJYe/tqDg"
    "$MK9zy7pyEigKOs2tckCBThWZ4TucIN4YYPrAudpwVCI"
)
"""Of a random text that nobody kept: where there is no password, this one is found to be wrong."""

_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)

# Each hash takes 19 MiB and a core: more at once would take both from everybody else.
_THREADS: Final = ThreadPoolExecutor(max_workers=2, thread_name_prefix="argon2")

_Result = TypeVar("_Result")


async def set_password(work: Work, *, user_id: UserId, email: str, name: str, text: str) -> None:
    """Give a person a password, which ends every session opened with the one before.

    Refuses:
        PasswordUnsuitable: it is too short, too long, or easy to guess.
    """
    rules.require_password(text, email=email, name=name)
    await keep_hash(work, user_id, await hash_of(text))
    await work.audit("identity.set_password", subject="user", subject_id=user_id)


async def keep_hash(work: Work, user_id: UserId, encoded: str) -> None:
    """Write down a hash in place of the one before."""
    await work.run(
        """
        INSERT INTO passwords (user_id, hash, set_at) VALUES (:user, :hash, :now)
        ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash, set_at = excluded.set_at
        """,
        user=user_id,
        hash=encoded,
        now=work.opened_at,
    )


async def hash_of(text: str) -> str:
    """Return the hash of a password."""
    return await _in_thread(lambda: _HASHER.hash(rules.normal(text)))


async def is_password(encoded: str | None, text: str) -> bool:
    """Tell whether a text is the password of a hash; without one it takes as long to say no."""
    return await _in_thread(lambda: _verified(encoded or NOBODYS_HASH, rules.normal(text)))


def _verified(encoded: str, text: str) -> bool:
    try:
        return _HASHER.verify(encoded, text)
    except (VerificationError, InvalidHashError):
        return False


async def _in_thread(step: Callable[[], _Result]) -> _Result:
    return await asyncio.get_running_loop().run_in_executor(_THREADS, step)
