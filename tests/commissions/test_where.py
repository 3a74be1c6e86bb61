"""Special rules: refused with what, where and how; in SQL what the library of CEL makes of them."""

from dataclasses import replace
from datetime import date
from random import Random
from typing import Final

import pytest

from tests.commissions.ruling import a_line, an_expression, facts_of, holds
from tests.commissions.test_operations import House, accrue, earned
from tests.commissions.test_rating import term
from tests.factories.commissions import make_plan
from tributary import commissions
from tributary.commissions import Example, PlanDraft, PlanInvalid, TermKind, faults_of
from tributary.commissions.queries.wheres import sql_of
from tributary.commissions.rules import (
    WHERE_MAX,
    WhereUnreadable,
    condition_of,
    faults_of_where,
    takes,
)
from tributary.kernel import Currency, Period
from tributary.platform import Work

CNY: Final = Currency("CNY")
TAKEN: Final = Example({"net": "60000.00"}, expected=True)
LEFT: Final = Example({"net": "59999.99"}, expected=False)
LARGE: Final = 'net >= amount("60000.00")'

# Where the statements of the engine find what a rule asks for.
FACTS: Final = """
    (SELECT CAST(:channel AS text) AS channel, CAST(:product AS text) AS sku,
            CAST(:product_group AS text) AS product_group, CAST(:mode AS text) AS mode,
            CAST(:quantity AS integer) AS quantity, CAST(:net AS bigint) AS net_minor,
            CAST(:gross AS bigint) - CAST(:net AS bigint) AS tax_minor,
            CAST(:ordered_on AS date) AS ordered_on, CAST(:billed_on AS date) AS booked_on) AS s,
    (SELECT CAST(:level AS smallint) AS level) AS h,
    (SELECT CAST(:distance AS smallint) AS depth, CAST(:grade AS text) AS grade) AS n
"""


@pytest.fixture
async def house(work: Work) -> House:
    return await House.open(work)


async def test_a_rule_decides_which_lines_a_term_takes(work: Work, house: House) -> None:
    await make_plan(work, terms=[replace(term(), where=LARGE, examples=[TAKEN, LEFT])])
    await house.sell(work, net="59999.99")
    await house.sell(work, net="60000.00")

    (target,) = await commissions.targets_of(
        work.session, work.brand_id, house.chain[0], today=date(2026, 3, 31)
    )
    await accrue(work)

    # 5 % of the one, and only it counts for the tier.
    assert await earned(work, house.chain[0]) == "3000.00"
    assert target.so_far.volume == 60_000_00
    period = Period.month(2026, 3)
    assert await commissions.missing_from(work.session, work.brand_id, period) == []


async def test_the_seller_is_asked_for_by_its_code(work: Work, house: House) -> None:
    (row,) = await work.rows(
        "SELECT code FROM parties WHERE brand_id = :brand AND id = :id",
        brand=work.brand_id,
        id=house.chain[0],
    )

    def only(code: str, seller: str, kind: TermKind) -> commissions.Term:
        examples = [
            Example({"seller": seller}, expected=True),
            Example({"seller": "nobody"}, expected=False),
        ]
        return replace(
            term(), code=code, kind=kind, where=f'seller == "{seller}"', examples=examples
        )

    mine = only("mine", row.code, TermKind.COMMISSION)
    await make_plan(work, terms=[mine, only("others", "others", TermKind.BONUS)])
    await house.sell(work, net="1000.00")

    await accrue(work)

    assert await earned(work, house.chain[0]) == "50.00"


async def test_a_rule_that_an_example_contradicts_is_not_put_in_force(work: Work) -> None:
    wrong = [TAKEN, Example({"net": "60000.01"}, expected=False)]

    with pytest.raises(PlanInvalid, match=r"example 2 of its rule .net 60000.01.: the rule takes"):
        await make_plan(work, terms=[replace(term(), where=LARGE, examples=wrong)])


