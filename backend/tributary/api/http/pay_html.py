"""The pay page as HTML: two languages, one column; a script only where the answer is awaited."""

# ruff: noqa: RUF001  Full-width punctuation is right in Chinese.

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from html import escape
from typing import Final

from tributary.kernel import Money


class PageState(StrEnum):
    """What somebody who opens a payment link finds."""

    PAYABLE = "payable"
    CONFIRMING = "confirming"
    PENDING = "pending"
    PAID = "paid"
    REFUNDED = "refunded"
    NOTHING_DUE = "nothing_due"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"
    UNAVAILABLE = "unavailable"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class PageItem:
    """One line of the page: what is paid for, when it was due, how much of it."""

    number: str
    order_number: str | None
    due_on: date
    amount: Money
    overdue: bool


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page shows."""

    state: PageState
    language: str
    brand: str = ""
    payer: str = ""
    total: Money | None = None
    items: tuple[PageItem, ...] = ()
    refresh_url: str | None = None
    """Where the page looks again by itself while a payment is being confirmed."""


WORDS: Final = {
    "en": {
        "pay_to": "Payment to",
        "for": "for",
        "amount": "Amount",
        "amount_due": "Amount due",
        "amount_paid": "Amount paid",
        "amount_refunded": "Amount refunded",
        "pay": "Pay",
        "order": "Order",
        "due": "Due",
        "overdue": "overdue",
        "secure": "You pay on the secure page of our payment provider. "
        "We never see your card details.",
        "other_language": "中文",
        "again": "Look again",
        "payable": "Ready to pay",
        "confirming": "Confirming your payment",
        "confirming_text": "This takes a few seconds. The page looks again by itself.",
        "pending": "Payment on its way",
        "pending_text": "Your bank has accepted the payment. It can take some days to arrive; "
        "there is nothing more to do and no need to pay again.",
        "paid": "Paid, thank you",
        "paid_text": "The payment has arrived and was matched with the items below.",
        "refunded": "Payment refunded",
        "refunded_text": "The money goes back the way it came, which can take some days. "
        "Please ask for a new link if something is still open.",
        "nothing_due": "Nothing to pay",
        "nothing_due_text": "These items have been settled in the meantime.",
        "expired": "This link has expired",
        "expired_text": "Please ask for a new link if something is still open.",
        "cancelled": "This link was withdrawn",
        "cancelled_text": "Please ask for a new link if something is still open.",
        "unknown": "No such payment link",
        "unknown_text": "Check that the address is complete, or ask the sender for a new link.",
        "unavailable": "Not available right now",
        "unavailable_text": "The payment provider cannot be reached. Nothing was charged; "
        "please try again in a minute.",
        "unreachable": "Not available right now",
        "unreachable_text": "Please look again in a minute. A payment that you have made "
        "is not lost.",
    },
    "zh": {
        "pay_to": "付款给",
        "for": "付款方",
        "amount": "金额",
        "amount_due": "应付金额",
        "amount_paid": "已付金额",
        "amount_refunded": "退款金额",
        "pay": "支付",
        "order": "订单",
        "due": "到期日",
        "overdue": "已逾期",
        "secure": "将跳转到支付服务商的安全页面付款，我们不会接触您的卡信息。",
        "other_language": "English",
        "again": "重新查询",
        "payable": "待支付",
        "confirming": "正在确认付款",
        "confirming_text": "通常只需几秒钟，本页面会自动刷新。",
        "pending": "付款处理中",
        "pending_text": "银行已受理付款，到账可能需要几天。无需其他操作，请勿重复付款。",
        "paid": "付款成功，谢谢",
        "paid_text": "款项已到账，并已核销以下应收单。",
        "refunded": "款项已退回",
        "refunded_text": "款项将按原支付方式退回，到账可能需要几天。如仍有未付款项，"
        "请向对方索取新的链接。",
        "nothing_due": "无需付款",
        "nothing_due_text": "这些应收单已经结清。",
        "expired": "付款链接已过期",
        "expired_text": "如仍有未付款项，请向对方索取新的链接。",
        "cancelled": "付款链接已撤回",
        "cancelled_text": "如仍有未付款项，请向对方索取新的链接。",
        "unknown": "付款链接不存在",
        "unknown_text": "请检查网址是否完整，或向对方索取新的链接。",
        "unavailable": "暂时无法付款",
        "unavailable_text": "支付服务商暂时无法连接，未发生任何扣款，请稍后再试。",
        "unreachable": "页面暂时无法打开",
        "unreachable_text": "请稍后重新查询。如您已经付款，款项不会丢失。",
    },
}

AMOUNTS: Final = {
    PageState.CONFIRMING: "amount",
    PageState.PENDING: "amount",
    PageState.PAID: "amount_paid",
    PageState.REFUNDED: "amount_refunded",
}
"""What the total is called where it is not the amount due."""

STYLE: Final = """
:root{color-scheme:light dark;--paper:#fff;--ground:#f3f5f4;--ink:#16211d;--soft:#5c6b65;
--line:#e2e8e5;--brand:#0b6e4f;--brand-ink:#fff;--good:#0b6e4f;--warn:#a4460b}
@media (prefers-color-scheme:dark){:root{--paper:#17201d;--ground:#0e1513;--ink:#edf3f0;
--soft:#9fb0a9;--line:#2a3732;--brand:#3fbf92;--brand-ink:#07110d;--good:#3fbf92;--warn:#f0a36b}}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);
font:16px/1.5 system-ui,-apple-system,"PingFang SC","Noto Sans SC","Microsoft YaHei",sans-serif}
main{max-width:30rem;margin:0 auto;padding:1rem;min-height:100vh;display:flex;
flex-direction:column}
.card{background:var(--paper);border:1px solid var(--line);border-radius:1rem;padding:1.5rem;
box-shadow:0 1px 2px rgba(0,0,0,.04),0 8px 24px rgba(0,0,0,.05)}
header{display:flex;justify-content:space-between;align-items:baseline;gap:1rem;
padding:.5rem .25rem 1rem}
header a{color:var(--soft)}.brand{font-weight:650;overflow-wrap:anywhere}
.soft{color:var(--soft);font-size:.9rem;margin:.25rem 0}
h1{font-size:1.15rem;margin:0 0 .25rem}.good{color:var(--good)}
.amount{font-size:clamp(1.6rem,7.6vw,2.4rem);line-height:1.15;font-weight:680;margin:.25rem 0 1rem;
font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
ul{list-style:none;margin:1rem 0;padding:0;border-top:1px solid var(--line)}
li{display:grid;grid-template-columns:1fr auto;gap:.1rem 1rem;padding:.75rem 0;
border-bottom:1px solid var(--line)}
li b{font-weight:560;overflow-wrap:anywhere}
li .sum{font-variant-numeric:tabular-nums;text-align:right;white-space:nowrap}
li .soft{grid-column:1/-1;margin:0}.late{color:var(--warn)}
.part{display:inline-block;margin-right:.75em;overflow-wrap:anywhere}
.late,header a{white-space:nowrap}.label{margin-top:1rem}
.card>:last-child{margin-bottom:0}ul:last-child li:last-child{border:0;padding-bottom:0}
button,.button{display:block;width:100%;min-height:3.25rem;border:0;border-radius:.75rem;
background:var(--brand);color:var(--brand-ink);font:inherit;font-weight:620;font-size:1.1rem;
cursor:pointer;text-align:center;text-decoration:none;padding:.8rem 1rem}
button:focus-visible,a:focus-visible{outline:3px solid var(--brand);outline-offset:3px}
.quiet{background:transparent;color:var(--ink);border:1px solid var(--line);margin-top:1rem}
"""


LOOK_AGAIN: Final = """
const main = document.querySelector("main");
const look = () => setTimeout(async () => {
  try {
    const answer = await fetch(main.dataset.next);
    const text = await answer.text();
    const page = document.createElement("template");
    page.innerHTML = text.slice(text.indexOf("<title>"), text.indexOf("<style")) +
      text.slice(text.indexOf("<main"), text.indexOf("</main>") + 7);
    const fresh = page.content.querySelector("main");
    if (fresh.textContent !== main.textContent) {
      main.innerHTML = fresh.innerHTML;
      document.title = page.content.querySelector("title").textContent;
    }
    main.dataset.next = fresh.dataset.next || "";
  } catch {
    // Nobody answered: the next look may be luckier.
  }
  if (main.dataset.next) look();
}, 3000);
look();
"""
"""Looks again in place: whoever reads the page aloud hears only what has changed.

Only title and main are parsed: the style of the answer carries a nonce that is not of this page.
"""


def render(page: Page, *, nonce: str) -> str:
    """Return the page; every text from outside is escaped, styles and script carry the nonce."""
    words = WORDS[page.language]
    other = "en" if page.language == "zh" else "zh"
    without_script, script, main = "", "", "<main>"
    if page.refresh_url is not None:
        url = escape(page.refresh_url)
        without_script = f'<noscript><meta http-equiv="refresh" content="3;url={url}"></noscript>'
        script = f'<script nonce="{nonce}">{LOOK_AGAIN}</script>'
        main = f'<main data-next="{url}" aria-live="polite">'
    title = f"{page.brand} · {words[page.state]}" if page.brand else words[page.state]
    return (
        f'<!doctype html><html lang="{page.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta name="robots" content="noindex">{without_script}<title>{escape(title)}</title>'
        f'<style nonce="{nonce}">{STYLE}</style></head><body>{main}'
        f'<header><span class="brand">{escape(page.brand)}</span>'
        f'<a href="?lang={other}" lang="{other}">{words["other_language"]}</a></header>'
        f'<section class="card">{_body(page, words)}</section></main>{script}</body></html>'
    )


def _body(page: Page, words: dict[str, str]) -> str:
    parts = [_heading(page, words)]
    if page.total is not None:
        label = words[AMOUNTS.get(page.state, "amount_due")]
        parts.append(
            f'<p class="soft label">{label}</p><p class="amount">{escape(grouped(page.total))}</p>'
        )
    if page.state is PageState.PAYABLE and page.total is not None:
        amount = escape(grouped(page.total))
        parts.append(
            f'<form method="post" action="?lang={page.language}">'
            f'<button type="submit">{words["pay"]} {amount}</button></form>'
        )
    if page.items:
        parts.append(f"<ul>{''.join(_item(item, words) for item in page.items)}</ul>")
    if page.state is PageState.PAYABLE:
        parts.append(f'<p class="soft">{words["secure"]}</p>')
    if page.state in (PageState.CONFIRMING, PageState.UNAVAILABLE, PageState.UNREACHABLE):
        parts.append(f'<a class="button quiet" href="?lang={page.language}">{words["again"]}</a>')
    return "".join(parts)


def _heading(page: Page, words: dict[str, str]) -> str:
    if page.state is PageState.PAYABLE:
        who = f"{words['pay_to']} {escape(page.brand)}"
        payer = f'<p class="soft">{words["for"]} {escape(page.payer)}</p>' if page.payer else ""
        return f"<h1>{who}</h1>{payer}"
    good = ' class="good"' if page.state is PageState.PAID else ""
    mark = "✓ " if page.state is PageState.PAID else ""
    text = words[f"{page.state}_text"]
    return f'<h1{good}>{mark}{words[page.state]}</h1><p class="soft">{text}</p>'


def _item(item: PageItem, words: dict[str, str]) -> str:
    late = f' <span class="late">{words["overdue"]}</span>' if item.overdue else ""
    due = f'<span class="part">{words["due"]} {item.due_on.isoformat()}{late}</span>'
    order = ""
    if item.order_number:
        order = f'<span class="part">{words["order"]} {escape(item.order_number)}</span>'
    return (
        f"<li><b>{escape(item.number)}</b>"
        f'<span class="sum">{escape(grouped(item.amount))}</span>'
        f'<span class="soft">{order}{due}</span></li>'
    )


def grouped(amount: Money) -> str:
    """Write an amount as people read it.

    >>> grouped(Money.of("1234567.5", "CNY"))
    'CNY 1,234,567.50'
    """
    whole, point, fraction = amount.decimal.partition(".")
    return f"{amount.currency} {int(whole):,}{point}{fraction}"
