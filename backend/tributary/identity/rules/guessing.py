"""How long to wait after wrong passwords: the more there were, the longer, up to a limit."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

FORGOTTEN_AFTER: Final = timedelta(hours=1)
"""Who has not failed for this long begins anew."""

IPV6_PREFIX: Final = 64
"""One subscriber has all addresses of such a network."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What attempts are counted by, how many are free, and how long one waits at most."""

    key: str
    """A hash: who tried to get in is not written down."""
    free: int
    wait_max: timedelta


def limits_of(email: str, address: str) -> Sequence[Limit]:
    """Return what an attempt counts against, in the order in which it is locked.

    The address of a person alone is slowed down late and little: otherwise a stranger could keep
    somebody out by failing in that name.
    """
    network = network_of(address)
    limits = [
        Limit(key_of("both", email, network), 5, timedelta(minutes=15)),
        Limit(key_of("address", network), 20, timedelta(minutes=15)),
        Limit(key_of("email", email), 20, timedelta(minutes=1)),
    ]
    return sorted(limits, key=lambda limit: limit.key)


def delay_after(attempts: int, limit: Limit) -> timedelta:
    """Return how long nobody may try again after a number of attempts.

    >>> limit = Limit("k", 5, timedelta(minutes=15))
    >>> [delay_after(attempts, limit).seconds for attempts in (1, 5, 6, 7, 10, 60)]
    [0, 0, 1, 2, 16, 900]
    """
    beyond = attempts - limit.free
    if beyond <= 0:
        return timedelta()
    # The exponent is held small: two to the power of a million is no duration.
    return min(timedelta(seconds=1 << min(beyond - 1, 20)), limit.wait_max)


def network_of(address: str) -> str:
    """Return what one caller cannot change at will: an address of IPv4, a network of IPv6.

    >>> network_of("203.0.113.7"), network_of("2001:db8::1:2"), network_of("::ffff:203.0.113.7")
    ('203.0.113.7', '2001:db8::/64', '203.0.113.7')
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ip_network((found.packed, IPV6_PREFIX), strict=False))
    return str(found)


def key_of(*parts: str) -> str:
    """Return the key of a limit."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()
