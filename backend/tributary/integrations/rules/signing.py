"""Signatures as Standard Webhooks has them: HMAC-SHA256 over id, timestamp and body."""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

SECRET_PREFIX: Final = "whsec_"  # noqa: S105  What every secret begins with.
SECRET_BYTES: Final = 32


def secret_text(raw: bytes) -> str:
    """Return a secret as it is told and as libraries take it."""
    return SECRET_PREFIX + base64.b64encode(raw).decode()


def message_name(message_id: UUID) -> str:
    """Return what `webhook-id` calls a message, at every attempt and to every endpoint."""
    return f"msg_{message_id.hex}"


def headers_of(
    message_id: UUID, body: str, *, secrets: Iterable[str], at: datetime
) -> dict[str, str]:
    """Return the headers of one attempt, with a signature for each secret that is good.

    >>> from uuid import UUID
    >>> from datetime import UTC
    >>> told = headers_of(UUID(int=1), "{}", secrets=["whsec_c2VjcmV0"],
    ...                   at=datetime(2026, 1, 5, tzinfo=UTC))
    >>> told["webhook-id"], told["webhook-timestamp"], told["webhook-signature"][:3]
    ('msg_00000000000000000000000000000001', '1767571200', 'v1,')
    """
    name = message_name(message_id)
    seconds = str(int(at.timestamp()))
    signed = f"{name}.{seconds}.{body}".encode()
    return {
        "content-type": "application/json",
        "user-agent": "Tributary-Webhooks/1",
        "webhook-id": name,
        "webhook-timestamp": seconds,
        "webhook-signature": " ".join(_signature(secret, signed) for secret in secrets),
    }


def _signature(secret: str, signed: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(SECRET_PREFIX))
    digest = hmac.new(key, signed, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"
