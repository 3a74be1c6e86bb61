"""What one request may ask for, decided before it is validated, planned or run.

Each fragment is looked at once however often it is spread, so that the time this takes grows with
the length of the document and not with what it unfolds to.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false
# The types of graphql-core leave their own parameters open.

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    GraphQLObjectType,
    IntValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionNode,
    SelectionSetNode,
    Source,
    TokenKind,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_list_type,
)
from graphql.language import Lexer

from tributary.api.graphql.engine.catalogue import Catalogue
from tributary.api.graphql.engine.declare import PAGE_DEFAULT, PAGE_MAX, Many, Paged
from tributary.api.graphql.engine.deeds import PAYLOAD_MARK

BODY_BYTES_MAX: Final = 256 * 1024
JSON_DEPTH_MAX: Final = 32
LIST_MAX: Final = 1_000
"""Values of one list among the variables, such as the ids of a filter."""
_NESTED: Final = frozenset({dict, list})


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a document may be."""

    characters: int = 32_768
    """Of the document itself; what is long belongs into variables."""
    tokens: int = 1_000
    """Words and signs; as many comments, which are none, may stand beside them."""
    nesting: int = 32
    aliases: int = 15
    directives: int = 50
    depth: int = 8
    """Levels of rows below the root; what a connection consists of is no level."""
    fields: int = 1_500
    """Fields after all fragments are unfolded."""
    repeats: int = 10
    """How often one selection may say the same key."""
    cost: int = 5_000
    """Rows that may have to be read."""
    introspection: float = 1.5
    """What may be listed of the schema itself; 1 is what the standard question about it lists."""


class TooMuch(GraphQLError):
    """The document asks for more than anybody may."""

    def __init__(self, message: str) -> None:
        super().__init__(message, extensions={"code": "TOO_MUCH"})


def require_short(text: str, limits: Limits) -> None:
    """Count characters, comments, tokens and nesting without parsing.

    Raises:
        TooMuch: there are too many of one of them.
        GraphQLSyntaxError: the text is not made of tokens.
    """
    if len(text) > limits.characters:
        raise TooMuch(f"The document has more than {limits.characters} characters.")
    # The lexer reads over comments without telling.
    if text.count("#") > limits.tokens:
        raise TooMuch(f"The document has more than {limits.tokens} comments.")
    lexer = Lexer(Source(text))
    count = nesting = 0
    while (token := lexer.advance()).kind is not TokenKind.EOF:
        count += 1
        if token.kind in {TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L}:
            nesting += 1
        elif token.kind in {TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R}:
            nesting -= 1
        if count > limits.tokens:
            raise TooMuch(f"The document has more than {limits.tokens} tokens.")
        if nesting > limits.nesting:
            raise TooMuch(f"The document nests deeper than {limits.nesting} brackets.")


def require_flat(value: object) -> None:
    """Refuse variables that nest deeper, or have longer lists, than anything we take.

    Raises:
        TooMuch: they do.
    """
    if isinstance(value, dict) and _NESTED.isdisjoint(map(type, value.values())):
        return
    level: list[object] = [value]
    for _ in range(JSON_DEPTH_MAX):
        inside: list[object] = []
        for each in level:
            if isinstance(each, dict):
                inside += each.values()
            elif isinstance(each, list):
                if len(each) > LIST_MAX:
                    raise TooMuch(f"A list among the variables has more than {LIST_MAX} values.")
                inside += each
        if not inside:
            return
        level = inside
    raise TooMuch(f"The variables nest deeper than {JSON_DEPTH_MAX} levels.")


@dataclass(frozen=True, slots=True)
class Weight:
    """What a selection amounts to with its fragments unfolded."""

    fields: int = 0
    depth: int = 0
    aliases: int = 0
    directives: int = 0

    def plus(self, other: "Weight") -> "Weight":
        """Return both side by side."""
        return Weight(
            self.fields + other.fields,
            max(self.depth, other.depth),
            self.aliases + other.aliases,
            self.directives + other.directives,
        )


# These are what a connection consists of, and of introspection what a type is a list of: no level.
_LEVELLESS: Final = frozenset({"edges", "node", "nodes", "pageInfo", "ofType"})


