"""Turns requests for the graph away while its room is full, before anything is made of them.

When three times as much is asked as can be answered, two of three requests are turned away. On the
usual way each of them would cost a good part of an answer: read, wrapped, carried through all
layers and back. Here a request that is plainly whole is answered from its bytes. Whatever is not
plain goes the usual way, and is turned away there.
"""

import asyncio
from typing import Final

from tributary.api.graphql import Room
from tributary.api.graphql.engine.execution import OVERLOADED
from tributary.api.http.headers import SECURITY_HEADERS
from tributary.api.http.plain import OPENING, body_of
from tributary.api.http.traffic import Traffic

QUIET: Final = 64
"""While so many places are free nobody is counted: a turn of the loop seldom reads from as many."""

_ANSWER: Final = b"".join(
    (
        b"HTTP/1.1 503 Service Unavailable\r\ncontent-type: application/json; charset=utf-8\r\n",
        b"retry-after: %d\r\ncontent-length: %d\r\n"
        % (OVERLOADED.retry_after, len(OVERLOADED.body)),
        *(f"{name}: {value}\r\n".encode("ascii") for name, value in SECURITY_HEADERS.items()),
        b"\r\n",
        OVERLOADED.body,
    )
)


class Turnstile:
    """Stands before the graph of one process.

    What many connections received is read in one turn of the loop, before any of it is in the room:
    whoever was let through in this turn counts as inside.
    """

    def __init__(self, room: Room, traffic: Traffic) -> None:
        self._room = room
        self._traffic = traffic
        self._let_through = 0

    def answer(self, received: bytes) -> bytes | None:
        """Return what is answered at once to what a connection received; None to let it through.

        Args:
            received: all that has come since the request before was answered.
        """
        if not received.startswith(OPENING):
            return None
        free = self._room.free
        if free >= QUIET:
            return None
        if free > self._let_through:
            if self._let_through == 0:
                asyncio.get_running_loop().call_soon(self._turn)
            self._let_through += 1
            return None
        if body_of(received) is None:
            return None
        self._traffic.answered("POST", OVERLOADED.status)
        return _ANSWER

    def _turn(self) -> None:
        self._let_through = 0
