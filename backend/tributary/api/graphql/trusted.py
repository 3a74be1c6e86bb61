"""Trusted documents: what our own pages ask, known by the hash of its text before anybody asks it.

`documents/current.json` is written with the pages (`frontend/scripts/generate.mjs`), and
`documents/released.json` holds what the pages of earlier releases ask, which may still be open
somewhere. A request names a document as Appendix A of GraphQL over HTTP has it: by `documentId`.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

import orjson

FOLDER: Final = Path(__file__).with_name("documents")
CURRENT: Final = "current.json"
RELEASED: Final = "released.json"


class Untrusted(Exception):
    """The document is not one that may be asked this way, or not the one that is named."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Documents:
    """What may be asked one way."""

    trusted: Mapping[str, str] = field(default_factory=dict[str, str])
    """Texts by their ids."""
    takes_text: bool = True
    """Whether one may send documents of one's own, too."""

    def asked(self, text: str | None, document_id: str | None) -> tuple[str, str | None]:
        """Return the text of a document, and the id it is trusted by, if it is.

        Raises:
            Untrusted: nobody knows the id, it is another text's, or a text has to have one.
        """
        if document_id is None:
            if self.takes_text:
                return text or "", None
            raise Untrusted(
                "PERSISTED_DOCUMENT_REQUIRED",
                "With a cookie only the documents of our own pages are executed, by documentId. "
                "Show an access token to send documents of your own.",
            )
        if text is not None and document_id != id_of(text):
            message = "documentId is not the id of this query; send one of them."
            raise Untrusted("PERSISTED_DOCUMENT_MISMATCH", message)
        known = self.trusted.get(document_id)
        if known is not None:
            return known, document_id
        if text is not None and self.takes_text:
            return text, None
        raise Untrusted(
            "PERSISTED_DOCUMENT_NOT_FOUND",
            "No document has this documentId. Load the page again if it is one of ours; "
            "programs send the text as query.",
        )


@cache
def trusted() -> Mapping[str, str]:
    """Return the documents of our pages, of this release and of earlier ones, by their ids."""
    return kept(RELEASED) | kept(CURRENT)


def kept(name: str) -> dict[str, str]:
    """Return the documents in one of the two files."""
    texts: dict[str, str] = orjson.loads((FOLDER / name).read_bytes())
    return texts


def id_of(text: str) -> str:
    """Return the id of a document.

    >>> id_of("query($id:ID!){user(id:$id){name}}")[:20]
    'sha256:71f7dc5758652'
    """
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
