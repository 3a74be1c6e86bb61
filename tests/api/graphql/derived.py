"""What a few fields and filters follow from in other tables, said apart from the engine."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tributary.rebates import CLAIM_ROLES, Coverage, Facts, misses_of

if TYPE_CHECKING:
    from tests.api.graphql.reference import Reference, Row


def _ended(column: str) -> Callable[["Reference", "Row"], str]:
    """Return how an account is shown: its last four letters, unless that is most of it."""

    def shown(_: "Reference", row: "Row") -> str:
        account: str = row[column]
        return f"•••• {account[-4:]}" if len(account) > 7 else "••••"

    return shown


def _listed(column: str) -> Callable[["Reference", "Row"], str]:
    """Return how the values of a condition are said."""
    return lambda _, row: ", ".join(map(str, row[column]))


def _used_by(column: str) -> Callable[["Reference", "Row"], Any]:
    """Return what the document says by which a rebate was used."""

    def said(it: "Reference", row: "Row") -> Any:  # noqa: ANN401
        uses: list[Any] = it.rows.tables["rebate_uses"]
        return next((use[column] for use in uses if use["id"] == row["use_id"]), None)

    return said


def _resolution(it: "Reference", row: "Row") -> dict[str, Any]:
    """Return which term of a plan covers a purchase, and why not the others, by the rules."""

    def the(table: str, key: Any) -> Any:  # noqa: ANN401
        return next(each for each in it.rows.tables[table] if each["id"] == key)

    accrual, order = the("rebate_accruals", row["accrual_id"]), the("orders", row["order_id"])
    product = the("products", the("order_lines", row["order_line_id"])["product_id"])
    grade = next(
        (
            price["grade"]
            for price in it.rows.tables["order_line_prices"]
            if price["order_line_id"] == row["order_line_id"] and price["depth"] == 0
        ),
        None,
    )
    channel = the("channels", order["channel_id"])["code"]
    buyer = the("parties", order["distributor_id"])["code"]
    facts = Facts(product["product_group"], product["sku"], channel, grade or "", buyer)
    found: list[dict[str, Any]] = []
    for term in it.rows.tables["rebate_terms"]:
        if term["plan_id"] != accrual["plan_id"]:
            continue
        misses = misses_of(Coverage(*(frozenset(term[name]) for name in COVERAGES)), facts)
        covers = term["id"] == accrual["term_id"]
        outcome = "covers" if covers else "does_not_fit" if misses else "fits_later"
        if covers or not it.viewer.is_distributor or "distributors" not in misses:
            code = term["code"] if covers or not it.viewer.is_distributor else None
            found.append(
                {"code": code, "place": term["place"], "misses": misses, "outcome": outcome}
            )
    # In the order in which PostgreSQL keeps the names of an object: answers are compared as text.
    return {
        "facts": {
            "grade": grade,
            "channel": None if it.viewer.is_distributor else channel,
            "product": facts.product,
            "billedOn": str(row["booked_on"]),
            "distributor": buyer,
            "productGroup": facts.product_group,
        },
        "terms": sorted(found, key=lambda each: each["place"]),
    }


COVERAGES = ("product_groups", "products", "channels", "grades", "distributors")


def gifts_of(it: "Reference", row: "Row") -> list[dict[str, Any]]:
    """Return what an order is given beside its goods, by the code of the offer."""
    of = it.rows.tables
    promises: list[Any] = of["order_promises"]
    claims: list[Any] = of["offer_claims"]
    offers: list[Any] = of["offers"]
    codes = {each["id"]: each["code"] for each in offers}
    held = {(each["order_id"], each["offer_id"]) for each in claims if each["released_at"] is None}
    found = [
        {name: each[name] for name in ("sku", "quantity", "on_payment")}
        | {
            "offer_code": codes[each["offer_id"]],
            "is_taken": (each["order_id"], each["offer_id"]) in held,
        }
        for each in promises
        if each["order_id"] == row["order_id"] and each["sku"] is not None
    ]
    return sorted(found, key=lambda gift: gift["offer_code"])


def missed_of(it: "Reference", row: "Row") -> list[Any]:
    """Return the steps of offers that a buyer missed, without those that want a coupon."""
    offers: list[Any] = it.rows.tables["offers"]
    closed = {(each["code"], each["version"]) for each in offers if each["needs_coupon"]}
    return [
        step
        for step in row["document"]["steps"]
        if step.get("reason") in TOLD and (step["offer_code"], step["version"]) not in closed
    ]


TOLD = {
    *("nothing_left", "threshold_not_met", "too_few_units", "too_few_stores"),
    *("gifts_gone", "gift_taken", "not_paid", "outdone"),
}
"""Why a buyer missed an offer, as far as a buyer is told."""

ENDS: Mapping[tuple[str, str], Callable[["Reference", "Row"], Any]] = {
    ("PayeeAccount", "providerAccount"): _ended("provider_account"),
    ("PayoutItem", "destination"): _ended("destination"),
    ("IdentityProvider", "callbackPath"): lambda _, row: f"/session/provider/{row['id']}/callback",
    ("OrderTrace", "applied"): lambda _, row: [
        step for step in row["document"]["steps"] if step["outcome"] == "applied"
    ],
    ("OrderTrace", "missed"): missed_of,
    ("OrderTrace", "gifts"): gifts_of,
    ("RebateEntry", "number"): _used_by("number"),
    ("RebateEntry", "because"): _used_by("undone_because"),
    ("RebateEntry", "isUndone"): lambda it, row: _used_by("undone_on")(it, row) is not None,
    ("RebateLine", "resolution"): _resolution,
    ("PlanTerm", "productGroups"): _listed("product_groups"),
    ("PlanTerm", "products"): _listed("products"),
    ("PlanTerm", "channels"): _listed("channels"),
    ("PlanTerm", "grades"): _listed("grades"),
    ("PlanTerm", "levels"): _listed("levels"),
    ("PlanTerm", "depths"): _listed("depths"),
    ("WebhookDelivery", "webhookId"): lambda _, row: f"msg_{row['message_id'].hex}",
    ("WebhookDelivery", "nextAttemptAt"): lambda _, row: (
        row["next_attempt_at"] if row["state"] == "waiting" else None
    ),
}


def can_earn(it: "Reference", row: "Row") -> bool:
    """Tell whether a distributor, or one below it, stands where a rate pays."""
    paths = [each for each in it.rows.tables["tree_paths"] if it.holds_today(each)]
    me = it.viewer.distributor_id
    if row["kind"] == "override":
        return any(each["ancestor_id"] == me and each["depth"] == row["step"] for each in paths)
    return any(
        each["ancestor_id"] == it.viewer.brand_id
        and each["descendant_id"] == me
        and each["depth"] <= row["step"]
        for each in paths
    )


def can_earn_by(it: "Reference", row: "Row") -> bool:
    """Tell whether a distributor, or one below it, stands where a term pays, with its grade."""
    paths = [each for each in it.rows.tables["tree_paths"] if it.holds_today(each)]
    me = it.viewer.distributor_id
    held = {
        each["grade"]
        for each in it.rows.tables["distributor_grades"]
        if each["distributor_id"] in it.below and it.holds_today(each)
    }
    has_earned = any(
        each["term_id"] == row["id"] and each["beneficiary_id"] in it.below
        for each in it.rows.tables["commission_lines"]
    )
    if row["grades"] and not held & {*row["grades"]} and not has_earned:
        return False
    if row["earner"] == "above":
        return any(
            each["ancestor_id"] == me
            and each["depth"] > 0
            and (not row["depths"] or each["depth"] in row["depths"])
            for each in paths
        )
    return not row["levels"] or any(
        each["ancestor_id"] == it.viewer.brand_id
        and each["descendant_id"] == me
        and any(each["depth"] <= level for level in row["levels"])
        for each in paths
    )


def accrues_by(it: "Reference", row: "Row") -> bool:
    """Tell whether one of the viewer's distributors, or one below, has accrued by a band's term."""
    theirs = it.below if it.viewer.is_distributor else it.assigned
    accruals: list[Any] = it.rows.tables["rebate_accruals"]
    return any(
        each["term_id"] == row["term_id"] and each["distributor_id"] in theirs for each in accruals
    )


def people_of(it: "Reference", row: "Row") -> int:
    """Return how many people come in by an identity provider."""
    links: list[Any] = it.rows.tables["identity_links"]
    return sum(link["provider_id"] == row["id"] for link in links)


Stored = Mapping[str, Any]
"""A row as the database has it."""


def onlookers(it: "Reference") -> Iterator[dict[str, Any]]:
    """Yield every right to see a distributor's rows: of the brand's people, and of those above."""
    of = it.rows.tables
    kept: list[Any] = [*of["memberships"], *of["former_memberships"]]
    for held in kept:
        if held["party_id"] is None and held["role"] != "salesperson":
            for party in of["parties"]:
                yield _right(it, party["id"], held, it.viewer.brand_id, [held])
    for path in of["tree_paths"]:
        for held in kept:
            if held["party_id"] is not None and held["party_id"] == path["ancestor_id"]:
                yield from _met(it, path, held, [held])
            for given in of["sales_assignments"]:
                if (
                    held["role"] == "salesperson"
                    and given["user_id"] == held["user_id"]
                    and given["distributor_id"] == path["ancestor_id"]
                ):
                    yield from _met(it, path, held, [held, given])


def _met(
    it: "Reference", path: Stored, held: Stored, spans: list[Stored]
) -> Iterator[dict[str, Any]]:
    """Yield the right that lasts as long as role, place and assignment, if they meet at all."""
    (zone,) = [
        ZoneInfo(each["time_zone"])
        for each in it.rows.tables["brands"]
        if each["id"] == it.viewer.brand_id
    ]
    days = (path["valid_from"], path["valid_until"])
    since, until = (day and datetime.combine(day, time(), zone).astimezone(UTC) for day in days)
    right = _right(
        it,
        path["descendant_id"],
        held,
        path["ancestor_id"],
        [*spans, {"since_at": since, "until_at": until}],
    )
    if right["until_at"] is None or right["since_at"] < right["until_at"]:
        yield right


def _right(
    it: "Reference", of: UUID, held: Stored, through: UUID, spans: list[Stored]
) -> dict[str, Any]:
    people: list[Any] = it.rows.tables["users"]
    (name,) = [each["name"] for each in people if each["id"] == held["user_id"]]
    ends = [each["until_at"] for each in spans if each.get("until_at")]
    return {
        "distributor_id": of,
        "user_id": held["user_id"],
        "name": name,
        "role": held["role"],
        "through_id": through,
        "since_at": max(each["since_at"] for each in spans),
        "until_at": min(ends, default=None),
    }


def _day_of(it: "Reference", at: datetime) -> str:
    """Return which day of the brand's an instant is on."""
    brands: list[Any] = it.rows.tables["brands"]
    (brand,) = [each for each in brands if each["id"] == it.viewer.brand_id]
    return at.astimezone(ZoneInfo(brand["time_zone"])).date().isoformat()


