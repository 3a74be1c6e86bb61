"""Writes the order files of the demo, the same bytes whenever they are written."""

import codecs
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tributary.cli.demo import overseas, shops, tables
from tributary.cli.demo.faults import faulty_orders, faulty_rows
from tributary.cli.demo.sales import AGENCY, OVERSEAS, PARTNER_SHOP, SHOP, WHOLESALE, Month
from tributary.kernel import Period

GBK: Final = "gbk"
UTF_8: Final = "utf-8"


@dataclass(frozen=True, slots=True)
class OrderFile:
    """One file of one channel and month."""

    path: Path
    channel: str
    period: Period


def write_files(folder: Path, months: Sequence[Month]) -> list[OrderFile]:
    """Write every file that is not there yet; return all, in the order they come in.

    A spreadsheet program in China writes GBK, or UTF-8 with a mark in front, depending on the
    version: the order desk changed its program after the first month.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wrong_rows, wrong_orders = faulty_rows(months), faulty_orders(months)
    files: list[OrderFile] = []
    for place, month in enumerate(months):
        for channel in tables.HEADINGS:
            is_open = month is months[-1]
            rows = tables.rows_of(month, channel, is_open=is_open) + wrong_rows[place, channel]
            text = tables.written(rows, channel)
            content = text.encode(GBK) if place == 0 and channel == WHOLESALE else _marked(text)
            files.append(_write(folder, month, channel, "csv", content))
        for channel in (SHOP, PARTNER_SHOP, AGENCY):
            orders = shops.orders_of(month, channel) + wrong_orders[place, channel]
            content = shops.written(orders).encode(UTF_8)
            files.append(_write(folder, month, channel, "json", content))
    export = overseas.written(months[-1].period).encode(UTF_8)
    files.append(_write(folder, months[-1], OVERSEAS, "csv", export))
    return files


def _marked(text: str) -> bytes:
    return codecs.BOM_UTF8 + text.encode(UTF_8)


def _write(folder: Path, month: Month, channel: str, ending: str, content: bytes) -> OrderFile:
    path = folder / f"{month.period}-{channel}.{ending}"
    if not path.exists() or path.read_bytes() != content:
        # Written beside and renamed, so that a killed run leaves no half of a file.
        draft = path.with_suffix(".part")
        draft.write_bytes(content)
        draft.replace(path)
    return OrderFile(path, channel, month.period)
