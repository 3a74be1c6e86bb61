"""The fields of the subscription type: read like those of a query, again after every change."""

# ruff: noqa: ANN401  As all declarations.

from enum import Enum
from typing import Any

from tributary.api.graphql.engine.declare import ById, EngineField, Paged, Source
from tributary.api.graphql.engine.viewers import Policy


class LiveField(EngineField):
    """A field of the subscription type: what it reads, and whose changes have it read again."""

    def __init__(
        self, source: Source, policy: Policy, description: str, *, subject: str, is_of_side: bool
    ) -> None:
        super().__init__(source, policy, description)
        self.subject = subject
        """The kind of thing, as `Work.tell` and the audit entries call it."""
        self.is_of_side = is_of_side
        """Whether changes are told by the party they concern, and not by the id of the row."""


def row_changed(subject: str, policy: Policy, description: str) -> Any:
    """Declare a row by its id, read again whenever that row is told to have changed."""
    return LiveField(ById(), policy, description, subject=subject, is_of_side=False)


def row_of_side_changed(subject: str, policy: Policy, description: str) -> Any:
    """Declare a row by its id, read again whenever something of the viewer's side has changed."""
    return LiveField(ById(), policy, description, subject=subject, is_of_side=True)


def rows_of_side_changed(
    subject: str, policy: Policy, description: str, *, sort: type[Enum], filter_by: type
) -> Any:
    """Declare pages of rows, read again whenever something of the viewer's side has changed."""
    source = Paged("", sort, filter_by)
    return LiveField(source, policy, description, subject=subject, is_of_side=True)
