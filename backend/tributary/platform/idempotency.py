"""One effect per idempotency key, and the same answer when the request comes again."""

import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from tributary.kernel import Refusal
from tributary.platform.model import IdempotencyKey
from tributary.platform.work import Work, jsonable


class IdempotencyKeyReused(Refusal):
    """This idempotency key was used before for a different request.

    Send the same request again, or choose a new key for a new request.
    """


class IdempotencyKeyMissing(Refusal):
    """A request that moves money came without an idempotency key.

    Send a key of your own choosing, for example a UUID, with the request.
    """


async def once(
    work: Work,
    request: Mapping[str, object],
    deed: Callable[[], Awaitable[Mapping[str, object]]],
) -> Mapping[str, Any]:
    """Do the deed unless its key was used before; return the answer first given.

    Two requests with one key at the same time: the second waits for the first to commit, then
    gets its answer. The key and the effect are one transaction.

    Refuses:
        IdempotencyKeyMissing: the work was opened without a key.
        IdempotencyKeyReused: the key belongs to another request.
    """
    if work.idempotency_key is None:
        raise IdempotencyKeyMissing("This request needs an idempotency key.")
    request_sha256 = _digest(request)
    claim: dict[str, Any] = {
        "brand_id": work.brand_id,
        "key": work.idempotency_key,
        "request_sha256": request_sha256,
        "response": {},
        "created_at": work.opened_at,
    }
    claimed = await work.session.execute(
        insert(IdempotencyKey).values(claim).on_conflict_do_nothing().returning(IdempotencyKey.key)
    )
    if claimed.first() is None:
        return await _earlier_answer(work, request_sha256)
    # An answer may be empty, but never missing: that is what an unfinished key looks like. The
    # work that had the effect stands beside it, so that one effect under two keys can be found.
    answer = jsonable(await deed()) or {}
    key = await work.session.get_one(IdempotencyKey, (work.brand_id, work.idempotency_key))
    key.response = {"answer": answer, "work": str(work.id)}
    return answer


async def _earlier_answer(work: Work, request_sha256: str) -> Mapping[str, Any]:
    found = select(IdempotencyKey).where(
        IdempotencyKey.brand_id == work.brand_id, IdempotencyKey.key == work.idempotency_key
    )
    earlier = (await work.session.execute(found)).scalar_one()
    if earlier.request_sha256 != request_sha256:
        raise IdempotencyKeyReused(
            f"The key {work.idempotency_key!r} was used on {earlier.created_at:%Y-%m-%d %H:%M} "
            "for a different request. Use a new key."
        )
    answer: Mapping[str, Any] = earlier.response["answer"]
    return answer


def _digest(request: Mapping[str, object]) -> str:
    canonical = json.dumps(jsonable(request), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
