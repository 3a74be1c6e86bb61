"""The query type and the schema made of all modules."""

from functools import cache
from typing import Any

import strawberry
from graphql import GraphQLSchema, print_schema

from tributary.api.graphql.catalog import Product, ProductFilter, ProductSort
from tributary.api.graphql.channels import (
    Channel,
    ChannelSort,
    ImportRun,
    ImportRunFilter,
    ImportRunSort,
    QuarantinedRow,
    QuarantinedRowFilter,
    QuarantinedRowSort,
)
from tributary.api.graphql.cockpit import Cockpit
from tributary.api.graphql.commissions import (
    CommissionLine,
    CommissionLineFilter,
    CommissionLineSort,
    CommissionPlan,
    CommissionPlanDraft,
    CommissionPlanDraftSort,
    CommissionPlanSort,
)
from tributary.api.graphql.engine import Catalogue, catalogue_of
from tributary.api.graphql.engine.declare import by_id, by_node, connection_where, lone
from tributary.api.graphql.engine.structure import Connection, CurrencyCode, Node, config
from tributary.api.graphql.engine.viewers import ANYONE
from tributary.api.graphql.identity import (
    AuditEntry,
    AuditFilter,
    AuditSort,
    Brand,
    IdentityProvider,
    IdentityProviderSort,
    Looker,
    Program,
    ProgramFilter,
    ProgramSort,
)
from tributary.api.graphql.integrations import (
    WebhookDelivery,
    WebhookDeliveryFilter,
    WebhookDeliverySort,
    WebhookEndpoint,
    WebhookEndpointSort,
)
from tributary.api.graphql.mutations import Mutation
from tributary.api.graphql.orders import Order, OrderFilter, OrderSort
from tributary.api.graphql.parties import Distributor, DistributorFilter, DistributorSort
from tributary.api.graphql.payments import (
    PaymentLink,
    PaymentLinkFilter,
    PaymentLinkSort,
    Receipt,
    ReceiptFilter,
    ReceiptSort,
)
from tributary.api.graphql.payouts import (
    PayoutBatch,
    PayoutBatchFilter,
    PayoutBatchSort,
    PayoutItem,
    PayoutItemFilter,
    PayoutItemSort,
)
from tributary.api.graphql.policies import CLAIMS, FINANCE, MONEY, OWNING, STAFF
from tributary.api.graphql.promotions import (
    Coupon,
    CouponFilter,
    CouponSort,
    DiscountRequest,
    DiscountRequestFilter,
    DiscountRequestSort,
    Offer,
    OfferDraft,
    OfferDraftSort,
    OfferFilter,
    OfferSort,
)
from tributary.api.graphql.rebates import (
    RebateAccrual,
    RebateAccrualFilter,
    RebateAccrualSort,
    RebatePlan,
    RebatePlanSort,
)
from tributary.api.graphql.rebates.claims import (
    RebateClaim,
    RebateClaimFilter,
    RebateClaimSort,
)
from tributary.api.graphql.receivables import (
    CreditNote,
    CreditNoteFilter,
    CreditNoteSort,
    Receivable,
    ReceivableFilter,
    ReceivableSort,
)
from tributary.api.graphql.settlements import (
    SettlementRun,
    SettlementRunSort,
    Statement,
    StatementDispute,
    StatementDisputeFilter,
    StatementDisputeSort,
    StatementFilter,
    StatementSort,
)
from tributary.api.graphql.subscription import Subscription
from tributary.api.graphql.tasks import Task, TaskFilter, TaskSort


