"""The demo, served to a browser as `make run` serves it: one process, an empty home, 400 orders."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.e2e.words import ROOT
from tests.factories.ports import free_port
from tributary.cli.demo.doors import PASSWORD
from tributary.cli.demo.people import BRAND_SLUG

ORDERS: Final = 400
READY: Final = "Serving until Ctrl-C"
PATIENCE_SECONDS: Final = 400
SERVED_ALREADY: Final = "TRIBUTARY_E2E_SITE"
"""Names a demo that is served already, for those who write these tests."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where the demo is, and how one comes in."""

    url: str
    brand: str = BRAND_SLUG
    password: str = PASSWORD


@contextmanager
def served_site() -> Iterator[Site]:
    """Build the pages where they are stale, play the demo and serve it."""
    given = os.environ.get(SERVED_ALREADY)
    if given:
        yield Site(given)
        return
    build_pages()
    # Not below pytest's own directory: that one is closed to the account PostgreSQL runs under.
    home = Path(tempfile.mkdtemp(prefix="tributary-e2e-"))
    home.chmod(0o711)
    try:
        with _playing(home) as site:
            yield site
    finally:
        shutil.rmtree(home, ignore_errors=True)


def build_pages() -> None:
    """Build console and portal when something of them changed."""
    environment = {name: text for name, text in os.environ.items() if "MAKE" not in name}
    built = subprocess.run(
        ["make", "frontend"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr


@contextmanager
def _playing(home: Path) -> Iterator[Site]:
    port = free_port()
    environment = {
        name: text
        for name, text in os.environ.items()
        if not name.startswith(("STRIPE_", "TRIBUTARY_")) and not name.endswith("DATABASE_URL")
    } | {
        "TRIBUTARY_HOME": str(home),
        "TRIBUTARY_PORT": str(port),
        "TRIBUTARY_DEMO_ORDERS": str(ORDERS),
        # A copy: somebody may build the pages anew in the meantime.
        "TRIBUTARY_PAGES": str(shutil.copytree(ROOT / "frontend" / "dist", home / "pages")),
        # As in production: each screen proves that the server knows what it asks.
        "TRIBUTARY_DOCUMENTS": "trusted",
        "PYTHONUNBUFFERED": "1",
    }
    story = home / "story.txt"
    with story.open("w") as told:
        process = subprocess.Popen(
            [sys.executable, "-c", "from tributary.cli import main; main()", "demo"],
            env=environment,
            stdout=told,
            stderr=subprocess.STDOUT,
        )
    try:
        _await_ready(process, story)
        yield Site(f"http://127.0.0.1:{port}")
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=30)
        finally:
            process.kill()


def _await_ready(process: "subprocess.Popen[bytes]", story: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while READY not in story.read_text(encoding="utf-8"):
        assert process.poll() is None, story.read_text(encoding="utf-8")
        assert time.monotonic() < deadline, story.read_text(encoding="utf-8")
        time.sleep(0.2)
