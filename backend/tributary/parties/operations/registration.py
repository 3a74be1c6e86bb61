"""How parties are registered: the brand itself, acquirers, and distributors by the thousand."""

from collections.abc import Sequence
from datetime import date

from tributary.kernel import DistributorId, PartyId, Refusal, new_id
from tributary.parties import rules
from tributary.parties.operations.tree import (
    CLIMB,
    TreeCycle,
    UplineJoinsLater,
    lock_tree,
    require_grades,
)
from tributary.parties.queries import UnknownDistributor, party_of, set_based
from tributary.parties.rules import DistributorDraft, PartyKind
from tributary.platform import Work


class PartyCodeTaken(Refusal):
    """Another party of the brand has this code, or the code comes twice in one list.

    Choose another code.
    """


class ContactUnreachable(Refusal):
    """A contact has neither an e-mail address nor a telephone number.

    Give at least one of them.
    """


_INSERT_PARTIES = """
    INSERT INTO parties
      (brand_id, id, kind, code, name, language, email, phone, address, created_at)
    SELECT :brand, d.id, 'distributor', d.code, d.name, d.language, d.email, d.phone, d.address,
           :now
    FROM unnest(CAST(:ids AS uuid[]), CAST(:codes AS text[]), CAST(:names AS text[]),
                CAST(:languages AS text[]), CAST(:emails AS text[]), CAST(:phones AS text[]),
                CAST(:addresses AS text[]))
         AS d (id, code, name, language, email, phone, address)
    ON CONFLICT DO NOTHING
"""

_INSERT_GRADES = """
    INSERT INTO distributor_grades (brand_id, distributor_id, grade, valid_from)
    SELECT :brand, d.id, d.grade, d.since
    FROM unnest(CAST(:ids AS uuid[]), CAST(:grades AS text[]), CAST(:sinces AS date[]))
         AS d (id, grade, since)
"""

_INSERT_EDGES = """
    INSERT INTO tree_edges (brand_id, distributor_id, parent_id, valid_from)
    SELECT :brand, d.id, d.parent_id, d.since
    FROM unnest(CAST(:ids AS uuid[]), CAST(:parents AS uuid[]), CAST(:sinces AS date[]))
         AS d (id, parent_id, since)
"""

_INSERT_PATHS = f"""
    WITH RECURSIVE starts AS (
      SELECT d.id, d.since AS valid_from
      FROM unnest(CAST(:ids AS uuid[]), CAST(:sinces AS date[])) AS d (id, since)
    ),
    {CLIMB}
    INSERT INTO tree_paths
      (brand_id, descendant_id, ancestor_id, depth, valid_from, valid_until)
    SELECT :brand, c.descendant_id, c.ancestor_id, c.depth, c.valid_from, c.valid_until
    FROM climb c
"""  # noqa: S608  Both halves are written in this package.


async def open_brand(work: Work, *, name: str, language: str = "zh") -> PartyId:
    """Register the brand itself as a party, topmost in its tree; its id is the brand's.

    Refuses:
        PartyInvalid: the name is missing or the language is not ours.
        PartyCodeTaken: the brand is open already.
    """
    brand = PartyId(work.brand_id)
    await _insert_party(work, brand, PartyKind.BRAND, rules.BRAND_CODE, name, language, None)
    await work.run(
        """
        INSERT INTO tree_paths (brand_id, descendant_id, ancestor_id, depth, valid_from)
        VALUES (:brand, :brand, :brand, 0, :since)
        """,
        brand=brand,
        since=rules.DAWN,
    )
    return brand


async def register_party(
    work: Work,
    *,
    kind: PartyKind,
    code: str,
    name: str,
    language: str = "zh",
    email: str | None = None,
) -> PartyId:
    """Register an acquirer or a provider.

    Refuses:
        PartyInvalid: the kind has an operation of its own, or code, name or language is unusable.
        PartyCodeTaken: the code is taken.
    """
    if kind in (PartyKind.BRAND, PartyKind.DISTRIBUTOR):
        raise rules.PartyInvalid(f"{code} is a {kind}: open the brand or register a distributor.")
    party_id = rules.party_id_of(work.brand_id, code)
    await _insert_party(work, party_id, kind, code, name, language, email)
    return party_id


