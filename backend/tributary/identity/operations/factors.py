"""Second factors: an application that shows codes, recovery codes; adding, proving, removing."""

import hmac
import secrets
from typing import Final

import pyotp
from pyotp.totp import TOTP

from tributary.identity import queries, rules
from tributary.identity.events import AccountChanged
from tributary.identity.operations.passkeys import is_passkey
from tributary.identity.rules import Factor, Proof
from tributary.kernel import Refusal, UserId
from tributary.platform import Seals, Work

SEAL: Final = "totp"
RECOVERY: Final = "recovery"


class FactorWrong(Refusal):
    """The code, recovery code or passkey is not right, was used before, or came too late.

    Wait for the next code, or use another way.
    """


class FactorPresent(Refusal):
    """There is an application that shows codes already.

    Remove it first.
    """


class FactorUnknown(Refusal):
    """There is no such second factor.

    Load the page anew.
    """


async def prove(work: Work, seals: Seals, *, user_id: UserId, proof: Proof) -> Factor:
    """Return the factor that a proof proves, and use the proof up.

    Refuses:
        FactorWrong: it proves nothing, or did so before.
    """
    if proof.code is not None and await _is_code(work, seals, user_id, proof.code):
        return Factor.TOTP
    if proof.recovery is not None and await _is_recovery(work, seals, user_id, proof.recovery):
        return Factor.RECOVERY
    if proof.passkey is not None and await is_passkey(
        work, user_id=user_id, origin=proof.origin, answer=proof.passkey
    ):
        return Factor.PASSKEY
    raise FactorWrong("This is not right, or was used before: try the next code or another way.")


async def begin_totp(work: Work, seals: Seals, *, user_id: UserId) -> str:
    """Return the secret of an application that is to show codes; it counts once one was right.

    Refuses:
        FactorPresent: there is one already.
    """
    secret = pyotp.random_base32()
    begun = await work.run(
        """
        INSERT INTO totp_factors AS t (user_id, sealed_secret, created_at, last_step)
        VALUES (:user, :sealed, :now, 0)
        ON CONFLICT (user_id) DO UPDATE
        SET sealed_secret = excluded.sealed_secret, created_at = excluded.created_at
        WHERE t.confirmed_at IS NULL
        """,
        user=user_id,
        sealed=seals.seal(SEAL, secret),
        now=work.opened_at,
    )
    if not begun:
        raise FactorPresent("There is an application that shows codes already: remove it first.")
    return secret


def totp_uri(secret: str, *, email: str, brand: str) -> str:
    """Return what an application reads as a QR code."""
    return TOTP(secret).provisioning_uri(name=email, issuer_name=f"Tributary {brand}")


async def confirm_totp(work: Work, seals: Seals, *, user_id: UserId, code: str) -> None:
    """Let an application count from its first right code on.

    Refuses:
        FactorWrong: the code is not right.
    """
    if not await _is_code(work, seals, user_id, code, is_new=True):
        raise FactorWrong("This code is not right: wait for the next one.")
    await work.run(
        "UPDATE totp_factors SET confirmed_at = :now WHERE user_id = :user",
        user=user_id,
        now=work.opened_at,
    )
    await note_factor(work, user_id, "totp", is_added=True)


async def remove_totp(work: Work, *, user_id: UserId) -> None:
    """Let the application count no longer.

    Refuses:
        FactorUnknown: there is none.
    """
    if not await work.run("DELETE FROM totp_factors WHERE user_id = :user", user=user_id):
        raise FactorUnknown("There is no application that shows codes.")
    await note_factor(work, user_id, "totp", is_added=False)


async def remove_passkey(work: Work, *, user_id: UserId, passkey_id: str) -> None:
    """Let a passkey count no longer.

    Refuses:
        FactorUnknown: there is none.
    """
    removed = await work.run(
        "DELETE FROM passkeys WHERE user_id = :user AND id = :id", user=user_id, id=passkey_id
    )
    if not removed:
        raise FactorUnknown("There is no such passkey.")
    await note_factor(work, user_id, "passkey", is_added=False)


async def renew_recovery(work: Work, seals: Seals, *, user_id: UserId) -> list[str]:
    """Return new recovery codes, told this once; those before count no longer."""
    await work.run("DELETE FROM recovery_codes WHERE user_id = :user", user=user_id)
    codes: list[str] = []
    for _ in range(rules.RECOVERY_CODES):
        letters = "".join(
            secrets.choice(rules.RECOVERY_LETTERS) for _ in range(rules.RECOVERY_LENGTH)
        )
        await work.run(
            "INSERT INTO recovery_codes (user_id, code_hash, created_at) "
            "VALUES (:user, :hash, :now)",
            user=user_id,
            hash=seals.derive(RECOVERY, user_id, letters),
            now=work.opened_at,
        )
        codes.append("-".join(letters[place : place + 4] for place in range(0, len(letters), 4)))
    await work.audit("identity.renew_recovery", subject="user", subject_id=user_id)
    return codes


async def note_factor(work: Work, user_id: UserId, factor: str, *, is_added: bool) -> None:
    """Write down and tell the person that a factor was added or removed.

    Without any factor, sessions have proven none: roles that need one stop counting in them.
    """
    account = await queries.account_of(work.session, work.brand_id, user_id)
    if not account.ways:
        await work.run(
            "UPDATE sessions SET factor = NULL "
            "WHERE brand_id = :brand AND user_id = :user AND factor <> 'provider'",
            brand=work.brand_id,
            user=user_id,
        )
        await work.run("DELETE FROM recovery_codes WHERE user_id = :user", user=user_id)
    what = "factor_added" if is_added else "factor_removed"
    work.announce(AccountChanged(work.brand_id, user_id, what))
    fields = {"factor": factor}
    await work.audit(
        "identity.add_factor" if is_added else "identity.remove_factor",
        subject="user",
        subject_id=user_id,
        before=None if is_added else fields,
        after=fields if is_added else None,
    )


async def _is_code(
    work: Work, seals: Seals, user_id: UserId, code: str, *, is_new: bool = False
) -> bool:
    """Tell whether a code is right and was not used: only codes of later steps are taken."""
    rows = await work.rows(
        f"""
        SELECT sealed_secret, last_step FROM totp_factors
        WHERE user_id = :user AND confirmed_at IS {"" if is_new else "NOT"} NULL FOR UPDATE
        """,  # noqa: S608  One of two words of ours.
        user=user_id,
    )
    secret = seals.unseal(SEAL, rows[0].sealed_secret) if rows else None
    if secret is None:
        return False
    given = "".join(code.split()).encode()
    now = int(work.opened_at.timestamp()) // rules.TOTP_SECONDS
    for step in range(now - rules.TOTP_DRIFT, now + rules.TOTP_DRIFT + 1):
        expected = TOTP(secret).generate_otp(step).encode()
        if hmac.compare_digest(expected, given) and step > rows[0].last_step:
            await work.run(
                "UPDATE totp_factors SET last_step = :step WHERE user_id = :user",
                user=user_id,
                step=step,
            )
            return True
    return False


async def _is_recovery(work: Work, seals: Seals, user_id: UserId, text: str) -> bool:
    used = await work.run(
        "UPDATE recovery_codes SET used_at = :now "
        "WHERE user_id = :user AND code_hash = :hash AND used_at IS NULL",
        user=user_id,
        hash=seals.derive(RECOVERY, user_id, rules.recovery_of(text)),
        now=work.opened_at,
    )
    return used == 1
