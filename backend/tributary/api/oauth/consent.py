"""The endpoint browsers are sent to: signing in, consent, and the way back with a code."""

# mypy: disable-error-code="import-untyped,no-untyped-call,no-any-return"
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# Authlib has no types.

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749.errors import InvalidRequestError
from authlib.oidc.core.errors import ConsentRequiredError, LoginRequiredError
from starlette.requests import Request
from starlette.responses import Response

from tributary import identity
from tributary.api.http.visitors import told
from tributary.api.oauth.asking import Parameters, Unreadable, brand_asked, parameters_of
from tributary.api.oauth.core import Asked, Client, Server, in_thread
from tributary.api.oauth.desk import Endpoint, Provider, guarded, own_form
from tributary.api.oauth.doorway import Onward, sign_in_page
from tributary.api.oauth.flows import with_flows
from tributary.api.oauth.lodging import REQUEST_URI
from tributary.api.oauth.pages import Form, Page, shown
from tributary.identity import Allowed, SignedIn, outside
from tributary.platform import Work

PATH: Final = "/oauth/authorize"

FRESH_FOR: Final = timedelta(minutes=2)
"""Whoever just signed in need not do so again when a program wants it."""

SECONDS_DIGITS_MAX: Final = 9


@dataclass(frozen=True, slots=True)
class Visit:
    """A browser that a program sent, and who sits at it."""

    query: str
    given: Parameters
    visitor: SignedIn | None
    answer: str | None
    """What the person said on the page: "yes", "no", or nothing yet."""
    pushed: str | None
    """The token of a request that was left beforehand."""

    @property
    def prompts(self) -> list[str]:
        """What the program wants the person to be asked."""
        return self.given.get("prompt", "").split()


def authorize_endpoint(provider: Provider) -> Endpoint:
    """Return the endpoint that browsers are sent to."""

    async def endpoint(request: Request) -> Response:
        answer: str | None = None
        visitor = await provider.visitors.signed_in(request)
        query = request.url.query
        if request.method == "POST":
            form = await own_form(provider, request)
            if isinstance(form, Response):
                return form
            ticket = form.get("ticket", "")
            if visitor is None or not provider.is_ticket(ticket, visitor, query):
                return told(403, "CROSS_SITE", "This form was not shown in this session.")
            answer = form.get("answer", "no")
        try:
            given = parameters_of(query)
        except Unreadable as unreadable:
            return _stopped(request, str(unreadable))
        async with provider.work(brand_asked(given)) as work:
            return await _visited(provider, request, work, query, given, visitor, answer)

    return guarded(endpoint)


async def _visited(
    provider: Provider,
    request: Request,
    work: Work,
    query: str,
    given: Parameters,
    visitor: SignedIn | None,
    answer: str | None,
) -> Response:
    if visitor is not None and visitor.brand.id != work.brand_id:
        # Who is signed in to another brand is nobody here.
        visitor = None
    pushed = given.get("request_uri")
    if pushed is not None:
        held = await _pushed(provider, work, given)
        if held is None:
            return _stopped(request, "The request_uri is unknown, used, or has expired.")
        given = held
    if "request" in given:
        return _stopped(request, "Requests as JWT are not supported.")
    visit = Visit(query, given, visitor, answer, pushed)
    server = with_flows(Server(work, issuer=provider.issuer))
    found = await in_thread(lambda: _decided(server, visit))
    if isinstance(found, Response):
        return found
    if isinstance(found, OAuth2Error):
        return _stopped(request, found.description or str(found.error))
    client: Client = found
    if visitor is None or not _is_fresh(visit, work):
        return await _to_sign_in(request, work, visit, client)
    return shown(request, _consent_page(provider, visit, visitor, client))


async def _pushed(provider: Provider, work: Work, given: Parameters) -> Parameters | None:
    """Return the parameters that a program left; those in the address count for nothing."""
    program = await provider.program(work, given.get("client_id", ""))
    token = given["request_uri"].removeprefix(REQUEST_URI)
    if program is None or token == given["request_uri"]:
        return None
    found = await identity.pushed_request(work, token=token, program_id=program.id)
    return None if found is None else json.loads(found)


def _decided(server: Server, visit: Visit) -> Any:  # noqa: ANN401  A client, an answer, an error.
    """Return where the browser is led, or the client about which the person is to be asked."""
    asked = Asked("GET", visit.given, {})
    try:
        return _led(server, asked, visit)
    except ValueError:
        # The core repeats what it was sent, and then finds that this may not be repeated.
        return OAuth2Error(
            error="invalid_request", description="A parameter has characters it may not have."
        )
    except OAuth2Error as error:
        if not error.redirect_uri:
            return error
        error.state = visit.given.get("state")
        answer = server.handle_error_response(asked, error)
        # The core adds who answers to good answers only.
        server.execute_hook("after_create_authorization_response", answer)
        return answer


