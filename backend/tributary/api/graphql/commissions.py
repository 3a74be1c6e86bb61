"""Commissions with their trace, and the plans they follow from, in the graph."""

from datetime import date, datetime
from enum import Enum, StrEnum

import strawberry

from tributary import commissions
from tributary.api.graphql.refs import (
    CommissionLineRef,
    CommissionPlanRef,
    OrderLineRef,
    OrderRef,
    PartyRef,
    PlanBandRef,
    PlanRateRef,
    PlanTermRef,
    ReturnLineRef,
    SettlementRunRef,
    UserRef,
)
from tributary.api.graphql.words import (
    FINANCE,
    MONEY,
    Below,
    CurrencyCode,
    Document,
    Everything,
    Money,
    Node,
    Nothing,
    Rate,
    Relation,
    Through,
    column,
    condition,
    described,
    enum_type,
    filter_input,
    many,
    money,
    one,
    one_where,
    table,
    where,
)

enum_type(
    commissions.CommissionKind,
    "Why a commission is earned.",
    level="On one's own sale, at the rate of one's level.",
    override="On the sale of a distributor further down, at the rate of the distance.",
    price_gap="The level below pays more than one's own price.",
    bonus="On top, for what a month, a quarter or a year came to.",
)
enum_type(
    commissions.Base,
    "What a rate is a rate of.",
    name="CommissionBase",
    net="The line after discount, without tax.",
    gross="The line after discount, with tax.",
    margin="The line after discount, without tax, less what it costs whoever earns.",
)
enum_type(
    commissions.EarnedOn,
    "What earns the commission of a line.",
    name="CommissionEarnedOn",
    invoice="The bill: all of it, on the day the line is billed.",
    cash="The money: the part that its order is paid for, payment by payment.",
)
enum_type(
    commissions.Reason,
    "Why a line was booked that is a difference: of a term, or earned on cash.",
    name="CommissionReason",
    **{
        "sale": "The order line was billed in the period that was settled.",
        "return": "Something of it came back in the period that was settled.",
        "true_up": "Other lines of its rating period, or of its order, were billed or came back.",
        "payment": "Money for its order came in, or went back, in the period that was settled.",
    },
)
enum_type(
    commissions.TermKind,
    "Whether a term is the commission of a line or comes on top.",
    name="PlanTermKind",
    commission="The commission of a line: one of a plan at most.",
    bonus="On top of commissions, price gaps and other bonuses.",
)
enum_type(
    commissions.Earner,
    "Whom a term pays.",
    name="PlanEarner",
    seller="Who sold.",
    above="Each of those above the seller.",
)
enum_type(
    commissions.Tiers,
    "How bands apply to a volume.",
    name="PlanTiers",
    flat="The same rate for every volume.",
    marginal="Each band's rate applies to what of the volume lies in it.",
    whole="The rate of the band that the volume reaches applies to all of it.",
)
enum_type(
    commissions.Every,
    "The calendar period that a volume is counted in, by the day a sale was billed.",
    name="RatingPeriod",
    month="A month.",
    quarter="A quarter of a year.",
    year="A year.",
)
enum_type(
    commissions.ClawBack,
    "What a return takes back.",
    original="The line's share at its own rate: volume and bands stay as they were sold.",
    rerate="The period is rated anew, as if what came back had never been sold.",
)


@described(level="For a level of the tree.", override="For a distance above the seller.")
class RateKind(StrEnum):
    """What a rate of a plan is for."""

    LEVEL = "level"
    OVERRIDE = "override"


@described(
    newest="What counts last, first.",
    oldest="What counts first, first.",
    largest="The largest amount first.",
)
class CommissionLineSort(Enum):
    """Orders of commission lines."""

    NEWEST = "date earned_on desc"
    OLDEST = "date earned_on asc"
    LARGEST = "bigint amount_minor desc"


@described(newest="What begins last, first.")
class CommissionPlanSort(Enum):
    """Orders of plans."""

    NEWEST = "date valid_from desc"


@described(newest="What was changed last, first.")
class CommissionPlanDraftSort(Enum):
    """Orders of drafts."""

    NEWEST = "timestamptz changed_at desc"


