"""Signing in on the way to a program, for browsers that have no page of ours open."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tributary import identity
from tributary.api.http.edge import address_of
from tributary.api.http.sessions import BROWSER_COOKIE, give_browser_cookie, give_cookie
from tributary.api.http.visitors import COOKIE, told
from tributary.api.oauth.asking import Parameters
from tributary.api.oauth.desk import Endpoint, Provider, guarded, own_form
from tributary.api.oauth.detours import send_away, word_of
from tributary.api.oauth.doorway import Onward, second_page, sign_in_page
from tributary.api.oauth.pages import Page, shown
from tributary.identity import SESSION_MAX, Admission, Knock, Proof, outside
from tributary.kernel import Refusal


def sign_in_endpoint(provider: Provider) -> Endpoint:
    """Return the endpoint of the forms of that page."""

    async def endpoint(request: Request) -> Response:
        form = await own_form(provider, request)
        if isinstance(form, Response):
            return form
        onward = Onward.sent(form)
        if not onward.is_ours:
            return told(400, "BAD_REQUEST", "There is no such page to return to.")
        if form.get("answer") == "doors":
            return shown(request, await _offer(provider, onward))
        try:
            if "provider" in form:
                return await send_away(provider, request, onward, form["provider"])
            return await _come_in(provider, request, form, onward)
        except Refusal as refusal:
            return await _asked_again(provider, request, form, onward, refusal)

    return guarded(endpoint)


async def _offer(provider: Provider, onward: Onward) -> Page:
    """Return the page with what leads in for the brand that was typed."""
    doors = await outside.doors(provider.desk, slug=onward.brand)
    page = sign_in_page(onward, doors)
    # Of a brand that is none the same is said as of one without.
    return page if doors else replace(page, wrong="no_doors")


async def _come_in(
    provider: Provider, request: Request, form: Parameters, onward: Onward
) -> Response:
    """Open a session by a password, or complete one that waits for a code; then go on."""
    claim = request.cookies.get(BROWSER_COOKIE) if onward.links else None
    admission = await _admission(provider, request, form, claim)
    led = RedirectResponse(onward.back, status_code=303)
    give_cookie(led, admission.token, int(SESSION_MAX.total_seconds()))
    if claim is not None:
        give_browser_cookie(led, "")
    return led


async def _admission(
    provider: Provider, request: Request, form: Parameters, claim: str | None
) -> Admission:
    earlier = request.cookies.get(COOKIE)
    pending = form.get("pending", "")
    if pending:
        given = form.get("factor_code", "")
        # Codes of an application are figures; whatever else was typed is a recovery code.
        is_code = "".join(given.split()).isdigit()
        proof = Proof(code=given) if is_code else Proof(recovery=given)
        return await identity.complete_sign_in(
            provider.desk, pending, proof, earlier_token=earlier, claim_token=claim
        )
    knock = Knock(
        slug=form.get("brand", ""),
        email=form.get("email", ""),
        password=form.get("password", ""),
        address=address_of(request.scope),
        user_agent=request.headers.get("user-agent", ""),
        earlier_token=earlier,
        claim_token=claim,
    )
    return await identity.sign_in(provider.desk, knock)


async def _asked_again(
    provider: Provider, request: Request, form: Parameters, onward: Onward, refusal: Refusal
) -> Response:
    """Return the page that follows when nobody was let in yet."""
    if isinstance(refusal, identity.SecondFactorNeeded):
        return shown(request, second_page(onward, refusal.token))
    if isinstance(refusal, identity.FactorWrong):
        page = second_page(onward, form.get("pending", ""))
        return shown(request, replace(page, wrong=refusal.code, status=401))
    if isinstance(refusal, outside.ProviderRequired):
        # What was brought back, if anything was, waits no longer.
        onward = replace(onward, links="")
    doors = await outside.doors(provider.desk, slug=onward.brand)
    again = sign_in_page(onward, doors)
    if not isinstance(refusal, identity.SignInDelayed):
        return shown(request, replace(again, wrong=word_of(refusal.code), status=401))
    named = {**again.named, "seconds": str(refusal.seconds)}
    answer = shown(request, replace(again, wrong=refusal.code, named=named, status=429))
    answer.headers["retry-after"] = str(refusal.seconds)
    return answer