@pytest.mark.parametrize(
    ("where", "fault"),
    [
        ("net >= 1000", "at 1: >= does not compare an amount with a number; write an amount as"),
        ("quantity >=", "this is not CEL"),
        ("", "this is not CEL"),
        ("quantity", "it is a number, and a rule is true or false"),
        ("rabatt == 1", "a line has no 'rabatt': it has channel, product"),
        ("quantity / 2 > 1", "nothing is divided: multiply instead"),
        ("quantity % 2 == 1", "nothing is divided"),
        ("1.5 > 2.5", "1.5 is neither a whole number nor a text"),
        ('net > amount("1.001")', "more than the 2 decimals of CNY"),
        ('ordered_on > day("2026-02-30")', "no day such as"),
        ('ordered_on > day("20260203")', "no day such as"),
        ('channel < "b"', "does not compare texts"),
        ("true == false", "compares no truths"),
        ("quantity in []", "a list such as"),
        ('quantity in ["a"]', "each of them a number"),
        ("quantity in [level]", "each of them a number"),
        ("net * net > net", "multiplied by a number"),
        ("net + 1 > net", "amounts to amounts"),
        ("!quantity", "does not turn a number round"),
        ("-true", "does not turn true or false round"),
        ("quantity && true", "joins what is true or false"),
        ("true ? true : false", "do without this part"),
        ("[1].all(x, x > 0)", "the only words after a dot"),
        ('quantity.startsWith("a")', "asked of a text"),
        ("size(channel) > 1", "write an amount as"),
        ("quantity > 99999999999", "numbers go up to"),
        ('channel == "\\000"', "signs that nobody sees"),
        ("quantity > 1 \n && true", "one line"),
        ("(" * 30 + "true" + ")" * 30, "more than 20 brackets"),
        ("!" * 30 + "true", "nested more than 20 times"),
        ("true || " * 70 + "true", "at most 500"),
    ],
)
def test_what_is_no_rule_is_refused_where_it_fails(where: str, fault: str) -> None:
    with pytest.raises(WhereUnreadable) as refused:
        condition_of(where, CNY)

    assert fault in str(refused.value)


def test_examples_are_part_of_a_rule() -> None:
    def found(where: str, *examples: Example) -> list[str]:
        return list(faults_of_where(where, examples, CNY))

    assert found(LARGE, TAKEN, LEFT) == []
    assert found("", TAKEN) == ["it has examples and no rule"]
    assert len(found(LARGE)) == 2
    (unsaid,) = found(LARGE, TAKEN, LEFT, Example({"quantity": 1}, expected=True))
    assert unsaid == "example 3 of its rule: the line does not say net"
    unfit: list[dict[str, int | str]] = [
        {"net": 1},
        {"net": "1.00", "quantity": "1"},
        {"net": "1.00", "rabatt": 1},
    ]
    for line in unfit:
        (fault,) = found(LARGE, TAKEN, LEFT, Example(line, expected=True))
        assert fault.startswith("example 3 of its rule: ")
    deep = "quantity * 1000000000 * 1000000000 * 1000000000 > 0"
    taken = Example({"quantity": 5}, expected=True)
    (large,) = found(deep, taken, Example({"quantity": 0}, expected=False))
    assert large == "example 1 of its rule: its numbers are too large to reckon with"


def test_a_draft_tells_the_faults_of_its_rules_with_all_others() -> None:
    ruled = replace(term(), where="quantity >")
    draft = PlanDraft("C", "", [], date(2026, 1, 1), terms=[ruled])

    assert [each.split(":")[0] for each in faults_of(draft)] == [
        "a plan has a code and a name",
        "term volume",
    ]


@pytest.mark.seconds(60)
@pytest.mark.parametrize("seed", range(3))
async def test_in_sql_a_rule_is_what_the_library_makes_of_it(work: Work, seed: int) -> None:
    random = Random(seed)
    for _ in range(150):
        where, line = an_expression(random), a_line(random)
        if len(where) > WHERE_MAX or where.count("(") > 20:
            continue
        parameters: dict[str, object] = {}
        sql = sql_of(condition_of(where, CNY), parameters)
        facts = facts_of(line)
        # What is tried is compiled from a rule; its constants are parameters.
        (row,) = await work.rows(f"SELECT {sql} AS found FROM {FACTS}", **parameters, **facts)

        assert (where, line, row.found) == (where, line, holds(where, facts))
        assert takes(where, CNY, line) is row.found
