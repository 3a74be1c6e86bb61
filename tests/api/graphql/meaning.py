"""What the few expressions of the declarations mean, said again in Python."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from tests.api.graphql.derived import (
    DAYS,
    ENDS,
    OF_CLAIMS,
    accrues_by,
    can_earn,
    can_earn_by,
    onlookers,
    people_of,
    positions,
)

if TYPE_CHECKING:
    from tests.api.graphql.reference import Reference, Row

BUCKETS = (
    ("not_due", 1, -100_000, 0),
    ("days_1_30", 2, 1, 30),
    ("days_31_60", 3, 31, 60),
    ("days_61_90", 4, 61, 90),
    ("over_90", 5, 91, 100_000),
)


def _is_open(row: "Row") -> bool:
    return bool(row["applied_minor"] < row["total_minor"])


def _is_overdue(it: "Reference", row: "Row") -> bool:
    return bool(_is_open(row) and row["due_on"] < it.viewer.today)


def _level(it: "Reference", row: "Row") -> int | None:
    depths = [
        path["depth"]
        for path in it.rows.tables["tree_paths"]
        if path["ancestor_id"] == it.viewer.brand_id
        and path["descendant_id"] == row["id"]
        and it.holds_today(path)
    ]
    return depths[0] if depths else None


def _parent(it: "Reference", distributor_id: object) -> object:
    for edge in it.rows.tables["tree_edges"]:
        if edge["distributor_id"] == distributor_id and it.holds_today(edge):
            return edge["parent_id"]
    return None


def _grade(it: "Reference", distributor_id: object) -> object:
    for held in it.rows.tables["distributor_grades"]:
        if held["distributor_id"] == distributor_id and it.holds_today(held):
            return held["grade"]
    return None


def _terms(it: "Reference", distributor_id: object) -> object:
    agreed = [
        each
        for each in it.rows.tables["credit_terms"]
        if each["creditor_id"] == it.viewer.brand_id
        and each["debtor_id"] in {distributor_id, None}
        and it.holds_today(each)
    ]
    agreed.sort(key=lambda each: each["debtor_id"] is None)
    return agreed[0]["id"] if agreed else None


def _unapplied(_: "Reference", row: "Row") -> int:
    if row["state"] != "received":
        return 0
    return int(row["amount_minor"] - row["applied_minor"] - row["refunded_minor"])


def _logistics(it: "Reference", row: "Row") -> str:
    if row["delivered_on"] is not None:
        return "DELIVERED"
    if row["shipped_on"] is not None:
        return "SHIPPED"
    has_left = any(
        each["order_id"] == row["id"] and each["state"] in {"shipped", "delivered"}
        for each in it.rows.tables["shipments"]
    )
    return "SHIPPED_IN_PART" if has_left else "WAITING"


def _kind(flows: str) -> str:
    if "client_credentials" in flows:
        return "own"
    return "device" if "device_code" in flows else "code"


COLUMNS: Mapping[tuple[str, str], Callable[["Reference", "Row"], Any]] = {
    ("Receivable", "open"): lambda _, row: row["total_minor"] - row["applied_minor"],
    ("Receivable", "isOverdue"): _is_overdue,
    ("Receivable", "creditorName"): lambda it, row: next(
        each["name"] for each in it.all("Party") if each["id"] == row["creditor_id"]
    ),
    ("Receipt", "unapplied"): _unapplied,
    ("Application", "amount"): lambda _, row: (
        row["amount_minor"] if row["reverses_id"] is None else -row["amount_minor"]
    ),
    ("Return", "charged"): lambda _, row: (
        None if row["charged_minor"] is None else row["charged_minor"] + row["charged_tax_minor"]
    ),
    ("Statement", "isPrinted"): lambda _, row: row["blob_id"] is not None,
    ("Distributor", "level"): _level,
    ("Program", "kind"): lambda _, row: _kind(row["flows"]),
    ("Program", "clientId"): lambda _, row: f"{row['brand_id'].hex}.{row['id'].hex}",
    ("Program", "isPublic"): lambda _, row: row["secret_sha256"] is None,
    ("IdentityProvider", "people"): people_of,
    **ENDS,
    ("CreditTerms", "isOwn"): lambda _, row: row["debtor_id"] is not None,
}

LINKS: Mapping[tuple[str, str], Callable[["Reference", "Row", "Row"], bool]] = {
    ("Distributor", "grade"): lambda it, row, grade: grade["code"] == _grade(it, row["id"]),
    ("Distributor", "terms"): lambda it, row, terms: terms["id"] == _terms(it, row["id"]),
    ("Distributor", "parent"): lambda it, row, up: up["id"] == _parent(it, row["id"]),
    ("Distributor", "children"): lambda it, row, down: _parent(it, down["id"]) == row["id"],
    ("Distributor", "assignable"): lambda it, row, user: (
        _holds_role(it, user["id"]) and not _is_given(it, row["id"], user["id"])
    ),
    ("Distributor", "rebateCredits"): lambda _, row, credit: (
        credit["distributor_id"] == row["id"] and credit["left_minor"] > 0
    ),
    **OF_CLAIMS,
    ("Brand", "members"): lambda _, __, member: member["party_id"] is None,
    ("Brand", "statementTerms"): lambda *_: True,
    ("Program", "distributor"): lambda _, row, party: party["id"] == row["party_id"],
    ("AuditEntry", "user"): lambda _, row, user: user["id"] == row["user_id"],
    ("AuditEntry", "onBehalfOf"): lambda _, row, user: user["id"] == row["on_behalf_of"],
}

CONDITIONS: Mapping[tuple[str, str], Callable[["Reference", "Row", Any], bool]] = {
    **DAYS,
    ("OrderFilter", "logistics"): lambda it, row, wanted: _logistics(it, row) in wanted,
    ("ReceivableFilter", "is_open"): lambda _, row, wanted: _is_open(row) == wanted,
    ("ReceivableFilter", "is_overdue"): lambda it, row, wanted: _is_overdue(it, row) == wanted,
    ("ReceiptFilter", "has_unapplied"): lambda it, row, wanted: (_unapplied(it, row) > 0) == wanted,
    ("DistributorFilter", "name_contains"): lambda _, row, text: (
        text.lower() in row["name"].lower()
    ),
    ("DistributorFilter", "search"): lambda _, row, text: (
        text.lower() in row["name"].lower() or text.lower() in row["code"].lower()
    ),
    ("DistributorFilter", "level"): lambda it, row, level: _level(it, row) == level,
    ("ReceivableFilter", "is_to_brand"): lambda it, row, wanted: (
        (row["creditor_id"] == it.viewer.brand_id) == wanted
    ),
    ("ReceiptFilter", "is_to_brand"): lambda it, row, wanted: (
        (row["creditor_id"] == it.viewer.brand_id) == wanted
    ),
    ("ProgramFilter", "is_disabled"): lambda _, row, wanted: (
        (row["disabled_at"] is not None) == wanted
    ),
    ("TaskFilter", "is_open"): lambda _, row, wanted: (
        (row["state"] in {"queued", "running"}) == wanted
    ),
    ("TaskFilter", "mine"): lambda it, row, wanted: (
        (row["started_by"] == it.viewer.user_id) == wanted
    ),
    ("DistributorFilter", "below"): lambda it, row, given: (
        str(row["id"]) in {str(each) for each in _below(it, given)}
    ),
    ("StatementDisputeFilter", "counterparties"): lambda it, row, given: (
        f"Party:{_disputed(it, row)['counterparty_id']}" in given
    ),
    ("StatementDisputeFilter", "run"): lambda it, row, given: (
        f"SettlementRun:{_disputed(it, row)['run_id']}" == given
    ),
}


def _disputed(it: "Reference", row: "Row") -> "Row":
    """Return the statement of which a line is disputed."""
    return next(each for each in it.all("Statement") if each["id"] == row["statement_id"])


def _below(it: "Reference", given: str) -> set[Any]:
    of = next(
        (
            row["id"]
            for row in it.all("Distributor")
            if f"Distributor:{row['id']}" == given and it.sees(row)
        ),
        None,
    )
    return it.descendants(of, strictly=True)


def _lookers(it: "Reference") -> Iterable[dict[str, Any]]:
    yield {
        "today": it.viewer.today,
        "user_id": it.viewer.user_id,
        "distributor_id": it.viewer.distributor_id,
    }


def _sides(it: "Reference") -> Iterable[dict[str, Any]]:
    now = it.viewer.distributor_id or it.viewer.brand_id
    mine = {
        each["party_id"] or it.viewer.brand_id
        for each in it.rows.tables["memberships"]
        if each["user_id"] == it.viewer.user_id
    }
    for party in it.rows.tables["parties"]:
        if party["id"] in mine:
            yield {
                "user_id": it.viewer.user_id,
                "party": f"Party:{party['id']}",
                "code": party["code"],
                "name": party["name"],
                "is_distributor": party["kind"] == "distributor",
                "is_current": party["id"] == now,
            }


def _members(it: "Reference") -> Iterable[dict[str, Any]]:
    of = it.rows.tables
    sides: dict[tuple[Any, Any], list[dict[str, Any]]] = {}
    for each in of["memberships"]:
        sides.setdefault((each["user_id"], each["party_id"]), []).append(each)
    for (user_id, party_id), held in sides.items():
        (user,) = (each for each in of["users"] if each["id"] == user_id)
        mine = {
            name: [each for each in of[name] if each["user_id"] == user_id]
            for name in ("passwords", "totp_factors", "passkeys", "tickets", "sessions")
        }
        yield {
            "party_id": party_id,
            "person": f"User:{user_id}",
            "name": user["name"],
            "email": user["email"],
            "language": user["language"],
            "roles": " ".join(sorted(each["role"] for each in held)),
            "since_at": min(each["since_at"] for each in held),
            "has_come": bool(user["email_verified_at"] or mine["passwords"] or mine["sessions"]),
            "invited_until": max(
                (
                    each["expires_at"]
                    for each in mine["tickets"]
                    if each["kind"] == "invitation" and each["used_at"] is None
                ),
                default=None,
            ),
            "has_factor": bool(
                mine["passkeys"] or [each for each in mine["totp_factors"] if each["confirmed_at"]]
            ),
            "seen_at": max(
                (each["seen_at"] for each in mine["sessions"] if each["party_id"] == party_id),
                default=None,
            ),
        }


def _cockpits(it: "Reference", currency: str | None = None) -> Iterable[dict[str, Any]]:
    code = currency or it.rows.tables["brands"][0]["currency"]
    today, first = it.viewer.today, it.viewer.today.replace(day=1)
    items = [
        row
        for row in it.all("Receivable")
        if row["currency"] == code and _is_open(row) and row["creditor_id"] == it.viewer.brand_id
    ]
    payable = [each for each in positions(it) if each["currency"] == code]
    yield {
        "currency": code,
        "receivable_minor": sum(row["total_minor"] - row["applied_minor"] for row in items),
        "overdue_minor": sum(
            row["total_minor"] - row["applied_minor"] for row in items if row["due_on"] < today
        ),
        "collected_minor": sum(
            row["amount_minor"]
            for row in it.all("Receipt")
            if row["currency"] == code and row["booked_on"] and first <= row["booked_on"] <= today
        ),
        "payable_minor": sum(max(each["earned_minor"], 0) for each in payable),
        "orders_count": sum(
            first <= row["ordered_on"] <= today and row["state"] == "confirmed"
            for row in it.all("Order")
        ),
        "quarantined_count": sum(row["state"] == "open" for row in it.all("QuarantinedRow")),
    }


def _buckets(it: "Reference") -> Iterable[dict[str, Any]]:
    for code in {row["currency"] for row in it.all("Receivable")}:
        for bucket, place, since, until in BUCKETS:
            items = [
                row
                for row in it.all("Receivable")
                if row["currency"] == code
                and _is_open(row)
                and since <= (it.viewer.today - row["due_on"]).days <= until
            ]
            if items:
                yield {
                    "bucket": bucket,
                    "place": place,
                    "currency": code,
                    "items_count": len(items),
                    "open_minor": sum(row["total_minor"] - row["applied_minor"] for row in items),
                }


def _statement_ageings(it: "Reference") -> Iterable[dict[str, Any]]:
    for statement in it.all("Statement"):
        for bucket, place, since, until in BUCKETS:
            opens = [
                _open_before(it, row, statement["period_end"])
                for row in it.all("Receivable")
                if row["creditor_id"] == statement["creditor_id"]
                and row["debtor_id"] == statement["counterparty_id"]
                and row["currency"] == statement["currency"]
                and row["booked_on"] < statement["period_end"]
                and since <= (statement["period_end"] - row["due_on"]).days - 1 <= until
            ]
            opens = [minor for minor in opens if minor > 0]
            if opens:
                yield {
                    "statement_id": statement["id"],
                    "bucket": bucket,
                    "place": place,
                    "currency": statement["currency"],
                    "items_count": len(opens),
                    "open_minor": sum(opens),
                }


def _open_before(it: "Reference", row: "Row", day: date) -> int:
    applied = sum(
        each["amount_minor"] if each["reverses_id"] is None else -each["amount_minor"]
        for each in it.all("Application")
        if each["receivable_id"] == row["id"] and each["applied_on"] < day
    )
    return int(row["total_minor"] - applied)


def _holds_role(it: "Reference", user_id: object, role: str = "salesperson") -> bool:
    return any(
        each["user_id"] == user_id and each["role"] == role
        for each in it.rows.tables["memberships"]
    )


def _is_given(it: "Reference", distributor_id: object, user_id: object) -> bool:
    wanted = (distributor_id, user_id, None)
    given = it.rows.tables["sales_assignments"]
    return any((one["distributor_id"], one["user_id"], one["until_at"]) == wanted for one in given)


def _is_colleague(it: "Reference", row: "Row") -> bool:
    return row["id"] == it.viewer.user_id or any(
        each["user_id"] == row["id"] and each["party_id"] is None
        for each in it.rows.tables["memberships"]
    )


SALES: Mapping[str, Callable[["Reference", "Row"], bool]] = {
    "Party": lambda it, row: row["kind"] != "distributor" or row["id"] in it.assigned,
    "User": _is_colleague,
    "CreditTerms": lambda it, row: (
        row["debtor_id"] in it.assigned
        or (row["debtor_id"] is None and row["creditor_id"] == it.viewer.brand_id)
    ),
    "Channel": lambda it, row: (
        row["distributor_id"] is None or row["distributor_id"] in it.assigned
    ),
    "RebateBand": accrues_by,
}

SCOPES: Mapping[str, Callable[["Reference", "Row"], bool]] = {
    "PlanRate": can_earn,
    "PlanTerm": can_earn_by,
    "RebateBand": accrues_by,
}

DERIVED: Mapping[str, Callable[..., Iterable[dict[str, Any]]]] = {
    "Looker": _lookers,
    "Side": _sides,
    "Member": _members,
    "Onlooker": onlookers,
    "Position": positions,
    "Cockpit": _cockpits,
    "AgeingBucket": _buckets,
    "StatementAgeing": _statement_ageings,
}
