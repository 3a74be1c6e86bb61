"""The style guide as code: each rule finds what to change and says what to do instead.

An exception is a comment with a name on the line of the finding, or alone on the line above,
`# tidy: long-function because ...`; the test counts them.
"""

import ast
import builtins
import re
import sys
from collections.abc import Callable, Iterator
from typing import Final

from tests.architecture.source import COMPOSITION, FOUNDATION, SLICE, Module

FUNCTION_LINES_MAX: Final = 50
FILE_LINES_MAX: Final = 400
COMPONENT_LINES_MAX: Final = 250
INSIDE_DEPTH: Final = {"gateways": 4}
"""From how many parts on an import reaches inside; a vendor's folder has its own front door."""

BANNED: Final = re.compile(
    "manager|services?|helpers?|utils?|common|misc|handlers?|process|data|info"
)
TERMS: Final = re.compile(r"data_received|data_directory|in_process|InProcess")
"""Terms of PostgreSQL, of asyncio and of the operating system, where the word hides nothing."""

SYNONYMS: Final = {
    "customer": "distributor or debtor",
    "client": "distributor or debtor",
    "dealer": "distributor",
    "reseller": "distributor",
    "merchant": "brand",
    "tenant": "brand",
}
FOREIGN_WORDS: Final = frozenset({"channels", "stores", "marketplaces", "integrations"})
"""Packages that quote the words of others."""

IMPURE: Final = re.compile(
    "asyncio|http|io|logging|multiprocessing|os|pathlib|random|secrets|shutil|socket|sqlite3|"
    "ssl|subprocess|tempfile|threading|time|urllib"
)
CLOCKS: Final = frozenset(
    f"{owner}.{call}"
    for owner, calls in {
        "datetime": ["now", "today", "utcnow"],
        "date": ["today"],
        "func": ["now", "current_timestamp", "current_date"],
        "time": ["time", "time_ns"],
    }.items()
    for call in calls
)
"""Calls that ask the machine or the database; a clock that was passed in may be asked."""

ESCAPE: Final = re.compile(r"# tidy: (?P<rule>[a-z-]+) because \w+")
MARK: Final = re.compile(r"\b(?:TOD[O]|FIXM[E])\b|#\s*X{3}\b")

Rule = Callable[[Module], Iterator[tuple[int, str]]]


def inside(module: Module) -> Iterator[tuple[int, str]]:
    """Other packages are reached through their front door."""
    for line, origin, name in module.imports():
        parts = origin.split(".")
        if parts[0] != "tributary" or len(parts) == 1 or parts[1] == module.package:
            continue
        target = parts[1]
        reached = [*parts[2:], name][0]
        deep = len(parts) >= INSIDE_DEPTH.get(target, 3)
        if target not in FOUNDATION | {"gateways", "api"}:
            deep = deep or reached in SLICE
        if not deep or _may_look_inside(module, target, reached):
            continue
        yield line, f"reach {target} by its front door: `from tributary import {target}`"


def _may_look_inside(module: Module, target: str, reached: str) -> bool:
    if not module.package:
        return True
    if module.package in COMPOSITION:
        return target in {"platform", "gateways", "api"} or reached == "reactions"
    # A gateway implements the port of a package; rules build on the rules of others.
    return (module.package, reached) == ("gateways", "ports") or (
        module.slice_file == reached == "rules"
    )


def commit(module: Module) -> Iterator[tuple[int, str]]:
    """Only the platform ends a transaction."""
    # A fake keeps a store of its own and has no Work.
    if module.package in {"", "platform"} or "fake" in module.path.parts:
        return
    for line, name, _ in _calls(module):
        if name == "commit":
            yield line, "let Work commit: open it around the operation and return"


def clock(module: Module) -> Iterator[tuple[int, str]]:
    """Only kernel and platform know what time it is."""
    if module.package in {"", "kernel", "platform"}:
        return
    for line, name, owner in _calls(module):
        if f"{owner}.{name}" in CLOCKS:
            yield line, "take `now: datetime` or `today: date` as an argument, do not ask"


def _calls(module: Module) -> Iterator[tuple[int, str, str]]:
    """Yield line, method and owner of each call such as `owner.method()`."""
    for node in module.nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value).rpartition(".")[2]
            yield node.lineno, node.func.attr, owner


def no_float(module: Module) -> Iterator[tuple[int, str]]:
    """Money knows no float: neither as a literal, nor as a name."""
    if not (module.is_business or module.package == "kernel" or "amounts" in module.path.stem):
        return
    for node in module.nodes:
        if (isinstance(node, ast.Constant) and isinstance(node.value, float)) or (
            isinstance(node, ast.Name) and node.id == "float"
        ):
            yield node.lineno, "count minor units in int, write rates as Rate or Decimal('...')"


def long_function(module: Module) -> Iterator[tuple[int, str]]:
    """A function fits a screen; a migration is one list of statements from top to bottom."""
    if module.path.parts[:2] == ("migrations", "versions"):
        return
    for node in module.functions():
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        if length > FUNCTION_LINES_MAX:
            yield node.lineno, f"{node.name} has {length} lines: make its steps functions"


