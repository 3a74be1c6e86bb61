"""Begins the next migration: the template, numbered and named."""

import sys
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

ROOT = Path(__file__).resolve().parent.parent


def main(subject: str) -> None:
    """Write migrations/versions/NNNN_subject.py, revising the newest one."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.set_main_option("path_separator", "os")
    newest = ScriptDirectory.from_config(config).get_current_head() or "0000"
    command.revision(config, message=subject, rev_id=f"{int(newest) + 1:04}")


if __name__ == "__main__":
    main(sys.argv[1])
