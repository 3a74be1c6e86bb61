"""Who sees and does what, read from the declarations: every field and mutation, role and relation.

`page` is docs/access.md; a test compares it, so that whoever changes what somebody sees changes a
page that others read. Another test runs every cell against a database.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from tributary.api.graphql.engine import Catalogue
from tributary.api.graphql.engine.catalogue import TypeEntry
from tributary.api.graphql.engine.relations import (
    BRANCH_RELATIONS,
    BRAND_RELATIONS,
    SALES_RELATIONS,
    Relation,
)
from tributary.api.graphql.engine.scopes import Scope, Through
from tributary.api.graphql.engine.viewers import Policy, Sight
from tributary.api.graphql.policies import POLICIES
from tributary.identity import DISTRIBUTOR_ROLES, Role

LETTERS: Final = {
    Relation.SELF: "S",
    Relation.OWES: "O",
    Relation.CHILD: "C",
    Relation.DESCENDANT: "D",
    Relation.ANCESTOR: "A",
    Relation.OTHER: "X",
    Relation.GIVEN: "G",
    Relation.BELOW_GIVEN: "B",
    Relation.NOT_GIVEN: "N",
    Relation.PUBLIC: "P",
    Relation.HOUSE: "H",
    Relation.PERSON: "U",
    Relation.COLLEAGUE: "K",
    Relation.EARNABLE: "R",
}
ALL: Final = "●"
NO_ROW: Final = "·"
REFUSED: Final = "✕"

_HEADINGS: Final = {
    Role.OWNER: "owner",
    Role.FINANCE_DIRECTOR: "finance director",
    Role.ACCOUNTANT: "accountant",
    Role.PAYOUT_OPERATOR: "payout operator",
    Role.SALES_MANAGER: "sales manager",
    Role.SALESPERSON: "salesperson",
    Role.AUDITOR: "auditor",
    Role.DISTRIBUTOR_OWNER: "d. owner",
    Role.DISTRIBUTOR_FINANCE: "d. finance",
    Role.DISTRIBUTOR_BUYER: "d. buyer",
}

_PREFACE: Final = f"""# Who sees and does what

Made by `python -m scripts.access` from what `backend/tributary/api/graphql/` declares; do not edit.
A test compares this page with the declarations, and another one runs every cell against a database
(`make test-deep ID=R8`): whoever changes what somebody sees changes this page.

A cell says which rows of the type a role sees the field of:

| | |
|---|---|
| {ALL} | all rows of the brand |
| letters | the rows that stand so to whoever asks, see below; the others are not there |
| {NO_ROW} | no row at all: the type is not there for this role |
| {REFUSED} | the field is refused (`FORBIDDEN`), whatever the row |

Always, and so in no cell: a row of another brand is not there for anybody; who is not signed in
gets 401 and nothing else. What is not there is answered as what never was: the same status, words
and bytes. A filter is refused where it would choose by what one does not see, an id in it that one
does not see chooses nothing, and pages are ordered only by what one sees. Who has several roles of
one side has the cells of all of them; a second role beside salesperson opens the whole brand.

**A level sees margins at and below itself only**: the scopes `branch` and `books` hold `S`, `O`,
`C` and `D`, and never `A`.
"""


def sight_of(role: Role) -> Sight:
    """Return how far somebody sees who has this role alone."""
    if role in DISTRIBUTOR_ROLES:
        return Sight.BRANCH
    return Sight.ASSIGNED if role is Role.SALESPERSON else Sight.BRAND


def scope_of(catalogue: Catalogue, kind: str, sight: Sight) -> Scope:
    """Return the scope that decides about the rows of a type, the one of their owner if any."""
    scope = catalogue.table(kind).scope_for(sight)
    return scope_of(catalogue, scope.owner, sight) if isinstance(scope, Through) else scope


def possible(sight: Sight) -> frozenset[Relation]:
    """Return what a row of the brand can be to somebody who sees so far."""
    match sight:
        case Sight.BRANCH:
            return BRANCH_RELATIONS | BRAND_RELATIONS
        case Sight.ASSIGNED | Sight.BRAND:
            return SALES_RELATIONS | BRAND_RELATIONS


def rows_seen(catalogue: Catalogue, kind: str, role: Role) -> frozenset[Relation]:
    """Return which rows of a type a role sees, the root and its like being everybody's."""
    sight = sight_of(role)
    if catalogue.types[kind].table is None:
        return possible(sight)
    scope = scope_of(catalogue, kind, sight)
    if isinstance(scope, Through):
        raise TypeError(scope)
    return scope.sees & possible(sight)


def cell(catalogue: Catalogue, kind: str, field: str, role: Role) -> frozenset[Relation] | None:
    """Return of which rows a role sees a field; None when it is refused."""
    if not catalogue.types[kind].fields[field].policy.admits(frozenset({role})):
        return None
    return rows_seen(catalogue, kind, role)


