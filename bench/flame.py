"""A flame graph of the site's process while it answers P1's statement: where its time goes.

py-spy looks into the process from outside, some hundred times a second; what waits is not counted.
The graph is an SVG without scripts, kept in bench/flame.svg: point at a frame to read its share.
A small data set is enough, as the statement of one person reads as many rows in any.
"""

import asyncio
import ctypes
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from uuid import UUID

from bench import graphql_servers, p1_graphql
from bench.running import commit, noted
from bench.server import own_server
from tributary.platform.postgres import DatabaseUrls

GRAPH = Path(__file__).with_name("flame.svg")
SECONDS = int(os.environ.get("FLAME_SECONDS", "20"))
RATE = 250
"""Looks per second; each stops the process for a moment."""
SAMPLES_MIN = 500
PR_SET_PTRACER = 0x59616D61

WIDTH = 1200.0
ROW = 17
HEAD = 46
LEAST = 0.0025
"""A frame with less than this share of the whole is left out, with what it calls."""
LETTER = 6.3
LETTERS_MIN = 4

Stacks = Counter[tuple[str, ...]]

KINDS = {
    "tributary": ("#f2a65a", "ours"),
    "asyncpg": ("#7fb7be", "the driver"),
    "uvicorn": ("#a3c585", "the server"),
    "starlette": ("#d4c26a", "the framework"),
    "": ("#c9c9c9", "all else"),
}
"""Colour and name of what a frame belongs to, by the first folder of its file."""


@dataclass(slots=True)
class Frame:
    """One function, reached by one way."""

    count: int = 0
    calls: dict[str, "Frame"] = field(default_factory=dict[str, "Frame"])

    @property
    def depth(self) -> int:
        """How many levels it is high, with what it calls."""
        return 1 + max((each.depth for each in self.calls.values()), default=0)


def serve() -> None:
    """Serve the site in a process that others of the same account may look into."""
    # Where the kernel lets only parents look (Yama, ptrace_scope 1), a process may say otherwise.
    ctypes.CDLL(None).prctl(PR_SET_PTRACER, ctypes.c_ulong(-1), 0, 0, 0)
    given = json.loads(os.environ["FLAME_SERVER"])
    urls, brands = DatabaseUrls(**given["urls"]), [UUID(each) for each in given["brands"]]
    graphql_servers.main("site", urls, brands, p1_graphql.DISTRIBUTORS, given["port"])


@contextmanager
def served(urls: DatabaseUrls, brands: list[UUID]) -> Iterator[tuple[int, int]]:
    """Serve the site until the block ends; yield its port and its process."""
    port = p1_graphql.free_port()
    given = {"urls": asdict(urls), "brands": [str(each) for each in brands], "port": port}
    with subprocess.Popen(
        [sys.executable, "-c", "from bench.flame import serve; serve()"],
        env={**os.environ, "FLAME_SERVER": json.dumps(given)},
    ) as process:
        try:
            p1_graphql.wait_for(port)
            yield port, process.pid
        finally:
            process.terminate()


