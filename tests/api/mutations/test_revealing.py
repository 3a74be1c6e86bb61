"""Where somebody is paid is shown by its end; in full it is read by few, for a reason, and kept."""

# ruff: noqa: ANN401  Answers are JSON, which has any type.

import logging
from dataclasses import replace
from enum import Enum
from typing import Any

import psycopg
import pytest
import strawberry
import structlog
from psycopg import sql

from tests.api.mutations.office import NOBODY, Office, gid
from tests.api.mutations.test_payouts import cny, prepare
from tests.factories.payouts import earn
from tributary import payouts
from tributary.api.graphql.engine import SchemaIncomplete, Viewer, catalogue_of
from tributary.api.graphql.engine.structure import config
from tributary.api.graphql.payouts import masked
from tributary.api.graphql.words import (
    BANKING,
    Connection,
    Everything,
    Node,
    condition,
    connection_where,
    described,
    filter_input,
    table,
)
from tributary.identity import BRAND_ROLES, Role
from tributary.kernel import DistributorId, PayeeAccountId

REASON = "The bank sent a payment back."
SHOWN = "... on RevealedPayeeAccount { providerAccount payeeAccount { id providerAccount } }"
ALL_MASKED = """{
    distributors { nodes { payeeAccounts { providerAccount } payouts { nodes { destination } } } } }
"""
OWN_MASKED = """{ viewer { distributor {
    payeeAccounts { providerAccount } payouts { nodes { destination } } } } }"""
READERS = (Role.OWNER, Role.FINANCE_DIRECTOR, Role.PAYOUT_OPERATOR)


@pytest.fixture
async def paid(office: Office) -> dict[str, PayeeAccountId]:
    """Accounts of GA and T2, with their batch prepared; another brand may use the same letters."""
    ga, _, t2 = office.chain
    found: dict[str, PayeeAccountId] = {}
    async with office.work() as work:
        await earn(work, {ga: cny("80.00"), t2: cny("30.00")})
        for name, distributor in (("GA", ga), ("T2", t2)):
            found[name] = await payouts.open_payee_account(
                work,
                distributor_id=DistributorId(distributor),
                rail="stripe",
                provider_account=account_of(office, name),
                currency=cny("0.00").currency,
            )
    assert (await prepare(office))["payoutBatch"]["itemCount"] == 2
    return found


def account_of(office: Office, name: str) -> str:
    return f"acct_{office.brand_id.hex}_{name}42"


async def reveal(office: Office, viewer: Viewer, account: object, **more: Any) -> Any:
    given = {"payeeAccountId": gid("PayeeAccount", account), "reason": REASON} | more
    return await office.do(viewer, "revealPayeeAccount", SHOWN, **given)


@pytest.mark.parametrize("role", READERS)
async def test_everybody_of_the_brand_reads_the_end_alone(
    role: Role, office: Office, paid: dict[str, PayeeAccountId]
) -> None:
    answer = await office.ask(office.viewer(role), ALL_MASKED)

    nodes = answer["data"]["distributors"]["nodes"]
    shown = {each["providerAccount"] for node in nodes for each in node["payeeAccounts"]}
    shown |= {each["destination"] for node in nodes for each in node["payouts"]["nodes"]}
    assert len(paid) == 2
    assert shown == {"•••• GA42", "•••• T242"}


@pytest.mark.usefixtures("paid")
async def test_a_distributor_reads_the_end_of_its_own(office: Office) -> None:
    answer = await office.ask(office.viewer(Role.DISTRIBUTOR_FINANCE, office.t2), OWN_MASKED)

    mine = answer["data"]["viewer"]["distributor"]
    assert mine == {
        "payeeAccounts": [{"providerAccount": "•••• T242"}],
        "payouts": {"nodes": [{"destination": "•••• T242"}]},
    }


@pytest.mark.parametrize(
    ("account", "shown"),
    [
        ("1", "••••"),
        ("acct_ga", "••••"),
        ("12345678", "•••• 5678"),
        ("中国银行账户八字", "•••• 账户八字"),
    ],
)
async def test_what_is_short_is_masked_whole_and_alike_in_both_places(
    account: str, shown: str, office: Office
) -> None:
    async with office.work() as work:
        await payouts.open_payee_account(
            work,
            distributor_id=DistributorId(office.t2),
            rail="stripe",
            provider_account=account,
            currency=cny("0.00").currency,
        )

    answer = await office.ask(
        office.viewer(Role.DISTRIBUTOR_OWNER, office.t2),
        "{ viewer { distributor { payeeAccounts { providerAccount } } } }",
    )

    assert payouts.masked(account) == shown
    assert answer["data"]["viewer"]["distributor"]["payeeAccounts"] == [{"providerAccount": shown}]


@pytest.mark.parametrize("role", READERS)
async def test_who_may_reads_all_of_it_and_that_is_written_down(
    role: Role, office: Office, paid: dict[str, PayeeAccountId]
) -> None:
    viewer = office.viewer(role)

    told = await reveal(office, viewer, paid["T2"])

    assert told["providerAccount"] == account_of(office, "T2")
    assert told["payeeAccount"]["providerAccount"] == "•••• T242"
    assert await office.rows(
        "SELECT user_id, subject_id, reason, before, after FROM audit_entries "
        "WHERE action = 'payouts.reveal_payee_account'"
    ) == [(viewer.user_id, paid["T2"], REASON, None, None)]


