"""Rebates in the graph: plans with their terms, and what each distributor has accrued."""

from datetime import date
from enum import Enum

import strawberry

from tributary import rebates
from tributary.api.graphql.engine.relations import Relation
from tributary.api.graphql.policies import CLAIMS
from tributary.api.graphql.rebates.resolving import RESOLUTION
from tributary.api.graphql.refs import (
    OrderLineRef,
    OrderRef,
    PartyRef,
    RebateAccrualRef,
    RebateBandRef,
    RebateClaimRef,
    RebateCostRef,
    RebateCreditRef,
    RebateEntryRef,
    RebateLineRef,
    RebatePlanRef,
    RebateTermRef,
)
from tributary.api.graphql.words import (
    MONEY,
    Below,
    Connection,
    CurrencyCode,
    Document,
    Money,
    Node,
    Nothing,
    Rate,
    assigned,
    column,
    condition,
    connection,
    described,
    enum_type,
    filter_input,
    many,
    many_where,
    money,
    one,
    one_where,
    table,
    where,
)
from tributary.commissions import ClawBack, Every, Tiers

enum_type(
    rebates.Measure,
    "What decides in which band purchases are.",
    name="RebateMeasure",
    volume="What was bought in the period, without tax.",
    units="How many units were bought in the period.",
    growth="By how much the volume exceeds that of the same period a year before.",
    target="How much of a target the volume reaches.",
    days_to_pay="In how many days each order was paid in full.",
)
Measure = rebates.Measure
"""Under its name in the graph, for whoever asks for it before this module was read."""
enum_type(
    rebates.SettledBy,
    "How a rebate is given.",
    name="RebateSettledBy",
    goods="Deducted from goods.",
    free_goods="As free goods.",
    cash="In cash.",
)


enum_type(
    rebates.EntryKind,
    "What happened to a rebate that was released.",
    name="RebateEntryKind",
    released="It could be used from then on.",
    adjusted="What it comes to changed afterwards.",
    used="It was deducted from open items.",
    paid_out="It became a part of what is paid out.",
    expired="Nobody used it in time.",
    restored="A return took back what had expired, not what is left.",
    offset="It made up for another one, of which more was used than was earned.",
    undone="A deduction from open items was taken back.",
)
enum_type(
    rebates.AdjustReason,
    "Why what a rebate comes to changed after its release.",
    name="RebateAdjustReason",
    payment="An order was paid, where the days decide.",
    **{"return": "Something came back."},
    true_up="It was counted anew.",
)


@described(newest="What begins last, first.")
class RebatePlanSort(Enum):
    """Orders of rebate plans."""

    NEWEST = "date valid_from desc"


@described(newest="The latest period first.", largest="The largest amount first.")
class RebateAccrualSort(Enum):
    """Orders of rebate accruals."""

    NEWEST = "date rated_from desc"
    LARGEST = "bigint amount_minor desc"


@described(newest="What was billed last, first.")
class RebateLineSort(Enum):
    """Orders of the lines of a rebate."""

    NEWEST = "date booked_on desc"


@filter_input
class RebateAccrualFilter:
    """Which rebate accruals."""

    begins_from: date | None = condition(
        "{t}.rated_from >= {v}", "In periods that begin on or after this day."
    )
    begins_until: date | None = condition(
        "{t}.rated_from < {v}", "In periods that begin before this day."
    )
    distributors: list[strawberry.ID] | None = condition(
        "{t}.distributor_id = ANY({v})", "Of one of these.", node="Party"
    )


@table("rebate_plans", scope=Nothing())
class RebatePlan(Node):
    """One version of a rebate plan: what distributors earn back on their own purchases."""

    code: str = column("code", MONEY, "What its versions have in common.")
    version: int = column("version", MONEY, "Which version, from 1.")
    name: str = column("name", MONEY, "What people call it.")
    currency: CurrencyCode = column("currency", MONEY, "Purchases in which currency.")
    valid_from: date = column("valid_from", MONEY, "The first day it holds.")
    valid_until: date | None = column("valid_until", MONEY, "The first day it no longer holds.")
    terms: list[RebateTermRef] = many(
        "plan_id",
        MONEY,
        "Its terms; of these the first that fits covers a purchase.",
        order="{t}.place",
        size=20,
    )


