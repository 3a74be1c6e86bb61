"""Delivery notes in: each file of a folder is sent once, and followed until it is read."""

import hashlib
import logging
import time
from pathlib import Path
from typing import Final

from graph import Declined, Graph, Json
from state import State

log = logging.getLogger(__name__)

MEDIA_TYPES: Final = {".csv": "text/csv", ".jsonl": "application/x-ndjson"}
PAUSE_SECONDS: Final = 0.5

CHANNELS: Final = """
query Channels($first: Int!, $after: String) {
  channels(first: $first, after: $after) {
    nodes { id code }
    pageInfo { hasNextPage endCursor }
  }
}"""

IMPORT: Final = """
mutation Import($input: ImportOrdersInput!) {
  importOrders(input: $input) {
    __typename
    ... on StartedTask { task { id } }
    ... on UserError { code message }
  }
}"""

TASK: Final = """
query Task($id: ID!) {
  task(id: $id) {
    state refusalCode refusalMessage
    subject { ... on ImportRun { id ordersLoaded ordersUpdated ordersUnchanged ordersQuarantined } }
  }
}"""


def send_notes(graph: Graph, state: State, folder: Path, channel_code: str) -> None:
    """Send what is new or was corrected; what was sent and read is passed over.

    Killed at any point, it sends the file again when it is started again: the same bytes are the
    same import, and the same rows the same orders.
    """
    channel_id = ""
    for file in sorted(each for each in folder.iterdir() if each.suffix in MEDIA_TYPES):
        content = file.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        if state.notes.get(file.name, {}).get("sha256") == digest:
            continue
        channel_id = channel_id or _channel(graph, channel_code)
        state.note(file.name, {"sha256": digest, **_sent(graph, channel_id, file, content)})


def _channel(graph: Graph, code: str) -> str:
    for page in graph.pages(CHANNELS, "channels"):
        for each in page:
            if each["code"] == code:
                return str(each["id"])
    raise Declined("CHANNEL_UNKNOWN", f"There is no channel {code}.")


def _sent(graph: Graph, channel_id: str, file: Path, content: bytes) -> Json:
    """Have a file imported; return where it stands, as it is kept."""
    upload_id = graph.upload(file.name, content, MEDIA_TYPES[file.suffix])
    begun = graph.do(IMPORT, input={"channelId": channel_id, "uploadId": upload_id})
    task = _finished(graph, begun["task"]["id"])
    if task["state"] == "FAILED":
        log.error("%s is declined: %s", file.name, task["refusalMessage"])
        return {"state": "declined", "code": task["refusalCode"]}
    run = task["subject"]
    waiting = run["ordersQuarantined"]
    if waiting:
        log.warning("%s: %d orders wait to be corrected in the console", file.name, waiting)
    log.info(
        "%s: %d orders new, %d changed, %d known",
        file.name,
        run["ordersLoaded"],
        run["ordersUpdated"],
        run["ordersUnchanged"],
    )
    return {"state": "waiting" if waiting else "loaded", "import": run["id"]}


def _finished(graph: Graph, task_id: str) -> Json:
    while True:
        task: Json = graph.ask(TASK, id=task_id)["task"]
        if task["state"] in {"DONE", "FAILED"}:
            return task
        time.sleep(PAUSE_SECONDS)
