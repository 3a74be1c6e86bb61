"""The operating system account that the server runs under, and what it may reach."""

import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from tributary.platform.postgres.failures import ServerNotStarted

if sys.platform != "win32":
    import pwd

_UNPRIVILEGED = "nobody"


@dataclass(frozen=True, slots=True)
class Account:
    """A user and group id, and whether we have to switch to them."""

    uid: int
    gid: int
    switched: bool
    """We are root, whom PostgreSQL refuses, and become this account for the server."""

    @classmethod
    def of_server(cls) -> "Account":
        """Return ourselves, or an unprivileged account when we are root."""
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid(), switched=False)
        try:
            entry = pwd.getpwnam(_UNPRIVILEGED)
        except KeyError:
            raise ServerNotStarted(
                "PostgreSQL does not run as root and this system has no account 'nobody': "
                "run Tributary as an ordinary user, or set DATABASE_URL to a server of yours"
            ) from None
        return cls(entry.pw_uid, entry.pw_gid, switched=True)

    def or_owner_of(self, directory: Path) -> "Account":
        """Return the account an existing cluster belongs to, if we are free to choose.

        A cluster made by an ordinary user and started by root later goes on as that user's.
        """
        if not self.switched or not directory.exists():
            return self
        status = directory.stat()
        return self if status.st_uid == 0 else Account(status.st_uid, status.st_gid, switched=True)

    def may_enter(self, directory: Path) -> bool:
        """Tell whether the account can pass through a directory and all its parents."""
        resolved = directory.resolve()
        return all(self._is_granted(place, stat.S_IXOTH) for place in (resolved, *resolved.parents))

    def may_execute(self, program: Path) -> bool:
        """Tell whether the account can reach and run a program."""
        resolved = program.resolve()
        return self.may_enter(resolved.parent) and self._is_granted(
            resolved, stat.S_IROTH | stat.S_IXOTH
        )

    def own(self, path: Path, *, mode: int) -> None:
        """Give a file or directory of ours to the account."""
        path.chmod(mode)
        if self.switched:
            os.chown(path, self.uid, self.gid)

    def _is_granted(self, path: Path, others: int) -> bool:
        status = path.stat()
        if status.st_uid == self.uid:
            wanted = others << 6
        elif status.st_gid == self.gid:
            wanted = others << 3
        else:
            wanted = others
        return status.st_mode & wanted == wanted
