"""The hosted pay page: what is owed by a link, and the way to the provider's checkout."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import structlog
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tributary import identity, payments
from tributary.api.http.headers import PAGE_HEADERS
from tributary.api.http.pay_html import Page, PageItem, PageState, render
from tributary.api.http.webhooks import DATABASE_OUTAGES, unavailable
from tributary.kernel import BrandId, Money, Outage, Refusal, business_date
from tributary.platform import Desk

LOOKS_MAX: Final = 20
"""How often the page looks again by itself after somebody has paid."""

LOOKS_DIGITS_MAX: Final = 9
"""Longer numbers are somebody's joke; Python refuses to read them at some length."""

LOOK_AT_PROVIDER_AFTER: Final = 2
"""A webhook that has not come by this look may be lost: the provider is asked."""

STRIPE_ORIGIN: Final = "https://checkout.stripe.com"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Opened:
    """A link somebody opened, with its brand."""

    brand: identity.Brand
    link: payments.LinkView
    today: date


def pay_routes(
    desk: Desk, *, public_url: str, checkout_origins: Sequence[str] = (STRIPE_ORIGIN,)
) -> list[Route]:
    """Return GET and POST /pay/{token}, and GET /pay/{token}/state.

    Args:
        desk: database, clock and the provider of checkout pages.
        public_url: where browsers reach this server; the provider sends them back there.
        checkout_origins: where the button may lead.
    """

    async def show(request: Request) -> Response:
        return await _show(desk, request, checkout_origins)

    async def pay(request: Request) -> Response:
        return await _pay(desk, request, public_url, checkout_origins)

    async def state(request: Request) -> Response:
        return await _state(desk, request)

    return [
        Route("/pay/{token}", show, methods=["GET"]),
        Route("/pay/{token}", pay, methods=["POST"]),
        Route("/pay/{token}/state", state, methods=["GET"]),
    ]


async def _show(desk: Desk, request: Request, origins: Sequence[str]) -> Response:
    language = language_of(request)
    try:
        opened = await _open(desk, request.path_params["token"])
    except Refusal:
        return _html(Page(PageState.UNKNOWN, language), origins, status=404)
    except DATABASE_OUTAGES:
        return _unreachable(language, origins)
    looks = _looks(request)
    if looks >= LOOK_AT_PROVIDER_AFTER and state_of(opened.link) is PageState.PAYABLE:
        await _look_at_provider(desk, opened)
        opened = await _open(desk, request.path_params["token"])
    return _html(_page(opened, language, looks), origins)


async def _pay(desk: Desk, request: Request, public_url: str, origins: Sequence[str]) -> Response:
    token: str = request.path_params["token"]
    language = language_of(request)
    here = f"/pay/{token}?lang={language}"
    try:
        opened = await _open(desk, token)
        url = await payments.open_session(
            desk,
            opened.brand.id,
            link_id=opened.link.link_id,
            pay_url=f"{public_url}/pay/{token}",
        )
    except payments.LinkUnknown:
        return _html(Page(PageState.UNKNOWN, language), origins, status=404)
    except DATABASE_OUTAGES:
        return _unreachable(language, origins)
    except (Outage, payments.ProviderDeclined) as failure:
        log.warning("checkout_not_opened", why=str(failure))
        return _html(Page(PageState.UNAVAILABLE, language), origins, status=503)
    except Refusal:
        # Paid, expired, under way or nothing due: the page itself says which.
        return RedirectResponse(here, status_code=303)
    return RedirectResponse(url, status_code=303)


def _unreachable(language: str, origins: Sequence[str]) -> Response:
    # Whoever comes back from paying must not read that nothing was charged.
    log.warning("pay_page_without_database")
    return _html(Page(PageState.UNREACHABLE, language), origins, status=503)


async def _state(desk: Desk, request: Request) -> Response:
    try:
        opened = await _open(desk, request.path_params["token"])
    except Refusal as refusal:
        body = {"code": refusal.code, "message": refusal.message}
        return JSONResponse({"error": body}, status_code=404)
    except DATABASE_OUTAGES:
        return unavailable()
    link = opened.link
    return JSONResponse(
        {
            "state": state_of(link).value,
            "due": {"amount": link.due.decimal, "currency": link.due.currency},
            "received": {"amount": link.received.decimal, "currency": link.received.currency},
            "refunded": {"amount": link.refunded.decimal, "currency": link.refunded.currency},
        }
    )


