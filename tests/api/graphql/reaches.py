"""The access matrix of mutations, run: every role tries every deed on rows in every relation.

What is tried would be refused in the end anyway, for a reason that only somebody learns who may
reach the row; a few deeds succeed, on rows that nobody needs afterwards.
"""

# ruff: noqa: ANN401  Answers are JSON, which has any type.

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from tests.api.graphql.matrix import NOBODY, Cell, Findings, viewers_of
from tests.factories.forest import Forest, Row
from tributary.api.graphql.access import deed_cell, sight_of
from tributary.api.graphql.engine import Catalogue, Engine, GraphQLRequest, Viewer
from tributary.api.graphql.engine.relations import Relation
from tributary.api.graphql.engine.viewers import Sight
from tributary.identity import Role
from tributary.kernel import new_id

NOW: Final = datetime(2026, 3, 1, 2, tzinfo=UTC)
_MUCH: Final = {"amount": "99999999999", "currency": "JPY"}
_LINES: Final = [{"sku": "NO-SUCH", "quantity": 1}]
_BACK: Final = [{"position": 1, "quantity": 10**6}]

_MEMBER: Final = {"distributorId": "@", "person": f"User:{NOBODY}"}

ON: Final[Mapping[str, tuple[str, Mapping[str, Any]]]] = {
    "answerDispute": (
        "Statement",
        {"statementId": "@", "position": 1_000, "isAccepted": True, "answer": "Yes."},
    ),
    "sendStatement": ("Statement", {"statementId": "@"}),
    "correctStatement": (
        "Statement",
        {"statementId": "@", "reason": "x", "creditNotes": [f"CreditNote:{NOBODY}"]},
    ),
    "assignDistributor": ("Distributor", {"distributorId": "@", "userId": f"User:{NOBODY}"}),
    "cancelPayoutBatch": ("PayoutBatch", {"payoutBatchId": "@", "reason": ""}),
    "changeIdentityProvider": (
        "IdentityProvider",
        {
            "providerId": "@",
            "name": "",
            "clientId": "",
            "audience": "BRAND",
            "isRequired": False,
            "factorValues": [],
            "emailDomains": [],
            "scopes": "",
        },
    ),
    "confirmStatement": ("Statement", {"statementId": "@"}),
    "correctQuarantinedRow": ("QuarantinedRow", {"rowId": "@", "corrections": []}),
    "createPaymentLink": (
        "Receivable",
        {"items": [{"receivableId": "@", "amount": _MUCH}]},
    ),
    "dismissQuarantinedRows": ("QuarantinedRow", {"rowIds": ["@"], "reason": "Nobody wants it."}),
    "disputeStatement": ("Statement", {"statementId": "@", "reason": "It is wrong."}),
    "endOffer": ("Offer", {"offerId": "@", "on": "2001-01-01"}),
    "giveRebateInCash": ("Distributor", {"distributorId": "@", "amount": _MUCH}),
    "undoRebateUse": ("RebateEntry", {"rebateEntryId": "@", "reason": "x"}),
    "approveRebateClaim": ("RebateClaim", {"rebateClaimId": "@", "step": 99}),
    "claimRebate": ("RebateCredit", {"rebateCreditId": "@", "leftOut": []}),
    "endRebateDelegation": ("RebateDelegation", {"delegationId": "@"}),
    "handInRebateClaim": ("RebateClaim", {"rebateClaimId": "@"}),
    "rejectRebateClaim": ("RebateClaim", {"rebateClaimId": "@", "step": 99, "reason": "x"}),
    "withdrawRebateClaim": ("RebateClaim", {"rebateClaimId": "@"}),
    "importOrders": ("Channel", {"channelId": "@", "uploadId": str(NOBODY)}),
    "placeOrder": ("Distributor", {"distributorId": "@", "reference": "PO", "lines": _LINES}),
    "replayOrder": ("Order", {"orderId": "@"}),
    "previewReturn": ("Order", {"orderId": "@", "lines": _BACK}),
    "bookReturn": ("Order", {"orderId": "@", "reference": "R", "lines": _BACK}),
    "askDiscount": ("Order", {"orderId": "@", "amount": _MUCH, "reason": ""}),
    "approveDiscount": ("DiscountRequest", {"requestId": "@"}),
    "refuseDiscount": ("DiscountRequest", {"requestId": "@", "reason": "x"}),
    "cancelOrder": ("Order", {"orderId": "@", "reason": "x"}),
    "previewOrder": ("Distributor", {"distributorId": "@", "lines": _LINES}),
    "previewImport": ("Channel", {"channelId": "@", "uploadId": str(NOBODY)}),
    "recordShipment": ("Order", {"orderId": "@", "shippedOn": "2001-01-01"}),
    "refundReceipt": ("Receipt", {"receiptId": "@", "amount": _MUCH, "reason": "x"}),
    "releasePayoutBatch": ("PayoutBatch", {"payoutBatchId": "@", "total": _MUCH, "digest": "x"}),
    "revealPayeeAccount": (
        "PayeeAccount",
        {"payeeAccountId": "@", "reason": "It is tried by everybody."},
    ),
    "submitPayoutBatch": ("PayoutBatch", {"payoutBatchId": "@"}),
    "unassignDistributor": ("Distributor", {"distributorId": "@", "userId": f"User:{NOBODY}"}),
    "updateShipment": ("Shipment", {"shipmentId": "@", "carrier": "x" * 300}),
    "endMemberSessions": ("Distributor", _MEMBER),
    "giveRole": ("Distributor", {**_MEMBER, "role": "DISTRIBUTOR_BUYER"}),
    "inviteMember": (
        "Distributor",
        {
            "distributorId": "@",
            "email": "none",
            "name": "x",
            "language": "en",
            "roles": ["DISTRIBUTOR_BUYER"],
        },
    ),
    "resendInvitation": ("Distributor", _MEMBER),
    "takeRole": ("Distributor", {**_MEMBER, "role": "DISTRIBUTOR_BUYER"}),
    "useRebate": ("Receivable", {"items": [{"receivableId": "@", "amount": _MUCH}]}),
    "withdrawInvitation": ("Distributor", _MEMBER),
    "disableProgram": ("Program", {"programId": "@"}),
    "renewIdentityProviderSecret": (
        "IdentityProvider",
        {"providerId": "@", "clientSecret": "x"},
    ),
    "switchIdentityProvider": ("IdentityProvider", {"providerId": "@", "isOn": False}),
    "testIdentityProvider": ("IdentityProvider", {"providerId": "@"}),
    "rotateProgramSecret": ("Program", {"programId": "@", "overlapHours": 1}),
    "replayFailedWebhooks": ("WebhookEndpoint", {"endpointId": "@", "since": NOW.isoformat()}),
    "replayWebhookDelivery": ("WebhookDelivery", {"deliveryId": "@"}),
    "rotateWebhookSecret": ("WebhookEndpoint", {"endpointId": "@"}),
    "sendTestWebhook": ("WebhookEndpoint", {"endpointId": "@"}),
    "updateWebhookEndpoint": (
        "WebhookEndpoint",
        {"endpointId": "@", "address": "", "description": "", "kinds": [], "isEnabled": True},
    ),
}
"""What is tried on a row of which type; the id of the row stands where the sign is."""

