"""The brand, its people, and who is looking, in the graph."""

from datetime import date, datetime
from enum import Enum, StrEnum

import strawberry

from tributary import identity
from tributary.api.graphql.policies import WATCHING_CLAIMS
from tributary.api.graphql.refs import (
    DistributorRef,
    MemberRef,
    RebateClaimSettingRef,
    RebateDelegationRef,
    SettlementCycleTermsRef,
    StatementMailingRef,
    StatementTermsRef,
    UserRef,
)
from tributary.api.graphql.words import (
    ANYONE,
    FINANCE,
    MIDNIGHT,
    OVERSEEING,
    OWNING,
    STAFF,
    TEAM,
    CurrencyCode,
    Document,
    Everything,
    Node,
    Nothing,
    Relation,
    any_of,
    column,
    condition,
    described,
    enum_type,
    filter_input,
    many_where,
    one_where,
    own,
    table,
    where,
)

enum_type(
    identity.Role,
    "What a person is in a brand.",
    owner="Owns the brand.",
    finance_director="Answers for its money.",
    accountant="Keeps its books.",
    payout_operator="Prepares payouts.",
    sales_manager="Leads its sales.",
    salesperson="Sells.",
    auditor="Looks and changes nothing.",
    distributor_owner="Owns a distributor.",
    distributor_finance="Keeps a distributor's books.",
    distributor_buyer="Orders for a distributor.",
)


_DECIDES_CLAIMS = """EXISTS (SELECT 1 FROM memberships theirs
      WHERE theirs.brand_id = {brand} AND theirs.user_id = {t}.id
        AND theirs.role IN ('sales_manager', 'accountant', 'finance_director', 'owner'))"""


@table("brands", scope=Everything(), brand="id")
class Brand(Node):
    """The brand whose business all of this is."""

    slug: str = column("slug", ANYONE, "How addresses name it.")
    name: str = column("name", ANYONE, "How people call it.")
    time_zone: str = column("time_zone", ANYONE, "Its business days are days there.")
    currency: CurrencyCode = column("currency", ANYONE, "What it keeps its books in.")
    members: list[MemberRef] = many_where(
        "{t}.party_id IS NULL",
        OVERSEEING,
        "Its own people.",
        order='{t}.name COLLATE "C", {t}.person COLLATE "C"',
    )
    statement_terms: list[StatementTermsRef] = many_where(
        "TRUE",
        FINANCE,
        "By when its statements are to be answered: what holds first, then what held before.",
        order="{t}.changed_at DESC",
        size=5,
    )
    statement_mailings: list[StatementMailingRef] = many_where(
        "TRUE",
        FINANCE,
        "When its statements are e-mailed: what holds first; at nine where nothing was said.",
        order="{t}.changed_at DESC",
        size=5,
    )
    settlement_cycles: list[SettlementCycleTermsRef] = many_where(
        *("TRUE", FINANCE, "How often its books are closed: what was said last first."),
        order="{t}.changed_at DESC",
        size=10,
    )
    rebate_claim_steps: list[RebateClaimSettingRef] = many_where(
        "{t}.changed_at = (SELECT max(newest.changed_at) FROM rebate_claim_settings newest "
        "WHERE newest.brand_id = {brand})",
        WATCHING_CLAIMS,
        "Who is asked about claims of rebates, in this order; none while the usual chain holds.",
        order="{t}.position",
        size=6,
    )
    rebate_delegations: list[RebateDelegationRef] = many_where(
        "{t}.ended_at IS NULL AND {t}.last_on >= {today}",
        WATCHING_CLAIMS,
        "Who decides about claims for whom, now or later.",
        order="{t}.first_on, {t}.id",
        size=20,
    )
    rebate_deputies: list[UserRef] = many_where(
        _DECIDES_CLAIMS,
        WATCHING_CLAIMS,
        "Whoever may decide about claims.",
        order='{t}.name COLLATE "C", {t}.id',
        size=50,
    )


