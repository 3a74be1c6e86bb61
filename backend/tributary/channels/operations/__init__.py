"""What can be done to channels: open one, import a file, mend what could not be loaded."""

from tributary.channels.operations.importing import ImportOutcome, import_orders
from tributary.channels.operations.opening import ChannelInvalid, open_channel
from tributary.channels.operations.placing import (
    BuyerUnknown,
    ChannelTakesFiles,
    ReferenceInvalid,
    ReferenceTaken,
    place_order,
    preview_order,
)
from tributary.channels.operations.previewing import ImportPreview, SampleRow, preview_upload
from tributary.channels.operations.quarantine import FaultyRow
from tributary.channels.operations.receiving import (
    IMPORTERS,
    StartedImport,
    UploadUnknown,
    read_upload,
    receive_upload,
)
from tributary.channels.operations.replaying import (
    FieldUnknown,
    QuarantinedRowUnknown,
    ReplayOutcome,
    dismiss,
    replay,
)
from tributary.channels.operations.staging import Progress

__all__ = [
    "IMPORTERS",
    "BuyerUnknown",
    "ChannelInvalid",
    "ChannelTakesFiles",
    "FaultyRow",
    "FieldUnknown",
    "ImportOutcome",
    "ImportPreview",
    "Progress",
    "QuarantinedRowUnknown",
    "ReferenceInvalid",
    "ReferenceTaken",
    "ReplayOutcome",
    "SampleRow",
    "StartedImport",
    "UploadUnknown",
    "dismiss",
    "import_orders",
    "open_channel",
    "place_order",
    "preview_order",
    "preview_upload",
    "read_upload",
    "receive_upload",
    "replay",
]
