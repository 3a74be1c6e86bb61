"""Finds what a screen says in the wrong language, or not in words at all."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from playwright.async_api import Page

from tests.e2e.words import Words, message_ids, translations
from tributary.cli.demo.goods import GOODS
from tributary.cli.demo.people import DISTRIBUTORS, PEOPLE

_SAID = """() => {
  const language = document.documentElement.lang;
  const said = new Set();
  const foreign = (one) => {
    const named = one.closest('[lang]');
    return named && named.lang !== language;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.parentElement;
    if (!holder || foreign(holder) || holder.closest('script, style, pre, code')) continue;
    if (holder.checkVisibility()) said.add(node.data.trim());
  }
  for (const one of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
    // The name of a drawing of antd stands beside the words it goes with.
    if (foreign(one) || !one.checkVisibility() || one.matches('.anticon')) continue;
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
      const text = one.getAttribute(name);
      if (text) said.add(text.trim());
    }
  }
  return [...said].filter((text) => text !== '');
}"""

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z]*[a-z]{2}[A-Za-z]*")
_DATA = re.compile(
    r"""[\w.+-]+@[\w.-]+            # an address of mail
      | https?://\S+              # an address of a page
      | [\w.-]+\.(?:csv|json|xlsx|pdf)
      | \#?[A-Z0-9]+(?:-[A-Z0-9]+)+ # a number of ours
      | [0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}
      | [0-9a-f]{6,}                # a fingerprint
      | ••••[ ]\w{4}                # the end of an account
      | \b[a-z]{2,}_\w{16,}         # what a provider calls something
      | \b[a-z]+(?:[._][a-z_]+)+    # what the audit calls a deed
      | \b[A-Z][a-z]+/[A-Z]\w+      # a time zone
    """,
    re.VERBOSE,
)


async def untranslated(page: Page, words: Words) -> list[str]:
    """Return what is said on a page that readers of a language should not meet."""
    said: list[str] = await page.evaluate(_SAID)
    shown = [text for text in said if text in message_ids()]
    faults = [f"shows the name of a message: {text!r}" for text in shown]
    wrong = _english(said) if words.is_chinese else _chinese(said)
    return faults + [f"is not translated: {text!r}" for text in wrong]


def _chinese(said: list[str]) -> Iterator[str]:
    """Yield Chinese words of ours; names of people, goods and shops are what they are."""
    known = _chinese_words()
    return (text for text in said if text in known)


def _english(said: list[str]) -> Iterator[str]:
    """Yield texts that have no Chinese in them, but words; names of the demo excepted."""
    for text in said:
        if _CHINESE.search(text):
            continue
        rest = _DATA.sub("", text)
        for name in names():
            rest = rest.replace(name, "")
        if _WORD.search(rest):
            yield text


@cache
def _chinese_words() -> frozenset[str]:
    return frozenset(
        chinese
        for english, ways in translations().items()
        for chinese in ways
        if chinese != english and _CHINESE.search(chinese)
    )


_NAMES: Final = frozenset({"Tributary", "English", "Shopify", "WooCommerce", "Excel", "stripe"})
_MACHINES: Final = frozenset({"Linux", "Android", "Macintosh", "Windows", "localhost"})


@cache
def names() -> tuple[str, ...]:
    """Return names that are the same in every language, the longest first."""
    distributors = {each.name for each in DISTRIBUTORS}
    persons = {person.name for person in PEOPLE}
    groups = {good.group for good in GOODS}
    return tuple(
        sorted(_NAMES | _MACHINES | distributors | persons | groups, key=len, reverse=True)
    )
