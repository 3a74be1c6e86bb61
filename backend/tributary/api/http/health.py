"""Is it alive, is it ready, how is it doing: three plain answers for machines."""

import asyncio
from collections.abc import Callable
from typing import Final

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tributary.platform import Database, figures

READY_SECONDS: Final = 2
"""A balancer wants an answer, not the patience that a request has for its connection."""

IsClosing = Callable[[], bool]


def health_routes(
    database: Database, registry: CollectorRegistry, *, is_closing: IsClosing
) -> list[Route]:
    """Return /health (the process answers), /ready (it can work), /metrics (Prometheus)."""

    async def health(request: Request) -> Response:
        del request
        return JSONResponse({"status": "alive"})

    async def ready(request: Request) -> Response:
        del request
        if is_closing():
            return JSONResponse({"status": "closing"}, status_code=503)
        try:
            async with asyncio.timeout(READY_SECONDS), AsyncSession(database.engine) as session:
                await session.execute(text("SELECT 1"))
        except Exception:  # noqa: BLE001  Whatever the reason, the answer is the same.
            return JSONResponse({"status": "no database"}, status_code=503)
        return JSONResponse({"status": "ready"})

    async def metrics(request: Request) -> Response:
        del request
        shown = generate_latest(registry) + generate_latest(figures.REGISTRY)
        return Response(shown, media_type=CONTENT_TYPE_LATEST)

    return [
        Route("/health", health),
        Route("/ready", ready),
        Route("/metrics", metrics),
    ]
