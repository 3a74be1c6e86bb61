import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = 1_000


def test_a_sample_of_broken_files_gets_typed_answers_and_leaves_nothing_half_done() -> None:
    # A process of its own: its memory is what is measured.
    ended = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import tests.faults.r12_imports as it; raise SystemExit(it.main({SAMPLE}, 7))",
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'backend'}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )

    told = ended.stdout + ended.stderr
    reached = rf"^R12 trials={SAMPLE} untyped=0 slow=0 half_posted=0 .*reach=ok$"
    assert re.search(reached, ended.stdout, re.MULTILINE), told
