"""Webhooks in: verify the raw body, store it with its job, answer; everything else comes later."""

from collections.abc import Sequence
from typing import Final

import structlog
from sqlalchemy.exc import DataError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tributary import identity, payments
from tributary.kernel import Actor, BrandId, Refusal
from tributary.platform import Desk

BODY_MAX: Final = 256 * 1024
RETRY_AFTER_SECONDS: Final = 10

DATABASE_OUTAGES: Final = (OperationalError, InterfaceError, PoolTimeoutError, OSError)

log = structlog.get_logger()


def webhook_routes(desk: Desk, verifiers: Sequence[payments.WebhookVerifier]) -> list[Route]:
    """Return POST /webhooks/{provider}/{brand_slug} for each provider.

    The provider gets a 2xx only after the event is committed; anything else makes it try again.
    """
    return [_route(desk, verifier) for verifier in verifiers]


def _route(desk: Desk, verifier: payments.WebhookVerifier) -> Route:
    async def receive(request: Request) -> Response:
        body = await bounded_body(request)
        if body is None:
            return declined(413, "BODY_TOO_LARGE", f"A webhook has at most {BODY_MAX} bytes.")
        try:
            brand_id = await _brand(desk, request.path_params["brand_slug"])
        except Refusal as refusal:
            return declined(404, refusal.code, refusal.message)
        except DATABASE_OUTAGES:
            return unavailable()
        try:
            message = verifier.verify(body, request.headers, now=desk.clock())
        except Refusal as refusal:
            log.warning("webhook_declined", provider=verifier.provider, code=refusal.code)
            return declined(400, refusal.code, refusal.message)
        try:
            new = await _store(desk, brand_id, message, body)
        except DATABASE_OUTAGES:
            return unavailable()
        return JSONResponse({"received": True, "new": new})

    return Route(f"/webhooks/{verifier.provider}/{{brand_slug}}", receive, methods=["POST"])


async def _brand(desk: Desk, slug: str) -> BrandId:
    # Brands are a reference table: the slug is all that is known, so no brand can be set yet.
    try:
        async with AsyncSession(desk.database.engine) as session:
            return (await identity.brand_by_slug(session, slug)).id
    except DataError as damaged:
        # Text with a NUL in it names nothing.
        raise identity.UnknownBrand("There is no such brand.") from damaged


async def _store(
    desk: Desk, brand_id: BrandId, message: payments.WebhookMessage, body: bytes
) -> bool:
    actor = Actor.system(brand_id, f"webhook:{message.provider}")
    async with desk.database.work(actor, now=desk.clock()) as work:
        # A NUL cannot be stored as text; a signed body that holds one is kept readable.
        payload = body.decode("utf-8", "replace").replace("\x00", "\N{REPLACEMENT CHARACTER}")
        return await payments.receive_webhook(work, message=message, payload=payload)


async def bounded_body(request: Request) -> bytes | None:
    """Return the raw body, or None as soon as it is larger than a webhook can be."""
    pieces: list[bytes] = []
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size > BODY_MAX:
            return None
        pieces.append(piece)
    return b"".join(pieces)


def declined(status: int, code: str, message: str) -> Response:
    """Return a refusal as machines read it."""
    return JSONResponse({"error": {"code": code, "message": message}}, status_code=status)


def unavailable() -> Response:
    """Return that we are out for a moment; the caller tries again."""
    body = {"code": "SERVICE_UNAVAILABLE", "message": "Try again in a moment."}
    headers = {"retry-after": str(RETRY_AFTER_SECONDS)}
    return JSONResponse({"error": body}, status_code=503, headers=headers)
