"""Requests that schemathesis makes of our SDL, and what must not come back."""

import random
import string
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx
import orjson
import schemathesis
from graphql import ValueNode
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis.core.result import Ok
from schemathesis.graphql import nodes

from tests.api.graphql.canaries import AMOUNT, LARGE, MARK, plant
from tests.factories.forest import Forest
from tests.factories.forest_kinds import TABLES
from tests.factories.trade import Trade
from tributary.api.graphql.schema import catalogue

SDL: Final = Path(__file__).resolve().parents[2] / "schema" / "tributary.graphql"
TRACES: Final = ("Traceback", "site-packages", '.py"', "psycopg", "asyncpg", "SELECT ")
"""Words of a program's insides."""

SCALARS: Final[Mapping[str, Sequence[str]]] = {
    "CurrencyCode": ("CNY", "JPY", "cny", "XXX", "", "元"),
    "Date": ("2026-02-15", "2026-02-30", "0000-01-01", "9999-12-31", "today", ""),
    "DateTime": ("2026-02-15T00:00:00Z", "2026-02-15T25:00:00Z", "9999-12-31T23:59:59.999999Z", ""),
    "Decimal": ("12.50", "0", "-1", "1e400", "NaN", "99999999999999999999", "１２", ""),
    "JSON": ("{}", "null", ""),
    "Rate": ("0.130000", "-1", "NaN", ""),
}
"""Values that are right, nearly right and wrong."""


@dataclass(frozen=True)
class Marked:
    """What somebody of a brand may ask with, and must not meet."""

    ids: Sequence[str]
    """Of rows of this brand and of the other one."""
    texts: frozenset[str]
    """The marks of the other brand."""
    amounts: frozenset[str]


def marked(url: str, *trades: Trade) -> list[Marked]:
    """Mark every text and amount of two brands; return what is true for people of each.

    Afterwards nobody signs in any more, as addresses are marked too.
    """
    for trade in trades:
        assert plant(url, trade.brand_id, catalogue()) == set()
    first, second = (Forest.read(url, trade) for trade in trades)
    return [_seen_from(first, second), _seen_from(second, first)]


def _seen_from(own: Forest, other: Forest) -> Marked:
    # Whoever asks must not shut themselves out by a deed to a person of their own.
    ids = [
        f"{kind}:{row['id']}"
        for forest in (own, other)
        for kind, rows in forest.rows.items()
        if kind != "User" or forest is other
        for row in rows[:8]
        if "id" in row
    ]
    values = [value for row in _rows(other) for value in row.values()]
    return Marked(
        ids,
        frozenset(text for value in values for text in MARK.findall(str(value))),
        frozenset(str(abs(each)) for each in values if isinstance(each, int) and abs(each) > LARGE),
    )


def _rows(forest: Forest) -> Iterator[Mapping[str, Any]]:
    for kind in TABLES:
        yield from forest.rows[kind]


def documents(ids: Sequence[str], per_operation: int, seeded: int) -> list[str]:
    """Return so many documents of each field of Query and Mutation, the same for a seed."""
    odd = st.text(string.printable, max_size=40)
    for name, values in SCALARS.items():
        schemathesis.graphql.scalar(name, st.sampled_from(values).map(nodes.String))
    named = st.sampled_from([*ids, "Order:", "Nothing:1", ":"]) | odd
    schemathesis.graphql.scalar("ID", named.map(nodes.String))
    # Arguments are all given, and pages with `first` and `last` at once are declined.
    numbers = st.sampled_from([None, None, None, None, 0, 5, 101, -1, 2**31 - 1])
    schemathesis.graphql.scalar("Int", numbers.map(_number))
    schemathesis.graphql.scalar("String", odd.map(nodes.String))
    found: list[str] = []
    for result in schemathesis.graphql.from_path(str(SDL)).get_all_operations():
        assert isinstance(result, Ok)
        operation = result.ok()

        @seed(seeded)
        @settings(
            max_examples=per_operation,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def collect(case: Any) -> None:  # noqa: ANN401  Of schemathesis.
            found.append(str(case.body))

        collect()
    random.Random(seeded).shuffle(found)
    return found


def _number(value: int | None) -> ValueNode:
    return nodes.Null if value is None else nodes.Int(value)


@dataclass
class Hunt:
    """What was asked, and what came back that should not."""

    marked: Marked
    statuses: Counter[int] = field(default_factory=Counter[int])
    codes: Counter[str] = field(default_factory=Counter[str])
    with_data: int = 0
    faults: list[str] = field(default_factory=list[str])

    async def ask(self, person: httpx.AsyncClient, document: str) -> None:
        answer = await person.post("/graphql", json={"query": document})
        self.look(document, answer.status_code, answer.text)

    def look(self, document: str, status: int, text: str) -> None:
        """Look at one answer."""
        self.statuses[status] += 1
        told = orjson.loads(text)
        codes = [each.get("extensions", {}).get("code", "") for each in told.get("errors", ())]
        self.codes.update(codes)
        self.with_data += bool(told.get("data"))
        wrong = [f"status {status}"] * (status >= 500)
        wrong += ["UNEXPECTED"] * ("UNEXPECTED" in codes)
        # What was asked with may come back: as a name that is unknown, for instance.
        wrong += [each for each in TRACES if each in text and each not in document]
        met = set(MARK.findall(text)) - set(MARK.findall(document))
        wrong += sorted(met & self.marked.texts)
        amounts = {each.replace(".", "") for each in AMOUNT.findall(text)}
        wrong += sorted(amounts & self.marked.amounts)
        if wrong:
            self.faults.append(f"{', '.join(wrong)}: {document} -> {text[:600]}")
