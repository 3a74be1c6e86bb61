"""ID tokens: signed by the provider's own keys, for us, now, and for this one browser."""

# pyright: reportUnknownVariableType=false

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet, RSAKey
from joserfc.jwt import JWTClaimsRegistry

from tributary.identity import outside

ALGORITHMS: Final = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
)
"""Signatures that a provider makes and we cannot: neither none, nor one with a shared secret."""

AGE_MAX: Final = timedelta(minutes=10)
"""How long ago a token may have been made: it was asked for a moment ago."""

RSA_BITS_MIN: Final = 2048
KEYS_MAX: Final = 50
TOKEN_MAX: Final = 16 * 1024


def keys_of(document: Mapping[str, Any]) -> KeySet:
    """Return the public keys of a provider; a shared secret among them is not looked at.

    Raises:
        ValueError: there is none.
    """
    listed: Any = document.get("keys")
    keys = [key for each in _dicts(listed)[:KEYS_MAX] if (key := _key(each)) is not None]
    if not keys:
        raise ValueError("it shows no keys")
    return KeySet(list(keys))


def key_id_of(token: str) -> str | None:
    """Return the name of the key that a token says it was signed with; nothing is believed yet."""
    try:
        kid = jws.extract_compact(token.encode()).headers().get("kid")
    except (JoseError, ValueError, UnicodeError):
        return None
    return kid if isinstance(kid, str) else None


def claims_of(
    token: str, keys: KeySet, terms: outside.Terms, *, nonce: str, now: datetime
) -> dict[str, Any]:
    """Return what a token claims, when every bit of it holds (OpenID Connect Core, 3.1.3.7).

    Refuses:
        ProviderAnswerInvalid: the signature or a claim does not hold.
    """
    if len(token) > TOKEN_MAX:
        raise outside.ProviderAnswerInvalid("The provider's token is too long.")
    leeway = int(outside.SKEW.total_seconds())
    registry = JWTClaimsRegistry(
        now=int(now.timestamp()),
        leeway=leeway,
        iss={"essential": True, "value": terms.issuer},
        sub={"essential": True},
        aud={"essential": True, "value": terms.client_id},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True},
    )
    try:
        decoded = jwt.decode(token, keys, algorithms=list(ALGORITHMS))
        registry.validate(decoded.claims)
    except (JoseError, ValueError, TypeError, KeyError) as broken:
        raise outside.ProviderAnswerInvalid("The provider's token does not hold.") from broken
    claims: dict[str, Any] = decoded.claims
    # Other tokens of the same provider, such as access tokens, say so here (RFC 9068, RFC 8725).
    kind = str(decoded.header.get("typ", "JWT")).lower()
    audience: Any = claims["aud"]
    is_ours_alone = audience in (terms.client_id, [terms.client_id])
    party = claims.get("azp", terms.client_id if is_ours_alone else None)
    is_old = claims["iat"] < (now - AGE_MAX).timestamp()
    if kind != "jwt" or party != terms.client_id or is_old or claims["nonce"] != nonce:
        raise outside.ProviderAnswerInvalid("The provider's token was not made for us, or not now.")
    return claims


def methods_of(claims: Mapping[str, Any]) -> frozenset[str]:
    """Return how somebody proved who it is, by amr and acr.

    >>> sorted(methods_of({"amr": ["pwd", "otp"], "acr": "urn:mace:gold"}))
    ['otp', 'pwd', 'urn:mace:gold']
    """
    listed: Any = claims.get("amr")
    methods = set(_texts(listed))
    acr = claims.get("acr")
    return frozenset(methods | ({acr} if isinstance(acr, str) else set()))


def proven_at_of(claims: Mapping[str, Any]) -> datetime | None:
    """Return when somebody proved who it is; None when that is not said."""
    at = claims.get("auth_time")
    if isinstance(at, bool) or not isinstance(at, int) or not 0 < at < 2**33:
        return None
    return datetime.fromtimestamp(at, UTC)


def text_of(claims: Mapping[str, Any], name: str) -> str | None:
    """Return a claim that is a text, or a number as WeCom's ids may be."""
    value = claims.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) and value else None


def _key(document: dict[str, Any]) -> RSAKey | ECKey | None:
    if document.get("use", "sig") != "sig":
        return None
    try:
        if document.get("kty") == "EC":
            return ECKey.import_key(document)
        if document.get("kty") != "RSA":
            return None
        key = RSAKey.import_key(document)
    except (JoseError, ValueError, TypeError, KeyError):
        return None
    return key if key.public_key.key_size >= RSA_BITS_MIN else None


def _dicts(listed: Any) -> list[dict[str, Any]]:  # noqa: ANN401  What a stranger sent.
    found: list[Any] = listed if isinstance(listed, list) else []
    return [each for each in found if isinstance(each, dict)]


def _texts(listed: Any) -> list[str]:  # noqa: ANN401  What a stranger sent.
    found: list[Any] = listed if isinstance(listed, list) else []
    return [each for each in found if isinstance(each, str)]
