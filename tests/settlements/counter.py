"""A counter that takes money as soon as it is asked to."""

from tributary.payments import CheckoutRequest, CheckoutStatus, ProviderSession


class Counter:
    """A provider at whose counter somebody pays a page as soon as it is open."""

    name = "counter"

    async def create(self, request: CheckoutRequest, *, key: str) -> ProviderSession:
        """Open a page; its id is our own."""
        return ProviderSession(
            provider_session_id=key,
            session_id=request.session_id,
            url=f"https://counter.example/{key}",
            status=CheckoutStatus.OPEN,
            payment_id=None,
            expires_at=request.expires_at,
        )
