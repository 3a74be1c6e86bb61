"""The command line: `tributary ...`, every long step with its progress.

A refusal prints what, where and how to fix and exits with 2; an outage exits with 3; anything
else is a bug and shows its trace.
"""

from tributary.cli.root import main

__all__ = ["main"]