ALIKE: Final = frozenset(
    {
        "claimRebate",
        "correctQuarantinedRow",
        "dismissQuarantinedRows",
        "endMemberSessions",
        "endRebateDelegation",
        "giveRole",
        "importOrders",
        "inviteMember",
        "previewImport",
        "resendInvitation",
        "submitPayoutBatch",
        "takeRole",
        "unassignDistributor",
        "withdrawInvitation",
    }
)
"""Deeds that answer alike here for a row that one may reach and for one that is not there."""

ABOUT_NO_ROW: Final[Mapping[str, Mapping[str, Any]]] = {
    "addIdentityProvider": {
        "name": "",
        "kind": "OPENID",
        "issuer": "",
        "clientId": "",
        "clientSecret": "",
        "audience": "BRAND",
        "isRequired": False,
        "factorValues": [],
        "emailDomains": [],
        "scopes": "",
    },
    "closeMonth": {"month": "x"},
    "delegateRebateClaims": {
        "userId": f"User:{NOBODY}",
        "firstOn": "2026-03-01",
        "lastOn": "2026-03-01",
    },
    "setRebateClaimSteps": {"steps": []},
    "createProgram": {
        "name": "",
        "kind": "OWN",
        "scopes": [],
        "isPublic": False,
        "isFirstParty": False,
    },
    "createWebhookEndpoint": {"address": "", "description": "", "kinds": []},
    # A row that is gone would be missed by whoever reads every row.
    "deleteWebhookEndpoint": {"endpointId": f"WebhookEndpoint:{NOBODY}"},
    "activateOffer": {"code": ""},
    "addCoupons": {"offerCode": "", "codes": [], "usesMax": 1},
    "approvePlanDraft": {"code": "", "digest": ""},
    "dropPlanDraft": {"code": ""},
    "returnPlanDraft": {"code": "", "reason": ""},
    "savePlanDraft": {"code": "", "name": "", "validFrom": "2026-03-01", "document": ""},
    "simulatePlan": {"code": "", "document": ""},
    "estimateCommission": {},
    "estimateRebate": {},
    "submitPlanDraft": {"code": ""},
    "dropOfferDraft": {"code": ""},
    "previewOffer": {
        "document": "",
        "currency": "CNY",
        "grade": "",
        "hasCoupon": False,
        "lines": [],
    },
    "saveOfferDraft": {"code": "", "name": "", "validFrom": "2026-03-01", "document": ""},
    "preparePayoutBatch": {"currency": "ZZZ"},
    "previewCalendar": {"closed": 1},
    "previewMonth": {"month": "x"},
    "previewPayout": {"currency": "ZZZ"},
    "setSettlementCycle": {"cycle": "CUSTOM", "validFrom": "2026-03-01"},
    "setStatementMailing": {"hour": 99},
    "setStatementTerms": {"answerDays": 0, "silenceConfirms": False},
}
"""Deeds that name no row."""


