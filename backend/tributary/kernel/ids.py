"""Ids: UUIDv7 made by us, so that an operation knows its id before it writes."""

import hashlib
import os
import time
from typing import NewType
from uuid import UUID

BrandId = NewType("BrandId", UUID)
UserId = NewType("UserId", UUID)
PartyId = NewType("PartyId", UUID)
"""A brand, a distributor, or an acquirer: whoever can owe or be owed."""
DistributorId = NewType("DistributorId", UUID)
ProductId = NewType("ProductId", UUID)
ChannelId = NewType("ChannelId", UUID)
ImportRunId = NewType("ImportRunId", UUID)
BlobId = NewType("BlobId", UUID)
OrderId = NewType("OrderId", UUID)
OrderLineId = NewType("OrderLineId", UUID)
ReturnId = NewType("ReturnId", UUID)
ShipmentId = NewType("ShipmentId", UUID)
AccountId = NewType("AccountId", UUID)
TransferId = NewType("TransferId", UUID)
JournalId = NewType("JournalId", UUID)
ReceivableId = NewType("ReceivableId", UUID)
CreditNoteId = NewType("CreditNoteId", UUID)
ReceiptId = NewType("ReceiptId", UUID)
PaymentLinkId = NewType("PaymentLinkId", UUID)
PaymentSessionId = NewType("PaymentSessionId", UUID)
RefundId = NewType("RefundId", UUID)
PlanId = NewType("PlanId", UUID)
RebateClaimId = NewType("RebateClaimId", UUID)
RebateCreditId = NewType("RebateCreditId", UUID)
RebatePlanId = NewType("RebatePlanId", UUID)
RebateEntryId = NewType("RebateEntryId", UUID)
RebateUseId = NewType("RebateUseId", UUID)
SettlementRunId = NewType("SettlementRunId", UUID)
StatementId = NewType("StatementId", UUID)
PayeeAccountId = NewType("PayeeAccountId", UUID)
PayoutBatchId = NewType("PayoutBatchId", UUID)
PayoutItemId = NewType("PayoutItemId", UUID)
EventId = NewType("EventId", UUID)
WorkId = NewType("WorkId", UUID)
TaskId = NewType("TaskId", UUID)


def new_id() -> UUID:
    """Return a UUIDv7: 48 bits of milliseconds, then 74 random bits (RFC 9562, 5.7)."""
    milliseconds = time.time_ns() // 1_000_000
    bits = (milliseconds << 80) | int.from_bytes(os.urandom(10))
    bits = bits & ~(0xF << 76) | (0x7 << 76)
    bits = bits & ~(0x3 << 62) | (0x2 << 62)
    return UUID(int=bits)


def derived_id(*parts: object) -> UUID:
    """Return the id that follows from its parts: the same parts, the same id.

    The database has the same function, `derived_id(text)`, over the parts joined by a colon:
    set-based SQL and Python name the same row alike, which makes a repeated step harmless.
    """
    text = ":".join(str(part) for part in parts)
    return UUID(bytes=hashlib.sha256(text.encode()).digest()[:16])
