"""The words of the screens in both languages, as the front-end's catalogs have them."""

import base64
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
SOURCES: Final = ROOT / "frontend" / "src"

_ENTRY = re.compile(r'^(msgctxt|msgid|msgstr) "(.*)"$')
_MORE = re.compile(r'^"(.*)"$')
_PLACE = re.compile(r"\\\{\w+\\\}|</?\d+/?>")
_UNIT_SEPARATOR = "\x1f"


@cache
def translations() -> Mapping[str, frozenset[str]]:
    """Return the Chinese of every English message of every catalog."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for message in _messages():
        found[message.english].add(message.chinese)
    return {english: frozenset(chinese) for english, chinese in found.items()}


@cache
def message_ids() -> frozenset[str]:
    """Return what Lingui shows in the place of a message that it does not have."""
    return frozenset(
        base64.b64encode(
            hashlib.sha256((each.english + _UNIT_SEPARATOR + each.context).encode()).digest()
        )[:6].decode()
        for each in _messages()
    )


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of a catalog."""

    english: str
    chinese: str
    context: str
    """Tells apart what is one word in English and two in Chinese; mostly empty."""


@cache
def _messages() -> frozenset[Message]:
    found = frozenset(
        message for catalog in SOURCES.rglob("locales/zh-CN.po") for message in _entries(catalog)
    )
    assert found, "there are no catalogs"
    return found


def _entries(catalog: Path) -> Iterator[Message]:
    said = {"msgid": "", "msgstr": "", "msgctxt": ""}
    part = ""
    for line in [*catalog.read_text(encoding="utf-8").splitlines(), ""]:
        if entry := _ENTRY.match(line):
            part, text = entry[1], entry[2]
            said[part] = text
        elif more := _MORE.match(line):
            said[part] += more[1]
        elif not line:
            if said["msgid"]:
                yield Message(*(_plain(said[part]) for part in ("msgid", "msgstr", "msgctxt")))
            said = {"msgid": "", "msgstr": "", "msgctxt": ""}


def _plain(text: str) -> str:
    return text.replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")


@dataclass(frozen=True, slots=True)
class Words:
    """One language of the screens; words are asked for by their English."""

    locale: str

    @property
    def is_chinese(self) -> bool:
        """Whether these are the Chinese words."""
        return self.locale == "zh-CN"

    def all_of(self, english: str) -> frozenset[str]:
        """Return the ways in which a message is said; fails where no screen has it."""
        chinese = translations()[english]
        return chinese if self.is_chinese else frozenset({english})

    def __call__(self, english: str) -> re.Pattern[str]:
        """Return what finds a message as a whole, whatever stands in its places."""
        ways = "|".join(_PLACE.sub(".*", re.escape(said)) for said in self.all_of(english))
        return re.compile(rf"^\s*(?:{ways})\s*$")

    def within(self, english: str) -> re.Pattern[str]:
        """Return what finds a message as a part of a longer text."""
        return re.compile(self(english).pattern.removeprefix("^").removesuffix("$"))


LANGUAGES: Final = (Words("zh-CN"), Words("en"))
