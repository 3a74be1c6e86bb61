"""Where an endpoint is, where a delivery is, and why an attempt was none."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class EndpointState(StrEnum):
    """Whether an endpoint is sent to."""

    ENABLED = "enabled"
    DISABLED = "disabled"
    """Nothing is sent to it; what is announced meanwhile never will be."""
    DELETED = "deleted"
    """It is gone; what was sent to it is still listed."""


ENDPOINT_TRANSITIONS: Final[Mapping[EndpointState, frozenset[EndpointState]]] = {
    EndpointState.ENABLED: frozenset({EndpointState.DISABLED, EndpointState.DELETED}),
    EndpointState.DISABLED: frozenset({EndpointState.ENABLED, EndpointState.DELETED}),
    EndpointState.DELETED: frozenset(),
}


class DisabledBy(StrEnum):
    """Who or what disabled an endpoint."""

    PERSON = "person"
    GONE = "gone"
    """It answered 410: it is not there any more."""
    FAILING = "failing"
    """It took nothing for as long as we try."""


class DeliveryState(StrEnum):
    """Where a delivery is."""

    WAITING = "waiting"
    """For its first attempt or for the next one."""
    SENDING = "sending"
    """A worker has it in its hands; one that died gives it back by saying nothing."""
    DELIVERED = "delivered"
    FAILED = "failed"
    """Tried for as long as we try, or the endpoint was disabled."""


DELIVERY_TRANSITIONS: Final[Mapping[DeliveryState, frozenset[DeliveryState]]] = {
    DeliveryState.WAITING: frozenset({DeliveryState.SENDING, DeliveryState.FAILED}),
    DeliveryState.SENDING: frozenset(
        {DeliveryState.DELIVERED, DeliveryState.WAITING, DeliveryState.FAILED}
    ),
    # By hand: somebody has lost what had arrived, or has mended what did not take it.
    DeliveryState.DELIVERED: frozenset({DeliveryState.WAITING}),
    DeliveryState.FAILED: frozenset({DeliveryState.WAITING}),
}


class AttemptFault(StrEnum):
    """Why an attempt got no answer."""

    TOO_SLOW = "too_slow"
    UNREACHABLE = "unreachable"
    """No connection, none that is encrypted as it must be, or one that broke."""
    ADDRESS_REFUSED = "address_refused"
    """The name leads inside a network, or the address is none that we send to."""
    SECRET_UNREADABLE = "secret_unreadable"  # noqa: S105  A fault, no secret.
    """The secret was sealed under another one of the site; a new one mends it."""
