"""Claims of rebates in the graph: what is claimed, who is asked, and who stands in for whom."""

from datetime import date, datetime
from enum import Enum

import strawberry

from tributary import identity, rebates
from tributary.api.graphql.policies import CLAIMS, WATCHING_CLAIMS
from tributary.api.graphql.refs import (
    OrderLineRef,
    OrderRef,
    PartyRef,
    RebateClaimDeedRef,
    RebateClaimLineRef,
    RebateClaimStepRef,
    RebateCreditRef,
    UserRef,
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
    Through,
    column,
    condition,
    connection,
    described,
    enum_type,
    filter_input,
    many,
    money,
    one,
    table,
)

enum_type(
    rebates.ClaimState,
    "Where a claim of a rebate stands.",
    name="RebateClaimState",
    open="It waits for the people of one step.",
    returned="It was given back to the distributor.",
    approved="Everybody who is asked agreed: it can be used.",
    withdrawn="The distributor took it back.",
)
enum_type(
    rebates.ClaimDeed,
    "What somebody did to a claim of a rebate.",
    name="RebateClaimDeedKind",
    claimed="The distributor claimed it.",
    agreed="Somebody agreed at a step.",
    sent_back="It was rejected to an earlier step.",
    returned="It was rejected to the distributor.",
    handed_in="The distributor handed it in again.",
    withdrawn="The distributor took it back.",
)


@described(newest="What was claimed last, first.", oldest="What waits longest, first.")
class RebateClaimSort(Enum):
    """Orders of claims."""

    NEWEST = "timestamptz claimed_at desc"
    OLDEST = "timestamptz claimed_at asc"


@described(largest="The largest amount first.")
class RebateClaimLineSort(Enum):
    """Orders of the lines of a claim."""

    LARGEST = "bigint amount_minor desc"


@filter_input
class RebateClaimFilter:
    """Which claims."""

    states: list[rebates.ClaimState] | None = condition("{t}.state = ANY({v})", "In these states.")
    waiting_for: list[identity.Role] | None = condition(
        "{t}.waits_for = ANY({v})", "That wait for one of these roles."
    )
    due_before: date | None = condition(
        "{t}.due_on < {v}", "That were to be decided before this day."
    )
    distributors: list[strawberry.ID] | None = condition(
        "{t}.distributor_id = ANY({v})", "Of one of these.", node="Party"
    )


@table("rebate_claims", scope=Below("distributor_id"))
class RebateClaim(Node):
    """A claim of a rebate for definite order lines; what it follows from is frozen with it."""

    number: str = column("number", CLAIMS, "The number that people call it by.")
    state: rebates.ClaimState = column("state", CLAIMS, "Where it stands.")
    plan_name: str = column("plan_name", CLAIMS, "The plan it follows from.")
    plan_version: int = column("plan_version", CLAIMS, "Which version of it, from 1.")
    term_code: str = column("term_code", CLAIMS, "Which term of it.")
    rated_from: date = column("rated_from", CLAIMS, "The first day of the rebate's period.")
    rated_until: date = column("rated_until", CLAIMS, "The first day after that period.")
    currency: CurrencyCode = column("currency", CLAIMS, "Of its amount.")
    amount: Money = money("amount_minor", CLAIMS, "What is claimed: its lines add up to it.")
    note: str | None = column("note", CLAIMS, "What the distributor says to it.")
    snapshot: Document = column(
        "snapshot", CLAIMS, "The rule, the inputs, the chain and the lines, when it was claimed."
    )
    claimed_at: datetime = column("claimed_at", CLAIMS, "When it was claimed.")
    step: int | None = column("step", CLAIMS, "Which step decides now, from 1.")
    waits_for: identity.Role | None = column("waits_for", CLAIMS, "The role that is asked now.")
    due_on: date | None = column("due_on", CLAIMS, "The last day by which it is to be decided.")
    overdue_at: datetime | None = column(
        "overdue_at", CLAIMS, "When it was said that nobody decided in time."
    )
    closed_at: datetime | None = column("closed_at", CLAIMS, "When it was approved or withdrawn.")
    distributor: PartyRef | None = one("distributor_id", CLAIMS, "Who claims.")
    claimed_by: UserRef | None = one("claimed_by", CLAIMS, "Who claimed it, for the distributor.")
    credit: RebateCreditRef | None = one("credit_id", MONEY, "The rebate.")
    steps: list[RebateClaimStepRef] = many(
        "claim_id", CLAIMS, "Who is asked, in this order.", order="{t}.position", size=6
    )
    deeds: list[RebateClaimDeedRef] = many(
        "claim_id", CLAIMS, "What was done to it, the last first.", order="{t}.nth DESC", size=20
    )
    lines: Connection[RebateClaimLineRef] = connection(
        "claim_id", CLAIMS, "What of it is of which order line.", sort=RebateClaimLineSort
    )


