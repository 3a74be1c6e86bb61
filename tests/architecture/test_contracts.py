import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

LAYERS = [
    layer
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
    for layer in contract.get("layers", [])
]

TREE = {
    "kernel/__init__.py": "",
    "platform/__init__.py": "from tributary.platform import jobs",
    "platform/jobs.py": "import procrastinate, sqlalchemy",
    "gateways/__init__.py": "",
    "gateways/stripe/__init__.py": "import stripe",
    "credit/__init__.py": "from tributary.credit import operations",
    "credit/operations.py": "from tributary import platform",
    "credit/rules.py": "from tributary import kernel",
    "orders/__init__.py": "",
    "orders/rules.py": "from tributary.credit import rules",
    "orders/operations.py": "from tributary import credit",
    "inventory/__init__.py": "",
}


def lint(folder: Path, changes: dict[str, str]) -> str:
    """Return what our contracts say about a small tree like ours."""
    package = folder / "tributary"
    for path, text in ({"__init__.py": ""} | TREE | changes).items():
        (package / path).parent.mkdir(parents=True, exist_ok=True)
        (package / path).write_text(text, encoding="utf-8")
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    linter = subprocess.run(
        [sys.executable, "-c", program, "--no-cache", f"--config={ROOT / 'pyproject.toml'}"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PYTHONUTF8": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return linter.stdout + linter.stderr


def test_a_tree_that_keeps_the_contracts_passes(tmp_path: Path) -> None:
    assert "Contracts: 3 kept, 0 broken." in lint(tmp_path, {})


@pytest.mark.parametrize(
    ("contract", "path", "text"),
    [
        ("River", "credit/reactions.py", "from tributary import orders"),
        ("River", "credit/queries.py", "from tributary import inventory"),
        ("River", "orders/ports.py", "from tributary.gateways import stripe"),
        ("River", "kernel/clocks.py", "from tributary import platform"),
        ("River", "helpers/__init__.py", ""),
        ("Pure", "orders/rules.py", "import asyncio"),
        ("Pure", "credit/rules.py", "from tributary import platform"),
        ("Pure", "kernel/money.py", "import sqlalchemy"),
        ("Edges", "orders/operations.py", "import stripe"),
        ("Edges", "gateways/mail.py", "from reportlab import platypus"),
        ("Edges", "orders/reactions.py", "import procrastinate"),
    ],
)
def test_a_broken_contract_is_found(tmp_path: Path, contract: str, path: str, text: str) -> None:
    answer = lint(tmp_path, {path: text})

    broken = [line for line in answer.splitlines() if "BROKEN" in line]
    assert any(line.startswith(contract) for line in broken), answer


def test_the_river_has_every_package_of_the_tree() -> None:
    known = {name.strip("() ") for layer in LAYERS for name in layer.split("|")}
    folders = {
        path.name.removesuffix(".py")
        for path in (ROOT / "backend" / "tributary").iterdir()
        if (path / "__init__.py").exists() or path.suffix == ".py"
    }

    assert folders - {"__init__"} <= known