@strawberry.type(description="Everything that can be asked.")
class Query:
    """Everything that can be asked."""

    viewer: Looker = lone(ANYONE, "Who is looking.")
    brand: Brand = lone(ANYONE, "The brand whose business this is.")
    cockpit: Cockpit | None = lone(
        STAFF,
        "Where the brand stands today.",
        arguments={
            "currency": (
                CurrencyCode | None,
                "Which currency; the brand's own if unsaid.",
                "currency",
            )
        },
    )
    node: Node | None = by_node(ANYONE, "Anything by its id.")
    order: Order | None = by_id(ANYONE, "An order by its id.")
    statement: Statement | None = by_id(MONEY, "A statement by its id.")
    distributor: Distributor | None = by_id(ANYONE, "A distributor by its id.")
    receivable: Receivable | None = by_id(ANYONE, "An open item by its id.")
    payout_batch: PayoutBatch | None = by_id(FINANCE, "A payout batch by its id.")
    import_run: ImportRun | None = by_id(STAFF, "An import by its id.")
    orders: Connection[Order] = connection_where(
        "", ANYONE, "Orders.", sort=OrderSort, filter_by=OrderFilter
    )
    receivables: Connection[Receivable] = connection_where(
        "", ANYONE, "Open items.", sort=ReceivableSort, filter_by=ReceivableFilter
    )
    credit_notes: Connection[CreditNote] = connection_where(
        "", ANYONE, "Credit notes.", sort=CreditNoteSort, filter_by=CreditNoteFilter
    )
    statements: Connection[Statement] = connection_where(
        "", MONEY, "Statements.", sort=StatementSort, filter_by=StatementFilter
    )
    statement_disputes: Connection[StatementDispute] = connection_where(
        "",
        FINANCE,
        "Lines of statements that distributors say are wrong.",
        sort=StatementDisputeSort,
        filter_by=StatementDisputeFilter,
    )
    commission_lines: Connection[CommissionLine] = connection_where(
        "",
        MONEY,
        "Commission, line by line.",
        sort=CommissionLineSort,
        filter_by=CommissionLineFilter,
    )
    commission_plans: Connection[CommissionPlan] = connection_where(
        "", MONEY, "Commission plans.", sort=CommissionPlanSort
    )
    commission_plan_draft: CommissionPlanDraft | None = by_id(
        FINANCE, "A draft of a commission plan by its id."
    )
    commission_plan_drafts: Connection[CommissionPlanDraft] = connection_where(
        "", FINANCE, "Commission plans that nobody earns by yet.", sort=CommissionPlanDraftSort
    )
    offer: Offer | None = by_id(STAFF, "A version of an offer by its id.")
    offers: Connection[Offer] = connection_where(
        "", STAFF, "Versions of offers.", sort=OfferSort, filter_by=OfferFilter
    )
    offer_drafts: Connection[OfferDraft] = connection_where(
        "", STAFF, "Offers that no order has yet.", sort=OfferDraftSort
    )
    discount_request: DiscountRequest | None = by_id(STAFF, "A request for a discount by its id.")
    discount_requests: Connection[DiscountRequest] = connection_where(
        "",
        STAFF,
        "Discounts that somebody asked for.",
        sort=DiscountRequestSort,
        filter_by=DiscountRequestFilter,
    )
    rebate_accruals: Connection[RebateAccrual] = connection_where(
        "",
        MONEY,
        "What purchases have earned back.",
        sort=RebateAccrualSort,
        filter_by=RebateAccrualFilter,
    )
    rebate_accrual: RebateAccrual | None = by_id(MONEY, "A rebate accrual by its id.")
    rebate_claim: RebateClaim | None = by_id(CLAIMS, "A claim of a rebate by its id.")
    rebate_claims: Connection[RebateClaim] = connection_where(
        "", CLAIMS, "Claims of rebates.", sort=RebateClaimSort, filter_by=RebateClaimFilter
    )
    rebate_plans: Connection[RebatePlan] = connection_where(
        "", FINANCE, "Rebate plans.", sort=RebatePlanSort
    )
    coupons: Connection[Coupon] = connection_where(
        "", STAFF, "Coupons of offers.", sort=CouponSort, filter_by=CouponFilter
    )
    receipts: Connection[Receipt] = connection_where(
        "", ANYONE, "Money that came in.", sort=ReceiptSort, filter_by=ReceiptFilter
    )
    payment_links: Connection[PaymentLink] = connection_where(
        "", ANYONE, "Payment links.", sort=PaymentLinkSort, filter_by=PaymentLinkFilter
    )
    payout_batches: Connection[PayoutBatch] = connection_where(
        "", FINANCE, "Payout batches.", sort=PayoutBatchSort, filter_by=PayoutBatchFilter
    )
    payouts: Connection[PayoutItem] = connection_where(
        "", MONEY, "Payouts.", sort=PayoutItemSort, filter_by=PayoutItemFilter
    )
    settlement_runs: Connection[SettlementRun] = connection_where(
        "", ANYONE, "Settlement runs.", sort=SettlementRunSort
    )
    distributors: Connection[Distributor] = connection_where(
        "", ANYONE, "Distributors.", sort=DistributorSort, filter_by=DistributorFilter
    )
    products: Connection[Product] = connection_where(
        "", ANYONE, "Products.", sort=ProductSort, filter_by=ProductFilter
    )
    channels: Connection[Channel] = connection_where("", STAFF, "Channels.", sort=ChannelSort)
    import_runs: Connection[ImportRun] = connection_where(
        "", STAFF, "Imports.", sort=ImportRunSort, filter_by=ImportRunFilter
    )
    quarantined_rows: Connection[QuarantinedRow] = connection_where(
        "",
        STAFF,
        "Rows that were not loaded.",
        sort=QuarantinedRowSort,
        filter_by=QuarantinedRowFilter,
    )
    task: Task | None = by_id(STAFF, "A task by its id.")
    tasks: Connection[Task] = connection_where(
        "", STAFF, "Long work that people started.", sort=TaskSort, filter_by=TaskFilter
    )
    audit_entries: Connection[AuditEntry] = connection_where(
        "", FINANCE, "Who did what.", sort=AuditSort, filter_by=AuditFilter
    )
    programs: Connection[Program] = connection_where(
        "", OWNING, "Programs that are let in.", sort=ProgramSort, filter_by=ProgramFilter
    )
    identity_providers: Connection[IdentityProvider] = connection_where(
        "", OWNING, "Where people come in from.", sort=IdentityProviderSort
    )
    webhook_endpoints: Connection[WebhookEndpoint] = connection_where(
        "", OWNING, "Where other programs listen.", sort=WebhookEndpointSort
    )
    webhook_delivery: WebhookDelivery | None = by_id(OWNING, "A webhook by its id.")
    webhook_deliveries: Connection[WebhookDelivery] = connection_where(
        "",
        OWNING,
        "What was sent to other programs.",
        sort=WebhookDeliverySort,
        filter_by=WebhookDeliveryFilter,
    )


@cache
def schema() -> GraphQLSchema:
    """Return the schema."""
    whole: Any = strawberry.Schema(Query, Mutation, Subscription, config=config())
    made: GraphQLSchema = whole._schema  # noqa: SLF001  There is no other way to it.
    return made


@cache
def catalogue() -> Catalogue:
    """Return the schema with the sources and policies of its fields."""
    return catalogue_of(schema())


def sdl() -> str:
    """Return the schema as text, as it is kept in schema/tributary.graphql."""
    return print_schema(schema()) + "\n"
