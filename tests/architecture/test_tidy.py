import pytest

from tests.architecture.source import ROOT, Module, files, modules
from tests.architecture.tidy import COMPONENT_LINES_MAX, escapes, findings

ESCAPES = 0
"""How many exceptions there are; raise it only in a change that says why."""

ORDERS = "backend/tributary/orders/operations.py"
RULES = "backend/tributary/orders/rules.py"
LONG = "def long():\n" + "    pass\n" * 50


def test_every_file_is_tidy() -> None:
    untidy = [finding for module in modules() for finding in findings(module)]

    assert not untidy, "\n" + "\n".join(untidy)


def test_exceptions_are_counted() -> None:
    claimed = [
        escape
        for module in modules()
        if module.path.parts[:2] != ("tests", "architecture")
        for escape in escapes(module)
    ]

    assert len(claimed) == ESCAPES, "\n".join(claimed)


def test_a_component_fits_its_file() -> None:
    long = [
        path.relative_to(ROOT).as_posix()
        for path in files(".tsx")
        if path.read_text(encoding="utf-8").count("\n") > COMPONENT_LINES_MAX
    ]

    assert long == [], "move a part of each into a component of its own"


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        ("inside", ORDERS, "from tributary.credit.operations import reserve"),
        ("inside", ORDERS, "from tributary.credit import operations"),
        ("inside", ORDERS, "import tributary.credit.model"),
        ("inside", ORDERS, "from ..credit.rules import limit"),
        ("inside", ORDERS, "from tributary.kernel.money import Money"),
        ("inside", ORDERS, "from tributary.platform.work import Work"),
        ("inside", "backend/tributary/app.py", "from tributary.credit.model import Limit"),
        ("inside", "backend/tributary/api/pay.py", "from tributary.gateways.stripe.x import y"),
        ("commit", ORDERS, "async def place(work):\n    await work.session.commit()"),
        ("clock", ORDERS, "placed_at = datetime.now(UTC)"),
        ("clock", ORDERS, "placed_on = date.today()"),
        ("clock", ORDERS, "placed = time.time()"),
        ("float", ORDERS, "rate = 0.05"),
        ("float", "backend/tributary/kernel/money.py", "def times(rate: float): ..."),
        ("float", "backend/tributary/gateways/stripe/amounts.py", "amount = float(text)"),
        ("long-function", "tests/orders/test_rules.py", LONG),
        ("long-file", "bench/p1_reads.py", '"""A benchmark."""\n' * 401),
        ("unfinished", "tests/orders/test_rules.py", "# T" + "ODO: the rest"),
        ("print", ORDERS, "print(1)"),
        ("docstring", ORDERS, "import json"),
        ("docstring", ORDERS, '"""Orders"""'),
        ("name", ORDERS, "class OrderManager: ..."),
        ("name", ORDERS, "def process_order(): ..."),
        ("name", ORDERS, "async def do_place(): ..."),
        ("name", "backend/tributary/orders/rules/utils.py", "x = 1"),
        ("name", ORDERS, "def order_of_customer(): ..."),
        ("pure", RULES, "async def price(): ..."),
        ("pure", RULES, "import sqlalchemy"),
        ("pure", RULES, "from random import choice"),
        ("pure", RULES, "from tributary import credit"),
        ("pure", RULES, "from tributary.orders.model import Order"),
        ("migration", "migrations/versions/0099_x.py", "from tributary.kernel import Money"),
        ("refuses", ORDERS, "def place():\n    '''Place.'''\n    raise DraftChanged('x')"),
    ],
)
def test_an_untidy_line_is_found(rule: str, path: str, text: str) -> None:
    found = findings(Module.of(path, text))

    assert any(finding.endswith(f"({rule})") for finding in found), found


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (ORDERS, "from tributary import credit, ledger"),
        (ORDERS, "from tributary.orders.rules import price"),
        (ORDERS, "from tributary.kernel import Money"),
        (ORDERS, "from tributary.platform import Work, blobs"),
        (RULES, "from decimal import Decimal"),
        (RULES, "from tributary.credit.rules import exposure"),
        ("backend/tributary/app.py", "from tributary.commissions.reactions import REACTIONS"),
        ("backend/tributary/app.py", "from tributary.gateways.stripe.fake import app"),
        ("backend/tributary/platform/work.py", "async def end(s):\n    await s.commit()"),
        (ORDERS, "def place():\n    '''Refuses:\n    DraftChanged: x.'''\n    raise DraftChanged"),
        (ORDERS, "# tidy: float because the peer sends one\nrate = 0.05"),
        (ORDERS, "rate = 0.05  # tidy: float because the peer sends one"),
    ],
)
def test_a_tidy_line_passes(path: str, text: str) -> None:
    found = findings(Module.of(path, f'"""A module."""\n\n{text}\n'))

    assert found == []


def test_an_exception_covers_its_own_rule_only() -> None:
    module = Module.of(ORDERS, '"""Orders."""\nprint(0.5)  # tidy: float because of a peer\n')

    assert [finding.rpartition("(")[2] for finding in findings(module)] == ["print)"]
    assert escapes(module) == [f"{ORDERS}:2: float"]
