"""Programs by the graph: only owners let them in, and the secret is told once."""

# ruff: noqa: ANN401  Answers are JSON, which has any type.

from typing import Any

import pytest

from tests.api.mutations.office import NOBODY, Office, gid
from tributary.identity import Role

TOLD = "... on ProgramCredentials { clientId clientSecret program { id } }"
DECLINED = ""
"""Why it was declined is always asked for."""
LIST = """query($filter: ProgramFilter) { programs(first: 10, filter: $filter) { nodes {
    id name clientId kind scope roles redirectUris isPublic isFirstParty usedAt formerUntil
    disabledAt distributor { code } } } }"""
ERP = {
    "name": "The ERP",
    "kind": "OWN",
    "scopes": ["orders:read", "receivables:read"],
    "roles": ["ACCOUNTANT"],
    "isPublic": False,
    "isFirstParty": False,
}


async def create(office: Office, role: Role = Role.OWNER, **more: Any) -> Any:
    given = {**ERP, **more}
    return await office.do(office.viewer(role), "createProgram", f"{TOLD} {DECLINED}", **given)


async def listed(office: Office, **filtered: Any) -> Any:
    answer = await office.ask(office.viewer(Role.OWNER), LIST, filter=filtered)
    return answer["data"]["programs"]["nodes"]


async def test_an_owner_lets_a_program_in_and_reads_its_secret_once(office: Office) -> None:
    made = await create(office)

    assert made["clientSecret"].partition(".")[0] == made["clientId"].partition(".")[0]
    (shown,) = await listed(office)
    assert made["clientSecret"] not in str(shown)
    assert (shown["id"], shown["clientId"]) == (made["program"]["id"], made["clientId"])
    assert (shown["kind"], shown["scope"]) == ("OWN", "orders:read receivables:read")
    assert (shown["roles"], shown["usedAt"], shown["isPublic"]) == ("accountant", None, False)
    kept = await office.rows("SELECT to_jsonb(p)::text FROM programs p")
    kept += await office.rows("SELECT after::text FROM audit_entries")
    assert made["clientSecret"].partition(".")[2] not in str(kept)


async def test_a_secret_is_changed_with_an_overlap_and_a_program_shut_out(office: Office) -> None:
    made = await create(office)
    owner, program = office.viewer(Role.OWNER), made["program"]["id"]

    rotated = await office.do(
        owner, "rotateProgramSecret", f"{TOLD} {DECLINED}", programId=program, overlapHours=24
    )
    assert rotated["clientSecret"] not in {None, made["clientSecret"]}
    assert (await listed(office))[0]["formerUntil"] is not None
    shut = await office.do(
        owner, "disableProgram", "... on DisabledProgram { program { disabledAt } }",
        programId=program,
    )  # fmt: skip
    assert shut["program"]["disabledAt"]
    assert await listed(office, isDisabled=False) == []
    assert len(await listed(office, isDisabled=True)) == 1


@pytest.mark.parametrize("hours", [-1, 721])
async def test_an_overlap_has_its_limits(office: Office, hours: int) -> None:
    made = await create(office)

    answer = await office.do(
        office.viewer(Role.OWNER), "rotateProgramSecret", DECLINED,
        programId=made["program"]["id"], overlapHours=hours,
    )  # fmt: skip

    assert answer["code"] == "PROGRAM_INVALID"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"scopes": ["everything"]}, "PROGRAM_INVALID"),
        ({"roles": []}, "PROGRAM_INVALID"),
        ({"roles": ["DISTRIBUTOR_OWNER"]}, "PROGRAM_INVALID"),
        ({"isPublic": True}, "PROGRAM_INVALID"),
        ({"name": ""}, "PROGRAM_INVALID"),
        ({"kind": "CODE", "roles": [], "redirectUris": ["http://x.example"]}, "PROGRAM_INVALID"),
        (
            {"distributorId": gid("Distributor", NOBODY), "roles": ["DISTRIBUTOR_OWNER"]},
            "PARTY_UNKNOWN",
        ),
    ],
    ids=["scope", "no role", "side", "public", "name", "address", "party"],
)
async def test_what_does_not_fit_together_is_declined(
    office: Office, change: dict[str, Any], code: str
) -> None:
    assert (await create(office, **change))["code"] == code
    assert await listed(office) == []


async def test_of_a_program_that_is_not_there_nothing_is_done(office: Office) -> None:
    nothing = gid("Program", NOBODY)

    answer = await office.do(
        office.viewer(Role.OWNER), "disableProgram", DECLINED, programId=nothing
    )

    assert answer["code"] == "PROGRAM_UNKNOWN"
