"""A part of CEL in which every expression has an answer: parsed, typed, and tried.

No fractions, no division, no lists but of constants: nothing that could fail on some row. The words
of CEL that are left mean what the library makes of them; who compiles them means the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final, Protocol, cast

import lark
from celpy import Environment, Runner, celtypes
from celpy.celparser import CELParseError
from celpy.evaluation import CELEvalError, celstr

from tributary.kernel.currencies import Currency
from tributary.kernel.money import Money

WHERE_MAX: Final = 500
_DEEP: Final = 20
_NUMBER_MAX: Final = 1_000_000_000


class Kind(StrEnum):
    """What a part of a rule is."""

    NUMBER = "a number"
    AMOUNT = "an amount"
    TEXT = "a text"
    DAY = "a day"
    TRUTH = "true or false"


@dataclass(frozen=True, slots=True)
class Name:
    """Something of the line."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Constant:
    """A value; an amount in the smallest unit."""

    value: int | str | date | bool
    kind: Kind


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator of CEL with what it is applied to."""

    operator: str
    parts: "Sequence[Part]"
    kind: Kind


Part = Name | Constant | Operation


class WhereUnreadable(ValueError):
    """A rule is no such condition; the message says what, where, and what to write instead."""


def condition_of(where: str, currency: Currency, variables: Mapping[str, Kind]) -> Part:
    """Return a rule as a tree whose types fit.

    Args:
        where: what somebody wrote.
        currency: of its amounts.
        variables: what it may ask for.

    Raises:
        WhereUnreadable: it is no condition.
    """
    if len(where) > WHERE_MAX:
        raise WhereUnreadable(f"it has {len(where)} letters, at most {WHERE_MAX} are read")
    if where.count("(") > _DEEP:
        raise WhereUnreadable(f"it has more than {_DEEP} brackets: write it flatter")
    if not where.isprintable():
        raise WhereUnreadable("it is written in one line, without signs that nobody sees")
    try:
        part = _Checker(currency, variables).part(_CEL.compile(where), 0)
    except CELParseError as error:
        at = error.column
        place = "its end" if at is None or at < 0 else str(at)
        raise WhereUnreadable(f"at {place}: this is not CEL") from error
    if part.kind is not Kind.TRUTH:
        raise WhereUnreadable(f"it is {part.kind}, and a rule is true or false")
    return part


def names_in(part: Part) -> set[str]:
    """Return what a rule asks of a line."""
    match part:
        case Name():
            return {part.name}
        case Constant():
            return set()
        case Operation():
            return {name for each in part.parts for name in names_in(each)}


def _minor_of(text: str, currency: Currency) -> int:
    """Read an amount of a rule.

    Raises:
        WhereUnreadable: it is none of the currency.
    """
    try:
        return Money.of(text, currency).minor
    except ValueError as error:
        raise WhereUnreadable(str(error)) from error


def _day_of(text: str) -> date:
    """Read a day of a rule.

    Raises:
        WhereUnreadable: it is none.
    """
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise WhereUnreadable(f"{text!r} is no day such as 2026-11-11") from error
    if found.isoformat() != text:
        raise WhereUnreadable(f"{text!r} is no day such as 2026-11-11")
    return found


Tree = lark.Tree[lark.Token]


class Cel(Protocol):
    """What of the library is used, with the type that its parser's trees have."""

    def compile(self, text: str) -> Tree:
        """Parse a text."""
        ...

    def program(self, expr: Tree, functions: Mapping[str, object]) -> Runner:
        """Return what evaluates a tree."""
        ...


# Made once and here: making it raises the limit of recursion of the process.
_CEL: Final = cast("Cel", Environment())


_ORDERED: Final = frozenset({Kind.NUMBER, Kind.AMOUNT, Kind.DAY})
_RELATIONS: Final = {
    "relation_lt": "<",
    "relation_le": "<=",
    "relation_gt": ">",
    "relation_ge": ">=",
    "relation_eq": "==",
    "relation_ne": "!=",
}
_SUMS: Final = {"addition_add": "+", "addition_sub": "-"}
_TEXT_CALLS: Final = ("startsWith", "contains")
_HOW: Final = 'write an amount as amount("1000.00") and a day as day("2026-11-11")'


