"""Messages to other programs over HTTP: to the open Internet, once, without a redirect.

Whatever is on the other side was typed in by the owner of a brand, so nothing of it is trusted: of
the answer only its number counts, and its beginning is kept to be looked at.
"""

import asyncio
from collections.abc import Mapping
from typing import Final

import httpx

from tributary.gateways.pinned import PinnedTransport
from tributary.integrations import AttemptFault, Reply
from tributary.kernel import Outage

SECONDS: Final = 15
"""For one attempt, from looking up the name to the end of what is read of the answer."""

ANSWER_BYTES: Final = 4096

CONNECTIONS_MAX: Final = 100


class WebhookCourier:
    """Carries messages to every endpoint of every brand."""

    def __init__(self, *, is_production: bool, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._web = httpx.AsyncClient(
            transport=PinnedTransport(
                is_production=is_production, connections_max=CONNECTIONS_MAX, cut_at=ANSWER_BYTES
            ),
            timeout=seconds,
            follow_redirects=False,
            trust_env=False,
            headers={"accept": "*/*", "accept-encoding": "identity"},
        )

    async def aclose(self) -> None:
        """Let go of the connections."""
        await self._web.aclose()

    async def carry(self, address: str, headers: Mapping[str, str], body: str) -> Reply:
        """Send a message once and return what came of it."""
        try:
            async with asyncio.timeout(self._seconds):
                answer = await self._web.post(address, content=body.encode(), headers=dict(headers))
        except (TimeoutError, httpx.TimeoutException):
            return Reply(None, "", AttemptFault.TOO_SLOW)
        except Outage:
            return Reply(None, "", AttemptFault.ADDRESS_REFUSED)
        except (httpx.HTTPError, httpx.InvalidURL, OSError):
            return Reply(None, "", AttemptFault.UNREACHABLE)
        return Reply(answer.status_code, answer.content.decode("utf-8", "replace"))