_ONESELF = where("oneself", "{t}.id = {viewer}", Relation.PERSON)
_COLLEAGUE = """
    EXISTS (SELECT 1 FROM memberships ours WHERE ours.brand_id = {brand}
            AND ours.user_id = {t}.id AND ours.party_id IS NULL)
"""


@table(
    "users",
    scope=_ONESELF,
    sales=any_of(_ONESELF, where("colleague", _COLLEAGUE, Relation.COLLEAGUE)),
    brand=None,
    where="EXISTS (SELECT 1 FROM memberships m WHERE m.brand_id = {brand} AND m.user_id = {t}.id)",
)
class User(Node):
    """A person with a role in the brand; distributors see only themselves."""

    name: str = column("name", ANYONE, "The name.")
    email: str = column("email", ANYONE, "The address one signs in with.")
    language: str = column("language", ANYONE, "zh or en.")


# One row for each side on which a person has roles.
_MEMBERS = """
    (SELECT m.user_id, m.party_id, m.roles, m.since_at, u.name, u.email, u.language,
            'User:' || m.user_id AS person,
            has_second_factor(m.user_id) AS has_factor,
            has_come_in({brand}, m.user_id) AS has_come,
            invited_until({brand}, m.user_id) AS invited_until,
            last_seen_at({brand}, m.user_id, m.party_id) AS seen_at
     FROM (SELECT h.user_id, h.party_id, min(h.since_at) AS since_at,
                  string_agg(h.role, ' ' ORDER BY h.role COLLATE "C") AS roles
           FROM memberships h WHERE h.brand_id = {brand} GROUP BY h.user_id, h.party_id) AS m
     JOIN users u ON u.id = m.user_id)
"""


@table(_MEMBERS, scope=own("party_id"), brand=None, key=("person",))
class Member:
    """Somebody with roles on one side: in the brand, or at one distributor."""

    person: str = column("person", TEAM, "What mutations call the person.")
    name: str = column("name", TEAM, "The name.")
    email: str = column("email", TEAM, "The address one signs in with.")
    language: str = column("language", TEAM, "zh or en.")
    roles: str = column("roles", TEAM, "The roles on this side, with blanks between.")
    since_at: datetime = column("since_at", TEAM, "Since when.")
    has_come: bool = column("has_come", TEAM, "Whether the person has come in, ever.")
    invited_until: datetime | None = column(
        "invited_until", TEAM, "Until when the link of the last invitation opens; none if used."
    )
    has_factor: bool = column("has_factor", TEAM, "Whether there is a second factor.")
    seen_at: datetime | None = column("seen_at", TEAM, "When last seen here, to five minutes.")


_LOOKING = """
    (SELECT {viewer} AS user_id, {today} AS today, b.id AS brand_id,
            {distributor} AS distributor_id
     FROM brands b WHERE b.id = {brand})
"""


# Each side at most once, however many roles the person has there; the brand is a party, too.
_SIDES = """
    (SELECT side.user_id, 'Party:' || p.id AS party, p.code, p.name,
            p.kind = 'distributor' AS is_distributor,
            p.id = coalesce({distributor}, {brand}) AS is_current
     FROM (SELECT DISTINCT m.user_id, coalesce(m.party_id, m.brand_id) AS party_id
           FROM memberships m WHERE m.brand_id = {brand} AND m.user_id = {viewer}) AS side
     JOIN parties p ON p.brand_id = {brand} AND p.id = side.party_id)
"""


@table(_SIDES, scope=Everything(), brand=None, key=("party",))
class Side:
    """Somebody whom the person who looks may act for: the brand or a distributor."""

    party: str = column("party", ANYONE, "What POST /session/party takes.")
    code: str = column("code", ANYONE, "How files call it.")
    name: str = column("name", ANYONE, "How people call it.")
    is_distributor: bool = column("is_distributor", ANYONE, "Whether it is a distributor.")
    is_current: bool = column("is_current", ANYONE, "Whether the person acts for it now.")


