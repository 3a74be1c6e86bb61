"""A trade with everything that visibility can be about: cascades, terms, shops, statements below.

Read back with how each row stands to whoever looks, said here again and not taken from the scopes.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from tests.factories.forest_kinds import HOUSE, OWNED, PAIRS, PARTS, PUBLIC, TABLES
from tests.factories.hooks import WEBHOOKS
from tests.factories.rebated import REBATES
from tests.factories.rolled import OPEN_TOTALS
from tests.factories.trade import Trade, write_trade
from tests.factories.written import STATEMENT_LETTERS
from tributary.api.graphql.engine import Viewer
from tributary.api.graphql.engine.relations import Relation
from tributary.api.graphql.engine.viewers import Sight
from tributary.kernel import BrandId, DistributorId, new_id

Row = Mapping[str, Any]

CURRENCIES: Final = ("CNY", "JPY", "USD")

_UPPER = "e.brand_id = %(brand)s AND e.valid_until IS NULL AND e.parent_id <> %(brand)s"

PROVIDER: Final = """
    INSERT INTO identity_providers (brand_id, id, name, kind, issuer, client_id, sealed_secret,
      audience, is_required, factor_values, email_domains, scopes, subject_claim, email_claim,
      created_at, changed_at)
    SELECT %(brand)s, derived_id('provider:' || %(b)s), 'Company account', 'openid',
           'https://id.example', 'x', 'x', 'brand', false, '', '', '', 'sub', 'email',
           '2026-01-01', '2026-01-01'
"""
"""What a brand's own people may come in by."""

