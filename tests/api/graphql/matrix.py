"""The access matrix, run: every field is asked for by every role of rows in every relation."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

import orjson
from graphql import get_named_type, is_leaf_type

from tests.factories.forest import Forest, Row
from tributary.api.graphql.access import cell, rows_seen, sight_of
from tributary.api.graphql.engine import Answer, Catalogue, Engine, GraphQLRequest, Viewer
from tributary.api.graphql.engine.declare import ById, ByNode, Paged
from tributary.api.graphql.engine.relations import Relation
from tributary.api.graphql.engine.viewers import Sight
from tributary.identity import DISTRIBUTOR_ROLES, Role

TODAY = date(2026, 3, 1)
NOBODY = UUID("0192a000-0000-7000-8000-000000000000")
ROWS_EACH: Final = 2
"""How many rows of a type are asked for in each relation."""

NESTED: Final[Mapping[str, tuple[str, str, str]]] = {
    "CreditTerms": ("Distributor", "terms", ""),
    "Grade": ("Distributor", "grade", ""),
    "LadderPrice": ("OrderLine", "ladder", "order_line_id"),
    "Member": ("Distributor", "members", "party_id"),
    "Onlooker": ("Distributor", "onlookers", ""),
    "OrderTrace": ("Order", "trace", "order_id"),
    "PaymentLinkItem": ("PaymentLink", "items", "link_id"),
    "PlanBand": ("PlanTerm", "bands", "term_id"),
    "PlanRate": ("CommissionPlan", "rates", "plan_id"),
    "Position": ("Distributor", "positions", ""),
    "RebateClaimDeed": ("RebateClaim", "deeds", "claim_id"),
    "RebateClaimSetting": ("Brand", "rebateClaimSteps", "brand_id"),
    "RebateClaimStep": ("RebateClaim", "steps", "claim_id"),
    "SalesAssignment": ("Distributor", "assignments", "distributor_id"),
    "SettlementCycleTerms": ("Brand", "settlementCycles", "brand_id"),
    "ShipmentLine": ("Shipment", "lines", "shipment_id"),
    "StatementAgeing": ("Statement", "ageing", ""),
    "StatementLetter": ("Statement", "letters", "statement_id"),
    "StatementLine": ("Statement", "lines", "statement_id"),
    "StatementMailing": ("Brand", "statementMailings", "brand_id"),
    "StatementTerms": ("Brand", "statementTerms", "brand_id"),
    "WebhookAttempt": ("WebhookDelivery", "attempts", "delivery_id"),
}
"""Types that are no nodes: below which node they are, by which field, and what names it."""

ROOTED: Final[Mapping[str, str]] = {
    "AgeingBucket": "{ cockpit { ageing { @ } } }",
    "Cockpit": "{ cockpit { @ } }",
    "Looker": "{ viewer { @ } }",
    "Query": "{ @ }",
    "Side": "{ viewer { sides { @ } } }",
}
"""Types that hang on the root, with the way to them."""

Cell = tuple[str, str, Role, Relation | None]
"""A type, its field, a role, and how the row stands to it; none for a field that is refused."""


@dataclass
class Findings:
    """What was run, and what was not as the page says."""

    cells: set[Cell] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def expect(self, met: object, *said: object) -> None:
        if not met:
            self.wrong.append(" ".join(map(str, said)))


def viewers_of(forest: Forest) -> Iterator[Viewer]:
    """Yield somebody of each role; a distributor's people of one in the middle of the tree."""
    trade = forest.trade
    for role in Role:
        roles = frozenset({role})
        if role in DISTRIBUTOR_ROLES:
            me = forest.middle()
            user = next(
                (trade.user(10 + n) for n in range(1, 30) if trade.distributor(n) == me), None
            )
            yield Viewer(trade.brand_id, user, roles, TODAY, me)
        else:
            user = trade.user(3 if role is Role.SALESPERSON else 1)
            yield Viewer(trade.brand_id, user, roles, TODAY)


