"""What integrations do when others announce: write down what endpoints hear, and send it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final

from tributary import orders, payments, payouts, rebates, receivables, settlements
from tributary.integrations.events import EndpointDue
from tributary.integrations.operations import (
    announce,
    forget_messages,
    send_waiting,
    wake_endpoints,
)
from tributary.integrations.rules import FactKind
from tributary.kernel import BrandId
from tributary.platform import Chore, Desk, Event, Work


async def tell_orders(work: Work, event: orders.OrdersBillable) -> None:
    """Tell of the orders of a batch."""
    await announce(work, FactKind.ORDER_ACCEPTED, event.batch_id)


async def tell_receivables(work: Work, event: receivables.ReceivablesRaised) -> None:
    """Tell of what is owed since."""
    await announce(work, FactKind.RECEIVABLE_RAISED, event.batch_id)


async def tell_credit_notes(work: Work, event: receivables.CreditNotesRaised) -> None:
    """Tell of what is owed no longer."""
    await announce(work, FactKind.CREDIT_NOTE_RAISED, event.batch_id)


async def tell_statements(work: Work, event: settlements.PeriodClosed) -> None:
    """Tell of every statement of a period."""
    await announce(work, FactKind.STATEMENT_ISSUED, event.run_id)


async def tell_answer(work: Work, event: settlements.StatementAnswerGiven) -> None:
    """Tell what the counterparty says to a statement."""
    await announce(work, FactKind(f"statement.{event.state}"), event.statement_id)


async def tell_correction(work: Work, event: settlements.StatementCorrected) -> None:
    """Tell of the version that takes the place of a statement."""
    await announce(work, FactKind.STATEMENT_CORRECTED, event.statement_id)


async def tell_payment(work: Work, event: payments.PaymentReceived) -> None:
    """Tell of money that came in."""
    await announce(work, FactKind.PAYMENT_RECEIVED, event.receipt_id)


async def tell_refund(work: Work, event: payments.RefundSettled) -> None:
    """Tell what became of a refund."""
    await announce(work, FactKind.REFUND_SETTLED, event.refund_id, mark=event.state)


async def tell_claim(work: Work, event: rebates.RebateClaimMoved) -> None:
    """Tell what became of a claim of a rebate; of each step that was overdue by itself."""
    await announce(
        work, FactKind(f"rebate_claim.{event.news}"), event.claim_id, mark=str(event.nth)
    )


async def tell_release(work: Work, event: payouts.PayoutBatchReleased) -> None:
    """Tell of a batch that is paid now."""
    await announce(work, FactKind.PAYOUT_BATCH_RELEASED, event.batch_id)


async def tell_payouts(work: Work, event: payouts.PayoutsResolved) -> None:
    """Tell of the payouts that became final together."""
    await announce(work, FactKind.PAYOUT_SETTLED, event.batch_id, at=event.resolved_at)


async def tell_completion(work: Work, event: payouts.PayoutBatchCompleted) -> None:
    """Tell of a batch that is over."""
    await announce(work, FactKind.PAYOUT_BATCH_COMPLETED, event.batch_id)


async def send(desk: Desk, event: EndpointDue) -> None:
    """Send what waits for an endpoint."""
    await send_waiting(desk, event.brand_id, event.endpoint_id)


async def wake(desk: Desk, brand_id: BrandId) -> None:
    """Look for what is due."""
    async with desk.work(brand_id, "job") as work:
        await wake_endpoints(work)


async def forget(desk: Desk, brand_id: BrandId) -> None:
    """Forget what was told long ago."""
    async with desk.work(brand_id, "job") as work:
        await forget_messages(work)


REACTIONS: Final[Mapping[type[Event], Sequence[Callable[[Work, Any], Awaitable[None]]]]] = {
    orders.OrdersBillable: (tell_orders,),
    receivables.ReceivablesRaised: (tell_receivables,),
    receivables.CreditNotesRaised: (tell_credit_notes,),
    settlements.PeriodClosed: (tell_statements,),
    settlements.StatementAnswerGiven: (tell_answer,),
    settlements.StatementCorrected: (tell_correction,),
    payments.PaymentReceived: (tell_payment,),
    payments.RefundSettled: (tell_refund,),
    rebates.RebateClaimMoved: (tell_claim,),
    payouts.PayoutBatchReleased: (tell_release,),
    payouts.PayoutsResolved: (tell_payouts,),
    payouts.PayoutBatchCompleted: (tell_completion,),
}

ERRANDS: Final[Mapping[type[Event], Sequence[Callable[[Desk, Any], Awaitable[None]]]]] = {
    EndpointDue: (send,),
}

CHORES: Final[Sequence[Chore]] = (
    Chore("send_webhooks", "* * * * *", wake),
    Chore("forget_webhooks", "37 3 * * *", forget),
)
