"""Passkeys: what a browser is asked to sign, and whether it did (WebAuthn)."""

# pyright: reportUnknownMemberType=false

import json
from collections.abc import Mapping
from datetime import timedelta
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlsplit

import webauthn
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from tributary.identity import rules
from tributary.kernel import Refusal, UserId
from tributary.platform import Work

CHALLENGE_LIFE: Final = timedelta(minutes=5)
NAME_MAX: Final = 60
KEYS_MAX: Final = 10


class PasskeyUnavailable(Refusal):
    """A passkey needs a site with a name; this one was opened by a number, or by no page of ours.

    Open it by its name, on the own machine as localhost, or use another second step.
    """


class PasskeyInvalid(Refusal):
    """The device's answer cannot be taken: it is for something else, too old, or known already.

    Try again.
    """


def host_of(origin: str) -> str:
    """Return the host that passkeys of a page belong to.

    Refuses:
        PasskeyUnavailable: it is none, or has only a number.
    """
    host = urlsplit(origin).hostname or ""
    try:
        ip_address(host)
    except ValueError:
        if host:
            return host
    raise PasskeyUnavailable("Open this site by its name, on the own machine as localhost.")


async def ask_passkey(
    work: Work, *, user_id: UserId, origin: str, email: str | None = None
) -> dict[str, Any]:
    """Return what a browser is to be asked: for a new passkey of an address, or to prove one.

    Refuses:
        PasskeyUnavailable: the page was opened in a way that has no passkeys.
    """
    host = host_of(origin)
    known = await work.rows(
        "SELECT id FROM passkeys WHERE user_id = :user AND host = :host ORDER BY created_at",
        user=user_id,
        host=host,
    )
    keys = [PublicKeyCredentialDescriptor(id=base64url_to_bytes(row.id)) for row in known]
    if email is None:
        options: Any = webauthn.generate_authentication_options(rp_id=host, allow_credentials=keys)
    else:
        options = webauthn.generate_registration_options(
            rp_id=host,
            rp_name="Tributary",
            user_name=email,
            user_id=user_id.bytes,
            exclude_credentials=keys,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.PREFERRED,
                user_verification=UserVerificationRequirement.PREFERRED,
            ),
        )
    await work.run(
        """
        INSERT INTO passkey_challenges (brand_id, challenge_sha256, user_id, purpose, expires_at)
        VALUES (:brand, :digest, :user, :purpose, :until)
        """,
        brand=work.brand_id,
        digest=_digest(options.challenge),
        user=user_id,
        purpose="prove" if email is None else "register",
        until=work.opened_at + CHALLENGE_LIFE,
    )
    asked: dict[str, Any] = json.loads(webauthn.options_to_json(options))
    return asked


async def keep_passkey(
    work: Work, *, user_id: UserId, origin: str, name: str, answer: Mapping[str, Any]
) -> None:
    """Keep the passkey that a device made.

    Refuses:
        PasskeyUnavailable: the page was opened in a way that has no passkeys.
        PasskeyInvalid: the answer cannot be taken.
    """
    host = host_of(origin)
    try:
        credential = parse_registration_credential_json(dict(answer))
        challenge = parse_client_data_json(credential.response.client_data_json).challenge
        await _use(work, user_id, challenge, "register")
        made = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=host,
            expected_origin=origin,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as wrong:
        raise PasskeyInvalid("The device's answer cannot be taken: try again.") from wrong
    kept = await work.run(
        """
        INSERT INTO passkeys (id, user_id, public_key, sign_count, host, name, created_at)
        SELECT :id, :user, :key, :count, :host, :name, :now
        WHERE (SELECT count(*) FROM passkeys WHERE user_id = :user) < :most
        ON CONFLICT DO NOTHING
        """,
        id=bytes_to_base64url(made.credential_id),
        user=user_id,
        key=bytes_to_base64url(made.credential_public_key),
        count=made.sign_count,
        host=host,
        name=" ".join(name.split())[:NAME_MAX] or "Passkey",
        now=work.opened_at,
        most=KEYS_MAX,
    )
    if not kept:
        raise PasskeyInvalid("This passkey is known already, or there are too many.")


async def is_passkey(
    work: Work, *, user_id: UserId, origin: str, answer: Mapping[str, Any]
) -> bool:
    """Tell whether a device has signed what it was asked to, and count that it did.

    A counter that stands still or goes back means that somebody has a copy of the key.
    """
    try:
        credential = parse_authentication_credential_json(dict(answer))
        challenge = parse_client_data_json(credential.response.client_data_json).challenge
        await _use(work, user_id, challenge, "prove")
        rows = await work.rows(
            "SELECT id, public_key, sign_count, host FROM passkeys "
            "WHERE id = :id AND user_id = :user FOR UPDATE",
            id=bytes_to_base64url(credential.raw_id),
            user=user_id,
        )
        if not rows or rows[0].host != host_of(origin):
            return False
        shown = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=rows[0].host,
            expected_origin=origin,
            credential_public_key=base64url_to_bytes(rows[0].public_key),
            credential_current_sign_count=rows[0].sign_count,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError, PasskeyInvalid, PasskeyUnavailable):
        return False
    await work.run(
        "UPDATE passkeys SET sign_count = :count, used_at = :now WHERE id = :id",
        id=rows[0].id,
        count=shown.new_sign_count,
        now=work.opened_at,
    )
    return True


async def _use(work: Work, user_id: UserId, challenge: bytes, purpose: str) -> None:
    used = await work.run(
        """
        UPDATE passkey_challenges SET used_at = :now
        WHERE brand_id = :brand AND challenge_sha256 = :digest AND user_id = :user
          AND purpose = :purpose AND used_at IS NULL AND expires_at > :now
        """,
        brand=work.brand_id,
        digest=_digest(challenge),
        user=user_id,
        purpose=purpose,
        now=work.opened_at,
    )
    if not used:
        raise PasskeyInvalid("This was asked too long ago, or answered already: try again.")


def _digest(challenge: bytes) -> str:
    return rules.digest_of(bytes_to_base64url(challenge))
