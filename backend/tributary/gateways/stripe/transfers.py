"""Stripe as a rail for payouts: transfers to connected accounts."""

from tributary.gateways.stripe.amounts import AmountNotRepresentable
from tributary.gateways.stripe.client import StripeGateway
from tributary.gateways.stripe.outcomes import OutcomeUnknown, StripeRefused, TransferRefused
from tributary.gateways.stripe.states import TransferState
from tributary.kernel import Currency, Money, Outage
from tributary.payouts.ports import (
    Answer,
    Declined,
    Executed,
    NotSent,
    PayoutOrder,
    Unclear,
)

IN_FLIGHT_MAX = 16
_SHORT = "balance_insufficient"


class StripePayoutRail:
    """Pays distributors by transfers from our Stripe balance to their connected accounts."""

    name = "stripe"

    def __init__(self, gateway: StripeGateway, *, in_flight_max: int = IN_FLIGHT_MAX) -> None:
        self._gateway = gateway
        self.in_flight_max = in_flight_max

    async def send(self, order: PayoutOrder) -> Answer:
        """Make a transfer; every end of the call is a value."""
        try:
            made = await self._gateway.transfer(
                destination=order.destination,
                amount=order.amount,
                reference=order.reference,
                group=order.reference,
                idempotency_key=order.key,
            )
        except AmountNotRepresentable as refused:
            return Declined(refused.message, is_short=False)
        except TransferRefused as refused:
            return Declined(refused.message, is_short=refused.provider_code == _SHORT)
        except OutcomeUnknown as unknown:
            return Unclear(str(unknown), is_key_spent=unknown.replayed)
        except Outage as outage:
            return NotSent(str(outage))
        return _executed(made)

    async def find(self, order: PayoutOrder) -> Executed | None:
        """Return the transfer made for an item, whichever generation made it.

        Each item is a transfer group of its own: one page answers, however large the batch is.
        """
        try:
            found = await self._gateway.find_transfer(
                reference=order.reference, group=order.reference
            )
        except StripeRefused as refused:
            # A look-up that is declined proves nothing, and must not keep others from theirs.
            raise Outage(refused.message, retryable=True) from refused
        return None if found is None else _executed(found)

    async def available(self, currency: Currency) -> Money:
        """Return what can be transferred now."""
        return await self._gateway.available_balance(currency)


def _executed(transfer: TransferState) -> Executed:
    return Executed(transfer.provider_id, transfer.amount)
