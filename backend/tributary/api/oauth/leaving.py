"""Signing out because a program asks for it (OpenID Connect RP-Initiated Logout)."""

# mypy: disable-error-code="import-untyped,no-untyped-call,no-any-return"
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# Authlib has no types.

import base64
import json
from typing import Any
from urllib.parse import urlencode

from authlib.oauth2 import OAuth2Error
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tributary import identity
from tributary.api.http.sessions import give_cookie
from tributary.api.http.visitors import COOKIE, actor_of
from tributary.api.oauth.asking import Parameters, brand_asked, form_of, parameters_of
from tributary.api.oauth.core import Asked, Server, in_thread
from tributary.api.oauth.desk import Endpoint, Provider, guarded
from tributary.api.oauth.lodging import with_endpoints
from tributary.api.oauth.pages import Form, Page, shown
from tributary.identity import SignedIn

PATH = "/oauth/logout"


def logout_endpoint(provider: Provider) -> Endpoint:
    """Return the endpoint to which programs send browsers to be signed out."""

    async def endpoint(request: Request) -> Response:
        query = request.url.query
        given = parameters_of(query)
        form: Parameters = {}
        if request.method == "POST":
            form = await form_of(request)
            given = given or form
        visitor = await provider.visitors.signed_in(request)
        keys = await provider.keyring.keys()
        async with provider.work(brand_asked({"client_id": _client_named(given)})) as work:
            server = with_endpoints(Server(work, issuer=provider.issuer, keys=keys))
            wanted = await in_thread(lambda: _wanted(server, given))
        if isinstance(wanted, OAuth2Error):
            reason = wanted.description or str(wanted.error)
            return shown(request, Page("error", "error_text", {"reason": reason}, status=400))
        if visitor is None:
            return _away(request, wanted)
        ticket = form.get("ticket", "")
        is_answered = provider.is_own_form(request) and provider.is_ticket(ticket, visitor, PATH)
        if is_answered and form.get("answer") != "yes":
            return shown(request, Page("stayed"))
        if not is_answered and not _is_meant(wanted, visitor):
            return shown(request, _ask(provider, visitor, given))
        await _end(provider, request, visitor)
        return _away(request, wanted)

    return guarded(endpoint)


def _wanted(server: Server, given: Parameters) -> Any:  # noqa: ANN401  The core's request or error.
    core: Any = server
    try:
        return core.validate_endpoint_request("end_session", Asked("GET", given, {}))
    except OAuth2Error as error:
        return error
    except ValueError:
        return OAuth2Error(error="invalid_request", description="The hint cannot be read.")


def _is_meant(wanted: Any, visitor: SignedIn) -> bool:  # noqa: ANN401  As above.
    """Tell whether the program holds our word about the very person who is signed in here."""
    claims = wanted.id_token_claims
    return (
        claims is not None
        and wanted.client is not None
        and claims.get("sub") == visitor.user_id.hex
        and wanted.client.program.brand_id == visitor.brand.id
    )


def _ask(provider: Provider, visitor: SignedIn, given: Parameters) -> Page:
    """Ask the person: anybody can send a browser here."""
    named = {"brand": visitor.brand.name, "person": visitor.name}
    form = Form(
        f"{PATH}?{urlencode(given)}",
        (("yes", "sign_out"), ("no", "stay")),
        {"ticket": provider.ticket(visitor, PATH)},
    )
    leads_to = given.get("post_logout_redirect_uri", "")
    return Page("leave", "leave_text", named, form=form, leads_to=leads_to)


async def _end(provider: Provider, request: Request, visitor: SignedIn) -> None:
    """End the session, and with it what was allowed in it, even for those who are away."""
    desk = provider.desk
    async with desk.database.work(actor_of(visitor), now=desk.clock()) as work:
        await identity.sign_out(work, token=request.cookies.get(COOKIE, ""))
        await identity.revoke_session_grants(work, session_id=visitor.session_id, is_whole=True)


def _away(request: Request, wanted: Any) -> Response:  # noqa: ANN401  As above.
    answer: Response
    if wanted.redirect_uri:
        answer = RedirectResponse(wanted.redirect_uri, status_code=303)
    else:
        answer = shown(request, Page("left", "left_text"))
    give_cookie(answer, "", 0)
    return answer


def _client_named(given: Parameters) -> str:
    """Return which client asks; a hint is believed about this only as far as where to look."""
    if "client_id" in given:
        return given["client_id"]
    body = given.get("id_token_hint", "..").split(".")
    try:
        claims: Any = json.loads(base64.urlsafe_b64decode(body[1] + "=="))
        return str(claims["aud"])
    except (IndexError, KeyError, TypeError, ValueError):
        return ""