async def register_distributor(
    work: Work,
    *,
    code: str,
    name: str,
    parent_id: PartyId,
    grade: str,
    since: date,
    language: str = "zh",
    email: str | None = None,
    phone: str | None = None,
    address: str | None = None,
) -> DistributorId:
    """Register one distributor under an upline from a day on.

    Refuses:
        PartyInvalid, PartyCodeTaken, GradeUnknown, UnknownDistributor, UplineJoinsLater: see
            `register_distributors`.
    """
    draft = DistributorDraft(
        code=code,
        name=name,
        parent_id=parent_id,
        grade=grade,
        since=since,
        language=language,
        email=email,
        phone=phone,
        address=address,
    )
    (distributor_id,) = await register_distributors(work, [draft])
    return distributor_id


async def register_distributors(
    work: Work, drafts: Sequence[DistributorDraft]
) -> list[DistributorId]:
    """Register many distributors, all or none, in any order; uplines may be in the list.

    Refuses:
        PartyInvalid: a code, name, language or first day cannot be used.
        PartyCodeTaken: a code is taken or comes twice.
        GradeUnknown: a grade does not exist.
        TreeCycle: some of the list stand above themselves.
        UnknownDistributor: an upline is neither in the tree nor in the list.
        UplineJoinsLater: an upline joins after one below it.
    """
    if not drafts:
        return []
    await lock_tree(work)
    ids = [rules.distributor_id_of(work.brand_id, draft.code) for draft in drafts]
    await _require_usable(work, drafts)
    _require_acyclic(drafts, ids)
    await _require_uplines(work, drafts, ids)
    sinces = [draft.since for draft in drafts]
    brand = work.brand_id
    added = await work.run(
        _INSERT_PARTIES,
        brand=brand,
        ids=ids,
        codes=[draft.code for draft in drafts],
        names=[draft.name for draft in drafts],
        languages=[draft.language for draft in drafts],
        emails=[draft.email for draft in drafts],
        phones=[draft.phone for draft in drafts],
        addresses=[draft.address for draft in drafts],
        now=work.opened_at,
    )
    if added < len(drafts):
        raise PartyCodeTaken("Somebody else took one of these codes just now: look again.")
    # The checks of foreign keys were planned while there were few parties and would read the
    # whole table for each row: ten thousand times ten thousand.
    await work.run("DISCARD PLANS")
    grades = [draft.grade for draft in drafts]
    await work.run(_INSERT_GRADES, brand=brand, ids=ids, grades=grades, sinces=sinces)
    parents = [draft.parent_id for draft in drafts]
    await work.run(_INSERT_EDGES, brand=brand, ids=ids, parents=parents, sinces=sinces)
    async with set_based(work.session):
        await work.run(_INSERT_PATHS, brand=brand, ids=ids, sinces=sinces)
    await _audit_registration(work, drafts, ids)
    return ids


async def add_contact(
    work: Work,
    *,
    party_id: PartyId,
    name: str,
    role: str | None = None,
    email: str | None = None,
    phone: str | None = None,
    language: str = "zh",
) -> None:
    """Note a person at a party.

    Refuses:
        UnknownParty: there is no such party.
        PartyInvalid: the name is missing or the language is not ours.
        ContactUnreachable: neither an address nor a number is given.
    """
    party = await party_of(work.session, work.brand_id, party_id)
    rules.require_party(code=party.code, name=name, language=language)
    if not email and not phone:
        raise ContactUnreachable(
            f"{name} of {party.code} has neither e-mail nor telephone: give one of them."
        )
    contact_id = new_id()
    await work.run(
        """
        INSERT INTO contacts (brand_id, id, party_id, name, role, email, phone, language)
        VALUES (:brand, :id, :party, :name, :role, :email, :phone, :language)
        """,
        brand=work.brand_id,
        id=contact_id,
        party=party_id,
        name=name,
        role=role,
        email=email,
        phone=phone,
        language=language,
    )
    fields = {"party_id": party_id, "name": name, "role": role}
    await work.audit("parties.add_contact", subject="contact", subject_id=contact_id, after=fields)


