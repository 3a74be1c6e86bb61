"""The oldest PostgreSQL we promise runs the schema, the ledger and the set-based SQL too."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SUITES = ("tests/architecture/test_schema.py", "tests/ledger", "tests/platform/test_work.py")


@pytest.mark.timeout(900)
@pytest.mark.seconds(40)
def test_schema_and_ledger_work_on_the_installed_postgres() -> None:
    if not list(Path("/usr/lib/postgresql").glob("*/bin/postgres")):
        pytest.skip("this system has no PostgreSQL of its own")

    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *SUITES],
        cwd=ROOT,
        env={**os.environ, "TRIBUTARY_TEST_POSTGRES": "installed"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout[-4000:]