def _ended_from(it: "Reference", row: "Row | Stored", day: object) -> bool:
    """Tell whether something has ended, on a day or after it."""
    ended: datetime | None = row["resolved_at"]
    return ended is not None and _day_of(it, ended) >= str(day)


def _refunded_from(it: "Reference", receipt: "Row", day: object) -> bool:
    return any(
        each["receipt_id"] == receipt["id"]
        and each["booked_on"] is not None
        and str(each["booked_on"]) >= str(day)
        for each in it.rows.tables["refunds"]
    )


DAYS: Mapping[tuple[str, str], Callable[["Reference", "Row", Any], bool]] = {
    ("AuditFilter", "done_from"): lambda it, row, day: _day_of(it, row["at"]) >= str(day),
    ("AuditFilter", "done_until"): lambda it, row, day: _day_of(it, row["at"]) < str(day),
    ("PayoutItemFilter", "resolved_from"): _ended_from,
    ("StatementFilter", "is_current"): lambda _, row, wanted: (
        (row["state"] != "superseded") == wanted
    ),
    ("ReceiptFilter", "refunded_from"): _refunded_from,
}


def _held(it: "Reference") -> Iterator[tuple[tuple[Any, str], int, date]]:
    """Yield what is too young of each order line: what was taken back lowers the youngest first."""
    holds = {plan["id"]: timedelta(plan["hold_days"]) for plan in it.rows.tables["plans"]}
    moves: dict[tuple[Any, ...], list[tuple[date, int]]] = {}
    for line in it.rows.tables["commission_lines"]:
        key = tuple(
            line[name] for name in ("beneficiary_id", "currency", "order_line_id", "plan_id")
        )
        free_on = line["earned_on"] + holds[line["plan_id"]]
        moves.setdefault(key, []).append((free_on, line["amount_minor"]))
    for (party, currency, *_), each in moves.items():
        young = sorted((when, -minor) for when, minor in each if when > it.viewer.today)
        kept = 0
        for _, minor in young:
            kept = max(kept - minor, 0)
        if kept:
            yield (party, currency), kept, min(when for when, minor in young if minor < 0)


