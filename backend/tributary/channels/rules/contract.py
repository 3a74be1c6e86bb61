"""What every adapter promises: from the bytes of a file to records, one per order line.

A record holds flat texts under the names of FIELDS, as the file says them; amounts stay text and
are judged later, all at once. A record that the adapter itself cannot make sense of carries a
fault. An adapter refuses a file only when it is not a file of its kind at all.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

from tributary.kernel import Refusal

FIELDS: Final = (
    "external_id",
    "number",
    "state",
    "ordered_at",
    "updated_at",
    "shipped_on",
    "delivered_on",
    "carrier",
    "tracking_number",
    "distributor",
    "currency",
    "freight",
    "freight_tax",
    "total",
    "line_ref",
    "sku",
    "name",
    "quantity",
    "unit_price",
    "goods",
    "discount",
    "tax",
    "return_ref",
    "returned_at",
    "scope",
)
"""What a record can say; the order's own fields are repeated on each of its lines.

`scope` is set on records of a return: `line`, `amount` (money back for nothing in particular) or
`rest` (whatever is left of the order).
"""

PLACE: Final = {name: place for place, name in enumerate(FIELDS)}

PARCEL_FIELDS: Final = ("shipped_on", "delivered_on", "carrier", "tracking_number")
"""Those of the parcel that a line is in; lines of one order may travel apart."""

ORDER_FIELDS: Final = frozenset(FIELDS[: PLACE["line_ref"]]) - frozenset(PARCEL_FIELDS)
"""Those that belong to the order; correcting one corrects it on every line."""

Blocks = Callable[[], Iterable[bytes]]
"""Opens the file anew and yields its bytes; a file is read twice to find its encoding."""


class RowFault(NamedTuple):
    """Why an adapter cannot make sense of a record."""

    field: str
    reason: str
    value: str | None


class Record(NamedTuple):
    """One order line, or one line of a return."""

    row_number: int
    """The line of the file, or the ordinal of the order where a file has no lines."""
    fields: tuple[str, ...]
    """Texts in the order of FIELDS; empty where the file says nothing."""
    original: str
    """What the file says there, without personal fields where the layout tells them apart."""
    fault: RowFault | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What an adapter must know of its channel."""

    needs_distributor: bool
    """False where the channel has one distributor, or none."""
    currency: str
    """The currency of a file that names none."""
    refunds_by_amount: bool = True
    """Whether money may come back without saying for which line."""


class Adapter(Protocol):
    """Reads the files of one layout."""

    @property
    def name(self) -> str:
        """What channels call it."""
        ...

    @property
    def version(self) -> str:
        """Rises when the same bytes are read differently; a known file is then read again."""
        ...

    @property
    def media_type(self) -> str:
        """What its files are kept as."""
        ...

    @property
    def about(self) -> str:
        """Its files in half a sentence, for people who choose."""
        ...

    def read(self, blocks: Blocks, terms: Terms) -> Iterator[Record]:
        """Yield the records of a file.

        Refuses:
            FileEmpty: there is nothing in it.
            FileOfOtherKind: it is a file of another kind.
            FileUnreadable: it is broken, cut short or not text.
            HeaderMissing: a column that every order needs is not there.
            FileTooLarge: it is larger than its layout allows.
        """
        ...


class FileEmpty(Refusal):
    """The file holds nothing to import.

    Export it again; a file has a header and at least one order.
    """


class FileOfOtherKind(Refusal):
    """The file is of another kind than the channel reads.

    Choose the channel it belongs to, or save it in the layout of this one.
    """


class FileUnreadable(Refusal):
    """The file is broken or cut short; the message says at which line.

    Export it again and import the new file.
    """


class HeaderMissing(Refusal):
    """No line of the file names all the columns that every order needs.

    Add the columns that the message names, or correct their names.
    """


class FileTooLarge(Refusal):
    """The file is larger than this layout can be read.

    Export a shorter period and import the parts one by one.
    """


def record_of(
    row_number: int, original: str, fault: RowFault | None = None, **said: str | None
) -> Record:
    """Build a record from the fields it says; the others are empty."""
    return Record(row_number, tuple(said.get(name) or "" for name in FIELDS), original, fault)