@pytest.mark.parametrize("role", [Role.DISTRIBUTOR_OWNER, Role.DISTRIBUTOR_FINANCE])
async def test_a_distributor_reads_its_own_and_of_others_there_is_none(
    role: Role, office: Office, paid: dict[str, PayeeAccountId]
) -> None:
    viewer = office.viewer(role, office.t2)

    own = await reveal(office, viewer, paid["T2"])
    above = await reveal(office, viewer, paid["GA"])
    absent = await reveal(office, viewer, NOBODY)

    assert own["providerAccount"] == account_of(office, "T2")
    assert above["code"] == absent["code"] == "PAYEE_ACCOUNT_UNKNOWN"
    assert above["message"].replace(str(paid["GA"]), "") == absent["message"].replace(
        str(NOBODY), ""
    )


async def test_nobody_else_may(office: Office, paid: dict[str, PayeeAccountId]) -> None:
    others = [office.viewer(role) for role in BRAND_ROLES - set(READERS)]
    others.append(office.viewer(Role.DISTRIBUTOR_BUYER, office.t2))
    given = {"payeeAccountId": gid("PayeeAccount", paid["T2"]), "reason": REASON}
    query = (
        "mutation($i: RevealPayeeAccountInput!) { revealPayeeAccount(input: $i) { __typename } }"
    )

    for viewer in others:
        answer = await office.ask(viewer, query, i=given)
        assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"

    every = frozenset({"payouts:read", "payouts:write", "payouts:release"})
    program = replace(office.viewer(Role.OWNER), program_id=NOBODY, scopes=every)
    answer = await office.ask(program, query, i=given)
    assert answer["errors"][0]["extensions"]["code"] == "INSUFFICIENT_SCOPE"

    owner = office.viewer(Role.OWNER)
    masked = replace(owner, impersonator_id=owner.user_id)
    assert (await reveal(office, masked, paid["T2"]))["code"] == "IMPERSONATING"
    assert await office.rows("SELECT 1 FROM audit_entries WHERE action LIKE '%reveal%'") == []


async def test_it_wants_a_fresh_proof_and_a_reason(
    office: Office, paid: dict[str, PayeeAccountId]
) -> None:
    owner = office.viewer(Role.OWNER)
    office.clock.move(minutes=5, seconds=1)

    assert (await reveal(office, owner, paid["T2"]))["code"] == "CONFIRMATION_NEEDED"
    office.clock.move(seconds=-1)
    for reason in ("", "  why   not ", "x" * 501):
        answer = await reveal(office, owner, paid["T2"], reason=reason)
        assert answer["code"] == "REASON_UNFIT"
    assert "providerAccount" in await reveal(office, owner, paid["T2"])


async def test_twenty_are_read_within_an_hour_and_then_one_every_three_minutes(
    office: Office, paid: dict[str, PayeeAccountId]
) -> None:
    for _ in range(20):
        assert "providerAccount" in await reveal(office, office.viewer(Role.OWNER), paid["T2"])

    refused = await reveal(office, office.viewer(Role.OWNER), paid["T2"])
    another = await reveal(office, office.viewer(Role.FINANCE_DIRECTOR), paid["T2"])
    office.clock.move(minutes=3)
    later = await reveal(office, office.viewer(Role.OWNER), paid["T2"])

    assert (refused["code"], refused["message"].split(": ")[1]) == (
        "REVEALS_TOO_MANY",
        "wait 3 minutes.",
    )
    assert "providerAccount" in another
    assert "providerAccount" in later
    assert await office.rows(
        "SELECT count(*) FROM audit_entries WHERE action = 'payouts.reveal_payee_account'"
    ) == [(22,)]


async def test_the_account_stands_nowhere_else_and_in_no_log(
    office: Office,
    paid: dict[str, PayeeAccountId],
    superuser_url: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    account = account_of(office, "T2")

    with caplog.at_level(logging.DEBUG), structlog.testing.capture_logs() as told:
        answer = await reveal(office, office.viewer(Role.OWNER), paid["T2"])
        await reveal(office, office.viewer(Role.OWNER), paid["T2"], reason="x")

    assert answer["providerAccount"] == account
    assert account not in caplog.text + str(told)
    with psycopg.connect(superuser_url) as connection:
        tables = connection.execute(
            "SELECT table_name FROM information_schema.tables "
            "WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        ).fetchall()
        found = {
            name
            for (name,) in tables
            if connection.execute(
                sql.SQL("SELECT 1 FROM {} t WHERE strpos(t::text, %s) > 0 LIMIT 1").format(
                    sql.Identifier(name)
                ),
                [account],
            ).fetchone()
        }
    assert found == {"payee_accounts", "payout_items"}


@described(last="The last one first.")
class ByAccount(Enum):
    """An order that would tell."""

    LAST = "text provider_account desc"


@filter_input
class OfAccount:
    """A choice that would tell."""

    above: str | None = condition("{t}.provider_account > {v}", "Only those behind it.")


def test_no_order_and_no_choice_can_be_made_of_an_account() -> None:
    @table("payee_accounts", scope=Everything(), description="An account.")
    class Account(Node):
        provider_account: str = masked("provider_account", "Its end.")

    @strawberry.type
    class Query:
        accounts: Connection[Account] = connection_where(
            "", BANKING, "Accounts.", sort=ByAccount, filter_by=OfAccount
        )

    with pytest.raises(SchemaIncomplete) as caught:
        catalogue_of(strawberry.Schema(Query, config=config())._schema)

    assert "orders by provider_account" in str(caught.value)
    assert "chooses by provider_account" in str(caught.value)
