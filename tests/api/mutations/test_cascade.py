"""A cascade seen from each level: what one owes and is owed, and nothing of the other pairs."""

# ruff: noqa: ANN401  Answers are JSON, which has any type.

import io
from typing import Any

import pdfplumber
import pytest

from tests.api.graphql.generator import Generator, Harvest
from tests.api.mutations.office import NOBODY, Office, gid, key
from tests.factories.channels import make_channel
from tests.factories.forest_kinds import TABLES
from tributary.api.graphql.engine import GraphQLRequest
from tributary.identity import Role
from tributary.orders import OrderMode
from tributary.platform import blobs

LEVELS = ("GA", "T1", "T2")

SEEN = """{
    receivables(first: 20) { totalCount nodes { id total { amount } debtor { code } } }
    statements(first: 20) { totalCount nodes { id counterpartyCode owedClosing { amount } } }
    orders(first: 5) { totalCount nodes {
        receivables { totalCount nodes { total { amount } } }
        debtor { code } creditor { code }
        lines { nodes { unitPrice { amount } ladder { unitPrice { amount } party { code } } } } } }
    distributors(first: 5) { totalCount nodes { code parent { code } contacts { email }
        positions { owed { amount } } payeeAccounts { id }
        statements { totalCount } receivables { totalCount } } }
}"""


@pytest.fixture
async def cascade(office: Office) -> Office:
    """T2 has bought one TEA-01 in January: T2 owes T1 70, T1 owes GA 60, GA owes the brand 50."""
    async with office.work() as work:
        channel = await make_channel(work, "levels", mode=OrderMode.CASCADE)
        await office.hire(work, Role.DISTRIBUTOR_OWNER, office.chain[0])
    await office.do(
        office.viewer(Role.OWNER),
        "placeOrder",
        "",
        idempotencyKey=key(),
        channelId=gid("Channel", channel),
        distributorId=gid("Distributor", office.t2),
        reference="PO-1",
        lines=[{"sku": "TEA-01", "quantity": 1}],
    )
    await office.settle()
    office.clock.move(days=27)
    await office.do(
        office.viewer(Role.OWNER), "closeMonth", "", idempotencyKey=key(), month="2026-01"
    )
    await office.settle()
    return office


async def seen(office: Office, level: int) -> Any:
    viewer = office.viewer(Role.DISTRIBUTOR_OWNER, office.chain[level])
    answer = await office.ask(viewer, SEEN)
    assert "errors" not in answer, answer
    return answer["data"]


def totals(found: Any) -> list[str]:
    return sorted(each["total"]["amount"] for each in found["receivables"]["nodes"])


async def test_each_level_sees_what_it_owes_and_is_owed(cascade: Office) -> None:
    by_level = [await seen(cascade, level) for level in range(3)]

    assert [totals(each) for each in by_level] == [
        ["50.00", "60.00"],
        ["60.00", "70.00"],
        ["70.00"],
    ]
    for found in by_level:
        (order,) = found["orders"]["nodes"]
        assert found["receivables"]["totalCount"] == order["receivables"]["totalCount"]
        assert totals(found) == totals(order)


async def test_each_level_sees_the_statements_of_its_own_pairs(cascade: Office) -> None:
    by_level = [await seen(cascade, level) for level in range(3)]

    assert [
        sorted(
            (each["counterpartyCode"], each["owedClosing"]["amount"])
            for each in found["statements"]["nodes"]
        )
        for found in by_level
    ] == [
        [("GA", "50.00"), ("T1", "60.00")],
        [("T1", "60.00"), ("T2", "70.00")],
        [("T2", "70.00")],
    ]
    # GA stands above T2 and still sees nothing of what T2 and T1 agree between themselves.
    below = {each["code"]: each for each in by_level[0]["distributors"]["nodes"]}
    assert (below["T2"]["statements"], below["T2"]["receivables"]) == (
        {"totalCount": 0},
        {"totalCount": 0},
    )


async def test_each_level_sees_the_prices_at_and_below_itself(cascade: Office) -> None:
    shown = []
    for level in range(3):
        (order,) = (await seen(cascade, level))["orders"]["nodes"]
        (line,) = order["lines"]["nodes"]
        shown.append(sorted(each["unitPrice"]["amount"] for each in line["ladder"]))

    assert shown == [["50.00", "60.00", "70.00"], ["60.00", "70.00"], ["70.00"]]


