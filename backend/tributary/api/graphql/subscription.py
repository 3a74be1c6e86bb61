"""The subscription type: what can be followed while it changes."""

# pyright: reportUnknownMemberType=false
# The types of Strawberry leave their own parameters open.

from typing import Any, cast

import strawberry

from tributary.api.graphql.channels import ImportRun
from tributary.api.graphql.engine.live import (
    LiveField,
    row_changed,
    row_of_side_changed,
    rows_of_side_changed,
)
from tributary.api.graphql.engine.structure import Connection
from tributary.api.graphql.engine.viewers import ANYONE
from tributary.api.graphql.parties import Distributor
from tributary.api.graphql.payouts import PayoutBatch
from tributary.api.graphql.policies import FINANCE, MONEY, STAFF
from tributary.api.graphql.receivables import Receivable, ReceivableFilter, ReceivableSort
from tributary.api.graphql.settlements import Statement
from tributary.api.graphql.tasks import Task


@strawberry.type(description="What can be followed: its state at once, and again when it changes.")
class Subscription:
    """What can be followed: its state at once, and again when it changes."""

    payout_batch_changed: PayoutBatch | None = row_changed(
        "payout_batch", FINANCE, "A payout batch, whenever it or one of its payouts changed."
    )
    import_run_changed: ImportRun | None = row_changed(
        "import_run", STAFF, "An import, whenever it or what waits in quarantine changed."
    )
    task_changed: Task | None = row_changed(
        "task", STAFF, "Long work, whenever it came further or ended."
    )
    statement_changed: Statement | None = row_changed(
        "statement", MONEY, "A statement, whenever it was printed, confirmed or disputed."
    )
    distributor_changed: Distributor | None = row_changed(
        "distributor",
        ANYONE,
        "A distributor, whenever its balances moved, or it got or answered a statement.",
    )
    receivable_changed: Receivable | None = row_of_side_changed(
        "open_items", ANYONE, "An open item, whenever something was put against it."
    )
    receivables_changed: Connection[Receivable] = rows_of_side_changed(
        "open_items",
        ANYONE,
        "Open items, whenever one was raised, paid or credited.",
        sort=ReceivableSort,
        filter_by=ReceivableFilter,
    )


def followed_subjects() -> frozenset[str]:
    """Return the kinds of things of which somebody may want to know when one has changed."""
    definition: Any = Subscription.__strawberry_definition__  # type: ignore[attr-defined]
    fields = cast("list[object]", definition.fields)
    return frozenset(each.subject for each in fields if isinstance(each, LiveField))
