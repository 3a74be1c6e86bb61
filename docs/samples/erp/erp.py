"""An ERP beside Tributary: delivery notes in, settled cash out. README.md tells how to run it."""

import argparse
import logging
import os
import threading
from pathlib import Path
from zoneinfo import ZoneInfo

from cash import write_cash
from graph import Graph
from hooks import listening
from notes import send_notes
from state import Journal, State, alone

log = logging.getLogger("erp")

SCOPES = (
    "channels:read",
    "channels:write",
    "tasks:read",
    "payments:read",
    "payouts:read",
    "settlements:read",
    "parties:read",
)
LOOK_SECONDS = 900.0
"""Also without a webhook: one that got lost must not keep cash out of the books."""


def graph_of(environment: dict[str, str]) -> Graph:
    """Return the way to Tributary that the environment names."""
    return Graph(
        environment["TRIBUTARY_SITE"].rstrip("/"),
        environment["TRIBUTARY_CLIENT_ID"],
        environment["TRIBUTARY_CLIENT_SECRET"],
        " ".join(SCOPES),
    )


def cash_once(graph: Graph, folder: Path, zone: ZoneInfo) -> None:
    """Bring the journal up to date."""
    with alone(folder):
        write_cash(graph, State.read(folder), Journal.opened(folder / "journal.csv"), zone)


def cash_forever(graph: Graph, folder: Path, zone: ZoneInfo, port: int, secret: str) -> None:
    """Bring the journal up to date whenever money moved."""
    woken = threading.Event()
    with listening(port, secret, woken) as bound:
        log.info("listening at port %d", bound)
        while True:
            cash_once(graph, folder, zone)
            woken.wait(LOOK_SECONDS)
            # Before we look: what comes while we look is looked at once more.
            woken.clear()


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--state", type=Path, default=Path("erp-state"))
    parser.add_argument("--time-zone", type=ZoneInfo, default=ZoneInfo("Asia/Shanghai"))
    deeds = parser.add_subparsers(dest="deed", required=True)
    notes = deeds.add_parser("notes", help="send delivery notes")
    notes.add_argument("folder", type=Path)
    notes.add_argument("--channel", required=True)
    cash = deeds.add_parser("cash", help="write settled cash to journal.csv")
    cash.add_argument("--listen", type=int, metavar="PORT", help="go on, woken by webhooks")
    given = parser.parse_args()

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    environment = dict(os.environ)
    graph = graph_of(environment)
    folder: Path = given.state
    folder.mkdir(parents=True, exist_ok=True)
    if given.deed == "notes":
        with alone(folder):
            send_notes(graph, State.read(folder), given.folder, given.channel)
    elif given.listen is None:
        cash_once(graph, folder, given.time_zone)
    else:
        secret = environment["TRIBUTARY_WEBHOOK_SECRET"]
        cash_forever(graph, folder, given.time_zone, given.listen, secret)


if __name__ == "__main__":
    main()
