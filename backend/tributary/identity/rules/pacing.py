"""How often one caller may ask at a door: so many times at once, and then at a steady pace."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from tributary.identity.rules.guessing import network_of


class Gate(StrEnum):
    """Where callers are counted."""

    SIGN_IN = "sign_in"
    TOKEN = "token"  # noqa: S105  The name of an endpoint.
    REVOCATION = "revocation"
    INTROSPECTION = "introspection"
    PUSHED_REQUEST = "pushed_authorization_request"
    DEVICE_START = "device_authorization"
    DEVICE_PAGE = "device_page"


PER_MINUTE: Final[Mapping[Gate, int]] = {
    Gate.SIGN_IN: 30,
    Gate.TOKEN: 120,
    Gate.REVOCATION: 120,
    Gate.INTROSPECTION: 600,
    Gate.PUSHED_REQUEST: 60,
    Gate.DEVICE_START: 20,
    # Short codes are guessed here.
    Gate.DEVICE_PAGE: 10,
}
"""What one program, or one person, asks from one network; as much again at once."""

NETWORK_TIMES: Final = 5
"""Many programs and people may share a network: it has this many times as much."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast something may go that is counted together."""

    key: str
    """A hash: who asked is not written down."""
    every: timedelta
    """What one request uses up."""
    at_once: int
    """How many may come together after a quiet time."""


def paces_of(gate: Gate, address: str, name: str = "") -> Sequence[Pace]:
    """Return what a request counts against, the narrow one first.

    Whatever a name says is not proven yet: it is counted with the network it came from, so that
    nobody can use up what belongs to somebody elsewhere.

    >>> [(pace.every.total_seconds(), pace.at_once) for pace in paces_of(Gate.TOKEN, "::1", "erp")]
    [(0.5, 120), (0.1, 600)]
    """
    network = network_of(address)
    per_minute = PER_MINUTE[gate]
    narrow = _pace(per_minute, gate, network, name)
    wide = _pace(per_minute * NETWORK_TIMES, gate, network)
    return (narrow, wide) if name else (wide,)


def pace_of_deed(deed: str, *who: str, per_hour: int) -> Pace:
    """Return how fast somebody may do a deed, as many at once as in an hour."""
    return Pace(_key(deed, *who), timedelta(hours=1) / per_hour, per_hour)


def _pace(per_minute: int, *parts: str) -> Pace:
    return Pace(_key(*parts), timedelta(minutes=1) / per_minute, per_minute)


def _key(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()
