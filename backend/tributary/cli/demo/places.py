"""The last page of the story: where the brand stands, and where to look."""

from datetime import timedelta
from pathlib import Path
from typing import Final

from tributary import settlements
from tributary.api.http.downloads import STATEMENT
from tributary.app import Application, stripe_access
from tributary.cli.demo.cast import cast_of
from tributary.cli.demo.figures import Sum, totals
from tributary.cli.demo.telling import chapter, counted, listed, shown, told
from tributary.kernel import BrandId
from tributary.platform import Capability, Desk, blobs, sign_link
from tributary.settlements import Statement

LINK_LIFE: Final = timedelta(days=30)


async def tell_standing(desk: Desk, brand_id: BrandId) -> None:
    """Print where the brand stands."""
    async with desk.database.reading(brand_id) as session:
        stand = await totals(session, brand_id)
    chapter("Where it stands", "现状")
    told("orders", f"{counted(stand.orders, 'order')}, {stand.quarantined} rows in quarantine")
    told(
        "receivables",
        f"{shown(stand.billed.total)} billed, {shown(stand.open.total)} open in "
        f"{counted(stand.open.count, 'item')}",
    )
    told("received", _payments(stand.received))
    told("paid out", _payments(stand.paid_out))


def _payments(paid: Sum) -> str:
    return f"{shown(paid.total)} in {counted(paid.count, 'payment')}"


async def tell_places(
    application: Application, desk: Desk, brand_id: BrandId, *, has_fake: bool
) -> None:
    """Print what can be opened in a browser."""
    site = application.settings.public_url
    places = {"health 健康": f"{site}/health"}
    cast = await cast_of(desk, brand_id)
    if cast.declined is not None:
        places["pay page 付款"] = await _pay_url(desk, brand_id, cast.declined)
    if has_fake:
        url = stripe_access(application.settings).url
        places["checkout 收银台"] = f"{url}  [dim]the button of the pay page leads there[/]"
    if cast.first is not None:
        places["statement 对账单"] = _statement_url(application, desk, brand_id, cast.first)
        places["the same PDF"] = str(await _saved(application, desk, brand_id, cast.first))
    places["order files 订单文件"] = str(application.settings.home / "demo")
    listed("Open it 打开看看", places)


def _statement_url(
    application: Application, desk: Desk, brand_id: BrandId, statement: Statement
) -> str:
    settings = application.settings
    capability = Capability(brand_id, STATEMENT, statement.statement_id)
    expires_at = desk.clock() + LINK_LIFE
    token = sign_link(capability, secret=settings.secret, expires_at=expires_at)
    return f"{settings.public_url}/statements/{token}"


async def _pay_url(desk: Desk, brand_id: BrandId, statement: Statement) -> str:
    async with desk.database.reading(brand_id) as session:
        document = await settlements.document_of(session, brand_id, statement.statement_id)
    return document.pay_url or "nothing to pay"


async def _saved(
    application: Application, desk: Desk, brand_id: BrandId, statement: Statement
) -> Path:
    """Write the PDF of a statement where people find it."""
    path = application.settings.home / "demo" / f"{statement.number}.pdf"
    if statement.blob_id is not None:
        async with desk.database.reading(brand_id) as session:
            path.write_bytes(await blobs.load(session, brand_id, statement.blob_id))
    return path
