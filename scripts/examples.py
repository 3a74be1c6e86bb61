"""Makes an example of every root field from the schema; a test executes them all.

They are made and not written: one that asks for everything plain of its field, and one level of
what hangs together with it, is what a developer wants to copy, and none is ever forgotten.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLUnionType,
    Undefined,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
)

DEPTH: Final = 4
"""Levels below a root field: a page, its rows, what hangs together with a row, and an amount."""
INDENT: Final = "  "

SOME_ID: Final = "0197a1c0-0000-7000-8000-000000000000"
SOME: Final[Mapping[str, Any]] = {
    "ID": SOME_ID,
    "String": "text",
    "Int": 1,
    "Boolean": True,
    "Date": "2026-03-01",
    "DateTime": "2026-03-01T08:00:00+00:00",
    "Decimal": "100.00",
    "CurrencyCode": "CNY",
    "Rate": "0.10",
    "JSON": {},
}
"""A value of each scalar."""

NAMED: Final = {
    "person": "User",
    "row": "QuarantinedRow",
    "provider": "IdentityProvider",
    "endpoint": "WebhookEndpoint",
    "delivery": "WebhookDelivery",
}
"""What an id is of that does not say so by its name."""

NO_TYPE: Final = frozenset({"idempotencyKey", "uploadId"})
"""Ids that the caller makes, or an upload was answered with."""


@dataclass(frozen=True, slots=True)
class Example:
    """A document with its variables."""

    text: str
    variables: Mapping[str, Any]

    @property
    def shown_variables(self) -> str:
        """The variables as one sends them."""
        return json.dumps(self.variables, indent=2, ensure_ascii=False)


def example_of(operation: str, name: str, field: GraphQLField) -> Example:
    """Return the example of a root field.

    Args:
        operation: query, mutation or subscription.
        name: of the field.
        field: as the schema has it.
    """
    needed = {
        argument: each
        for argument, each in field.args.items()
        if argument == "first" or is_needed(each)
    }
    declared = ", ".join(f"${argument}: {each.type}" for argument, each in needed.items())
    passed = ", ".join(f"{argument}: ${argument}" for argument in needed)
    opening = f"{operation} Example{f'({declared})' if declared else ''} {{"
    call = f"{INDENT}{name}{f'({passed})' if passed else ''}"
    lines = [opening, *_selected(call, field.type, 1), "}"]
    thing = get_named_type(field.type).name
    variables = {
        argument: 2 if argument == "first" else value_of(each.type, argument, thing)
        for argument, each in needed.items()
    }
    return Example("\n".join(lines), variables)


def is_needed(given: GraphQLArgument) -> bool:
    """Tell whether an argument, or a field of an input, has to be given."""
    return isinstance(given.type, GraphQLNonNull) and given.default_value is Undefined


def value_of(kind: GraphQLInputType, name: str, thing: str = "") -> Any:  # noqa: ANN401  It is JSON.
    """Return some value of a type; of an input all that has to be given.

    Args:
        kind: the type.
        name: of the argument or field.
        thing: the type that an argument called `id` is of.
    """
    plain = get_nullable_type(kind)
    if isinstance(plain, GraphQLList):
        return [value_of(plain.of_type, name)]
    if getattr(plain, "name", "") == "ID":
        return _some_id(name, thing)
    if isinstance(plain, GraphQLInputObjectType):
        return {
            each: value_of(field.type, each)
            for each, field in plain.fields.items()
            if isinstance(field.type, GraphQLNonNull) and field.default_value is Undefined
        }
    if isinstance(plain, GraphQLEnumType):
        return next(iter(plain.values))
    return SOME[plain.name]


def _some_id(name: str, thing: str) -> str:
    if name in NO_TYPE:
        return SOME_ID
    subject = name.removesuffix("s").removesuffix("Id")
    kind = thing if name == "id" else NAMED.get(subject, subject[:1].upper() + subject[1:])
    return f"{'Order' if kind == 'Node' else kind}:{SOME_ID}"


def _selected(call: str, kind: GraphQLOutputType, level: int) -> Iterator[str]:
    """Yield the lines that ask for a field and what it consists of."""
    named = get_named_type(kind)
    if is_leaf_type(named):
        yield call
        return
    yield f"{call} {{"
    yield from _inside(named, level + 1)
    yield f"{INDENT * level}}}"


def _inside(named: object, level: int) -> Iterator[str]:
    space = INDENT * level
    if isinstance(named, GraphQLUnionType):
        yield f"{space}__typename"
        for member in named.types:
            yield f"{space}... on {member.name} {{"
            yield from _inside(member, level + 1)
            yield f"{space}}}"
        return
    if isinstance(named, GraphQLInterfaceType):
        yield f"{space}__typename"
    if not isinstance(named, GraphQLObjectType | GraphQLInterfaceType):
        raise TypeError(named)
    asked = list(_asked(named, level))
    for name, field in asked:
        yield from _selected(f"{space}{name}", field.type, level)
    if not asked:
        yield f"{space}__typename"


def _asked(kind: GraphQLObjectType | GraphQLInterfaceType, level: int) -> Iterator[Any]:
    """Yield the fields that an example asks for: plain ones, amounts, and of a page its rows."""
    for name, field in kind.fields.items():
        if field.deprecation_reason is not None or any(map(is_needed, field.args.values())):
            continue
        inner = get_named_type(field.type)
        is_page = kind.name.endswith("Connection") and name in {"nodes", "pageInfo"}
        is_thing = isinstance(inner, GraphQLObjectType) and not inner.name.endswith("Connection")
        hangs = is_thing and level < DEPTH - 1 and not kind.name.endswith("Connection")
        if is_leaf_type(inner) or inner.name == "Money" or is_page or hangs:
            yield name, field
