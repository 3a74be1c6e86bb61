"""Making a fresh data directory."""

import secrets
import shutil
import subprocess
from pathlib import Path

from tributary.platform.postgres.binaries import major_version
from tributary.platform.postgres.failures import ServerNotStarted
from tributary.platform.postgres.placement import Layout, sync_directory, write_durably
from tributary.platform.postgres.spawning import ENVIRONMENT

SUPERUSER = "postgres"
_FIRST_WITH_BUILTIN_LOCALE = 17


def ensure_cluster(layout: Layout, programs: Path) -> None:
    """Create the data directory unless it exists; a killed attempt leaves no half cluster.

    Call with the home's lock held.
    """
    if (layout.cluster / "PG_VERSION").exists():
        return
    for leftover in layout.root.glob("data.init-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    # A name of its own: the `initdb` of a killed attempt may still be writing under the old one.
    draft = layout.root / f"data.init-{secrets.token_hex(4)}"
    write_durably(layout.password_file, secrets.token_urlsafe(24))
    layout.account.own(layout.password_file, mode=0o600)
    # Made here, since the directory around it belongs to us and not to the server's account.
    draft.mkdir()
    layout.account.own(draft, mode=0o700)
    _initdb(layout, programs, draft)
    draft.rename(layout.cluster)
    sync_directory(layout.root)


def read_password(layout: Layout) -> str:
    """Return the superuser's password."""
    try:
        return layout.password_file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ServerNotStarted(
            f"{layout.password_file} is missing, so nobody can sign in to the database beside it: "
            "restore it from your backup"
        ) from None


def _initdb(layout: Layout, programs: Path, draft: Path) -> None:
    account = layout.account
    command = [str(programs / "initdb"), "-D", str(draft), "-U", SUPERUSER, "-E", "UTF8"]
    command += [
        "--no-instructions",
        f"--pwfile={layout.password_file}",
        "--auth=scram-sha-256",
        "--data-checksums",
    ]
    if major_version(programs) >= _FIRST_WITH_BUILTIN_LOCALE:
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    outcome = subprocess.run(  # noqa: S603 - our own command, no shell.
        command,
        check=False,
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        cwd="/",
        user=account.uid if account.switched else None,
        group=account.gid if account.switched else None,
        extra_groups=[] if account.switched else None,
    )
    if outcome.returncode != 0:
        shutil.rmtree(draft, ignore_errors=True)
        raise ServerNotStarted(
            f"the database could not be created in {layout.root}: "
            f"{outcome.stderr.strip() or outcome.stdout.strip()}"
        )
