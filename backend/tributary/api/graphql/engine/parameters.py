"""What is bound when a plan runs: from the viewer, from variables, from the document."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false
# The types of graphql-core leave their own parameters open.

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple
from uuid import UUID

from graphql import (
    GraphQLInputType,
    ListValueNode,
    Node,
    ObjectValueNode,
    ValueNode,
    VariableNode,
    value_from_ast,
)

from tributary.api.graphql.engine.viewers import Viewer

Variables = Mapping[str, Any]


class Inputs(NamedTuple):
    """What one execution has: who looks, and the variables."""

    viewer: Viewer
    variables: Variables


Binder = Callable[[Inputs], object]

_ID: Final = re.compile(r"([^:]*):([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})", re.ASCII)


class ArgumentUnusable(Exception):
    """An argument has the right type and still no meaning, such as an id of another type."""


def _brand(inputs: Inputs) -> UUID:
    return inputs.viewer.brand_id


def _distributor(inputs: Inputs) -> UUID | None:
    return inputs.viewer.distributor_id


def _user(inputs: Inputs) -> UUID | None:
    return inputs.viewer.user_id


def _today(inputs: Inputs) -> date:
    return inputs.viewer.today


_NAMED: Final[Mapping[str, tuple[Binder, str]]] = {
    "brand": (_brand, "uuid"),
    "distributor": (_distributor, "uuid"),
    "viewer": (_user, "uuid"),
    "today": (_today, "date"),
}


@dataclass(slots=True)
class Parameters:
    """The parameters of one statement, numbered as they are needed; the brand is the first."""

    binders: list[Binder] = field(default_factory=lambda: [_brand])
    _places: dict[str, str] = field(default_factory=lambda: {"brand": "$1::uuid"})

    def bind(self, binder: Binder, kind: str) -> str:
        """Return the place of a value in the statement."""
        self.binders.append(binder)
        return f"${len(self.binders)}::{kind}"

    def place_of(self, name: str) -> str:
        """Return the place of a value that the viewer brings, bound once."""
        if name not in self._places:
            self._places[name] = self.bind(*_NAMED[name])
        return self._places[name]

    def name(self, name: str, place: str) -> None:
        """Let SQL speak of a bound value by a name."""
        self._places[name] = place

    def fill(self, sql: str, **rows: str) -> str:
        """Return SQL with its braces filled: row aliases as given, the rest bound."""
        return sql.format_map(_Places(self, rows))


class _Places(dict[str, str]):
    """Binds what a template asks for, when it asks."""

    def __init__(self, parameters: Parameters, rows: Mapping[str, str]) -> None:
        super().__init__(rows)
        self._parameters = parameters

    def __missing__(self, name: str) -> str:
        return self._parameters.place_of(name)


def value_of(
    node: ValueNode, kind: GraphQLInputType, variables: Variables
) -> tuple[object, Binder]:
    """Return an argument's present value, and what finds it again for other variables."""
    if isinstance(node, VariableNode):
        name = node.name.value
        return variables.get(name), lambda inputs: inputs.variables.get(name)
    value = value_from_ast(node, kind, dict(variables))
    if not _has_variable(node):
        return value, lambda _: value
    return value, lambda inputs: value_from_ast(node, kind, dict(inputs.variables))


def _has_variable(node: Node) -> bool:
    if isinstance(node, VariableNode):
        return True
    if isinstance(node, ListValueNode):
        return any(_has_variable(each) for each in node.values)
    if isinstance(node, ObjectValueNode):
        return any(_has_variable(each.value) for each in node.fields)
    return False


def id_type(given: object) -> str:
    """Return the type a global id names; empty when it names none.

    >>> id_type("Order:0197a1c0-0000-7000-8000-000000000000")
    'Order'
    """
    found = _ID.fullmatch(str(given))
    return found[1] if found is not None else ""


def key_text(given: object, kind: str) -> str | None:
    """Return the key in a global id of a type as it is written, which is how the driver takes it.

    Returns:
        None when it is of another type or unreadable.
    """
    found = _ID.fullmatch(str(given))
    return found[2] if found is not None and found[1] == kind else None


def key_of(given: object, kind: str) -> UUID | None:
    """Return the key in a global id of a type; None when it is of another or unreadable."""
    key = key_text(given, kind)
    return None if key is None else UUID(key)


def keys_of(given: object, kind: str) -> list[UUID]:
    """Return the keys of one or several ids of a type.

    A distributor is a party under the same key: where a party is wanted, either id will do.

    Raises:
        ArgumentUnusable: one of them is no id of that type.
    """
    wanted = given if isinstance(given, list) else [given]
    kinds = (kind, "Distributor") if kind == "Party" else (kind,)
    keys = [next(filter(None, (key_of(each, one) for one in kinds)), None) for each in wanted]
    if None in keys:
        raise ArgumentUnusable(f"A filter wants ids of {kind}; this is none of them.")
    return [key for key in keys if key is not None]
