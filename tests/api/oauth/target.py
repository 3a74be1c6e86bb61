"""What the attacks are tried on: a provider, and somebody who uses it as it is meant to be used."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx

from tests.api.oauth.browsing import Browser
from tests.api.oauth.conftest import REDIRECT, challenge_of, query_of


@dataclass
class Target:
    """A provider, two of its clients, and a person who says yes."""

    told: dict[str, str]
    """What discovery tells."""
    client: tuple[str, str]
    thief: tuple[str, str]
    """Another client of the provider, which does what it should not."""
    who: dict[str, str]
    wait_out: Callable[[], Awaitable[None]]
    """Lets pass what a code lives, and what somebody who just signed in need not do so again."""
    http: httpx.AsyncClient

    @property
    def issuer(self) -> str:
        return self.told["issuer"]

    def browser(self) -> Browser:
        return Browser(self.issuer, self.who)

    def address(self, verifier: str, **more: str | None) -> str:
        """Return where a browser is sent; None leaves a parameter out."""
        given: dict[str, str | None] = {
            "response_type": "code",
            "client_id": self.client[0],
            "redirect_uri": REDIRECT,
            "scope": "openid",
            "state": "the state",
            "nonce": secrets.token_hex(8),
            "code_challenge": challenge_of(verifier),
            "code_challenge_method": "S256",
            **more,
        }
        kept = {name: value for name, value in given.items() if value is not None}
        return f"{self.told['authorization_endpoint']}?{urlencode(kept)}"

    async def code(self, verifier: str, browser: Browser | None = None, **more: str | None) -> str:
        """Return a code, empty if there is none."""
        led = await (browser or self.browser()).led(self.address(verifier, **more))
        return query_of(led).get("code", "")

    async def token(
        self, given: dict[str, str], client: tuple[str, str] | None = None
    ) -> httpx.Response:
        return await self.http.post(
            self.told["token_endpoint"], data=given, auth=client or self.client
        )

    async def exchange(
        self, code: str, verifier: str, client: tuple[str, str] | None = None, **more: str
    ) -> httpx.Response:
        given = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": REDIRECT,
            "code_verifier": verifier,
            **more,
        }
        return await self.token({name: each for name, each in given.items() if each}, client)

    async def tokens(self, browser: Browser | None = None, **more: str) -> dict[str, Any]:
        verifier = new_verifier()
        code = await self.code(verifier, browser, **more)
        assert code, "without a good path no attack shows anything"
        answer = await self.exchange(code, verifier)
        assert answer.is_success, answer.text
        return dict(answer.json())

    async def refresh(
        self, token: str, client: tuple[str, str] | None = None, **more: str
    ) -> httpx.Response:
        given = {"grant_type": "refresh_token", "refresh_token": token, **more}
        return await self.token(given, client)

    async def opens(self, token: str) -> bool:
        """Tell whether a token is taken."""
        headers = {"authorization": f"Bearer {token}"}
        return (await self.http.get(self.told["userinfo_endpoint"], headers=headers)).is_success


def new_verifier() -> str:
    return secrets.token_urlsafe(48)
