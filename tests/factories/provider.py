"""An identity provider on a real socket that signs with a key of its own, and misbehaves when told.

It lets in whoever `person` says without asking. `claims` and `header` change what its tokens say
(None takes a claim away), `faults` how it answers.
"""

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import uvicorn
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.factories.ports import free_port
from tributary.kernel import Clock

CLIENT_ID = "tributary-at-the-company"
SECRET = "a secret+with/signs"
PERSON = {"sub": "u-1001", "email": "li@tea.example", "email_verified": True, "name": "Li Wei"}


@dataclass
class FakeProvider:
    """What runs, what it says, and what it was asked."""

    issuer: str
    clock: Clock
    key: RSAKey
    person: dict[str, Any] = field(default_factory=lambda: dict(PERSON))
    claims: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    answer: dict[str, str] = field(default_factory=dict)
    """What browsers bring back, instead of what they should."""
    faults: dict[str, Any] = field(default_factory=dict)
    signs_with: str = "RS256"
    stranger: RSAKey | None = None
    """Signs in place of the key that is shown."""
    asked: list[dict[str, str]] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    visits: list[str] = field(default_factory=list)

    def behave(self) -> None:
        """Forget every fault."""
        fresh = FakeProvider(self.issuer, self.clock, self.key)
        for name in ("person", "claims", "header", "metadata", "answer", "faults", "stranger"):
            setattr(self, name, getattr(fresh, name))
        self.signs_with = "RS256"

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.about),
                Route("/jwks", self.keys),
                Route("/authorize", self.authorize),
                Route("/token", self.token, methods=["POST"]),
                Route("/userinfo", self.userinfo),
            ]
        )

    async def about(self, request: Request) -> Response:
        return self._said(request) or JSONResponse(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "userinfo_endpoint": f"{self.issuer}/userinfo",
                "jwks_uri": f"{self.issuer}/jwks",
                "authorization_response_iss_parameter_supported": True,
                **self.metadata,
            }
        )

    async def keys(self, request: Request) -> Response:
        shown = self.key.as_dict(private=False)
        return self._said(request) or JSONResponse({"keys": [shown]})

    async def authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        self.asked.append(asked)
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        answer = {"code": code, "state": asked["state"], "iss": self.issuer, **self.answer}
        given = {name: text for name, text in answer.items() if text != ""}
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(given)}", status_code=302)

    async def token(self, request: Request) -> Response:
        failed = self._said(request)
        if failed is not None:
            return failed
        form = dict((await request.form()).items())
        asked = self.codes.pop(str(form.get("code")), None)
        basic = base64.b64encode(f"{CLIENT_ID}:{SECRET}".encode()).decode()
        if request.headers.get("authorization") != f"Basic {basic}":
            return JSONResponse({"error": "invalid_client"}, status_code=401)
        if asked is None or not self._is_proven(asked, str(form.get("code_verifier"))):
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        if form.get("redirect_uri") != asked["redirect_uri"]:
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        return JSONResponse(
            {
                "access_token": "at-1",
                "token_type": "Bearer",
                "id_token": self.id_token(asked.get("nonce", "")),
                **self.faults,
            }
        )

    async def userinfo(self, request: Request) -> Response:
        failed = self._said(request)
        if failed is not None:
            return failed
        if request.headers.get("authorization") != "Bearer at-1":
            return Response(status_code=401)
        return JSONResponse({**self.person, **self.faults.get("userinfo", {})})

    def id_token(self, nonce: str) -> str:
        now = int(self.clock().timestamp())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "exp": now + 300,
            "iat": now,
            "nonce": nonce,
            **self.person,
            **self.claims,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        header = {"alg": self.signs_with, "kid": self.key.kid, "typ": "JWT", **self.header}
        if self.signs_with == "none":
            return f"{_packed(header)}.{_packed(claims)}."
        if self.signs_with == "HS256":
            text = f"{_packed(header)}.{_packed(claims)}"
            # The public key as a shared secret: the oldest trick there is.
            digest = hmac.new(self.key.as_pem(private=False), text.encode(), hashlib.sha256)
            return f"{text}.{_base64(digest.digest())}"
        # By hand: a library would refuse to sign some of what is tried here.
        text = f"{_packed(header)}.{_packed(claims)}"
        key = (self.stranger or self.key).private_key
        assert key is not None
        return f"{text}.{_base64(key.sign(text.encode(), PKCS1v15(), SHA256()))}"

    def _is_proven(self, asked: dict[str, str], verifier: str) -> bool:
        digest = hashlib.sha256(verifier.encode()).digest()
        return asked.get("code_challenge_method") == "S256" and asked.get(
            "code_challenge"
        ) == _base64(digest)

    def _said(self, request: Request) -> Response | None:
        """Return what this address answers wrongly, if it was told to."""
        self.visits.append(request.url.path)
        fault = self.faults.get(request.url.path)
        if fault == "slow":
            time.sleep(self.faults.get("seconds", 1))
        if fault == "redirect":
            return RedirectResponse(f"{self.issuer}/elsewhere", status_code=302)
        if fault == "long":
            return Response("{" + " " * 400_000 + "}", media_type="application/json")
        if fault == "packed":
            return Response(b"\x1f\x8b", headers={"content-encoding": "gzip"})
        return Response(status_code=fault) if isinstance(fault, int) else None


@contextmanager
def running_provider(clock: Clock) -> Iterator[FakeProvider]:
    """Serve a provider from a thread of its own."""
    port = free_port()
    key = RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256"}, auto_kid=True)
    provider = FakeProvider(f"http://127.0.0.1:{port}", clock, key)
    config = uvicorn.Config(provider.app(), port=port, log_level="critical", loop="asyncio")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        yield provider
    finally:
        server.should_exit = True
        thread.join()


def _packed(document: dict[str, Any]) -> str:
    return _base64(json.dumps(document).encode())


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def epoch(at: datetime) -> int:
    return int(at.timestamp())
