"""Tasks in the graph: long work that people of the brand started."""

from datetime import datetime
from enum import Enum, StrEnum

from tributary.api.graphql.refs import UserRef
from tributary.api.graphql.words import (
    STAFF,
    Node,
    Nothing,
    column,
    condition,
    described,
    enum_type,
    filter_input,
    one,
    one_of,
    table,
)
from tributary.platform import TaskState

enum_type(
    TaskState,
    "Where a task stands.",
    queued="It waits for its turn.",
    running="It is being done.",
    done="It is done.",
    failed="It was declined or given up; the refusal says why.",
)


@described(
    import_orders="Reads a file of orders.", close_month="Closes a month and prints its statements."
)
class TaskKind(StrEnum):
    """What a task does."""

    IMPORT_ORDERS = "import_orders"
    CLOSE_MONTH = "close_month"


@described(newest="The last one first.")
class TaskSort(Enum):
    """Orders of tasks."""

    NEWEST = "timestamptz created_at desc"


@filter_input
class TaskFilter:
    """Which tasks."""

    states: list[TaskState] | None = condition("{t}.state = ANY({v})", "In these states.")
    is_open: bool | None = condition(
        "({t}.state IN ('queued', 'running')) = {v}", "Not ended yet, or ended."
    )
    mine: bool | None = condition(
        "({t}.started_by IS NOT DISTINCT FROM {viewer}) = {v}",
        "Started by whoever asks, or by others.",
    )


@table("tasks", scope=Nothing())
class Task(Node):
    """Long work that a person started."""

    kind: TaskKind = column("kind", STAFF, "What it does.")
    title: str = column("title", STAFF, "What it is about: the name of a file, a month.")
    state: TaskState = column("state", STAFF, "Where it stands.")
    done: int = column("done", STAFF, "How much is done.")
    total: int | None = column("total", STAFF, "Of how much; null as long as nobody knows.")
    refusal_code: str | None = column("refusal_code", STAFF, "Why it was declined, as a code.")
    refusal_message: str | None = column("refusal_message", STAFF, "Why it was declined, in words.")
    created_at: datetime = column("created_at", STAFF, "When it was started.")
    started_at: datetime | None = column("started_at", STAFF, "When somebody took it up.")
    finished_at: datetime | None = column("finished_at", STAFF, "When it ended.")
    started_by: UserRef | None = one("started_by", STAFF, "Who started it.")
    subject: Node | None = one_of(
        "subject_id",
        STAFF,
        "What it is about; a settlement run is there once the month is closed.",
        types=("ImportRun", "SettlementRun"),
    )


__all__ = ["Task", "TaskFilter", "TaskKind", "TaskSort"]
