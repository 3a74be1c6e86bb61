"""An owner looks as somebody else: for how long, and what is refused meanwhile, all of it tried."""

# ruff: noqa: ANN401  Answers are JSON, which has any type.

import re
from typing import Any

import httpx
import pytest
from starlette.routing import Route

from tests.api.mutations.given import GIVEN
from tests.api.mutations.test_policies import takes_key
from tests.factories.web import COOKIE, Web
from tributary.api.graphql.schema import catalogue
from tributary.api.http.impersonation import is_allowed
from tributary.identity import IMPERSONATION_LIFE

MASK = "__Host-tributary-as"
REASON = "The accountant reports a wrong sum."
DEEDS = """{ auditEntries(filter: { actions: ["files.fetch"], doneFrom: "2020-01-01" }) { nodes {
    user { name } onBehalfOf { name } address device } } }"""
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")


async def begin(browser: httpx.AsyncClient, web: Web, n: int, **more: Any) -> httpx.Response:
    given: dict[str, Any] = {"person": f"User:{web.trade.user(n)}", "reason": REASON, **more}
    return await browser.post("/impersonation", json=given)


@pytest.fixture
async def masked(web: Web) -> httpx.AsyncClient:
    """The owner's browser, looking as the owner of D1."""
    browser = await web.signed_in(1)
    side = {"distributorId": f"Distributor:{web.trade.distributor(1)}"}
    answer = await begin(browser, web, 11, **side)
    assert (answer.status_code, answer.json()["home"]) == (201, "/portal/"), answer.text
    return browser


async def asked(browser: httpx.AsyncClient, query: str, **variables: Any) -> Any:
    answer = await browser.post("/graphql", json={"query": query, "variables": variables})
    return answer.json()


async def test_the_owner_sees_what_the_person_sees_and_the_page_says_who_looks(
    masked: httpx.AsyncClient, web: Web
) -> None:
    session = (await masked.get("/session")).json()

    assert (session["name"], session["roles"]) == ("Person 11", ["distributor_owner"])
    assert session["impersonation"]["by"] == "Person 1"
    assert session["impersonation"]["until"] == (web.clock() + IMPERSONATION_LIFE).isoformat()
    seen = await asked(masked, "{ viewer { distributor { code } } orders { totalCount } }")
    own = await asked(await web.signed_in(11), "{ orders { totalCount } }")
    assert seen["data"]["viewer"] == {"distributor": {"code": "D1"}}
    assert seen["data"]["orders"] == own["data"]["orders"]
    refused = await asked(masked, "{ auditEntries { totalCount } }")
    assert refused["errors"][0]["extensions"]["code"] == "FORBIDDEN"


@pytest.mark.parametrize("n", [2, 11])
async def test_no_mutation_is_done(web: Web, n: int) -> None:
    for role in ("owner", "payout_operator", "finance_director"):
        web.give_role(2, role)
    browser = await web.signed_in(1)
    side = {"distributorId": f"Distributor:{web.trade.distributor(1)}"} if n > 2 else {}
    assert (await begin(browser, web, n, **side)).status_code == 201
    before = web.ask("SELECT count(*) FROM audit_entries WHERE brand_id = %s", web.trade.brand_id)

    tried: list[str] = []
    for name in sorted(catalogue().deeds):
        kind = f"{name[0].upper()}{name[1:]}"
        given = GIVEN[name] | ({"idempotencyKey": name} if takes_key(name) else {})
        query = (
            f"mutation($i: {kind}Input!) {{ {name}(input: $i) "
            "{ __typename ... on Refused { code } } }"
        )
        answer = await asked(browser, query, i=given)
        if answer.get("data"):
            assert answer["data"][name]["code"] == "IMPERSONATING", name
            tried.append(name)
        else:
            assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN", (name, answer)

    assert len(tried) >= (20 if n == 2 else 4)
    after = web.ask("SELECT count(*) FROM audit_entries WHERE brand_id = %s", web.trade.brand_id)
    assert after == before


async def test_every_unsafe_route_is_refused_but_ending_it(
    masked: httpx.AsyncClient, web: Web
) -> None:
    edge: Any = web.app
    answered: set[tuple[str, str]] = set()
    routes: list[Route] = [each for each in edge.app.routes if isinstance(each, Route)]
    for route in routes:
        path = re.sub(r"\{[^}]*\}", "0197a1c0-0000-7000-8000-000000000000", route.path)
        for method in UNSAFE:
            if is_allowed(method, path):
                answered.add((method, path))
                continue
            answer = await masked.request(method, path, json={})
            assert (answer.status_code, answer.json()["code"]) == (403, "IMPERSONATING"), path

    assert len(routes) > 40
    assert answered == {
        ("POST", "/graphql"),
        ("DELETE", "/session"),
        ("DELETE", "/impersonation"),
    }


