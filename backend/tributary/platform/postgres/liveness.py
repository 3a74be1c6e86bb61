"""Whether a server runs on a data directory, judged by its command line and not by its number.

A stale `postmaster.pid` may name a process that is alive for any other reason: after a restart of
a container the same small numbers come back.
"""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

OWNER_SETTING = "tributary.owner"
"""A made-up server setting on the command line: the process whose end is the server's end."""

_PATIENCE_WITH_ORPHANS_S = 5
_LINES_MIN = 4
_STATUS_LINE = 7
_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A running postmaster, as it was a moment ago."""

    pid: int
    port: int | None
    is_ready: bool
    is_ending: bool


def look(data: Path) -> Sighting | None:
    """Return the postmaster that runs on a data directory, if one does."""
    lines = _pid_file_lines(data)
    if not lines or not lines[0].strip().lstrip("-").isdigit():
        return None
    # A single-user server writes its number with a minus sign.
    pid = abs(int(lines[0]))
    arguments = _command_line(pid)
    if os.fsencode(data) not in arguments:
        return None
    status = lines[_STATUS_LINE].strip() if len(lines) > _STATUS_LINE else ""
    return Sighting(
        pid=pid,
        port=int(lines[3]) if len(lines) >= _LINES_MIN and lines[3].strip().isdigit() else None,
        is_ready=status == "ready",
        is_ending=status == "stopping" or _has_lost_its_owner(pid, arguments),
    )


def clear_remains(data: Path) -> None:
    """Remove what a killed postmaster left: its pid file, and backends that still write.

    Call with the home's lock held and only when `look` sees nobody.
    """
    deadline = time.monotonic() + _PATIENCE_WITH_ORPHANS_S
    sign = signal.SIGQUIT
    while orphans := _orphans(data):
        for pid in orphans:
            _send(pid, sign)
        time.sleep(0.02)
        if time.monotonic() > deadline:
            sign = signal.SIGKILL
    (data / "postmaster.pid").unlink(missing_ok=True)


def _pid_file_lines(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        return []


def _command_line(pid: int) -> list[bytes]:
    """Return the arguments of a process; none for one that is gone or a zombie."""
    try:
        return (_PROC / str(pid) / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return []


def _has_lost_its_owner(pid: int, arguments: list[bytes]) -> bool:
    """Tell whether the server is about to get the signal that its owner died.

    Between the owner's end and the word "stopping" in the pid file lie some milliseconds in which
    the server still calls itself ready.
    """
    prefix = f"{OWNER_SETTING}=".encode()
    owner = next((text.removeprefix(prefix) for text in arguments if text.startswith(prefix)), None)
    if owner is None:
        return False
    try:
        after_name = (_PROC / str(pid) / "stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return True
    return after_name[1] != owner


def _orphans(data: Path) -> list[int]:
    found: list[int] = []
    for entry in _PROC.iterdir():
        if not entry.name.isdigit():
            continue
        try:
            is_server = (entry / "exe").readlink().name.startswith("postgres")
            if is_server and (entry / "cwd").readlink() == data:
                found.append(int(entry.name))
        except OSError:
            # Somebody else's process, or one that just ended.
            continue
    return found


def _send(pid: int, sign: signal.Signals) -> None:
    try:
        os.kill(pid, sign)
    except ProcessLookupError:
        return