def deed_cell(catalogue: Catalogue, name: str, role: Role) -> frozenset[Relation] | None:
    """Return on whose rows a role may do a deed; None when it is refused."""
    deed = catalogue.deeds[name]
    if not deed.policy.admits(frozenset({role})):
        return None
    sight = sight_of(role)
    return possible(sight) if sight is Sight.BRAND else deed.reach & possible(sight)


def live_cell(catalogue: Catalogue, name: str, role: Role) -> frozenset[Relation] | None:
    """Return which rows a role may follow by a subscription; None when it is refused."""
    if catalogue.subscription is None:
        return None
    field = catalogue.subscription.fields[name]
    if not field.policy.admits(frozenset({role})):
        return None
    return rows_seen(catalogue, field.target, role)


def page(catalogue: Catalogue) -> str:
    """Return docs/access.md."""
    parts = [_PREFACE, *_legend(), *_policies()]
    parts += [*_scopes(catalogue), "## Types", ""]
    for name in sorted(catalogue.types):
        parts += _type(catalogue, catalogue.types[name])
    parts += [*_deeds(catalogue), "", *_lives(catalogue)]
    return "\n".join(parts).rstrip() + "\n"


def _legend() -> Iterator[str]:
    yield "## Relations\n"
    yield "| letter | a row that is |\n|---|---|"
    for relation, letter in LETTERS.items():
        yield f"| {letter} | {relation.value} |"
    yield ""


def _policies() -> Iterator[str]:
    yield "## Policies\n"
    yield "Who may ask for a field or do a deed at all.\n"
    yield from _head("policy")
    for policy in POLICIES:
        marks = [ALL if role in policy.roles else REFUSED for role in _HEADINGS]
        yield f"| {policy.name} | {' | '.join(marks)} |"
    yield ""


def _scopes(catalogue: Catalogue) -> Iterator[str]:
    yield "## Scopes\n"
    yield "Which rows somebody gets who does not see the whole brand.\n"
    yield f"| scope | {' | '.join(LETTERS.values())} |\n|---|{'---|' * len(LETTERS)}"
    found: dict[str, frozenset[Relation]] = {}
    for kind, entry in sorted(catalogue.types.items()):
        for sight in (Sight.BRANCH, Sight.ASSIGNED):
            if entry.table is not None:
                scope = scope_of(catalogue, kind, sight)
                if not isinstance(scope, Through):
                    seen = found.get(scope.name, frozenset())
                    found[scope.name] = seen | (scope.sees & possible(sight))
    for name, seen in sorted(found.items()):
        marks = [ALL if relation in seen else NO_ROW for relation in LETTERS]
        yield f"| {name} | {' | '.join(marks)} |"
    yield ""


def _type(catalogue: Catalogue, entry: TypeEntry) -> Iterator[str]:
    yield f"### {entry.name}\n"
    if entry.table is not None:
        yield f"Rows: {_said(catalogue, entry.name)}.\n"
    yield from _head("fields")
    by_policy: dict[Policy, list[str]] = {}
    for field in entry.fields.values():
        by_policy.setdefault(field.policy, []).append(f"`{field.name}`")
    for names in by_policy.values():
        first = names[0].strip("`")
        marks = [
            _mark(cell(catalogue, entry.name, first, role), sight_of(role)) for role in _HEADINGS
        ]
        yield f"| {' '.join(names)} | {' | '.join(marks)} |"
    yield ""


def _said(catalogue: Catalogue, kind: str) -> str:
    scope = catalogue.table(kind).scope
    if isinstance(scope, Through):
        return f"as those of {scope.owner}"
    sales = scope_of(catalogue, kind, Sight.ASSIGNED)
    return f"{scope.name} for distributors, {getattr(sales, 'name', '')} for salespeople"


def _deeds(catalogue: Catalogue) -> Iterator[str]:
    yield "## Mutations\n"
    yield f"On whose rows a role may do it; {NO_ROW} where it is about no distributor's row.\n"
    yield from _head("mutation")
    for name in sorted(catalogue.deeds):
        marks = [_mark(deed_cell(catalogue, name, role), sight_of(role)) for role in _HEADINGS]
        yield f"| `{name}` | {' | '.join(marks)} |"


def _lives(catalogue: Catalogue) -> Iterator[str]:
    yield "## Subscriptions\n"
    yield "Which rows a role may follow: those it sees, by the same fields.\n"
    yield from _head("subscription")
    for name in sorted(catalogue.lives):
        marks = [_mark(live_cell(catalogue, name, role), sight_of(role)) for role in _HEADINGS]
        yield f"| `{name}` | {' | '.join(marks)} |"


def _mark(seen: Iterable[Relation] | None, sight: Sight) -> str:
    if seen is None:
        return REFUSED
    found = frozenset(seen)
    if sight is Sight.BRAND or found == possible(sight):
        return ALL
    return "".join(letter for relation, letter in LETTERS.items() if relation in found) or NO_ROW


def _head(first: str) -> Sequence[str]:
    return [
        f"| {first} | {' | '.join(_HEADINGS.values())} |",
        f"|---|{':-:|' * len(_HEADINGS)}",
    ]
