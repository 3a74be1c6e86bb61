"""Stripe in our words, through the official SDK."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, Self

import httpx
import stripe

from tributary.gateways.stripe import readings
from tributary.gateways.stripe.amounts import Use, from_stripe, to_stripe
from tributary.gateways.stripe.outcomes import (
    AbsentAtStripe,
    CheckoutRefused,
    PayeeAccountRefused,
    RefundRefused,
    TransferRefused,
    outcome,
)
from tributary.gateways.stripe.readings import REFERENCE
from tributary.gateways.stripe.states import (
    CheckoutSession,
    CheckoutState,
    CheckoutStatus,
    PaymentState,
    RefundState,
    StripeEvent,
    TransferState,
)
from tributary.gateways.stripe.transport import HttpxTransport
from tributary.kernel import Money

if TYPE_CHECKING:
    from stripe.params import (
        AccountCreateParams,
        EventListParams,
        RefundCreateParams,
        TransferCreateParams,
    )
    from stripe.params.checkout import SessionCreateParams, SessionCreateParamsLineItem

API_VERSION: Final = stripe.api_version
"""The version the SDK was made for, sent with every call."""

_CONNECT_SECONDS: Final = 5
_READ_SECONDS: Final = 30
_PAGE: Final = 100
_LOCALES: Final[Mapping[str, str]] = {"zh": "zh", "zh-CN": "zh", "zh-Hans": "zh", "en": "en"}

# The SDK would write an id of this machine into the home directory and send it along.
stripe.enable_telemetry = False


class StripeGateway:
    """One Stripe account: its checkout, refunds, payees and transfers."""

    def __init__(
        self,
        *,
        secret_key: str,
        api_base: str | None = None,
        read_seconds: int = _READ_SECONDS,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        """Prepare the connection without opening it.

        Args:
            secret_key: the account's secret API key.
            api_base: another server than Stripe's own, such as the fake.
            read_seconds: how long an answer may take before the outcome counts as unknown.
            transport: another way to reach the server, such as `InProcessTransport`.
        """
        http = httpx.AsyncClient(
            timeout=httpx.Timeout(read_seconds, connect=_CONNECT_SECONDS),
            limits=httpx.Limits(max_connections=64, max_keepalive_connections=64),
            transport=transport,
        )
        self._http = HttpxTransport(http)
        # Retries are ours: a retry hidden in the SDK would hide an unknown outcome.
        self._client = stripe.StripeClient(
            secret_key,
            stripe_version=API_VERSION,
            base_addresses={} if api_base is None else {"api": api_base},
            max_network_retries=0,
            http_client=self._http,
        )

    async def __aenter__(self) -> Self:
        """Use the gateway for a while."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Let go of the connections."""
        await self.close()

    async def close(self) -> None:
        """Let go of the connections."""
        await self._http.close_async()

    async def create_checkout(
        self,
        *,
        reference: str,
        amount: Money,
        description: str,
        success_url: str,
        cancel_url: str,
        expires_at: datetime,
        locale: str,
        idempotency_key: str,
    ) -> CheckoutSession:
        """Open a hosted page for one payment; it lives between 30 minutes and 24 hours.

        Refuses:
            AmountNotRepresentable: Stripe cannot carry the amount.
            CheckoutRefused: Stripe declines, such as an amount below its minimum.
        """
        metadata = {REFERENCE: reference}
        params: SessionCreateParams = {
            "mode": "payment",
            "client_reference_id": reference,
            "line_items": [_line(amount, description)],
            "success_url": success_url,
            "cancel_url": cancel_url,
            "expires_at": int(expires_at.timestamp()),
            "locale": _LOCALES.get(locale, "auto"),
            "metadata": metadata,
            "payment_intent_data": {"description": description, "metadata": metadata},
        }
        sessions = self._client.v1.checkout.sessions
        created = await outcome(
            sessions.create_async(params, {"idempotency_key": idempotency_key}),
            refusal=CheckoutRefused,
            moves=True,
        )
        return CheckoutSession(
            session_id=created.id,
            url=created.url or "",
            expires_at=datetime.fromtimestamp(created.expires_at, UTC),
            payment_intent_id=readings.id_of(created.payment_intent),
        )

    async def retrieve_checkout(self, session_id: str) -> CheckoutState:
        """Return where a hosted page stands."""
        sessions = self._client.v1.checkout.sessions
        session = await outcome(
            sessions.retrieve_async(session_id, {"expand": ["payment_intent"]}),
            refusal=AbsentAtStripe,
            moves=False,
        )
        return readings.checkout_state(session)

    async def expire_checkout(self, session_id: str) -> CheckoutState:
        """Close a hosted page; one that is already closed, paid or not, is returned as it is.

        Refuses:
            CheckoutRefused: Stripe declines although the page is open.
            AbsentAtStripe: there is no such page.
        """
        sessions = self._client.v1.checkout.sessions
        try:
            await outcome(sessions.expire_async(session_id), refusal=CheckoutRefused, moves=True)
        except CheckoutRefused:
            state = await self.retrieve_checkout(session_id)
            if state.status is CheckoutStatus.OPEN:
                raise
            return state
        return await self.retrieve_checkout(session_id)

    async def payment_state(self, payment_intent_id: str) -> PaymentState:
        """Return where a payment stands, with the provider's fee once the money is in."""
        intents = self._client.v1.payment_intents
        intent = await outcome(
            intents.retrieve_async(
                payment_intent_id, {"expand": ["latest_charge.balance_transaction"]}
            ),
            refusal=AbsentAtStripe,
            moves=False,
        )
        return readings.payment_state(intent)

    async def refund(
        self, *, payment_id: str, amount: Money, reference: str, idempotency_key: str
    ) -> RefundState:
        """Give back a payment, or a part of it, the way it came.

        Refuses:
            AmountNotRepresentable: Stripe cannot carry the amount.
            RefundRefused: Stripe declines, such as more than is left.
        """
        params: RefundCreateParams = {
            "payment_intent": payment_id,
            "amount": to_stripe(amount),
            "metadata": {REFERENCE: reference},
        }
        created = await outcome(
            self._client.v1.refunds.create_async(params, {"idempotency_key": idempotency_key}),
            refusal=RefundRefused,
            moves=True,
        )
        return readings.refund_state(created)

    async def retrieve_refund(self, refund_id: str) -> RefundState:
        """Return where a refund stands."""
        found = await outcome(
            self._client.v1.refunds.retrieve_async(refund_id),
            refusal=AbsentAtStripe,
            moves=False,
        )
        return readings.refund_state(found)

    async def find_refund(self, *, payment_id: str, reference: str) -> RefundState | None:
        """Return the refund that carries our reference, if it was executed."""
        states = [
            state for state in await self.refunds_of(payment_id) if state.reference == reference
        ]
        return states[0] if states else None

    async def refunds_of(self, payment_id: str) -> list[RefundState]:
        """Return all refunds of a payment, the newest first."""

        async def all_pages() -> list[RefundState]:
            page = await self._client.v1.refunds.list_async(
                {"payment_intent": payment_id, "limit": _PAGE}
            )
            return [readings.refund_state(refund) async for refund in page.auto_paging_iter()]

        return await outcome(all_pages(), refusal=AbsentAtStripe, moves=False)

    async def create_account(
        self, *, reference: str, country: str, email: str, idempotency_key: str
    ) -> str:
        """Open an account that can receive transfers, and return its id.

        Refuses:
            PayeeAccountRefused: Stripe declines, such as a country it does not serve.
        """
        params: AccountCreateParams = {
            "type": "express",
            "country": country,
            "email": email,
            "capabilities": {"transfers": {"requested": True}},
            "metadata": {REFERENCE: reference},
        }
        created = await outcome(
            self._client.v1.accounts.create_async(params, {"idempotency_key": idempotency_key}),
            refusal=PayeeAccountRefused,
            moves=True,
        )
        return created.id

    async def transfer(
        self,
        *,
        destination: str,
        amount: Money,
        reference: str,
        group: str,
        idempotency_key: str,
    ) -> TransferState:
        """Move money to a payee's account.

        Returning means executed. A refusal means definitively not executed; when it is
        `replayed`, the key is spent and only a new one can succeed. `OutcomeUnknown` means that
        it may have been executed: repeat with the same key, and when the failure is `replayed`,
        decide by `find_transfer`. Any other `Outage` means not executed: repeat.

        Refuses:
            AmountNotRepresentable: Stripe cannot carry the amount.
            TransferRefused: Stripe declines, such as too little balance.
        """
        params: TransferCreateParams = {
            "amount": to_stripe(amount, Use.PAYOUT),
            "currency": amount.currency.lower(),
            "destination": destination,
            "metadata": {REFERENCE: reference},
            "transfer_group": group,
        }
        created = await outcome(
            self._client.v1.transfers.create_async(params, {"idempotency_key": idempotency_key}),
            refusal=TransferRefused,
            moves=True,
        )
        return readings.transfer_state(created)

    async def find_transfer(self, *, reference: str, group: str) -> TransferState | None:
        """Return the transfer that carries our reference, if it was executed.

        None proves that nothing was executed only when no call with its key can still be
        running: after its answer has been replayed, or its key has expired.
        """

        async def first_match() -> TransferState | None:
            page = await self._client.v1.transfers.list_async(
                {"transfer_group": group, "limit": _PAGE}
            )
            async for transfer in page.auto_paging_iter():
                state = readings.transfer_state(transfer)
                if state.reference == reference:
                    return state
            return None

        return await outcome(first_match(), refusal=AbsentAtStripe, moves=False)

    async def available_balance(self, currency: str) -> Money:
        """Return what can be transferred now in a currency."""
        balance = await outcome(
            self._client.v1.balance.retrieve_async(), refusal=AbsentAtStripe, moves=False
        )
        code = currency.lower()
        amount = sum(row.amount for row in balance.available if row.currency == code)
        return from_stripe(amount, code)

    async def events_since(self, since: datetime, *, types: Sequence[str]) -> list[StripeEvent]:
        """Return the events of some types since an instant, the oldest first; at most 30 days."""
        params: EventListParams = {
            "types": list(types),
            "created": {"gte": int(since.timestamp())},
            "limit": _PAGE,
        }

        async def all_pages() -> list[StripeEvent]:
            page = await self._client.v1.events.list_async(params)
            return [readings.event(event) async for event in page.auto_paging_iter()]

        found = await outcome(all_pages(), refusal=AbsentAtStripe, moves=False)
        return found[::-1]


def _line(amount: Money, description: str) -> "SessionCreateParamsLineItem":
    return {
        "quantity": 1,
        "price_data": {
            "currency": amount.currency.lower(),
            "unit_amount": to_stripe(amount),
            "product_data": {"name": description},
        },
    }
