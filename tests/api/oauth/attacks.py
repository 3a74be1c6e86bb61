"""What attackers do to a provider of OAuth: each script tells whether it got what it wanted.

They know nothing of whose provider it is: they read its discovery, and browse its pages.
"""

import asyncio
import base64
import hashlib
import json
import secrets
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode

import httpx
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

from tests.api.oauth.conftest import LEFT, REDIRECT, challenge_of, query_of
from tests.api.oauth.target import Target, new_verifier

AT_ONCE = 50
EVIL = "https://evil.example/cb"

TRICKS = [
    f"{REDIRECT}/",
    "https://erp.example/CB",
    "http://erp.example/cb",
    "https://erp.example:8443/cb",
    "https://user@erp.example/cb",
    "https://erp.example@evil.example/cb",
    "https://erp.example.evil.example/cb",
    f"{REDIRECT}?x=1",
    "https://erp.example/x/../cb",
    "https://erp.example/%63b",
    "https://*.example/cb",
    EVIL,
]
"""Addresses that look like the registered one, and are not."""


Attack = Callable[[Target], Awaitable[bool]]


async def code_again(at: Target) -> bool:
    verifier = new_verifier()
    code = await at.code(verifier)
    first = (await at.exchange(code, verifier)).json()
    again = await at.exchange(code, verifier)
    return again.is_success or await at.opens(first["access_token"])


async def code_at_once(at: Target) -> bool:
    verifier = new_verifier()
    code = await at.code(verifier)
    answers = await asyncio.gather(*(at.exchange(code, verifier) for _ in range(AT_ONCE)))
    return await _won(at, answers)


async def code_late(at: Target) -> bool:
    verifier = new_verifier()
    code = await at.code(verifier)
    await at.wait_out()
    return (await at.exchange(code, verifier)).is_success


async def code_of_another(at: Target) -> bool:
    verifier = new_verifier()
    return (await at.exchange(await at.code(verifier), verifier, at.thief)).is_success


async def code_sent_elsewhere(at: Target) -> bool:
    verifier = new_verifier()
    code = await at.code(verifier)
    return (await at.exchange(code, verifier, redirect_uri=EVIL)).is_success


async def no_challenge(at: Target) -> bool:
    code = await at.code("", code_challenge=None, code_challenge_method=None)
    return bool(code) and (await at.exchange(code, "")).is_success


async def plain_challenge(at: Target) -> bool:
    verifier = new_verifier()[:43]
    return bool(await at.code(verifier, code_challenge=verifier, code_challenge_method="plain"))


async def wrong_verifier(at: Target) -> bool:
    code = await at.code(new_verifier())
    return (await at.exchange(code, new_verifier())).is_success


async def no_verifier(at: Target) -> bool:
    return (await at.exchange(await at.code(new_verifier()), "")).is_success


async def challenge_as_verifier(at: Target) -> bool:
    verifier = new_verifier()
    code = await at.code(verifier)
    answer = await at.exchange(code, challenge_of(verifier), code_challenge_method="plain")
    return answer.is_success


async def refresh_again(at: Target) -> bool:
    first = (await at.tokens())["refresh_token"]
    second = (await at.refresh(first)).json()
    again = await at.refresh(first)
    return again.is_success or await at.opens(second["access_token"])


async def refresh_at_once(at: Target) -> bool:
    token = (await at.tokens())["refresh_token"]
    answers = await asyncio.gather(*(at.refresh(token) for _ in range(AT_ONCE)))
    return await _won(at, answers)


async def refresh_of_another(at: Target) -> bool:
    token = (await at.tokens())["refresh_token"]
    return (await at.refresh(token, at.thief)).is_success


async def refresh_for_more(at: Target) -> bool:
    token = (await at.tokens())["refresh_token"]
    answer = await at.refresh(token, scope="openid orders:write")
    return answer.is_success and "orders:write" in answer.json()["scope"]


async def redirect_elsewhere(at: Target) -> bool:
    browser = at.browser()
    leads = [
        await browser.led(at.address(new_verifier(), redirect_uri=address)) for address in TRICKS
    ]
    return any(leads)


async def no_secret(at: Target) -> bool:
    verifier = new_verifier()
    code = await at.code(verifier)
    return (await at.exchange(code, verifier, (at.client[0], "wrong"))).is_success


async def no_issuer(at: Target) -> bool:
    """Mix-up: the program cannot tell which of its providers sent an answer."""
    return any(each.get("iss") != at.issuer for each in await _answers(at))


async def no_state(at: Target) -> bool:
    return any(each.get("state") != "the state" for each in await _answers(at))


async def implicit(at: Target) -> bool:
    for kind in ("token", "id_token", "id_token token", "code token"):
        led = await at.browser().led(at.address(new_verifier(), response_type=kind))
        if "id_token=" in led or "access_token=" in led:
            return True
    return False


async def password(at: Target) -> bool:
    given = {"grant_type": "password", "username": at.who["email"], **at.who}
    return (await at.token(given)).is_success


async def id_token_as_access(at: Target) -> bool:
    return await at.opens((await at.tokens())["id_token"])


