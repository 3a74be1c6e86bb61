"""What somebody does to sign in by more than a password, with an authenticator in the browser."""

import re
from dataclasses import dataclass, replace
from typing import Final

import pyotp
from playwright.async_api import CDPSession, Locator, expect

from tests.e2e.looking import PATIENCE_MS, Visitor
from tests.e2e.served import Site
from tributary.cli.demo.people import DOMAIN

AUDITOR: Final = f"d.okafor@{DOMAIN}"
"""Nobody else's journey comes by here, and he signs in with a password only before and after."""

DEVICE: Final = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def by_name(site: Site) -> Site:
    """Return the same site under its name: passkeys belong to names, not to numbers."""
    return replace(site, url=site.url.replace("127.0.0.1", "localhost"))


@dataclass(frozen=True, slots=True)
class Keyholder:
    """A person of the brand whose machine keeps passkeys."""

    visitor: Visitor
    device: CDPSession

    @classmethod
    async def with_device(cls, visitor: Visitor) -> "Keyholder":
        """Plug an authenticator in whose owner has just touched it."""
        device = await visitor.page.context.new_cdp_session(visitor.page)
        await device.send("WebAuthn.enable")
        await device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        return cls(visitor, device)

    def button(self, english: str) -> Locator:
        """Return a button by what it says."""
        name = self.visitor.words(english)
        return self.visitor.page.get_by_role("button", name=name, exact=True)

    def row(self, english: str) -> Locator:
        """Return a line of the list of second factors."""
        said = self.visitor.page.get_by_text(self.visitor.words.within(english))
        return self.visitor.page.locator(".factors .security-list > li").filter(has=said)

    async def open(self) -> None:
        """Open the page that tells how one signs in."""
        await self.visitor.open("/console/security")
        await expect(self.visitor.page.locator(".factors")).to_be_visible()

    async def add_passkey(self) -> None:
        """Have the device make a passkey, and keep the recovery codes."""
        await self.row("Add a passkey").get_by_role("button").click()
        await expect(self.visitor.page.locator(".recovery-codes li")).to_have_count(10)
        await self.visitor.look("recovery-codes")
        await self.button("I have kept them").click()
        await expect(self.row("Recovery codes")).to_be_visible()

    async def add_app(self) -> None:
        """Show the key to an application and type its first code."""
        page = self.visitor.page
        await self.button("Set up").click()
        shown = page.locator(".totp-secret")
        await expect(shown).to_be_visible()
        await self.visitor.look("app")
        app = pyotp.TOTP(re.sub(r"\s", "", await shown.inner_text()))
        await page.get_by_label(self.visitor.words("Code it shows")).fill(app.now())
        await self.button("Turn on").click()
        await expect(self.button("Set up")).to_have_count(0)

    async def come_in_by_passkey(self) -> None:
        """Say the password and show the passkey."""
        await self.visitor.say_password("console", AUDITOR)
        await expect(self.button("Use a passkey")).to_be_visible()
        await self.visitor.look("second-step")
        await self.button("Use a passkey").click()
        await expect(self.visitor.page.locator("#content")).to_be_visible(timeout=PATIENCE_MS)
        await self.visitor.settle()

    async def remove_all(self) -> None:
        """Take every second factor away again."""
        removing = self.button("Remove")
        for left in range(await removing.count(), 0, -1):
            await removing.first.click()
            await expect(removing).to_have_count(left - 1)
        await expect(self.row("Recovery codes")).to_have_count(0)

    async def forget_session(self) -> None:
        """Leave the browser as a stranger to the site; the device stays plugged in."""
        await self.visitor.settle()
        await self.visitor.page.evaluate("localStorage.clear()")
        await self.visitor.page.context.clear_cookies()
