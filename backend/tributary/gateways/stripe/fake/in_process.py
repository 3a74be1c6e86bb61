"""The fake without a socket: a transport for httpx."""

import asyncio

import httpx
from starlette.applications import Starlette


class InProcessTransport(httpx.AsyncBaseTransport):
    """Calls the fake's application directly, with read timeouts and cut connections.

    The application's lifespan does not run, so webhooks go out only when `/_control/webhooks/flush`
    is called.
    """

    def __init__(self, app: Starlette) -> None:
        self._inner = httpx.ASGITransport(app=app)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Return the application's answer; a call that times out goes on without its caller."""
        timeout = request.extensions.get("timeout", {}).get("read")
        task = asyncio.ensure_future(self._inner.handle_async_request(request))
        done, _ = await asyncio.wait({task}, timeout=timeout)
        if not done:
            message = "the fake did not answer in time"
            raise httpx.ReadTimeout(message, request=request)
        try:
            return task.result()
        except AssertionError as error:
            message = "the fake cut the connection"
            raise httpx.RemoteProtocolError(message, request=request) from error
