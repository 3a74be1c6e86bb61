"""Everything the fake knows: in memory, written through to SQLite in one transaction a call."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import orjson

from tributary.gateways.stripe.fake.errors import Json

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS records (
    kind TEXT NOT NULL, id TEXT NOT NULL, account TEXT NOT NULL, sequence INTEGER NOT NULL,
    body BLOB NOT NULL, PRIMARY KEY (kind, id)
) WITHOUT ROWID;
"""
_INDEXED: Final = {
    "transfer": ("transfer_group", "destination"),
    "checkout.session": ("payment_intent",),
    "refund": ("payment_intent", "charge"),
    "transfer_reversal": ("transfer",),
    "balance_transaction": ("source",),
    "customer": ("email",),
}


@dataclass(frozen=True, slots=True)
class Record:
    """One object, whose it is, and when in the order of things it came."""

    kind: str
    account: str
    sequence: int
    body: Json


class State:
    """Objects by kind and id; `commit` makes what was put since the last one durable at once."""

    def __init__(self, file: Path | None) -> None:
        self._by_kind: dict[str, dict[str, Record]] = {}
        self._by_account: dict[tuple[str, str], dict[str, Record]] = {}
        self._by_field: dict[tuple[str, str, str], dict[str, Record]] = {}
        self._dirty: dict[tuple[str, str], Record | None] = {}
        self._sequence = 0
        self._database = None if file is None else _opened(file)
        if self._database is not None:
            self._load(self._database)

    def find(self, kind: str, object_id: str) -> Record | None:
        """Return an object of any account."""
        return self._by_kind.get(kind, {}).get(object_id)

    def put(self, kind: str, account: str, body: Json) -> Json:
        """Keep a new or changed object."""
        object_id = str(body["id"])
        known = self.find(kind, object_id)
        if known is None or known.body is not body:
            self._sequence += known is None
            sequence = self._sequence if known is None else known.sequence
            known = Record(kind, account, sequence, body)
        self._remember(object_id, known)
        self._dirty[kind, object_id] = known
        return body

    def drop(self, kind: str, object_id: str) -> None:
        """Forget an object; only kinds without indexed fields are ever dropped."""
        record = self._by_kind.get(kind, {}).pop(object_id, None)
        if record is not None:
            del self._by_account[kind, record.account][object_id]
            self._dirty[kind, object_id] = None

    def newest_first(self, kind: str, account: str) -> Iterator[Record]:
        """Yield an account's objects of a kind, the newest first."""
        return reversed(self._by_account.get((kind, account), {}).values())

    def oldest_first(self, kind: str, account: str) -> list[Record]:
        """Return an account's objects of a kind, the oldest first."""
        return list(self._by_account.get((kind, account), {}).values())

    def of_kind(self, kind: str) -> list[Record]:
        """Return the objects of a kind of all accounts."""
        return list(self._by_kind.get(kind, {}).values())

    def matching(self, kind: str, field: str, value: str) -> Iterator[Record]:
        """Yield the objects whose indexed field has a value, the newest first."""
        return reversed(self._by_field.get((kind, field, value), {}).values())

    def is_indexed(self, kind: str, field: str) -> bool:
        """Tell whether `matching` knows a field."""
        return field in _INDEXED.get(kind, ())

    def commit(self) -> None:
        """Make everything put or dropped since the last commit durable, all or nothing."""
        if self._database is not None and self._dirty:
            gone = [key for key, record in self._dirty.items() if record is None]
            kept = [
                (kind, object_id, record.account, record.sequence, orjson.dumps(record.body))
                for (kind, object_id), record in self._dirty.items()
                if record is not None
            ]
            with self._database:
                self._database.executemany("DELETE FROM records WHERE kind = ? AND id = ?", gone)
                self._database.executemany("REPLACE INTO records VALUES (?, ?, ?, ?, ?)", kept)
        self._dirty.clear()

    def close(self) -> None:
        """Let go of the file."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def _load(self, database: sqlite3.Connection) -> None:
        rows = database.execute("SELECT kind, id, account, sequence, body FROM records ORDER BY 4")
        for kind, object_id, account, sequence, body in rows:
            self._remember(object_id, Record(kind, account, sequence, orjson.loads(body)))
            self._sequence = max(self._sequence, sequence)

    def _remember(self, object_id: str, record: Record) -> None:
        self._by_kind.setdefault(record.kind, {})[object_id] = record
        self._by_account.setdefault((record.kind, record.account), {})[object_id] = record
        for field in _INDEXED.get(record.kind, ()):
            value = record.body.get(field)
            if isinstance(value, str):
                self._by_field.setdefault((record.kind, field, value), {})[object_id] = record


def _opened(file: Path) -> sqlite3.Connection:
    # A killed fake loses nothing: what is written is with the operating system. Only a power
    # cut could lose the last calls, which a fake may.
    database = sqlite3.connect(file, check_same_thread=False)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute("PRAGMA wal_autocheckpoint = 10000")
    database.executescript(_SCHEMA)
    return database
