"""The tables of orders: orders, lines, their ladder, shipments, and returns."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CHAR, ForeignKeyConstraint, SmallInteger, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import Index, UniqueConstraint

from tributary.platform import TenantBase, tenant_reference


class Order(TenantBase):
    """One order of one channel; total = goods - discount + tax + freight."""

    __tablename__ = "orders"
    __table_args__ = (
        UniqueConstraint(
            "brand_id", "channel_id", "external_id", name="uq_orders_channel_id_external_id"
        ),
        tenant_reference("orders", "channel_id", "channels"),
        tenant_reference("orders", "import_run_id", "import_runs"),
        tenant_reference("orders", "distributor_id", "parties"),
        tenant_reference("orders", "creditor_id", "parties"),
        tenant_reference("orders", "debtor_id", "parties"),
        Index("ix_orders_distributor", "brand_id", "distributor_id", "ordered_on"),
        Index("ix_orders_ordered_on_id", "brand_id", "ordered_on", "id"),
        Index(
            "ix_orders_confirmed",
            *("brand_id", "ordered_on"),
            postgresql_where=text("state = 'confirmed'"),
        ),
        Index("ix_orders_pair", "brand_id", "creditor_id", "debtor_id"),
        Index("ix_orders_debtor_id", "brand_id", "debtor_id"),
        Index("ix_orders_import_run_id", "brand_id", "import_run_id"),
        Index(
            "ix_orders_billable_batch",
            "brand_id",
            "billable_batch_id",
            postgresql_where=text("billable_batch_id IS NOT NULL"),
        ),
        Index(
            "ix_orders_cascade_batch",
            "brand_id",
            "billable_batch_id",
            postgresql_where=text("mode = 'cascade'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    channel_id: Mapped[UUID]
    external_id: Mapped[str]
    """What the channel calls the order."""
    number: Mapped[str]
    kind: Mapped[str]
    mode: Mapped[str]
    """Who owes whom along the chain; that of the channel when the order was made."""
    state: Mapped[str]
    distributor_id: Mapped[UUID | None]
    """Who sold or bought; nobody in the brand's own shop."""
    creditor_id: Mapped[UUID]
    """Whom the debtor owes: in a cascade the one above the distributor, else the brand."""
    debtor_id: Mapped[UUID]
    currency: Mapped[str] = mapped_column(CHAR(3))
    ordered_at: Mapped[datetime]
    ordered_on: Mapped[date]
    shipped_on: Mapped[date | None]
    """The day by which all of it had left."""
    billable_on: Mapped[date | None]
    billable_batch_id: Mapped[UUID | None]
    """From then on the order no longer changes."""
    goods_minor: Mapped[int]
    discount_minor: Mapped[int]
    tax_minor: Mapped[int]
    """The tax of the lines and of the freight."""
    freight_minor: Mapped[int]
    total_minor: Mapped[int]
    consumer_total_minor: Mapped[int | None]
    """What the consumer of a drop-shipped order paid the distributor; nobody owes it to us."""
    import_run_id: Mapped[UUID | None]
    row_number: Mapped[int | None]
    content_sha256: Mapped[str]
    source_updated_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    delivered_on: Mapped[date | None]
    """The day by which all of it had arrived."""


