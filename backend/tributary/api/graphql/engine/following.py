"""What has to change for a subscription to be read again."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false
# The types of graphql-core leave their own parameters open.

from typing import Any, Final
from uuid import UUID

from graphql import FieldNode, GraphQLObjectType
from graphql.execution.values import VariableValues

from tributary.api.graphql.engine.catalogue import Catalogue
from tributary.api.graphql.engine.documents import Document, Operation
from tributary.api.graphql.engine.parameters import key_of, value_of
from tributary.api.graphql.engine.selection import Selector
from tributary.api.graphql.engine.viewers import Viewer
from tributary.platform import Thing

NOTHING: Final[frozenset[Thing]] = frozenset()


def things_of(
    catalogue: Catalogue,
    document: Document,
    operation: Operation,
    variables: VariableValues,
    viewer: Viewer,
) -> frozenset[Thing]:
    """Return what a viewer's subscription follows; nothing when no change could concern it."""
    entry = catalogue.subscription
    if entry is None:
        return NOTHING
    selector = Selector(catalogue.schema, document.fragments, variables.coerced)
    fields = selector.of_sets(entry.name, [operation.node.selection_set])
    if not fields:
        return NOTHING
    # Validation has seen to it that there is no second one.
    ((node, *_),) = fields.values()
    field = catalogue.lives.get(node.name.value)
    if field is None:
        return NOTHING
    if field.is_of_side:
        # People of the brand see several parties; what does not concern them reads as before.
        return frozenset({(field.subject, viewer.distributor_id)})
    key = _key(catalogue, entry.fields[node.name.value].target, node, variables)
    return NOTHING if key is None else frozenset({(field.subject, key)})


def _key(
    catalogue: Catalogue, kind: str, node: FieldNode, variables: VariableValues
) -> UUID | None:
    argument = next(iter(node.arguments or ()))
    value, _ = value_of(argument.value, _declared(catalogue, node), variables.coerced)
    return key_of(value, kind)


def _declared(catalogue: Catalogue, node: FieldNode) -> Any:  # noqa: ANN401  As graphql-core has it.
    kind = catalogue.schema.subscription_type
    if not isinstance(kind, GraphQLObjectType):
        raise TypeError(kind)
    return kind.fields[node.name.value].args["id"].type
