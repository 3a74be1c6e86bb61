"""A lock between the processes of one machine."""

import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl


@contextmanager
def exclusive(path: Path) -> Generator[None]:
    """Hold a lock file; whoever comes second waits, and a killed owner lets go by itself.

    Windows has no flock. No embedded server runs there, and the role passwords are guarded by
    an advisory lock of the database as well.
    """
    with path.open("a") as lock:
        if sys.platform != "win32":
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
