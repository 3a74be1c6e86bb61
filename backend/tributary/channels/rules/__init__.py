"""Pure decisions of channels: one adapter per file layout, all of one contract."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from tributary.channels.rules.canonical import CanonicalCsv
from tributary.channels.rules.contract import (
    FIELDS,
    ORDER_FIELDS,
    PLACE,
    Adapter,
    Blocks,
    FileEmpty,
    FileOfOtherKind,
    FileTooLarge,
    FileUnreadable,
    HeaderMissing,
    Record,
    RowFault,
    Terms,
    record_of,
)
from tributary.channels.rules.detection import HEAD_BYTES, detect
from tributary.channels.rules.jsonl import JsonLines
from tributary.channels.rules.normal import Normal
from tributary.channels.rules.reasons import MESSAGES
from tributary.channels.rules.shopify import ShopifyCsv
from tributary.channels.rules.woocommerce import WooCommerceJson
from tributary.channels.rules.xlsx import CanonicalXlsx

ADAPTERS: Final[Mapping[str, Adapter]] = MappingProxyType(
    {
        adapter.name: adapter
        for adapter in (
            CanonicalCsv(),
            CanonicalXlsx(),
            JsonLines(),
            ShopifyCsv(),
            WooCommerceJson(),
        )
    }
)
"""Every layout we read, by the name that channels call it."""

__all__ = [
    "ADAPTERS",
    "FIELDS",
    "HEAD_BYTES",
    "MESSAGES",
    "ORDER_FIELDS",
    "PLACE",
    "Adapter",
    "Blocks",
    "FileEmpty",
    "FileOfOtherKind",
    "FileTooLarge",
    "FileUnreadable",
    "HeaderMissing",
    "Normal",
    "Record",
    "RowFault",
    "Terms",
    "detect",
    "record_of",
]
