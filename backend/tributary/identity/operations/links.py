"""Who is whom at an identity provider: linked, unlinked, and who may come in without it."""

from dataclasses import dataclass
from uuid import UUID

from tributary.identity import queries, rules
from tributary.identity.events import AccountChanged
from tributary.identity.queries import Enforcement
from tributary.identity.rules import Factor, Outsider
from tributary.kernel import PartyId, Refusal, UserId
from tributary.platform import Cause, Work


class ProviderRequired(Refusal):
    """The brand lets its own people in by its identity provider, and not by a password.

    Sign in with the provider; an owner may use the password with a second factor.
    """


class LinkTaken(Refusal):
    """This account over there belongs to somebody already, or the person has another one there.

    Remove the other link first, or sign in over there with the other account.
    """


class IdentityLinkUnknown(Refusal):
    """There is no such link.

    Load the page anew.
    """


class LastWayIn(Refusal):
    """Without this link the person could not come in any more.

    Set a password, or link another provider, first.
    """


@dataclass(frozen=True, slots=True)
class Claim:
    """An account over there that waits for the password of whose it is."""

    provider_id: UUID
    subject: str
    label: str


async def require_way_in(
    work: Work,
    user_id: UserId,
    party_id: PartyId | None,
    *,
    provider_id: UUID | None,
    factor: Factor | None,
) -> None:
    """Make sure that somebody may come in the way it was done.

    Distributors' people always may; the brand's own may not by a password where a provider is
    required, but for owners with a second factor.

    Refuses:
        ProviderRequired: not by a password.
    """
    if party_id is not None or provider_id is not None:
        return
    enforcement = await queries.enforcement_of(work.session, work.brand_id, user_id)
    is_kept_out = enforcement is Enforcement.SPARED and factor is None
    if is_kept_out or enforcement is Enforcement.FULL:
        raise ProviderRequired("This brand lets its people in by its identity provider only.")


async def waiting_claim(work: Work, token: str | None) -> Claim | None:
    """Return the account that a browser brought back and that waits to be linked."""
    if token is None or rules.brand_of_token(token) != work.brand_id:
        return None
    rows = await work.rows(
        """
        SELECT j.provider_id, j.subject, j.label FROM provider_journeys j
        JOIN identity_providers p
          ON p.brand_id = :brand AND p.id = j.provider_id AND p.disabled_at IS NULL
        WHERE j.brand_id = :brand AND j.browser_sha256 = :digest AND j.subject IS NOT NULL
          AND j.claimed_at IS NULL AND j.expires_at > :now
        FOR UPDATE OF j
        """,
        brand=work.brand_id,
        digest=rules.digest_of(token),
        now=work.opened_at,
    )
    return Claim(rows[0].provider_id, rows[0].subject, rows[0].label) if rows else None


async def take_claim(work: Work, token: str | None, user_id: UserId) -> UUID | None:
    """Link what a browser brought back to whoever has proven who it is; return the provider.

    None where nothing waits, or where it cannot be this person's.
    """
    claim = await waiting_claim(work, token)
    if claim is None or token is None:
        return None
    await work.run(
        "UPDATE provider_journeys SET claimed_at = :now "
        "WHERE brand_id = :brand AND browser_sha256 = :digest AND claimed_at IS NULL",
        brand=work.brand_id,
        digest=rules.digest_of(token),
        now=work.opened_at,
    )
    try:
        await link(work, user_id, claim.provider_id, Outsider(claim.subject, claim.label))
    except LinkTaken:
        # The password was right all the same: the person is signed in, and nothing is linked.
        return None
    return claim.provider_id