STATEMENTS: Final = (
    f"""UPDATE orders o SET mode = 'cascade', creditor_id = e.parent_id FROM tree_edges e
        WHERE o.brand_id = %(brand)s AND {_UPPER} AND e.distributor_id = o.distributor_id
          AND o.row_number %% 2 = 1 AND o.kind <> 'consumer'""",
    *(
        f"""UPDATE {table} r SET creditor_id = o.creditor_id FROM orders o
            WHERE r.brand_id = %(brand)s AND o.brand_id = %(brand)s AND o.id = r.order_id
              AND o.mode = 'cascade'"""
        for table in ("receivables", "credit_notes")
    ),
    """UPDATE payment_links l SET creditor_id = r.creditor_id
       FROM payment_link_items i JOIN receivables r ON r.id = i.receivable_id
       WHERE l.brand_id = %(brand)s AND i.brand_id = %(brand)s AND i.link_id = l.id""",
    """UPDATE receipts c SET creditor_id = l.creditor_id FROM payment_links l
       WHERE c.brand_id = %(brand)s AND l.brand_id = %(brand)s AND l.id = c.link_id""",
    """INSERT INTO receivables
       SELECT %(brand)s, derived_id('upper:' || o.id || ':' || t.depth),
              'RE-' || o.row_number || '-U' || t.depth, o.id, 1, up.ancestor_id, t.ancestor_id,
              o.currency, o.total_minor - 10 * t.depth, 0, DATE '2026-02-15', DATE '2026-02-15',
              derived_id('journal:' || o.id), '2026-02-15', DATE '2026-02-20' + t.depth,
              derived_id('batch:' || %(b)s), t.depth
       FROM orders o
       JOIN tree_paths t ON t.brand_id = %(brand)s AND t.descendant_id = o.distributor_id
        AND t.depth > 0 AND t.ancestor_id <> %(brand)s AND t.valid_until IS NULL
       JOIN tree_paths up ON up.brand_id = %(brand)s AND up.descendant_id = o.distributor_id
        AND up.depth = t.depth + 1 AND up.valid_until IS NULL
       WHERE o.brand_id = %(brand)s AND o.mode = 'cascade' AND o.billable_on IS NOT NULL""",
    "DELETE FROM open_totals WHERE brand_id = %(brand)s",
    OPEN_TOTALS,
    f"""INSERT INTO statements
        SELECT s.brand_id, derived_id('pair:' || s.id), s.run_id, s.number || '-U', e.parent_id,
               s.counterparty_id, s.currency, s.period_start, s.period_end, 0, 777, 777, 0, 0, 0,
               s.netting, s.language, up.name, '', s.counterparty_name, s.counterparty_code, NULL,
               NULL, NULL, 'issued', s.issued_on, s.created_at, NULL, NULL, NULL, false
        FROM statements s JOIN tree_edges e ON {_UPPER} AND e.distributor_id = s.counterparty_id
        JOIN parties up ON up.brand_id = %(brand)s AND up.id = e.parent_id
        WHERE s.brand_id = %(brand)s""",
    """UPDATE statements SET state = 'superseded'
       WHERE brand_id = %(brand)s AND number LIKE '%%2-U'""",
    """INSERT INTO statements
       SELECT s.brand_id, derived_id('version:' || s.id), s.run_id, s.number || '-V2',
              s.creditor_id, s.counterparty_id, s.currency, s.period_start, s.period_end, 0, 700,
              700, 0, 0, 0, s.netting, s.language, s.creditor_name, '', s.counterparty_name,
              s.counterparty_code, NULL, NULL, NULL, 'issued', s.issued_on, s.created_at, NULL,
              NULL, NULL, false, 2, s.id, '价格 "40"'
       FROM statements s
       WHERE s.brand_id = %(brand)s AND s.number LIKE '%%2-U'""",
    """INSERT INTO statement_lines
       SELECT %(brand)s, s.id, 1, 'owed', 'receivable', derived_id('j:' || s.id), NULL,
              s.period_start, 'REF-U', NULL, 777, s.currency
       FROM statements s WHERE s.brand_id = %(brand)s AND s.number LIKE '%%-U'""",
    """INSERT INTO statement_disputes
       SELECT l.brand_id, derived_id('dispute:' || l.statement_id || l.position), l.statement_id,
              l.position, (ARRAY['open', 'accepted', 'declined'])[l.position],
              '不对 ' || l.reference, '2026-02-03',
              CASE WHEN l.position > 1 THEN '已核对 "' || l.position || '"' END,
              CASE WHEN l.position > 1 THEN TIMESTAMPTZ '2026-02-05 08:00:00.5' END
       FROM statement_lines l JOIN statements s ON s.brand_id = l.brand_id AND s.id = l.statement_id
       WHERE l.brand_id = %(brand)s AND s.state = 'disputed' AND l.position <= 3""",
    """INSERT INTO settlement_terms
       SELECT %(brand)s, 5 * n, n = 2, ('2026-01-0' || n)::timestamptz
       FROM generate_series(1, 2) n""",
    """INSERT INTO credit_terms
       SELECT %(brand)s, derived_id('terms:' || %(b)s || n), %(brand)s,
              CASE n WHEN 0 THEN NULL ELSE derived_id('party:' || %(b)s || ':D' || n) END,
              'shipment', 'net_days', 30 + n, 1, '2026-01-01', NULL
       FROM generate_series(0, %(distributors)s, 2) n""",
    """INSERT INTO channels (brand_id, id, code, name, adapter, order_kind, mode, billing_trigger,
         distributor_id, creates_products, time_zone, created_at)
       SELECT %(brand)s, derived_id('shop:' || %(b)s || ':' || n), 'shop' || n, 'Shop ' || n,
              'csv', 'dropship', 'direct', 'shipment', derived_id('party:' || %(b)s || ':D' || n),
              false, 'Asia/Shanghai', '2026-01-01'
       FROM generate_series(1, %(distributors)s, 3) n""",
    PROVIDER,
    """INSERT INTO sales_assignments
       SELECT %(brand)s, derived_id('party:' || %(b)s || ':D' || n),
              derived_id('user:' || %(b)s || ':3'), '2026-01-02', NULL
       FROM unnest(CAST(%(given)s AS integer[])) n ON CONFLICT DO NOTHING""",
)


