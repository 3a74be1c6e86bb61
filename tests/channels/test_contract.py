"""Every adapter passes the same suite against recorded files of its layout."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tributary.channels.rules import (
    ADAPTERS,
    FIELDS,
    MESSAGES,
    PLACE,
    Adapter,
    FileEmpty,
    FileOfOtherKind,
    FileUnreadable,
    HeaderMissing,
    Normal,
    Record,
    Terms,
    detect,
)
from tributary.channels.rules.columns import ALIASES
from tributary.channels.rules.detection import HEAD_BYTES

SAMPLES = Path(__file__).parent / "samples"
TERMS = Terms(needs_distributor=True, currency="CNY")


@dataclass(frozen=True)
class Recording:
    """Files of one layout that say the same, and one that is cut short."""

    files: tuple[str, ...]
    truncated: str
    orders: tuple[tuple[str, str, str], ...]
    """Order, SKU and quantity of each record."""


RECORDINGS = {
    "csv": Recording(
        ("utf8.csv", "gbk.csv", "tabs.csv"),
        "truncated.csv",
        (("SO-1", "TEA-01", "2"), ("SO-2", "TEA-01", "1"), ("SO-3", "TEA-01", "1")),
    ),
    "xlsx": Recording(
        ("orders.xlsx",),
        "",
        (("SO-1", "TEA-01", "2"), ("SO-2", "TEA-01", "1"), ("SO-3", "TEA-01", "1")),
    ),
    "jsonl": Recording(
        ("orders.jsonl",),
        "truncated.jsonl",
        (
            ("SO-1", "TEA-01", "2"),
            ("SO-1", "TEA-02", "1"),
            ("SO-2", "TEA-01", "1"),
            ("SO-3", "TEA-01", "1"),
        ),
    ),
    "shopify": Recording(
        ("orders.csv", "excel.csv"),
        "truncated.csv",
        (
            ("#1003", "LJ-01", "2"),
            ("#1003", "CUP-007", "1"),
            ("#1002", "LJ-01", "1"),
            ("#1001", "shopify:体验装", "1"),
        ),
    ),
    "woocommerce": Recording(
        ("orders.json",),
        "truncated.json",
        (("101", "LJ-01", "2"), ("101", "woo:12", "1"), ("102", "LJ-01", "1")),
    ),
}

every_adapter = pytest.mark.parametrize("adapter", ADAPTERS.values(), ids=list(ADAPTERS))
every_recording = pytest.mark.parametrize(
    ("name", "file"), [(name, file) for name, one in RECORDINGS.items() for file in one.files]
)


def blocks_of(content: bytes, size: int = 4096) -> Callable[[], Iterable[bytes]]:
    return lambda: (content[at : at + size] for at in range(0, len(content), size))


def read(adapter: Adapter, content: bytes, size: int = 4096) -> list[Record]:
    return list(adapter.read(blocks_of(content, size), TERMS))


def sample(name: str, file: str) -> bytes:
    return (SAMPLES / name / file).read_bytes()


def test_every_adapter_has_its_recording() -> None:
    assert ADAPTERS.keys() == RECORDINGS.keys()


@every_adapter
def test_an_adapter_says_what_it_is(adapter: Adapter) -> None:
    assert ADAPTERS[adapter.name] is adapter
    assert adapter.version
    assert "/" in adapter.media_type
    assert adapter.about


@every_recording
def test_a_recording_is_read_line_by_line(name: str, file: str) -> None:
    records = read(ADAPTERS[name], sample(name, file))

    said = [
        tuple(record.fields[PLACE[field]] for field in ("external_id", "sku", "quantity"))
        for record in records
    ]
    assert tuple(said) == RECORDINGS[name].orders
    assert [record.fault for record in records] == [None] * len(records)


@every_recording
@pytest.mark.parametrize("size", [1, 13, 1 << 20])
def test_a_file_may_arrive_in_any_pieces(name: str, file: str, size: int) -> None:
    content = sample(name, file)

    assert read(ADAPTERS[name], content, size) == read(ADAPTERS[name], content)


@every_recording
def test_what_is_read_is_understood(name: str, file: str) -> None:
    normal = Normal()
    for record in read(ADAPTERS[name], sample(name, file)):
        fields, fault = normal.fields(record.fields)
        assert fault is None
        assert len(fields) == len(FIELDS)
        assert fields[PLACE["state"]] in {"pending", "confirmed", "cancelled"}
        assert fields[PLACE["ordered_at"]]


@every_adapter
@pytest.mark.parametrize("content", [b"", b" \r\n\t\n"])
def test_an_empty_file_is_refused(adapter: Adapter, content: bytes) -> None:
    with pytest.raises(FileEmpty):
        read(adapter, content)


@every_adapter
@pytest.mark.parametrize("magic", [b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0", b"\x1f\x8b"])
def test_a_file_of_another_kind_is_refused(adapter: Adapter, magic: bytes) -> None:
    with pytest.raises((FileOfOtherKind, FileUnreadable)):
        read(adapter, magic + bytes(range(256)))


@pytest.mark.parametrize("name", RECORDINGS)
def test_another_layout_is_refused(name: str) -> None:
    for other, recording in RECORDINGS.items():
        if other != name:
            with pytest.raises((FileOfOtherKind, FileUnreadable, HeaderMissing)):
                read(ADAPTERS[name], sample(other, recording.files[0]))


@every_recording
def test_a_layout_is_told_by_the_first_bytes(name: str, file: str) -> None:
    assert detect(sample(name, file)[:HEAD_BYTES], file) == [name]


@pytest.mark.parametrize(
    ("head", "file_name"),
    [
        (b"", "orders.csv"),
        (b"%PDF-1.7", "orders.pdf"),
        (b"PK\x03\x04photos", "photos.zip"),
        (b'{"hello": "world"}\n', "orders.jsonl"),
        (b"<html></html>", "orders.xls"),
        (b"\xff\xfe\xff", "orders.csv"),
        (b"one line of words", "orders.csv"),
    ],
)
def test_what_is_no_file_of_orders_has_no_layout(head: bytes, file_name: str) -> None:
    assert detect(head, file_name) == []


@pytest.mark.parametrize("name", ["jsonl", "shopify", "csv"])
def test_a_truncated_file_keeps_its_whole_orders(name: str) -> None:
    *whole, cut = read(ADAPTERS[name], sample(name, RECORDINGS[name].truncated))

    assert [record.fault for record in whole] == [None] * len(whole)
    assert cut.fault is not None


def test_truncated_json_says_where() -> None:
    with pytest.raises(FileUnreadable, match=r"line 2\d, column \d+"):
        read(ADAPTERS["woocommerce"], sample("woocommerce", "truncated.json"))


def test_a_truncated_csv_keeps_its_whole_rows() -> None:
    *whole, cut = read(ADAPTERS["csv"], sample("csv", "truncated.csv"))

    assert [record.fault for record in whole] == [None] * len(whole)
    assert cut.fault is not None
    assert cut.fault.reason == "field_count"


def test_the_guide_lists_every_reason_and_every_column() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "import.md").read_text(encoding="utf-8")

    assert [reason for reason in MESSAGES if f"`{reason}`" not in guide] == []
    first_names = [names.split()[0] for names in ALIASES.values()]
    assert [name for name in first_names if f"`{name}`" not in guide] == []
