"""Bearer tokens at the graph: what a scope opens, and what none opens."""

from typing import Any

import httpx
import pytest

from tests.api.oauth.conftest import OWN, Hub
from tributary import identity
from tributary.api.graphql import catalogue
from tributary.api.graphql.engine.compiler import FOR_EVERY_PROGRAM
from tributary.api.graphql.engine.writing import OUR_PAGES, scope_of
from tributary.api.oauth.words import WORDS, scope_words

PLACE = """
    mutation { placeOrder(input: {idempotencyKey: "k", distributorId: "Distributor:x",
      reference: "r", lines: []}) { __typename } }
"""
RELEASE = """
    mutation { releasePayoutBatch(input: {idempotencyKey: "k", payoutBatchId: "PayoutBatch:x",
      total: {amount: "1.00", currency: "CNY"}, digest: "x"}) { __typename } }
"""


def code_of(answer: httpx.Response) -> str | None:
    errors: list[Any] = answer.json().get("errors", [])
    return errors[0]["extensions"]["code"] if errors else None


async def own_token(hub: Hub, scope: str, *roles: str) -> str:
    program = await hub.another(
        **{**OWN, "roles": frozenset(identity.Role(role) for role in roles or ("owner",))},
        scopes=identity.scopes_of(scope),
    )
    answer = await program.token({"grant_type": "client_credentials"})
    return str(answer.json()["access_token"])


def test_every_part_of_the_graph_has_a_scope_that_people_can_read() -> None:
    needed = {
        f"{entry.domain}:read"
        for name, entry in catalogue().types.items()
        if name not in FOR_EVERY_PROGRAM
    }
    needed |= {scope_of(name, deed) for name, deed in catalogue().deeds.items()}
    needed.remove(OUR_PAGES)

    assert needed <= identity.SCOPES
    assert all(scope_words(scope, WORDS[each]) for each in WORDS for scope in identity.SCOPES)


@pytest.mark.parametrize(
    "query",
    [
        "{ statements { nodes { id } } }",
        "{ statements { totalCount } }",
        "{ statements { pageInfo { hasNextPage } } }",
        "{ orders { nodes { distributor { code } } } }",
        "{ orders(first: 1) { nodes { lines { nodes { product { sku } } } } } }",
        '{ node(id: "Statement:0197a1c0-0000-7000-8000-000000000000") { id } }',
        "{ cockpit { __typename } }",
        "{ viewer { user { email } } }",
        "{ auditEntries { totalCount } }",
    ],
)
async def test_a_scope_opens_its_part_of_the_business_and_no_other(hub: Hub, query: str) -> None:
    token = await own_token(hub, "orders:read")
    assert await hub.is_good(token)

    answer = await hub.graph(token, query)

    assert code_of(answer) == "INSUFFICIENT_SCOPE", answer.text
    assert "data" not in answer.json()


async def test_the_same_document_asked_with_other_scopes_is_judged_anew(hub: Hub) -> None:
    query = "{ receivables { totalCount } }"
    wide, narrow = await own_token(hub, "receivables:read"), await own_token(hub, "orders:read")

    assert code_of(await hub.graph(wide, query)) is None
    assert code_of(await hub.graph(narrow, query)) == "INSUFFICIENT_SCOPE"


async def test_a_scope_gives_no_right_that_the_role_has_not(hub: Hub) -> None:
    token = await own_token(hub, "settlements:read orders:read", "salesperson")

    assert code_of(await hub.graph(token, "{ statements { totalCount } }")) == "FORBIDDEN"


