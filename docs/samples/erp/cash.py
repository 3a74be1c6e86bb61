"""Settled cash out: receipts, fees, refunds and payouts, each once, to a CSV of the general ledger.

Bookings only ever fall into months that are not closed. So whatever is in a closed month is final,
and everything from the first day that is not closed is read anew and compared with the journal.
"""

import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from graph import Declined, Graph, Json
from state import Journal, State

log = logging.getLogger(__name__)

Entry = tuple[str, ...]
OVERLAP: Final = timedelta(days=2)

RECEIPT: Final = """
fragment Paid on Receipt {
  id bookedOn providerPaymentId
  amount { amount currency }
  fee { amount currency }
  debtor { code }
  refunds(first: 50) {
    nodes { id state bookedOn amount { amount currency } }
    pageInfo { hasNextPage }
  }
}"""

RECEIPTS: Final = (
    """
query Receipts($first: Int!, $after: String, $filter: ReceiptFilter!) {
  receipts(first: $first, after: $after, filter: $filter) {
    nodes { ...Paid }
    pageInfo { hasNextPage endCursor }
  }
}"""
    + RECEIPT
)

PAYOUTS: Final = """
query Payouts($first: Int!, $after: String, $filter: PayoutItemFilter!) {
  payouts(first: $first, after: $after, filter: $filter) {
    nodes {
      id state resolvedAt providerTransferId
      amount { amount currency }
      distributor { code }
    }
    pageInfo { hasNextPage endCursor }
  }
}"""

MONTHS: Final = "{ settlementRuns(first: 12) { nodes { state periodEnd } } }"


def write_cash(graph: Graph, state: State, journal: Journal, zone: ZoneInfo) -> int:
    """Write what is new, and acknowledge what is final; return how many entries were written."""
    # Looked at first: what is booked while we read belongs to what is read the next time.
    final_until = _closed_until(graph, zone)
    since = state.cash_from.isoformat()
    count = 0
    for condition in ({"bookedFrom": since}, {"refundedFrom": since}):
        for page in graph.pages(RECEIPTS, "receipts", filter={"states": ["RECEIVED"], **condition}):
            count += journal.add(entry for each in page for entry in _of_receipt(each))
    settled = {"states": ["PAID", "RETURNED"], "resolvedFrom": since}
    for page in graph.pages(PAYOUTS, "payouts", filter=settled):
        count += journal.add(entry for each in page for entry in _of_payout(each, zone))
    state.acknowledge(final_until)
    log.info("%d entries written, everything before %s is final", count, state.cash_from)
    return count


def _closed_until(graph: Graph, zone: ZoneInfo) -> date:
    runs = graph.ask(MONTHS)["settlementRuns"]["nodes"]
    ends = [date.fromisoformat(each["periodEnd"]) for each in runs if each["state"] == "CLOSED"]
    lately = datetime.now(UTC).astimezone(zone).date() - OVERLAP
    return min(max(ends, default=date.min), lately)


def _of_receipt(receipt: Json) -> Iterator[Entry]:
    def entry(kind: str, document: str, day: str, money: Json, sign: str) -> Entry:
        amount = sign + money["amount"]
        party, reference = receipt["debtor"]["code"], receipt["providerPaymentId"]
        return (kind, document, day, party, amount, money["currency"], reference)

    yield entry("receipt", receipt["id"], receipt["bookedOn"], receipt["amount"], "")
    # The provider may tell its fee later than the payment.
    if Decimal(receipt["fee"]["amount"]):
        yield entry("fee", receipt["id"], receipt["bookedOn"], receipt["fee"], "-")
    if receipt["refunds"]["pageInfo"]["hasNextPage"]:
        raise Declined("TOO_MANY_REFUNDS", f"Page through the refunds of {receipt['id']}.")
    for each in receipt["refunds"]["nodes"]:
        if each["state"] == "REFUNDED":
            yield entry("refund", each["id"], each["bookedOn"], each["amount"], "-")


def _of_payout(payout: Json, zone: ZoneInfo) -> Iterator[Entry]:
    def entry(kind: str, sign: str) -> Entry:
        ended = datetime.fromisoformat(payout["resolvedAt"]).astimezone(zone).date().isoformat()
        party, money = payout["distributor"]["code"], payout["amount"]
        reference = payout["providerTransferId"] or ""
        amount = sign + money["amount"]
        return (kind, payout["id"], ended, party, amount, money["currency"], reference)

    yield entry("payout", "-")
    if payout["state"] == "RETURNED":
        yield entry("payout_returned", "")
