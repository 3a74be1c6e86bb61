"""The types that stand for no rows of their own: nodes, money, pages."""

from typing import Any, Generic, NewType, TypeVar

import strawberry
from graphql import GraphQLError
from strawberry.schema.config import StrawberryConfig
from strawberry.types.scalar import ScalarDefinition

from tributary.api.graphql.engine.declare import identity

T = TypeVar("T")

CurrencyCode = NewType("CurrencyCode", str)
Rate = NewType("Rate", str)
Amount = NewType("Amount", str)
Document = NewType("Document", str)


def _text(value: object) -> str:
    """Take a text and nothing that would have to be turned into one: 0.1 is no amount."""
    if not isinstance(value, str):
        raise GraphQLError(f"{value!r} is no text.", extensions={"code": "BAD_USER_INPUT"})
    return value


def _scalar(name: str, description: str, url: str | None = None) -> ScalarDefinition:
    return strawberry.scalar(
        name=name,
        description=description,
        specified_by_url=url,
        serialize=lambda value: value,
        parse_value=_text,
    )


SCALARS: dict[object, ScalarDefinition] = {
    CurrencyCode: _scalar("CurrencyCode", "An ISO 4217 code, such as CNY."),
    Amount: _scalar(
        "Decimal",
        'Digits with the currency\'s own decimals, as a text: "1234.50". Never a number, so that '
        "no amount is ever rounded on its way.",
    ),
    Rate: _scalar("Rate", 'A fraction with six decimals, as a text: "0.050000" is 5 %.'),
    Document: _scalar("JSON", "Any JSON value, as it was read."),
}


def config() -> StrawberryConfig:
    """Return the settings of the schema: our scalars."""
    return StrawberryConfig(scalar_map=SCALARS)


@strawberry.interface(description="Whatever can be asked for again by its id.")
class Node:
    """Whatever can be asked for again by its id."""

    id: strawberry.ID = identity()


@strawberry.type(description="An exact amount of money.")
class Money:
    """An exact amount of money."""

    amount: Amount = strawberry.field(description="The digits.")
    currency: CurrencyCode = strawberry.field(description="Of which currency.")


@strawberry.type(name="PageInfo", description="Where a page stands among all rows.")
class PagePlace:
    """Where a page stands among all rows."""

    has_next_page: bool = strawberry.field(description="Whether rows follow this page.")
    has_previous_page: bool = strawberry.field(description="Whether rows precede this page.")
    start_cursor: str | None = strawberry.field(description="The cursor of the first row.")
    end_cursor: str | None = strawberry.field(description="The cursor of the last row.")


@strawberry.type(description="A row on a page.")
class Edge(Generic[T]):
    """A row on a page."""

    cursor: str = strawberry.field(description="Names this place in this order; opaque.")
    node: T = strawberry.field(description="The row.")


@strawberry.type(description="A page of rows.")
class Connection(Generic[T]):
    """A page of rows."""

    edges: list[Edge[T]] = strawberry.field(description="The rows with their cursors.")
    nodes: list[T] = strawberry.field(description="The rows alone.")
    page_info: PagePlace = strawberry.field(description="Where the page stands.")
    total_count: int = strawberry.field(
        description="How many rows there are on all pages; counted only when asked for."
    )


STRUCTURES: tuple[Any, ...] = (Money, PagePlace, Edge, Connection)

__all__ = [
    "SCALARS",
    "STRUCTURES",
    "Amount",
    "Connection",
    "CurrencyCode",
    "Document",
    "Edge",
    "Money",
    "Node",
    "PagePlace",
    "Rate",
    "config",
]