@dataclass
class Reaches:
    """Tries every deed in one brand, beside another that is foreign to everybody in it."""

    engine: Engine
    catalogue: Catalogue
    forest: Forest
    foreign: Forest
    findings: Findings

    async def run(self) -> Findings:
        """Try every deed in every role."""
        for viewer in viewers_of(self.forest):
            person = Viewer(
                viewer.brand_id,
                viewer.user_id,
                viewer.roles,
                viewer.today,
                viewer.distributor_id,
                confirmed_at=NOW,
            )
            for name in self.catalogue.deeds:
                await self._try(person, name)
        return self.findings

    def missing(self) -> set[str]:
        """Return the deeds that some role has not tried."""
        run = {(name, role) for _, name, role, _ in self.findings.cells}
        return {f"{n} for {r}" for n in self.catalogue.deeds for r in Role if (n, r) not in run}

    async def _try(self, viewer: Viewer, name: str) -> None:
        (role,) = viewer.roles
        allowed = deed_cell(self.catalogue, name, role)
        kind, given = ON.get(name, ("", ABOUT_NO_ROW.get(name)))
        if given is None:
            return
        absent = await self._answer(viewer, name, given, str(NOBODY), kind)
        if allowed is None or not kind:
            is_refused = '"code":"FORBIDDEN"' in absent and '"data"' not in absent
            self.findings.expect(is_refused is (allowed is None), name, role, absent)
            self._ran(name, role, None)
            return
        for relation, row in self._chosen(viewer, kind):
            answer = await self._answer(viewer, name, given, str(row["id"]), kind)
            is_open = relation is not None and self._is_open(relation, allowed, role)
            said = f"{name} on {kind} {relation} for {role}: {answer} beside {absent}"
            if not is_open or name not in ALIKE:
                self.findings.expect((answer != absent) is is_open, said)
            self._ran(name, role, relation)

    def _is_open(self, relation: Relation, allowed: frozenset[Relation], role: Role) -> bool:
        return sight_of(role) is Sight.BRAND or relation in allowed

    def _ran(self, name: str, role: Role, relation: Relation | None) -> None:
        cell: Cell = ("Mutation", name, role, relation)
        self.findings.cells.add(cell)

    def _chosen(self, viewer: Viewer, kind: str) -> Iterator[tuple[Relation | None, Row]]:
        met: set[Relation] = set()
        for row in self.forest.rows[kind]:
            relation = self.forest.relation(viewer, kind, row)
            if relation not in met:
                met.add(relation)
                yield relation, row
        yield None, self.foreign.rows[kind][0]

    async def _answer(
        self, viewer: Viewer, name: str, given: Mapping[str, Any], row: str, kind: str
    ) -> str:
        """Return the answer as it is sent, with the id that was asked for taken out of it."""
        title = f"{name[0].upper()}{name[1:]}"
        declared: Any = self.catalogue.schema.type_map[f"{title}Input"]
        asked = filled(given, f"{kind}:{row}")
        if "idempotencyKey" in declared.fields:
            asked["idempotencyKey"] = str(new_id())
        query = (
            f"mutation($i: {title}Input!) {{ {name}(input: $i) "
            "{ __typename ... on Refused { code message } } }"
        )
        answer = await self.engine.execute(GraphQLRequest(query, None, {"i": asked}), viewer)
        return f"{answer.status} {answer.is_executed} {answer.body.decode().replace(row, '')}"


def filled(given: Any, row: str) -> Any:
    """Return an input with an id where the sign stands."""
    if isinstance(given, dict):
        return {name: filled(each, row) for name, each in given.items()}
    if isinstance(given, list):
        return [filled(each, row) for each in given]
    return row if given == "@" else given
