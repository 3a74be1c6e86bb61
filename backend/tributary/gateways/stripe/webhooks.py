"""Webhooks: whether a delivery really comes from Stripe, and what it says."""

import hashlib
import hmac
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final, cast

import orjson

from tributary.gateways.stripe.states import StripeEvent
from tributary.kernel import Refusal

_HEADER_MAX: Final = 2_048
_BODY_MAX: Final = 1_000_000
_TIMESTAMP: Final = re.compile(r"[0-9]{1,12}", re.ASCII)


class SignatureInvalid(Refusal):
    """A webhook is not signed with any of our secrets.

    Compare the endpoint's signing secret with the configured one.
    """


class SignatureStale(Refusal):
    """A webhook was signed too long ago, or in the future.

    Check the clock; a genuine event is sent again with a fresh signature.
    """


class PayloadUnreadable(Refusal):
    """A rightly signed webhook is not an event we can read.

    Compare the endpoint's API version with ours.
    """


def verify(
    raw_body: bytes,
    signature_header: str,
    *,
    secrets: Sequence[str],
    now: datetime,
    tolerance_seconds: int = 300,
) -> StripeEvent:
    """Return the event of a delivery after checking its signature against each secret.

    Several secrets are valid at once while one is being replaced.

    Refuses:
        SignatureInvalid: no signature fits, or the header is unreadable.
        SignatureStale: signed more than the tolerance away from now.
        PayloadUnreadable: the body is not an event.
    """
    signed_at, signatures = _read(signature_header)
    payload = str(signed_at).encode() + b"." + raw_body
    fits = False
    for secret in secrets:
        expected = hmac.new(secret.encode(), payload, hashlib.sha256).hexdigest()
        for signature in signatures:
            fits |= hmac.compare_digest(expected.encode(), signature.encode())
    if not fits:
        message = "no signature of the delivery fits the configured secrets"
        raise SignatureInvalid(message)
    age = int(now.timestamp()) - signed_at
    if abs(age) > tolerance_seconds:
        message = f"the delivery was signed {age} seconds ago; at most {tolerance_seconds} pass"
        raise SignatureStale(message)
    if len(raw_body) > _BODY_MAX:
        message = f"the delivery has {len(raw_body)} bytes; at most {_BODY_MAX} are read"
        raise PayloadUnreadable(message)
    try:
        body: Any = orjson.loads(raw_body)
    except orjson.JSONDecodeError as error:
        message = "the delivery is not JSON"
        raise PayloadUnreadable(message) from error
    return event_from(body)


def event_from(body: Any) -> StripeEvent:  # noqa: ANN401  It is what the wire says.
    """Read an event, trusted or verified.

    Refuses:
        PayloadUnreadable: this is not an event.
    """
    try:
        subject: Any = body["data"]["object"]
        created_at = datetime.fromtimestamp(body["created"], UTC)
        texts = (body["id"], body["type"])
        account, object_id, object_type = body.get("account"), subject.get("id"), subject["object"]
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        message = f"the delivery is no Stripe event: {type(error).__name__}"
        raise PayloadUnreadable(message) from error
    except (OverflowError, OSError) as error:
        message = "the delivery has no readable date"
        raise PayloadUnreadable(message) from error
    if not all(isinstance(text, str) and text for text in texts):
        message = "the delivery has no id or no type"
        raise PayloadUnreadable(message)
    return StripeEvent(
        event_id=texts[0],
        type=texts[1],
        created_at=created_at,
        account_id=account,
        object_id=object_id,
        object_type=object_type,
        object=cast("dict[str, Any]", subject),
    )


def _read(header: str) -> tuple[int, list[str]]:
    pairs = [item.partition("=") for item in header[:_HEADER_MAX].split(",")]
    times = [value for name, _, value in pairs if name.strip() == "t"]
    signatures = [value for name, _, value in pairs if name.strip() == "v1"]
    if len(times) != 1 or _TIMESTAMP.fullmatch(times[0]) is None or not signatures:
        message = "the signature header is not of the form t=...,v1=..."
        raise SignatureInvalid(message)
    return int(times[0]), signatures