class _Checker:
    """Walks the tree of the parser and gives each part its type."""

    def __init__(self, currency: Currency, variables: Mapping[str, Kind]) -> None:
        self._currency = currency
        self._variables = variables

    def part(self, tree: Tree, deep: int) -> Part:  # noqa: PLR0911  One line for each.
        """Return a part with its type.

        Raises:
            WhereUnreadable: its types do not fit, or rules do without it.
        """
        tree = _inner(tree)
        if deep > _DEEP:
            raise WhereUnreadable(f"it is nested more than {_DEEP} times: write it flatter")
        parts, below = _trees(tree), deep + 1
        match str(tree.data), len(parts):
            case ("conditionalor" | "conditionaland") as word, 2:
                operator = "||" if word == "conditionalor" else "&&"
                return self._truths(tree, operator, [self.part(each, below) for each in parts])
            case "relation", 2:
                return self._relation(parts[0], parts[1], below)
            case "addition" | "multiplication", 2:
                return self._sum(parts[0], parts[1], below)
            case "unary", 2:
                return self._unary(parts[0], parts[1], below)
            case "member_dot_arg", _:
                return self._call_on(tree, below)
            case "ident_arg", _:
                return self._call(tree)
            case "ident", 0:
                return self._name(tree)
            case "literal", 0:
                return self._literal(tree)
            case _:
                raise _unreadable(tree, "rules do without this part of CEL")

    def _truths(self, tree: Tree, operator: str, parts: list[Part]) -> Part:
        for each in parts:
            if each.kind is not Kind.TRUTH:
                raise _unreadable(tree, f"{operator} joins what is true or false, not {each.kind}")
        return Operation(operator, parts, Kind.TRUTH)

    def _relation(self, head: Tree, tail: Tree, deep: int) -> Part:
        left = self.part(_trees(head)[0], deep)
        if head.data == "relation_in":
            return self._within(left, tail, deep)
        operator, right = _RELATIONS[str(head.data)], self.part(tail, deep)
        if left.kind is not right.kind:
            said = f"{operator} does not compare {left.kind} with {right.kind}; {_HOW}"
            raise _unreadable(head, said)
        if left.kind is Kind.TRUTH:
            raise _unreadable(head, f"{operator} compares no truths: write && || and !")
        if operator not in {"==", "!="} and left.kind not in _ORDERED:
            raise _unreadable(head, f"{operator} does not compare texts: write == or startsWith")
        return Operation(operator, (left, right), Kind.TRUTH)

    def _within(self, left: Part, tail: Tree, deep: int) -> Part:
        found = _inner(tail)
        if found.data != "list_lit" or not _trees(found):
            raise _unreadable(found, 'in is followed by a list such as ["A", "B"]')
        choices = [self.part(each, deep) for each in _trees(_trees(found)[0])]
        for each in choices:
            if not isinstance(each, Constant) or each.kind is not left.kind:
                raise _unreadable(found, f"the list has constants, each of them {left.kind}")
        return Operation("in", (left, *choices), Kind.TRUTH)

    def _sum(self, head: Tree, tail: Tree, deep: int) -> Part:
        left, right = self.part(_trees(head)[0], deep), self.part(tail, deep)
        kinds = {left.kind, right.kind}
        if str(head.data) in _SUMS and kinds in ({Kind.NUMBER}, {Kind.AMOUNT}):
            return Operation(_SUMS[str(head.data)], (left, right), left.kind)
        if head.data != "multiplication_mul":
            said = "numbers are added to numbers and amounts to amounts"
            is_sum = str(head.data) in _SUMS
            raise _unreadable(head, said if is_sum else "nothing is divided: multiply instead")
        if kinds not in ({Kind.NUMBER}, {Kind.NUMBER, Kind.AMOUNT}):
            raise _unreadable(head, "a number or an amount is multiplied by a number")
        kind = Kind.AMOUNT if Kind.AMOUNT in kinds else Kind.NUMBER
        return Operation("*", (left, right), kind)

    def _unary(self, sign: Tree, tail: Tree, deep: int) -> Part:
        part = self.part(tail, deep)
        wanted = {Kind.TRUTH} if sign.data == "unary_not" else {Kind.NUMBER, Kind.AMOUNT}
        if part.kind not in wanted:
            raise _unreadable(sign, f"this does not turn {part.kind} round")
        return Operation("!" if sign.data == "unary_not" else "-", (part,), part.kind)

    def _call_on(self, tree: Tree, deep: int) -> Part:
        on, word, *rest = tree.children
        called = str(word)
        given = _trees(cast("Tree", rest[0])) if rest else []
        if called not in _TEXT_CALLS or len(given) != 1:
            raise _unreadable(tree, f"the only words after a dot are {', '.join(_TEXT_CALLS)}")
        parts = (self.part(cast("Tree", on), deep), self.part(given[0], deep))
        if any(each.kind is not Kind.TEXT for each in parts):
            raise _unreadable(tree, f"{called} is asked of a text, about a text")
        return Operation(called, parts, Kind.TRUTH)

    def _call(self, tree: Tree) -> Part:
        word, *rest = tree.children
        given = _trees(cast("Tree", rest[0])) if rest else []
        literal = _inner(given[0]) if len(given) == 1 else None
        value = None if literal is None or literal.data != "literal" else self._literal(literal)
        if str(word) not in {"amount", "day"} or value is None or value.kind is not Kind.TEXT:
            raise _unreadable(tree, _HOW)
        text = str(value.value)
        if str(word) == "amount":
            return Constant(_minor_of(text, self._currency), Kind.AMOUNT)
        return Constant(_day_of(text), Kind.DAY)

    def _name(self, tree: Tree) -> Part:
        name = str(tree.children[0])
        if name not in self._variables:
            raise _unreadable(tree, f"a line has no {name!r}: it has {', '.join(self._variables)}")
        return Name(name, self._variables[name])

    def _literal(self, tree: Tree) -> Constant:
        token = cast("lark.Token", tree.children[0])
        match token.type:
            case "INT_LIT" if abs(int(token, 0)) <= _NUMBER_MAX:
                return Constant(int(token, 0), Kind.NUMBER)
            case "INT_LIT":
                raise _unreadable(tree, f"numbers go up to {_NUMBER_MAX}")
            case "STRING_LIT" if str(celstr(token)).isprintable():
                return Constant(str(celstr(token)), Kind.TEXT)
            case "STRING_LIT":
                raise _unreadable(tree, "texts have no signs that nobody sees")
            case "BOOL_LIT":
                return Constant(str(token) == "true", Kind.TRUTH)
            case _:
                raise _unreadable(tree, f"{token} is neither a whole number nor a text; {_HOW}")


