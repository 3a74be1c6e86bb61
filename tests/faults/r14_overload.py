"""R14: three times as much is asked as can be answered; most of what can be is, the rest is told.

First sixteen connections ask as fast as they are answered, which gives the capacity. Then requests
come at three times that rate whether they are answered or not, each on a connection that is free or
a new one, and what is not answered in five seconds counts as lost.
"""

import asyncio
import json
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.faults.served import Served, served

SECONDS: Final = 60
CAPACITY_SECONDS: Final = 8.0
CONNECTIONS: Final = 16
CONNECTIONS_MAX: Final = 1_000
PEOPLE: Final = (1, 2, *range(11, 21))
"""So many that nobody's own allowance is used up."""
TIMES: Final = 3
GOODPUT_MIN: Final = 0.8
PATIENCE_SECONDS: Final = 5.0
TICK_SECONDS: Final = 0.005
ORDERS: Final = 2_000
QUERY: Final = (
    "{ orders(first: 20) { nodes { number state total { amount currency }"
    " lines(first: 5) { nodes { sku name quantity net { amount } } } } } }"
)


@dataclass
class Tally:
    """What became of the requests."""

    statuses: Counter[int] = field(default_factory=Counter[int])
    untold: int = 0
    """Refused without a word on when to come again."""
    lost: int = 0
    """Not answered in time, or not at all."""
    seconds: list[float] = field(default_factory=list[float])
    """How long each took that was answered."""

    def quantile(self, share: float) -> float:
        """Return in how many milliseconds so many of the answers had come."""
        told = sorted(self.seconds) or [0.0]
        return 1_000 * told[min(len(told) - 1, int(len(told) * share))]


def request_of(cookie: str) -> bytes:
    """Return the request as it goes over the wire."""
    body = json.dumps({"query": QUERY}).encode()
    head = (
        "POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n"
        f"x-tributary: 1\r\ncookie: {cookie}\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


class Line(asyncio.Protocol):
    """One connection, which asks one thing after another.

    Streams would take the asker as long as an answer takes the site, on the same two cores.
    """

    def __init__(self) -> None:
        self._received = b""
        self._transport: asyncio.Transport | None = None
        self._answered: asyncio.Future[tuple[int, bool]] | None = None

    @classmethod
    async def to(cls, port: int) -> "Line":
        """Open a connection."""
        loop = asyncio.get_running_loop()
        return (await loop.create_connection(cls, "127.0.0.1", port))[1]

    def ask(self, request: bytes) -> asyncio.Future[tuple[int, bool]]:
        """Send a request; return its status, and whether it says when to come again."""
        assert self._transport is not None
        self._answered = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return self._answered

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep what is written to."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Tell the answer once it is whole."""
        self._received += data
        end = self._received.find(b"\r\n\r\n") + 4
        if end < 4:
            return
        head = self._received[:end].lower()
        start = head.index(b"content-length:") + 15
        length = int(head[start : head.index(b"\r", start)])
        if len(self._received) < end + length:
            return
        self._received = b""
        if self._answered is not None and not self._answered.done():
            self._answered.set_result((int(head[9:12]), b"\r\nretry-after:" in head))

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell that there will be no answer."""
        if self._answered is not None and not self._answered.done():
            self._answered.set_exception(exc or ConnectionResetError())


class Crowd:
    """Asks on connections that it opens as it needs them."""

    def __init__(self, site: Served, requests: list[bytes]) -> None:
        self.site = site
        self.requests = requests
        self.tally = Tally()
        self._free: list[Line] = []
        self._open = 0
        self._asking: set[asyncio.Task[None]] = set()

    async def closed_loop(self, seconds: float) -> float:
        """Return how many a second are answered when each waits for the one before."""
        end = time.perf_counter() + seconds
        done = 0

        async def one(place: int) -> None:
            nonlocal done
            line = await Line.to(self.site.port)
            while time.perf_counter() < end:
                status, _ = await line.ask(self.requests[place % len(self.requests)])
                assert status == 200, status
                done += 1
            line.close()

        await asyncio.gather(*(one(place) for place in range(CONNECTIONS)))
        return done / seconds

    async def open_loop(self, rate: float, seconds: float) -> None:
        """Ask so often a second, whatever becomes of it."""
        began = time.perf_counter()
        sent = 0
        while (passed := time.perf_counter() - began) < seconds:
            due = int(passed * rate)
            for _ in range(due - sent):
                self._ask(sent)
                sent += 1
            await asyncio.sleep(TICK_SECONDS)
        await asyncio.wait(self._asking, timeout=PATIENCE_SECONDS)

    def _ask(self, place: int) -> None:
        if not self._free and self._open >= CONNECTIONS_MAX:
            # As many wait for an answer as a crowd has telephones: this one gets no line.
            self.tally.lost += 1
            return
        line = self._free.pop() if self._free else None
        self._open += line is None
        task = asyncio.ensure_future(self._asked(line, self.requests[place % len(PEOPLE)]))
        self._asking.add(task)
        task.add_done_callback(self._asking.discard)

    async def _asked(self, line: Line | None, request: bytes) -> None:
        began = time.perf_counter()
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                if line is None:
                    line = await Line.to(self.site.port)
                status, is_told = await line.ask(request)
        except (OSError, TimeoutError):
            self.tally.lost += 1
            self._open -= 1
            if line is not None:
                line.close()
            return
        self.tally.statuses[status] += 1
        if status == 200:
            self.tally.seconds.append(time.perf_counter() - began)
        elif not is_told:
            self.tally.untold += 1
        self._free.append(line)


async def crowded(site: Served, seconds: float) -> tuple[float, Crowd]:
    """Return the capacity, and what became of three times as much."""
    requests = [request_of(await site.cookie(person)) for person in PEOPLE]
    crowd = Crowd(site, requests)
    await crowd.closed_loop(CAPACITY_SECONDS / 4)
    capacity = await crowd.closed_loop(CAPACITY_SECONDS)
    await crowd.open_loop(TIMES * capacity, seconds)
    return capacity, crowd


def main(n: int | None, seed: int) -> int:
    """Ask too much for so many seconds; 0 when four fifths of what is possible were answered."""
    seconds = n or SECONDS
    with tempfile.TemporaryDirectory(prefix="tributary-r14-") as folder:
        Path(folder).chmod(0o711)
        with served(Path(folder), orders=ORDERS) as site:
            capacity, crowd = asyncio.run(crowded(site, seconds))
    tally = crowd.tally
    goodput = tally.statuses[200] / seconds / capacity
    statuses = " ".join(f"{status}:{times}" for status, times in sorted(tally.statuses.items()))
    print(f"answers {statuses}")
    wrong = sum(times for status, times in tally.statuses.items() if status not in {200, 429, 503})
    is_reached = goodput >= GOODPUT_MIN and not (wrong or tally.untold)
    print(
        f"R14 seconds={seconds} capacity={capacity:.0f}/s goodput={goodput:.2f} wrong={wrong} "
        f"untold={tally.untold} lost={tally.lost} p50_ms={tally.quantile(0.5):.0f} "
        f"p99_ms={tally.quantile(0.99):.0f} seed={seed} reach={'ok' if is_reached else 'no'}"
    )
    return 0 if is_reached else 1