async def _open(desk: Desk, token: str) -> Opened:
    brand_id = payments.brand_of_token(token)
    async with desk.database.reading(brand_id) as session:
        # The link comes first: an unknown brand has no links, and both look the same outside.
        link = await payments.link_by_token(session, brand_id, token)
        brand = await identity.brand_of(session, brand_id)
    now = desk.clock()
    if link.state is payments.LinkState.OPEN and link.expires_at <= now:
        link = link.expired()
    return Opened(brand, link, business_date(now, brand.time_zone))


async def _look_at_provider(desk: Desk, opened: Opened) -> None:
    try:
        await payments.settle_link(desk, BrandId(opened.brand.id), opened.link.link_id)
    except (Outage, Refusal) as failure:
        log.warning("payment_not_confirmed", why=str(failure))


def _page(opened: Opened, language: str, looks: int) -> Page:
    link = opened.link
    state = state_of(link)
    refresh_url: str | None = None
    if state is PageState.PAYABLE and 0 < looks <= LOOKS_MAX:
        state = PageState.CONFIRMING
        refresh_url = f"?lang={language}&returned={looks + 1}"
    paid = state is PageState.PAID
    items = tuple(
        PageItem(
            number=item.number,
            order_number=item.order_number,
            due_on=item.due_on,
            amount=item.paid if paid else item.due,
            overdue=bool(item.due) and item.due_on < opened.today,
        )
        for item in link.items
        if (item.paid if paid else item.due)
    )
    total = _total(link, state)
    return Page(
        state=state,
        language=language,
        brand=link.creditor_name,
        payer=link.debtor_name,
        total=total or None,
        items=items if total else (),
        refresh_url=refresh_url,
    )


def _total(link: payments.LinkView, state: PageState) -> Money:
    if state is PageState.REFUNDED:
        return link.refunded
    return link.received - link.refunded if state is PageState.PAID else link.due


def state_of(link: payments.LinkView) -> PageState:
    """Return what somebody finds who opens a link now."""
    if link.state is payments.LinkState.PAID:
        given_back = bool(link.received) and link.refunded == link.received
        return PageState.REFUNDED if given_back else PageState.PAID
    if link.pending:
        return PageState.PENDING
    if link.state is payments.LinkState.CANCELLED:
        return PageState.CANCELLED
    if link.state is payments.LinkState.EXPIRED:
        return PageState.EXPIRED
    return PageState.PAYABLE if link.due else PageState.NOTHING_DUE


def language_of(request: Request) -> str:
    """Return the language asked for by ?lang=, else the first we have of the browser's."""
    asked = request.query_params.get("lang", "")
    if asked in ("zh", "en"):
        return asked
    for wanted in request.headers.get("accept-language", "").lower().split(","):
        primary = wanted.strip().split(";")[0].split("-")[0]
        if primary in ("zh", "en"):
            return primary
    return "zh"


def _looks(request: Request) -> int:
    given = request.query_params.get("returned", "")
    if not given.isascii() or not given.isdigit():
        return 0
    return min(int(given[:LOOKS_DIGITS_MAX]), LOOKS_MAX + 1)


def _html(page: Page, origins: Sequence[str], *, status: int = 200) -> Response:
    nonce = secrets.token_urlsafe(16)
    looking = f"script-src 'nonce-{nonce}'; connect-src 'self'; " if page.refresh_url else ""
    policy = (
        f"default-src 'none'; style-src 'nonce-{nonce}'; {looking}"
        f"form-action 'self' {' '.join(origins)}; base-uri 'none'; frame-ancestors 'none'"
    )
    headers = {
        **PAGE_HEADERS,
        "content-security-policy": policy,
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "x-robots-tag": "noindex",
        "content-language": page.language,
    }
    return HTMLResponse(render(page, nonce=nonce), status_code=status, headers=headers)