class OrderLine(TenantBase):
    """One line; net = goods - discount, tax on top."""

    __tablename__ = "order_lines"
    __table_args__ = (
        UniqueConstraint(
            "brand_id", "order_id", "position", name="uq_order_lines_order_id_position"
        ),
        tenant_reference("order_lines", "order_id", "orders"),
        tenant_reference("order_lines", "product_id", "products"),
        Index("ix_order_lines_product_id", "brand_id", "product_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    order_id: Mapped[UUID]
    position: Mapped[int]
    external_id: Mapped[str | None]
    """What the channel calls the line."""
    product_id: Mapped[UUID]
    sku: Mapped[str]
    name: Mapped[str]
    quantity: Mapped[int]
    unit_price_minor: Mapped[int]
    goods_minor: Mapped[int]
    discount_minor: Mapped[int]
    net_minor: Mapped[int]
    tax_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(CHAR(3))
    assigned_quantity: Mapped[int] = mapped_column(server_default=text("0"))
    """Units in shipments that are announced, under way or delivered."""
    offers_minor: Mapped[int] = mapped_column(server_default=text("0"))
    """How much of the discount offers gave."""


class OrderLinePrice(TenantBase):
    """What one party of the chain pays for a unit, frozen when the order was loaded."""

    __tablename__ = "order_line_prices"
    __table_args__ = (
        tenant_reference("order_line_prices", "order_line_id", "order_lines"),
        tenant_reference("order_line_prices", "party_id", "parties"),
        Index("ix_order_line_prices_party_id", "brand_id", "party_id"),
    )

    order_line_id: Mapped[UUID] = mapped_column(primary_key=True)
    depth: Mapped[int] = mapped_column(SmallInteger(), primary_key=True)
    """0 is the distributor of the order, 1 the one above."""
    party_id: Mapped[UUID]
    grade: Mapped[str]
    unit_price_minor: Mapped[int]
    tax_minor: Mapped[int | None]
    """The tax on the whole line at this price, where each level owes the one above it."""
    currency: Mapped[str] = mapped_column(CHAR(3))


class OrderDebt(TenantBase):
    """What one level above the buyer owes the next for an order, frozen with its ladder.

    Only in a cascade; what the buyer itself owes is the order.
    """

    __tablename__ = "order_debts"
    __table_args__ = (
        tenant_reference("order_debts", "order_id", "orders"),
        tenant_reference("order_debts", "creditor_id", "parties"),
        tenant_reference("order_debts", "debtor_id", "parties"),
        Index("ix_order_debts_creditor_id", "brand_id", "creditor_id"),
        Index("ix_order_debts_debtor_id", "brand_id", "debtor_id"),
    )

    order_id: Mapped[UUID] = mapped_column(primary_key=True)
    depth: Mapped[int] = mapped_column(SmallInteger(), primary_key=True)
    """Levels between the debtor and the buyer; 1 stands directly above."""
    creditor_id: Mapped[UUID]
    debtor_id: Mapped[UUID]
    currency: Mapped[str] = mapped_column(CHAR(3))
    net_minor: Mapped[int]
    tax_minor: Mapped[int]
    freight_minor: Mapped[int]
    """Who ships is the brand: freight is handed on as it is."""
    total_minor: Mapped[int]


class Shipment(TenantBase):
    """One parcel of an order, from its announcement to its arrival."""

    __tablename__ = "shipments"
    __table_args__ = (
        UniqueConstraint(
            "brand_id", "order_id", "reference", name="uq_shipments_order_id_reference"
        ),
        tenant_reference("shipments", "order_id", "orders"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    order_id: Mapped[UUID]
    reference: Mapped[str]
    """What tells it from the order's others: the tracking number it came with, if it had one."""
    state: Mapped[str]
    carrier: Mapped[str | None]
    tracking_number: Mapped[str | None]
    shipped_on: Mapped[date | None]
    delivered_on: Mapped[date | None]
    returned_on: Mapped[date | None]
    """The day it was back with the sender, undelivered."""
    by_hand: Mapped[bool]
    """Whether a person wrote or changed it: from then on no file replaces it."""
    created_at: Mapped[datetime]


class ShipmentLine(TenantBase):
    """How many units of one order line a shipment carries."""

    __tablename__ = "shipment_lines"
    __table_args__ = (
        tenant_reference("shipment_lines", "shipment_id", "shipments"),
        tenant_reference("shipment_lines", "order_line_id", "order_lines"),
        Index("ix_shipment_lines_order_line_id", "brand_id", "order_line_id"),
    )

    shipment_id: Mapped[UUID] = mapped_column(primary_key=True)
    order_line_id: Mapped[UUID] = mapped_column(primary_key=True)
    quantity: Mapped[int]


class Return(TenantBase):
    """What came back of an order."""

    __tablename__ = "returns"
    __table_args__ = (
        UniqueConstraint(
            "brand_id", "order_id", "external_id", name="uq_returns_order_id_external_id"
        ),
        tenant_reference("returns", "order_id", "orders"),
        Index("ix_returns_batch_id", "brand_id", "batch_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    order_id: Mapped[UUID]
    external_id: Mapped[str]
    returned_on: Mapped[date]
    batch_id: Mapped[UUID]
    net_minor: Mapped[int]
    tax_minor: Mapped[int]
    freight_minor: Mapped[int]
    total_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(CHAR(3))
    created_at: Mapped[datetime]
    share_minor: Mapped[int | None]
    """What its units had been paid for, net, where what stays is priced again; else none."""
    trace: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    """How what stays was priced again, and what that takes off or makes up for."""
    charged_minor: Mapped[int | None]
    """The discount that what stays lost, net, where it is charged beside; else none. Below zero
    where an earlier charge is taken back."""
    charged_tax_minor: Mapped[int | None]
    """The tax on it."""


class ReturnLine(TenantBase):
    """How much of one order line came back; no units where only money was given back."""

    __tablename__ = "return_lines"
    __table_args__ = (
        UniqueConstraint(
            "brand_id",
            "return_id",
            "order_line_id",
            name="uq_return_lines_return_id_order_line_id",
        ),
        tenant_reference("return_lines", "return_id", "returns"),
        tenant_reference("return_lines", "order_line_id", "order_lines"),
        Index("ix_return_lines_order_line_id", "brand_id", "order_line_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    return_id: Mapped[UUID]
    order_line_id: Mapped[UUID]
    quantity: Mapped[int]
    net_minor: Mapped[int]
    tax_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(CHAR(3))


class ReturnCredit(TenantBase):
    """What a return gives back of one debt above the buyer's own."""

    __tablename__ = "return_credits"
    __table_args__ = (tenant_reference("return_credits", "return_id", "returns"),)

    return_id: Mapped[UUID] = mapped_column(primary_key=True)
    depth: Mapped[int] = mapped_column(SmallInteger(), primary_key=True)
    currency: Mapped[str] = mapped_column(CHAR(3))
    net_minor: Mapped[int]
    tax_minor: Mapped[int]
    freight_minor: Mapped[int]
    total_minor: Mapped[int]


class DiscountRequest(TenantBase):
    """A discount that somebody asked for at an order; one at most that was not refused."""

    __tablename__ = "discount_requests"
    __table_args__ = (
        tenant_reference("discount_requests", "order_id", "orders"),
        ForeignKeyConstraint(["asked_by"], ["users.id"], name="fk_discount_requests_asked_by"),
        ForeignKeyConstraint(["decided_by"], ["users.id"], name="fk_discount_requests_decided_by"),
        Index("ix_discount_requests_asked_by", "asked_by"),
        Index("ix_discount_requests_decided_by", "decided_by"),
        Index("ix_discount_requests_order_id", "brand_id", "order_id"),
        Index("ix_discount_requests_asked_at", "brand_id", "asked_at", "id"),
        Index(
            "uq_discount_requests_open",
            *("brand_id", "order_id"),
            unique=True,
            postgresql_where=text("state <> 'refused'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    order_id: Mapped[UUID]
    position: Mapped[int | None]
    """The line it is for; none for the whole order."""
    offer_code: Mapped[str]
    """The offer by hand that says who may give how much."""
    amount_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(CHAR(3))
    reason: Mapped[str]
    state: Mapped[str]
    role: Mapped[str]
    """By which role it was asked for."""
    asked_by: Mapped[UUID]
    asked_at: Mapped[datetime]
    decided_by: Mapped[UUID | None]
    """Nobody within the own limit."""
    decided_role: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    answer: Mapped[str | None]
    """Why it was refused."""


class OrderTrace(TenantBase):
    """How offers priced an order, step by step; as it was when it was placed."""

    __tablename__ = "order_traces"
    __table_args__ = (tenant_reference("order_traces", "order_id", "orders"),)

    order_id: Mapped[UUID] = mapped_column(primary_key=True)
    discount_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(CHAR(3))
    document: Mapped[dict[str, Any]] = mapped_column(JSONB)


class OrderLineOffer(TenantBase):
    """What one offer gave one line."""

    __tablename__ = "order_line_offers"
    __table_args__ = (
        tenant_reference("order_line_offers", "order_line_id", "order_lines"),
        tenant_reference("order_line_offers", "offer_id", "offers"),
        Index("ix_order_line_offers_offer_id", "brand_id", "offer_id"),
    )

    order_line_id: Mapped[UUID] = mapped_column(primary_key=True)
    offer_id: Mapped[UUID] = mapped_column(primary_key=True)
    amount_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(CHAR(3))


class OrderPromise(TenantBase):
    """What an order takes of an offer beside money: a gift, the use of a coupon, or both.

    A promise on payment is taken when the order is paid, if there is something left by then; any
    other one when the order is confirmed.
    """

    __tablename__ = "order_promises"
    __table_args__ = (
        tenant_reference("order_promises", "order_id", "orders"),
        tenant_reference("order_promises", "offer_id", "offers"),
        tenant_reference("order_promises", "coupon_id", "coupons"),
        Index("ix_order_promises_offer_id", "brand_id", "offer_id"),
        Index(
            "ix_order_promises_coupon_id",
            *("brand_id", "coupon_id"),
            postgresql_where=text("coupon_id IS NOT NULL"),
        ),
    )

    order_id: Mapped[UUID] = mapped_column(primary_key=True)
    offer_id: Mapped[UUID] = mapped_column(primary_key=True)
    sku: Mapped[str | None]
    quantity: Mapped[int | None]
    coupon_id: Mapped[UUID | None]
    on_payment: Mapped[bool] = mapped_column(server_default=text("false"))
