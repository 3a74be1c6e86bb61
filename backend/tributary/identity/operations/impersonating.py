"""Looking as somebody else: an owner of the brand, for a while, for a reason that is kept."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from tributary.identity import rules
from tributary.identity.events import ImpersonationBegun
from tributary.identity.operations.people import require_role
from tributary.identity.operations.team import MemberUnknown, roles_at
from tributary.identity.rules import Role
from tributary.kernel import PartyId, Refusal, UserId, new_id
from tributary.platform import Work

IMPERSONATION_LIFE: Final = timedelta(minutes=30)
REASON_MIN: Final = 10
REASON_MAX: Final = 500


class Impersonating(Refusal):
    """Whoever looks as somebody else changes nothing, and proves nothing, in that person's name.

    End it first, and act in your own name.
    """


class ReasonUnfit(Refusal):
    """The deed needs a reason of 10 to 500 characters, which is kept and read by others.

    Write why, so that somebody else understands it.
    """


class SelfMeant(Refusal):
    """Nobody looks as himself.

    Choose another person.
    """


@dataclass(frozen=True, slots=True)
class Mask:
    """A while of looking as somebody else that was just begun; the token is told this once."""

    token: str
    expires_at: datetime


async def begin_impersonation(
    work: Work,
    *,
    session_id: UUID,
    user_id: UserId,
    party_id: PartyId | None,
    reason: str,
) -> Mask:
    """Let the owner who acts look as a person on one side; that person is written to.

    Args:
        work: of the owner.
        session_id: the owner's own session: with it, this ends.
        user_id: the person.
        party_id: the distributor the person works for; None for people of the brand.
        reason: why; the person reads it.

    Refuses:
        RoleMissing: whoever acts does not own the brand.
        ReasonUnfit: the reason is too short or too long.
        SelfMeant: it is whoever acts.
        MemberUnknown: the person has no role on this side.
    """
    await require_role(work, Role.OWNER)
    why = reason_of(reason)
    if work.actor.user_id is None or user_id == work.actor.user_id:
        raise SelfMeant("Nobody looks as himself: choose another person.")
    if not await roles_at(work, user_id, party_id):
        raise MemberUnknown("This person does not work here: load the list anew.")
    # Whoever asks the audit as whom somebody looked finds the beginning, too.
    work.actor = replace(work.actor, on_behalf_of=user_id)
    mask = await _kept(work, session_id, user_id, party_id, why)
    await work.audit(
        "identity.begin_impersonation",
        subject="user",
        subject_id=user_id,
        after={"party_id": party_id, "until": mask.expires_at},
        reason=why,
    )
    return mask


async def _kept(
    work: Work, session_id: UUID, user_id: UserId, party_id: PartyId | None, why: str
) -> Mask:
    """Write it down, and announce it, so that the person learns of it."""
    token = rules.token_of(work.brand_id, secrets.token_urlsafe(32))
    mask = Mask(token, work.opened_at + IMPERSONATION_LIFE)
    impersonation_id = new_id()
    await work.run(
        """
        INSERT INTO impersonations (brand_id, id, token_sha256, owner_id, session_id, user_id,
                                    party_id, reason, created_at, expires_at)
        VALUES (:brand, :id, :digest, :owner, :session, :user, :party, :reason, :now, :until)
        """,
        brand=work.brand_id,
        id=impersonation_id,
        digest=rules.digest_of(token),
        owner=work.actor.user_id,
        session=session_id,
        user=user_id,
        party=party_id,
        reason=why,
        now=work.opened_at,
        until=mask.expires_at,
    )
    work.announce(ImpersonationBegun(work.brand_id, impersonation_id))
    return mask


def reason_of(reason: str) -> str:
    """Return a reason that somebody gave, without needless blanks.

    Refuses:
        ReasonUnfit: it is too short or too long.
    """
    why = " ".join(reason.split())
    if not REASON_MIN <= len(why) <= REASON_MAX:
        raise ReasonUnfit(f"Write a reason of {REASON_MIN} to {REASON_MAX} characters.")
    return why


async def end_impersonation(work: Work, *, token: str) -> None:
    """End a while of looking as somebody else, if it is one and not over yet."""
    ended = await work.rows(
        """
        UPDATE impersonations SET ended_at = :now
        WHERE brand_id = :brand AND token_sha256 = :digest AND ended_at IS NULL
        RETURNING user_id
        """,
        brand=work.brand_id,
        digest=rules.digest_of(token),
        now=work.opened_at,
    )
    for row in ended:
        await work.audit("identity.end_impersonation", subject="user", subject_id=row.user_id)
