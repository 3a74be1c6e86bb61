"""The stand-in for the ERP of the brand: a program on this machine that hears its webhooks."""

from contextlib import AbstractAsyncContextManager, nullcontext
from socket import socket
from typing import Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from tributary import integrations
from tributary.app import Application
from tributary.cli.demo.telling import told
from tributary.cli.hosting import listen, running
from tributary.cli.serving import PORT_ADVICE
from tributary.integrations import EndpointDraft, EndpointState, FactKind
from tributary.kernel import BrandId
from tributary.platform import Seals, Work
from tributary.settings import Settings

ERP_PORTS_ON: Final = 60
"""It listens this many ports after the site."""

NAME: Final = "青鸾 ERP"

HEARD: Final = frozenset(
    {
        FactKind.STATEMENT_CONFIRMED,
        FactKind.STATEMENT_DISPUTED,
        FactKind.STATEMENT_CORRECTED,
        FactKind.PAYMENT_RECEIVED,
        FactKind.REFUND_SETTLED,
        FactKind.PAYOUT_BATCH_COMPLETED,
        FactKind.PAYOUT_SETTLED,
    }
)
"""What money does; orders come from elsewhere."""


def erp_listener_of(settings: Settings) -> socket | None:
    """Bind the port of the stand-in; none in production, which sends nothing to its own machine.

    Refuses:
        PortTaken: somebody listens there already.
    """
    if settings.production:
        return None
    advice = f"the stand-in for an ERP listens there; {PORT_ADVICE.format(port=settings.port + 1)}"
    return listen("127.0.0.1", settings.port + ERP_PORTS_ON, advice=advice)


def erp_running(listener: socket | None) -> AbstractAsyncContextManager[None]:
    """Take whatever is told while the block runs, and keep nothing of it."""
    if listener is None:
        return nullcontext()
    return running(Starlette(routes=[Route("/hooks", _take, methods=["POST"])]), listener)


async def introduce_erp(application: Application, brand_id: BrandId) -> None:
    """Have the stand-in told what happens, from its first test on; it may listen elsewhere now.

    Once somebody has deleted or disabled its endpoint, that is left as it is.
    """
    settings = application.settings
    if settings.production:
        return
    address = f"http://127.0.0.1:{settings.port + ERP_PORTS_ON}/hooks"
    draft = EndpointDraft(address, NAME, HEARD)
    desk = application.worker_desk
    async with desk.work(brand_id, "demo") as work:
        await _introduce(work, desk.port(Seals), draft)
    told("ERP", f"hears of payments and payouts by webhook, at {address}")


async def _introduce(work: Work, seals: Seals, draft: EndpointDraft) -> None:
    known = await work.rows(
        "SELECT id, address, state FROM webhook_endpoints "
        "WHERE brand_id = :brand AND description = :name",
        brand=work.brand_id,
        name=draft.description,
    )
    if not known:
        made = await integrations.create_endpoint(work, seals, draft)
        await integrations.send_test(work, made.endpoint_id)
    for each in known:
        if each.state == EndpointState.ENABLED and each.address != draft.address:
            await integrations.update_endpoint(work, each.id, draft, is_enabled=True)


async def _take(request: Request) -> PlainTextResponse:
    await request.body()
    return PlainTextResponse("taken")
