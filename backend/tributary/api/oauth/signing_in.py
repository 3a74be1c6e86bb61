"""Signing in on the way to a program, for browsers that have no page of ours open."""

import re
from dataclasses import replace
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tributary import identity
from tributary.api.http.sessions import give_cookie
from tributary.api.http.visitors import COOKIE, told
from tributary.api.oauth.desk import Endpoint, Provider, guarded, own_form
from tributary.api.oauth.pages import Form, Page, shown
from tributary.identity import SESSION_MAX, Knock

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
            address=request.client.host if request.client else "",
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
            admission = await identity.sign_in(provider.desk, knock)
        except identity.SignInFailed as failed:
            return shown(request, replace(again, wrong=failed.code, status=401))
        except identity.SignInDelayed as delayed:
            named = {**again.named, "seconds": str(delayed.seconds)}
            page = replace(again, wrong=delayed.code, named=named, status=429)
            answer = shown(request, page)
            answer.headers["retry-after"] = str(delayed.seconds)
            return answer
        led = RedirectResponse(back, status_code=303)
        give_cookie(led, admission.token, int(SESSION_MAX.total_seconds()))
        return led

    return guarded(endpoint)
