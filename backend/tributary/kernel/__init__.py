"""The pure vocabulary every package speaks: money, rates, periods, ids, refusals.

Nothing here reads a file, a socket or a database; only `clocks` and `ids` ask the machine for
time and randomness. Amounts are whole minor units, rates whole parts per million, periods
half-open: arithmetic in Python and in SQL gives the same cents.
"""

from tributary.kernel.actors import Actor
from tributary.kernel.clocks import Clock, business_date, day_end, system_clock
from tributary.kernel.currencies import EXPONENTS, Currency, currency
from tributary.kernel.ids import (
    AccountId,
    BlobId,
    BrandId,
    ChannelId,
    CreditNoteId,
    DistributorId,
    EventId,
    ImportRunId,
    JournalId,
    OrderId,
    OrderLineId,
    PartyId,
    PayeeAccountId,
    PaymentLinkId,
    PaymentSessionId,
    PayoutBatchId,
    PayoutItemId,
    PlanId,
    ProductId,
    RebatePlanId,
    ReceiptId,
    ReceivableId,
    RefundId,
    ReturnId,
    SettlementRunId,
    ShipmentId,
    StatementId,
    TaskId,
    TransferId,
    UserId,
    WorkId,
    derived_id,
    new_id,
)
from tributary.kernel.money import AmountUnreadable, CurrencyMismatch, Money, Rounding, total_of
from tributary.kernel.numbers import document_number
from tributary.kernel.periods import Period
from tributary.kernel.rates import Rate
from tributary.kernel.refusals import Outage, Refusal

__all__ = [
    "EXPONENTS",
    "AccountId",
    "Actor",
    "AmountUnreadable",
    "BlobId",
    "BrandId",
    "ChannelId",
    "Clock",
    "CreditNoteId",
    "Currency",
    "CurrencyMismatch",
    "DistributorId",
    "EventId",
    "ImportRunId",
    "JournalId",
    "Money",
    "OrderId",
    "OrderLineId",
    "Outage",
    "PartyId",
    "PayeeAccountId",
    "PaymentLinkId",
    "PaymentSessionId",
    "PayoutBatchId",
    "PayoutItemId",
    "Period",
    "PlanId",
    "ProductId",
    "Rate",
    "RebatePlanId",
    "ReceiptId",
    "ReceivableId",
    "RefundId",
    "Refusal",
    "ReturnId",
    "Rounding",
    "SettlementRunId",
    "ShipmentId",
    "StatementId",
    "TaskId",
    "TransferId",
    "UserId",
    "WorkId",
    "business_date",
    "currency",
    "day_end",
    "derived_id",
    "document_number",
    "new_id",
    "system_clock",
    "total_of",
]
