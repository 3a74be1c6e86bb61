import ast
from collections.abc import Iterable

import pytest

from tests.architecture.source import NOT_BUSINESS, ROOT, SLICE, Module, files, modules

DOCSTRING_LINES = range(3, 11)
WITH_FRONT_DOOR = {"kernel", "platform"}

TOUR = '"""Orders.\n\nWhat is always true.\n"""\n'


def wrong_names(paths: Iterable[str]) -> list[str]:
    """Return the files of business packages that are none of the eight."""
    wrong: list[str] = []
    for path in paths:
        parts = path.split("/")
        if parts[:2] != ["backend", "tributary"] or len(parts) < len(["b", "t", "package", "x"]):
            continue
        inner = parts[3]
        known = inner == "__init__.py" or inner.removesuffix(".py") in SLICE
        if parts[2] not in NOT_BUSINESS and not known:
            wrong.append(path)
    return wrong


def wrong_front_door(module: Module) -> list[str]:
    """Return what a front door holds that it should not, or lacks."""
    wrong: list[str] = []
    lines = (ast.get_docstring(module.tree) or "").count("\n") + 1
    if lines not in DOCSTRING_LINES:
        wrong.append(f"{module.path}: give the tour in 3 to 10 lines, not {lines}")
    for node in module.tree.body[1:]:
        is_import = isinstance(node, ast.Import | ast.ImportFrom)
        is_all = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
        if not (is_import or is_all):
            wrong.append(f"{module.path}:{node.lineno}: move logic into one of the eight files")
    return wrong


def test_a_package_consists_of_the_eight_files() -> None:
    wrong = wrong_names(path.relative_to(ROOT).as_posix() for path in files(".py", ".sql"))

    assert wrong == [], "each belongs into one of the eight files, or a folder of that name"


def test_a_front_door_holds_the_tour_and_names() -> None:
    wrong = [
        complaint
        for module in modules()
        if (module.is_business or module.package in WITH_FRONT_DOOR)
        and module.path.name == "__init__.py"
        and module.path.parts[2:] == (module.package, "__init__.py")
        for complaint in wrong_front_door(module)
    ]

    assert not wrong, "\n".join(wrong)


def test_a_package_has_a_front_door() -> None:
    packages = {module.package for module in modules() if module.is_business}
    doors = {module.package for module in modules() if module.path.name == "__init__.py"}

    assert packages <= doors


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("backend/tributary/orders/pricing.py", True),
        ("backend/tributary/orders/adapters/csv.py", True),
        ("backend/tributary/orders/rules/pricing.py", False),
        ("backend/tributary/orders/operations.py", False),
        ("backend/tributary/platform/work.py", False),
        ("tests/orders/test_rules.py", False),
    ],
)
def test_a_ninth_name_is_found(path: str, *, wrong: bool) -> None:
    assert bool(wrong_names([path])) is wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (f"{TOUR}from tributary.orders.operations import place\n__all__ = ['place']", False),
        ('"""Orders."""', True),
        ('"""Orders.\n' + "\nAnd more." * 11 + '\n"""', True),
        (f"{TOUR}def place(): ...", True),
        (f"{TOUR}LIMIT = 5", True),
    ],
)
def test_a_crowded_front_door_is_found(text: str, *, wrong: bool) -> None:
    module = Module.of("backend/tributary/orders/__init__.py", text)

    assert bool(wrong_front_door(module)) is wrong
