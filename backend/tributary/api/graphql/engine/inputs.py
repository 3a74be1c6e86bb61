"""From the values of an input to the object that a deed reads."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false
# The types of Strawberry leave their own parameters open.

# ruff: noqa: ANN401  What a caller sends has any type.

from collections.abc import Mapping
from typing import Any, Final

from strawberry.types.base import StrawberryList, StrawberryOptional
from strawberry.utils.str_converters import to_camel_case

from tributary.api.graphql.engine.parameters import ArgumentUnusable

TEXT_MAX: Final = 2_000


def require_plain(value: Any) -> None:
    """Refuse what no field of ours is meant for.

    Raises:
        ArgumentUnusable: a text is too long or holds a zero character.
    """
    match value:
        case str():
            if "\x00" in value or len(value) > TEXT_MAX:
                raise ArgumentUnusable(
                    f"A text has at most {TEXT_MAX} characters, and none of them is zero."
                )
        case list():
            for each in value:
                require_plain(each)
        case dict():
            for each in value.values():
                require_plain(each)
        case _:
            pass


def built(kind: Any, given: Mapping[str, Any]) -> Any:
    """Return the input object that coerced values stand for; what is left out is None."""
    values: dict[str, Any] = {}
    for each in kind.__strawberry_definition__.fields:
        name = each.graphql_name or to_camel_case(each.python_name)
        values[each.python_name] = _member(each.type, given.get(name))
    return kind(**values)


def _member(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, StrawberryOptional):
        return _member(kind.of_type, value)
    if isinstance(kind, StrawberryList):
        return [_member(kind.of_type, each) for each in value]
    return built(kind, value) if hasattr(kind, "__strawberry_definition__") else value
