"""The hosted payment page, in Chinese and English, for phones and desks."""

import base64
import hashlib
import html
from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from tributary.gateways.stripe.amounts import from_stripe
from tributary.gateways.stripe.fake.errors import ApiError, Json
from tributary.gateways.stripe.fake.objects import checkout
from tributary.gateways.stripe.fake.params import parse_form
from tributary.gateways.stripe.fake.world import World

# ruff: noqa: RUF001  Chinese sentences have Chinese punctuation.
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "lang": "en",
        "title": "Checkout",
        "note": "Test mode: no money moves.",
        "method": "Pay with",
        "card": "Card",
        "alipay": "Alipay",
        "wechat_pay": "WeChat Pay",
        "pay": "Pay",
        "decline": "Decline this payment",
        "pending_succeeds": "Leave pending, succeeds later",
        "pending_fails": "Leave pending, fails later",
        "cancel": "Back to the merchant",
        "declined": "The payment was declined. Try again or choose another way to pay.",
        "complete": "This page has already been paid. It can be used once.",
        "expired": "This page has expired. Ask the merchant for a new link.",
        "absent": "There is no such page.",
    },
    "zh": {
        "lang": "zh-CN",
        "title": "收银台",
        "note": "测试模式：不会产生真实扣款。",
        "method": "支付方式",
        "card": "银行卡",
        "alipay": "支付宝",
        "wechat_pay": "微信支付",
        "pay": "支付",
        "decline": "模拟支付被拒",
        "pending_succeeds": "处理中，稍后成功",
        "pending_fails": "处理中，稍后失败",
        "cancel": "返回商户",
        "declined": "支付被拒绝，请重试或更换支付方式。",
        "complete": "此页面已完成支付，仅可使用一次。",
        "expired": "此页面已过期，请向商户索取新的链接。",
        "absent": "页面不存在。",
    },
}
_ACTIONS: Final = ("decline", "pending_succeeds", "pending_fails")
_STYLE: Final = """
:root { color-scheme: light dark;
  font: 16px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif }
body { margin: 0; background: Canvas; color: CanvasText }
main { max-width: 26rem; margin: 0 auto; padding: 1.5rem 1rem 3rem }
h1 { font-size: 1rem; font-weight: 600; margin: 0 }
.amount { font-size: 2.25rem; font-weight: 700; font-variant-numeric: tabular-nums;
  margin: .25rem 0 }
.muted { opacity: .7; margin: 0 0 1rem; overflow-wrap: anywhere }
.alert { border: 1px solid #b42318; border-radius: .5rem; padding: .75rem; margin: 0 0 1rem }
fieldset { border: 1px solid GrayText; border-radius: .5rem; margin: 0 0 1rem;
  padding: .5rem .75rem }
label { display: flex; gap: .75rem; align-items: center; min-height: 2.75rem }
button { display: block; width: 100%; min-height: 3rem; margin: 0 0 .5rem; font: inherit;
  border: 1px solid GrayText; border-radius: .5rem; background: transparent; color: inherit;
  cursor: pointer }
button.primary { background: #4f46e5; border-color: #4f46e5; color: #fff; font-weight: 600 }
button:focus-visible, input:focus-visible { outline: 3px solid #a5b4fc; outline-offset: 2px }
"""
_STYLE_HASH: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_HEADERS: Final = {
    "Cache-Control": "no-store",
    # Browsers check redirects that follow a form post against form-action, so it stays open.
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; frame-ancestors 'none'; "
        "base-uri 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Pages:
    """Shows checkout sessions and takes what the payer chose."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def show(self, request: Request) -> Response:
        """Return the page of a session."""
        found = self._find(request)
        if isinstance(found, Response):
            return found
        return _page(found[0])

    async def submit(self, request: Request) -> Response:
        """Carry out a button of the page."""
        found = self._find(request)
        if isinstance(found, Response):
            return found
        session, account = found
        form = parse_form((await request.body()).decode())
        action, method = str(form.get("action", "")), str(form.get("method", ""))
        if action == "cancel":
            return RedirectResponse(session["cancel_url"] or session["success_url"], 303)
        if method not in session["payment_method_types"] or action not in {"pay", *_ACTIONS}:
            return _page(session, status=400)
        if session["status"] != "open":
            return _page(session)
        checkout.submit(self._world, session, account, action=action, method=method)
        self._world.commit()
        if action == "decline":
            return _page(session, alert="declined", status=402)
        url = str(session["success_url"]).replace("{CHECKOUT_SESSION_ID}", session["id"])
        return RedirectResponse(url, 303)

    def _find(self, request: Request) -> tuple[Json, str] | Response:
        try:
            found = checkout.current(self._world, request.path_params["session"])
        except ApiError:
            return _document(_WORDS["en"], f"<p>{_WORDS['en']['absent']}</p>", 404)
        self._world.commit()
        return found


def _page(session: Json, *, alert: str | None = None, status: int = 200) -> Response:
    words = _WORDS["zh" if str(session["locale"] or "").startswith("zh") else "en"]
    amount = from_stripe(session["amount_total"], session["currency"])
    lines = html.escape(", ".join(session["_lines"]))
    heading = f'<h1>{lines}</h1><p class="amount">{html.escape(str(amount))}</p>'
    if session["status"] != "open":
        gone = f'<p role="alert" class="alert">{words[session["status"]]}</p>'
        return _document(words, heading + gone, 410)
    shown = f'<p role="alert" class="alert">{words[alert]}</p>' if alert else ""
    choices = "".join(
        f'<label><input type="radio" name="method" value="{html.escape(method)}"'
        f"{' checked' if place == 0 else ''}>{html.escape(words.get(method, method))}</label>"
        for place, method in enumerate(map(str, session["payment_method_types"]))
    )
    others = "".join(
        f'<button name="action" value="{action}">{words[action]}</button>'
        for action in (*_ACTIONS, "cancel")
    )
    form = (
        f'<form method="post"><fieldset><legend>{words["method"]}</legend>{choices}</fieldset>'
        f'<button class="primary" name="action" value="pay">{words["pay"]} '
        f"{html.escape(str(amount))}</button>{others}</form>"
    )
    note = f'<p class="muted">{words["note"]}</p>'
    return _document(words, heading + note + shown + form, status)


def _document(words: Mapping[str, str], content: str, status: int) -> Response:
    page = (
        f'<!doctype html><html lang="{words["lang"]}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{words['title']}</title><style>{_STYLE}</style></head>"
        f"<body><main>{content}</main></body></html>"
    )
    return HTMLResponse(page, status, headers=dict(_HEADERS))