@filter_input
class CommissionLineFilter:
    """Which commission lines."""

    earned_from: date | None = condition("{t}.earned_on >= {v}", "Counting on or after this day.")
    earned_until: date | None = condition("{t}.earned_on < {v}", "Counting before this day.")
    kinds: list[commissions.CommissionKind] | None = condition(
        "{t}.kind = ANY({v})", "Earned for one of these reasons."
    )
    currency: CurrencyCode | None = condition("{t}.currency = {v}", "In this currency.")
    beneficiaries: list[strawberry.ID] | None = condition(
        "{t}.beneficiary_id = ANY({v})", "Earned by one of these.", node="Party"
    )
    run: strawberry.ID | None = condition(
        "{t}.run_id = {v}", "Earned in this settlement.", node="SettlementRun"
    )


@table("commission_lines", scope=Below("beneficiary_id"))
class CommissionLine(Node):
    """What one order line earned one party, with everything it follows from."""

    kind: commissions.CommissionKind = column("kind", MONEY, "Why it is earned.")
    depth: int = column("depth", MONEY, "Levels above the seller; 0 is the seller.")
    base: Money = money("base_minor", MONEY, "What the rate is taken of.")
    rate: Rate | None = column("rate_ppm", MONEY, "The rate; none for a price gap.")
    unit_gap: Money | None = money("unit_gap_minor", MONEY, "The price gap of one unit.")
    quantity: int = column("quantity", MONEY, "How many units.")
    amount: Money = money("amount_minor", MONEY, "What is earned; negative when taken back.")
    currency: CurrencyCode = column("currency", MONEY, "Of all its amounts.")
    earned_on: date = column("earned_on", MONEY, "The day of the books it counts on.")
    reason: commissions.Reason | None = column(
        "reason", MONEY, "Why a difference was booked; none for what a bill earns at a rate."
    )
    band: int | None = column("band", MONEY, "Which band of its term it is in, from 1.")
    rated_from: date | None = column(
        "rated_from", MONEY, "The first day of the period its volume was counted in."
    )
    volume_before: Money | None = money(
        "volume_before_minor", MONEY, "What the period had come to before this order line."
    )
    volume: Money | None = money(
        "volume_minor", MONEY, "What the whole period had come to when the line was booked."
    )
    due: Money | None = money("due_minor", MONEY, "What was due on the order line by then.")
    booked: Money | None = money(
        "booked_minor", MONEY, "What had been booked on it before; the amount is the difference."
    )
    collected: Money | None = money(
        "collected_minor", MONEY, "What of `owed` was paid by then; none where the bill earns."
    )
    owed: Money | None = money(
        "owed_minor", MONEY, "What the buyer owed for the order, less what returns gave back."
    )
    term: PlanTermRef | None = one(
        "term_id", MONEY, "The term that applied; none for rates, or when it is not for you."
    )
    rule: PlanRateRef | None = one_where(
        "{t}.plan_id = {p}.plan_id AND {t}.kind = {p}.kind AND {t}.step = {p}.step "
        "AND {t}.product_group = {p}.product_group",
        MONEY,
        "The rate of the plan that applied; none for a price gap, or when it is not for you.",
    )
    plan: CommissionPlanRef = one("plan_id", MONEY, "The plan it follows from.")
    order: OrderRef | None = one("order_id", MONEY, "The order that earned it.")
    order_line: OrderLineRef | None = one("order_line_id", MONEY, "The line that earned it.")
    return_line: ReturnLineRef | None = one(
        "return_line_id", MONEY, "What came back, when it takes back."
    )
    reverses: CommissionLineRef | None = one("reverses_id", MONEY, "The line it takes back.")
    run: SettlementRunRef | None = one("run_id", MONEY, "The settlement it was accrued in.")
    beneficiary: PartyRef | None = one("beneficiary_id", MONEY, "Who earned it.")
    seller: PartyRef | None = one("seller_id", MONEY, "Whose sale it was.")


