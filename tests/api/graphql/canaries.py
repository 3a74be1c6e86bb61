"""R9: every text and amount of every brand is marked, and random questions look for the marks.

Whose a mark is follows from how its row stands to the viewer, computed from the tree and not by the
engine; which relations may be seen is said here once more, and not taken from the scopes.
"""

# ruff: noqa: ANN401  Answers are JSON, which has any type.

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

import orjson
import psycopg

from tests.api.graphql.generator import Generator, Harvest, Query
from tests.api.graphql.matrix import TODAY
from tests.factories.forest import Forest, Row
from tests.factories.forest_kinds import HOUSE, PAIRS, PARTS, PUBLIC, TABLES
from tributary.api.graphql.engine import Engine, GraphQLRequest, Viewer
from tributary.api.graphql.engine.catalogue import Catalogue
from tributary.api.graphql.engine.declare import Column
from tributary.api.graphql.engine.relations import Relation
from tributary.api.graphql.engine.viewers import Breadth, Sight
from tributary.identity import BRAND_ROLES, DISTRIBUTOR_ROLES, Role

MARK: Final = re.compile(r"zq[0-9a-f]{12}qz")
AMOUNT: Final = re.compile(r'"amount":"-?([0-9]+(?:\.[0-9]+)?)"')
LARGE: Final = 10**10
"""Amounts of this many minor units and more are marks; nothing else is so large."""

UNMARKED: Final = frozenset(
    {
        "brands.currency",
        "brands.time_zone",
        "channels.time_zone",
        "contacts.language",
        "grades.code",
        "parties.language",
        # Compared with what was approved.
        "payout_batches.items_sha256",
        # Rates are told apart in the matrix, by count.
        "plan_rates.product_group",
        # Read back by what takes no word that it does not know.
        "plans.document",
        "programs.scopes",
        "receipts.provider",
        "users.language",
    }
)
"""Texts that are one of a few words, and so the same in every brand."""

MASKED: Final = frozenset({"payee_accounts.provider_account", "payout_items.destination"})
"""Texts of which everybody reads the end alone, which is no mark: nobody may meet the whole."""

ALONE: Final = frozenset({"PayeeAccount", "PayoutItem"})
"""Rows of a distributor that nobody above it sees either."""

_SELLERS: Final = frozenset({Role.SALESPERSON})
BELOW: Final = frozenset({Relation.SELF, Relation.CHILD, Relation.DESCENDANT})
STAFFS: Final = frozenset({"Channel", "CreditTerms", "SalesAssignment"})
"""Rows about a distributor that only people of the brand see."""

_MARKED: Final = "substr(md5('{table}.{column}' || {t}::text || {salt}), 1, 12)"

# Amounts of one row move together where a check ties them.
_AMOUNTS: Final = """
orders: goods_minor + c, total_minor + c
order_lines: unit_price_minor + c, goods_minor + 3 * c, net_minor + 3 * c
order_line_prices: unit_price_minor + c
returns: net_minor + c, total_minor + c
return_lines: net_minor + c
receivables: total_minor + c, applied_minor + CASE WHEN applied_minor = total_minor THEN c ELSE 0 END
payment_links: amount_minor + c
payment_link_items: amount_minor + c
receipts: amount_minor + 2 * c, applied_minor + c
refunds: amount_minor + c
applications: amount_minor + c
credit_notes: total_minor + c
rebate_accruals: volume_minor + c, amount_minor + 3 * c
rebate_credits: amount_minor + c, used_minor + c
rebate_costs: amount_minor + c
rebate_claims: amount_minor + c
rebate_claim_lines: amount_minor + c
rebate_entries: amount_minor + sign(amount_minor) * c
rebate_lines: net_minor + c, counted_minor + 2 * c, amount_minor + 3 * c
commission_lines: base_minor + sign(base_minor) * c, amount_minor + sign(amount_minor) * 2 * c, unit_gap_minor + 3 * c, due_minor + sign(amount_minor) * 2 * c, volume_minor + 5 * c, collected_minor + c, owed_minor + 3 * c
statements: owed_opening_minor + c, owed_closing_minor + c, earned_opening_minor + 3 * c, earned_closing_minor + 3 * c
statement_lines: amount_minor + c
payout_items: amount_minor + c
"""  # noqa: E501  A table, one row a line.


