"""What a few fields and filters follow from in other tables, said apart from the engine."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from tests.api.graphql.reference import Reference, Row


def _ended(column: str) -> Callable[["Reference", "Row"], str]:
    """Return how an account is shown: its last four letters, unless that is most of it."""

    def shown(_: "Reference", row: "Row") -> str:
        account: str = row[column]
        return f"•••• {account[-4:]}" if len(account) > 7 else "••••"

    return shown


ENDS: Mapping[tuple[str, str], Callable[["Reference", "Row"], str]] = {
    ("PayeeAccount", "providerAccount"): _ended("provider_account"),
    ("PayoutItem", "destination"): _ended("destination"),
}


def people_of(it: "Reference", row: "Row") -> int:
    """Return how many people come in by an identity provider."""
    links: list[Any] = it.rows.tables["identity_links"]
    return sum(link["provider_id"] == row["id"] for link in links)


def _day_of(it: "Reference", at: datetime) -> str:
    """Return which day of the brand's an instant is on."""
    brands: list[Any] = it.rows.tables["brands"]
    (brand,) = [each for each in brands if each["id"] == it.viewer.brand_id]
    return at.astimezone(ZoneInfo(brand["time_zone"])).date().isoformat()


DAYS: Mapping[tuple[str, str], Callable[["Reference", "Row", Any], bool]] = {
    ("AuditFilter", "done_from"): lambda it, row, day: _day_of(it, row["at"]) >= str(day),
    ("AuditFilter", "done_until"): lambda it, row, day: _day_of(it, row["at"]) < str(day),
}