@table("rebate_terms", scope=Nothing())
class RebateTerm(Node):
    """A term of a rebate plan: which purchases it covers, and what they earn back."""

    place: int = column("place", MONEY, "Its place in the plan, from 1.")
    code: str = column("code", MONEY, "What it is called in the plan.")
    measure: rebates.Measure = column("measure", MONEY, "What decides the band.")
    tiers: Tiers = column("tiers", MONEY, "How bands apply.")
    every: Every = column("every", MONEY, "Which period it counts.")
    claw_back: ClawBack = column("claw_back", MONEY, "What a return takes back.")
    settled_by: rebates.SettledBy = column("settled_by", MONEY, "How it is given.")
    expires_after_months: int | None = column(
        "expires_after_months", MONEY, "How long it can be used after its period; none is for ever."
    )
    is_claimed: bool = column(
        "is_claimed", MONEY, "Whether a distributor has to claim it before it can be used."
    )
    currency: CurrencyCode = column("currency", MONEY, "Of all its amounts.")
    target: Money | None = money("target_minor", MONEY, "What a target is a share of.")
    cap: Money | None = money("cap_minor", MONEY, "The most of a period.")
    floor: Money | None = money("floor_minor", MONEY, "The least of a period with purchases.")
    minimum: Money | None = money("minimum_minor", MONEY, "Less than this is not given at all.")
    product_groups: list[str] = column(
        "product_groups", MONEY, "Of these groups only; empty for all."
    )
    products: list[str] = column("products", MONEY, "Of these SKUs only; empty for all.")
    channels: list[str] = column("channels", MONEY, "By these channels only; empty for all.")
    grades: list[str] = column("grades", MONEY, "By buyers of these grades; empty for all.")
    distributors: list[str] = column("distributors", MONEY, "By these only; empty for all.")
    bands: list[RebateBandRef] = many("term_id", MONEY, "Its bands.", order="{t}.band", size=10)


# What others are offered is not for them: a distributor sees the bands by which itself or somebody
# below it has accrued, and a salesperson those by which a distributor of theirs has.
_ONE_ACCRUES_BY_IT = """EXISTS (SELECT 1 FROM rebate_accruals a
      JOIN tree_paths under ON under.brand_id = {brand} AND under.ancestor_id = {distributor}
       AND under.descendant_id = a.distributor_id AND under.valid_from <= {today}
       AND (under.valid_until IS NULL OR under.valid_until > {today})
      WHERE a.brand_id = {brand} AND a.term_id = {t}.term_id)"""


_ONE_OF_THEIRS_ACCRUES_BY_IT = """EXISTS (SELECT 1 FROM rebate_accruals a
      WHERE a.brand_id = {brand} AND a.term_id = {t}.term_id AND theirs)""".replace(
    "theirs", assigned("distributor_id").predicate.replace("{t}", "a")
)


@table(
    "rebate_bands",
    scope=where("earnable", _ONE_ACCRUES_BY_IT, Relation.EARNABLE),
    sales=where("earnable by theirs", _ONE_OF_THEIRS_ACCRUES_BY_IT, Relation.EARNABLE),
    description="A band of a rebate: from a limit up to, but not including, the next one; a "
    "distributor sees those by which itself or somebody below it has accrued, a salesperson those "
    "by which one of theirs has.",
)
class RebateBand(Node):
    """A band of a rebate: from a limit up to, but not including, the next one."""

    band: int = column("band", MONEY, "Its place, from 1.")
    starts: str = column(
        "from_text", MONEY, "Where it begins: an amount, units, a percentage or days."
    )
    until: str | None = column("until_text", MONEY, "Where it ends; none is without end.")
    rate: Rate = column("rate_ppm", MONEY, "The rate of the purchases.")
    amount: Money = money("amount_minor", MONEY, "Paid once on reaching it.")
    currency: CurrencyCode = column("currency", MONEY, "Of its amount.")


