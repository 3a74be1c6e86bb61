"""What the brand's owner lets another program hear of."""

from dataclasses import dataclass

from playwright.async_api import Locator, Page, expect
from standardwebhooks import Webhook

from tests.e2e.looking import Visitor
from tests.e2e.owner import OWNER
from tests.factories.listening import Listener

PATIENCE_MS = 60_000
"""A job sends; a worker that is busy comes to it later."""


@dataclass(frozen=True, slots=True)
class Endpoints:
    """The owner at the page of webhooks, and a program that listens."""

    visitor: Visitor
    listener: Listener

    @property
    def page(self) -> Page:
        """The window of the console."""
        return self.visitor.page

    async def come_in(self) -> None:
        """Sign in, and look at the endpoints."""
        await self.visitor.sign_in("console", OWNER)
        await self.visitor.go("/console/webhooks")
        await expect(self.visitor.button("Add an endpoint…")).to_be_visible()
        await self.visitor.look("webhooks")

    async def add(self, name: str) -> str:
        """Add an endpoint after an address that is none was refused; return its secret."""
        words = self.visitor.words
        await self.visitor.button("Add an endpoint…").click()
        address = self.visitor.dialog.get_by_label(words("Address"))
        await address.fill("ftp://erp.example/hooks")
        await self.visitor.dialog.get_by_label(words("Description")).fill(name)
        await self._adding.click()
        await expect(self.visitor.dialog.get_by_role("alert")).to_be_visible()
        await self.visitor.look("webhook-refused")
        await address.fill(self.listener.url)
        await self._adding.click()
        shown = self.visitor.dialog.get_by_role("textbox", name=words("Secret that signs"))
        secret = await shown.input_value()
        await self.visitor.look("webhook-secret")
        await self.visitor.button("Done").click()
        await expect(self.visitor.dialog).to_be_hidden()
        assert secret not in await self.page.content()
        return secret

    @property
    def _adding(self) -> Locator:
        return self.visitor.dialog.get_by_role("button", name=self.visitor.words.within("Add it"))

    async def send_a_test(self, name: str) -> None:
        """Send a message that says nothing, and find it in the log."""
        await self.page.get_by_role("row").filter(has_text=name).click()
        await self.visitor.button("Send a test").click()
        on_its_way = self.visitor.words("The test is on its way.")
        await expect(self.visitor.dialog.get_by_text(on_its_way)).to_be_visible()
        await self.visitor.look("webhook-endpoint")
        await self.visitor.dialog.get_by_role(
            "link", name=self.visitor.words("What was sent to it")
        ).click()
        state = self.page.get_by_text(self.visitor.words("Delivered"))
        delivered = self.page.get_by_role("row").filter(has=state)
        await expect(delivered).to_be_visible(timeout=PATIENCE_MS)
        await self.visitor.look("webhook-log")
        await delivered.click()
        await expect(self.visitor.dialog.locator("pre").first).to_be_visible()
        await self.visitor.look("webhook-delivery")

    def heard(self, secret: str) -> list[str]:
        """Return the sorts of what was heard, after a look at each signature."""
        key = Webhook(secret)
        return [key.verify(each.body, dict(each.headers))["type"] for each in self.listener.heard]
