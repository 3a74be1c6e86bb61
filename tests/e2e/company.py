"""What the owner does to let people come in with their company's account, and how they come in."""

from dataclasses import dataclass
from typing import Final

from playwright.async_api import Locator, Page, expect

from tests.e2e.looking import PATIENCE_MS, Visitor
from tests.e2e.owner import OWNER
from tests.factories.provider import CLIENT_ID, SECRET, FakeProvider

NAME: Final = "茶云账号"
"""What the button says, as the owner writes it."""


@dataclass(frozen=True, slots=True)
class Company:
    """The owner at the console, with a company that vouches for people."""

    visitor: Visitor
    fake: FakeProvider

    @property
    def page(self) -> Page:
        """The window."""
        return self.visitor.page

    async def configure(self) -> None:
        """Add the company's sign-in, and try it."""
        words, visitor = self.visitor.words, self.visitor
        await visitor.sign_in("console", OWNER)
        await visitor.go("/console/company-sign-in")
        await visitor.look("company-sign-ins")
        await self.visitor.button("Add a company sign-in…", exact=True).click()
        dialog = self.page.get_by_role("dialog")
        for label, text in {
            "Name, as the button says it": NAME,
            "Issuer": self.fake.issuer,
            "Client id": CLIENT_ID,
            "Secret": SECRET,
        }.items():
            await dialog.get_by_label(words(label), exact=True).fill(text)
        await dialog.get_by_label(words("Both")).check()
        await visitor.look("company-sign-in-added")
        await self.visitor.button("Add it", exact=True).click()
        await self.visitor.button("Test the connection", exact=True).click()
        await expect(self.page.get_by_role("status").filter(has_text="1")).to_be_visible()
        await visitor.look("company-sign-in")

    async def link(self) -> None:
        """Link the owner's own account over there."""
        self.fake.person |= {"sub": "the-owner"}
        await self.visitor.open("/console/security")
        await self.visitor.look("not-linked")
        await self._row().get_by_role("button").click()
        await self.page.wait_for_url("**/console/external#LINKED")
        await self.visitor.look("linked")
        await self.page.get_by_role("link", name=self.visitor.words("Go on")).click()
        await expect(self._row()).to_contain_text(str(self.fake.person["email"]))
        await self.visitor.look("security-linked")

    def _row(self) -> Locator:
        return self.page.locator(".security-list > li").filter(has_text=NAME)

    async def come_in(self) -> None:
        """Come in as a stranger to the site, by the button."""
        await self._at_the_door("console")
        await self.visitor.look("door")
        await self._entrance.click()
        await expect(self.page.locator("#content")).to_be_visible(timeout=PATIENCE_MS)
        await self.visitor.settle()

    async def come_as_nobody(self) -> None:
        """Come with an account that nobody here knows, and with one that is not believed."""
        await self._at_the_door("portal")
        self.fake.person |= {"sub": "nobody"}
        await self._entrance.click()
        await expect(self.page.get_by_role("status")).to_be_visible()
        await self.visitor.look("not-known")
        await self._at_the_door("portal")
        self.fake.signs_with = "none"
        await self._entrance.click()
        await self.page.wait_for_url("**/portal/external#PROVIDER_ANSWER_INVALID")
        await self.visitor.look("not-believed")
        self.fake.behave()

    async def switch_off(self) -> None:
        """Let nobody come in by it any more: other journeys find the door as it was."""
        await self.visitor.sign_in("console", OWNER)
        await self.visitor.go("/console/company-sign-in")
        await self.page.get_by_text(NAME).first.click()
        await self.visitor.button("Switch it off", exact=True).click()
        await expect(self.visitor.button("Switch it on", exact=True)).to_be_visible()

    @property
    def _entrance(self) -> Locator:
        return self.page.get_by_role("button", name=NAME)

    async def _at_the_door(self, entry: str) -> None:
        await self.visitor.settle()
        await self.page.evaluate("localStorage.removeItem('tributary.signedIn')")
        await self.page.context.clear_cookies()
        await self.page.goto(f"{self.visitor.site.url}/{entry}/?brand={self.visitor.site.brand}")
        await expect(self._entrance).to_be_visible()
