"""Orders, their lines and returns in the graph; shipments stand beside."""

from datetime import date, datetime
from enum import Enum

import strawberry

from tributary import orders
from tributary.api.graphql.commissions import CommissionLineSort
from tributary.api.graphql.receivables import ReceivableSort
from tributary.api.graphql.refs import (
    ChannelRef,
    CommissionLineRef,
    CreditNoteRef,
    DiscountRequestRef,
    DistributorRef,
    GradeRef,
    ImportRunRef,
    LadderPriceRef,
    OrderLineRef,
    OrderRef,
    OrderTraceRef,
    PartyRef,
    ProductRef,
    RebateLineRef,
    ReceivableRef,
    ReturnLineRef,
    ReturnRef,
    ShipmentRef,
)
from tributary.api.graphql.shipments import ShipmentSort
from tributary.api.graphql.words import (
    ANYONE,
    MONEY,
    STAFF,
    Below,
    Connection,
    CurrencyCode,
    Document,
    Money,
    Node,
    Through,
    column,
    condition,
    connection,
    described,
    enum_type,
    filter_input,
    many,
    money,
    one,
    one_where,
    table,
)

enum_type(
    orders.OrderKind,
    "Who buys, and so who owes.",
    wholesale="A distributor buys for its stock.",
    dropship="A distributor sells; the brand ships to the consumer.",
    consumer="A consumer buys from the brand.",
)
enum_type(
    orders.OrderMode,
    "How an order is settled along the chain of distributors.",
    direct="The buyer owes the brand; those above earn the difference.",
    cascade="Each level owes the one above it.",
    agency="The consumer paid the brand; who sold earns commission.",
)
enum_type(
    orders.OrderState,
    "Where an order stands.",
    pending="Not binding yet.",
    confirmed="Binding.",
    cancelled="Taken back before it was billed.",
)


@described(
    waiting="Nothing has left.",
    shipped_in_part="Something has left, but not everything.",
    shipped="Everything has left.",
    delivered="Everything has arrived.",
)
class Logistics(Enum):
    """How far the goods of an order have come."""

    WAITING = "waiting"
    SHIPPED_IN_PART = "shipped_in_part"
    SHIPPED = "shipped"
    DELIVERED = "delivered"


_LOGISTICS = """
    (CASE WHEN {t}.delivered_on IS NOT NULL THEN 'delivered'
          WHEN {t}.shipped_on IS NOT NULL THEN 'shipped'
          WHEN EXISTS (SELECT 1 FROM shipments sent WHERE sent.brand_id = {brand}
                       AND sent.order_id = {t}.id AND sent.state IN ('shipped', 'delivered'))
          THEN 'shipped_in_part' ELSE 'waiting' END) = ANY({v})
"""


@described(
    newest="The last day first.", oldest="The first day first.", largest="The largest total first."
)
class OrderSort(Enum):
    """Orders of orders."""

    NEWEST = "date ordered_on desc"
    OLDEST = "date ordered_on asc"
    LARGEST = "bigint total_minor desc"


@described(position="As the order has them.")
class OrderLineSort(Enum):
    """Orders of lines."""

    POSITION = "bigint position asc of order_id"


@described(newest="The last day first.")
class ReturnSort(Enum):
    """Orders of returns."""

    NEWEST = "date returned_on desc"


@filter_input
class OrderFilter:
    """Which orders."""

    states: list[orders.OrderState] | None = condition(
        "{t}.state = ANY({v})", "In one of these states."
    )
    kinds: list[orders.OrderKind] | None = condition(
        "{t}.kind = ANY({v})", "Of one of these kinds."
    )
    modes: list[orders.OrderMode] | None = condition(
        "{t}.mode = ANY({v})", "Settled in one of these modes."
    )
    logistics: list[Logistics] | None = condition(
        _LOGISTICS, "Whose goods have come so far; cancelled orders wait for ever."
    )
    number: str | None = condition("{t}.number = {v}", "With exactly this number.")
    currency: CurrencyCode | None = condition("{t}.currency = {v}", "In this currency.")
    ordered_from: date | None = condition("{t}.ordered_on >= {v}", "Ordered on or after this day.")
    ordered_until: date | None = condition("{t}.ordered_on < {v}", "Ordered before this day.")
    distributors: list[strawberry.ID] | None = condition(
        "{t}.distributor_id = ANY({v})", "Of one of these distributors.", node="Distributor"
    )
    channel: strawberry.ID | None = condition(
        "{t}.channel_id = {v}", "From this channel.", node="Channel"
    )


