"""A browser that signs in and agrees at any provider: it fills in forms and presses the button."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

import httpx

STEPS_MAX = 15


@dataclass
class Form:
    """A form of a page, with what is filled in."""

    action: str
    name: str
    fields: dict[str, str] = field(default_factory=dict[str, str])
    typed: list[str] = field(default_factory=list[str])
    """Fields that a person fills in."""
    button: tuple[str, str] | None = None
    """The first one: whoever does nothing else presses it."""


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("id", "")))
        elif tag == "input" and self.forms:
            form = self.forms[-1]
            form.fields[given["name"]] = given.get("value", "")
            if given.get("type") != "hidden":
                form.typed.append(given["name"])
        elif tag == "button" and self.forms:
            self._button(given)

    def _button(self, given: Mapping[str, str]) -> None:
        form = next((each for each in self.forms if each.name == given.get("form")), self.forms[-1])
        if form.button is None and "name" in given:
            form.button = given["name"], given.get("value", "")


class Browser:
    """Keeps cookies, also Secure ones, as browsers do on the machine itself."""

    def __init__(self, origin: str, who: Mapping[str, str]) -> None:
        self.origin = origin
        self.who = who
        """What a person types, by the names of fields."""
        self.cookies: dict[str, str] = {}
        self.signs_in_with: dict[str, str] = {}
        """Headers of forms, when they are not those of an honest browser."""

    def twin(self) -> "Browser":
        """Return a browser that holds the same cookies, as a thief's would."""
        other = Browser(self.origin, self.who)
        other.cookies = dict(self.cookies)
        return other

    async def get(self, address: str) -> httpx.Response:
        """Open an address, and follow it no further."""
        return await self._send("GET", address, {}, None)

    async def shown(self, address: str) -> httpx.Response:
        """Return the page on which an address ends, or the answer that leads away from here."""
        answer = await self.get(address)
        for _ in range(STEPS_MAX):
            location = answer.headers.get("location")
            if location is None:
                return answer
            target = urljoin(str(answer.request.url), location)
            if not target.startswith(f"{self.origin}/"):
                return answer
            answer = await self.get(target)
        raise AssertionError(f"{address} leads nowhere")

    async def send(self, page: httpx.Response, **more: str) -> httpx.Response:
        """Fill in the form of a page and press its button."""
        parser = _Forms()
        parser.feed(page.text)
        form = parser.forms[0]
        typed = {name: self.who[name] for name in form.typed if name in self.who}
        pressed = {} if form.button is None else dict([form.button])
        target = urljoin(str(page.request.url), form.action)
        headers = {"origin": self.origin, "sec-fetch-site": "same-origin", **self.signs_in_with}
        return await self._send(
            "POST", target, headers, {**form.fields, **typed, **pressed, **more}
        )

    async def led(self, address: str) -> str:
        """Say yes to everything, and return where the browser is led; empty if it is not."""
        page = await self.shown(address)
        for _ in range(STEPS_MAX):
            if page.is_redirect:
                target = urljoin(str(page.request.url), page.headers["location"])
                if not target.startswith(f"{self.origin}/"):
                    return target
                page = await self.shown(target)
            elif page.is_success and "<form" in page.text:
                page = await self.send(page)
            else:
                return ""
        raise AssertionError(f"{address} asks for ever")

    async def _send(
        self, method: str, address: str, headers: dict[str, str], form: dict[str, str] | None
    ) -> httpx.Response:
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        # There is no TLS on loopback, and loading the world's certificates costs more than the way.
        async with httpx.AsyncClient(timeout=30, verify=False) as client:
            answer = await client.request(
                method, address, headers={**headers, "cookie": kept}, data=form
            )
        for line in answer.headers.get_list("set-cookie"):
            name, _, rest = line.partition("=")
            value = rest.partition(";")[0]
            if value:
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)
        return answer
