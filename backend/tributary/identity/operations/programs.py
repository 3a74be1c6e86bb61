"""Programs: let in, given another secret, shut out."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from tributary.identity import rules
from tributary.identity.operations.people import PartyUnknown, require_role
from tributary.identity.rules import ProgramDraft, Role
from tributary.kernel import Refusal, new_id
from tributary.platform import Work


class ProgramUnknown(Refusal):
    """The brand has no such program, or it was shut out.

    Look at the list of programs for its id.
    """


class SecretMissing(Refusal):
    """The program keeps no secret, so there is none to change.

    Shut the program out and let another in instead.
    """


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a program proves itself with; the secret is told this once."""

    program_id: UUID
    name: str
    """What the program calls itself by: `<brand>.<program>`."""
    secret: str | None


async def add_program(work: Work, draft: ProgramDraft) -> Credentials:
    """Let a program in.

    Refuses:
        RoleMissing: whoever acts does not own the brand.
        ProgramInvalid: something does not fit together, or an address is unsafe.
        PartyUnknown: the brand has no such distributor.
    """
    await require_role(work, Role.OWNER)
    rules.require_program(draft)
    program_id = new_id()
    secret = None if draft.is_public else _new_secret(work)
    try:
        await _insert(work, program_id, draft, secret)
    except IntegrityError as broken:
        raise PartyUnknown(
            f"The brand has no distributor {draft.party_id}: register it first."
        ) from broken
    fields = {
        "name": draft.name,
        "flows": sorted(draft.flows),
        "scopes": sorted(draft.scopes),
        "redirect_uris": draft.redirect_uris,
        "logout_uris": draft.logout_uris,
        "roles": sorted(draft.roles),
        "party_id": draft.party_id,
        "is_public": draft.is_public,
        "is_first_party": draft.is_first_party,
    }
    await work.audit("identity.add_program", subject="program", subject_id=program_id, after=fields)
    return Credentials(program_id, rules.program_name(work.brand_id, program_id), secret)


async def rotate_secret(
    work: Work, *, program_id: UUID, overlap: timedelta = timedelta()
) -> Credentials:
    """Give a program another secret; the one before is taken for a while longer.

    Args:
        work: the work.
        program_id: which program.
        overlap: how long both secrets are taken; not at all unless said.

    Refuses:
        RoleMissing: whoever acts does not own the brand.
        ProgramUnknown: there is none, or it was shut out.
        SecretMissing: it keeps none.
    """
    await require_role(work, Role.OWNER)
    found = await work.rows(
        """
        SELECT secret_sha256 FROM programs
        WHERE brand_id = :brand AND id = :program AND disabled_at IS NULL FOR UPDATE
        """,
        brand=work.brand_id,
        program=program_id,
    )
    if not found:
        raise ProgramUnknown(f"There is no program {program_id} in this brand.")
    if found[0].secret_sha256 is None:
        raise SecretMissing("This program keeps no secret: let another in instead.")
    secret = _new_secret(work)
    await work.run(
        """
        UPDATE programs SET secret_sha256 = :digest,
          former_sha256 = CASE WHEN :keeps THEN secret_sha256 END,
          former_until = CASE WHEN :keeps THEN CAST(:until AS timestamptz) END
        WHERE brand_id = :brand AND id = :program
        """,
        brand=work.brand_id,
        program=program_id,
        digest=rules.digest_of(secret),
        keeps=bool(overlap),
        until=work.opened_at + overlap,
    )
    fields = {"former_until": work.opened_at + overlap}
    await work.audit(
        "identity.rotate_secret", subject="program", subject_id=program_id, after=fields
    )
    return Credentials(program_id, rules.program_name(work.brand_id, program_id), secret)


async def disable_program(work: Work, *, program_id: UUID) -> None:
    """Shut a program out: from now on none of its tokens is taken.

    Refuses:
        RoleMissing: whoever acts does not own the brand.
        ProgramUnknown: there is none, or it was shut out already.
    """
    await require_role(work, Role.OWNER)
    disabled = await work.run(
        """
        UPDATE programs SET disabled_at = :now
        WHERE brand_id = :brand AND id = :program AND disabled_at IS NULL
        """,
        brand=work.brand_id,
        program=program_id,
        now=work.opened_at,
    )
    if not disabled:
        raise ProgramUnknown(f"There is no program {program_id} in this brand.")
    await work.audit("identity.disable_program", subject="program", subject_id=program_id)


async def note_program_use(work: Work, *, program_id: UUID) -> None:
    """Write down that a program was just given a token."""
    await work.run(
        "UPDATE programs SET used_at = :now WHERE brand_id = :brand AND id = :program "
        "AND (used_at IS NULL OR used_at < :before)",
        brand=work.brand_id,
        program=program_id,
        now=work.opened_at,
        # Every token of an ERP would otherwise queue for this one row.
        before=work.opened_at - timedelta(minutes=5),
    )


def _new_secret(work: Work) -> str:
    return rules.token_of(work.brand_id, secrets.token_urlsafe(32))


async def _insert(work: Work, program_id: UUID, draft: ProgramDraft, secret: str | None) -> None:
    await work.run(
        """
        INSERT INTO programs (brand_id, id, name, secret_sha256, flows, scopes, redirect_uris,
                              logout_uris, roles, party_id, is_first_party, created_at)
        VALUES (:brand, :id, :name, :digest, :flows, :scopes, :redirects, :logouts, :roles, :party,
                :first, :now)
        """,
        brand=work.brand_id,
        id=program_id,
        name=draft.name.strip(),
        digest=None if secret is None else rules.digest_of(secret),
        flows=" ".join(sorted(draft.flows)),
        scopes=" ".join(sorted(draft.scopes)),
        redirects=" ".join(draft.redirect_uris),
        logouts=" ".join(draft.logout_uris),
        roles=" ".join(sorted(draft.roles)),
        party=draft.party_id,
        first=draft.is_first_party,
        now=work.opened_at,
    )