@table("orders", scope=Below("distributor_id"))
class Order(Node):
    """What somebody ordered."""

    number: str = column("number", ANYONE, "How people call it.")
    external_id: str = column("external_id", ANYONE, "How its channel calls it.")
    kind: orders.OrderKind = column("kind", ANYONE, "Who buys.")
    mode: orders.OrderMode = column("mode", ANYONE, "How it is settled; frozen when it was made.")
    state: orders.OrderState = column("state", ANYONE, "Where it stands.")
    currency: CurrencyCode = column("currency", ANYONE, "Of all its amounts.")
    ordered_at: datetime = column("ordered_at", ANYONE, "The instant of the order.")
    ordered_on: date = column("ordered_on", ANYONE, "The business day of the order.")
    shipped_on: date | None = column("shipped_on", ANYONE, "The day by which all of it had left.")
    delivered_on: date | None = column(
        "delivered_on", ANYONE, "The day by which all of it had arrived."
    )
    billable_on: date | None = column("billable_on", ANYONE, "The day it is billed as of.")
    goods: Money = money("goods_minor", ANYONE, "Goods before discount.")
    discount: Money = money("discount_minor", ANYONE, "What is taken off the goods.")
    tax: Money = money("tax_minor", ANYONE, "VAT.")
    freight: Money = money("freight_minor", ANYONE, "Freight.")
    total: Money = money("total_minor", ANYONE, "Goods less discount, with tax and freight.")
    consumer_total: Money | None = money(
        "consumer_total_minor", ANYONE, "What the consumer paid for a dropship order."
    )
    channel: ChannelRef | None = one("channel_id", STAFF, "Where it came from.")
    import_run: ImportRunRef | None = one("import_run_id", STAFF, "The file it came in.")
    distributor: DistributorRef | None = one("distributor_id", ANYONE, "Whose order it is.")
    creditor: PartyRef | None = one("creditor_id", ANYONE, "To whom it is owed.")
    debtor: PartyRef | None = one("debtor_id", ANYONE, "Who owes it.")
    lines: Connection[OrderLineRef] = connection(
        "order_id", ANYONE, "What was ordered.", sort=OrderLineSort
    )
    trace: OrderTraceRef | None = one_where(
        "{t}.order_id = {p}.id", ANYONE, "How offers priced it; none where no offer was for it."
    )
    discount_requests: list[DiscountRequestRef] = many(
        "order_id",
        STAFF,
        "The discounts that somebody asked for; one at most was not refused.",
        order="{t}.id",
        size=3,
    )
    receivables: Connection[ReceivableRef] = connection(
        "order_id",
        ANYONE,
        "The open items it became, one for each instalment; in a cascade of each level.",
        sort=ReceivableSort,
    )
    shipments: Connection[ShipmentRef] = connection(
        "order_id", ANYONE, "Its parcels.", sort=ShipmentSort
    )
    returns: Connection[ReturnRef] = connection(
        "order_id", ANYONE, "What came back.", sort=ReturnSort
    )
    commission_lines: Connection[CommissionLineRef] = connection(
        "order_id", MONEY, "What it earned whom.", sort=CommissionLineSort
    )