async def test_reading_is_not_writing_and_writing_is_not_releasing(hub: Hub) -> None:
    reads = await own_token(hub, "orders:read payouts:read")
    writes = await own_token(hub, "orders:write payouts:write")
    releases = await own_token(hub, "payouts:release")

    for document in (PLACE, RELEASE):
        assert code_of(await hub.graph(reads, document)) == "INSUFFICIENT_SCOPE"
    assert code_of(await hub.graph(writes, PLACE)) != "INSUFFICIENT_SCOPE"
    assert code_of(await hub.graph(writes, RELEASE)) == "INSUFFICIENT_SCOPE"
    assert code_of(await hub.graph(releases, RELEASE)) != "INSUFFICIENT_SCOPE"
    assert code_of(await hub.graph(releases, PLACE)) == "INSUFFICIENT_SCOPE"


async def test_a_program_asks_for_no_scope_that_it_was_not_given(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    own = await hub.another(**OWN, scopes=frozenset({"orders:read"}))

    for scope in ("orders:write", "orders:read orders:write", "everything", "ORDERS:READ"):
        answer = await own.token({"grant_type": "client_credentials", "scope": scope})
        assert answer.json()["error"] == "invalid_scope"
        led = await hub.browse(owner, hub.asks("x" * 48, scope=f"payouts:release {scope}"))
        assert "error=invalid_scope" in led.headers["location"]


@pytest.mark.parametrize(
    "header",
    ["Bearer", "Bearer x", "bearer " + "0" * 32 + "." + "A" * 43, "Basic eDp4", "x", "Bearer é"],
)
async def test_a_token_that_is_none_is_refused_even_beside_a_good_cookie(
    owner: httpx.AsyncClient, header: str
) -> None:
    answer = await owner.post(
        "/graphql",
        json={"query": "{ viewer { today } }"},
        headers={b"authorization": header.encode("latin-1"), b"x-tributary": b"1"},
    )

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer ")


async def test_the_cookie_beside_a_token_is_not_looked_at(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    token = await own_token(hub, "orders:read", "salesperson")

    answer = await owner.post(
        "/graphql",
        json={"query": "{ auditEntries { totalCount } }"},
        headers={"authorization": f"Bearer {token}"},
    )

    assert code_of(answer) in {"FORBIDDEN", "INSUFFICIENT_SCOPE"}


async def test_a_cookie_alone_still_needs_the_mark_of_our_own_pages(
    owner: httpx.AsyncClient,
) -> None:
    answer = await owner.post("/graphql", json={"query": "{ viewer { today } }"})

    assert (answer.status_code, answer.json()["code"]) == (403, "CROSS_SITE")


async def test_a_token_in_the_address_or_the_body_is_not_read(hub: Hub) -> None:
    token = await own_token(hub, "orders:read")

    answer = await hub.machine.post(
        f"/graphql?access_token={token}",
        json={"query": "{ viewer { today } }", "access_token": token},
    )

    assert answer.status_code == 403


async def test_without_openid_nobody_is_told_who_the_person_is(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    token = await hub.tokens(owner, scope="orders:read")
    header = {"authorization": f"Bearer {token['access_token']}"}

    answer = await hub.machine.get("/oauth/userinfo", headers=header)

    assert "id_token" not in token
    assert answer.status_code == 403
    assert 'error="insufficient_scope"' in answer.headers["www-authenticate"]


async def test_no_program_lets_programs_in_or_shuts_them_out(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    every = await hub.another(scopes=identity.SCOPES)
    tokens = await every.tokens(owner, scope=" ".join(identity.SCOPES))
    create = """mutation { createProgram(input: {name: "x", kind: OWN, scopes: ["orders:read"],
        roles: [OWNER], isPublic: false, isFirstParty: false}) { __typename } }"""
    name = f"Program:{hub.made.program_id}"
    rotate = f"""mutation {{ rotateProgramSecret(input: {{programId: "{name}", overlapHours: 1}})
        {{ __typename }} }}"""
    disable = f"""mutation {{ disableProgram(input: {{programId: "{name}"}}) {{ __typename }} }}"""

    for document in (create, rotate, disable):
        answer = await hub.graph(tokens["access_token"], document)
        assert code_of(answer) == "INSUFFICIENT_SCOPE"
