"""Browsers that leave the sign-in page of a program for an identity provider, and come back."""

from __future__ import annotations

import html
import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.factories.web import PASSWORD

if TYPE_CHECKING:
    import httpx

    from tests.api.oauth.conftest import Hub
    from tests.factories.journey import Journeys

RETURN = "__Host-tributary-return"


@dataclass
class Detour:
    """A program that was let in to a brand, and a provider whose people come in there."""

    hub: Hub
    journeys: Journeys

    async def page(self, browser: httpx.AsyncClient, **more: str | None) -> httpx.Response:
        """Be sent by the program to where one signs in."""
        return await self.hub.browse(browser, self.hub.asks(secrets.token_urlsafe(48), **more))

    async def left(self, browser: httpx.AsyncClient, page: httpx.Response) -> str:
        """Press the button of the provider, and be there; return the way back."""
        answer = await pressed(browser, page, "Company account")
        assert answer.status_code == 200, answer.text
        return await self.journeys.returned(place_of(answer))

    async def ended(self, browser: httpx.AsyncClient, **more: str | None) -> httpx.Response:
        """Go there and back; return what the browser is shown, or where it is led."""
        way = await self.left(browser, await self.page(browser, **more))
        return await self.journeys.landed(browser, way)


def place_of(answer: httpx.Response) -> str:
    """Return where a page leads by itself: the same as its link says."""
    place = answer.headers["refresh"].removeprefix("0; url=")
    assert f'href="{html.escape(place)}"' in answer.text
    return str(place)


def forms_of(page: httpx.Response) -> dict[str, dict[str, str]]:
    """Return what each form of a page sends by itself, by the word of its first button."""
    found: dict[str, dict[str, str]] = {}
    for form in re.findall(r"<form.*?</form>", page.text):
        fields = re.findall(r'<input[^>]*? name="([^"]*)"(?: |[^>]*? )value="([^"]*)"', form)
        word = re.findall(r"<button[^>]*>(.*?)</button>", form)[0]
        found[html.unescape(word)] = {name: html.unescape(value) for name, value in fields}
    return found


async def pressed(
    browser: httpx.AsyncClient, page: httpx.Response, word: str, **more: str
) -> httpx.Response:
    """Press the button that says so, with more filled in, as it works without any script."""
    (given,) = [sent for said, sent in forms_of(page).items() if word in said]
    return await browser.post("/oauth/sign-in", data={**given, **more})


async def signed_in_by_password(
    browser: httpx.AsyncClient, page: httpx.Response, email: str, **more: str
) -> httpx.Response:
    (first, *_) = forms_of(page).values()
    given = {**first, "answer": "yes", "email": email, "password": PASSWORD, **more}
    return await browser.post("/oauth/sign-in", data=given)
