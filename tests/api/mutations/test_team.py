"""The team by the graph: who gives which role to whom, and who sees whom."""

# ruff: noqa: ANN401  Answers are JSON, which has any type.

from dataclasses import replace
from typing import Any

import pytest

from tests.api.mutations.office import NOBODY, Office, gid, key
from tests.architecture.source import ROOT
from tributary import identity
from tributary.identity import BRAND_ROLES, DISTRIBUTOR_ROLES, GIVERS, Role
from tributary.kernel import DistributorId, new_id

PEOPLE = "person name email roles hasCome invitedUntil hasFactor seenAt"
BRAND_TEAM = f"{{ brand {{ members {{ {PEOPLE} }} }} }}"
TEAM_OF = f"query($id: ID!) {{ distributor(id: $id) {{ members {{ {PEOPLE} }} }} }}"


async def team(office: Office, at: DistributorId | None = None) -> dict[str, Any]:
    """Return who works on a side, by name, as the brand's owner sees it."""
    owner = office.viewer(Role.OWNER)
    if at is None:
        found = (await office.ask(owner, BRAND_TEAM))["data"]["brand"]
    else:
        found = (await office.ask(owner, TEAM_OF, id=gid("Distributor", at)))["data"]["distributor"]
    return {each["name"]: each for each in found["members"]}


async def invite(office: Office, **more: Any) -> Any:
    given = {
        "email": f"{new_id().hex}@new.example",
        "name": "Wang Fang",
        "language": "zh",
        "roles": ["ACCOUNTANT", "PAYOUT_OPERATOR"],
        "idempotencyKey": key(),
    }
    shown = "... on ChangedMember { person }"
    return await office.do(office.viewer(Role.OWNER), "inviteMember", shown, **{**given, **more})


async def do(office: Office, name: str, person: str, by: Role = Role.OWNER, **more: Any) -> Any:
    at = office.t2 if by in DISTRIBUTOR_ROLES else None
    given = {"person": person, "idempotencyKey": key(), **more}
    return await office.do(office.viewer(by, at), name, "", **given)


def of(office: Office, role: Role, at: DistributorId | None = None) -> str:
    return gid("User", office.people[role, at].user_id)


async def test_an_owner_invites_somebody_with_roles_who_then_waits(office: Office) -> None:
    made = await invite(office)

    member = (await team(office))["Wang Fang"]
    assert member["person"] == made["person"]
    assert member["roles"] == "accountant payout_operator"
    assert (member["hasCome"], member["hasFactor"], member["seenAt"]) == (False, False, None)
    assert member["invitedUntil"] is not None
    letters = await office.rows("SELECT count(*) FROM tickets")
    assert letters == [(1,)]


@pytest.mark.parametrize("role", sorted(Role))
async def test_a_role_is_given_and_taken_by_those_in_the_table_alone(
    office: Office, role: Role
) -> None:
    side = {"distributorId": gid("Distributor", office.t2)} if role in DISTRIBUTOR_ROLES else {}
    anew = "ACCOUNTANT" if role is not Role.ACCOUNTANT else "AUDITOR"
    roles = ["DISTRIBUTOR_BUYER" if role is not Role.DISTRIBUTOR_BUYER else "DISTRIBUTOR_FINANCE"]
    person = (await invite(office, roles=roles if side else [anew], **side))["person"]
    may = {each for each in Role if GIVERS[role] & {each}}

    for by in sorted(Role):
        at = office.t2 if by in DISTRIBUTOR_ROLES else None
        for name in ("giveRole", "takeRole"):
            given = {"person": person, "role": role.name, "idempotencyKey": key(), **side}
            kind = name[0].upper() + name[1:]
            query = f"mutation($i: {kind}Input!) {{ {name}(input: $i) {{ __typename }} }}"
            answer = await office.ask(office.viewer(by, at), query, i=given)
            told = (answer.get("data") or {}).get(name) or {"__typename": "FORBIDDEN"}
            assert (told["__typename"] == "ChangedMember") is (by in may), (by, name, answer)


async def test_nobody_raises_themselves(office: Office) -> None:
    owner = office.viewer(Role.OWNER)
    ((email,),) = await office.rows(f"SELECT email FROM users WHERE id = '{owner.user_id}'")

    given = await do(office, "giveRole", of(office, Role.OWNER), role="FINANCE_DIRECTOR")
    invited = await invite(office, email=email, roles=["PAYOUT_OPERATOR"])

    assert (given["code"], invited["code"]) == ("OWN_ROLE", "OWN_ROLE")
    assert (await team(office))[f"{Role.OWNER}-"]["roles"] == "owner"


async def test_the_last_owner_of_either_side_stays(office: Office) -> None:
    there = gid("Distributor", office.t2)
    brand = await do(office, "takeRole", of(office, Role.OWNER), role="OWNER")
    itself = await do(
        office, "takeRole", of(office, Role.DISTRIBUTOR_OWNER, office.t2),
        Role.DISTRIBUTOR_OWNER, role="DISTRIBUTOR_OWNER", distributorId=there,
    )  # fmt: skip
    by_brand = await do(
        office, "takeRole", of(office, Role.DISTRIBUTOR_OWNER, office.t2),
        role="DISTRIBUTOR_OWNER", distributorId=there,
    )  # fmt: skip

    assert (brand["code"], itself["code"]) == ("LAST_OWNER", "LAST_OWNER")
    assert by_brand["__typename"] == "ChangedMember"


