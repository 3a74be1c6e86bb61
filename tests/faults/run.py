"""Runs reliability trials: `python -m tests.faults.run R1 --trials 3000 --seed 7`.

A trial module is named `r1_crash_points.py` and has `main(n: int | None, seed: int) -> int`, with a
`flow: str | None` beside it when it can be narrowed to one flow of money. Without a number it runs
as many trials as closing an issue demands.
"""

import argparse
import inspect
import sys
from importlib import import_module
from pathlib import Path

from bench.running import Measurement, chosen, discover, run


def takes_flow(measurement: Measurement) -> bool:
    """Tell whether the trials can be narrowed to one flow."""
    return "flow" in inspect.signature(import_module(measurement.module).main).parameters


def main(arguments: list[str]) -> int:
    """Return 0 only when every figure asked for was reached."""
    parser = argparse.ArgumentParser(prog="make test-deep")
    parser.add_argument("wanted", nargs="*", metavar="ID")
    parser.add_argument("--trials", type=int, default=None)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--flow", default=None)
    asked = parser.parse_args(arguments)
    measurements = chosen(discover(Path(__file__).parent), asked.wanted)
    extra = {"flow": asked.flow} if asked.flow else {}
    flowless = [one.id for one in measurements if extra and not takes_flow(one)]
    if flowless:
        parser.error(f"{' '.join(flowless)} cannot be narrowed to a flow; leave FLOW away")
    missed = [
        one.id for one in measurements if not run(one, n=asked.trials, seed=asked.seed, **extra)
    ]
    if missed:
        print(f"Not reached: {' '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
