"""To an identity provider on the way to a program, and back to where the person was going."""

import base64
import hmac
import json
from dataclasses import replace
from typing import Final
from uuid import UUID

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tributary.api.http.edge import address_of
from tributary.api.http.outside import callback_of
from tributary.api.http.sessions import BROWSER_COOKIE, BROWSER_SECONDS, give_browser_cookie
from tributary.api.oauth.asking import Unreadable
from tributary.api.oauth.desk import Provider
from tributary.api.oauth.doorway import Onward, away_page, second_page, sign_in_page
from tributary.api.oauth.pages import Page, shown
from tributary.api.oauth.words import WORDS
from tributary.identity import SignInFailed, outside
from tributary.kernel import Outage
from tributary.platform import Seals

RETURN_COOKIE: Final = "__Host-tributary-return"
"""Where a browser goes on that comes back from a provider; it opens nothing itself."""

VALUE_MAX: Final = 3_800
"""Browsers keep no cookie that is longer, and do not say so."""

_PURPOSE: Final = "oauth-return"


async def send_away(provider: Provider, request: Request, onward: Onward, door: str) -> Response:
    """Send a browser to an identity provider.

    Refuses:
        SignInDelayed: there were too many attempts from there.
        IdentityProviderUnknown: nobody of this brand comes in from there.
        ProviderSecretMissing: the secret of the provider cannot be read.

    Raises:
        Unreadable: it is not said to which one.
    """
    try:
        provider_id = UUID(door)
    except ValueError:
        raise Unreadable("provider is no id of a provider.") from None
    doors = await outside.doors(provider.desk, slug=onward.brand)
    audience = next((each.audience for each in doors if each.id == provider_id), None)
    departure = outside.Departure(
        provider_id=provider_id,
        purpose=outside.Purpose.SIGN_IN,
        redirect_uri=callback_of(provider.issuer, provider_id),
        address=address_of(request.scope),
        # As with a password: for the brand, if that is possible.
        is_distributor=audience is outside.Audience.DISTRIBUTORS,
        slug=onward.brand,
        asks_anew=bool(onward.anew),
    )
    try:
        departed = await outside.depart(provider.desk, departure)
    except Outage:
        page = sign_in_page(onward, doors)
        return shown(request, replace(page, wrong=outside.DOWN, status=503))
    kept = _kept(provider, onward, departed.browser_token)
    if len(kept) > VALUE_MAX:
        reason = "The request is too long to be kept meanwhile; leave it at /oauth/par."
        return shown(request, Page("error", "error_text", {"reason": reason}, status=400))
    answer = shown(request, away_page(onward, departed.location))
    answer.headers["refresh"] = f"0; url={departed.location}"
    give_browser_cookie(answer, departed.browser_token)
    _give(answer, kept)
    return answer


async def take_back(
    provider: Provider, request: Request, landing: outside.Landing, led: Response
) -> Response:
    """Return where a browser goes on that came back: as planned, or `led` where nothing was."""
    if landing.purpose is not outside.Purpose.SIGN_IN or RETURN_COOKIE not in request.cookies:
        return led
    onward = _planned(provider, request)
    if onward is not None and onward.is_ours and onward.brand == landing.slug:
        led = await _led_on(provider, request, onward, landing)
    _give(led, "")
    return led


async def _led_on(
    provider: Provider, request: Request, onward: Onward, landing: outside.Landing
) -> Response:
    match landing.result:
        case outside.Result.ADMITTED:
            return RedirectResponse(onward.back, status_code=303)
        case outside.Result.PENDING:
            return shown(request, second_page(onward, landing.token))
        case outside.Result.UNLINKED:
            return shown(request, sign_in_page(replace(onward, links="yes")))
        case _:
            doors = await outside.doors(provider.desk, slug=onward.brand)
            page = sign_in_page(onward, doors)
            # The words about a wrong password do not fit who comes from a provider.
            is_nobody = landing.code == SignInFailed.code
            word = "provider_nobody" if is_nobody else word_of(landing.code)
            return shown(request, replace(page, wrong=word, status=401))


def word_of(code: str) -> str:
    """Return the word for what went wrong; of what has none of its own, that it did."""
    return code if code in WORDS["en"] else "provider_failed"


def _kept(provider: Provider, onward: Onward, browser_token: str) -> str:
    """Return what the browser keeps: signed, for this one journey, and for as long as that."""
    until = int(provider.desk.clock().timestamp()) + BROWSER_SECONDS
    text = json.dumps([until, onward.hidden])
    packed = base64.urlsafe_b64encode(text.encode()).decode()
    return f"{packed}.{_signature(provider, packed, browser_token)}"


def _planned(provider: Provider, request: Request) -> Onward | None:
    """Return where this browser was going; None where that is not what we gave it, or is over."""
    packed, _, signature = request.cookies[RETURN_COOKIE].rpartition(".")
    browser_token = request.cookies.get(BROWSER_COOKIE, "")
    right = _signature(provider, packed, browser_token)
    if not hmac.compare_digest(signature.encode(), right.encode()):
        return None
    until, hidden = json.loads(base64.urlsafe_b64decode(packed))
    return Onward.sent(hidden) if provider.desk.clock().timestamp() < until else None


def _signature(provider: Provider, packed: str, browser_token: str) -> str:
    # The token names one journey, in one browser, to one provider of one brand.
    return provider.desk.port(Seals).derive(_PURPOSE, browser_token, packed)


def _give(answer: Response, value: str) -> None:
    answer.set_cookie(
        RETURN_COOKIE,
        value,
        max_age=BROWSER_SECONDS if value else 0,
        path="/",
        secure=True,
        httponly=True,
        samesite="lax",
    )