def write_forest(url: str, seed: int) -> Trade:
    """Write a brand whose tree, size, currency and salesperson follow from a seed."""
    dice = random.Random(seed)
    trade = Trade(
        BrandId(new_id()),
        distributors=dice.randint(16, 24),
        orders=dice.randint(110, 150),
        currency=dice.choice(CURRENCIES),
        fanout=2,
    )
    values = {
        "brand": trade.brand_id,
        "b": str(trade.brand_id),
        "distributors": trade.distributors,
        "given": [dice.randint(1, 3)],
    }
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET timezone TO 'UTC'")
        write_trade(connection, trade)
        for statement in (*STATEMENTS, *WEBHOOKS, *REBATES, *STATEMENT_LETTERS):
            connection.execute(statement, values)
    return trade


@dataclass
class Forest:
    """The rows of one brand and its tree of today."""

    trade: Trade
    rows: dict[str, list[Row]] = field(default_factory=dict)
    parents: dict[UUID, UUID] = field(default_factory=dict)
    given: set[UUID] = field(default_factory=set)
    colleagues: set[UUID] = field(default_factory=set)
    members: set[UUID] = field(default_factory=set)
    by_id: dict[str, dict[UUID, Row]] = field(default_factory=dict)
    grades: dict[UUID, str] = field(default_factory=dict)
    """Of today."""

    @classmethod
    def read(cls, url: str, trade: Trade) -> "Forest":
        forest = cls(trade)
        with psycopg.connect(url, row_factory=dict_row) as connection:

            def rows(sql: str) -> Sequence[Row]:
                return connection.execute(sql, {"brand": trade.brand_id}).fetchall()

            for member in rows("SELECT * FROM memberships WHERE brand_id = %(brand)s"):
                forest.members.add(member["user_id"])
                if member["party_id"] is None:
                    forest.colleagues.add(member["user_id"])
            for kind, table in TABLES.items():
                key = {"brands": "id"}.get(table, "brand_id")
                where = f"WHERE {key} = %(brand)s" if table != "users" else ""
                forest.rows[kind] = list(rows(f"SELECT * FROM {table} {where}"))
                forest.by_id[kind] = {
                    each["id"]: each for each in forest.rows[kind] if "id" in each
                }
            forest.rows["User"] = [
                each for each in forest.rows["User"] if each["id"] in forest.members
            ]
            members = (
                "SELECT DISTINCT user_id, party_id FROM memberships "
                "WHERE brand_id = %(brand)s AND party_id IS NOT NULL"
            )
            forest.rows["Member"] = list(rows(members))
            forest.rows["Distributor"] = [
                each for each in forest.rows["Party"] if each["kind"] == "distributor"
            ]
            edges = "SELECT * FROM tree_edges WHERE brand_id = %(brand)s AND valid_until IS NULL"
            forest.parents = {each["distributor_id"]: each["parent_id"] for each in rows(edges)}
            held = (
                "SELECT * FROM distributor_grades WHERE brand_id = %(brand)s "
                "AND valid_until IS NULL"
            )
            forest.grades = {each["distributor_id"]: each["grade"] for each in rows(held)}
        forest.given = {
            each["distributor_id"]
            for each in forest.rows["SalesAssignment"]
            if each["until_at"] is None
        }
        return forest

    def above(self, party: UUID) -> list[UUID]:
        """Return the distributors above one, nearest first."""
        found = []
        while (party := self.parents.get(party, party)) in self.parents:
            found.append(party)
        return found

    def relation(self, viewer: Viewer, kind: str, row: Row) -> Relation:  # noqa: PLR0911  One each.
        """Return how a row of a type stands to a viewer."""
        if kind in PUBLIC:
            return Relation.PUBLIC
        if kind in HOUSE:
            return Relation.HOUSE
        if kind in PARTS:
            owner, column = PARTS[kind]
            return self.relation(viewer, owner, self.by_id[owner][row[column]])
        if kind == "User":
            return self._person(viewer, row)
        if kind == "PlanTerm":
            return Relation.EARNABLE if self.earns_by(viewer, row) else Relation.HOUSE
        if kind == "RebateBand":
            return Relation.EARNABLE if self.accrues_by(viewer, row) else Relation.HOUSE
        if kind in PAIRS:
            return self._standing(viewer, row[PAIRS[kind]], row["creditor_id"])
        owner_id = row[OWNED[kind]]
        if owner_id == self.trade.brand_id:
            return Relation.PUBLIC
        return self._standing(viewer, owner_id, None)

    def branch(self, party: UUID) -> list[UUID]:
        """Return a distributor and those below it."""
        return [party, *(each for each in self.parents if party in self.above(each))]

    def accrues_by(self, viewer: Viewer, band: Row) -> bool:
        """Tell whether a distributor of a viewer, or one below it, has accrued by a band's term."""
        mine = self.given if viewer.distributor_id is None else {viewer.distributor_id}
        return any(
            each["term_id"] == band["term_id"]
            and mine & {each["distributor_id"], *self.above(each["distributor_id"])}
            for each in self.rows["RebateAccrual"]
        )

    def earns_by(self, viewer: Viewer, term: Row) -> bool:
        """Tell whether a distributor, or one below it, stands where a term pays, with its grade."""
        me = viewer.distributor_id
        if me is None:
            return False
        if term["grades"] and not self._is_for(me, term):
            return False
        if term["earner"] == "seller":
            level = len(self.above(me)) + 1
            return not term["levels"] or any(level <= each for each in term["levels"])
        found = {
            depth
            for each in self.parents
            for depth, above in enumerate(self.above(each), start=1)
            if above == me
        }
        return bool(found & set(term["depths"]) if term["depths"] else found)

    def _is_for(self, party: UUID, term: Row) -> bool:
        branch = self.branch(party)
        return bool({self.grades.get(each) for each in branch} & {*term["grades"]}) or any(
            each["term_id"] == term["id"] and each["beneficiary_id"] in branch
            for each in self.rows["CommissionLine"]
        )

    def _person(self, viewer: Viewer, row: Row) -> Relation:
        if row["id"] == viewer.user_id:
            return Relation.PERSON
        if row["id"] in self.colleagues:
            return Relation.COLLEAGUE
        return Relation.OTHER if viewer.is_distributor else Relation.NOT_GIVEN

    def _standing(self, viewer: Viewer, owner: UUID | None, creditor: UUID | None) -> Relation:
        me = viewer.distributor_id
        if viewer.sight is not Sight.BRANCH:
            return self._sold(owner, creditor)
        if me is not None and me == creditor:
            return Relation.OWES
        if owner not in self.parents:
            return Relation.HOUSE
        if owner == me:
            return Relation.SELF
        above = self.above(owner)
        if me in above:
            return Relation.CHILD if above[0] == me else Relation.DESCENDANT
        return Relation.ANCESTOR if me and owner in self.above(me) else Relation.OTHER

    def _sold(self, *parties: UUID | None) -> Relation:
        named = [each for each in parties if each in self.parents]
        if not named:
            return Relation.HOUSE
        if self.given.intersection(named):
            return Relation.GIVEN
        if any(self.given.intersection(self.above(each)) for each in named if each is not None):
            return Relation.BELOW_GIVEN
        return Relation.NOT_GIVEN

    def middle(self) -> DistributorId:
        """Return a distributor with one above it and as many as can be below it."""
        return DistributorId(
            max(
                (each for each in self.parents if self.above(each)),
                key=lambda each: (sum(each in self.above(other) for other in self.parents), each),
            )
        )
