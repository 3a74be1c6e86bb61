"""The brand, its people, and who is looking, in the graph."""

from datetime import date, datetime
from enum import Enum

import strawberry

from tributary import identity
from tributary.api.graphql.refs import DistributorRef, UserRef
from tributary.api.graphql.words import (
    ANYONE,
    FINANCE,
    STAFF,
    CurrencyCode,
    Document,
    Everything,
    Node,
    Nothing,
    Where,
    column,
    condition,
    enum_type,
    filter_input,
    one_where,
    table,
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


@table(
    "brands",
    scope=Everything(),
    brand="id",
    description="The brand whose business all of this is.",
)
class Brand(Node):
    """The brand whose business all of this is."""

    slug: str = column("slug", ANYONE, "How addresses name it.")
    name: str = column("name", ANYONE, "How people call it.")
    time_zone: str = column("time_zone", ANYONE, "Its business days are days there.")
    currency: CurrencyCode = column("currency", ANYONE, "What it keeps its books in.")


@table(
    "users",
    scope=Where("{t}.id = {viewer}"),
    brand=None,
    where="EXISTS (SELECT 1 FROM memberships m WHERE m.brand_id = {brand} AND m.user_id = {t}.id)",
    description="A person with a role in the brand; distributors see only themselves.",
)
class User(Node):
    """A person with a role in the brand; distributors see only themselves."""

    name: str = column("name", ANYONE, "The name.")
    email: str = column("email", ANYONE, "The address one signs in with.")
    language: str = column("language", ANYONE, "zh or en.")


_LOOKING = """
    (SELECT {viewer} AS user_id, {today} AS today, b.id AS brand_id,
            {distributor} AS distributor_id
     FROM brands b WHERE b.id = {brand})
"""


@table(_LOOKING, scope=Everything(), brand=None, key=("user_id",), description="Who is looking.")
class Looker:
    """Who is looking."""

    today: date = column("today", ANYONE, "The business day in the brand's time zone.")
    user: UserRef | None = one_where("{t}.id = {p}.user_id", ANYONE, "The person.")
    distributor: DistributorRef | None = one_where(
        "{t}.id = {p}.distributor_id", ANYONE, "The distributor the person works for."
    )


class AuditSort(Enum):
    """Orders of audit entries."""

    NEWEST = "timestamptz at desc"


enum_type(AuditSort, "Orders of audit entries.", newest="The last deed first.")


@filter_input("Which audit entries.")
class AuditFilter:
    """Which audit entries."""

    actions: list[str] | None = condition("{t}.action = ANY({v})", "Of one of these actions.")
    user: strawberry.ID | None = condition("{t}.user_id = {v}", "By this person.", node="User")


@table(
    "audit_entries",
    scope=Nothing(),
    description="One deed, with what was before and after it.",
)
class AuditEntry(Node):
    """One deed, with what was before and after it."""

    at: datetime = column("at", FINANCE, "When.")
    origin: str = column("origin", FINANCE, "From where: console, portal, a job.")
    action: str = column("action", FINANCE, "What was done.")
    subject: str = column("subject", FINANCE, "To what kind of thing.")
    before: Document | None = column("before", FINANCE, "How it was.")
    after: Document | None = column("after", FINANCE, "How it is since.")
    reason: str | None = column("reason", FINANCE, "Why, if somebody said so.")
    user: UserRef | None = one_where("{t}.id = {p}.user_id", STAFF, "Who did it.")
