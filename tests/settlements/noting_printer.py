"""A printer that notes what it lays out, and hangs when told to; run as a process to be killed."""

import asyncio
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from tests.conftest import MovingClock
from tests.factories.settlements import PORTS
from tributary import settlements
from tributary.gateways.pdf import PdfStatements
from tributary.kernel import BrandId
from tributary.platform import Database, Desk, Subscriptions, outbox
from tributary.settlements import StatementPrinter, reactions

FIRST_OF_APRIL = datetime(2026, 4, 1, 2, tzinfo=UTC)


class NotingPrinter:
    """Writes a line with the number of each statement that it begins, then lays it out."""

    def __init__(self, notes: Path, *, hangs_on: str | None = None) -> None:
        self.notes = notes
        self._hangs_on = hangs_on

    @property
    def begun(self) -> list[str]:
        """The numbers of what was begun, in order."""
        return self.notes.read_text().split() if self.notes.exists() else []

    def render(self, document: settlements.StatementDocument) -> bytes:
        with self.notes.open("a") as notes:
            notes.write(f"{document.number}\n")
        if document.number == self._hangs_on:
            time.sleep(3600)
        return PdfStatements().render(document)


def desk_at(url: str, printer: NotingPrinter) -> Desk:
    """Wire what settlements do by themselves, on the first of April."""
    subscriptions = Subscriptions()
    subscriptions.subscribe(reactions.REACTIONS, reactions.ERRANDS)
    return Desk(
        database=Database(url, subscriptions=subscriptions, connections_max=8),
        clock=MovingClock(FIRST_OF_APRIL),
        ports={**PORTS, StatementPrinter: printer},
    )


def main() -> None:
    """Deliver what was announced to a brand; it never comes to the end."""
    url, brand, notes, hangs_on = sys.argv[1:]
    desk = desk_at(url, NotingPrinter(Path(notes), hangs_on=hangs_on))
    asyncio.run(outbox.deliver_all(desk, BrandId(UUID(brand))))