async def link(
    work: Work, user_id: UserId, provider_id: UUID, outsider: Outsider, *, why: Cause | None = None
) -> None:
    """Know a person by an account over there from now on, and tell that person.

    Refuses:
        LinkTaken: the account is somebody else's, or the person has another one there.
    """
    linked = await work.run(
        """
        INSERT INTO identity_links (brand_id, provider_id, subject, user_id, label, linked_at)
        VALUES (:brand, :provider, :subject, :user, :label, :now) ON CONFLICT DO NOTHING
        """,
        brand=work.brand_id,
        provider=provider_id,
        subject=outsider.subject,
        user=user_id,
        label=outsider.label,
        now=work.opened_at,
    )
    if not linked and await linked_user(work, provider_id, outsider.subject) != user_id:
        raise LinkTaken("This account is linked to somebody, or you have another one there.")
    if not linked:
        return
    work.announce(AccountChanged(work.brand_id, user_id, "provider_linked"))
    await work.audit(
        "identity.link_provider",
        subject="user",
        subject_id=user_id,
        after={"provider_id": provider_id, "label": outsider.label},
        reason=why,
    )


async def linked_user(work: Work, provider_id: UUID, subject: str) -> UserId | None:
    """Return who a subject of a provider is; None when nobody knows."""
    rows = await work.rows(
        "SELECT user_id FROM identity_links "
        "WHERE brand_id = :brand AND provider_id = :provider AND subject = :subject",
        brand=work.brand_id,
        provider=provider_id,
        subject=subject,
    )
    return UserId(rows[0].user_id) if rows else None


async def unlink(work: Work, *, user_id: UserId, provider_id: UUID, but: UUID) -> None:
    """Know a person by a provider no longer; sessions it opened are over, but for one.

    Args:
        work: the work.
        user_id: whose link.
        provider_id: to which provider.
        but: the session in which this is asked for.

    Refuses:
        IdentityLinkUnknown: there is none.
        LastWayIn: the person could not come in any more.
    """
    # Two links removed at once wait for one another: one of them is the last.
    links = await work.rows(
        """
        SELECT l.provider_id, l.label, p.disabled_at FROM identity_links l
        JOIN identity_providers p ON p.brand_id = :brand AND p.id = l.provider_id
        WHERE l.brand_id = :brand AND l.user_id = :user
        ORDER BY l.provider_id FOR UPDATE OF l
        """,
        brand=work.brand_id,
        user=user_id,
    )
    ours = [each for each in links if each.provider_id == provider_id]
    if not ours:
        raise IdentityLinkUnknown("There is no such link: load the page anew.")
    others = [each for each in links if each.provider_id != provider_id and not each.disabled_at]
    if not others and not await _comes_in_by_password(work, user_id):
        raise LastWayIn("This is your only way in: set a password or link another provider first.")
    await work.run(
        "DELETE FROM identity_links "
        "WHERE brand_id = :brand AND provider_id = :provider AND user_id = :user",
        brand=work.brand_id,
        provider=provider_id,
        user=user_id,
    )
    await end_opened(work, provider_id, user_id=user_id, but=but)
    work.announce(AccountChanged(work.brand_id, user_id, "provider_unlinked"))
    await work.audit(
        "identity.unlink_provider",
        subject="user",
        subject_id=user_id,
        before={"provider_id": provider_id, "label": ours[0].label},
    )


async def end_opened(
    work: Work, provider_id: UUID, *, user_id: UserId | None = None, but: UUID | None = None
) -> int:
    """End the sessions that a provider opened, of everybody or of one person; return how many."""
    return await work.run(
        """
        UPDATE sessions SET ended_at = :now
        WHERE brand_id = :brand AND provider_id = :provider AND ended_at IS NULL
          AND (CAST(:user AS uuid) IS NULL OR user_id = :user)
          AND id IS DISTINCT FROM CAST(:but AS uuid)
        """,
        brand=work.brand_id,
        provider=provider_id,
        user=user_id,
        but=but,
        now=work.opened_at,
    )


async def _comes_in_by_password(work: Work, user_id: UserId) -> bool:
    account = await queries.account_of(work.session, work.brand_id, user_id)
    enforcement = await queries.enforcement_of(work.session, work.brand_id, user_id)
    is_free = enforcement is Enforcement.NONE
    return account.has_password and (
        is_free or (enforcement is Enforcement.SPARED and bool(account.ways))
    )
