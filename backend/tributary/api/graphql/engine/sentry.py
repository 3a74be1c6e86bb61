"""The predicate that stands in every reference to the rows of a type, for one kind of viewer."""

# ruff: noqa: S608  Only declarations meet here; every value is a parameter.

from collections.abc import Callable
from typing import TYPE_CHECKING

from tributary.api.graphql.engine.scopes import AnyOf, Below, Everything, Nothing, Scope, Through

if TYPE_CHECKING:
    from tributary.api.graphql.engine.catalogue import Catalogue
    from tributary.api.graphql.engine.viewers import Sight


class Sentry:
    """Writes what somebody who sees so far is restricted to; values are left in braces."""

    def __init__(
        self, catalogue: "Catalogue", sight: "Sight", new_alias: Callable[[], str]
    ) -> None:
        self._catalogue = catalogue
        self._sight = sight
        self._new_alias = new_alias

    def of(self, kind: str, alias: str) -> str | None:
        """Return what restricts the rows of a type; None for nothing."""
        return self.predicate(self._catalogue.table(kind).scope_for(self._sight), alias)

    def predicate(self, scope: Scope, alias: str, *, alone: bool = False) -> str | None:
        """Return what a scope restricts a table reference to; None for nothing.

        Args:
            scope: of the rows.
            alias: the reference.
            alone: whether it is asked of one row: all that somebody sees is not listed for that.
        """
        match scope:
            case Everything():
                return None
            case Nothing():
                return "false"
            case Through(owner=owner, column=column):
                outer = self._new_alias()
                table = self._catalogue.table(owner)
                inner = [f"{outer}.{table.brand} = {{brand}}", f"{outer}.id = {alias}.{column}"]
                predicate = self.predicate(table.scope_for(self._sight), outer, alone=alone)
                inner += [predicate] if predicate else []
                return f"EXISTS (SELECT 1 FROM {table.rows} {outer} WHERE {' AND '.join(inner)})"
            case Below() | AnyOf() if alone:
                return scope.probe.replace("{t}", alias)
            case _:
                return scope.predicate.replace("{t}", alias)