@table("plans", scope=Everything())
class CommissionPlan(Node):
    """One version of a commission plan."""

    code: str = column("code", MONEY, "What its versions have in common.")
    version: int = column("version", MONEY, "Which version, from 1.")
    name: str = column("name", MONEY, "What people call it.")
    base: commissions.Base = column("base", MONEY, "What its rates are taken of.")
    pays_price_gap: bool = column("pays_price_gap", MONEY, "Whether price gaps are earned.")
    earned_on: commissions.EarnedOn = column(
        "earning_event", MONEY, "What earns: the bill, or the money that comes for it."
    )
    hold_days: int = column(
        "hold_days", MONEY, "How many days after it was earned it is paid out at the earliest."
    )
    valid_from: date = column("valid_from", MONEY, "The first day it holds.")
    valid_until: date | None = column("valid_until", MONEY, "The first day it no longer holds.")
    rates: list[PlanRateRef] = many(
        "plan_id",
        MONEY,
        "Its rates.",
        order='{t}.kind COLLATE "C", {t}.step, {t}.product_group COLLATE "C"',
        size=20,
    )
    terms: list[PlanTermRef] = many(
        "plan_id",
        MONEY,
        "Its terms, which depend on what a whole period comes to.",
        order='{t}.code COLLATE "C"',
        size=5,
    )
    # A plan as a whole names what others earn.
    document: Document = column("document", FINANCE, "Everything it says.")
    written_by: UserRef | None = one(
        "maker_id", FINANCE, "Who wrote it; none where an operator activated it."
    )
    approved_by: UserRef | None = one("checker_id", FINANCE, "Who else put it in force.")


@table("plan_drafts", scope=Nothing())
class CommissionPlanDraft(Node):
    """A commission plan that nobody earns by yet."""

    code: str = column("code", FINANCE, "The plan it becomes a version of.")
    name: str = column("name", FINANCE, "What people call it.")
    valid_from: date = column("valid_from", FINANCE, "The first day it is to hold.")
    valid_until: date | None = column("valid_until", FINANCE, "The first day without it.")
    document: Document = column("document", FINANCE, "Everything it says.")
    changed_by: UserRef | None = one("changed_by", FINANCE, "Who changed it last.")
    changed_at: datetime = column("changed_at", FINANCE, "When.")
    submitted_at: datetime | None = column("submitted_at", FINANCE, "When it was handed over.")
    submitted_sha256: str | None = column(
        "submitted_sha256",
        FINANCE,
        "The hash of what was handed over, to be repeated to approve it.",
    )
    returned_because: str | None = column("returned_because", FINANCE, "What is to be mended.")


# What those above earn on a sale is not for those who make it: rates of the levels above, and of
# distances over which one has nobody to earn on.
_ONE_EARNS_IT = """CASE {t}.kind
    WHEN 'level' THEN {t}.step >= (SELECT here.depth FROM tree_paths here
      WHERE here.brand_id = {brand} AND here.ancestor_id = {brand}
        AND here.descendant_id = {distributor} AND here.valid_from <= {today}
        AND (here.valid_until IS NULL OR here.valid_until > {today}))
    ELSE EXISTS (SELECT 1 FROM tree_paths under
      WHERE under.brand_id = {brand} AND under.ancestor_id = {distributor}
        AND under.depth = {t}.step AND under.valid_from <= {today}
        AND (under.valid_until IS NULL OR under.valid_until > {today}))
    END"""


@table(
    "plan_rates",
    scope=where("earnable", _ONE_EARNS_IT, Relation.EARNABLE),
    sales=Nothing(),
    key=("step",),
    description="A rate of a plan: for a level, or for a distance above the seller; a distributor "
    "sees those that itself or somebody below it can earn.",
)
class PlanRate:
    """A rate of a plan: for a level, or for a distance above the seller."""

    kind: RateKind = column("kind", MONEY, "What it is for.")
    step: int = column("step", MONEY, "The level, or the distance.")
    product_group: str = column("product_group", MONEY, "Of which group; empty for all others.")
    rate: Rate = column("rate_ppm", MONEY, "The rate.")