@table("rebate_claim_lines", scope=Through("RebateClaim", "claim_id"))
class RebateClaimLine(Node):
    """What of a claim is the cost of one order line."""

    amount: Money = money("amount_minor", CLAIMS, "How much; negative where something came back.")
    currency: CurrencyCode = column("currency", CLAIMS, "Of its amount.")
    order: OrderRef | None = one("order_id", CLAIMS, "The order.")
    order_line: OrderLineRef | None = one("order_line_id", CLAIMS, "The line of the order.")


@table("rebate_claim_steps", scope=Through("RebateClaim", "claim_id"), key=("position",))
class RebateClaimStep:
    """One step of a claim's chain: who is asked, and who agreed."""

    position: int = column("position", CLAIMS, "Its place, from 1.")
    role: identity.Role = column("role", CLAIMS, "Whose agreement is asked for.")
    days: int = column("days", CLAIMS, "Within how many days.")
    decided_at: datetime | None = column("decided_at", CLAIMS, "When somebody agreed.")
    decided_by: UserRef | None = one("decided_by", WATCHING_CLAIMS, "Who agreed.")
    decided_for: UserRef | None = one("decided_for", WATCHING_CLAIMS, "For whom, who was away.")


@table("rebate_claim_deeds", scope=Through("RebateClaim", "claim_id"), key=("nth",))
class RebateClaimDeed:
    """What somebody did to a claim; it is never changed."""

    nth: int = column("nth", CLAIMS, "Its place, from 1.")
    kind: rebates.ClaimDeed = column("kind", CLAIMS, "What was done.")
    step: int | None = column("step", CLAIMS, "At which step.")
    to_step: int | None = column("to_step", CLAIMS, "To which step it went back.")
    reason: str | None = column("reason", CLAIMS, "Why, or what the distributor says to it.")
    done_at: datetime = column("done_at", CLAIMS, "When.")
    person: UserRef | None = one("user_id", WATCHING_CLAIMS, "Who did it.")
    instead_of: UserRef | None = one("for_user_id", WATCHING_CLAIMS, "For whom, who was away.")


@table("rebate_costs", scope=Below("distributor_id"))
class RebateCost(Node):
    """What of a rebate is the cost of one order line, once for each time it was released."""

    amount: Money = money("amount_minor", MONEY, "How much; negative where something came back.")
    currency: CurrencyCode = column("currency", MONEY, "Of its amount.")
    order: OrderRef | None = one("order_id", MONEY, "The order.")
    order_line: OrderLineRef | None = one("order_line_id", MONEY, "The line of the order.")


@table("rebate_claim_settings", scope=Nothing(), key=("changed_at", "position"))
class RebateClaimSetting:
    """One step that claims of rebates go along since a moment."""

    position: int = column("position", WATCHING_CLAIMS, "Its place, from 1.")
    role: identity.Role = column("role", WATCHING_CLAIMS, "Whose agreement is asked for.")
    days: int = column("days", WATCHING_CLAIMS, "Within how many days.")
    least: Money | None = money(
        "least_minor", WATCHING_CLAIMS, "A claim of less, in this currency, skips it."
    )
    changed_at: datetime = column("changed_at", WATCHING_CLAIMS, "Since when.")


@table("rebate_delegations", scope=Nothing())
class RebateDelegation(Node):
    """Somebody decides about claims for somebody who is away."""

    first_on: date = column("first_on", WATCHING_CLAIMS, "From which day.")
    last_on: date = column("last_on", WATCHING_CLAIMS, "The last day of it.")
    ended_at: datetime | None = column("ended_at", WATCHING_CLAIMS, "When it was ended before.")
    person: UserRef | None = one("from_user_id", WATCHING_CLAIMS, "Who is away.")
    deputy: UserRef | None = one("to_user_id", WATCHING_CLAIMS, "Who decides instead.")