def plant(url: str, forest_brand: UUID, catalogue: Catalogue) -> set[str]:
    """Mark every reachable text and amount of a brand; return the texts that take no mark."""
    refused: set[str] = set()
    with psycopg.connect(url, autocommit=True) as connection:
        for table, column, kind in sorted(_texts(catalogue, connection)):
            if f"{table}.{column}" in UNMARKED:
                continue
            mark = (
                f"'zq' || {_MARKED.format(table=table, column=column, t='t', salt='%(b)s')} || 'qz'"
            )
            value = f"{column} || {mark}"
            if kind == "jsonb":
                value = f"jsonb_build_object('mark', {mark}) || {column}"
            where = "t.brand_id = %(brand)s"
            if table == "brands":
                where = "t.id = %(brand)s"
            if table == "users":
                where = "t.id IN (SELECT m.user_id FROM memberships m WHERE m.brand_id = %(brand)s)"
            try:
                connection.execute(
                    f"UPDATE {table} t SET {column} = {value} WHERE {where}".encode(),
                    {"brand": forest_brand, "b": str(forest_brand)},
                )
            except psycopg.Error:
                refused.add(f"{table}.{column}")
        for table, amounts in (line.split(": ") for line in _AMOUNTS.strip().splitlines()):
            change = ", ".join(f"{each.split()[0]} = {each}" for each in amounts.split(", "))
            digits = _MARKED.format(table=table, column="minor", t="s", salt="%(b)s")
            c = f"({LARGE} + ('x' || substr({digits}, 1, 8))::bit(32)::bigint * 1000)"
            connection.execute(
                f"UPDATE {table} t SET {change} FROM (SELECT s.ctid AS place, {c} AS c "
                f"FROM {table} s WHERE s.brand_id = %(brand)s) n WHERE t.ctid = n.place".encode(),
                {"brand": forest_brand, "b": str(forest_brand)},
            )
    return refused


def _texts(catalogue: Catalogue, connection: Any) -> set[tuple[str, str, str]]:
    """Return every column of text that some field shows as it is, with its type."""
    known = {
        (table, column): kind
        for table, column, kind in connection.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns "
            "WHERE table_schema = 'public' AND data_type IN ('text', 'jsonb')"
        )
    }
    found: set[tuple[str, str, str]] = set()
    for entry in catalogue.types.values():
        for each in entry.fields.values():
            if entry.table is None or not isinstance(each.source, Column):
                continue
            place = (entry.table.rows, each.source.sql)
            # What the schema has an enum for is one of a few words.
            if place in known and each.scalar not in catalogue.enums:
                found.add((*place, known[place]))
    hidden = {(table, column) for table, column in known if f"{table}.{column}" in MASKED}
    return found | {(*place, known[place]) for place in hidden}


def may_see(  # noqa: PLR0911  One for each kind of row.
    forest: Forest, viewer: Viewer, kind: str, row: Row
) -> bool:
    """Tell whether a row of a brand is one that a viewer of the same brand may see."""
    if viewer.sight is Sight.BRAND or kind in PUBLIC:
        return True
    if kind in HOUSE:
        return False
    if kind in PARTS:
        owner, column = PARTS[kind]
        return may_see(forest, viewer, owner, forest.by_id[owner][row[column]])
    relation = forest.relation(viewer, kind, row)
    if kind == "User":
        mine = {Relation.PERSON} | ({Relation.COLLEAGUE} if not viewer.is_distributor else set())
        return relation in mine
    if viewer.sight is Sight.ASSIGNED:
        # What is no distributor's at all is hidden too, but for parties, shops and usual terms.
        house = {Relation.HOUSE} if kind in {"Party", "Channel", "CreditTerms"} else set[Relation]()
        theirs = {Relation.GIVEN, Relation.BELOW_GIVEN, Relation.EARNABLE}
        return relation in theirs | {Relation.PUBLIC} | house
    if kind in PAIRS:
        return relation in {Relation.SELF, Relation.OWES}
    if kind in STAFFS:
        return False
    if kind in ALONE:
        return relation is Relation.SELF
    return relation in BELOW | {Relation.PUBLIC, Relation.EARNABLE}


