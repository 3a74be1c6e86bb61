"""What a rule has to say of some lines: tried by the library's own evaluation."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tributary.commissions.rules.where import VARIABLES, WhereUnreadable, condition_of
from tributary.kernel import Currency, expressions


@dataclass(frozen=True, slots=True)
class Example:
    """A line, and whether the rule takes it."""

    line: Mapping[str, int | str]
    """What a rule asks of it: amounts and days as texts."""
    expected: bool


def takes(where: str, currency: Currency, line: Mapping[str, int | str]) -> bool:
    """Tell whether a rule takes a line, by the library's own evaluation.

    >>> takes('net >= amount("1000.00")', Currency("CNY"), {"net": "999.99"})
    False

    Raises:
        WhereUnreadable: it is no condition, or the line does not say what it asks.
    """
    asked = sorted(expressions.names_in(condition_of(where, currency)) - line.keys())
    if asked:
        raise WhereUnreadable(f"the line does not say {', '.join(asked)}")
    return expressions.holds(where, currency, VARIABLES, line)


def faults_of_where(where: str, examples: Sequence[Example], currency: Currency) -> Iterator[str]:
    """Yield what is wrong with a rule: what it says, and each example that it does not meet."""
    if not where:
        if examples:
            yield "it has examples and no rule"
        return
    try:
        condition_of(where, currency)
    except WhereUnreadable as error:
        yield f"its rule cannot be read: {error}"
        return
    for expected, wanted in ((True, "is taken"), (False, "is not taken")):
        if all(each.expected is not expected for each in examples):
            yield f"its rule has no example of a line that {wanted}: give one"
    for nth, each in enumerate(examples, start=1):
        try:
            found = takes(where, currency, each.line)
        except WhereUnreadable as error:
            yield f"example {nth} of its rule: {error}"
            continue
        if found is not each.expected:
            said = "takes" if found else "does not take"
            words = ", ".join(f"{name} {value}" for name, value in each.line.items())
            yield f"example {nth} of its rule ({words}): the rule {said} it; mend one of them"
