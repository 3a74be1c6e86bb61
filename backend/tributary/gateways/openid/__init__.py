"""Identity providers by OpenID Connect, or by plain OAuth 2 with an address that tells who it is.

Authlib's client core speaks the protocol; the connection is ours, see `pinned`. Whatever is on
the other side was typed in by the owner of a brand, so nothing of it is trusted.
"""

# ruff: noqa: ANN401  Authlib has no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

import asyncio
import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

import httpx
from authlib.oauth2 import OAuth2Error  # type: ignore[import-untyped]
from authlib.oauth2.client import OAuth2Client  # type: ignore[import-untyped]
from joserfc.jwk import KeySet

from tributary.gateways.openid.tokens import (
    claims_of,
    key_id_of,
    keys_of,
    methods_of,
    proven_at_of,
    text_of,
)
from tributary.gateways.pinned import SECONDS, PinnedTransport
from tributary.identity import outside
from tributary.kernel import Outage

CALL_SECONDS: Final = 10
"""For everything that one step asks of a provider."""

KEPT_SECONDS: Final = 900
"""How long it is remembered what a provider says about itself."""

KEYS_EVERY_SECONDS: Final = 30
"""How often keys are read anew when a token names one that we do not know."""

DISCOVERY: Final = "/.well-known/openid-configuration"
CODE_MAX: Final = 4096


@dataclass(slots=True)
class About:
    """What a provider says about itself, and when it was read."""

    metadata: Mapping[str, Any]
    keys: KeySet
    read_at: float
    keys_at: float


class _Session(OAuth2Client):  # type: ignore[misc]
    """Authlib's client on a connection of ours."""

    async def _fetch_token(
        self,
        url: str,
        body: str = "",
        headers: Any = None,
        auth: Any = None,
        **_: Any,
    ) -> Any:
        web = cast("httpx.AsyncClient", self.session)
        url, headers, body = auth.prepare("POST", url, dict(headers), body)
        answer = await web.post(url, content=body, headers=headers)
        if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR or answer.is_redirect:
            raise Outage(f"its token address answers {answer.status_code}", retryable=True)
        return self.parse_response_token(answer)


