"""Capability links: a URL that may open one document, for a while, without sign-in.

The link names its brand, as every credential does, and carries a keyed hash over brand, document
and expiry; nothing is stored.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from tributary.kernel import BrandId, Refusal

_TOKEN = re.compile(r"[0-9a-f]{32}\.[0-9a-f]{32}\.[0-9a-f]{1,9}\.[0-9a-f]{40}", re.ASCII)


class LinkInvalid(Refusal):
    """This link is damaged, was made for something else, or has expired.

    Ask the sender for a new link.
    """


@dataclass(frozen=True, slots=True)
class Capability:
    """What a link opens: one document of one brand."""

    brand_id: BrandId
    kind: str
    subject_id: UUID


def sign_link(capability: Capability, *, secret: str, expires_at: datetime) -> str:
    """Return the token that opens a document until an instant."""
    expiry = int(expires_at.timestamp())
    token = f"{capability.brand_id.hex}.{capability.subject_id.hex}.{expiry:x}"
    return f"{token}.{_mac(secret, capability.kind, token)}"


def open_link(token: str, *, kind: str, secret: str, now: datetime) -> Capability:
    """Return what a token opens.

    Refuses:
        LinkInvalid: the token is damaged, of another kind, or expired.
    """
    if _TOKEN.fullmatch(token) is None:
        raise LinkInvalid("This link is not valid.")
    body, _, mac = token.rpartition(".")
    if not hmac.compare_digest(mac, _mac(secret, kind, body)):
        raise LinkInvalid("This link is not valid.")
    brand, subject, expiry = body.split(".")
    if now >= datetime.fromtimestamp(int(expiry, 16), UTC):
        raise LinkInvalid("This link has expired. Ask the sender for a new one.")
    return Capability(BrandId(UUID(brand)), kind, UUID(subject))


def _mac(secret: str, kind: str, token: str) -> str:
    digest = hmac.new(secret.encode(), f"{kind}:{token}".encode(), hashlib.sha256)
    return digest.hexdigest()[:40]
