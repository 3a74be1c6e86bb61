"""What a distributor does with a phone: reads its statement, traces a figure, pays an item."""

import re
import time
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import pdfplumber
from playwright.async_api import Download, Locator, Page, expect

from tests.e2e.looking import PATIENCE_MS, Visitor
from tributary.api.http.pay_html import WORDS
from tributary.cli.demo.people import BRAND_NAME

FINANCE: Final = "zhu.ling@hainajiaju.example"
OWNER: Final = "wu.jianguo@hainajiaju.example"
"""Of the same distributor."""
"""Of GA01, the general agent nearest the brand."""

PAYER_NAME: Final = "苏州海纳家居供应链有限公司"

_DIGITS = re.compile(r"\d[\d,]*\.\d\d")
_RULE = re.compile(r"[A-Z][A-Z0-9-]* v\d+")
_ORDER = re.compile(r"[A-Z]*-?\d{6,}")

TRACED_MIN: Final = 4
"""The version of the rule, the base, the commission and the order."""


def figures(text: str) -> list[str]:
    """Return the amounts of a text without currency and sign."""
    return _DIGITS.findall(text)


@dataclass(frozen=True, slots=True)
class Reader:
    """A distributor's person on the portal."""

    visitor: Visitor

    @property
    def page(self) -> Page:
        """The window of the portal."""
        return self.visitor.page

    async def come_in(self, email: str = FINANCE) -> None:
        """Sign in and look at what is owed."""
        await self.visitor.sign_in("portal", email)
        await expect(self.page.get_by_role("heading", level=1)).to_contain_text(PAYER_NAME)
        await expect(self.page.get_by_text(self.visitor.words("What I owe"))).to_be_visible()
        await self.visitor.look("home")

    @property
    def _owed(self) -> Locator:
        return self.page.locator("a.home-figure").first

    async def leave_home_open(self) -> str:
        """Return what is owed to the brand; the page is not touched any more."""
        await self.page.evaluate("() => { window.neverLeft = true; }")
        return await self._owed.inner_text()

    async def see_less_owed(self, before: str) -> None:
        """See another figure on the page that nobody touched."""
        await expect(self._owed).not_to_have_text(before, timeout=PATIENCE_MS)
        assert await self.page.evaluate("() => window.neverLeft === true")
        ((was,), (now,)) = figures(before), figures(await self._owed.inner_text())
        assert Decimal(now.replace(",", "")) < Decimal(was.replace(",", ""))
        await self.visitor.look("home-news")

    async def open_last_statement(self) -> None:
        """Go to the statements and open the latest one with the brand."""
        words = self.visitor.words
        await self.page.get_by_role("link", name=words("Statements"), exact=True).click()
        latest = self.page.locator("li", has_text=BRAND_NAME).first.get_by_role("link")
        await expect(latest).to_be_visible()
        await self.visitor.look("statements")
        await latest.click()
        await expect(self.page.get_by_text(words("What I earned"))).to_be_visible()
        await self.visitor.look("statement")

    async def open_commission(self) -> Locator:
        """Tap the first commission of the statement; return the panel with its calculation."""
        heading = self.page.get_by_role("heading", name=self.visitor.words("What I earned"))
        row = self.page.locator(".statement-side", has=heading).get_by_role("button").first
        (amount,) = figures(await row.locator(".row-end").inner_text())
        await row.click()
        panel = self.page.get_by_role("dialog")
        await expect(panel.locator(".t-formula")).to_contain_text(amount)
        return panel

    async def trace_commission(self) -> set[str]:
        """Follow one figure to its order line by two taps, and to the order by a third.

        Return what was seen on the way: the version of the rule, the figures, goods and order.
        """
        panel = await self.open_commission()
        await self.visitor.look("commission")
        seen = set(figures(await panel.locator(".t-formula").inner_text()))
        seen |= set(_RULE.findall(await panel.inner_text()))
        await panel.locator(".t-steps button, button.t-step").first.click()
        line = panel.get_by_test_id("order-line")
        await expect(line).to_be_visible()
        await self.visitor.look("order-line")
        goods = await line.locator("strong").inner_text()
        seen |= set(_ORDER.findall(await panel.get_by_role("link").first.inner_text()))
        await panel.get_by_role("link").first.click()
        await expect(panel).to_be_hidden()
        await expect(self.page.get_by_text(goods).first).to_be_visible()
        await self.visitor.look("order")
        await self.page.go_back()
        await self.visitor.settle()
        return seen

    async def download_statement(self, folder: Path, traced: set[str]) -> None:
        """Keep the PDF and find on paper what the screen says, also about a commission."""
        number = await self.page.locator(".statement-head strong").inner_text()
        balances = await self.page.locator(".statement-balance.is-closing").all_inner_texts()
        async with self.page.expect_download() as started:
            await self.page.get_by_role("link", name=self.visitor.words("PDF")).click()
        text = await _text_of(await started.value, folder / f"{number}.pdf")
        assert number in text
        assert PAYER_NAME in text
        for balance in balances:
            (closing,) = figures(balance)
            assert closing in text, f"{closing} is not in the PDF"
        assert len(traced) >= TRACED_MIN, traced
        for each in traced:
            assert each in text, f"{each} is not in the PDF"

    async def choose_item(self) -> str:
        """Tick one open item; return its number."""
        words = self.visitor.words
        await self.visitor.open("/portal/pay")
        await self.page.get_by_role("button", name=words("None")).click()
        pick = self.page.locator("li.pick").first
        await pick.get_by_role("checkbox").click()
        number = re.search(r"[A-Z]+-\d{4}-\d+", await pick.inner_text())
        assert number is not None
        await self.visitor.look("pay")
        await self.page.get_by_role("button", name=words("Continue")).click()
        notice = words("This page notices by itself when it is paid.")
        await expect(self.page.get_by_text(notice)).to_be_visible()
        await self.visitor.look("link")
        return number[0]

    async def open_payment_page(self) -> Page:
        """Open the page of the link; return its window."""
        open_page = self.page.get_by_role("link", name=self.visitor.words("Open the payment page"))
        async with self.page.expect_popup() as opened:
            await open_page.click()
        window = await opened.value
        self.visitor.watch(window)
        await expect(window.get_by_role("button")).to_be_visible(timeout=PATIENCE_MS)
        await self.visitor.look("pay-page", window)
        return window

    async def wait_beside(self, window: Page) -> Page:
        """Open the page again as the provider does after a payment: it waits for the news."""
        waiting = await window.context.new_page()
        self.visitor.watch(waiting)
        address = urlsplit(window.url)
        await waiting.goto(f"{self.visitor.site.url}{address.path}?{address.query}&returned=1")
        await expect(waiting.get_by_text(self.said("confirming"))).to_be_visible()
        await self.visitor.look("pay-page-waiting", waiting)
        await waiting.evaluate("() => { window.neverLeft = true; }")
        return waiting

    async def see_news_in_place(self, waiting: Page) -> None:
        """See the waiting page say that the payment is there, without being loaded anew."""
        await expect(waiting.get_by_text(self.said("paid"))).to_be_visible(timeout=PATIENCE_MS)
        await expect(waiting.get_by_text(self.said("confirming"))).to_have_count(0)
        assert await waiting.evaluate("() => window.neverLeft === true")
        assert self.said("paid") in await waiting.title()
        await self.visitor.look("pay-page-news", waiting)

    def said(self, state: str) -> str:
        """Return how the page of a link says its state."""
        return WORDS["zh" if self.visitor.words.is_chinese else "en"][state]

    async def pay(self, window: Page) -> None:
        """Pay on the page of the link and the hosted one, which leads back."""
        ours = window.url
        await window.get_by_role("button").click()
        await window.locator("button.primary[value=pay]").click(timeout=PATIENCE_MS)
        await window.wait_for_url(lambda url: url.startswith(ours))

    async def see_thanks(self, window: Page) -> None:
        """Wait until the page of the link says that the money is there."""
        await expect(window.get_by_text(self.said("paid"))).to_be_visible(timeout=PATIENCE_MS)
        await self.visitor.look("pay-page-paid", window)

    async def see_it_closed(self, number: str) -> float:
        """Wait in the portal, which nobody reloads; return how long the news took, in seconds."""
        returned = time.monotonic()
        await self.page.bring_to_front()
        item = self.page.locator("li", has_text=number)
        paid = item.get_by_text(self.visitor.words("Paid"))
        await expect(paid).to_be_visible(timeout=PATIENCE_MS)
        took = time.monotonic() - returned
        await expect(self.page.get_by_text(self.visitor.words("Paid. Thank you."))).to_be_visible()
        return took


async def _text_of(download: Download, path: Path) -> str:
    await download.save_as(path)
    with pdfplumber.open(path) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def row_with(page: Page, text: str) -> Locator:
    """Return the row of a table that says something."""
    return page.get_by_role("row").filter(has_text=text)
