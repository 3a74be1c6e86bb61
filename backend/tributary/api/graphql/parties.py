"""Parties, distributors and their tree in the graph."""

# ruff: noqa: S608  Declarations and numbers meet here; every value is a parameter.

from datetime import date, datetime
from enum import Enum

import strawberry

from tributary import commissions, parties
from tributary.api.graphql.catalog import Grade
from tributary.api.graphql.commissions import CommissionLineFilter, CommissionLineSort
from tributary.api.graphql.onlookers import ONLOOKERS
from tributary.api.graphql.orders import OrderFilter, OrderSort
from tributary.api.graphql.payouts import PayoutItemFilter, PayoutItemSort
from tributary.api.graphql.rebates import RebateAccrualFilter, RebateAccrualSort
from tributary.api.graphql.receivables import ReceivableFilter, ReceivableSort
from tributary.api.graphql.refs import (
    CommissionLineRef,
    ContactRef,
    CreditTermsRef,
    DistributorRef,
    MemberRef,
    OnlookerRef,
    OrderRef,
    PayeeAccountRef,
    PayoutItemRef,
    PositionRef,
    RebateAccrualRef,
    RebateCreditRef,
    ReceivableRef,
    SalesAssignmentRef,
    StatementRef,
    UserRef,
)
from tributary.api.graphql.settlements import StatementFilter, StatementSort
from tributary.api.graphql.words import (
    ANYONE,
    ASSIGNING,
    MONEY,
    OVERSEEING,
    STAFF,
    TEAM,
    Below,
    Connection,
    CurrencyCode,
    Money,
    Node,
    Nothing,
    Relation,
    any_of,
    assigned,
    column,
    condition,
    connection,
    connection_where,
    described,
    enum_type,
    filter_input,
    many,
    many_where,
    money,
    one,
    one_where,
    own,
    table,
    where,
)

enum_type(
    parties.PartyKind,
    "What a party is.",
    brand="The brand itself.",
    distributor="A distributor.",
    acquirer="Whoever owes for consumer orders.",
    provider="A payment provider.",
)


@described(code="By code.", newest="The last one registered first.")
class DistributorSort(Enum):
    """Orders of distributors."""

    CODE = "text code asc"
    NEWEST = "timestamptz created_at desc"


enum_type(
    parties.StartEvent,
    "What starts the clock of payment terms.",
    shipment="That it is shipped.",
    order="That it is ordered.",
)
enum_type(
    parties.TermsRule,
    "How a due date follows from the start.",
    net_days="So many days after it.",
    month_end_plus="So many days after the end of its month.",
    day_of_month="On a day of the month.",
)


@filter_input
class DistributorFilter:
    """Which distributors."""

    codes: list[str] | None = condition("{t}.code = ANY({v})", "With one of these codes.")
    name_contains: str | None = condition(
        "strpos(lower({t}.name), lower({v})) > 0", "With this in the name, in either case."
    )
    search: str | None = condition(
        "(strpos(lower({t}.name), lower({v})) > 0 OR strpos(lower({t}.code), lower({v})) > 0)",
        "With this in the name or in the code, in either case.",
    )
    ids: list[strawberry.ID] | None = condition(
        "{t}.id = ANY({v})", "Only these.", node="Distributor"
    )
    level: int | None = condition(
        "EXISTS (SELECT 1 FROM tree_paths up WHERE up.brand_id = {brand}"
        " AND up.ancestor_id = {brand} AND up.descendant_id = {t}.id AND up.depth = {v}"
        " AND up.valid_from <= {today} AND (up.valid_until IS NULL OR up.valid_until > {today}))",
        "So many levels below the brand today.",
    )
    below: strawberry.ID | None = condition(
        "EXISTS (SELECT 1 FROM tree_paths b WHERE b.brand_id = {brand} AND b.ancestor_id = {v}"
        " AND b.descendant_id = {t}.id AND b.depth > 0 AND b.valid_from <= {today}"
        " AND (b.valid_until IS NULL OR b.valid_until > {today}))",
        "Anywhere below this one.",
        node="Distributor",
    )


