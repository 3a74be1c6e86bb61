"""How a measurement is found, run in a process of its own, and recorded.

A measurement is a module named after its figure in the quality specification, `p7_postings.py`,
with a `main` that prints progress as it likes and ends with one line: `P7 batched=6200/s reach=ok`.
"""

import os
import platform
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "RESULTS.md"

HEADING = """\
# Results

Appended by `make bench` and `make test-deep`; a commit with a + had changes on top of it.
[flame.svg](flame.svg) shows where the site's process spends P1's statement: `make flame`.

| date | machine | commit | result |
|---|---|---|---|
"""

_NAME = re.compile(r"(?P<id>[a-z]\d+)_\w+")


@dataclass(frozen=True, slots=True)
class Measurement:
    """One figure: its id and the module that measures it."""

    id: str
    module: str


def discover(folder: Path) -> list[Measurement]:
    """Return the measurements of a folder below the root, in the order of their numbers."""
    package = ".".join(folder.resolve().relative_to(ROOT).parts)
    found = [
        Measurement(match["id"].upper(), f"{package}.{path.stem}")
        for path in folder.glob("*.py")
        if (match := _NAME.fullmatch(path.stem))
    ]
    return sorted(found, key=lambda one: (one.id[0], int(one.id[1:])))


def chosen(found: list[Measurement], wanted: list[str]) -> list[Measurement]:
    """Return the measurements asked for by id, all of them when none is named."""
    known = {one.id: one for one in found}
    unknown = [name for name in wanted if name.upper() not in known]
    if unknown or not known:
        sys.exit(f"There is no {' '.join(unknown) or 'measurement yet'}; known: {' '.join(known)}")
    return [known[name.upper()] for name in wanted] or found


def run(measurement: Measurement, **arguments: int | str | None) -> bool:
    """Run one measurement, record its closing line, and tell whether the figure was reached.

    Each has a process of its own: its memory, its connections and its death are nobody else's.
    """
    call = f"import {measurement.module} as it; raise SystemExit(it.main(**{arguments!r}))"
    # What stands here is measured, also where another tree is installed.
    paths = os.pathsep.join((str(ROOT / "backend"), str(ROOT)))
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONUNBUFFERED": "1"}
    closing = ""
    with subprocess.Popen(
        [sys.executable, "-c", call], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            if line.startswith(f"{measurement.id} "):
                closing = line.strip()
    if not closing:
        closing = f"{measurement.id} ended with code {process.returncode} and no result reach=no"
        print(closing)
    record(closing, RESULTS)
    return process.returncode == 0 and closing.endswith("reach=ok")


def noted(line: str) -> int:
    """Print and record the closing line of what has no figure to reach; return its exit code."""
    print(line)
    record(line, RESULTS)
    return 0


def record(line: str, results: Path) -> None:
    """Append a closing line with date, machine and commit."""
    if not results.exists():
        results.write_text(HEADING, encoding="utf-8")
    moment = datetime.now(UTC).strftime("%Y-%m-%d %H:%M")
    with results.open("a", encoding="utf-8") as page:
        page.write(f"| {moment} | {machine()} | {commit()} | `{line}` |\n")


def machine() -> str:
    """Describe the machine by what matters to a figure, without its name."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, load {load:.1f}"
    )


def commit() -> str:
    """Return the short commit, with a + when the tree differs from it."""
    changes = _git("status", "--porcelain", "--", ".", f":!{RESULTS.relative_to(ROOT)}")
    return (_git("rev-parse", "--short", "HEAD") or "none") + ("+" if changes else "")


def _git(*arguments: str) -> str:
    """Return what git says, nothing where there is no repository."""
    answer = subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return answer.stdout.strip()
