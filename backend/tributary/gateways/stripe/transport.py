"""The SDK's HTTP client on an httpx client of ours, so that we own pool, timeouts and failures."""

import asyncio
from collections.abc import Awaitable, Mapping

import httpx
import stripe


class HttpxTransport(stripe.HTTPClient):
    """Sends the SDK's asynchronous requests; tells in `__cause__` what went wrong on the way."""

    name = "httpx"

    def __init__(self, client: httpx.AsyncClient) -> None:
        super().__init__()  # pyright: ignore[reportUnknownMemberType]
        self._client = client

    async def request_async(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        post_data: str | None = None,
    ) -> tuple[bytes, int, Mapping[str, str]]:
        """Send one request and return body, status and headers."""
        try:
            answer = await self._client.request(
                method, url, headers=dict(headers), content=post_data or None
            )
        except httpx.HTTPError as error:
            message = f"{type(error).__name__} while talking to Stripe"
            raise stripe.APIConnectionError(message) from error  # type: ignore[no-untyped-call]
        return answer.content, answer.status_code, answer.headers

    def sleep_async(self, secs: float) -> Awaitable[None]:
        """Wait without blocking."""
        return asyncio.sleep(secs)

    async def close_async(self) -> None:
        """Let go of the connections."""
        await self._client.aclose()
