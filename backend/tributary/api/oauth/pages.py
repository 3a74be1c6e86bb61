"""The provider's pages: signing in, consent, devices; no script, no frame around them."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tributary.api.http.headers import PAGE_HEADERS
from tributary.api.http.pay import language_of
from tributary.api.http.pay_html import STYLE
from tributary.api.oauth.words import WORDS, scope_words

_SITE: Final = re.compile(
    r"https?://[a-z0-9.:\[\]-]+|(?!https?:)[a-z][a-z0-9+.-]*:", re.ASCII | re.IGNORECASE
)
"""Nothing that would end a directive of the policy."""

FIELDS: Final = """
label{display:block;margin:.75rem 0;color:var(--soft);font-size:.9rem}
input{display:block;width:100%;min-height:3rem;margin-top:.25rem;padding:.6rem .8rem;font:inherit;
color:var(--ink);background:var(--ground);border:1px solid var(--line);border-radius:.75rem}
input:focus-visible{outline:3px solid var(--brand);outline-offset:1px}
.permits li{display:block}.wrong{color:var(--warn)}button+button{margin-top:.75rem}
form{margin-top:1rem}
section section{margin-top:1.5rem;padding-top:1.5rem;border-top:1px solid var(--line)}
h2{margin:0 0 .5rem;font-size:1rem;overflow-wrap:anywhere}
"""

_LOOKS: Final = {"doors": " class=quiet formnovalidate", "door": " class=quiet"}
"""Buttons that never stand out; one is pressed before the fields are filled in."""


@dataclass(frozen=True, slots=True)
class Form:
    """What somebody fills in and sends."""

    action: str
    buttons: Sequence[tuple[str, str]]
    """Value and word of each; the first is the one that stands out."""
    hidden: dict[str, str] = field(default_factory=dict[str, str])
    fields: Sequence[tuple[str, str, str]] = ()
    """Name, kind and what browsers fill in."""
    typed: dict[str, str] = field(default_factory=dict[str, str])
    """What stands in fields already."""
    named: dict[str, str] = field(default_factory=dict[str, str])
    """What stands in the places of the words of its buttons."""
    heading: str = ""
    """What the form is about, where there are several."""
    scopes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """All that a page shows; `title` and `text` are keys of the words."""

    title: str
    text: str = ""
    named: dict[str, str] = field(default_factory=dict[str, str])
    """What stands in the places of the words."""
    scopes: Sequence[str] = ()
    note: str = ""
    wrong: str = ""
    form: Form | None = None
    forms: Sequence[Form] = ()
    """Several that do not stand out: a list."""
    link: tuple[str, str] | None = None
    """An address and its word, for browsers that are not led there by themselves."""
    leads_to: str = ""
    """Where the form leads in the end, for browsers that ask for leave."""
    status: int = 200


def shown(request: Request, page: Page) -> Response:
    """Return a page in the language of whoever looks."""
    language = language_of(request)
    nonce = secrets.token_urlsafe(16)
    targets = " ".join(["'self'", *filter(None, [source_of(page.leads_to)])])
    policy = (
        f"default-src 'none'; style-src 'nonce-{nonce}'; form-action {targets}; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    headers = {
        **PAGE_HEADERS,
        "content-security-policy": policy,
        # Ours only: with no-referrer browsers would send our forms with the origin null.
        "referrer-policy": "same-origin",
        "x-robots-tag": "noindex",
        "content-language": language,
    }
    text = _html(page, language, nonce)
    return HTMLResponse(text, status_code=page.status, headers=headers)


def source_of(uri: str) -> str:
    """Return an address as a content policy names its site.

    >>> source_of("https://erp.example:8443/cb?x=1"), source_of("com.example.app:/cb")
    ('https://erp.example:8443', 'com.example.app:')
    """
    found = _SITE.match(uri)
    return "" if found is None else found[0]


def _html(page: Page, language: str, nonce: str) -> str:
    words = WORDS[language]
    named = {name: escape(value) for name, value in page.named.items()}
    title = words[page.title].format(**named)
    parts = [f"<h1>{title}</h1>"]
    if page.wrong:
        parts.append(f'<p class="wrong" role="alert">{words[page.wrong].format(**named)}</p>')
    if page.text:
        parts.append(f'<p class="soft">{words[page.text].format(**named)}</p>')
    parts.append(_permits(page.scopes, words))
    if page.note:
        parts.append(f'<p class="soft">{words[page.note].format(**named)}</p>')
    if page.form is not None:
        parts.append(_form(page.form, words))
    parts.extend(_listed(form, words) for form in page.forms)
    if page.link is not None:
        address, word = page.link
        parts.append(f'<p><a class="button" href="{escape(address)}">{words[word]}</a></p>')
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta name="robots" content="noindex"><title>{title}</title>'
        f'<style nonce="{nonce}">{STYLE}{FIELDS}</style></head><body><main>'
        f'<header><span class="brand">{named.get("brand", "Tributary")}</span></header>'
        f'<section class="card">{"".join(parts)}</section></main></body></html>'
    )


def _permits(scopes: Sequence[str], words: dict[str, str]) -> str:
    items = "".join(f"<li>{escape(scope_words(each, words))}</li>" for each in scopes)
    return f'<ul class="permits">{items}</ul>' if items else ""


def _listed(form: Form, words: dict[str, str]) -> str:
    if not form.heading:
        return _form(form, words)
    return (
        f"<section><h2>{escape(form.heading)}</h2>{_permits(form.scopes, words)}"
        f"{_form(form, words)}</section>"
    )


def _form(form: Form, words: dict[str, str]) -> str:
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in form.hidden.items()
    )
    fields = "".join(
        f'<label>{words[name]}<input name="{name}" type="{kind}" autocomplete="{fill}"'
        f"{_typed(form.typed.get(name, ''))} required></label>"
        for name, kind, fill in form.fields
    )
    named = {name: escape(value) for name, value in form.named.items()}
    buttons = "".join(
        f'<button{_LOOKS.get(value, "" if place == 0 else " class=quiet")} name="answer" '
        f'value="{value}">{words[word].format(**named)}</button>'
        for place, (value, word) in enumerate(form.buttons)
    )
    return f'<form method="post" action="{escape(form.action)}">{hidden}{fields}{buttons}</form>'


def _typed(value: str) -> str:
    return f' value="{escape(value)}"' if value else ""