@dataclass
class Matrix:
    """Runs the matrix of one brand beside another that is foreign to everybody in it."""

    engine: Engine
    catalogue: Catalogue
    forest: Forest
    foreign: Forest
    findings: Findings = field(default_factory=Findings)
    rows_each: int = ROWS_EACH

    async def run_for(self, role: str, kind: str) -> Findings:
        """Ask for every cell of one role and one type."""
        viewers = [each for each in viewers_of(self.forest) if role in each.roles]
        return await self.run(viewers, [kind])

    async def run(
        self, viewers: Sequence[Viewer] | None = None, kinds: Sequence[str] | None = None
    ) -> Findings:
        """Ask for every cell, of all roles and types unless told of which."""
        for viewer in viewers or viewers_of(self.forest):
            for kind in kinds or self.catalogue.types:
                await self._refused(viewer, kind)
                if self.catalogue.types[kind].is_node:
                    await self._nodes(viewer, kind)
                elif kind in NESTED:
                    await self._nested(viewer, kind)
                else:
                    await self._rooted(viewer, kind)
        return self.findings

    def missing(self) -> set[str]:
        """Return the fields of which a cell was not run for some role."""
        run = {(kind, name, role) for kind, name, role, _ in self.findings.cells}
        return {
            f"{kind}.{name} for {role}"
            for kind, entry in self.catalogue.types.items()
            for name in entry.fields
            for role in Role
            if (kind, name, role) not in run
        }

    async def _ask(self, viewer: Viewer, query: str, **variables: object) -> Answer:
        return await self.engine.execute(GraphQLRequest(query, None, variables), viewer)

    def _fields(self, kind: str, role: Role, *, admitted: bool = True) -> list[str]:
        entry = self.catalogue.types[kind]
        return [
            name
            for name, each in entry.fields.items()
            if each.policy.admits(frozenset({role})) is admitted
        ]

    def _spoken(self, kind: str, name: str) -> str:
        """Return a field as it is asked for, with the least of what is behind it."""
        entry = self.catalogue.types[kind].fields[name]
        declared: Any = self.catalogue.schema.type_map[kind]
        if is_leaf_type(get_named_type(declared.fields[name].type)):
            return name
        given = ""
        if isinstance(entry.source, ById | ByNode):
            given = f'(id: "{entry.target}:{NOBODY}")'
        if isinstance(entry.source, Paged):
            return f"{name}(first: 1) {{ totalCount nodes {{ __typename }} }}"
        return f"{name}{given} {{ __typename }}"

    def _asked(self, kind: str, role: Role) -> str:
        spoken = [self._spoken(kind, name) for name in self._fields(kind, role)]
        return " ".join(spoken) or "__typename"

    async def _refused(self, viewer: Viewer, kind: str) -> None:
        """Ask for each field that is refused: alone, and of nothing."""
        (role,) = viewer.roles
        for name in self._fields(kind, role, admitted=False):
            self.findings.expect(cell(self.catalogue, kind, name, role) is None, kind, name, role)
            query = self._way(kind, role, self._spoken(kind, name))
            if query is None:
                # The way to it is refused already.
                self.findings.cells.add((kind, name, role, None))
                continue
            answer = orjson.loads((await self._ask(viewer, query)).body)
            codes = [each["extensions"]["code"] for each in answer.get("errors", ())]
            said = f"{kind}.{name} for {role} is refused: {answer}"
            self.findings.expect(codes == ["FORBIDDEN"] and "data" not in answer, said)
            self.findings.cells.add((kind, name, role, None))

    def _way(self, kind: str, role: Role, asked: str) -> str | None:
        if kind in ROOTED:
            is_open = kind not in {"Cockpit", "AgeingBucket"}
            if is_open or self.catalogue.types["Query"].fields["cockpit"].policy.admits(
                frozenset({role})
            ):
                return ROOTED[kind].replace("@", asked)
            return None
        if kind in NESTED:
            owner, name, _ = NESTED[kind]
            entry = self.catalogue.types[owner].fields[name]
            if not entry.policy.admits(frozenset({role})):
                return None
            inner = f"{{ nodes {{ {asked} }} }}" if entry.of_type != kind else f"{{ {asked} }}"
            return f'{{ node(id: "{owner}:{NOBODY}") {{ ... on {owner} {{ {name} {inner} }} }} }}'
        return f'{{ node(id: "{kind}:{NOBODY}") {{ ... on {kind} {{ {asked} }} }} }}'

    def _chosen(self, viewer: Viewer, kind: str) -> Iterator[tuple[Relation | None, Row]]:
        """Yield some rows of a type in each relation, and one of the other brand without any."""
        found: dict[Relation, int] = {}
        for row in self.forest.rows[kind]:
            relation = self.forest.relation(viewer, kind, row)
            found[relation] = found.get(relation, 0) + 1
            if found[relation] <= self.rows_each:
                yield relation, row
        yield None, self.foreign.rows[kind][0]

    async def _nodes(self, viewer: Viewer, kind: str) -> None:
        (role,) = viewer.roles
        asked = self._asked(kind, role)
        query = f"query($id: ID!) {{ node(id: $id) {{ ... on {kind} {{ {asked} }} }} }}"
        absent = await self._ask(viewer, query, id=f"{kind}:{NOBODY}")
        told = absent.body.startswith(b'{"data":{"node":null},"ext')
        self.findings.expect(told, kind, role, absent.body)
        seen = rows_seen(self.catalogue, kind, role)
        everything = sight_of(role) is Sight.BRAND
        for relation, row in self._chosen(viewer, kind):
            answer = await self._ask(viewer, query, id=f"{kind}:{row['id']}")
            expected = relation is not None and (everything or relation in seen)
            said = f"{kind} {relation} for {role}: {row['id']}"
            if not expected:
                self.findings.expect(answer == absent, said, "is to be as if it were not there")
            else:
                node = orjson.loads(answer.body).get("data", {}).get("node")
                self.findings.expect(node is not None, said, "is to be seen", answer.body[:300])
                names = set(self._fields(kind, role)) or {"__typename"}
                self.findings.expect(node is None or node.keys() >= names, said, "has all fields")
            self._ran(kind, role, relation)

    def _ran(self, kind: str, role: Role, relation: Relation | None) -> None:
        for name in self._fields(kind, role):
            if relation is not None:
                self.findings.cells.add((kind, name, role, relation))

    async def _nested(self, viewer: Viewer, kind: str) -> None:
        (role,) = viewer.roles
        owner, name, column = NESTED[kind]
        query = self._way(kind, role, self._asked(kind, role))
        if query is None:
            self.findings.expect(
                not self._fields(kind, role) or not rows_seen(self.catalogue, kind, role),
                f"{kind} has fields for {role}, and no way to them",
            )
            for each in self._fields(kind, role):
                self.findings.cells.add((kind, each, role, Relation.HOUSE))
            return
        query = f"query($id: ID!) {query}".replace(f'"{owner}:{NOBODY}"', "$id")
        for relation, row in self._chosen(viewer, owner):
            answer = orjson.loads((await self._ask(viewer, query, id=f"{owner}:{row['id']}")).body)
            self.findings.expect("errors" not in answer, kind, role, answer)
            node = answer.get("data", {}).get("node")
            if relation is None or node is None:
                self.findings.expect(node is None, kind, role, "of another brand")
                continue
            found = node[name]
            rows = found["nodes"] if isinstance(found, dict) and "nodes" in found else found
            count = len(rows) if isinstance(rows, list) else int(rows is not None)
            wanted = self._wanted(viewer, kind, column, row)
            self.findings.expect(
                wanted is None or count == wanted,
                f"{kind} of {owner} {row['id']} for {role}: {count}, not {wanted}",
            )
            self._ran(kind, role, relation)

    def _wanted(self, viewer: Viewer, kind: str, column: str, owner: Row) -> int | None:
        """Return how many rows of a type are to be seen below one that is seen."""
        (role,) = viewer.roles
        seen = rows_seen(self.catalogue, kind, role)
        everything = sight_of(role) is Sight.BRAND

        def counts(relation: Relation) -> bool:
            return everything or relation in seen

        match kind:
            case "Grade" | "Onlooker" | "StatementAgeing":
                return None
            case "Position":
                return int(counts(self.forest.relation(viewer, "Distributor", owner)))
            case "CreditTerms":
                own = [each for each in self.forest.rows[kind] if each["debtor_id"] == owner["id"]]
                usual = [each for each in self.forest.rows[kind] if each["debtor_id"] is None]
                return int(counts(self.forest.relation(viewer, kind, (own or usual)[0])))
            case "PlanRate":
                rates = [each for each in self.forest.rows[kind] if each[column] == owner["id"]]
                return sum(everything or self._earnable(viewer, each) for each in rates)
            case _:
                rows = [each for each in self.forest.rows[kind] if each[column] == owner["id"]]
                relations = [self.forest.relation(viewer, kind, each) for each in rows]
                return sum(map(counts, relations))

    def _earnable(self, viewer: Viewer, rate: Row) -> bool:
        me = viewer.distributor_id
        if me is None:
            return False
        if rate["kind"] == "level":
            return bool(len(self.forest.above(me)) + 1 <= rate["step"])
        return any(
            len(above) >= rate["step"] and above[rate["step"] - 1] == me
            for above in map(self.forest.above, self.forest.parents)
        )

    async def _rooted(self, viewer: Viewer, kind: str) -> None:
        (role,) = viewer.roles
        query = self._way(kind, role, self._asked(kind, role))
        names = self._fields(kind, role)
        if query is None:
            self.findings.expect(not names, f"{kind} has fields for {role}, and no way to them")
            return
        answer = orjson.loads((await self._ask(viewer, query)).body)
        self.findings.expect("errors" not in answer, kind, role, answer)
        if kind in {"Cockpit", "AgeingBucket"}:
            is_there = answer.get("data", {}).get("cockpit") is not None
            seen = sight_of(role) is Sight.BRAND or bool(rows_seen(self.catalogue, kind, role))
            self.findings.expect(is_there is seen, kind, role, "whole sums", answer)
        self._ran(kind, role, Relation.PUBLIC)


def relations_met(findings: Findings, kinds: Sequence[str]) -> dict[str, set[Relation]]:
    """Return in which relations rows of types were asked for at all."""
    found: dict[str, set[Relation]] = {kind: set() for kind in kinds}
    for kind, _, _, relation in findings.cells:
        if kind in found and relation is not None:
            found[kind].add(relation)
    return found
