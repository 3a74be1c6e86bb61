"""The words in which a mutation says who may do it, what it takes and what it answers.

    class Mutation:
        refund_receipt: RefundReceiptResult | None = deed(
            refund_receipt, takes=RefundReceiptInput, gives=RequestedRefund,
            policy=BOOKKEEPING, reach=NOBODYS, description="Give money back.")

What is given is a mapping by the names of the payload's fields: plain values as they are, rows by
their ids. Rows are read after the work has committed, as the viewer sees them.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false
# The types of Strawberry leave their own parameters open.

# ruff: noqa: ANN401  What Strawberry and callers hand over has any type.
# ruff: noqa: S608  Only declarations meet here; every value is a parameter.

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any, Final, TypeVar
from uuid import UUID

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from tributary.api.graphql.engine.declare import description_of
from tributary.api.graphql.engine.relations import Relation
from tributary.api.graphql.engine.sentry import Sentry
from tributary.api.graphql.engine.viewers import Policy, Sight, Viewer
from tributary.platform import Desk, Work

if TYPE_CHECKING:
    from tributary.api.graphql.engine.catalogue import Catalogue

T = TypeVar("T")

PAYLOAD_MARK: Final = "__is_payload__"


@dataclass(frozen=True, slots=True)
class Hands:
    """What a deed has in its hands: who acts, the one work it acts in, and the desk."""

    viewer: Viewer
    work: Work
    desk: Desk
    catalogue: "Catalogue"

    async def hides(self, kind: str, key: UUID) -> bool:
        """Tell whether a row is hidden from the viewer, by the very predicate of reading.

        From who sees the whole brand nothing of it is; whether the row is there at all is for the
        deed to find out.
        """
        if self.viewer.sight is Sight.BRAND:
            return False
        table = self.catalogue.table(kind)
        numbers = count(1)
        sentry = Sentry(self.catalogue, self.viewer.sight, lambda: f"t{next(numbers)}")
        where = " AND ".join(
            filter(None, [table.where, sentry.of(kind, "{t}"), f"{{t}}.{table.brand} = {{brand}}"])
        )
        places = {
            "t": "t0",
            "brand": "CAST(:brand AS uuid)",
            "distributor": "CAST(:distributor AS uuid)",
            "viewer": "CAST(:viewer AS uuid)",
            "today": "CAST(:today AS date)",
        }
        rows = await self.work.rows(
            f"SELECT 1 FROM {table.rows} t0 WHERE t0.id = :key AND {where.format_map(places)}",
            key=key,
            brand=self.viewer.brand_id,
            distributor=self.viewer.distributor_id,
            viewer=self.viewer.user_id,
            today=self.viewer.today,
        )
        return not rows


Run = Callable[[Hands, Any], Awaitable[Mapping[str, object]]]


@dataclass(frozen=True, slots=True)
class Deed:
    """One mutation: who may, what it takes, what it does, what it answers when it is done."""

    run: Run
    policy: Policy
    takes: type
    gives: type
    reach: frozenset[Relation]
    """On whose rows it may be done by who does not see the whole brand."""
    is_once_itself: bool
    """Whether the operation keeps its idempotency key itself, instead of the engine."""
    is_confirmed: bool = False
    """Whether a person must have proven who it is a moment ago."""


class DeedField(StrawberryField):
    """A field of the mutation type."""

    def __init__(self, deed: Deed, description: str) -> None:
        super().__init__(description=description)
        self.deed = deed

    @property
    def arguments(self) -> list[StrawberryArgument]:
        """The one argument of every mutation."""
        return [
            StrawberryArgument(
                python_name="input",
                graphql_name="input",
                type_annotation=StrawberryAnnotation(self.deed.takes),
                description="What is wanted.",
            )
        ]

    @arguments.setter
    def arguments(self, value: list[StrawberryArgument]) -> None:
        """Refuse: the argument follows from the deed."""
        raise AttributeError(value)


def deed(
    run: Run,
    *,
    takes: type,
    gives: type,
    policy: Policy,
    reach: frozenset[Relation],
    description: str,
    is_once_itself: bool = False,
    is_confirmed: bool = False,
) -> Any:
    """Declare a mutation."""
    made = Deed(run, policy, takes, gives, reach, is_once_itself, is_confirmed)
    return DeedField(made, description)


def payload(kind: type[T]) -> type[T]:
    """Declare what a mutation answers, or a part of that; it stands for no row itself."""
    setattr(kind, PAYLOAD_MARK, True)
    return strawberry.type(kind, description=description_of(kind))


def input_type(kind: type[T]) -> type[T]:
    """Declare what a mutation takes, or a part of that."""
    return strawberry.input(kind, description=description_of(kind))


def said(description: str) -> Any:
    """Declare a field of a payload, or one of an input that must be given."""
    return strawberry.field(description=description)


def optional(description: str) -> Any:
    """Declare a field of an input that may be left out."""
    return strawberry.field(description=description, default=None)


@strawberry.interface(description="A request we understood and declined; nothing was changed.")
class UserError:
    """A request we understood and declined; nothing was changed."""

    code: str = said("Which of the refusals in schema/refusals.md.")
    message: str = said("What is the case and what to do, for the person who asked.")


@payload
class Refused(UserError):
    """A request we understood and declined; nothing was changed."""
