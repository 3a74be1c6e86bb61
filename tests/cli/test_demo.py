"""The demo as its users run it: a process of its own, an empty home, a small brand."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from tests.factories.ports import free_port

pytestmark = pytest.mark.seconds(55)

ORDERS = "60"
PATIENCE_SECONDS = 240


@pytest.fixture
def home() -> Iterator[Path]:
    # Not below pytest's own directory: that one is closed to the account PostgreSQL runs under.
    home = Path(tempfile.mkdtemp(prefix="tributary-demo-"))
    home.chmod(0o711)
    yield home
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def port() -> int:
    return free_port()


Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(home: Path, port: int) -> Iterator[Start]:
    """Starts a run of the demo; none outlives the test."""
    environment = {
        name: given
        for name, given in os.environ.items()
        if not name.startswith(("STRIPE_", "TRIBUTARY_")) and not name.endswith("DATABASE_URL")
    }
    settings = {
        "TRIBUTARY_HOME": str(home),
        "TRIBUTARY_PORT": str(port),
        "TRIBUTARY_DEMO_ORDERS": ORDERS,
        "PYTHONUNBUFFERED": "1",
    }
    with ExitStack() as processes:

        def run(*arguments: str) -> subprocess.Popen[str]:
            process = subprocess.Popen(
                [
                    sys.executable,
                    "-c",
                    "from tributary.cli import main; main()",
                    "demo",
                    *arguments,
                ],
                env=environment | settings,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            processes.enter_context(process)
            processes.callback(process.kill)
            return process

        yield run


def told(process: subprocess.Popen[str]) -> str:
    """Return what a run said, once it has ended well."""
    output, _ = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0, output
    return output


def listen_for(process: subprocess.Popen[str], words: str) -> str:
    """Return what a run says up to some words."""
    said = ""
    assert process.stdout is not None
    for line in process.stdout:
        said += line
        if words in line:
            return said
    raise AssertionError(said)


@pytest.mark.timeout(600)
def test_a_killed_demo_is_continued_and_a_finished_one_is_served_as_it_is(
    start: Start, port: int
) -> None:
    killed = start("--no-serve")
    listen_for(killed, "settled")
    killed.send_signal(signal.SIGKILL)
    killed.wait()

    story = told(start("--no-serve"))

    assert "is settled already" in story
    for said in ("in quarantine", "rolled forward", "credit note", "webhook arrives", "twice"):
        assert said in story, story
    assert "is declined (402)" in story
    assert "SECOND_PERSON_MISSING" in story
    assert "every invariant holds" in story

    serving = start()
    later = listen_for(serving, "Serving until Ctrl-C")
    assert "is here already" in later
    assert standing(later) == standing(story)
    answers_at(port, later)
    serving.send_signal(signal.SIGINT)
    serving.communicate(timeout=30)
    assert serving.returncode == 0


def standing(story: str) -> str:
    """Return the chapter about where the brand stands."""
    found = re.search(r"Where it stands.*?Open it", story, re.DOTALL)
    assert found is not None, story
    return found[0]


def answers_at(port: int, said: str) -> None:
    """Open every address that the demo told."""
    urls = [word for word in said.split() if word.startswith(f"http://127.0.0.1:{port}/")]
    with httpx.Client() as browser:
        answers = {url.split("/")[3]: browser.get(url).status_code for url in urls}
    pages = {answers.pop("console"), answers.pop("portal")}
    assert answers == {"health": 200, "pay": 200, "statements": 200}
    # The pages are there as far as somebody built them, and say so otherwise.
    assert pages in ({200}, {503})


def test_a_taken_port_is_named(start: Start, port: int) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        process = start("--no-serve")
        output, _ = process.communicate(timeout=60)

    assert process.returncode == 2
    assert f"Port {port} on 127.0.0.1 is in use" in output
    assert "TRIBUTARY_PORT" in output
