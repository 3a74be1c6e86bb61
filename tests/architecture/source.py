"""What the architecture tests read: the project's own files and their syntax trees."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Final, Self

ROOT: Final = Path(__file__).resolve().parents[2]

SLICE: Final = frozenset(
    {"rules", "model", "queries", "operations", "events", "reactions", "ports"}
)
"""What a business package consists of, beside its front door."""

FOUNDATION: Final = frozenset({"kernel", "settings", "platform"})
COMPOSITION: Final = frozenset({"app", "cli"})
NOT_BUSINESS: Final = FOUNDATION | COMPOSITION | {"gateways", "api", ""}


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file of the project, by its path from the root."""

    path: PurePosixPath
    text: str
    tree: ast.Module
    nodes: tuple[ast.AST, ...] = field(repr=False)
    """All of the tree: each rule goes through them."""

    @classmethod
    def of(cls, path: str, text: str) -> Self:
        """Parse a text as if it stood at a path."""
        tree = ast.parse(text)
        return cls(PurePosixPath(path), text, tree, tuple(ast.walk(tree)))

    @property
    def package(self) -> str:
        """The package of the river it belongs to; empty outside of it."""
        parts = self.path.parts
        if parts[:2] != ("backend", "tributary") or parts[2:] == ("__init__.py",):
            return ""
        return parts[2].removesuffix(".py")

    @property
    def slice_file(self) -> str:
        """Which of the eight files it is, or belongs to; empty outside business packages."""
        if self.package in NOT_BUSINESS or len(self.path.parts) <= len(("b", "t", "package")):
            return ""
        return self.path.parts[3].removesuffix(".py")

    @property
    def is_business(self) -> bool:
        """Whether it belongs to one of the packages named after the user's menu."""
        return self.package not in NOT_BUSINESS

    def imports(self) -> Iterator[tuple[int, str, str]]:
        """Yield line, module and name of each import; the name is empty for `import x`."""
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name, "") for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((node.lineno, self._origin(node), alias.name) for alias in node.names)

    def _origin(self, node: ast.ImportFrom) -> str:
        """Return the absolute module of a `from` import, dots in front resolved."""
        if not node.level:
            return node.module or ""
        base = self.path.parts[1 : len(self.path.parts) - node.level]
        return ".".join([*base, *([node.module] if node.module else [])])

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Yield every function, methods and inner ones included."""
        for node in self.nodes:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


@cache
def files(*suffixes: str) -> tuple[Path, ...]:
    """Return the project's own files: what git tracks or would track, in order."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (ROOT / name for name in sorted(set(listing.stdout.split("\0"))) if name)
    return tuple(path for path in paths if path.is_file() and path.name.endswith(suffixes or ""))


@cache
def modules() -> tuple[Module, ...]:
    """Return every Python file of the project, parsed."""
    return tuple(
        Module.of(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in files(".py")
    )
