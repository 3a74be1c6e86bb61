"""The rules of terms as SQL: what takes a line, compiled from the tree that was checked.

The engine's statements say by comments where the facts that a rule asks for are read and where it
decides; while no term has a rule they stay as they are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.commissions.rules import Constant, Kind, Name, Part, condition_of
from tributary.kernel import BrandId, Currency

FACTS: Final[Mapping[str, str]] = {
    "channel": "s.channel",
    "product": "s.sku",
    "product_group": "s.product_group",
    "mode": "s.mode",
    "seller": "s.seller",
    "grade": "n.grade",
    "quantity": "s.quantity",
    "level": "h.level",
    "distance": "n.depth",
    "net": "s.net_minor",
    "gross": "s.net_minor + s.tax_minor",
    "ordered_on": "s.ordered_on",
    "billed_on": "s.booked_on",
}
"""Where a statement finds what a rule asks for."""

_READ: Final = (
    ", c.code AS channel, g.sku, g.product_group, o.mode, o.ordered_on, "
    "(SELECT y.code FROM parties y WHERE y.brand_id = :brand AND y.id = o.distributor_id) AS seller"
)
# Numbers of any size are reckoned with as they are: nothing overflows in the middle of a month.
_TYPES: Final = {
    Kind.NUMBER: "numeric",
    Kind.AMOUNT: "numeric",
    Kind.TEXT: "text",
    Kind.DAY: "date",
    Kind.TRUTH: "boolean",
}
_OPERATORS: Final = {
    **{each: f"({{0}} {each} {{1}})" for each in ("<", "<=", ">", ">=", "+", "*")},
    "==": "({0} = {1})",
    "!=": "({0} <> {1})",
    "&&": "({0} AND {1})",
    "||": "({0} OR {1})",
    "!": "(NOT {0})",
    "startsWith": "starts_with({0}, {1})",
    "contains": "(strpos({0}, {1}) > 0)",
}


@dataclass(frozen=True, slots=True)
class Ruled:
    """A term that has a rule."""

    term_id: UUID
    currency: Currency
    where: str


@dataclass(frozen=True, slots=True)
class Wheres:
    """The rules of all terms that have one."""

    condition: str
    parameters: Mapping[str, object]

    def into(self, sql: str) -> str:
        """Return a statement of the engine with the rules in it; as it is where there is none."""
        if not self.condition:
            return sql
        deciding = sql.replace("/* rules: decide */", f"AND {self.condition}")
        return deciding.replace("/* rules: facts */", _READ)


def wheres_of(terms: Iterable[Ruled]) -> Wheres:
    """Compile the rules of some terms."""
    parameters: dict[str, object] = {}
    cases: list[str] = []
    for term in sorted(terms, key=lambda each: each.term_id):
        decides = sql_of(condition_of(term.where, term.currency), parameters)
        named = f"where_{len(parameters)}"
        parameters[named] = term.term_id
        cases.append(f"WHEN CAST(:{named} AS uuid) THEN {decides}")
    condition = f"CASE s.term_id {' '.join(cases)} ELSE true END" if cases else ""
    return Wheres(condition, parameters)


async def rules_of(session: AsyncSession, brand_id: BrandId, *supposed: Ruled) -> Wheres:
    """Return the rules of a brand's terms, and of those that are only supposed."""
    rows = await session.execute(
        text(
            "SELECT id, currency, where_cel FROM plan_terms "
            "WHERE brand_id = :brand AND where_cel IS NOT NULL"
        ),
        {"brand": brand_id},
    )
    kept = [Ruled(row.id, Currency(row.currency), row.where_cel) for row in rows]
    return wheres_of([*kept, *supposed])


def sql_of(part: Part, parameters: dict[str, object]) -> str:
    """Return a part of a rule as SQL; its constants become parameters, never text."""
    if isinstance(part, Name):
        return f"CAST({FACTS[part.name]} AS {_TYPES[part.kind]})"
    if isinstance(part, Constant):
        named = f"where_{len(parameters)}"
        parameters[named] = part.value
        return f"CAST(:{named} AS {_TYPES[part.kind]})"
    said = [sql_of(each, parameters) for each in part.parts]
    if part.operator == "in":
        return f"({said[0]} IN ({', '.join(said[1:])}))"
    if part.operator == "-":
        return f"({' - '.join(said)})" if len(said) > 1 else f"(- {said[0]})"
    return _OPERATORS[part.operator].format(*said)