# As with rates: of those by which neither oneself nor anybody below can earn, there is none; nor of
# those for grades that neither has, unless one of them has earned by it.
_ONE_EARNS_BY_IT = """({t}.grades = '{{}}' OR EXISTS (SELECT 1 FROM tree_paths mine
      WHERE mine.brand_id = {brand} AND mine.ancestor_id = {distributor}
        AND mine.valid_from <= {today}
        AND (mine.valid_until IS NULL OR mine.valid_until > {today})
        AND (EXISTS (SELECT 1 FROM distributor_grades g
               WHERE g.brand_id = {brand} AND g.distributor_id = mine.descendant_id
                 AND g.valid_from <= {today}
                 AND (g.valid_until IS NULL OR g.valid_until > {today})
                 AND g.grade = ANY({t}.grades))
             OR EXISTS (SELECT 1 FROM commission_lines c
               WHERE c.brand_id = {brand} AND c.beneficiary_id = mine.descendant_id
                 AND c.term_id = {t}.id))))
    AND CASE {t}.earner
    WHEN 'seller' THEN {t}.levels = '{{}}' OR EXISTS (SELECT 1 FROM tree_paths here
      WHERE here.brand_id = {brand} AND here.ancestor_id = {brand}
        AND here.descendant_id = {distributor} AND here.depth <= ANY({t}.levels)
        AND here.valid_from <= {today}
        AND (here.valid_until IS NULL OR here.valid_until > {today}))
    ELSE EXISTS (SELECT 1 FROM tree_paths under
      WHERE under.brand_id = {brand} AND under.ancestor_id = {distributor} AND under.depth > 0
        AND ({t}.depths = '{{}}' OR under.depth = ANY({t}.depths))
        AND under.valid_from <= {today}
        AND (under.valid_until IS NULL OR under.valid_until > {today}))
    END"""


def _names_of(condition_column: str) -> str:
    return f"array_to_string({{t}}.{condition_column}, ', ')"


@table(
    "plan_terms",
    scope=where("earnable", _ONE_EARNS_BY_IT, Relation.EARNABLE),
    sales=Nothing(),
    description="A term of a plan, which depends on what a whole period comes to; a distributor "
    "sees those by which itself or somebody below it can earn.",
)
class PlanTerm(Node):
    """A term of a plan, which depends on what a whole period comes to."""

    code: str = column("code", MONEY, "What it is called within its plan.")
    kind: commissions.TermKind = column("kind", MONEY, "Commission or bonus.")
    earner: commissions.Earner = column("earner", MONEY, "Whom it pays.")
    tiers: commissions.Tiers = column("tiers", MONEY, "How its bands apply.")
    every: commissions.Every = column("every", MONEY, "The period its volume is counted in.")
    claw_back: commissions.ClawBack = column("claw_back", MONEY, "What a return takes back.")
    currency: CurrencyCode = column("currency", MONEY, "Of sales and of all its amounts.")
    cap: Money | None = money("cap_minor", MONEY, "What it pays a beneficiary a period at most.")
    floor: Money | None = money(
        "floor_minor", MONEY, "What it pays a period at least, once anything was sold."
    )
    minimum: Money | None = money(
        "minimum_minor", MONEY, "What comes to less than this in a period is not paid."
    )
    product_groups: str = column(
        _names_of("product_groups"), MONEY, "Of which product groups; empty for all."
    )
    products: str = column(_names_of("products"), MONEY, "Of which SKUs; empty for all.")
    channels: str = column(_names_of("channels"), MONEY, "Through which channels; empty for all.")
    grades: str = column(_names_of("grades"), MONEY, "For which grades; empty for all.")
    levels: str = column(_names_of("levels"), MONEY, "On sales of which levels; empty for all.")
    depths: str = column(_names_of("depths"), MONEY, "Over which distances; empty for all.")
    where: str | None = column("where_cel", MONEY, "A special rule of its lines, in CEL; or none.")
    bands: list[PlanBandRef] = many("term_id", MONEY, "Its bands.", order="{t}.band", size=5)


@table("plan_bands", scope=Through("PlanTerm", "term_id"), key=("band",))
class PlanBand:
    """What a volume within a term's band earns."""

    band: int = column("band", MONEY, "Its place, from 1.")
    start: Money = money("from_minor", MONEY, "The volume it begins with.")
    until: Money | None = money("until_minor", MONEY, "The first volume beyond it; none is open.")
    rate: Rate = column("rate_ppm", MONEY, "Its rate.")
    amount: Money = money(
        "amount_minor", MONEY, "Paid once, to the line with which the volume reaches it."
    )
