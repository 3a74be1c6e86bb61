"""Long documents are read beside the loop, one at a time, so that nobody else waits for them."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from tributary.api.graphql.engine.documents import Document, Library
from tributary.api.graphql.engine.pool import Overloaded

LONG: Final = 1_500
"""Characters from which on reading takes longer than handing it to another thread."""

WAITING_MAX: Final = 32


class Reader:
    """Reads documents that a library does not know yet."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._thread = ThreadPoolExecutor(1, "documents")
        self._waiting = 0

    async def learn(self, text: str, trusted_by: str | None = None) -> Document:
        """Return what a document is, and have the library know it.

        Raises:
            Overloaded: too many others are to be read before it.
        """
        if len(text) <= LONG:
            return self._library.keep(text, self._library.read(text), trusted_by)
        if self._waiting >= WAITING_MAX:
            raise Overloaded
        self._waiting += 1
        try:
            loop = asyncio.get_running_loop()
            document = await loop.run_in_executor(self._thread, self._library.read, text)
        finally:
            self._waiting -= 1
        return self._library.keep(text, document, trusted_by)
