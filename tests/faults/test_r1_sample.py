import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = 25


@pytest.mark.parametrize("flow", ["payout", "webhook"])
def test_a_sample_of_deaths_loses_nothing_and_doubles_nothing(flow: str) -> None:
    call = f"it.main({SAMPLE}, 7, {flow!r}, with_census=False)"
    # A process of its own: what forks must not hold the threads of other tests.
    ended = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import tests.faults.r1_crash_points as it; raise SystemExit({call})",
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'backend'}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )

    told = ended.stdout + ended.stderr
    reached = rf"^R1 trials={SAMPLE} lost=0 doubled=0 .*reach=ok$"
    assert re.search(reached, ended.stdout, re.MULTILINE), told
