"""Requests to addresses that the owner of a brand typed in: nowhere inside, not for long, not much.

A name is resolved once and the connection goes to that very address, so that it cannot mean
something else a moment later; certificates are checked against the name.
"""

import asyncio
import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

import httpx

from tributary.kernel import Outage

SECONDS: Final = 5
"""For each step: connecting, sending, each piece of the answer."""

BYTES_MAX: Final = 256 * 1024

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})

_TRANSLATING: Final = tuple(
    ip_network(each) for each in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16")
)
"""Addresses of IPv6 behind which others of IPv4 may stand."""


class PinnedTransport(httpx.AsyncBaseTransport):
    """Sends each request to an address that was looked at, and reads a bounded answer."""

    def __init__(
        self, *, is_production: bool, connections_max: int = 20, cut_at: int | None = None
    ) -> None:
        """Open nothing yet.

        Args:
            is_production: whether only the open Internet is talked to, and only by https.
            connections_max: how many there are at once.
            cut_at: read so many bytes of an answer and let the rest go; without it, an answer
                that is too long or packed is none.
        """
        self._is_production = is_production
        self._cut_at = cut_at
        self._inner = httpx.AsyncHTTPTransport(
            trust_env=False,
            limits=httpx.Limits(max_connections=connections_max, max_keepalive_connections=0),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request.

        Raises:
            Outage: the address is one we do not talk to, or the answer is too long.
        """
        url = request.url
        host = url.host
        if url.scheme != "https" and (self._is_production or host not in LOOPBACK):
            raise Outage("its address does not begin with https://", retryable=False)
        address = await self._address(host, url.port or (443 if url.scheme == "https" else 80))
        sent = httpx.Request(
            request.method,
            url.copy_with(host=address),
            # The name stays in the header Host, which httpx wrote before.
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": host},
        )
        answer = await self._inner.handle_async_request(sent)
        try:
            if self._cut_at is not None:
                return httpx.Response(
                    answer.status_code, content=await _cut(answer, self._cut_at), request=request
                )
            return httpx.Response(
                answer.status_code,
                headers=answer.headers,
                content=await _read(answer),
                request=request,
            )
        finally:
            await answer.aclose()

    async def aclose(self) -> None:
        """Let go of the connections."""
        await self._inner.aclose()

    async def _address(self, host: str, port: int) -> str:
        """Return one address of a name, when all it has may be talked to."""
        found = await asyncio.get_running_loop().getaddrinfo(
            host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP
        )
        addresses = [str(each[4][0]) for each in found]
        if not addresses or (
            self._is_production and not all(is_public(address) for address in addresses)
        ):
            raise Outage("its name leads to an address inside a network", retryable=False)
        return addresses[0]


def is_public(text: str) -> bool:
    """Tell whether an address is one of the open Internet.

    >>> [is_public(each) for each in ("93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c")]
    [True, True]
    >>> [each for each in ("127.0.0.1", "10.0.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
    ...     "224.0.0.1", "::1", "fe80::1", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1",
    ...     "2002:a00:1::", "not an address") if is_public(each)]
    []
    """
    try:
        # A zone, as in fe80::1%eth0, is no part of the address.
        address: IPv4Address | IPv6Address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            address = address.ipv4_mapped
        elif any(address in network for network in _TRANSLATING):
            return False
    return address.is_global and not address.is_multicast


async def _read(answer: httpx.Response) -> bytes:
    """Return the body of an answer as it came; what is packed would be longer than it looks."""
    if answer.headers.get("content-encoding", "identity") != "identity":
        raise Outage("its answer is packed", retryable=False)
    body = b""
    async for piece in answer.aiter_raw():
        body += piece
        if len(body) > BYTES_MAX:
            raise Outage("its answer is too long", retryable=False)
    return body


async def _cut(answer: httpx.Response, size: int) -> bytes:
    """Return the beginning of an answer, as it came."""
    body = b""
    async for piece in answer.aiter_raw():
        body += piece
        if len(body) >= size:
            break
    return body[:size]