async def after_revoking(at: Target) -> bool:
    tokens = await at.tokens()
    given = {"token": tokens["refresh_token"]}
    await at.http.post(at.told["revocation_endpoint"], data=given, auth=at.client)
    return (await at.refresh(tokens["refresh_token"])).is_success


async def after_logout(at: Target) -> bool:
    browser = at.browser()
    tokens = await at.tokens(browser)
    await browser.led(_leaving(at, tokens["id_token"], LEFT))
    return await at.opens(tokens["access_token"])


async def logout_elsewhere(at: Target) -> bool:
    browser = at.browser()
    tokens = await at.tokens(browser)
    return bool(await browser.led(_leaving(at, tokens["id_token"], "https://evil.example/left")))


async def forged_hint(at: Target) -> bool:
    browser = at.browser()
    good = (await at.tokens(browser))["id_token"]
    for hint in await _forged(at, good):
        if await browser.led(_leaving(at, hint, LEFT)):
            return True
    return False


async def hint_of_another(at: Target) -> bool:
    """A program signs people out who are signed in by another one."""
    browser = at.browser()
    tokens = await at.tokens(browser)
    address = _leaving(at, tokens["id_token"], LEFT)
    return bool(await browser.led(f"{address}&client_id={at.thief[0]}"))


async def other_nonce(at: Target) -> bool:
    """An ID token of one request is put into the answer to another."""
    nonce = secrets.token_hex(8)
    tokens = await at.tokens(nonce=nonce)
    return bool(_claims(tokens["id_token"]).get("nonce") != nonce)


async def framed(at: Target) -> bool:
    """Clickjacking: a page of ours lies invisible under a page of theirs."""
    browser = at.browser()
    pages = [await browser.shown(at.address(new_verifier()))]
    await at.tokens(browser)
    pages.append(await browser.shown(at.address(new_verifier(), prompt="consent")))
    return any(
        "<form" in page.text
        and "frame-ancestors 'none'" not in page.headers.get("content-security-policy", "")
        for page in pages
    )


async def forged_sign_in(at: Target) -> bool:
    """Login CSRF: a page of theirs signs the victim in as the attacker."""
    browser = at.browser()
    page = await browser.shown(at.address(new_verifier()))
    browser.signs_in_with = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    return not (await browser.send(page)).is_client_error


async def fixed_session(at: Target) -> bool:
    """Whoever knows the cookies of before is not signed in with those of after."""
    browser = at.browser()
    await at.tokens(browser)
    thief = browser.twin()
    # So that the person must sign in once more.
    await at.wait_out()
    await at.tokens(browser, prompt="login")
    return bool(await at.code(new_verifier(), thief, prompt="none"))


async def _won(at: Target, answers: list[httpx.Response]) -> bool:
    """Tell whether several of many got something, or one did who can still use it."""
    won = [answer.json()["access_token"] for answer in answers if answer.is_success]
    return len(won) > 1 or any([await at.opens(token) for token in won])


async def _answers(at: Target) -> list[dict[str, str]]:
    """Return what a good answer and an error say."""
    good = await at.browser().led(at.address(new_verifier()))
    wrong = await at.browser().led(at.address(new_verifier(), prompt="none"))
    return [query_of(good), query_of(wrong)]


def _leaving(at: Target, hint: str, address: str) -> str:
    given = {"id_token_hint": hint, "post_logout_redirect_uri": address}
    return f"{at.told['end_session_endpoint']}?{urlencode(given)}"


def _claims(token: str) -> dict[str, Any]:
    return dict(json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "==")))


async def _forged(at: Target, good: str) -> list[str]:
    shown = (await at.http.get(at.told["jwks_uri"])).json()["keys"][0]
    body = good.split(".")[1]
    claims = _claims(good)
    none = base64.urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode()
    thiefs = ECKey.generate_key("P-256")
    public = json.dumps(shown, separators=(",", ":")).encode()
    digest = hashlib.sha256(public).digest()
    return [
        f"{none}.{body}.",
        jwt.encode({"alg": "HS256", "kid": shown["kid"]}, claims, OctKey.import_key(public)),
        jwt.encode({"alg": "HS256", "kid": "../../dev/null"}, claims, OctKey.import_key(digest)),
        jwt.encode({"alg": "ES256", "kid": shown["kid"]}, claims, thiefs),
        jwt.encode({"alg": "ES256", "jwk": thiefs.as_dict(private=False)}, claims, thiefs),
    ]


ATTACKS: dict[str, Attack] = {
    attack.__name__: attack
    for attack in (
        code_again,
        code_at_once,
        code_late,
        code_of_another,
        code_sent_elsewhere,
        no_challenge,
        plain_challenge,
        wrong_verifier,
        no_verifier,
        challenge_as_verifier,
        refresh_again,
        refresh_at_once,
        refresh_of_another,
        refresh_for_more,
        redirect_elsewhere,
        no_secret,
        no_issuer,
        no_state,
        implicit,
        password,
        id_token_as_access,
        after_revoking,
        after_logout,
        logout_elsewhere,
        forged_hint,
        hint_of_another,
        other_nonce,
        framed,
        forged_sign_in,
        fixed_session,
    )
}
