"""All routes of one process, put together: health, webhooks, pay pages, statements."""

from collections.abc import Callable, Sequence

from prometheus_client import CollectorRegistry
from sqlalchemy import text
from starlette.applications import Starlette

from tributary.api.http.downloads import Download, statement_routes
from tributary.api.http.health import health_routes
from tributary.api.http.pay import pay_routes
from tributary.api.http.webhooks import webhook_routes
from tributary.payments import WebhookVerifier
from tributary.platform import Capability, Desk, blobs


def build_site(
    desk: Desk,
    *,
    registry: CollectorRegistry,
    secret: str,
    public_url: str,
    checkout_origins: Sequence[str],
    is_closing: Callable[[], bool],
) -> Starlette:
    """Return the site of one process.

    Args:
        desk: database, clock and ports of the application role.
        registry: what /metrics shows.
        secret: what signs download links.
        public_url: where browsers reach this site.
        checkout_origins: where the button of a pay page may lead.
        is_closing: whether the process is about to end, so that balancers look elsewhere.
    """

    async def fetch(capability: Capability) -> Download | None:
        return await _statement(desk, capability)

    verifier = desk.port(WebhookVerifier)  # type: ignore[type-abstract]
    return Starlette(
        routes=[
            *health_routes(desk.database, registry, is_closing=is_closing),
            *webhook_routes(desk, [verifier]),
            *pay_routes(desk, public_url=public_url, checkout_origins=checkout_origins),
            *statement_routes(fetch, secret=secret, clock=desk.clock),
        ]
    )


async def _statement(desk: Desk, capability: Capability) -> Download | None:
    """Return the stored bytes of a statement; None while it is not printed."""
    brand_id = capability.brand_id
    async with desk.database.reading(brand_id) as session:
        found = await session.execute(
            text(
                "SELECT number, blob_id, pdf_sha256 FROM statements "
                "WHERE brand_id = :brand AND id = :statement AND blob_id IS NOT NULL"
            ),
            {"brand": brand_id, "statement": capability.subject_id},
        )
        row = found.one_or_none()
        if row is None:
            return None
        content = await blobs.load(session, brand_id, row.blob_id)
    return Download(content, "application/pdf", f"{row.number}.pdf", row.pdf_sha256)
