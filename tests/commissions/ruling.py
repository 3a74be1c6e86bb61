"""Special rules at random, and what the library of CEL by itself makes of them."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any, Final

import celpy
from celpy import celtypes

TEXTS: Final = {
    "channel": ("shop", "desk"),
    "product": ("tea", "ware", "gift"),
    "product_group": ("tea", "ware", "gift"),
    "mode": ("direct", "agency", "cascade"),
    "grade": ("gold", "silver"),
}
NUMBERS: Final = {"quantity": 4, "level": 3, "distance": 2}
AMOUNTS: Final = ("net", "gross")
DAYS: Final = ("ordered_on", "billed_on")
FIRST: Final = date(2026, 1, 10)
ENVIRONMENT: Final = celpy.Environment()
COMPARED: Final = ("<", "<=", ">", ">=", "==", "!=")


def holds(where: str, facts: Mapping[str, Any]) -> bool:
    """Evaluate a rule with the library alone: amounts in cents, days as texts that sort."""
    functions: Any = {
        "amount": lambda text: celtypes.IntType(int(str(text).replace(".", ""))),
        "day": lambda text: text,
    }
    program = ENVIRONMENT.program(ENVIRONMENT.compile(where), functions)
    given: Any = {
        name: celtypes.IntType(value) if isinstance(value, int) else celtypes.StringType(value)
        for name, value in facts.items()
    }
    return bool(program.evaluate(given))


def asked_of(sale: Any) -> dict[str, Any]:  # noqa: ANN401  The oracle's sale, which needs this.
    """Return what a rule may ask of a sale, whoever earns on it."""
    return {
        "channel": sale.channel,
        "product": sale.sku,
        "product_group": sale.group,
        "mode": sale.mode,
        "quantity": sale.quantity,
        "level": len(sale.ladder),
        "net": sale.net,
        "gross": sale.net + sale.tax,
        "ordered_on": sale.ordered_on.isoformat(),
        "billed_on": sale.booked_on.isoformat(),
    }


def a_line(random: Random) -> dict[str, int | str]:
    """Draw a line as an example says it."""
    days = {name: (FIRST + timedelta(days=random.randrange(140))).isoformat() for name in DAYS}
    return {
        **{name: random.choice(words) for name, words in TEXTS.items()},
        **{name: random.randint(0, most) for name, most in NUMBERS.items()},
        **{name: _cents(random.choice((20_000, random.randint(0, 130_000)))) for name in AMOUNTS},
        **days,
    }


def facts_of(line: Mapping[str, int | str]) -> dict[str, Any]:
    """Return what the library is given of a line: amounts in cents."""
    return {
        name: int(str(value).replace(".", "")) if name in AMOUNTS else value
        for name, value in line.items()
    }


def an_expression(random: Random, deep: int = 3) -> str:  # noqa: PLR0911  One for each form.
    """Draw a rule whose types fit."""
    kind = random.randrange(9) if deep else random.randrange(6)
    match kind:
        case 0:
            name = random.choice(sorted(TEXTS))
            return f'{name} {random.choice(("==", "!="))} "{random.choice(TEXTS[name])}"'
        case 1:
            name = random.choice(sorted(TEXTS))
            words = random.sample(TEXTS[name], random.randint(1, len(TEXTS[name])))
            return f"{name} in [{', '.join(repr(word) for word in words)}]"
        case 2:
            return f"{_number(random, 2)} {random.choice(COMPARED)} {_number(random, 2)}"
        case 3:
            return f"{_amount(random, 2)} {random.choice(COMPARED)} {_amount(random, 2)}"
        case 4:
            day = FIRST + timedelta(days=random.randrange(140))
            return f'{random.choice(DAYS)} {random.choice(COMPARED)} day("{day}")'
        case 5:
            name = random.choice(sorted(TEXTS))
            word = random.choice(TEXTS[name])
            return random.choice(
                (f'{name}.startsWith("{word[:2]}")', f'{name}.contains("{word[1:3]}")')
            )
        case 6:
            return f"!({an_expression(random, deep - 1)})"
        case _:
            one, other = an_expression(random, deep - 1), an_expression(random, deep - 1)
            return f"({one}) {random.choice(('&&', '||'))} ({other})"


def a_rule(random: Random) -> dict[str, Any]:
    """Draw a rule with an example that it takes and one that it does not; nothing at times."""
    where = an_expression(random, random.randint(0, 2))
    found = {holds(where, facts_of(line)): line for line in (a_line(random) for _ in range(20))}
    if len(found) < 2 or where.count("(") > 20 or len(where) > 500:
        return {}
    examples = [{"line": line, "expected": expected} for expected, line in found.items()]
    return {"where": where, "examples": examples}


def _cents(value: int) -> str:
    return f"{value // 100}.{value % 100:02}"


def _number(random: Random, deep: int) -> str:
    if deep and random.random() < 0.3:
        operator = random.choice("+-*")
        return f"({_number(random, deep - 1)} {operator} {_number(random, deep - 1)})"
    return random.choice((*NUMBERS, str(random.randint(0, 9)), f"-{random.choice((*NUMBERS,))}"))


def _amount(random: Random, deep: int) -> str:
    if deep and random.random() < 0.3:
        return random.choice(
            (
                f"({_amount(random, deep - 1)} - {_amount(random, deep - 1)})",
                f"({_amount(random, deep - 1)} + {_amount(random, deep - 1)})",
                f"({_number(random, 0)} * {_amount(random, deep - 1)})",
            )
        )
    return random.choice((*AMOUNTS, f'amount("{_cents(random.randint(0, 120_000))}")'))
