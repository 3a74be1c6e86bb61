"""Who may do what: every mutation says so, auditors do nothing, other brands are not there."""

# ruff: noqa: ANN401  Answers are JSON, which has any type.

from typing import Any

import pytest
import strawberry

from tests.api.mutations.given import ESTIMATES, GIVEN
from tests.api.mutations.office import Office, gid, key, open_office
from tributary.api.graphql.engine import SchemaIncomplete, catalogue_of
from tributary.api.graphql.engine.declare import column
from tributary.api.graphql.engine.structure import config
from tributary.api.graphql.engine.viewers import ANYONE
from tributary.api.graphql.schema import catalogue
from tributary.identity import BRAND_ROLES, DISTRIBUTOR_ROLES, Role
from tributary.kernel import BrandId, new_id


def takes_key(name: str) -> bool:
    kind: Any = catalogue().schema.type_map[f"{name[0].upper()}{name[1:]}Input"]
    return "idempotencyKey" in kind.fields


async def tried(office: Office, name: str, role: Role) -> Any:
    at = office.t2 if role in DISTRIBUTOR_ROLES else None
    given = GIVEN[name] | ({"idempotencyKey": key()} if takes_key(name) else {})
    kind = f"{name[0].upper()}{name[1:]}"
    query = (
        f"mutation($i: {kind}Input!) {{ {name}(input: $i) {{ __typename ... on Refused {{ code }}"
        " } }"
    )
    return await office.ask(office.viewer(role, at), query, i=given)


def test_every_mutation_is_tried_here() -> None:
    assert GIVEN.keys() == catalogue().deeds.keys()


@pytest.mark.parametrize("name", sorted(GIVEN))
async def test_only_the_roles_of_its_policy_may(office: Office, name: str) -> None:
    policy = catalogue().deeds[name].policy
    for role in sorted(BRAND_ROLES | DISTRIBUTOR_ROLES):
        answer = await tried(office, name, role)

        if policy.admits(frozenset({role})):
            assert "errors" not in answer, (role, answer)
        else:
            assert "data" not in answer, role
            assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"


def test_auditors_do_nothing_and_buyers_only_order() -> None:
    deeds = catalogue().deeds

    assert [n for n, deed in deeds.items() if deed.policy.admits(frozenset({Role.AUDITOR}))] == []
    assert [
        name
        for name, deed in deeds.items()
        if deed.policy.admits(frozenset({Role.DISTRIBUTOR_BUYER}))
    ] == ["previewOrder", "placeOrder"]
    finance = frozenset({Role.DISTRIBUTOR_FINANCE})
    assert {n for n, deed in deeds.items() if deed.policy.admits(finance)} ^ ESTIMATES.keys() == {
        "createPaymentLink",
        "useRebate",
        "claimRebate",
        "handInRebateClaim",
        "withdrawRebateClaim",
        "confirmStatement",
        "disputeStatement",
        "revealPayeeAccount",
    }
    owner = frozenset({Role.DISTRIBUTOR_OWNER})
    assert {n for n, deed in deeds.items() if deed.policy.admits(owner)} ^ ESTIMATES.keys() == {
        "placeOrder",
        "previewOrder",
        "createPaymentLink",
        "useRebate",
        "claimRebate",
        "handInRebateClaim",
        "withdrawRebateClaim",
        "confirmStatement",
        "disputeStatement",
        "inviteMember",
        "giveRole",
        "takeRole",
        "resendInvitation",
        "withdrawInvitation",
        "endMemberSessions",
        "revealPayeeAccount",
    }


def test_what_lets_money_or_programs_pass_wants_a_fresh_proof() -> None:
    assert {name for name, deed in catalogue().deeds.items() if deed.is_confirmed} == {
        "addIdentityProvider",
        "approvePlanDraft",
        "approveRebateClaim",
        "delegateRebateClaims",
        "setRebateClaimSteps",
        "changeIdentityProvider",
        "createProgram",
        "createWebhookEndpoint",
        "giveRole",
        "inviteMember",
        "releasePayoutBatch",
        "renewIdentityProviderSecret",
        "resendInvitation",
        "revealPayeeAccount",
        "rotateProgramSecret",
        "rotateWebhookSecret",
        "switchIdentityProvider",
        "takeRole",
        "updateWebhookEndpoint",
        "withdrawInvitation",
    }


WITHOUT_KEY = ESTIMATES.keys() | {
    "activateOffer",
    "addCoupons",
    "dropOfferDraft",
    "endOffer",
    "previewOffer",
    "previewReturn",
    "previewOrder",
    "replayOrder",
    "saveOfferDraft",
    "dropPlanDraft",
    "returnPlanDraft",
    "savePlanDraft",
    "simulatePlan",
    "submitPlanDraft",
    "addIdentityProvider",
    "answerDispute",
    "assignDistributor",
    "changeIdentityProvider",
    "confirmStatement",
    # A statement is superseded once.
    "correctStatement",
    "correctQuarantinedRow",
    # Its answer holds the secret, which is kept nowhere.
    "createProgram",
    "createWebhookEndpoint",
    "deleteWebhookEndpoint",
    "disableProgram",
    "dismissQuarantinedRows",
    "disputeStatement",
    "importOrders",
    # A claim stands at one step only.
    "delegateRebateClaims",
    "endRebateDelegation",
    "handInRebateClaim",
    "rejectRebateClaim",
    "setRebateClaimSteps",
    "withdrawRebateClaim",
    "previewImport",
    "previewCalendar",
    "previewMonth",
    "previewPayout",
    "renewIdentityProviderSecret",
    "replayFailedWebhooks",
    "replayWebhookDelivery",
    # The whole account, too.
    "revealPayeeAccount",
    "rotateProgramSecret",
    "rotateWebhookSecret",
    "sendTestWebhook",
    "setSettlementCycle",
    "setStatementMailing",
    "setStatementTerms",
    "switchIdentityProvider",
    "testIdentityProvider",
    "unassignDistributor",
    "updateWebhookEndpoint",
}


def test_what_moves_money_takes_a_key() -> None:
    assert {name for name in GIVEN if not takes_key(name)} == WITHOUT_KEY


async def test_what_belongs_to_another_brand_is_not_there(office: Office) -> None:
    other = await open_office(office.engine, office.desk, office.clock, BrandId(new_id()))
    given = {
        "idempotencyKey": key(),
        "distributorId": gid("Distributor", other.t2),
        "reference": "PO-1",
        "lines": [{"sku": "TEA-01", "quantity": 1}],
    }
    placed = await other.do(other.viewer(Role.OWNER), "placeOrder", "", **given)
    await other.settle()
    ((theirs,),) = await other.rows("SELECT id FROM receivables")

    refused = await office.do(office.viewer(Role.OWNER), "placeOrder", "", **given)
    link = await office.do(
        office.viewer(Role.OWNER),
        "createPaymentLink",
        "",
        idempotencyKey=key(),
        items=[{"receivableId": gid("Receivable", theirs)}],
    )

    assert placed["__typename"] == "PlacedOrder"
    assert refused["code"] == "BUYER_UNKNOWN"
    assert link["code"] == "RECEIVABLE_UNKNOWN"


def test_a_mutation_without_a_policy_fails_the_build() -> None:
    @strawberry.type
    class Query:
        nothing: int = column("1", ANYONE, "Nothing.")

    @strawberry.type
    class Mutation:
        @strawberry.mutation
        def anything(self) -> int:
            return 1

    with pytest.raises(SchemaIncomplete, match=r"Mutation.anything declares no deed"):
        catalogue_of(strawberry.Schema(Query, Mutation, config=config())._schema)