@table("order_lines", scope=Through("Order", "order_id"))
class OrderLine(Node):
    """One line of an order."""

    position: int = column("position", ANYONE, "Its place in the order, from 1.")
    sku: str = column("sku", ANYONE, "The SKU as it was ordered.")
    name: str = column("name", ANYONE, "The name as it was ordered.")
    quantity: int = column("quantity", ANYONE, "How many units.")
    assigned_quantity: int = column(
        "assigned_quantity",
        ANYONE,
        "Units in shipments that are announced, under way or delivered; the others may be shipped.",
    )
    unit_price: Money = money("unit_price_minor", ANYONE, "What one unit costs, net of tax.")
    goods: Money = money("goods_minor", ANYONE, "Quantity times price.")
    discount: Money = money("discount_minor", ANYONE, "What is taken off.")
    net: Money = money("net_minor", ANYONE, "Goods less discount.")
    tax: Money = money("tax_minor", ANYONE, "VAT.")
    order: OrderRef = one("order_id", ANYONE, "The order it belongs to.")
    product: ProductRef = one("product_id", ANYONE, "What was ordered.")
    ladder: list[LadderPriceRef] = many(
        "order_line_id",
        ANYONE,
        "The prices of the levels, as far as you may see them.",
        order="{t}.depth",
        size=5,
    )
    commission_lines: Connection[CommissionLineRef] = connection(
        "order_line_id", MONEY, "What it earned whom.", sort=CommissionLineSort
    )
    rebate_lines: list[RebateLineRef] = many(
        "order_line_id", MONEY, "What it adds to which rebate.", order="{t}.id", size=3
    )


@table("order_line_prices", scope=Below("party_id"), key=("depth",))
class LadderPrice:
    """The price of one level, frozen on the order line."""

    depth: int = column("depth", ANYONE, "Levels above the distributor of the order.")
    unit_price: Money = money("unit_price_minor", ANYONE, "What one unit costs that level.")
    party: PartyRef | None = one("party_id", ANYONE, "Who stands on that level.")
    grade: GradeRef = one("grade", ANYONE, "The grade it had.", child="code")


@table("returns", scope=Through("Order", "order_id"))
class Return(Node):
    """What came back of an order."""

    external_id: str = column("external_id", ANYONE, "How its channel calls it.")
    returned_on: date = column("returned_on", ANYONE, "The day it came back.")
    net: Money = money("net_minor", ANYONE, "The goods, net of tax.")
    tax: Money = money("tax_minor", ANYONE, "VAT.")
    freight: Money = money("freight_minor", ANYONE, "Freight given back.")
    total: Money = money("total_minor", ANYONE, "All of it.")
    share: Money | None = money(
        "share_minor",
        ANYONE,
        "What was paid for its units, net; only where an offer has what stays priced again.",
    )
    trace: Document | None = column(
        "trace", STAFF, "How what stays was priced again, and what that takes off the share."
    )
    charged: Money | None = money(
        "{t}.charged_minor + {t}.charged_tax_minor",
        ANYONE,
        "What was charged beside it for a discount that the rest lost, with tax; below zero where"
        " an earlier charge was taken back, and none where no offer asks for it.",
    )
    charge: ReceivableRef | None = one_where(
        "{t}.charge_return_id = {p}.id", ANYONE, "The open item that charges it."
    )
    order: OrderRef = one("order_id", ANYONE, "The order it belongs to.")
    lines: list[ReturnLineRef] = many(
        "return_id", ANYONE, "What came back of each line.", order="{t}.id", size=5
    )
    credit_note: CreditNoteRef | None = one_where(
        "{t}.return_id = {p}.id AND {t}.depth = 0", ANYONE, "The credit it became for the buyer."
    )


@table("return_lines", scope=Through("Return", "return_id"))
class ReturnLine(Node):
    """What came back of a line."""

    quantity: int = column("quantity", ANYONE, "How many units.")
    net: Money = money("net_minor", ANYONE, "Their worth, net of tax.")
    tax: Money = money("tax_minor", ANYONE, "VAT.")
    order_line: OrderLineRef | None = one("order_line_id", ANYONE, "Of which line.")