async def test_nothing_of_those_above_is_named(cascade: Office) -> None:
    found = await seen(cascade, 2)

    assert [each["code"] for each in found["distributors"]["nodes"]] == ["T2"]
    assert not {"GA", "T1"} & set(str(found).replace("'", " ").split())
    assert "60.00" not in str(found)
    assert "50.00" not in str(found)


async def test_ids_of_other_pairs_are_of_no_use(cascade: Office) -> None:
    rows = await cascade.rows(
        "SELECT 'Receivable', id, creditor_id, debtor_id FROM receivables "
        "UNION ALL SELECT 'Statement', id, creditor_id, counterparty_id FROM statements"
    )
    assert len(rows) == 6
    for level in range(3):
        me = cascade.chain[level]
        viewer = cascade.viewer(Role.DISTRIBUTOR_OWNER, me)
        for kind, row_id, creditor, debtor in rows:
            answer = await cascade.ask(
                viewer, "query($id: ID!) { node(id: $id) { id } }", id=gid(kind, row_id)
            )
            assert (answer["data"]["node"] is not None) is (me in {creditor, debtor})


@pytest.mark.parametrize("level", range(3))
async def test_the_paper_names_what_one_owes_and_nothing_of_the_other_pairs(
    cascade: Office, level: int
) -> None:
    async with cascade.work() as work:
        ((blob_id,),) = await work.rows(
            "SELECT blob_id FROM statements WHERE counterparty_id = :party",
            party=cascade.chain[level],
        )
        paper = text_of(await blobs.load(work.session, work.brand_id, blob_id))
    owed = ["50.00", "60.00", "70.00"]

    assert owed[level] in paper
    assert not [amount for amount in owed if amount != owed[level] and amount in paper]
    assert not [name for name in LEVELS if f"{name} 商贸" in paper and name not in near(level)]


def near(level: int) -> tuple[str, ...]:
    """Return who is named on the paper of a level: itself, and whom it owes."""
    return LEVELS[max(0, level - 1) : level + 1]


def text_of(paper: bytes) -> str:
    with pdfplumber.open(io.BytesIO(paper)) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


@pytest.mark.parametrize(("level", "hidden"), [(1, ("50.00",)), (2, ("50.00", "60.00"))])
async def test_no_question_finds_what_those_above_pay(
    cascade: Office, level: int, hidden: tuple[str, ...]
) -> None:
    viewer = cascade.viewer(Role.DISTRIBUTOR_OWNER, cascade.chain[level])
    harvest = await every_id(cascade)
    answers = []
    for seed in range(200):
        generator = Generator(seed, viewer, harvest)
        generator.roots_max = 5
        query = generator.any_query()
        request = GraphQLRequest(query.text, None, query.variables)
        answers.append((await cascade.engine.execute(request, viewer)).body.decode())

    assert any('"70.00"' in each for each in answers)
    assert not [each for each in answers if any(f'"{amount}"' in each for amount in hidden)]


async def every_id(office: Office) -> Harvest:
    """Return the ids of all rows of the brand, whoever may see them."""
    harvest = Harvest()
    for kind, table in TABLES.items():
        if table not in {"brands", "users", "grades"}:
            found = await office.rows(
                f"SELECT to_jsonb(t) ->> 'id' FROM {table} t WHERE to_jsonb(t) ? 'id'"
            )
            harvest.ids[kind] = [gid(kind, row[0]) for row in found] or [gid(kind, NOBODY)]
    return harvest


async def test_only_the_counterparty_answers_a_statement(cascade: Office) -> None:
    ((statement,),) = await cascade.rows(
        f"SELECT id FROM statements WHERE counterparty_id = '{cascade.t2}'"
    )
    given = {"statementId": gid("Statement", statement)}

    answers = [
        await cascade.do(
            cascade.viewer(Role.DISTRIBUTOR_OWNER, cascade.chain[level]),
            "confirmStatement",
            "",
            **given,
        )
        for level in range(3)
    ]

    assert [each.get("code") for each in answers] == ["UNKNOWN_STATEMENT"] * 2 + [None]