async def _insert_party(
    work: Work,
    party_id: PartyId,
    kind: PartyKind,
    code: str,
    name: str,
    language: str,
    email: str | None,
) -> None:
    rules.require_party(code=code, name=name, language=language)
    added = await work.run(
        """
        INSERT INTO parties (brand_id, id, kind, code, name, language, email, created_at)
        VALUES (:brand, :id, :kind, :code, :name, :language, :email, :now)
        ON CONFLICT DO NOTHING
        """,
        brand=work.brand_id,
        id=party_id,
        kind=kind.value,
        code=code,
        name=name,
        language=language,
        email=email,
        now=work.opened_at,
    )
    if not added:
        raise PartyCodeTaken(f"A party {code!r} exists already: choose another code.")
    fields = {"kind": kind.value, "code": code, "name": name}
    await work.audit("parties.register_party", subject="party", subject_id=party_id, after=fields)


async def _require_usable(work: Work, drafts: Sequence[DistributorDraft]) -> None:
    for draft in drafts:
        rules.require_party(
            code=draft.code, name=draft.name, language=draft.language, since=draft.since
        )
    codes = [draft.code for draft in drafts]
    twice = rules.repeated(codes)
    if twice:
        raise PartyCodeTaken(f"Code {rules.named(twice)} comes twice: list each distributor once.")
    taken = await work.rows(
        """
        SELECT code FROM parties
        WHERE brand_id = :brand AND code = ANY(CAST(:codes AS text[])) ORDER BY code
        """,
        brand=work.brand_id,
        codes=codes,
    )
    if taken:
        names = rules.named([row.code for row in taken])
        raise PartyCodeTaken(f"Code {names} exists already: choose another, or leave it out.")
    await require_grades(work, [draft.grade for draft in drafts])


def _require_acyclic(drafts: Sequence[DistributorDraft], ids: Sequence[DistributorId]) -> None:
    codes = {PartyId(key): draft.code for key, draft in zip(ids, drafts, strict=True)}
    loop = rules.looped(
        {PartyId(key): draft.parent_id for key, draft in zip(ids, drafts, strict=True)}
    )
    if loop:
        members = " under ".join(codes[key] for key in [*loop, loop[0]])
        raise TreeCycle(f"{members}: a distributor cannot stand above itself; correct an upline.")


async def _require_uplines(
    work: Work, drafts: Sequence[DistributorDraft], ids: Sequence[DistributorId]
) -> None:
    joined = {PartyId(key): draft.since for key, draft in zip(ids, drafts, strict=True)}
    outside = {draft.parent_id for draft in drafts} - joined.keys()
    rows = await work.rows(
        """
        SELECT descendant_id, valid_from FROM tree_paths
        WHERE brand_id = :brand AND depth = 0 AND descendant_id = ANY(CAST(:ids AS uuid[]))
        """,
        brand=work.brand_id,
        ids=list(outside),
    )
    joined |= {PartyId(row.descendant_id): row.valid_from for row in rows}
    for draft in drafts:
        if draft.parent_id not in joined:
            raise UnknownDistributor(
                f"There is no distributor {draft.parent_id} to put {draft.code} under: register it "
                "first, or in the same list."
            )
        if joined[draft.parent_id] > draft.since:
            raise UplineJoinsLater(
                f"The upline of {draft.code} joins on {joined[draft.parent_id]}, after "
                f"{draft.since}: choose a later day or another upline."
            )


async def _audit_registration(
    work: Work, drafts: Sequence[DistributorDraft], ids: Sequence[DistributorId]
) -> None:
    first = drafts[0]
    fields: dict[str, object] = {
        "count": len(drafts),
        "codes": rules.named([draft.code for draft in drafts]),
    }
    if len(drafts) == 1:
        fields |= {"parent_id": first.parent_id, "grade": first.grade, "since": first.since}
    await work.audit(
        "parties.register_distributors",
        subject="distributor",
        subject_id=ids[0] if len(ids) == 1 else None,
        after=fields,
    )