async def test_a_distributors_owner_has_to_do_with_that_distributor_alone(office: Office) -> None:
    upline, below = office.chain[1], office.t2
    boss = office.viewer(Role.DISTRIBUTOR_OWNER, upline)
    buyer = of(office, Role.DISTRIBUTOR_BUYER, below)
    seen = [
        await office.ask(boss, TEAM_OF, id=gid("Distributor", each)) for each in (upline, below)
    ]
    codes: list[str] = []
    for name, more in (
        ("takeRole", {"role": "DISTRIBUTOR_BUYER"}),
        ("giveRole", {"role": "DISTRIBUTOR_OWNER"}),
        ("endMemberSessions", {}),
        ("withdrawInvitation", {}),
        ("resendInvitation", {}),
    ):
        for side in ({"distributorId": gid("Distributor", below)}, {}):
            given = {"person": buyer, "idempotencyKey": key(), **more, **side}
            codes.append((await office.do(boss, name, "", **given))["code"])
        own = {"distributorId": gid("Distributor", upline)}
        given = {"person": buyer, "idempotencyKey": key(), **more, **own}
        assert (await office.do(boss, name, "", **given))["code"] == "MEMBER_UNKNOWN"

    assert set(codes) == {"PARTY_UNKNOWN"}
    found = [len(each["data"]["distributor"]["members"]) for each in seen]
    assert found == [1, 0]
    assert len(await team(office, below)) == 3


async def test_a_right_that_does_not_count_in_this_session_gives_nothing(office: Office) -> None:
    # The owner of the brand, in a session without the second factor that owners need.
    owner = replace(office.viewer(Role.OWNER), roles=frozenset({Role.SALES_MANAGER}))
    given = {"person": of(office, Role.AUDITOR), "role": "OWNER", "idempotencyKey": key()}

    assert (await office.do(owner, "giveRole", "", **given))["code"] == "ROLE_MISSING"


async def test_every_change_of_the_team_wants_a_fresh_proof(office: Office) -> None:
    stale = replace(office.viewer(Role.OWNER), confirmed_at=None)
    given = {"person": of(office, Role.AUDITOR), "role": "OWNER", "idempotencyKey": key()}

    assert (await office.do(stale, "giveRole", "", **given))["code"] == "CONFIRMATION_NEEDED"


async def test_an_invitation_is_sent_again_and_taken_back_while_nobody_came(
    office: Office,
) -> None:
    person = (await invite(office))["person"]
    again = [await do(office, "resendInvitation", person) for _ in range(5)]

    assert [each["__typename"] for each in again] == ["ChangedMember"] * 4 + ["Refused"]
    assert again[-1]["code"] == "INVITATIONS_EXHAUSTED"
    open_links = "SELECT count(*) FROM tickets WHERE used_at IS NULL"
    assert await office.rows(open_links) == [(1,)]
    await do(office, "withdrawInvitation", person)
    assert await office.rows(open_links) == [(0,)]
    assert "Wang Fang" not in await team(office)
    assert (await do(office, "withdrawInvitation", person))["code"] == "MEMBER_UNKNOWN"


async def test_who_came_in_has_no_invitation_left(office: Office) -> None:
    person = (await invite(office))["person"]
    async with office.work() as work:
        await work.run("UPDATE users SET email_verified_at = :at", at=office.clock())

    for name in ("resendInvitation", "withdrawInvitation"):
        assert (await do(office, name, person))["code"] == "INVITATION_TAKEN"


async def test_the_same_key_invites_once(office: Office) -> None:
    again = {"idempotencyKey": key(), "email": f"{new_id().hex}@new.example"}

    first, second = await invite(office, **again), await invite(office, **again)

    assert first == second
    assert await office.rows("SELECT count(*) FROM tickets") == [(1,)]


async def test_who_sees_the_teams(office: Office) -> None:
    for role in sorted(BRAND_ROLES):
        answer = await office.ask(office.viewer(role), BRAND_TEAM)
        assert ("errors" not in answer) is (role in {Role.OWNER, Role.AUDITOR}), role
    for role in sorted(DISTRIBUTOR_ROLES):
        given = gid("Distributor", office.t2)
        answer = await office.ask(office.viewer(role, office.t2), TEAM_OF, id=given)
        assert ("errors" not in answer) is (role is Role.DISTRIBUTOR_OWNER), role


async def test_what_is_no_invitation_is_told_so(office: Office) -> None:
    query = "mutation($i: InviteMemberInput!) { inviteMember(input: $i) { __typename } }"
    given = {
        "email": "a@new.example", "name": "A", "language": "en", "roles": ["AUDITOR"],
        "idempotencyKey": key(),
    }  # fmt: skip
    changes: list[dict[str, object]] = [{"roles": []}, {"name": " "}, {"name": "x" * 81}]
    for change in changes:
        answer = await office.ask(office.viewer(Role.OWNER), query, i={**given, **change})
        assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    unknown = await invite(office, distributorId=gid("Distributor", NOBODY), roles=["AUDITOR"])
    assert unknown["code"] == "ROLE_MISMATCH"


def test_the_table_of_the_docs_is_the_table_that_holds() -> None:
    said = (ROOT / "docs" / "team.md").read_text(encoding="utf-8")
    for role, givers in GIVERS.items():
        assert f"| {role} | {', '.join(sorted(givers))} |" in said


def test_every_role_has_givers_and_only_owners_give_what_handles_the_brands_money() -> None:
    assert GIVERS.keys() == set(Role)
    assert all(GIVERS[role] == {Role.OWNER} for role in BRAND_ROLES)
    assert identity.givable(frozenset({Role.DISTRIBUTOR_OWNER})) == DISTRIBUTOR_ROLES