def _inner(tree: Tree) -> Tree:
    """Step down to where there is a choice: the grammar has a rung for each precedence."""
    while len(tree.children) == 1 and isinstance(tree.children[0], lark.Tree):
        if tree.data in {"list_lit", "exprlist"}:
            break
        tree = tree.children[0]
    return tree


def _trees(tree: Tree) -> list[Tree]:
    return [each for each in tree.children if isinstance(each, lark.Tree)]


def _unreadable(tree: Tree, said: str) -> WhereUnreadable:
    at = cast("int", getattr(tree.meta, "column", 1))
    return WhereUnreadable(f"at {at}: {said}")


def holds(
    where: str, currency: Currency, variables: Mapping[str, Kind], facts: Mapping[str, int | str]
) -> bool:
    """Tell what the library itself makes of a rule.

    Args:
        where: a rule without faults.
        currency: of its amounts.
        variables: what it may ask for.
        facts: what it does ask for: amounts and days as texts.

    Raises:
        WhereUnreadable: the facts are none, or too large to reckon with.
    """
    given = {name: _given(name, value, currency, variables) for name, value in facts.items()}
    try:
        return bool(_program(where, currency).evaluate(given))
    except CELEvalError as error:
        raise WhereUnreadable("its numbers are too large to reckon with") from error


@lru_cache(maxsize=256)
def _program(where: str, currency: Currency) -> Runner:
    def amount(text: celtypes.Value) -> celtypes.Value:
        return celtypes.IntType(_minor_of(str(text), currency))

    def day(text: celtypes.Value) -> celtypes.Value:
        return celtypes.StringType(str(text))

    return _CEL.program(_CEL.compile(where), {"amount": amount, "day": day})


def _given(
    name: str, value: int | str, currency: Currency, variables: Mapping[str, Kind]
) -> celtypes.Value:
    kind = variables.get(name)
    match kind:
        case None:
            raise WhereUnreadable(f"a line has no {name!r}: it has {', '.join(variables)}")
        case Kind.NUMBER if isinstance(value, int):
            return celtypes.IntType(value)
        case Kind.AMOUNT if isinstance(value, str):
            return celtypes.IntType(_minor_of(value, currency))
        case Kind.DAY if isinstance(value, str):
            return celtypes.StringType(_day_of(value).isoformat())
        case Kind.TEXT if isinstance(value, str):
            return celtypes.StringType(value)
        case _:
            raise WhereUnreadable(f"{name!r} is {kind}, not {value!r}")
