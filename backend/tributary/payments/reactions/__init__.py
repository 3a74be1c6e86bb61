"""What payments do when others announce, when webhooks lie in the inbox, and every minute."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final

from tributary import receivables
from tributary.payments.events import RefundRequested, SessionSuperseded, WebhookReceived
from tributary.payments.operations import supersede_after
from tributary.payments.reactions.asking import ask_for_missed
from tributary.payments.reactions.comparing import compare_receipts
from tributary.payments.reactions.opening import open_session
from tributary.payments.reactions.refunding import send_refund
from tributary.payments.reactions.settling import (
    expire_session,
    settle_link,
    settle_payment,
    settle_session,
    settle_webhook,
)
from tributary.payments.reactions.sweeping import sweep_payments
from tributary.platform import Chore, Desk, Event, Work

__all__ = [
    "CHORES",
    "ERRANDS",
    "REACTIONS",
    "ask_for_missed",
    "compare_receipts",
    "open_session",
    "settle_link",
    "settle_payment",
    "settle_session",
    "sweep_payments",
]


async def end_changed_pages(work: Work, event: receivables.OpenItemsChanged) -> None:
    """End the checkout pages that ask for something else than is owed since the change."""
    await supersede_after(work, event.batch_id)


REACTIONS: Final[Mapping[type[Event], Sequence[Callable[[Work, Any], Awaitable[None]]]]] = {
    receivables.OpenItemsChanged: (end_changed_pages,),
}

ERRANDS: Final[Mapping[type[Event], Sequence[Callable[[Desk, Any], Awaitable[None]]]]] = {
    WebhookReceived: (settle_webhook,),
    SessionSuperseded: (expire_session,),
    RefundRequested: (send_refund,),
}

CHORES: Final[Sequence[Chore]] = (
    Chore("sweep_payments", "* * * * *", sweep_payments),
    Chore("ask_for_missed_refunds", "23 * * * *", ask_for_missed),
)
