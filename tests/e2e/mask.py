"""What the brand's owner does to understand a complaint: looks as the person who complains."""

import re
from dataclasses import dataclass
from typing import Final

from playwright.async_api import Locator, Page, expect

from tests.e2e.looking import Visitor
from tests.e2e.owner import OWNER

REASON: Final = "沐云报告对账单金额不对 / a wrong sum is reported"
REFUSED: Final = "You look as somebody else, so nothing was done. End that first."
SEEN: Final = "吴建国 Wu Jianguo"


@dataclass(frozen=True, slots=True)
class Mask:
    """The owner, and the mask: a distributor's owner."""

    visitor: Visitor

    @property
    def page(self) -> Page:
        """The window."""
        return self.visitor.page

    @property
    def banner(self) -> Locator:
        """What says on every page who looks as whom."""
        return self.page.locator(".masked")

    async def come_in(self) -> None:
        """Sign in as the brand's owner, and look at the brand's own team."""
        await self.visitor.sign_in("console", OWNER)
        await self.visitor.go("/console/team")
        await self.visitor.look("team")

    async def put_on(self) -> None:
        """Find the person at the distributor, give a reason, and look as that person."""
        words = self.visitor.words
        await self.visitor.go("/console/distributors/table?search=GA01")
        await self.page.get_by_text("GA01").first.click()
        await self.page.get_by_role("button", name=re.compile(re.escape(SEEN))).first.click()
        await expect(self.visitor.button("Look as this person")).to_be_disabled()
        await self.page.get_by_label(words("Reason")).fill(REASON)
        await self.visitor.look("look-as")
        await self.visitor.button("Look as this person").click()
        await self.page.wait_for_url("**/portal/**")
        await expect(self.banner).to_contain_text(SEEN)
        await self.visitor.settle()
        await self.visitor.look("portal-masked")

    async def look_around(self) -> None:
        """See the team of the distributor, below the banner."""
        await self.visitor.open("/portal/team")
        await expect(self.banner).to_be_visible()
        await self.visitor.look("portal-team-masked")

    async def try_to_change(self) -> None:
        """Try to make a payment link, which the person could: nothing is done."""
        await self.visitor.open("/portal/pay")
        await self.visitor.button("Continue").click()
        refused = self.page.locator("[data-code='IMPERSONATING']")
        await expect(refused).to_contain_text(self.visitor.words(REFUSED))
        await self.visitor.look("refused")

    async def take_off(self) -> None:
        """End it, and find it in the audit under the name of the person."""
        await self.visitor.button("End it").click()
        await self.page.wait_for_url("**/console/team")
        await expect(self.banner).to_be_hidden()
        await self.visitor.go("/console/audit?action=identity.begin_impersonation")
        await self.page.locator("code", has_text="identity.begin_impersonation").first.click()
        dialog = self.page.get_by_role("dialog")
        await expect(dialog).to_contain_text(REASON)
        await self.visitor.look("audit-detail")
        await dialog.get_by_role("link", name=SEEN).click()
        await expect(dialog).to_be_hidden()
        await expect(self.page).to_have_url(re.compile(r"/console/audit\?as=User"))
        await self.visitor.look("audit-looking-as")
