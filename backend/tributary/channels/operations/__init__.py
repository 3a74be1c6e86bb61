"""What can be done to channels: open one, import a file, mend what could not be loaded."""

from tributary.channels.operations.importing import ImportOutcome, import_orders
from tributary.channels.operations.opening import ChannelInvalid, open_channel
from tributary.channels.operations.quarantine import FaultyRow
from tributary.channels.operations.replaying import (
    FieldUnknown,
    QuarantinedRowUnknown,
    ReplayOutcome,
    dismiss,
    replay,
)
from tributary.channels.operations.staging import Progress

__all__ = [
    "ChannelInvalid",
    "FaultyRow",
    "FieldUnknown",
    "ImportOutcome",
    "Progress",
    "QuarantinedRowUnknown",
    "ReplayOutcome",
    "dismiss",
    "import_orders",
    "open_channel",
    "replay",
]
