"""R10: whatever is sent to the graph costs little, is answered, and harms nobody else.

The site runs in a process of its own. After each request the CPU time of that process and of its
PostgreSQL, and the peak of its memory, tell what the request cost; meanwhile somebody else asks a
short question over and over.
"""

import asyncio
import os
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import httpx

from tests.faults.abuses import Abuse, corpus
from tests.faults.served import Served, served

REQUESTS: Final = 300
CPU_MS_MAX: Final = 250
MEMORY_MB_MAX: Final = 64
PROBE_MS_MAX: Final = 50
EXPECTED: Final = frozenset({200, 400, 401, 405, 406, 413, 414, 415, 422, 429, 431, 503})
PIECE: Final = 65_536
_TICKS: Final = os.sysconf("SC_CLK_TCK")


@dataclass
class Bill:
    """What the requests cost, and what they were answered."""

    dear: list[str] = field(default_factory=list[str])
    wrong: list[str] = field(default_factory=list[str])
    statuses: Counter[int] = field(default_factory=Counter[int])
    cpu_ms: float = 0
    memory_mb: float = 0
    probes_ms: list[float] = field(default_factory=list[float])

    @property
    def probe_ms(self) -> float:
        """What all but one of a hundred of the others' requests took at most."""
        return sorted(self.probes_ms)[int(len(self.probes_ms) * 0.99)]


def cpu_seconds(pid: int) -> float:
    """Return the CPU time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def children_of(pid: int) -> list[int]:
    found: list[int] = []
    for each in Path("/proc").iterdir():
        if not each.name.isdigit():
            continue
        try:
            stat = (each / "stat").read_text(encoding="utf-8")
        except OSError:
            continue
        if int(stat.rpartition(")")[2].split()[1]) == pid:
            found.append(int(each.name))
    return found


def memory_kb(pid: int, line: str) -> int:
    """Return a figure of a process's memory: VmRSS, or VmHWM for its peak."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.split(f"{line}:")[1].split()[0])


def forget_peak(pid: int) -> None:
    """Let the peak of a process's memory begin at what it has now."""
    Path(f"/proc/{pid}/clear_refs").write_text("5", encoding="ascii")


@dataclass(frozen=True)
class Watched:
    """The site's process, and the PostgreSQL it reads."""

    site: int
    postmaster: int

    def cpu_ms(self) -> float:
        """Return the CPU time used so far; whatever has ended is in its parent's account."""
        seconds = cpu_seconds(self.site)
        for each in children_of(self.postmaster):
            try:
                seconds += cpu_seconds(each)
            except OSError:
                continue
        return 1_000 * seconds


async def sent(browser: httpx.AsyncClient, abuse: Abuse) -> httpx.Response | None:
    """Send a request; None when the site closed the door in the middle of it."""
    try:
        return await browser.request(
            abuse.method,
            f"/graphql?{abuse.query}" if abuse.query else "/graphql",
            content=_pieces(abuse.body) if abuse.is_chunked else abuse.body,
            headers=abuse.headers,
        )
    except (httpx.WriteError, httpx.RemoteProtocolError, httpx.ReadError):
        return None


async def _pieces(body: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(body), PIECE):
        yield body[start : start + PIECE]


async def probing(browser: httpx.AsyncClient, bill: Bill) -> None:
    """Ask as somebody else, all the time."""
    while True:
        began = time.perf_counter()
        answer = await browser.post("/graphql", json={"query": "{ viewer { today } }"})
        bill.probes_ms.append(1_000 * (time.perf_counter() - began))
        assert answer.status_code == 200, answer.text
        await asyncio.sleep(0.01)


async def measured(watched: Watched, browser: httpx.AsyncClient, abuse: Abuse, bill: Bill) -> None:
    forget_peak(watched.site)
    cpu, memory = watched.cpu_ms(), memory_kb(watched.site, "VmRSS")
    answer = await sent(browser, abuse)
    cost = watched.cpu_ms() - cpu
    grown = (memory_kb(watched.site, "VmHWM") - memory) / 1024
    bill.cpu_ms, bill.memory_mb = max(bill.cpu_ms, cost), max(bill.memory_mb, grown)
    sort = f"{abuse.family} {abuse.method} {abuse.body[:60]!r} {len(abuse.body)} bytes"
    if cost > CPU_MS_MAX or grown > MEMORY_MB_MAX:
        bill.dear.append(f"{sort}: {cost:.0f} ms, {grown:.0f} MB")
    if answer is None:
        bill.statuses[0] += 1
        return
    bill.statuses[answer.status_code] += 1
    if answer.status_code not in EXPECTED or b"UNEXPECTED" in answer.content:
        bill.wrong.append(f"{sort}: {answer.status_code} {answer.text[:200]}")


async def _run(site: Served, abuses: list[Abuse]) -> Bill:
    bill = Bill()
    watched = Watched(site.process_id, site.postmaster_id)
    async with AsyncExitStack() as stack:
        browsers: list[httpx.AsyncClient] = []
        for person in (1, 2):
            headers = {"x-tributary": "1", "cookie": await site.cookie(person)}
            client = httpx.AsyncClient(base_url=site.url, headers=headers, timeout=30)
            browsers.append(await stack.enter_async_context(client))
        villain, other = browsers
        probe = asyncio.ensure_future(probing(other, bill))
        await asyncio.sleep(0.5)
        bill.probes_ms.clear()
        for abuse in abuses:
            await measured(watched, villain, abuse, bill)
        probe.cancel()
    return bill


def main(n: int | None, seed: int) -> int:
    """Send so many requests; 0 when each was answered, cheap, and harmed nobody."""
    count = n or REQUESTS
    with tempfile.TemporaryDirectory(prefix="tributary-r10-") as folder:
        Path(folder).chmod(0o711)
        with served(Path(folder)) as site:
            bill = asyncio.run(_run(site, corpus(count, seed)))
    for each in (*bill.wrong[:20], *bill.dear[:20]):
        print(each)
    statuses = " ".join(f"{status}:{times}" for status, times in sorted(bill.statuses.items()))
    print(f"answers {statuses}")
    is_reached = not bill.wrong and not bill.dear and bill.probe_ms <= PROBE_MS_MAX
    print(
        f"R10 requests={count} wrong={len(bill.wrong)} dear={len(bill.dear)} "
        f"cpu_ms={bill.cpu_ms:.0f} memory_mb={bill.memory_mb:.0f} probe_p99_ms={bill.probe_ms:.0f} "
        f"seed={seed} reach={'ok' if is_reached else 'no'}"
    )
    return 0 if is_reached else 1