_SELLS = """
    EXISTS (SELECT 1 FROM memberships sells WHERE sells.brand_id = {brand}
            AND sells.user_id = {t}.id AND sells.role = 'salesperson')
    AND NOT EXISTS (SELECT 1 FROM sales_assignments has WHERE has.brand_id = {brand}
                    AND has.distributor_id = {p}.id AND has.user_id = {t}.id
                    AND has.until_at IS NULL)
"""
_TODAY = "row.valid_from <= {today} AND (row.valid_until IS NULL OR row.valid_until > {today})"


@table(
    "parties",
    scope=any_of(Below("id"), where("the brand", "{t}.id = {brand}", Relation.PUBLIC)),
    sales=any_of(
        assigned("id"),
        where("no distributor", "{t}.kind <> 'distributor'", Relation.PUBLIC, Relation.HOUSE),
    ),
)
class Party(Node):
    """Whoever can owe or be owed."""

    kind: parties.PartyKind = column("kind", ANYONE, "What it is.")
    code: str = column("code", ANYONE, "How files call it.")
    name: str = column("name", ANYONE, "How people call it.")
    distributor: DistributorRef | None = one_where(
        "{t}.id = {p}.id", ANYONE, "The distributor, if it is one."
    )


@table("parties", scope=Below("id"), where="{t}.kind = 'distributor'")
class Distributor(Node):
    """A distributor, with its place in the tree as it is today."""

    code: str = column("code", ANYONE, "How files call it.")
    name: str = column("name", ANYONE, "How people call it.")
    language: str = column("language", ANYONE, "What we write to it in: zh or en.")
    email: str | None = column("email", ANYONE, "Where we write to.")
    phone: str | None = column("phone", ANYONE, "Where we call.")
    address: str | None = column("address", ANYONE, "Where it is.")
    created_at: datetime = column("created_at", ANYONE, "When it was registered.")
    level: int | None = column(
        "SELECT path.depth FROM tree_paths path WHERE path.brand_id = {brand}"
        " AND path.ancestor_id = {brand} AND path.descendant_id = {t}.id AND "
        + _TODAY.replace("row", "path"),
        ANYONE,
        "Levels below the brand; 1 is a general agent.",
    )
    grade: Grade | None = one_where(
        "{t}.code = (SELECT held.grade FROM distributor_grades held WHERE held.brand_id = {brand}"
        " AND held.distributor_id = {p}.id AND " + _TODAY.replace("row", "held") + ")",
        ANYONE,
        "The grade it buys at today.",
    )
    terms: CreditTermsRef | None = one_where(
        "{t}.id = (SELECT agreed.id FROM credit_terms agreed WHERE agreed.brand_id = {brand}"
        " AND agreed.creditor_id = {brand}"
        " AND (agreed.debtor_id = {p}.id OR agreed.debtor_id IS NULL) AND "
        + _TODAY.replace("row", "agreed")
        + " ORDER BY agreed.debtor_id NULLS LAST LIMIT 1)",
        STAFF,
        "When it pays the brand: its own terms, or those of everybody.",
    )
    parent: DistributorRef | None = one_where(
        "{t}.id = (SELECT edge.parent_id FROM tree_edges edge WHERE edge.brand_id = {brand}"
        " AND edge.distributor_id = {p}.id AND " + _TODAY.replace("row", "edge") + ")",
        ANYONE,
        "The distributor above it; none directly under the brand.",
    )
    children: Connection[DistributorRef] = connection_where(
        "EXISTS (SELECT 1 FROM tree_edges edge WHERE edge.brand_id = {brand}"
        " AND edge.parent_id = {p}.id AND edge.distributor_id = {t}.id AND "
        + _TODAY.replace("row", "edge")
        + ")",
        ANYONE,
        "The distributors directly below it.",
        sort=DistributorSort,
        filter_by=DistributorFilter,
    )
    contacts: list[ContactRef] = many("party_id", ANYONE, "Its people.", order="{t}.id", size=3)
    assignments: list[SalesAssignmentRef] = many(
        "distributor_id",
        STAFF,
        "To which salespeople it is given itself, and was.",
        order="{t}.since_at, {t}.user_id",
        size=4,
    )
    assignable: list[UserRef] = many_where(
        _SELLS,
        ASSIGNING,
        "The salespeople it may be given to.",
        order="{t}.name, {t}.id",
        size=20,
    )
    members: list[MemberRef] = many_where(
        "{t}.party_id = {p}.id",
        TEAM,
        "Who works there and signs in.",
        order='{t}.name COLLATE "C", {t}.person COLLATE "C"',
        size=3,
    )
    onlookers: list[OnlookerRef] = many_where(
        "{t}.distributor_id = {p}.id",
        OVERSEEING,
        "Who may see its rows, and who might, when and by what right: choose by the times.",
        order='{t}.name COLLATE "C", {t}.role COLLATE "C", {t}.since_at, {t}.user_id, '
        "{t}.through_id",
        size=20,
    )
    positions: list[PositionRef] = many_where(
        "{t}.distributor_id = {p}.id",
        MONEY,
        "What it owes the brand and has earned, by currency.",
        order='{t}.currency COLLATE "C"',
        size=2,
    )
    orders: Connection[OrderRef] = connection(
        "distributor_id", ANYONE, "What it ordered.", sort=OrderSort, filter_by=OrderFilter
    )
    receivables: Connection[ReceivableRef] = connection(
        "debtor_id", ANYONE, "What it owes.", sort=ReceivableSort, filter_by=ReceivableFilter
    )
    statements: Connection[StatementRef] = connection(
        "counterparty_id",
        MONEY,
        "Its statements.",
        sort=StatementSort,
        filter_by=StatementFilter,
    )
    commission_lines: Connection[CommissionLineRef] = connection(
        "beneficiary_id",
        MONEY,
        "What it earned.",
        sort=CommissionLineSort,
        filter_by=CommissionLineFilter,
    )
    rebate_accruals: Connection[RebateAccrualRef] = connection(
        "distributor_id",
        MONEY,
        "What its own purchases have earned back.",
        sort=RebateAccrualSort,
        filter_by=RebateAccrualFilter,
    )
    rebate_credits: list[RebateCreditRef] = many_where(
        "{t}.distributor_id = {p}.id AND {t}.left_minor > 0",
        MONEY,
        "What it can use of its rebates, the oldest first.",
        order="{t}.rated_from, {t}.id",
        size=20,
    )
    payee_accounts: list[PayeeAccountRef] = many(
        "distributor_id", MONEY, "Where it is paid.", order="{t}.id", size=2
    )
    payouts: Connection[PayoutItemRef] = connection(
        "distributor_id",
        MONEY,
        "What it was paid.",
        sort=PayoutItemSort,
        filter_by=PayoutItemFilter,
    )


