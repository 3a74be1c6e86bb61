"""Channels, import runs and quarantined rows in the graph; people of the brand only."""

from datetime import datetime
from enum import Enum, StrEnum

import strawberry

from tributary import orders
from tributary.api.graphql.orders import OrderFilter, OrderSort
from tributary.api.graphql.refs import (
    ChannelRef,
    DistributorRef,
    ImportRunRef,
    OrderRef,
    PartyRef,
    QuarantinedRowRef,
)
from tributary.api.graphql.words import (
    STAFF,
    Connection,
    Document,
    Node,
    Nothing,
    Relation,
    any_of,
    assigned,
    column,
    condition,
    connection,
    described,
    enum_type,
    filter_input,
    one,
    table,
    where,
)

enum_type(
    orders.BillingTrigger,
    "What makes an order of a channel billable.",
    confirmation="That it is confirmed.",
    shipment="That it is shipped.",
)


@described(running="Being read.", done="Read to the end.", failed="Nothing of it could be used.")
class ImportState(StrEnum):
    """Where an import stands."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@described(
    open="Nothing yet.", replayed="It was corrected and loaded.", dismissed="It was put aside."
)
class QuarantineState(StrEnum):
    """What became of a row that was not loaded."""

    OPEN = "open"
    REPLAYED = "replayed"
    DISMISSED = "dismissed"


@described(code="By code.")
class ChannelSort(Enum):
    """Orders of channels."""

    CODE = "text code asc"


@described(newest="The last one first.")
class ImportRunSort(Enum):
    """Orders of imports."""

    NEWEST = "timestamptz started_at desc"


@described(row="As the file has them.", newest="The last one first.")
class QuarantinedRowSort(Enum):
    """Orders of quarantined rows."""

    ROW = "bigint row_number asc"
    NEWEST = "timestamptz created_at desc"


@filter_input
class ImportRunFilter:
    """Which imports."""

    states: list[ImportState] | None = condition("{t}.state = ANY({v})", "In these states.")
    channel: strawberry.ID | None = condition("{t}.channel_id = {v}", "Of this.", node="Channel")


@filter_input
class QuarantinedRowFilter:
    """Which quarantined rows."""

    states: list[QuarantineState] | None = condition("{t}.state = ANY({v})", "In these states.")
    reasons: list[str] | None = condition("{t}.reason = ANY({v})", "For one of these reasons.")
    run: strawberry.ID | None = condition("{t}.run_id = {v}", "Of this file.", node="ImportRun")
    channel: strawberry.ID | None = condition(
        "{t}.channel_id = {v}", "Of a file of this channel.", node="Channel"
    )


@table(
    "channels",
    scope=Nothing(),
    sales=any_of(
        assigned("distributor_id"),
        where("no shop of a distributor", "{t}.distributor_id IS NULL", Relation.HOUSE),
    ),
)
class Channel(Node):
    """One source of orders."""

    code: str = column("code", STAFF, "How the command line calls it.")
    name: str = column("name", STAFF, "How people call it.")
    adapter: str = column("adapter", STAFF, "How its files are read.")
    order_kind: orders.OrderKind = column("order_kind", STAFF, "Who buys there.")
    mode: orders.OrderMode = column("mode", STAFF, "How its orders are settled.")
    billing_trigger: orders.BillingTrigger = column(
        "billing_trigger", STAFF, "What makes its orders billable."
    )
    creates_products: bool = column("creates_products", STAFF, "Whether it may name new products.")
    time_zone: str = column("time_zone", STAFF, "Of times without a zone.")
    distributor: DistributorRef | None = one("distributor_id", STAFF, "Whose shop it is.")
    acquirer: PartyRef | None = one("acquirer_id", STAFF, "Who owes for consumer orders.")
    import_runs: Connection[ImportRunRef] = connection(
        "channel_id", STAFF, "Its files.", sort=ImportRunSort, filter_by=ImportRunFilter
    )


@table("import_runs", scope=Nothing())
class ImportRun(Node):
    """One file of a channel."""

    file_name: str = column("file_name", STAFF, "The name of the file.")
    sha256: str = column("sha256", STAFF, "The hash of its bytes.")
    size_bytes: int = column("size_bytes", STAFF, "How long it is.")
    adapter: str = column("adapter", STAFF, "How it was read.")
    adapter_version: str = column("adapter_version", STAFF, "By which version.")
    state: ImportState = column("state", STAFF, "Where it stands.")
    rows_read: int = column("rows_read", STAFF, "How many rows it has.")
    orders_read: int = column("orders_read", STAFF, "How many orders it has.")
    orders_loaded: int = column("orders_loaded", STAFF, "How many were new.")
    orders_updated: int = column("orders_updated", STAFF, "How many had changed.")
    orders_unchanged: int = column("orders_unchanged", STAFF, "How many were known.")
    orders_quarantined: int = column("orders_quarantined", STAFF, "How many were put aside.")
    returns_loaded: int = column("returns_loaded", STAFF, "How many returns were new.")
    refusal: str | None = column("refusal", STAFF, "Why nothing of it could be used.")
    started_at: datetime = column("started_at", STAFF, "When it began.")
    finished_at: datetime | None = column("finished_at", STAFF, "When it ended.")
    channel: ChannelRef | None = one("channel_id", STAFF, "Whose file it is.")
    quarantined_rows: Connection[QuarantinedRowRef] = connection(
        "run_id",
        STAFF,
        "What was not loaded, and why.",
        sort=QuarantinedRowSort,
        filter_by=QuarantinedRowFilter,
    )
    orders: Connection[OrderRef] = connection(
        "import_run_id", STAFF, "What was loaded.", sort=OrderSort, filter_by=OrderFilter
    )


@table("quarantined_rows", scope=Nothing())
class QuarantinedRow(Node):
    """One row that was not loaded."""

    row_number: int = column("row_number", STAFF, "Its place in the file, from 1.")
    external_id: str | None = column("external_id", STAFF, "How the channel calls the order.")
    field: str = column("field", STAFF, "What is wrong there.")
    reason: str = column("reason", STAFF, "The code of the fault.")
    message: str = column("message", STAFF, "The fault in words.")
    original: str = column("original", STAFF, "What the file says.")
    fields: Document = column("fields", STAFF, "What was read, by column; corrections go here.")
    state: QuarantineState = column("state", STAFF, "What became of it.")
    created_at: datetime = column("created_at", STAFF, "When it was put aside.")
    run: ImportRunRef | None = one("run_id", STAFF, "The file it is in.")
    channel: ChannelRef | None = one("channel_id", STAFF, "Whose file that is.")
