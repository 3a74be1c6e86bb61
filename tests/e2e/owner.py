"""What the brand's owner decides: which programs are let in."""

from dataclasses import dataclass
from typing import Final

from playwright.async_api import Locator, Page, expect

from tests.e2e.looking import Visitor
from tributary.cli.demo.people import DOMAIN

OWNER: Final = f"gu.qinghe@{DOMAIN}"
SCOPE: Final = "orders:read"


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a program proves itself with."""

    program: str
    secret: str


@dataclass(frozen=True, slots=True)
class Owner:
    """The owner at the console."""

    visitor: Visitor

    @property
    def page(self) -> Page:
        """The window of the console."""
        return self.visitor.page

    @property
    def _making(self) -> Locator:
        # The wheel that turned while it was refused may still be a part of its name.
        return self.visitor.dialog.get_by_role(
            "button", name=self.visitor.words.within("Let it in")
        )

    async def come_in(self) -> None:
        """Sign in, and look at the programs."""
        await self.visitor.sign_in("console", OWNER)
        await self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        await self.visitor.go("/console/programs")
        await self.visitor.look("programs")

    async def let_in(self, name: str) -> Credentials:
        """Let a program in that acts for itself, and take what it proves itself with."""
        words = self.visitor.words
        await self.visitor.button("Let a program in…").click()
        await expect(self.visitor.button("Let it in")).to_be_disabled()
        called = words("Name, as people read it when they are asked")
        await self.visitor.dialog.get_by_label(called).fill(name)
        await self._try_an_unsafe_address()
        await self.visitor.dialog.get_by_label(words("It acts for itself, such as an ERP")).check()
        await self.visitor.look("program-made")
        await self._making.click()
        credentials = await self._take()
        await self.visitor.button("Done").click()
        await expect(self.visitor.dialog).to_be_hidden()
        await self._forgotten(credentials)
        await self.visitor.look("program-let-in")
        return credentials

    async def _try_an_unsafe_address(self) -> None:
        words = self.visitor.words
        orders = self.visitor.dialog.get_by_role("row").filter(
            has=self.page.get_by_role("rowheader", name=words("Orders"))
        )
        await orders.get_by_role("checkbox").first.check()
        addresses = words("Addresses browsers return to, one a line")
        await self.visitor.dialog.get_by_label(addresses).fill("http://erp.example/cb")
        await self._making.click()
        refused = self.visitor.dialog.get_by_role("alert")
        await expect(refused).to_have_attribute("data-code", "PROGRAM_INVALID")
        await refused.scroll_into_view_if_needed()
        await self.visitor.look("program-refused")

    async def rotate(self, name: str) -> Credentials:
        """Give a program another secret at once, as one does after a leak."""
        words = self.visitor.words
        await self.page.get_by_role("row").filter(has_text=name).click()
        await self.visitor.dialog.get_by_label(words("No time: it leaked")).check()
        await self.visitor.look("program")
        await self.visitor.button("Make another secret").click()
        credentials = await self._take()
        await self._close()
        await self._forgotten(credentials)
        return credentials

    async def shut_out(self, name: str) -> None:
        """Shut a program out for good."""
        words = self.visitor.words
        await self.page.get_by_role("row").filter(has_text=name).click()
        await self.visitor.button("Shut out…").click()
        asked = self.page.get_by_text(words("Shut this program out for good?"))
        await expect(asked).to_be_visible()
        await self.visitor.look("program-shut-out-asked")
        await self.visitor.button("Shut it out").click()
        await expect(self.visitor.dialog.get_by_text(words("Shut out on"))).to_be_visible()
        await expect(self.visitor.button("Shut out…")).to_be_hidden()
        await self.visitor.look("program-shut-out")
        await self._close()

    async def _take(self) -> Credentials:
        """Copy the secret that is told once."""
        words = self.visitor.words
        program = await self.visitor.dialog.get_by_label(
            words("Client id"), exact=True
        ).input_value()
        secret = await self.visitor.dialog.get_by_role(
            "textbox", name=words("Secret")
        ).input_value()
        await self.visitor.dialog.get_by_role("button", name=words.within("Copy")).last.click()
        await expect(self.page.get_by_text(words("Copied.")).last).to_be_visible()
        assert await self.page.evaluate("() => navigator.clipboard.readText()") == secret
        await self.visitor.look("program-secret")
        return Credentials(program, secret)

    async def _close(self) -> None:
        await self.visitor.dialog.locator(".ant-drawer-close").click()
        await expect(self.visitor.dialog).to_be_hidden()

    async def _forgotten(self, credentials: Credentials) -> None:
        """Make sure that no part of the page keeps a secret."""
        assert credentials.secret not in await self.page.content()

    async def is_taken(self, credentials: Credentials) -> bool:
        """Tell whether a program comes to a token with these."""
        answer = await self.page.request.post(
            f"{self.visitor.site.url}/oauth/token",
            form={
                "grant_type": "client_credentials",
                "client_id": credentials.program,
                "client_secret": credentials.secret,
                "scope": SCOPE,
            },
        )
        if not answer.ok:
            assert (await answer.json())["error"] == "invalid_client"
        return answer.ok
