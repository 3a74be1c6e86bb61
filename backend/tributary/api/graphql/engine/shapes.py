"""What a plan may depend on: the shape of the variables, not what they say.

A boolean, an enum and a whole number at the top are looked at (they decide on directives, order
and page size), and so are the booleans of a filter, which decide on the index; of an id its type,
of a list whether it has one value, of everything else only whether it is there.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false
# The types of graphql-core leave their own parameters open.

# ruff: noqa: ANN401  What Strawberry and callers hand over has any type.

from collections.abc import Hashable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from graphql import (
    GraphQLInputObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    get_nullable_type,
    is_enum_type,
    type_from_ast,
)

from tributary.api.graphql.engine.parameters import id_type


class Shaper:
    """Returns the shape of an operation's variables."""

    def __init__(
        self, schema: GraphQLSchema, operation: OperationDefinitionNode, types: AbstractSet[str]
    ) -> None:
        self._types = types
        kinds: dict[str, Any] = {
            each.variable.name.value: get_nullable_type(type_from_ast(schema, each.type))  # type: ignore[arg-type]
            for each in operation.variable_definitions or ()
        }
        self._variables = [(name, kind, _told_by(kind)) for name, kind in kinds.items()]

    def __call__(self, variables: Mapping[str, Any]) -> Hashable:
        """Return what distinguishes these variables for a plan."""
        return tuple(
            [self._told(kind, tells, variables.get(name)) for name, kind, tells in self._variables]
        )

    def _told(self, kind: Any, tells: str, value: Any) -> Hashable:
        if value is None:
            return None
        if tells == "value":
            shown: Hashable = value
            return shown
        if tells == "type":
            given = id_type(value)
            return given if given in self._types else ""
        return self._of(kind, value)

    def _of(self, kind: Any, value: Any) -> Hashable:
        if value is None:
            return None
        if isinstance(kind, GraphQLInputObjectType):
            return tuple(
                (name, self._of(get_nullable_type(field.type), value[name]))
                for name, field in kind.fields.items()
                if name in value
            )
        if isinstance(value, list):
            return "one" if len(value) == 1 else "many"
        return value if isinstance(value, bool) else True


def _told_by(kind: Any) -> str:
    """Return what is looked at of a variable of a type."""
    name = str(kind)
    if name in {"Boolean", "Int"} or is_enum_type(kind):
        return "value"
    return "type" if name == "ID" else "presence"