class Scale:
    """Weighs the operations of one document, each fragment once."""

    def __init__(self, document: DocumentNode, limits: Limits) -> None:
        self._limits = limits
        self._fragments = {
            each.name.value: each
            for each in document.definitions
            if isinstance(each, FragmentDefinitionNode)
        }
        self._weights: dict[str, Weight | None] = {}

    def require_light(self, operation: OperationDefinitionNode) -> None:
        """Hold an operation against the limits.

        Raises:
            TooMuch: it exceeds one, or its fragments go round in circles.
        """
        weight = self._of(operation.selection_set.selections)
        for name, allowed in (
            ("fields", self._limits.fields),
            ("depth", self._limits.depth),
            ("aliases", self._limits.aliases),
            ("directives", self._limits.directives),
        ):
            found = getattr(weight, name)
            if found > allowed:
                raise TooMuch(f"The operation has {name} {found}; {allowed} is the most.")

    def _of(self, selections: Iterable[SelectionNode]) -> Weight:
        total = Weight()
        keys: dict[str, int] = {}
        for node in selections:
            total = total.plus(self._node(node))
            if isinstance(node, FieldNode):
                key = node.alias.value if node.alias else node.name.value
                keys[key] = keys.get(key, 0) + 1
                if keys[key] > self._limits.repeats:
                    raise TooMuch(f"{key!r} is asked for again and again in one selection.")
        return total

    def _node(self, node: SelectionNode) -> Weight:
        directives = len(node.directives or ())
        if isinstance(node, FragmentSpreadNode):
            return self._fragment(node.name.value).plus(Weight(directives=directives))
        inner = Weight()
        selection: SelectionSetNode | None = getattr(node, "selection_set", None)
        if selection is not None:
            inner = self._of(selection.selections)
        if not isinstance(node, FieldNode):
            return inner.plus(Weight(directives=directives))
        level = int(selection is not None and node.name.value not in _LEVELLESS)
        return Weight(
            inner.fields + 1,
            inner.depth + level,
            inner.aliases + (node.alias is not None),
            inner.directives + directives,
        )

    def _fragment(self, name: str) -> Weight:
        if name not in self._weights:
            fragment = self._fragments.get(name)
            if fragment is None:
                return Weight()
            self._weights[name] = None
            self._weights[name] = self._of(fragment.selection_set.selections)
        weight = self._weights[name]
        if weight is None:
            raise TooMuch(f"The fragment {name!r} contains itself.")
        return weight


_ROOTS: Final = {
    OperationType.QUERY: "Query",
    OperationType.MUTATION: "Mutation",
    OperationType.SUBSCRIPTION: "Subscription",
}


class Sum(ABC):
    """Adds up what the fields of a valid document cost, each fragment once."""

    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode]) -> None:
        self._fragments = fragments
        self._costs: dict[str, int] = {}

    def _of(self, kind: str, selections: Iterable[SelectionNode]) -> int:
        return sum(self._node(kind, node) for node in selections)

    def _node(self, kind: str, node: SelectionNode) -> int:
        if isinstance(node, FragmentSpreadNode):
            name = node.name.value
            if name not in self._costs:
                fragment = self._fragments[name]
                inner = fragment.selection_set.selections
                self._costs[name] = self._of(fragment.type_condition.name.value, inner)
            return self._costs[name]
        if isinstance(node, FieldNode):
            return self._field(kind, node)
        condition = getattr(node, "type_condition", None)
        selection: SelectionSetNode = getattr(node, "selection_set")  # noqa: B009
        return self._of(condition.name.value if condition else kind, selection.selections)

    @abstractmethod
    def _field(self, kind: str, node: FieldNode) -> int:
        """Return what a field of a type costs, with all that is asked below it."""


class Meter(Sum):
    """Estimates how many rows an operation has to read, from the sizes of its lists."""

    def __init__(
        self,
        catalogue: Catalogue,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Mapping[str, Any],
    ) -> None:
        super().__init__(fragments)
        self._catalogue = catalogue
        self._variables = variables

    def cost_of(self, operation: OperationDefinitionNode) -> int:
        """Return the estimate."""
        return self._of(_ROOTS[operation.operation], operation.selection_set.selections)

    def _field(self, kind: str, node: FieldNode) -> int:
        if node.selection_set is None or node.name.value.startswith("__"):
            return 0
        declared: Any = self._catalogue.schema.type_map[kind]
        field = declared.fields[node.name.value]
        inner = self._of(get_named_type(field.type).name, node.selection_set.selections)
        entry = self._catalogue.entry(kind) if isinstance(declared, GraphQLObjectType) else None
        if entry is None:
            return inner * (PAGE_MAX if self._is_unpaged(kind, field) else 1)
        match entry.fields[node.name.value].source:
            case Paged():
                return self._page_size(node) * (1 + inner)
            case Many(size=size):
                return size * (1 + inner)
            case _:
                return 1 + inner if entry.fields[node.name.value].target != "Money" else 0

    def _is_unpaged(self, kind: str, field: GraphQLField) -> bool:
        """Tell whether a payload lists as many as there are."""
        declared: Any = self._catalogue.schema.type_map[kind]
        origin = declared.extensions["strawberry-definition"].origin
        return hasattr(origin, PAYLOAD_MARK) and is_list_type(get_nullable_type(field.type))

    def _page_size(self, node: FieldNode) -> int:
        for argument in node.arguments or ():
            if argument.name.value in {"first", "last"}:
                value: Any = None
                if isinstance(argument.value, VariableNode):
                    value = self._variables.get(argument.value.name.value)
                elif isinstance(argument.value, IntValueNode):
                    value = int(argument.value.value)
                if value is not None:
                    return max(0, min(int(value), PAGE_MAX))
        return PAGE_DEFAULT
