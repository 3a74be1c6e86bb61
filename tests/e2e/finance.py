"""What the brand's finance does at a desk: import, mend, close the month, pay out."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from playwright.async_api import Locator, Page, Route, expect

from tests.e2e.looking import Visitor
from tributary.api.graphql import trusted
from tributary.cli.demo.people import DIRECTOR, DOMAIN, OPERATOR

ACCOUNTANT: Final = f"zhou.min@{DOMAIN}"
CHANNEL: Final = "(shop)"
GOOD_SKU: Final = "QL-BD-120"
BAD_SKU: Final = "QL-BD-12O"
"""The letter O where the nought belongs."""
CLOSING_MS: Final = 120_000
PAYING_MS: Final = 120_000

__all__ = ["ACCOUNTANT", "DIRECTOR", "OPERATOR", "Desk", "shop_file"]

Order = dict[str, Any]


def shop_file(folder: Path, *, first: int) -> Path:
    """Write an export of a shop: a good order, an unknown product, a total that is off."""
    good, unknown, crooked = (_order(first + place, GOOD_SKU) for place in range(3))
    unknown["line_items"][0]["sku"] = BAD_SKU
    crooked["total"] = "1.00"
    path = folder / f"orders-{first}.json"
    path.write_text(json.dumps([good, unknown, crooked]), encoding="utf-8")
    return path


def _order(number: int, sku: str) -> Order:
    at = f"{_last_month():%Y-%m}-15T03:00:00"
    line: Order = {
        "id": number * 10 + 1,
        "name": "羽织枕",
        "product_id": 120,
        "sku": sku,
        "quantity": 2,
        "price": "150.00",
        "subtotal": "300.00",
        "subtotal_tax": "39.00",
        "total": "300.00",
        "total_tax": "39.00",
    }
    return {
        "id": number,
        "number": str(number),
        "status": "completed",
        "currency": "CNY",
        "prices_include_tax": False,
        "date_created_gmt": at,
        "date_modified_gmt": at,
        "date_paid_gmt": at,
        "discount_total": "0.00",
        "shipping_total": "0.00",
        "shipping_tax": "0.00",
        "total": "339.00",
        "total_tax": "39.00",
        "line_items": [line],
        "shipping_lines": [],
        "fee_lines": [],
        "coupon_lines": [],
        "refunds": [],
    }


def _last_month() -> date:
    """Return a day of the month before: the one that the demo leaves open."""
    return date.today().replace(day=1) - timedelta(days=1)  # noqa: DTZ011  As the demo's clock.


@dataclass(frozen=True, slots=True)
class Desk:
    """A person of the brand at the console."""

    visitor: Visitor

    @property
    def page(self) -> Page:
        """The window of the console."""
        return self.visitor.page

    def button(self, english: str) -> Locator:
        """Return a button by what it says."""
        return self.page.get_by_role("button", name=self.visitor.words.within(english))

    async def come_in(self, email: str) -> None:
        """Sign in."""
        await self.visitor.sign_in("console", email)
        await self.visitor.look("start")

    async def bring_in(self, file: Path) -> None:
        """Take a file through the wizard and wait until it is loaded."""
        await self.visitor.open("/console/imports/new")
        await self.page.get_by_role("combobox").click()
        await self.page.keyboard.type(CHANNEL)
        await self.page.keyboard.press("Enter")
        chosen = self.page.locator(".import-choose .ant-select", has_text=CHANNEL)
        await expect(chosen).to_be_visible()
        await self.visitor.look("import-channel")
        await self.page.locator("input[type=file]").set_input_files(file)
        await expect(self.button("Load the orders")).to_be_enabled()
        await self.visitor.look("import-preview")
        await self.button("Load the orders").click()
        await self.page.wait_for_url("**/console/imports/*")
        await expect(self._state("Done")).to_be_visible()
        figures = await self._figures()
        assert (figures["Orders in it"], figures["New"], figures["In quarantine"]) == (3, 1, 2)
        await self.visitor.look("import-outcome")

    def _state(self, english: str) -> Locator:
        return self.page.locator("#content .t-tag").get_by_text(self.visitor.words(english))

    async def _figures(self) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for english in ("Orders in it", "New", "In quarantine"):
            label = self.page.locator(".import-figures").get_by_text(self.visitor.words(english))
            text = await label.first.locator("xpath=..").inner_text()
            (count,) = re.findall(r"\d+", text)
            found[english] = int(count)
        return found

    async def mend(self, order: int) -> None:
        """Correct the row of an order in quarantine and see its order loaded."""
        row = self.page.get_by_role("row").filter(has_text=str(order))
        await row.get_by_role("button", name=self.visitor.words("Correct")).click()
        drawer = self.page.get_by_role("dialog")
        field = drawer.get_by_label(self.visitor.words("SKU"))
        await expect(field).to_have_value(BAD_SKU)
        await self.visitor.look("quarantine")
        await field.fill(GOOD_SKU)
        await self.button("Correct and load").click()
        await expect(drawer).to_be_hidden()
        await expect(row).to_have_count(0)
        await self.visitor.look("mended")

    async def close_month(self) -> None:
        """Tick everything off and close the month that is due."""
        page, words = self.page, self.visitor.words
        await self.visitor.open("/console/settlement")
        await expect(page.get_by_role("button", name=words.within("To be closed"))).to_be_visible()
        await expect(page.locator(".run-close")).to_be_visible()
        await self.visitor.look("settlement")
        for box in await page.locator("#content input[type=checkbox]").all():
            await box.check()
        await self.button("Close {name}").click()
        await expect(page.get_by_role("dialog")).to_be_visible()
        await self.visitor.look("closing-asked")
        await self.button("Close the period").last.click()
        await expect(self.button("Look at the statements")).to_be_visible(timeout=CLOSING_MS)
        await expect(self._state("Done").first).to_be_visible()
        await self.visitor.look("closed")
        await self.button("Look at the statements").click()
        await expect(page.get_by_role("row").nth(1)).to_be_visible()
        await self.visitor.look("statements")

    async def prepare_payout(self, *, payees_min: int) -> str:
        """Prepare and submit a batch of everybody; return its address."""
        await self.visitor.open("/console/payouts/new")
        prepare = self.button("Prepare a batch of {payable}")
        await expect(prepare).to_be_enabled()
        (payable,) = re.findall(r"\d+", await prepare.inner_text())
        assert int(payable) >= payees_min
        await self.visitor.look("payable")
        await prepare.click()
        await expect(self.button("Submit for release")).to_be_visible()
        await self.visitor.look("batch-draft")
        await self.button("Submit for release").click()
        alone = "You prepared this batch, so you cannot release it: money never leaves by one "
        alone += "person's hand alone. Ask an owner or a finance director to look at it."
        await expect(self.page.get_by_text(self.visitor.words(alone))).to_be_visible()
        await self.visitor.look("batch-submitted")
        return self.page.url.removeprefix(self.visitor.site.url)

    async def wait_to_be_told(self) -> None:
        """Keep the page from asking by itself: what it shows from now on, it was told."""
        await self.page.evaluate(
            "() => { const last = setInterval(() => {}, 1e6);"
            " for (let each = 1; each <= last; each += 1) clearInterval(each);"
            " window.setInterval = () => 0; }"
        )

    async def see_paid(self) -> None:
        """See on a page that nobody touched that the batch was released and is paid."""
        done = self.page.locator("h1").get_by_text(self.visitor.words("Completed"))
        await expect(done).to_be_visible(timeout=PAYING_MS)
        await self.visitor.look("batch-told")

    async def _be_asked_again(self) -> None:
        """Have the first release refused as it is more than five minutes after the sign-in."""

        is_refused = False

        async def answer(route: Route) -> None:
            nonlocal is_refused
            asked: object = (route.request.post_data_json or {}).get("documentId")
            if is_refused or "{ releasePayoutBatch(" not in trusted()[str(asked)]:
                await route.fallback()
                return
            is_refused = True
            refused = {"__typename": "Refused", "code": "CONFIRMATION_NEEDED", "message": "-"}
            await route.fulfill(json={"data": {"releasePayoutBatch": refused}})

        await self.page.route("**/graphql", answer)

    async def release_payout(self, address: str) -> None:
        """Compare, release, and watch the payments until the last one is made."""
        page, words = self.page, self.visitor.words
        await self.visitor.open(address)
        release = self.button("Release {total}")
        await expect(release).to_be_disabled()
        await self.visitor.look("batch-to-release")
        await page.get_by_role("checkbox").first.check()
        await self._be_asked_again()
        await release.click()
        await (
            page.get_by_role("dialog")
            .get_by_label(words("Password"))
            .fill(self.visitor.site.password)
        )
        await self.visitor.look("confirmation")
        await self.button("Confirm").click()
        await expect(page.locator(".batch-progress")).to_be_visible()
        done = page.locator("h1").get_by_text(words("Completed"))
        await expect(done).to_be_visible(timeout=PAYING_MS)
        paid, of = re.findall(r"\d+", await page.locator(".batch-progress p").first.inner_text())[
            :2
        ]
        assert paid == of
        await self.visitor.look("batch-paid")