@table(_LOOKING, scope=Everything(), brand=None, key=("user_id",))
class Looker:
    """Who is looking."""

    today: date = column("today", ANYONE, "The business day in the brand's time zone.")
    user: UserRef | None = one_where("{t}.id = {p}.user_id", ANYONE, "The person.")
    distributor: DistributorRef | None = one_where(
        "{t}.id = {p}.distributor_id", ANYONE, "The distributor the person works for."
    )
    sides: list[Side] = many_where(
        "{t}.user_id = {p}.user_id",
        ANYONE,
        "Whom the person may act for.",
        order='{t}.code COLLATE "C"',
        size=2,
    )


@described(newest="The last deed first.")
class AuditSort(Enum):
    """Orders of audit entries."""

    NEWEST = "timestamptz at desc"


@filter_input
class AuditFilter:
    """Which audit entries."""

    actions: list[str] | None = condition("{t}.action = ANY({v})", "Of one of these actions.")
    subjects: list[str] | None = condition("{t}.subject = ANY({v})", "To one of these kinds.")
    user: strawberry.ID | None = condition("{t}.user_id = {v}", "By this person.", node="User")
    looking_as: strawberry.ID | None = condition(
        "{t}.on_behalf_of = {v}", "By somebody who looked as this person.", node="User"
    )
    done_from: date | None = condition(
        f"{{t}}.at >= {MIDNIGHT}", "On or after this day of the brand's."
    )
    done_until: date | None = condition(f"{{t}}.at < {MIDNIGHT}", "Before this day of the brand's.")


@table("audit_entries", scope=Nothing())
class AuditEntry(Node):
    """One deed, with what was before and after it."""

    at: datetime = column("at", FINANCE, "When.")
    origin: str = column("origin", FINANCE, "From where: console, portal, a job.")
    action: str = column("action", FINANCE, "What was done.")
    subject: str = column("subject", FINANCE, "To what kind of thing.")
    before: Document | None = column("before", FINANCE, "How it was.")
    after: Document | None = column("after", FINANCE, "How it is since.")
    reason: str | None = column("reason", FINANCE, "Why, if somebody said so.")
    address: str | None = column("address", OVERSEEING, "The network address, over HTTP.")
    device: str | None = column("device", OVERSEEING, "What the browser or program called itself.")
    user: UserRef | None = one_where("{t}.id = {p}.user_id", STAFF, "Who did it.")
    on_behalf_of: UserRef | None = one_where(
        "{t}.id = {p}.on_behalf_of", STAFF, "As whom, when somebody looked as another person."
    )


@described(
    code="A person agrees in a browser, and it acts in that person's name.",
    device="A person allows it by a code that it shows.",
    own="It acts for itself, with roles of its own.",
)
class ProgramKind(StrEnum):
    """How a program comes to tokens."""

    CODE = "code"
    DEVICE = "device"
    OWN = "own"


enum_type(
    identity.outside.ProviderKind,
    "How an identity provider says who somebody is.",
    name="IdentityProviderKind",
    openid="By a signed token: OpenID Connect.",
    oauth="By an address that tells it: plain OAuth 2, as WeCom and DingTalk have it.",
)

enum_type(
    identity.outside.Audience,
    "Who comes in from an identity provider.",
    name="IdentityProviderAudience",
    brand="The brand's own people.",
    distributors="People of its distributors.",
    everybody="Both.",
)


@described(newest="The last one first.")
class IdentityProviderSort(Enum):
    """Orders of identity providers."""

    NEWEST = "timestamptz created_at desc"