async def test_of_safe_routes_only_pages_the_session_and_documents_are_answered(web: Web) -> None:
    edge: Any = web.app
    routes: list[Route] = [each for each in edge.app.routes if isinstance(each, Route)]
    allowed = {
        each.path for each in routes if is_allowed("GET", re.sub(r"\{[^}]*\}", "x", each.path))
    }

    assert allowed == {
        "/",
        "/favicon.ico",
        "/favicon.svg",
        "/console",
        "/console/{path:path}",
        "/portal",
        "/portal/{path:path}",
        "/session",
        "/graphql",
        "/files/statements/{id}",
        "/statements/{token}",
    }


async def test_it_ends_by_itself_and_by_the_button_and_the_owner_is_back(
    masked: httpx.AsyncClient, web: Web
) -> None:
    assert (await masked.delete("/impersonation")).status_code == 204
    assert MASK not in masked.cookies
    assert (await masked.get("/session")).json()["name"] == "Person 1"

    await begin(masked, web, 2)
    web.clock.move(minutes=30)
    # What is still on the screen is asked for by nobody: the owner's rights do not slip in.
    assert (await masked.post("/graphql", json={"query": "{ __typename }"})).status_code == 401
    answer = await masked.get("/session")
    assert (answer.json()["name"], MASK in masked.cookies) == ("Person 1", False)


@pytest.mark.parametrize("how", ["role", "session", "member", "cookie"])
async def test_it_ends_with_the_owners_role_or_session_and_with_the_members_roles(
    masked: httpx.AsyncClient, web: Web, how: str
) -> None:
    if how == "role":
        web.take_roles(1)
        web.give_role(1, "accountant")
    elif how == "session":
        web.tamper("UPDATE sessions SET ended_at = now() WHERE brand_id = %s", web.trade.brand_id)
    elif how == "member":
        web.take_roles(11)
    else:
        other = await web.signed_in(1)
        masked.cookies.delete(COOKIE)
        masked.cookies.set(COOKIE, other.cookies[COOKIE], domain="tributary.test")

    assert (await masked.post("/graphql", json={"query": "{ __typename }"})).status_code == 401


async def test_only_a_fresh_owner_with_a_reason_looks_as_somebody_else(web: Web) -> None:
    accountant, owner = await web.signed_in(2), await web.signed_in(1)
    other = await web.another_brand()
    refused = [
        await begin(accountant, web, 11),
        await begin(owner, web, 2, reason="because"),
        await begin(owner, web, 1),
        await begin(owner, web, 11),
        await begin(owner, other, 2),
    ]
    web.clock.move(minutes=6)
    refused.append(await begin(owner, web, 2))

    assert [each.json()["code"] for each in refused] == [
        "ROLE_MISSING",
        "REASON_UNFIT",
        "SELF_MEANT",
        "MEMBER_UNKNOWN",
        "MEMBER_UNKNOWN",
        "CONFIRMATION_NEEDED",
    ]
    assert not web.ask("SELECT 1 FROM impersonations WHERE brand_id = %s", web.trade.brand_id)


async def test_what_is_fetched_names_both_and_the_person_learns_of_it(
    masked: httpx.AsyncClient, web: Web
) -> None:
    found = await asked(masked, "{ statements(first: 1) { nodes { id } } }")
    statement = found["data"]["statements"]["nodes"][0]["id"]
    answer = await masked.get(f"/files/statements/{statement}")
    await masked.delete("/impersonation")

    assert answer.status_code == 303
    deeds = web.ask(
        "SELECT action, user_id, on_behalf_of FROM audit_entries WHERE brand_id = %s "
        "AND (action = 'files.fetch' OR action LIKE 'identity.%%_impersonation') ORDER BY action",
        web.trade.brand_id,
    )
    both = (web.trade.user(1), web.trade.user(11))
    assert deeds == [
        ("files.fetch", *both),
        ("identity.begin_impersonation", *both),
        ("identity.end_impersonation", *both),
    ]
    listed = await asked(await web.signed_in(1), DEEDS)
    (entry,) = listed["data"]["auditEntries"]["nodes"]
    assert (entry["user"]["name"], entry["onBehalfOf"]["name"]) == ("Person 1", "Person 11")
    assert entry["address"].startswith("10.")
    assert entry["device"].startswith("python-httpx/")
    account = (await (await web.signed_in(11)).get("/account")).json()
    (seen,) = account["impersonations"]
    assert (seen["by"], seen["reason"]) == ("Person 1", REASON)
    announced = web.ask(
        "SELECT count(*) FROM events WHERE brand_id = %s AND name LIKE %s",
        web.trade.brand_id,
        "%ImpersonationBegun%",
    )
    assert announced == [(1,)]
