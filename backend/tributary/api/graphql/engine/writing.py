"""Mutations: each field in a work of its own, one after the other, shown after it has committed."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false
# The types of graphql-core leave their own parameters open.

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson
import structlog
from graphql import FieldNode, GraphQLError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from tributary.api.graphql.engine.catalogue import Catalogue, domain_of
from tributary.api.graphql.engine.compiler import Asked
from tributary.api.graphql.engine.deeds import Deed, Hands
from tributary.api.graphql.engine.inputs import built, require_plain
from tributary.api.graphql.engine.parameters import ArgumentUnusable, value_of
from tributary.api.graphql.engine.payloads import Showing
from tributary.api.graphql.engine.pool import UNREADABLE, ReadPool
from tributary.api.graphql.engine.selection import Selector
from tributary.api.graphql.engine.viewers import Viewer
from tributary.identity import RELEASE, Impersonating, require_fresh
from tributary.kernel import Actor, Outage, Refusal, new_id
from tributary.platform import Desk, idempotency, jsonable, whereabouts

log = structlog.get_logger()

KEY_LENGTH_MAX: Final = 200
_KEY: Final = "idempotencyKey"

OUR_PAGES: Final = "our-own-pages"
"""No program is given this: what needs it is done by people who are signed in."""

OWN_SCOPES: Final[Mapping[str, str]] = {
    "releasePayoutBatch": RELEASE,
    # A program that let others in would outlive its own tokens.
    "createProgram": OUR_PAGES,
    "rotateProgramSecret": OUR_PAGES,
    "disableProgram": OUR_PAGES,
    # So would one that lets people in.
    "inviteMember": OUR_PAGES,
    "giveRole": OUR_PAGES,
    "takeRole": OUR_PAGES,
    "resendInvitation": OUR_PAGES,
    "withdrawInvitation": OUR_PAGES,
    "endMemberSessions": OUR_PAGES,
    # Nor does one decide who sees what.
    "assignDistributor": OUR_PAGES,
    "unassignDistributor": OUR_PAGES,
    "previewReturn": "orders:write",
    "bookReturn": "orders:write",
    "cancelOrder": "orders:write",
    # Nor does one decide what is given away.
    "askDiscount": OUR_PAGES,
    "approveDiscount": OUR_PAGES,
    "refuseDiscount": OUR_PAGES,
    "saveOfferDraft": OUR_PAGES,
    "dropOfferDraft": OUR_PAGES,
    "addCoupons": OUR_PAGES,
    "replayOrder": OUR_PAGES,
    "previewOffer": OUR_PAGES,
    "activateOffer": OUR_PAGES,
    "endOffer": OUR_PAGES,
    # Nor what is earned.
    "savePlanDraft": OUR_PAGES,
    "dropPlanDraft": OUR_PAGES,
    "submitPlanDraft": OUR_PAGES,
    "returnPlanDraft": OUR_PAGES,
    "approvePlanDraft": OUR_PAGES,
    "simulatePlan": OUR_PAGES,
    "estimateCommission": OUR_PAGES,
    "estimateRebate": OUR_PAGES,
    # Nor does one use up what people earned.
    "useRebate": OUR_PAGES,
    "giveRebateInCash": OUR_PAGES,
    "undoRebateUse": OUR_PAGES,
    "claimRebate": OUR_PAGES,
    "withdrawRebateClaim": OUR_PAGES,
    "handInRebateClaim": OUR_PAGES,
    # Nor does one agree for people.
    "approveRebateClaim": OUR_PAGES,
    "rejectRebateClaim": OUR_PAGES,
    "setRebateClaimSteps": OUR_PAGES,
    "delegateRebateClaims": OUR_PAGES,
    "endRebateDelegation": OUR_PAGES,
    # Nor does one read where people are paid: that wants a person's reason.
    "revealPayeeAccount": OUR_PAGES,
    # Nor does one decide who else comes in.
    "addIdentityProvider": OUR_PAGES,
    "changeIdentityProvider": OUR_PAGES,
    "renewIdentityProviderSecret": OUR_PAGES,
    "switchIdentityProvider": OUR_PAGES,
    "testIdentityProvider": OUR_PAGES,
    # Nor does one decide who hears of everything, or learn what signs for it.
    "createWebhookEndpoint": OUR_PAGES,
    "updateWebhookEndpoint": OUR_PAGES,
    "rotateWebhookSecret": OUR_PAGES,
    "deleteWebhookEndpoint": OUR_PAGES,
    "sendTestWebhook": OUR_PAGES,
    "replayWebhookDelivery": OUR_PAGES,
    "replayFailedWebhooks": OUR_PAGES,
}
"""Deeds that need more than leave to write in their part of the business."""

_UNAVAILABLE: Final = (Outage, OperationalError, InterfaceError, PoolTimeout)
"""What is not our fault and passes: lost connections, deadlocks, a gateway that is down."""


class _Failed(Exception):
    """A field has no answer; the error says why."""

    def __init__(self, message: str, code: str, **more: str) -> None:
        super().__init__(message)
        self.extensions = {"code": code, **more}


@dataclass(frozen=True, slots=True)
class _Step:
    """One mutation field, checked and ready to be done."""

    key: str
    name: str
    deed: Deed
    given: Mapping[str, Any]
    showing: Showing


class Writer:
    """Executes mutations of one schema: works at a desk, shows rows from a pool."""

    def __init__(self, catalogue: Catalogue, pool: ReadPool, desk: Desk) -> None:
        self._catalogue = catalogue
        self._pool = pool
        self._desk = desk

    async def execute(self, asked: Asked) -> bytes:
        """Do every field of an operation in turn and return the answer, its last brace left out.

        Raises:
            GraphQLError: a field, or what is asked of its answer, is not for the viewer.
            ArgumentUnusable: an argument has no meaning; nothing was done.
        """
        selector = Selector(self._catalogue.schema, asked.fragments, asked.variables.coerced)
        fields = selector.of_sets("Mutation", [asked.operation.selection_set])
        steps = {key: self._step(asked, key, nodes) for key, nodes in fields.items()}
        texts: list[str] = []
        errors: list[dict[str, Any]] = []
        for key, step in steps.items():
            text = '"Mutation"'
            if step is not None:
                try:
                    text = await self._answer(step, asked.viewer)
                except _Failed as failed:
                    text = "null"
                    error = {"message": str(failed), "path": [key]}
                    errors.append({**error, "extensions": failed.extensions})
            texts.append(f'"{key}":{text}')
        told = b',"errors":' + orjson.dumps(errors) if errors else b""
        return b"".join((b'{"data":{', ",".join(texts).encode(), b"}", told))

    def _step(self, asked: Asked, key: str, nodes: list[FieldNode]) -> _Step | None:
        name = nodes[0].name.value
        if name == "__typename":
            return None
        deed = self._catalogue.deeds[name]
        if not deed.policy.admits(asked.viewer.roles):
            raise GraphQLError(
                f"Mutation.{name} is not for your role.", nodes[0], extensions={"code": "FORBIDDEN"}
            )
        scope = scope_of(name, deed)
        if not asked.viewer.may(scope):
            raise GraphQLError(
                f"Mutation.{name} needs the scope {scope}.",
                nodes[0],
                extensions={"code": "INSUFFICIENT_SCOPE"},
            )
        given = self._given(asked, name, nodes[0])
        require_plain(given)
        if len(given.get(_KEY, "")) > KEY_LENGTH_MAX:
            raise ArgumentUnusable(f"{_KEY} has at most {KEY_LENGTH_MAX} characters.")
        payload: Any = deed.gives
        kind = payload.__strawberry_definition__.name
        return _Step(key, name, deed, given, Showing(self._catalogue, asked, kind, nodes))

    def _given(self, asked: Asked, name: str, node: FieldNode) -> Mapping[str, Any]:
        root: Any = self._catalogue.schema.mutation_type
        argument = next(iter(node.arguments or ()))
        declared = root.fields[name].args["input"].type
        value: Any = value_of(argument.value, declared, asked.variables.coerced)[0]
        if not isinstance(value, dict):
            raise ArgumentUnusable("The input cannot be used.")
        return value

    async def _answer(self, step: _Step, viewer: Viewer) -> str:
        kind, values = await self._outcome(step, viewer)
        try:
            async with asyncio.timeout(self._pool.deadline_seconds):
                return await step.showing.text(kind, values, self._pool)
        except UNREADABLE:
            log.warning("deed_not_shown", mutation=step.name, exc_info=True)
            raise _Failed(
                "It is done, but cannot be shown now; ask for it in a moment.",
                "SERVICE_UNAVAILABLE",
            ) from None

    async def _outcome(self, step: _Step, viewer: Viewer) -> tuple[str, Mapping[str, Any]]:
        """Return which member of the union the answer is, and its values."""
        try:
            values = await self._act(step, viewer)
        except Refusal as refusal:
            log.info("refused", mutation=step.name, code=refusal.code)
            return "Refused", {"code": refusal.code, "message": refusal.message}
        except ArgumentUnusable as unusable:
            raise _Failed(str(unusable), "BAD_USER_INPUT") from None
        except _UNAVAILABLE:
            log.warning("deed_unavailable", mutation=step.name, exc_info=True)
            raise _Failed("Unavailable; try again in a moment.", "SERVICE_UNAVAILABLE") from None
        except Exception:
            reference = _reference()
            log.exception("unexpected_error", mutation=step.name, reference=reference)
            raise _Failed("Unexpected error.", "UNEXPECTED", reference=reference) from None
        payload: Any = step.deed.gives
        return payload.__strawberry_definition__.name, values

    async def _act(self, step: _Step, viewer: Viewer) -> Mapping[str, Any]:
        """Do one deed in one work; a refusal leaves it, so that it is rolled back."""
        deed = step.deed
        if viewer.impersonator_id is not None:
            raise Impersonating("Nothing is done while you look as somebody else: end that first.")
        actor = _actor(viewer)
        key = step.given.get(_KEY)
        if key is not None and not key.strip():
            raise idempotency.IdempotencyKeyMissing("This request needs an idempotency key.")
        given = built(deed.takes, step.given)
        desk = self._desk
        if deed.is_confirmed and viewer.user_id is not None:
            require_fresh(viewer.confirmed_at, now=desk.clock())
        async with desk.database.work(actor, now=desk.clock(), idempotency_key=key) as work:
            hands = Hands(viewer, work, desk, self._catalogue)

            async def run() -> Mapping[str, object]:
                return await deed.run(hands, given)

            if key is None or deed.is_once_itself:
                return jsonable(await run()) or {}
            request = {
                "deed": step.name,
                "user": viewer.user_id or viewer.program_id,
                "distributor": viewer.distributor_id,
                "input": dict(_without_key(step.given)),
            }
            return await idempotency.once(work, request, run)


def scope_of(name: str, deed: Deed) -> str:
    """Return the scope that a program needs for a deed."""
    return OWN_SCOPES.get(name) or f"{domain_of(deed.run)}:write"


def _actor(viewer: Viewer) -> Actor:
    origin = "portal" if viewer.is_distributor else "console"
    if viewer.program_id is not None:
        origin = f"program:{viewer.program_id}"
    return Actor(viewer.brand_id, viewer.user_id, origin, program_id=viewer.program_id)


def _without_key(given: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((name, value) for name, value in given.items() if name != _KEY)


def _reference() -> str:
    """Return what the person who asked can name and the log can be searched for."""
    return whereabouts().request_id or new_id().hex
