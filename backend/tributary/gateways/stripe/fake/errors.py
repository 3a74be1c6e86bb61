"""Error answers in exactly Stripe's shape."""

from dataclasses import dataclass, field
from typing import Any, Final

Json = dict[str, Any]

_DOCS: Final = "https://stripe.com/docs/error-codes/"


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back over the wire."""

    status: int
    body: Json
    headers: dict[str, str] = field(default_factory=dict[str, str])


class ApiError(Exception):
    """The API declines a call; carries the answer."""

    def __init__(self, status: int, kind: str, message: str, **more: object) -> None:
        super().__init__(message)
        error: Json = {"message": message, "type": kind}
        error.update({name: value for name, value in more.items() if value is not None})
        if "code" in error:
            error["doc_url"] = _DOCS + str(error["code"]).replace("_", "-")
        self.answer = Answer(status, {"error": dict(sorted(error.items()))})


def invalid(
    message: str, *, code: str | None = None, param: str | None = None, status: int = 400
) -> ApiError:
    """Return an `invalid_request_error`."""
    return ApiError(status, "invalid_request_error", message, code=code, param=param)


def no_such(kind: str, object_id: str, *, param: str = "id") -> ApiError:
    """Return the 404 for an id that does not exist in this account."""
    noun = kind.replace("checkout.session", "checkout.session").replace("_", " ")
    noun = {"account": "destination"}.get(kind, noun) if param == "destination" else noun
    message = f"No such {noun.replace(' ', '_')}: '{object_id}'"
    status = 400 if param in {"destination", "charge", "payment_intent", "customer"} else 404
    return invalid(message, code="resource_missing", param=param, status=status)


def card_declined(
    decline_code: str, message: str, *, charge: str, payment_intent: Json
) -> ApiError:
    """Return the 402 for a declined card."""
    return ApiError(
        402,
        "card_error",
        message,
        code="card_declined",
        decline_code=decline_code,
        charge=charge,
        payment_intent=payment_intent,
    )


def unauthenticated(key: str | None) -> ApiError:
    """Return the 401 for an absent or unknown key."""
    if key is None:
        return invalid(
            "You did not provide an API key. You need to provide your API key in the Authorization "
            "header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
            status=401,
        )
    shown = f"{key[:8]}{'*' * max(0, len(key) - 12)}{key[-4:]}"
    return invalid(f"Invalid API Key provided: {shown}", status=401)


def account_inaccessible(account_id: str) -> ApiError:
    """Return the 403 for a Stripe-Account header that names no account of this platform."""
    return invalid(
        f"The provided key does not have access to account '{account_id}' (or that account does "
        "not exist). Application access may have been revoked.",
        code="account_invalid",
        status=403,
    )


def unknown_url(method: str, path: str) -> ApiError:
    """Return the 404 for a method and path that no endpoint has."""
    return invalid(
        f"Unrecognized request URL ({method}: {path}). Please see https://stripe.com/docs or we "
        "can help at https://support.stripe.com/.",
        status=404,
    )


def rate_limited() -> ApiError:
    """Return the 429."""
    return invalid(
        "Request rate limit exceeded. Learn more about rate limits here "
        "https://stripe.com/docs/rate-limits.",
        code="rate_limit",
        status=429,
    )


def broken() -> ApiError:
    """Return the 500."""
    return ApiError(500, "api_error", "An unknown error occurred.")


def key_in_use(key: str) -> ApiError:
    """Return the 409 for a key whose first request is still running."""
    return ApiError(
        409,
        "idempotency_error",
        "There is currently another in-progress request using this Idempotent Key (that probably "
        "means you submitted twice, and the other request is still going through): "
        f"{key}. Please try again later.",
        code="idempotency_key_in_use",
    )


def key_reused(key: str, *, paths: tuple[str, str] | None = None) -> ApiError:
    """Return the 400 for a key that came with other parameters or another endpoint before."""
    what = (
        "with the same parameters they were first used with"
        if paths is None
        else f"for the same endpoint they were first used for ('{paths[0]}' vs '{paths[1]}')"
    )
    return ApiError(
        400,
        "idempotency_error",
        f"Keys for idempotent requests can only be used {what}. Try using a key other than "
        f"'{key}' if you meant to execute a different request.",
    )