@table("rebate_accruals", scope=Below("distributor_id"))
class RebateAccrual(Node):
    """What a distributor has earned back so far under one term, in one period."""

    plan_name: str = column("plan_name", MONEY, "The plan it follows from.")
    plan_version: int = column("plan_version", MONEY, "Which version of it, from 1.")
    term_code: str = column("term_code", MONEY, "Which term of it.")
    measure: rebates.Measure = column("measure", MONEY, "What decides the band.")
    tiers: Tiers = column("tiers", MONEY, "How bands apply.")
    settled_by: rebates.SettledBy = column("settled_by", MONEY, "How it is given.")
    rated_from: date = column("rated_from", MONEY, "The first day of its period.")
    rated_until: date = column("rated_until", MONEY, "The first day after its period.")
    as_of: date = column("as_of", MONEY, "The last day whose bookings it counts.")
    currency: CurrencyCode = column("currency", MONEY, "Of all its amounts.")
    volume: Money = money("volume_minor", MONEY, "What counts of the purchases, without tax.")
    units: int = column("units", MONEY, "How many units count.")
    year_before: Money | None = money(
        "year_before_minor", MONEY, "The volume of the same period a year before."
    )
    target: Money | None = money("target_minor", MONEY, "The target, where one is set.")
    rate: Rate | None = column(
        "rate_ppm", MONEY, "The rate of the band that is reached; none by days to pay."
    )
    amount: Money = money("amount_minor", MONEY, "What it comes to so far.")
    next_rate: Rate | None = column("next_rate_ppm", MONEY, "The rate of the next band.")
    next_amount: Money | None = money(
        "next_amount_minor", MONEY, "What is paid once on reaching the next band."
    )
    more: Money | None = money("more_minor", MONEY, "What is still to be bought to reach it.")
    more_units: int | None = column("more_units", MONEY, "The same, in units.")
    distributor: PartyRef | None = one("distributor_id", MONEY, "Who earned it.")
    plan: RebatePlanRef | None = one("plan_id", MONEY, "The plan; not for distributors.")
    bands: list[RebateBandRef] = many_where(
        "{t}.term_id = {p}.term_id", MONEY, "The bands.", order="{t}.band", size=10
    )
    credit: RebateCreditRef | None = one_where(
        "{t}.accrual_id = {p}.id", MONEY, "What was released of it, once its period is over."
    )
    lines: Connection[RebateLineRef] = connection(
        "accrual_id", MONEY, "Every purchase that counts.", sort=RebateLineSort
    )


@table("rebate_lines", scope=Below("distributor_id"))
class RebateLine(Node):
    """What one purchase adds to a rebate."""

    booked_on: date = column("booked_on", MONEY, "The day it was billed.")
    net: Money = money("net_minor", MONEY, "What it was bought for, without tax.")
    back: Money = money("back_minor", MONEY, "How much of it has come back.")
    counted: Money = money("counted_minor", MONEY, "What the rate is taken of.")
    days_to_pay: int | None = column(
        "days_to_pay", MONEY, "Days until its order was paid in full, where they decide."
    )
    band: int | None = column("band", MONEY, "The band that holds; the last one, if marginal.")
    rate: Rate | None = column("rate_ppm", MONEY, "The rate of that band.")
    amount: Money = money("amount_minor", MONEY, "What it earns back.")
    currency: CurrencyCode = column("currency", MONEY, "Of all its amounts.")
    order: OrderRef | None = one("order_id", MONEY, "The order.")
    order_line: OrderLineRef | None = one("order_line_id", MONEY, "The line of the order.")
    accrual: RebateAccrualRef | None = one("accrual_id", MONEY, "What it is a part of.")
    resolution: Document = column(
        RESOLUTION,
        MONEY,
        "Which term of the plan covers it, and why the others do not: the facts of the purchase, "
        "and of each term its place, its outcome (covers, fits_later, does_not_fit) and the "
        "conditions that it misses. A distributor is not told of terms for other distributors.",
    )


