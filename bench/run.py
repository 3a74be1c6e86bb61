"""Runs benchmarks: `python -m bench.run P7`, all of them without an id."""

import sys
from pathlib import Path

from bench.running import chosen, discover, run


def main(wanted: list[str]) -> int:
    """Return 0 only when every figure asked for was reached."""
    measurements = chosen(discover(Path(__file__).parent), wanted)
    missed = [one.id for one in measurements if not run(one)]
    if missed:
        print(f"Not reached: {' '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
