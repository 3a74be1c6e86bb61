"""The mobile sample, typed by our SDL and compiled as its README says."""

import json
import shutil
import subprocess
from pathlib import Path

from tests.factories.node import SCRIPTS

ROOT = Path(__file__).resolve().parents[2]
MOBILE = ROOT / "docs" / "samples" / "mobile"
INSTALLED = SCRIPTS / "node_modules"


def built(folder: Path) -> Path:
    """Compile a copy of the sample below a folder, and return where its modules are."""
    copy = folder / MOBILE.relative_to(ROOT)
    shutil.copytree(MOBILE, copy, ignore=shutil.ignore_patterns("node_modules", "graphql-env*"))
    (folder / "schema").symlink_to(ROOT / "schema")
    (copy / "node_modules").symlink_to(INSTALLED)
    for command in (["gql.tada", "generate-output"], ["tsc", "--outDir", "built"]):
        ended = subprocess.run(
            ["node", INSTALLED / ".bin" / command[0], *command[1:]],
            cwd=copy,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, ended.stdout + ended.stderr
    return copy / "built"


def foreign_versions() -> dict[str, tuple[str, str]]:
    """Return dependencies of the sample of which another version is tested: of each, both."""
    wanted, tested = (
        json.loads((folder / "package.json").read_text(encoding="utf-8"))
        for folder in (MOBILE, SCRIPTS)
    )
    named = {**wanted["dependencies"], **wanted["devDependencies"]}
    known = tested["dependencies"]
    return {
        name: (version, known.get(name, ""))
        for name, version in named.items()
        if known.get(name) != version
    }
