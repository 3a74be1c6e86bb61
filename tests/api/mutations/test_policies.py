"""Who may do what: every mutation says so, auditors do nothing, other brands are not there."""

# ruff: noqa: ANN401  Answers are JSON, which has any type.

from typing import Any

import pytest
import strawberry

from tests.api.mutations.office import Office, gid, key, open_office
from tributary.api.graphql.engine import SchemaIncomplete, catalogue_of
from tributary.api.graphql.engine.declare import column
from tributary.api.graphql.engine.structure import config
from tributary.api.graphql.engine.viewers import ANYONE
from tributary.api.graphql.schema import catalogue
from tributary.identity import BRAND_ROLES, DISTRIBUTOR_ROLES, Role
from tributary.kernel import BrandId, new_id

MONEY = {"amount": "1.00", "currency": "CNY"}
STATEMENT = {"statementId": gid("Statement", new_id())}

GIVEN: dict[str, Any] = {
    "placeOrder": {
        "distributorId": gid("Distributor", new_id()),
        "reference": "PO-1",
        "lines": [{"sku": "TEA-01", "quantity": 1}],
    },
    "previewOrder": {
        "distributorId": gid("Distributor", new_id()),
        "lines": [{"sku": "TEA-01", "quantity": 1}],
    },
    "replayOrder": {"orderId": gid("Order", new_id())},
    "previewReturn": {
        "orderId": gid("Order", new_id()),
        "lines": [{"position": 1, "quantity": 1}],
    },
    "bookReturn": {
        "orderId": gid("Order", new_id()),
        "reference": "R1",
        "lines": [{"position": 1, "quantity": 1}],
    },
    "askDiscount": {"orderId": gid("Order", new_id()), "amount": MONEY, "reason": "x"},
    "approveDiscount": {"requestId": gid("DiscountRequest", new_id())},
    "refuseDiscount": {"requestId": gid("DiscountRequest", new_id()), "reason": "x"},
    "cancelOrder": {"orderId": gid("Order", new_id()), "reason": "x"},
    "recordShipment": {"orderId": gid("Order", new_id())},
    "updateShipment": {"shipmentId": gid("Shipment", new_id()), "state": "DELIVERED"},
    "previewImport": {"channelId": gid("Channel", new_id()), "uploadId": str(new_id())},
    "importOrders": {"channelId": gid("Channel", new_id()), "uploadId": str(new_id())},
    "correctQuarantinedRow": {"rowId": gid("QuarantinedRow", new_id()), "corrections": []},
    "dismissQuarantinedRows": {"rowIds": [gid("QuarantinedRow", new_id())], "reason": "x"},
    "previewMonth": {"month": "2026-01"},
    "closeMonth": {"month": "2026-01"},
    "confirmStatement": STATEMENT,
    "disputeStatement": {**STATEMENT, "reason": "x"},
    "answerDispute": {**STATEMENT, "position": 1, "isAccepted": True, "answer": "x"},
    "correctStatement": {**STATEMENT, "reason": "x"},
    "setSettlementCycle": {"cycle": "WEEKLY", "validFrom": "2026-03-01"},
    "setStatementMailing": {"hour": 9},
    "sendStatement": STATEMENT,
    "setStatementTerms": {"answerDays": 10, "silenceConfirms": True},
    "createPaymentLink": {"items": [{"receivableId": gid("Receivable", new_id())}]},
    "refundReceipt": {"receiptId": gid("Receipt", new_id()), "amount": MONEY, "reason": "x"},
    "useRebate": {"items": [{"receivableId": gid("Receivable", new_id()), "amount": MONEY}]},
    "giveRebateInCash": {"distributorId": gid("Distributor", new_id()), "amount": MONEY},
    "claimRebate": {"rebateCreditId": gid("RebateCredit", new_id())},
    "withdrawRebateClaim": {"rebateClaimId": gid("RebateClaim", new_id())},
    "handInRebateClaim": {"rebateClaimId": gid("RebateClaim", new_id())},
    "approveRebateClaim": {"rebateClaimId": gid("RebateClaim", new_id()), "step": 1},
    "rejectRebateClaim": {"rebateClaimId": gid("RebateClaim", new_id()), "step": 1, "reason": "x"},
    "setRebateClaimSteps": {"steps": []},
    "delegateRebateClaims": {"userId": gid("User", new_id())}
    | dict.fromkeys(("firstOn", "lastOn"), "2026-05-01"),
    "endRebateDelegation": {"delegationId": gid("RebateDelegation", new_id())},
    "saveOfferDraft": {
        "code": "SPRING",
        "name": "Spring",
        "validFrom": "2026-03-01",
        "document": "{}",
    },
    "dropOfferDraft": {"code": "SPRING"},
    "previewOffer": {
        "document": "{}",
        "currency": "CNY",
        "grade": "",
        "hasCoupon": False,
        "lines": [],
    },
    "activateOffer": {"code": "SPRING"},
    "addCoupons": {"offerCode": "SPRING", "codes": ["A1"], "usesMax": 1},
    "savePlanDraft": {
        "code": "CORE",
        "name": "Core",
        "validFrom": "2026-03-01",
        "document": "{}",
    },
    "dropPlanDraft": {"code": "CORE"},
    "simulatePlan": {"code": "CORE", "document": "{}"},
    "submitPlanDraft": {"code": "CORE"},
    "returnPlanDraft": {"code": "CORE", "reason": "x"},
    "approvePlanDraft": {"code": "CORE", "digest": "x"},
    "endOffer": {"offerId": gid("Offer", new_id()), "on": "2026-03-01"},
    "previewPayout": {"currency": "CNY"},
    "preparePayoutBatch": {"currency": "CNY"},
    "submitPayoutBatch": {"payoutBatchId": gid("PayoutBatch", new_id())},
    "releasePayoutBatch": {
        "payoutBatchId": gid("PayoutBatch", new_id()),
        "total": MONEY,
        "digest": "x",
    },
    "assignDistributor": {
        "distributorId": gid("Distributor", new_id()),
        "userId": gid("User", new_id()),
    },
    "unassignDistributor": {
        "distributorId": gid("Distributor", new_id()),
        "userId": gid("User", new_id()),
    },
    "addIdentityProvider": {
        "name": "Company account",
        "kind": "OPENID",
        "issuer": "https://id.example",
        "clientId": "x",
        "clientSecret": "x",
        "audience": "BRAND",
        "isRequired": False,
        "factorValues": [],
        "emailDomains": [],
        "scopes": "",
    },
    "changeIdentityProvider": {
        "providerId": gid("IdentityProvider", new_id()),
        "name": "Company account",
        "clientId": "x",
        "audience": "BRAND",
        "isRequired": False,
        "factorValues": [],
        "emailDomains": [],
        "scopes": "",
    },
    "renewIdentityProviderSecret": {
        "providerId": gid("IdentityProvider", new_id()),
        "clientSecret": "x",
    },
    "switchIdentityProvider": {
        "providerId": gid("IdentityProvider", new_id()),
        "isOn": False,
    },
    "testIdentityProvider": {"providerId": gid("IdentityProvider", new_id())},
    "createProgram": {
        "name": "The ERP",
        "kind": "OWN",
        "scopes": ["orders:read"],
        "roles": ["ACCOUNTANT"],
        "isPublic": False,
        "isFirstParty": False,
    },
    "rotateProgramSecret": {"programId": gid("Program", new_id()), "overlapHours": 1},
    "disableProgram": {"programId": gid("Program", new_id())},
    "inviteMember": {
        "email": "somebody@new.example",
        "name": "Somebody",
        "language": "en",
        "roles": ["DISTRIBUTOR_BUYER"],
        "distributorId": gid("Distributor", new_id()),
    },
    "giveRole": {"person": gid("User", new_id()), "role": "AUDITOR"},
    "takeRole": {"person": gid("User", new_id()), "role": "AUDITOR"},
    "resendInvitation": {"person": gid("User", new_id())},
    "withdrawInvitation": {"person": gid("User", new_id())},
    "endMemberSessions": {"person": gid("User", new_id())},
    "revealPayeeAccount": {
        "payeeAccountId": gid("PayeeAccount", new_id()),
        "reason": "Nobody has this account.",
    },
    "cancelPayoutBatch": {"payoutBatchId": gid("PayoutBatch", new_id()), "reason": "x"},
    "createWebhookEndpoint": {
        "address": "https://erp.example/hooks",
        "description": "The ERP",
        "kinds": ["payment.received"],
    },
    "updateWebhookEndpoint": {
        "endpointId": gid("WebhookEndpoint", new_id()),
        "address": "https://erp.example/hooks",
        "description": "The ERP",
        "kinds": ["payment.received"],
        "isEnabled": True,
    },
    "rotateWebhookSecret": {"endpointId": gid("WebhookEndpoint", new_id())},
    "deleteWebhookEndpoint": {"endpointId": gid("WebhookEndpoint", new_id())},
    "sendTestWebhook": {"endpointId": gid("WebhookEndpoint", new_id())},
    "replayWebhookDelivery": {"deliveryId": gid("WebhookDelivery", new_id())},
    "replayFailedWebhooks": {
        "endpointId": gid("WebhookEndpoint", new_id()),
        "since": "2026-01-01T00:00:00+00:00",
    },
}


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
    assert {name for name, deed in deeds.items() if deed.policy.admits(finance)} == {
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
    assert {name for name, deed in deeds.items() if deed.policy.admits(owner)} == {
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


WITHOUT_KEY = {
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
