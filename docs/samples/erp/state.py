"""What the script remembers: where to go on, and what was written to the journal."""

import csv
import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from graph import Json

COLUMNS: Final = ("kind", "document", "booked_on", "party", "amount", "currency", "reference")


@dataclass
class State:
    """A small file, replaced as a whole, so that it is never half written."""

    folder: Path
    notes: dict[str, Json] = field(default_factory=dict)
    """By the name of a file of delivery notes: its hash, and what became of it."""
    cash_from: date = date(2000, 1, 1)
    """Everything that was booked before this day is in the journal."""

    @classmethod
    def read(cls, folder: Path) -> "State":
        """Go on where the last run ended."""
        file = folder / "state.json"
        if not file.exists():
            return cls(folder)
        kept = json.loads(file.read_text(encoding="utf-8"))
        return cls(folder, kept["notes"], date.fromisoformat(kept["cash_from"]))

    def note(self, name: str, found: Json) -> None:
        """Remember what became of a file."""
        self.notes[name] = found
        self._write()

    def acknowledge(self, day: date) -> None:
        """Remember that everything before a day is in the journal."""
        if day > self.cash_from:
            self.cash_from = day
            self._write()

    def _write(self) -> None:
        kept = {"notes": self.notes, "cash_from": self.cash_from.isoformat()}
        draft = self.folder / "state.json.new"
        with draft.open("w", encoding="utf-8") as file:
            json.dump(kept, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.folder / "state.json")


@dataclass
class Journal:
    """A CSV that is only added to; what is in it is not written again."""

    file: Path
    known: set[tuple[str, str]] = field(default_factory=set)

    @classmethod
    def opened(cls, file: Path) -> "Journal":
        """Open it, and cut off the line in whose middle the last run was killed."""
        if not file.exists():
            file.write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
        content = file.read_bytes()
        whole = content[: content.rfind(b"\n") + 1]
        if len(whole) < len(content):
            os.truncate(file, len(whole))
        rows = csv.reader(whole.decode().splitlines()[1:])
        return cls(file, {(row[0], row[1]) for row in rows})

    def add(self, entries: Iterable[tuple[str, ...]]) -> int:
        """Write the entries that are not there yet; return how many."""
        fresh = [each for each in entries if each[:2] not in self.known]
        with self.file.open("a", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(fresh)
            file.flush()
            os.fsync(file.fileno())
        self.known.update((each[0], each[1]) for each in fresh)
        return len(fresh)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait until no other run uses the folder."""
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