@table("sales_assignments", scope=Nothing(), sales=assigned("distributor_id"), key=("since_at",))
class SalesAssignment:
    """A salesperson to whom a distributor was given, with everybody below it."""

    user: UserRef | None = one("user_id", STAFF, "The salesperson.")
    since_at: datetime = column("since_at", STAFF, "Since when.")
    until_at: datetime | None = column("until_at", STAFF, "Until when; null as long as it lasts.")


@table("contacts", scope=Below("party_id"))
class Contact(Node):
    """Somebody at a party."""

    name: str = column("name", ANYONE, "The name.")
    role: str | None = column("role", ANYONE, "What the person is there.")
    email: str | None = column("email", ANYONE, "The address.")
    phone: str | None = column("phone", ANYONE, "The number.")
    language: str = column("language", STAFF, "What we write in: zh or en.")


# Balances are the ledger's own, so that this is the truth and costs a few index look-ups.
_POSITIONS = (
    """
    (SELECT p.*, coalesce(h.held_minor, 0)::bigint AS held_minor, h.free_on
     FROM (
     SELECT a.brand_id, a.counterparty_id AS distributor_id, a.currency,
            sum(CASE a.kind WHEN 'commission_payable' THEN 0
                ELSE b.debits_minor - b.credits_minor END)::bigint AS owed_minor,
            sum(CASE a.kind WHEN 'commission_payable' THEN b.credits_minor - b.debits_minor
                ELSE 0 END)::bigint AS earned_minor,
            sum(CASE a.kind WHEN 'commission_payable' THEN b.pending_debits_minor
                ELSE 0 END)::bigint AS reserved_minor
     FROM accounts a
     JOIN balances b ON b.brand_id = a.brand_id AND b.account_id = a.id
                    AND b.currency = a.currency
     WHERE a.brand_id = {brand} AND b.brand_id = {brand} AND a.book_id = {brand}
       AND a.kind IN ('receivable', 'customer_credit', 'commission_payable')
     GROUP BY a.brand_id, a.counterparty_id, a.currency) AS p
     LEFT JOIN ("""
    + commissions.HELD
    + """) AS h
       ON h.beneficiary_id = p.distributor_id AND h.currency = p.currency)
"""
)


