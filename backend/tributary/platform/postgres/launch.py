"""Becomes the server: drops root, ties its life to the owner's, executes PostgreSQL.

Run as a script by `spawning`. A `preexec_fn` would do the same after a fork of the whole threaded
program, which may deadlock there; a fresh interpreter cannot.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def main(uid: str, gid: str, owner: str, *command: str) -> None:
    """Turn into the command, as the account, until the owner ends (0: whatever happens)."""
    libc = ctypes.CDLL(None, use_errno=True)
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(int(gid))
        os.setuid(int(uid))
    if int(owner):
        # SIGINT is a fast shutdown. Set after the change of account, which would clear it.
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGINT)
        if os.getppid() != int(owner):
            sys.exit("the owner ended before the server began")
    os.execv(command[0], command)  # noqa: S606 - the point is that no shell is between.


if __name__ == "__main__":
    main(*sys.argv[1:])