@dataclass(frozen=True)
class Mark:
    """Where a mark stands."""

    forest: Forest
    kind: str
    column: str
    row: Row


@dataclass
class Aviary:
    """The marks of all brands, and who may meet them."""

    catalogue: Catalogue = field(repr=False)
    forests: Sequence[Forest] = field(repr=False)
    texts: dict[str, list[Mark]] = field(default_factory=dict, repr=False)
    amounts: dict[int, list[Mark]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for forest in self.forests:
            for kind in TABLES:
                for row in forest.rows[kind]:
                    self._note(forest, kind, row)

    def _note(self, forest: Forest, kind: str, row: Row) -> None:
        for column, value in row.items():
            mark = Mark(forest, kind, column, row)
            if isinstance(value, str | dict):
                for text in MARK.findall(str(value)):
                    self.texts.setdefault(text, []).append(mark)
            elif column.endswith("_minor") and isinstance(value, int) and abs(value) >= LARGE:
                self.amounts.setdefault(abs(value), []).append(mark)

    def foreign(self, viewer: Viewer, answer: str, asked: str) -> list[str]:
        """Return the marks in an answer that the viewer may not meet and did not ask with."""
        found = [
            f"{text} of {self._said(self.texts.get(text))}"
            for text in set(MARK.findall(answer)) - set(MARK.findall(asked))
            if not self._allows(viewer, self.texts.get(text, ()))
        ]
        for text in set(AMOUNT.findall(answer)):
            marks = self.amounts.get(int(text.replace(".", "")))
            if marks and not self._allows(viewer, marks):
                found.append(f"{text} of {self._said(marks)}")
        return found

    def _said(self, marks: Sequence[Mark] | None) -> str:
        return ", ".join(f"{each.kind}.{each.column}" for each in marks or ()) or "nobody known"

    def _allows(self, viewer: Viewer, marks: Sequence[Mark]) -> bool:
        return any(self._allowed(viewer, each) for each in marks)

    def _allowed(self, viewer: Viewer, mark: Mark) -> bool:
        if mark.forest.trade.brand_id != viewer.brand_id:
            return False
        if self._readers(mark.kind, mark.column).isdisjoint(viewer.roles):
            return False
        return (
            may_see(mark.forest, viewer, mark.kind, mark.row)
            or self._is_creditor(viewer, mark)
            or self._is_own_term(viewer, mark)
        )

    def _readers(self, kind: str, column: str) -> frozenset[Role]:
        """Return who some field shows a column to, as it is or as a part of what it computes."""
        if f"{self.catalogue.table(kind).rows}.{column}" in MASKED:
            return frozenset()
        known = self.catalogue.readers(kind, column)
        if known:
            return known
        computed = (
            each.policy.roles
            for each in self.catalogue.types[kind].fields.values()
            if f"{{t}}.{column}" in str(each.source)
        )
        return frozenset[Role]().union(*computed)

    def _is_creditor(self, viewer: Viewer, mark: Mark) -> bool:
        """Tell whether it is the name of whom something is owed to, which a debtor is told."""
        return (
            mark.kind == "Party"
            and mark.column == "name"
            and any(
                item["creditor_id"] == mark.row["id"]
                and may_see(mark.forest, viewer, "Receivable", item)
                for item in mark.forest.rows["Receivable"]
            )
        )

    def _is_own_term(self, viewer: Viewer, mark: Mark) -> bool:
        """Tell whether it is the name of a rebate's term by which one's own purchases count."""
        is_name = mark.kind == "RebateTerm" and mark.column == "code"
        return is_name and mark.forest.accrues_by(viewer, {"term_id": mark.row["id"]})


def people(forest: Forest) -> list[Viewer]:
    """Return somebody of each role of the brand, and of each role at each of its distributors."""
    trade = forest.trade
    found = [
        Viewer(
            trade.brand_id,
            trade.user(3 if role is Role.SALESPERSON else 1),
            frozenset({role}),
            TODAY,
        )
        for role in sorted(BRAND_ROLES)
    ]
    found += [
        Viewer(
            trade.brand_id,
            trade.user(10 + n),
            frozenset({role}),
            TODAY,
            trade.distributor(n),
            breadth=[*Breadth][n % len(Breadth)],
        )
        for n in range(1, trade.distributors + 1)
        for role in sorted(DISTRIBUTOR_ROLES)
    ]
    return found


def harvest_of(forests: Sequence[Forest]) -> Harvest:
    """Return ids of rows of every brand, whoever may see them."""
    harvest = Harvest()
    for forest in forests:
        for kind, rows in forest.rows.items():
            ids = [f"{kind}:{row['id']}" for row in rows if "id" in row]
            harvest.ids.setdefault(kind, []).extend(ids[:: max(1, len(ids) // 30)])
    return harvest


@dataclass
class Flight:
    """Random questions of random people, and what they should not have met."""

    engine: Engine
    aviary: Aviary
    seed: int
    asked: int = 0
    refused: int = 0
    marks: int = 0
    """How many marks were met at all; few would mean that the questions find nothing."""
    leaks: list[str] = field(default_factory=list)

    async def run(self, queries: int, *, stops: bool = False) -> None:
        """Ask so many questions; or only until somebody meets a mark of others."""
        dice = random.Random(self.seed)
        forests = self.aviary.forests
        harvest = harvest_of(forests)
        texts = tuple(dice.sample(sorted(self.aviary.texts), 60))
        crowd = [person for forest in forests for person in people(forest)]
        alike: dict[frozenset[Role], list[Viewer]] = {}
        for person in crowd:
            alike.setdefault(person.roles, []).append(person)
        while self.asked < queries and not (stops and self.leaks):
            # Salespeople see least of what is the brand's own: they ask as often as many others.
            author = dice.choice(crowd if dice.random() < 0.7 else alike[_SELLERS])
            generator = Generator(self.seed * 1_000_003 + self.asked, author, harvest, texts=texts)
            generator.roots_max = 3
            generator.is_obedient = dice.random() > 0.1
            query = generator.any_query()
            peers = alike[author.roles]
            # Reading a question costs more than answering it, and all of one kind may ask it.
            for viewer in {author, *dice.sample(peers, min(len(peers), 4)), dice.choice(crowd)}:
                await self._ask(viewer, query)

    async def _ask(self, viewer: Viewer, query: Query) -> None:
        request = GraphQLRequest(query.text, None, query.variables)
        answer = await self.engine.execute(request, viewer)
        self._look(viewer, answer.body.decode(), query.text, query.variables)

    def _look(self, viewer: Viewer, answer: str, text: str, variables: Any) -> None:
        self.asked += 1
        self.refused += '"errors"' in answer
        self.marks += len(MARK.findall(answer))
        given = text + orjson.dumps(variables).decode()
        for leak in self.aviary.foreign(viewer, answer, given):
            roles = ", ".join(viewer.roles)
            self.leaks.append(f"{leak} for {roles} of {viewer.distributor_id}: {given}")


def marked_in(lines: Iterator[str]) -> list[str]:
    """Return lines that hold a mark: of a log none should."""
    return [line for line in lines if MARK.search(line)]
