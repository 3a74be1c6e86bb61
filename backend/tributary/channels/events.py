"""What channels announce."""

from dataclasses import dataclass

from tributary.kernel import BrandId, ImportRunId, TaskId
from tributary.platform import Event


@dataclass(frozen=True, slots=True)
class UploadReceived(Event):
    """A file lies in the database as a run of a channel; it is to be read."""

    brand_id: BrandId
    run_id: ImportRunId
    task_id: TaskId
