"""What payouts do by themselves: send what was released, look up what is unknown."""

from collections.abc import Mapping, Sequence
from typing import Any

from tributary.payouts.events import PayoutBatchReleased
from tributary.payouts.reactions.comparing import compare_payouts
from tributary.payouts.reactions.resolving import resolve_unsettled
from tributary.payouts.reactions.sending import send_batch, send_released, send_waiting
from tributary.platform import Chore, Event

__all__ = [
    "CHORES",
    "ERRANDS",
    "REACTIONS",
    "compare_payouts",
    "resolve_unsettled",
    "send_batch",
    "send_released",
    "send_waiting",
]

REACTIONS: Mapping[type[Event], Sequence[Any]] = {}
ERRANDS: Mapping[type[Event], Sequence[Any]] = {PayoutBatchReleased: (send_released,)}
CHORES: Sequence[Chore] = (
    Chore(name="resolve_payouts", cron="* * * * *", run=resolve_unsettled),
    Chore(name="send_waiting_payouts", cron="* * * * *", run=send_waiting),
)