class OpenidProviders:
    """Talks to every identity provider of every brand."""

    def __init__(self, *, is_production: bool) -> None:
        self._web = httpx.AsyncClient(
            transport=PinnedTransport(is_production=is_production),
            timeout=SECONDS,
            follow_redirects=False,
            trust_env=False,
            headers={"accept": "application/json", "accept-encoding": "identity"},
        )
        self._known: dict[str, About] = {}

    async def aclose(self) -> None:
        """Let go of the connections."""
        await self._web.aclose()

    async def address(self, terms: outside.Terms, asked: outside.Asked) -> str:
        """Return where a browser is sent."""
        async with _bounded():
            url, scopes = await self._authorize(terms)
            more: dict[str, Any] = {}
            if terms.kind is outside.ProviderKind.OPENID:
                more["nonce"] = asked.nonce
            if asked.is_fresh:
                more |= {"prompt": "login", "max_age": "0"}
            location, _ = self._session(
                terms, asked, "client_secret_basic"
            ).create_authorization_url(
                url, state=asked.state, code_verifier=asked.verifier, scope=scopes, **more
            )
            return str(location)

    async def outsider(
        self,
        terms: outside.Terms,
        asked: outside.Asked,
        answer: Mapping[str, str],
        *,
        now: datetime,
    ) -> outside.Outsider:
        """Return who came back with an answer."""
        async with _bounded():
            if terms.kind is outside.ProviderKind.OAUTH:
                return await self._by_address(terms, asked, _code(answer))
            about = await self._about(terms.issuer)
            _require_issuer(about.metadata, terms.issuer, answer)
            token = await self._token(terms, asked, _code(answer), about.metadata)
            id_token = token.get("id_token")
            if not isinstance(id_token, str):
                raise outside.ProviderAnswerInvalid("The provider sent no token about who it is.")
            keys = await self._keys(terms.issuer, about, key_id_of(id_token))
            claims = claims_of(id_token, keys, terms, nonce=asked.nonce, now=now)
            return _outsider(terms, {**await self._more(about, token, claims), **claims})

    async def tried(self, terms: outside.Terms) -> outside.Trial:
        """Return what a provider answers when nobody is on the way."""
        async with _bounded():
            if terms.addresses is not None:
                return await self._tried_addresses(terms, terms.addresses)
            self._known.pop(terms.issuer, None)
            about = await self._about(terms.issuer)
            return outside.Trial(
                str(about.metadata["authorization_endpoint"]),
                len(about.keys.keys),
                _says_issuer(about.metadata),
            )

    def _session(self, terms: outside.Terms, asked: outside.Asked, method: str) -> Any:
        return _Session(
            session=self._web,
            client_id=terms.client_id,
            client_secret=terms.secret,
            token_endpoint_auth_method=method,
            code_challenge_method="S256",
            redirect_uri=asked.redirect_uri,
        )

    async def _authorize(self, terms: outside.Terms) -> tuple[str, str]:
        """Return where browsers are sent, and what is asked for."""
        if terms.addresses is not None:
            return terms.addresses.authorize, terms.scopes
        about = await self._about(terms.issuer)
        wanted = ["openid", "email", "profile", *terms.scopes.split()]
        return str(about.metadata["authorization_endpoint"]), " ".join(dict.fromkeys(wanted))

    async def _about(self, issuer: str) -> About:
        """Return what a provider says about itself; it must say that it is the one."""
        known = self._known.get(issuer)
        if known is not None and time.monotonic() < known.read_at + KEPT_SECONDS:
            return known
        metadata = await self._document(f"{issuer.rstrip('/')}{DISCOVERY}")
        if metadata.get("issuer") != issuer:
            raise Outage("it says that it is another issuer", retryable=False)
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not outside.is_provider_url(str(metadata.get(name))):
                raise Outage(f"its {name} is missing, or unsafe", retryable=False)
        read_at = time.monotonic()
        about = About(metadata, await self._read_keys(metadata), read_at, read_at)
        self._known[issuer] = about
        return about

    async def _keys(self, issuer: str, about: About, kid: str | None) -> KeySet:
        """Return the keys of a provider, read anew when it signs with one that we do not know."""
        is_known = kid is None or any(key.kid == kid for key in about.keys.keys)
        if is_known or time.monotonic() < about.keys_at + KEYS_EVERY_SECONDS:
            return about.keys
        about.keys_at = time.monotonic()
        about.keys = await self._read_keys(about.metadata)
        self._known[issuer] = about
        return about.keys

    async def _read_keys(self, metadata: Mapping[str, Any]) -> KeySet:
        try:
            return keys_of(await self._document(str(metadata["jwks_uri"])))
        except ValueError as unusable:
            raise Outage("it shows no key that can be used", retryable=False) from unusable

    async def _document(self, url: str, token: str | None = None) -> Mapping[str, Any]:
        """Return the object that an address shows."""
        headers = {} if token is None else {"authorization": f"Bearer {token}"}
        answer = await self._web.get(url, headers=headers)
        if not answer.is_success:
            raise Outage(f"it answers {answer.status_code}", retryable=True)
        try:
            document: Any = answer.json()
        except ValueError as unreadable:
            raise Outage("its answer cannot be read", retryable=False) from unreadable
        if not isinstance(document, dict):
            raise Outage("its answer cannot be read", retryable=False)
        return cast("Mapping[str, Any]", document)

    async def _token(
        self, terms: outside.Terms, asked: outside.Asked, code: str, metadata: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """Exchange a code for tokens, once, with what only we know about this browser."""
        url = terms.addresses.token if terms.addresses else str(metadata["token_endpoint"])
        offered = metadata.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        method = "client_secret_basic" if "client_secret_basic" in offered else "client_secret_post"
        try:
            token: Any = await self._session(terms, asked, method).fetch_token(
                url,
                grant_type="authorization_code",
                code=code,
                code_verifier=asked.verifier,
                redirect_uri=asked.redirect_uri,
            )
        except (OAuth2Error, httpx.HTTPStatusError, ValueError) as refused:
            raise outside.ProviderAnswerInvalid("The provider does not take the code.") from refused
        return cast("Mapping[str, Any]", token)

    async def _more(
        self, about: About, token: Mapping[str, Any], claims: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """Return what the provider tells beside its token, about the same person only."""
        url = about.metadata.get("userinfo_endpoint")
        access_token = token.get("access_token")
        if "email" in claims or not isinstance(access_token, str):
            return {}
        if not isinstance(url, str) or not outside.is_provider_url(url):
            return {}
        told = await self._document(url, access_token)
        if told.get("sub") != claims["sub"]:
            raise outside.ProviderAnswerInvalid("The provider tells about somebody else.")
        return {name: told[name] for name in ("email", "email_verified", "name") if name in told}

    async def _by_address(
        self, terms: outside.Terms, asked: outside.Asked, code: str
    ) -> outside.Outsider:
        """Return who somebody is by the address that tells it to whoever has the token."""
        token = await self._token(terms, asked, code, {})
        access_token = token.get("access_token")
        if not isinstance(access_token, str) or terms.addresses is None:
            raise outside.ProviderAnswerInvalid("The provider sent no token.")
        return _outsider(terms, await self._document(terms.addresses.userinfo, access_token))

    async def _tried_addresses(
        self, terms: outside.Terms, addresses: outside.Addresses
    ) -> outside.Trial:
        """Try a code that is none: a provider that declines it is there."""
        answer = await self._web.post(
            addresses.token,
            data={"grant_type": "authorization_code", "code": "none", "client_id": terms.client_id},
        )
        if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR or answer.is_redirect:
            raise Outage(f"its token address answers {answer.status_code}", retryable=True)
        return outside.Trial(addresses.authorize, 0, says_issuer=False)


@asynccontextmanager
async def _bounded() -> AsyncGenerator[None]:
    """Let one step take so long and no longer, whatever the other side does.

    Raises:
        Outage: the provider is not there, or too slow.
    """
    try:
        async with asyncio.timeout(CALL_SECONDS):
            yield
    except TimeoutError as late:
        raise Outage("it does not answer in time", retryable=True) from late
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as failed:
        raise Outage("it cannot be reached", retryable=True) from failed


def _says_issuer(metadata: Mapping[str, Any]) -> bool:
    return metadata.get("authorization_response_iss_parameter_supported") is True


def _require_issuer(metadata: Mapping[str, Any], issuer: str, answer: Mapping[str, str]) -> None:
    """Make sure that the browser comes from the provider it was sent to (RFC 9207)."""
    said = answer.get("iss")
    if said != issuer and (said is not None or _says_issuer(metadata)):
        raise outside.ProviderAnswerInvalid("The answer is another provider's.")


def _code(answer: Mapping[str, str]) -> str:
    if "error" in answer:
        raise outside.IdentityProviderDeclined("The provider let nobody through.")
    code = answer.get("code", "")
    if not 0 < len(code) <= CODE_MAX:
        raise outside.ProviderAnswerInvalid("The provider's answer holds no code.")
    return code


def _outsider(terms: outside.Terms, claims: Mapping[str, Any]) -> outside.Outsider:
    is_signed = terms.kind is outside.ProviderKind.OPENID
    return outside.Outsider(
        subject=text_of(claims, "sub" if is_signed else terms.subject_claim) or "",
        email=text_of(claims, terms.email_claim),
        # The word alone: a text "false" is true in many languages.
        is_email_verified=claims.get("email_verified") is True,
        name=text_of(claims, "name"),
        methods=methods_of(claims) if is_signed else frozenset(),
        proven_at=proven_at_of(claims) if is_signed else None,
    )
