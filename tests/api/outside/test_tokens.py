"""Tokens that do not hold open nothing."""

from typing import Any

from joserfc.jwk import RSAKey

from tests.factories.journey import Journeys
from tests.factories.provider import FakeProvider, epoch
from tests.factories.web import COOKIE as SESSION

INVALID = "/portal/external#PROVIDER_ANSWER_INVALID"


async def lands(journeys: Journeys, **more: str) -> str:
    return await journeys.gone(await journeys.web.browser(), side="distributor", **more)


LATER = 7_200


def attacker() -> RSAKey:
    return RSAKey.generate_key(2048, {"use": "sig"}, auto_kid=True)


def tokens(fake: FakeProvider) -> dict[str, dict[str, Any]]:
    """Return what is wrong with a token, by what one calls it."""
    now, stranger = epoch(fake.clock()), attacker()
    public = stranger.as_dict(private=False)
    return {
        "alg none": {"signs_with": "none"},
        "the public key as a shared secret": {"signs_with": "HS256"},
        "wrong audience": {"claims": {"aud": "somebody-else"}},
        "no audience": {"claims": {"aud": None}},
        "several audiences and no party": {"claims": {"aud": ["tributary-at-the-company", "x"]}},
        "another authorised party": {"claims": {"azp": "somebody-else"}},
        "wrong issuer": {"claims": {"iss": "https://evil.example"}},
        "no issuer": {"claims": {"iss": None}},
        "wrong nonce": {"claims": {"nonce": "another"}},
        "a list of nonces": {"claims": {"nonce": ["another"]}},
        "no nonce": {"claims": {"nonce": None}},
        "no expiry": {"claims": {"exp": None}},
        "no subject": {"claims": {"sub": None}},
        "an empty subject": {"claims": {"sub": ""}},
        "an endless subject": {"claims": {"sub": "u" * 256}},
        "no time of issue": {"claims": {"iat": None}},
        "expired": {"claims": {"iat": now - LATER, "exp": now - LATER + 300}},
        "of the future": {"claims": {"iat": now + LATER, "exp": now + LATER + 300}},
        "made long ago, and lasting": {"claims": {"iat": now - 900}},
        "an access token": {"header": {"typ": "at+jwt"}},
        "a key nobody knows": {"header": {"kid": "another"}},
        "a path for a key": {"header": {"kid": "../../../../dev/null"}},
        "a critical header": {"header": {"crit": ["x"], "x": 1}},
        "a stranger's signature": {"stranger": stranger},
        "a stranger's key by name": {"stranger": stranger, "header": {"kid": stranger.kid}},
        "a stranger's key in the token": {
            "stranger": stranger,
            "header": {"jwk": public, "kid": stranger.kid},
        },
        "a stranger's address of keys": {
            "stranger": stranger,
            "header": {"jku": f"{fake.issuer}/evil", "kid": stranger.kid},
        },
        "no token": {"faults": {"id_token": None}},
    }


async def test_a_token_that_does_not_hold_opens_nothing(journeys: Journeys) -> None:
    opened: dict[str, str] = {}
    for what, wrong in tokens(journeys.fake).items():
        journeys.fake.behave()
        for name, value in wrong.items():
            setattr(journeys.fake, name, value)
        browser = await journeys.web.browser()
        where = await journeys.gone(browser, side="distributor")
        if where != INVALID or SESSION in browser.cookies:
            opened[what] = where
    journeys.fake.behave()

    assert not opened
    assert "/evil" not in journeys.fake.visits
    assert await lands(journeys) == "/portal/#signed-in"


async def test_userinfo_about_somebody_else_is_not_believed(journeys: Journeys) -> None:
    journeys.fake.claims = {"email": None}
    journeys.fake.faults = {"userinfo": {"sub": "u-2002"}}

    assert await lands(journeys) == INVALID
