"""Starting the server's process so that it lives exactly as long as this one."""

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from queue import SimpleQueue
from typing import IO

from tributary.platform.postgres.accounts import Account

_LAUNCH = Path(__file__).with_name("launch.py")
_LOG_SIZE_MAX = 16 * 1024 * 1024

ENVIRONMENT = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
"""What the server sees of our environment: nothing of ours changes how it behaves."""


def spawn(
    command: Sequence[str], *, account: Account, tied: bool, log: Path
) -> subprocess.Popen[bytes]:
    """Start a server under an account; `tied` ends it when this process ends, however it ends.

    The signal for that is sent when the *thread* that started the server ends, so that a thread
    of its own does it and stays.
    """
    owner = os.getpid() if tied else 0
    # Isolated and without site: nothing of the virtual environment has to be readable.
    launched = [sys.executable, "-I", "-S", str(_LAUNCH)]
    launched += [str(account.uid), str(account.gid), str(owner), *command]
    born: SimpleQueue[subprocess.Popen[bytes] | OSError] = SimpleQueue()

    def keep() -> None:
        try:
            with _opened(log) as output:
                server = _started(launched, output)
        except OSError as error:
            born.put(error)
            return
        born.put(server)
        server.wait()

    threading.Thread(target=keep, name="postgres-keeper", daemon=True).start()
    outcome = born.get()
    if isinstance(outcome, OSError):
        raise outcome
    return outcome


def _opened(log: Path) -> IO[bytes]:
    if log.exists() and log.stat().st_size > _LOG_SIZE_MAX:
        log.replace(log.with_suffix(".log.1"))
    # Statements that failed stand in the log, with what was in them.
    descriptor = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    return os.fdopen(descriptor, "ab")


def _started(command: Sequence[str], output: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own command, no shell.
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        env=ENVIRONMENT,
        cwd="/",
        umask=0o077,
        # A Ctrl-C at the terminal is for us: we stop the server when we are done.
        start_new_session=True,
    )
