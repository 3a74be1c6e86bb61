"""Signing in on the way to a program, for browsers that have no page of ours open."""

import re
from dataclasses import replace
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tributary import identity
from tributary.api.http.edge import address_of
from tributary.api.http.sessions import give_cookie
from tributary.api.http.visitors import COOKIE, told
from tributary.api.oauth.asking import Parameters
from tributary.api.oauth.desk import Endpoint, Provider, guarded, own_form
from tributary.api.oauth.pages import Form, Page, shown
from tributary.identity import SESSION_MAX, Admission, Knock, Proof
from tributary.kernel import Refusal

PATH: Final = "/oauth/sign-in"

_BACK: Final = re.compile(r"/oauth/(?:authorize|consents|device)(?:\?[!-~]*)?", re.ASCII)
"""Where one may return to: nowhere but to our own pages."""


def sign_in_page(
    *, back: str, leads_to: str = "", program: str = "", slug: str = "", brand: str = ""
) -> Page:
    """Return the page on which somebody signs in and then goes on."""
    fields = [("email", "email", "username"), ("password", "password", "current-password")]
    hidden = {"back": back, "leads_to": leads_to, "program": program, "brand_name": brand}
    if slug:
        hidden["brand"] = slug
    else:
        fields.insert(0, ("brand", "text", "organization"))
    named = {"program": program or "Tributary", "brand": brand or "Tributary"}
    return Page(
        "sign_in",
        "sign_in_text" if program else "",
        named,
        form=Form(PATH, (("yes", "sign_in"),), hidden, fields),
        leads_to=leads_to,
    )


def _second_page(form: Parameters, token: str) -> Page:
    """Return the page on which somebody shows a code, after the password was right."""
    kept = ("back", "leads_to", "program", "brand_name", "brand")
    hidden = {name: form.get(name, "") for name in kept} | {"pending": token}
    named = {
        "program": form.get("program", "") or "Tributary",
        "brand": form.get("brand_name", "") or "Tributary",
    }
    return Page(
        "second_factor",
        "second_factor_text",
        named,
        form=Form(PATH, (("yes", "sign_in"),), hidden, [("factor_code", "text", "one-time-code")]),
        leads_to=form.get("leads_to", ""),
    )


def _asked_again(request: Request, form: Parameters, again: Page, refusal: Refusal) -> Response:
    """Return the page that follows when nobody was let in yet."""
    if isinstance(refusal, identity.SecondFactorNeeded):
        return shown(request, _second_page(form, refusal.token))
    if isinstance(refusal, identity.FactorWrong):
        page = _second_page(form, form.get("pending", ""))
        return shown(request, replace(page, wrong=refusal.code, status=401))
    if not isinstance(refusal, identity.SignInDelayed):
        return shown(request, replace(again, wrong=refusal.code, status=401))
    named = {**again.named, "seconds": str(refusal.seconds)}
    answer = shown(request, replace(again, wrong=refusal.code, named=named, status=429))
    answer.headers["retry-after"] = str(refusal.seconds)
    return answer


async def _admission(
    provider: Provider, request: Request, form: Parameters, knock: Knock
) -> Admission:
    """Open a session by a password, or complete one that waits for a code."""
    pending = form.get("pending", "")
    if not pending:
        return await identity.sign_in(provider.desk, knock)
    given = form.get("factor_code", "")
    # Codes of an application are figures; whatever else was typed is a recovery code.
    is_code = "".join(given.split()).isdigit()
    proof = Proof(code=given) if is_code else Proof(recovery=given)
    earlier = request.cookies.get(COOKIE)
    return await identity.complete_sign_in(provider.desk, pending, proof, earlier_token=earlier)


def sign_in_endpoint(provider: Provider) -> Endpoint:
    """Return the endpoint of that page's form."""

    async def endpoint(request: Request) -> Response:
        form = await own_form(provider, request)
        if isinstance(form, Response):
            return form
        back = form.get("back", "")
        if _BACK.fullmatch(back) is None:
            return told(400, "BAD_REQUEST", "There is no such page to return to.")
        knock = Knock(
            slug=form.get("brand", ""),
            email=form.get("email", ""),
            password=form.get("password", ""),
            address=address_of(request.scope),
            user_agent=request.headers.get("user-agent", ""),
            earlier_token=request.cookies.get(COOKIE),
        )
        again = sign_in_page(
            back=back,
            leads_to=form.get("leads_to", ""),
            program=form.get("program", ""),
            slug=form.get("brand", ""),
            brand=form.get("brand_name", ""),
        )
        try:
            admission = await _admission(provider, request, form, knock)
        except Refusal as refusal:
            return _asked_again(request, form, again, refusal)
        led = RedirectResponse(back, status_code=303)
        give_cookie(led, admission.token, int(SESSION_MAX.total_seconds()))
        return led

    return guarded(endpoint)
