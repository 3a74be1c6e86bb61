"""Browsers that go to an identity provider and come back, as real ones do."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import httpx

from tests.factories.provider import CLIENT_ID, SECRET, FakeProvider
from tests.factories.web import ORIGIN, Web
from tributary.identity import outside
from tributary.platform import Seals

COOKIE = "__Host-tributary-provider"

# What browsers send when another site leads them here, and no page of ours.
LED = {
    "x-tributary": "",
    "origin": "",
    "sec-fetch-site": "cross-site",
    "sec-fetch-mode": "navigate",
}


@dataclass
class Journeys:
    """A brand that lets people in from a provider."""

    web: Web
    fake: FakeProvider
    provider_id: UUID

    async def asked(self, browser: httpx.AsyncClient, **more: str) -> httpx.Response:
        """Ask to be sent away to sign in."""
        given = {"brand": self.web.slug, "provider": str(self.provider_id), **more}
        return await browser.post("/session/provider", json=given)

    async def returned(self, location: str) -> str:
        """Be at the provider, and return where it sends the browser."""
        # There is no TLS on loopback, and loading the world's certificates costs more than the way.
        async with httpx.AsyncClient(verify=False) as outdoors:
            led = await outdoors.get(location)
        assert led.status_code == 302, led.text
        return led.headers["location"]

    async def landed(self, browser: httpx.AsyncClient, back: str) -> httpx.Response:
        """Follow the way back, as a navigation from another site."""
        assert back.startswith(f"{ORIGIN}/session/provider/{self.provider_id}/callback?")
        return await browser.get(back.removeprefix(ORIGIN), headers=LED)

    async def gone(self, browser: httpx.AsyncClient, **more: str) -> str:
        """Go the whole way; return where the browser ends."""
        answer = await self.asked(browser, **more)
        assert answer.status_code == 200, answer.text
        back = await self.returned(answer.json()["location"])
        return (await self.landed(browser, back)).headers["location"]

    async def link(self, n: int, subject: str = "u-1001") -> None:
        """Link a person of the brand as if that had been done long ago."""
        self.web.tamper(
            "INSERT INTO identity_links VALUES (%s, %s, %s, %s, 'li@tea.example', '2026-01-01')",
            self.web.trade.brand_id,
            self.provider_id,
            subject,
            self.web.trade.user(n),
        )

    def change(self, sql: str, *parameters: object) -> None:
        """Change how the provider is configured."""
        self.web.tamper(
            f"UPDATE identity_providers SET {sql} WHERE id = %s", *parameters, self.provider_id
        )


async def provider_of(web: Web, fake: FakeProvider, **more: object) -> Journeys:
    """Configure a provider for everybody of a brand."""
    draft = {
        "name": "Company account",
        "kind": outside.ProviderKind.OPENID,
        "issuer": fake.issuer,
        "client_id": CLIENT_ID,
        "audience": outside.Audience.EVERYBODY,
        **more,
    }
    desk = web.application.desk
    async with desk.work(web.trade.brand_id, "test") as work:
        provider_id = await outside.add_provider(
            work,
            desk.port(Seals),
            outside.ProviderDraft(**draft),  # type: ignore[arg-type]
            secret=SECRET,
        )
    return Journeys(web, fake, provider_id)


def code_of(location: str) -> str:
    """Return what is wrong, as the page of errors reads it."""
    return location.partition("#")[2]


def pending_of(location: str) -> str:
    """Return the token of what waits for a second factor."""
    return parse_qs(urlsplit(location).fragment)["pending"][0]
