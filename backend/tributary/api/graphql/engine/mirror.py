"""What may be asked of the schema about itself: not much more than the tools of others ask.

Each list of an answer costs what it has on the average, so that lists within lists, or the whole
under several names, are refused before anything is put together. The measure is the standard
question about this very schema, which GraphiQL and graphql-js ask: it may grow with the schema.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false
# The types of graphql-core leave their own parameters open.

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    OperationDefinitionNode,
    get_introspection_query,
    get_named_type,
    get_nullable_type,
    is_list_type,
    parse,
)

from tributary.api.graphql.engine.limits import Sum, TooMuch

QUESTIONS: Final[Mapping[str, str]] = {"__schema": "__Schema", "__type": "__Type"}
"""What may be asked of the schema itself, and what answers."""


class Mirror:
    """Knows how much of itself a schema may tell in one answer."""

    def __init__(self, schema: GraphQLSchema, share: float) -> None:
        self._schema = schema
        self._sizes = _sizes_of(schema)
        document = parse(
            get_introspection_query(
                specified_by_url=True,
                directive_is_repeatable=True,
                schema_description=True,
                input_value_deprecation=True,
            )
        )
        fragments = {
            each.name.value: each
            for each in document.definitions
            if isinstance(each, FragmentDefinitionNode)
        }
        asked = [
            node
            for each in document.definitions
            if isinstance(each, OperationDefinitionNode)
            for node in each.selection_set.selections
            if isinstance(node, FieldNode)
        ]
        self._most = int(share * self._parts_of(asked, fragments))

    def require_little(
        self, asked: Iterable[FieldNode], fragments: Mapping[str, FragmentDefinitionNode]
    ) -> None:
        """Hold questions about the schema against what may be told of it.

        Raises:
            TooMuch: an answer would list more.
        """
        found = self._parts_of(asked, fragments)
        if found > self._most:
            raise TooMuch(
                f"The operation may list {found} parts of the schema; {self._most} is the most."
            )

    def _parts_of(
        self, asked: Iterable[FieldNode], fragments: Mapping[str, FragmentDefinitionNode]
    ) -> int:
        return _Parts(self._schema, self._sizes, fragments).listed_by(asked)


class _Parts(Sum):
    """Estimates how many types, fields, arguments and values an answer lists."""

    def __init__(
        self,
        schema: GraphQLSchema,
        sizes: Mapping[tuple[str, str], int],
        fragments: Mapping[str, FragmentDefinitionNode],
    ) -> None:
        super().__init__(fragments)
        self._schema = schema
        self._sizes = sizes

    def listed_by(self, asked: Iterable[FieldNode]) -> int:
        return self._of("Query", asked)

    def _field(self, kind: str, node: FieldNode) -> int:
        if node.selection_set is None:
            return 0
        name, selections = node.name.value, node.selection_set.selections
        if name in QUESTIONS:
            return self._of(QUESTIONS[name], selections)
        declared: Any = self._schema.type_map[kind]
        returned = declared.fields[name].type
        inner = self._of(get_named_type(returned).name, selections)
        if is_list_type(get_nullable_type(returned)):
            return self._sizes[kind, name] * (1 + inner)
        return inner


def _sizes_of(schema: GraphQLSchema) -> Mapping[tuple[str, str], int]:
    """Return how long each list of an answer about a schema is on the average, rounded up."""
    kinds = list(schema.type_map.values())
    with_fields = [
        each for each in kinds if isinstance(each, GraphQLObjectType | GraphQLInterfaceType)
    ]
    fields = [field for each in with_fields for field in each.fields.values()]
    abstract = [each for each in kinds if isinstance(each, GraphQLInterfaceType | GraphQLUnionType)]
    return {
        ("__Schema", "types"): len(kinds),
        ("__Schema", "directives"): len(schema.directives),
        ("__Type", "fields"): _average(each.fields for each in with_fields),
        ("__Type", "interfaces"): _average(each.interfaces for each in with_fields),
        ("__Type", "possibleTypes"): _average(schema.get_possible_types(each) for each in abstract),
        ("__Type", "enumValues"): _average(
            each.values for each in kinds if isinstance(each, GraphQLEnumType)
        ),
        ("__Type", "inputFields"): _average(
            each.fields for each in kinds if isinstance(each, GraphQLInputObjectType)
        ),
        ("__Field", "args"): _average(each.args for each in fields),
        ("__Directive", "args"): _average(each.args for each in schema.directives),
    }


def _average(lists: Iterable[Collection[object]]) -> int:
    """Return how many a list has that has some."""
    sizes = [len(each) for each in lists if each]
    return -(-sum(sizes) // max(1, len(sizes)))
