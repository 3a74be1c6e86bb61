"""What can be done to brands and to who may do what."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy.exc import IntegrityError

from tributary.identity import queries, rules
from tributary.identity.rules import Role
from tributary.kernel import EXPONENTS, Currency, PartyId, Refusal, UserId, new_id
from tributary.platform import Work


class BrandInvalid(Refusal):
    """The slug, name, time zone or currency of a brand cannot be used.

    Correct the field that the message names.
    """


class SlugTaken(Refusal):
    """Another brand has this slug, or this brand exists already.

    Choose another slug.
    """


class PartyUnknown(Refusal):
    """A role was given for a distributor that the brand does not have.

    Register the distributor first.
    """


class RoleTaken(Refusal):
    """The person has this role already, for another distributor.

    Use another address for the second distributor.
    """


class RoleMissing(Refusal):
    """The deed needs a role that the person who asked does not have.

    Ask somebody who has one of the roles that the message names.
    """


async def create_brand(
    work: Work,
    *,
    slug: str,
    name: str,
    time_zone: str,
    currency: str,
    requires_factors: bool = True,
) -> None:
    """Create the brand that this work is inside of: the actor's brand id is the new one.

    Args:
        work: the one transaction of it all.
        slug: how addresses name it.
        name: how people call it.
        time_zone: where its business days are days.
        currency: what it keeps its books in.
        requires_factors: whether roles that need a second factor count only with one.

    Refuses:
        BrandInvalid: the slug, name, time zone or currency cannot be used.
        SlugTaken: another brand has the slug.
    """
    _require_usable(slug=slug, name=name, time_zone=time_zone, currency=currency)
    created = await work.run(
        """
        INSERT INTO brands (id, slug, name, time_zone, currency, created_at, factors_required_from)
        VALUES (:brand, :slug, :name, :time_zone, :currency, :now, :required_from)
        ON CONFLICT DO NOTHING
        """,
        brand=work.brand_id,
        slug=slug,
        name=name,
        time_zone=time_zone,
        currency=currency,
        now=work.opened_at,
        required_from=work.opened_at if requires_factors else None,
    )
    if not created:
        raise SlugTaken(f"A brand {slug!r} exists already: choose another slug.")
    fields = {"slug": slug, "name": name, "time_zone": time_zone, "currency": currency}
    await work.audit(
        "identity.create_brand", subject="brand", subject_id=work.brand_id, after=fields
    )


async def require_factors(work: Work, *, from_at: datetime | None) -> None:
    """Let roles that need a second factor count only with one from an instant on; None: never.

    Refuses:
        RoleMissing: whoever acts does not own the brand.
    """
    await require_role(work, Role.OWNER)
    (before,) = await work.rows(
        "SELECT factors_required_from AS at FROM brands WHERE id = :brand", brand=work.brand_id
    )
    await work.run(
        "UPDATE brands SET factors_required_from = :at WHERE id = :brand",
        brand=work.brand_id,
        at=from_at,
    )
    await work.audit(
        "identity.require_factors",
        subject="brand",
        subject_id=work.brand_id,
        before={"factors_required_from": before.at},
        after={"factors_required_from": from_at},
    )


async def add_user(
    work: Work, *, email: str, name: str, language: str, role: Role, party_id: PartyId | None = None
) -> UserId:
    """Give a person a role in the brand; a known address is the same person in all brands.

    Giving the same role again changes nothing.

    Refuses:
        EmailUnreadable: the address is none.
        LanguageUnknown: we do not write in the language.
        RoleMismatch: role and distributor do not fit together.
        PartyUnknown: the brand has no such distributor.
        RoleTaken: the person has the role already, for another distributor.
    """
    address = rules.email_of(email)
    rules.require_side(role, party_id)
    user_id = await _person(work, address, name, rules.language_of(language))
    await keep_role(work, user_id=user_id, address=address, role=role, party_id=party_id)
    return user_id


async def keep_role(
    work: Work, *, user_id: UserId, address: str, role: Role, party_id: PartyId | None
) -> None:
    """Write down a role of a person; the same one again changes nothing.

    Refuses:
        PartyUnknown: the brand has no such distributor.
        RoleTaken: the person has the role already, for another distributor.
    """
    try:
        added = await work.run(
            """
            INSERT INTO memberships (brand_id, user_id, role, party_id, since_at)
            VALUES (:brand, :user, :role, :party, :now) ON CONFLICT DO NOTHING
            """,
            brand=work.brand_id,
            user=user_id,
            role=role.value,
            party=party_id,
            now=work.opened_at,
        )
    except IntegrityError as broken:
        raise PartyUnknown(
            f"The brand has no distributor {party_id} for {address}: register it first."
        ) from broken
    if not added:
        await _require_same_party(work, user_id, address, role, party_id)
        return
    fields = {"email": address, "role": role.value, "party_id": party_id}
    await work.audit("identity.add_user", subject="user", subject_id=user_id, after=fields)


async def speak(work: Work, *, language: str) -> None:
    """Let whoever acts be written to in another language.

    Refuses:
        LanguageUnknown: we do not write in it.
    """
    wanted = rules.language_of(language)
    (before,) = await work.rows(
        "SELECT language FROM users WHERE id = :user", user=work.actor.user_id
    )
    if before.language == wanted:
        return
    await work.run(
        "UPDATE users SET language = :language WHERE id = :user",
        language=wanted,
        user=work.actor.user_id,
    )
    await work.audit(
        "identity.speak",
        subject="user",
        subject_id=work.actor.user_id,
        before={"language": before.language},
        after={"language": wanted},
    )


async def require_role(work: Work, *roles: Role) -> None:
    """Make sure that whoever acts has one of the roles; the system itself may do everything.

    The roles are those of this moment, also in what was started long ago.

    Refuses:
        RoleMissing: the person, or the program that acts for itself, has none of them here.
    """
    actor = work.actor
    if actor.user_id is not None:
        held = await queries.roles_of(work.session, work.brand_id, actor.user_id)
    elif actor.program_id is not None:
        held = await queries.program_roles(work.session, work.brand_id, actor.program_id)
    else:
        return
    if held.isdisjoint(roles):
        wanted = ", ".join(sorted(roles))
        raise RoleMissing(f"This needs one of the roles {wanted}: ask somebody who has it.")


def acting_person(work: Work) -> UserId:
    """Return who acts, for what a person has to answer for.

    Refuses:
        PersonMissing: nobody in particular does; the system acts by itself, or a program.
    """
    if work.actor.user_id is None:
        raise rules.PersonMissing("A person has to do this: act as a user of the brand.")
    return work.actor.user_id


def _require_usable(*, slug: str, name: str, time_zone: str, currency: str) -> None:
    if not rules.is_slug(slug):
        raise BrandInvalid(
            f"Slug {slug!r} cannot stand in a URL: use 1 to 63 small letters, digits and hyphens."
        )
    if not name.strip():
        raise BrandInvalid(f"Brand {slug!r} has no name: give it one.")
    try:
        ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        raise BrandInvalid(
            f"Time zone {time_zone!r} of brand {slug!r} is unknown: write it as Asia/Shanghai."
        ) from unknown
    if Currency(currency) not in EXPONENTS:
        raise BrandInvalid(
            f"Currency {currency!r} of brand {slug!r} is unknown: use an ISO 4217 code such as CNY."
        )


async def _person(work: Work, email: str, name: str, language: str) -> UserId:
    await work.run(
        """
        INSERT INTO users (id, email, name, language, created_at)
        VALUES (:id, :email, :name, :language, :now) ON CONFLICT (email) DO NOTHING
        """,
        id=new_id(),
        email=email,
        name=name,
        language=language,
        now=work.opened_at,
    )
    (row,) = await work.rows("SELECT id FROM users WHERE email = :email", email=email)
    return UserId(row.id)


async def _require_same_party(
    work: Work, user_id: UserId, email: str, role: Role, party_id: PartyId | None
) -> None:
    (held,) = await work.rows(
        """
        SELECT party_id FROM memberships
        WHERE brand_id = :brand AND user_id = :user AND role = :role
        """,
        brand=work.brand_id,
        user=user_id,
        role=role.value,
    )
    if held.party_id != party_id:
        raise RoleTaken(
            f"{email} is {role} of another distributor already: use another address for this one."
        )
