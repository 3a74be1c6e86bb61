"""Which rows somebody sees: one predicate per table, bound to the viewer.

A type declares the scope of a distributor's people; what salespeople see of it follows, or is
declared beside it. Other people of the brand see every row of the brand; `brand_id` is compared in
every table reference whatever the scope. A scope is SQL in which `{t}` is the row, `{distributor}`
the viewer's distributor, `{viewer}` the person, `{brand}` the brand and `{today}` the business day.
"""

from dataclasses import dataclass
from typing import ClassVar, Final

from tributary.api.graphql.engine.relations import AT_AND_BELOW, Relation

_BELOW: Final = (
    "EXISTS (SELECT 1 FROM tree_paths seen WHERE seen.brand_id = {{brand}} "
    "AND seen.ancestor_id = {{distributor}} AND seen.descendant_id = {{t}}.{column} "
    "AND seen.valid_from <= {{today}} "
    "AND (seen.valid_until IS NULL OR seen.valid_until > {{today}}))"
)

_LISTED: Final = (
    "({{t}}.{column} IN (SELECT seen.descendant_id FROM tree_paths seen "
    "WHERE seen.brand_id = {{brand}} AND seen.ancestor_id = {{distributor}} "
    "AND seen.valid_from <= {{today}} "
    "AND (seen.valid_until IS NULL OR seen.valid_until > {{today}}))) IS TRUE"
)

# The list is the same for all rows, so that it is made once, also where two columns are compared.
_ASSIGNED: Final = (
    "{{t}}.{column} IN (SELECT seen.descendant_id FROM sales_assignments mine "
    "JOIN tree_paths seen ON seen.brand_id = {{brand}} AND seen.ancestor_id = mine.distributor_id "
    "AND seen.valid_from <= {{today}} "
    "AND (seen.valid_until IS NULL OR seen.valid_until > {{today}}) "
    "WHERE mine.brand_id = {{brand}} AND mine.user_id = {{viewer}} AND mine.until_at IS NULL)"
)


@dataclass(frozen=True, slots=True)
class Everything:
    """The whole brand may see these rows: products, grades."""

    name: ClassVar = "everything"
    sees: ClassVar = frozenset(Relation)


@dataclass(frozen=True, slots=True)
class Nothing:
    """Only people of the brand see these rows."""

    name: ClassVar = "nothing"
    sees: ClassVar = frozenset[Relation]()


@dataclass(frozen=True, slots=True)
class Below:
    """Rows of the viewer's distributor and of those below it in the tree as it is today."""

    name: ClassVar = "branch"
    sees: ClassVar = AT_AND_BELOW
    column: str

    @property
    def predicate(self) -> str:
        """The row's distributor is the viewer's or a descendant of it."""
        return _BELOW.format(column=self.column)

    @property
    def probe(self) -> str:
        """The same, asked row by row: OFFSET keeps the planner from joining and from listing."""
        return f"{self.predicate.removesuffix(')')} OFFSET 0)"

    @property
    def listed(self) -> str:
        """The same, asked of a list made once: a comparison of what IN says is never joined."""
        return _LISTED.format(column=self.column)


@dataclass(frozen=True, slots=True)
class Own:
    """Rows that name the viewer's distributor itself in one of some columns."""

    name: ClassVar = "books"
    columns: tuple[str, ...]

    @property
    def sees(self) -> frozenset[Relation]:
        """What it owes, and is owed where the other side of a pair is named, too."""
        pair = frozenset({Relation.SELF, Relation.OWES})
        return pair if len(self.columns) > 1 else frozenset({Relation.SELF})

    @property
    def predicate(self) -> str:
        """One of the columns is the viewer's distributor."""
        same = " OR ".join(f"{{t}}.{column} = {{distributor}}" for column in self.columns)
        return f"({same})"


@dataclass(frozen=True, slots=True)
class Assigned:
    """Rows that name, in one of some columns, a distributor given to the viewer or one below it."""

    name: ClassVar = "given"
    sees: ClassVar = frozenset({Relation.GIVEN, Relation.BELOW_GIVEN})
    columns: tuple[str, ...]

    @property
    def predicate(self) -> str:
        """One of the columns is a distributor of the viewer's."""
        theirs = [_ASSIGNED.format(column=column) for column in self.columns]
        return theirs[0] if len(theirs) == 1 else f"({' OR '.join(theirs)})"


@dataclass(frozen=True, slots=True)
class Through:
    """Rows that are seen exactly when the row of another type that they belong to is seen."""

    owner: str
    """The GraphQL type of that row."""
    column: str
    """Holds the id of that row."""


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Rows that at least one of some scopes shows."""

    scopes: "tuple[Below | Own | Assigned | Where, ...]"

    @property
    def name(self) -> str:
        """Their names."""
        return " or ".join(scope.name for scope in self.scopes)

    @property
    def sees(self) -> frozenset[Relation]:
        """What one of them sees."""
        return frozenset[Relation]().union(*(scope.sees for scope in self.scopes))

    @property
    def predicate(self) -> str:
        """One of the predicates holds."""
        return "(" + " OR ".join(scope.predicate for scope in self.scopes) + ")"

    @property
    def probe(self) -> str:
        """The same, asked of one row by itself."""
        asked = [each.probe if isinstance(each, Below) else each.predicate for each in self.scopes]
        return f"({' OR '.join(asked)})"


@dataclass(frozen=True, slots=True)
class Where:
    """Rows for which a condition of their own holds."""

    name: str
    sees: frozenset[Relation]
    """What the condition comes to; the access matrix puts it to the test."""
    predicate: str


Scope = Everything | Nothing | Below | Own | Assigned | Through | AnyOf | Where


def where(name: str, predicate: str, *sees: Relation) -> Where:
    """Return the scope of rows for which a condition holds, and what that comes to."""
    return Where(name, frozenset(sees), predicate)


def own(*columns: str) -> Own:
    """Return the scope of rows that name the viewer's distributor."""
    return Own(columns)


def assigned(*columns: str) -> Assigned:
    """Return the scope of rows that name a distributor of a salesperson."""
    return Assigned(columns)


def any_of(*scopes: Below | Own | Assigned | Where) -> AnyOf:
    """Return the scope that shows what one of several shows."""
    return AnyOf(scopes)


def sales_scope(scope: Scope) -> Scope | None:
    """Return what salespeople see of rows that distributors see by a scope; None if unclear.

    A distributor that is given is seen with everybody below it, and with every row that names one
    of them.
    """
    match scope:
        case Below(column=column):
            return Assigned((column,))
        case Own(columns=columns):
            return Assigned(columns)
        case Everything() | Nothing() | Through() | Assigned():
            return scope
        case AnyOf() | Where():
            return None


def implied(parent: Scope, parent_column: str, child: Scope, child_column: str, name: str) -> bool:
    """Tell whether a child's scope follows from its parent's, joined by child = parent column.

    Args:
        parent: the scope that the parent row has passed.
        parent_column: the parent's side of the join.
        child: the scope the child row would have to pass.
        child_column: the child's side of the join.
        name: the GraphQL type of the parent.
    """
    match child:
        case Everything():
            return True
        case Through(owner=owner, column=column):
            return (owner, column, parent_column) == (name, child_column, "id")
        case Below(column=column):
            return column == child_column and parent == Below(parent_column)
        case Assigned(columns=columns):
            return columns == (child_column,) and parent == Assigned((parent_column,))
        case _:
            return False
