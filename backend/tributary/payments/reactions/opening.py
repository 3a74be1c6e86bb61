"""Bring whoever pays to the provider's checkout page, making it first where there is none."""

import asyncio
from typing import Final

from tributary.kernel import BrandId, Outage, PaymentLinkId
from tributary.payments import operations
from tributary.payments.ports import CheckoutProvider, CheckoutRequest, KeySpent, ProviderDeclined
from tributary.platform import Desk

ORIGIN: Final = "pay-page"
TRIES_MAX: Final = 60
WAIT_MILLISECONDS: Final = 250


def provider_of(desk: Desk) -> CheckoutProvider:
    """Return the provider of checkout pages that the composition root has wired."""
    return desk.port(CheckoutProvider)  # type: ignore[type-abstract]


async def open_session(
    desk: Desk, brand_id: BrandId, *, link_id: PaymentLinkId, pay_url: str
) -> str:
    """Return where a link can be paid now; any number of callers at once get the same page.

    The session is committed as `creating` before the provider is called and its id is the key,
    so whoever dies in between is followed by somebody who gets the same page.

    Refuses:
        LinkUnknown: there is no such link.
        LinkClosed: it was paid, cancelled or has expired.
        PaymentUnderWay: an asynchronous payment is pending.
        NothingDue: nothing is open of its items.
        ProviderDeclined: the provider will not take this payment.
    """
    provider = provider_of(desk)
    for _ in range(TRIES_MAX):
        async with desk.work(brand_id, ORIGIN) as work:
            claim = await operations.claim_session(
                work, link_id=link_id, provider=provider.name, now=desk.clock()
            )
        if claim.url is not None:
            return claim.url
        if claim.ours:
            url = await _make(desk, brand_id, provider, claim, pay_url)
            if url is not None:
                return url
        else:
            await asyncio.sleep(WAIT_MILLISECONDS / 1000)
    raise Outage("the checkout page is still being made", retryable=True)


async def _make(
    desk: Desk,
    brand_id: BrandId,
    provider: CheckoutProvider,
    claim: operations.Claim,
    pay_url: str,
) -> str | None:
    request = CheckoutRequest(
        brand_id=brand_id,
        session_id=claim.session_id,
        amount=claim.amount,
        description=claim.description,
        return_url=f"{pay_url}?returned=1",
        cancel_url=pay_url,
        expires_at=claim.expires_at,
    )
    try:
        made = await provider.create(request, key=str(claim.session_id))
    except (Outage, ProviderDeclined) as failure:
        spent = isinstance(failure, KeySpent)
        ended = spent or isinstance(failure, ProviderDeclined)
        async with desk.work(brand_id, ORIGIN) as work:
            await operations.release_claim(work, session_id=claim.session_id, ended=ended)
        if spent:
            return None
        raise
    async with desk.work(brand_id, ORIGIN) as work:
        return await operations.keep_session(work, session_id=claim.session_id, made=made)
