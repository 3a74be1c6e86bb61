"""Where orders come from: channels, the layouts of their files, import runs, the quarantine.

A file is kept as it is, staged through COPY, judged column by column and merged in one
transaction; a row that cannot be true keeps its whole order out and waits in the quarantine with
its reason, its field and its text, until it is corrected and replayed or dismissed. Always true:
the same file twice, its rows shuffled, or its parts in another order leave the same orders; no
faulty order becomes billable; nothing that was imported is lost.
"""

from tributary.channels.model import Channel, ImportRun, QuarantinedRow
from tributary.channels.operations import (
    ChannelInvalid,
    FaultyRow,
    FieldUnknown,
    ImportOutcome,
    Progress,
    QuarantinedRowUnknown,
    ReplayOutcome,
    dismiss,
    import_orders,
    open_channel,
    replay,
)
from tributary.channels.queries import (
    ChannelUnknown,
    channel_by_code,
    channels_of,
    latest_runs,
    quarantine_count,
    quarantine_of,
    run_of,
    source_of,
)
from tributary.channels.rules import (
    ADAPTERS,
    MESSAGES,
    Adapter,
    FileEmpty,
    FileOfOtherKind,
    FileTooLarge,
    FileUnreadable,
    HeaderMissing,
)

__all__ = [
    "ADAPTERS",
    "MESSAGES",
    "Adapter",
    "Channel",
    "ChannelInvalid",
    "ChannelUnknown",
    "FaultyRow",
    "FieldUnknown",
    "FileEmpty",
    "FileOfOtherKind",
    "FileTooLarge",
    "FileUnreadable",
    "HeaderMissing",
    "ImportOutcome",
    "ImportRun",
    "Progress",
    "QuarantinedRow",
    "QuarantinedRowUnknown",
    "ReplayOutcome",
    "channel_by_code",
    "channels_of",
    "dismiss",
    "import_orders",
    "latest_runs",
    "open_channel",
    "quarantine_count",
    "quarantine_of",
    "replay",
    "run_of",
    "source_of",
]