@table("identity_providers", scope=Nothing())
class IdentityProvider(Node):
    """Where people come in from with their company's account; its secret is told to nobody."""

    name: str = column("name", OWNING, "What the button says.")
    kind: identity.outside.ProviderKind = column("kind", OWNING, "How it says who somebody is.")
    issuer: str = column("issuer", OWNING, "Who says so.")
    client_id: str = column("client_id", OWNING, "What it calls us by.")
    callback_path: str = column(
        "('/session/provider/' || {t}.id || '/callback')",
        OWNING,
        "Where browsers return to, below the address of this site.",
    )
    audience: identity.outside.Audience = column("audience", OWNING, "Who comes in from there.")
    is_required: bool = column(
        "is_required", OWNING, "Whether the brand's own people come in by nothing else."
    )
    factor_values: str = column(
        "factor_values", OWNING, "What of amr or acr counts as second factor, with blanks between."
    )
    email_domains: str = column(
        "email_domains", OWNING, "Domains whose addresses it gives out, with blanks between."
    )
    scopes: str = column("scopes", OWNING, "What else it is asked for, with blanks between.")
    authorize_url: str | None = column(
        "authorize_url", OWNING, "Where browsers are sent; discovered if none."
    )
    token_url: str | None = column("token_url", OWNING, "Where codes become tokens.")
    userinfo_url: str | None = column("userinfo_url", OWNING, "Where it tells who somebody is.")
    subject_claim: str = column("subject_claim", OWNING, "The field that holds who somebody is.")
    email_claim: str = column("email_claim", OWNING, "The field that holds the address of mail.")
    people: int = column(
        "(SELECT count(*) FROM identity_links l "
        "WHERE l.brand_id = {t}.brand_id AND l.provider_id = {t}.id)",
        OWNING,
        "How many people are linked.",
    )
    created_at: datetime = column("created_at", OWNING, "When it was added.")
    changed_at: datetime = column("changed_at", OWNING, "When it was changed last.")
    disabled_at: datetime | None = column("disabled_at", OWNING, "When it was switched off.")


@described(newest="The last one first.")
class ProgramSort(Enum):
    """Orders of programs."""

    NEWEST = "timestamptz created_at desc"


@filter_input
class ProgramFilter:
    """Which programs."""

    is_disabled: bool | None = condition(
        "({t}.disabled_at IS NOT NULL) = {v}", "Shut out, or let in."
    )


_KIND = """
    CASE WHEN position('client_credentials' in {t}.flows) > 0 THEN 'own'
         WHEN position('device_code' in {t}.flows) > 0 THEN 'device' ELSE 'code' END
"""


@table("programs", scope=Nothing())
class Program(Node):
    """A program that is let in; OAuth says client."""

    name: str = column("name", OWNING, "What people read when they are asked.")
    client_id: str = column(
        "(replace({t}.brand_id::text, '-', '') || '.' || replace({t}.id::text, '-', ''))",
        OWNING,
        "What it calls itself by; no secret.",
    )
    kind: ProgramKind = column(_KIND, OWNING, "How it comes to tokens.")
    scope: str = column("scopes", OWNING, "What it may ask for, with blanks between.")
    roles: str = column("roles", OWNING, "What it may do for itself, with blanks between.")
    redirect_uris: str = column(
        "redirect_uris", OWNING, "Where browsers return, with blanks between."
    )
    is_public: bool = column("{t}.secret_sha256 IS NULL", OWNING, "Whether it keeps no secret.")
    is_first_party: bool = column("is_first_party", OWNING, "Whether nobody is asked for consent.")
    created_at: datetime = column("created_at", OWNING, "When it was let in.")
    used_at: datetime | None = column(
        "used_at", OWNING, "When it was last given a token, to five minutes."
    )
    former_until: datetime | None = column(
        "former_until", OWNING, "Until when the secret before this one is taken."
    )
    disabled_at: datetime | None = column("disabled_at", OWNING, "When it was shut out.")
    distributor: DistributorRef | None = one_where(
        "{t}.id = {p}.party_id", OWNING, "Whose program it is; none for the brand's own."
    )
