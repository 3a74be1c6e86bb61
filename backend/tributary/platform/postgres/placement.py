"""Where the files of the embedded server lie."""

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from tributary.platform.postgres.accounts import Account
from tributary.platform.postgres.failures import ServerNotStarted

SHELTER = Path("/var/lib/tributary")
"""Where clusters go whose home the server's account cannot enter, such as one below /root."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The directories and files of one cluster."""

    root: Path
    account: Account

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own data directory."""
        return self.root / "data"

    @property
    def sockets(self) -> Path:
        """The directory of the Unix socket."""
        return self.root / "run"

    @property
    def password_file(self) -> Path:
        """The superuser's password."""
        return self.root / "password"

    @property
    def port_file(self) -> Path:
        """The port of the last start, tried first at the next one."""
        return self.root / "port"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.root / "postgres.log"


def settle(home: Path) -> Layout:
    """Return where the cluster of a home lies, and make the directories.

    Normally below the home. As root the server runs as `nobody`, who cannot enter a home below a
    private directory; nobody's parents are opened up for that, the cluster moves to the shelter
    and a file in the home points there. Call with the home's lock held.
    """
    account = Account.of_server()
    pointer = home / "postgres.location"
    root = home / "postgres"
    if pointer.exists():
        root = _pointed_at(pointer)
    elif not account.or_owner_of(root / "data").may_enter(home):
        root = _sheltered(home, root, pointer)
    layout = Layout(root, account.or_owner_of(root / "data"))
    # The account owns only what it writes to: we, perhaps root, open files beside that.
    layout.root.mkdir(exist_ok=True)
    layout.root.chmod(0o711)
    layout.sockets.mkdir(exist_ok=True)
    layout.account.own(layout.sockets, mode=0o711)
    return layout


def write_durably(path: Path, text: str, *, mode: int = 0o600) -> None:
    """Write a small file so that it is whole or absent, even after a power cut."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    sync_directory(path.parent)


def sync_directory(directory: Path) -> None:
    """Make the names in a directory durable; Windows does that by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _pointed_at(pointer: Path) -> Path:
    root = Path(pointer.read_text(encoding="utf-8").strip())
    if not root.is_dir():
        # A fresh cluster in its place would look as if all records were lost.
        raise ServerNotStarted(
            f"{pointer} says the database lies in {root}, which does not exist: restore that "
            f"directory, or delete {pointer} to begin with an empty database"
        )
    return root


def _sheltered(home: Path, root: Path, pointer: Path) -> Path:
    if (root / "data").exists():
        raise ServerNotStarted(
            f"the database in {root} cannot be reached by the account it belongs to: a directory "
            "above it lost its permission to pass (chmod a+x); give it back"
        )
    SHELTER.mkdir(mode=0o711, parents=True, exist_ok=True)
    # The random part keeps a new clone at an old path from inheriting the old clone's records.
    place = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    sheltered = SHELTER / f"{place}-{secrets.token_hex(4)}"
    sheltered.mkdir(mode=0o711)
    write_durably(sheltered / "home", f"{home}\n")
    write_durably(pointer, f"{sheltered}\n")
    return sheltered
