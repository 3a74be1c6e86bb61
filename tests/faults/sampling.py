"""A sample of a deep run, in a process of its own."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run_sample(module: str, *given: object, reached: str, **more: object) -> None:
    """Call `main` of a module beside this one, and want a line that matches at its end.

    Its memory is measured, and what forks must not hold the threads of other tests: hence the
    process.
    """
    arguments = [*map(repr, given), *(f"{name}={value!r}" for name, value in more.items())]
    call = f"it.main({', '.join(arguments)})"
    ended = subprocess.run(
        [sys.executable, "-c", f"import tests.faults.{module} as it; raise SystemExit({call})"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'backend'}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert re.search(reached, ended.stdout, re.MULTILINE), ended.stdout + ended.stderr
