"""Endpoints that programs talk to: tokens, revocation, introspection, pushed requests, devices."""

# mypy: disable-error-code="import-untyped,no-untyped-call,no-any-return"
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false
# Authlib has no types.

from collections.abc import Callable
from typing import Any

from authlib.oauth2.rfc6749.errors import InvalidClientError, InvalidRequestError
from starlette.requests import Request
from starlette.responses import Response

from tributary.api.oauth.asking import brand_asked, form_of, name_asked
from tributary.api.oauth.core import Asked, Server, in_thread
from tributary.api.oauth.desk import Endpoint, Provider, guarded, seconds_early, too_early
from tributary.api.oauth.flows import with_flows
from tributary.api.oauth.lodging import with_endpoints
from tributary.identity import Gate

Answering = Callable[[Any, Asked], Response]
"""The core's types say less than it does."""


def token_endpoint(provider: Provider) -> Endpoint:
    """Return the endpoint that hands out tokens."""
    return _machine(provider, Gate.TOKEN, lambda server, asked: server.create_token_response(asked))


def side_endpoint(provider: Provider, gate: Gate) -> Endpoint:
    """Return one of the endpoints beside it, whose gate the core calls by the same name."""
    return _machine(
        provider, gate, lambda server, asked: server.create_endpoint_response(gate.value, asked)
    )


def _machine(provider: Provider, gate: Gate, answering: Answering) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        given = await form_of(request)
        name = name_asked(given, request.headers)
        early = await seconds_early(provider, request, gate, name)
        if early:
            return too_early(early)
        asked = Asked(request.method, given, request.headers)
        keys = await provider.keyring.keys()
        # What was used up stays so although the answer is an error: the work is always committed.
        async with provider.work(brand_asked(given, request.headers)) as work:
            server = with_endpoints(with_flows(Server(work, issuer=provider.issuer, keys=keys)))
            return await in_thread(lambda: _answered(server, asked, answering))

    return guarded(endpoint)


def _answered(server: Any, asked: Asked, answering: Answering) -> Response:  # noqa: ANN401
    try:
        answer = answering(server, asked)
    except UnicodeDecodeError:
        # The core does not expect that what is said to be base64 of a text is none.
        answer = server.handle_error_response(asked, InvalidClientError(status_code=401))
    except ValueError:
        # Nor that what it repeats of a request may have characters that an answer may not.
        answer = server.handle_error_response(asked, InvalidRequestError())
    answer.headers["cache-control"] = "no-store"
    answer.headers["pragma"] = "no-cache"
    return answer
