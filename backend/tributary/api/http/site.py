"""All routes of one process, put together: health, webhooks, pay pages, statements."""

from collections.abc import Callable, Sequence

from prometheus_client import CollectorRegistry
from starlette.applications import Starlette

from tributary import settlements
from tributary.api.http.downloads import Download, statement_routes
from tributary.api.http.health import health_routes
from tributary.api.http.pay import pay_routes
from tributary.api.http.webhooks import webhook_routes
from tributary.kernel import StatementId
from tributary.payments import WebhookVerifier
from tributary.platform import Capability, Desk


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
    raise NotImplementedError