def positions(it: "Reference") -> Iterable[dict[str, Any]]:
    balances = {each["account_id"]: each for each in it.rows.tables["balances"]}
    found: dict[tuple[Any, str], dict[str, Any]] = {}
    for account in it.rows.tables["accounts"]:
        key = (account["counterparty_id"], account["currency"])
        position = found.setdefault(
            key,
            {
                "distributor_id": key[0],
                "currency": key[1],
                "owed_minor": 0,
                "earned_minor": 0,
                "reserved_minor": 0,
                "held_minor": 0,
                "free_on": None,
            },
        )
        balance = balances[account["id"]]
        net = balance["debits_minor"] - balance["credits_minor"]
        if account["kind"] == "commission_payable":
            position["earned_minor"] -= net
            position["reserved_minor"] += balance["pending_debits_minor"]
        else:
            position["owed_minor"] += net
    for key, minor, free_on in _held(it):
        if key in found:
            found[key]["held_minor"] += minor
            found[key]["free_on"] = min(found[key]["free_on"] or free_on, free_on)
    return found.values()


def _decides_claims(it: "Reference", user_id: Any) -> bool:  # noqa: ANN401  An id as it is read.
    held: list[Any] = it.rows.tables["memberships"]
    return any(each["user_id"] == user_id and each["role"] in CLAIM_ROLES for each in held)


OF_CLAIMS: Mapping[tuple[str, str], Callable[["Reference", "Row", "Row"], bool]] = {
    ("RebateCredit", "toClaim"): lambda it, row, cost: (
        cost["credit_id"] == row["id"]
        and row["is_claimed"]
        and not any(line["cost_id"] == cost["id"] for line in it.all("RebateClaimLine"))
    ),
    ("Brand", "rebateClaimSteps"): lambda it, _, step: (
        step["changed_at"] == max(each["changed_at"] for each in it.all("RebateClaimSetting"))
    ),
    ("Brand", "rebateDelegations"): lambda it, _, row: (
        row["ended_at"] is None and row["last_on"] >= it.viewer.today
    ),
    ("Brand", "rebateDeputies"): lambda it, _, user: _decides_claims(it, user["id"]),
}
