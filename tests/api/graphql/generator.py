"""Random queries by a walk over the schema, with every feature that a selection has."""

# ruff: noqa: ANN401  Answers are JSON, which has any type.

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLObjectType,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    parse,
    validate,
)

from tributary.api.graphql.engine import Viewer
from tributary.api.graphql.schema import catalogue

DATES = ("2026-01-10", "2026-02-01", "2026-02-16", "2026-02-20", "2026-03-05")
TEXTS = ("SO-3", "RE-1-1", "SKU-4", "D2", "tea", "CORE", "payout.release", "not_a_number")


@dataclass
class Harvest:
    """Ids and cursors seen in answers, to be asked for again."""

    ids: dict[str, list[str]] = field(default_factory=dict)
    cursors: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def take(self, value: Any) -> None:
        if isinstance(value, dict):
            given = value.get("id")
            if isinstance(given, str) and ":" in given:
                kept = self.ids.setdefault(given.partition(":")[0], [])
                if given not in kept and len(kept) < 30:
                    kept.append(given)
            for each in value.values():
                self.take(each)
        elif isinstance(value, list):
            for each in value:
                self.take(each)


@dataclass
class Query:
    text: str
    variables: dict[str, Any]


class Generator:
    """Writes one query after another for one viewer."""

    roots_max = 2
    """How many fields of the root with rows behind them are asked for at most."""
    is_obedient = True
    """Whether only fields and filters are asked for that the viewer's role may have."""

    def __init__(
        self, seed: int, viewer: Viewer, harvest: Harvest, *, texts: Sequence[str] = TEXTS
    ) -> None:
        self._texts = texts
        self._random = random.Random(seed)
        self._viewer = viewer
        self._harvest = harvest
        self._types = catalogue().schema.type_map

    def query(self) -> Query:
        """Return a valid query; fields of one name may differ in type between fragments."""
        while validate(catalogue().schema, parse((query := self._any()).text)):
            pass
        return query

    def any_query(self) -> Query:
        """Return a query that may have a fault."""
        return self._any()

    def _any(self) -> Query:
        self._variables: dict[str, tuple[str, Any]] = {}
        self._fragments: dict[str, str] = {}
        body = self._selection(self._types["Query"], self._random.randint(2, 4))
        declared = ", ".join(f"${name}: {kind}" for name, (kind, _) in self._variables.items())
        head = f"query Q({declared})" if declared else "query Q"
        text = " ".join([head, body, *self._fragments.values()])
        return Query(text, {name: value for name, (_, value) in self._variables.items()})

    def _selection(self, kind: Any, depth: int) -> str:
        if isinstance(kind, GraphQLInterfaceType):
            return self._abstract(kind, depth)
        names = [name for name in kind.fields if self._admitted(kind.name, name)]
        leaves = [n for n in names if is_leaf_type(get_named_type(kind.fields[n].type))]
        links = [n for n in names if n not in leaves] if depth > 0 else []
        if kind.name == "Money":
            links = []
        chosen = self._random.sample(leaves, min(len(leaves), self._random.randint(0, 4)))
        most = self.roots_max if kind.name == "Query" else 3
        chosen += self._random.sample(links, min(len(links), self._random.randint(0, most)))
        self._random.shuffle(chosen)
        parts = [self._field(kind, name, depth) for name in chosen]
        if not parts or self._chance(0.15):
            parts.append("__typename")
        return "{" + " ".join(self._dressed(kind, parts)) + "}"

    def _dressed(self, kind: GraphQLObjectType, parts: list[str]) -> list[str]:
        """Hide some of the parts in fragments and behind directives."""
        dressed = []
        for part in parts:
            if self._chance(0.06):
                dressed.append(f"... on {kind.name}{self._directive()} {{{part}}}")
            elif self._chance(0.04):
                dressed.append(f"...{self._directive()} {{{part}}}")
            elif self._chance(0.06):
                name = f"F{len(self._fragments)}"
                self._fragments[name] = f"fragment {name} on {kind.name} {{{part}}}"
                dressed.append(f"...{name}{self._directive()}")
                if self._chance(0.3):
                    dressed.append(f"...{name}")
            else:
                dressed.append(part)
        return [*dressed, dressed[0]] if self._chance(0.05) else dressed

    def _abstract(self, kind: GraphQLInterfaceType, depth: int) -> str:
        parts = ["__typename", "id"][self._random.randint(0, 1) :]
        possible = catalogue().schema.get_possible_types(kind)
        for each in self._random.sample(list(possible), 3):
            parts.append(f"... on {each.name} {self._selection(each, depth - 1)}")
        return "{" + " ".join(parts) + "}"

    def _field(self, kind: GraphQLObjectType, name: str, depth: int) -> str:
        declared = kind.fields[name]
        returned = get_named_type(declared.type)
        arguments = self._arguments(returned.name, declared.args)
        text = name + arguments
        # An alias keeps two uses of one field with different arguments apart.
        if arguments or self._chance(0.1):
            text = f"a{self._random.randint(0, 10**9)}: {text}"
        text += self._directive()
        if is_leaf_type(returned):
            return text
        structural = returned.name.endswith(("Connection", "Edge")) or returned.name == "PageInfo"
        return f"{text} {self._selection(returned, depth if structural else depth - 1)}"

    def _arguments(self, returned: str, declared: Mapping[str, GraphQLArgument]) -> str:
        if "sort" in declared:
            return self._paging(returned, declared)
        if "id" in declared:
            of = [returned] if returned in self._harvest.ids else list(self._harvest.ids)
            known = self._harvest.ids.get(self._random.choice(of)) if of else None
            value = self._random.choice(known) if known else "Order:nonsense"
            return f"(id: {self._spoken('ID!', value)})"
        if "currency" in declared and self._chance(0.5):
            return f"(currency: {self._spoken('CurrencyCode', 'CNY')})"
        return ""

    def _paging(self, returned: str, declared: Mapping[str, GraphQLArgument]) -> str:
        given: list[str] = []
        if self._chance(0.8):
            way = "last" if self._chance(0.3) else "first"
            given.append(f"{way}: {self._spoken('Int', self._random.randint(0, 7))}")
        sort: Any = get_named_type(declared["sort"].type)
        name = next(iter(sort.values))
        if self._chance(0.4):
            name = self._random.choice(list(sort.values))
            given.append(f"sort: {self._spoken(f'{sort.name}!', name, enum=True)}")
        if "filter" in declared and self._chance(0.35):
            kind: Any = get_named_type(declared["filter"].type)
            given.append(f"filter: {self._filter(kind, returned.removesuffix('Connection'))}")
        elif self._chance(0.3) and (known := self._harvest.cursors.get((returned, name))):
            edge = self._random.choice(["after", "before"])
            given.append(f"{edge}: {self._spoken('String', self._random.choice(known))}")
        return f"({', '.join(given)})" if given else ""

    def _filter(self, kind: GraphQLInputObjectType, target: str) -> str:
        names = [name for name in kind.fields if self._may_choose(kind, name, target)]
        names = self._random.sample(names, min(2, len(names)))
        if self._chance(0.5):
            literal = []
            for name in names:
                value = self._value(kind, name)
                of = str(get_nullable_type(kind.fields[name].type))
                enum = isinstance(get_named_type(kind.fields[name].type), GraphQLEnumType)
                literal.append(f"{name}: {self._spoken(of, value, enum=enum)}")
            return "{" + ", ".join(literal) + "}"
        return self._variable(kind.name, {name: self._value(kind, name) for name in names})

    def _value(self, kind: GraphQLInputObjectType, name: str) -> Any:
        declared = get_nullable_type(kind.fields[name].type)
        returned: Any = get_named_type(declared)
        if isinstance(returned, GraphQLEnumType):
            value: Any = self._random.choice(list(returned.values))
        elif returned.name == "ID":
            metadata = kind.fields[name].extensions["strawberry-definition"].metadata
            node = metadata["condition"].node
            none = f"{node}:00000000-0000-0000-0000-000000000000"
            value = self._random.choice(self._harvest.ids.get(node, [none]))
        else:
            value = self._random.choice(
                {
                    "Boolean": (True, False),
                    "Date": DATES,
                    "CurrencyCode": ("CNY", "USD"),
                    "Int": (0, 1, 2, 3),
                }.get(returned.name, self._texts)
            )
        return [value] if isinstance(declared, GraphQLList) else value

    def _spoken(self, kind: str, value: Any, *, enum: bool = False) -> str:
        if self._chance(0.4):
            return self._variable(kind, value)
        return _literal(value, enum=enum)

    def _variable(self, kind: str, value: Any) -> str:
        name = f"v{len(self._variables)}"
        self._variables[name] = (kind, value)
        return f"${name}"

    def _directive(self) -> str:
        if not self._chance(0.05):
            return ""
        name = self._random.choice(["skip", "include"])
        return f" @{name}(if: {self._spoken('Boolean!', self._chance(0.5))})"

    def _admitted(self, kind: str, name: str) -> bool:
        entry = catalogue().types.get(kind)
        if entry is None or not self.is_obedient:
            return True
        return entry.fields[name].policy.admits(self._viewer.roles)

    def _may_choose(self, kind: GraphQLInputObjectType, name: str, target: str) -> bool:
        condition = kind.fields[name].extensions["strawberry-definition"].metadata["condition"]
        return not self.is_obedient or not any(
            catalogue().readers(target, column).isdisjoint(self._viewer.roles)
            for column in condition.columns
        )

    def _chance(self, part: float) -> bool:
        return self._random.random() < part


def _literal(value: Any, *, enum: bool) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_literal(each, enum=enum) for each in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) or enum:
        return str(value)
    return f'"{value}"'


__all__ = ["Generator", "Harvest", "Query"]
