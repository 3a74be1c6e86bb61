"""R14: three times as much is asked as can be answered; most of what can be is, the rest is told.

Round after round, as a machine is not equally fast all the time: first sixteen connections ask as
fast as they are answered, which gives the capacity. Then requests come at three times that rate
whether they are answered or not, each on a connection that is free or a new one. What is answered
while they come counts; what is not answered in five seconds is lost.
"""

import asyncio
import json
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple, cast

import uvloop

from tests.faults.served import Served, served

SECONDS: Final = 60
ROUND_SECONDS: Final = 10
CAPACITY_SECONDS: Final = 4.0
CONNECTIONS: Final = 16
CONNECTIONS_MAX: Final = 1_000
PEOPLE: Final = (1, 2, *range(11, 21))
BRANDS: Final = 4
"""So many of both that nobody's own allowance is used up, nor that of a brand."""
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

    Streams and tasks would take the asker as long as an answer takes the site, on the same two
    cores.
    """

    def __init__(self, told: "Told") -> None:
        self._told = told
        self._received = b""
        self._transport: asyncio.Transport | None = None
        self.asked_at: float | None = None
        """Since when it waits for an answer; None while it does not."""

    @classmethod
    async def to(cls, port: int, told: "Told") -> "Line":
        """Open a connection."""
        loop = asyncio.get_running_loop()
        return (await loop.create_connection(lambda: cls(told), "127.0.0.1", port))[1]

    def ask(self, request: bytes) -> None:
        """Send a request."""
        assert self._transport is not None
        self.asked_at = time.perf_counter()
        self._transport.write(request)

    def close(self) -> None:
        """Hang up; whatever was asked is not waited for any more."""
        self.asked_at = None
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep what is written to."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Tell the answer once it is whole."""
        self._received = received = self._received + data if self._received else data
        end = received.find(b"\r\n\r\n") + 4
        if end < 4:
            return
        head = received[:end].lower()
        start = head.index(b"content-length:") + 15
        length = int(head[start : head.index(b"\r", start)])
        if len(received) < end + length or self.asked_at is None:
            return
        self._received = b""
        lasted = time.perf_counter() - self.asked_at
        self.asked_at = None
        self._told(self, Reply(int(head[9:12]), b"\r\nretry-after:" in head, lasted))

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell that there will be no answer, now or later."""
        del exc
        was_asked = self.asked_at is not None
        self.asked_at = None
        self._told(self, Lost(was_asked))


class Lost(NamedTuple):
    """The connection is gone."""

    was_asked: bool
    """Whether an answer was waited for."""


class Reply(NamedTuple):
    """What was answered."""

    status: int
    says_when: bool
    """Whether it says when to come again."""
    seconds: float


Told = Callable[[Line, Reply | Lost], None]
"""Is told what came of a line."""


class Crowd:
    """Asks on connections that it opens as it needs them."""

    def __init__(self, site: Served, requests: list[bytes]) -> None:
        self.site = site
        self.requests = requests
        self.tally = Tally()
        self._free: list[Line] = []
        self._lines: set[Line] = set()
        self._dialling: set[asyncio.Task[None]] = set()

    async def closed_loop(self, seconds: float) -> float:
        """Return how many a second are answered when each waits for the one before."""
        done = silent = 0
        over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def again(line: Line, reply: Reply | Lost) -> None:
            nonlocal done, silent
            if over.done():
                return
            if isinstance(reply, Lost) or reply.status != 200:
                over.set_exception(AssertionError(reply))
                return
            done += 1
            if time.perf_counter() - began < seconds:
                line.ask(self.requests[done % len(self.requests)])
                return
            silent += 1
            if silent == CONNECTIONS:
                over.set_result(None)

        lines = [await Line.to(self.site.port, again) for _ in range(CONNECTIONS)]
        began = time.perf_counter()
        for place, line in enumerate(lines):
            line.ask(self.requests[place % len(self.requests)])
        await over
        for line in lines:
            line.close()
        return done / (time.perf_counter() - began)

    async def open_loop(self, rate: float, seconds: float) -> int:
        """Ask so often a second, whatever becomes of it; return how many were answered by then."""
        answered = self.tally.statuses[200]
        began = time.perf_counter()
        sent = 0
        while (passed := time.perf_counter() - began) < seconds:
            due = int(passed * rate)
            for place in range(sent, due):
                self._ask(self.requests[place % len(self.requests)])
            sent = due
            await asyncio.sleep(TICK_SECONDS)
            self._give_up()
        answered = self.tally.statuses[200] - answered
        while any(line.asked_at is not None for line in self._lines) or self._dialling:
            await asyncio.sleep(TICK_SECONDS)
            self._give_up()
        return answered

    def _ask(self, request: bytes) -> None:
        if self._free:
            self._free.pop().ask(request)
        elif len(self._lines) + len(self._dialling) >= CONNECTIONS_MAX:
            # As many wait for an answer as a crowd has telephones: this one gets no line.
            self.tally.lost += 1
        else:
            dialling = asyncio.ensure_future(self._dialled(request))
            self._dialling.add(dialling)
            dialling.add_done_callback(self._dialling.discard)

    async def _dialled(self, request: bytes) -> None:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                line = await Line.to(self.site.port, self._told)
        except (OSError, TimeoutError):
            self.tally.lost += 1
            return
        self._lines.add(line)
        line.ask(request)

    def _told(self, line: Line, reply: Reply | Lost) -> None:
        if isinstance(reply, Lost):
            self.tally.lost += reply.was_asked
            self._lines.discard(line)
            # The site hangs up where nobody has asked for a while.
            if not reply.was_asked and line in self._free:
                self._free.remove(line)
            return
        self._free.append(line)
        self.tally.statuses[reply.status] += 1
        if reply.status == 200:
            self.tally.seconds.append(reply.seconds)
        elif not reply.says_when:
            self.tally.untold += 1

    def _give_up(self) -> None:
        """Hang up where nothing was answered in time."""
        late = time.perf_counter() - PATIENCE_SECONDS
        given_up = [
            each for each in self._lines if each.asked_at is not None and each.asked_at < late
        ]
        for line in given_up:
            line.close()
            self._lines.discard(line)
            self.tally.lost += 1


async def crowded(site: Served, seconds: float) -> tuple[float, float, Tally]:
    """Return the capacity, how much of it was answered at three times that, and what became."""
    requests = [
        request_of(await site.cookie(person, brand=brand))
        for person in PEOPLE
        for brand in range(len(site.brands))
    ]
    crowd = Crowd(site, requests)
    await crowd.closed_loop(CAPACITY_SECONDS / 2)
    capacities: list[float] = []
    answered = asked_for = 0.0
    rounds = max(1, round(seconds / ROUND_SECONDS))
    for _ in range(rounds):
        capacities.append(await crowd.closed_loop(CAPACITY_SECONDS))
        asked_for += capacities[-1] * seconds / rounds
        answered += await crowd.open_loop(TIMES * capacities[-1], seconds / rounds)
    return statistics.median(capacities), answered / asked_for, crowd.tally


def main(n: int | None, seed: int) -> int:
    """Ask too much for so many seconds; 0 when four fifths of what is possible were answered."""
    seconds = n or SECONDS
    with tempfile.TemporaryDirectory(prefix="tributary-r14-") as folder:
        Path(folder).chmod(0o711)
        with (
            served(Path(folder), orders=ORDERS, brands=BRANDS) as site,
            asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
        ):
            capacity, goodput, tally = runner.run(crowded(site, seconds))
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
