"""Every type by name, so that types of one module can link to those of any other."""

from typing import TYPE_CHECKING, Annotated

import strawberry

if TYPE_CHECKING:
    from tributary.api.graphql.catalog import Grade, Product
    from tributary.api.graphql.channels import Channel, ImportRun, QuarantinedRow
    from tributary.api.graphql.commissions import (
        CommissionLine,
        CommissionPlan,
        CommissionPlanDraft,
        PlanBand,
        PlanRate,
        PlanTerm,
    )
    from tributary.api.graphql.identity import Brand, IdentityProvider, Member, Program, User
    from tributary.api.graphql.integrations import (
        WebhookAttempt,
        WebhookDelivery,
        WebhookEndpoint,
        WebhookMessage,
    )
    from tributary.api.graphql.orders import LadderPrice, Order, OrderLine, Return, ReturnLine
    from tributary.api.graphql.parties import (
        Contact,
        CreditTerms,
        Distributor,
        Onlooker,
        Party,
        Position,
        SalesAssignment,
    )
    from tributary.api.graphql.payments import PaymentLink, PaymentLinkItem, Receipt, Refund
    from tributary.api.graphql.payouts import PayeeAccount, PayoutBatch, PayoutItem
    from tributary.api.graphql.promotions import DiscountRequest, Offer, OfferDraft, OrderTrace
    from tributary.api.graphql.rebates import (
        RebateAccrual,
        RebateBand,
        RebateCredit,
        RebateEntry,
        RebateLine,
        RebatePlan,
        RebateTerm,
    )
    from tributary.api.graphql.rebates.claims import (
        RebateClaim,
        RebateClaimDeed,
        RebateClaimLine,
        RebateClaimSetting,
        RebateClaimStep,
        RebateCost,
        RebateDelegation,
    )
    from tributary.api.graphql.receivables import Application, CreditNote, Receivable
    from tributary.api.graphql.settlements import (
        SettlementRun,
        Statement,
        StatementAgeing,
        StatementDispute,
        StatementLine,
    )
    from tributary.api.graphql.settlements.sending import (
        SettlementCycleTerms,
        StatementLetter,
        StatementMailing,
        StatementTerms,
    )
    from tributary.api.graphql.shipments import Shipment, ShipmentLine
    from tributary.api.graphql.tasks import Task

_HERE = "tributary.api.graphql"