@table(_POSITIONS, scope=own("distributor_id"), key=("currency",))
class Position:
    """What stands between a distributor and the brand in one currency, by the ledger."""

    currency: CurrencyCode = column("currency", MONEY, "Which currency.")
    owed: Money = money("owed_minor", MONEY, "Open items less credit; negative is credit.")
    earned: Money = money(
        "earned_minor", MONEY, "Commission, and rebates given in cash, that are not paid out."
    )
    reserved: Money = money("reserved_minor", MONEY, "The part of it that is being paid out.")
    held: Money = money("held_minor", MONEY, "What is too young to be paid out, by its plan.")
    held_until: date | None = column(
        "free_on", MONEY, "The day on which some of that becomes payable; null if there is none."
    )


@table(
    "credit_terms",
    scope=Nothing(),
    sales=any_of(
        assigned("debtor_id"),
        where(
            "for everybody",
            "{t}.debtor_id IS NULL AND {t}.creditor_id = {brand}",
            Relation.HOUSE,
        ),
    ),
)
class CreditTerms:
    """When a debtor pays a creditor."""

    start_event: parties.StartEvent = column("start_event", STAFF, "What starts the clock.")
    rule: parties.TermsRule = column("rule", STAFF, "How the day follows from it.")
    days: int = column("days", STAFF, "So many days, or the day of the month.")
    instalments: int = column("instalments", STAFF, "In how many monthly parts.")
    is_own: bool = column("{t}.debtor_id IS NOT NULL", STAFF, "Agreed with this debtor alone.")


@table(ONLOOKERS, scope=Nothing(), brand=None, key=("user_id", "role", "since_at"))
class Onlooker:
    """Somebody who may see a distributor's rows, or might once, and by what right."""

    name: str = column("name", OVERSEEING, "The name.")
    user: UserRef | None = one_where("{t}.id = {p}.user_id", OVERSEEING, "The person.")
    role: str = column("role", OVERSEEING, "The role.")
    through: DistributorRef | None = one_where(
        "{t}.id = {p}.through_id",
        OVERSEEING,
        "Whose people it is, or which was given to the salesperson; none for the whole brand.",
    )
    since_at: datetime = column("since_at", OVERSEEING, "Since when.")
    until_at: datetime | None = column(
        "until_at", OVERSEEING, "Until when; null as long as it lasts."
    )