def long_file(module: Module) -> Iterator[tuple[int, str]]:
    """A file is read in one go."""
    length = module.text.count("\n")
    if length > FILE_LINES_MAX:
        yield 1, f"{length} lines: make it a folder of that name with a file for each subject"


def unfinished(module: Module) -> Iterator[tuple[int, str]]:
    """What is not done is an issue, not a comment."""
    for line, text in enumerate(module.text.splitlines(), start=1):
        if MARK.search(text):
            yield line, "finish it or file an issue; no marks in the main branch"


def printing(module: Module) -> Iterator[tuple[int, str]]:
    """The product logs, or shows by the console of the command line."""
    if module.path.parts[0] != "backend":
        return
    for node in module.nodes:
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print":
            yield node.lineno, "log with structlog, or show it with the console of cli"


def docstring(module: Module) -> Iterator[tuple[int, str]]:
    """Every module says in one sentence what lives here."""
    if module.path.parts[0] in {"backend", "bench", "migrations", "scripts"}:
        text = ast.get_docstring(module.tree) or ""
        if not text.partition("\n")[0].rstrip().endswith((".", "?", ":")):
            yield 1, "begin with one sentence that says what lives here"


def name(module: Module) -> Iterator[tuple[int, str]]:
    """A name says what a thing is, in the one word we have for it."""
    for line, given in _names(module):
        own = TERMS.sub("", given)
        words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", own) or [given]
        lower = [word.lower() for word in words]
        hollow = [word for word in lower if BANNED.fullmatch(word)]
        if lower[0] in {"do", "perform"} and len(lower) > 1:
            hollow.append(lower[0])
        for word in hollow:
            yield line, f"{given}: {word!r} hides the verb or noun; name the deed or the thing"
        if not module.is_business or module.package in FOREIGN_WORDS or "credit" in lower:
            continue
        for word in SYNONYMS.keys() & set(lower):
            yield line, f"{given}: say {SYNONYMS[word]}, the glossary has one word per concept"


def _names(module: Module) -> Iterator[tuple[int, str]]:
    yield 1, module.path.stem
    for node in module.nodes:
        # A test is a sentence and may say any word of the language.
        if isinstance(
            node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
        ) and not node.name.startswith("test_"):
            yield node.lineno, node.name


def pure(module: Module) -> Iterator[tuple[int, str]]:
    """Rules take values and return values."""
    if module.slice_file != "rules":
        return
    for node in module.nodes:
        if isinstance(node, ast.AsyncFunctionDef | ast.Await):
            yield node.lineno, "rules do not wait: read in queries, act in operations"
    for line, origin, imported in module.imports():
        root, _, rest = origin.partition(".")
        if root == "tributary":
            inner = [*rest.split("."), imported]
            if inner[0] != "kernel" and "rules" not in inner[1:2]:
                yield line, "rules import only tributary.kernel and the rules of packages upstream"
        elif IMPURE.fullmatch(root) or root not in sys.stdlib_module_names:
            yield line, f"rules do without {root}: pass in what it would have found"


def refuses(module: Module) -> Iterator[tuple[int, str]]:
    """An operation or rule says on which grounds it declines."""
    if module.slice_file not in {"operations", "rules"}:
        return
    for node in module.functions():
        if node.name.startswith("_"):
            continue
        told = ast.get_docstring(node) or ""
        for raised in (one for one in ast.walk(node) if isinstance(one, ast.Raise)):
            exception = raised.exc.func if isinstance(raised.exc, ast.Call) else raised.exc
            if not isinstance(exception, ast.Name) or not exception.id[:1].isupper():
                continue
            known = hasattr(builtins, exception.id) or exception.id == "Outage"
            if not known and exception.id not in told:
                yield raised.lineno, f"name {exception.id} under `Refuses:` in {node.name}"


def migration(module: Module) -> Iterator[tuple[int, str]]:
    """A migration stays what it was, whatever becomes of the product."""
    if module.path.parts[0] != "migrations":
        return
    for line, origin, _ in module.imports():
        if origin.split(".")[0] == "tributary":
            yield line, "write out what the migration needs: tributary changes, history does not"


RULES: Final[dict[str, Rule]] = {
    "inside": inside,
    "commit": commit,
    "clock": clock,
    "float": no_float,
    "long-function": long_function,
    "long-file": long_file,
    "unfinished": unfinished,
    "print": printing,
    "docstring": docstring,
    "name": name,
    "pure": pure,
    "refuses": refuses,
    "migration": migration,
}


def findings(module: Module) -> list[str]:
    """Return what is untidy in a module, each as file, line, advice and rule."""
    lines = module.text.splitlines()
    found: list[str] = []
    for rule, look in RULES.items():
        for line, advice in look(module):
            near = lines[max(line - 2, 0) : line]
            escaped = [match["rule"] for text in near if (match := ESCAPE.search(text))]
            if rule not in escaped:
                found.append(f"{module.path}:{line}: {advice} ({rule})")
    return found


def escapes(module: Module) -> list[str]:
    """Return the exceptions a module claims."""
    return [
        f"{module.path}:{line}: {match['rule']}"
        for line, text in enumerate(module.text.splitlines(), start=1)
        if (match := ESCAPE.search(text))
    ]
