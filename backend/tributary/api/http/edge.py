"""The outermost layer of every response: headers, request id, timing, masked errors."""

import re
import time
from uuid import uuid4

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.datastructures import MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = structlog.get_logger()

SECURITY_HEADERS = {
    "strict-transport-security": "max-age=63072000; includeSubDomains",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}
"""A route that needs less strict ones sets its own; these fill what it left out."""

_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}", re.ASCII)


class Edge:
    """Wraps the whole application: what every answer has, and what no answer shows."""

    def __init__(self, app: ASGIApp, registry: CollectorRegistry) -> None:
        self.app = app
        self.requests = Counter(
            "tributary_http_requests", "Answers by status.", ["method", "status"], registry=registry
        )
        self.seconds = Histogram(
            "tributary_http_seconds", "Time to the end of the answer.", registry=registry
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = _request_id(scope)
        started = time.perf_counter()
        status = 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["x-request-id"] = request_id
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self.app(scope, receive, send_with_headers)
            except Exception:
                log.exception("unexpected_error", path=scope["path"])
                if status:
                    raise
                await _unexpected(request_id)(scope, receive, send_with_headers)
        self.requests.labels(scope["method"], str(status)).inc()
        self.seconds.observe(time.perf_counter() - started)


def _request_id(scope: Scope) -> str:
    """Keep the caller's request id when it is harmless, else make one."""
    headers: list[tuple[bytes, bytes]] = scope["headers"]
    for name, value in headers:
        given = value.decode("latin-1")
        if name == b"x-request-id" and _REQUEST_ID.fullmatch(given):
            return given
    return uuid4().hex


def _unexpected(request_id: str) -> JSONResponse:
    """Say that it was our fault and nothing more; the log has the rest under the request id."""
    body = {"code": "UNEXPECTED", "message": "Unexpected error.", "requestId": request_id}
    return JSONResponse({"error": body}, status_code=500)
