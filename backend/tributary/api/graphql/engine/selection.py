"""Which fields a selection asks of a type, fragments and directives resolved, in order."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graphql import (
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    is_abstract_type,
)

Fields = dict[str, list[FieldNode]]
"""By the key in the answer: every node that asks for it."""


class Selector:
    """Collects the fields of selections of one document, with the values of its variables."""

    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Mapping[str, Any],
    ) -> None:
        self._schema = schema
        self._fragments = fragments
        self._variables = variables

    def of_nodes(self, kind: str, nodes: Sequence[FieldNode]) -> Fields:
        """Return what is asked of a type by all nodes that share a key."""
        sets = [node.selection_set for node in nodes if node.selection_set is not None]
        return self.of_sets(kind, sets)

    def of_sets(self, kind: str, sets: Iterable[SelectionSetNode]) -> Fields:
        """Return what is asked of a type by some selection sets."""
        fields: Fields = {}
        seen: set[str] = set()
        for each in sets:
            self._collect(kind, each.selections, fields, seen)
        return fields

    def _collect(
        self, kind: str, selections: Iterable[SelectionNode], fields: Fields, seen: set[str]
    ) -> None:
        for node in selections:
            if not self._included(node.directives or ()):
                continue
            if isinstance(node, FieldNode):
                key = node.alias.value if node.alias else node.name.value
                fields.setdefault(key, []).append(node)
            elif isinstance(node, InlineFragmentNode):
                condition = node.type_condition
                if condition is None or self._applies(condition.name.value, kind):
                    self._collect(kind, node.selection_set.selections, fields, seen)
            elif isinstance(node, FragmentSpreadNode) and node.name.value not in seen:
                seen.add(node.name.value)
                fragment = self._fragments[node.name.value]
                if self._applies(fragment.type_condition.name.value, kind):
                    self._collect(kind, fragment.selection_set.selections, fields, seen)

    def _applies(self, condition: str, kind: str) -> bool:
        if condition == kind:
            return True
        abstract = self._schema.type_map[condition]
        concrete: Any = self._schema.type_map[kind]
        return is_abstract_type(abstract) and self._schema.is_sub_type(abstract, concrete)

    def _included(self, directives: Iterable[DirectiveNode]) -> bool:
        for directive in directives:
            name = directive.name.value
            if name in {"skip", "include"} and self._says(directive) is (name == "skip"):
                return False
        return True

    def _says(self, directive: DirectiveNode) -> bool:
        value: Any = next(iter(directive.arguments or ())).value
        if isinstance(value, VariableNode):
            return bool(self._variables.get(value.name.value))
        return bool(value.value)
