import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, files

# The patterns are written so that they do not find themselves.
REGISTRY = re.compile(
    r"index-ur[l]|\"resolved\"[:]|https?:/[/][^ \"]*"
    r"(/simpl[e]/?|/packages/[0-9a-f]{2}/[0-9a-f]{2}/|/-/[a-z0-9._-]+\.tg[z])"
)
MACHINE = re.compile(r"(?<![\w.~-])/(?:wor[k]|roo[t]|hom[e]/\w+|User[s]/\w+)/")
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)


def complaints(name: str, text: str) -> list[str]:
    """Return where a file names a registry or a place on one machine."""
    is_lock = name.endswith(".lock")
    # The Makefile tells the resolver to leave the address out.
    readable = text.replace("--no-emit-index-" + "url", "")
    return [
        f"{name}:{number}: leave addresses of registries and paths of one machine out"
        for number, line in enumerate(readable.splitlines(), start=1)
        if REGISTRY.search(line) or MACHINE.search(line) or (is_lock and "//" in line)
    ]


def text_of(path: Path) -> str:
    """Return the text of a file; nothing of one that is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_file_names_a_registry_or_a_machine() -> None:
    found = [
        complaint
        for path in files("")
        for complaint in complaints(path.relative_to(ROOT).as_posix(), text_of(path))
    ]

    assert not found, "\n".join(found)


def test_runtime_pins_are_what_the_tests_ran_with() -> None:
    runtime = set(PIN.findall(text_of(ROOT / "requirements.lock")))
    tested = set(PIN.findall(text_of(ROOT / "requirements-dev.lock")))

    assert runtime
    assert runtime <= tested, "run `make lock`"


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_pin_has_a_hash(lock: str) -> None:
    text = text_of(ROOT / lock)

    unhashed = [
        pin.group(1)
        for pin in re.finditer(r"^(\S+==\S+)(?:[^\n\\]*)(\\?)$", text, re.MULTILINE)
        if not pin.group(2)
    ]

    assert unhashed == []


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("pip.conf", "extra-index-" + "url = somewhere"),
        ("package-lock.json", '"resolved' + '": "somewhere"'),
        ("a.txt", "https://host.example" + "/simple/"),
        ("a.py", 'open("' + "/root" + '/notes.txt")'),
        ("a.md", "cd /home/" + "somebody/tributary"),
        ("requirements.lock", "wheel @ https:" + "//host.example/wheel.whl"),
    ],
)
def test_an_address_or_a_path_is_found(name: str, line: str) -> None:
    assert complaints(name, line)


@pytest.mark.parametrize(
    "line", ["https://docs.example" + "/work" + "/flow", "a" + "/work" + "/b", "/pay/abc"]
)
def test_other_addresses_pass(line: str) -> None:
    assert complaints("a.md", line) == []