_NOT_CLAIMED = """{t}.credit_id = {p}.id AND {p}.is_claimed AND NOT EXISTS (
      SELECT 1 FROM rebate_claim_lines taken
      WHERE taken.brand_id = {brand} AND taken.cost_id = {t}.id AND taken.is_live)"""


@table("rebate_credits", scope=Below("distributor_id"))
class RebateCredit(Node):
    """What a distributor may use of a rebate whose period the books have closed."""

    plan_name: str = column("plan_name", MONEY, "The plan it follows from.")
    term_code: str = column("term_code", MONEY, "Which term of it.")
    settled_by: rebates.SettledBy = column("settled_by", MONEY, "How it is given.")
    rated_from: date = column("rated_from", MONEY, "The first day of its period.")
    rated_until: date = column("rated_until", MONEY, "The first day after its period.")
    use_until: date | None = column(
        "use_until", MONEY, "The last day on which it can be used; none is for ever."
    )
    currency: CurrencyCode = column("currency", MONEY, "Of all its amounts.")
    amount: Money = money("amount_minor", MONEY, "What was released, less what was taken back.")
    used: Money = money("used_minor", MONEY, "What was deducted or given in cash.")
    expired: Money = money("expired_minor", MONEY, "What nobody used in time.")
    left: Money = money("usable_minor", MONEY, "What can still be used.")
    is_claimed: bool = column(
        "is_claimed", MONEY, "Whether it has to be claimed before it can be used."
    )
    withheld: Money = money(
        "unapproved_minor", MONEY, "What nobody can use until it is claimed and agreed to."
    )
    owed_back: Money = money(
        "owed_back_minor",
        MONEY,
        "What was used and then taken back; the next rebates make up for it.",
    )
    distributor: PartyRef | None = one("distributor_id", MONEY, "Whose it is.")
    accrual: RebateAccrualRef | None = one("accrual_id", MONEY, "How it was counted.")
    entries: list[RebateEntryRef] = many(
        "credit_id", MONEY, "What happened to it, the last first.", order="{t}.nth DESC", size=20
    )
    claims: list[RebateClaimRef] = many(
        "credit_id", CLAIMS, "Its claims, the last first.", order="{t}.claimed_at DESC, {t}.id"
    )
    to_claim: list[RebateCostRef] = many_where(
        _NOT_CLAIMED,
        MONEY,
        "What of which order line nobody has claimed yet; of very many the first hundred.",
        order="{t}.order_line_id, {t}.id",
        size=100,
    )


@table("rebate_entries", scope=Below("distributor_id"))
class RebateEntry(Node):
    """One thing that happened to a rebate after its period: like the line of an account."""

    nth: int = column("nth", MONEY, "Its place, from 1.")
    kind: rebates.EntryKind = column("kind", MONEY, "What happened.")
    reason: rebates.AdjustReason | None = column("reason", MONEY, "Why it was adjusted.")
    amount: Money = money("amount_minor", MONEY, "What it adds; negative takes away.")
    currency: CurrencyCode = column("currency", MONEY, "Of its amount.")
    booked_on: date = column("booked_on", MONEY, "The day of the books it counts in.")
    number: str | None = column(
        "SELECT u.number FROM rebate_uses u WHERE u.brand_id = {brand} AND u.id = {t}.use_id",
        MONEY,
        "The document by which it was used.",
    )
    is_undone: bool = column(
        """EXISTS (SELECT 1 FROM rebate_uses u WHERE u.brand_id = {brand} AND u.id = {t}.use_id
             AND u.undone_on IS NOT NULL)""",
        MONEY,
        "Whether the use was taken back.",
    )
    because: str | None = column(
        """SELECT u.undone_because FROM rebate_uses u
           WHERE u.brand_id = {brand} AND u.id = {t}.use_id""",
        MONEY,
        "Why the use was taken back.",
    )
    as_of: date | None = column("as_of", MONEY, "The last day that a release counts.")
    volume: Money | None = money("volume_minor", MONEY, "The volume a release was computed from.")
    rate: Rate | None = column("rate_ppm", MONEY, "The rate of the band that was reached then.")
    credit: RebateCreditRef | None = one("credit_id", MONEY, "Of which rebate.")