def _led(server: Server, asked: Asked, visit: Visit) -> Any:  # noqa: ANN401  A client, or an answer.
    visitor = visit.visitor if _is_fresh(visit, server.work) else None
    grant = server.get_consent_grant(asked, end_user=visitor)
    client: Client = grant.client
    is_silent = "none" in visit.prompts
    if visitor is None or not _is_settled(server, visit, visitor, client):
        if is_silent:
            missing = LoginRequiredError if visitor is None else ConsentRequiredError
            raise missing(redirect_uri=grant.redirect_uri)
        return client
    if visit.pushed is not None and not server.run(
        identity.use_pushed, server.work, token=visit.pushed.removeprefix(REQUEST_URI)
    ):
        raise InvalidRequestError("The request_uri was answered already.")
    if visit.answer == "yes":
        _remember(server, visit, visitor, client)
    user = None if visit.answer == "no" else visitor
    return server.create_authorization_response(asked, grant_user=user, grant=grant)


def _is_settled(server: Server, visit: Visit, visitor: SignedIn, client: Client) -> bool:
    """Tell whether the person has said yes or no, or need not be asked."""
    if visit.answer is not None:
        return True
    if "consent" in visit.prompts:
        return False
    return client.program.is_first_party or (
        _is_rememberable(visit, client)
        and identity.scopes_of(_scope_of(visit, client))
        <= server.run(
            identity.consented_scopes,
            server.work.session,
            server.work.brand_id,
            program_id=client.program.id,
            user_id=visitor.user_id,
            party_id=visitor.party_id,
        )
    )


def _is_rememberable(visit: Visit, client: Client) -> bool:
    """Tell whether it is certain that the same program will ask again.

    Whatever runs on a machine may listen at its ports and claim a scheme, and who keeps no secret
    proves itself by the address alone (RFC 8252, 8.6).
    """
    return not client.program.is_public or visit.given["redirect_uri"].startswith("https://")


def _remember(server: Server, visit: Visit, visitor: SignedIn, client: Client) -> None:
    if not _is_rememberable(visit, client):
        return
    allowed = Allowed(
        client.program.id,
        _scope_of(visit, client),
        user_id=visitor.user_id,
        party_id=visitor.party_id,
    )
    server.run(identity.remember_consent, server.work, allowed)


def _scope_of(visit: Visit, client: Client) -> str:
    """Return what the program asks for: all that it may, unless it says."""
    return client.get_allowed_scope(visit.given.get("scope")) or ""


def _is_fresh(visit: Visit, work: Work) -> bool:
    """Tell whether somebody signed in lately enough for the program."""
    if visit.visitor is None:
        return False
    age = work.opened_at - visit.visitor.began_at
    if "login" in visit.prompts and age > FRESH_FOR:
        return False
    wanted = visit.given.get("max_age", "")
    if not wanted.isascii() or not wanted.isdigit() or len(wanted) > SECONDS_DIGITS_MAX:
        return True
    return age <= max(timedelta(seconds=int(wanted)), FRESH_FOR)


async def _to_sign_in(request: Request, work: Work, visit: Visit, client: Client) -> Response:
    brand = await identity.brand_of(work.session, work.brand_id)
    onward = Onward(
        back=f"{PATH}?{visit.query}",
        leads_to=visit.given["redirect_uri"],
        program=client.program.name,
        brand=brand.slug,
        brand_name=brand.name,
        anew="yes" if "login" in visit.prompts or "max_age" in visit.given else "",
    )
    return shown(request, sign_in_page(onward, await outside.doors_of(work.session, brand.id)))


def _consent_page(provider: Provider, visit: Visit, visitor: SignedIn, client: Client) -> Page:
    scope = _scope_of(visit, client)
    place = visit.given["redirect_uri"]
    named = {
        "program": client.program.name,
        "brand": visitor.brand.name,
        "person": visitor.name,
        "place": place.partition("?")[0],
    }
    form = Form(
        action=f"{PATH}?{visit.query}",
        buttons=(("yes", "allow"), ("no", "deny")),
        hidden={"ticket": provider.ticket(visitor, visit.query)},
    )
    return Page(
        "consent",
        "consent_text",
        named,
        scopes=scope.split(),
        note="leads_to",
        form=form,
        leads_to=place,
    )


def _stopped(request: Request, reason: str) -> Response:
    """Return the page of a request that may not be led anywhere."""
    return shown(request, Page("error", "error_text", {"reason": reason}, status=400))