def looked_into(pid: int, looker: str, told: Path) -> Stacks:
    """Return the stacks that a process was met in, each with how often."""
    command = [looker, "record", "--pid", str(pid), "--output", str(told), "--format", "raw"]
    command += ["--function", "--rate", str(RATE), "--duration", str(SECONDS)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode or not told.exists():
        sys.exit(
            f"{ran.stderr.strip().partition(chr(10))[0]}\n"
            "There is no flame graph: this system lets no process look into another of the same "
            "account. It needs ptrace: in a container the capability SYS_PTRACE, elsewhere "
            "kernel.yama.ptrace_scope of 0 or 1."
        )
    return stacks_of(told.read_text(encoding="utf-8"))


def stacks_of(text: str) -> Stacks:
    """Read what py-spy writes: a stack a line, outermost first, then how often it was met."""
    found: Stacks = Counter()
    for line in text.splitlines():
        stack, _, times = line.rpartition(" ")
        found[tuple(stack.split(";"))] += int(times)
    return found


async def under_load(port: int, brands: list[UUID], pid: int, looker: str) -> tuple[float, Stacks]:
    """Return how many statements a second are answered while somebody looks, and what is seen."""
    requests = p1_graphql.requests_for("site", "statement", brands)
    # Compiled, prepared, signed in: what happens once is not what is asked for.
    await p1_graphql.load(port, requests, 3)
    with tempfile.TemporaryDirectory(prefix="tributary-flame-") as folder:
        looking = asyncio.to_thread(looked_into, pid, looker, Path(folder) / "stacks")
        rate, stacks = await asyncio.gather(p1_graphql.load(port, requests, SECONDS), looking)
    return rate, stacks


def tree_of(stacks: Stacks) -> Frame:
    """Return all stacks in one tree; recursion stays as it was met."""
    root = Frame()
    for stack, count in stacks.items():
        root.count += count
        frame = root
        for name in stack:
            frame = frame.calls.setdefault(name, Frame())
            frame.count += count
    return root


def shares_of(stacks: Stacks) -> dict[str, float]:
    """Return which part of the samples was met in whose code, by the innermost frame."""
    met: Counter[str] = Counter()
    for stack, count in stacks.items():
        met[KINDS[kind_of(stack[-1])][1]] += count
    return {name: count / stacks.total() for name, count in met.most_common()}


def kind_of(name: str) -> str:
    """Return the key of what a frame belongs to."""
    file = name.partition(" (")[2]
    return next((kind for kind in KINDS if kind and f"{kind}/" in file), "")


def drawn(root: Frame, title: str) -> str:
    """Return the graph: callers below what they call, as wide as their share."""
    shown = pruned(root, root.count * LEAST)
    height = HEAD + ROW * shown.depth
    box = f'viewBox="0 0 {WIDTH:.0f} {height}" font-family="monospace" font-size="10.5"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {box}>',
        "<style>rect{stroke:#fff;stroke-width:.6}</style>",
        f'<rect width="{WIDTH:.0f}" height="{height}" fill="#fff"/>',
        f'<text x="4" y="16" font-size="13">{escaped(title)}</text>',
    ]
    x = 4.0
    for colour, name in KINDS.values():
        parts.append(f'<rect x="{x:.0f}" y="24" width="12" height="12" fill="{colour}"/>')
        parts.append(f'<text x="{x + 16:.0f}" y="34">{name}</text>')
        x += 30 + LETTER * len(name)
    scale = WIDTH / max(1, root.count)
    parts += frames(shown, 0, height - ROW, scale, root.count)
    return "\n".join([*parts, "</svg>", ""])


def frames(caller: Frame, left: float, y: int, scale: float, whole: int) -> Iterator[str]:
    """Yield what a caller calls, side by side, with all above."""
    for name, each in sorted(caller.calls.items()):
        width = each.count * scale
        said = escaped(name)
        letters = int((width - 4) / LETTER)
        text = escaped(name[:letters]) if letters >= LETTERS_MIN else ""
        label = f'<text x="{left + 2:.1f}" y="{y + 12}">{text}</text>' if text else ""
        yield (
            f'<g><title>{said}: {each.count / whole:.1%}</title><rect x="{left:.1f}" y="{y}" '
            f'width="{width:.1f}" height="{ROW}" fill="{KINDS[kind_of(name)][0]}"/>{label}</g>'
        )
        yield from frames(each, left, y - ROW, scale, whole)
        left += width


def pruned(frame: Frame, least: float) -> Frame:
    """Leave out what is too narrow to be seen."""
    kept = {name: pruned(each, least) for name, each in frame.calls.items() if each.count >= least}
    return Frame(frame.count, kept)


def escaped(text: str) -> str:
    """Return a text as XML may hold it, without the folder that libraries are installed in."""
    short = re.sub(r"\(\S*(?:site-packages|backend|python3\.\d+)/", "(", text)
    return short.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def main() -> int:
    """Serve, look, draw and record; 0 when the graph is there."""
    beside = Path(sys.executable).parent
    looker = shutil.which("py-spy", path=f"{beside}{os.pathsep}{os.environ.get('PATH', '')}")
    if looker is None:
        sys.exit("There is no py-spy beside this Python: `make .venv/.dev` installs it.")
    with own_server("flame") as server:
        brands = p1_graphql.fill(server.superuser)
        viewers = graphql_servers.viewers(brands, p1_graphql.DISTRIBUTORS)
        graphql_servers.sign_in(server.superuser, viewers)
        with served(server.urls, brands) as (port, pid):
            rate, stacks = asyncio.run(under_load(port, brands, pid, looker))
    if stacks.total() < SAMPLES_MIN:
        sys.exit(f"Only {stacks.total()} samples: the machine has too much else to do.")
    title = f"P1's statement, the site's process at {commit()}: {stacks.total()} samples"
    GRAPH.write_text(drawn(tree_of(stacks), title), encoding="utf-8")
    shares = " ".join(
        f"{name.removeprefix('the ').replace(' ', '_')}={share:.2f}"
        for name, share in shares_of(stacks).items()
    )
    return noted(f"FLAME statement={rate:.0f}/s samples={stacks.total()} {shares} reach=ok")


if __name__ == "__main__":
    sys.exit(main())
