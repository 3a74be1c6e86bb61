"""How a call to Stripe can end, other than well."""

from collections.abc import Awaitable
from typing import TypeVar, cast

import httpx
import stripe

from tributary.kernel import Outage, Refusal

Result = TypeVar("Result")

_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_CONFLICT = 409


class StripeRefused(Refusal):
    """Stripe understood the call and declined it; nothing was executed.

    The message says what Stripe said; correct it and try again with a new idempotency key.
    """

    def __init__(
        self,
        message: str,
        *,
        provider_code: str | None = None,
        decline_code: str | None = None,
        parameter: str | None = None,
        replayed: bool = False,
    ) -> None:
        super().__init__(message)
        self.provider_code = provider_code
        self.decline_code = decline_code
        self.parameter = parameter
        self.replayed = replayed
        """The answer is a stored one: the key has been used before and will say so for a day."""


class CheckoutRefused(StripeRefused):
    """Stripe declined to open or close a payment page.

    Check amount, currency and expiry, or offer another way to pay.
    """


class RefundRefused(StripeRefused):
    """Stripe declined a refund.

    Refund at most what is left of the payment.
    """


class TransferRefused(StripeRefused):
    """Stripe declined a transfer to a payee.

    Check the balance, the payee's account and its country; then release the item again.
    """


class PayeeAccountRefused(StripeRefused):
    """Stripe declined to open an account for a payee.

    Check country and email.
    """


class AbsentAtStripe(StripeRefused):
    """Stripe does not know the object.

    Check that the id belongs to this account and mode.
    """


class OutcomeUnknown(Outage):
    """The call may or may not have been executed: repeat it with the same key, or look it up."""

    def __init__(self, message: str, *, replayed: bool = False) -> None:
        super().__init__(message, retryable=True)
        self.replayed = replayed
        """The failure is stored under the key: repeating it will tell nothing, only a look-up."""


async def outcome(call: Awaitable[Result], *, refusal: type[StripeRefused], moves: bool) -> Result:
    """Return what a call returns, or raise what its failure means.

    Args:
        call: the SDK's coroutine.
        refusal: what a definitive no becomes.
        moves: whether the call may leave something behind at Stripe.

    Raises:
        OutcomeUnknown: a moving call may have been executed.
        Outage: nothing was executed.
    """
    try:
        return await call
    except stripe.IdempotencyError as error:
        # The key was used for something else, so an earlier call may have been executed.
        raise OutcomeUnknown(_said(error), replayed=True) from error
    except stripe.RateLimitError as error:
        raise Outage(_said(error), retryable=True) from error
    except (stripe.CardError, stripe.InvalidRequestError) as error:
        raise _refused(error, refusal) from error
    except (stripe.AuthenticationError, stripe.PermissionError) as error:
        raise Outage(_said(error), retryable=False) from error
    except stripe.StripeError as error:
        if moves and not isinstance(error.__cause__, _NEVER_SENT):
            # A 409 means that the first call with this key is still running.
            replayed = error.http_status != _CONFLICT and _is_replayed(error)
            raise OutcomeUnknown(_said(error), replayed=replayed) from error
        raise Outage(_said(error), retryable=True) from error


def _refused(
    error: stripe.CardError | stripe.InvalidRequestError, refusal: type[StripeRefused]
) -> StripeRefused:
    decline_code = error.error.decline_code if error.error is not None else None
    parameter = cast("str | None", getattr(error, "param", None))
    return refusal(
        error.user_message or "Stripe gave no reason",
        provider_code=error.code,
        decline_code=decline_code,
        parameter=parameter,
        replayed=_is_replayed(error),
    )


def _is_replayed(error: stripe.StripeError) -> bool:
    return (error.headers or {}).get("idempotent-replayed") == "true"


def _said(error: stripe.StripeError) -> str:
    return f"Stripe: {error.user_message or type(error).__name__} (HTTP {error.http_status})"
