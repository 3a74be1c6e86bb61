"""What an endpoint can be: where it is, what it is called, what it hears of."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final

from tributary.integrations.rules.facts import FactKind
from tributary.kernel import Refusal

ADDRESS_MAX: Final = 500
DESCRIPTION_MAX: Final = 200
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
PORT: Final = 443
PORTS_FREE_FROM: Final = 1024
PORT_MAX: Final = 65535

_ADDRESS: Final = re.compile(
    r"(?P<scheme>https?)://(?:\[(?P<six>[0-9a-fA-F:.]+)\]|(?P<host>[A-Za-z0-9.-]+))"
    r"(?::(?P<port>[0-9]{1,5}))?(?:[/?][!-\"$-\[\]-~]*)?"
)
"""No user before the host, no fragment and no backslash behind it, nothing but ASCII."""

_NAME: Final = re.compile(
    r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+"
)


class WebhookEndpointInvalid(Refusal):
    """The address of an endpoint is none that is sent to, or it is to hear of nothing.

    Give an address that begins with https://, without user or fragment, and choose events.
    """


@dataclass(frozen=True, slots=True)
class EndpointDraft:
    """An endpoint as somebody wants it."""

    address: str
    description: str
    kinds: frozenset[FactKind]


def require_endpoint(draft: EndpointDraft) -> None:
    """Make sure that an endpoint can be.

    Refuses:
        WebhookEndpointInvalid: the address cannot be used, or nothing is to be sent there.
    """
    if not is_endpoint_address(draft.address):
        raise WebhookEndpointInvalid(
            f"Address {draft.address!r} cannot be used: it begins with https:// and has no user "
            "and no fragment; its port is 443 or above 1023."
        )
    if len(draft.description) > DESCRIPTION_MAX:
        raise WebhookEndpointInvalid(f"A description has at most {DESCRIPTION_MAX} characters.")
    require_kinds(draft.kinds)


def require_kinds(kinds: Collection[FactKind]) -> None:
    """Make sure that an endpoint hears of something, and of what is announced to all alike.

    Refuses:
        WebhookEndpointInvalid: it would hear of nothing, or the test is among it.
    """
    if not kinds:
        raise WebhookEndpointInvalid("Choose at least one kind of event.")
    if FactKind.WEBHOOK_TEST in kinds:
        raise WebhookEndpointInvalid("A test is sent when somebody asks for it: do not choose it.")


def is_endpoint_address(address: str) -> bool:
    """Tell whether something may be sent to an address, as far as its text shows.

    Where its name leads is looked at when something is sent: that can change any time. Plain http
    is for one's own machine while one tries; in production nothing leads there.

    >>> [is_endpoint_address(each) for each in ("https://erp.example.com/hooks?key=1",
    ...     "https://erp.example.com:8443/", "http://127.0.0.1:9000/")]
    [True, True, True]
    >>> [each for each in ("http://erp.example.com/", "https://u:p@erp.example.com/",
    ...     "https://erp.example.com/#x", "https://erp.example.com:22/", "ftp://erp.example.com/",
    ...     "https://10.0.0.1/", "https://[::ffff:10.0.0.1]/", "https://2130706433/",
    ...     "https://0x7f.1/", "https://intranet/", "https://erp.example.com:99999/",
    ...     "https:///hooks", "javascript:alert(1)", "https://erp.example.com/a b",
    ...     "https://169.254.169.254/latest/meta-data/") if is_endpoint_address(each)]
    []
    """
    parts = _ADDRESS.fullmatch(address)
    if parts is None or len(address) > ADDRESS_MAX:
        return False
    host = (parts["six"] or parts["host"]).lower()
    port = PORT if parts["port"] is None else int(parts["port"])
    if parts["scheme"] == "http":
        return host in LOOPBACK
    if not (port == PORT or PORTS_FREE_FROM <= port <= PORT_MAX):
        return False
    return host in LOOPBACK or _is_public_host(host)


def _is_public_host(host: str) -> bool:
    try:
        return ip_address(host).is_global
    except ValueError:
        # Numbers in other clothes, as 0x7f.1, are no names: the last label has a letter first.
        return _NAME.fullmatch(host) is not None and host.rpartition(".")[2][0].isalpha()