BrandRef = Annotated["Brand", strawberry.lazy(f"{_HERE}.identity")]
ApplicationRef = Annotated["Application", strawberry.lazy(f"{_HERE}.receivables")]
ChannelRef = Annotated["Channel", strawberry.lazy(f"{_HERE}.channels")]
CommissionLineRef = Annotated["CommissionLine", strawberry.lazy(f"{_HERE}.commissions")]
CommissionPlanRef = Annotated["CommissionPlan", strawberry.lazy(f"{_HERE}.commissions")]
ContactRef = Annotated["Contact", strawberry.lazy(f"{_HERE}.parties")]
CreditNoteRef = Annotated["CreditNote", strawberry.lazy(f"{_HERE}.receivables")]
CreditTermsRef = Annotated["CreditTerms", strawberry.lazy(f"{_HERE}.parties")]
SalesAssignmentRef = Annotated["SalesAssignment", strawberry.lazy(f"{_HERE}.parties")]
DistributorRef = Annotated["Distributor", strawberry.lazy(f"{_HERE}.parties")]
GradeRef = Annotated["Grade", strawberry.lazy(f"{_HERE}.catalog")]
IdentityProviderRef = Annotated["IdentityProvider", strawberry.lazy(f"{_HERE}.identity")]
ImportRunRef = Annotated["ImportRun", strawberry.lazy(f"{_HERE}.channels")]
LadderPriceRef = Annotated["LadderPrice", strawberry.lazy(f"{_HERE}.orders")]
MemberRef = Annotated["Member", strawberry.lazy(f"{_HERE}.identity")]
OrderLineRef = Annotated["OrderLine", strawberry.lazy(f"{_HERE}.orders")]
OfferDraftRef = Annotated["OfferDraft", strawberry.lazy(f"{_HERE}.promotions")]
OfferRef = Annotated["Offer", strawberry.lazy(f"{_HERE}.promotions")]
OrderRef = Annotated["Order", strawberry.lazy(f"{_HERE}.orders")]
DiscountRequestRef = Annotated["DiscountRequest", strawberry.lazy(f"{_HERE}.promotions")]
OrderTraceRef = Annotated["OrderTrace", strawberry.lazy(f"{_HERE}.promotions")]
PartyRef = Annotated["Party", strawberry.lazy(f"{_HERE}.parties")]
PayeeAccountRef = Annotated["PayeeAccount", strawberry.lazy(f"{_HERE}.payouts")]
PaymentLinkItemRef = Annotated["PaymentLinkItem", strawberry.lazy(f"{_HERE}.payments")]
PaymentLinkRef = Annotated["PaymentLink", strawberry.lazy(f"{_HERE}.payments")]
PayoutBatchRef = Annotated["PayoutBatch", strawberry.lazy(f"{_HERE}.payouts")]
PayoutItemRef = Annotated["PayoutItem", strawberry.lazy(f"{_HERE}.payouts")]
CommissionPlanDraftRef = Annotated["CommissionPlanDraft", strawberry.lazy(f"{_HERE}.commissions")]
PlanBandRef = Annotated["PlanBand", strawberry.lazy(f"{_HERE}.commissions")]
PlanRateRef = Annotated["PlanRate", strawberry.lazy(f"{_HERE}.commissions")]
PlanTermRef = Annotated["PlanTerm", strawberry.lazy(f"{_HERE}.commissions")]
OnlookerRef = Annotated["Onlooker", strawberry.lazy(f"{_HERE}.parties")]
PositionRef = Annotated["Position", strawberry.lazy(f"{_HERE}.parties")]
ProductRef = Annotated["Product", strawberry.lazy(f"{_HERE}.catalog")]
ProgramRef = Annotated["Program", strawberry.lazy(f"{_HERE}.identity")]
QuarantinedRowRef = Annotated["QuarantinedRow", strawberry.lazy(f"{_HERE}.channels")]
RebateAccrualRef = Annotated["RebateAccrual", strawberry.lazy(f"{_HERE}.rebates")]
RebateBandRef = Annotated["RebateBand", strawberry.lazy(f"{_HERE}.rebates")]
RebateClaimRef = Annotated["RebateClaim", strawberry.lazy(f"{_HERE}.rebates.claims")]
RebateClaimDeedRef = Annotated["RebateClaimDeed", strawberry.lazy(f"{_HERE}.rebates.claims")]
RebateClaimLineRef = Annotated["RebateClaimLine", strawberry.lazy(f"{_HERE}.rebates.claims")]
RebateClaimSettingRef = Annotated["RebateClaimSetting", strawberry.lazy(f"{_HERE}.rebates.claims")]
RebateClaimStepRef = Annotated["RebateClaimStep", strawberry.lazy(f"{_HERE}.rebates.claims")]
RebateCostRef = Annotated["RebateCost", strawberry.lazy(f"{_HERE}.rebates.claims")]
RebateDelegationRef = Annotated["RebateDelegation", strawberry.lazy(f"{_HERE}.rebates.claims")]
RebateCreditRef = Annotated["RebateCredit", strawberry.lazy(f"{_HERE}.rebates")]
RebateEntryRef = Annotated["RebateEntry", strawberry.lazy(f"{_HERE}.rebates")]
RebateLineRef = Annotated["RebateLine", strawberry.lazy(f"{_HERE}.rebates")]
RebatePlanRef = Annotated["RebatePlan", strawberry.lazy(f"{_HERE}.rebates")]
RebateTermRef = Annotated["RebateTerm", strawberry.lazy(f"{_HERE}.rebates")]
ReceiptRef = Annotated["Receipt", strawberry.lazy(f"{_HERE}.payments")]
ReceivableRef = Annotated["Receivable", strawberry.lazy(f"{_HERE}.receivables")]
RefundRef = Annotated["Refund", strawberry.lazy(f"{_HERE}.payments")]
ReturnLineRef = Annotated["ReturnLine", strawberry.lazy(f"{_HERE}.orders")]
ReturnRef = Annotated["Return", strawberry.lazy(f"{_HERE}.orders")]
SettlementCycleTermsRef = Annotated[
    "SettlementCycleTerms", strawberry.lazy(f"{_HERE}.settlements.sending")
]
SettlementRunRef = Annotated["SettlementRun", strawberry.lazy(f"{_HERE}.settlements")]
ShipmentLineRef = Annotated["ShipmentLine", strawberry.lazy(f"{_HERE}.shipments")]
ShipmentRef = Annotated["Shipment", strawberry.lazy(f"{_HERE}.shipments")]
StatementAgeingRef = Annotated["StatementAgeing", strawberry.lazy(f"{_HERE}.settlements")]
StatementDisputeRef = Annotated["StatementDispute", strawberry.lazy(f"{_HERE}.settlements")]
StatementLineRef = Annotated["StatementLine", strawberry.lazy(f"{_HERE}.settlements")]
StatementLetterRef = Annotated["StatementLetter", strawberry.lazy(f"{_HERE}.settlements.sending")]
StatementMailingRef = Annotated["StatementMailing", strawberry.lazy(f"{_HERE}.settlements.sending")]
StatementTermsRef = Annotated["StatementTerms", strawberry.lazy(f"{_HERE}.settlements.sending")]
StatementRef = Annotated["Statement", strawberry.lazy(f"{_HERE}.settlements")]
TaskRef = Annotated["Task", strawberry.lazy(f"{_HERE}.tasks")]
UserRef = Annotated["User", strawberry.lazy(f"{_HERE}.identity")]
WebhookAttemptRef = Annotated["WebhookAttempt", strawberry.lazy(f"{_HERE}.integrations")]
WebhookDeliveryRef = Annotated["WebhookDelivery", strawberry.lazy(f"{_HERE}.integrations")]
WebhookEndpointRef = Annotated["WebhookEndpoint", strawberry.lazy(f"{_HERE}.integrations")]
WebhookMessageRef = Annotated["WebhookMessage", strawberry.lazy(f"{_HERE}.integrations")]
